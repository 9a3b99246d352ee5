package ui

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2/theme"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
	"github.com/claimsdesk/claimsdesk/ui/chart"
)

// edView is ED visits per 1,000 people a year.
func edView(a *measure.Analysis, months []string, hide bool) chartView {
	list := a.Use(months)
	v := chartView{title: edTitle, none: analysisNoStays}
	v.how = useHow(a, edCounts, true)
	all, home := make([]float64, len(list)), make([]float64, len(list))
	small, few := make([]bool, len(list)), make([]bool, len(list))
	for i, m := range list {
		small[i] = hide && measure.Small(m.EDPeople)
		// What is not home was admitted: either of few people hides both.
		few[i] = small[i] || hide && (measure.Small(m.EDHomePeople) || measure.Small(m.EDPeople-m.EDHomePeople))
	}
	noRate, noHome := measure.RollingHidden(small), measure.RollingHidden(few)
	for i, m := range list {
		if m.EDVisits > 0 {
			v.none = ""
		}
		all[i], home[i] = nanIf(noRate[i], m.EDRate), nanIf(noHome[i], m.EDHomeRate)
		v.rows = append(v.rows, viewRow{cells: []viewCell{
			boldCell(monthName(m.Month)), hiddenIf(small[i], countCell(m.EDVisits)), hiddenIf(few[i], countCell(m.EDHome)), countCell(m.People),
			hiddenIf(noRate[i], rateCell(m.EDRate)), hiddenIf(noHome[i], rateCell(m.EDHomeRate)), inCell(m.In),
		}})
		v.say = append(v.say, fmt.Sprintf(useSay, monthName(m.Month), hiddenIf(noRate[i], rateCell(m.EDRate)).text, countVisits.Of(m.EDVisits)))
		if small[i] {
			v.say[i] = monthName(m.Month) + ": " + analysisTooFew
		}
		v.behind = append(v.behind, claims.BehindOf{From: m.Month, To: m.Month, Care: claims.BehindED})
	}
	v.rows = backwards(v.rows)
	v.columns = []viewColumn{
		{id: "month", title: headMonth, width: 100, grow: 1}, {id: "visits", title: analysisED, width: 110, grow: 1, kind: claims.Int}, {id: "home", title: edHome, width: 110, grow: 1, kind: claims.Int},
		{id: "people", title: titlePeople, width: 110, grow: 1, kind: claims.Int}, {id: "rate", title: edRate, width: 130, grow: 1, kind: claims.Decimal},
		{id: "homerate", title: edHomeRate, width: 140, grow: 1, kind: claims.Decimal}, {id: "in", title: spendingIn, width: 100, grow: 1, kind: claims.Decimal},
	}
	v.picture = usePicture(a, months, chart.Series{Name: edAll, Color: ColorHospital, Values: all}, chart.Series{Name: edHome, Color: ColorOutpatient, Texture: chart.Rows, Values: home})
	return v
}

// staysView is hospital stays per 1,000 people a year, with days.
func staysView(a *measure.Analysis, months []string, hide bool) chartView {
	list := a.Use(months)
	v := chartView{title: staysTitle, none: analysisNoStays}
	v.how = useHow(a, staysCounts, true)
	stays, days := make([]float64, len(list)), make([]float64, len(list))
	small := make([]bool, len(list))
	for i, m := range list {
		small[i] = hide && measure.Small(m.StayPeople)
	}
	noRate := measure.RollingHidden(small)
	for i, m := range list {
		if m.Stays > 0 {
			v.none = ""
		}
		stays[i], days[i] = nanIf(noRate[i], m.StayRate), nanIf(noRate[i], m.Bed)
		v.rows = append(v.rows, viewRow{cells: []viewCell{
			boldCell(monthName(m.Month)), hiddenIf(small[i], countCell(m.Stays)), hiddenIf(small[i], countCell(m.Days)), countCell(m.People),
			hiddenIf(noRate[i], rateCell(m.StayRate)), hiddenIf(noRate[i], rateCell(m.Bed)), inCell(m.In),
		}})
		v.say = append(v.say, fmt.Sprintf(useSay, monthName(m.Month), hiddenIf(noRate[i], rateCell(m.StayRate)).text, countStays.Of(m.Stays)))
		if small[i] {
			v.say[i] = monthName(m.Month) + ": " + analysisTooFew
		}
		v.behind = append(v.behind, claims.BehindOf{From: m.Month, To: m.Month, Care: claims.BehindStays})
	}
	v.rows = backwards(v.rows)
	v.columns = []viewColumn{
		{id: "month", title: headMonth, width: 100, grow: 1}, {id: "stays", title: headStays, width: 110, grow: 1, kind: claims.Int}, {id: "days", title: headDays, width: 110, grow: 1, kind: claims.Int},
		{id: "people", title: titlePeople, width: 110, grow: 1, kind: claims.Int}, {id: "rate", title: staysRate, width: 130, grow: 1, kind: claims.Decimal},
		{id: "bed", title: staysBed, width: 140, grow: 1, kind: claims.Decimal}, {id: "in", title: spendingIn, width: 100, grow: 1, kind: claims.Decimal},
	}
	v.picture = usePicture(a, months, chart.Series{Name: headStays, Color: ColorHospital, Values: stays}, chart.Series{Name: headDays, Color: ColorText2, Values: days, Column: true, Texture: chart.Dots})
	v.picture.ColumnUnit, v.picture.Axis, v.picture.ColumnAxis = counts, headStays, headDays
	return v
}

