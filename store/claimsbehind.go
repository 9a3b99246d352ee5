package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// behindColumns are what is read of claims c of people p, in the order of scanBehind; day is the day that the chart goes by.
func behindColumns(day string) string {
	return "SELECT p.person_key, p.last_name, p.first_name, c.claim_key, coalesce(c.payment_amount, 0), " + apartSQL() + ", " + day
}

// claimsBehindSQL finds the claims of a group's people in a month, with their marks: from the people to their claims, which an index has
// in order of the day. Its last arguments are the first and the last day and the version.
func claimsBehindSQL(people, claim string) string {
	return behindColumns("c.thru_date") + ` FROM ` + people + `
		CROSS JOIN claims_rows c ON c.person_key = p.person_key AND c.thru_date >= ? AND c.thru_date <= ?
		WHERE c.api_version = ?` + claim
}

// Queries of the claims behind what happened in hospitals; their last arguments are the first and the last day.
func edBehindSQL(people string) string {
	return behindColumns("v.day") + ` FROM ` + people + `
		CROSS JOIN ed_visits v ON v.person_key = p.person_key AND v.day >= ? AND v.day <= ?
		CROSS JOIN claims_rows c ON c.api_version = v.claim_version AND c.fhir_id = v.claim_id`
}

func staysBehindSQL(people, episode string) string {
	return behindColumns("e.last_day") + ` FROM ` + people + `
		CROSS JOIN episodes e ON e.person_key = p.person_key AND e.open = 0 AND e.last_day >= ? AND e.last_day <= ?` + episode + `
		CROSS JOIN stays s ON s.person_key = e.person_key AND s.episode = e.episode
		CROSS JOIN claims_rows c ON c.api_version = s.claim_version AND c.fhir_id = s.claim_id`
}

// behindPeople is the people of a group, as p. On the list in that month may be anybody: of whom a month counts is asked for each claim.
func behindPeople(filter claims.AnalysisFilter) (people string, args []any) {
	switch filter.Group {
	case claims.GroupList:
		return "(" + listPeopleSQL + ") k CROSS JOIN person_summary p ON p.person_key = k.person_key", []any{filter.List}
	case claims.GroupThen:
		return "person_summary p", nil
	case claims.GroupListed:
	}
	return "(SELECT * FROM person_summary WHERE on_list = 1) p", nil
}

// ClaimsBehind lists the claims behind a part of a chart: those with the highest payments, up to a number. Sums of what was paid hold what
// filter.Counting counts; what happened in hospitals and at providers is of claims that were not denied.
func (db *DB) ClaimsBehind(ctx context.Context, filter claims.AnalysisFilter, of claims.BehindOf, most int) (list claims.Behind, err error) {
	err = db.inSnapshot(ctx, func(s *Snapshot) error {
		list, err = s.claimsBehind(ctx, filter, of, most)
		return err
	})
	return list, err
}

// behind is a claim on the way into the list.
type behind struct {
	claims.ClaimBehind
	key, cents int64
}

// behindTaking collects claims once each.
type behindTaking struct {
	counting claims.Counting
	then     *rosterMonths // whom a month counts; nil for all of the group
	seen     map[int64]bool
	all      []behind
}

func (t *behindTaking) row(rows *sql.Rows) error {
	var b behind
	var marks claims.Apart
	var day string
	if err := rows.Scan(&b.PersonKey, &b.LastName, &b.FirstName, &b.key, &b.cents, &marks, &day); err != nil {
		return err
	}
	in, counted := t.then.of(b.PersonKey)
	if !counted || in != nil && !in(measure.MonthOf(day)) || !t.counting.Counts(marks) || t.seen[b.key] {
		return nil
	}
	t.seen[b.key] = true
	t.all = append(t.all, b)
	return nil
}

func (s *Snapshot) claimsBehind(ctx context.Context, filter claims.AnalysisFilter, of claims.BehindOf, most int) (list claims.Behind, err error) {
	taking := &behindTaking{counting: filter.Counting, seen: map[int64]bool{}}
	if filter.Group == claims.GroupThen {
		if taking.then, err = s.rosterMonths(ctx); err != nil {
			return list, err
		}
	}
	if of.Care != "" || of.OfProvider() {
		taking.counting.NoDenied = true
	}
	if of.OfProvider() {
		err = s.behindProvider(ctx, filter, of, taking)
	} else {
		people, args := behindPeople(filter)
		var query string
		query, args = s.behindQuery(people, args, of)
		err = s.each(ctx, "find the claims", query, args, taking.row)
	}
	if err != nil {
		return list, err
	}
	all := taking.all
	list.Total = len(all)
	slices.SortFunc(all, func(a, b behind) int { return cmp.Or(cmp.Compare(b.cents, a.cents), cmp.Compare(a.key, b.key)) })
	for _, b := range all[:min(most, len(all))] {
		row := s.tx.QueryRowContext(ctx, "SELECT "+claimRowColumns()+" FROM claims_rows c WHERE c.claim_key = ?", b.key)
		if b.ClaimRow, err = scanClaimRow(row); err != nil {
			return list, wrap(err, "read a claim")
		}
		list.Rows = append(list.Rows, b.ClaimBehind)
	}
	return list, nil
}

