package story

import (
	"cmp"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// DiagnosisCount is a main diagnosis and on how many days it was billed.
type DiagnosisCount struct {
	Code, Words string
	Days        int
	Last        string
	Claim       claims.ClaimID // the latest with it
}

func topDiagnoses(counts map[string]*DiagnosisCount, most int) []DiagnosisCount {
	list := make([]DiagnosisCount, 0, len(counts))
	for _, one := range counts {
		list = append(list, *one)
	}
	slices.SortFunc(list, func(a, b DiagnosisCount) int {
		return cmp.Or(cmp.Compare(b.Days, a.Days), cmp.Compare(b.Last, a.Last), cmp.Compare(a.Code, b.Code))
	})
	return list[:min(most, len(list))]
}

// Contacts are the latest times that somebody saw the person: stays, ED visits, visits and starts of care, no medicines.
func Contacts(items []Item, most int) []Item {
	var list []Item
	for _, item := range items {
		if item.Kind != Medicine && len(list) < most {
			list = append(list, item)
		}
	}
	return list
}
