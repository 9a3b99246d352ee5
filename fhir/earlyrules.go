package fhir

import (
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

const hcpcsReleases = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"

// earlyClaimRules says where a v2 Claim carries the columns of claims (docs/reference/flattening.md section 3).
var earlyClaimRules = []rule{
	{column: claims.ColClaimsDRGCode, from: si2("clm_drg_cd"), tidy: threeDigits},
	{column: claims.ColClaimsAdmitType, from: si2("clm_ip_admsn_type_cd")},
	{column: claims.ColClaimsAdmitType, from: sic("admtype")},
}

// earlyLineRules says where a v2 Claim carries the columns of claim_lines. It has no amounts on its lines.
var earlyLineRules = []rule{
	{column: claims.ColClaimLinesRevenueCode, from: where{place: atLineRevenue, entry: selector{system: variables + "fiss/rev-cd"}}, tidy: fourDigits},
	{column: claims.ColClaimLinesHCPCSCode, from: where{place: atLineProduct, entry: selector{system: hcpcsReleases}}},
	{column: claims.ColClaimLinesHCPCSCode, from: where{place: atLineProduct, entry: selector{system: v2Codes + "hcpcs"}}},
	{column: claims.ColClaimLinesHCPCSCode, from: where{place: atLineProduct, entry: selector{system: variables + "hcpcs_cd"}}},
}

// responseColumns are the columns of claims that a ClaimResponse decides.
func responseColumns() []claims.Col {
	return []claims.Col{
		claims.ColClaimsAdjudication, claims.ColClaimsReceivedDate, claims.ColClaimsProcessDate, claims.ColClaimsLastUpdated,
	}
}

// claimColumns are the columns of claims that a Claim decides: all but the key, those of the ClaimResponse, and those
// that the database works out.
func claimColumns() []claims.Col {
	others := append(responseColumns(),
		claims.ColClaimsAPIVersion, claims.ColClaimsFHIRID, claims.ColClaimsIsCurrent, claims.ColClaimsSupersededBy)
	var cols []claims.Col
	for i, column := range claims.TableOf(claims.Claims).Columns {
		if col := claims.Col(i); !column.Upkeep && !slices.Contains(others, col) {
			cols = append(cols, col)
		}
	}
	return cols
}
