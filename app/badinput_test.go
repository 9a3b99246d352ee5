package app_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/gzip"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/store"
)

const (
	patientLine = `{"resourceType":"Patient","id":"-900001","meta":{"lastUpdated":"2026-08-01T00:00:00Z"},"gender":"female","name":[{"family":"Canarino","given":["Zelda"]}]}` + "\n"
	stu3Line    = `{"resourceType":"ExplanationOfBenefit","id":"carrier-1","information":[{"sequence":1}],"item":[{"sequence":1,"careTeamLinkId":[1]}],"totalCost":{"value":1}}` + "\n"
)

func write(tb testing.TB, name string, content []byte) string {
	tb.Helper()
	name = filepath.Join(tb.TempDir(), name)
	if err := os.WriteFile(name, content, 0o600); err != nil {
		tb.Fatal(err)
	}
	return name
}

func packed(tb testing.TB, content []byte) []byte {
	tb.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(content); err != nil {
		tb.Fatal(err)
	}
	if err := w.Close(); err != nil {
		tb.Fatal(err)
	}
	return out.Bytes()
}

// TestImportRefusesFiles expects a file that is not what it should be to be left out whole, in words, and nothing of it
// to be stored.
func TestImportRefusesFiles(t *testing.T) {
	many := packed(t, []byte(strings.Repeat(patientLine, 500)))
	flipped := bytes.Clone(many)
	flipped[len(flipped)-6] ^= 0xff // in the check sum
	garbled := bytes.Clone(many)
	for i := 20; i < 40; i++ {
		garbled[i] ^= 0x5a
	}
	tests := map[string]struct {
		name    string
		content []byte
		reason  string
	}{
		"STU3":             {"ExplanationOfBenefit.ndjson", []byte(stu3Line), "version 1"},
		"STU3 after R4":    {"ExplanationOfBenefit.ndjson", []byte(patientLine + stu3Line), "version 1"},
		"a table":          {"claims.ndjson", []byte("id,name\n1,Zelda Canarino\n"), "not a file of FHIR"},
		"other JSON":       {"claims.ndjson", []byte("{\"id\":1}\n[2]\n"), "not a file of FHIR"},
		"a picture":        {"Patient.ndjson", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\xff"), "not a file of FHIR"},
		"gzip of gzip":     {"Patient.ndjson.gz", packed(t, many), "compressed twice"},
		"half a gzip":      {"Patient.ndjson.gz", many[:len(many)/2], "not complete"},
		"head of a gzip":   {"Patient.ndjson.gz", many[:5], "not complete"},
		"wrong check sum":  {"Patient.ndjson.gz", flipped, "damaged"},
		"garbled gzip":     {"Patient.ndjson.gz", garbled, "damaged"},
		"gzip magic alone": {"Patient.ndjson.gz", []byte("\x1f\x8bnothing more of gzip"), "damaged"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			set := localSet(t)
			empty := tablesOf(t, set)
			count := importAll(t, set, write(t, tt.name, tt.content))
			if count.Files != 0 || len(count.Skipped) != 1 || !count.Skipped[0].Refused || !strings.Contains(count.Skipped[0].Reason, tt.reason) {
				t.Fatalf("got %+v, want refused with %q", count, tt.reason)
			}
			if strings.Contains(count.Skipped[0].Reason, "Canarino") {
				t.Error("the reason names a person")
			}
			if diff := cmp.Diff(empty, tablesOf(t, set)); diff != "" {
				t.Errorf("something was stored (-want +got):\n%s", diff)
			}
			if got := statusOf(t, set).All.Quarantined; got != 0 {
				t.Errorf("got %d lines in quarantine", got)
			}
			// The rest of an import goes on.
			if count := importAll(t, set, write(t, tt.name, tt.content), write(t, "Patient-good.ndjson", []byte(patientLine))); count.Files != 1 || count.Inserted != 1 {
				t.Errorf("beside a good file: got %+v, want the good one stored", count)
			}
		})
	}
}

func TestImportOfAHalfWrittenLastLine(t *testing.T) {
	set := localSet(t)
	count := importAll(t, set, write(t, "Patient.ndjson", []byte(patientLine+patientLine[:60])))
	if count.Files != 1 || count.Inserted != 1 || len(count.Quarantined) != 1 || count.Quarantined[0].Line != 2 {
		t.Errorf("got %+v, want the whole line stored and the half one in quarantine", count)
	}
}

