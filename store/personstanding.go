package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// sentMonthsSQL reads the months that v2 sends; its arguments are person and version.
const sentMonthsSQL = `SELECT printf('%04d-%02d', m.year, m.month), coalesce(max(m.buyin), ''), coalesce(max(m.hmo_ind), ''), coalesce(max(m.ptdcntrct), ''), coalesce(max(m.dual), '')
	FROM persons p CROSS JOIN coverage_months_rows m ON m.api_version = p.api_version AND m.patient_id = p.patient_id
	WHERE p.person_key = ? AND p.api_version = ? GROUP BY m.year, m.month`

// PersonCoverMonths says what a person was covered by in each of so many months, oldest first, the last being that of the data
// (docs/reference/screens.md 11.1, Q12).
func (db *DB) PersonCoverMonths(ctx context.Context, key string, months int) ([]claims.CoverMonth, error) {
	return fromSnapshot(ctx, db, func(s *Snapshot) ([]claims.CoverMonth, error) {
		var asOf string
		if err := s.tx.QueryRowContext(ctx, storyAsOfSQL).Scan(&asOf); err != nil {
			return nil, wrap(err, "read the day of the data")
		}
		last, ok := claims.CalendarDate(asOf)
		if !ok {
			last = db.now()
		}
		list := make([]claims.CoverMonth, months)
		for i := range list {
			list[i].Month = time.Date(last.Year(), last.Month()+time.Month(i+1-months), 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
		}
		if s.inUse == claims.V2 {
			return list, s.sentMonths(ctx, key, list)
		}
		spans, err := coverageOf(ctx, s.tx, key, s.inUse)
		coverOfSpans(list, spans)
		return list, wrap(err, "read a person's coverage")
	})
}

func (s *Snapshot) sentMonths(ctx context.Context, key string, list []claims.CoverMonth) error {
	sent, err := listed(ctx, s.tx, "read coverage by month", func(row scanner) (m claims.CoverMonth, err error) {
		var buyIn, hmo, contract, dual string
		err = row.Scan(&m.Month, &buyIn, &hmo, &contract, &dual)
		m.Known = buyIn != ""
		m.A, m.B = slices.Contains([]string{"1", "3", "A", "C"}, buyIn), slices.Contains([]string{"2", "3", "B", "C"}, buyIn)
		m.C = hmo != "" && hmo != "0" && hmo != "4"
		m.D = enrolledContract(contract)
		m.Medicaid = medicaidDual(dual)
		return m, err
	}, sentMonthsSQL, key, s.inUse)
	for _, m := range sent {
		for i := range list {
			if list[i].Month == m.Month {
				list[i] = m
			}
		}
	}
	return err
}

// coverOfSpans reads months off periods: what holds on the first of a month. A part without a period that is active holds always.
func coverOfSpans(list []claims.CoverMonth, spans []claims.CoverageSpan) {
	for i := range list {
		m := &list[i]
		m.Known = len(spans) > 0
		day := fmt.Sprintf("%s-01", m.Month)
		for _, span := range spans {
			if span.Status != "" && span.Status != "active" || span.From > day || span.To != "" && span.To < day {
				continue
			}
			switch span.Part {
			case "A":
				m.A = true
			case "B":
				m.B = true
			case "C":
				m.C = true
			case "D":
				m.D = true
			case "DUAL":
				m.Medicaid = true
			}
		}
	}
}
