package bcda_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/bcda"
)

func TestParseOrigin(t *testing.T) {
	tests := []struct {
		name, text, want string
		loopback         bool
	}{
		{"production", "https://api.bcda.cms.gov", "https://api.bcda.cms.gov", false},
		{"slash and case", " HTTPS://API.bcda.cms.gov/ ", "https://api.bcda.cms.gov", false},
		{"port", "https://example.org:8443", "https://example.org:8443", false},
		{"http loopback", "http://127.0.0.1:3000", "http://127.0.0.1:3000", true},
		{"http localhost", "http://localhost:3000", "http://localhost:3000", true},
		{"http loopback v6", "http://[::1]:3000", "http://[::1]:3000", true},
		{"http elsewhere", "http://api.bcda.cms.gov", "", false},
		{"http name like loopback", "http://127.0.0.1.example.org", "", false},
		{"http localhost as user", "http://localhost@example.org", "", false},
		{"path", "https://api.bcda.cms.gov/api/v2", "", false},
		{"query", "https://api.bcda.cms.gov?x=1", "", false},
		{"password", "https://user:hidden@api.bcda.cms.gov", "", false},
		{"no scheme", "api.bcda.cms.gov", "", false},
		{"other scheme", "file:///etc/passwd", "", false},
		{"ftp", "ftp://example.org", "", false},
		{"port only", "https://:443", "", false},
		{"empty", "", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := bcda.ParseOrigin(tt.text)
			if tt.want == "" {
				var problem *bcda.OriginError
				if !errors.As(err, &problem) || strings.Contains(err.Error(), "hidden") {
					t.Errorf("got %v, want an OriginError that repeats nothing", err)
				}
				return
			}
			if err != nil || got.String() != tt.want || got.Loopback() != tt.loopback {
				t.Errorf("got %v (loopback %v), %v; want %s (%v)", got, got.Loopback(), err, tt.want, tt.loopback)
			}
		})
	}
}

func FuzzParseOrigin(f *testing.F) {
	for _, seed := range []string{"https://sandbox.bcda.cms.gov", "http://localhost:1", "http://[::1]", "https://a@b", "https://a/b", "http://127.0.0.1.example.org"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		o, err := bcda.ParseOrigin(text)
		if err != nil {
			return
		}
		again, err := bcda.ParseOrigin(o.String())
		if err != nil || again != o {
			t.Errorf("%q reads as %v, which reads as %v, %v", text, o, again, err)
		}
		if strings.HasPrefix(o.String(), "http:") && !o.Loopback() {
			t.Errorf("%q is plain HTTP to %v", text, o)
		}
	})
}
