package measure

import (
	"slices"
	"strconv"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Sum is what the figures of several people add up to.
type Sum struct {
	People    int // who have a figure
	N, Amount int64
}

func (s Sum) plus(o Sum) Sum { return Sum{s.People + o.People, s.N + o.N, s.Amount + o.Amount} }

// Group adds up the figures of use of a group of people.
type Group struct{ sums map[Figure]Sum }

// NewGroup returns a group without anybody.
func NewGroup() *Group { return &Group{sums: map[Figure]Sum{}} }

// Add adds what several people have together under a kind, month and key.
func (g *Group) Add(kind Kind, month, key string, s Sum) {
	at := Figure{Kind: kind, Month: month, Key: key}
	g.sums[at] = g.sums[at].plus(s)
}

// AddPerson adds one person's figures: those of the months that in allows, or all where it is nil.
func (g *Group) AddPerson(figures []Figure, in func(month string) bool) {
	for _, f := range figures {
		switch {
		case in == nil:
			g.Add(f.Kind, f.Month, f.Key, Sum{1, f.N, f.Amount})
		case f.Kind == Counted || f.Kind == WithDrugs || f.Kind == UnknownCover: // below: they say when something changes
		case in(f.Month):
			g.Add(f.Kind, f.Month, f.Key, Sum{1, f.N, f.Amount})
		}
	}
	if in != nil {
		for _, kind := range []Kind{Counted, WithDrugs, UnknownCover} {
			g.addMonths(kind, figures, in)
		}
	}
}

// addMonths adds a person's months of a kind one by one, those that in allows.
func (g *Group) addMonths(kind Kind, figures []Figure, in func(month string) bool) {
	at, since := int64(0), ""
	add := func(until string) {
		for month := since; at > 0 && month < until; month = AddMonths(month, 1) {
			if in(month) {
				g.Add(kind, month, "", Sum{N: 1})
				g.Add(kind, AddMonths(month, 1), "", Sum{N: -1})
			}
		}
	}
	for _, f := range figures {
		if f.Kind == kind {
			add(f.Month)
			at, since = at+f.N, f.Month
		}
	}
	add(coverLast)
}

// at is the sum under a kind, month and key.
func (g *Group) at(kind Kind, month, key string) Sum {
	return g.sums[Figure{Kind: kind, Month: month, Key: key}]
}

// people counts those in months that change figures tell, for each month of a list, which is in order.
func (g *Group) people(kind Kind, months []string) []int {
	changes := map[string]int64{}
	var all []string
	for f, s := range g.sums {
		if f.Kind == kind {
			changes[f.Month] = s.N
			all = append(all, f.Month)
		}
	}
	slices.Sort(all)
	counts := make([]int, len(months))
	now, next := int64(0), 0
	for i, month := range months {
		for ; next < len(all) && all[next] <= month; next++ {
			now += changes[all[next]]
		}
		counts[i] = int(now)
	}
	return counts
}

// Analysis is what the charts of spending and use are made of.
type Analysis struct {
	Group    *Group
	Complete Completeness
	AsOf     string          // month of the data
	People   int             // in the group
	Counting claims.Counting // what Spending counts
}

// FirstMonth is the first month of service with claims; empty without any.
func (a *Analysis) FirstMonth() string {
	first := ""
	for f := range a.Group.sums {
		if (f.Kind == Paid || a.switchedOn(f)) && f.Month != "" && (first == "" || f.Month < first) {
			first = f.Month
		}
	}
	return first
}

// SpendingMonth is a month of the chart Spending by month.
type SpendingMonth struct {
	Month string
	Types []TypeSpending // in the order of SpendingTypes
	Total int64          // cents, without medicines
	// Rate is the total of those in PM(m), per person, in cents; NaN without PM.
	Rate   float64
	People int     // PM(m)
	In     float64 // how much of the total is in
	// Likely is what the total will probably come to; SayLikely is false where it is too early to say.
	Likely    int64
	SayLikely bool
	// Unknown is the share of people whose coverage is unknown.
	Unknown float64
}

// TypeSpending is one type of claim in a month.
type TypeSpending struct {
	Claims, People    int
	PaidCents, Within int64 // of everybody; of those in PM(m)
	In                float64
}

// SpendingTypes are the types of the chart Spending, in its order; medicines come last and are not in the total.
func SpendingTypes() []string {
	return []string{claims.Inpatient, claims.Outpatient, claims.Carrier, claims.SNF, claims.HHA, claims.Hospice, claims.DME, claims.PDE}
}

// Spending is the chart Spending by month.
func (a *Analysis) Spending(months []string) []SpendingMonth {
	members, unknown := a.Group.people(Counted, months), a.Group.people(UnknownCover, months)
	list := make([]SpendingMonth, len(months))
	changes := a.changes()
	for i, month := range months {
		m := SpendingMonth{Month: month, People: members[i], Unknown: Share(unknown[i], unknown[i]+members[i])}
		within := int64(0)
		var parts []Part
		for _, claimType := range SpendingTypes() {
			in, out := a.Group.at(Paid, month, claimType), a.Group.at(Paid, month, claimType+Outside)
			all := in.plus(out)
			t := TypeSpending{Claims: int(all.N), People: all.People, PaidCents: all.Amount, Within: in.Amount, In: a.Complete.In(claimType, month)}
			t.change(changes[typeMonth{claimType, month}])
			m.Types = append(m.Types, t)
			if claimType != claims.PDE {
				m.Total += t.PaidCents
				within += t.Within
				parts = append(parts, Part{t.PaidCents, t.In})
			}
		}
		m.Rate = PerPersonMonth(within, m.People)
		m.In = Together(parts)
		m.Likely, m.SayLikely = Likely(m.Total, m.In)
		list[i] = m
	}
	return list
}

// UseMonth is a month of the charts of ED visits and hospital stays. Rates are per 1,000 people a year over three months, NaN without
// person-months.
type UseMonth struct {
	Month                              string
	People                             int     // PM(m)
	EDVisits, EDHome, Stays, Days      int     // of those in PM(m), in the month
	EDPeople, EDHomePeople, StayPeople int     // of the month; who was both admitted and sent home counts twice in EDPeople
	EDRate, EDHomeRate, StayRate, Bed  float64 // Bed is days per 1,000
	In                                 float64 // how much of hospital and outpatient is in, the lesser of them
}

// Use is the charts of ED visits and hospital stays. The two months before the first take part in its rates.
func (a *Analysis) Use(months []string) []UseMonth {
	if len(months) == 0 {
		return nil
	}
	before := rolling - 1
	all := append(Months(AddMonths(months[0], -before), AddMonths(months[0], -1)), months...)
	members := a.Group.people(Counted, all)
	list := make([]UseMonth, len(all))
	var ed, home, stays, days []int
	for i, month := range all {
		admitted, went, stay := a.Group.at(EDVisits, month, EDAdmitted), a.Group.at(EDVisits, month, EDHome), a.Group.at(Stays, month, "")
		list[i] = UseMonth{
			Month: month, People: members[i], EDVisits: int(admitted.N + went.N), EDHome: int(went.N), Stays: int(stay.N), Days: int(stay.Amount),
			EDPeople: admitted.People + went.People, EDHomePeople: went.People, StayPeople: stay.People,
			In: min(a.Complete.In(claims.Inpatient, month), a.Complete.In(claims.Outpatient, month)),
		}
		ed, home, stays, days = append(ed, list[i].EDVisits), append(home, list[i].EDHome), append(stays, list[i].Stays), append(days, list[i].Days)
	}
	base := Rolling(members)
	for i, of := range map[*[]int]func(*UseMonth) *float64{
		&ed: func(m *UseMonth) *float64 { return &m.EDRate }, &home: func(m *UseMonth) *float64 { return &m.EDHomeRate },
		&stays: func(m *UseMonth) *float64 { return &m.StayRate }, &days: func(m *UseMonth) *float64 { return &m.Bed },
	} {
		for j, sum := range Rolling(*i) {
			*of(&list[j]) = PerThousand(sum, base[j])
		}
	}
	return list[before:]
}

// ShareMonth is a month of a share: how many of how many.
type ShareMonth struct {
	Month       string
	Part, Whole int
	Share       float64 // over three months; NaN without any
	Early       bool    // too early to judge
}

// Readmissions is the chart Readmitted within 30 days, up to the last month that has index episodes which can be judged.
func (a *Analysis) Readmissions(months []string) []ShareMonth {
	const within = 30
	due := Before(LastDay(a.Complete.LastComplete()), within)
	byMonth := map[string]Sum{}
	for f, s := range a.Group.sums {
		if f.Kind == Index && f.Key <= due {
			byMonth[f.Month] = byMonth[f.Month].plus(s)
		}
	}
	list := make([]ShareMonth, len(months))
	var parts, wholes []int
	for i, month := range months {
		s := byMonth[month]
		list[i] = ShareMonth{Month: month, Part: int(s.Amount), Whole: int(s.N)}
		parts, wholes = append(parts, int(s.Amount)), append(wholes, int(s.N))
	}
	parts, wholes = Rolling(parts), Rolling(wholes)
	for i := range list {
		list[i].Share, list[i].Early = none, list[i].Month > MonthOf(due)
		if !list[i].Early {
			list[i].Share = Share(parts[i], wholes[i])
		}
	}
	return list
}

// FollowUpDays are the days within which a follow-up is looked for.
func FollowUpDays() []int { return []int{7, 14, 30} }

// FollowUpQuarter is a quarter of the chart Follow-up: for each of FollowUpDays how many episodes were due and had a visit. Early says
// that none of the quarter can be due yet.
type FollowUpQuarter struct {
	First     string // month
	Due, Seen [3]int
	Early     [3]bool
}

// Name is what the quarter is called, such as Q2 2026.
func (q FollowUpQuarter) Name() string {
	const quarter = 3
	n, _ := monthNumber(q.First)
	return "Q" + string(byte('1'+n%perYear/quarter)) + " " + q.First[:4]
}

// FollowUps is the chart Follow-up within 7, 14 and 30 days, by quarter of the end of the episode.
func (a *Analysis) FollowUps(months []string) []FollowUpQuarter {
	end := LastDay(a.Complete.LastComplete())
	byQuarter := map[string]*FollowUpQuarter{}
	var list []*FollowUpQuarter
	for _, month := range months {
		if first := quarterOf(month); byQuarter[first] == nil {
			byQuarter[first] = &FollowUpQuarter{First: first}
			list = append(list, byQuarter[first])
		}
	}
	for f, s := range a.Group.sums {
		if f.Kind != FollowUp || !slices.Contains(months, f.Month) {
			continue
		}
		day, first := keyNumber(f.Key)
		q := byQuarter[quarterOf(f.Month)]
		for i, within := range FollowUpDays() {
			if day > Before(end, within) {
				continue
			}
			q.Due[i] += int(s.N)
			if first >= 0 && first <= within {
				q.Seen[i] += int(s.N)
			}
		}
	}
	quarters := make([]FollowUpQuarter, len(list))
	for i, q := range list {
		for j, within := range FollowUpDays() {
			q.Early[j] = q.First+"-01" > Before(end, within)
		}
		quarters[i] = *q
	}
	return quarters
}

// quarterOf is the first month of a month's quarter.
func quarterOf(month string) string {
	const quarter = 3
	n, ok := monthNumber(month)
	if !ok {
		return ""
	}
	return monthText(n - n%quarter)
}

// keyNumber takes a key apart that ends in a number, as FollowUpKey and ArrivalKey write them; -1 for none.
func keyNumber(key string) (before string, number int) {
	before, text, _ := strings.Cut(key, ":")
	number, err := strconv.Atoi(text)
	if err != nil {
		return before, -1
	}
	return before, number
}
