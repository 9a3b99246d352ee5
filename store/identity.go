package store

import (
	"context"
	"errors"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// IdentityChecks lists the pairs of records that look like one person and disagree: those without a decision first.
func (db *DB) IdentityChecks(ctx context.Context) ([]claims.IdentityCheck, error) {
	return listed(ctx, db.read, "list identity checks", scanIdentityCheck, `SELECT r.found_by, r.reason, coalesce(d.same, -1), coalesce(d.who, ''), coalesce(d.decided_at, ''),
			`+identityColumns("a")+`, `+identityColumns("b")+`
		FROM person_reviews r
		LEFT JOIN person_decisions d ON d.api_version_a = r.api_version_a AND d.patient_id_a = r.patient_id_a AND d.api_version_b = r.api_version_b AND d.patient_id_b = r.patient_id_b
		`+identityJoin("a")+identityJoin("b")+`
		ORDER BY d.same IS NOT NULL, r.api_version_a, r.patient_id_a, r.api_version_b, r.patient_id_b`)
}

// OpenIdentityChecks counts the pairs that nobody has decided about.
func (db *DB) OpenIdentityChecks(ctx context.Context) (count int, err error) {
	err = db.read.QueryRowContext(ctx, `SELECT count(*) FROM person_reviews r LEFT JOIN person_decisions d ON d.api_version_a = r.api_version_a
		AND d.patient_id_a = r.patient_id_a AND d.api_version_b = r.api_version_b AND d.patient_id_b = r.patient_id_b WHERE d.same IS NULL`).Scan(&count)
	return count, wrap(err, "count identity checks")
}

// identityColumns are those of one record, a or b.
func identityColumns(side string) string {
	return `r.api_version_` + side + `, r.patient_id_` + side + `, coalesce(p` + side + `.person_key, ''), coalesce(` + side + `.last_name, ''), coalesce(` + side + `.first_name, ''),
		coalesce(` + side + `.birth_date, ''), coalesce(` + side + `.sex_code, ''), coalesce(` + side + `.mbi, ''), coalesce(` + side + `.city, ''), coalesce(` + side + `.state, ''),
		(SELECT count(*) FROM claims_rows c WHERE c.person_key = p` + side + `.person_key AND c.api_version = r.api_version_` + side + ` AND c.patient_id = r.patient_id_` + side + `)`
}

func identityJoin(side string) string {
	return `LEFT JOIN beneficiaries_rows ` + side + ` ON ` + side + `.api_version = r.api_version_` + side + ` AND ` + side + `.fhir_id = r.patient_id_` + side + `
		LEFT JOIN persons p` + side + ` ON p` + side + `.api_version = r.api_version_` + side + ` AND p` + side + `.patient_id = r.patient_id_` + side + `
		`
}

func scanIdentityCheck(row scanner) (claims.IdentityCheck, error) {
	var c claims.IdentityCheck
	var same int
	var at string
	into := []any{&c.FoundBy, &c.Reason, &same, &c.Who, &at}
	for _, r := range []*claims.IdentityRecord{&c.A, &c.B} {
		into = append(into, &r.APIVersion, &r.PatientID, &r.PersonKey, &r.LastName, &r.FirstName, &r.BirthDate, &r.SexCode, &r.MBI, &r.City, &r.State, &r.Claims)
	}
	if err := row.Scan(into...); err != nil {
		return c, err
	}
	switch same {
	case 0:
		c.Decision = claims.TwoPeople
	case 1:
		c.Decision = claims.SamePerson
	default:
		return c, nil
	}
	var err error
	c.At, err = storedTime(at)
	return c, err
}

// DecideIdentity keeps what somebody decided about a pair of records, or takes it back with an empty decision. It counts from
// the next Settle on. It returns ErrReadOnly for a data set opened to read.
func (db *DB) DecideIdentity(ctx context.Context, a, b claims.IdentityRecord, decision claims.IdentityDecision, who string) (err error) {
	if db.write == nil {
		return ErrReadOnly
	}
	w, err := newWriter(ctx, db.write)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.rollback()) }()
	if decision == "" {
		err = w.exec(`DELETE FROM person_decisions WHERE api_version_a = ? AND patient_id_a = ? AND api_version_b = ? AND patient_id_b = ?`,
			a.APIVersion, a.PatientID, b.APIVersion, b.PatientID)
	} else {
		err = w.exec(`INSERT INTO person_decisions (api_version_a, patient_id_a, api_version_b, patient_id_b, same, who, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET same = excluded.same, who = excluded.who, decided_at = excluded.decided_at`,
			a.APIVersion, a.PatientID, b.APIVersion, b.PatientID, flag(decision == claims.SamePerson), who, db.now().UTC().Format(time.RFC3339))
	}
	for _, r := range []claims.IdentityRecord{a, b} {
		if err == nil {
			err = w.exec(`INSERT INTO unsettled_patients (api_version, patient_id) VALUES (?, ?) ON CONFLICT DO NOTHING`, r.APIVersion, r.PatientID)
		}
	}
	if err != nil {
		return wrap(err, "keep a decision about two records")
	}
	return wrap(w.commit(), "keep a decision about two records")
}
