package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

type exportCmd struct {
	Table    string   `xor:"what" help:"One table: ${tables}." placeholder:"TABLE"`
	Workbook bool     `xor:"what" help:"The Excel workbook with its ten sheets."`
	Recipe   string   `help:"A saved export: a name that claimsctl recipes lists, or a file." placeholder:"RECIPE"`
	Layout   string   `enum:",tuva,inferno,cclf,lake" default:"" help:"A folder of files for another program: tuva, inferno, cclf or lake." placeholder:"LAYOUT"`
	PersonID string   `name:"person-id" enum:",key,mbi" default:"" help:"What person_id holds with --layout tuva: key (default) or mbi."`
	Format   string   `enum:",xlsx,csv,parquet,ndjson" default:"" help:"xlsx, csv, parquet or ndjson; default from the file's ending, else csv."`
	Out      string   `help:"File to write, or - for standard output; with --layout the folder. A recipe may name its own." placeholder:"PATH"`
	Headings string   `enum:",column,plain,cclf,fhir" default:"" help:"Headings: column, plain, cclf or fhir."`
	Privacy  string   `enum:",full,limited,deidentified" default:"" help:"full (default), limited (limited data set) or deidentified (Safe Harbor)."`
	BOM      bool     `name:"bom" help:"Begin a CSV file with a byte order mark, for Excel."`
	Summary  bool     `help:"Add a sheet with charts to the workbook, which adds its claims up."`
	Purpose  string   `help:"What the file is for; kept in the register." placeholder:"TEXT"`
	From     string   `help:"First service date, such as 2026-01-01." placeholder:"DATE"`
	To       string   `help:"Last service date." placeholder:"DATE"`
	Types    []string `help:"Claim types, such as INPATIENT,SNF." placeholder:"LIST"`
	People   string   `help:"File with one MBI a line, or a CSV with a column mbi." type:"existingfile" placeholder:"FILE"`
	Include  []string `help:"Add what is left out: partial, superseded, priorauth, encounter, unknown, credit." placeholder:"LIST"`
	API      string   `name:"api" enum:",v2,v3" default:"" help:"v2 or v3; default the version in use."`
}

func (c *exportCmd) run(ctx context.Context, s *session) (document, error) {
	if c.Recipe != "" {
		return c.runRecipe(ctx, s)
	}
	if c.Out == "" {
		return nil, &app.UsageError{Text: "Say where to: --out PATH, or --out - for standard output."}
	}
	req, err := c.request()
	if err != nil {
		return nil, err
	}
	if c.Out == "-" {
		req.Writer = s.main.Stdout
	} else if req.Out, err = filepath.Abs(c.Out); err != nil {
		return nil, err
	}
	var doc *exportDocument
	err = s.reading(ctx, func(set *app.Set) error {
		result, err := set.Export(ctx, req, s.progress.report)
		if err == nil && c.Out != "-" {
			doc = newExportDocument(result)
		}
		return err
	})
	if doc == nil {
		return nil, err
	}
	return doc, err
}

func (c *exportCmd) request() (app.ExportRequest, error) {
	req := app.ExportRequest{Workbook: c.Workbook, Layout: app.Layout(c.Layout), PersonID: app.PersonID(c.PersonID), From: c.From, To: c.To, API: c.API, Format: c.format(), Headings: claims.HeadingStyle(c.Headings)}
	req.Privacy, req.BOM, req.Summary, req.Purpose = claims.PrivacyLevel(c.Privacy), c.BOM, c.Summary, c.Purpose
	if c.Summary && !c.Workbook {
		return req, &app.UsageError{Text: "--summary goes with --workbook; a recipe says summary = true."}
	}
	if c.BOM && req.Format != app.FormatCSV {
		return req, &app.UsageError{Text: "--bom is for CSV files."}
	}
	if req.Headings == "" {
		req.Headings = claims.HeadingColumn
		if c.Workbook {
			req.Headings = claims.HeadingPlain
		}
	}
	if err := c.checkLayout(); err != nil {
		return req, err
	}
	if !c.Workbook && c.Layout == "" {
		table, ok := claims.TableNamed(c.Table)
		if !ok {
			return req, &app.UsageError{Text: "Say what to export: --workbook, --recipe, --layout, or --table with one of " + tableNames() + "."}
		}
		req.Table = table.ID
	}
	for _, t := range c.Types {
		t = strings.ToUpper(strings.TrimSpace(t))
		if !slices.Contains(claims.ClaimTypes(), t) {
			return req, &app.UsageError{Text: "There is no claim type " + t + ". The types are " + strings.Join(claims.ClaimTypes(), ", ") + "."}
		}
		req.Types = append(req.Types, t)
	}
	for _, i := range c.Include {
		kind := claims.Include(strings.TrimSpace(i))
		if !slices.Contains(claims.Includes(), kind) {
			return req, &app.UsageError{Text: "--include knows partial, superseded, priorauth, encounter, unknown and credit."}
		}
		req.Include = append(req.Include, kind)
	}
	if c.People != "" {
		var err error
		if req.MBIs, err = readMBIs(c.People); err != nil {
			return req, err
		}
	}
	return req, nil
}

