package exporter

import (
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// sparseZIP3 are the beginnings of ZIP codes under which 20,000 people or fewer live, and which Safe Harbor changes to 000:
// those of either census below, so that no list that a reviewer holds names one more.
//
//   - Census 2000, the 17 that HHS names: Guidance Regarding Methods for De-identification of Protected Health Information,
//     November 26, 2012, "When can ZIP codes be included in de-identified information?": 036 059 063 102 203 556 692 790 821
//     823 830 831 878 879 884 890 893.
//   - Census 2020, the 18 that HRSA names for UDS+ reports (UDS+ office hours, 2024): 036 059 102 202 203 204 205 369 556
//     692 753 772 821 823 878 879 884 893.
//
// The rule asks for the current data of the Census Bureau: look again after the census of 2030.
var sparseZIP3 = []string{
	"036", "059", "063", "102", "202", "203", "204", "205", "369", "556", "692", "753", "772", "790", "821", "823", "830", "831", "878", "879", "884", "890", "893",
}

// elsewhere is what a ZIP code of a sparse area is changed to.
const elsewhere = "000"

// zip3 cuts a ZIP code to its first three digits (45 CFR 164.514(b)(2)(i)(B)). Text that is no ZIP code becomes 000 too: what
// it would tell is not known. So do post offices of the forces, whose beginnings belong to no area of the census.
func zip3(v claims.Value) claims.Value {
	if !v.Set {
		return v
	}
	const digits = 3
	if !isZIP(v.Text) {
		return claims.TextValue(elsewhere)
	}
	start := v.Text[:digits]
	if slices.Contains(sparseZIP3, start) || ofForces(start) {
		start = elsewhere
	}
	return claims.TextValue(start)
}

// ofForces tells the post offices of the forces abroad and at sea (AE, AA and AP).
func ofForces(start string) bool {
	return start[:2] == "09" || start == "340" || (start >= "962" && start <= "966")
}

// isZIP tells five digits, with or without four more.
func isZIP(text string) bool {
	const short, long = 5, 9
	count := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			count++
		case c == '-' && count == short:
		default:
			return false
		}
	}
	return count == short || count == long
}
