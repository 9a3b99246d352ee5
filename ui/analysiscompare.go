package ui

import (
	"fmt"
	"math"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
	"github.com/claimsdesk/claimsdesk/ui/chart"
)

// periods are the twelve complete months and the twelve before them.
func periods(a *measure.Analysis) (now, before window) {
	last := a.Complete.LastComplete()
	const year = 12
	return window{measure.AddMonths(last, 1-year), last}, window{measure.AddMonths(last, 1-2*year), measure.AddMonths(last, -year)}
}

// compareSpending puts spending of two periods side by side, by type, per person per month where asked for. Both periods are
// complete, so that one is not cheaper for want of claims.
func compareSpending(a *measure.Analysis, perHead, hide bool) chartView {
	now, before := periods(a)
	v := compareView(compareSpendingTitle, now, before, compareType, claims.Money)
	v.how = compareSpendingHow(a, perHead)
	sums := [2]spendingSum{sumSpending(a, now), sumSpending(a, before)}
	last := len(sums[0].people) - 1 // medicines are not in the total
	hidden := hiddenRows(hide, last, func(t int) int { return measure.LeastPeople(sums[0].people[t], sums[1].people[t]) })
	hidden = append(hidden, hide && measure.Small(measure.LeastPeople(sums[0].people[last], sums[1].people[last])))
	for t, claimType := range measure.SpendingTypes() {
		name := claimTypeName(claimType)
		if claimType == claims.PDE {
			name += "*"
		}
		var values [2]float64
		for i, s := range sums {
			values[i] = s.value(t, perHead)
			v.none = noneUnless(v.none, s.cents[t] != 0)
		}
		v.add(name, values, hidden[t], claimType != claims.PDE, func(x float64) viewCell { return amountCell(x, perHead) })
	}
	totals := [2]float64{sums[0].value(len(sums[0].cents)-1, perHead), sums[1].value(len(sums[1].cents)-1, perHead)}
	v.add(analysisTotal, totals, false, false, func(x float64) viewCell { return amountCell(x, perHead) })
	return v.chartView
}

// spendingSum adds a period up: by type, and the total as the last element.
type spendingSum struct {
	cents, within []int64
	people        []int // the greatest number in a month, with which small bases are told
	months        int   // person-months
}

func sumSpending(a *measure.Analysis, w window) spendingSum {
	types := len(measure.SpendingTypes())
	s := spendingSum{cents: make([]int64, types+1), within: make([]int64, types+1), people: make([]int, types)}
	for _, m := range a.Spending(measure.Months(w.from, w.to)) {
		s.months += m.People
		for t, one := range m.Types {
			s.cents[t] += one.PaidCents
			s.within[t] += one.Within
			s.people[t] = max(s.people[t], one.People)
			if t < types-1 {
				s.within[types] += one.Within
			}
		}
		s.cents[types] += m.Total
	}
	return s
}

func (s *spendingSum) value(t int, perHead bool) float64 {
	if perHead {
		return measure.PerPersonMonth(s.within[t], s.months)
	}
	return float64(s.cents[t])
}

func amountCell(cents float64, exact bool) viewCell {
	if exact || math.IsNaN(cents) {
		return exactCell(cents)
	}
	return centsCell(int64(math.Round(cents)))
}

// compareUse puts ED visits, stays and days of two periods side by side, per 1,000 people a year.
func compareUse(a *measure.Analysis, hide bool) chartView {
	now, before := periods(a)
	v := compareView(compareUseTitle, now, before, compareThousand, claims.Decimal)
	v.how = useHow(a, compareUseCounts, false)
	var sums [2][4]int
	var base [2]int
	var people [2][4]int // the greatest number in a month: all in the ED, sent home, admitted, in hospital
	for i, w := range []window{now, before} {
		for _, m := range a.Use(measure.Months(w.from, w.to)) {
			base[i] += m.People
			for j, n := range []int{m.EDVisits, m.EDHome, m.Stays, m.Days} {
				sums[i][j] += n
			}
			for j, n := range []int{m.EDPeople, m.EDHomePeople, m.EDPeople - m.EDHomePeople, m.StayPeople} {
				people[i][j] = max(people[i][j], n)
			}
		}
	}
	for j, name := range []string{analysisED, compareHome, analysisStays, compareDays} {
		var values [2]float64
		small := false
		for i := range sums {
			values[i] = measure.PerThousand(sums[i][j], base[i])
			behind := []int{people[i][0], measure.LeastPeople(people[i][1], people[i][2]), people[i][3], people[i][3]}
			small = small || hide && measure.Small(behind[j])
			v.none = noneUnless(v.none, sums[i][j] > 0)
		}
		v.add(name, values, small, true, rateCell)
	}
	return v.chartView
}

func noneUnless(none string, some bool) string {
	if some {
		return ""
	}
	return none
}

// comparison is a view of two periods side by side.
type comparison struct {
	chartView
	now, before window
}

func compareView(title string, now, before window, first string, kind claims.Kind) comparison {
	v := comparison{chartView: chartView{title: title, none: analysisNoneHere, slotRow: []int{}}, now: now, before: before}
	v.note = fmt.Sprintf(compareNote, now, before)
	v.columns = []viewColumn{
		{id: "what", title: first, width: 180, grow: 2}, {id: "before", title: before.String(), width: 190, grow: 1, kind: kind},
		{id: "now", title: now.String(), width: 190, grow: 1, kind: kind}, {id: "change", title: headChange, width: 110, grow: 1, kind: claims.Decimal},
	}
	unit := dollars
	if kind == claims.Decimal {
		unit = counts
	}
	v.picture = chart.Picture{Kind: chart.Groups, Unit: unit, Series: []chart.Series{
		{Name: before.String(), Color: ColorText2, Texture: chart.Rows}, {Name: now.String(), Color: ColorHospital},
	}}
	return v
}

// add adds a row with the values of now and before; drawn says that it stands in the picture too.
func (v *comparison) add(name string, values [2]float64, small, drawn bool, cell func(float64) viewCell) {
	now, before := values[0], values[1]
	change := noBase()
	if share := now/before - 1; before > 0 && !math.IsNaN(share) {
		change = viewCell{text: signed1(share), value: shareCell(share, 0).value}
	}
	v.rows = append(v.rows, viewRow{cells: []viewCell{
		boldCell(name), hiddenIf(small, cell(before)), hiddenIf(small, cell(now)), hiddenIf(small, change),
	}})
	if !drawn {
		return
	}
	v.picture.Slots = append(v.picture.Slots, chart.Slot{Name: name})
	v.picture.Series[0].Values = append(v.picture.Series[0].Values, nanIf(small, before))
	v.picture.Series[1].Values = append(v.picture.Series[1].Values, nanIf(small, now))
	v.slotRow = append(v.slotRow, len(v.rows)-1)
	said := name + ": " + analysisTooFew
	if !small {
		said = fmt.Sprintf(compareSay, name, cell(now).text, cell(before).text, change.text)
	}
	v.say = append(v.say, said)
}

// signed1 is a change in percent with its sign: +4 %.
func signed1(share float64) string {
	percent := int(math.Round(share * 100))
	if percent == 0 {
		return "0 %"
	}
	return fmt.Sprintf("%+d %%", percent)
}
