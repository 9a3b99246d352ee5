package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/store"
)

// Format is a file format of file exports.
type Format string

// Formats.
const (
	FormatCSV    Format = "csv"
	FormatXLSX   Format = "xlsx"
	FormatNDJSON Format = "ndjson"
)

// ExportRequest says what to write where (contract.md 2 and 3).
type ExportRequest struct {
	Workbook bool // the ten sheets; Table is not used then
	// Sheets are the data sheets of a workbook of one's own, or the one table of another format; Workbook and Table are not used
	// then.
	Sheets   []ExportSheet
	Table    claims.TableID
	Layout   Layout   // the files of another program; Table and Format are not used then, and Out is their folder
	PersonID PersonID // of LayoutTuva
	Format   Format
	Out      string    // path of the file; empty for Writer
	Writer   io.Writer // where Out is empty
	Headings claims.HeadingStyle
	From, To string // YYYY-MM-DD on thru_date, inclusive; empty for open
	Types    []string
	MBIs     []string // nil for everybody
	People   []string // person_keys, of people who were ticked; nil for everybody
	Include  []claims.Include
	API      string // empty for the version in use
	Narrow   claims.Narrowing
	List     string // name of the people list that MBIs are of; empty without one
	BOM      bool   // CSV begins with a byte order mark, for Excel
	Summary  bool   // a workbook has a sheet with charts that adds its claims up
	Purpose  string // what the file is for, in somebody's words; kept in the register. Empty where nobody said

	Privacy   claims.PrivacyLevel // empty for full
	Providers bool                // a de-identified export keeps provider and plan numbers
	Recipe    string              // name of the recipe; its codes stay the same from one run to the next. Empty for none
}

// ExportSheet is one table of a request, whole or in part.
type ExportSheet struct {
	Name    string // of the sheet
	Table   claims.TableID
	Part    Part
	Columns []claims.Col // in this order; nil for all
	Narrow  claims.Narrowing
}

// Part is a part of a table that stands for itself.
type Part string

// Parts.
const (
	PartWhole   Part = ""
	PartPeople  Part = "people"  // one row a person, of beneficiaries
	PartMedical Part = "medical" // claims and their children without medicines
	PartDrugs   Part = "drugs"   // medicines alone
)

func (p Part) cut() store.Cut {
	return map[Part]store.Cut{PartPeople: store.OnePerPerson, PartMedical: store.MedicalClaims, PartDrugs: store.DrugClaims}[p]
}

// SheetRows is how many rows went into one table or sheet.
type SheetRows struct {
	Name string
	Rows int64
}

// ExportResult is what a file export wrote.
type ExportResult struct {
	Path    string
	Sheets  []SheetRows
	People  int // whose rows they are
	Unknown int // MBIs of the request that belong to nobody in the data
}

// Export writes a file export. Out holds the whole file afterwards or what it held before.
func (s *Set) Export(ctx context.Context, req ExportRequest, report Report) (ExportResult, error) {
	if err := req.check(); err != nil {
		return ExportResult{}, err
	}
	snapshot, err := s.db.Snapshot(ctx)
	if err != nil {
		return ExportResult{}, err
	}
	run := &fileExport{set: s, req: req, snapshot: snapshot, tell: newReporter(report, s.desk.now), people: map[string]struct{}{}}
	result, err := run.save(ctx)
	if err := errors.Join(err, snapshot.Close()); err != nil {
		return ExportResult{}, err
	}
	run.tell.finish(Event{Phase: PhaseDone, Percent: -1})
	return result, nil
}

// save writes the files and enters them into the register, a single file before it appears under its name.
func (e *fileExport) save(ctx context.Context) (ExportResult, error) {
	result := ExportResult{Path: e.req.Out}
	err := e.checkRoom(ctx)
	if err == nil && e.req.MBIs != nil {
		result.Unknown, err = e.snapshot.Unknown(ctx, e.req.MBIs)
	}
	if err != nil {
		return result, err
	}
	switch {
	case e.req.Layout != "":
		if result.Sheets, err = e.writeLayout(ctx); result.Sheets != nil {
			err = errors.Join(err, e.registerFolder(ctx, result.Sheets))
		}
	case e.req.Out == "":
		err = e.writeAndRegister(ctx, e.req.Writer, &result)
	default:
		if err = e.saveFile(ctx, &result); err != nil {
			err = errors.Join(err, e.notSaved(ctx))
		}
	}
	result.People = e.counted
	return result, err
}

