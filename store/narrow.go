package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// This file turns claims.Narrowing into conditions. As in base.go the claim goes by the alias c; lists travel as one parameter,
// so that they may have any length.

// addNarrowings keeps what every narrowing keeps.
func (q RowQuery) addNarrowings(s *source, keyed string) error {
	for _, n := range q.Narrow {
		if err := q.addNarrowing(s, keyed, n); err != nil {
			return err
		}
	}
	return nil
}

func (q RowQuery) addNarrowing(s *source, keyed string, n claims.Narrowing) error {
	if q.isClaims() {
		s.addTypes(n.Types)
		if err := s.addCodes(n); err != nil {
			return err
		}
	} else if n.WithClaims {
		if err := q.addWithClaims(s, keyed); err != nil {
			return err
		}
	}
	if len(n.PeopleOf) > 0 {
		if err := q.addPeopleWith(s, keyed, n.PeopleOf); err != nil {
			return err
		}
	}
	if n.PaidAtLeast > 0 {
		q.addPaid(s, keyed, n.PaidAtLeast)
	}
	return addRoster(s, keyed, n.Roster)
}

// codeLists are where the codes of a claim stand. Beginnings are compared without dots.
var codeLists = []struct {
	table, column string
	of            func(claims.Narrowing) []string
}{
	{"diagnoses_rows", "x.code_norm", func(n claims.Narrowing) []string { return n.Diagnoses }},
	{"procedures_rows", "replace(upper(x.code), '.', '')", func(n claims.Narrowing) []string { return n.Procedures }},
	{"claim_lines_rows", "upper(x.hcpcs_code)", func(n claims.Narrowing) []string { return n.HCPCS }},
	{"claim_lines_rows", "x.ndc_code", func(n claims.Narrowing) []string { return n.NDC }},
	{"claim_lines_rows", "x.revenue_code", func(n claims.Narrowing) []string { return n.Revenue }},
	{"claim_lines_rows", "x.place_of_service", func(n claims.Narrowing) []string { return n.Places }},
}

// providersCondition tells claims c that name one of the NPIs of the list ?.
const providersCondition = `EXISTS (SELECT 1 FROM json_each(?) j WHERE
	j.value IN (c.facility_npi, c.billing_npi, c.attending_npi, c.operating_npi, c.other_npi, c.rendering_npi, c.referring_npi, c.prescribing_npi)
	OR EXISTS (SELECT 1 FROM care_team_rows x WHERE x.claim_key = c.claim_key AND x.npi = j.value)
	OR EXISTS (SELECT 1 FROM claim_lines_rows x WHERE x.claim_key = c.claim_key AND x.rendering_npi = j.value))`

// addCodes keeps claims c that hold one code of each list that is not empty.
func (s *conditions) addCodes(n claims.Narrowing) error {
	for _, l := range codeLists {
		codes := l.of(n)
		if len(codes) == 0 {
			continue
		}
		list, err := json.Marshal(plainCodes(codes))
		if err != nil {
			return err
		}
		s.add(`EXISTS (SELECT 1 FROM `+l.table+` x, json_each(?) j WHERE x.claim_key = c.claim_key
			AND substr(`+l.column+`, 1, length(j.value)) = j.value)`, string(list))
	}
	if len(n.Providers) == 0 {
		return nil
	}
	list, err := json.Marshal(n.Providers)
	if err != nil {
		return err
	}
	s.add(providersCondition, string(list))
	return nil
}

// plainCodes are codes without dots and blanks, in capitals.
func plainCodes(codes []string) []string {
	plain := make([]string, len(codes))
	for i, c := range codes {
		plain[i] = strings.ToUpper(strings.NewReplacer(".", "", " ", "").Replace(c))
	}
	return plain
}

// addWithClaims keeps people who have a claim that the query asks for.
func (q RowQuery) addWithClaims(s *source, keyed string) error {
	of := q.claimsAsked()
	for _, n := range q.Narrow {
		of.addTypes(n.Types)
		if err := of.addCodes(n); err != nil {
			return err
		}
	}
	s.addPeopleOf(keyed, `SELECT c.person_key FROM claims_rows c`+of.clause(), of.args)
	return nil
}

// claimsAsked are the conditions on claims c of the query's version, kinds, dates and types.
func (q RowQuery) claimsAsked() *source {
	q.Table, q.Cut = claims.Claims, WholeTable
	of := &source{}
	q.addVersion(&of.conditions)
	q.addClaims(of)
	return of
}

