package inferno_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/exporter/inferno"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// held is resources in memory. It implements inferno.Source; every row came in at readAt.
type held map[claims.TableID][][]byte

const readAt = "2026-07-01T12:15:00Z"

// newYork is four hours behind readAt.
var newYork = time.FixedZone("EDT", -4*60*60)

func (h held) Open(_ context.Context, id claims.TableID, columns []claims.Col) (exporter.ClosableSource, error) {
	return &heldRows{left: len(h[id]), columns: columns}, nil
}

func (h held) Resources(_ context.Context, id claims.TableID) (inferno.Resources, error) {
	return &heldResources{lines: h[id]}, nil
}

type heldRows struct {
	left    int
	columns []claims.Col
}

func (r *heldRows) Columns() []claims.Column { return nil }
func (r *heldRows) Next() bool               { r.left--; return r.left >= 0 }
func (r *heldRows) Values() []claims.Value   { return []claims.Value{claims.TextValue(readAt)} }
func (r *heldRows) Err() error               { return nil }
func (r *heldRows) Close() error             { return nil }

type heldResources struct {
	lines [][]byte
	now   []byte
	err   error
}

func (r *heldResources) Next() bool {
	if len(r.lines) == 0 {
		return false
	}
	r.now, r.lines = r.lines[0], r.lines[1:]
	return true
}
func (r *heldResources) Bytes() []byte { return r.now }
func (r *heldResources) Err() error    { return r.err }
func (r *heldResources) Close() error  { return nil }

func readResources(tb testing.TB) held {
	tb.Helper()
	h := held{}
	for table, name := range map[claims.TableID]string{claims.Beneficiaries: "Patient", claims.Coverage: "Coverage", claims.Claims: "ExplanationOfBenefit"} {
		text, err := os.ReadFile(filepath.Join("testdata", "resources", name+".ndjson"))
		if err != nil {
			tb.Fatal(err)
		}
		h[table] = bytes.Split(bytes.TrimSpace(text), []byte("\n"))
	}
	return h
}

func options() inferno.Options {
	return inferno.Options{AsOf: time.Date(2026, 7, 1, 4, 0, 0, 0, time.UTC), Zone: newYork}
}

// The golden files were made by a Python program of its own with Python's json and csv, after FHIR_inferno's rules.
func TestGolden(t *testing.T) {
	dir := t.TempDir()
	if *update {
		dir = filepath.Join("testdata", "golden")
	}
	written, err := inferno.Write(t.Context(), readResources(t), dir, options())
	if err != nil {
		t.Fatal(err)
	}
	golden, err := os.ReadDir(filepath.Join("testdata", "golden"))
	if err != nil {
		t.Fatal(err)
	}
	if len(written) != 13 || len(golden) != 13 {
		t.Fatalf("wrote %d files, %d are expected, want 13", len(written), len(golden))
	}
	for _, file := range written {
		want, err := os.ReadFile(filepath.Join("testdata", "golden", file.Name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(dir, file.Name))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s differs (-want +got):\n%s", file.Name, diff)
		}
	}
}

func TestWriteLeavesOtherFilesAlone(t *testing.T) {
	dir := t.TempDir()
	names := []string{"coverage.csv_coverage_202606.csv", "explanation.csv_explanationofbenefit.csv"}
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("old"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := inferno.Write(t.Context(), readResources(t), dir, options()); err != nil {
		t.Fatal(err)
	}
	for i, wantOld := range []bool{true, false} {
		got, err := os.ReadFile(filepath.Join(dir, names[i]))
		if err != nil {
			t.Fatal(err)
		}
		if (string(got) == "old") != wantOld {
			t.Errorf("%s: kept is %v, want %v", names[i], !wantOld, wantOld)
		}
	}
}

// A run that ends early changes nothing, whatever it had written.
func TestWriteWholeOrNot(t *testing.T) {
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	broken := readResources(t)
	broken[claims.Claims] = append(broken[claims.Claims], []byte(`{"resourceType":"ExplanationOfBenefit",`))
	tests := map[string]struct {
		ctx  context.Context
		src  held
		want error
	}{
		"cancelled":        {cancelled, readResources(t), context.Canceled},
		"damaged resource": {t.Context(), broken, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			_, err := inferno.Write(tt.ctx, tt.src, dir, options())
			if err == nil || (tt.want != nil && !errors.Is(err, tt.want)) {
				t.Errorf("got error %v, want %v", err, tt.want)
			}
			left, err := os.ReadDir(dir)
			if err != nil {
				t.Fatal(err)
			}
			if len(left) != 0 {
				t.Errorf("got %d files left behind, want none", len(left))
			}
		})
	}
}

// Early claims come as Claim and ClaimResponse: FHIR_inferno has no files for them.
func TestOtherResourcesHaveNoPlace(t *testing.T) {
	src := held{claims.Claims: {[]byte(`{"resourceType":"Claim","id":"f-1"}`), []byte(`{"resourceType":"ExplanationOfBenefit","id":"carrier-1"}`)}}
	written, err := inferno.Write(t.Context(), src, t.TempDir(), options())
	if err != nil {
		t.Fatal(err)
	}
	var got int64
	for _, file := range written {
		got += file.Rows
	}
	if got != 1 {
		t.Errorf("got %d rows, want the one of the explanation", got)
	}
}
