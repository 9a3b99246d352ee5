package app_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter/layouttest"
)

// infernoPayment is the column payment_amount_value of explanation.
const infernoPayment = 57

func exportLayout(tb testing.TB, set *app.Set, layout app.Layout, dir string) map[string]int64 {
	tb.Helper()
	result, err := set.Export(tb.Context(), app.ExportRequest{Layout: layout, Out: dir}, nil)
	if err != nil {
		tb.Fatalf("export %s: %v", layout, err)
	}
	rows := map[string]int64{}
	for _, file := range result.Sheets {
		rows[file.Name] = file.Rows
	}
	return rows
}

// TestInfernoOfSamples holds the files against the figures of the data set.
func TestInfernoOfSamples(t *testing.T) {
	set := localSet(t)
	from := samples(t, claims.V2) // without Claim and ClaimResponse, which have no file there
	importAll(t, set, filepath.Join(from, "Patient.ndjson"), filepath.Join(from, "Coverage.ndjson"), filepath.Join(from, "ExplanationOfBenefit.ndjson"))
	dir := filepath.Join(t.TempDir(), "inferno")
	rows := exportLayout(t, set, app.LayoutInferno, dir)
	current := statusOf(t, set).Current
	var count int
	for _, n := range current.Claims {
		count += n
	}
	const explanation = "explanation.csv_explanationofbenefit.csv"
	got := map[string]int64{"files": int64(len(rows))}
	for name, file := range map[string]string{
		"claims": explanation, "diagnoses": "explanation_diagnosis.csv_explanationofbenefit.csv", "care team": "explanation_careTeam.csv_explanationofbenefit.csv",
		"supporting info": "explanation_supportingInfo.csv_explanationofbenefit.csv", "procedures": "explanation_procedure.csv_explanationofbenefit.csv",
		"people": "patient.csv_patient.csv",
	} {
		got[name] = rows[file]
	}
	want := map[string]int64{
		"files": 13, "claims": int64(count), "diagnoses": int64(current.Diagnoses), "care team": int64(current.CareTeam),
		"supporting info": int64(current.SupportingInfo), "procedures": int64(current.Procedures), "people": int64(current.People),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows differ (-figures +files):\n%s", diff)
	}
	if got := sumOfColumn(t, filepath.Join(dir, explanation), infernoPayment); got != current.PaymentCents {
		t.Errorf("got %s paid, want %s", claims.FormatCents(got), claims.FormatCents(current.PaymentCents))
	}
}

func sumOfColumn(tb testing.TB, path string, column int) (cents int64) {
	tb.Helper()
	for _, line := range layouttest.Lines(tb, path) {
		if line[column] == "" {
			continue
		}
		n, err := claims.ParseCents(line[column])
		if err != nil {
			tb.Fatalf("an amount of %s cannot be read", filepath.Base(path))
		}
		cents += n
	}
	return cents
}

func TestInfernoTwiceIsTheSame(t *testing.T) {
	set := localSet(t)
	importAll(t, set, samples(t, claims.V2))
	first, second := t.TempDir(), t.TempDir()
	rows := exportLayout(t, set, app.LayoutInferno, first)
	exportLayout(t, set, app.LayoutInferno, second)
	for name := range rows {
		want, err := os.ReadFile(filepath.Join(first, name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(second, name))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s differs the second time", name)
		}
	}
}

func TestInfernoRefusesV3(t *testing.T) {
	set := localSet(t)
	importAll(t, set, samples(t, claims.V3))
	dir := filepath.Join(t.TempDir(), "inferno")
	_, err := set.Export(t.Context(), app.ExportRequest{Layout: app.LayoutInferno, Out: dir}, nil)
	if p := app.ProblemOf(err); !errors.Is(err, app.ErrInfernoVersion) || p.Exit != app.ExitUsage || strings.Contains(p.Title+p.Screen, "--") || p.Screen == "" {
		t.Errorf("got %v and the words %+v, want ErrInfernoVersion and no flag on the screen", err, p)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the folder was made although nothing was written: %v", err)
	}
}
