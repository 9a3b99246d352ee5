package claims

// Row is the values of one table row in catalogue order, before the database adds its bookkeeping columns.
type Row struct {
	Table  TableID
	Values []Value // one per column of the table
}

// NewRow returns a row of nulls.
func NewRow(id TableID) Row {
	return Row{Table: id, Values: make([]Value, len(TableOf(id).Columns))}
}

// Set stores a value in a column of the row's table.
func (r Row) Set(c Col, v Value) { r.Values[c] = v }

// Value returns a column's value.
func (r Row) Value(c Col) Value { return r.Values[c] }

// Resource types that ClaimsDesk reads.
const (
	TypePatient       = "Patient"
	TypeCoverage      = "Coverage"
	TypeEOB           = "ExplanationOfBenefit"
	TypeClaim         = "Claim"
	TypeClaimResponse = "ClaimResponse"
)

// API versions.
const (
	V2 = "v2"
	V3 = "v3"
)

// Resource is one FHIR resource read out of a file: its identity, what decides which of two contents is newer, and
// the rows it becomes. It is valid until the next resource is read from the same reader, unless it was cloned.
type Resource struct {
	APIVersion  string // V2 or V3
	Type        string // one of the Type constants
	ID          string // FHIR id
	LastUpdated string // meta.lastUpdated as sent; empty when absent
	Items       int    // number of items, a tie-breaker of flattening.md 4.1
	// Hash is that of the resource's content, whatever the order of its keys; created and meta are left out (flattening.md 4.1).
	Hash [16]byte
	// Raw is the line as CMS sent it, without its line end.
	Raw []byte
	// Rows holds the main row first, then its child rows in table order. Bookkeeping columns (Upkeep), mbi of claims,
	// is_current, superseded_by and the flags that need other rows are null: the database works them out.
	Rows []Row
	// Patch names the columns of the main row that this resource decides, where a row is put together from two
	// resources (v2 Claim and ClaimResponse, flattening.md section 3); nil means all of them.
	Patch []Col
	// Told is what the line says of the claim, counted from its text apart from Rows; Claims is 1 then, and 0 for other
	// resources.
	Told ClaimFigures
	// Unknown counts codings by systems that no rule knows, as ImportReport has them; nil for nearly all resources.
	Unknown map[string]int
}

// RejectReason says in PHI-free words why a line was not stored.
type RejectReason string

// Rejected is one line that went to quarantine: where it stands and why, never what it says.
type Rejected struct {
	File   string       // base name
	Line   int          // 1-based
	Reason RejectReason //
	Bytes  int          // length of the line
	Type   string       // resource type where that is the reason, else empty; OtherType where FHIR does not have it
}

// SourceFile is the ledger entry of one imported file.
type SourceFile struct {
	Name         string // base name, also in the column file_name
	APIVersion   string
	ResourceType string // as the manifest or the file's name has it; may be empty
	ExportID     string // job number at CMS, or the number of the import
	Group        string // all, runout; empty where unknown
	TypeFilter   string // _typeFilter of the export, decoded; empty for none
	// Types are the resource types that the whole export was asked for, of which this file may hold one; nil where unknown.
	Types           []string
	Full            bool   // part of one full export (no since)
	TransactionTime string // of the export's manifest, RFC 3339; empty where unknown
	SHA256          string // of the plain bytes, hex; empty until the file was read
	Bytes           int64  // plain bytes
}

// ImportCount is what became of the resources of a file or a whole import.
type ImportCount struct {
	Files       int
	Resources   map[string]int // read, by resource type
	Inserted    int
	Updated     int
	Unchanged   int
	Bytes       int64 // plain bytes read
	Quarantined []Rejected
	Skipped     []SkippedFile
	Report      ImportReport
}

// SkippedFile is a file that was not read, with a PHI-free reason in plain words.
type SkippedFile struct {
	File   string
	Reason string
	// Refused is true for files that should have been readable (STU3, not FHIR): they make an import partly done.
	Refused bool
}

// Add sums another count into c.
func (c *ImportCount) Add(o ImportCount) {
	c.Files += o.Files
	if c.Resources == nil {
		c.Resources = map[string]int{}
	}
	for t, n := range o.Resources {
		c.Resources[t] += n
	}
	c.Inserted += o.Inserted
	c.Updated += o.Updated
	c.Unchanged += o.Unchanged
	c.Bytes += o.Bytes
	c.Quarantined = append(c.Quarantined, o.Quarantined...)
	c.Skipped = append(c.Skipped, o.Skipped...)
	c.Report.Add(o.Report)
}
