package fhir

import (
	"strconv"

	"github.com/claimsdesk/claimsdesk/claims"
)

// modifiers returns the modifiers of a procedure code by slot. In v2 a coding's version is its slot, unless the same
// version stands on several modifiers; units of a drug are filed among the modifiers and skipped. In v3 several codings
// of one modifier are duplicates.
func modifiers(concepts []codeableConcept, version string) [5]string {
	var slots [5]string
	used := map[string]int{}
	var found []coding
	for i := range concepts {
		for _, one := range concepts[i].Coding {
			if one.Code = codeOf(one); one.Code == "" || sameURL(one.System, unitCodes) {
				continue
			}
			found = append(found, one)
			used[one.Version]++
			break
		}
	}
	var unplaced []string
	for _, one := range found {
		slot, err := strconv.Atoi(one.Version)
		if version == claims.V2 && err == nil && slot >= 1 && slot <= len(slots) && used[one.Version] == 1 {
			slots[slot-1] = one.Code
			continue
		}
		unplaced = append(unplaced, one.Code)
	}
	for i := range slots {
		if slots[i] == "" && len(unplaced) > 0 {
			slots[i], unplaced = unplaced[0], unplaced[1:]
		}
	}
	return slots
}

func setModifiers(row claims.Row, slots [5]string) {
	for i, code := range slots {
		set(row, claims.ColClaimLinesModifier1+claims.Col(i), code)
	}
}
