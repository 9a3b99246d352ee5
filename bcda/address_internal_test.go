package bcda

import "testing"

func TestResolve(t *testing.T) {
	tests := map[string]struct{ base, text, want string }{
		"absolute path":      {"https://a.example/fhir/s", "/x?y=1", "https://a.example/x?y=1"},
		"relative":           {"https://a.example/fhir/s", "x", "https://a.example/fhir/x"},
		"same host":          {"https://a.example/fhir", "https://A.example:443/x", "https://a.example/x"},
		"behind a proxy":     {"https://a.example/fhir", "http://a.example/x", "https://a.example/x"},
		"proxy, port":        {"https://a.example:8443/fhir", "http://a.example:8443/x", "https://a.example:8443/x"},
		"loopback names":     {"http://127.0.0.1:80/fhir", "http://localhost/x", "http://127.0.0.1:80/x"},
		"loopback elsewhere": {"http://127.0.0.1:80/fhir", "http://localhost:81/x", "http://localhost:81/x"},
		"other host":         {"https://a.example/fhir", "https://b.example/x", "https://b.example/x"},
		"no scheme":          {"https://a.example/fhir", "//b.example/x", "https://b.example/x"},
		"fragment":           {"https://a.example/fhir", "/x#y", "https://a.example/x"},
		"escaped":            {"https://a.example/fhir", "/a%2Fb", "https://a.example/a%2Fb"},
		"not secured":        {"https://a.example/fhir", "http://b.example/x", ""},
		"other plain port":   {"https://a.example/fhir", "http://a.example:81/x", ""},
		"user":               {"https://a.example/fhir", "https://u:p@a.example/x", ""},
		"file":               {"https://a.example/fhir", "file:///etc/passwd", ""},
		"script":             {"https://a.example/fhir", "javascript:1", ""},
		"nothing":            {"https://a.example/fhir", "", ""},
		"unreadable":         {"https://a.example/fhir", "https://a.example/%zz", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			base, err := parseBase(tt.base)
			if err != nil {
				t.Fatal(err)
			}
			got, err := base.resolve(tt.text)
			if err != nil {
				if tt.want != "" {
					t.Errorf("got %v, want %s", err, tt.want)
				}
				return
			}
			if got.String() != tt.want {
				t.Errorf("got %s, want %q", got, tt.want)
			}
		})
	}
}

func TestParseBase(t *testing.T) {
	tests := map[string]struct{ text, base, origin string }{
		"path":        {" https://Host.example/eyJ.x/fhir/ ", "https://host.example/eyJ.x/fhir", "https://host.example"},
		"no path":     {"https://host.example", "https://host.example", "https://host.example"},
		"this one":    {"http://localhost:8080/fhir", "http://localhost:8080/fhir", "http://localhost:8080"},
		"plain http":  {"http://host.example/fhir", "", ""},
		"query":       {"https://host.example/fhir?x=1", "", ""},
		"user":        {"https://u:p@host.example/fhir", "", ""},
		"no host":     {"https:///fhir", "", ""},
		"no address":  {"fhir", "", ""},
		"unreadable":  {"https://host.example/%zz", "", ""},
		"other thing": {"mailto:a@host.example", "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			base, origin, err := ParseBase(tt.text)
			if (err != nil) != (tt.base == "") || base != tt.base || origin != tt.origin {
				t.Errorf("got %q, %q, %v", base, origin, err)
			}
		})
	}
}

// A resolved address with the base's own origin, or one that is refused: nothing else may come of what a server names,
// but a secured or local one.
func FuzzResolve(f *testing.F) {
	for _, text := range []string{"/x", "https://b.example/x", "http://a.example", "//x", "http://127.0.0.1/x", "https://a.example:443/?q#f", "\\\\x"} {
		f.Add(text)
	}
	base, err := parseBase("https://a.example/fhir")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		at, err := base.resolve(text)
		if err != nil {
			return
		}
		if at.origin.scheme != "https" && !at.origin.Loopback() {
			t.Errorf("%q leads to %s", text, at)
		}
		if again, err := base.resolve(at.String()); err != nil || again.origin != at.origin {
			t.Errorf("%q leads to %s, and that to %s, %v", text, at, again, err)
		}
	})
}
