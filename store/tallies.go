package store

import (
	"slices"
	"strings"
	"time"
)

// countedChildren are the child tables of claims that summaries count (docs/reference/contract.md 2, status --json).
var countedChildren = [...]string{"claim_lines", "diagnoses", "procedures", "care_team", "supporting_info", "line_adjudications"}

// figureColumns are the columns of person_tallies that add up to tally_totals.
func figureColumns() []string {
	return append([]string{"claims", "paid_cents"}, countedChildren[:]...)
}

// childCount counts the rows of a claim c in one of its child tables.
func childCount(table string) string {
	if slices.Contains(packedNames(), table) {
		return "coalesce((SELECT sum(x." + table + ") FROM claim_details x WHERE " + detailsOf("x") + "), 0)"
	}
	return "(SELECT count(*) FROM " + table + "_rows x WHERE x.claim_key = c.claim_key)"
}

// tallySQL adds up the claims of one person, found by the condition who, for person_tallies. Its arguments are the
// person's key, today, and what who asks for.
func tallySQL(who string) string {
	sums := make([]string, len(countedChildren))
	for i, table := range countedChildren {
		sums[i] = "sum(" + childCount(table) + ")"
	}
	return `INSERT INTO person_tallies (person_key, api_version, base, claim_type, ` + strings.Join(figureColumns(), ", ") + `, last_date)
	SELECT ?, c.api_version, ` + claimCondition() + `, coalesce(c.claim_type, 'UNKNOWN'), count(*), coalesce(sum(c.payment_amount), 0), ` + strings.Join(sums, ", ") + `,
		coalesce(max(iif(c.thru_date <= ?, c.thru_date, NULL)), '')
	FROM claims_rows c WHERE ` + who + ` GROUP BY 2, 3, 4`
}

// totalSQL adds a person's tallies to the totals, or with the sign "-" takes them off.
func totalSQL(sign string) string {
	names := figureColumns()
	values, sets := make([]string, len(names)), make([]string, len(names))
	for i, name := range names {
		values[i] = sign + name
		sets[i] = name + " = " + name + " + excluded." + name
	}
	return `INSERT INTO tally_totals (api_version, base, claim_type, ` + strings.Join(names, ", ") + `)
	SELECT api_version, base, claim_type, ` + strings.Join(values, ", ") + ` FROM person_tallies WHERE person_key = ?
	ON CONFLICT DO UPDATE SET ` + strings.Join(sets, ", ")
}

// tallyPerson renews what a person's stored rows add up to, for Summary. The empty key stands for claims that name
// nobody.
func tallyPerson(w *writer, key string, now time.Time) error {
	if err := w.exec(totalSQL("-"), key); err != nil {
		return err
	}
	if err := w.exec(`DELETE FROM person_tallies WHERE person_key = ?`, key); err != nil {
		return err
	}
	today := now.UTC().Format(time.DateOnly)
	var err error
	if key == "" {
		err = w.exec(tallySQL("c.person_key IS NULL"), key, today)
	} else {
		err = w.exec(tallySQL("c.person_key = ?"), key, today, key)
	}
	if err != nil {
		return err
	}
	return w.exec(totalSQL(""), key)
}
