package codes_test

import (
	"os"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/codes"
)

func setNamed(t *testing.T, name string) codes.Set {
	t.Helper()
	sets := map[string]codes.Set{
		"discharge": codes.Discharge, "place": codes.Place, "specialty": codes.Specialty, "revenue": codes.Revenue, "admit_type": codes.AdmitType, "dual": codes.Dual,
		"entitlement": codes.Entitlement, "bill": codes.BillType, "adjustment": codes.Adjustment, "admit_source": codes.AdmitSource,
	}
	set, ok := sets[name]
	if !ok {
		t.Fatalf("no set %q", name)
	}
	return set
}

// Every code that CMS can send and that is not reserved has a label of ours: short, and never CMS's wording in capitals.
func TestEveryCodeHasALabel(t *testing.T) {
	listed, err := os.ReadFile("testdata/codes.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(listed)) {
		fields := strings.Fields(line)
		set := setNamed(t, fields[0])
		for _, code := range fields[1:] {
			const longest = 48
			label := codes.Label(set, code)
			if label == "" || len(label) > longest || label == strings.ToUpper(label) && label != "EKG" && label != "MRI" {
				t.Errorf("%s %s: label %q", fields[0], code, label)
			}
		}
	}
}

func TestLabel(t *testing.T) {
	tests := []struct {
		set  codes.Set
		code string
		want string
	}{
		{codes.Discharge, "06", "Home with home health"},
		{codes.Discharge, "33", ""},
		{codes.BillType, "111", "Hospital, inpatient: whole stay or visit"},
		{codes.BillType, "0131", "Hospital, outpatient: whole stay or visit"},
		{codes.BillType, "81", "Hospice"},
		{codes.BillType, "11?", "Hospital, inpatient"},
		{codes.BillType, "9", ""},
		{codes.Revenue, "0450", "Emergency room"},
		{codes.Revenue, "450", ""},
		{codes.Service, "99214", "Office visit"},
		{codes.Service, "G0439", "Wellness visit"},
		{codes.Service, "J1885", "Medicine given by staff"},
		{codes.Service, "1234F", ""},
		{codes.Specialty, "c3", "Interventional cardiology"},
		{codes.Set(99), "1", ""},
	}
	for _, tt := range tests {
		if got := codes.Label(tt.set, tt.code); got != tt.want {
			t.Errorf("set %d, code %q: got %q, want %q", tt.set, tt.code, got, tt.want)
		}
	}
}

func TestOrderOfNaming(t *testing.T) {
	names := codes.Names{codes.KeyOf(codes.HCPCS, "J1885"): "Injection, ketorolac", codes.KeyOf(codes.ICD10CM, "I50.9"): "Heart failure, unspecified"}
	tests := map[string]struct {
		names   codes.Names
		system  codes.System
		code    string
		carried string
		want    string
	}{
		"carried words go first": {names, codes.ICD10CM, "I509", "Heart failure", "Heart failure"},
		"then imported":          {names, codes.ICD10CM, "I509", " ", "Heart failure, unspecified"},
		"imported before group":  {names, codes.HCPCS, "J1885", "", "Injection, ketorolac"},
		"then built in":          {nil, codes.HCPCS, "J1885", "", "Medicine given by staff"},
		"then nothing":           {nil, codes.MSDRG, "291", "", ""},
		"no code":                {codes.Names{{codes.NDC, ""}: "wrong"}, codes.NDC, "", "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := tt.names.Of(tt.system, tt.code, tt.carried); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNormal(t *testing.T) {
	tests := []struct {
		system     codes.System
		code, want string
	}{
		{codes.NDC, "00093-0150-01", "000930150"}, {codes.NDC, "00093015001", "000930150"}, {codes.NDC, "0093-150", ""}, {codes.NDC, "0009301500A", ""},
		{codes.MSDRG, "1", "001"}, {codes.MSDRG, "291", "291"}, {codes.MSDRG, "2911", ""}, {codes.MSDRG, "", ""},
		{codes.ICD10CM, "i50.9", "I509"}, {codes.HCPCS, " j1885", "J1885"}, {"other", "1", ""},
	}
	for _, tt := range tests {
		if got := codes.Normal(tt.system, tt.code); got != tt.want {
			t.Errorf("%s %q: got %q, want %q", tt.system, tt.code, got, tt.want)
		}
	}
}

// Columns that hold codes are known by their names in the catalogue.
func TestSetOfColumn(t *testing.T) {
	if set, ok := codes.SetOfColumn("discharge_status"); !ok || set != codes.Discharge {
		t.Errorf("discharge_status: set %d, %t", set, ok)
	}
	if _, ok := codes.SetOfColumn("payment_amount"); ok {
		t.Error("an amount is no code")
	}
}
