package store

import (
	"bytes"
	"cmp"
	"database/sql/driver"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// Domains of person_figures.
const (
	useFigures = iota + 1
	providerFigures
	drugFigures
)

// groupOf is what group_figures are counted under.
type groupOf struct {
	listed int64
	kind   measure.Kind
	month  string
	key    string
}

// groupDeltas collects by how much the figures of groups change.
type groupDeltas map[groupOf]measure.Sum

// add counts a person's figures, with sign -1 for those that no longer hold.
func (d groupDeltas) add(listed int64, figures []measure.Figure, sign int64) {
	for _, f := range figures {
		at := groupOf{listed, f.Kind, f.Month, f.Key}
		sum := d[at]
		d[at] = measure.Sum{People: sum.People + int(sign), N: sum.N + sign*f.N, Amount: sum.Amount + sign*f.Amount}
	}
}

func (d groupDeltas) apply(w *writer) error {
	sorted := slices.SortedFunc(maps.Keys(d), func(a, b groupOf) int {
		return cmp.Or(cmp.Compare(a.listed, b.listed), cmp.Compare(a.kind, b.kind), cmp.Compare(a.month, b.month), cmp.Compare(a.key, b.key))
	})
	for _, at := range sorted {
		sum := d[at]
		if sum == (measure.Sum{}) {
			continue
		}
		if err := w.exec(`INSERT INTO group_figures (listed, kind, month, key, people, n, amount) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET people = people + excluded.people, n = n + excluded.n, amount = amount + excluded.amount`,
			at.listed, int64(at.kind), at.month, at.key, int64(sum.People), sum.N, sum.Amount); err != nil {
			return err
		}
	}
	return w.exec(`DELETE FROM group_figures WHERE people = 0`)
}

// figuring works out what Analysis is made of, person by person.
type figuring struct {
	deltas groupDeltas
	unpack *figureUnpacker
	people []string // who was looked at
	// otherMonths says that other twelve months are complete than last time.
	otherMonths bool
}

func newFiguring() *figuring { return &figuring{deltas: groupDeltas{}, unpack: newFigureUnpacker()} }

// figurePerson renews the figures of one person. known says that the person has claims; somebody without record and claims is no
// person any more and loses them.
func (s *settling) figurePerson(key string, records []record, known bool) error {
	s.figures.people = append(s.figures.people, key)
	p := &measure.Person{}
	if len(records) > 0 || known {
		var err error
		if p, err = s.measured(key, records); err != nil {
			return err
		}
	}
	use := measure.UseFigures(p)
	listed, counted, err := s.countedListed(key)
	if err != nil {
		return err
	}
	before, err := s.packedFigures(useFigures, key)
	if err != nil {
		return err
	}
	packed := packFigures(use)
	if !bytes.Equal(before, packed) {
		old, err := s.figures.unpack.unpack(before)
		if err != nil {
			return damagedFigures(useFigures, err)
		}
		s.figures.deltas.add(listed, old, -1)
		s.figures.deltas.add(listed, use, 1)
	}
	if !counted {
		if err := s.w.exec(`INSERT INTO person_groups (person_key, listed) VALUES (?, ?)`, key, listed); err != nil {
			return err
		}
	}
	for domain, figures := range map[int][]measure.Figure{useFigures: use, providerFigures: measure.ProviderFigures(p), drugFigures: measure.DrugFigures(p)} {
		if err := s.saveFigures(domain, key, figures); err != nil {
			return err
		}
	}
	return nil
}

// countedListed says in which group a person's figures are counted; new people are on the list until markRoster says otherwise.
func (s *settling) countedListed(key string) (listed int64, counted bool, err error) {
	dest := make1()
	counted, err = s.w.row(`SELECT listed FROM person_groups WHERE person_key = ?`, dest, key)
	if err != nil || !counted {
		return 1, false, err
	}
	return integer(dest[0]), true, nil
}

// packedFigures reads a person's figures of a domain; those of nobody are those of nothing.
func (s *settling) packedFigures(domain int64, key string) ([]byte, error) {
	dest := make1()
	found, err := s.w.row(`SELECT packed FROM person_figures WHERE domain = ? AND person_key = ?`, dest, domain, key)
	if err != nil || !found {
		return packFigures(nil), err
	}
	packed, ok := dest[0].([]byte)
	if !ok {
		return nil, damagedFigures(int(domain), errFigures)
	}
	return bytes.Clone(packed), nil
}

func (s *settling) saveFigures(domain int, key string, figures []measure.Figure) error {
	if len(figures) == 0 {
		return s.w.exec(`DELETE FROM person_figures WHERE domain = ? AND person_key = ?`, int64(domain), key)
	}
	return s.w.exec(`INSERT INTO person_figures (domain, person_key, packed) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET packed = excluded.packed`,
		int64(domain), key, packFigures(figures))
}

// endFigures brings the figures of groups up to date, after everybody's own and after the roster.
func (s *settling) endFigures() error {
	if err := s.moveFigures(); err != nil {
		return fmt.Errorf("move between groups: %w", err)
	}
	if err := s.figures.deltas.apply(s.w); err != nil {
		return err
	}
	return s.yearFigures()
}

// moveFigures counts those who came on the list or left it under their new group.
func (s *settling) moveFigures() error {
	type move struct {
		key    string
		listed int64
	}
	var moves []move
	dest := make([]driver.Value, 2)
	// Somebody without a line in the list is no person any more and has no figures either.
	if err := s.w.each(`SELECT g.person_key, p.on_list FROM person_groups g JOIN person_summary p ON p.person_key = g.person_key WHERE p.on_list <> g.listed`, dest, func() error {
		moves = append(moves, move{text(dest[0]), integer(dest[1])})
		return nil
	}); err != nil {
		return err
	}
	for _, m := range moves {
		packed, err := s.packedFigures(useFigures, m.key)
		if err != nil {
			return err
		}
		figures, err := s.figures.unpack.unpack(packed)
		if err != nil {
			return damagedFigures(useFigures, err)
		}
		s.figures.deltas.add(1-m.listed, figures, -1)
		s.figures.deltas.add(m.listed, figures, 1)
		if err := s.w.exec(`UPDATE person_groups SET listed = ? WHERE person_key = ?`, m.listed, m.key); err != nil {
			return err
		}
	}
	return s.w.exec(`DELETE FROM person_groups WHERE person_key NOT IN (SELECT person_key FROM person_summary)`)
}

// yearFigures renews what was paid for each person in the twelve complete months: of those who were looked at, or of everybody once
// another month is complete.
func (s *settling) yearFigures() error {
	asOf, err := dataAsOf(s.w, cmp.Or(s.inUse, claims.V3), s.at.now)
	if err != nil {
		return err
	}
	arrivals, err := s.arrivals()
	if err != nil {
		return err
	}
	last := measure.CompletenessAt(asOf.UTC().Format(monthLayout), arrivals).LastComplete()
	if err := saveFact(s.w, "figures_as_of", asOf.UTC().Format(time.DateOnly)); err != nil {
		return err
	}
	dest := make1()
	if _, err := s.w.row(`SELECT value FROM facts WHERE name = 'last_complete_month'`, dest); err != nil {
		return err
	}
	if text(dest[0]) != last {
		s.figures.otherMonths = true
		if err := s.w.exec(`DELETE FROM person_years`); err != nil {
			return err
		}
		if err := s.w.exec(`INSERT INTO person_years (person_key, paid_cents) SELECT person_key, sum(paid_cents) FROM person_months
			WHERE month >= ? AND month <= ? GROUP BY person_key`, yearBefore(last), last); err != nil {
			return err
		}
		return saveFact(s.w, "last_complete_month", last)
	}
	for _, key := range s.figures.people {
		if err := s.w.exec(`DELETE FROM person_years WHERE person_key = ?`, key); err != nil {
			return err
		}
		if err := s.w.exec(`INSERT INTO person_years (person_key, paid_cents) SELECT person_key, sum(paid_cents) FROM person_months
			WHERE person_key = ? AND month >= ? AND month <= ? GROUP BY person_key`, key, yearBefore(last), last); err != nil {
			return err
		}
	}
	return nil
}

// yearBefore is the first of twelve months that end with one.
func yearBefore(last string) string { return measure.AddMonths(last, -11) }

// arrivalsSQL reads how claims arrived, of everybody.
const arrivalsSQL = `SELECT month, key, sum(n), sum(amount) FROM group_figures WHERE listed IN (0, 1) AND kind = ? GROUP BY month, key`

func (s *settling) arrivals() (list []measure.Arrival, err error) {
	dest := make([]driver.Value, 4)
	err = s.w.each(arrivalsSQL, dest, func() error {
		list = append(list, measure.ArrivalOf(text(dest[0]), text(dest[1]), integer(dest[2]), integer(dest[3])))
		return nil
	}, int64(measure.Arrived))
	return list, err
}
