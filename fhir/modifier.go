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
	var room [usualCodings]coding
	found := room[:0]
	for i := range concepts {
		for _, one := range concepts[i].Coding {
			if one.Code = codeOf(one); one.Code == "" || sameURL(one.System, unitCodes) {
				continue
			}
			found = append(found, one)
			break
		}
	}
	var textRoom [usualCodings]string
	unplaced := textRoom[:0]
	for _, one := range found {
		if slot := slotOf(one.Version); version == claims.V2 && slot >= 1 && slot <= len(slots) && isAlone(found, one.Version) {
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

// slotOf reads a version that is a number; 0 for any other.
func slotOf(version string) int {
	if version == "" { // the usual case in v3; an error would cost memory
		return 0
	}
	slot, err := strconv.Atoi(version)
	if err != nil {
		return 0
	}
	return slot
}

// isAlone says that one modifier alone has a version.
func isAlone(found []coding, version string) bool {
	count := 0
	for i := range found {
		if found[i].Version == version {
			count++
		}
	}
	return count == 1
}

func setModifiers(row claims.Row, slots [5]string) {
	for i, code := range slots {
		set(row, claims.ColClaimLinesModifier1+claims.Col(i), code)
	}
}
