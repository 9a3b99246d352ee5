package store

import (
	"cmp"
	"database/sql/driver"
	"maps"
	"slices"
)

// monthOf names a service month of a claim type.
type monthOf struct{ month, claimType string }

// monthFigures are the base claims of a month: their number, what Medicare paid and what was charged, in US cents.
type monthFigures struct{ claims, paid, submitted int64 }

// summarise renews the prepared rows of one person. known says that the person has claims; somebody without record and
// claims is not a person any more, such as a key that another swallowed.
func (s *settling) summarise(key string, records []record, known bool) error {
	months, last, err := s.baseMonths(key)
	if err != nil {
		return err
	}
	if err := s.saveMonths(key, months); err != nil {
		return err
	}
	if len(records) == 0 && !known {
		if err := s.w.exec(`DELETE FROM person_search WHERE person_key = ?`, key); err != nil {
			return err
		}
		return s.w.exec(`DELETE FROM person_summary WHERE person_key = ?`, key)
	}
	var total monthFigures
	for _, m := range months {
		total.claims += m.claims
		total.paid += m.paid
	}
	if err := s.saveSummary(key, records, total, last); err != nil {
		return err
	}
	return s.saveSearch(key, records)
}

// baseMonths adds up the base claims of a person by service month and type.
func (s *settling) baseMonths(key string) (map[monthOf]monthFigures, string, error) {
	months := map[monthOf]monthFigures{}
	last := ""
	d := make([]driver.Value, 6)
	err := s.w.each(`SELECT coalesce(substr(c.thru_date, 1, 7), ''), coalesce(c.claim_type, ''), count(*), sum(c.payment_amount), sum(c.submitted_amount), max(c.thru_date)
		FROM claims_rows c WHERE c.person_key = ? AND c.api_version = ? AND `+claimCondition()+` GROUP BY 1, 2`, d, func() error {
		months[monthOf{text(d[0]), text(d[1])}] = monthFigures{integer(d[2]), integer(d[3]), integer(d[4])}
		last = max(last, known(text(d[5])))
		return nil
	}, key, s.inUse)
	return months, last, err
}

// saveMonths replaces a person's months where they changed.
func (s *settling) saveMonths(key string, months map[monthOf]monthFigures) error {
	before := map[monthOf]monthFigures{}
	d := make([]driver.Value, 5)
	err := s.w.each(`SELECT month, claim_type, claims, paid_cents, submitted_cents FROM person_months WHERE person_key = ?`, d, func() error {
		before[monthOf{text(d[0]), text(d[1])}] = monthFigures{integer(d[2]), integer(d[3]), integer(d[4])}
		return nil
	}, key)
	if err != nil || maps.Equal(before, months) {
		return err
	}
	s.months.add(before, -1)
	s.months.add(months, 1)
	if err := s.w.exec(`DELETE FROM person_months WHERE person_key = ?`, key); err != nil {
		return err
	}
	for _, m := range sortedMonths(months) {
		f := months[m]
		if err := s.w.exec(`INSERT INTO person_months (person_key, month, claim_type, claims, paid_cents, submitted_cents) VALUES (?, ?, ?, ?, ?, ?)`,
			key, m.month, m.claimType, f.claims, f.paid, f.submitted); err != nil {
			return err
		}
	}
	return nil
}

func sortedMonths[V any](months map[monthOf]V) []monthOf {
	return slices.SortedFunc(maps.Keys(months), func(a, b monthOf) int {
		return cmp.Or(cmp.Compare(a.month, b.month), cmp.Compare(a.claimType, b.claimType))
	})
}

