package bcda_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/bcda"
)

func TestAttribution(t *testing.T) {
	both := bcda.Attribution{
		Updated:       time.Date(2026, 8, 12, 22, 31, 40, 397916000, time.UTC),
		RunoutUpdated: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC),
	}
	tests := []struct {
		name, body string
		want       bcda.Attribution
		ok         bool
	}{
		{"as CMS sends it", `{"ingestion_dates":[{"timestamp":"2026-08-12T22:31:40.397916Z","type":"last_attribution_update"},{"timestamp":"2026-02-01T00:00:00Z","type":"last_runout_update"}]}`, both, true},
		{"as documented", `{"ingestion_dates":[{"timestamp":"2026-08-12 22:31:40.397916+00","type":"last_attribution_update"},{"timestamp":"2026-02-01 00:00:00+00","type":"last_runout_update"}]}`, both, true},
		{"one missing, one unknown", `{"ingestion_dates":[{"timestamp":"2026-02-01 00:00:00+00","type":"last_runout_update"},{"timestamp":"?","type":"other"}]}`, bcda.Attribution{RunoutUpdated: both.RunoutUpdated}, true},
		{"unreadable", `{"ingestion_dates":[{"timestamp":"?","type":"last_runout_update"}]}`, bcda.Attribution{}, false},
		{"another document", `{}`, bcda.Attribution{}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, map[string][]reply{"GET /api/v3/attribution_status": {{status: 200, body: tt.body}}})
			got, err := f.client(t).Attribution(t.Context())
			if (err == nil) != tt.ok {
				t.Fatalf("got %v, want success %v", err, tt.ok)
			}
			if diff := cmp.Diff(tt.want, got); tt.ok && diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

const capability = `{"resourceType":"CapabilityStatement","status":"active","date":"2026-08-01","fhirVersion":"4.0.1",
 "software":{"name":"BCDA","version":"r292"},"implementation":{"url":"https://h/api/v3"},
 "rest":[{"security":{"extension":[{"url":"http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
 "extension":[{"url":"token","valueUri":"https://h/auth/token"}]}]}}]}`

func TestMetadata(t *testing.T) {
	const path = "GET /api/v3/metadata"
	f := newFixture(t, map[string][]reply{path: {{status: 200, body: capability}}})
	got, err := f.client(t).Metadata(t.Context())
	want := bcda.Metadata{Status: "active", Date: "2026-08-01", Release: "r292", FHIRVersion: "4.0.1", URL: "https://h/api/v3", TokenURL: "https://h/auth/token"}
	if err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	if _, sent := f.server.header(path)["Authorization"]; sent {
		t.Error("a token went with it, and a bad one is refused")
	}
	for name, answer := range map[string]reply{
		"page": {status: 200, header: map[string]string{"Content-Type": "text/html"}, body: "<html>"}, "JSON": {status: 200, body: "{}"},
		"text": {status: 200, body: "hello"}, "missing page": {status: 404, header: map[string]string{"Content-Type": "text/html"}, body: "<html>"},
		"redirect": {status: 302, header: map[string]string{"Location": "https://h/sign-in"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t, map[string][]reply{path: {answer}})
			if _, err := f.client(t).Metadata(t.Context()); !errors.Is(err, bcda.ErrNotBCDA) {
				t.Errorf("got %v, want ErrNotBCDA", err)
			}
		})
	}
}

func TestReleaseAndWelcome(t *testing.T) {
	f := newFixture(t, map[string][]reply{
		"GET /_version":     {{status: 200, body: `{"version":"r292"}`}},
		"GET /auth/welcome": {{status: 200, body: `{"success":"Welcome to the Beneficiary Claims Data API!"}`}},
	})
	c := f.client(t)
	if got, err := c.Release(t.Context()); err != nil || got != "r292" {
		t.Errorf("Release: got %q, %v", got, err)
	}
	if err := c.Welcome(t.Context()); err != nil {
		t.Errorf("Welcome: %v", err)
	}
	if got := f.server.header("GET /auth/welcome").Get("Authorization"); got != "Bearer token-1" {
		t.Errorf("Authorization: got %q", got)
	}
}

