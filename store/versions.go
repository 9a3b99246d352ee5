package store

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// claimVersion is what decides whether a claim stands: one row of claims.
type claimVersion struct {
	key                      int64
	api, id                  string
	claimType, typeCode      string
	group, control, original string
	use, status, source      string
	finalAction              string
	adjudication, adjustment string
	from, thru               string
	effective, weekly        string
	lastUpdated              string
	provider                 string // billing NPI, else facility NPI
	submitted                int64
	hasSubmitted             bool
	patientID                string
	lacking                  bool // a full export lacks it
	stored                   standing
}

// standing is what the other versions make of a claim.
type standing struct {
	current      bool
	supersededBy string // fhir_id; empty when nothing took its place
	flags        string // dq_flags
	mbi          string
}

// versionOf reads a claim's row.
func versionOf(row claims.Row) claimVersion {
	t := func(c claims.Col) string { return row.Value(c).Text }
	return claimVersion{
		api: t(claims.ColClaimsAPIVersion), id: t(claims.ColClaimsFHIRID),
		claimType: t(claims.ColClaimsClaimType), typeCode: t(claims.ColClaimsClaimTypeCode),
		status: t(claims.ColClaimsStatus), adjustment: t(claims.ColClaimsAdjustmentType),
	}
}

// mayStand tells versions that can be current from those that take a claim back: in v2 cancelled ones and deleted
// medicines (docs/reference/flattening.md 4.2), in v3 voids and deleted medicines (4.3).
func (v *claimVersion) mayStand() bool {
	if v.api == claims.V2 {
		return (v.status == "" || v.status == "active") && (v.claimType != claims.PDE || v.adjustment != "D")
	}
	return v.adjustment != "1" && (v.claimType != claims.PDE || v.typeCode != "3")
}

// moment is the time that rules are applied at: lastUpdated after now count as none, and early claims are stale when
// they were old on the day up to which the data of v3 are known.
type moment struct{ now, asOf time.Time }

// standings works out, for all claims of one person, which versions stand. The result has the order of versions and
// depends on nothing else.
func standings(versions []claimVersion, at moment) []standing {
	results := make([]standing, len(versions))
	for _, members := range groups(versions) {
		if versions[members[0]].api == claims.V2 {
			settleV2(versions, members, results, at.now)
		} else {
			settleV3(versions, members, results, at.now)
		}
	}
	added := make([][]string, len(versions))
	markDuplicates(versions, results, added)
	for i := range versions {
		if results[i].current && versions[i].isStale(at.asOf) {
			added[i] = append(added[i], claims.FlagStale)
		}
		if versions[i].lacking {
			added[i] = append(added[i], claims.FlagNotInLatestFull)
		}
		results[i].flags = withFlags(versions[i].stored.flags, added[i])
	}
	return results
}

// groups gathers the versions of each claim.
func groups(versions []claimVersion) [][]int {
	sets := newDisjoint(len(versions))
	first := map[string]int{}
	for i := range versions {
		for _, name := range versions[i].groupNames() {
			if j, ok := first[name]; ok {
				sets.join(i, j)
			} else {
				first[name] = i
			}
		}
	}
	return sets.members()
}

// groupNames are what ties a version to others of its claim; none for a claim that stands by itself. v2 has a claim
// group. v3 has the control number and the control number of the claim that this one corrects; hospice election
// notices (1900, 2900) are apart from the claims that they announce.
func (v *claimVersion) groupNames() []string {
	if v.api == claims.V2 {
		if v.group == "" {
			return nil
		}
		return []string{strings.Join([]string{v.api, v.claimType, v.group}, "\x00")}
	}
	if v.typeCode == "1900" || v.typeCode == "2900" {
		return nil
	}
	var names []string
	for _, number := range []string{v.control, v.original} {
		if number != "" {
			names = append(names, strings.Join([]string{v.api, v.claimType, number}, "\x00"))
		}
	}
	return names
}

// settleV2 applies flattening.md 4.2 to one claim group: active versions stand, except that of versions of one provider
// that overlap in time only the newest does.
func settleV2(versions []claimVersion, members []int, results []standing, now time.Time) {
	slices.SortFunc(members, func(a, b int) int { return versions[b].compareV2(&versions[a], now) })
	var current []int
	for _, i := range members {
		if !versions[i].mayStand() || versions[i].lacking {
			continue
		}
		if slices.ContainsFunc(current, func(j int) bool { return versions[i].sameService(&versions[j]) }) {
			continue
		}
		current = append(current, i)
		results[i].current = true
	}
	for _, i := range members {
		if !results[i].current {
			results[i].supersededBy = successor(versions, i, current)
		}
	}
}

