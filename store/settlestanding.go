package store

import (
	"cmp"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/claimsdesk/claimsdesk/care"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// settleLists renews the lists that hang on the day of the data, on what is paid for others and on patient lists. all looks at everybody
// though the day is that of the last time.
func (s *settling) settleLists(all bool) error {
	asOf, err := dataAsOf(s.w, cmp.Or(s.inUse, claims.V3), s.at.now)
	if err != nil {
		return err
	}
	day := asOf.UTC().Format(time.DateOnly)
	dest := make1()
	if _, err := s.w.row(`SELECT value FROM facts WHERE name = 'events_as_of'`, dest); err != nil {
		return err
	}
	all = all || text(dest[0]) != day || s.figures.otherMonths
	if err := saveFact(s.w, "events_as_of", day); err != nil {
		return err
	}
	first, err := s.saveArrivals()
	if err != nil {
		return fmt.Errorf("days of refreshes: %w", err)
	}
	if err := s.saveDelay(first, asOf.UTC()); err != nil {
		return fmt.Errorf("delay of claims: %w", err)
	}
	settings, err := s.eventSettings()
	if err != nil {
		return err
	}
	if err := s.settleStanding(day, settings, all); err != nil {
		return fmt.Errorf("standing lists: %w", err)
	}
	if err := s.settleHighCost(momentText(asOf), settings[claims.SettingHighCostPercent]); err != nil {
		return fmt.Errorf("high cost: %w", err)
	}
	if err := s.w.exec(markKnownSQL); err != nil {
		return fmt.Errorf("known since: %w", err)
	}
	if err := s.settleRosterLists(); err != nil {
		return fmt.Errorf("list changes: %w", err)
	}
	if err := s.settleNoData(); err != nil {
		return fmt.Errorf("people without data: %w", err)
	}
	return nil
}

// saveArrivals keeps when the latest refresh was, and when the data before it was: what arrived after that is new. Files of one refresh,
// or of one export, came together. It returns when the first data was; empty where there is none.
func (s *settling) saveArrivals() (first string, err error) {
	type came struct {
		refresh int64  // 0 for files that no refresh brought
		moment  string // of the latest file
	}
	var groups []came
	dest := make([]driver.Value, 2)
	if err := s.w.each(`SELECT DISTINCT coalesce(f.transaction_time, f.ingested_at), coalesce(j.refresh_id, 0) FROM files f LEFT JOIN jobs j ON j.job_id = f.job_id
		WHERE coalesce(f.api_version, ?) = ?`, dest, func() error {
		at, err := time.Parse(time.RFC3339Nano, text(dest[0]))
		if err != nil {
			return nil // no time that an export can have
		}
		one := came{integer(dest[1]), momentText(at)}
		known := slices.IndexFunc(groups, func(g came) bool { return g.refresh != 0 && g.refresh == one.refresh })
		if known < 0 {
			groups = append(groups, one)
			return nil
		}
		groups[known].moment = max(groups[known].moment, one.moment)
		return nil
	}, s.inUse, s.inUse); err != nil {
		return "", err
	}
	slices.SortFunc(groups, func(a, b came) int { return cmp.Compare(b.moment, a.moment) })
	groups = slices.CompactFunc(groups, func(a, b came) bool { return a.moment == b.moment })
	var latest, before string
	if len(groups) > 0 {
		latest, first = groups[0].moment, groups[len(groups)-1].moment
	}
	if len(groups) > 1 {
		before = groups[1].moment
	}
	if err := saveFact(s.w, "events_latest", latest); err != nil {
		return "", err
	}
	return first, saveFact(s.w, "events_before", before)
}

// eventSettings are the settings in use, by name.
func (s *settling) eventSettings() (map[string]int64, error) {
	values := map[string]int64{}
	for _, setting := range claims.EventSettings() {
		values[setting.Name] = setting.Default
	}
	dest := make([]driver.Value, 2)
	return values, s.w.each(`SELECT name, value FROM event_settings`, dest, func() error {
		values[text(dest[0])] = integer(dest[1])
		return nil
	})
}

// standingPerson is a row of person_care with what its events carry of the person.
type standingPerson struct {
	who      whose
	doctor   string
	city     string
	standing care.Standing
	listed   listedColumns // as they are stored
	year     int64         // paid in the twelve complete months
}

const standingSQL = `SELECT p.person_key, p.last_norm, p.first_norm, p.city, w.doctor, w.standing,
	coalesce((SELECT y.paid_cents FROM person_years y WHERE y.person_key = p.person_key), 0), ` + listedColumnsSQL + `
	FROM person_summary p CROSS JOIN person_care w ON w.person_key = p.person_key`

// eachStanding reads what the standing lists need of people.
func (s *settling) eachStanding(people []string, use func(*standingPerson) error) error {
	for _, key := range people {
		if err := s.readStanding(standingSQL+` WHERE p.person_key = ?`, use, key); err != nil {
			return err
		}
	}
	return nil
}

func (s *settling) readStanding(query string, use func(*standingPerson) error, args ...driver.Value) error {
	const before = 7 // columns before the listed ones
	d := make([]driver.Value, before+10)
	return s.w.each(query, d, func() error {
		p := standingPerson{
			who: whose{key: text(d[0]), name: text(d[1]) + "," + text(d[2])}, city: text(d[3]), doctor: text(d[4]),
			year: integer(d[6]), listed: listedColumnsOf(d[before:]),
		}
		if err := json.Unmarshal([]byte(text(d[5])), &p.standing); err != nil {
			return fmt.Errorf("what is known of a person: %w", err)
		}
		return use(&p)
	}, args...)
}

// settleStanding renews the standing lists of those who were looked at, or of everybody, their usual doctors and columns of the
// people list.
func (s *settling) settleStanding(day string, settings map[string]int64, all bool) error {
	asked := care.Asked{AsOf: day, EDVisits: int(settings[claims.SettingEDVisits])}
	if settings[claims.SettingOursOnly] != 0 {
		ours, err := s.ours()
		if err != nil {
			return err
		}
		asked.Ours = func(npi string) bool { return npi != "" && ours.Doctor(npi, "") }
	}
	before, err := s.standingBefore(all)
	if err != nil {
		return err
	}
	var after []storedEvent
	doctors, columns := map[string]string{}, map[string]listedColumns{}
	window, err := s.listedWindow(day)
	if err != nil {
		return err
	}
	look := func(p *standingPerson) error {
		if doctor := p.standing.Doctor(day); doctor != p.doctor {
			doctors[p.who.key] = doctor
		}
		if c := window.columnsOf(p); c != p.listed {
			columns[p.who.key] = c
		}
		for _, e := range p.standing.Events(asked, p.city) {
			one, err := newEvent(p.who, e)
			if err != nil {
				return err
			}
			after = append(after, one)
		}
		return nil
	}
	if all {
		err = s.readStanding(standingSQL, look)
	} else {
		err = s.eachStanding(s.figures.people, look)
	}
	if err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(doctors)) {
		if err := s.w.exec(`UPDATE person_care SET doctor = ? WHERE person_key = ?`, doctors[key], key); err != nil {
			return err
		}
	}
	for _, key := range slices.Sorted(maps.Keys(columns)) {
		if err := s.saveListed(key, columns[key]); err != nil {
			return err
		}
	}
	if err := s.keepEntries(before, after, false); err != nil {
		return err
	}
	return s.replaceEvents(before, after)
}

