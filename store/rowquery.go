package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// ErrQuery reports a RowQuery that asks for something its table does not have.
var ErrQuery = errors.New("not a question this table can answer")

// Cut narrows a table to what one sheet of the workbook shows (docs/reference/contract.md 3).
type Cut int

// Cuts. MedicalClaims and DrugClaims together are every claim.
const (
	WholeTable    Cut = iota
	OnePerPerson      // beneficiaries: the one record that speaks for each person
	MedicalClaims     // claims and their children, without drug claims
	DrugClaims        // claims and their children, drug claims alone
)

// RowQuery says which rows of a table are wanted. The zero value but for Table gives the default rows of
// docs/reference/contract.md 3: base claims and what belongs to them, of the API version in use.
//
// Beneficiaries and coverage of the version in use belong to base claims whether or not a person has any: the dates,
// types and kinds of claims do not narrow them, people do.
type RowQuery struct {
	Table   claims.TableID
	Columns []claims.Col // in this order; nil for every column
	// All gives every stored row: each kind of claim and each API version (APIVersion may still choose one).
	All        bool
	Include    []claims.Include // kinds of claims beside base claims
	APIVersion string           // empty for the version in use
	From, To   string           // YYYY-MM-DD, both inclusive, on thru_date; empty for open
	Types      []string         // claim types; empty for all
	// MBIs names people by any MBI they ever had, with or without dashes; nil for everybody, empty for nobody.
	MBIs []string
	// People names people by person_key; nil for everybody, empty for nobody.
	People []string
	Cut    Cut
	// Narrow keeps what all of them keep. Codes and types are of claims: they leave people and coverage alone unless
	// WithClaims is asked for.
	Narrow []claims.Narrowing
	// Person has Rows.Person tell whose row it is.
	Person bool
}

// conditions is a WHERE clause under construction.
type conditions struct {
	where []string
	args  []any
}

func (s *conditions) add(condition string, args ...any) {
	s.where = append(s.where, condition)
	s.args = append(s.args, args...)
}

// addTypes keeps claims c of some types; no types keep all.
func (s *conditions) addTypes(types []string) {
	if len(types) == 0 {
		return
	}
	marks := strings.TrimSuffix(strings.Repeat("?, ", len(types)), ", ")
	args := make([]any, len(types))
	for i, t := range types {
		args[i] = t
	}
	s.add("coalesce(c.claim_type, 'UNKNOWN') IN ("+marks+")", args...)
}

// clause prints the conditions; it is empty without any.
func (s *conditions) clause() string {
	if len(s.where) == 0 {
		return ""
	}
	return "\nWHERE " + strings.Join(s.where, "\n\tAND ")
}

// source is where the rows of a query come from, without its SELECT list: the queried table goes by the alias t, the
// claim by c, the ledger entry by f.
type source struct {
	from  string
	order string
	conditions
}

// isClaims says whether the rows are claims or belong to claims one by one.
func (q RowQuery) isClaims() bool {
	return q.Table == claims.Claims || claims.TableOf(q.Table).ClaimChild
}

// keyed is the alias that holds api_version and person_key.
func (q RowQuery) keyed() string {
	if q.isClaims() {
		return "c"
	}
	return "t"
}

// source builds FROM, WHERE and ORDER BY. A child table is read through its claims, in the order of their key, so that
// nothing is sorted: CROSS JOIN keeps SQLite from turning the join around.
func (q RowQuery) source(version string) (*source, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	q.APIVersion = version
	table := claims.TableOf(q.Table)
	s := &source{order: q.order(table)}
	keyed := q.keyed()
	switch {
	case q.Table == claims.Claims:
		s.from = "claims_rows c LEFT JOIN files f ON f.file_id = c.file_id"
	case isPacked(table):
		s.from = detailSource(table)
	case table.ClaimChild:
		s.from = "claims_rows c CROSS JOIN " + rowsTable(table) + " t ON t.claim_key = c.claim_key LEFT JOIN files f ON f.file_id = t.file_id"
	case q.Table == claims.CoverageMonths:
		s.from = monthsSource(version) + " t LEFT JOIN files f ON f.file_id = t.file_id"
	default:
		s.from = rowsTable(table) + " t LEFT JOIN files f ON f.file_id = t.file_id"
	}
	if !q.All || version != "" {
		s.add(keyed+".api_version = ?", version)
	}
	if err := q.addPeople(s, keyed); err != nil {
		return nil, err
	}
	if q.isClaims() {
		q.addClaims(s)
	}
	if err := q.addNarrowings(s, keyed); err != nil {
		return nil, err
	}
	if q.Cut == OnePerPerson {
		s.add(bestRecord)
	}
	return s, nil
}

