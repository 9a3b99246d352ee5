package fhir

import (
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

const unitCodes = "http://unitsofmeasure.org"

// drug sets the drug of a line. It stands in one of three places (flattening.md 2.4): the product itself (pharmacy
// claims), an extension of the product (v2), the details of the line (v3, and the ingredients of a compound, whose codes
// are joined; quantity and unit are those of the first ingredient).
func (f *flattener) drug(row claims.Row, it *item) {
	if code := ndcOf(&it.ProductOrService); code != "" {
		set(row, claims.ColClaimLinesNDCCode, plainNDC(code))
		return
	}
	if code := extensionText(it.ProductOrService.Extension, ndcSystem); code != "" {
		set(row, claims.ColClaimLinesNDCCode, plainNDC(code))
		if isInstitutional(f.claimType) {
			set(row, claims.ColClaimLinesNDCQuantity, string(it.Quantity.Value))
			set(row, claims.ColClaimLinesNDCUnit, unitAmongModifiers(it.Modifier))
		}
		return
	}
	var codes []string
	for _, d := range inSequence(it.Detail) {
		code := ndcOf(&d.ProductOrService)
		if code == "" {
			continue
		}
		if len(codes) == 0 {
			set(row, claims.ColClaimLinesNDCQuantity, string(d.Quantity.Value))
			set(row, claims.ColClaimLinesNDCUnit, firstText(d.Quantity.Unit, d.Quantity.Code))
		}
		codes = append(codes, plainNDC(code))
	}
	set(row, claims.ColClaimLinesNDCCode, joined(codes))
}

// inSequence returns the details by their sequence, whatever the order in which they were sent.
func inSequence(details []itemDetail) []itemDetail {
	bySequence := func(a, b itemDetail) int {
		switch {
		case before(a.Sequence, b.Sequence):
			return -1
		case before(b.Sequence, a.Sequence):
			return 1
		}
		return 0
	}
	if slices.IsSortedFunc(details, bySequence) { // the usual case
		return details
	}
	ordered := slices.Clone(details)
	slices.SortStableFunc(ordered, bySequence)
	return ordered
}

func readNDC(c *codeableConcept) string { return firstCode(*c, selector{system: ndcSystem}) }

// plainNDC is the drug code without the hyphens that some senders keep: labeler, product and package padded to 5, 4 and 2
// digits (https://www.fda.gov/drugs/drug-approvals-and-databases/national-drug-code-directory: ten digits, one segment
// short). Without hyphens nothing tells which segment is short, so such a code stays as sent.
func plainNDC(code string) string {
	if strings.IndexByte(code, '-') < 0 {
		return code
	}
	parts := strings.Split(code, "-")
	if len(parts) != 3 {
		return strings.ReplaceAll(code, "-", "")
	}
	return padded(parts[0], 5) + padded(parts[1], 4) + padded(parts[2], 2)
}

// unitAmongModifiers is the unit of the drug, which v2 files as a modifier of the procedure code.
func unitAmongModifiers(concepts []codeableConcept) string {
	for i := range concepts {
		if unit := firstCode(concepts[i], selector{system: unitCodes}); unit != "" {
			return unit
		}
	}
	return ""
}

func firstText(texts ...string) string {
	for _, text := range texts {
		if text = trimmed(text); text != "" {
			return text
		}
	}
	return ""
}