// successor names the current version in a claim's place: the newest of the same service, else the only one.
func successor(versions []claimVersion, i int, current []int) string {
	for _, j := range current {
		if versions[i].sameService(&versions[j]) {
			return versions[j].id
		}
	}
	if len(current) == 1 {
		return versions[current[0]].id
	}
	return ""
}

// compareV2 orders versions by age; the greater is the newer.
func (v *claimVersion) compareV2(o *claimVersion, now time.Time) int {
	return cmp.Or(cmp.Compare(v.weekly, o.weekly), compareInstants(v.lastUpdated, o.lastUpdated, now), cmp.Compare(v.id, o.id))
}

// sameService tells versions of one provider that overlap in time. What is not known agrees with nothing.
func (v *claimVersion) sameService(o *claimVersion) bool {
	if v.from == "" || v.thru == "" || o.from == "" || o.thru == "" || v.provider == "" {
		return false
	}
	return v.provider == o.provider && v.from <= o.thru && o.from <= v.thru
}

// settleV3 applies flattening.md 4.3 to the versions of one control number: the first in rank stands, and nothing does
// when it takes the claim back or when a full export lacks them all.
func settleV3(versions []claimVersion, members []int, results []standing, now time.Time) {
	slices.SortFunc(members, func(a, b int) int { return versions[b].compareV3(&versions[a], now) })
	first := members[0]
	results[first].current = versions[first].mayStand() && !versions[first].lacking
	for _, i := range members[1:] {
		results[i].supersededBy = versions[first].id
	}
}

// compareV3 ranks versions; the greater stands before the other.
func (v *claimVersion) compareV3(o *claimVersion, now time.Time) int {
	return cmp.Or(
		boolCompare(!v.lacking, !o.lacking),
		boolCompare(v.finalSystem(), o.finalSystem()),
		boolCompare(v.adjudication != claims.AdjudicationPartial, o.adjudication != claims.AdjudicationPartial),
		boolCompare(v.finalAction != notFinalAction, o.finalAction != notFinalAction),
		boolCompare(!v.phase1(), !o.phase1()),
		cmp.Compare(known(v.effective), known(o.effective)),
		compareInstants(v.lastUpdated, o.lastUpdated, now),
		cmp.Compare(v.id, o.id),
	)
}

const notFinalAction = "NotFinalAction"

// finalSystem tells claims of the national history and of the drug data from those of the shared systems that process
// claims.
func (v *claimVersion) finalSystem() bool {
	switch v.source {
	case "NCH", "DDPS", "NationalClaimsHistory":
		return true
	default:
		return false
	}
}

// phase1 tells early versions that the server drops without notice after about 60 days (types 1000 to 1999).
func (v *claimVersion) phase1() bool { return len(v.typeCode) == 4 && v.typeCode[0] == '1' }

// known takes CMS's stand-ins for an unknown date as none.
func known(day string) string {
	if claims.IsDefaultDate(day) {
		return ""
	}
	return day
}

// staleAfter is how long the server keeps early versions (flattening.md 4.3).
const staleAfter = 60 * 24 * time.Hour

// isStale tells early claims of v3 that the server has dropped by the day asOf.
func (v *claimVersion) isStale(asOf time.Time) bool {
	if v.api != claims.V3 || !v.phase1() || v.finalAction != notFinalAction || v.adjudication != claims.AdjudicationPartial {
		return false
	}
	day, ok := claims.CalendarDate(cmp.Or(known(v.effective), known(v.thru)))
	return ok && asOf.Sub(day) > staleAfter
}

// markDuplicates flags standing claims that agree in type, dates, billing provider and charge (flattening.md 4.3).
func markDuplicates(versions []claimVersion, results []standing, added [][]string) {
	seen := map[claimVersion]int{}
	for i := range versions {
		v := &versions[i]
		if !results[i].current || v.use == claims.UsePreauthorization || v.from == "" || v.thru == "" || v.provider == "" || !v.hasSubmitted {
			continue
		}
		alike := claimVersion{api: v.api, claimType: v.claimType, from: v.from, thru: v.thru, provider: v.provider, submitted: v.submitted}
		j, ok := seen[alike]
		if !ok {
			seen[alike] = i
			continue
		}
		added[i] = append(added[i], claims.FlagPossibleDuplicate)
		if !slices.Contains(added[j], claims.FlagPossibleDuplicate) {
			added[j] = append(added[j], claims.FlagPossibleDuplicate)
		}
	}
}

// withFlags replaces the flags that need other rows and keeps those that the resource alone gave.
func withFlags(stored string, added []string) string {
	flags := added
	for f := range strings.SplitSeq(stored, ";") {
		switch f {
		case "", claims.FlagPossibleDuplicate, claims.FlagStale, claims.FlagNotInLatestFull:
		default:
			flags = append(flags, f)
		}
	}
	slices.Sort(flags)
	return strings.Join(flags, ";")
}
