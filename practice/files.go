package practice

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// FileSource serves the NDJSON files of a folder as they are, one served file for
// each file: filters and _since do not apply to them. It has no follow-up
// releases.
type FileSource struct {
	version string
	files   []givenFile
}

type givenFile struct {
	path         string
	resourceType string
}

// givenName is how files are named, docs/reference/contract.md 2. The longer of
// two types that begin alike comes first.
var givenName = regexp.MustCompile(`^(Patient|Coverage|ExplanationOfBenefit|ClaimResponse|Claim).*\.ndjson(\.gz)?$`)

// ErrNoVersion means that the files do not show their API version.
var ErrNoVersion = errors.New("the files do not show their API version: name it (--files-api v2 or v3)")

// NewFileSource reads which files a folder has. version is "v2" or "v3"; empty
// takes it from the profiles in the files (C4BB 2.2.0 is v3), or fails with
// ErrNoVersion. Files of types that the version does not have are not served.
func NewFileSource(dir, version string) (*FileSource, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("read practice files: %w", err)
	}
	src := &FileSource{version: version}
	for _, e := range entries {
		if m := givenName.FindStringSubmatch(e.Name()); m != nil && !e.IsDir() {
			src.files = append(src.files, givenFile{path: filepath.Join(dir, e.Name()), resourceType: m[1]})
		}
	}
	if len(src.files) == 0 {
		return nil, fmt.Errorf("no NDJSON files in %s: expected names such as Patient.ndjson or ExplanationOfBenefit-1.ndjson.gz", dir)
	}
	if src.version == "" {
		if src.version, err = detectVersion(src.files); err != nil {
			return nil, err
		}
	}
	if src.version != v2 && src.version != v3 {
		return nil, fmt.Errorf("practice files: unknown API version %q: known are v2 and v3", version)
	}
	return src, nil
}

// Versions is the one version of the files.
func (s *FileSource) Versions() []string { return []string{s.version} }

// Types lists the types of which there are files.
func (s *FileSource) Types(version string) []string {
	var types []string
	for _, t := range knownTypes(version) {
		if slices.ContainsFunc(s.files, func(f givenFile) bool { return f.resourceType == t }) {
			types = append(types, t)
		}
	}
	return types
}

// Releases is none: files do not change.
func (s *FileSource) Releases() int { return 0 }

// Files emits the files of the types asked for, by type and name.
func (s *FileSource) Files(ctx context.Context, q Query, emit func(FileSpec) error) error {
	for _, t := range q.Types {
		for _, f := range s.files {
			if f.resourceType != t {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := emit(f.spec()); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f givenFile) spec() FileSpec {
	spec := FileSpec{Type: f.resourceType, Write: f.write}
	if f.compressed() {
		spec.Stored = func() (io.ReadSeekCloser, error) { return os.Open(f.path) }
	}
	return spec
}

func (f givenFile) compressed() bool { return strings.HasSuffix(f.path, ".gz") }

// open opens the lines of a file.
func (f givenFile) open() (io.Reader, io.Closer, error) {
	file, err := os.Open(f.path)
	if err != nil {
		return nil, nil, err
	}
	if !f.compressed() {
		return file, file, nil
	}
	zip, err := gzip.NewReader(file)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("open %s: %w", filepath.Base(f.path), err), file.Close())
	}
	return zip, file, nil
}

func (f givenFile) write(w io.Writer) error {
	lines, file, err := f.open()
	if err != nil {
		return err
	}
	_, err = io.Copy(w, lines)
	return errors.Join(err, file.Close())
}

// detectVersion looks at the first resource of each file that has a profile.
func detectVersion(files []givenFile) (string, error) {
	for _, f := range files {
		version, err := f.version()
		if err != nil {
			return "", fmt.Errorf("look into %s: %w", filepath.Base(f.path), err)
		}
		if version != "" {
			return version, nil
		}
	}
	return "", ErrNoVersion
}

// carinVersion is the version of the CARIN profiles that only v3 uses.
const carinVersion = "|2.2.0"

// version is what the first resource with a profile says; empty if none does.
func (f givenFile) version() (version string, err error) {
	lines, file, err := f.open()
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	buf := bufio.NewReader(lines)
	for {
		line, readErr := buf.ReadBytes('\n')
		if version = profileVersion(bytes.TrimSpace(line)); version != "" {
			return version, nil
		}
		if errors.Is(readErr, io.EOF) {
			return "", nil
		}
		if readErr != nil {
			return "", readErr
		}
	}
}

// profileVersion reads a resource's profiles; a line that is no JSON says nothing.
func profileVersion(line []byte) string {
	var resource struct {
		Meta struct {
			Profile []string `json:"profile"`
		} `json:"meta"`
	}
	if err := json.Unmarshal(line, &resource); err != nil || len(resource.Meta.Profile) == 0 {
		return ""
	}
	for _, p := range resource.Meta.Profile {
		if strings.Contains(p, "carin-bb") && strings.HasSuffix(p, carinVersion) {
			return v3
		}
	}
	return v2
}