func TestImportOfGoodVariants(t *testing.T) {
	tests := map[string][]byte{
		"byte order mark": []byte("\ufeff" + patientLine), "CRLF": []byte(strings.ReplaceAll(patientLine, "\n", "\r\n")),
		"no last newline": []byte(strings.TrimSuffix(patientLine, "\n")), "blank lines": []byte("\n\n" + patientLine + "\n"),
		"gzip without the ending": packed(t, []byte(patientLine)),
		"two gzip members":        append(packed(t, []byte(patientLine)), packed(t, nil)...),
	}
	for name, content := range tests {
		t.Run(name, func(t *testing.T) {
			set := localSet(t)
			if count := importAll(t, set, write(t, "Patient.ndjson", content)); count.Inserted != 1 || len(count.Quarantined) != 0 {
				t.Errorf("got %+v, want one person", count)
			}
		})
	}
}

// testProblem expects an error in the user's words.
func testProblem(t *testing.T, err error, title string, exit int) {
	t.Helper()
	p := app.ProblemOf(err)
	if err == nil || !strings.Contains(p.Title, title) || p.Exit != exit {
		t.Errorf("got %v, problem %+v, want %q with exit code %d", err, p, title, exit)
	}
}

func TestImportOfWrongPlaces(t *testing.T) {
	set := localSet(t)
	tests := map[string]struct {
		path  string
		title string
		exit  int
	}{
		"nothing there":       {filepath.Join(t.TempDir(), "none"), "was not found", app.ExitFailed},
		"empty folder":        {t.TempDir(), "No files to read", app.ExitFailed},
		"unreadable manifest": {filepath.Dir(write(t, "manifest.json", []byte("<html>"))), "manifest.json", app.ExitUsage},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := set.Import(t.Context(), []string{tt.path}, app.ImportOptions{}, nil)
			testProblem(t, err, tt.title, tt.exit)
		})
	}
}

func TestNoRights(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the superuser may do everything")
	}
	closed := t.TempDir()
	file := write(t, "Patient.ndjson", []byte(patientLine))
	for path, mode := range map[string]os.FileMode{closed: 0, file: 0} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		if err := os.Chmod(closed, 0o700); err != nil {
			t.Error(err)
		}
	})
	set := localSet(t)
	_, err := set.Import(t.Context(), []string{closed}, app.ImportOptions{}, nil)
	testProblem(t, err, "not allowed", app.ExitFailed)
	if count := importAll(t, set, file); len(count.Skipped) != 1 || !strings.Contains(count.Skipped[0].Reason, "not allowed") {
		t.Errorf("file without rights: got %+v", count)
	}
	desk := newDesk(t, app.Deps{DataDir: filepath.Join(closed, "data"), Secrets: app.NewMemorySecrets()})
	_, err = desk.OpenSet(t.Context(), app.DefaultSet)
	testProblem(t, err, "not allowed", app.ExitFailed)
}

func TestSetOfAnotherWriter(t *testing.T) {
	dir := t.TempDir()
	first := newDesk(t, app.Deps{DataDir: dir, Secrets: app.NewMemorySecrets()})
	set := openSet(t, first, app.DefaultSet)
	importAll(t, set, write(t, "Patient.ndjson", []byte(patientLine)))
	second := newDesk(t, app.Deps{DataDir: dir, Secrets: app.NewMemorySecrets()})
	_, err := second.OpenSet(t.Context(), app.DefaultSet)
	if !errors.Is(err, store.ErrLocked) {
		t.Errorf("got %v, want ErrLocked", err)
	}
	testProblem(t, err, "Another ClaimsDesk is writing", app.ExitLocked)
	reading, err := second.ReadSet(t.Context(), app.DefaultSet)
	if err != nil {
		t.Fatalf("reading beside a writer: %v", err)
	}
	if got := statusOf(t, reading).All.People; got != 1 {
		t.Errorf("reading beside a writer: got %d people, want 1", got)
	}
	if err := reading.Close(); err != nil {
		t.Error(err)
	}
}

func TestExportToAFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	t.Cleanup(func() { _ = full.Close() }) // it takes nothing, so closing it tells nothing
	set := localSet(t)
	importAll(t, set, samples(t, claims.V2))
	for name, req := range map[string]app.ExportRequest{
		"csv":      {Table: claims.Claims, Format: app.FormatCSV, Writer: full},
		"ndjson":   {Table: claims.Claims, Format: app.FormatNDJSON, Writer: full},
		"workbook": {Workbook: true, Format: app.FormatXLSX, Writer: full},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := set.Export(t.Context(), req, nil)
			testProblem(t, err, "The disk is full", app.ExitFailed)
		})
	}
}