func (r ExportRequest) check() error {
	if r.Workbook && r.Format != FormatXLSX {
		return &UsageError{Text: "A workbook is an Excel file: give it a name that ends in .xlsx."}
	}
	for _, day := range []string{r.From, r.To} {
		if _, ok := claims.CalendarDate(day); day != "" && !ok {
			return &UsageError{Text: "Dates are written as 2026-03-04."}
		}
	}
	if len(r.Sheets) > 1 && r.Format != FormatXLSX {
		return &UsageError{Text: "Several tables in one file make a workbook: give it a name that ends in .xlsx."}
	}
	if r.Summary && r.Format != FormatXLSX {
		return &UsageError{Text: "A summary sheet is for Excel workbooks."}
	}
	for _, check := range []func() error{r.checkPurpose, r.checkPrivacy, r.checkLayout} {
		if err := check(); err != nil {
			return err
		}
	}
	return nil
}

// fileExport is one run of Export.
type fileExport struct {
	set      *Set
	req      ExportRequest
	snapshot *store.Snapshot
	tell     *reporter
	people   map[string]struct{}              // person_keys of the rows that left
	codes    exporter.Codes                   // nil until they are needed
	entry    int64                            // number in the register; 0 before
	shapes   map[string]exporter.DecimalShape // digits of the columns of a Parquet file; nil for the default
	counted  int                              // people, as registered
}

func (e *fileExport) write(ctx context.Context, w io.Writer) ([]SheetRows, error) {
	switch {
	case e.req.Workbook, e.req.Format == FormatXLSX && len(e.req.Sheets) > 0:
		return e.writeSheets(ctx, w, exporter.WriteWorkbook)
	case e.req.Format == FormatXLSX:
		return e.writeSheets(ctx, w, exporter.WriteSheets)
	case e.req.Format == FormatNDJSON:
		return e.writeNDJSON(ctx, w)
	case e.req.Format == FormatParquet:
		return e.writeParquet(ctx, w)
	default:
		return e.writeCSV(ctx, w)
	}
}

// sheets is what the request asks for.
func (r ExportRequest) sheets() []ExportSheet {
	switch {
	case len(r.Sheets) > 0:
		return r.Sheets
	case r.Workbook:
		return workbookSheets
	default:
		return []ExportSheet{{Name: claims.TableOf(r.Table).Label, Table: r.Table}}
	}
}

// open starts the rows of a table as openSheet does. No columns means all of them.
func (e *fileExport) open(ctx context.Context, table claims.TableID, cut store.Cut, columns []claims.Col) (exporter.ClosableSource, error) {
	q := e.query(table, cut)
	q.Columns = columns
	return e.openQuery(ctx, q)
}

// openSheet starts the rows of a sheet under the request's filters, as its privacy level tells them.
func (e *fileExport) openSheet(ctx context.Context, sheet ExportSheet) (exporter.ClosableSource, error) {
	return e.openQuery(ctx, e.sheetQuery(sheet))
}

func (e *fileExport) sheetQuery(sheet ExportSheet) store.RowQuery {
	q := e.query(sheet.Table, sheet.Part.cut())
	q.Columns, q.Narrow = sheet.Columns, append(q.Narrow, sheet.Narrow)
	return q
}

