package store

import (
	"cmp"
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/care"
	"github.com/claimsdesk/claimsdesk/claims"
)

// storyClaimsSQL reads what lists show of the claims of one person; its arguments are person and version.
func storyClaimsSQL() string {
	return "SELECT " + claimRowColumns() + ", coalesce(c.prescribing_npi, '')\nFROM claims_rows c INDEXED BY claims_person WHERE c.person_key = ? AND c.api_version = ?"
}

// storyColumns is how many columns storyClaimsSQL has.
const storyColumns = 18

// storyClaim makes a claim of a row of storyClaimsSQL.
func storyClaim(d []driver.Value) (c claims.StoryClaim) {
	c.APIVersion, c.FHIRID, c.ClaimType, c.FromDate, c.ThruDate = text(d[0]), text(d[1]), text(d[2]), text(d[3]), text(d[4])
	c.PrincipalDx, c.DxDisplay, c.ProviderName, c.ProviderNPI = text(d[5]), text(d[6]), text(d[7]), text(d[8])
	c.PaidCents, c.ChargedCents, c.Lines = centsOf(d[9]), centsOf(d[10]), int(integer(d[11]))
	c.Current, c.Partial, c.Denied, c.Base = integer(d[12]) != 0, integer(d[13]) != 0, integer(d[14]) != 0, integer(d[16]) != 0
	if notes := text(d[15]); notes != "" {
		c.DataNotes = strings.Split(notes, ";")
	}
	if c.ClaimType == claims.PDE {
		c.Doctor.NPI = text(d[17])
	}
	return c
}

func centsOf(v driver.Value) *int64 {
	if v == nil {
		return nil
	}
	n := integer(v)
	return &n
}

// sortStory puts the newest claim first, as lists do.
func sortStory(list []claims.StoryClaim) {
	slices.SortFunc(list, func(a, b claims.StoryClaim) int {
		return cmp.Or(cmp.Compare(b.ThruDate, a.ThruDate), cmp.Compare(b.FHIRID, a.FHIRID))
	})
}

// tellPerson renews the story of the person at hand.
func (s *settling) tellPerson(key string) error {
	var list []claims.StoryClaim
	d := make([]driver.Value, storyColumns)
	if err := s.w.each(storyClaimsSQL(), d, func() error {
		list = append(list, storyClaim(d))
		return nil
	}, key, s.inUse); err != nil {
		return err
	}
	if len(list) == 0 {
		return s.w.exec(`DELETE FROM person_stories WHERE person_no = ?`, keyNumber(key))
	}
	sortStory(list)
	if s.lived != nil {
		tellCare(list, s.lived.claims)
	}
	return s.w.exec(`INSERT INTO person_stories (person_no, claims, packed) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET claims = excluded.claims, packed = excluded.packed`,
		keyNumber(key), int64(len(list)), s.stories.EncodeAll(packStory(list), nil))
}

// tellCare adds what package care sees in claims: when they arrived, visits, and which medicine a fill is.
func tellCare(list []claims.StoryClaim, seen []care.Claim) {
	places := make(map[string]*care.Claim, len(seen))
	for i := range seen {
		places[seen[i].ID] = &seen[i]
	}
	for i := range list {
		c := &list[i]
		from, ok := places[c.FHIRID]
		if !ok {
			continue
		}
		c.Arrived = from.Arrived[:min(len(from.Arrived), len(time.DateOnly))]
		visit, wellness, isVisit := from.FirstVisit()
		c.Wellness = wellness
		if isVisit {
			c.Visit, c.Doctor.NPI = true, visit.NPI
		}
		if c.ClaimType == claims.PDE && len(from.Lines) > 0 {
			c.DrugCode, c.DaysSupply = from.Lines[0].NDC, from.Lines[0].DaysSupply
		}
	}
}

const storySQL = `SELECT packed FROM person_stories WHERE person_no = ?`

// story reads the claims of a person of the version in use, newest first. Before the Settle that packs them they are read one by one,
// without what package care adds.
func (s *Snapshot) story(ctx context.Context, key string) ([]claims.StoryClaim, error) {
	plain, err := s.packedStory(ctx, key)
	if errors.Is(err, ErrNotFound) {
		return s.storyOfRows(ctx, key)
	}
	if err != nil {
		return nil, err
	}
	return unpackStory(plain)
}

// eachOfStory calls use for each claim of a person, newest first; the claim is overwritten by the next.
func (s *Snapshot) eachOfStory(ctx context.Context, key string, use func(*claims.StoryClaim) error) error {
	plain, err := s.packedStory(ctx, key)
	if err == nil {
		return eachStory(plain, use)
	}
	if !errors.Is(err, ErrNotFound) {
		return err
	}
	list, err := s.storyOfRows(ctx, key)
	for i := range list {
		if err == nil {
			err = use(&list[i])
		}
	}
	return err
}

