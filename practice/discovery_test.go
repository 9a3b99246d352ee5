package practice_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/practice"
)

// TestRoutes holds paths and methods against docs/reference/bcda-protocol.md 1.
func TestRoutes(t *testing.T) {
	r := newRig(t, practice.Config{Quirks: practice.AllQuirks}).signIn()
	tests := map[string]struct {
		method, path string
		status       int
		body         string
	}{
		"HEAD metadata":     {http.MethodHead, "/api/v3/metadata", 405, ""},
		"HEAD version":      {http.MethodHead, "/_version", 405, ""},
		"POST export":       {http.MethodPost, "/api/v3/Group/all/$export", 405, ""},
		"GET token":         {http.MethodGet, "/auth/token", 405, ""},
		"DELETE list":       {http.MethodDelete, "/api/v3/jobs", 405, ""},
		"v1":                {http.MethodGet, "/api/v1/metadata", 404, "404 page not found\n"},
		"nothing":           {http.MethodGet, "/api/v3/nothing", 404, "404 page not found\n"},
		"root":              {http.MethodGet, "/", 404, "404 page not found\n"},
		"empty group":       {http.MethodGet, "/api/v3/Group//$export", 404, "404 page not found\n"},
		"smart config":      {http.MethodGet, "/.well-known/smart-configuration", 404, "404 page not found\n"},
		"version":           {http.MethodGet, "/_version", 200, `{"version":"r292"}` + "\n"},
		"health":            {http.MethodGet, "/_health", 200, `{"database":"ok","ssas":"ok","ssas_introspect":"ok"}` + "\n"},
		"auth":              {http.MethodGet, "/_auth", 200, `{"auth_provider":"ssas","version":"r292"}` + "\n"},
		"welcome":           {http.MethodGet, "/auth/welcome", 200, `{"success":"Welcome to the Beneficiary Claims Data API!"}` + "\n"},
		"attribution of v2": {http.MethodGet, "/api/v2/attribution_status", 200, ""},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got := r.ask(tc.method, tc.path, r.bearer())
			if got.status != tc.status || tc.body != "" && got.body != tc.body {
				t.Errorf("got %d %q, want %d %q", got.status, got.body, tc.status, tc.body)
			}
			if !got.resp.Close {
				t.Error("the connection stays open")
			}
		})
	}
}

func TestMetadata(t *testing.T) {
	r := newRig(t, practice.Config{}).signIn()
	got := r.ask(http.MethodGet, "/api/v3/metadata")
	if got.status != 200 || got.header.Get("Content-Type") != "application/json" {
		t.Fatalf("got %d %v", got.status, got.header)
	}
	for _, want := range []string{
		`"resourceType":"CapabilityStatement"`, `"status":"active"`, `"fhirVersion":"4.0.1"`,
		`"url":"` + r.web.URL + `/api/v3"`, `"valueUri":"` + r.web.URL + `/auth/token"`, `"service-date"`,
	} {
		if !strings.Contains(got.body, want) {
			t.Errorf("no %s in %s", want, got.body)
		}
	}
	if v2 := r.ask(http.MethodGet, "/api/v2/metadata"); strings.Contains(v2.body, "service-date") {
		t.Error("v2 lists search parameters")
	}
	if bad := r.ask(http.MethodGet, "/api/v3/metadata", "Authorization: Bearer x"); bad.status != 400 {
		t.Errorf("bad token: got %d, want 400", bad.status)
	}
	if good := r.get("/api/v3/metadata"); good.status != 200 {
		t.Errorf("good token: got %d, want 200", good.status)
	}
}

func TestAttribution(t *testing.T) {
	tests := map[string]struct {
		quirks      practice.Quirks
		entity      practice.Entity
		status      int
		all, runout string
	}{
		"normal":      {practice.AllQuirks, practice.Entity{}, 200, "2026-08-17T07:00:00.123Z", "2026-08-17T07:00:00.123Z"},
		"january":     {practice.January, practice.Entity{}, 200, "2025-12-20T00:00:00Z", "2026-08-17T07:00:00.123Z"},
		"runout over": {practice.RunoutOver, practice.Entity{}, 200, "2026-08-17T07:00:00.123Z", "2026-02-20T07:00:00.123456Z"},
		"none":        {practice.AllQuirks, practice.Entity{NoAttribution: true}, 404, "", ""},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, practice.Config{Quirks: tc.quirks, Entity: tc.entity}).signIn()
			got := r.get("/api/v3/attribution_status")
			if got.status != tc.status {
				t.Fatalf("got %d %q, want %d", got.status, got.body, tc.status)
			}
			if tc.status == 404 {
				wantOutcome(t, "v3", got, "")
				return
			}
			list := decode[map[string][]struct{ Timestamp, Type string }](t, got.body)["ingestion_dates"]
			if len(list) != 2 || list[0].Type != "last_attribution_update" || list[1].Type != "last_runout_update" ||
				list[0].Timestamp != tc.all || list[1].Timestamp != tc.runout {
				t.Errorf("got %v, want %s and %s", list, tc.all, tc.runout)
			}
		})
	}
}
