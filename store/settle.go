package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/claimsdesk/claimsdesk/claims"
)

// SettleOptions say how much Settle looks at.
type SettleOptions struct {
	// All looks at every person again, not only at those that something changed for.
	All bool
}

// Settle works out what takes more than one resource: who is one person, the MBI of claims, which versions stand
// (is_current, superseded_by), possible duplicates, stale early claims, and the prepared tables of the screens. Call it
// after an import, after CompleteRoster and after SaveConnection. It looks at the people that something changed for, and the
// result is the same as if it had looked at all, in whatever order files came. It is one transaction: readers see the
// tables of before until it ends, and an interrupted Settle is done again by the next.
func (db *DB) Settle(ctx context.Context, opts SettleOptions) (err error) {
	w, inUse, err := db.beginSettling(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.rollback()) }()
	stories, err := newCompressor(numbered{})
	if err != nil {
		return err
	}
	s := &settling{w: w, inUse: inUse, months: monthDeltas{}, figures: newFiguring(), stories: stories}
	if err := s.run(ctx, opts, db.now()); err != nil {
		return wrap(err, "settle")
	}
	return wrap(w.commit(), "settle")
}

// beginSettling begins the transaction of a settling, and says which version of the API is in use.
func (db *DB) beginSettling(ctx context.Context) (w *writer, inUse string, err error) {
	if db.write == nil {
		return nil, "", ErrReadOnly
	}
	if inUse, err = versionInUse(ctx, db.read); err != nil {
		return nil, "", wrap(err, "find the version in use")
	}
	w, err = newWriter(ctx, db.write)
	return w, inUse, err
}

// settling is one run of Settle.
type settling struct {
	w      *writer
	inUse  string // API version of default rows
	at     moment
	months monthDeltas
	fulls  map[int64]fullExport

	figures   *figuring
	lived     *lived // of the person at hand
	stories   *zstd.Encoder
	fileTimes map[int64]string // when files without a time were imported
}

func (s *settling) run(ctx context.Context, opts SettleOptions, now time.Time) error {
	if err := settlePeople(ctx, s.w); err != nil {
		return fmt.Errorf("people: %w", err)
	}
	asOf, err := dataAsOf(s.w, claims.V3, now)
	if err != nil {
		return err
	}
	s.at = moment{now: now, asOf: asOf}
	if err := saveFact(s.w, "v3_as_of", asOf.Format(time.DateOnly)); err != nil {
		return err
	}
	if err := s.loadFulls(); err != nil {
		return fmt.Errorf("full exports: %w", err)
	}
	if err := s.widen(opts); err != nil {
		return err
	}
	people, err := s.unsettled()
	if err != nil {
		return err
	}
	for _, key := range people {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.settlePerson(key); err != nil {
			return err
		}
	}
	if err := s.w.exec(`DELETE FROM unsettled_people`); err != nil {
		return err
	}
	if err := s.months.apply(s.w); err != nil {
		return fmt.Errorf("month totals: %w", err)
	}
	if err := s.markRoster(); err != nil {
		return err
	}
	if err := s.endFigures(); err != nil {
		return fmt.Errorf("figures: %w", err)
	}
	if err := s.settleLists(opts.All); err != nil {
		return fmt.Errorf("work lists: %w", err)
	}
	return nil
}

// dataAsOf is the transaction time of the latest export of a version; now when no file came with one.
func dataAsOf(w *writer, version string, now time.Time) (time.Time, error) {
	latest := ""
	dest := make1()
	err := w.each(`SELECT DISTINCT transaction_time FROM files WHERE transaction_time IS NOT NULL AND coalesce(api_version, ?) = ?`, dest, func() error {
		if t := text(dest[0]); compareTimes(t, latest) > 0 {
			latest = t
		}
		return nil
	}, version, version)
	if err != nil {
		return time.Time{}, err
	}
	if at, err := time.Parse(time.RFC3339Nano, latest); err == nil {
		return at, nil
	}
	return now, nil
}

