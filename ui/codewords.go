package ui

import (
	"fmt"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
)

// dxText is a diagnosis as code and words: those of the claim, else the imported ones.
func dxText(names codes.Names, code, carried string) string {
	return diagnosisText(code, names.Of(codes.ICD10CM, code, carried))
}

// medicineText names a medicine: by its imported name, else by its number (docs/reference/screens.md 5.4).
func medicineText(names codes.Names, ndc string) string {
	if name := names.Of(codes.NDC, ndc, ""); name != "" {
		return name
	}
	return fmt.Sprintf(namedNDC, ndcText(ndc))
}

// partyText names a provider: by name, else by number; a facility of which only the CCN is known by that.
func partyText(who claims.Party, ccn string) string {
	switch {
	case who.Name != "":
		return orgText(who.Name)
	case who.NPI != "":
		return fmt.Sprintf(namedNPI, who.NPI)
	case ccn != "":
		return fmt.Sprintf(namedCCN, ccn)
	default:
		return placeUnknown
	}
}

// keysOfClaim are the codes of a claim that imported files may name.
func keysOfClaim(d *claims.ClaimDetail) []codes.Key {
	keys := []codes.Key{codes.KeyOf(codes.ICD10CM, d.PrincipalDx)}
	for _, dx := range d.Diagnoses {
		if dx.Display == "" {
			keys = append(keys, codes.KeyOf(codes.ICD10CM, dx.Code))
		}
	}
	for _, l := range d.Lines {
		keys = append(keys, codes.KeyOf(codes.HCPCS, l.Procedure), codes.KeyOf(codes.NDC, l.DrugCode))
	}
	for _, f := range d.Fields {
		if f.Column.Name == "drg_code" {
			keys = append(keys, codes.KeyOf(codes.MSDRG, f.Text))
		}
	}
	return keys
}
