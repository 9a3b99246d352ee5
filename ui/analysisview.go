package ui

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
	"github.com/claimsdesk/claimsdesk/ui/chart"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// chartView is what one chart of Analysis shows: the picture, its table twin, and how both are counted. It is made by pure
// functions of what the store gave.
type chartView struct {
	title   string // of the sheet and of the saved picture
	picture chart.Picture
	columns []viewColumn
	rows    []viewRow
	say     []string          // for each slot of the picture, what is picked in words
	slotRow []int             // for each slot its row; nil where they are the same in reverse
	behind  []claims.BehindOf // for each slot the claims behind it; nil where there are none to show, or where the rows say it
	how     []howLine
	note    string // above the picture
	people  int    // whom the rows name; 0 for sums
	none    string // why there is nothing to show; empty where there is something
	// first are the columns that a narrow window leaves out first, all of them where together is set.
	first    []string
	together bool
}

// viewColumn is a column of the table twin.
type viewColumn struct {
	id, title string
	width     float32
	grow      float32
	kind      claims.Kind
}

func (c viewColumn) right() bool { return c.kind != claims.Text && c.kind != claims.Date }

// viewRow is a row of it.
type viewRow struct {
	cells  []viewCell
	person string           // whom it is about; empty for sums
	behind *claims.BehindOf // the claims behind it; nil where the slot says it
	say    string           // the row in words, for rows that are in no picture
}

// viewCell is a value with its words.
type viewCell struct {
	text  string
	cover string // stands in place of text while names are hidden; empty where text may always be seen
	value claims.Value
	quiet bool
	bold  bool
}

func wordCell(text string) viewCell { return viewCell{text: text, value: claims.TextValue(text)} }
func boldCell(text string) viewCell {
	return viewCell{text: text, value: claims.TextValue(text), bold: true}
}

func countCell(n int) viewCell {
	return viewCell{text: app.CountText(n), value: claims.IntValue(int64(n))}
}

func centsCell(cents int64) viewCell {
	return viewCell{text: moneyWhole(cents), value: claims.Value{Set: true, Int: cents}}
}

// exactCell shows cents too: rates are small.
func exactCell(cents float64) viewCell {
	if math.IsNaN(cents) {
		return noBase()
	}
	whole := int64(math.Round(cents))
	return viewCell{text: moneyText(whole), value: claims.Value{Set: true, Int: whole}}
}

// rateCell is a rate with one decimal.
func rateCell(v float64) viewCell {
	if math.IsNaN(v) {
		return noBase()
	}
	text := strconv.FormatFloat(v, 'f', 1, 64)
	value, err := claims.DecimalValue(text)
	if err != nil {
		return noBase()
	}
	return viewCell{text: thousandsOf(v), value: value}
}

// thousandsOf prints a rate: whole from 100 on, else with one decimal.
func thousandsOf(v float64) string {
	const whole = 100
	if v >= whole {
		return app.CountText(int(math.Round(v)))
	}
	return strconv.FormatFloat(v, 'f', 1, 64)
}

// shareCell is a share in percent; of a base of 1,000 or more with one decimal.
func shareCell(share float64, base int) viewCell {
	if math.IsNaN(share) {
		return noBase()
	}
	value, err := claims.DecimalValue(strconv.FormatFloat(share, 'f', 4, 64))
	if err != nil {
		return noBase()
	}
	return viewCell{text: percentText(share, base), value: value}
}

func percentText(share float64, base int) string {
	const fine = 1000
	if math.IsNaN(share) {
		return analysisNoBase
	}
	if base >= fine {
		return strconv.FormatFloat(share*100, 'f', 1, 64) + " %"
	}
	return strconv.Itoa(int(math.Round(share*100))) + " %"
}

func noBase() viewCell     { return viewCell{text: analysisNoBase, quiet: true} }
func tooFewCell() viewCell { return viewCell{text: analysisFew, quiet: true} }

// tooEarlyCell takes the place of what nobody can say yet.
func tooEarlyCell() viewCell { return viewCell{text: analysisTooEarly, quiet: true} }

// hiddenIf takes the place of a value that too few people are behind.
func hiddenIf(hide bool, c viewCell) viewCell {
	if hide {
		return tooFewCell()
	}
	return c
}

// widgetColumns and widgetRows are the table twin on the screen.
func (v *chartView) widgetColumns() []widgets.Column {
	list := make([]widgets.Column, len(v.columns))
	for i, c := range v.columns {
		list[i] = widgets.Column{ID: c.id, Title: c.title, Width: max(c.width, v.figureWidth(i)), Grow: c.grow}
		if c.right() {
			list[i].Align = fyne.TextAlignTrailing
		}
	}
	return list
}

