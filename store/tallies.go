package store

import (
	"strings"
	"time"
)

// childCount counts the rows of a claim c in one of its child tables.
func childCount(table string) string {
	return "(SELECT count(*) FROM " + table + "_rows x WHERE x.claim_key = c.claim_key)"
}

// tallySQL adds up the claims of one person, found by the condition who, for person_tallies. Its arguments are the
// person's key, today, and what who asks for.
func tallySQL(who string) string {
	children := []string{"claim_lines", "diagnoses", "procedures", "care_team", "supporting_info", "line_adjudications"}
	sums := make([]string, len(children))
	for i, table := range children {
		sums[i] = "sum(" + childCount(table) + ")"
	}
	return `INSERT INTO person_tallies (person_key, api_version, base, claim_type, claims, paid_cents, ` + strings.Join(children, ", ") + `, last_date)
	SELECT ?, c.api_version, ` + claimCondition() + `, coalesce(c.claim_type, 'UNKNOWN'), count(*), coalesce(sum(c.payment_amount), 0), ` + strings.Join(sums, ", ") + `,
		coalesce(max(iif(c.thru_date <= ?, c.thru_date, NULL)), '')
	FROM claims_rows c WHERE ` + who + ` GROUP BY 2, 3, 4`
}

// tallyPerson renews what a person's stored rows add up to, for Summary. The empty key stands for claims that name
// nobody.
func tallyPerson(w *writer, key string, now time.Time) error {
	if err := w.exec(`DELETE FROM person_tallies WHERE person_key = ?`, key); err != nil {
		return err
	}
	today := now.UTC().Format(time.DateOnly)
	if key == "" {
		return w.exec(tallySQL("c.person_key IS NULL"), key, today)
	}
	return w.exec(tallySQL("c.person_key = ?"), key, today, key)
}
