package cclf_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter/layouttest"
)

func exportAll() app.ExportRequest { return app.ExportRequest{} }

// samples is the folder of the public CMS samples and dictionaries.
func samples(tb testing.TB) string {
	tb.Helper()
	root := os.Getenv("CLAIMSDESK_SAMPLES")
	named := root != ""
	if !named {
		root = filepath.Join("..", "..", "..", "shared", "data")
	}
	if _, err := os.Stat(filepath.Join(root, "dictionary")); err != nil {
		if named {
			tb.Fatalf("CLAIMSDESK_SAMPLES names no folder with samples: %v", err)
		}
		tb.Skip("the sample resources are not there; name their folder in CLAIMSDESK_SAMPLES")
	}
	return root
}

// TestFieldsAreThoseOfCMS: each file has the fields of CMS's own list, all of them and in its order.
func TestFieldsAreThoseOfCMS(t *testing.T) {
	f, err := os.Open(filepath.Join(samples(t), "dictionary", "v3_cclf_mapping.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]string{}
	for _, line := range lines[1:] {
		name := line[2]
		if name == "HICN_MBI_XREF_IND…" {
			name = "HICN_MBI_XREF_IND"
		}
		want[line[0]] = append(want[line[0]], name)
	}
	delete(want, "CCLF0")
	got := map[string][]string{}
	for name, file := range exported(t, layouttest.Empty(t), exportAll()) {
		got[name] = file.Header
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("fields differ (-CMS +ours):\n%s", diff)
	}
}

// TestRowsOfSamples counts the rows of the public samples against our tables.
func TestRowsOfSamples(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			dir := filepath.Join(samples(t), "fhir", version)
			set := layouttest.Empty(t)
			layouttest.Import(t, set, dir)
			checkRows(t, exported(t, set, exportAll()), set)
		})
	}
}

func TestRowsOfMadeUpPeople(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		t.Run(version, func(t *testing.T) {
			set := layouttest.Made(t, version, 16, 5, 1)
			files := exported(t, set, exportAll())
			checkRows(t, files, set)
			checkNumbers(t, files)
		})
	}
}

// checkRows: each claim, line, code and person has its rows in the files of its part, and no others.
func checkRows(t *testing.T, files map[string]layouttest.Table, set *app.Set) {
	t.Helper()
	part := map[string]string{
		claims.Inpatient: "A", claims.Outpatient: "A", claims.SNF: "A", claims.HHA: "A", claims.Hospice: "A",
		claims.Carrier: "CCLF5", claims.DME: "CCLF6", claims.PDE: "CCLF7",
	}
	ours := layouttest.Own(t, set, claims.Claims)
	partOf := map[string]string{}
	want := map[string]int{"CCLF1": 0, "CCLF2": 0, "CCLF3": 0, "CCLF4": 0, "CCLF5": 0, "CCLF6": 0, "CCLF7": 0, "CCLFA": 0, "CCLFB": 0}
	for _, row := range ours.Rows {
		p := part[ours.Of(row, "claim_type")]
		partOf[ours.Of(row, "fhir_id")] = p
		if p == "A" {
			want["CCLF1"]++
			want["CCLFA"]++
		}
	}
	for id, file := range map[claims.TableID]string{claims.ClaimLines: "CCLF2", claims.Procedures: "CCLF3", claims.Diagnoses: "CCLF4"} {
		children := layouttest.Own(t, set, id)
		for _, row := range children.Rows {
			switch p := partOf[children.Of(row, "fhir_id")]; {
			case p == "A":
				want[file]++
			case id == claims.ClaimLines && p != "":
				want[p]++
			}
		}
	}
	want["CCLFB"] = want["CCLF5"] + want["CCLF6"]
	people := layouttest.Own(t, set, claims.Beneficiaries)
	numbers := map[string]bool{}
	for _, row := range people.Rows {
		if mbi := people.Of(row, "mbi"); mbi != "" {
			numbers[mbi] = true
		}
	}
	want["CCLF8"] = len(numbers)
	got := map[string]int{}
	for name, file := range files {
		if name != "CCLF9" {
			got[name] = len(file.Rows)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows differ (-tables +feed):\n%s", diff)
	}
}

// checkNumbers: a claim number is one claim's, and the files join by it.
func checkNumbers(t *testing.T, files map[string]layouttest.Table) {
	t.Helper()
	headers := map[string]bool{}
	for _, row := range files["CCLF1"].Rows {
		number := files["CCLF1"].Of(row, "CUR_CLM_UNIQ_ID")
		if headers[number] {
			t.Error("two claims share a number")
		}
		headers[number] = true
	}
	for _, name := range []string{"CCLF2", "CCLF3", "CCLF4", "CCLFA"} {
		for _, row := range files[name].Rows {
			if !headers[files[name].Of(row, "CUR_CLM_UNIQ_ID")] {
				t.Errorf("%s has a row of no claim of CCLF1", name)
				break
			}
		}
	}
	lines := map[string]bool{}
	for _, name := range []string{"CCLF5", "CCLF6"} {
		for _, row := range files[name].Rows {
			lines[files[name].Of(row, "CUR_CLM_UNIQ_ID")+"|"+files[name].Of(row, "CLM_LINE_NUM")] = true
		}
	}
	b := files["CCLFB"]
	for _, row := range b.Rows {
		if !lines[b.Of(row, "CUR_CLM_UNIQ_ID")+"|"+b.Of(row, "CLM_LINE_NUM")] {
			t.Error("CCLFB has a row of no line of CCLF5 or CCLF6")
			break
		}
	}
}

// TestFiltersNarrow: the request's filters reach every file of claims and leave the people.
func TestFiltersNarrow(t *testing.T) {
	set := layouttest.Made(t, claims.V2, 5, 5, 1)
	files := exported(t, set, app.ExportRequest{Types: []string{claims.Carrier}})
	for name, file := range files {
		switch name {
		case "CCLF5", "CCLFB", "CCLF8":
			if len(file.Rows) == 0 {
				t.Errorf("%s is empty", name)
			}
		case "CCLF9":
		default:
			if len(file.Rows) != 0 {
				t.Errorf("%s has %d rows of other claims", name, len(file.Rows))
			}
		}
	}
}
