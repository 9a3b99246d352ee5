package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
)

// outcome is what a run of the program printed and returned.
type outcome struct {
	code           int
	stdout, stderr string
}

// program runs claimsctl in-process on a data folder of its own, with secrets in memory.
type program struct {
	data    string
	secrets app.Secrets
	stdin   string
	env     map[string]string
}

func newProgram(t *testing.T) *program {
	t.Helper()
	return &program{data: t.TempDir(), secrets: app.NewMemorySecrets(), env: map[string]string{"CLAIMSDESK_WAIT_SCALE": "0.02"}}
}

func (p *program) run(ctx context.Context, args ...string) outcome {
	var out, errs bytes.Buffer
	m := &Main{
		Stdin: strings.NewReader(p.stdin), Stdout: &out, Stderr: &errs, Now: time.Now, Secrets: p.secrets,
		Getenv: func(key string) string { return p.env[key] },
	}
	code := m.Run(ctx, append([]string{"--data", p.data}, args...))
	return outcome{code, out.String(), errs.String()}
}

// must runs a command that has to end well.
func (p *program) must(t *testing.T, args ...string) outcome {
	t.Helper()
	o := p.run(t.Context(), args...)
	if o.code != 0 {
		t.Fatalf("claimsctl %s: exit %d\n%s%s", strings.Join(args, " "), o.code, o.stdout, o.stderr)
	}
	return o
}

// decode reads a --json document.
func decode[T any](t *testing.T, o outcome) T {
	t.Helper()
	var v T
	if err := json.Unmarshal([]byte(o.stdout), &v); err != nil {
		t.Fatalf("stdout is not one JSON document: %v\n%s", err, o.stdout)
	}
	return v
}

// samples returns the folder with the real sample resources, see CONTRIBUTING.md.
func samples(t *testing.T) string {
	t.Helper()
	dir, required := os.LookupEnv("CLAIMSDESK_SAMPLES")
	if !required {
		dir = filepath.Join("..", "..", "..", "shared", "data")
	}
	dir = filepath.Join(dir, "fhir")
	if _, err := os.Stat(dir); err != nil {
		if required {
			t.Fatalf("CLAIMSDESK_SAMPLES: %v", err)
		}
		t.Skipf("the real sample resources are not here; name their folder in CLAIMSDESK_SAMPLES: %v", err)
	}
	return dir
}

func TestUsage(t *testing.T) {
	tests := map[string]struct {
		args []string
		code int
		want string // in stdout or stderr
	}{
		"help":                   {[]string{"--help"}, app.ExitDone, "refresh"},
		"version":                {[]string{"--version"}, app.ExitDone, "dev"},
		"no command":             {nil, app.ExitUsage, "See claimsctl --help."},
		"unknown command":        {[]string{"backup", "x"}, app.ExitUsage, "See claimsctl --help."},
		"unknown table":          {[]string{"export", "--table", "people", "--out", "-"}, app.ExitUsage, "beneficiaries"},
		"nothing to export":      {[]string{"export", "--out", "-"}, app.ExitUsage, "--workbook"},
		"bad date":               {[]string{"export", "--table", "claims", "--out", "-", "--from", "3/4/2026"}, app.ExitUsage, "no such data set"},
		"unknown claim type":     {[]string{"export", "--table", "claims", "--out", "-", "--types", "DENTAL"}, app.ExitUsage, "INPATIENT"},
		"unknown include":        {[]string{"export", "--table", "claims", "--out", "-", "--include", "old"}, app.ExitUsage, "superseded"},
		"unknown quirk":          {[]string{"practice", "--quirks", "gremlins"}, app.ExitUsage, "rs512"},
		"generate without seed":  {[]string{"generate", "--people", "1", "--years", "1", "--api", "v3", "--out", "x"}, app.ExitUsage, "seed"},
		"generate nobody":        {[]string{"generate", "--people", "0", "--years", "1", "--seed", "1", "--api", "v3", "--out", "x"}, app.ExitUsage, "1 or more"},
		"connect without secret": {[]string{"connect", "--server", "sandbox", "--client-id", "x"}, app.ExitUsage, "--secret-file"},
		"plain http":             {[]string{"connect", "--server", "http://example.org", "--client-id", "x", "--secret-stdin"}, app.ExitUsage, "https://"},
		"disconnect undecided":   {[]string{"disconnect"}, app.ExitUsage, "--keep-data"},
		"bad set name":           {[]string{"import", "--set", "../x", "."}, app.ExitUsage, "small letters"},
		"status of no set":       {[]string{"status", "--set", "nowhere"}, app.ExitUsage, "no such data set"},
		"refresh unconnected":    {[]string{"refresh"}, app.ExitUsage, "No connection"},
		"import of nothing":      {[]string{"import", "nowhere.ndjson"}, app.ExitFailed, "not found"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := newProgram(t)
			p.stdin = "secret\n"
			o := p.run(t.Context(), tt.args...)
			if o.code != tt.code || !strings.Contains(o.stdout+o.stderr, tt.want) {
				t.Errorf("exit %d, want %d, and text with %q:\n%s%s", o.code, tt.code, tt.want, o.stdout, o.stderr)
			}
		})
	}
}

// Later commands are not offered before they work (contract.md 2).
func TestHelpOffersWhatWorks(t *testing.T) {
	o := newProgram(t).run(t.Context(), "--help")
	for _, word := range []string{"backup", "restore", "wipe", "audit", "--smart", "parquet", "layout"} {
		if strings.Contains(o.stdout, word) {
			t.Errorf("--help offers %s", word)
		}
	}
}

func TestStatusOfNothing(t *testing.T) {
	o := newProgram(t).must(t, "status", "--json")
	doc := decode[map[string]any](t, o)
	if doc["people"] != 0.0 || doc["payment_total"] != "0.00" || doc["data_as_of"] != nil {
		t.Errorf("status of an empty folder: %s", o.stdout)
	}
}

// Real data need the confirmation before anything is sent.
func TestProductionAsksFirst(t *testing.T) {
	p := newProgram(t)
	p.stdin = strings.Repeat("a", 80) + "\n"
	o := p.run(t.Context(), "connect", "--server", "production", "--client-id", "00000000-0000-0000-0000-000000000000", "--secret-stdin")
	if o.code != app.ExitUsage || !strings.Contains(o.stderr, "--unencrypted") || !strings.Contains(o.stderr, "encrypt") {
		t.Errorf("exit %d:\n%s", o.code, o.stderr)
	}
	if strings.Contains(o.stderr, "aaaa") {
		t.Error("the secret was printed")
	}
}
