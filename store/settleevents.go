package store

import (
	"cmp"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/care"
	"github.com/claimsdesk/claimsdesk/claims"
)

// livedLists are the lists whose events hang on the claims of a person alone; standingLists those that hang on the day too.
var (
	livedLists = []claims.EventList{
		claims.ListFollowUp, claims.ListReadmitted, claims.ListED, claims.ListNursing, claims.ListHomeHealth, claims.ListHospice, claims.ListNewDrug, claims.ListDied,
	}
	standingLists = []claims.EventList{claims.ListOftenED, claims.ListNoVisit, claims.ListNoWellness}
)

// storedEvent is a row of events.
type storedEvent struct {
	key, person string
	event       care.Event
	gone        bool
	name, mbi   string
	detail      string
}

const eventColumns = `event_key, list, person_key, anchor, facility, happened, arrived, early, gone, apart, urgent, amount, sort_key, name_key,
	claim_version, claim_id, mbi, detail`

const eventColumnCount = 18

func (e *storedEvent) cells() []driver.Value {
	v := &e.event
	return []driver.Value{
		e.key, string(v.List), e.person, v.Anchor, v.Facility, v.Happened, v.Arrived, flag(v.Early), flag(e.gone), flag(v.Apart), flag(v.Urgent), v.Amount, v.Order, e.name,
		v.Ref.Version, v.Ref.ID, e.mbi, e.detail,
	}
}

func scanEvent(d []driver.Value) storedEvent {
	return storedEvent{
		key: text(d[0]), person: text(d[2]), gone: integer(d[8]) != 0, name: text(d[13]), mbi: text(d[16]), detail: text(d[17]),
		event: care.Event{
			List: claims.EventList(text(d[1])), Anchor: text(d[3]), Facility: text(d[4]), Happened: text(d[5]), Arrived: text(d[6]), Early: integer(d[7]) != 0,
			Apart: integer(d[9]) != 0, Urgent: integer(d[10]) != 0, Amount: integer(d[11]), Order: text(d[12]), Ref: care.Ref{Version: text(d[14]), ID: text(d[15])},
		},
	}
}

// whose is what a person's events carry of the person.
type whose struct{ key, name, mbi string }

// newEvent is an event as it is stored.
func newEvent(who whose, e care.Event) (storedEvent, error) {
	detail, err := packValues(e.Values)
	sum := sha256.Sum256([]byte(strings.Join([]string{string(e.List), who.key + who.mbi, e.Anchor, e.Facility}, "\x00")))
	const signs = 16
	return storedEvent{key: hex.EncodeToString(sum[:signs]), person: who.key, event: e, name: who.name, mbi: who.mbi, detail: detail}, err
}

// packValues writes values as a JSON array of texts, numbers and nulls.
func packValues(values []claims.Value) (string, error) {
	list := make([]any, len(values))
	for i, v := range values {
		switch {
		case !v.Set:
		case v.Text != "":
			list[i] = v.Text
		default:
			list[i] = v.Int
		}
	}
	packed, err := json.Marshal(list)
	return string(packed), err
}

// unpackValues reads what packValues wrote; there is a value for each column of the list.
func unpackValues(list claims.EventList, packed string) ([]claims.Value, error) {
	var raw []any
	dec := json.NewDecoder(strings.NewReader(packed))
	dec.UseNumber()
	if err := dec.Decode(&raw); err != nil {
		return nil, fmt.Errorf("values of an event of %s: %w", list, err)
	}
	values := make([]claims.Value, len(claims.EventColumns(list)))
	for i := range min(len(raw), len(values)) {
		switch v := raw[i].(type) {
		case string:
			values[i] = claims.TextValue(v)
		case json.Number:
			n, err := v.Int64()
			if err != nil {
				return nil, fmt.Errorf("values of an event of %s: %w", list, err)
			}
			values[i] = claims.IntValue(n)
		}
	}
	return values, nil
}

// livePerson works out what happened to the person at hand and renews what is stored of it; somebody without record and claims is no
// person any more.
func (s *settling) livePerson(key string, records []record, versions []claimVersion) (err error) {
	if len(records) == 0 && len(versions) == 0 {
		s.lived = nil
		return s.forgetLived(key)
	}
	if s.lived, err = s.live(key, versions); err != nil {
		return err
	}
	return s.settleLived(key, records, s.lived)
}

// settleLived renews what happened to a person: the tables, and the events of the lists that hang on nothing else.
func (s *settling) settleLived(key string, records []record, l *lived) error {
	if err := s.saveLived(key, l); err != nil {
		return err
	}
	standing, err := json.Marshal(care.StandingOf(l.base, coversOf(l.cover)))
	if err != nil {
		return err
	}
	if err := s.w.exec(`INSERT INTO person_care (person_key, doctor, standing) VALUES (?, '', ?) ON CONFLICT DO UPDATE SET standing = excluded.standing`,
		key, string(standing)); err != nil {
		return err
	}
	list := care.Events(l.base, l.early)
	death, err := s.death(records)
	if err != nil {
		return err
	}
	if e, ok := l.base.DiedEvent(death); ok {
		list = append(list, e)
	}
	return s.saveEvents(personEvents(key, livedLists), whoIs(key, records), list)
}

