package recipe

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Limits of a recipe.
const (
	maxName      = 60
	maxSheets    = 20
	maxSheetName = 31 // Excel's
)

// Check says what is wrong with a recipe; nil for nothing. Errors are *Problem.
func (r Recipe) Check() error {
	if err := r.checkHead(); err != nil {
		return err
	}
	if err := r.Filter.check(); err != nil {
		return err
	}
	if len(r.Sheets) == 0 {
		return problemf("The recipe names no table. Add [[sheet]] and under it table = \"claims\".")
	}
	if len(r.Sheets) > maxSheets {
		return problemf("A recipe has at most %d sheets.", maxSheets)
	}
	if len(r.Sheets) > 1 && r.Format != XLSX {
		return problemf("A %s file holds one table, and the recipe names %d. Choose format = \"xlsx\", or leave one table.", r.Format, len(r.Sheets))
	}
	seen := map[string]bool{}
	for _, s := range r.Sheets {
		if err := r.checkSheet(s); err != nil {
			return err
		}
		title := strings.ToLower(s.Title())
		if seen[title] {
			return problemf("Two sheets have the name %q. Give one of them another name.", s.Title())
		}
		seen[title] = true
	}
	if r.Summary && !r.canSum() {
		return problemf("summary adds up claims: it takes one sheet of claims, or one with part = \"medical\" and one with part = \"drugs\".")
	}
	return nil
}

// canSum says that no claim stands on two sheets and that there are claims at all.
func (r Recipe) canSum() bool {
	parts := map[string]bool{}
	for _, s := range r.Sheets {
		if t, ok := claims.TableNamed(s.Table); ok && t.ID == claims.Claims {
			if parts[s.Part] {
				return false
			}
			parts[s.Part] = true
		}
	}
	return len(parts) == 1 || len(parts) == 2 && !parts[""]
}

func (r Recipe) checkHead() error {
	switch {
	case r.Version != Version:
		return problemf("The recipe must begin with version = %d.", Version)
	case !isLine(r.Name, maxName) || r.Slug() == "":
		return problemf("The recipe needs a name of 1 to %d letters, such as name = \"Stays this quarter\".", maxName)
	case !slices.Contains(claims.PrivacyLevels(), r.Privacy):
		return problemf("The recipe must say privacy = \"full\", \"limited\" or \"deidentified\".")
	case !slices.Contains([]Format{CSV, XLSX, Parquet, NDJSON}, r.Format):
		return problemf("The recipe must say format = \"xlsx\", \"csv\", \"parquet\" or \"ndjson\".")
	case r.BOM && r.Format != CSV:
		return problemf("bom is for csv files only.")
	case r.Summary && r.Format != XLSX:
		return problemf("summary is for xlsx files only.")
	case r.Format == NDJSON && r.Privacy != claims.PrivacyFull:
		return problemf("The stored resources hold everything that CMS sent. Choose privacy = \"full\", or another format.")
	case r.Format == NDJSON && r.Headings != "":
		return problemf("A file of resources has no headings: take the line out.")
	case r.KeepProviders && r.Privacy != claims.PrivacyDeidentified:
		return problemf("keep_providers is for privacy = \"deidentified\" only: other levels keep them anyway.")
	case r.Headings != "" && !slices.Contains([]claims.HeadingStyle{claims.HeadingColumn, claims.HeadingPlain, claims.HeadingCCLF, claims.HeadingFHIR}, r.Headings):
		return problemf("headings are \"plain\", \"column\", \"cclf\" or \"fhir\".")
	case r.Folder != "" && !isLine(r.Folder, 1024):
		return problemf("folder is no folder's name.")
	case r.Folder != "" && r.Filter.AskPeople:
		return problemf("A recipe that asks for people cannot run by itself: take out either folder or ask_people.")
	}
	return r.checkFile()
}

// checkFile refuses patterns that are no file name on some computer.
func (r Recipe) checkFile() error {
	name := strings.NewReplacer("{name}", "", "{date}", "").Replace(r.File)
	if r.File != "" && (!isLine(r.File, 120) || strings.ContainsAny(name, `<>:"/\|?*{}`) || strings.HasPrefix(r.File, ".")) {
		return problemf("file is a file's name without its folder; {name} and {date} stand for the recipe's name and the day.")
	}
	return nil
}

// isLine tells text of one line that is not blank.
func isLine(text string, most int) bool {
	return strings.TrimSpace(text) == text && text != "" && utf8.RuneCountInString(text) <= most && !strings.ContainsFunc(text, unicode.IsControl)
}

func (f Filter) check() error {
	if err := f.checkDates(); err != nil {
		return err
	}
	for _, kind := range f.Include {
		if !slices.Contains(claims.Includes(), kind) {
			return problemf("include knows partial, superseded, priorauth, encounter, unknown and credit.")
		}
	}
	_, known := claims.EventListOf(f.WorkList)
	switch {
	case f.PeopleList != "" && f.AskPeople:
		return problemf("The recipe names a people list and asks for people: take out one of the two.")
	case f.WorkList != "" && (f.PeopleList != "" || f.AskPeople):
		return problemf("work_list says whom the recipe is about: take out people_list or ask_people.")
	case f.WorkList != "" && !known:
		return problemf("work_list is the name of a work list, such as \"follow_up\".")
	case f.PeopleList != "" && !isLine(f.PeopleList, maxName):
		return problemf("people_list is the name of a people list, 1 to %d letters.", maxName)
	}
	return f.Only.check()
}

