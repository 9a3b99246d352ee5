package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"os/user"
	"path/filepath"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// Exports lists the register of file exports, latest first, up to limit; 0 for all.
func (s *Set) Exports(ctx context.Context, limit int) ([]claims.ExportEntry, error) {
	return s.db.Exports(ctx, limit)
}

// standardOutput stands in the register for an export that went to another program.
const standardOutput = "-"

// writeAndRegister writes what the request asks for and enters it into the register. A file appears afterwards only, so that
// none is there that the register does not know.
func (e *fileExport) writeAndRegister(ctx context.Context, w io.Writer, result *ExportResult) error {
	sum := &summed{to: w, hash: sha256.New()}
	var err error
	if result.Sheets, err = e.write(ctx, sum); err != nil {
		return err
	}
	file := claims.ExportedFile{Name: standardOutput, Bytes: sum.bytes, SHA256: hex.EncodeToString(sum.hash.Sum(nil))}
	if e.req.Out != "" {
		file.Name = e.req.Out
	}
	for _, sheet := range result.Sheets {
		file.Rows += sheet.Rows
	}
	return e.register(ctx, []claims.ExportedFile{file})
}

// registerFolder enters the files of a layout, which lie in its folder already.
func (e *fileExport) registerFolder(ctx context.Context, sheets []SheetRows) error {
	files := make([]claims.ExportedFile, len(sheets))
	for i, sheet := range sheets {
		path := filepath.Join(e.req.Out, filepath.FromSlash(sheet.Name))
		bytes, sum, err := sumOf(path)
		if err != nil {
			return fmt.Errorf("register a layout: %w", err)
		}
		files[i] = claims.ExportedFile{Name: path, Rows: sheet.Rows, Bytes: bytes, SHA256: sum}
	}
	return e.register(ctx, files)
}

func (e *fileExport) register(ctx context.Context, files []claims.ExportedFile) (err error) {
	people := len(e.people)
	if people == 0 && (e.req.Format == FormatNDJSON || e.req.Layout != "") { // resources pass without their rows
		if people, err = e.snapshot.People(ctx, e.query(e.mainTable(), store.WholeTable)); err != nil {
			return err
		}
	}
	e.counted = people
	e.entry, err = e.set.db.RegisterExport(ctx, claims.ExportEntry{
		At: e.set.desk.now(), Who: account(), What: e.req.what(), Filters: e.req.filterText(), People: people,
		Level: e.req.level(), Recipe: e.req.Recipe, Files: files, Saved: true,
	})
	return err
}

// notSaved corrects the register where a file did not appear; the wish to stop does not stop this.
func (e *fileExport) notSaved(ctx context.Context) error {
	if e.entry == 0 {
		return nil
	}
	return e.set.db.ExportNotSaved(context.WithoutCancel(ctx), e.entry)
}

// mainTable is the table whose resources the request writes; a layout is about claims.
func (e *fileExport) mainTable() claims.TableID {
	if e.req.Layout != "" {
		return claims.Claims
	}
	return e.req.sheets()[0].Table
}

// what names the content of an export in the register.
func (r ExportRequest) what() string {
	switch {
	case r.Layout != "":
		return "Layout " + string(r.Layout)
	case r.Workbook:
		return "Workbook"
	case len(r.Sheets) > 0:
		names := make([]string, len(r.Sheets))
		for i, sheet := range r.Sheets {
			names[i] = sheet.Name
		}
		return "Sheets " + strings.Join(names, ", ")
	default:
		return "Table " + claims.TableOf(r.Table).Name
	}
}

// filterText says which rows were asked for, in one line.
func (r ExportRequest) filterText() string {
	var parts []string
	for _, fact := range r.filterFacts() {
		if fact.Name != "Recipe" && fact.Text != "All" {
			parts = append(parts, fact.Name+": "+fact.Text)
		}
	}
	if len(r.Include) > 0 {
		parts = append(parts, "Counted: "+countedText(r.Include))
	}
	if len(parts) == 0 {
		return "All"
	}
	return strings.Join(parts, " · ")
}

// account is the name of the person's account on this computer.
func account() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	for _, name := range []string{"USER", "USERNAME"} {
		if value := os.Getenv(name); value != "" {
			return value
		}
	}
	return "unknown"
}

// summed passes bytes on and counts and sums them.
type summed struct {
	to    io.Writer
	hash  hash.Hash
	bytes int64
}

// Write implements io.Writer.
func (s *summed) Write(p []byte) (int, error) {
	n, err := s.to.Write(p)
	s.bytes += int64(n)
	_, _ = s.hash.Write(p[:n]) // a hash never refuses to be written to
	return n, err
}

// sumOf reads a file and returns its length and SHA-256.
func sumOf(path string) (bytes int64, sum string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	if bytes, err = io.Copy(h, f); err != nil {
		return 0, "", err
	}
	return bytes, hex.EncodeToString(h.Sum(nil)), nil
}