func whoIs(key string, records []record) whose {
	who := whose{key: key}
	if len(records) > 0 {
		who.name = fold(records[0].last) + "," + fold(records[0].first)
	}
	return who
}

// death is what the records of a person say of a death.
func (s *settling) death(records []record) (d care.Death, err error) {
	for _, r := range records {
		if !r.died {
			continue
		}
		d.Flag, d.Day = true, cmp.Or(d.Day, r.death)
		if d.Arrived != "" {
			continue
		}
		if at, ok := claims.Instant(r.updated, s.at.now); ok {
			d.Arrived = momentText(at)
			continue
		}
		dest := make1()
		if _, err := s.w.row(`SELECT substr(coalesce(f.transaction_time, f.ingested_at), 1, 10) FROM beneficiaries_rows b JOIN files f ON f.file_id = b.file_id
			WHERE b.api_version = ? AND b.fhir_id = ?`, dest, r.ref.version, r.ref.id); err != nil {
			return d, err
		}
		d.Arrived = text(dest[0])
	}
	return d, nil
}

// forgetLived takes everything back that hangs on a key that is no person any more.
func (s *settling) forgetLived(key string) error {
	if err := s.saveLived(key, &lived{base: care.Of(nil)}); err != nil {
		return err
	}
	if err := s.w.exec(`DELETE FROM person_care WHERE person_key = ?`, key); err != nil {
		return err
	}
	events := eventsWhere{`person_key = ?`, []driver.Value{key}}
	if err := s.moveStates(key, events); err != nil {
		return err
	}
	return s.saveEvents(events, whose{key: key}, nil)
}

// moveStates gives what people did about the events of somebody who turned out to be another person to the events of that person. Where
// somebody did something about both, both stay.
func (s *settling) moveStates(key string, events eventsWhere) error {
	dest := make1()
	if _, err := s.w.row(`SELECT merged_into FROM person_keys WHERE person_no = ?`, dest, keyNumber(key)); err != nil {
		return err
	}
	into := text(dest[0])
	if into == "" {
		return nil
	}
	list, err := s.storedEvents(events)
	if err != nil {
		return err
	}
	for _, e := range list {
		moved, err := newEvent(whose{key: into}, e.event)
		if err == nil {
			err = s.w.exec(`UPDATE OR IGNORE event_states SET event_key = ? WHERE event_key = ?`, moved.key, e.key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// eventsWhere finds the stored events that a set of events takes the place of.
type eventsWhere struct {
	condition string
	args      []driver.Value
}

func personEvents(key string, lists []claims.EventList) eventsWhere {
	w := listEvents(lists...)
	return eventsWhere{`person_key = ? AND ` + w.condition, append([]driver.Value{key}, w.args...)}
}

func listEvents(lists ...claims.EventList) eventsWhere {
	w := eventsWhere{condition: `list IN (?` + strings.Repeat(", ?", len(lists)-1) + `)`}
	for _, list := range lists {
		w.args = append(w.args, string(list))
	}
	return w
}

// storedEvents reads events.
func (s *settling) storedEvents(where eventsWhere) (map[string]storedEvent, error) {
	list := map[string]storedEvent{}
	d := make([]driver.Value, eventColumnCount)
	err := s.w.each(`SELECT `+eventColumns+` FROM events WHERE `+where.condition, d, func() error {
		e := scanEvent(d)
		list[e.key] = e
		return nil
	}, where.args...)
	return list, err
}

// saveEvents puts the events of one person in place of those that where finds.
func (s *settling) saveEvents(where eventsWhere, who whose, list []care.Event) error {
	before, err := s.storedEvents(where)
	if err != nil {
		return err
	}
	after := make([]storedEvent, len(list))
	for i, e := range list {
		if after[i], err = newEvent(who, e); err != nil {
			return err
		}
	}
	return s.replaceEvents(before, after)
}

// replaceEvents writes what differs. An event that vanished stays, as gone, where somebody did something about it.
func (s *settling) replaceEvents(before map[string]storedEvent, after []storedEvent) error {
	slices.SortStableFunc(after, func(a, b storedEvent) int { return cmp.Compare(a.key, b.key) })
	for i := range after {
		e := &after[i]
		if i > 0 && after[i-1].key == e.key {
			continue
		}
		old, known := before[e.key]
		delete(before, e.key)
		if known && slices.Equal(old.cells(), e.cells()) {
			continue
		}
		if err := s.w.exec(`INSERT OR REPLACE INTO events (`+eventColumns+`) VALUES (?`+strings.Repeat(", ?", eventColumnCount-1)+`)`, e.cells()...); err != nil {
			return err
		}
	}
	for key, e := range before {
		if e.gone {
			continue
		}
		dest := make1()
		touched, err := s.w.row(`SELECT 1 FROM event_states WHERE event_key = ? AND (state <> 'todo' OR note <> '' OR assigned_to <> '' OR hidden_until <> '')`, dest, key)
		if err == nil && touched {
			err = s.w.exec(`UPDATE events SET gone = 1 WHERE event_key = ?`, key)
		} else if err == nil {
			err = s.w.exec(`DELETE FROM events WHERE event_key = ?`, key)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
