package lake

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// stagedEnding is behind the name of a part as long as the manifest does not know it; readers look for *.parquet.
const stagedEnding = ".new"

func partName(number, run int) string { return fmt.Sprintf("part-%05d-r%d.parquet", number, run) }

// ours matches what runs leave in the folders of tables: parts, staged parts and the temporary files they grow in.
var ours = regexp.MustCompile(`^(part-\d{5,}-r\d+\.parquet(\.new)?|\.claimsdesk-\d+\.tmp)$`)

// makeFolders makes a partition's folder below dir, one folder in the other.
func makeFolders(dir, below string) error {
	for _, name := range strings.Split(below, "/") {
		dir = filepath.Join(dir, name)
		if err := exporter.MakeFolder(dir); err != nil {
			return err
		}
	}
	return nil
}

// sweep removes what an earlier run left that did not come to its end: everything of ours that the manifest does not list.
// Other files are left alone, and links are not followed.
func (r *run) sweep() (err error) {
	root, err := os.OpenRoot(r.dir)
	if err != nil {
		return fmt.Errorf("open the folder: %w", err)
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	listed := r.before.parts()
	for _, table := range claims.Catalogue() {
		err := fs.WalkDir(root.FS(), table.Name, func(below string, entry fs.DirEntry, err error) error {
			if err != nil || !entry.Type().IsRegular() || !ours.MatchString(entry.Name()) || listed[below] {
				return err
			}
			return root.Remove(filepath.FromSlash(below))
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("clear away an unfinished run: %w", err)
		}
	}
	return nil
}

// unstage removes the parts that were staged after the first n.
func (r *run) unstage(n int) error {
	var failed error
	for _, part := range r.staged[min(n, len(r.staged)):] {
		err := os.Remove(r.file(part.path) + stagedEnding)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, err)
		}
	}
	r.staged = r.staged[:min(n, len(r.staged))]
	return failed
}

// commit gives the new parts their names, replaces the manifest and removes the old parts, in this order.
func (r *run) commit() ([]exporter.WrittenFile, error) {
	texts, err := r.writeTexts()
	if err != nil {
		return nil, errors.Join(err, r.unstage(0))
	}
	var written []exporter.WrittenFile
	for i, part := range r.staged {
		name := r.file(part.path)
		if err := os.Rename(name+stagedEnding, name); err != nil {
			return nil, errors.Join(fmt.Errorf("name a part: %w", err), r.unstage(i), r.unname(i))
		}
		written = append(written, exporter.WrittenFile{Name: part.path, Rows: part.rows})
	}
	if err := r.after.write(r.dir); err != nil {
		return nil, errors.Join(err, r.unname(len(r.staged)))
	}
	written = append(written, texts...)
	return append(written, exporter.WrittenFile{Name: ManifestName}), r.removeOld()
}

// unname removes the first n new parts, which bear their names but are in no manifest.
func (r *run) unname(n int) error {
	var failed error
	for _, part := range r.staged[:n] {
		failed = errors.Join(failed, os.Remove(r.file(part.path)))
	}
	return failed
}

// file is where a path below the folder lies.
func (r *run) file(below string) string { return filepath.Join(r.dir, filepath.FromSlash(below)) }

// writeTexts writes the statements and the readme.
func (r *run) writeTexts() ([]exporter.WrittenFile, error) {
	if err := exporter.MakeFolder(filepath.Join(r.dir, "ddl")); err != nil {
		return nil, err
	}
	var written []exporter.WrittenFile
	for _, file := range []struct{ name, text string }{
		{"ddl/duckdb.sql", duckDB(r.after)}, {"ddl/spark.sql", spark(r.after)}, {"ddl/snowflake.sql", snowflake(r.after)}, {"README.md", readme(r.after)},
	} {
		err := exporter.WriteFile(r.file(file.name), func(w io.Writer) error {
			_, err := io.WriteString(w, file.text)
			return err
		})
		if err != nil {
			return nil, err
		}
		written = append(written, exporter.WrittenFile{Name: file.name})
	}
	return written, nil
}

// removeOld removes the parts that the new manifest does not list any more, and folders that are empty then.
func (r *run) removeOld() error {
	listed := r.after.parts()
	var old []string
	for part := range r.before.parts() {
		if !listed[part] {
			old = append(old, part)
		}
	}
	slices.Sort(old)
	var failed error
	for _, part := range old {
		err := os.Remove(r.file(part))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, fmt.Errorf("remove an old part: %w", err))
			continue
		}
		for folder := path.Dir(part); folder != "."; folder = path.Dir(folder) {
			if os.Remove(r.file(folder)) != nil {
				break // not empty
			}
		}
	}
	return failed
}
