package store

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// claimRowColumns are what a list shows of a claim c, in the order of scanClaimRow. The words of the main diagnosis and
// the provider's name come from the claim itself: the organisation first, then who was in charge.
func claimRowColumns() string {
	return `c.api_version, c.fhir_id, coalesce(c.claim_type, 'UNKNOWN'), coalesce(c.from_date, ''), coalesce(c.thru_date, ''),
	coalesce(c.principal_dx, ''),
	coalesce((SELECT d.display FROM diagnoses_rows d WHERE d.claim_key = c.claim_key AND d.code_norm = c.principal_dx
		AND d.display IS NOT NULL ORDER BY d.ordinal LIMIT 1), ''),
	coalesce((SELECT m.name FROM care_team_rows m WHERE m.claim_key = c.claim_key AND m.name IS NOT NULL
		ORDER BY CASE m.role WHEN 'primary' THEN 1 WHEN 'attending' THEN 2 WHEN 'rendering' THEN 3 WHEN 'performing' THEN 3
			WHEN 'prescribing' THEN 4 ELSE 5 END, m.ordinal LIMIT 1), ''),
	coalesce(c.facility_npi, c.billing_npi, ''), c.payment_amount, c.submitted_amount, coalesce(c.line_count, 0),
	coalesce(c.is_current, 0),
	NOT ` + priorAuthCondition + ` AND coalesce(c.adjudication, 'complete') <> 'complete',
	` + deniedCondition + `, coalesce(c.dq_flags, ''), ` + claimCondition()
}

func scanClaimRow(row scanner) (r claims.ClaimRow, err error) {
	var flags string
	err = row.Scan(&r.APIVersion, &r.FHIRID, &r.ClaimType, &r.FromDate, &r.ThruDate, &r.PrincipalDx, &r.DxDisplay,
		&r.ProviderName, &r.ProviderNPI, &r.PaidCents, &r.ChargedCents, &r.Lines, &r.Current, &r.Partial, &r.Denied,
		&flags, &r.Base)
	if flags != "" {
		r.DataNotes = strings.Split(flags, ";")
	}
	return r, err
}

// claimOrder is by last day of service, oldest first; Page.Desc turns it round. Of one day the id decides.
func claimOrder(desc bool) ordering {
	return ordering{name: "thru_date", columns: []string{"thru_date", "fhir_id"}, desc: desc}
}

// PersonClaims lists a person's claims of the version in use by last day of service, page by page
// (docs/reference/screens.md 11.1, Q8). A person who is not known has none. It returns ErrPage for an After of another
// list.
func (db *DB) PersonClaims(ctx context.Context, filter claims.ClaimFilter, page claims.Page) (claims.ClaimPage, error) {
	return fromSnapshot(ctx, db, func(s *Snapshot) (claims.ClaimPage, error) { return s.personClaims(ctx, filter, page) })
}

// personClaims takes a page out of the person's story: nothing is counted or sorted by SQL, which would read every row of the person
// for each page.
func (s *Snapshot) personClaims(ctx context.Context, filter claims.ClaimFilter, page claims.Page) (list claims.ClaimPage, err error) {
	order := claimOrder(page.Desc)
	after, err := order.values(page.After)
	if err != nil {
		return list, err
	}
	taking := &pageTaking{filter: filter, shows: func(c *claims.ClaimRow) bool { return c.Base }, after: after, order: order, limit: limitOf(page), list: &list, years: claimYears{}}
	if filter.BaseOnly && filter.Counting.Changed() {
		marks, err := s.personApart(ctx, filter)
		if err != nil {
			return list, err
		}
		taking.shows = func(c *claims.ClaimRow) bool { return filter.Counting.Shows(marks[c.FHIRID]) }
	}
	if (filter.Behind != claims.ClaimsBehind{}) {
		ids, err := s.behind(ctx, filter.PersonKey, filter.Behind)
		if err != nil {
			return list, err
		}
		taking.filter.BaseOnly = true // the lists are made of base claims
		taking.shows = func(c *claims.ClaimRow) bool { return ids[c.FHIRID] }
	}
	if page.Desc {
		err = s.eachOfStory(ctx, filter.PersonKey, taking.take)
	} else {
		var story []claims.StoryClaim
		story, err = s.story(ctx, filter.PersonKey)
		for i := len(story) - 1; err == nil && i >= 0; i-- {
			err = taking.take(&story[i])
		}
	}
	list.Years = taking.years.list()
	return list, err
}

