package practice_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/practice"
)

// samples is the folder of CMS's sample resources. Without it the test is skipped,
// unless CLAIMSDESK_SAMPLES names one that does not exist.
func samples(t *testing.T) string {
	t.Helper()
	dir, named := os.LookupEnv("CLAIMSDESK_SAMPLES")
	if !named {
		dir = filepath.Join("..", "..", "shared", "data")
	}
	if _, err := os.Stat(dir); err != nil {
		if named {
			t.Fatal(err)
		}
		t.Skip("no sample resources beside the repository; CLAIMSDESK_SAMPLES names their folder")
	}
	return dir
}

// TestFileSourceSamples serves CMS's samples byte for byte.
func TestFileSourceSamples(t *testing.T) {
	dir := samples(t)
	for _, version := range []string{"v2", "v3"} {
		t.Run(version, func(t *testing.T) {
			folder := filepath.Join(dir, "fhir", version)
			src, err := practice.NewFileSource(folder, "")
			if err != nil {
				t.Fatal(err)
			}
			r := newRig(t, practice.Config{Source: src, Quirks: practice.AllQuirks}).signIn()
			if got := r.srv.Versions(); len(got) != 1 || got[0] != version {
				t.Fatalf("versions: got %v, want %s", got, version)
			}
			for _, it := range r.complete(r.export("/api/" + version + "/Group/all/$export")).Output {
				want, err := os.ReadFile(filepath.Join(folder, it.Type+".ndjson"))
				if err != nil {
					t.Fatal(err)
				}
				got := strings.Join(unzip(t, r.get(r.path(it), acceptGzip).body), "\n")
				if got != strings.TrimSuffix(string(want), "\n") {
					t.Errorf("%s: other bytes than the file", it.Type)
				}
			}
		})
	}
}
