package claims

import "slices"

// Kind is the type of a column's values; it decides how a value is stored, printed and written to a spreadsheet.
type Kind uint8

// The kinds of docs/reference/flattening.md section 2 (T, D, TS, I, N as money or quantity, B).
const (
	Text      Kind = iota // ids, codes, names: text, leading zeros kept
	Date                  // YYYY-MM-DD
	Timestamp             // RFC 3339 as sent
	Int                   // whole number
	Money                 // US cents plus the original decimal text
	Decimal               // a quantity or factor, kept as decimal text
	Bool                  // 1 or 0 in the database, true or false in files
)

var kindNames = [...]string{"text", "date", "timestamp", "integer", "money", "decimal", "boolean"}

// String names the kind as docs and dictionaries print it.
func (k Kind) String() string { return kindNames[k] }

// Privacy is how far a column identifies a person by itself.
type Privacy uint8

// Privacy classes; security.md and the export levels build on them.
const (
	NotIdentifying   Privacy = iota
	QuasiIdentifier          // dates, places, provider numbers: identify together with other facts
	DirectIdentifier         // names, MBI, street, account and claim numbers
)

var privacyNames = [...]string{"none", "quasi-identifier", "direct identifier"}

// String names the class as dictionaries print it.
func (p Privacy) String() string { return privacyNames[p] }

// Column describes one column everywhere it appears: database, files, headings, dictionaries, docs.
type Column struct {
	Name    string  // snake_case, the name in the database and in files
	Kind    Kind    //
	Label   string  // plain-English heading
	CCLF    string  // CMS Claim and Claim Line Feed name; empty where CCLF has none
	V2, V3  string  // where BCDA v2 and v3 carry it, as FHIR path; empty where that version does not
	Meaning string  // one sentence for the dictionary
	Privacy Privacy //
	// Identifier is what the privacy levels of an export go by; dates and times without one are an EventDate.
	Identifier Identifier
	// Upkeep marks columns that say how the row came in (file_name, export_id, ingested_at) or are worked out from
	// other rows (person_key): they may differ between two databases that hold the same data.
	Upkeep bool
}

// Heading returns the column's name in the given style; a style that the column lacks falls back to the plain label
// marked with an asterisk.
func (c Column) Heading(style HeadingStyle) string {
	switch style {
	case HeadingPlain:
		return c.Label
	case HeadingCCLF:
		if c.CCLF == "" {
			return c.Label + " *"
		}
		return c.CCLF
	case HeadingFHIR:
		if path := c.path(); path != "" {
			return path
		}
		return c.Label + " *"
	default:
		return c.Name
	}
}

// path is the v3 FHIR path, or the v2 path where v3 has none.
func (c Column) path() string {
	if c.V3 != "" {
		return c.V3
	}
	return c.V2
}

// HeadingStyle chooses between the names of a column (contract.md 2, --headings).
type HeadingStyle string

// Heading styles.
const (
	HeadingColumn HeadingStyle = "column"
	HeadingPlain  HeadingStyle = "plain"
	HeadingCCLF   HeadingStyle = "cclf"
	HeadingFHIR   HeadingStyle = "fhir"
)

// Col is the place of a column in its table, 0-based. Constants for every column are generated from the catalogue.
type Col int

// TableID names a table by its place in Tables.
type TableID int

// The twelve tables of docs/reference/flattening.md section 2, in export order.
const (
	Beneficiaries TableID = iota
	BeneficiaryMBIs
	Coverage
	CoverageMonths
	Claims
	ClaimLines
	Diagnoses
	Procedures
	CareTeam
	SupportingInfo
	LineAdjudications
	ClaimAmounts
	tableCount
)

// TableCount is the number of tables in the catalogue.
const TableCount = int(tableCount)

// Table describes one table.
type Table struct {
	ID      TableID
	Name    string   // name in the database, in files and on the command line
	Label   string   // plain name, used for sheets
	RowIs   string   // what one row stands for, for the dictionary
	Columns []Column // in file order
	Key     []Col    // primary key, which is also the sort order of every export
	// ClaimChild marks tables whose rows belong to a claim and are replaced with it.
	ClaimChild bool
}

// Column returns the index of a named column and whether the table has it.
func (t *Table) Column(name string) (Col, bool) {
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
	return Col(i), i >= 0
}

// Names lists the column names in order.
func (t *Table) Names() []string {
	names := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		names[i] = c.Name
	}
	return names
}

// Catalogue returns the twelve tables in TableID order. The slice is the caller's; the tables are shared and must not
// be changed.
func Catalogue() []*Table { return slices.Clone(catalogue[:]) }

