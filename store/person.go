package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Person is the head of a person's page (docs/reference/screens.md 5.4). It returns ErrNotFound for a key that is not,
// or not any more, that of a person.
func (db *DB) Person(ctx context.Context, key string) (claims.PersonDetail, error) {
	snapshot, err := db.Snapshot(ctx)
	if err != nil {
		return claims.PersonDetail{}, err
	}
	detail, err := snapshot.person(ctx, key)
	return detail, errors.Join(err, snapshot.Close())
}

func (s *Snapshot) person(ctx context.Context, key string) (d claims.PersonDetail, err error) {
	if d.Person, err = person(ctx, s.tx, key); err != nil {
		return d, err
	}
	if err = s.recordFacts(ctx, &d); err != nil {
		return d, wrap(err, "read a person's record")
	}
	if d.MBIs, err = mbisOf(ctx, s.tx, key); err != nil {
		return d, wrap(err, "read a person's MBIs")
	}
	if d.Parts, err = coverageOf(ctx, s.tx, key, s.inUse); err != nil {
		return d, wrap(err, "read a person's coverage")
	}
	return d, s.name(ctx, []*claims.Party{&d.Doctor})
}

// recordFacts adds what stands only on the record that speaks for the person, of the version in use where there is one.
func (s *Snapshot) recordFacts(ctx context.Context, d *claims.PersonDetail) error {
	lines := make([]string, 6)
	err := s.tx.QueryRowContext(ctx, recordSQL, d.Key, s.inUse).Scan(&d.MiddleName, &d.Language,
		&lines[0], &lines[1], &lines[2], &lines[3], &lines[4], &lines[5])
	if errors.Is(err, sql.ErrNoRows) {
		return nil // known from claims alone
	}
	for _, line := range lines {
		if line != "" {
			d.Address = append(d.Address, line)
		}
	}
	return err
}

const recordSQL = `SELECT coalesce(r.middle_name, ''), coalesce(r.language, ''),
		coalesce(r.address_line1, ''), coalesce(r.address_line2, ''), coalesce(r.address_line3, ''),
		coalesce(r.address_line4, ''), coalesce(r.address_line5, ''), coalesce(r.address_line6, '')
	FROM beneficiaries_rows r WHERE r.person_key = ?
	ORDER BY (r.api_version = ?) DESC, ` + recordOrder + ` LIMIT 1`

// mbisSQL lists a person's MBIs, the current one first, then the later ones; both BCDA versions name them.
const mbisSQL = `SELECT m.mbi FROM persons p
		JOIN beneficiary_mbis_rows m ON m.api_version = p.api_version AND m.fhir_id = p.patient_id
	WHERE p.person_key = ? AND m.mbi IS NOT NULL
	GROUP BY m.mbi
	ORDER BY max(coalesce(m.is_current, 0)) DESC, max(coalesce(m.effective_date, '')) DESC, m.mbi`

func mbisOf(ctx context.Context, r reader, key string) ([]string, error) {
	rows, err := r.QueryContext(ctx, mbisSQL, key)
	if err != nil {
		return nil, err
	}
	return texts(rows)
}

// coverageSQL lists a person's coverage by part and start. 9999-12-31 means open; where v3 names no plan, the contract
// and plan numbers stand for it. Left to choose, SQLite would look through all coverage of the version.
const coverageSQL = `SELECT coalesce(v.part, ''), coalesce(v.status, ''), coalesce(v.period_start, ''),
		CASE WHEN v.period_end LIKE '9999-%' THEN '' ELSE coalesce(v.period_end, '') END,
		coalesce(v.plan_name, v.contract_number || coalesce('-' || v.pbp_number, ''), ''),
		coalesce(v.contract_number || coalesce('-' || v.pbp_number, ''), ''), coalesce(v.dual_status_code, ''),
		coalesce(v.current_entitlement_reason, v.original_entitlement_reason, '')
	FROM coverage_rows v INDEXED BY coverage_person WHERE v.person_key = ? AND v.api_version = ?
	ORDER BY coalesce(v.part, ''), coalesce(v.period_start, ''), v.fhir_id`

func coverageOf(ctx context.Context, r reader, key, version string) (spans []claims.CoverageSpan, err error) {
	rows, err := r.QueryContext(ctx, coverageSQL, key, version)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		var span claims.CoverageSpan
		if err := rows.Scan(&span.Part, &span.Status, &span.From, &span.To, &span.Plan, &span.Contract, &span.Dual, &span.Reason); err != nil {
			return nil, err
		}
		spans = append(spans, span)
	}
	return spans, rows.Err()
}
