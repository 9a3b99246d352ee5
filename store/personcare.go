package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// undeniedClaims is the condition on claims c of one person that lists of care are made of; its arguments are person and version.
func undeniedClaims() string {
	return `c.person_key = ? AND c.api_version = ? AND ` + claimCondition() + ` AND NOT ` + deniedCondition
}

// What a person's medicines, diagnoses and providers are made of: claims c with lines l, with diagnoses d, or by themselves.
func fillsSource() string {
	return `FROM claims_rows c INDEXED BY claims_person CROSS JOIN claim_lines_rows l ON l.claim_key = c.claim_key
		WHERE ` + undeniedClaims() + ` AND c.claim_type = 'PDE' AND l.ndc_code IS NOT NULL`
}

func diagnosesSource() string {
	return `FROM claims_rows c INDEXED BY claims_person CROSS JOIN diagnoses_rows d ON d.claim_key = c.claim_key
		WHERE ` + undeniedClaims() + ` AND d.code_norm IS NOT NULL AND coalesce(c.thru_date, c.from_date, '') < '9000'`
}

func providersSource() string {
	return `FROM claims_rows c INDEXED BY claims_person WHERE ` + undeniedClaims() + ` AND c.claim_type <> 'PDE'`
}

// behindSQL lists the ids of the claims that a line of these lists is made of; its arguments are person, version and code.
func behindSQL(b claims.ClaimsBehind) (query, code string) {
	const ids = `SELECT DISTINCT c.fhir_id `
	switch {
	case b.NDC != "":
		return ids + fillsSource() + ` AND l.ndc_code = ?`, b.NDC
	case b.Diagnosis != "":
		return ids + diagnosesSource() + ` AND d.code_norm = ?`, b.Diagnosis
	default:
		return ids + providersSource() + ` AND ` + whoSQL + ` = ?`, b.Provider
	}
}

// behind is the claims that a line is made of, by id.
func (s *Snapshot) behind(ctx context.Context, person string, b claims.ClaimsBehind) (map[string]bool, error) {
	query, code := behindSQL(b)
	ids := map[string]bool{}
	return ids, s.each(ctx, "find the claims behind a figure", query, []any{person, s.inUse, code}, func(rows *sql.Rows) error {
		var id string
		err := rows.Scan(&id)
		ids[id] = true
		return err
	})
}

// medicinesSQL lists the fills of a person, the latest first.
func medicinesSQL() string {
	return `SELECT l.ndc_code, coalesce(l.service_from, c.from_date, ''), l.days_supply, coalesce(l.submitted_amount, 0), coalesce(c.prescribing_npi, ''),
			coalesce(c.billing_npi, ''), c.api_version, c.fhir_id
		` + fillsSource() + `
		ORDER BY 2 DESC, c.fhir_id, l.ordinal`
}

// PersonMedicines lists a person's medicines, those filled last first. A person who is not known has none.
func (db *DB) PersonMedicines(ctx context.Context, person string) ([]claims.PersonMedicine, error) {
	return fromSnapshot(ctx, db, func(s *Snapshot) ([]claims.PersonMedicine, error) { return s.medicines(ctx, person) })
}

// fromSnapshot reads one consistent state.
func fromSnapshot[T any](ctx context.Context, db *DB, read func(*Snapshot) (T, error)) (result T, err error) {
	s, err := db.Snapshot(ctx)
	if err != nil {
		return result, err
	}
	result, err = read(s)
	return result, errors.Join(err, s.Close())
}

// fill is one line of medicinesSQL.
type fill struct {
	ndc, day             string
	supply               *int64
	cost                 int64
	prescriber, pharmacy string
	claim                claims.ClaimID
}

func (s *Snapshot) medicines(ctx context.Context, person string) ([]claims.PersonMedicine, error) {
	fills, err := listed(ctx, s.tx, "list a person's medicines", func(row scanner) (f fill, err error) {
		err = row.Scan(&f.ndc, &f.day, &f.supply, &f.cost, &f.prescriber, &f.pharmacy, &f.claim.APIVersion, &f.claim.FHIRID)
		return f, err
	}, medicinesSQL(), person, s.inUse)
	if err != nil || len(fills) == 0 {
		return nil, err
	}
	medicines := medicinesOf(fills)
	var parties []*claims.Party
	for i := range medicines {
		parties = append(parties, &medicines[i].Prescriber, &medicines[i].Pharmacy)
	}
	return medicines, s.name(ctx, parties)
}

// medicinesOf gathers fills, which come latest first, by drug code.
func medicinesOf(fills []fill) []claims.PersonMedicine {
	var list []claims.PersonMedicine
	place := map[string]int{}
	yearAgo := daysAfter(fills[0].day, -365)
	for _, f := range fills {
		i, known := place[f.ndc]
		if !known {
			i = len(list)
			place[f.ndc] = i
			list = append(list, claims.PersonMedicine{
				NDC: f.ndc, LastFilled: f.day, DaysSupply: f.supply, Prescriber: claims.Party{NPI: f.prescriber}, Pharmacy: claims.Party{NPI: f.pharmacy}, Last: f.claim,
			})
			if f.supply != nil {
				list[i].RunsOut = daysAfter(f.day, int(*f.supply))
			}
		}
		m := &list[i]
		m.Fills++
		if f.day > yearAgo {
			m.FillsYear++
			m.CostYear += f.cost
		}
	}
	return list
}

