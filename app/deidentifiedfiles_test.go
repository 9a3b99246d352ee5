package app_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// parquetText reads a Parquet file as the CSV of its rows, and what its footer says beside them.
func parquetText(t *testing.T, data []byte) (text, footer string) {
	t.Helper()
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	w := csv.NewWriter(&out)
	fields := file.Schema().Fields()
	record := make([]string, len(fields))
	for i, f := range fields {
		record[i] = f.Name()
		if kind := f.Type().String(); strings.Contains(kind, "DATE") || strings.Contains(kind, "TIME") {
			t.Errorf("column %s holds days", f.Name())
		}
	}
	err = w.Write(record)
	rows := make([]parquet.Row, 64)
	for _, group := range file.RowGroups() {
		reader := group.Rows()
		for more := true; more && err == nil; {
			n, readErr := reader.ReadRows(rows)
			for _, row := range rows[:n] {
				for i, v := range row {
					if record[i] = ""; !v.IsNull() {
						record[i] = v.String()
					}
				}
				err = errors.Join(err, w.Write(record))
			}
			more = n > 0 && readErr == nil
		}
		err = errors.Join(err, reader.Close())
	}
	w.Flush()
	if err := errors.Join(err, w.Error()); err != nil {
		t.Fatal(err)
	}
	var told strings.Builder
	for _, pair := range file.Metadata().KeyValueMetadata {
		told.WriteString(pair.Key + " " + pair.Value + "\n")
	}
	return out.String(), told.String()
}

// testDeidentifiedFiles writes every table in every format that a de-identified export can have, with every kind of row: no value
// of the source data that identifies somebody is in it, neither in a cell nor in what a Parquet file notes of its columns, such as
// least and greatest values.
func testDeidentifiedFiles(t *testing.T, set *app.Set) {
	t.Helper()
	all := everyIdentifier(t, set)
	for _, table := range claims.Catalogue() {
		if table.TellsMonths() {
			continue
		}
		for _, format := range []app.Format{app.FormatCSV, app.FormatParquet, app.FormatXLSX} {
			where := table.Name + "." + string(format)
			data := deidentified(t, set, table.ID, format)
			text := string(data)
			switch format {
			case app.FormatXLSX:
				all.find(t, where, sheetTexts(t, data)[0], nil)
				continue
			case app.FormatParquet:
				var footer string
				text, footer = parquetText(t, data)
				all.find(t, where+", footer", withoutMeanings(table, footer), nil)
				all.find(t, where+", bytes", withoutMeanings(table, string(data)), nil)
			}
			all.find(t, where, text, codeCells(t, table.Name, text, claims.PrivacyDeidentified))
			if regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b`).MatchString(text) {
				t.Errorf("%s shows a day", where)
			}
			testAges(t, table.Name, text)
		}
	}
}

// withoutMeanings takes out what the catalogue says of the columns: it names dates such as 9999-12-31 itself.
func withoutMeanings(table *claims.Table, text string) string {
	for _, c := range table.Columns {
		text = strings.ReplaceAll(text, c.Meaning, "")
	}
	return text
}

// deidentified exports a table to a file and returns its bytes.
func deidentified(t *testing.T, set *app.Set, table claims.TableID, format app.Format) []byte {
	t.Helper()
	out := filepath.Join(t.TempDir(), "table."+string(format))
	req := app.ExportRequest{Table: table, Format: format, Out: out, Include: claims.Includes(), Privacy: claims.PrivacyDeidentified, Headings: claims.HeadingColumn}
	if _, err := set.Export(t.Context(), req, nil); err != nil {
		t.Fatalf("export %s: %v", out, err)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The layouts and the resources keep their word by being refused.
func TestLayoutsAreNotDeidentified(t *testing.T) {
	set := mixedSet(t, app.Deps{})
	for layout, want := range map[app.Layout]string{
		app.LayoutTuva: "names people", app.LayoutInferno: "names people", app.LayoutCCLF: "names people", app.LayoutLake: "numbers of people and claims",
	} {
		for _, level := range []claims.PrivacyLevel{claims.PrivacyLimited, claims.PrivacyDeidentified} {
			out := filepath.Join(t.TempDir(), "files")
			_, err := set.Export(t.Context(), app.ExportRequest{Layout: layout, Out: out, Privacy: level}, nil)
			var usage *app.UsageError
			if !errors.As(err, &usage) || !strings.Contains(usage.Text, want) {
				t.Errorf("%s, %s: got %v, want words with %q", layout, level, err, want)
			}
			if _, err := os.Stat(out); !errors.Is(err, os.ErrNotExist) {
				t.Errorf("%s, %s: the folder was made", layout, level)
			}
		}
	}
}
