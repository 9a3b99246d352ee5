package story

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Kind is what an item is.
type Kind string

// Kinds of items, in the order of the screen.
const (
	Stay       Kind = "stay"
	ED         Kind = "ed"
	Visit      Kind = "visit"
	Nursing    Kind = "nursing"
	HomeHealth Kind = "home_health"
	Hospice    Kind = "hospice"
	Medicine   Kind = "medicine"
)

// Kinds lists them.
func Kinds() []Kind { return []Kind{Stay, ED, Visit, Nursing, HomeHealth, Hospice, Medicine} }

// Item is one thing that happened.
type Item struct {
	Kind     Kind
	From, To string // To equals From for what takes a day
	Open     bool   // a stay that goes on
	Who      claims.Party
	CCN      string // of a facility
	// Words tell more, as far as claims do: the outcome of an ED visit, the diagnosis of a stay or visit, the drug code of a medicine.
	Words  string
	Status string // discharge status of a stay or spell
	Claim  claims.ClaimID
	Months string // YYYY-MM, by which the timeline groups
	// Wellness says that a visit was a wellness visit, Swing that nursing care was in a hospital's swing bed, Urgent that an ED visit was
	// urgent care alone, Acute that a stay was in a general hospital.
	Wellness, Swing, Urgent, Acute bool
	PaidCents                      *int64
}

// Items are what happened to a person, the newest first; of one day in the order of Kinds.
func Items(p *claims.PersonStory) []Item {
	var list []Item
	for _, s := range p.Stays {
		paid := s.PaidCents
		list = append(list, Item{
			Kind: Stay, From: s.From, To: s.To, Open: s.Open, Who: s.Where, CCN: s.CCN, Words: s.Diagnosis, Status: s.Status, Claim: s.Claim, Acute: s.Acute, PaidCents: &paid,
		})
	}
	for _, v := range p.ED {
		list = append(list, Item{Kind: ED, From: v.Day, To: v.Day, Who: v.Where, CCN: v.CCN, Words: v.Outcome, Claim: v.Claim, Urgent: v.Urgent})
	}
	for _, s := range p.Spells {
		list = append(list, Item{
			Kind: kindOfSpell(s.Kind), From: s.From, To: s.To, Who: s.Where, CCN: s.CCN, Status: s.Status, Claim: firstClaim(p.Claims, s), Swing: s.SwingBed,
		})
	}
	list = append(list, visits(p.Claims)...)
	list = append(list, newMedicines(p.Claims)...)
	for i := range list {
		if len(list[i].From) >= len("2006-01") {
			list[i].Months = list[i].From[:len("2006-01")]
		}
	}
	slices.SortStableFunc(list, func(a, b Item) int {
		return cmp.Or(cmp.Compare(b.From, a.From), cmp.Compare(slices.Index(Kinds(), a.Kind), slices.Index(Kinds(), b.Kind)), cmp.Compare(a.Claim.FHIRID, b.Claim.FHIRID))
	})
	return list
}

func kindOfSpell(claimType string) Kind {
	switch claimType {
	case claims.HHA:
		return HomeHealth
	case claims.Hospice:
		return Hospice
	default:
		return Nursing
	}
}

// firstClaim is the base claim that a spell begins with.
func firstClaim(list []claims.StoryClaim, s claims.StorySpell) (id claims.ClaimID) {
	first := ""
	for i := range list {
		c := &list[i]
		if c.Base && !c.Denied && c.ClaimType == s.Kind && c.ThruDate >= s.From && c.ThruDate <= s.To && (first == "" || c.FromDate < first) {
			id, first = c.ID(), c.FromDate
		}
	}
	return id
}

// visits gives one item for each doctor and day: a visit may be billed in several claims.
func visits(list []claims.StoryClaim) []Item {
	var found []Item
	places := map[[2]string]int{}
	for i := range list {
		c := &list[i]
		if !c.Visit || !c.Base || c.Denied {
			continue
		}
		who := c.Doctor
		if who.NPI == "" {
			who = claims.Party{NPI: c.ProviderNPI, Name: c.ProviderName}
		}
		day := firstOf(c.FromDate, c.ThruDate)
		at, known := places[[2]string{day, who.NPI}]
		if known {
			found[at].Wellness = found[at].Wellness || c.Wellness
			if found[at].Words == "" {
				found[at].Words = wordsOf(c)
			}
			continue
		}
		places[[2]string{day, who.NPI}] = len(found)
		found = append(found, Item{
			Kind: Visit, From: day, To: day, Who: who, Words: wordsOf(c), Claim: c.ID(), Wellness: c.Wellness, PaidCents: c.PaidCents,
		})
	}
	return found
}

// words is the main diagnosis of a claim: its words and code.
func wordsOf(c *claims.StoryClaim) string {
	switch {
	case c.PrincipalDx == "":
		return ""
	case c.DxDisplay == "":
		return c.PrincipalDx
	default:
		return c.DxDisplay + " (" + c.PrincipalDx + ")"
	}
}

func firstOf(days ...string) string {
	for _, day := range days {
		if known(day) != "" {
			return day
		}
	}
	return ""
}

// known is a day; empty for CMS's stand-ins and for what is no day.
func known(day string) string {
	if _, ok := claims.CalendarDate(day); !ok || claims.IsDefaultDate(day) {
		return ""
	}
	return day
}

// drugGap is how many days without a medicine make it new (docs/reference/screens.md 7, W12).
const drugGap = 180

// Product is the part of a drug code that names maker and product: its first nine digits.
func Product(ndc string) string {
	const nine = 9
	plain := strings.ReplaceAll(ndc, "-", "")
	return plain[:min(nine, len(plain))]
}

// newMedicines finds the fills that begin a medicine. list comes newest first.
func newMedicines(list []claims.StoryClaim) []Item {
	first := FirstDay(list)
	lastFill := map[string]string{}
	var found []Item
	for i := len(list) - 1; i >= 0; i-- {
		c := &list[i]
		day := firstOf(c.FromDate, c.ThruDate)
		if c.ClaimType != claims.PDE || !c.Base || c.Denied || c.DrugCode == "" || day == "" {
			continue
		}
		product := Product(c.DrugCode)
		before, filled := lastFill[product]
		lastFill[product] = day
		if filled && daysBetween(before, day) <= drugGap || daysBetween(first, day) < drugGap {
			continue
		}
		found = append(found, Item{Kind: Medicine, From: day, To: day, Who: c.Doctor, Words: c.DrugCode, Claim: c.ID(), PaidCents: c.ChargedCents})
	}
	return found
}

// FirstDay is the first day of service of base claims; empty without one.
func FirstDay(list []claims.StoryClaim) string {
	first := ""
	for i := range list {
		if day := firstOf(list[i].FromDate, list[i].ThruDate); list[i].Base && day != "" && (first == "" || day < first) {
			first = day
		}
	}
	return first
}

// daysBetween counts the days from one day to another; 0 where one is none.
func daysBetween(from, to string) int {
	a, okA := claims.CalendarDate(from)
	b, okB := claims.CalendarDate(to)
	if !okA || !okB {
		return 0
	}
	return int(b.Sub(a) / (hoursOfDay * time.Hour))
}

const hoursOfDay = 24

// addDays moves a day; empty for what is none.
func addDays(day string, n int) string {
	t, ok := claims.CalendarDate(day)
	if !ok {
		return ""
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}
