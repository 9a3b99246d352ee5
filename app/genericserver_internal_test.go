package app

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// What a generic server's data turn out to be becomes the version in use, unless a person has chosen one.
func TestAdoptFoundVersion(t *testing.T) {
	dir := t.TempDir()
	people := synth.Config{People: 1, Years: 1, Seed: 1, End: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)}
	if _, err := practice.WriteFiles(t.Context(), practice.Generate{Population: people, Version: claims.V3, Dir: dir}); err != nil {
		t.Fatal(err)
	}
	generic := claims.Connection{Environment: claims.EnvPractice, Origin: "http://127.0.0.1:1", Base: "http://127.0.0.1:1/fhir", API: "auto", InUse: claims.V2}
	chosen, bcda := generic, generic
	chosen.API, bcda.Base = claims.V2, ""
	for name, tt := range map[string]struct {
		connection claims.Connection
		want       string
	}{
		"generic": {generic, claims.V3}, "a version was chosen": {chosen, claims.V2}, "BCDA": {bcda, claims.V2},
	} {
		t.Run(name, func(t *testing.T) {
			desk, err := New(Deps{DataDir: t.TempDir(), Secrets: NewMemorySecrets()})
			if err != nil {
				t.Fatal(err)
			}
			set, err := desk.OpenSet(t.Context(), "set")
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := set.Close(); err != nil {
					t.Error(err)
				}
			})
			if err := set.adoptFoundVersion(t.Context()); err != nil {
				t.Errorf("without a connection: %v", err)
			}
			if err := set.db.SaveConnection(t.Context(), tt.connection); err != nil {
				t.Fatal(err)
			}
			if err := set.adoptFoundVersion(t.Context()); err != nil {
				t.Errorf("without data: %v", err)
			}
			if _, err := set.Import(t.Context(), []string{filepath.Join(dir, "Patient-1.ndjson")}, ImportOptions{API: "auto"}, nil); err != nil {
				t.Fatal(err)
			}
			if err := set.adoptFoundVersion(t.Context()); err != nil {
				t.Fatal(err)
			}
			if c, err := set.db.Connection(t.Context()); err != nil || c.InUse != tt.want {
				t.Errorf("in use %q, %v; want %q", c.InUse, err, tt.want)
			}
		})
	}
}
