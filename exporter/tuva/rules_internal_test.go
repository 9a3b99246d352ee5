package tuva

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// made is a record with values in some columns.
func made(f *fields, values map[claims.Col]claims.Value) record {
	r := record{f, make([]claims.Value, len(f.columns))}
	for c, v := range values {
		r.values[f.place[c]] = v
	}
	return r
}

func dollars(tb testing.TB, text string) claims.Value {
	tb.Helper()
	if text == "" {
		return claims.Value{}
	}
	v, err := claims.MoneyValue(text)
	if err != nil {
		tb.Fatal(err)
	}
	return v
}

// lineOf is a line with a charge, what was paid, a deductible and a revenue code.
func lineOf(tb testing.TB, charge, paid, deductible string, isTotal bool) record {
	tb.Helper()
	return made(lineFields, map[claims.Col]claims.Value{
		claims.ColClaimLinesSubmittedAmount: dollars(tb, charge), claims.ColClaimLinesPaidAmount: dollars(tb, paid),
		claims.ColClaimLinesDeductibleAmount: dollars(tb, deductible), claims.ColClaimLinesIsTotalLine: claims.BoolValue(isTotal),
	})
}

func TestAmountsOf(t *testing.T) {
	line := func(charge, paid, deductible string) record { return lineOf(t, charge, paid, deductible, false) }
	totalLine := func(charge, paid string) record { return lineOf(t, charge, paid, "", true) }
	tests := map[string]struct {
		claimType, payment string
		lines              []record
		want               [][4]string // paid, allowed, charge, deductible
	}{
		"lines that add up": {claims.Outpatient, "30.00", []record{line("50.00", "10.00", "1.00"), line("60.00", "20.00", "")},
			[][4]string{{"10.00", "11.00", "50.00", "1.00"}, {"20.00", "20.00", "60.00", ""}}},
		"the total line repeats and does not count": {claims.Outpatient, "30.00", []record{line("50.00", "30.00", ""), totalLine("50.00", "30.00")},
			[][4]string{{"30.00", "30.00", "50.00", ""}, {"", "", "", ""}}},
		"lines that do not add up": {claims.Outpatient, "31.00", []record{line("50.00", "10.00", "1.00"), line("60.00", "20.00", "")},
			[][4]string{{"31.00", "138.00", "50.00", "1.00"}, {"0.00", "", "60.00", ""}}},
		"lines that were not paid": {claims.Hospice, "31.00", []record{line("50.00", "", ""), line("60.00", "", "")},
			[][4]string{{"31.00", "138.00", "50.00", ""}, {"0.00", "", "60.00", ""}}},
		"a stay pays and owes at the header": {claims.Inpatient, "900.00", []record{line("50.00", "0.00", "1.00"), line("60.00", "0.00", "2.00"), totalLine("110.00", "")},
			[][4]string{{"900.00", "1007.00", "50.00", "100.00"}, {"0.00", "", "60.00", ""}, {"0.00", "", "", ""}}},
		"a stay that was not paid": {claims.SNF, "0.00", []record{line("50.00", "0.00", "")},
			[][4]string{{"0.00", "107.00", "50.00", "100.00"}}},
		"only a total line": {claims.Outpatient, "40.00", []record{totalLine("80.00", "40.00")},
			[][4]string{{"40.00", "147.00", "80.00", ""}}},
		"a credit": {claims.Outpatient, "-30.00", []record{line("-50.00", "-10.00", ""), line("-60.00", "-20.00", "")},
			[][4]string{{"-10.00", "-10.00", "-50.00", ""}, {"-20.00", "-20.00", "-60.00", ""}}},
		"no payment at all": {claims.HHA, "", []record{line("50.00", "5.00", "")},
			[][4]string{{"", "", "50.00", ""}}},
		"no lines": {claims.HHA, "70.00", nil,
			[][4]string{{"70.00", "177.00", "500.00", "100.00"}}},
		"professional lines stay as they are": {claims.Carrier, "99.00", []record{line("50.00", "10.00", "1.00"), line("60.00", "", "")},
			[][4]string{{"10.00", "", "50.00", "1.00"}, {"", "", "60.00", ""}}},
		"professional without lines": {claims.DME, "70.00", nil,
			[][4]string{{"70.00", "80.00", "500.00", "100.00"}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			claim := made(claimFields, map[claims.Col]claims.Value{
				claims.ColClaimsClaimType: claims.TextValue(tt.claimType), claims.ColClaimsPaymentAmount: dollars(t, tt.payment),
				claims.ColClaimsSubmittedAmount: dollars(t, "500.00"), claims.ColClaimsAllowedAmount: dollars(t, "80.00"),
				claims.ColClaimsDeductibleAmount: dollars(t, "100.00"), claims.ColClaimsCoinsuranceAmount: dollars(t, "7.00"),
			})
			var got [][4]string
			for _, a := range amountsOf(&header{claim: claim, kind: kindOf(tt.claimType)}, tt.lines) {
				m := claims.Money
				got = append(got, [4]string{a.paid.Format(m), a.allowed.Format(m), a.charge.Format(m), a.deductible.Format(m)})
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("paid, allowed, charge and deductible differ (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDiagnosesInOrder(t *testing.T) {
	dx := func(sequence int64, code, kind string) []claims.Value {
		return made(diagnosisFields, map[claims.Col]claims.Value{
			claims.ColDiagnosesSequence: claims.IntValue(sequence), claims.ColDiagnosesCodeNorm: claims.TextValue(code), claims.ColDiagnosesDxType: claims.TextValue(kind),
		}).values
	}
	tests := map[string]struct {
		rows [][]claims.Value
		want []string
	}{
		"admitting comes first in v2":       {[][]claims.Value{dx(1, "ADM", "admitting"), dx(3, "B", "secondary"), dx(2, "A", "principal")}, []string{"A", "B"}},
		"principal by its lowest sequence":  {[][]claims.Value{dx(1, "C", "other"), dx(4, "B", "principal"), dx(2, "A", "principal")}, []string{"A", "C", "B"}},
		"none is principal":                 {[][]claims.Value{dx(2, "B", ""), dx(1, "A", "")}, []string{"A", "B"}},
		"external causes are left out":      {[][]claims.Value{dx(1, "A", "principal"), dx(2, "W19", "externalcauseofinjury"), dx(3, "B", "patientreasonforvisit")}, []string{"A", "B"}},
		"admitting and principal at a time": {[][]claims.Value{dx(2, "B", "secondary"), dx(1, "A", "admitting;principal")}, []string{"A", "B"}},
		"a row without a code":              {[][]claims.Value{dx(1, "", "principal"), dx(2, "B", "secondary")}, []string{"B"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			whole := &exporter.WholeClaim{Children: map[claims.TableID][][]claims.Value{claims.Diagnoses: tt.rows}}
			var got []string
			for _, d := range diagnosesInOrder(whole, nil) {
				got = append(got, d.code.Text)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestWholeQuantity(t *testing.T) {
	for text, want := range map[string]string{
		"30": "30", "30.0": "30", "2.5": "3", "2.4999": "2", "0.5": "1", "-2.5": "-2", "-2.51": "-3", "-0.4": "0", "": "", "99999999999999999999": "",
	} {
		v := claims.Value{Set: text != "", Text: text}
		if got := wholeQuantity(v).Format(claims.Int); got != want {
			t.Errorf("wholeQuantity(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestPostalState(t *testing.T) {
	for state, want := range map[string]string{"OH": "OH", "22": "MA", "5": "CA", "05": "CA", "99": "", "": "", "Ohio": "Ohio"} {
		if got := postalState(claims.TextValue(state)).Text; got != want {
			t.Errorf("postalState(%q) = %q, want %q", state, got, want)
		}
	}
}

func TestRace(t *testing.T) {
	tests := []struct{ version, code, words, want, ethnicity string }{
		{claims.V2, "1", "White", "white", ""},
		{claims.V2, "5", "Hispanic", "other race", ""},
		{claims.V3, "5", "Hispanic or Latino", "unknown", "Hispanic or Latino"},
		{claims.V3, "4", "Asian", "asian", ""},
		{claims.V3, "4", "Native Hawaiian or Other Pacific Islander", "native hawaiian or other pacific islander", ""},
		{claims.V2, "4", "Asian/Pacific Islander", "asian", ""},
		{claims.V3, "0", "Asked but unknown", "asked but unknown", ""},
		{claims.V3, "1;2", "Mixed", "other race", ""},
		{claims.V3, "6", "American Indian or Alaska Native", "american indian or alaska native", ""},
		{claims.V2, "", "", "unknown", ""},
	}
	for _, tt := range tests {
		patient := made(personFields, map[claims.Col]claims.Value{
			claims.ColBeneficiariesAPIVersion: claims.TextValue(tt.version), claims.ColBeneficiariesRaceCode: claims.TextValue(tt.code), claims.ColBeneficiariesRace: claims.TextValue(tt.words),
		})
		if got, gotEthnicity := race(patient), ethnicity(patient).Text; got != tt.want || gotEthnicity != tt.ethnicity {
			t.Errorf("race %s %q in %s: got %q, %q, want %q, %q", tt.code, tt.words, tt.version, got, gotEthnicity, tt.want, tt.ethnicity)
		}
	}
}
