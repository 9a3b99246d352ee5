package ui

import (
	"fmt"
	"math"

	"fyne.io/fyne/v2/theme"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
	"github.com/claimsdesk/claimsdesk/ui/chart"
)

const useHow = "Rates are per 1,000 people a year, each month together with the two before it. Divided by the people who on the first of each month are alive, have Parts A and B and are not in Medicare Advantage; visits and stays of other people are left out."

// edView is ED visits per 1,000 people a year.
func edView(a *measure.Analysis, months []string, hide bool) chartView {
	list := a.Use(months)
	v := chartView{title: "ED visits per 1,000 people a year", none: analysisNoStays}
	v.how = append([]string{"An ED visit is a person, a place and a day with an emergency room charge, or a doctor's emergency visit without one. Went home leaves out visits that ended in a stay.", useHow}, completenessHow(a)...)
	all, home := make([]float64, len(list)), make([]float64, len(list))
	for i, m := range list {
		if m.EDVisits > 0 {
			v.none = ""
		}
		small := hide && measure.Small(m.EDPeople)
		// What is not home was admitted: either of few people hides both.
		few := small || hide && (measure.Small(m.EDHomePeople) || measure.Small(m.EDPeople-m.EDHomePeople))
		all[i], home[i] = nanIf(small, m.EDRate), nanIf(few, m.EDHomeRate)
		v.rows = append(v.rows, viewRow{cells: []viewCell{
			boldCell(monthName(m.Month)), hiddenIf(small, countCell(m.EDVisits)), hiddenIf(few, countCell(m.EDHome)), countCell(m.People),
			hiddenIf(small, rateCell(m.EDRate)), hiddenIf(few, rateCell(m.EDHomeRate)), wordCell(inText(m.In)),
		}})
		v.say = append(v.say, fmt.Sprintf("%s: %s per 1,000 a year, %s", monthName(m.Month), hiddenIf(small, rateCell(m.EDRate)).text, app.Counted(m.EDVisits, "visit", "visits")))
		if small {
			v.say[i] = monthName(m.Month) + ": " + analysisTooFew
		}
		v.behind = append(v.behind, behindOf{m.Month, m.Month, []string{claims.Outpatient, claims.Inpatient}})
	}
	v.rows = backwards(v.rows)
	v.columns = []viewColumn{
		{id: "month", title: monthColumn, width: 100, grow: 1}, {id: "visits", title: "ED visits", width: 110, grow: 1, kind: claims.Int}, {id: "home", title: "Went home", width: 110, grow: 1, kind: claims.Int},
		{id: "people", title: titlePeople, width: 110, grow: 1, kind: claims.Int}, {id: "rate", title: "All, per 1,000", width: 130, grow: 1, kind: claims.Decimal},
		{id: "homerate", title: "Home, per 1,000", width: 140, grow: 1, kind: claims.Decimal}, {id: "in", title: "In so far", width: 100, grow: 1},
	}
	v.picture = usePicture(a, months, chart.Series{Name: "All", Color: ColorHospital, Values: all}, chart.Series{Name: "Went home", Color: ColorOutpatient, Texture: chart.Rows, Values: home})
	return v
}

// staysView is hospital stays per 1,000 people a year, with days.
func staysView(a *measure.Analysis, months []string, hide bool) chartView {
	list := a.Use(months)
	v := chartView{title: "Hospital stays per 1,000 people a year", none: analysisNoStays}
	v.how = append([]string{"Stays in acute hospitals, by the month in which they ended. A transfer to another hospital on the same or the next day counts as one stay. Days: at least one for each stay.", useHow}, completenessHow(a)...)
	stays, days := make([]float64, len(list)), make([]float64, len(list))
	for i, m := range list {
		if m.Stays > 0 {
			v.none = ""
		}
		small := hide && measure.Small(m.StayPeople)
		stays[i], days[i] = nanIf(small, m.StayRate), nanIf(small, m.Bed)
		v.rows = append(v.rows, viewRow{cells: []viewCell{
			boldCell(monthName(m.Month)), hiddenIf(small, countCell(m.Stays)), hiddenIf(small, countCell(m.Days)), countCell(m.People),
			hiddenIf(small, rateCell(m.StayRate)), hiddenIf(small, rateCell(m.Bed)), wordCell(inText(m.In)),
		}})
		v.say = append(v.say, fmt.Sprintf("%s: %s per 1,000 a year, %s", monthName(m.Month), hiddenIf(small, rateCell(m.StayRate)).text, app.Counted(m.Stays, "stay", "stays")))
		if small {
			v.say[i] = monthName(m.Month) + ": " + analysisTooFew
		}
		v.behind = append(v.behind, behindOf{m.Month, m.Month, []string{claims.Inpatient}})
	}
	v.rows = backwards(v.rows)
	v.columns = []viewColumn{
		{id: "month", title: monthColumn, width: 100, grow: 1}, {id: "stays", title: "Stays", width: 110, grow: 1, kind: claims.Int}, {id: "days", title: "Days", width: 110, grow: 1, kind: claims.Int},
		{id: "people", title: titlePeople, width: 110, grow: 1, kind: claims.Int}, {id: "rate", title: "Stays, per 1,000", width: 130, grow: 1, kind: claims.Decimal},
		{id: "bed", title: "Days, per 1,000", width: 140, grow: 1, kind: claims.Decimal}, {id: "in", title: "In so far", width: 100, grow: 1},
	}
	v.picture = usePicture(a, months, chart.Series{Name: "Stays", Color: ColorHospital, Values: stays}, chart.Series{Name: "Days", Color: ColorHospice, Values: days, Column: true, Texture: chart.Dots})
	v.picture.ColumnUnit = counts
	return v
}

