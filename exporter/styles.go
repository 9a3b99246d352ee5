package exporter

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// styles are the cell styles of a workbook, by what the cell holds.
type styles struct {
	// count stands on the left, beside words; counted on the right, as numbers do
	header, text, date, month, money, number, count, counted, decimal, title, wrapped int
}

// Number formats that Excel has built in.
const (
	formatWhole = 1  // 0
	formatText  = 49 // @
)

func newStyles(book *excelize.File) (styles, error) {
	var s styles
	isoDate, isoMonth, dollars, counts := "yyyy-mm-dd", "yyyy-mm", `#,##0.00;-#,##0.00`, "#,##0"
	specs := []struct {
		id    *int
		style excelize.Style
	}{
		{&s.header, excelize.Style{
			Font:      &excelize.Font{Bold: true},
			Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E6EBF1"}},
			Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"},
		}},
		{&s.text, excelize.Style{NumFmt: formatText}},
		{&s.date, excelize.Style{CustomNumFmt: &isoDate}},
		{&s.month, excelize.Style{CustomNumFmt: &isoMonth}},
		{&s.money, excelize.Style{CustomNumFmt: &dollars}},
		{&s.number, excelize.Style{NumFmt: formatWhole}},
		{&s.count, excelize.Style{CustomNumFmt: &counts, Alignment: &excelize.Alignment{Horizontal: "left"}}},
		{&s.counted, excelize.Style{CustomNumFmt: &counts}},
		{&s.decimal, excelize.Style{}},
		{&s.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}}},
		{&s.wrapped, excelize.Style{Alignment: &excelize.Alignment{WrapText: true, Vertical: "top"}}},
	}
	for _, spec := range specs {
		id, err := book.NewStyle(&spec.style)
		if err != nil {
			return styles{}, fmt.Errorf("make cell style: %w", err)
		}
		*spec.id = id
	}
	return s, nil
}