// openQuery is the door that every row passes that leaves: whose it is gets counted, and no more is told than the privacy
// level allows.
func (e *fileExport) openQuery(ctx context.Context, q store.RowQuery) (exporter.ClosableSource, error) {
	q.Person = true
	private, err := e.privacy(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := e.snapshot.Rows(ctx, q)
	if err != nil {
		return nil, err
	}
	return exporter.Private(ctx, &countedRows{Rows: rows, people: e.people}, private), nil
}

// query is the request's filter over one table.
func (e *fileExport) query(table claims.TableID, cut store.Cut) store.RowQuery {
	return store.RowQuery{
		Table: table, Cut: cut, Include: e.req.Include, APIVersion: e.req.API,
		From: e.req.From, To: e.req.To, Types: e.req.Types, MBIs: e.req.MBIs, People: e.req.People, Narrow: []claims.Narrowing{e.req.Narrow},
	}
}

func (e *fileExport) progress(table string, rows int64) {
	e.tell.tell(Event{Phase: PhaseExporting, Item: table, Rows: rows, Percent: -1})
}

func (e *fileExport) writeCSV(ctx context.Context, w io.Writer) ([]SheetRows, error) {
	sheet := e.req.sheets()[0]
	table := claims.TableOf(sheet.Table)
	rows, err := e.openSheet(ctx, sheet)
	if err != nil {
		return nil, err
	}
	n, err := exporter.WriteCSV(ctx, w, rows, exporter.CSVOptions{
		Headings: e.req.Headings, Guard: true, BOM: e.req.BOM, Table: table.Label, Progress: e.progress,
	})
	if err := errors.Join(err, rows.Close()); err != nil {
		return nil, fmt.Errorf("export %s: %w", table.Name, err)
	}
	return []SheetRows{{table.Name, n}}, nil
}

// writeNDJSON writes the stored resources behind the rows, byte for byte as CMS sent them.
func (e *fileExport) writeNDJSON(ctx context.Context, w io.Writer) (sheets []SheetRows, err error) {
	sheet := e.req.sheets()[0]
	table := claims.TableOf(sheet.Table)
	raw, err := e.snapshot.Raw(ctx, e.sheetQuery(sheet))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, raw.Close()) }()
	out := bufio.NewWriterSize(w, 256<<10)
	var n int64
	for raw.Next() {
		if _, err := out.Write(raw.Bytes()); err != nil {
			return nil, fmt.Errorf("write resources: %w", err)
		}
		if err := out.WriteByte('\n'); err != nil {
			return nil, fmt.Errorf("write resources: %w", err)
		}
		if n++; n%1024 == 0 {
			e.progress(table.Label, n)
		}
	}
	if err := raw.Err(); err != nil {
		return nil, err
	}
	return []SheetRows{{table.Name, n}}, out.Flush()
}

// workbookSheets are the data sheets of the workbook in order (contract.md 3). Claims and Pharmacy together are the
// table claims.
var workbookSheets = []ExportSheet{
	{Name: "People", Table: claims.Beneficiaries, Part: PartPeople},
	{Name: "Claims", Table: claims.Claims, Part: PartMedical},
	{Name: "Claim lines", Table: claims.ClaimLines},
	{Name: "Diagnoses", Table: claims.Diagnoses},
	{Name: "Procedures", Table: claims.Procedures},
	{Name: "Care team", Table: claims.CareTeam},
	{Name: "Pharmacy", Table: claims.Claims, Part: PartDrugs},
	{Name: "Coverage", Table: claims.Coverage},
}

type bookWriter func(context.Context, io.Writer, []exporter.Sheet, exporter.BookOptions) ([]int64, error)

func (e *fileExport) writeSheets(ctx context.Context, w io.Writer, write bookWriter) ([]SheetRows, error) {
	plan := e.req.sheets()
	facts, err := e.facts(ctx)
	if err != nil {
		return nil, err
	}
	sheets := make([]exporter.Sheet, len(plan))
	for i, p := range plan {
		sheets[i] = exporter.Sheet{Name: p.Name, Table: p.Table, Open: func(ctx context.Context) (exporter.ClosableSource, error) {
			return e.openSheet(ctx, p)
		}}
	}
	tmp := e.set.tempDir()
	if err := errors.Join(os.RemoveAll(tmp), makeFolder(tmp)); err != nil {
		return nil, err
	}
	counts, err := write(ctx, w, sheets, exporter.BookOptions{
		Headings: e.req.Headings, Made: e.set.desk.now(), Version: e.set.desk.version, Facts: facts, TmpDir: tmp, Progress: e.progress,
		Summary: e.req.Summary,
	})
	if err := errors.Join(err, os.RemoveAll(tmp)); err != nil {
		return nil, fmt.Errorf("export workbook: %w", err)
	}
	rows := make([]SheetRows, len(plan))
	for i, p := range plan {
		rows[i] = SheetRows{p.Name, counts[i]}
	}
	return rows, nil
}