// standingBefore are the stored events of the standing lists: of those who were looked at, or of everybody.
func (s *settling) standingBefore(all bool) (map[string]storedEvent, error) {
	if all {
		return s.storedEvents(listEvents(standingLists...))
	}
	before := map[string]storedEvent{}
	for _, key := range s.figures.people {
		own, err := s.storedEvents(personEvents(key, standingLists))
		if err != nil {
			return nil, err
		}
		maps.Copy(before, own)
	}
	return before, nil
}

func (s *settling) ours() (measure.Ours, error) {
	var list []measure.Provider
	d := make([]driver.Value, 3)
	err := s.w.each(`SELECT npi, tax_id, ccn FROM own_providers`, d, func() error {
		list = append(list, measure.Provider{NPI: text(d[0]), TaxID: text(d[1]), CCN: text(d[2])})
		return nil
	})
	return measure.OursOf(list), err
}

// keepEntries lets those who stay on a standing list keep the day on which they entered it, and with it the key of the event, where
// somebody did something about it: a claim that comes late makes no other event of it. With always they keep it in any case.
func (s *settling) keepEntries(before map[string]storedEvent, after []storedEvent, always bool) error {
	type place struct {
		list   claims.EventList
		person string
	}
	entered := map[place]storedEvent{}
	for _, e := range before {
		at := place{e.event.List, e.person}
		if known, ok := entered[at]; !e.gone && e.event.List != claims.ListNoWellness && (!ok || e.key < known.key) {
			entered[at] = e
		}
	}
	for i := range after {
		old, ok := entered[place{after[i].event.List, after[i].person}]
		if !ok || old.key == after[i].key && !always {
			continue
		}
		if !always {
			touched, err := s.w.row(`SELECT 1 FROM event_states WHERE event_key = ?`, make1(), old.key)
			if err != nil {
				return err
			}
			if !touched {
				continue
			}
		}
		e := &after[i]
		e.key, e.event.Anchor, e.event.Arrived = old.key, old.event.Anchor, old.event.Arrived
		if e.event.List != claims.ListOftenED {
			e.event.Happened = old.event.Happened
		}
	}
	return nil
}

