package ui

import (
	"fmt"
	"math"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
	"github.com/claimsdesk/claimsdesk/ui/chart"
)

// typeColors and their textures are those of measure.SpendingTypes, in its order.
func typeColors() []fyne.ThemeColorName {
	return []fyne.ThemeColorName{ColorHospital, ColorOutpatient, ColorDoctor, ColorNursing, ColorHomeHealth, ColorHospice, ColorEquipment, ColorMedicines}
}

func typeTextures() []chart.Texture {
	return []chart.Texture{chart.Solid, chart.Rows, chart.Dots, chart.Uprights, chart.Grid, chart.Specks, chart.Bands, chart.Checks}
}

// spendingView is Spending by month. Medicines stand in the table, apart from the total.
func spendingView(a *measure.Analysis, months []string, perHead, hide bool) chartView {
	list := a.Spending(months)
	v := chartView{title: spendingTitle, none: analysisNoneHere, how: spendingHow(a, list, perHead), first: []string{claims.PDE, claims.Hospice, claims.DME, claims.HHA, claims.SNF, claims.Carrier, claims.Outpatient}}
	if perHead {
		v.title = spendingHeadTitle
	}
	v.picture = chart.Picture{Kind: chart.Columns, Unit: dollars, Likely: make([]float64, len(list))}
	v.picture.Slots = monthSlots(months, func(i int) bool { return measure.Hatched(list[i].In) })
	types := measure.SpendingTypes()
	typical := slices.ContainsFunc(types[:len(types)-1], a.Complete.Typical)
	v.picture.Foot = footOf(v.picture.Slots, func(i int) float64 { return list[i].In }, typical)
	for t := range types[:len(types)-1] {
		v.picture.Series = append(v.picture.Series, chart.Series{
			Name: claimTypeName(types[t]), Color: typeColors()[t], Texture: typeTextures()[t], Values: make([]float64, len(list)),
		})
	}
	few := chart.Series{Name: analysisFewTypes, Color: ColorText2, Values: make([]float64, len(list))}
	v.columns = spendingColumns()
	for i, m := range list {
		if m.Total != 0 {
			v.none = ""
		}
		hidden := hiddenTypes(m, hide)
		cells := []viewCell{boldCell(monthName(m.Month))}
		for t := range types {
			cells = append(cells, hiddenIf(hidden[t], spendingCell(m, t, perHead)))
			if t < len(v.picture.Series) {
				v.picture.Series[t].Values[i] = spendingValue(m, t, perHead, hidden[t])
			}
		}
		few.Values[i] = fewValue(m, perHead, hidden)
		total := centsCell(m.Total)
		if perHead {
			total = exactCell(m.Rate)
		}
		cells = append(cells, total, inCell(m.In), likelyCell(m, perHead))
		v.picture.Likely[i] = likelyValue(m, perHead)
		v.rows = append(v.rows, viewRow{cells: orderedTypes(cells)})
		v.say = append(v.say, spendingSaid(m, total.text))
		v.behind = append(v.behind, claims.BehindOf{From: m.Month, To: m.Month})
	}
	if slices.ContainsFunc(few.Values, func(c float64) bool { return c > 0 }) {
		v.picture.Series = append(v.picture.Series, few)
	}
	v.rows = backwards(v.rows)
	return v
}

// spendingSaid is a month in words.
func spendingSaid(m measure.SpendingMonth, total string) string {
	if !measure.Hatched(m.In) {
		return fmt.Sprintf(spendingSayAll, monthName(m.Month), total)
	}
	return fmt.Sprintf(spendingSay, monthName(m.Month), total, inText(m.In))
}

// fewValue is what the hidden types of a month come to together: the column stays as tall as the total.
func fewValue(m measure.SpendingMonth, perHead bool, hidden []bool) (sum float64) {
	for t := range len(m.Types) - 1 {
		if v := spendingValue(m, t, perHead, false); hidden[t] && !math.IsNaN(v) {
			sum += v
		}
	}
	return sum
}

// spendingColumns are month, the types of Parts A and B, total, in so far, likely final, medicines.
func spendingColumns() []viewColumn {
	list := []viewColumn{{id: "month", title: headMonth, width: 92}}
	types := measure.SpendingTypes()
	for _, t := range types[:len(types)-1] {
		list = append(list, viewColumn{id: t, title: shortTypeName(t), grow: 1, kind: claims.Money})
	}
	return append(list, viewColumn{id: "total", title: analysisTotal, grow: 1, kind: claims.Money},
		viewColumn{id: "in", title: spendingIn, kind: claims.Decimal}, viewColumn{id: "likely", title: spendingLikely, kind: claims.Money},
		viewColumn{id: claims.PDE, title: spendingDrugs, kind: claims.Money})
}

// shortTypeName is the name of a type over a narrow column.
func shortTypeName(claimType string) string {
	if claimType == claims.SNF {
		return spendingNursing
	}
	return claimTypeName(claimType)
}

// orderedTypes moves the cell of medicines, the last type, to the end.
func orderedTypes(cells []viewCell) []viewCell {
	at := len(measure.SpendingTypes()) // behind the month
	drugs := cells[at]
	return append(append(append([]viewCell{}, cells[:at]...), cells[at+1:]...), drugs)
}

// hiddenTypes says which types of a month are hidden: those of 1 to 10 people and, so that they cannot be worked out from the total,
// one more where needed. Medicines are not in the total and stand for themselves.
func hiddenTypes(m measure.SpendingMonth, hide bool) []bool {
	hidden := make([]bool, len(m.Types))
	if !hide {
		return hidden
	}
	last := len(m.Types) - 1
	people := make([]int, last)
	for t := range people {
		people[t] = m.Types[t].People
	}
	copy(hidden, measure.Hidden(people))
	hidden[last] = measure.Small(m.Types[last].People)
	return hidden
}

func spendingCell(m measure.SpendingMonth, t int, perHead bool) viewCell {
	if perHead {
		return exactCell(measure.PerPersonMonth(m.Types[t].Within, m.People))
	}
	return centsCell(m.Types[t].PaidCents)
}

func spendingValue(m measure.SpendingMonth, t int, perHead, hidden bool) float64 {
	switch {
	case hidden:
		return math.NaN()
	case perHead:
		return measure.PerPersonMonth(m.Types[t].Within, m.People)
	}
	return float64(m.Types[t].PaidCents)
}

// likelyValue is the outline of a hatched month.
func likelyValue(m measure.SpendingMonth, perHead bool) float64 {
	switch {
	case !measure.Hatched(m.In) || !m.SayLikely:
		return math.NaN()
	case perHead:
		return m.Rate / m.In
	}
	return float64(m.Likely)
}

func likelyCell(m measure.SpendingMonth, perHead bool) viewCell {
	switch {
	case !measure.Hatched(m.In):
		return noBase()
	case !m.SayLikely:
		return tooEarlyCell()
	case perHead:
		return exactCell(m.Rate / m.In)
	}
	return centsCell(m.Likely)
}

// inCell is the share of a month that is in.
func inCell(in float64) viewCell { return viewCell{text: inText(in), value: shareCell(in, 0).value} }

// inText is how much of a month is in.
func inText(in float64) string {
	if !measure.Hatched(in) {
		return spendingAllIn
	}
	return fmt.Sprintf("%d %%", measure.Percent(in))
}
