package tuva

import "github.com/claimsdesk/claimsdesk/claims"

// column is one column of a Tuva table. R is what one row of the table is made of.
type column[R any] struct {
	name string
	typ  string // Tuva's type: varchar, integer, number, float, date, boolean or timestamp
	// need is what Tuva's tests ask for, in the words of docs/reference/tuva-mapping.md: E null is an error, W null is a
	// warning, W* the same under a condition, PK part of the key that must be unique.
	need  string
	from  string // where the value comes from, for people
	value func(*R) claims.Value
}

// kinds says how a value of each Tuva type is written. Booleans are 1 and 0, which each warehouse reads as a boolean and
// Tuva's own tests compare with.
var kinds = map[string]claims.Kind{
	"varchar": claims.Text, "integer": claims.Int, "number": claims.Decimal, "float": claims.Money,
	"date": claims.Date, "boolean": claims.Int, "timestamp": claims.Timestamp,
}

// described turns the columns of a table into those of a CSV file.
func described[R any](columns []column[R]) []claims.Column {
	list := make([]claims.Column, len(columns))
	for i, c := range columns {
		list[i] = claims.Column{Name: c.name, Kind: kinds[c.typ], Label: c.name, Meaning: c.from}
	}
	return list
}

// fill works out the values of one row.
func fill[R any](columns []column[R], row *R, values []claims.Value) []claims.Value {
	values = values[:0]
	for _, c := range columns {
		values = append(values, c.value(row))
	}
	return values
}

// always is a column that holds the same in every row.
func always[R any](text string) func(*R) claims.Value {
	return func(*R) claims.Value { return claims.TextValue(text) }
}

// empty is a column that Medicare's data do not have.
func empty[R any](*R) claims.Value { return claims.Value{} }

// The words that stand in every row.
const (
	medicare = "medicare" // payer, payer_type, plan
	bcda     = "bcda"     // data_source
)
