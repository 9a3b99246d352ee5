package cclf

import (
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// field is one column of a feed file.
type field struct {
	name string // CMS field label
	cell
}

// cell is where a field's value comes from.
type cell struct {
	from  string // for readers: a column of our tables, or a rule
	kind  claims.Kind
	value func(*row) claims.Value
	// v2 and v3 say why a version of BCDA leaves the field empty; empty where it can fill it.
	v2, v3 string
}

const (
	notSent  = "not sent"
	notInV2  = "not in the v2 dictionary"
	notInV3  = "not in the v3 dictionary"
	hicnGone = "HICNs ended with the new Medicare cards; CMS leaves the field blank too"
)

// layout is one feed file.
type layout struct {
	file   string // name without ending
	title  string // CMS's name of the file
	rowIs  string // what one row stands for
	fields []field
}

func (l *layout) columns() []claims.Column {
	columns := make([]claims.Column, len(l.fields))
	for i, f := range l.fields {
		columns[i] = claims.Column{Name: f.name, Kind: f.kind}
	}
	return columns
}

// never is a field that neither version fills.
func never(why string) cell {
	return cell{v2: why, v3: why, value: func(*row) claims.Value { return claims.Value{} }}
}

// always is a field with one value in every row.
func always(text string) cell {
	return cell{from: "always " + text, value: func(*row) claims.Value { return claims.TextValue(text) }}
}

// column is a cell that shows a column of a table as it is.
func column(table claims.TableID, col claims.Col, values func(*row) []claims.Value) cell {
	t := claims.TableOf(table)
	c := t.Columns[col]
	out := cell{from: t.Name + "." + c.Name, kind: c.Kind, value: func(r *row) claims.Value { return at(values(r), int(col)) }}
	if c.V2 == "" {
		out.v2 = notSent
	}
	if c.V3 == "" {
		out.v3 = notSent
	}
	return out
}

func at(values []claims.Value, i int) claims.Value {
	if i >= len(values) {
		return claims.Value{}
	}
	return values[i]
}

func claim(c claims.Col) cell {
	return column(claims.Claims, c, func(r *row) []claims.Value { return r.claim })
}

func line(c claims.Col) cell {
	return column(claims.ClaimLines, c, func(r *row) []claims.Value { return r.line })
}

func diagnosis(c claims.Col) cell {
	return column(claims.Diagnoses, c, func(r *row) []claims.Value { return r.diagnosis })
}

func procedure(c claims.Col) cell {
	return column(claims.Procedures, c, func(r *row) []claims.Value { return r.procedure })
}

func person(c claims.Col) cell {
	return column(claims.Beneficiaries, c, func(r *row) []claims.Value { return r.person })
}

// mapped puts a value through a rule, which the text describes.
func (c cell) mapped(rule string, of func(*row, claims.Value) claims.Value) cell {
	value := c.value
	c.from += ", " + rule
	c.value = func(r *row) claims.Value { return of(r, value(r)) }
	return c
}

// twoDigits fills a number up with zeros in front; other text stays as it is.
func (c cell) twoDigits() cell {
	const digits = 2
	return c.mapped(fmt.Sprintf("%d digits", digits), func(_ *row, v claims.Value) claims.Value { return pad(v, digits) })
}

func pad(v claims.Value, digits int) claims.Value {
	if v.Set && v.Text != "" && len(v.Text) < digits && strings.Trim(v.Text, "0123456789") == "" {
		v.Text = strings.Repeat("0", digits-len(v.Text)) + v.Text
	}
	return v
}

// or takes another cell's value where the first has none.
func (c cell) or(next cell) cell {
	value := c.value
	c.from += ", else " + next.from
	c.value = func(r *row) claims.Value {
		if v := value(r); v.Set {
			return v
		}
		return next.value(r)
	}
	if next.v2 == "" {
		c.v2 = ""
	}
	if next.v3 == "" {
		c.v3 = ""
	}
	return c
}

// lackingInV2 says why version 2 leaves the field empty although the column could have a value.
func (c cell) lackingInV2(why string) cell {
	c.v2 = why
	return c
}

// byVersion takes one cell for v2 and another for v3.
func byVersion(v2, v3 cell) cell {
	return cell{
		from: "v2: " + v2.from + "; v3: " + v3.from, kind: v3.kind, v2: v2.v2, v3: v3.v3,
		value: func(r *row) claims.Value {
			if r.version() == claims.V2 {
				return v2.value(r)
			}
			return v3.value(r)
		},
	}
}

// info is a fact of supporting_info by its category: the name in v3 and the one in v2, empty where that version has none. n
// counts the facts of the category from 1.
func info(v3, v2 string, n int) cell {
	c := cell{from: "supporting_info " + either(v3, v2), value: func(r *row) claims.Value { return r.info(n, v3, v2) }}
	if n > 1 {
		c.from += fmt.Sprintf(", number %d", n)
	}
	return c.named(v3, v2)
}

// amount is a sum of money of the whole claim by its CMS name, in v3 and in v2; claim_amounts has it.
func amount(v3 string, v2 ...string) cell {
	c := cell{
		from: "claim_amounts " + either(v3, v2...), kind: claims.Money,
		value: func(r *row) claims.Value { return r.amount(append([]string{v3}, v2...)) },
	}
	return c.named(v3, strings.Join(v2, ""))
}

func either(v3 string, v2 ...string) string {
	var names []string
	for _, name := range append([]string{v3}, v2...) {
		if name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, " or ")
}

// named marks the versions that have no name for a fact.
func (c cell) named(v3, v2 string) cell {
	if v3 == "" {
		c.v3 = notInV3
	}
	if v2 == "" {
		c.v2 = notInV2
	}
	return c
}
