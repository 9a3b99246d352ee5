package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// peopleColumn is a column of the people list, and what it shows of a person.
type peopleColumn struct {
	widgets.Column
	cell func(p *claims.Person, now time.Time) widgets.Cell
}

// peopleColumns are all columns, in their order; most of those behind the tenth are chosen by hand (docs/reference/screens.md 5.3).
func peopleColumns() []peopleColumn {
	days, right := daysInOrder(), fyne.TextAlignTrailing
	sorted := func(sort claims.PersonSort, c widgets.Column) widgets.Column {
		c.ID, c.Sortable = string(sort), true
		return c
	}
	number := func(sort claims.PersonSort, title string, width float32) widgets.Column {
		return sorted(sort, widgets.Column{Title: title, Width: width, Align: right})
	}
	return append([]peopleColumn{
		{sorted(claims.SortByName, widgets.Column{Title: peopleColName, Width: 150, Grow: 2, Order: [2]string{orderAZ, orderZA}}),
			func(p *claims.Person, _ time.Time) widgets.Cell {
				cell := nameCell(*p)
				cell.Bold = true
				return cell
			}},
		{sorted(claims.SortByBirthDate, widgets.Column{Title: peopleColBorn, Width: 148, Order: [2]string{orderOldest, orderYoungest}}),
			func(p *claims.Person, now time.Time) widgets.Cell { return bornCell(*p, now) }},
		{widgets.Column{ID: "sex", Title: peopleSex, Width: 46}, personText(func(p *claims.Person) string { return sexLetter(p.SexCode) })},
		{widgets.Column{ID: "mbi", Title: peopleColMBI, Width: 72}, func(p *claims.Person, _ time.Time) widgets.Cell {
			return mbiCell(p.MBI)
		}},
		{widgets.Column{ID: "city", Title: peopleColCity, Width: 130, Grow: 2}, func(p *claims.Person, _ time.Time) widgets.Cell { return placeCell(*p) }},
		{widgets.Column{ID: "status", Title: peopleColStatus, Width: 126}, func(p *claims.Person, _ time.Time) widgets.Cell {
			return widgets.Cell{Chips: personChips(*p)}
		}},
		{sorted(claims.SortByLastDate, widgets.Column{Title: peopleColLast, Width: 108, Order: days}), dayOrNone(func(p *claims.Person) string { return p.LastDate })},
		{number(claims.SortByEDVisits, peopleColED, 46), personCount(func(p *claims.Person) int { return p.EDVisits })},
		{number(claims.SortByStays, peopleColStays, 58), personCount(func(p *claims.Person) int { return p.Stays })},
		{number(claims.SortByYear, peopleColYear, 92), personMoney(func(p *claims.Person) int64 { return p.YearCents })},
	}, peopleMoreColumns()...)
}

// peopleMoreColumns are those to choose.
func peopleMoreColumns() []peopleColumn {
	days, right := daysInOrder(), fyne.TextAlignTrailing
	more := func(id, title string, width float32) widgets.Column {
		return widgets.Column{ID: id, Title: title, Width: width, Optional: true}
	}
	sorted := func(sort claims.PersonSort, title string, width float32, align fyne.TextAlign, order [2]string) widgets.Column {
		return widgets.Column{ID: string(sort), Title: title, Width: width, Align: align, Sortable: true, Optional: true, Order: order}
	}
	return []peopleColumn{
		{sorted(claims.SortByClaims, peopleColClaims, 82, right, [2]string{}), personCount(func(p *claims.Person) int { return p.Claims })},
		{sorted(claims.SortByPaid, peopleColPaid, 100, right, [2]string{}), personMoney(func(p *claims.Person) int64 { return p.PaidCents })},
		{sorted(claims.SortByLastVisit, peopleColVisit, 108, fyne.TextAlignLeading, days), dayOrNone(func(p *claims.Person) string { return p.LastVisit })},
		{more("since_visit", peopleColSince, 120), func(p *claims.Person, now time.Time) widgets.Cell {
			return widgets.Cell{Text: daysSince(p.LastVisit, now)}
		}},
		{more("wellness", peopleColWellness, 132), dayOrNone(func(p *claims.Person) string { return p.Wellness })},
		{more("doctor", peopleColDoctor, 150), func(p *claims.Person, _ time.Time) widgets.Cell { return partyCell(p.Doctor) }},
		{more("medicaid", peopleColMedicaid, 108), personAnswer(func(p *claims.Person) claims.Answer { return p.Medicaid })},
		{more("part_d", peopleColPartD, 84), personAnswer(func(p *claims.Person) claims.Answer { return p.PartD })},
		{more("advantage", peopleColAdvantage, 138), personAnswer(func(p *claims.Person) claims.Answer { return p.Advantage })},
		{more("known_since", peopleColKnown, 150), personText(knownText)},
		{more("left_on", peopleColLeft, 108), personText(func(p *claims.Person) string { return dateText(p.LeftOn) })},
		{more("state", peopleColState, 56), personText(func(p *claims.Person) string { return p.State })},
		{more("race", peopleColRace, 120), personText(func(p *claims.Person) string { return orNotGiven(nameText(p.Race)) })},
	}
}

