package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Claim is one claim in full (docs/reference/screens.md 5.5): what lists show of it, every column that has a value, its
// lines, diagnoses and providers in the order CMS sent them. It returns ErrNotFound.
func (db *DB) Claim(ctx context.Context, apiVersion, fhirID string) (claims.ClaimDetail, error) {
	snapshot, err := db.Snapshot(ctx)
	if err != nil {
		return claims.ClaimDetail{}, err
	}
	detail, err := snapshot.claim(ctx, apiVersion, fhirID)
	return detail, errors.Join(err, snapshot.Close())
}

func (s *Snapshot) claim(ctx context.Context, apiVersion, fhirID string) (d claims.ClaimDetail, err error) {
	d.ClaimRow, err = scanClaimRow(s.tx.QueryRowContext(ctx, "SELECT "+claimRowColumns()+
		"\nFROM claims_rows c WHERE c.api_version = ? AND c.fhir_id = ?", apiVersion, fhirID))
	if errors.Is(err, sql.ErrNoRows) {
		return d, fmt.Errorf("claim: %w", ErrNotFound)
	}
	if err != nil {
		return d, wrap(err, "read a claim")
	}
	var key int64
	if err = s.tx.QueryRowContext(ctx, "SELECT claim_key FROM claims_rows WHERE api_version = ? AND fhir_id = ?",
		apiVersion, fhirID).Scan(&key); err != nil {
		return d, wrap(err, "find a claim")
	}
	if d.Fields, err = s.claimFields(ctx, key); err != nil {
		return d, wrap(err, "read a claim's fields")
	}
	if d.Lines, err = collect(ctx, s.tx, claimLinesSQL, key, scanClaimLine); err != nil {
		return d, wrap(err, "read a claim's lines")
	}
	if d.Diagnoses, err = collect(ctx, s.tx, diagnosesSQL, key, scanDiagnosis); err != nil {
		return d, wrap(err, "read a claim's diagnoses")
	}
	if d.Procedures, err = collect(ctx, s.tx, proceduresSQL, key, scanProcedure); err != nil {
		return d, wrap(err, "read a claim's procedures")
	}
	if d.Arrived, err = s.arrived(ctx, key); err != nil {
		return d, err
	}
	d.Team, err = collect(ctx, s.tx, careTeamSQL, key, scanTeamMember)
	return d, wrap(err, "read a claim's providers")
}

// claimFields reads every column of the claim that has a value.
func (s *Snapshot) claimFields(ctx context.Context, key int64) (fields []claims.Field, err error) {
	r, list, err := newRows(RowQuery{Table: claims.Claims})
	if err != nil {
		return nil, err
	}
	row := s.tx.QueryRowContext(ctx, "SELECT "+list+"\nFROM claims_rows c LEFT JOIN files f ON f.file_id = c.file_id WHERE c.claim_key = ?", key)
	if err := row.Scan(r.slots...); err != nil {
		return nil, err
	}
	for i, v := range r.values {
		if v.Set {
			fields = append(fields, claims.Field{Column: r.columns[i], Text: v.Format(r.columns[i].Kind)})
		}
	}
	return fields, nil
}

// collect reads the rows of a query about one claim.
func collect[T any](ctx context.Context, r reader, query string, key int64, scan func(scanner) (T, error)) (list []T, err error) {
	rows, err := r.QueryContext(ctx, query, key)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	return list, rows.Err()
}

const claimLinesSQL = `SELECT coalesce(l.claim_line_number, l.ordinal), coalesce(l.service_from, ''), coalesce(l.service_thru, ''),
		coalesce(l.revenue_code, ''), coalesce(l.hcpcs_code, ''),
		coalesce(l.modifier_1, ''), coalesce(l.modifier_2, ''), coalesce(l.modifier_3, ''), coalesce(l.modifier_4, ''), coalesce(l.modifier_5, ''),
		coalesce(l.ndc_code, ''), coalesce(l.service_units, ''), coalesce(l.place_of_service, ''),
		l.submitted_amount, l.allowed_amount, l.paid_amount, coalesce(l.days_supply, ''),
		coalesce(l.rendering_npi, ''), coalesce(l.line_dx, ''), coalesce(l.is_total_line, 0)
	FROM claim_lines_rows l WHERE l.claim_key = ? ORDER BY l.ordinal, l.source_type`

func scanClaimLine(row scanner) (l claims.ClaimLine, err error) {
	modifiers := make([]string, 5)
	err = row.Scan(&l.Number, &l.From, &l.Thru, &l.Revenue, &l.Procedure,
		&modifiers[0], &modifiers[1], &modifiers[2], &modifiers[3], &modifiers[4],
		&l.DrugCode, &l.Units, &l.Place, &l.Charged, &l.Allowed, &l.Paid, &l.DaysSupply,
		&l.RenderingNPI, &l.Diagnosis, &l.Total)
	for _, m := range modifiers {
		if m != "" {
			l.Modifiers = append(l.Modifiers, m)
		}
	}
	return l, err
}

const diagnosesSQL = `SELECT coalesce(d.sequence, d.ordinal), coalesce(d.code_norm, d.code, ''), coalesce(d.display, ''), coalesce(d.dx_type, '')
	FROM diagnoses_rows d WHERE d.claim_key = ? ORDER BY d.ordinal, d.source_type`

func scanDiagnosis(row scanner) (d claims.Diagnosis, err error) {
	err = row.Scan(&d.Sequence, &d.Code, &d.Display, &d.Kind)
	return d, err
}

const proceduresSQL = `SELECT coalesce(p.code, ''), coalesce(p.date, ''), coalesce(p.px_type, '')
	FROM procedures_rows p WHERE p.claim_key = ? ORDER BY p.ordinal, p.source_type`

func scanProcedure(row scanner) (p claims.Procedure, err error) {
	err = row.Scan(&p.Code, &p.Date, &p.Kind)
	return p, err
}

// arrivedSQL is when a claim was first in an export: a moment in microseconds, or for files without a time the number of the file.
const arrivedSQL = `SELECT s.first_at, coalesce((SELECT substr(f.ingested_at, 1, 10) FROM files f WHERE f.file_id >= s.first_at ORDER BY f.file_id LIMIT 1), '')
	FROM claim_seen s WHERE s.claim_key = ?`

// arrived is the day on which a claim first reached this computer; empty where that is not known.
func (s *Snapshot) arrived(ctx context.Context, key int64) (string, error) {
	var at int64
	var day string
	err := s.tx.QueryRowContext(ctx, arrivedSQL, key).Scan(&at, &day)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	const earliest = 1_000_000_000_000 // microseconds; no number of a file is as great
	if at >= earliest {
		day = time.UnixMicro(at).UTC().Format(time.DateOnly)
	}
	return day, wrap(err, "read when a claim arrived")
}

const careTeamSQL = `SELECT coalesce(m.role, ''), coalesce(m.npi, ''), coalesce(m.name, ''), coalesce(m.specialty_code, '')
	FROM care_team_rows m WHERE m.claim_key = ? ORDER BY m.ordinal, m.source_type`

func scanTeamMember(row scanner) (m claims.TeamMember, err error) {
	err = row.Scan(&m.Role, &m.NPI, &m.Name, &m.Specialty)
	return m, err
}
