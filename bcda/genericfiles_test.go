package bcda_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/claimsdesk/claimsdesk/bcda"
)

const line = `{"resourceType":"Patient","id":"1"}` + "\n"

// store is another server, such as the storage behind a bulk-data server.
func newStore(t *testing.T, script map[string][]reply) *server {
	t.Helper()
	return newServer(t, script)
}

func listing(requires bool, url string) reply {
	return reply{status: 200, body: fmt.Sprintf(`{"transactionTime":"2026-08-20T07:00:00Z","requiresAccessToken":%t,"output":[{"type":"Patient","url":%q}]}`, requires, url)}
}

func fetchFirst(t *testing.T, client *bcda.Client) (string, error) {
	t.Helper()
	status, err := client.Job(t.Context(), "/s")
	if err != nil {
		return "", err
	}
	var text string
	_, err = client.Fetch(t.Context(), status.Manifest.Output[0], readAll(&text))
	return text, err
}

// The token goes to the server's own origin, and nowhere else whatever a manifest says.
func TestGenericTokenStaysAtHome(t *testing.T) {
	tests := map[string]struct {
		requires bool
		own      bool // the file lies at the server itself
		redirect bool // by way of a redirect to the store
		want     error
		ownAuth  string // Authorization that the server heard
	}{
		"own, needed":          {requires: true, own: true, ownAuth: "Bearer token-1"},
		"own, not needed":      {own: true},
		"elsewhere, needed":    {requires: true, want: bcda.ErrOtherServer},
		"elsewhere, open":      {},
		"redirected elsewhere": {requires: true, own: true, redirect: true, ownAuth: "Bearer token-1"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			away := newStore(t, map[string][]reply{"GET /f": {{status: 200, body: line}}})
			script := map[string][]reply{"GET /f": {{status: 200, body: line}}}
			f := newGenericFixture(t, script)
			address := away.URL + "/f?sig=x"
			if tt.redirect {
				script["GET /f"] = []reply{{status: 307, header: map[string]string{"Location": address}}}
			}
			if tt.own {
				address = "/f"
			}
			script["GET /s"] = []reply{listing(tt.requires, address)}
			text, err := fetchFirst(t, f.client(t))
			if !errors.Is(err, tt.want) || (tt.want == nil && (err != nil || text != line)) {
				t.Errorf("got %q, %v; want %v", text, err, tt.want)
			}
			if got := f.server.header("GET /f").Get("Authorization"); got != tt.ownAuth {
				t.Errorf("own server heard %q, want %q", got, tt.ownAuth)
			}
			if got := away.header("GET /f").Get("Authorization"); got != "" {
				t.Error("the other server heard the token")
			}
		})
	}
}

// After a restart the client knows a file's name only: it reads the manifest again, once for all files.
func TestGenericFileAfterARestart(t *testing.T) {
	f := newGenericFixture(t, map[string][]reply{
		"GET /s": {listing(true, "/f/a.ndjson?sig=1")}, "GET /f/a.ndjson": {{status: 200, body: line}},
	})
	client := f.client(t)
	for range 2 {
		var text string
		file := bcda.File{Type: "Patient", Job: "/s", Name: "a.ndjson"}
		if _, err := client.Fetch(t.Context(), file, readAll(&text)); err != nil || text != line {
			t.Fatalf("got %q, %v", text, err)
		}
	}
	if n := f.server.count("GET /s"); n != 1 {
		t.Errorf("the manifest was read %d times, want once", n)
	}
	var text string
	if _, err := client.Fetch(t.Context(), bcda.File{Job: "/s", Name: "b.ndjson"}, readAll(&text)); !errors.Is(err, bcda.ErrFileGone) {
		t.Errorf("a file that is not listed: got %v, want ErrFileGone", err)
	}
}

// A signed address that is over is read anew from the manifest.
func TestGenericFileSignedAnew(t *testing.T) {
	f := newGenericFixture(t, map[string][]reply{
		"GET /s":            {listing(false, "/old/a.ndjson"), listing(false, "/new/a.ndjson")},
		"GET /old/a.ndjson": {{status: 403, body: "<Error>expired</Error>"}}, "GET /new/a.ndjson": {{status: 200, body: line}},
	})
	if text, err := fetchFirst(t, f.client(t)); err != nil || text != line {
		t.Errorf("got %q, %v", text, err)
	}
	gone := newGenericFixture(t, map[string][]reply{"GET /s": {listing(false, "/f/a.ndjson")}, "GET /f/a.ndjson": {{status: 404}}})
	if _, err := fetchFirst(t, gone.client(t)); !errors.Is(err, bcda.ErrFileGone) {
		t.Errorf("gone for good: got %v, want ErrFileGone", err)
	}
}

func TestGenericFileCutOff(t *testing.T) {
	f := newGenericFixture(t, map[string][]reply{
		"GET /s": {listing(true, "/f/a.ndjson")},
		"GET /f/a.ndjson": {
			{status: 200, header: map[string]string{"Content-Length": "900"}, body: line}, {drop: true}, {status: 200, body: line},
		},
	})
	if text, err := fetchFirst(t, f.client(t)); err != nil || text != line {
		t.Errorf("got %q, %v", text, err)
	}
}

// An open server is asked without a token, for files elsewhere too.
func TestGenericOpenServer(t *testing.T) {
	away := newStore(t, map[string][]reply{"GET /f": {{status: 200, body: line}}})
	f := newGenericFixture(t, map[string][]reply{
		patientExport: {location("/s")}, "GET /s": {listing(true, away.URL+"/f")},
	})
	f.config.Tokens = bcda.NoTokens{}
	client := f.client(t)
	if _, err := client.StartExport(t.Context(), bcda.ExportRequest{}); err != nil {
		t.Fatal(err)
	}
	if text, err := fetchFirst(t, client); err != nil || text != line {
		t.Errorf("got %q, %v", text, err)
	}
	if _, sent := f.server.header(patientExport)["Authorization"]; sent {
		t.Error("an Authorization header was sent")
	}
	closed := newGenericFixture(t, map[string][]reply{patientExport: {{status: 401}}})
	closed.config.Tokens = bcda.NoTokens{}
	if _, err := closed.client(t).StartExport(t.Context(), bcda.ExportRequest{}); !errors.Is(err, bcda.ErrUnauthorized) {
		t.Errorf("a closed server: got %v, want ErrUnauthorized", err)
	}
}
