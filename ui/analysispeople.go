package ui

import (
	"fmt"
	"math"
	"time"

	"fyne.io/fyne/v2/theme"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
	"github.com/claimsdesk/claimsdesk/ui/chart"
)

// Numbers of people of the table, and of the share that the curve names.
const (
	topMost    = 200
	topPercent = 5
)

// topPeopleView is the curve of concentration with the people of the highest payments.
func topPeopleView(top claims.TopPeople, hide bool) chartView {
	w := window{top.From, top.To}
	v := chartView{title: analysisTop, none: analysisNoneHere, slotRow: []int{}, people: len(top.Rows), first: []string{"city", "days"}}
	v.columns = []viewColumn{
		{id: "rank", title: topRank, width: 60, kind: claims.Int}, {id: "name", title: headName, width: 180, grow: 3}, {id: "born", title: headBorn, width: 120}, {id: "city", title: headCity, width: 160, grow: 2},
		{id: "paid", title: analysisPaid, width: 110, grow: 1, kind: claims.Money}, {id: "share", title: topShare, width: 96, kind: claims.Decimal},
		{id: "stays", title: headStays, width: 64, kind: claims.Int}, {id: "days", title: headDays, width: 64, kind: claims.Int}, {id: "ed", title: headED, width: 56, kind: claims.Int},
	}
	total := int64(0)
	for _, cents := range top.PaidCents {
		total += max(0, cents)
	}
	on, _ := time.Parse("2006-01", top.To) // without a month there is nobody
	for _, p := range top.Rows {
		v.none = ""
		born := viewCell{text: dateText(p.BirthDate), cover: ageText(p.BirthDate, ageDay(p.Person, on)), value: claims.DateValue(p.BirthDate)}
		name, place := boldCell(personName(p.Person)), wordCell(cityText(p.Person))
		name.cover, place.cover = nameCell(p.Person).Cover, placeCell(p.Person).Cover
		v.rows = append(v.rows, viewRow{person: p.Key, cells: []viewCell{
			countCell(p.Rank), name, born, place, centsCell(p.YearCents), shareCell(measure.Share(p.YearCents, total), 0),
			countCell(p.Stays), countCell(p.Days), countCell(p.EDVisits),
		}})
	}
	v.picture = concentrationPicture(top.PaidCents, hide)
	for percent := range v.picture.Slots {
		v.slotRow = append(v.slotRow, -1)
		if share := v.picture.Series[0].Values[percent]; !math.IsNaN(share) {
			v.say = append(v.say, fmt.Sprintf(topSay, percent, percentText(share, 0)))
		}
	}
	if v.none == "" && len(v.picture.Points) > 0 {
		v.note = fmt.Sprintf("%s · %s · %s", w, countPeople.Of(len(top.PaidCents)), v.picture.Points[0].Text)
	}
	v.how = topHow(w)
	return v
}

// concentrationPicture is the curve; of a group of 1 to 10 people there is none where counts are hidden.
func concentrationPicture(paid []int64, hide bool) chart.Picture {
	p := chart.Picture{Kind: chart.Curve, Unit: percents, Empty: analysisTooFew, Foot: topFoot}
	curve := measure.Concentration(paid)
	if hide && measure.Small(len(paid)) {
		curve = nil
	}
	values := make([]float64, measure.Steps+1)
	for i := range values {
		values[i] = math.NaN()
		slot := chart.Slot{}
		if i%20 == 0 {
			slot.Name = fmt.Sprintf(topAxis, i)
		}
		p.Slots = append(p.Slots, slot)
	}
	copy(values, curve)
	p.Series = []chart.Series{{Name: analysisPaid, Color: theme.ColorNamePrimary, Values: values}}
	if curve != nil {
		p.Points = []chart.Point{{Slot: topPercent, Text: fmt.Sprintf(topPoint, topPercent, percentText(curve[topPercent], 0))}}
	}
	return p
}

// medicinesView is the cost of medicines by month, and the medicines with the greatest cost.
func medicinesView(m *measure.Medicines, a *measure.Analysis, months []string, hide bool) chartView {
	list := m.Months(months, a.Group)
	v := chartView{title: analysisMedicines, none: analysisNoDrugs, slotRow: []int{}, how: medicinesHow(a)}
	cost := chart.Series{Name: headCost, Color: ColorMedicines, Column: true, Texture: chart.Checks, Values: make([]float64, len(list))}
	generic := chart.Series{Name: drugsGeneric, Color: ColorHospital, Values: make([]float64, len(list))}
	for i, month := range list {
		small := hide && measure.Small(month.People)
		cost.Values[i] = nanIf(small, float64(month.CostCents))
		share := measure.GenericShare(month.Generic, month.Brand)
		generic.Values[i] = nanIf(small, share)
		said := analysisTooFew
		if !small {
			said = fmt.Sprintf(drugsSay, moneyWhole(month.CostCents), percentText(share, 0), exactCell(measure.PerPersonMonth(month.CostCents, month.Members)).text)
		}
		v.say = append(v.say, monthName(month.Month)+": "+said)
		v.slotRow = append(v.slotRow, -1)
		v.behind = append(v.behind, claims.BehindOf{From: month.Month, To: month.Month, Types: []string{claims.PDE}})
		if month.CostCents != 0 {
			v.none = ""
		}
	}
	in := func(i int) float64 { return a.Complete.In(claims.PDE, months[i]) }
	v.picture = chart.Picture{
		Kind: chart.Lines, Unit: percents, ColumnUnit: dollars, Series: []chart.Series{generic, cost},
		Slots: monthSlots(months, func(i int) bool { return measure.Hatched(in(i)) }),
	}
	v.picture.Foot = footOf(v.picture.Slots, in, a.Complete.Typical(claims.PDE))
	v.picture.Axis, v.picture.ColumnAxis = drugsGeneric, headCost
	v.columns = []viewColumn{
		{id: "ndc", title: drugsName, width: 160, grow: 2}, {id: "cost", title: headCost, width: 120, grow: 1, kind: claims.Money}, {id: "fills", title: headFills, width: 90, grow: 1, kind: claims.Int},
		{id: "people", title: titlePeople, width: 90, grow: 1, kind: claims.Int}, {id: "each", title: drugsEach, width: 120, grow: 1, kind: claims.Money}, {id: "kind", title: headKind, width: 110},
	}
	const most = 20
	for _, d := range m.Top(most) {
		small := hide && measure.Small(d.People)
		v.rows = append(v.rows, viewRow{cells: []viewCell{
			boldCell(ndc9Text(d.NDC9)), hiddenIf(small, centsCell(d.CostCents)), hiddenIf(small, countCell(d.Fills)), hiddenIf(small, countCell(d.People)),
			hiddenIf(small, exactCell(float64(d.CostCents)/float64(max(1, d.Fills)))), wordCell(drugKind(d)),
		}})
	}
	return v
}

func drugKind(d measure.Drug) string {
	switch {
	case d.Generic > 0 && d.Brand > 0:
		return drugBoth
	case d.Generic > 0:
		return drugGeneric
	case d.Brand > 0:
		return drugBrand
	}
	return wordNotGiven
}

// ndc9Text prints the nine digits of a medicine in the 5-4 form.
func ndc9Text(code string) string {
	const medicine, labeler = 9, 5
	if len(code) != medicine {
		return code
	}
	return code[:labeler] + "-" + code[labeler:]
}