// packedStory reads the packed claims of a person; ErrNotFound before the Settle that packs them.
func (s *Snapshot) packedStory(ctx context.Context, key string) ([]byte, error) {
	var packed []byte
	err := s.tx.QueryRowContext(ctx, storySQL, keyNumber(key)).Scan(&packed)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	}
	if err != nil {
		return nil, wrap(err, "read a person's story")
	}
	dec, err := newDecompressor()
	if err != nil {
		return nil, err
	}
	defer dec.Close()
	plain, err := dec.DecodeAll(packed, nil)
	if err != nil {
		return nil, fmt.Errorf("%w: unpack a story: %w", ErrDamaged, err)
	}
	return plain, nil
}

func (s *Snapshot) storyOfRows(ctx context.Context, key string) ([]claims.StoryClaim, error) {
	list, err := listed(ctx, s.tx, "read a person's claims", func(row scanner) (claims.StoryClaim, error) {
		cells, into, d := make([]any, storyColumns), make([]any, storyColumns), make([]driver.Value, storyColumns)
		for i := range cells {
			into[i] = &cells[i]
		}
		err := row.Scan(into...)
		for i, cell := range cells {
			d[i] = cell
		}
		return storyClaim(d), err
	}, storyClaimsSQL(), key, s.inUse)
	sortStory(list)
	return list, err
}

// PersonStory is what the picture and the timeline of a person are made of. Somebody who is not known has an empty one.
func (db *DB) PersonStory(ctx context.Context, key string) (claims.PersonStory, error) {
	return fromSnapshot(ctx, db, func(s *Snapshot) (claims.PersonStory, error) { return s.personStory(ctx, key) })
}

func (s *Snapshot) personStory(ctx context.Context, key string) (p claims.PersonStory, err error) {
	if p.Claims, err = s.story(ctx, key); err != nil {
		return p, err
	}
	if p.Stays, err = listed(ctx, s.tx, "read a person's stays", scanStoryStay, storyStaysSQL, key); err != nil {
		return p, err
	}
	if p.ED, err = listed(ctx, s.tx, "read a person's ED visits", scanStoryED, storyEDSQL, key); err != nil {
		return p, err
	}
	if p.Spells, err = listed(ctx, s.tx, "read a person's spells", scanStorySpell, storySpellsSQL, key); err != nil {
		return p, err
	}
	if err := s.tx.QueryRowContext(ctx, storyAsOfSQL).Scan(&p.AsOf); err != nil {
		return p, wrap(err, "read the day of the data")
	}
	return p, s.nameStory(ctx, &p)
}

const (
	storyStaysSQL = `SELECT first_day, last_day, open, kind = 'acute', kind, npi, ccn, status, drg, diagnosis, paid_cents, claim_version, claim_id
		FROM stays WHERE person_key = ? ORDER BY first_day DESC, last_day DESC, facility`
	storyEDSQL = `SELECT day, npi, ccn, outcome, admitted, urgent, diagnosis, claim_version, claim_id
		FROM ed_visits WHERE person_key = ? ORDER BY day DESC, facility`
	storySpellsSQL = `SELECT kind, first_day, last_day, npi, ccn, status, swing_bed FROM spells WHERE person_key = ? ORDER BY kind, first_day DESC, facility`
	storyAsOfSQL   = `SELECT coalesce((SELECT value FROM facts WHERE name = 'events_as_of'), '')`
)

func scanStoryStay(row scanner) (t claims.StoryStay, err error) {
	err = row.Scan(&t.From, &t.To, &t.Open, &t.Acute, &t.Kind, &t.Where.NPI, &t.CCN, &t.Status, &t.DRG, &t.Diagnosis, &t.PaidCents, &t.Claim.APIVersion, &t.Claim.FHIRID)
	return t, err
}

func scanStoryED(row scanner) (v claims.StoryED, err error) {
	err = row.Scan(&v.Day, &v.Where.NPI, &v.CCN, &v.Outcome, &v.Admitted, &v.Urgent, &v.Diagnosis, &v.Claim.APIVersion, &v.Claim.FHIRID)
	return v, err
}

func scanStorySpell(row scanner) (p claims.StorySpell, err error) {
	err = row.Scan(&p.Kind, &p.From, &p.To, &p.Where.NPI, &p.CCN, &p.Status, &p.SwingBed)
	return p, err
}

// nameStory gives the people and places of a story their names.
func (s *Snapshot) nameStory(ctx context.Context, p *claims.PersonStory) error {
	var parties []*claims.Party
	for i := range p.Stays {
		parties = append(parties, &p.Stays[i].Where)
	}
	for i := range p.ED {
		parties = append(parties, &p.ED[i].Where)
	}
	for i := range p.Spells {
		parties = append(parties, &p.Spells[i].Where)
	}
	for i := range p.Claims {
		if p.Claims[i].Doctor.NPI != "" {
			parties = append(parties, &p.Claims[i].Doctor)
		}
	}
	return s.name(ctx, parties)
}