func (o Only) check() error {
	for _, t := range o.Types {
		if !slices.Contains(claims.ClaimTypes(), t) {
			return problemf("types are %s.", strings.Join(claims.ClaimTypes(), ", "))
		}
	}
	for key, codes := range map[string][]string{
		"diagnoses": o.Diagnoses, "procedures": o.Procedures, "hcpcs": o.HCPCS, "ndc": o.NDC, "revenue": o.Revenue, "places": o.Places,
	} {
		if slices.ContainsFunc(codes, func(c string) bool { return !isCode(c) }) {
			return problemf("%s lists codes or their beginnings, such as \"E11\": letters, digits and dots.", key)
		}
	}
	if slices.ContainsFunc(o.Providers, func(n string) bool { return !isNPI(n) }) {
		return problemf("providers lists NPIs of ten digits.")
	}
	if !slices.Contains([]claims.RosterChange{"", claims.RosterNew, claims.RosterGone, claims.RosterOn}, o.Roster) {
		return problemf("roster is \"new\", \"gone\" or \"on\".")
	}
	if o.PaidAtLeast != "" {
		if cents, err := claims.ParseCents(o.PaidAtLeast); err != nil || cents <= 0 {
			return problemf("paid_at_least is an amount in dollars, such as \"50000.00\".")
		}
	}
	return nil
}

func isCode(code string) bool {
	const longest = 12
	return code != "" && len(code) <= longest && strings.Trim(code, "0123456789.ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") == ""
}

func isNPI(text string) bool {
	const digits = 10
	return len(text) == digits && strings.Trim(text, "0123456789") == ""
}

// partsOf are the parts of a table that a sheet may show.
func partsOf(t *claims.Table) []string {
	switch {
	case t.ID == claims.Beneficiaries:
		return []string{"", "people"}
	case t.ID == claims.Claims || t.ClaimChild:
		return []string{"", "medical", "drugs"}
	default:
		return []string{""}
	}
}

func (r Recipe) checkSheet(s Sheet) error {
	table, ok := claims.TableNamed(s.Table)
	if !ok {
		return problemf("There is no such table as a sheet names. The tables are %s.", tableNames())
	}
	title := s.Title()
	if !isLine(title, maxSheetName) || strings.ContainsAny(title, `:\/?*[]`) || strings.Trim(title, "'") != title || reserved(title) {
		return problemf("A sheet's name has 1 to %d letters and none of : \\ / ? * [ ]; Read me, Dictionary and Summary are taken, and History by Excel.", maxSheetName)
	}
	if !slices.Contains(partsOf(table), s.Part) {
		return problemf("%s has no such part. People has \"people\"; claims and what belongs to them have \"medical\" and \"drugs\".", table.Label)
	}
	if err := cmp.Or(r.checkColumns(s, table), r.checkResources(s, table)); err != nil {
		return err
	}
	if slices.ContainsFunc(s.PeopleOf, func(name string) bool { return !r.hasClaims(name) }) {
		return problemf("people_of of %s names sheets of claims in this recipe, by their names.", title)
	}
	return s.check()
}

// hasClaims tells the sheets that people_of may name.
func (r Recipe) hasClaims(name string) bool {
	return slices.ContainsFunc(r.Sheets, func(s Sheet) bool {
		t, ok := claims.TableNamed(s.Table)
		return ok && s.Title() == name && (t.ID == claims.Claims || t.ClaimChild)
	})
}

// reserved tells the sheets that explain the others, and the name that Excel keeps to itself.
func reserved(title string) bool {
	return slices.ContainsFunc([]string{"Read me", "Dictionary", "Summary", "History"}, func(name string) bool { return strings.EqualFold(title, name) })
}

// checkResources refuses what a file of stored resources cannot follow.
func (r Recipe) checkResources(s Sheet, table *claims.Table) error {
	switch {
	case r.Format != NDJSON:
		return nil
	case table.ID != claims.Beneficiaries && table.ID != claims.Coverage && table.ID != claims.Claims:
		return problemf("Only beneficiaries, coverage and claims have resources of their own.")
	case len(s.Columns) > 0:
		return problemf("A file of resources has no columns: take columns out.")
	}
	return nil
}

func (r Recipe) checkColumns(s Sheet, table *claims.Table) error {
	if r.Privacy == claims.PrivacyDeidentified && table.TellsMonths() {
		return problemf("Each row of %s is a month, and a de-identified file shows years only. Leave the table out, or choose \"limited\".", table.Label)
	}
	left := len(s.Columns) == 0
	for i, name := range s.Columns {
		col, ok := table.Column(name)
		if !ok {
			return problemf("%s has no column %q. Check its spelling; the Dictionary sheet of a workbook lists them.", table.Label, clipped(name))
		}
		if slices.Contains(s.Columns[:i], name) {
			return problemf("%s names the column %s twice.", s.Title(), name)
		}
		c := table.Columns[col]
		left = left || c.Identifier.Treatment(r.Privacy) != claims.Remove || (r.KeepProviders && c.Identifier == claims.ProviderOrPlan)
	}
	if !left {
		return problemf("The privacy level removes every column of %s. Add other columns, or choose another level.", s.Title())
	}
	return nil
}

func tableNames() string {
	var names []string
	for _, t := range claims.Catalogue() {
		names = append(names, t.Name)
	}
	return strings.Join(names, ", ")
}

// Cols are the places of the sheet's columns; nil for all. The recipe must have been checked.
func (s Sheet) Cols() []claims.Col {
	table, ok := claims.TableNamed(s.Table)
	if !ok || len(s.Columns) == 0 {
		return nil
	}
	cols := make([]claims.Col, 0, len(s.Columns))
	for _, name := range s.Columns {
		if col, ok := table.Column(name); ok {
			cols = append(cols, col)
		}
	}
	return cols
}
