package app_test

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/store/storetest"
)

// mixedSet is the mixed data set of storetest, without a connection.
func mixedSet(t *testing.T, deps app.Deps) *app.Set {
	t.Helper()
	deps.DataDir, deps.Secrets, deps.Now = t.TempDir(), app.NewMemorySecrets(), newClock().Now
	set := openSet(t, newDesk(t, deps), app.DefaultSet)
	storetest.FillMixed(t, set.DB())
	return set
}

func lastExport(t *testing.T, set *app.Set) claims.ExportEntry {
	t.Helper()
	list, err := set.Exports(t.Context(), 1)
	if err != nil || len(list) != 1 {
		t.Fatalf("the register has %d entries, %v", len(list), err)
	}
	return list[0]
}

func TestEachExportIsRegistered(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	out := t.TempDir()
	var stdout bytes.Buffer
	tests := map[string]struct {
		req     app.ExportRequest
		what    string
		filters string
		people  int
		rows    int64
	}{
		"csv":      {app.ExportRequest{Table: claims.Claims, Format: app.FormatCSV, Out: filepath.Join(out, "a.csv")}, "Table claims", "All", 2, 5},
		"ndjson":   {app.ExportRequest{Table: claims.Beneficiaries, Format: app.FormatNDJSON, Out: filepath.Join(out, "a.ndjson")}, "Table beneficiaries", "All", 3, 3},
		"workbook": {app.ExportRequest{Workbook: true, Format: app.FormatXLSX, Out: filepath.Join(out, "a.xlsx")}, "Workbook", "All", 3, 18},
		"output":   {app.ExportRequest{Table: claims.Coverage, Format: app.FormatCSV, Writer: &stdout}, "Table coverage", "All", 1, 2},
		"narrowed": {
			app.ExportRequest{Table: claims.Claims, Format: app.FormatCSV, Out: filepath.Join(out, "b.csv"), From: "2026-01-01", MBIs: []string{storetest.MariaMBI}, Privacy: claims.PrivacyLimited},
			"Table claims", "Service dates: From 2026-01-01 · People: A list of 1 MBIs", 1, 3,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := set.Export(t.Context(), tt.req, nil); err != nil {
				t.Fatal(err)
			}
			got := lastExport(t, set)
			if got.What != tt.what || got.Filters != tt.filters || got.People != tt.people || got.Rows() != tt.rows || !got.Saved || got.Who == "" || got.At.IsZero() {
				t.Errorf("got %+v", got)
			}
			if want := cmp.Or(tt.req.Privacy, claims.PrivacyFull); got.Level != want {
				t.Errorf("level %s, want %s", got.Level, want)
			}
			content := stdout.Bytes()
			if tt.req.Out != "" {
				var err error
				if content, err = os.ReadFile(tt.req.Out); err != nil {
					t.Fatal(err)
				}
			}
			sum := sha256.Sum256(content)
			if f := got.Files[0]; f.SHA256 != hex.EncodeToString(sum[:]) || f.Bytes != int64(len(content)) || (tt.req.Out != "" && f.Name != tt.req.Out) {
				t.Errorf("file %+v, want the sum of its %d bytes", f, len(content))
			}
		})
	}
}

// A program that reads beside another one registers what it writes.
func TestReadersRegisterTheirExports(t *testing.T) {
	deps := app.Deps{DataDir: t.TempDir(), Secrets: app.NewMemorySecrets(), Now: newClock().Now}
	desk := newDesk(t, deps)
	writing := openSet(t, desk, app.DefaultSet)
	storetest.FillMixed(t, writing.DB())
	reading, err := desk.ReadSet(t.Context(), app.DefaultSet)
	if err != nil {
		t.Fatal(err)
	}
	_, err = reading.Export(t.Context(), app.ExportRequest{Table: claims.Claims, Format: app.FormatCSV, Out: filepath.Join(t.TempDir(), "a.csv")}, nil)
	if err := errors.Join(err, reading.Close()); err != nil {
		t.Fatal(err)
	}
	if got := lastExport(t, writing); got.People != 2 {
		t.Errorf("got %+v", got)
	}
}

// An export that came to nothing leaves no file, and no entry that says there is one.
func TestExportsThatFailAreNotSaved(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	folder := filepath.Join(t.TempDir(), "taken")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := set.Export(t.Context(), app.ExportRequest{Table: claims.Claims, Format: app.FormatCSV, Out: folder}, nil); !errors.Is(err, exporter.ErrNotAFile) {
		t.Errorf("export over a folder: %v", err)
	}
	list, err := set.Exports(t.Context(), 0)
	if err != nil || len(list) != 0 {
		t.Errorf("the register has %+v, %v", list, err)
	}
}

func TestExportLooksForRoom(t *testing.T) {
	tests := map[string]struct {
		free uint64
		err  error
		full bool
	}{
		"plenty":              {1 << 40, nil, false},
		"enough":              {1 << 20, nil, false},
		"too little":          {10, nil, true},
		"nobody knows":        {0, errors.New("no such call"), false},
		"a folder not there?": {0, os.ErrNotExist, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			set := mixedSet(t, app.Deps{FreeSpace: func(string) (uint64, error) { return tt.free, tt.err }})
			out := filepath.Join(t.TempDir(), "all.xlsx")
			for _, req := range []app.ExportRequest{
				{Workbook: true, Format: app.FormatXLSX, Out: out}, {Table: claims.Claims, Format: app.FormatCSV, Out: out}, {Table: claims.Claims, Format: app.FormatNDJSON, Out: out},
			} {
				_, err := set.Export(t.Context(), req, nil)
				if errors.Is(err, exporter.ErrDiskFull) != tt.full || (err != nil) != tt.full {
					t.Errorf("%s: %v", req.Format, err)
				}
				if tt.full && !strings.Contains(app.ProblemOf(err).Detail, "10 bytes free") {
					t.Errorf("%s: the details do not say how much is missing: %s", req.Format, app.ProblemOf(err).Detail)
				}
			}
		})
	}
}
