package ui

import (
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
)

// lineService says what a claim line is for: the imported name of its code, else in our own words the group of services that it
// belongs to. The wording of procedure codes is licensed and not shipped (docs/reference/screens.md 5.5). Empty where no group fits.
func lineService(names codes.Names, l claims.ClaimLine) string {
	if l.Total {
		return lineTotal
	}
	if word := names.Of(codes.HCPCS, l.Procedure, ""); word != "" {
		return word
	}
	return codes.Label(codes.Revenue, l.Revenue)
}
