package main

import (
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
)

// smartServer is the first line of practice --smart.
type smartServer struct {
	URL      string `json:"url"`
	ClientID string `json:"client_id"`
	KeyFile  string `json:"key_file"`
	KeyID    string `json:"key_id"`
}

// startSmart runs practice --smart until the test ends, and expects its key's file to go with it.
func startSmart(t *testing.T, args ...string) smartServer {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	lines, out := io.Pipe()
	m := &Main{Stdout: out, Stderr: io.Discard, Now: time.Now, Getenv: func(string) string { return "" }}
	ended := make(chan int, 1)
	go func() {
		ended <- m.Run(ctx, append([]string{"practice", "--smart", "--people", "6", "--years", "1"}, args...))
	}()
	var s smartServer
	if err := json.NewDecoder(lines).Decode(&s); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		if code := <-ended; code != 0 {
			t.Errorf("practice --smart: exit %d", code)
		}
		if _, err := os.Stat(s.KeyFile); !os.IsNotExist(err) {
			t.Errorf("the key's file is still there: %v", err)
		}
	})
	return s
}

// The whole way with a generic server: connect, check, refresh, export.
func TestSmartEndToEnd(t *testing.T) {
	server := startSmart(t)
	if info, err := os.Stat(server.KeyFile); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("key file: %v, %v", info, err)
	}
	p := newProgram(t)
	o := p.must(t, "connect", "--server", server.URL, "--smart", "--client-id", server.ClientID, "--key-file", server.KeyFile, "--key-id", server.KeyID)
	if !strings.Contains(o.stdout, "Connected to "+server.URL) || !strings.Contains(o.stdout, "you can delete its file") {
		t.Errorf("connect: %s", o.stdout)
	}
	if o := p.must(t, "check"); !strings.Contains(o.stdout, "Credentials accepted") || strings.Contains(o.stdout, "problem") {
		t.Errorf("check: %s", o.stdout)
	}
	count := decode[struct {
		Resources map[string]int `json:"resources"`
		Inserted  int            `json:"inserted"`
	}](t, p.must(t, "refresh", "--json"))
	if count.Resources["Patient"] != 6 || count.Resources["ExplanationOfBenefit"] == 0 || count.Inserted == 0 {
		t.Errorf("refresh: %+v", count)
	}
	file := filepath.Join(t.TempDir(), "claims.csv")
	p.must(t, "export", "--table", "claims", "--out", file)
	text, err := os.ReadFile(file)
	if err != nil || strings.Count(string(text), "\n") < 7 {
		t.Fatalf("export: %d lines, %v", strings.Count(string(text), "\n"), err)
	}
	if strings.Contains(string(text), "http") || strings.Contains(string(text), "/bulk/") {
		t.Error("the export holds addresses of the server")
	}
	if o := p.must(t, "jobs", "list"); !strings.Contains(o.stdout, "/bulk/status/") {
		t.Errorf("jobs: %s", o.stdout)
	}
	if o := p.run(t.Context(), "jobs", "show", "42"); o.code != app.ExitFailed {
		t.Errorf("a job that is none: exit %d, %s", o.code, o.stderr)
	}
}

func TestSmartUsage(t *testing.T) {
	key := filepath.Join(t.TempDir(), "key.pem")
	if err := os.WriteFile(key, []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		args []string
		want string
	}{
		"key without smart":    {[]string{"--server", "sandbox", "--client-id", "x", "--key-file", key}, "--smart"},
		"secret with smart":    {[]string{"--server", "https://h.example/fhir", "--smart", "--client-id", "x", "--secret-stdin"}, "--key-file"},
		"key without a client": {[]string{"--server", "https://h.example/fhir", "--smart", "--key-file", key}, "--client-id"},
		"no client":            {[]string{"--server", "sandbox", "--secret-stdin"}, "--client-id"},
		"plain http":           {[]string{"--server", "http://h.example/fhir", "--smart"}, "https://"},
		"no address":           {[]string{"--server", "sandbox", "--smart"}, "https://host/fhir"},
		"plain sign-in":        {[]string{"--server", "https://h.example/fhir", "--smart", "--token-url", "http://h.example/token"}, "sign-in address"},
		"no key":               {[]string{"--server", "https://h.example/fhir", "--smart", "--client-id", "x", "--key-file", key}, "private key cannot be used"},
		"not confirmed":        {[]string{"--server", "https://h.example/fhir", "--smart"}, "--unencrypted"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			o := newProgram(t).run(t.Context(), append([]string{"connect"}, tt.args...)...)
			if o.code != app.ExitUsage || !strings.Contains(o.stderr, tt.want) {
				t.Errorf("exit %d, %s; want %q", o.code, o.stderr, tt.want)
			}
		})
	}
	if o := newProgram(t).run(t.Context(), "practice", "--quirks", "too-much"); o.code != app.ExitUsage || !strings.Contains(o.stderr, "--smart") {
		t.Errorf("quirk without --smart: exit %d, %s", o.code, o.stderr)
	}
}
