package store

import (
	"database/sql/driver"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/claimsdesk/claimsdesk/care"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// takenRoster is a complete patient list.
type takenRoster struct {
	id        int64
	taken     time.Time
	people    int // persons
	confirmed bool
}

func (r takenRoster) day() string { return r.taken.UTC().Format(time.DateOnly) }

// shrunkTo is how much of the list before a list holds at least, in percent, for leaving to be taken from it unconfirmed.
const shrunkTo = 95

// heldBack says whether people leave by the list only once somebody confirms it.
func (r takenRoster) heldBack(before takenRoster) bool {
	const whole = 100
	return !r.confirmed && r.people*whole < before.people*shrunkTo
}

// takenRostersSQL lists complete patient lists, oldest first, with how many persons are on them.
const takenRostersSQL = `SELECT r.roster_id, r.taken_at, EXISTS (SELECT 1 FROM confirmed_rosters c WHERE c.roster_id = r.roster_id),
	(SELECT count(DISTINCT p.person_key) FROM roster_people rp CROSS JOIN persons p ON p.api_version = rp.api_version AND p.patient_id = rp.patient_id
		WHERE rp.roster_id = r.roster_id)
	FROM rosters r WHERE r.complete = 1 ORDER BY r.taken_at, r.roster_id`

// rosterSpansSQL says on which complete list each person was first and last, by its place in order of time.
const rosterSpansSQL = `WITH lists AS (SELECT roster_id, row_number() OVER (ORDER BY taken_at, roster_id) AS place FROM rosters WHERE complete = 1)
	SELECT p.person_key, min(l.place), max(l.place) FROM lists l CROSS JOIN roster_people rp ON rp.roster_id = l.roster_id
	CROSS JOIN persons p ON p.api_version = rp.api_version AND p.patient_id = rp.patient_id GROUP BY p.person_key`

// settleRosterLists renews who is new on the patient list and who left it.
func (s *settling) settleRosterLists() error {
	before, err := s.storedEvents(listEvents(claims.ListNew, claims.ListLeft))
	if err != nil {
		return err
	}
	rosters, err := s.takenRosters()
	if err != nil {
		return err
	}
	joined, left := map[string]int{}, map[string]int{} // by person the place of the list
	d := make([]driver.Value, 3)
	if len(rosters) > 1 {
		if err := s.w.each(rosterSpansSQL, d, func() error {
			key, first, last := text(d[0]), int(integer(d[1])), int(integer(d[2]))
			switch {
			case last < len(rosters):
				if !rosters[last].heldBack(rosters[last-1]) {
					left[key] = last
				}
			case first > 1:
				joined[key] = first - 1
			}
			return nil
		}); err != nil {
			return err
		}
	}
	ours, err := s.ours()
	if err != nil {
		return err
	}
	var after []storedEvent
	for _, change := range []struct {
		people map[string]int
		event  func(*standingPerson, takenRoster) (care.Event, bool, error)
	}{{joined, joinedEvent(ours)}, {left, s.leftEvent}} {
		if err := s.eachStanding(slices.Sorted(maps.Keys(change.people)), func(p *standingPerson) error {
			e, ok, err := change.event(p, rosters[change.people[p.who.key]])
			if err != nil || !ok {
				return err
			}
			one, err := newEvent(p.who, e)
			after = append(after, one)
			return err
		}); err != nil {
			return err
		}
	}
	return s.replaceEvents(before, after)
}

func (s *settling) takenRosters() (list []takenRoster, err error) {
	d := make([]driver.Value, 4)
	err = s.w.each(takenRostersSQL, d, func() error {
		taken, err := storedTime(text(d[1]))
		list = append(list, takenRoster{id: integer(d[0]), taken: taken, confirmed: integer(d[2]) != 0, people: int(integer(d[3]))})
		return err
	})
	return list, err
}

// joinedEvent makes events of people who came on a list.
func joinedEvent(ours measure.Ours) func(*standingPerson, takenRoster) (care.Event, bool, error) {
	return func(p *standingPerson, r takenRoster) (care.Event, bool, error) {
		is := claims.Value{}
		if p.doctor != "" && !ours.Empty() {
			is = claims.TextValue("No")
			if ours.Doctor(p.doctor, "") {
				is = claims.TextValue("Yes")
			}
		}
		return care.Event{
			List: claims.ListNew, Anchor: r.day(), Happened: r.day(), Arrived: momentText(r.taken), Order: p.who.name,
			Values: []claims.Value{claims.DateValue(r.day()), claims.TextValue(p.city), claims.IntValue(int64(p.standing.Claims)), {}, is},
		}, true, nil
	}
}

// leftSQL tells of one person: died; Medicare Advantage seen; paid in the twelve complete months.
const leftSQL = `SELECT s.died, EXISTS (SELECT 1 FROM coverage_rows v WHERE v.person_key = s.person_key AND v.part = 'C')
		OR EXISTS (SELECT 1 FROM claims_rows c WHERE c.person_key = s.person_key AND c.claim_type_code IN ('61', '62', '63', '64'))
		OR EXISTS (SELECT 1 FROM persons p CROSS JOIN coverage_months_rows m ON m.api_version = p.api_version AND m.patient_id = p.patient_id
			WHERE p.person_key = s.person_key AND m.hmo_ind NOT IN ('', '0', '4')),
	(SELECT y.paid_cents FROM person_years y WHERE y.person_key = s.person_key)
	FROM person_summary s WHERE s.person_key = ?`

func (s *settling) leftEvent(p *standingPerson, r takenRoster) (care.Event, bool, error) {
	d := make([]driver.Value, 3)
	if _, err := s.w.row(leftSQL, d, p.who.key); err != nil || integer(d[0]) != 0 {
		return care.Event{}, false, err
	}
	advantage := "No"
	if integer(d[1]) != 0 {
		advantage = "Yes"
	}
	return care.Event{
		List: claims.ListLeft, Anchor: r.day(), Happened: r.day(), Arrived: momentText(r.taken), Order: "0" + p.who.name,
		Values: []claims.Value{
			claims.DateValue(r.day()), claims.DateValue(p.standing.Last), claims.TextValue(advantage), {Set: d[2] != nil, Int: integer(d[2])},
		},
	}, true, nil
}

// namedMBI finds the Medicare number in what CMS says of a person without data.
var namedMBI = regexp.MustCompile(`\b[1-9][A-Z0-9]{10}\b`)

// messagesSQL reads what CMS said in one refresh of people without data.
const messagesSQL = `SELECT m.raw FROM jobs j CROSS JOIN job_messages m ON m.job_id = j.job_id
	WHERE j.refresh_id = ? AND j.state <> ? AND m.severity IN ('error', 'fatal')`

// settleNoData renews the people whom CMS named in the latest refresh as those whose data it could not give.
func (s *settling) settleNoData() (err error) {
	before, err := s.storedEvents(listEvents(claims.ListNoData))
	if err != nil {
		return err
	}
	type one struct {
		id  int64
		day string
	}
	var refreshes []one
	d := make([]driver.Value, 2)
	if err := s.w.each(`SELECT r.refresh_id, coalesce(nullif(r.transaction_time, ''), r.started_at) FROM refreshes r
		WHERE EXISTS (SELECT 1 FROM files f JOIN jobs j ON j.job_id = f.job_id WHERE j.refresh_id = r.refresh_id) ORDER BY r.refresh_id DESC`, d, func() error {
		refreshes = append(refreshes, one{integer(d[0]), claims.DateValue(text(d[1])).Text})
		return nil
	}); err != nil {
		return err
	}
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return err
	}
	defer dec.Close()
	since := map[string]string{} // by MBI, of those named in every refresh up to the latest
	for i, r := range refreshes {
		named, err := s.named(dec, r.id)
		if err != nil {
			return err
		}
		going := 0
		for mbi := range named {
			if _, still := since[mbi]; i == 0 || still && since[mbi] == refreshes[i-1].day {
				since[mbi] = r.day
				going++
			}
		}
		if going == 0 {
			break
		}
	}
	var after []storedEvent
	for _, mbi := range slices.Sorted(maps.Keys(since)) {
		e, err := s.noDataEvent(mbi, since[mbi])
		if err != nil {
			return err
		}
		after = append(after, e)
	}
	return s.replaceEvents(before, after)
}

