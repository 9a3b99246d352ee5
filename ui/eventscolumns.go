package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// eventColumn is a column of a work list on the screen.
type eventColumn struct {
	widgets.Column
	sort claims.EventSort // the order that a click on the title asks for; empty where the column does not sort
	cell func(e *claims.Event) widgets.Cell
}

// eventColumns are the columns of a list: who and what became of it, what the list tells, when it arrived (docs/reference/screens.md 7).
func eventColumns(list claims.EventList, now func() time.Time) []eventColumn {
	columns := []eventColumn{
		{Column: widgets.Column{ID: "name", Title: headPerson, Width: 150, Sortable: true, Order: [2]string{orderAZ, orderZA}}, sort: claims.EventsByName, cell: func(e *claims.Event) widgets.Cell {
			return widgets.Cell{Text: eventPerson(e), Cover: eventInitials(e), Bold: true}
		}},
		{Column: widgets.Column{ID: "born", Title: headBorn, Width: 108}, cell: func(e *claims.Event) widgets.Cell { return birthDayCell(e.BirthDate, now()) }},
		{Column: widgets.Column{ID: "state", Title: headState, Width: 112}, cell: eventStateCell},
	}
	columns = append(columns, listColumns(list)...)
	return append(columns,
		eventColumn{Column: widgets.Column{ID: "arrived", Title: headArrived, Width: 108, Sortable: true, Order: daysInOrder()}, sort: claims.EventsByArrived, cell: func(e *claims.Event) widgets.Cell {
			return dayCell(e.Arrived)
		}},
		eventColumn{Column: widgets.Column{ID: "note", Title: headNote, Width: 160, Grow: 1}, cell: func(e *claims.Event) widgets.Cell { return freeCell(e.Note) }},
		eventColumn{Column: widgets.Column{ID: "assigned", Title: headAssigned, Width: 120}, cell: func(e *claims.Event) widgets.Cell { return widgets.Cell{Text: e.AssignedTo} }},
		eventColumn{Column: widgets.Column{ID: "mbi", Title: headMBI, Width: 76, Optional: true}, cell: func(e *claims.Event) widgets.Cell {
			return mbiCell(e.MBI)
		}},
		eventColumn{Column: widgets.Column{ID: "who", Title: headChangedBy, Width: 120, Optional: true}, cell: func(e *claims.Event) widgets.Cell { return widgets.Cell{Text: e.Who} }},
		eventColumn{Column: widgets.Column{ID: "when", Title: headChangedOn, Width: 108, Optional: true}, cell: func(e *claims.Event) widgets.Cell {
			if e.At.IsZero() {
				return widgets.Cell{}
			}
			return widgets.Cell{Text: e.At.Local().Format(dayWords)}
		}})
}

func daysInOrder() [2]string { return [2]string{orderOldest, orderNewest} }

// eventPerson names a person; people whom the data do not hold go by their MBI.
func eventPerson(e *claims.Event) string {
	p := claims.Person{LastName: e.LastName, FirstName: e.FirstName}
	if e.LastName == "" && e.FirstName == "" && e.MBI != "" {
		return fmt.Sprintf(namedMBI, mbiTail(e.MBI))
	}
	return personName(p)
}

// eventInitials stand in the place of eventPerson while names are hidden.
func eventInitials(e *claims.Event) string {
	if e.LastName == "" && e.FirstName == "" && e.MBI != "" {
		return fmt.Sprintf(namedMBI, coverDots)
	}
	return initialsOf(claims.Person{LastName: e.LastName, FirstName: e.FirstName})
}

// eventStateCell says what became of an event, with chips for what must be seen before somebody phones.
func eventStateCell(e *claims.Event) widgets.Cell {
	cell := widgets.Cell{Text: app.EventStateText(e.State)}
	if e.Died {
		cell.Chips = append(cell.Chips, widgets.ChipSpec{Icon: symbol(assets.Dash), Word: chipDied, Tone: toneQuiet()})
	}
	if e.Gone {
		cell.Chips, cell.Text = append(cell.Chips, widgets.ChipSpec{Icon: symbol(assets.Warning), Word: chipGone, Tone: toneWarn()}), ""
	}
	if e.Early {
		cell.Chips = append(cell.Chips, widgets.ChipSpec{Icon: symbol(assets.Info), Word: chipEarly, Tone: toneWarn()})
	}
	if e.New {
		cell.Chips = append(cell.Chips, widgets.ChipSpec{Icon: symbol(assets.Info), Word: chipNew, Tone: toneInfo()})
		if e.State == claims.EventToDo {
			cell.Text = ""
		}
	}
	if e.State == claims.EventDone && !e.Gone {
		cell.Chips, cell.Text = append([]widgets.ChipSpec{{Icon: symbol(assets.Check), Word: cell.Text, Tone: toneOK()}}, cell.Chips...), ""
	}
	return cell
}

func dayCell(day string) widgets.Cell {
	if day == "" {
		return widgets.Cell{Text: "–", Color: ColorText2}
	}
	return widgets.Cell{Text: dateText(day)}
}

// spans are pairs of days that stand in one column.
func spans() map[string]struct{ to, id, title string } {
	return map[string]struct{ to, id, title string }{
		"admitted":    {"discharged", "stay", headStay},
		"first_from":  {"first_to", "first_stay", headFirstStay},
		"second_from": {"second_to", "second_stay", headSecondStay},
	}
}