// TestConnectToWrongServers expects nothing to be saved, and no secret to reach what is not BCDA.
func TestConnectToWrongServers(t *testing.T) {
	html := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			t.Errorf("%s was sent credentials", r.URL.Path)
		}
		w.Header().Set("Content-Type", "text/html")
		_, _ = io.WriteString(w, "<html>Please sign in</html>") // the client may have hung up
	}))
	defer html.Close()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	server, err := practice.New(practice.Config{Source: people(), Entity: practice.Entity{SecretRefused: true}})
	if err != nil {
		t.Fatal(err)
	}
	refusing := httptest.NewServer(server)
	defer refusing.Close()
	tests := map[string]struct {
		server string
		title  string
		exit   int
	}{
		"a web page":    {html.URL, "not a BCDA server", app.ExitUnreachable},
		"nothing there": {gone.URL, "cannot be reached", app.ExitUnreachable},
		"wrong secret":  {refusing.URL, "did not accept these credentials", app.ExitCredentials},
		"no https":      {"http://bcda.example.org", "https://", app.ExitUsage},
		"real data":     {"https://bcda.example.org", "unencrypted", app.ExitUsage},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			desk := newDesk(t, app.Deps{DataDir: t.TempDir(), Secrets: app.NewMemorySecrets(), WaitScale: 1e-5})
			_, err := desk.Connect(t.Context(), app.ConnectRequest{Server: tt.server, ClientID: "an-id", Secret: secretOf("s3cret-canary"), API: "auto"})
			testProblem(t, err, tt.title, tt.exit)
			if err != nil && strings.Contains(err.Error(), "canary") {
				t.Error("the error shows the secret")
			}
			if names, err := desk.SetNames(); err != nil || len(names) != 0 {
				t.Errorf("got data sets %v, %v, want none", names, err)
			}
		})
	}
}

func TestRefreshWithoutConnectionOrSecret(t *testing.T) {
	_, err := localSet(t).Refresh(t.Context(), app.RefreshOptions{}, nil)
	testProblem(t, err, "No connection", app.ExitUsage)
	r := newRig(t, serverConfig(people(), practice.NoQuirks), claims.V2)
	if err := r.secrets.DeleteSecret(t.Context(), r.set.Name()); err != nil {
		t.Fatal(err)
	}
	_, err = r.set.Refresh(t.Context(), app.RefreshOptions{}, nil)
	testProblem(t, err, "not stored on this computer", app.ExitCredentials)
}

func TestRefreshIsRefused(t *testing.T) {
	tests := map[string]struct {
		entity practice.Entity
		quirks practice.Quirks
		opts   app.RefreshOptions
		title  string
		exit   int
	}{
		"secret too old":   {practice.Entity{SecretRefused: true}, practice.AllQuirks, app.RefreshOptions{}, "did not accept", app.ExitCredentials},
		"access ended":     {practice.Entity{Denied: true}, practice.AllQuirks, app.RefreshOptions{}, "no longer has access", app.ExitCredentials},
		"model off":        {practice.Entity{ModelOff: true}, practice.AllQuirks, app.RefreshOptions{}, "not set up for this", app.ExitCredentials},
		"version not on":   {practice.Entity{Versions: []string{claims.V3}}, practice.AllQuirks, app.RefreshOptions{}, "has not turned on", app.ExitFailed},
		"no patient list":  {practice.Entity{NoAttribution: true}, practice.AllQuirks, app.RefreshOptions{}, "no patient list", app.ExitFailed},
		"january":          {practice.Entity{}, practice.AllQuirks | practice.January, app.RefreshOptions{}, "for the new year", app.ExitPartly},
		"runout is over":   {practice.Entity{}, practice.AllQuirks | practice.RunoutOver, app.RefreshOptions{Group: "runout"}, "no longer offered", app.ExitFailed},
		"since to come":    {practice.Entity{}, practice.AllQuirks, app.RefreshOptions{Since: "2031-01-01T00:00:00Z", Types: []string{claims.TypeEOB}}, "start date", app.ExitFailed},
		"filter with v2":   {practice.Entity{}, practice.AllQuirks, app.RefreshOptions{TypeFilter: "ExplanationOfBenefit?_tag=x"}, "version 3 only", app.ExitUsage},
		"unknown resource": {practice.Entity{}, practice.AllQuirks, app.RefreshOptions{Types: []string{"Basic"}}, "no type Basic", app.ExitUsage},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
			r.server.SetEntity(tt.entity)
			r.server.SetQuirks(tt.quirks)
			_, err := r.set.Refresh(t.Context(), tt.opts, nil)
			testProblem(t, err, tt.title, tt.exit)
			if got := r.asked("/$export"); got > 1 {
				t.Errorf("got %d exports, want none after a refusal", got)
			}
			if all := statusOf(t, r.set).All; all.People+all.ClaimLines != 0 {
				t.Errorf("something was stored: %+v", all)
			}
		})
	}
}
