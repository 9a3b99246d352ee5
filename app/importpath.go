package app

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// localFile is one NDJSON file on disk that is to be read.
type localFile struct {
	path    string
	file    claims.SourceFile
	missing bool // named by the manifest, not there
	gaps    bool // the manifest names people whose data CMS could not give
}

// typeOrder puts people before what refers to them, so that a partly read folder already makes sense on screen; the
// tables come out the same in any order.
var typeOrder = []string{claims.TypePatient, claims.TypeCoverage, claims.TypeEOB, claims.TypeClaim, claims.TypeClaimResponse}

// findFiles lists the files of the given paths: files as they are, folders by their manifest.json or, without one, by
// their *.ndjson and *.ndjson.gz.
func findFiles(paths []string, version string, full bool) ([]localFile, error) {
	var files []localFile
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, fmt.Errorf("look at %s: %w", filepath.Base(p), err)
		}
		if !info.IsDir() {
			files = append(files, localFile{path: p, file: claims.SourceFile{Name: filepath.Base(p), APIVersion: version, ResourceType: typeOfName(p), Full: full}})
			continue
		}
		found, err := folderFiles(p, version, full)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	if len(files) == 0 {
		return nil, ErrNothingToRead
	}
	slices.SortStableFunc(files, func(a, b localFile) int {
		return cmp.Compare(typePlace(a.file.ResourceType), typePlace(b.file.ResourceType))
	})
	return files, nil
}

func typePlace(resourceType string) int {
	if i := slices.Index(typeOrder, resourceType); i >= 0 {
		return i
	}
	return len(typeOrder)
}

func folderFiles(dir, version string, full bool) ([]localFile, error) {
	manifest, err := readManifest(filepath.Join(dir, "manifest.json"))
	if err != nil {
		return nil, err
	}
	if manifest != nil {
		return manifest.files(dir, version, full)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("list the folder: %w", err)
	}
	var files []localFile
	for _, e := range entries {
		if !e.IsDir() && isNDJSONName(e.Name()) {
			files = append(files, localFile{path: filepath.Join(dir, e.Name()), file: claims.SourceFile{Name: e.Name(), APIVersion: version, ResourceType: typeOfName(e.Name()), Full: full}})
		}
	}
	return files, nil
}

func isNDJSONName(name string) bool {
	return strings.HasSuffix(name, ".ndjson") || strings.HasSuffix(name, ".ndjson.gz")
}

// typeOfName reads the resource type that a file's name starts with, such as Patient-2.ndjson; empty when none does.
func typeOfName(name string) string {
	base := filepath.Base(name)
	best := ""
	for _, t := range typeOrder {
		if strings.HasPrefix(base, t) && len(t) > len(best) {
			best = t
		}
	}
	return best
}

// localManifest is the manifest.json that lies beside files saved from an export (bcda-protocol.md 4).
type localManifest struct {
	TransactionTime string       `json:"transactionTime"`
	Request         string       `json:"request"`
	Output          []localEntry `json:"output"`
	Error           []localEntry `json:"error"`
	JobID           json.Number  `json:"JobID"`
}

type localEntry struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

func readManifest(name string) (*localManifest, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read manifest.json: %w", err)
	}
	var m localManifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, &UsageError{Text: "The file manifest.json in this folder is not readable. Remove it to read the folder without it."}
	}
	return &m, nil
}

// files turns the manifest's list into files of the folder; only the last part of each url is used.
func (m *localManifest) files(dir, version string, full bool) ([]localFile, error) {
	template, err := m.template(version, full)
	if err != nil {
		return nil, err
	}
	gaps := full && m.gaps(dir)
	var files []localFile
	for _, out := range m.Output {
		name := path.Base(out.URL)
		if name == "." || name == "/" {
			return nil, &UsageError{Text: "The file manifest.json in this folder names a file without a name."}
		}
		f := localFile{path: filepath.Join(dir, filepath.FromSlash(name)), file: template, gaps: gaps}
		f.file.Name, f.file.ResourceType = name, out.Type
		there, err := exists(f.path)
		if err != nil {
			return nil, fmt.Errorf("look at %s: %w", name, err)
		}
		if !there { // saved compressed under a name of its own
			if there, err = exists(f.path + ".gz"); err != nil {
				return nil, fmt.Errorf("look at %s: %w", name, err)
			}
			f.path += ".gz"
		}
		f.missing = !there
		files = append(files, f)
	}
	return files, nil
}

