package recipe

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Version is the version of recipes that this program writes and the latest that it reads.
const Version = 1

// Recipe is a saved export.
type Recipe struct {
	Version int                 `toml:"version"`
	Name    string              `toml:"name"`
	About   string              `toml:"about,omitempty"`
	Privacy claims.PrivacyLevel `toml:"privacy"`
	// KeepProviders keeps provider and plan numbers in a de-identified export.
	KeepProviders bool   `toml:"keep_providers,omitempty"`
	Format        Format `toml:"format"`
	BOM           bool   `toml:"bom,omitempty"` // byte order mark in front of CSV, for Excel
	// Summary adds a sheet with charts to a workbook, which adds its claims up.
	Summary  bool                `toml:"summary,omitempty"`
	Headings claims.HeadingStyle `toml:"headings,omitempty"`
	Folder   string              `toml:"folder,omitempty"` // where files go when nobody names a place
	File     string              `toml:"file,omitempty"`   // pattern of their name: {name}, {date}
	Filter   Filter              `toml:"filter,omitempty"`
	Sheets   []Sheet             `toml:"sheet"`
}

// Format is the file format that a recipe writes.
type Format string

// Formats.
const (
	CSV     Format = "csv"
	XLSX    Format = "xlsx"
	Parquet Format = "parquet"
	NDJSON  Format = "ndjson" // the stored resources, as CMS sent them
)

// Filter says which rows a recipe is about.
type Filter struct {
	Dates      string           `toml:"dates,omitempty"` // relative, such as "last 12 months"
	From       string           `toml:"from,omitempty"`  // YYYY-MM-DD, inclusive
	To         string           `toml:"to,omitempty"`
	Include    []claims.Include `toml:"include,omitempty"`
	PeopleList string           `toml:"people_list,omitempty"` // name of a list of the data set
	WorkList   claims.EventList `toml:"work_list,omitempty"`   // people with something to do on that list
	AskPeople  bool             `toml:"ask_people,omitempty"`  // people are named when it runs
	Only
}

// Only keeps part of the rows, in the whole recipe or in one sheet: see claims.Narrowing.
type Only struct {
	Types       []string            `toml:"types,omitempty"`
	Diagnoses   []string            `toml:"diagnoses,omitempty"`
	Procedures  []string            `toml:"procedures,omitempty"`
	HCPCS       []string            `toml:"hcpcs,omitempty"`
	NDC         []string            `toml:"ndc,omitempty"`
	Revenue     []string            `toml:"revenue,omitempty"`
	Places      []string            `toml:"places,omitempty"`
	Providers   []string            `toml:"providers,omitempty"`
	Roster      claims.RosterChange `toml:"roster,omitempty"`
	WithClaims  bool                `toml:"with_claims,omitempty"`
	PaidAtLeast string              `toml:"paid_at_least,omitempty"` // dollars, such as "50000.00"
}

// Narrowing is what o keeps. The recipe must have been checked.
func (o Only) Narrowing() claims.Narrowing {
	cents, err := claims.ParseCents(o.PaidAtLeast)
	if err != nil {
		cents = 0 // nothing was asked for: Parse refuses text that is no amount
	}
	return claims.Narrowing{
		Types: o.Types, Diagnoses: o.Diagnoses, Procedures: o.Procedures, HCPCS: o.HCPCS, NDC: o.NDC, Revenue: o.Revenue, Places: o.Places,
		Providers: o.Providers, Roster: o.Roster, WithClaims: o.WithClaims, PaidAtLeast: cents,
	}
}

// Sheet is one table of a recipe.
type Sheet struct {
	Name    string   `toml:"name,omitempty"` // empty for the table's own
	Table   string   `toml:"table"`
	Part    string   `toml:"part,omitempty"`    // people, medical or drugs; empty for the whole table
	Columns []string `toml:"columns,omitempty"` // in this order; empty for all
	// PeopleOf keeps people who have claims on one of the named sheets.
	PeopleOf []string `toml:"people_of,omitempty"`
	Only
}

// Narrowing is what a sheet keeps beside the recipe's filter. The recipe must have been checked.
func (r Recipe) Narrowing(s Sheet) claims.Narrowing {
	n := s.Narrowing()
	for _, other := range r.Sheets {
		if slices.Contains(s.PeopleOf, other.Title()) {
			n.PeopleOf = append(n.PeopleOf, other.claims())
		}
	}
	return n
}

// claims is what keeps the claims of a sheet: its part in types.
func (s Sheet) claims() claims.Narrowing {
	n := s.Narrowing()
	if s.Part == "" {
		return n
	}
	if len(n.Types) == 0 {
		n.Types = claims.ClaimTypes()
	}
	n.Types = slices.DeleteFunc(slices.Clone(n.Types), func(t string) bool { return (t == claims.PDE) != (s.Part == "drugs") })
	if len(n.Types) == 0 {
		n.Types = []string{""} // no claim is of both
	}
	return n
}

// Title is the name of the sheet.
func (s Sheet) Title() string {
	if s.Name != "" {
		return s.Name
	}
	if t, ok := claims.TableNamed(s.Table); ok {
		return t.Label
	}
	return s.Table
}

// Style is the recipe's style of headings: plain words in a workbook and column names elsewhere, unless it names one.
func (r Recipe) Style() claims.HeadingStyle {
	switch {
	case r.Headings != "":
		return r.Headings
	case r.Format == XLSX:
		return claims.HeadingPlain
	default:
		return claims.HeadingColumn
	}
}

// Slug is the recipe's name as a file name.
func (r Recipe) Slug() string { return Slug(r.Name) }

// Slug turns a name into small letters, digits and dashes; empty where none is left.
func Slug(name string) string {
	var b strings.Builder
	for _, c := range strings.ToLower(name) {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			b.WriteRune(c)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

// Text is the recipe as a file. It must read back as the same recipe: Check says so beforehand.
func (r Recipe) Text() ([]byte, error) {
	var b bytes.Buffer
	encoder := toml.NewEncoder(&b)
	encoder.Indent = ""
	if err := encoder.Encode(r); err != nil {
		return nil, fmt.Errorf("write a recipe: %w", err)
	}
	return b.Bytes(), nil
}