// named lists the MBIs that a refresh's messages name.
func (s *settling) named(dec *zstd.Decoder, refreshID int64) (map[string]bool, error) {
	list := map[string]bool{}
	dest := make1()
	err := s.w.each(messagesSQL, dest, func() error {
		packed, ok := dest[0].([]byte)
		if !ok {
			return nil
		}
		raw, err := dec.DecodeAll(packed, nil)
		if err != nil {
			return err
		}
		for _, found := range namedMBI.FindAllString(strings.ToUpper(string(raw)), -1) {
			if mbi := normalMBI(found); mbi != "" {
				list[mbi] = true
			}
		}
		return nil
	}, refreshID, string(claims.JobLost))
	return list, err
}

func (s *settling) noDataEvent(mbi, since string) (storedEvent, error) {
	e := care.Event{List: claims.ListNoData, Anchor: since, Happened: since, Arrived: since, Values: []claims.Value{claims.DateValue(since), {}}}
	who := whose{mbi: mbi}
	d := make([]driver.Value, 4)
	_, err := s.w.row(`SELECT p.person_key, p.last_norm, p.first_norm, p.last_date FROM person_search f CROSS JOIN person_summary p ON p.person_key = f.person_key
		WHERE f.kind = ? AND f.value = ? ORDER BY p.person_key`, d, findMBI, mbi)
	if err != nil {
		return storedEvent{}, err
	}
	if key := text(d[0]); key != "" {
		who = whose{key: key, name: text(d[1]) + "," + text(d[2])}
		e.Values[1] = claims.DateValue(text(d[3]))
	}
	e.Order = who.name
	return newEvent(who, e)
}