// behindQuery is the query of what is no provider.
func (s *Snapshot) behindQuery(people string, args []any, of claims.BehindOf) (query string, all []any) {
	args = append(args, of.From+"-01", measure.LastDay(of.To))
	switch of.Care {
	case claims.BehindED:
		return edBehindSQL(people), args
	case claims.BehindStays:
		return staysBehindSQL(people, ""), args
	case claims.BehindIndex:
		return staysBehindSQL(people, " AND e.is_index = 1"), args
	case claims.BehindHome:
		return staysBehindSQL(people, " AND e.alive = 1 AND e.home = 1"), args
	}
	args = append(args, s.inUse)
	claim := " AND c.claim_type <> '" + claims.PDE + "'"
	if len(of.Types) > 0 {
		claim = " AND c.claim_type IN (?" + strings.Repeat(", ?", len(of.Types)-1) + ")"
		for _, t := range of.Types {
			args = append(args, t)
		}
	}
	return claimsBehindSQL(people, claim), args
}

// Queries of one person's claims at a provider; their arguments are the person, the first and the last day, the version and the provider.
var (
	facilityBehindSQL = claimsBehindSQL(onePerson, " AND c.claim_type IN ('INPATIENT', 'OUTPATIENT') AND coalesce(c.facility_ccn, c.facility_npi) = ?")
	doctorBehindSQL   = linesBehindSQL("coalesce(l.rendering_npi, c.rendering_npi) = ?")
	specialtyOfSQL    = linesBehindSQL("coalesce(l.specialty, '') = ? AND coalesce(l.rendering_npi, c.rendering_npi, '') <> ''")
)

const onePerson = "(SELECT * FROM person_summary WHERE person_key = ?) p"

// linesBehindSQL finds doctors' claims with a line that care outside the group looks at (measure.Switches).
func linesBehindSQL(line string) string {
	return claimsBehindSQL(onePerson, ` AND c.claim_type = 'CARRIER' AND EXISTS (SELECT 1 FROM claim_lines_rows l WHERE l.claim_key = c.claim_key
		AND coalesce(l.place_of_service, '') NOT IN (`+quoted(measure.PlacesLeftOut())+`) AND coalesce(l.specialty, '') NOT IN (`+quoted(measure.SpecialtiesLeftOut())+`) AND `+line+`)`)
}

// quoted are codes as a list of SQL.
func quoted(codes []string) string { return "'" + strings.Join(codes, "', '") + "'" }

// behindProvider finds the claims at one provider: figures say who went there, so that nobody else's claims are read.
func (s *Snapshot) behindProvider(ctx context.Context, filter claims.AnalysisFilter, of claims.BehindOf, taking *behindTaking) error {
	query, provider := facilityBehindSQL, any(of.Facility)
	switch {
	case of.Doctor != "":
		query, provider = doctorBehindSQL, of.Doctor
	case of.Specialty != nil:
		query, provider = specialtyOfSQL, *of.Specialty
	}
	var keys []string
	err := s.eachPersonKey(ctx, filter, providerFigures, func(key string, figures []measure.Figure, in func(string) bool) {
		if slices.ContainsFunc(figures, func(f measure.Figure) bool {
			return f.Month >= of.From && f.Month <= of.To && (in == nil || in(f.Month)) && figureAt(f, &of)
		}) {
			keys = append(keys, key)
		}
	})
	if err != nil {
		return err
	}
	for _, key := range keys {
		args := []any{key, of.From + "-01", measure.LastDay(of.To), s.inUse, provider}
		if err := s.each(ctx, "find a provider's claims", query, args, taking.row); err != nil {
			return err
		}
	}
	return nil
}

// figureAt says whether a figure is of the provider.
func figureAt(f measure.Figure, of *claims.BehindOf) bool {
	parts := measure.KeyParts(f.Key)
	switch f.Kind {
	case measure.FacilityClaims:
		return of.Facility != "" && cmp.Or(parts[1], parts[2]) == of.Facility
	case measure.DoctorLines:
		return of.Doctor != "" && parts[0] == of.Doctor || of.Specialty != nil && parts[2] == *of.Specialty
	}
	return false
}
