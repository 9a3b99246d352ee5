package store

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/care"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// lived is what the claims of the person at hand come to: with early claims too where there are any.
type lived struct {
	base, early *care.Person // early is nil without early claims
	cover       measure.Coverage
	claims      []care.Claim // that they are made of, early ones too
}

// live reads the claims of one person, of the version in use, and works out what happened to the person.
func (s *settling) live(key string, versions []claimVersion) (*lived, error) {
	list, err := s.careClaims(key, versions)
	if err != nil {
		return nil, err
	}
	var base []care.Claim
	for _, c := range list {
		if !c.Early {
			base = append(base, c)
		}
	}
	l := &lived{base: care.Of(base), claims: list}
	if len(base) < len(list) {
		l.early = care.Of(list)
	}
	l.cover, err = s.coverage(key)
	return l, err
}

// careCondition is base claims, and early claims that are not stale.
var careCondition = claimCondition(claims.IncludePartial) + " AND NOT " + staleCondition

// careClaimsSQL reads claims of one person.
var careClaimsSQL = `SELECT c.claim_key, c.api_version, c.fhir_id, c.claim_type, c.claim_type_code, c.from_date, c.thru_date, c.admission_date, c.discharge_date,
	c.bill_type, c.discharge_status, c.admit_type, c.drg_code, c.principal_dx,
	(SELECT d.display FROM diagnoses_rows d WHERE d.claim_key = c.claim_key AND d.code_norm = c.principal_dx AND d.display IS NOT NULL ORDER BY d.ordinal LIMIT 1),
	c.facility_ccn, coalesce(c.facility_npi, iif(c.claim_type = 'PDE', c.billing_npi, NULL)), coalesce(c.rendering_npi, c.attending_npi), c.prescribing_npi, c.payment_amount, c.submitted_amount,
	coalesce(` + deniedCondition + `, 0), coalesce(c.adjudication, 'complete') <> 'complete', c.weekly_process_date
	FROM claims_rows c WHERE c.person_key = ? AND c.api_version = ? AND ` + careCondition

// careLinesSQL reads those lines of one person that any definition may look at; package care decides.
var careLinesSQL = `SELECT l.claim_key, l.revenue_code, l.hcpcs_code, l.place_of_service, l.service_from, l.ndc_code, l.days_supply, l.rendering_npi, l.allowed_amount, l.paid_amount
	FROM claims_rows c CROSS JOIN claim_lines_rows l ON l.claim_key = c.claim_key
	WHERE c.person_key = ? AND c.api_version = ? AND c.claim_type IN ('CARRIER', 'OUTPATIENT', 'INPATIENT', 'DME', 'PDE')
		AND (c.claim_type = 'PDE' OR l.hcpcs_code GLOB '[9GJQC]*' OR l.revenue_code GLOB '0[4579]*') AND ` + careCondition + ` ORDER BY l.claim_key, l.ordinal, l.source_type`

func (s *settling) careClaims(key string, versions []claimVersion) ([]care.Claim, error) {
	arrived, err := s.claimArrivals(key, versions)
	if err != nil {
		return nil, fmt.Errorf("arrivals: %w", err)
	}
	var list []care.Claim
	places := map[int64]int{}
	d := make([]driver.Value, 24)
	err = s.w.each(careClaimsSQL, d, func() error {
		c := care.Claim{
			Version: text(d[1]), ID: text(d[2]), Type: text(d[3]), TypeCode: text(d[4]), From: known(text(d[5])), Thru: known(text(d[6])), Admitted: known(text(d[7])),
			Discharged: known(text(d[8])), BillType: text(d[9]), DischargeStatus: text(d[10]), AdmitType: text(d[11]), DRG: text(d[12]), Diagnosis: text(d[13]),
			CCN: text(d[15]), NPI: text(d[16]), RenderingNPI: text(d[17]), PrescribingNPI: text(d[18]), PaidCents: integer(d[19]), TotalCents: integer(d[20]),
			Denied: integer(d[21]) != 0, Early: integer(d[22]) != 0, Processed: known(text(d[23])), Arrived: arrived[integer(d[0])],
		}
		if words := text(d[14]); words != "" {
			c.Diagnosis = words + " (" + c.Diagnosis + ")"
		}
		places[integer(d[0])] = len(list)
		list = append(list, c)
		return nil
	}, key, s.inUse)
	if err != nil {
		return nil, err
	}
	d = make([]driver.Value, 10)
	return list, s.w.each(careLinesSQL, d, func() error {
		at, ok := places[integer(d[0])]
		if !ok {
			return nil
		}
		list[at].Lines = append(list[at].Lines, care.Line{
			Revenue: text(d[1]), HCPCS: text(d[2]), Place: text(d[3]), From: known(text(d[4])), NDC: text(d[5]), DaysSupply: int(integer(d[6])), RenderingNPI: text(d[7]),
			AllowedCents: integer(d[8]), HasAllowed: d[8] != nil, PaidCents: integer(d[9]),
		})
		return nil
	}, key, s.inUse)
}