// TableOf returns the description of a table.
func TableOf(id TableID) *Table { return catalogue[id] }

// TableNamed finds a table by its database name.
func TableNamed(name string) (*Table, bool) {
	for _, t := range catalogue {
		if t.Name == name {
			return t, true
		}
	}
	return nil, false
}

// catalogue is read-only after package initialisation.
var catalogue = [TableCount]*Table{
	Beneficiaries:     newTable(Beneficiaries, beneficiariesSpec),
	BeneficiaryMBIs:   newTable(BeneficiaryMBIs, beneficiaryMBIsSpec),
	Coverage:          newTable(Coverage, coverageSpec),
	CoverageMonths:    newTable(CoverageMonths, coverageMonthsSpec),
	Claims:            newTable(Claims, claimsSpec),
	ClaimLines:        newTable(ClaimLines, claimLinesSpec),
	Diagnoses:         newTable(Diagnoses, diagnosesSpec),
	Procedures:        newTable(Procedures, proceduresSpec),
	CareTeam:          newTable(CareTeam, careTeamSpec),
	SupportingInfo:    newTable(SupportingInfo, supportingInfoSpec),
	LineAdjudications: newTable(LineAdjudications, lineAdjudicationsSpec),
	ClaimAmounts:      newTable(ClaimAmounts, claimAmountsSpec),
}

// tableSpec is how the catalogue files write a table down: without the columns that every table has.
type tableSpec struct {
	name, label, rowIs string
	resource           Identifier // what fhir_id is; zero for a claim's
	claimChild         bool
	key                []string
	columns            []Column
}

// newTable adds the columns that every table has: api_version and fhir_id in front, how the row came in at the end
// (flattening.md 2); claim children also carry claim_id and ordinal.
func newTable(id TableID, spec tableSpec) *Table {
	columns := slices.Clone(leadingColumns)
	if spec.claimChild {
		columns = append(columns, claimChildColumns...)
	}
	columns = append(columns, spec.columns...)
	columns = append(columns, trailingColumns...)
	columns[1].Identifier = ClaimResource
	if spec.resource != NoIdentifier {
		columns[1].Identifier = spec.resource
	}
	markDates(columns)
	t := &Table{ID: id, Name: spec.name, Label: spec.label, RowIs: spec.rowIs, Columns: columns, ClaimChild: spec.claimChild}
	key := spec.key
	if key == nil {
		key = []string{"api_version", "fhir_id"}
		if spec.claimChild {
			key = append(key, "ordinal")
		}
	}
	for _, name := range key {
		col, ok := t.Column(name)
		if !ok {
			panic("claims: table " + spec.name + " has no key column " + name)
		}
		t.Key = append(t.Key, col)
	}
	return t
}

// markDates makes every date and time an EventDate, so that a new column cannot be forgotten.
func markDates(columns []Column) {
	for i, c := range columns {
		if c.Identifier == NoIdentifier && (c.Kind == Date || c.Kind == Timestamp) {
			columns[i].Identifier, columns[i].Privacy = EventDate, max(c.Privacy, QuasiIdentifier)
		}
	}
}

var leadingColumns = []Column{
	{Name: "api_version", Label: "BCDA version", Meaning: "Version of the CMS interface that sent the resource: v2 or v3."},
	{Name: "fhir_id", Label: "Resource id", V2: "id", V3: "id", Meaning: "Id of the FHIR resource, unique only together with the BCDA version.", Privacy: DirectIdentifier},
}

var claimChildColumns = []Column{
	{Name: "claim_id", Label: "Claim id", CCLF: "CUR_CLM_UNIQ_ID", V2: "identifier[clm_id or pde_id].value", V3: "identifier[type uc].value", Meaning: "Unique claim id of CMS; the resource id where there is none.", Privacy: DirectIdentifier, Identifier: ClaimNumber},
	{Name: "ordinal", Kind: Int, Label: "Place", Meaning: "Place of the row in the claim, from 1."},
}

var trailingColumns = []Column{
	{Name: "file_name", Label: "File", Meaning: "Name of the file that the row came in with.", Upkeep: true, Privacy: QuasiIdentifier, Identifier: FreeText},
	{Name: "export_id", Label: "Export", Meaning: "Number of the export job at CMS, or of the import, that the row came in with.", Upkeep: true, Privacy: QuasiIdentifier, Identifier: DownloadNumber},
	{Name: "ingested_at", Kind: Timestamp, Label: "Read at", Meaning: "When the row was stored on this computer (UTC).", Upkeep: true},
}
