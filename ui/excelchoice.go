package ui

import (
	"cmp"
	"maps"
	"reflect"
	"slices"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// excelWhat is the kind of thing that a new export makes.
type excelWhat int

// What a new export makes, in the order of the screen.
const (
	excelWorkbook excelWhat = iota
	excelTable
	excelLayout
)

// excelWho is about whom a new export is.
type excelWho int

// Whom, in the order of the screen.
const (
	excelOnList excelWho = iota
	excelEverybody
	excelMyList
	excelTicked // offered while somebody is ticked
)

// excelChoice is what was chosen for a new export. Its zero value is no choice: newExcelChoice is the usual one.
type excelChoice struct {
	what    excelWhat
	sheets  []string // of the workbook, by title, in its order
	table   string   // by name in the catalogue
	format  app.RecipeFormat
	bom     bool
	layout  app.Layout
	summary bool   // a workbook has a sheet with charts
	purpose string // for the register; no part of a recipe

	who      excelWho
	list     string
	ticked   []string // person_keys of those who were ticked when the page was shown
	dates    string   // as recipes name them; empty for from and to
	from, to string   // YYYY-MM-DD
	types    []string
	include  []claims.Include

	columns   map[string][]string // by title of the sheet; those that are not there have all
	headings  claims.HeadingStyle
	privacy   claims.PrivacyLevel
	providers bool // a de-identified export keeps the numbers of providers
}

func newExcelChoice() excelChoice {
	c := excelChoice{
		table: claims.TableOf(claims.Claims).Name, format: app.RecipeCSV, bom: true, layout: app.LayoutTuva,
		columns: map[string][]string{}, headings: claims.HeadingPlain, privacy: claims.PrivacyLimited,
	}
	for _, sheet := range app.WorkbookSheets() {
		c.sheets = append(c.sheets, sheet.Name)
	}
	return c
}

// filter is who, when and which claims.
func (c excelChoice) filter() app.RecipeFilter {
	f := app.RecipeFilter{Dates: c.dates, Include: c.include}
	f.Types = c.types
	if c.dates == "" {
		f.From, f.To = c.from, c.to
	}
	switch c.who {
	case excelOnList:
		f.Roster = claims.RosterOn
	case excelMyList:
		f.PeopleList = c.list
	case excelTicked:
		f.AskPeople = true
	}
	return f
}

// run is how the choice becomes a file: who is ticked is no part of a recipe.
func (c excelChoice) run(out string) app.RecipeRun {
	r := app.RecipeRun{Out: out, Purpose: c.purpose}
	if c.who == excelTicked {
		r.People = slices.Clone(c.ticked)
	}
	return r
}

// recipe is the choice as a recipe. A choice of files for another program has none.
func (c excelChoice) recipe(name string) app.Recipe {
	r := app.Recipe{
		Version: app.RecipeVersion, Name: name, Privacy: c.privacy, Format: app.RecipeXLSX, Headings: c.headings, Filter: c.filter(),
		KeepProviders: c.providers && c.privacy == claims.PrivacyDeidentified,
	}
	if c.what == excelTable {
		r.Format, r.BOM = c.format, c.bom && c.format == app.RecipeCSV
	}
	if r.Format == app.RecipeParquet || c.raw() {
		r.Headings = "" // columns of Parquet keep their names; resources have none
	}
	if c.raw() {
		r.Privacy, r.KeepProviders = claims.PrivacyFull, false
	}
	for _, sheet := range c.sheetsAsked() {
		if !c.raw() {
			sheet.Columns = c.columns[sheet.Title()]
		}
		r.Sheets = append(r.Sheets, sheet)
	}
	r.Summary = c.what == excelWorkbook && c.summary && slices.ContainsFunc(r.Sheets, func(s app.RecipeSheet) bool {
		return s.Table == claims.TableOf(claims.Claims).Name
	})
	return r
}

// raw says that the file holds what CMS sent as it is.
func (c excelChoice) raw() bool { return c.what == excelTable && c.format == app.RecipeNDJSON }

// hasResources says that rows of a table have resources of their own.
func hasResources(table string) bool {
	t, ok := claims.TableNamed(table)
	return ok && (t.ID == claims.Beneficiaries || t.ID == claims.Coverage || t.ID == claims.Claims)
}

// sheetsAsked are the tables of the choice, with all their columns.
func (c excelChoice) sheetsAsked() []app.RecipeSheet {
	if c.what == excelTable {
		return []app.RecipeSheet{{Table: c.table}}
	}
	var list []app.RecipeSheet
	for _, sheet := range app.WorkbookSheets() {
		if slices.Contains(c.sheets, sheet.Name) {
			list = append(list, sheet)
		}
	}
	return list
}

// ending is that of the file's name; empty for a folder.
func (c excelChoice) ending() string {
	switch c.what {
	case excelLayout:
		return ""
	case excelTable:
		return "." + string(c.format)
	default:
		return "." + string(app.RecipeXLSX)
	}
}

// excelChoiceOf is the choice that makes a recipe; false where the recipe says more than can be chosen here.
func excelChoiceOf(r app.Recipe) (excelChoice, bool) {
	c := newExcelChoice()
	c.privacy, c.providers, c.headings, c.summary = r.Privacy, r.KeepProviders, r.Style(), r.Summary
	c.dates, c.from, c.to, c.types, c.include = r.Filter.Dates, r.Filter.From, r.Filter.To, r.Filter.Types, r.Filter.Include
	switch {
	case r.Filter.PeopleList != "":
		c.who, c.list = excelMyList, r.Filter.PeopleList
	case r.Filter.Roster == "":
		c.who = excelEverybody
	}
	c.setSheets(r)
	return c, sameRecipe(c.recipe(r.Name), r)
}

// setSheets takes the tables of a recipe: those of the workbook, or a single one.
func (c *excelChoice) setSheets(r app.Recipe) {
	all := app.WorkbookSheets()
	c.sheets = nil
	for _, s := range r.Sheets {
		if len(s.Columns) > 0 {
			c.columns[s.Title()] = s.Columns
		}
		if r.Format == app.RecipeXLSX && slices.ContainsFunc(all, func(w app.RecipeSheet) bool { return w.Name == s.Name && w.Table == s.Table && w.Part == s.Part }) {
			c.sheets = append(c.sheets, s.Name)
		}
	}
	if len(c.sheets) == 0 && len(r.Sheets) == 1 {
		c.what, c.table, c.format, c.bom = excelTable, r.Sheets[0].Table, r.Format, r.BOM
		c.sheets = newExcelChoice().sheets
	}
}

// sameRecipe says that two recipes export the same. What a recipe says about itself and its place may differ.
func sameRecipe(a, b app.Recipe) bool {
	plain := func(r app.Recipe) app.Recipe {
		r.About, r.Folder, r.File, r.Headings = "", "", "", r.Style()
		if r.Format == app.RecipeParquet || r.Format == app.RecipeNDJSON {
			r.Headings = ""
		}
		r.Filter.Types, r.Filter.Include = sortedOrNil(r.Filter.Types), sortedOrNil(r.Filter.Include)
		r.Sheets = slices.Clone(r.Sheets)
		for i := range r.Sheets {
			r.Sheets[i].Columns = append([]string(nil), r.Sheets[i].Columns...)
		}
		return r
	}
	return reflect.DeepEqual(plain(a), plain(b))
}

func sortedOrNil[T cmp.Ordered](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return slices.Sorted(slices.Values(list))
}

// clone is a choice whose parts can be changed.
func (c excelChoice) clone() excelChoice {
	c.sheets, c.types, c.include, c.columns = slices.Clone(c.sheets), slices.Clone(c.types), slices.Clone(c.include), maps.Clone(c.columns)
	return c
}
