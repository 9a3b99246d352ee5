package app_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// savedExport writes a whole export of a few people and its first follow-up, and returns the folder.
func savedExport(tb testing.TB, version string) string {
	tb.Helper()
	dir := tb.TempDir()
	_, err := practice.WriteFiles(tb.Context(), practice.Generate{
		Population: synth.Config{People: 6, Years: 1, Seed: 7, End: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)},
		Version:    version, Dir: dir, Deltas: 1, Batch: 3,
	})
	if err != nil {
		tb.Fatal(err)
	}
	return dir
}

// laterExport copies the files of an export into another folder as one of a later time, with change made to each file.
// Lines for which change gives "" are left out.
func laterExport(tb testing.TB, from string, manifest bool, change func(file, line string) string) string {
	tb.Helper()
	dir := tb.TempDir()
	entries, err := os.ReadDir(from)
	if err != nil {
		tb.Fatal(err)
	}
	for _, e := range entries {
		if e.IsDir() || (e.Name() == "manifest.json" && !manifest) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(from, e.Name()))
		if err != nil {
			tb.Fatal(err)
		}
		text := strings.ReplaceAll(string(data), "2026-06-30T03:00:00Z", "2026-07-10T03:00:00Z")
		text = strings.ReplaceAll(text, `"JobID": 1`, `"JobID": 9`)
		if e.Name() != "manifest.json" {
			var kept strings.Builder
			for line := range strings.Lines(string(data)) {
				kept.WriteString(change(e.Name(), line))
			}
			text = kept.String()
		}
		if err := os.WriteFile(filepath.Join(dir, e.Name()), []byte(text), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

// middleClaim is the id of a claim that stands, with other claims before and after it.
func middleClaim(tb testing.TB, set *app.Set) string {
	tb.Helper()
	rows := claimRows(tb, set)
	rows = slices.DeleteFunc(rows, func(r map[string]string) bool {
		return r["is_current"] != "true" || r["thru_date"] == "" || r["adjudication"] != "complete"
	})
	slices.SortFunc(rows, func(a, b map[string]string) int { return strings.Compare(a["thru_date"], b["thru_date"]) })
	if len(rows) < 3 {
		tb.Fatalf("got %d claims that stand, want some to choose from", len(rows))
	}
	return rows[len(rows)/2]["fhir_id"]
}

// claimRows reads every stored claim by column.
func claimRows(tb testing.TB, set *app.Set) []map[string]string {
	tb.Helper()
	var out bytes.Buffer
	_, err := set.Export(tb.Context(), app.ExportRequest{Table: claims.Claims, Format: app.FormatCSV, Writer: &out, Include: claims.Includes()}, nil)
	if err != nil {
		tb.Fatal(err)
	}
	records, err := csv.NewReader(&out).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, v := range record {
			row[records[0][i]] = v
		}
		rows = append(rows, row)
	}
	return rows
}

// lackingClaims lists the claims with the flag; one of them that stands all the same is a mistake.
func lackingClaims(tb testing.TB, set *app.Set) []string {
	tb.Helper()
	var list []string
	for _, row := range claimRows(tb, set) {
		if strings.Contains(row["dq_flags"], claims.FlagNotInLatestFull) {
			list = append(list, row["fhir_id"])
			if row["is_current"] != "false" {
				tb.Errorf("claim %s: is_current %s with flags %s", row["fhir_id"], row["is_current"], row["dq_flags"])
			}
		}
	}
	return list
}

func importFull(tb testing.TB, set *app.Set, dir string) claims.ImportCount {
	tb.Helper()
	count, err := set.Import(tb.Context(), []string{dir}, app.ImportOptions{API: "auto", Full: true}, nil)
	if err != nil {
		tb.Fatalf("import: %v", err)
	}
	return count
}

// without leaves the line of one resource out.
func without(id string) func(file, line string) string {
	return func(_, line string) string {
		if resourceID(line) == id {
			return ""
		}
		return line
	}
}

func resourceID(line string) string {
	var r struct {
		ID string `json:"id"`
	}
	if json.Unmarshal([]byte(line), &r) != nil {
		return ""
	}
	return r.ID
}

func TestFullImportMarksWhatItLacks(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			set := localSet(t)
			first := savedExport(t, version)
			importFull(t, set, first)
			if got := lackingClaims(t, set); got != nil {
				t.Fatalf("the first full export lacks %v", got)
			}
			paid := statusOf(t, set).Current.PaymentCents
			before := tablesOf(t, set, exempt...)
			gone := middleClaim(t, set)
			second := laterExport(t, first, true, without(gone))
			for range 2 { // the same again changes nothing
				importFull(t, set, second)
				if got := lackingClaims(t, set); !slices.Equal(got, []string{gone}) {
					t.Fatalf("the second one lacks %v, want %v", got, gone)
				}
			}
			lacking := tablesOf(t, set, exempt...)
			if lacking["claims"] == before["claims"] || statusOf(t, set).Current.PaymentCents > paid {
				t.Error("the claim is counted as before")
			}
			importFull(t, set, first)
			if diff := cmp.Diff(lacking, tablesOf(t, set, exempt...)); diff != "" {
				t.Errorf("tables differ after importing the first once more (-want +got):\n%s", diff)
			}

			other := localSet(t)
			importFull(t, other, second)
			importFull(t, other, first)
			if diff := cmp.Diff(lacking, tablesOf(t, other, exempt...)); diff != "" {
				t.Errorf("tables differ in the other order (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFullImportSaysNothing(t *testing.T) {
	cases := map[string]struct {
		manifest bool
		spoil    func(tb testing.TB, dir string)
		full     bool
		want     bool // the claim is marked
	}{
		"all well":                 {manifest: true, full: true, want: true},
		"all well, no manifest":    {full: true, want: true},
		"without --full":           {manifest: true},
		"a file is missing":        {manifest: true, full: true, spoil: func(tb testing.TB, dir string) { removeFile(tb, dir, "Coverage*") }},
		"a file cannot be read":    {full: true, spoil: func(tb testing.TB, dir string) { writeFile(tb, dir, "Coverage-9.ndjson", "<html>") }},
		"a line that says nothing": {full: true, spoil: func(tb testing.TB, dir string) { appendTo(tb, dir, "ExplanationOfBenefit*", "oops\n") }},
		"a line about a person":    {full: true, want: true, spoil: func(tb testing.TB, dir string) { appendTo(tb, dir, "Patient*", "oops\n") }},
		"messages beside the files": {full: true, want: true, spoil: func(tb testing.TB, dir string) {
			writeFile(tb, dir, "1-error.ndjson", `{"resourceType":"OperationOutcome","issue":[{"severity":"error"}]}`)
		}},
	}
	for name, tt := range cases {
		t.Run(name, func(t *testing.T) {
			set := localSet(t)
			saved := savedExport(t, claims.V3)
			first := laterExport(t, saved, false, func(_, line string) string { return line })
			if tt.manifest {
				first = saved
			}
			importFull(t, set, first)
			gone := middleClaim(t, set)
			second := laterExport(t, saved, tt.manifest, without(gone))
			if tt.spoil != nil {
				tt.spoil(t, second)
			}
			if _, err := set.Import(t.Context(), []string{second}, app.ImportOptions{Full: tt.full}, nil); err != nil {
				t.Fatal(err)
			}
			if got := slices.Contains(lackingClaims(t, set), gone); got != tt.want {
				t.Errorf("marked: got %v, want %v", got, tt.want)
			}
		})
	}
}

// Where CMS could not give the data of some people, nobody's claims are gone only because there are none.
func TestFullImportWithGaps(t *testing.T) {
	const messages = "OperationOutcome-1-error.ndjson"
	for name, tt := range map[string]struct {
		spoil func(tb testing.TB, dir string)
		want  bool
	}{
		"a note on the export": {func(tb testing.TB, dir string) {
			writeFile(tb, dir, messages, `{"resourceType":"OperationOutcome","issue":[{"severity":"warning"}]}`+"\n")
		}, true},
		"messages on people":           {func(testing.TB, string) {}, false},
		"messages that cannot be read": {func(tb testing.TB, dir string) { appendTo(tb, dir, messages, "oops\n") }, false},
		"messages that were not saved": {func(tb testing.TB, dir string) { removeFile(tb, dir, messages) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			set := localSet(t)
			saved := savedExport(t, claims.V3)
			importFull(t, set, saved)
			gone := middleClaim(t, set)
			patient := ""
			for _, row := range claimRows(t, set) {
				if row["fhir_id"] == gone {
					patient = row["patient_id"]
				}
			}
			second := laterExport(t, saved, true, func(file, line string) string {
				if strings.HasPrefix(file, claims.TypeEOB) && strings.Contains(line, `"Patient/`+patient+`"`) {
					return ""
				}
				return line
			})
			tt.spoil(t, second)
			importFull(t, set, second)
			if got := slices.Contains(lackingClaims(t, set), gone); got != tt.want {
				t.Errorf("marked: got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestFullImportOfChangesIsRefused(t *testing.T) {
	set := localSet(t)
	dir := savedExport(t, claims.V3)
	importAll(t, set, dir)
	_, err := set.Import(t.Context(), []string{filepath.Join(dir, "delta-1")}, app.ImportOptions{Full: true}, nil)
	var usage *app.UsageError
	if !errors.As(err, &usage) {
		t.Fatalf("got %v, want a usage error", err)
	}
	if got := importAll(t, set, filepath.Join(dir, "delta-1")); got.Files == 0 {
		t.Errorf("without --full: got %+v", got)
	}
}

// A full refresh says the same, and a claim that comes with a later refresh is back.
func TestFullRefreshMarksWhatItLacks(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			dir := savedExport(t, version)
			source, err := practice.NewFileSource(dir, version)
			if err != nil {
				t.Fatal(err)
			}
			r := newRig(t, serverConfig(source, practice.NoQuirks), version)
			r.refresh(app.RefreshOptions{Full: true})
			gone := middleClaim(t, r.set)
			whole := replaceLines(t, dir, without(gone))
			r.clock.pass(time.Hour)
			r.refresh(app.RefreshOptions{})
			if got := lackingClaims(t, r.set); got != nil {
				t.Errorf("a refresh of changes: lacks %v", got)
			}
			r.clock.pass(time.Hour)
			r.refresh(app.RefreshOptions{Full: true})
			if got := lackingClaims(t, r.set); !slices.Equal(got, []string{gone}) {
				t.Errorf("a full refresh: lacks %v, want %s", got, gone)
			}
			for name, text := range whole {
				writeFile(t, dir, name, text)
			}
			r.clock.pass(time.Hour)
			r.refresh(app.RefreshOptions{})
			if got := lackingClaims(t, r.set); got != nil {
				t.Errorf("after it came back: lacks %v", got)
			}
		})
	}
}

// replaceLines changes the files of claims in place and returns them as they were.
func replaceLines(tb testing.TB, dir string, change func(file, line string) string) map[string]string {
	tb.Helper()
	found, err := filepath.Glob(filepath.Join(dir, claims.TypeEOB+"*"))
	if err != nil {
		tb.Fatal(err)
	}
	before := map[string]string{}
	for _, path := range found {
		data, err := os.ReadFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		name := filepath.Base(path)
		before[name] = string(data)
		var kept strings.Builder
		for line := range strings.Lines(string(data)) {
			kept.WriteString(change(name, line))
		}
		writeFile(tb, dir, name, kept.String())
	}
	return before
}

func writeFile(tb testing.TB, dir, name, text string) {
	tb.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		tb.Fatal(err)
	}
}

// oneFile is the first file of a folder that the pattern names.
func oneFile(tb testing.TB, dir, pattern string) string {
	tb.Helper()
	found, err := filepath.Glob(filepath.Join(dir, pattern))
	if err != nil || len(found) == 0 {
		tb.Fatalf("no file %s: %v", pattern, err)
	}
	return found[0]
}

func removeFile(tb testing.TB, dir, pattern string) {
	tb.Helper()
	if err := os.Remove(oneFile(tb, dir, pattern)); err != nil {
		tb.Fatal(err)
	}
}

func appendTo(tb testing.TB, dir, pattern, text string) {
	tb.Helper()
	f, err := os.OpenFile(oneFile(tb, dir, pattern), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		tb.Fatal(err)
	}
	_, err = f.WriteString(text)
	if err := errors.Join(err, f.Close()); err != nil {
		tb.Fatal(err)
	}
}