// daysAfter is the day n days after one; empty for text that is no day.
func daysAfter(day string, n int) string {
	t, ok := claims.CalendarDate(day)
	if !ok {
		return ""
	}
	return t.AddDate(0, 0, n).Format(time.DateOnly)
}

// whoSQL is who a claim c was by: who gave the service, else the facility, else the biller.
const whoSQL = `coalesce(c.rendering_npi, c.facility_npi, c.billing_npi, c.attending_npi, '')`

// lastSQL is a claim c as the latest of several: max() of it is the last day of service, then the claim and who it was by.
// The parts are as readLast takes them.
const lastSQL = `coalesce(c.thru_date, c.from_date, '') || char(31) || c.fhir_id || char(31) || c.api_version || char(31) || ` + whoSQL

// readLast takes max(lastSQL) apart.
func readLast(text string) (day string, claim claims.ClaimID, who string) {
	const parts = 4
	list := append(strings.SplitN(text, "\x1f", parts), "", "", "", "")
	return list[0], claims.ClaimID{APIVersion: list[2], FHIRID: list[1]}, list[3]
}

// personDiagnosesSQL lists a person's diagnoses, those seen last first.
func personDiagnosesSQL() string {
	return `SELECT code, coalesce(max(words), ''), coalesce(max(icd), ''), min(day), max(last) AS last, count(DISTINCT claim) FROM (
			SELECT d.code_norm AS code, d.display AS words, d.icd_version AS icd, coalesce(c.from_date, c.thru_date, '') AS day, c.claim_key AS claim, ` + lastSQL + ` AS last
			` + diagnosesSource() + `)
		GROUP BY code ORDER BY last DESC, code`
}

// PersonDiagnoses lists a person's diagnosis codes, those seen last first.
func (db *DB) PersonDiagnoses(ctx context.Context, person string) ([]claims.PersonDiagnosis, error) {
	return fromSnapshot(ctx, db, func(s *Snapshot) ([]claims.PersonDiagnosis, error) {
		list, err := listed(ctx, s.tx, "list a person's diagnoses", scanPersonDiagnosis, personDiagnosesSQL(), person, s.inUse)
		if err != nil {
			return nil, err
		}
		parties := make([]*claims.Party, len(list))
		for i := range list {
			parties[i] = &list[i].SeenBy
		}
		return list, s.name(ctx, parties)
	})
}

func scanPersonDiagnosis(row scanner) (d claims.PersonDiagnosis, err error) {
	last := ""
	err = row.Scan(&d.Code, &d.Words, &d.ICD, &d.FirstSeen, &last, &d.Claims)
	d.LastSeen, d.Last, d.SeenBy.NPI = readLast(last)
	return d, err
}

// personProvidersSQL lists who gave care to a person, the latest first: for each claim who gave the service, or the facility.
func personProvidersSQL() string {
	return `SELECT npi, coalesce(max(specialty), ''), EXISTS (SELECT 1 FROM own_providers o WHERE o.npi = q.npi), min(day), max(last) AS last, count(DISTINCT day), sum(allowed) FROM (
			SELECT ` + whoSQL + ` AS npi, coalesce(c.from_date, c.thru_date, '') AS day, c.allowed_amount AS allowed, ` + lastSQL + ` AS last,
				(SELECT m.specialty_code FROM care_team_rows m WHERE m.claim_key = c.claim_key AND m.npi = ` + whoSQL + ` AND m.specialty_code IS NOT NULL LIMIT 1) AS specialty
			` + providersSource() + `) q
		WHERE npi <> '' GROUP BY npi ORDER BY last DESC, npi`
}

// PersonProviders lists who gave care to a person, those seen last first. Pharmacies are with the medicines.
func (db *DB) PersonProviders(ctx context.Context, person string) ([]claims.PersonProvider, error) {
	return fromSnapshot(ctx, db, func(s *Snapshot) ([]claims.PersonProvider, error) {
		list, err := listed(ctx, s.tx, "list a person's providers", scanPersonProvider, personProvidersSQL(), person, s.inUse)
		if err != nil {
			return nil, err
		}
		parties := make([]*claims.Party, len(list))
		for i := range list {
			parties[i] = &list[i].Party
		}
		return list, s.name(ctx, parties)
	})
}

func scanPersonProvider(row scanner) (p claims.PersonProvider, err error) {
	last := ""
	err = row.Scan(&p.NPI, &p.Specialty, &p.Ours, &p.First, &last, &p.Days, &p.Allowed)
	p.Last, p.LastClaim, _ = readLast(last)
	return p, err
}

// name gives parties their names.
func (s *Snapshot) name(ctx context.Context, parties []*claims.Party) error {
	return nameParties(ctx, s.tx, parties)
}

func nameParties(ctx context.Context, r reader, parties []*claims.Party) error {
	var npis []string
	known := map[string]bool{"": true}
	for _, p := range parties {
		if !known[p.NPI] {
			known[p.NPI] = true
			npis = append(npis, p.NPI)
		}
	}
	if len(npis) == 0 {
		return nil
	}
	names, err := providerNames(ctx, r, npis)
	if err != nil {
		return err
	}
	for _, p := range parties {
		p.Name = names[p.NPI]
	}
	return nil
}
