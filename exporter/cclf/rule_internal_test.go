package cclf

import (
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// claimWith is the row of a claim with the given cells.
func claimWith(cells map[claims.Col]string) *row {
	values := make([]claims.Value, len(claims.TableOf(claims.Claims).Columns))
	for c, text := range cells {
		values[c] = claims.TextValue(text)
	}
	return newClaimRow(&exporter.WholeClaim{Claim: values}, nil)
}

func TestAdjustmentInTheWordsOfTheFeed(t *testing.T) {
	tests := map[string]struct{ version, claimType, sent, want string }{
		"original":              {claims.V3, claims.Carrier, "0", "0"},
		"void":                  {claims.V3, claims.Carrier, "1", "1"},
		"replacement":           {claims.V3, claims.Carrier, "2", "2"},
		"credit":                {claims.V3, claims.Carrier, "3", "1"},
		"debit":                 {claims.V3, claims.Carrier, "4", "2"},
		"others as sent":        {claims.V3, claims.Carrier, "9", "9"},
		"v3 says nothing":       {claims.V3, claims.PDE, "", ""},
		"v2 medicine":           {claims.V2, claims.PDE, "", "0"},
		"v2 medicine, adjusted": {claims.V2, claims.PDE, "A", "2"},
		"v2 medicine, deleted":  {claims.V2, claims.PDE, "D", "1"},
		"v2 says nothing":       {claims.V2, claims.Inpatient, "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := claimWith(map[claims.Col]string{claims.ColClaimsAPIVersion: tt.version, claims.ColClaimsClaimType: tt.claimType, claims.ColClaimsAdjustmentType: tt.sent})
			if got := adjustment.value(r).Text; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestClaimNumber(t *testing.T) {
	for version, want := range map[string]string{claims.V2: "inpatient-5", claims.V3: "5"} {
		r := claimWith(map[claims.Col]string{claims.ColClaimsAPIVersion: version, claims.ColClaimsFHIRID: "inpatient-5", claims.ColClaimsClaimID: "5"})
		if got := claimNumber.value(r).Text; got != want {
			t.Errorf("%s: got %q, want %q", version, got, want)
		}
	}
}

func TestCodes(t *testing.T) {
	tests := map[string]struct {
		cell cell
		row  *row
		want string
	}{
		"bill type":           {billPart(2, ""), claimWith(map[claims.Col]string{claims.ColClaimsBillType: "131"}), "1"},
		"short bill type":     {billPart(2, ""), claimWith(map[claims.Col]string{claims.ColClaimsBillType: "13"}), ""},
		"two digits":          {claim(claims.ColClaimsDisposition).twoDigits(), claimWith(map[claims.Col]string{claims.ColClaimsDisposition: "1"}), "01"},
		"text stays":          {claim(claims.ColClaimsDisposition).twoDigits(), claimWith(map[claims.Col]string{claims.ColClaimsDisposition: "X"}), "X"},
		"ICD-10":              {icdOf(claim(claims.ColClaimsDisposition)), claimWith(map[claims.Col]string{claims.ColClaimsDisposition: "10"}), "0"},
		"ICD-9":               {icdOf(claim(claims.ColClaimsDisposition)), claimWith(map[claims.Col]string{claims.ColClaimsDisposition: "9"}), "9"},
		"neither":             {icdOf(claim(claims.ColClaimsDisposition)), claimWith(map[claims.Col]string{claims.ColClaimsDisposition: "x"}), "U"},
		"no code, no version": {icdOf(claim(claims.ColClaimsDisposition)), claimWith(nil), ""},
		"one tax number":      {lineTax, claimWith(map[claims.Col]string{claims.ColClaimsProviderTaxID: "99"}), "99"},
		"several tax numbers": {lineTax, claimWith(map[claims.Col]string{claims.ColClaimsProviderTaxID: "98;99"}), ""},
		"undotted":            {claim(claims.ColClaimsDisposition).mapped("", undotted), claimWith(map[claims.Col]string{claims.ColClaimsDisposition: "e01.7 0"}), "E0170"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := tt.cell.value(tt.row).Text; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAdjustmentReason(t *testing.T) {
	tests := map[string]struct {
		systems, codes, group, reason string
	}{
		"v2, both in one":  {"https://bluebutton.cms.gov/resources/variables/rev_cntr_1st_ansi_cd", "CO120", "CO", "120"},
		"v3, two codes":    {"https://x12.org/codes/claim-adjustment-group-codes;https://x12.org/codes/claim-adjustment-reason-codes", "PR;B7", "PR", "B7"},
		"something else":   {"http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBPayerAdjudicationStatus", "other", "", ""},
		"too few codes":    {"https://x12.org/codes/claim-adjustment-group-codes;https://x12.org/codes/claim-adjustment-reason-codes", "PR", "PR", ""},
		"v2, a lone group": {"https://bluebutton.cms.gov/resources/variables/rev_cntr_1st_ansi_cd", "CO", "", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := claimWith(nil)
			r.whole.Children = map[claims.TableID][][]claims.Value{claims.LineAdjudications: {{{}, {}}, {claims.TextValue(tt.systems), claims.TextValue(tt.codes)}}}
			group, reason := r.adjustmentReason()
			if group != tt.group || reason != tt.reason {
				t.Errorf("got %q and %q, want %q and %q", group, reason, tt.group, tt.reason)
			}
		})
	}
}

func TestCover(t *testing.T) {
	period := func(part, from, status string) []claims.Value {
		row := make([]claims.Value, len(claims.TableOf(claims.Coverage).Columns))
		row[claims.ColCoveragePart], row[claims.ColCoveragePeriodStart] = claims.TextValue(part), claims.TextValue(from)
		row[claims.ColCoverageMedicareStatusCode], row[claims.ColCoverageDualStatusCode] = claims.TextValue(status), claims.TextValue(status)
		return row
	}
	var c cover
	for _, p := range [][]claims.Value{
		period("B", "2020-01-01", "20"), period("A", "2019-01-01", "10"), period("A", "2024-01-01", "11"), period("A", "2022-01-01", "31"),
		period("B", "2021-05-01", "21"), period("DUAL", "2023-01-01", "02"), period("DUAL", "2021-01-01", "08"), period("C", "2025-01-01", "99"),
	} {
		c.addPeriod(p)
	}
	c.addMonth(2025*12+3, "C", "02")
	c.addMonth(2025*12+2, "3", "08")
	c.addMonth(2025*12+4, "", "NA")
	got := []string{c.partA.from, c.partB.from, c.status, c.dual, c.buyInMonth.code, c.dualMonth.code}
	want := []string{"2024-01-01", "2021-05-01", "11", "02", "C", "02"}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("fact %d: got %q, want %q", i, got[i], want[i])
		}
	}
}
