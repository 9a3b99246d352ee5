package exporter

import (
	"fmt"
	"strconv"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/claims"
)

// SheetSummary is the sheet with charts, where a workbook has one.
const SheetSummary = "Summary"

// writeSummary adds up the claims of the workbook by type and by month, and by both in a table that pivots read. Its charts are
// Excel's own, over those tables.
func writeSummary(book *excelize.File, st styles, ts tallies) error {
	kinds, periods, paid := ts.shows()
	if !kinds && !periods {
		return nil
	}
	if _, err := book.NewSheet(SheetSummary); err != nil {
		return fmt.Errorf("add sheet %s: %w", SheetSummary, err)
	}
	s := &summary{book: book, styles: st, years: ts.years(), paid: paid, column: 1}
	s.do(wideWays(book, SheetSummary))
	s.note("A1", st.title, "Claims of this workbook, added up")
	s.note("A2", 0, "By the day a claim ends. The newest months are not complete: claims arrive weeks after the visit.")
	if kinds {
		s.table("ByType", true, false, ts.by(func(k tallyKey) tallyKey { return tallyKey{kind: k.kind} }))
	}
	if periods {
		s.table("ByMonth", false, true, ts.by(func(k tallyKey) tallyKey { return tallyKey{period: k.period} }))
	}
	if kinds && periods {
		s.table("ForPivots", true, true, ts.by(func(k tallyKey) tallyKey { return k }))
	}
	s.charts()
	if s.err != nil {
		return fmt.Errorf("write sheet %s: %w", SheetSummary, s.err)
	}
	return nil
}

// summary writes the sheet; the first error ends it.
type summary struct {
	book   *excelize.File
	styles styles
	years  bool
	paid   bool
	column int // where the next table begins, 1-based
	drawn  []summaryTable
	err    error
}

// summaryTable is where a table of one key stands, for its chart.
type summaryTable struct {
	title       string
	first, last int // rows
	key, value  int // columns
}

// Where things stand: charts side by side over the tables.
const (
	chartRow    = 4
	summaryHead = 23 // row of the tables' headings
	chartWide   = 520
	chartHigh   = 340
)

// Colours of the charts.
const (
	barColor  = "0B5CAD"
	textColor = "4A5665"
)

func (s *summary) do(err error) {
	if s.err == nil {
		s.err = err
	}
}

func (s *summary) at(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	s.do(err)
	return name
}

// note writes text.
func (s *summary) note(cell string, style int, text string) {
	s.do(s.book.SetCellStr(SheetSummary, cell, text))
	s.do(s.book.SetCellStyle(SheetSummary, cell, cell, style))
}

// table writes lines as a table of Excel with a name, and leaves a column free behind it.
func (s *summary) table(name string, kinds, periods bool, lines []tallyLine) {
	var heads []string
	if periods {
		heads = append(heads, map[bool]string{false: "Month", true: "Year"}[s.years])
	}
	if kinds {
		heads = append(heads, claims.TableOf(claims.Claims).Columns[claims.ColClaimsClaimType].Label)
	}
	heads = append(heads, "Claims")
	if s.paid {
		heads = append(heads, "Paid by Medicare")
	}
	for i, head := range heads {
		s.do(s.book.SetCellStr(SheetSummary, s.at(s.column+i, summaryHead), head))
		letters := columnLetters(s.column + i - 1)
		s.do(s.book.SetColWidth(SheetSummary, letters, letters, map[bool]float64{true: 18, false: 14}[head == "Paid by Medicare"]))
	}
	for i, line := range lines {
		s.line(summaryHead+1+i, kinds, periods, line)
	}
	last := summaryHead + max(1, len(lines)) // a table of Excel has one line at least
	stripes := true
	s.do(s.book.AddTable(SheetSummary, &excelize.Table{
		Range: s.at(s.column, summaryHead) + ":" + s.at(s.column+len(heads)-1, last), Name: name, StyleName: "TableStyleLight9", ShowRowStripes: &stripes,
	}))
	if kinds != periods && len(lines) > 0 {
		title := map[bool]string{true: "Paid by Medicare", false: "Claims"}[s.paid]
		s.drawn = append(s.drawn, summaryTable{title: title + " by " + map[bool]string{true: "claim type", false: map[bool]string{false: "month", true: "year"}[s.years]}[kinds],
			first: summaryHead + 1, last: last, key: s.column, value: s.column + len(heads) - 1})
	}
	s.column += len(heads) + 1
}

func (s *summary) line(row int, kinds, periods bool, line tallyLine) {
	column := s.column
	if periods {
		s.period(s.at(column, row), line.period)
		column++
	}
	if kinds {
		s.do(s.book.SetCellStr(SheetSummary, s.at(column, row), line.kind))
		column++
	}
	s.number(s.at(column, row), s.styles.counted, float64(line.claims))
	if s.paid {
		const cents = 100
		s.number(s.at(column+1, row), s.styles.money, float64(line.cents)/cents)
	}
}

// period writes a month as the first of its days, and a year as a number; nothing where the claims have no day.
func (s *summary) period(cell, period string) {
	if month, err := time.Parse("2006-01", period); err == nil && !s.years {
		if serial, ok := excelDate(month.Format(time.DateOnly)); ok {
			s.number(cell, s.styles.month, float64(serial))
			return
		}
	}
	if year, err := strconv.Atoi(period); err == nil && s.years {
		s.number(cell, s.styles.number, float64(year))
		return
	}
	s.do(s.book.SetCellStr(SheetSummary, cell, period))
}

func (s *summary) number(cell string, style int, value float64) {
	s.do(s.book.SetCellFloat(SheetSummary, cell, value, -1, 64))
	s.do(s.book.SetCellStyle(SheetSummary, cell, cell, style))
}

// charts draws a column for each line of the tables of one key, above all tables.
func (s *summary) charts() {
	places := []string{"A", "F"} // the first is as wide as five columns of the tables at most
	for i, t := range s.drawn {
		ref := func(column int) string {
			letters := columnLetters(column - 1)
			return fmt.Sprintf("%s!$%s$%d:$%s$%d", SheetSummary, letters, t.first, letters, t.last)
		}
		oneColor, font := false, excelize.Font{Size: 9, Color: textColor}
		s.do(s.book.AddChart(SheetSummary, places[i]+strconv.Itoa(chartRow), &excelize.Chart{
			Type: excelize.Col,
			Series: []excelize.ChartSeries{{
				Name: t.title, Categories: ref(t.key), Values: ref(t.value), Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{barColor}},
			}},
			Title:      excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: t.title, Font: &excelize.Font{Bold: true, Size: 12, Color: textColor}}}},
			Legend:     excelize.ChartLegend{Position: "none"},
			VaryColors: &oneColor,
			XAxis:      excelize.ChartAxis{Font: font, NumFmt: excelize.ChartNumFmt{SourceLinked: true}},
			YAxis:      excelize.ChartAxis{Font: font, MajorGridLines: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: "#,##0"}},
			Dimension:  excelize.ChartDimension{Width: chartWide, Height: chartHigh},
		}))
	}
}