// figureWidth is the room that the longest figure of a column and its heading need: figures are never cut. Words may be.
func (v *chartView) figureWidth(column int) float32 {
	const digit, bold, around = 8, 8.9, 14
	c := v.columns[column]
	if !c.right() {
		return 0
	}
	longest := 0
	for _, row := range v.rows {
		longest = max(longest, utf8.RuneCountInString(row.cells[column].text))
	}
	return max(digit*float32(longest), bold*float32(utf8.RuneCountInString(c.title))) + around
}

func (v *chartView) widgetRows() [][]widgets.Cell {
	list := make([][]widgets.Cell, len(v.rows))
	for i, row := range v.rows {
		for _, c := range row.cells {
			cell := widgets.Cell{Text: c.text, Cover: c.cover, Bold: c.bold}
			if c.quiet {
				cell.Color = ColorText2
			}
			list[i] = append(list[i], cell)
		}
	}
	return list
}

// text is the table for the clipboard; covered leaves out who people are.
func (v *chartView) text(covered bool) string {
	rows := [][]string{nil}
	for _, c := range v.columns {
		rows[0] = append(rows[0], c.title)
	}
	for _, row := range v.rows {
		var cells []string
		for _, c := range row.cells {
			text := c.text
			if covered && c.cover != "" {
				text = c.cover
			}
			cells = append(cells, text)
		}
		rows = append(rows, cells)
	}
	return chart.Text(rows)
}

// table is the table for a workbook.
func (v *chartView) table(filters string, readMe []app.ReadMeLine) app.ChartTable {
	t := app.ChartTable{Title: v.title, Filters: filters, People: v.people, ReadMe: readMe}
	for _, c := range v.columns {
		t.Columns = append(t.Columns, app.ChartColumn{Label: c.title, Kind: c.kind})
	}
	for _, row := range v.rows {
		var values []claims.Value
		for _, c := range row.cells {
			values = append(values, c.value)
		}
		t.Rows = append(t.Rows, values)
	}
	return t
}

// rowOf is the row of a slot; -1 for none.
func (v *chartView) rowOf(slot int) int {
	switch {
	case slot < 0 || slot >= len(v.picture.Slots):
		return -1
	case v.slotRow != nil:
		return v.slotRow[slot]
	}
	return len(v.picture.Slots) - 1 - slot // the table begins with the newest
}

// behindOf is what stands behind the picked slot, or behind the row where rows say it, with its name.
func (v *chartView) behindOf(slot, row int) (of claims.BehindOf, name string, ok bool) {
	if row >= 0 && row < len(v.rows) && v.rows[row].behind != nil {
		return *v.rows[row].behind, v.rows[row].cells[0].text, true
	}
	if slot < 0 || slot >= len(v.behind) {
		return of, "", false
	}
	of, name = v.behind[slot], v.picture.Slots[slot].Name
	if of.From == of.To {
		name = monthName(of.From)
	}
	return of, name, true
}

// hasBehind says that claims can be shown.
func (v *chartView) hasBehind() bool {
	return v.behind != nil || slices.ContainsFunc(v.rows, func(r viewRow) bool { return r.behind != nil })
}

// slotOf is the slot of a row; -1 for none.
func (v *chartView) slotOf(row int) int {
	for slot := range v.picture.Slots {
		if v.rowOf(slot) == row {
			return slot
		}
	}
	return -1
}

// months are the slots of months; hatched says which are still filling up.
func monthSlots(months []string, hatched func(i int) bool) []chart.Slot {
	slots := make([]chart.Slot, len(months))
	for i, month := range months {
		slots[i] = monthSlot(month, i == 0)
		slots[i].Hatched = hatched(i)
	}
	return slots
}

// footOf says how much of the hatched months is in: about 97 / 84 / 41 % in. It names the last four. typical says that this is not
// measured from claims of one's own.
func footOf(slots []chart.Slot, in func(i int) float64, typical bool) string {
	const most = 4
	text := ""
	for i := max(0, len(slots)-most); i < len(slots); i++ {
		if !slots[i].Hatched {
			continue
		}
		if text != "" {
			text += " / "
		}
		text += strconv.Itoa(measure.Percent(in(i)))
	}
	if text == "" {
		return ""
	}
	if typical {
		return fmt.Sprintf(footTypical, text)
	}
	return fmt.Sprintf(footIn, text)
}

// backwards is the rows of months, newest first.
func backwards(rows []viewRow) []viewRow {
	list := make([]viewRow, len(rows))
	for i, row := range rows {
		list[len(rows)-1-i] = row
	}
	return list
}

// dollars prints an amount of cents on an axis.
func dollars(v float64) string { return moneyShort(int64(math.Round(v))) }

// counts prints a number on an axis.
func counts(v float64) string {
	if v != math.Trunc(v) {
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
	return app.CountText(int(v))
}

// percents prints a share on an axis.
func percents(v float64) string { return strconv.Itoa(int(math.Round(v*100))) + " %" }