// pageTaking takes the rows of one page out of the claims of a person, which come in the order of the list.
type pageTaking struct {
	filter claims.ClaimFilter
	shows  func(*claims.ClaimRow) bool // that a list of base claims holds a claim
	after  []string                    // place of the row before the page; nil for the first page
	order  ordering
	limit  int
	list   *claims.ClaimPage
	years  claimYears
}

func (p *pageTaking) take(c *claims.StoryClaim) (err error) {
	p.years.add(c.ThruDate)
	if !fitsClaim(&p.filter, &c.ClaimRow) || p.filter.BaseOnly && !p.shows(&c.ClaimRow) {
		return nil
	}
	p.list.Total++
	switch {
	case p.after != nil && !comesAfter(&c.ClaimRow, p.after, p.order.desc):
	case len(p.list.Rows) < p.limit:
		if p.list.Rows == nil {
			p.list.Rows = make([]claims.ClaimRow, 0, min(p.limit, pageRows))
		}
		p.list.Rows = append(p.list.Rows, c.ClaimRow)
	case p.list.Next == "":
		last := &p.list.Rows[p.limit-1]
		p.list.Next, err = p.order.key(last.ThruDate, last.FHIRID)
	}
	return err
}

// personApartSQL reads the claims of a person that have marks; its arguments are person and version.
var personApartSQL = `SELECT * FROM (SELECT c.fhir_id, coalesce(c.claim_type, 'UNKNOWN'), coalesce(c.thru_date, ''), ` + apartSQL() + ` AS apart
	FROM claims_rows c INDEXED BY claims_person WHERE c.person_key = ? AND c.api_version = ?) WHERE apart <> 0`

// personApart gives the marks of a person's claims, by id, of the type and year that a filter asks for. Claims without marks are not in it.
func (s *Snapshot) personApart(ctx context.Context, filter claims.ClaimFilter) (map[string]claims.Apart, error) {
	marks := map[string]claims.Apart{}
	err := s.each(ctx, "read what sets claims apart", personApartSQL, []any{filter.PersonKey, s.inUse}, func(rows *sql.Rows) error {
		var id string
		var c claims.ClaimRow
		var apart claims.Apart
		if err := rows.Scan(&id, &c.ClaimType, &c.ThruDate, &apart); err != nil {
			return err
		}
		if narrowed := (claims.ClaimFilter{Type: filter.Type, Year: filter.Year}); fitsClaim(&narrowed, &c) {
			marks[id] = apart
		}
		return nil
	})
	return marks, err
}

// PersonLeftOut counts which of a person's claims of a type and year the list leaves out that filter.Counting asks for; a status is not
// looked at.
func (db *DB) PersonLeftOut(ctx context.Context, filter claims.ClaimFilter) (claims.LeftOut, error) {
	return fromSnapshot(ctx, db, func(s *Snapshot) (left claims.LeftOut, err error) {
		marks, err := s.personApart(ctx, filter)
		for _, apart := range marks {
			left.Count(apart, 1, filter.Counting)
		}
		return left, err
	})
}

// values reads the place of a row out of a page key; nil for the start of the list. It returns ErrPage for a key of another list.
func (o ordering) values(key string) ([]string, error) {
	var where conditions
	if err := o.after(key, &where); err != nil || key == "" {
		return nil, err
	}
	values := make([]string, len(where.args))
	for i, arg := range where.args {
		text, ok := arg.(string)
		if !ok {
			return nil, ErrPage
		}
		values[i] = text
	}
	return values, nil
}

// comesAfter says whether a claim comes after a place in the list.
func comesAfter(c *claims.ClaimRow, place []string, desc bool) bool {
	order := cmp.Or(cmp.Compare(c.ThruDate, place[0]), cmp.Compare(c.FHIRID, place[1]))
	if desc {
		return order < 0
	}
	return order > 0
}

func fitsClaim(f *claims.ClaimFilter, c *claims.ClaimRow) bool {
	return (f.Type == "" || f.Type == c.ClaimType) && strings.HasPrefix(c.ThruDate, f.Year) && f.Status.Fits(c)
}

// claimYears are the years of days of service.
type claimYears map[string]bool

func (y claimYears) add(day string) {
	const digits = 4
	if len(day) >= digits && y[day[:digits]] {
		return
	}
	if _, ok := claims.DateText(day); ok && !claims.IsDefaultDate(day) {
		y[day[:digits]] = true
	}
}

// list gives the latest year first.
func (y claimYears) list() []string {
	return slices.SortedFunc(maps.Keys(y), func(a, b string) int { return cmp.Compare(b, a) })
}
