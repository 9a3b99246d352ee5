package claims_test

import (
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

func TestDateText(t *testing.T) {
	tests := map[string]string{
		"2026-03-04": "2026-03-04", "2016-01-16T00:00:00+00:00": "2016-01-16", "9999-12-31T00:00:00.000+00:00": "9999-12-31",
		"2018": "", "2018-05": "", "": "", "03/04/2026": "", "2026-3-004": "",
	}
	for text, want := range tests {
		if got, ok := claims.DateText(text); got != want || ok != (want != "") {
			t.Errorf("DateText(%q) = %q, %t, want %q", text, got, ok, want)
		}
	}
}

func TestInstantIgnoresTheFuture(t *testing.T) {
	now := time.Date(2026, 8, 20, 0, 0, 0, 0, time.UTC)
	tests := map[string]bool{
		"2026-05-04T10:00:00.000-04:00": true, "2026-01-01T03:02:28.000000Z": true,
		"9999-12-31T00:00:00.000+00:00": false, "2026-08-21T00:00:00Z": false, "": false, "2026-05-04": false,
	}
	for text, want := range tests {
		if _, ok := claims.Instant(text, now); ok != want {
			t.Errorf("Instant(%q) counts: %t, want %t", text, ok, want)
		}
	}
}

func TestEnvironmentAndOrigin(t *testing.T) {
	tests := map[string]struct {
		env   claims.Environment
		valid bool
	}{
		"https://sandbox.bcda.cms.gov":  {claims.EnvSandbox, true},
		"https://api.bcda.cms.gov/":     {claims.EnvProduction, true},
		"http://127.0.0.1:8080":         {claims.EnvPractice, true},
		"http://api.bcda.cms.gov":       {claims.EnvOther, false},
		"https://api.bcda.cms.gov/api":  {claims.EnvOther, false},
		"https://user@example.org":      {claims.EnvOther, false},
		"ftp://127.0.0.1":               {claims.EnvPractice, false},
		"https://fhir.example.org:8443": {claims.EnvOther, true},
		"sandbox.bcda.cms.gov":          {claims.EnvOther, false},
	}
	for origin, tt := range tests {
		t.Run(origin, func(t *testing.T) {
			if got := claims.EnvironmentOf(origin); got != tt.env {
				t.Errorf("environment %s, want %s", got, tt.env)
			}
			if err := claims.ValidOrigin(origin); (err == nil) != tt.valid {
				t.Errorf("ValidOrigin: %v, want valid %t", err, tt.valid)
			}
		})
	}
}
