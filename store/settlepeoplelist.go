package store

import (
	"database/sql/driver"

	"github.com/claimsdesk/claimsdesk/care"
	"github.com/claimsdesk/claimsdesk/measure"
)

// listedColumns are the columns of person_summary that hang on the day of the data and on the twelve complete months
// (docs/reference/screens.md 5.3).
type listedColumns struct {
	ed, stays, year            int64
	lastVisit, wellness        string
	advantage, partD, medicaid string
	hospice, nursing           int64
}

// listedColumnsSQL reads them; listedColumnsOf takes them out of a row.
const listedColumnsSQL = `p.ed_visits, p.stays, p.year_cents, p.last_visit, p.wellness, p.advantage, p.part_d, p.medicaid, p.hospice, p.nursing`

func listedColumnsOf(d []driver.Value) listedColumns {
	return listedColumns{
		ed: integer(d[0]), stays: integer(d[1]), year: integer(d[2]), lastVisit: text(d[3]), wellness: text(d[4]),
		advantage: text(d[5]), partD: text(d[6]), medicaid: text(d[7]), hospice: integer(d[8]), nursing: integer(d[9]),
	}
}

// listedWindow is what the columns are worked out for: the day of the data, and the twelve complete months as the days after one, up
// to another.
type listedWindow struct{ day, after, to string }

func (s *settling) listedWindow(day string) (listedWindow, error) {
	dest := make1()
	_, err := s.w.row(`SELECT value FROM facts WHERE name = 'last_complete_month'`, dest)
	last := text(dest[0])
	if err != nil || last == "" {
		return listedWindow{day: day}, err
	}
	return listedWindow{day: day, after: care.LastDayBefore(yearBefore(last) + "-01"), to: measure.LastDay(last)}, nil
}

// columnsOf works the columns of a person out.
func (w listedWindow) columnsOf(p *standingPerson) listedColumns {
	s := &p.standing
	return listedColumns{
		ed: int64(s.EDIn(w.after, w.to)), stays: int64(s.StaysIn(w.after, w.to)), year: p.year, lastVisit: s.Seen(), wellness: s.Wellness,
		advantage: string(s.Advantage.On(w.day)), partD: string(s.PartD.On(w.day)), medicaid: string(s.Medicaid.On(w.day)),
		hospice: flag(s.InHospice(w.day)), nursing: flag(s.InNursing(w.day)),
	}
}

func (s *settling) saveListed(key string, c listedColumns) error {
	return s.w.exec(`UPDATE person_summary SET ed_visits = ?, stays = ?, year_cents = ?, last_visit = ?, wellness = ?, advantage = ?, part_d = ?, medicaid = ?,
		hospice = ?, nursing = ? WHERE person_key = ?`,
		c.ed, c.stays, c.year, c.lastVisit, c.wellness, c.advantage, c.partD, c.medicaid, c.hospice, c.nursing, key)
}

// markKnownSQL says of each person which complete patient list was the first that held them, whether that was the first of all, and
// which was the first without them after the last that held them.
const markKnownSQL = `WITH lists AS (SELECT roster_id, substr(taken_at, 1, 10) AS day, row_number() OVER (ORDER BY taken_at, roster_id) AS place FROM rosters WHERE complete = 1),
	spans AS (SELECT p.person_key, min(l.place) AS first, max(l.place) AS last FROM lists l CROSS JOIN roster_people rp ON rp.roster_id = l.roster_id
		CROSS JOIN persons p ON p.api_version = rp.api_version AND p.patient_id = rp.patient_id GROUP BY p.person_key),
	known AS (SELECT s.person_key, (SELECT l.day FROM lists l WHERE l.place = s.first) AS since, s.first = 1 AS before,
		coalesce((SELECT l.day FROM lists l WHERE l.place = s.last + 1), '') AS gone FROM spans s)
	UPDATE person_summary SET known_since = k.since, known_before = k.before, left_on = k.gone FROM known k
	WHERE k.person_key = person_summary.person_key AND (known_since <> k.since OR known_before <> k.before OR left_on <> k.gone)`

// medicaidDual tells the codes of people with Medicaid from those of people without: 00, 09, 99, NA and none.
func medicaidDual(code string) bool {
	return code > "00" && code < "09" || code == "10" // text such as NA comes after digits
}

// coversOf is when a person has what. Months that say nothing of Part B are left out for it and for Medicare Advantage.
func coversOf(c measure.Coverage) care.Covers {
	known := len(c.Months)+len(c.Periods) > 0
	of := func(part string, month func(measure.CoverageMonth) (has, told bool)) care.Cover {
		var months []care.Month
		for _, m := range c.Months {
			if has, told := month(m); told {
				months = append(months, care.Month{Month: m.Month, Has: has})
			}
		}
		cover := care.CoverOf(months, periodsOf(c, part))
		cover.Known = cover.Known || known && part != "B"
		return cover
	}
	return care.Covers{
		PartB: of("B", func(m measure.CoverageMonth) (bool, bool) { return enrolledPartB(m.BuyIn), m.BuyIn != "" }),
		Advantage: of("C", func(m measure.CoverageMonth) (bool, bool) {
			return m.HMO != "" && m.HMO != "0" && m.HMO != "4", m.BuyIn != ""
		}),
		PartD:    of("D", func(m measure.CoverageMonth) (bool, bool) { return m.Drugs, true }),
		Medicaid: of("DUAL", func(m measure.CoverageMonth) (bool, bool) { return m.Medicaid, true }),
	}
}

// periodsOf are the periods of a part; one without days that is active holds always.
func periodsOf(c measure.Coverage, part string) (periods []care.Span) {
	for _, p := range c.Periods {
		switch {
		case p.Part != part:
		case p.From != "" || p.To != "":
			periods = append(periods, care.Span{From: p.From, To: p.To})
		case p.Status == "active":
			periods = append(periods, care.Span{})
		}
	}
	return periods
}