func personText(of func(*claims.Person) string) func(*claims.Person, time.Time) widgets.Cell {
	return func(p *claims.Person, _ time.Time) widgets.Cell { return widgets.Cell{Text: of(p)} }
}

// dayOrNone shows a day, or that none was seen.
func dayOrNone(of func(*claims.Person) string) func(*claims.Person, time.Time) widgets.Cell {
	return func(p *claims.Person, _ time.Time) widgets.Cell {
		if day := dateText(of(p)); day != "" {
			return widgets.Cell{Text: day}
		}
		return widgets.Cell{Text: peopleNoneSeen, Color: ColorText2}
	}
}

func personCount(of func(*claims.Person) int) func(*claims.Person, time.Time) widgets.Cell {
	return func(p *claims.Person, _ time.Time) widgets.Cell { return widgets.Cell{Text: app.CountText(of(p))} }
}

func personMoney(of func(*claims.Person) int64) func(*claims.Person, time.Time) widgets.Cell {
	return func(p *claims.Person, _ time.Time) widgets.Cell { return widgets.Cell{Text: moneyWhole(of(p))} }
}

func personAnswer(of func(*claims.Person) claims.Answer) func(*claims.Person, time.Time) widgets.Cell {
	return personText(func(p *claims.Person) string { return orNotGiven(app.AnswerText(of(p))) })
}

// knownText says since when a person is known; nobody knows of the time before the first list.
func knownText(p *claims.Person) string {
	day := dateText(p.KnownSince)
	if p.KnownBefore && day != "" {
		return peopleBefore + day
	}
	return day
}

// daysSince counts the days from a day to now; empty for a day that is none or lies ahead.
func daysSince(day string, now time.Time) string {
	const hours = 24
	on, ok := claims.CalendarDate(day)
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	if !ok || today.Before(on) {
		return ""
	}
	return app.CountText(int(today.Sub(on).Hours() / hours))
}

// personCells is a person as the list shows them.
func personCells(p claims.Person, now time.Time) []widgets.Cell {
	columns := peopleColumns()
	cells := make([]widgets.Cell, len(columns))
	for i, c := range columns {
		cells[i] = c.cell(&p, now)
	}
	return cells
}

// personChips says where a person stands.
func personChips(p claims.Person) []widgets.ChipSpec {
	chip := widgets.ChipSpec{Icon: symbol(assets.Warning), Tone: toneWarn()}
	switch p.Standing() {
	case claims.StandsDied:
		chip = widgets.ChipSpec{Icon: symbol(assets.Dash), Word: chipDied, Tone: toneQuiet()}
	case claims.StandsLeft:
		chip.Word = chipLeft
	case claims.StandsOff:
		chip.Word = chipOffList
	case claims.StandsCheck:
		chip.Word = chipCheck
	case claims.StandsNew:
		chip = widgets.ChipSpec{Icon: symbol(assets.Info), Word: chipNew, Tone: toneInfo()}
	default:
		chip = widgets.ChipSpec{Icon: symbol(assets.Check), Word: chipOnList, Tone: toneOK()}
	}
	return []widgets.ChipSpec{chip}
}
