package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// Groups and parts of requests as refreshes store them.
const (
	groupRunout  = "runout"
	earlyTag     = "SharedSystem"    // of the filter that asks version 3 for early claims
	serviceFrom  = "service-date=ge" // of the filter that asks for certain days
	serviceUntil = "service-date=le"
)

// whenText prints when a refresh began: Aug 21, 2026, 6:02 AM.
func whenText(t time.Time) string { return t.Format(dayWords + ", 3:04 PM") }

// requestWords say what a refresh asked for: Everything, New since Aug 20, Last year's claims. The year stands where it is
// not that of the refresh.
func requestWords(r claims.Refresh) string {
	what := historyEverything
	from, until := serviceDays(r.TypeFilter)
	switch {
	case from != "" || until != "":
		what = fmt.Sprintf(historyDays, periodText(from, until))
	case r.Group == groupRunout:
		what = historyRunout
	case r.Since != "":
		what = fmt.Sprintf(historySince, sinceText(r.Since, r.StartedAt))
	}
	if withEarly(r) {
		what += historyWithEarly
	}
	return what
}

// sinceText prints the day of an instant; its year only where that is not the year of another.
func sinceText(since string, beside time.Time) string {
	t, err := time.Parse(time.RFC3339Nano, since)
	if err != nil {
		return since
	}
	if t.Year() == beside.Year() {
		return t.Format("Jan 2")
	}
	return t.Format(dayWords)
}

// withEarly says that a refresh asked for early claims too.
func withEarly(r claims.Refresh) bool {
	return strings.Contains(r.TypeFilter, earlyTag) || slices.Contains(r.Types, claims.TypeClaim)
}

// serviceDays finds the days of service that a filter asks for, YYYY-MM-DD; empty where it does not say.
func serviceDays(filter string) (from, until string) {
	for _, part := range strings.FieldsFunc(filter, func(c rune) bool { return c == '?' || c == '&' }) {
		if day, ok := strings.CutPrefix(part, serviceFrom); ok {
			from = day
		}
		if day, ok := strings.CutPrefix(part, serviceUntil); ok {
			until = day
		}
	}
	return from, until
}

// periodText prints days of service that may be open at either end.
func periodText(from, until string) string {
	switch {
	case from == "":
		return fmt.Sprintf(periodUntil, dateText(until))
	case until == "":
		return fmt.Sprintf(periodFrom, dateText(from))
	default:
		return dateRange(from, until)
	}
}

// resultChip is how a refresh ended, or where it stands. running says that it is the one at work.
func resultChip(r claims.Refresh, running bool) widgets.ChipSpec {
	chip := func(sign assets.Symbol, word string, tone widgets.Tone) widgets.ChipSpec {
		return widgets.ChipSpec{Icon: symbol(sign), Word: word, Tone: tone}
	}
	switch {
	case running:
		return chip(assets.Refresh, resultRunning, toneInfo())
	case r.State == claims.RefreshDone:
		return chip(assets.Check, resultDone, toneOK())
	case r.State == claims.RefreshPartly:
		return chip(assets.Warning, fmt.Sprintf(resultPartly, countFiles.Of(r.Missing+r.Refused)), toneWarn())
	case r.State == claims.RefreshCancelled:
		return chip(assets.Dash, resultStopped, toneQuiet())
	case r.State == claims.RefreshExpired:
		return chip(assets.Cross, resultExpired, toneProblem())
	case r.State == claims.RefreshFailed:
		return chip(assets.Cross, resultFailed, toneProblem())
	case r.Reason == claims.WaitPaused:
		return chip(assets.Info, resultPaused, toneInfo())
	case r.Reason.NeedsPerson():
		return chip(assets.Cross, resultNeedsYou, toneProblem())
	case r.State == claims.RefreshWaiting:
		return chip(assets.Info, resultWaiting, toneInfo())
	default:
		return chip(assets.Warning, resultHalfway, toneWarn())
	}
}

// peopleMoved prints how many people are on the list and how that changed: 12,418 (+22 –9).
func peopleMoved(b claims.Brought) string {
	if b.People == 0 {
		return dash
	}
	text := app.CountText(b.People)
	var moved []string
	if b.NewPeople > 0 && b.NewPeople < b.People { // else it is the first list
		moved = append(moved, "+"+app.CountText(b.NewPeople))
	}
	if b.GonePeople > 0 {
		moved = append(moved, "–"+app.CountText(b.GonePeople))
	}
	if len(moved) > 0 {
		text += " (" + strings.Join(moved, " ") + ")"
	}
	return text
}

// claimsMoved prints new and changed claims: 1,204 new · 35 changed.
func claimsMoved(b claims.Brought) string {
	var parts []string
	if b.NewClaims > 0 {
		parts = append(parts, fmt.Sprintf(movedNew, app.CountText(b.NewClaims)))
	}
	if b.ChangedClaims > 0 {
		parts = append(parts, fmt.Sprintf(movedChanged, app.CountText(b.ChangedClaims)))
	}
	if len(parts) == 0 {
		return dash
	}
	return strings.Join(parts, " · ")
}

// moneyMoved prints a change of money with its sign: +$1,235, -$80; a dash for none.
func moneyMoved(cents int64) string {
	switch {
	case cents == 0:
		return dash
	case cents > 0:
		return "+" + moneyWhole(cents)
	default:
		return moneyWhole(cents)
	}
}

// dash stands where there is nothing to count.
const dash = "–"

// countOrDash prints a count, and a dash for none.
func countOrDash(n int) string {
	if n == 0 {
		return dash
	}
	return app.CountText(n)
}

// kindName is the plain name of what a file holds.
func kindName(resourceType string) string {
	switch resourceType {
	case claims.TypePatient:
		return kindPeople
	case claims.TypeCoverage:
		return kindCoverage
	case claims.TypeEOB:
		return kindClaims
	case claims.TypeClaim:
		return kindEarly
	case claims.TypeClaimResponse:
		return kindAnswers
	default:
		return kindMessages
	}
}

// lackingText says why a file is not in.
func lackingText(f claims.JobFile) string {
	if f.State == claims.FileRefused {
		return lackingRefused
	}
	return lackingMissing
}

// summaryText is one refresh as plain text, for a mail or a note: counts only, never a person.
func summaryText(report claims.RefreshReport) string {
	r := report.Refresh
	lines := []string{
		fmt.Sprintf(summaryHead, whenText(r.StartedAt)), requestWords(r) + " · " + resultChip(r, false).Word,
		fmt.Sprintf(summaryFiles, app.CountText(r.Files), app.CountText(r.Missing+r.Refused)),
		fmt.Sprintf(summaryPeople, peopleMoved(r.Brought)), fmt.Sprintf(summaryClaims, claimsMoved(r.Brought)),
		fmt.Sprintf(summaryPaid, moneyMoved(r.PaidCents)), fmt.Sprintf(summaryNotSupplied, countOrDash(r.NotSupplied)),
	}
	for _, w := range app.WarningsOf(report) {
		lines = append(lines, strings.TrimSpace(w.Title+" "+w.Text))
	}
	for _, l := range report.Log {
		lines = append(lines, l.At.Format("2006-01-02 15:04")+"  "+l.Text)
	}
	return strings.Join(lines, "\n")
}
