package practice_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/practice"
)

// TestExport walks the whole way of a client, on both versions, with and without
// quirks.
func TestExport(t *testing.T) {
	for _, version := range []string{"v2", "v3"} {
		for name, quirks := range map[string]practice.Quirks{"all quirks": practice.AllQuirks, "no quirks": practice.NoQuirks} {
			t.Run(version+" "+name, func(t *testing.T) {
				r := newRig(t, practice.Config{Quirks: quirks}).signIn()
				status := r.export("/api/" + version + "/Group/all/$export?_type=Patient,ExplanationOfBenefit")
				if got := r.get(status); got.status != http.StatusAccepted || got.body != "" {
					t.Fatalf("running job: got %d %q, want 202 without a body", got.status, got.body)
				}
				m := r.complete(status)
				if want := r.web.URL + "/api/" + version + "/Group/all/$export?_type=Patient,ExplanationOfBenefit"; m.Request != want {
					t.Errorf("request: got %q, want %q", m.Request, want)
				}
				var lines []string
				for _, it := range m.Output {
					lines = append(lines, unzip(t, r.get(r.path(it), "Accept-Encoding: gzip").body)...)
				}
				want := 6 // three people, one resource of each type
				if len(lines) != want {
					t.Errorf("lines: got %d, want %d: %q", len(lines), want, lines)
				}
			})
		}
	}
}

// unzip reads all members of a gzip stream and splits the lines.
func unzip(tb testing.TB, body string) []string {
	tb.Helper()
	zip, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		tb.Fatal(err)
	}
	plain, err := io.ReadAll(zip)
	if err != nil {
		tb.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(plain), "\n"), "\n")
}

func TestStart(t *testing.T) {
	key, err := signingKey()
	if err != nil {
		t.Fatal(err)
	}
	srv, err := practice.New(practice.Config{Source: people{}, SigningKey: key})
	if err != nil {
		t.Fatal(err)
	}
	running, err := srv.Start(t.Context(), ":0")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(running.URL, "http://127.0.0.1:") {
		t.Errorf("URL: got %q, want a loopback origin", running.URL)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, running.URL+"/_version", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	if err := resp.Body.Close(); err != nil {
		t.Error(err)
	}
	if resp.StatusCode != http.StatusOK {
		t.Errorf("status: got %d, want 200", resp.StatusCode)
	}
	if err := running.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	if err := running.Close(); err != nil {
		t.Errorf("second close: %v", err)
	}
	if resp, err := http.DefaultTransport.RoundTrip(req); err == nil {
		t.Errorf("after Close: got status %d, want no connection", resp.StatusCode)
		if err := resp.Body.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestNew(t *testing.T) {
	tests := map[string]practice.Config{
		"no source":       {},
		"unknown version": {Source: people{}, Versions: []string{"v1"}},
	}
	for name, cfg := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := practice.New(cfg); err == nil {
				t.Error("got no error")
			}
		})
	}
}

// TestSameRandomness makes two servers from the same randomness: credentials must
// be equal, so that a practice run can be repeated.
func TestSameRandomness(t *testing.T) {
	a, b := newRig(t, practice.Config{}), newRig(t, practice.Config{})
	if a.srv.ClientID() != b.srv.ClientID() || a.srv.ClientSecret() != b.srv.ClientSecret() {
		t.Error("credentials differ")
	}
	if got := len(a.srv.ClientSecret()); got != 80 {
		t.Errorf("secret: got %d digits, want 80", got)
	}
}

// TestFileSource serves files of a folder, compressed or not.
func TestFileSource(t *testing.T) {
	dir := t.TempDir()
	profile := `{"resourceType":"Patient","id":"1","meta":{"profile":["http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-Patient|2.2.0"]}}` + "\n"
	var zipped bytes.Buffer
	zip := gzip.NewWriter(&zipped)
	if _, err := io.WriteString(zip, `{"resourceType":"ExplanationOfBenefit","id":"2"}`+"\n"); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"Patient.ndjson":                   profile,
		"ExplanationOfBenefit-1.ndjson.gz": zipped.String(),
		"ExplanationOfBenefit-2.ndjson":    `{"resourceType":"ExplanationOfBenefit","id":"3"}`,
		"ClaimResponse.ndjson":             `{"resourceType":"ClaimResponse","id":"4"}` + "\n",
		"manifest.json":                    "{}",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	src, err := practice.NewFileSource(dir, "")
	if err != nil {
		t.Fatal(err)
	}
	r := newRig(t, practice.Config{Source: src, Quirks: practice.AllQuirks}).signIn()
	if got := r.async("/api/v2/Group/all/$export"); got.status != http.StatusNotFound || got.body != "404 page not found\n" {
		t.Errorf("v2: got %d %q, want a plain 404", got.status, got.body)
	}
	m := r.complete(r.export("/api/v3/Group/all/$export"))
	var got []string
	for _, it := range m.Output {
		body := r.get(r.path(it), "Accept-Encoding: gzip").body
		got = append(got, it.Type+" "+strings.Join(unzip(t, body), "|"))
		if plain := r.get(r.path(it)).body; strings.TrimSpace(plain) != strings.Join(unzip(t, body), "\n") {
			t.Errorf("%s: plain and compressed differ", it.Type)
		}
	}
	want := []string{
		"Patient " + strings.TrimSpace(profile),
		`ExplanationOfBenefit {"resourceType":"ExplanationOfBenefit","id":"2"}`,
		`ExplanationOfBenefit {"resourceType":"ExplanationOfBenefit","id":"3"}`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q\nwant %q", got, want)
	}
	r.clock.pass(time.Hour)
}

func TestNewFileSourceErrors(t *testing.T) {
	tests := map[string]struct {
		file, content, version string
	}{
		"no NDJSON":       {"notes.txt", "", ""},
		"no version":      {"Claim.ndjson", `{"resourceType":"Claim"}`, ""},
		"unknown version": {"Claim.ndjson", `{"resourceType":"Claim"}`, "v1"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, tc.file), []byte(tc.content), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := practice.NewFileSource(dir, tc.version); err == nil {
				t.Error("got no error")
			}
		})
	}
	if _, err := practice.NewFileSource(filepath.Join(t.TempDir(), "none"), ""); err == nil {
		t.Error("missing folder: got no error")
	}
}
