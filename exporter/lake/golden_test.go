package lake_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/exporter/lake"
)

var update = flag.Bool("update", false, "write the golden files anew")

// withoutSizes leaves out of a manifest how long parts are and what they hash to, which changes with the packing library.
func withoutSizes(t *testing.T, m lake.Manifest) []byte {
	t.Helper()
	for _, table := range m.Tables {
		for _, p := range table.Partitions {
			for i := range p.Parts {
				if p.Parts[i].Bytes == 0 || len(p.Parts[i].SHA256) != 64 {
					t.Errorf("%s/%s: %d bytes, SHA-256 %q", p.Path, p.Parts[i].Name, p.Parts[i].Bytes, p.Parts[i].SHA256)
				}
				p.Parts[i].Bytes, p.Parts[i].SHA256 = 0, ""
			}
		}
	}
	data, err := json.MarshalIndent(m, "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	return append(data, '\n')
}

// The statements, the readme and the manifest are as in testdata; -update writes them anew.
func TestGolden(t *testing.T) {
	dir := t.TempDir()
	write(t, small(t), dir, 1)
	for _, name := range []string{"ddl/duckdb.sql", "ddl/spark.sql", "ddl/snowflake.sql", "README.md", lake.ManifestName} {
		t.Run(name, func(t *testing.T) {
			got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
			if err != nil {
				t.Fatal(err)
			}
			if name == lake.ManifestName {
				got = withoutSizes(t, manifest(t, dir))
			}
			golden := filepath.Join("testdata", filepath.Base(name))
			if *update {
				if err := os.WriteFile(golden, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("differs (-want +got):\n%s", diff)
			}
		})
	}
}
