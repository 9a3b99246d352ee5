package care

import (
	"cmp"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// NewDrug is a medicine that was not seen in the 180 days before.
type NewDrug struct {
	Code      string // NDC as sent, or HCPCS
	Date      string
	Part      string // D or B
	CostCents int64  // for 30 days; of Part B on that day
	Doctor    string // NPI of who prescribed or gave it
	Place     Place  // pharmacy or place
	Ref       Ref
}

const (
	drugGap = 180 // days without the medicine before
	drugFor = 30  // days that costs are told for
	ndcNine = 9   // digits of an NDC that name maker and product
)

// dose is one fill, or what was given on one day.
type dose struct {
	code, name, date string
	part             string
	costCents        int64
	doctor           string
	place            Place
	ref              Ref
}

// newDrugs finds medicines that are new and cost at least so much. since is the first day that anything is known of.
func newDrugs(list []Claim, since string, leastCents int64) []NewDrug {
	doses := append(fills(list), injections(list)...)
	slices.SortFunc(doses, func(a, b dose) int {
		return cmp.Or(cmp.Compare(a.part, b.part), cmp.Compare(a.name, b.name), cmp.Compare(a.date, b.date), cmp.Compare(b.costCents, a.costCents), cmp.Compare(a.ref.ID, b.ref.ID))
	})
	var found []NewDrug
	for i, d := range doses {
		if i > 0 && doses[i-1].part == d.part && doses[i-1].name == d.name && within(doses[i-1].date, d.date, 0, drugGap) {
			continue
		}
		if days, ok := between(since, d.date); !ok || days < drugGap || d.costCents < leastCents {
			continue
		}
		found = append(found, NewDrug{Code: d.code, Date: d.date, Part: d.part, CostCents: d.costCents, Doctor: d.doctor, Place: d.place, Ref: d.ref})
	}
	return found
}

// fills are those of Part D, with their cost for 30 days.
func fills(list []Claim) []dose {
	var found []dose
	for i := range list {
		c := &list[i]
		if c.Type != claims.PDE || c.Denied || c.From == "" {
			continue
		}
		for _, l := range c.Lines {
			if l.NDC == "" {
				continue
			}
			days := int64(drugFor)
			if l.DaysSupply > 0 {
				days = int64(l.DaysSupply)
			}
			found = append(found, dose{
				code: l.NDC, name: nineDigits(l.NDC), date: c.From, part: "D", costCents: c.TotalCents * drugFor / days,
				doctor: cmp.Or(c.PrescribingNPI, c.RenderingNPI), place: c.place(), ref: c.ref(),
			})
			break // a fill is one medicine
		}
	}
	return found
}

// nineDigits is the part of an NDC that names maker and product.
func nineDigits(ndc string) string {
	plain := strings.ReplaceAll(ndc, "-", "")
	if len(plain) < ndcNine {
		return plain
	}
	return plain[:ndcNine]
}

// injections are medicines that somebody gave, added up by code and day.
func injections(list []Claim) []dose {
	var found []dose
	for i := range list {
		c := &list[i]
		if c.Denied || c.Type != claims.Carrier && c.Type != claims.Outpatient && c.Type != claims.DME {
			continue
		}
		for _, l := range c.Lines {
			date := cmp.Or(l.From, c.From)
			if !drugCodes.has(l.HCPCS) || date == "" {
				continue
			}
			cents := l.PaidCents
			if l.HasAllowed {
				cents = l.AllowedCents
			}
			at := slices.IndexFunc(found, func(d dose) bool { return d.code == l.HCPCS && d.date == date })
			if at < 0 {
				at = len(found)
				found = append(found, dose{
					code: l.HCPCS, name: l.HCPCS, date: date, part: "B", doctor: cmp.Or(l.RenderingNPI, c.RenderingNPI), place: c.place(), ref: c.ref(),
				})
			}
			found[at].costCents += cents
		}
	}
	return found
}
