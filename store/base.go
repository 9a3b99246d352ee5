package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// This file is the one definition of base claims (docs/reference/contract.md 3). Every figure, list and file is built
// on it. In its conditions the claim goes by the alias c.

// priorAuthCondition tells requests from claims: prior authorizations are no claims, whatever their processing says.
const priorAuthCondition = `(coalesce(c.use, 'claim') <> 'claim' OR c.claim_type IS 'PRIORAUTH')`

// Around the name of a flag they tell claims that carry it.
const (
	flagged    = `instr(';' || coalesce(c.dq_flags, '') || ';', ';`
	flaggedEnd = `;') > 0`
)

// staleCondition tells early claims that CMS dropped without a final version (flattening.md 4.3).
const staleCondition = flagged + claims.FlagStale + flaggedEnd

// lackingCondition tells claims that a full export lacks (flattening.md 4.5).
const lackingCondition = flagged + claims.FlagNotInLatestFull + flaggedEnd

// Claims that count though they are odd: adjustments that ask for money, and what is perhaps there twice.
const (
	debitCondition     = `c.adjustment_type = '4'`
	duplicateCondition = flagged + claims.FlagPossibleDuplicate + flaggedEnd
)

// exclusion is one kind of claim that is not counted. A claim can be of several kinds; it shows when all its kinds are
// asked for, so asking for every kind gives every row.
type exclusion struct {
	include   claims.Include
	mark      claims.Apart
	condition string
}

// exclusions are what keeps a claim from being a base claim, the most selective first. Columns without a value never
// exclude: use absent is claim, adjudication absent is complete, no adjustment type is an original.
//
// A void that nothing replaced is not current only because it is a void, so it is a credit and not a superseded version,
// unless a full export lacks it.
func exclusions() []exclusion {
	return []exclusion{
		{claims.IncludeSuperseded, claims.ApartReplaced, `(coalesce(c.is_current, 0) = 0
			AND NOT (coalesce(c.adjustment_type, '') IN ('1', '3') AND c.superseded_by IS NULL AND NOT ` + lackingCondition + `))`},
		{claims.IncludePriorAuth, claims.ApartPriorAuth, priorAuthCondition},
		{claims.IncludePartial, claims.ApartEarly, `(NOT ` + priorAuthCondition + `
			AND (coalesce(c.adjudication, 'complete') <> 'complete' OR ` + staleCondition + `))`},
		{claims.IncludeUnknown, claims.ApartUnknown, `coalesce(c.claim_type, 'UNKNOWN') = 'UNKNOWN'`},
		{claims.IncludeEncounter, claims.ApartAdvantage, `coalesce(c.claim_type_code, '') IN ('61', '62', '63', '64')`},
		{claims.IncludeCredit, claims.ApartCredit, `coalesce(c.adjustment_type, '') IN ('1', '3')`},
	}
}

// claimCondition is the SQL condition on claims c for base claims and the kinds that are asked for beside them.
func claimCondition(include ...claims.Include) string {
	var kept []string
	for _, e := range exclusions() {
		if !slices.Contains(include, e.include) {
			kept = append(kept, "NOT "+e.condition)
		}
	}
	if kept == nil {
		return "1"
	}
	return "(" + strings.Join(kept, "\n\tAND ") + ")"
}

// apartSQL gives the marks of a claim c as a number: what claims.Apart names, told by the conditions above.
func apartSQL() string {
	var b strings.Builder
	for _, e := range exclusions() {
		fmt.Fprintf(&b, "%d * (%s) + ", e.mark, e.condition)
	}
	fmt.Fprintf(&b, "%d * (%s) + %d * coalesce(%s, 0) + %d * (%s) + %d * coalesce(%s, 0)", claims.ApartStale, staleCondition,
		claims.ApartDebit, debitCondition, claims.ApartDuplicate, duplicateCondition, claims.ApartDenied, deniedCondition)
	return "(" + b.String() + ")"
}

// deniedCondition tells claims that Medicare refused to pay (docs/reference/screens.md 6).
const deniedCondition = `((c.claim_type IN ('CARRIER', 'DME') AND c.denial_code IS '0')
	OR (c.claim_type IN ('INPATIENT', 'OUTPATIENT', 'SNF', 'HHA', 'HOSPICE')
		AND c.nonpayment_reason IS NOT NULL AND coalesce(c.payment_amount, 0) = 0))`

// recordOrder ranks the beneficiary records r of one person, the one that speaks for the person first: records that
// were not merged away, then the latest change at CMS (9999-12-31 is none), then the greatest id.
const recordOrder = `(r.replaced_by IS NOT NULL), (coalesce(r.last_updated, '') LIKE '9999-%'), r.last_updated DESC, r.fhir_id DESC`

// bestRecord picks the record that speaks for the person of beneficiaries t.
const bestRecord = `(t.person_key IS NULL OR t.fhir_id = (SELECT r.fhir_id FROM beneficiaries_rows r
	WHERE r.person_key = t.person_key AND r.api_version = t.api_version ORDER BY ` + recordOrder + ` LIMIT 1))`

// reader is what reading needs: the read pool, or one transaction of it.
type reader interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// storedVersionsSQL lists the API versions that people, coverage or claims came in with, oldest first. Each version is
// looked for through an index, not by scanning.
const storedVersionsSQL = `SELECT v.version FROM (SELECT 'v2' AS version UNION ALL SELECT 'v3') v
	WHERE EXISTS (SELECT 1 FROM beneficiaries_rows WHERE api_version = v.version)
	OR EXISTS (SELECT 1 FROM claims_rows WHERE api_version = v.version)
	OR EXISTS (SELECT 1 FROM coverage_rows WHERE api_version = v.version)
	ORDER BY v.version`

// versionInUseSQL gives the API version of default rows as its one value: the connection's where the data set holds it,
// else the newest present (contract.md 3); empty while nothing is stored.
const versionInUseSQL = `WITH stored AS (` + storedVersionsSQL + `)
	SELECT coalesce(
		(SELECT version FROM stored WHERE version = (SELECT CASE WHEN api IN ('v2', 'v3') THEN api ELSE in_use END FROM connection)),
		(SELECT max(version) FROM stored), '')`

// versionInUse is the API version of default rows; empty while nothing is stored.
func versionInUse(ctx context.Context, r reader) (version string, err error) {
	err = r.QueryRowContext(ctx, versionInUseSQL).Scan(&version)
	return version, wrap(err, "look up the version in use")
}

// texts reads a result of one text column and closes it.
func texts(rows *sql.Rows) (list []string, err error) {
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		list = append(list, text)
	}
	return list, rows.Err()
}
