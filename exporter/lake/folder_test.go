package lake_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter/lake"
)

// small is a data set of four claims in three partitions and one without type and date, and one person.
func small(t *testing.T) *memory {
	t.Helper()
	m := &memory{}
	m.add(t, claims.Beneficiaries, map[string]any{"api_version": "v3", "fhir_id": "-1", "mbi": "1S00A000001", "last_name": "O'Hara", "birth_date": "1944-02-29"})
	m.claim(t, "-10", "CARRIER", "2024-05-06", "10.50")
	m.claim(t, "-11", "INPATIENT", "2024-01-02", "20000")
	m.claim(t, "-12", "CARRIER", "2025-12-31", "-0.5")
	m.claim(t, "-13", "", "", "1.00")
	m.claim(t, "-14", "CARRIER", "2024-06-07", "3.25")
	return m
}

func options(run int) lake.Options {
	asOf := time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC)
	return lake.Options{
		Made: time.Date(2026, 8, 20+run, 12, 0, 0, 0, time.UTC), Version: "1.2", DataSet: "a0001", DataAsOf: &asOf, APIVersion: "v3",
		Content: []lake.Content{{Name: "Service dates", Text: "All"}},
	}
}

func write(t *testing.T, m *memory, dir string, run int) []string {
	t.Helper()
	files, err := lake.Write(t.Context(), m, dir, options(run))
	if err != nil {
		t.Fatalf("run %d: %v", run, err)
	}
	var parts []string
	for _, f := range files {
		if strings.HasSuffix(f.Name, ".parquet") {
			parts = append(parts, f.Name)
		}
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(f.Name))); err != nil {
			t.Errorf("a file that was told of is not there: %v", err)
		}
	}
	return parts
}

func manifest(t *testing.T, dir string) lake.Manifest {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, lake.ManifestName))
	if err != nil {
		t.Fatal(err)
	}
	var m lake.Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// onDisk lists the files below a folder, but for ddl and the readme.
func onDisk(t *testing.T, dir string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			below, relErr := filepath.Rel(dir, path)
			err = relErr
			if below = filepath.ToSlash(below); !strings.HasPrefix(below, "ddl/") && below != "README.md" && below != lake.ManifestName {
				files = append(files, below)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// listed are the parts of a manifest.
func listed(m lake.Manifest) []string {
	var files []string
	for _, table := range m.Tables {
		for _, p := range table.Partitions {
			for _, part := range p.Parts {
				files = append(files, p.Path+"/"+part.Name)
			}
		}
	}
	slices.Sort(files)
	return files
}

// column reads a column of a part as text; decimals as their last places.
func column(t *testing.T, dir, part, name string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(part)))
	if err != nil {
		t.Fatal(err)
	}
	file, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	leaf, ok := file.Schema().Lookup(name)
	if !ok {
		return nil
	}
	values := []string{}
	for _, group := range file.RowGroups() {
		rows := group.Rows()
		buffer := make([]parquet.Row, 64)
		for {
			n, err := rows.ReadRows(buffer)
			for _, row := range buffer[:n] {
				values = append(values, row[leaf.ColumnIndex].String())
			}
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := rows.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return values
}

const (
	carrier24 = "/claim_type=CARRIER/year=2024/"
	inpatient = "/claim_type=INPATIENT/year=2024/"
	carrier25 = "/claim_type=CARRIER/year=2025/"
	none      = "/claim_type=__HIVE_DEFAULT_PARTITION__/year=__HIVE_DEFAULT_PARTITION__/"
)
