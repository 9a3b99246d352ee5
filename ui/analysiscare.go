package ui

import (
	"cmp"
	"fmt"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
	"github.com/claimsdesk/claimsdesk/ui/chart"
)

// Numbers of bars of a picture and rows of its table.
const (
	barsShown   = 8 // as many as the lowest window has room for
	doctorsMost = 50
)

// window is the months of figures that are no picture of months.
type window struct{ from, to string }

func (w window) String() string { return monthName(w.from) + " – " + monthName(w.to) }

// specialtiesView is care inside and outside the group by specialty.
func specialtiesView(c *measure.Care, w window, switches measure.Switches, hide bool) chartView {
	v := chartView{title: careDoctors, none: analysisNoCare, slotRow: []int{}}
	v.columns = []viewColumn{
		{id: "specialty", title: headSpecialty, width: 180, grow: 2}, {id: "inside", title: analysisOurs, width: 120, grow: 1, kind: claims.Money}, {id: "outside", title: analysisNotOurs, width: 120, grow: 1, kind: claims.Money},
		{id: "share", title: careShare, width: 120, grow: 1, kind: claims.Decimal}, {id: "people", title: carePeople, width: 130, grow: 1, kind: claims.Int},
	}
	inside := chart.Series{Name: analysisOurs, Color: ColorDoctor}
	outside := chart.Series{Name: analysisNotOurs, Color: ColorOutpatient, Texture: chart.Rows}
	list := c.Specialties()
	allIn, allOut := int64(0), int64(0)
	hidden := hiddenRows(hide, len(list), func(i int) int { return measure.LeastPeople(list[i].PeopleInside, list[i].PeopleOutside) })
	for i, s := range list {
		allIn, allOut = allIn+s.Inside, allOut+s.Outside
		small := hidden[i]
		share := shareCell(measure.Share(s.Outside, s.Inside+s.Outside), 0)
		specialty := s.Name
		said := fmt.Sprintf(careSay, specialtyName(s.Name), moneyWhole(s.Outside), share.text)
		v.rows = append(v.rows, viewRow{say: said, behind: &claims.BehindOf{From: w.from, To: w.to, Specialty: &specialty}, cells: []viewCell{
			boldCell(specialtyName(s.Name)), hiddenIf(small, centsCell(s.Inside)), hiddenIf(small, centsCell(s.Outside)), hiddenIf(small, share), hiddenIf(small, countCell(s.PeopleOutside)),
		}})
		if i < barsShown && !small {
			v.picture.Slots = append(v.picture.Slots, chart.Slot{Name: specialtyName(s.Name)})
			v.slotRow = append(v.slotRow, i)
			inside.Values, outside.Values = append(inside.Values, float64(s.Inside)), append(outside.Values, float64(s.Outside))
			v.say = append(v.say, said)
		}
		v.none = ""
	}
	v.picture.Kind, v.picture.Unit, v.picture.Series = chart.Bars, dollars, []chart.Series{inside, outside}
	v.note = fmt.Sprintf(careNote, w, percentText(measure.Share(allOut, allIn+allOut), 0), moneyWhole(allIn+allOut))
	if unknown := c.Unknown(); unknown.Amount > 0 {
		v.note += fmt.Sprintf(careUnknown, moneyWhole(unknown.Amount))
	}
	v.how = careHow(w, switches, careDivided)
	return v
}

// facilitiesView is payments to hospitals and clinics.
func facilitiesView(c *measure.Care, names map[string]string, w window, hide bool) chartView {
	list, inside, outside := c.Facilities(doctorsMost)
	v := chartView{title: placesTitle, none: analysisNoneHere, slotRow: []int{}}
	v.columns = []viewColumn{
		{id: "name", title: placesName, width: 200, grow: 3}, {id: "ours", title: headOurs, width: 84}, {id: "ccn", title: headCCN, width: 84},
		{id: "paid", title: analysisPaid, width: 120, grow: 1, kind: claims.Money}, {id: "claims", title: homeClaims, width: 84, grow: 1, kind: claims.Int}, {id: "people", title: titlePeople, width: 84, grow: 1, kind: claims.Int},
	}
	ours := chart.Series{Name: analysisOurs, Color: ColorDoctor}
	theirs := chart.Series{Name: analysisNotOurs, Color: ColorOutpatient, Texture: chart.Rows}
	hidden := hiddenRows(hide, len(list), func(i int) int { return list[i].People })
	for i, f := range list {
		v.none = ""
		small := hidden[i]
		name := orgText(names[f.NPI])
		if name == "" {
			name = fmt.Sprintf(namedCCN, f.CCN)
			if f.CCN == "" {
				name = fmt.Sprintf(namedNPI, f.NPI)
			}
		}
		said := fmt.Sprintf("%s: %s, %s", name, moneyWhole(f.PaidCents), countPeople.Of(f.People))
		v.rows = append(v.rows, viewRow{say: said, behind: &claims.BehindOf{From: w.from, To: w.to, Facility: cmp.Or(f.CCN, f.NPI)}, cells: []viewCell{
			boldCell(name), wordCell(oursWord(f.Ours)), wordCell(f.CCN), hiddenIf(small, centsCell(f.PaidCents)), hiddenIf(small, countCell(f.Claims)), hiddenIf(small, countCell(f.People)),
		}})
		if i >= barsShown || small {
			continue
		}
		v.picture.Slots = append(v.picture.Slots, chart.Slot{Name: name})
		v.slotRow = append(v.slotRow, i)
		a, b := float64(0), float64(f.PaidCents)
		if f.Ours {
			a, b = b, a
		}
		ours.Values, theirs.Values = append(ours.Values, a), append(theirs.Values, b)
		v.say = append(v.say, said)
	}
	v.picture.Kind, v.picture.Unit, v.picture.Series = chart.Bars, dollars, []chart.Series{ours, theirs}
	v.note = fmt.Sprintf(placesNote, w, percentText(measure.Share(outside, inside+outside), 0), moneyWhole(inside+outside))
	v.how = placesHow(w)
	return v
}

