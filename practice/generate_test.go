package practice_test

import (
	"crypto/sha256"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

func generate(t *testing.T, version string, gzip bool) (string, []practice.Written) {
	t.Helper()
	dir := t.TempDir()
	written, err := practice.WriteFiles(t.Context(), practice.Generate{
		Population: synth.Config{People: 12, Years: 1, Seed: 7, End: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)},
		Version:    version, Dir: dir, Deltas: 2, Batch: 5, Gzip: gzip,
	})
	if err != nil {
		t.Fatal(err)
	}
	return dir, written
}

func sums(t *testing.T, dir string) map[string][32]byte {
	t.Helper()
	sums := map[string][32]byte{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		name, relErr := filepath.Rel(dir, path)
		sums[name] = sha256.Sum256(data)
		if relErr != nil {
			return relErr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

func TestWriteFiles(t *testing.T) {
	for _, version := range []string{"v2", "v3"} {
		t.Run(version, func(t *testing.T) {
			dir, written := generate(t, version, false)
			if len(written) != 3 || written[0].Resources["Patient"] < 12 || written[0].Resources["ExplanationOfBenefit"] == 0 {
				t.Fatalf("wrote %+v, want a base export with people and claims and two follow-ups", written)
			}
			if delta := written[1].Resources["ExplanationOfBenefit"]; delta >= written[0].Resources["ExplanationOfBenefit"] {
				t.Errorf("follow-up has %d claims, want fewer than the base", delta)
			}
			var manifest struct {
				TransactionTime string
				Request         string
				Output          []struct{ Type, URL string }
			}
			data, err := os.ReadFile(filepath.Join(dir, "delta-1", "manifest.json"))
			if err == nil {
				err = json.Unmarshal(data, &manifest)
			}
			if err != nil || manifest.TransactionTime != "2026-07-21T03:00:00Z" || len(manifest.Output) != written[1].Files {
				t.Errorf("manifest of the follow-up: %+v, %v", manifest, err)
			}
			if want := "/api/" + version + "/Group/all/$export?_since=2026-06-30T03%3A00%3A00Z"; manifest.Request != want {
				t.Errorf("request %s, want %s", manifest.Request, want)
			}
		})
	}
}

func TestWriteFilesGivesTheSameBytes(t *testing.T) {
	first, _ := generate(t, "v3", true)
	second, _ := generate(t, "v3", true)
	if diff := cmp.Diff(sums(t, first), sums(t, second)); diff != "" {
		t.Errorf("two runs differ:\n%s", diff)
	}
}