// listColumns are what one list tells, in the order of docs/reference/screens.md 7. What is read first comes first.
func listColumns(list claims.EventList) []eventColumn {
	var columns []eventColumn
	pairs := spans()
	ends := map[string]bool{}
	for _, c := range claims.EventColumns(list) {
		if span, ok := pairs[c.Name]; ok {
			ends[span.to] = true
			columns = append(columns, spanColumn(list, c.Name, span.to, span.id, span.title))
			continue
		}
		if !ends[c.Name] {
			columns = append(columns, valueColumn(list, c))
		}
	}
	if list == claims.ListFollowUp { // whether somebody was seen is what the list is for
		at := slices.IndexFunc(columns, func(c eventColumn) bool { return c.ID == "follow_up" })
		follow := columns[at]
		columns = slices.Insert(slices.Delete(columns, at, at+1), 1, follow)
	}
	return columns
}

func spanColumn(list claims.EventList, from, to, id, title string) eventColumn {
	c := eventColumn{Column: widgets.Column{ID: id, Title: title, Width: 152}, cell: func(e *claims.Event) widgets.Cell {
		text := dateRange(e.Value(from).Text, e.Value(to).Text)
		if text == "" {
			return dayCell("")
		}
		return widgets.Cell{Text: text}
	}}
	return sortingByDay(list, c)
}

// sortingByDay lets the column sort that holds the day of the event.
func sortingByDay(list claims.EventList, c eventColumn) eventColumn {
	if c.ID == dayColumn(list) {
		c.Sortable, c.Order, c.sort = true, daysInOrder(), claims.EventsByDay
	}
	return c
}

// dayColumn is the column of the day that an event of a list is about; standing lists are about no day.
func dayColumn(list claims.EventList) string {
	switch list {
	case claims.ListFollowUp:
		return "stay"
	case claims.ListReadmitted:
		return "second_stay"
	case claims.ListED, claims.ListDied:
		return "date"
	case claims.ListNursing, claims.ListHomeHealth, claims.ListHospice:
		return "start"
	case claims.ListNewDrug:
		return "first"
	case claims.ListNew:
		return "known_since"
	case claims.ListLeft:
		return "left_on"
	case claims.ListNoData:
		return "since"
	default:
		return ""
	}
}

func valueColumn(list claims.EventList, c claims.Column) eventColumn {
	name, kind := c.Name, c.Kind
	column := eventColumn{Column: widgets.Column{ID: name, Title: c.Label, Width: valueWidth(c)}, cell: func(e *claims.Event) widgets.Cell {
		return valueCell(name, kind, e.Value(name))
	}}
	if kind == claims.Int || kind == claims.Money {
		column.Align = fyne.TextAlignTrailing
	}
	if list == claims.ListFollowUp && (name == "first_visit" || name == "diagnosis") {
		column.Optional = true // the follow-up names the day, the group the reason
	}
	return sortingByDay(list, column)
}

// valueWidth is how wide a column is at a text size of 100 %: its title fits, and what it usually holds.
func valueWidth(c claims.Column) float32 {
	const letter, edges = 8, 24
	title := float32(letter*len(c.Label) + edges)
	switch {
	case c.Name == "follow_up" || c.Name == "seen_after":
		return 216
	case c.Name == "drg" || c.Name == "first_drg" || c.Name == "second_drg":
		return max(64, title)
	case c.Kind == claims.Date:
		return max(112, title)
	case c.Kind == claims.Int || c.Kind == claims.Money:
		return max(72, title)
	default:
		return max(148, title)
	}
}

// valueCell is one value of a list in words. What is not seen stands back: it is no proof (docs/reference/screens.md 7).
func valueCell(name string, kind claims.Kind, v claims.Value) widgets.Cell {
	switch {
	case !v.Set:
		return widgets.Cell{Text: "–", Color: ColorText2}
	case kind == claims.Date:
		return dayCell(v.Text)
	case kind == claims.Int:
		return widgets.Cell{Text: app.CountText(int(v.Int))}
	case kind == claims.Money:
		return widgets.Cell{Text: moneyWhole(v.Int)}
	case strings.Contains(name, "diagnosis"):
		return widgets.Cell{Text: icdText(v.Text)}
	case strings.HasPrefix(v.Text, "No ") || strings.HasPrefix(v.Text, "Not "):
		return widgets.Cell{Text: v.Text, Color: ColorText2}
	case isPlaceColumn(name) && !strings.HasPrefix(v.Text, "NPI ") && !strings.HasPrefix(v.Text, "CCN "):
		return widgets.Cell{Text: orgText(v.Text)}
	default:
		return widgets.Cell{Text: v.Text}
	}
}

// isPlaceColumn tells columns that name a place or a doctor; claims write them in capitals.
func isPlaceColumn(name string) bool {
	switch name {
	case "hospital", "first_hospital", "second_hospital", "facility", "facilities", "agency", "doctor", "prescriber", "place", "city":
		return true
	default:
		return false
	}
}

// usualOrder says in which order a list comes by itself.
func usualOrder(list claims.EventList) string {
	switch list {
	case claims.ListFollowUp:
		return orderFollowUp
	case claims.ListReadmitted:
		return orderSecond
	case claims.ListOftenED:
		return orderMost
	case claims.ListNew, claims.ListNoData:
		return orderName
	case claims.ListNoVisit:
		return orderLongest
	case claims.ListNoWellness:
		return orderBookable
	case claims.ListHighCost:
		return orderPaid
	default:
		return orderNewest
	}
}