// settleHighCost renews the list of those for whom most was paid. Of several with the same sum at the end of the list all are on it.
func (s *settling) settleHighCost(moment string, percent int64) error {
	before, err := s.storedEvents(listEvents(claims.ListHighCost))
	if err != nil {
		return err
	}
	dest := make1()
	if _, err := s.w.row(`SELECT value FROM facts WHERE name = 'last_complete_month'`, dest); err != nil {
		return err
	}
	last := text(dest[0])
	highest, err := s.highestPaid(percent)
	if err != nil || last == "" {
		return errors.Join(err, s.replaceEvents(before, nil))
	}
	var after []storedEvent
	from, to := care.LastDayBefore(yearBefore(last)+"-01"), measure.LastDay(last)
	rank := 0
	for i, one := range highest {
		if i == 0 || one.paid < highest[i-1].paid {
			rank = i + 1
		}
		if err := s.eachStanding([]string{one.key}, func(p *standingPerson) error {
			e, err := newEvent(p.who, p.standing.HighCostEvent(last+"-01", moment, rank, one.paid, from, to))
			after = append(after, e)
			return err
		}); err != nil {
			return err
		}
	}
	if err := s.keepEntries(before, after, true); err != nil {
		return err
	}
	return s.replaceEvents(before, after)
}

type paidFor struct {
	key  string
	paid int64
}

// highestPaid are so many of a hundred people on the list, those with the highest payments.
func (s *settling) highestPaid(percent int64) (list []paidFor, err error) {
	dest := make1()
	if _, err := s.w.row(`SELECT count(*) FROM person_summary WHERE on_list = 1`, dest); err != nil {
		return nil, err
	}
	const whole = 100
	most := int((integer(dest[0])*percent + whole - 1) / whole)
	d := make([]driver.Value, 2)
	err = s.w.each(listedYearsSQL, d, func() error {
		one := paidFor{text(d[0]), integer(d[1])}
		if one.paid <= 0 || len(list) >= most && (most == 0 || one.paid < list[len(list)-1].paid) {
			return io.EOF
		}
		list = append(list, one)
		return nil
	})
	return list, err
}
