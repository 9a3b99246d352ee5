package store

import (
	"context"

	"github.com/claimsdesk/claimsdesk/claims"
)

// checkPeopleSQL finds the people of pairs of records that nobody has decided about.
const checkPeopleSQL = `SELECT k.person_key FROM person_reviews r
	JOIN persons k ON (k.api_version = r.api_version_a AND k.patient_id = r.patient_id_a) OR (k.api_version = r.api_version_b AND k.patient_id = r.patient_id_b)
	LEFT JOIN person_decisions d ON d.api_version_a = r.api_version_a AND d.patient_id_a = r.patient_id_a AND d.api_version_b = r.api_version_b AND d.patient_id_b = r.patient_id_b
	WHERE d.same IS NULL`

// onEventList tells people who are on a work list, whose name is the argument.
const onEventList = `EXISTS (SELECT 1 FROM events e WHERE e.person_key = p.person_key AND e.list = ? AND e.gone = 0 AND e.early = 0 AND e.apart = 0)`

// newOnList tells people p who came on the patient list with the latest refresh. It looks at each person alone: in a January thousands are new.
const newOnList = `EXISTS (SELECT 1 FROM events e INDEXED BY events_person WHERE e.person_key = p.person_key AND e.list = '` + string(claims.ListNew) + `' AND e.gone = 0
	AND e.arrived > coalesce((SELECT value FROM facts WHERE name = 'events_before'), '9999-12-31'))`

// usualDoctor is the NPI of the doctor of a person p. The index spares reading person_care, whose rows are long.
const usualDoctor = `(SELECT w.doctor FROM person_care w INDEXED BY person_care_doctor WHERE w.person_key = p.person_key)`

// narrow adds the conditions of a narrowing to those of the people list. A plus sign keeps a range from taking another index than that of
// the list's order, which would sort everybody.
func (c *conditions) narrow(n claims.PeopleNarrowing) {
	switch n.Shown {
	case claims.PeopleNew:
		c.add(newOnList)
	case claims.PeopleLeft:
		c.add("p.on_list = 0 AND p.died = 0 AND NOT "+onEventList, string(claims.ListDied))
	case claims.PeopleDied:
		c.add("(p.died = 1 OR "+onEventList+")", string(claims.ListDied))
	case claims.PeopleCheck:
		c.add("p.person_key IN (" + checkPeopleSQL + ")")
	}
	if n.BornFrom != "" {
		c.add("+p.birth_date >= ?", n.BornFrom)
	}
	if n.BornTo != "" {
		c.add("+p.birth_date > '' AND +p.birth_date <= ?", n.BornTo)
	}
	if n.ZIP != "" {
		c.add("substr(p.zip5, 1, ?) = ?", len(n.ZIP), n.ZIP)
	}
	if n.SexCode != "" {
		c.add("p.sex_code = ?", n.SexCode)
	}
	if n.PeopleList != "" {
		c.add("p.person_key IN ("+listPeopleSQL+")", n.PeopleList)
	}
	if n.EventList != "" {
		c.add(onEventList, string(n.EventList))
	}
	if n.PaidFrom != nil {
		c.add("+p.year_cents >= ?", *n.PaidFrom)
	}
	if n.PaidUpTo != nil {
		c.add("+p.year_cents <= ?", *n.PaidUpTo)
	}
	c.narrowCare(n)
}

// narrowCare adds the conditions about what happened to people and what they are covered by.
func (c *conditions) narrowCare(n claims.PeopleNarrowing) {
	if n.EDVisits > 0 {
		c.add("+p.ed_visits >= ?", n.EDVisits)
	}
	if n.Stays > 0 {
		c.add("+p.stays >= ?", n.Stays)
	}
	for _, one := range []struct {
		column string
		answer *claims.Answer
	}{{"p.medicaid", n.Medicaid}, {"p.part_d", n.PartD}, {"p.advantage", n.Advantage}} {
		if one.answer != nil {
			c.add(one.column+" = ?", string(*one.answer))
		}
	}
	if n.Hospice {
		c.add("p.hospice = 1")
	}
	if n.Nursing {
		c.add("p.nursing = 1")
	}
	if n.Doctor != "" {
		c.add(usualDoctor+" = ?", n.Doctor)
	}
}

// PeopleDoctors lists the usual doctors of the people whom a filter fits, most people first. Which doctor the filter asks for does not matter.
func (db *DB) PeopleDoctors(ctx context.Context, filter claims.PersonFilter) ([]claims.UsualDoctor, error) {
	filter.Doctor = ""
	text, args := peopleDoctorsSQL(filter)
	return usualDoctors(ctx, db.read, text, args...)
}

// peopleDoctorsSQL counts the people of a filter by their usual doctor. It walks the narrow index from end to end, and reads each person by key;
// those of a search are few and come first.
func peopleDoctorsSQL(filter claims.PersonFilter) (text string, args []any) {
	const care = "person_care w INDEXED BY person_care_doctor"
	from, where := peopleSource(filter)
	if filter.Search != "" {
		from += " CROSS JOIN " + care
	} else {
		from = care + " CROSS JOIN " + from
	}
	where.add("w.person_key = p.person_key")
	where.add("w.doctor <> ''")
	return "SELECT w.doctor, count(*) FROM " + from + where.clause() + " GROUP BY w.doctor ORDER BY 2 DESC, 1", where.args
}
