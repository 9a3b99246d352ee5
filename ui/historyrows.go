package ui

import (
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// refreshFacts are what stands at the head of a refresh.
func refreshFacts(r claims.Refresh) []widgets.Fact {
	version := historyVersion2
	if r.APIVersion == claims.V3 {
		version = historyVersion3
	}
	facts := []widgets.Fact{{Name: historyAsked, Value: requestWords(r), Bold: true}, {Name: homeVersion, Value: version}}
	if !r.EndedAt.IsZero() {
		facts = append(facts, widgets.Fact{Name: historyTook, Value: app.SpanText(r.EndedAt.Sub(r.StartedAt))})
	}
	if r.TransactionTime != "" {
		facts = append(facts, widgets.Fact{Name: homeAsOf, Value: app.DayText(r.TransactionTime)})
	}
	files := app.CountText(r.Files)
	if r.Bytes > 0 {
		files += " · " + bytesText(r.Bytes)
	}
	facts = append(facts, widgets.Fact{Name: historyFiles, Value: files}, widgets.Fact{Name: historyPeople, Value: peopleMoved(r.Brought)},
		widgets.Fact{Name: homeClaims, Value: claimsMoved(r.Brought)}, widgets.Fact{Name: historyPaid, Value: moneyMoved(r.PaidCents)})
	if r.NotSupplied > 0 {
		facts = append(facts, widgets.Fact{Name: historyNotSupplied, Value: countPeople.Of(r.NotSupplied)})
	}
	if r.Problem != "" {
		facts = append(facts, widgets.Fact{Name: historyProblem, Value: r.Problem})
	}
	return facts
}

func kindRows(types []claims.TypeCount) [][]widgets.Cell {
	var rows [][]widgets.Cell
	for _, t := range types {
		aside := widgets.Cell{Text: countOrDash(t.Quarantined), Color: ColorText2}
		if t.Quarantined > 0 {
			aside.Color = ColorWarn
		}
		rows = append(rows, []widgets.Cell{
			{Text: kindName(t.Type)}, {Text: app.CountText(t.Files)}, {Text: countOrDash(t.Inserted)}, {Text: countOrDash(t.Updated)},
			{Text: countOrDash(t.Unchanged)}, aside,
		})
	}
	return rows
}

// monthRows are the months of service, newest first, with the types added up. Months in which nothing changed stand back.
func monthRows(months []claims.MonthChange) [][]widgets.Cell {
	var rows [][]widgets.Cell
	for _, m := range monthChanges(months) {
		change, color := m.ClaimsAfter-m.ClaimsBefore, ColorText2
		text := dash
		switch {
		case change > 0:
			text, color = "+"+app.CountText(change), ColorOK
		case change < 0:
			text, color = app.CountText(change), ColorWarn
		}
		rows = append(rows, []widgets.Cell{
			{Text: monthName(m.Month)}, {Text: app.CountText(m.ClaimsBefore)}, {Text: app.CountText(m.ClaimsAfter)},
			{Text: text, Color: color, Bold: change != 0}, {Text: moneyMoved(m.PaidAfterCents - m.PaidBeforeCents)},
		})
	}
	return rows
}

// monthChanges adds up the claim types of each month, newest month first.
func monthChanges(list []claims.MonthChange) []claims.MonthChange {
	var months []claims.MonthChange
	for i := len(list) - 1; i >= 0; i-- {
		m := list[i]
		if n := len(months); n > 0 && months[n-1].Month == m.Month {
			last := &months[n-1]
			last.ClaimsBefore += m.ClaimsBefore
			last.ClaimsAfter += m.ClaimsAfter
			last.PaidBeforeCents += m.PaidBeforeCents
			last.PaidAfterCents += m.PaidAfterCents
			continue
		}
		m.ClaimType = ""
		months = append(months, m)
	}
	return months
}

func lackingRows(files []claims.JobFile) [][]widgets.Cell {
	var rows [][]widgets.Cell
	for _, f := range files {
		rows = append(rows, []widgets.Cell{{Text: kindName(f.Type)}, {Text: f.Name, Mono: true}, {Text: lackingText(f), Color: ColorWarn}})
	}
	return rows
}

// momentText prints a time of the day, with its day where that is not the one of another.
func momentText(at, beside time.Time) string {
	at = at.In(beside.Location())
	if at.Format(time.DateOnly) == beside.Format(time.DateOnly) {
		return at.Format("3:04:05 PM")
	}
	return at.Format("Jan 2, 3:04 PM")
}
