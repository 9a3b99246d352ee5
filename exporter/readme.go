package exporter

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Names of the two sheets that explain the others.
const (
	SheetReadMe     = "Read me"
	SheetDictionary = "Dictionary"
)

// writeReadMe says on which day, from what and with which filters the workbook was made, how many rows each sheet has and what
// Medicare paid for the claims on it.
func writeReadMe(book *excelize.File, st styles, sheets []Sheet, written []writtenSheet, opts BookOptions) error {
	rows := [][]any{
		{excelize.Cell{StyleID: st.title, Value: "About this workbook"}},
		{},
		{"Made", opts.Made.Format("Jan 2, 2006")},
		{"Made by", "ClaimsDesk " + opts.Version},
	}
	for _, f := range opts.Facts {
		rows = append(rows, []any{f.Name, f.Text})
	}
	if cut := cutCells(written); cut > 0 {
		rows = append(rows, []any{"Cut", fmt.Sprintf(
			"Cells with text that is longer than a cell can hold (32,767 letters): %d. A CSV file has the whole text.", cut)})
	}
	heads := []any{}
	for _, head := range []string{"Sheet", "Rows", "Paid by Medicare"} {
		heads = append(heads, excelize.Cell{StyleID: st.header, Value: head})
	}
	rows = append(rows, []any{}, heads)
	for i, s := range sheets {
		row := []any{s.Name, excelize.Cell{StyleID: st.count, Value: written[i].rows}}
		if t := written[i].tally; t != nil && t.paid >= 0 {
			row = append(row, excelize.Cell{StyleID: st.money, Value: float64(t.cents) / 100}) // cents
		}
		rows = append(rows, row)
	}
	rows = append(rows, []any{}, []any{"Good to know", "Claims arrive weeks after the visit: the newest months are not complete. " +
		"Ids and codes are text, so leading zeros stay. An empty cell means that CMS did not send the value. " +
		"Hospital and nursing claims are paid in the claim total: do not add up their lines."})
	return writeStatic(book, st, SheetReadMe, []float64{24, 90, 20}, rows)
}

func cutCells(written []writtenSheet) (n int64) {
	for _, sheet := range written {
		n += sheet.cut
	}
	return n
}

// writeDictionary lists every column of every data sheet once, out of the catalogue.
func writeDictionary(book *excelize.File, st styles, sheets []Sheet) error {
	header := []any{}
	for _, h := range []string{"Sheet", "Column", "Heading", "Kind", "Meaning", "CCLF name", "Where in version 3", "Where in version 2", "Identifies a person"} {
		header = append(header, excelize.Cell{StyleID: st.header, Value: h})
	}
	rows := [][]any{header}
	for _, id := range dictionaryTables(sheets) {
		names := sheetNames(sheets, id)
		for _, c := range claims.TableOf(id).Columns {
			rows = append(rows, []any{names, c.Name, c.Label, c.Kind.String(), c.Meaning, c.CCLF, c.V3, c.V2, c.Privacy.String()})
		}
	}
	return writeStatic(book, st, SheetDictionary, []float64{20, 26, 26, 10, 60, 24, 50, 50, 18}, rows)
}

func dictionaryTables(sheets []Sheet) []claims.TableID {
	var ids []claims.TableID
	for _, s := range sheets {
		if !slices.Contains(ids, s.Table) {
			ids = append(ids, s.Table)
		}
	}
	return ids
}

// sheetNames joins the sheets that share a table: claims stand on Claims and on Pharmacy.
func sheetNames(sheets []Sheet, id claims.TableID) string {
	names := ""
	for _, s := range sheets {
		if s.Table != id {
			continue
		}
		if names != "" {
			names += ", "
		}
		names += s.Name
	}
	return names
}

// writeStatic writes a small sheet of explanations, its first row kept in view, its text wrapped.
func writeStatic(book *excelize.File, st styles, name string, widths []float64, rows [][]any) error {
	if _, err := book.NewSheet(name); err != nil {
		return fmt.Errorf("add sheet %s: %w", name, err)
	}
	if err := wideWays(book, name); err != nil {
		return fmt.Errorf("set up pages of %s: %w", name, err)
	}
	stream, err := book.NewStreamWriter(name)
	if err != nil {
		return fmt.Errorf("open sheet %s: %w", name, err)
	}
	for i, width := range widths {
		if err := stream.SetColWidth(i+1, i+1, width); err != nil {
			return fmt.Errorf("set width in %s: %w", name, err)
		}
	}
	if err := stream.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return fmt.Errorf("freeze header of %s: %w", name, err)
	}
	for i, row := range rows {
		for j, value := range row {
			if text, ok := value.(string); ok {
				row[j] = excelize.Cell{StyleID: st.wrapped, Value: text}
			}
		}
		if err := stream.SetRow("A"+strconv.Itoa(i+1), row, excelize.RowOpts{Height: rowHeight(row, widths)}); err != nil {
			return fmt.Errorf("write sheet %s: %w", name, err)
		}
	}
	if err := stream.Flush(); err != nil {
		return fmt.Errorf("finish sheet %s: %w", name, err)
	}
	return nil
}

// rowHeight is high enough for the longest text of a row, which is wrapped; 0 for one line, whose height programs know.
func rowHeight(row []any, widths []float64) float64 {
	const line, roomy = 15, 1.1 // points; words do not fill a line to its end
	lines := 1.0
	for i, value := range row {
		if cell, ok := value.(excelize.Cell); ok && i < len(widths) {
			if text, ok := cell.Value.(string); ok {
				lines = max(lines, math.Ceil(float64(utf8.RuneCountInString(text))*roomy/widths[i]))
			}
		}
	}
	if lines == 1 {
		return 0
	}
	return lines * line
}

// wideWays sets up the pages of a sheet: on their side, all columns on one page.
func wideWays(book *excelize.File, name string) error {
	yes, landscape, wide, high := true, "landscape", 1, 0
	if err := book.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	return book.SetPageLayout(name, &excelize.PageLayoutOptions{Orientation: &landscape, FitToWidth: &wide, FitToHeight: &high})
}