// template is what the files of the manifest have in common. It refuses to take an export of changes for a full one: then
// every claim that did not change would seem to be gone.
func (m *localManifest) template(version string, full bool) (claims.SourceFile, error) {
	file := claims.SourceFile{APIVersion: version, ExportID: m.JobID.String(), TransactionTime: m.TransactionTime, Full: full}
	request, err := url.Parse(m.Request)
	if err != nil || m.Request == "" {
		return file, nil // a request that cannot be read tells nothing
	}
	query := request.Query()
	if query.Has("_since") {
		if full {
			return file, &UsageError{Text: "These files hold only what changed since a date: the manifest.json beside them says so. Read them without --full."}
		}
	} else {
		file.Full = true
	}
	file.Group, file.TypeFilter = groupOf(request.Path), strings.Join(query["_typeFilter"], ",")
	if types := query.Get("_type"); types != "" {
		file.Types = strings.Split(types, ",")
	} else {
		file.Types = slices.Clone(defaultTypes)
	}
	return file, nil
}

// gaps says that the export has messages on people whose data CMS could not give.
func (m *localManifest) gaps(dir string) bool {
	return slices.ContainsFunc(m.Error, func(e localEntry) bool { return tellsGaps(filepath.Join(dir, path.Base(e.URL))) })
}

// groupOf reads the group out of an export's path: all, runout, or patient for the Patient endpoint.
func groupOf(requestPath string) string {
	parts := strings.Split(requestPath, "/")
	for i, p := range parts {
		if p == "Group" && i+1 < len(parts) {
			return parts[i+1]
		}
	}
	if slices.Contains(parts, "Patient") {
		return "patient"
	}
	return ""
}

// errTwiceCompressed refuses a gzip file inside a gzip file.
var errTwiceCompressed = errors.New("compressed twice")

// openPlain opens a file and unpacks it when its content, whatever its name, is gzip.
func openPlain(name string) (io.ReadCloser, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", filepath.Base(name), err)
	}
	buffered := bufio.NewReaderSize(f, 256<<10)
	if !isGzip(buffered) {
		return plainFile{Reader: buffered, file: f}, nil
	}
	unpacked, err := gzip.NewReader(buffered)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("unpack %s: %w", filepath.Base(name), err), f.Close())
	}
	inner := bufio.NewReaderSize(unpacked, 256<<10)
	if isGzip(inner) {
		return nil, errors.Join(errTwiceCompressed, f.Close())
	}
	return plainFile{Reader: inner, file: f}, nil
}

func isGzip(r *bufio.Reader) bool {
	head, err := r.Peek(2)
	return err == nil && head[0] == 0x1f && head[1] == 0x8b
}

type plainFile struct {
	io.Reader
	file *os.File
}

func (p plainFile) Close() error { return p.file.Close() }

// ImportOptions decide how files are read.
type ImportOptions struct {
	API  string // auto, v2 or v3
	Full bool   // the files are one full export (docs/reference/flattening.md 4.5)
}