// claimArrivals says when each claim of a person arrived. A final claim arrived with the first of its final versions, an early
// one by itself: the final claim that follows it is news.
func (s *settling) claimArrivals(key string, versions []claimVersion) (map[int64]string, error) {
	first := map[int64]int64{}
	d := make([]driver.Value, 2)
	if err := s.w.each(`SELECT c.claim_key, min(s.first_at) FROM claims_rows c CROSS JOIN claim_seen s ON s.claim_key = c.claim_key
		WHERE c.person_key = ? GROUP BY c.claim_key`, d, func() error {
		first[integer(d[0])] = integer(d[1])
		return nil
	}, key); err != nil {
		return nil, err
	}
	moments := make(map[int64]string, len(first))
	for claim, at := range first {
		var err error
		if moments[claim], err = s.arrivalMoment(at); err != nil {
			return nil, err
		}
	}
	for _, members := range groups(versions) {
		if len(members) < 2 {
			continue
		}
		earliest := ""
		for _, i := range members {
			if v := &versions[i]; v.adjudication != claims.AdjudicationPartial && moments[v.key] != "" && (earliest == "" || moments[v.key] < earliest) {
				earliest = moments[v.key]
			}
		}
		for _, i := range members {
			if v := &versions[i]; v.adjudication != claims.AdjudicationPartial && earliest != "" {
				moments[v.key] = earliest
			}
		}
	}
	return moments, nil
}

// arrivalMoment is a place in time as claim_seen has it, as events keep it: of an export, or of the file's import where its time is
// unknown.
func (s *settling) arrivalMoment(at int64) (string, error) {
	const earliest = 1_000_000_000_000 // microseconds; no number of a file is as great
	if at >= earliest {
		return momentText(time.UnixMicro(at)), nil
	}
	if moment, ok := s.fileTimes[at]; ok {
		return moment, nil
	}
	dest := make1()
	if _, err := s.w.row(`SELECT ingested_at FROM files WHERE file_id >= ? ORDER BY file_id LIMIT 1`, dest, at); err != nil {
		return "", err
	}
	imported, err := storedTime(text(dest[0]))
	if err != nil {
		return "", err
	}
	if s.fileTimes == nil {
		s.fileTimes = map[int64]string{}
	}
	s.fileTimes[at] = momentText(imported)
	return s.fileTimes[at], nil
}

// momentText is a moment as events keep it: text that compares as time does, and that starts with the day.
func momentText(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }

// dayOf is the day of what momentText wrote.
func dayOf(moment string) string { return moment[:min(len(moment), len(time.DateOnly))] }

// enrolledPartB tells months of Part B by the buy-in code.
func enrolledPartB(buyIn string) bool { return strings.Contains("23BC", buyIn) }

