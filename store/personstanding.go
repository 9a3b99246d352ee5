package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// rostersSQL says for each complete patient list, oldest first, whether it holds a person.
const rostersSQL = `SELECT substr(rosters.taken_at, 1, 10), EXISTS (SELECT 1 FROM persons p CROSS JOIN roster_people rp
		ON rp.roster_id = rosters.roster_id AND rp.api_version = p.api_version AND rp.patient_id = p.patient_id WHERE p.person_key = ?)
	FROM rosters WHERE rosters.complete = 1 ORDER BY rosters.taken_at, rosters.roster_id`

// openReviewSQL says whether records of a person look like those of somebody else, or disagree, and nobody has decided.
const openReviewSQL = `SELECT EXISTS (SELECT 1 FROM person_reviews r LEFT JOIN person_decisions d ON d.api_version_a = r.api_version_a AND d.patient_id_a = r.patient_id_a
		AND d.api_version_b = r.api_version_b AND d.patient_id_b = r.patient_id_b
	WHERE d.same IS NULL AND (EXISTS (SELECT 1 FROM persons p WHERE p.api_version = r.api_version_a AND p.patient_id = r.patient_id_a AND p.person_key = ?1)
		OR EXISTS (SELECT 1 FROM persons p WHERE p.api_version = r.api_version_b AND p.patient_id = r.patient_id_b AND p.person_key = ?1)))`

// usualDoctorSQL is the person's usual doctor.
const usualDoctorSQL = `SELECT coalesce((SELECT doctor FROM person_care WHERE person_key = ?), '')`

// standing adds since when a person is known, when they left the list, whether somebody has to decide who they are, and their doctor.
func (s *Snapshot) standing(ctx context.Context, d *claims.PersonDetail) error {
	type roster struct {
		day  string
		held bool
	}
	rosters, err := listed(ctx, s.tx, "read patient lists", func(row scanner) (r roster, err error) {
		err = row.Scan(&r.day, &r.held)
		return r, err
	}, rostersSQL, d.Key)
	if err != nil {
		return err
	}
	for i, r := range rosters {
		switch {
		case r.held && d.KnownSince == "":
			d.KnownSince, d.KnownBefore = r.day, i == 0
		case !r.held && d.KnownSince != "" && d.LeftOn == "":
			d.LeftOn = r.day
		}
		if r.held {
			d.LeftOn = ""
		}
	}
	if err := s.tx.QueryRowContext(ctx, openReviewSQL, d.Key).Scan(&d.Review); err != nil {
		return wrap(err, "look for identity checks")
	}
	if err := s.tx.QueryRowContext(ctx, usualDoctorSQL, d.Key).Scan(&d.Doctor.NPI); err != nil {
		return wrap(err, "read the usual doctor")
	}
	return s.name(ctx, []*claims.Party{&d.Doctor})
}

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
		m.Medicaid = dual > "00" && dual < "09" || dual == "10" // text such as NA comes after digits
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