// usePicture draws lines over months, of which those are hatched in which hospital claims still arrive.
func usePicture(a *measure.Analysis, months []string, series ...chart.Series) chart.Picture {
	in := func(i int) float64 {
		return min(a.Complete.In(claims.Inpatient, months[i]), a.Complete.In(claims.Outpatient, months[i]))
	}
	p := chart.Picture{Kind: chart.Lines, Unit: counts, Series: series, Slots: monthSlots(months, func(i int) bool { return measure.Hatched(in(i)) })}
	p.Foot = footOf(p.Slots, in)
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
	v := chartView{title: "Readmitted within 30 days (not risk-adjusted, planned stays included)", none: analysisNoStays}
	v.how = append([]string{
		"Of stays in acute hospitals that ended alive and not against advice: after how many did another stay begin 1 to 30 days later. Planned stays are not taken out, and nothing is adjusted for how ill people are: this is not the CMS measure.",
		"Stays that ended less than 30 days before the end of the last complete month are left out. Each month stands for itself and the two before it.",
	}, completenessHow(a)...)
	values := make([]float64, len(list))
	for i, m := range list {
		if m.Whole > 0 {
			v.none = ""
		}
		small := hide && (measure.Small(m.Whole) || measure.Small(m.Part))
		values[i] = nanIf(small, m.Share)
		v.rows = append(v.rows, viewRow{cells: []viewCell{
			boldCell(monthName(m.Month)), hiddenIf(small, countCell(m.Whole)), hiddenIf(small, countCell(m.Part)), hiddenIf(small, shareCell(m.Share, m.Whole)),
		}})
		v.say = append(v.say, fmt.Sprintf("%s: %s", monthName(m.Month), hiddenIf(small, shareCell(m.Share, m.Whole)).text))
		v.behind = append(v.behind, behindOf{m.Month, m.Month, []string{claims.Inpatient}})
	}
	v.rows = backwards(v.rows)
	v.columns = []viewColumn{
		{id: "month", title: monthColumn, width: 120, grow: 1}, {id: "whole", title: "Stays that count", width: 150, grow: 1, kind: claims.Int},
		{id: "part", title: "Readmitted", width: 130, grow: 1, kind: claims.Int}, {id: "share", title: "Share over 3 months", width: 170, grow: 1, kind: claims.Decimal},
	}
	v.picture = chart.Picture{Kind: chart.Lines, Unit: percents, Series: []chart.Series{{Name: "Readmitted", Color: theme.ColorNamePrimary, Values: values}}, Slots: monthSlots(months, func(int) bool { return false })}
	return v
}

// followUpView is follow-up within 7, 14 and 30 days, by quarter.
func followUpView(a *measure.Analysis, months []string, hide bool) chartView {
	list := a.FollowUps(months)
	v := chartView{title: "Follow-up after a hospital stay", none: analysisNoStays, first: []string{"due7", "due14", "due30"}}
	v.how = append([]string{
		"Of hospital stays that ended at home: after how many a visit to a doctor is seen in claims within 7, 14 and 30 days. The day the stay ended is day 0. A visit counts from day 1, a transitional care service from day 0.",
		"A stay is in a column once that many days have passed before the end of the last complete month. No visit seen in claims is not proof that there was none.",
	}, completenessHow(a)...)
	v.columns = []viewColumn{{id: "quarter", title: "Quarter", width: 110, grow: 1}}
	colors := typeColors()
	for i, days := range measure.FollowUpDays() {
		v.columns = append(v.columns,
			viewColumn{id: fmt.Sprint("due", days), title: fmt.Sprintf("Stays, %d days", days), width: 120, grow: 1, kind: claims.Int},
			viewColumn{id: fmt.Sprint("share", days), title: fmt.Sprintf("Within %d days", days), width: 120, grow: 1, kind: claims.Decimal})
		v.picture.Series = append(v.picture.Series, chart.Series{Name: fmt.Sprintf("%d days", days), Color: colors[i], Texture: typeTextures()[i], Values: make([]float64, len(list))})
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
			row.cells = append(row.cells, hiddenIf(small, countCell(due)), hiddenIf(small, shareCell(share, due)))
			v.picture.Series[i].Values[q] = nanIf(small, share)
			said += fmt.Sprintf(" within %d days %s", days, hiddenIf(small, shareCell(share, due)).text)
			if i < len(quarter.Due)-1 {
				said += ","
			}
		}
		v.rows = append(v.rows, row)
		v.say = append(v.say, said)
		v.behind = append(v.behind, behindOf{quarter.First, measure.AddMonths(quarter.First, 2), []string{claims.Inpatient}})
		v.picture.Slots = append(v.picture.Slots, chart.Slot{Name: quarter.Name()})
	}
	v.rows = backwards(v.rows)
	v.picture.Kind, v.picture.Unit, v.picture.Labels = chart.Groups, percents, true
	return v
}
