package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

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
	Include  []claims.Include
	API      string // empty for the version in use
}

// SheetRows is how many rows went into one table or sheet.
type SheetRows struct {
	Name string
	Rows int64
}

// ExportResult is what a file export wrote.
type ExportResult struct {
	Path   string
	Sheets []SheetRows
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
	run := &fileExport{set: s, req: req, snapshot: snapshot, tell: newReporter(report, s.desk.now)}
	result := ExportResult{Path: req.Out}
	write := func(w io.Writer) error {
		var err error
		result.Sheets, err = run.write(ctx, w)
		return err
	}
	switch {
	case req.Layout != "":
		result.Sheets, err = run.writeLayout(ctx)
	case req.Out == "":
		err = write(req.Writer)
	default:
		err = exporter.WriteFile(req.Out, write)
	}
	if err := errors.Join(err, snapshot.Close()); err != nil {
		return ExportResult{}, err
	}
	run.tell.finish(Event{Phase: PhaseDone, Percent: -1})
	return result, nil
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
	return r.checkLayout()
}

// fileExport is one run of Export.
type fileExport struct {
	set      *Set
	req      ExportRequest
	snapshot *store.Snapshot
	tell     *reporter
}

func (e *fileExport) write(ctx context.Context, w io.Writer) ([]SheetRows, error) {
	switch {
	case e.req.Workbook:
		return e.writeSheets(ctx, w, exporter.WriteWorkbook, workbookSheets)
	case e.req.Format == FormatXLSX:
		table := claims.TableOf(e.req.Table)
		return e.writeSheets(ctx, w, exporter.WriteSheets, []bookSheet{{table.Label, e.req.Table, store.WholeTable}})
	case e.req.Format == FormatNDJSON:
		return e.writeNDJSON(ctx, w)
	default:
		return e.writeCSV(ctx, w)
	}
}

// open starts the rows of a table under the request's filters: every row that leaves passes through here. No columns means
// all of them.
func (e *fileExport) open(ctx context.Context, table claims.TableID, cut store.Cut, columns []claims.Col) (exporter.ClosableSource, error) {
	q := e.query(table, cut)
	q.Columns = columns
	return e.snapshot.Rows(ctx, q)
}

// query is the request's filter over one table.
func (e *fileExport) query(table claims.TableID, cut store.Cut) store.RowQuery {
	return store.RowQuery{
		Table: table, Cut: cut, Include: e.req.Include, APIVersion: e.req.API,
		From: e.req.From, To: e.req.To, Types: e.req.Types, MBIs: e.req.MBIs,
	}
}

func (e *fileExport) progress(table string, rows int64) {
	e.tell.tell(Event{Phase: PhaseExporting, Item: table, Rows: rows, Percent: -1})
}

func (e *fileExport) writeCSV(ctx context.Context, w io.Writer) ([]SheetRows, error) {
	table := claims.TableOf(e.req.Table)
	rows, err := e.open(ctx, e.req.Table, store.WholeTable, nil)
	if err != nil {
		return nil, err
	}
	n, err := exporter.WriteCSV(ctx, w, rows, exporter.CSVOptions{Headings: e.req.Headings, Guard: true, Table: table.Label, Progress: e.progress})
	if err := errors.Join(err, rows.Close()); err != nil {
		return nil, fmt.Errorf("export %s: %w", table.Name, err)
	}
	return []SheetRows{{table.Name, n}}, nil
}