// checkLayout refuses what does not go with a layout or a format. The parser's xor would take the flag's default for a choice.
func (c *exportCmd) checkLayout() error {
	switch {
	case c.PersonID != "" && c.Layout != string(app.LayoutTuva):
		return &app.UsageError{Text: "--person-id goes with --layout tuva."}
	case c.Layout != "" && (c.Table != "" || c.Workbook):
		return &app.UsageError{Text: "Ask for one of --table, --workbook and --layout."}
	case c.Layout != "" && (c.Format != "" || c.Headings != "" || c.BOM):
		return &app.UsageError{Text: "A layout has its own format and headings."}
	case c.format() == app.FormatParquet && c.Headings != "" && c.Headings != string(claims.HeadingColumn):
		return &app.UsageError{Text: "A Parquet file keeps the names of columns. Its headings are noted in it."}
	}
	return nil
}

func (c *exportCmd) format() app.Format {
	if c.Format != "" {
		return app.Format(c.Format)
	}
	if c.Layout == string(app.LayoutLake) {
		return app.FormatParquet
	}
	switch strings.ToLower(filepath.Ext(c.Out)) {
	case ".xlsx":
		return app.FormatXLSX
	case ".ndjson":
		return app.FormatNDJSON
	case ".parquet":
		return app.FormatParquet
	}
	if c.Workbook && c.Out == "-" {
		return app.FormatXLSX
	}
	return app.FormatCSV
}

func tableNames() string {
	var names []string
	for _, t := range claims.Catalogue() {
		names = append(names, t.Name)
	}
	return strings.Join(names, ", ")
}

// readMBIs reads a list of MBIs: one a line, or a CSV with a column mbi (contract.md 3).
func readMBIs(name string) (mbis []string, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() {
		if closeErr := f.Close(); err == nil {
			err = closeErr
		}
	}()
	reader := csv.NewReader(f)
	reader.FieldsPerRecord = -1
	reader.TrimLeadingSpace = true
	column := 0
	mbis = []string{} // an empty list is nobody, not everybody
	for row := 0; ; row++ {
		record, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return mbis, nil
		}
		if err != nil {
			// The parser's own message quotes nothing of the line, but it is kept away all the same.
			return nil, &app.UsageError{Text: fmt.Sprintf("The people list cannot be read near line %d.", row+1)}
		}
		if row == 0 {
			record[0] = strings.TrimPrefix(record[0], "\ufeff")
			if i := slices.IndexFunc(record, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), "mbi") }); i >= 0 {
				column = i
				continue
			}
		}
		if column < len(record) && strings.TrimSpace(record[column]) != "" {
			mbis = append(mbis, strings.TrimSpace(record[column]))
		}
	}
}

type exportDocument struct {
	Path    string          `json:"path"`
	People  int             `json:"people"`
	Unknown int             `json:"unknown_mbis"`
	Sheets  []sheetDocument `json:"sheets"`
}

type sheetDocument struct {
	Name string `json:"name"`
	Rows int64  `json:"rows"`
}

func newExportDocument(r app.ExportResult) *exportDocument {
	d := &exportDocument{Path: r.Path, People: r.People, Unknown: r.Unknown}
	for _, sheet := range r.Sheets {
		d.Sheets = append(d.Sheets, sheetDocument{sheet.Name, sheet.Rows})
	}
	return d
}

func (d *exportDocument) exit() int { return app.ExitDone }

func (d *exportDocument) text(p *printer) {
	var rows int64
	p.line("Saved %s", d.Path)
	for _, sheet := range d.Sheets {
		p.pair(sheet.Name, plural(int(sheet.Rows), "row"))
		rows += sheet.Rows
	}
	p.pair("People", d.People)
	switch {
	case rows == 0 && d.People > 0: // a layout that holds what was written before
		p.line("The folder is up to date: no rows changed since the last export.")
	case rows == 0:
		p.line("Nothing matches what was asked for.")
	}
	if d.Unknown > 0 {
		p.line("%s of the people list: nobody in this data has them.", plural(d.Unknown, "MBI"))
	}
}
