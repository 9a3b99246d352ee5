package store

import (
	"context"
	"errors"
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

// claimOrder is by last day of service, oldest first; Page.Desc turns it round.
func claimOrder(desc bool) ordering {
	return ordering{name: "thru_date", columns: []string{"coalesce(c.thru_date, '')", "c.fhir_id"}, desc: desc}
}

// PersonClaims lists a person's claims of the version in use by last day of service, page by page
// (docs/reference/screens.md 11.1, Q8). A person who is not known has none. It returns ErrPage for an After of another
// list.
func (db *DB) PersonClaims(ctx context.Context, filter claims.ClaimFilter, page claims.Page) (claims.ClaimPage, error) {
	snapshot, err := db.Snapshot(ctx)
	if err != nil {
		return claims.ClaimPage{}, err
	}
	list, err := snapshot.personClaims(ctx, filter, page)
	return list, errors.Join(err, snapshot.Close())
}

func (s *Snapshot) personClaims(ctx context.Context, filter claims.ClaimFilter, page claims.Page) (list claims.ClaimPage, err error) {
	where := personClaimsWhere(filter, s.inUse)
	if err = s.tx.QueryRowContext(ctx, "SELECT count(*) FROM claims_rows c"+where.clause(), where.args...).Scan(&list.Total); err != nil {
		return list, wrap(err, "count a person's claims")
	}
	order := claimOrder(page.Desc)
	if err = order.after(page.After, &where); err != nil {
		return list, err
	}
	limit := limitOf(page)
	list.Rows, err = s.claimRows(ctx, claimPageSQL(where, order), append(where.args, limit+1))
	if err != nil {
		return claims.ClaimPage{}, wrap(err, "list a person's claims")
	}
	if len(list.Rows) > limit {
		list.Rows = list.Rows[:limit]
		last := list.Rows[limit-1]
		list.Next, err = order.key(last.ThruDate, last.FHIRID)
	}
	return list, err
}

func personClaimsWhere(filter claims.ClaimFilter, version string) (where conditions) {
	where.add("c.person_key = ?", filter.PersonKey)
	where.add("c.api_version = ?", version)
	if filter.Type != "" {
		where.add("coalesce(c.claim_type, 'UNKNOWN') = ?", filter.Type)
	}
	if filter.BaseOnly {
		where.add(claimCondition())
	}
	return where
}

// claimPageSQL is the query of one page; its last argument is the number of rows. INDEXED BY makes a missing index an
// error instead of a slow list.
func claimPageSQL(where conditions, order ordering) string {
	return "SELECT " + claimRowColumns() + "\nFROM claims_rows c INDEXED BY claims_person" + where.clause() +
		"\nORDER BY " + order.orderBy() + " LIMIT ?"
}

func (s *Snapshot) claimRows(ctx context.Context, query string, args []any) (list []claims.ClaimRow, err error) {
	rows, err := s.tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		r, err := scanClaimRow(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}