// writeNDJSON writes the stored resources behind the rows, byte for byte as CMS sent them.
func (e *fileExport) writeNDJSON(ctx context.Context, w io.Writer) (sheets []SheetRows, err error) {
	table := claims.TableOf(e.req.Table)
	raw, err := e.snapshot.Raw(ctx, e.query(e.req.Table, store.WholeTable))
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

// bookSheet is one data sheet: a table, whole or in part.
type bookSheet struct {
	name  string
	table claims.TableID
	cut   store.Cut
}

// workbookSheets are the data sheets of the workbook in order (contract.md 3). Claims and Pharmacy together are the
// table claims.
var workbookSheets = []bookSheet{
	{"People", claims.Beneficiaries, store.OnePerPerson},
	{"Claims", claims.Claims, store.MedicalClaims},
	{"Claim lines", claims.ClaimLines, store.WholeTable},
	{"Diagnoses", claims.Diagnoses, store.WholeTable},
	{"Procedures", claims.Procedures, store.WholeTable},
	{"Care team", claims.CareTeam, store.WholeTable},
	{"Pharmacy", claims.Claims, store.DrugClaims},
	{"Coverage", claims.Coverage, store.WholeTable},
}

type bookWriter func(context.Context, io.Writer, []exporter.Sheet, exporter.BookOptions) ([]int64, error)

func (e *fileExport) writeSheets(ctx context.Context, w io.Writer, write bookWriter, plan []bookSheet) ([]SheetRows, error) {
	facts, err := e.facts(ctx)
	if err != nil {
		return nil, err
	}
	sheets := make([]exporter.Sheet, len(plan))
	for i, p := range plan {
		sheets[i] = exporter.Sheet{Name: p.name, Table: p.table, Open: func(ctx context.Context) (exporter.ClosableSource, error) {
			return e.open(ctx, p.table, p.cut, nil)
		}}
	}
	tmp := e.set.tempDir()
	if err := errors.Join(os.RemoveAll(tmp), makeFolder(tmp)); err != nil {
		return nil, err
	}
	counts, err := write(ctx, w, sheets, exporter.BookOptions{
		Headings: e.req.Headings, Made: e.set.desk.now(), Version: e.set.desk.version, Facts: facts, TmpDir: tmp, Progress: e.progress,
	})
	if err := errors.Join(err, os.RemoveAll(tmp)); err != nil {
		return nil, fmt.Errorf("export workbook: %w", err)
	}
	rows := make([]SheetRows, len(plan))
	for i, p := range plan {
		rows[i] = SheetRows{p.name, counts[i]}
	}
	return rows, nil
}

// facts are the lines of the Read me sheet: which data, which filters, what is left out.
func (e *fileExport) facts(ctx context.Context) ([]exporter.Fact, error) {
	summary, err := e.snapshot.CurrentSummary(ctx)
	if err != nil {
		return nil, err
	}
	version := e.req.API
	if version == "" {
		version = e.snapshot.VersionInUse()
	}
	facts := []exporter.Fact{
		{Name: "Data set", Text: e.set.name},
		{Name: "Data as of", Text: dataAsOf(summary.DataAsOf)},
		{Name: "BCDA version", Text: version},
		{Name: "Service dates", Text: dateRange(e.req.From, e.req.To)},
		{Name: "Claim types", Text: orAll(strings.Join(e.req.Types, ", "))},
		{Name: "People", Text: peopleText(e.req.MBIs)},
		{Name: "Counted", Text: countedText(e.req.Include)},
		{Name: "Paid by Medicare", Text: "Sum over all counted claims of the data set: $" + claims.FormatCents(summary.PaymentCents)},
		{Name: "Privacy", Text: "This file names people. Keep it where only your team can open it."},
	}
	return facts, nil
}

func dataAsOf(instant string) string {
	t, err := time.Parse(time.RFC3339Nano, instant)
	if err != nil {
		return "Not known: the files came without a manifest."
	}
	return t.Format("Jan 2, 2006")
}

func dateRange(from, to string) string {
	switch {
	case from == "" && to == "":
		return "All"
	case from == "":
		return "Up to " + to
	case to == "":
		return "From " + from
	default:
		return from + " to " + to
	}
}

func orAll(text string) string {
	if text == "" {
		return "All"
	}
	return text
}

func peopleText(mbis []string) string {
	if mbis == nil {
		return "All"
	}
	return fmt.Sprintf("A list of %d MBIs", len(mbis))
}

// countedText is the counting line of docs/reference/screens.md 1.5 in the words of a file.
func countedText(include []claims.Include) string {
	text := "Current, fully processed claims."
	words := map[claims.Include]string{
		claims.IncludePartial: "early claims", claims.IncludeSuperseded: "replaced versions", claims.IncludePriorAuth: "prior authorizations",
		claims.IncludeEncounter: "Medicare Advantage records", claims.IncludeUnknown: "claims of unknown kind", claims.IncludeCredit: "voids and credits",
	}
	var added, left []string
	for _, kind := range claims.Includes() {
		if slices.Contains(include, kind) {
			added = append(added, words[kind])
		} else {
			left = append(left, words[kind])
		}
	}
	if len(added) > 0 {
		text += " Added: " + strings.Join(added, ", ") + "."
	}
	if len(left) > 0 {
		text += " Left out: " + strings.Join(left, ", ") + "."
	}
	return text + " Debit adjustments count as sent."
}