// addPeopleWith keeps people who have a claim that one of the narrowings keeps, among the claims of the query.
func (q RowQuery) addPeopleWith(s *source, keyed string, ways []claims.Narrowing) error {
	of := q.claimsAsked()
	var kept []string
	for _, n := range ways {
		one := conditions{where: []string{"1"}}
		one.addTypes(n.Types)
		if err := one.addCodes(n); err != nil {
			return err
		}
		kept = append(kept, "("+strings.Join(one.where, " AND ")+")")
		of.args = append(of.args, one.args...)
	}
	of.where = append(of.where, "("+strings.Join(kept, " OR ")+")")
	s.addPeopleOf(keyed, `SELECT c.person_key FROM claims_rows c`+of.clause(), of.args)
	return nil
}

// addPaid keeps people for whom Medicare paid at least as many cents: counted claims of all types within the dates.
func (q RowQuery) addPaid(s *source, keyed string, cents int64) {
	var of conditions
	q.addVersion(&of)
	of.add(claimCondition())
	q.addDates(&of)
	s.addPeopleOf(keyed, `SELECT c.person_key FROM claims_rows c`+of.clause()+`
		GROUP BY c.person_key HAVING sum(c.payment_amount) >= ?`, append(of.args, cents))
}

// addVersion keeps claims c of the version that the query reads.
func (q RowQuery) addVersion(s *conditions) {
	if q.APIVersion != "" {
		s.add("c.api_version = ?", q.APIVersion)
	}
}

// addPeopleOf keeps the rows of people whom a query of person_keys names. The plus sign keeps SQLite from reading person by
// person, which would have to be sorted.
func (s *conditions) addPeopleOf(keyed, people string, args []any) {
	s.add("+"+keyed+".person_key IN ("+people+")", args...)
}

// rosterPeople are the people of the complete patient list that as many complete ones follow: 0 for the latest.
func rosterPeople(followed int) string {
	return fmt.Sprintf(`SELECT p.person_key FROM roster_people rp JOIN persons p ON p.api_version = rp.api_version AND p.patient_id = rp.patient_id
		WHERE rp.roster_id = (SELECT r.roster_id FROM rosters r WHERE r.complete = 1 AND %d = (SELECT count(*) FROM rosters later
			WHERE later.complete = 1 AND (later.taken_at, later.roster_id) > (r.taken_at, r.roster_id)))`, followed)
}

// addRoster keeps people by what became of them on the patient list.
func addRoster(s *source, keyed string, change claims.RosterChange) error {
	person, latest, earlier := "+"+keyed+".person_key", rosterPeople(0), rosterPeople(1)
	const both = `(SELECT count(*) FROM rosters r WHERE r.complete = 1) > 1`
	switch change {
	case "":
	case claims.RosterNew:
		s.add(both + " AND " + person + " IN (" + latest + ") AND " + person + " NOT IN (" + earlier + ")")
	case claims.RosterGone:
		s.add(both + " AND " + person + " IN (" + earlier + ") AND " + person + " NOT IN (" + latest + ")")
	case claims.RosterOn:
		s.add("(NOT EXISTS (SELECT 1 FROM rosters r WHERE r.complete = 1) OR " + person + " IN (" + latest + "))")
	default:
		return fmt.Errorf("%w: the patient list knows new, gone and on", ErrQuery)
	}
	return nil
}

// People counts whose rows a query gives.
func (s *Snapshot) People(ctx context.Context, q RowQuery) (n int, err error) {
	from, err := q.source(s.versionFor(q))
	if err != nil {
		return 0, err
	}
	err = s.tx.QueryRowContext(ctx, "SELECT count(DISTINCT "+q.keyed()+".person_key) FROM "+from.from+from.clause(), from.args...).Scan(&n)
	return n, wrap(err, "count people")
}

// Count counts the rows of a query.
func (s *Snapshot) Count(ctx context.Context, q RowQuery) (n int64, err error) {
	from, err := q.source(s.versionFor(q))
	if err != nil {
		return 0, err
	}
	count := "count(*)"
	if table := claims.TableOf(q.Table); isPacked(table) {
		count = "coalesce(sum(t." + table.Name + "), 0)"
	}
	err = s.tx.QueryRowContext(ctx, "SELECT "+count+" FROM "+from.from+from.clause(), from.args...).Scan(&n)
	return n, wrap(err, "count "+claims.TableOf(q.Table).Name)
}