func TestBestVersion(t *testing.T) {
	off := reply{status: 404, body: "404 page not found\n"}
	refused := reply{status: 403, body: outcome("V3 access not enabled for this ACO")}
	denied := reply{status: 403, body: outcomeV2("v1 nor v2 access not enabled for this ACO")}
	empty := reply{status: 404, body: outcome("no Jobs found for acoID A9994") + bundle()}
	tests := []struct {
		name   string
		v3, v2 reply
		want   bcda.Version
		err    error
	}{
		{"both", empty, empty, bcda.V3, nil},
		{"with jobs", reply{status: 200, body: bundle()}, off, bcda.V3, nil},
		{"v3 refused", refused, empty, bcda.V2, nil},
		{"v3 off", off, empty, bcda.V2, nil},
		{"v3 alone", empty, denied, bcda.V3, nil},
		{"neither", refused, denied, "", bcda.ErrVersionNotEnabled},
		{"access ended", reply{status: 403, body: outcome("ACO (CMS_ID: X) is unauthorized")}, empty, "", bcda.ErrAccessEnded},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, map[string][]reply{jobsPath: {tt.v3}, "GET /api/v2/jobs": {tt.v2}})
			got, err := f.client(t).BestVersion(t.Context())
			if got != tt.want || !errors.Is(err, tt.err) {
				t.Errorf("got %q, %v; want %q, %v", got, err, tt.want, tt.err)
			}
		})
	}
}

func TestSafeText(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "Invalid group ID", "Invalid group ID"},
		{"MBI", "no data for 1EG4TE5MK73 today", "no data for **redacted** today"},
		{"MBI with dashes", "1EG4-TE5-MK73", "**redacted**"},
		{"synthetic MBI", "1S00E00AA00", "**redacted**"},
		{"small letters", "1eg4te5mk73", "**redacted**"},
		{"token", "bad eyJhbGciOi.JSUzUxMiJ9.x_-y!", "bad **redacted**!"},
		{"secret", strings.Repeat("0123456789abcdef", 5), "**redacted**"},
		{"lines and controls", "a\r\nb\x00c", "a  bc"},
		{"dates stay", "since 2026-08-20T20:44:01Z", "since 2026-08-20T20:44:01Z"},
		{"long", strings.Repeat("ab ", 200), strings.Repeat("ab ", 133) + "a..."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := bcda.SafeText(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzParseOutcome(f *testing.F) {
	f.Add(400, outcomeV2("Repeated resource type X"))
	f.Add(404, doubleJob)
	f.Add(404, outcome("")+"Not Found")
	f.Add(503, "<html>")
	f.Fuzz(func(t *testing.T, status int, body string) {
		bcda.ParseOutcome([]byte(body))
		for _, op := range []bcda.Op{bcda.OpToken, bcda.OpExport, bcda.OpJob, bcda.OpJobs, bcda.OpDownload} {
			e := bcda.Classify(op, status, nil, body)
			if op == bcda.OpDownload && e.Diagnostics != "" {
				t.Error("a download keeps the server's text")
			}
			if len([]rune(e.Diagnostics)) > 403 {
				t.Errorf("text of %d characters", len([]rune(e.Diagnostics)))
			}
		}
	})
}

func FuzzParseAttribution(f *testing.F) {
	f.Add([]byte(`{"ingestion_dates":[{"timestamp":"2026-08-12 22:31:40.397916+00","type":"last_attribution_update"}]}`))
	f.Add([]byte(`{"ingestion_dates":null}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		if a, err := bcda.ParseAttribution(body); err != nil && a != (bcda.Attribution{}) {
			t.Errorf("an error and a value: %+v", a)
		}
	})
}

func FuzzParseMetadata(f *testing.F) {
	f.Add([]byte(capability))
	f.Fuzz(func(t *testing.T, body []byte) {
		if _, err := bcda.ParseMetadata(body); err != nil && !errors.Is(err, bcda.ErrNotBCDA) {
			t.Errorf("got %v", err)
		}
	})
}