// saveSummary writes the person's line of the people list. Whether the person is on the roster is marked for all at the
// end.
func (s *settling) saveSummary(key string, records []record, total monthFigures, last string) error {
	var r record
	if len(records) > 0 {
		r = records[0]
		r.mbi = currentMBI(records, r.ref)
	}
	return s.w.exec(`INSERT INTO person_summary (person_key, last_name, first_name, last_norm, first_norm, mbi, birth_date, death_date, died, sex_code,
			city, state, zip5, race, claims, paid_cents, last_date) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET last_name = excluded.last_name, first_name = excluded.first_name, last_norm = excluded.last_norm,
			first_norm = excluded.first_norm, mbi = excluded.mbi, birth_date = excluded.birth_date, death_date = excluded.death_date, died = excluded.died,
			sex_code = excluded.sex_code, city = excluded.city, state = excluded.state, zip5 = excluded.zip5, race = excluded.race, claims = excluded.claims,
			paid_cents = excluded.paid_cents, last_date = excluded.last_date`,
		key, r.last, r.first, fold(r.last), fold(r.first), r.mbi, r.birth, r.death, flag(r.died), r.sex,
		r.city, r.state, r.zip, r.race, total.claims, total.paid, last)
}

// saveSearch writes what the person can be found by: names and birth dates of all records, and all MBIs.
func (s *settling) saveSearch(key string, records []record) error {
	if err := s.w.exec(`DELETE FROM person_search WHERE person_key = ?`, key); err != nil {
		return err
	}
	add := func(kind, value string) error {
		return s.w.exec(`INSERT INTO person_search (kind, value, person_key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`, kind, value, key)
	}
	for _, r := range records {
		last, first := fold(r.last), fold(r.first)
		if last+first != "" {
			if err := cmp.Or(add(findName, last+","+first), add(findGiven, first+" "+last)); err != nil {
				return err
			}
		}
		if r.birth != "" {
			if err := add(findBirth, r.birth); err != nil {
				return err
			}
		}
	}
	mbis, err := s.allMBIs(key)
	if err != nil {
		return err
	}
	for _, mbi := range mbis {
		if err := cmp.Or(add(findMBI, mbi), add(findMBI4, mbi[max(0, len(mbi)-4):])); err != nil {
			return err
		}
	}
	return nil
}

// allMBIs lists every MBI that stands for a person, past ones and those of claims without a Patient id too.
func (s *settling) allMBIs(key string) ([]string, error) {
	var list []string
	d := make1()
	err := s.w.each(`SELECT m.mbi FROM persons p JOIN beneficiary_mbis_rows m ON m.api_version = p.api_version AND m.fhir_id = p.patient_id
			WHERE p.person_key = ? AND m.mbi IS NOT NULL
		UNION SELECT patient_id FROM persons WHERE person_key = ? AND api_version = ''`, d, func() error {
		if mbi := normalMBI(text(d[0])); mbi != "" {
			list = append(list, mbi)
		}
		return nil
	}, key, key)
	return list, err
}

// monthDeltas collects by how much the month totals change.
type monthDeltas map[monthOf]*struct{ people, claims, paid, submitted int64 }

// add counts a person's months, with sign -1 for those that no longer hold.
func (t monthDeltas) add(months map[monthOf]monthFigures, sign int64) {
	for m, f := range months {
		if t[m] == nil {
			t[m] = &struct{ people, claims, paid, submitted int64 }{}
		}
		t[m].people += sign
		t[m].claims += sign * f.claims
		t[m].paid += sign * f.paid
		t[m].submitted += sign * f.submitted
	}
}

func (t monthDeltas) apply(w *writer) error {
	for _, m := range sortedMonths(t) {
		d := t[m]
		if err := w.exec(`INSERT INTO month_totals (month, claim_type, people, claims, paid_cents, submitted_cents) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET people = people + excluded.people, claims = claims + excluded.claims,
				paid_cents = paid_cents + excluded.paid_cents, submitted_cents = submitted_cents + excluded.submitted_cents`,
			m.month, m.claimType, d.people, d.claims, d.paid, d.submitted); err != nil {
			return err
		}
	}
	return w.exec(`DELETE FROM month_totals WHERE claims = 0`)
}
