package fhir

import (
	"slices"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// dataNotes are the oddities of the dates of a claim, its lines and its procedures, which are kept as sent (flattening.md
// section 0, rule 6): a period that ends before it starts, a day after now, a stand-in for an unknown day.
func dataNotes(rows []claims.Row, now time.Time) string {
	today := now.UTC().Format(time.DateOnly)
	found := map[string]bool{}
	for _, row := range rows {
		switch row.Table {
		case claims.Claims:
			notePeriod(found, row, claims.ColClaimsFromDate, claims.ColClaimsThruDate)
			notePeriod(found, row, claims.ColClaimsAdmissionDate, claims.ColClaimsDischargeDate)
		case claims.ClaimLines:
			notePeriod(found, row, claims.ColClaimLinesServiceFrom, claims.ColClaimLinesServiceThru)
		case claims.Procedures:
		default:
			continue
		}
		noteDays(found, row, today)
	}
	var notes []string
	for note := range found {
		notes = append(notes, note)
	}
	slices.Sort(notes)
	return strings.Join(notes, ";")
}

func notePeriod(found map[string]bool, row claims.Row, start, end claims.Col) {
	from, thru := row.Value(start), row.Value(end)
	if from.Set && thru.Set && thru.Text < from.Text {
		found[claims.FlagReversedPeriod] = true
	}
}

func noteDays(found map[string]bool, row claims.Row, today string) {
	for i, column := range claims.TableOf(row.Table).Columns {
		v := row.Values[i]
		if column.Kind != claims.Date || !v.Set {
			continue
		}
		if claims.IsDefaultDate(v.Text) {
			found[claims.FlagDefaultDate] = true
		} else if v.Text > today {
			found[claims.FlagFutureDate] = true
		}
	}
}
