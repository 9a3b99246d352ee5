package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Report is what Integrity found. It names rules and counts, never a person or a claim.
type Report struct {
	// Damage is what SQLite says of the file itself; nil when the file is sound.
	Damage []string
	// Checks are the rules that hold between what was imported and what is stored, each with its exceptions.
	Checks []Check
}

// Check is one rule and how often it does not hold.
type Check struct {
	Rule  string // plain words: what should be so
	Wrong int
}

// OK says that nothing is wrong.
func (r Report) OK() bool {
	for _, c := range r.Checks {
		if c.Wrong != 0 {
			return false
		}
	}
	return len(r.Damage) == 0
}

// maxDamage bounds how many faults of the file are listed.
const maxDamage = 100

// rule is a check with its query, which gives the number of exceptions.
type rule struct{ words, query string }

// rules hold after every import, settled or not.
func rules() []rule {
	list := []rule{
		{"each resource of the ledger's files was stored, found newer or found unchanged",
			`SELECT count(*) FROM files WHERE resources <> inserted + updated + unchanged`},
		{"the ledger's new resources are the stored resources",
			`SELECT abs((SELECT coalesce(sum(inserted), 0) FROM files) - (SELECT count(*) FROM resources))`},
		{"each resource is kept as CMS sent it",
			`SELECT count(*) FROM resources o WHERE NOT EXISTS (SELECT 1 FROM resource_raw w WHERE w.resource_key = o.resource_key)`},
		{"each resource has its row", missingRowsSQL},
		{"each person, coverage and claim comes from a resource", missingResourcesSQL},
		{"each row names the file it came in with", `SELECT ` + missingFiles("beneficiaries") + ` + ` + missingFiles("coverage") + ` + ` + missingFiles("claims")},
		{"each claim has as many lines as its resource",
			`SELECT count(*) FROM claims_rows c WHERE c.line_count <> ` + childCount("claim_lines")},
		{"the details of claims belong to stored claims",
			fmt.Sprintf(`SELECT count(*) FROM claim_details x WHERE NOT EXISTS (SELECT 1 FROM claims_rows c WHERE c.claim_key = x.detail_key / %d)`, detailSources)},
	}
	for _, t := range claims.Catalogue() {
		if t.ClaimChild && !isPacked(t) {
			list = append(list, rule{"the rows of " + t.Name + " belong to stored claims",
				`SELECT count(*) FROM ` + rowsTable(t) + ` x WHERE NOT EXISTS (SELECT 1 FROM claims_rows c WHERE c.claim_key = x.claim_key)`})
		}
	}
	return slices.Concat(list, moneyRules, settledRules)
}

// settledRules hold once an import was settled; before, they say what is still to do.
var settledRules = []rule{
	{"every change was settled", `SELECT (SELECT count(*) FROM unsettled_people) + (SELECT count(*) FROM unsettled_patients)`},
	{"the prepared figures count every claim",
		`SELECT abs((SELECT coalesce(sum(claims), 0) FROM tally_totals) - (SELECT count(*) FROM claims_rows))`},
	{"the prepared figures add up every payment, in cents",
		`SELECT abs((SELECT coalesce(sum(paid_cents), 0) FROM tally_totals) - (SELECT coalesce(sum(payment_amount), 0) FROM claims_rows))`},
	{"the totals of months are those of people",
		`SELECT abs((SELECT coalesce(sum(claims), 0) FROM month_totals) - (SELECT coalesce(sum(claims), 0) FROM person_months))`},
	{"a replaced claim names a stored one",
		`SELECT count(*) FROM claims_rows c WHERE c.superseded_by IS NOT NULL
			AND NOT EXISTS (SELECT 1 FROM claims_rows n WHERE n.api_version = c.api_version AND n.fhir_id = c.superseded_by)`},
}

const missingRowsSQL = `SELECT count(*) FROM resources o WHERE NOT EXISTS (
	SELECT 1 FROM beneficiaries_rows t WHERE o.resource_type = 'Patient' AND t.api_version = o.api_version AND t.fhir_id = o.fhir_id
	UNION ALL SELECT 1 FROM coverage_rows t WHERE o.resource_type = 'Coverage' AND t.api_version = o.api_version AND t.fhir_id = o.fhir_id
	UNION ALL SELECT 1 FROM claims_rows c WHERE o.resource_type IN ('EOB', 'Claim', 'ClaimResponse') AND c.api_version = o.api_version AND c.fhir_id = o.fhir_id)`

const missingResourcesSQL = `SELECT
	(SELECT count(*) FROM beneficiaries_rows t WHERE NOT EXISTS (SELECT 1 FROM resources o
		WHERE o.api_version = t.api_version AND o.resource_type = 'Patient' AND o.fhir_id = t.fhir_id))
	+ (SELECT count(*) FROM coverage_rows t WHERE NOT EXISTS (SELECT 1 FROM resources o
		WHERE o.api_version = t.api_version AND o.resource_type = 'Coverage' AND o.fhir_id = t.fhir_id))
	+ (SELECT count(*) FROM claims_rows c WHERE NOT EXISTS (SELECT 1 FROM resources o
		WHERE o.api_version = c.api_version AND o.resource_type IN ('EOB', 'Claim', 'ClaimResponse') AND o.fhir_id = c.fhir_id))`

func missingFiles(table string) string {
	return `(SELECT count(*) FROM ` + table + `_rows x WHERE NOT EXISTS (SELECT 1 FROM files f WHERE f.file_id = x.file_id))`
}

// Integrity reads the whole database: whether the file is sound, and whether what the ledger says was imported is what
// is stored (docs/reference/contract.md 2, verify). It can take minutes and can be cancelled. It returns ErrDamaged when
// the damage keeps it from reading.
func (db *DB) Integrity(ctx context.Context) (Report, error) {
	snapshot, err := db.Snapshot(ctx)
	if err != nil {
		return Report{}, err
	}
	report, err := snapshot.integrity(ctx)
	return report, errors.Join(err, snapshot.Close())
}

func (s *Snapshot) integrity(ctx context.Context) (report Report, err error) {
	rows, err := s.tx.QueryContext(ctx, fmt.Sprintf("PRAGMA integrity_check(%d)", maxDamage))
	if err != nil {
		return report, wrap(err, "check the file")
	}
	if report.Damage, err = texts(rows); err != nil {
		return report, wrap(err, "check the file")
	}
	if len(report.Damage) == 1 && report.Damage[0] == "ok" {
		report.Damage = nil
	}
	for _, r := range rules() {
		check := Check{Rule: r.words}
		if err := s.tx.QueryRowContext(ctx, r.query).Scan(&check.Wrong); err != nil {
			return report, wrap(err, "check that "+r.words)
		}
		report.Checks = append(report.Checks, check)
	}
	details, err := s.checkDetails(ctx)
	if err != nil {
		return report, wrap(err, "check that "+details.Rule)
	}
	report.Checks = append(report.Checks, details)
	return report, nil
}