// Import reads NDJSON files, or the files of folders, into the data set. Each file is a unit; lines that cannot be read
// go to quarantine, files that cannot be read at all are listed as skipped and the rest goes on.
func (s *Set) Import(ctx context.Context, paths []string, opts ImportOptions, report Report) (claims.ImportCount, error) {
	version := opts.API
	if version == "auto" {
		version = ""
	}
	files, err := findFiles(paths, version, opts.Full)
	if err != nil {
		return claims.ImportCount{}, err
	}
	run := &importing{set: s, tell: newReporter(report, s.desk.now), files: files, total: claims.ImportCount{Resources: map[string]int{}}}
	if opts.Full {
		if run.full, err = newFullImport(ctx, s.db); err != nil {
			return claims.ImportCount{}, err
		}
	}
	err = run.all(ctx)
	if err == nil && run.full != nil {
		err = run.full.complete(ctx, s.db)
	}
	if err == nil {
		run.event(PhaseSettling)
		err = s.db.Settle(ctx, store.SettleOptions{})
	}
	if err != nil {
		return run.total, errors.Join(err, s.settleStored(ctx, run.total))
	}
	run.event(PhaseDone)
	return run.total, nil
}

// importing is one run of Import.
type importing struct {
	set   *Set
	tell  *reporter
	files []localFile
	total claims.ImportCount
	full  *fullImport // nil unless the files are one full export
}

// event tells that every file is through.
func (i *importing) event(phase Phase) {
	i.tell.finish(Event{Phase: phase, FilesDone: len(i.files), FilesTotal: len(i.files), Bytes: i.total.Bytes, Percent: -1})
}

// all reads the files one after the other.
func (i *importing) all(ctx context.Context) error {
	exportID := "import-" + i.set.desk.now().UTC().Format("20060102T150405Z")
	for n, f := range i.files {
		if f.file.ExportID == "" {
			f.file.ExportID = exportID
		}
		event := Event{Phase: PhaseImporting, FilesDone: n, FilesTotal: len(i.files), Percent: -1}
		reader := &fileReader{db: i.set.db, now: i.set.desk.now, progress: func(resources int, bytes int64) {
			event.Resources, event.Bytes = i.total.Inserted+i.total.Updated+i.total.Unchanged+resources, i.total.Bytes+bytes
			i.tell.tell(event)
		}}
		count, skip, err := reader.local(ctx, f)
		if err != nil {
			return err
		}
		if skip != nil {
			count.Skipped = append(count.Skipped, *skip)
		}
		if i.full != nil {
			i.full.took(f, count)
		}
		i.total.Add(count)
	}
	return nil
}

// settleLimit bounds how long a person who stopped the work waits for what is stored to be settled.
const settleLimit = 30 * time.Second

// settleStored settles after a failure or a stop, because files that are stored by then would not show otherwise. Where
// it does not come to its end, the next refresh or import does the rest.
func (s *Set) settleStored(ctx context.Context, stored claims.ImportCount) error {
	if stored.Files == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleLimit)
	defer cancel()
	return s.db.Settle(ctx, store.SettleOptions{})
}

// local imports one file from disk. What only this file suffers from comes back as a skipped file; what stops the whole
// import (disk full, cancelled) as an error.
func (r *fileReader) local(ctx context.Context, f localFile) (claims.ImportCount, *claims.SkippedFile, error) {
	if f.missing {
		return claims.ImportCount{}, refused(f.file.Name, "The manifest names this file, but it is not in the folder."), nil
	}
	if isServerMessages(f.file.Name) {
		return claims.ImportCount{}, &claims.SkippedFile{File: f.file.Name, Reason: "It holds messages of the server, not claims."}, nil
	}
	plain, err := openPlain(f.path)
	if err != nil {
		skip, err := refusal(f.file.Name, err)
		return claims.ImportCount{}, skip, err
	}
	count, err := r.read(ctx, f.file, plain)
	if closeErr := plain.Close(); err == nil && closeErr != nil {
		return claims.ImportCount{}, nil, fmt.Errorf("close %s: %w", f.file.Name, closeErr)
	}
	if err != nil {
		skip, err := refusal(f.file.Name, err)
		return claims.ImportCount{}, skip, err
	}
	return count, nil, nil
}

// isServerMessages tells the files of an export's error list by the names that BCDA gives them (bcda-protocol.md 5).
func isServerMessages(name string) bool {
	return strings.Contains(name, "-error.ndjson") || strings.HasPrefix(name, "warnings-and-info")
}
