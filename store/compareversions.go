package store

import (
	"context"
	"errors"

	"github.com/claimsdesk/claimsdesk/claims"
)

// CompareVersions counts people and base claims of both API versions. It reads every claim, so it takes seconds on a full
// history.
func (db *DB) CompareVersions(ctx context.Context) (c claims.VersionComparison, err error) {
	c.People = map[string]int{}
	rows, err := db.read.QueryContext(ctx, `SELECT api_version, count(DISTINCT person_key) FROM beneficiaries_rows GROUP BY api_version`)
	if err != nil {
		return c, wrap(err, "count people by version")
	}
	defer func() { err = wrap(errors.Join(err, rows.Close()), "compare versions") }()
	for rows.Next() {
		var version string
		var people int
		if err := rows.Scan(&version, &people); err != nil {
			return c, err
		}
		c.People[version] = people
	}
	if err := rows.Err(); err != nil {
		return c, err
	}
	c.Months, err = db.versionMonths(ctx)
	return c, err
}

func (db *DB) versionMonths(ctx context.Context) (months []claims.VersionMonth, err error) {
	rows, err := db.read.QueryContext(ctx, `SELECT coalesce(substr(c.thru_date, 1, 7), ''), c.claim_type, c.api_version, count(*), coalesce(sum(c.payment_amount), 0)
		FROM claims_rows c WHERE `+claimCondition()+` GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`)
	if err != nil {
		return nil, wrap(err, "compare claims by version")
	}
	defer func() { err = wrap(errors.Join(err, rows.Close()), "compare claims by version") }()
	for rows.Next() {
		var month, claimType, version string
		var n int
		var paid int64
		if err := rows.Scan(&month, &claimType, &version, &n, &paid); err != nil {
			return nil, err
		}
		if last := len(months) - 1; last < 0 || months[last].Month != month || months[last].ClaimType != claimType {
			months = append(months, claims.VersionMonth{Month: month, ClaimType: claimType, Claims: map[string]int{}, PaidCents: map[string]int64{}})
		}
		m := &months[len(months)-1]
		m.Claims[version], m.PaidCents[version] = n, paid
	}
	return months, rows.Err()
}