// measuredCare adds to what figures are made of: episodes, ED visits and visits to doctors.
func (l *lived) measuredCare(p *measure.Person) {
	for i := range l.base.Episodes {
		e := &l.base.Episodes[i]
		if !e.Ended() {
			continue
		}
		one := measure.Episode{End: e.Last().End, Days: e.Days(), Index: e.Index(), Readmitted: e.Readmission != nil, HomeAgain: e.Alive() && e.HomeAgain(), FirstVisit: -1}
		if e.Seen {
			one.FirstVisit = e.VisitOn
		}
		p.Episodes = append(p.Episodes, one)
	}
	for i := range l.base.ED {
		p.EDVisits = append(p.EDVisits, measure.EDVisit{Date: l.base.ED[i].Date, Admitted: l.base.ED[i].Admitted()})
	}
	for _, v := range l.base.Visits {
		if !v.Nursing {
			p.Visits = append(p.Visits, measure.Visit{Date: v.Date, NPI: v.NPI})
		}
	}
}

// saveLived replaces the rows of stays, episodes, ED visits and spells of one person, and what the standing lists need.
func (s *settling) saveLived(key string, l *lived) error {
	for _, query := range []string{
		`DELETE FROM stays WHERE person_key = ?`, `DELETE FROM episodes WHERE person_key = ?`, `DELETE FROM ed_visits WHERE person_key = ?`, `DELETE FROM spells WHERE person_key = ?`,
	} {
		if err := s.w.exec(query, key); err != nil {
			return err
		}
	}
	if err := s.saveStays(key, l.base); err != nil {
		return err
	}
	for _, v := range l.base.ED {
		if err := s.w.exec(`INSERT INTO ed_visits (person_key, day, facility, ccn, npi, outcome, admitted, urgent, diagnosis, arrived, claim_version, claim_id)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			key, v.Date, v.Facility(), v.Place.CCN, v.Place.NPI, v.Outcome, flag(v.Admitted()), flag(v.Urgent), v.Diagnosis, dayOf(v.Arrived), v.Ref.Version, v.Ref.ID); err != nil {
			return err
		}
	}
	for kind, list := range map[string][]care.Spell{claims.SNF: l.base.Nursing, claims.HHA: l.base.HomeHealth, claims.Hospice: l.base.Hospice} {
		for _, p := range list {
			if err := s.w.exec(`INSERT INTO spells (person_key, kind, first_day, facility, last_day, ccn, npi, status, swing_bed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
				ON CONFLICT DO NOTHING`, key, kind, p.Start, p.Facility(), p.Last, p.Place.CCN, p.Place.NPI, p.Status, flag(p.SwingBed)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *settling) saveStays(key string, p *care.Person) error {
	episodeOf := map[[3]string]int64{}
	for i := range p.Episodes {
		e := &p.Episodes[i]
		number := int64(i + 1)
		readmitted := ""
		if e.Readmission != nil {
			readmitted = e.Readmission.Start
		}
		for j := range e.Stays {
			episodeOf[e.Stays[j].Key()] = number
		}
		if err := s.w.exec(`INSERT INTO episodes (person_key, episode, first_day, last_day, open, stays, days, alive, home, is_index, readmitted, first_visit, tcm)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			key, number, e.First().Start, e.Last().End, flag(!e.Ended()), int64(len(e.Stays)), int64(e.Days()), flag(e.Alive()), flag(e.HomeAgain()), flag(e.Index()),
			readmitted, e.Visit, flag(e.TCM)); err != nil {
			return err
		}
	}
	for i := range p.Stays {
		t := &p.Stays[i]
		if err := s.w.exec(`INSERT INTO stays (person_key, first_day, facility, last_day, open, kind, ccn, npi, status, admit_type, drg, diagnosis, days, paid_cents, episode, arrived,
				claim_version, claim_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
			key, t.Start, t.Facility(), t.End, flag(t.Open), t.Kind, t.Place.CCN, t.Place.NPI, t.Status, t.AdmitType, t.DRG, t.Diagnosis, int64(t.Days()), t.PaidCents,
			episodeOf[t.Key()], dayOf(t.Last.Arrived), t.Last.Version, t.Last.ID); err != nil {
			return err
		}
	}
	return nil
}