// doctorsView is the doctors with the greatest allowed amounts.
func doctorsView(c *measure.Care, names map[string]string, w window, listed, hide bool) chartView {
	v := chartView{title: analysisBiggest, none: analysisNoCare, slotRow: []int{}}
	v.columns = []viewColumn{
		{id: "name", title: doctorsName, width: 170, grow: 3}, {id: "npi", title: headNPI, width: 104}, {id: "specialty", title: headSpecialty, width: 150, grow: 2}, {id: "ours", title: headOurs, width: 76},
		{id: "allowed", title: headAllowed, width: 104, grow: 1, kind: claims.Money}, {id: "people", title: titlePeople, width: 76, kind: claims.Int}, {id: "visits", title: headVisits, width: 76, kind: claims.Int},
		{id: "share", title: doctorsShare, width: 124, kind: claims.Decimal},
	}
	v.first = []string{"share", "specialty", "npi"}
	mine := chart.Series{Name: analysisOurs, Color: ColorDoctor}
	theirs := chart.Series{Name: analysisNotOurs, Color: ColorOutpatient, Texture: chart.Rows}
	before, beforeSmall := int64(0), false
	for i, d := range c.Doctors(doctorsMost) {
		v.none = ""
		small := hide && measure.Small(d.People)
		name := nameText(names[d.NPI])
		if name == "" {
			name = fmt.Sprintf(namedNPI, d.NPI)
		}
		ours := oursWord(d.Ours)
		if !listed {
			ours = analysisUnknown
		}
		said := fmt.Sprintf(doctorsSay, name, moneyWhole(d.AllowedCents), countPeople.Of(d.People))
		v.rows = append(v.rows, viewRow{say: said, behind: &claims.BehindOf{From: w.from, To: w.to, Doctor: d.NPI}, cells: []viewCell{
			boldCell(name), wordCell(d.NPI), wordCell(specialtyName(d.Specialty)), wordCell(ours), hiddenIf(small, centsCell(d.AllowedCents)), hiddenIf(small, countCell(d.People)),
			hiddenIf(small, countCell(d.Visits)), hiddenIf(small || beforeSmall, shareCell(measure.Share(d.AllowedCents, before), 0)),
		}})
		if i == 0 {
			v.rows[0].cells[7] = noBase()
		}
		before, beforeSmall = d.AllowedCents, small
		if i < barsShown && !small {
			v.picture.Slots = append(v.picture.Slots, chart.Slot{Name: name})
			v.slotRow = append(v.slotRow, i)
			inside, outside := float64(d.AllowedCents), 0.0
			if listed && !d.Ours {
				inside, outside = outside, inside
			}
			mine.Values, theirs.Values = append(mine.Values, inside), append(theirs.Values, outside)
			v.say = append(v.say, said)
		}
	}
	v.picture.Kind, v.picture.Unit, v.picture.Series = chart.Bars, dollars, []chart.Series{mine, theirs}
	if !listed {
		v.picture.Series = []chart.Series{{Name: headAllowed, Color: ColorDoctor, Values: mine.Values}}
	}
	v.note = w.String()
	v.how = careHow(w, measure.Switches{}, doctorsDivided, howLine{headVisits, doctorsVisits})
	return v
}

// hiddenRows says which rows of a table to hide whose whole stands above it: those of 1 to 10 people, and one more where needed.
func hiddenRows(hide bool, n int, people func(i int) int) []bool {
	if !hide {
		return make([]bool, n)
	}
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = people(i)
	}
	return measure.Hidden(numbers)
}

func oursWord(ours bool) string {
	if ours {
		return analysisOurs
	}
	return analysisNotOurs
}