// widen adds the people who must be looked at though nothing came for them: those with early claims, which time makes
// stale, those with claims that a new full export lacks, and everybody when the version in use is another than last time.
func (s *settling) widen(opts SettleOptions) error {
	if err := s.widenLacking(); err != nil {
		return err
	}
	if err := s.w.exec(`INSERT INTO unsettled_people (person_key) SELECT DISTINCT coalesce(person_key, '') FROM claims_rows WHERE adjudication = 'partial'
		ON CONFLICT DO NOTHING`); err != nil {
		return err
	}
	dest := make1()
	if _, err := s.w.row(`SELECT value FROM facts WHERE name = 'version_in_use'`, dest); err != nil {
		return err
	}
	if !opts.All && text(dest[0]) == s.inUse {
		return nil
	}
	if err := s.w.exec(`INSERT INTO unsettled_people (person_key) SELECT DISTINCT person_key FROM persons WHERE 1 ON CONFLICT DO NOTHING`); err != nil {
		return err
	}
	if err := s.w.exec(`INSERT INTO unsettled_people (person_key) VALUES ('') ON CONFLICT DO NOTHING`); err != nil {
		return err
	}
	return saveFact(s.w, "version_in_use", s.inUse)
}

// saveFact keeps what the last Settle went by.
func saveFact(w *writer, name, value string) error {
	return w.exec(`INSERT INTO facts (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, name, value)
}

func (s *settling) unsettled() ([]string, error) {
	var keys []string
	dest := make1()
	err := s.w.each(`SELECT person_key FROM unsettled_people ORDER BY person_key`, dest, func() error {
		keys = append(keys, text(dest[0]))
		return nil
	})
	return keys, err
}

// settlePerson settles the claims of one person and what screens show of them. The empty key stands for claims that
// name nobody.
func (s *settling) settlePerson(key string) error {
	records, err := s.records(key)
	if err != nil {
		return fmt.Errorf("read records: %w", err)
	}
	versions, err := s.settleClaims(key, records)
	if err != nil {
		return fmt.Errorf("claims: %w", err)
	}
	known := len(versions) > 0
	if err := tallyPerson(s.w, key, s.at.now); err != nil {
		return fmt.Errorf("tallies: %w", err)
	}
	if err := s.countLeftOut(key); err != nil {
		return fmt.Errorf("what is left out: %w", err)
	}
	if key == "" {
		return nil
	}
	if err := s.summarise(key, records, known); err != nil {
		return fmt.Errorf("summary: %w", err)
	}
	if err := s.livePerson(key, records, versions); err != nil {
		return fmt.Errorf("events: %w", err)
	}
	if err := s.figurePerson(key, records, known); err != nil {
		return fmt.Errorf("figures: %w", err)
	}
	if err := s.tellPerson(key); err != nil {
		return fmt.Errorf("story: %w", err)
	}
	return nil
}

// record is a beneficiary record of a person: what lists show and searches find.
type record struct {
	ref                 patientRef
	first, last, mbi    string
	birth, death, sex   string
	city, state, zip    string
	race                string
	died                bool
	replacedBy, updated string
}

// records reads the beneficiary records of a person, the one that speaks for the person first: of the version in use,
// then as recordOrder has it.
func (s *settling) records(key string) ([]record, error) {
	var list []record
	d := make([]driver.Value, 15)
	err := s.w.each(`SELECT r.api_version, r.fhir_id, r.first_name, r.last_name, r.mbi, r.birth_date, r.death_date, r.sex_code, r.city, r.state, r.zip5,
		r.death_flag, r.replaced_by, r.last_updated, r.race
		FROM beneficiaries_rows r WHERE r.person_key = ? ORDER BY (r.api_version = ?) DESC, `+recordOrder, d, func() error {
		list = append(list, record{
			ref: patientRef{text(d[0]), text(d[1])}, first: text(d[2]), last: text(d[3]), mbi: text(d[4]),
			birth: text(d[5]), death: text(d[6]), sex: text(d[7]), city: text(d[8]), state: text(d[9]), zip: text(d[10]),
			died: integer(d[11]) != 0 || text(d[6]) != "", replacedBy: text(d[12]), updated: text(d[13]), race: text(d[14]),
		})
		return nil
	}, key, s.inUse)
	return list, err
}

// markRoster says who is on the latest complete roster; without one everybody is.
func (s *settling) markRoster() error {
	dest := make1()
	found, err := s.w.row(`SELECT roster_id FROM rosters WHERE complete = 1 ORDER BY taken_at DESC, roster_id DESC LIMIT 1`, dest)
	if err != nil {
		return err
	}
	if !found {
		return s.w.exec(`UPDATE person_summary SET on_list = 1 WHERE on_list = 0`)
	}
	return s.w.exec(`WITH listed AS (SELECT DISTINCT p.person_key FROM roster_people rp
			JOIN persons p ON p.api_version = rp.api_version AND p.patient_id = rp.patient_id WHERE rp.roster_id = ?)
		UPDATE person_summary SET on_list = (person_key IN (SELECT person_key FROM listed))
		WHERE on_list <> (person_key IN (SELECT person_key FROM listed))`, dest[0])
}
