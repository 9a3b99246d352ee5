package app_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

// canaries are words that must not leave the database: MBIs, family names and street addresses of the people in it.
func canaries(t *testing.T, set *app.Set) []string {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(tablesOf(t, set)["beneficiaries"])).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, record := range records[1:] {
		for i, value := range record {
			switch heading := records[0][i]; {
			case len(value) < 4:
			case heading == "mbi", heading == "last_name", heading == "birth_date", strings.HasPrefix(heading, "address"):
				words = append(words, value)
			}
		}
	}
	if len(words) < 24 {
		t.Fatalf("got %d canaries, want some for each person", len(words))
	}
	return words
}

func testSilent(t *testing.T, what, text string, canaries []string) {
	t.Helper()
	for i, word := range canaries {
		if strings.Contains(text, word) {
			t.Errorf("%s shows canary %d (%d letters)", what, i, len(word))
		}
	}
}

// TestNothingLeaks drives a whole life of a data set, good and bad, and looks for the people, the secret and the tokens in
// everything that comes out beside the database: logs, errors, events, problems, temporary files, and for the secret and
// the tokens in the data folder too.
func TestNothingLeaks(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	cfg := serverConfig(people(), practice.AllQuirks)
	r := newRig(t, cfg, claims.V2)
	var said strings.Builder
	say := func(err error) {
		if err != nil {
			fmt.Fprintf(&said, "%v\n%+v\n%+v\n", err, err, app.ProblemOf(err))
		}
	}
	run := func() {
		result, err := r.set.Refresh(t.Context(), app.RefreshOptions{Full: true}, r.report)
		say(err)
		fmt.Fprintf(&said, "%+v\n%+v\n", result, r.events)
		for _, e := range r.events {
			if e.Waiting != nil {
				fmt.Fprintf(&said, "%+v\n", *e.Waiting)
			}
		}
	}
	run()
	words := canaries(t, r.set)
	for _, fault := range []practice.Fault{
		{Path: "/data/", Status: 404, Body: outcome(words[0], r.server.ClientSecret())},
		{Path: "/data/", Status: 200, Body: `{"resourceType":"Patient","name":[{"family":"` + words[1] + "\n"},
		{Path: "/data/", CutAfter: 500, Times: 40},
		{Path: "/api/v2/jobs/", Status: 500, Body: outcome("Job failed to complete "+words[0], r.server.ClientSecret()), Times: 20},
		{Path: "/api/v2/Group", Status: 400, Body: outcome(words[0], r.server.ClientSecret())},
		{Path: "/auth/token", Status: 401, Times: 3, Body: r.server.ClientSecret()},
	} {
		if fault.Path == "/auth/token" {
			r.server.RevokeTokens()
		}
		r.server.Inject(fault)
		run()
	}
	bad := write(t, "Patient.ndjson", []byte(patientLine+`{"resourceType":"Patient","id":"-1","name":[{"family":"`+words[1]+`"`+"\n"+stu3Line))
	count, err := r.set.Import(t.Context(), []string{bad}, app.ImportOptions{}, r.report)
	say(err)
	stopped, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = r.set.Export(stopped, app.ExportRequest{Workbook: true, Format: app.FormatXLSX, Out: filepath.Join(t.TempDir(), "all.xlsx")}, nil)
	say(err)
	fmt.Fprintf(&said, "%+v\n", count)

	words = append(words, "Canarino")
	keys := []string{r.server.ClientSecret()}
	for token := range r.bearers {
		keys = append(keys, token)
	}
	if len(keys) < 2 {
		t.Fatal("no token was seen at the server")
	}
	if r.log.String() == "" {
		t.Error("the log is empty, so it proves nothing")
	}
	testSilent(t, "log", r.log.String(), slices.Concat(words, keys))
	testSilent(t, "error, problem or event", said.String(), slices.Concat(words, keys))
	testSilent(t, "temporary file", contentOf(t, temp), slices.Concat(words, keys))
	testSilent(t, "data folder", contentOf(t, r.desk.Dir()), keys)
	if left, err := filepath.Glob(filepath.Join(r.desk.Dir(), "*", "tmp")); err != nil || len(left) != 0 {
		t.Errorf("got temporary folders %v, %v, want none left", left, err)
	}
}

func outcome(parts ...string) string {
	return `{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception","diagnostics":"` + strings.Join(parts, " ") + `"}]}`
}

// contentOf joins the files of a folder.
func contentOf(t *testing.T, dir string) string {
	t.Helper()
	var all bytes.Buffer
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