// usePicture draws lines over months, of which those are hatched in which hospital claims still arrive.
func usePicture(a *measure.Analysis, months []string, series ...chart.Series) chart.Picture {
	in := func(i int) float64 {
		return min(a.Complete.In(claims.Inpatient, months[i]), a.Complete.In(claims.Outpatient, months[i]))
	}
	p := chart.Picture{Kind: chart.Lines, Unit: counts, Series: series, Slots: monthSlots(months, func(i int) bool { return measure.Hatched(in(i)) })}
	p.Foot = footOf(p.Slots, in, a.Complete.Typical(claims.Inpatient) || a.Complete.Typical(claims.Outpatient))
	return p
}

func nanIf(hide bool, v float64) float64 {
	if hide {
		return math.NaN()
	}
	return v
}

// readmittedView is the share of stays after which the person was in hospital again within 30 days.
func readmittedView(a *measure.Analysis, months []string, hide bool) chartView {
	list := a.Readmissions(months)
	v := chartView{title: readmittedTitle, none: analysisNoStays}
	v.how = readmittedHow(a)
	values := make([]float64, len(list))
	small := make([]bool, len(list))
	for i, m := range list {
		small[i] = hide && (measure.Small(m.Whole) || measure.Small(m.Part) || measure.Small(m.Whole-m.Part))
	}
	noShare := measure.RollingHidden(small)
	for i, m := range list {
		if m.Whole > 0 {
			v.none = ""
		}
		values[i] = nanIf(noShare[i], m.Share)
		cells := []viewCell{hiddenIf(small[i], countCell(m.Whole)), hiddenIf(small[i], countCell(m.Part)), hiddenIf(noShare[i], shareCell(m.Share, m.Whole))}
		if m.Early {
			cells = []viewCell{tooEarlyCell(), tooEarlyCell(), tooEarlyCell()}
		}
		v.rows = append(v.rows, viewRow{cells: append([]viewCell{boldCell(monthName(m.Month))}, cells...)})
		v.say = append(v.say, fmt.Sprintf("%s: %s", monthName(m.Month), cells[2].text))
		v.behind = append(v.behind, claims.BehindOf{From: m.Month, To: m.Month, Care: claims.BehindIndex})
	}
	v.rows = backwards(v.rows)
	v.columns = []viewColumn{
		{id: "month", title: headMonth, width: 120, grow: 1}, {id: "whole", title: readmittedWhole, width: 150, grow: 1, kind: claims.Int},
		{id: "part", title: readmittedPart, width: 130, grow: 1, kind: claims.Int}, {id: "share", title: readmittedShare, width: 170, grow: 1, kind: claims.Decimal},
	}
	v.picture = chart.Picture{Kind: chart.Lines, Unit: percents, Series: []chart.Series{{Name: readmittedPart, Color: theme.ColorNamePrimary, Values: values}}, Slots: monthSlots(months, func(int) bool { return false })}
	return v
}

// followUpView is follow-up within 7, 14 and 30 days, by quarter.
func followUpView(a *measure.Analysis, months []string, hide bool) chartView {
	list := a.FollowUps(months)
	v := chartView{title: followUpTitle, none: analysisNoStays, first: []string{"due7", "due14", "due30"}, together: true}
	v.how = followUpHow(a)
	v.columns = []viewColumn{{id: "quarter", title: headQuarter, width: 110, grow: 1}}
	colors := typeColors()
	for i, days := range measure.FollowUpDays() {
		v.columns = append(v.columns,
			viewColumn{id: fmt.Sprint("due", days), title: fmt.Sprintf(followUpStays, days), width: 120, grow: 1, kind: claims.Int},
			viewColumn{id: fmt.Sprint("share", days), title: fmt.Sprintf(followUpWithin, days), width: 120, grow: 1, kind: claims.Decimal})
		v.picture.Series = append(v.picture.Series, chart.Series{Name: fmt.Sprintf(followUpDays, days), Color: colors[i], Texture: typeTextures()[i], Values: make([]float64, len(list))})
	}
	for q, quarter := range list {
		row := viewRow{cells: []viewCell{boldCell(quarter.Name())}}
		said := quarter.Name() + ":"
		for i, days := range measure.FollowUpDays() {
			due, seen := quarter.Due[i], quarter.Seen[i]
			if due > 0 {
				v.none = ""
			}
			small := hide && (measure.Small(due) || measure.Small(seen) || measure.Small(due-seen))
			share := measure.Share(seen, due)
			count, part := hiddenIf(small, countCell(due)), hiddenIf(small, shareCell(share, due))
			if quarter.Early[i] {
				count, part = tooEarlyCell(), tooEarlyCell()
			}
			row.cells = append(row.cells, count, part)
			v.picture.Series[i].Values[q] = nanIf(small, share)
			said += fmt.Sprintf(followUpSay, days, part.text)
			if i < len(quarter.Due)-1 {
				said += ","
			}
		}
		v.rows = append(v.rows, row)
		v.say = append(v.say, said)
		v.behind = append(v.behind, claims.BehindOf{From: quarter.First, To: measure.AddMonths(quarter.First, 2), Care: claims.BehindHome})
		v.picture.Slots = append(v.picture.Slots, chart.Slot{Name: quarter.Name()})
	}
	v.rows = backwards(v.rows)
	v.picture.Kind, v.picture.Unit, v.picture.Labels = chart.Groups, percents, true
	return v
}