// monthsSource is where coverage months come from: v2 sends them, v3 sends the periods they are read off
// (docs/reference/flattening.md 2.2).
func monthsSource(version string) string {
	switch version {
	case claims.V2:
		return "coverage_months_rows"
	case claims.V3:
		return "coverage_months_v3"
	default:
		return "coverage_months_all"
	}
}

// columnSQL is the expression of a column over a source.
func columnSQL(table *claims.Table, name string) string {
	switch {
	case name == "file_name":
		return "f.name"
	case name == "export_id" || name == "ingested_at":
		return "f." + name
	case table.ID == claims.Claims, table.ClaimChild && (name == "api_version" || name == "fhir_id" || name == "claim_id"):
		return "c." + name
	default:
		return "t." + name
	}
}

func (q RowQuery) check() error {
	if q.Table < 0 || int(q.Table) >= claims.TableCount {
		return fmt.Errorf("%w: no such table", ErrQuery)
	}
	fits := q.Cut == WholeTable || (q.Cut == OnePerPerson && q.Table == claims.Beneficiaries) ||
		((q.Cut == MedicalClaims || q.Cut == DrugClaims) && q.isClaims())
	if !fits {
		return fmt.Errorf("%w: %s has no such part", ErrQuery, claims.TableOf(q.Table).Name)
	}
	return nil
}

// order prints the key columns of the table. Rows that a Claim and its ClaimResponse both gave share the key: the
// hidden source_type decides between them.
func (q RowQuery) order(table *claims.Table) string {
	if isPacked(table) {
		return "c.api_version, c.fhir_id, t.detail_key"
	}
	names := make([]string, len(table.Key))
	for i, col := range table.Key {
		names[i] = columnSQL(table, table.Columns[col].Name)
	}
	if table.ClaimChild {
		names = append(names, "t.source_type")
	}
	return strings.Join(names, ", ")
}

// fewPeople is how many people are looked up one by one and their rows sorted. The rows of more are read in key order,
// passing over the others, so that nothing has to be collected first.
const fewPeople = 100

// addPeople keeps the rows of people who are named by key or by MBI. Names travel as one parameter, so a list of any length fits.
func (q RowQuery) addPeople(s *source, alias string) error {
	if err := q.addKeys(s, alias); err != nil || q.MBIs == nil {
		return err
	}
	wanted := make([]string, 0, len(q.MBIs))
	for _, mbi := range q.MBIs {
		if mbi = normalMBI(mbi); mbi != "" {
			wanted = append(wanted, mbi)
		}
	}
	list, err := json.Marshal(wanted)
	if err != nil {
		return err
	}
	// An MBI stands on a Patient, or is named by a claim without one.
	s.add(keyColumn(alias, len(wanted))+` IN (SELECT m.person_key FROM beneficiary_mbis_rows m WHERE m.mbi IN (SELECT value FROM json_each(?))
		UNION ALL SELECT p.person_key FROM persons p WHERE p.api_version = '' AND p.patient_id IN (SELECT value FROM json_each(?)))`,
		string(list), string(list))
	return nil
}

// addKeys keeps the rows of people with one of the keys.
func (q RowQuery) addKeys(s *source, alias string) error {
	if q.People == nil {
		return nil
	}
	list, err := json.Marshal(q.People)
	if err != nil {
		return err
	}
	s.add(keyColumn(alias, len(q.People))+" IN (SELECT value FROM json_each(?))", string(list))
	return nil
}

// keyColumn is the key that rows of some people are found by: with the index where they are few.
func keyColumn(alias string, people int) string {
	column := alias + ".person_key"
	if people > fewPeople {
		column = "+" + column // keeps SQLite from the index
	}
	return column
}

// addDates keeps claims c whose last day lies within the dates.
func (q RowQuery) addDates(s *conditions) {
	if q.From != "" {
		s.add("c.thru_date >= ?", q.From)
	}
	if q.To != "" {
		s.add("c.thru_date <= ?", q.To)
	}
}

func (q RowQuery) addClaims(s *source) {
	if !q.All {
		s.add(claimCondition(q.Include...))
	}
	q.addDates(&s.conditions)
	s.addTypes(q.Types)
	switch q.Cut {
	case MedicalClaims:
		s.add("c.claim_type IS NOT 'PDE'")
	case DrugClaims:
		s.add("c.claim_type = 'PDE'")
	case WholeTable, OnePerPerson:
	}
}
