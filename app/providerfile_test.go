package app_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/measure"
)

func TestReadProviderFile(t *testing.T) {
	path := peopleFile(t, "ours.csv", "Provider name,NPI,TIN,Specialty,Role,CCN\nPatel,1003000126,12-3456789,08,PCP,\n"+
		"Miami Valley,,,,,360051\nNobody,123,,,,\n\nLost zeros,,1234567,,,\nBad,99,x,,,not a ccn\nShort,,,,,51\n")
	file, err := app.ReadProviderFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := []measure.Provider{
		{NPI: "1003000126", TaxID: "123456789", Name: "Patel", Specialty: "08", Role: "PCP"}, {CCN: "360051", Name: "Miami Valley"},
		{TaxID: "001234567", Name: "Lost zeros"}, {CCN: "000051", Name: "Short"},
	}
	if diff := cmp.Diff(want, file.Providers); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if file.Skipped != 2 || len(file.Found) != 6 {
		t.Errorf("%d skipped, found %v", file.Skipped, file.Found)
	}
	for name, text := range map[string]string{"no headings": "a,b\n1,2\n", "no numbers": "NPI,Name\nx,y\n", "empty": ""} {
		if _, err := app.ReadProviderFile(peopleFile(t, "bad.csv", text)); err == nil {
			t.Errorf("%s: read", name)
		}
	}
}

func FuzzReadProviderFile(f *testing.F) {
	f.Add("NPI,TIN\n1003000126,123456789\n")
	f.Add("ccn;name\n360051;\"a\nb\"\n")
	f.Fuzz(func(t *testing.T, text string) {
		file, err := app.ReadProviderFile(peopleFile(t, "list.csv", text))
		if err != nil {
			return
		}
		for _, p := range file.Providers {
			if (p.NPI != "" && len(p.NPI) != 10) || (p.TaxID != "" && len(p.TaxID) != 9) || (p.CCN != "" && len(p.CCN) != 6) || p.NPI+p.TaxID+p.CCN == "" {
				t.Errorf("a row that identifies nobody")
			}
			if strings.Trim(p.NPI+p.TaxID, "0123456789") != "" {
				t.Errorf("a number that is none")
			}
		}
	})
}
