package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// excelDate is a span of service dates by name.
type excelDate struct{ name, words string }

// excelDates are the spans that can be chosen. Words are those of recipes, so that they move with the day.
func excelDates() []excelDate {
	return []excelDate{
		{excelAllDates, ""},
		{dates90, "last 90 days"}, {dates12, "last 12 months"}, {dates12Complete, "last 12 complete months"},
		{datesThisMonth, "this month"}, {datesLastMonth, "last month"}, {datesThisQuarter, "this quarter"}, {datesLastQuarter, "last quarter"},
		{datesThisYear, "this year"}, {datesLastYear, "last year"},
		{excelFromTo, ""},
	}
}

func excelLayouts() []app.Layout {
	return []app.Layout{app.LayoutTuva, app.LayoutInferno, app.LayoutCCLF, app.LayoutLake}
}

func excelHeadings() []claims.HeadingStyle {
	return []claims.HeadingStyle{claims.HeadingPlain, claims.HeadingCCLF, claims.HeadingFHIR, claims.HeadingColumn}
}

// tableLabelled is the name of the table with a label.
func tableLabelled(label string) string {
	for _, t := range claims.Catalogue() {
		if t.Label == label {
			return t.Name
		}
	}
	return ""
}

func (n *excelNew) datesChosen(name string) {
	for _, d := range excelDates() {
		if d.name == name {
			n.choice.dates = d.words
		}
	}
	if name != excelFromTo {
		n.choice.from, n.choice.to = "", ""
		return
	}
	n.daysTyped()
}

// daysTyped takes the days of from and to. What is no day is left to be said when the file is made.
func (n *excelNew) daysTyped() {
	if n.filling || n.dates.Selected != excelFromTo {
		return
	}
	n.choice.from, n.choice.to = isoDay(n.from), isoDay(n.to)
	n.changed()
}

// dayWide is a field for a day, wide enough for the longest one at any text size.
func dayWide(d *dayField) fyne.CanvasObject {
	const wide = 176
	return container.New(scaledWidth{wide}, d.box)
}

// scaledWidth lays out one object as wide as told at a text size of 100 %, and wider where text is larger.
type scaledWidth struct{ width float32 }

// Layout implements fyne.Layout.
func (s scaledWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	fixedWidth{}.Layout(objects, size)
}

// MinSize implements fyne.Layout.
func (s scaledWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(s.width*textScaleNow(), fixedWidth{}.MinSize(objects).Height)
}

// isoDay is the day in a field as YYYY-MM-DD; empty for what is none.
func isoDay(d *dayField) string {
	day, ok := d.day()
	if !ok {
		return ""
	}
	return day.Format("2006-01-02")
}

// odd says what in the fields cannot be used; empty for nothing.
func (n *excelNew) odd() string {
	for _, d := range []*dayField{n.from, n.to} {
		if _, ok := d.day(); n.dates.Selected == excelFromTo && !ok && strings.TrimSpace(d.entry.Text) != "" {
			return excelDateOdd
		}
	}
	switch {
	case n.choice.what == excelWorkbook && len(n.choice.sheets) == 0:
		return excelNoSheet
	case n.choice.who == excelMyList && n.choice.list == "":
		return excelNoLists + "."
	}
	return ""
}

func (n *excelNew) whoChosen(place int) {
	n.choice.who = excelWho(place)
	if n.choice.who == excelMyList && n.choice.list == "" && len(n.lists) > 0 {
		n.choice.list = n.lists[0].Name
		n.fill()
	}
}

func (n *excelNew) sheetsTicked() {
	if n.filling {
		return
	}
	n.choice.sheets = nil
	for i, sheet := range app.WorkbookSheets() {
		if n.sheets[i].Checked {
			n.choice.sheets = append(n.choice.sheets, sheet.Name)
		}
	}
	n.changed()
}

func (n *excelNew) headingChosen(text string) {
	if i := slices.Index(n.headings.Options, text); i >= 0 {
		n.choice.headings = excelHeadings()[i]
	}
}

// fill shows the choice in the fields.
func (n *excelNew) fill() {
	n.filling = true
	defer func() { n.filling = false }()
	c := n.choice
	n.what.Choose(int(c.what))
	n.who.Choose(int(c.who))
	n.list.SetSelected(c.list)
	n.fillDates()
	for i, sheet := range app.WorkbookSheets() {
		n.sheets[i].SetChecked(slices.Contains(c.sheets, sheet.Name))
	}
	n.table.Options = nil
	for _, t := range claims.Catalogue() {
		if !c.raw() || hasResources(t.Name) {
			n.table.Options = append(n.table.Options, t.Label)
		}
	}
	if t, ok := claims.TableNamed(c.table); ok {
		n.table.SetSelected(t.Label)
	}
	n.format.Choose(formatPlace(c))
	n.layout.Choose(slices.Index(excelLayouts(), c.layout))
	n.headings.SetSelected(n.headings.Options[max(0, slices.Index(excelHeadings(), c.headings))])
	n.privacy.Choose(slices.Index(claims.PrivacyLevels(), c.privacy))
	n.providers.SetChecked(c.providers)
	n.summary.SetChecked(c.summary)
	if n.purpose.Text != c.purpose {
		n.purpose.SetText(c.purpose)
	}
}

func (n *excelNew) fillDates() {
	c := n.choice
	name := excelAllDates
	for _, d := range excelDates() {
		if c.dates != "" && d.words == c.dates {
			name = d.name
		}
	}
	if c.dates == "" && (c.from != "" || c.to != "") {
		name = excelFromTo
	}
	for field, day := range map[*dayField]string{n.from: c.from, n.to: c.to} {
		if isoDay(field) != day {
			field.entry.SetText(dateText(day))
		}
	}
	if n.dates.Selected != excelFromTo || name != excelAllDates {
		n.dates.SetSelected(name)
	}
}

func formatPlace(c excelChoice) int {
	switch {
	case c.format == app.RecipeXLSX:
		return 2
	case c.format == app.RecipeParquet:
		return 3
	case c.format == app.RecipeNDJSON:
		return 4
	case c.bom:
		return 0
	default:
		return 1
	}
}

// arrange shows the rows that the choice needs, and says in words what stands behind the buttons.
func (n *excelNew) arrange() {
	c := n.choice
	book, table, files, raw := c.what == excelWorkbook, c.what == excelTable, c.what == excelLayout, c.raw()
	for name, shown := range map[string]bool{
		excelRowLayout: files, excelRowSheets: book, excelRowTable: table, excelRowFormat: table, excelRowColumns: !files && !raw,
		excelRowHeadings: !files && !raw && (book || c.format != app.RecipeParquet),
	} {
		setShown(n.rows[name], shown)
	}
	setShown(n.listBox, c.who == excelMyList)
	setShown(n.fromTo, n.dates.Selected == excelFromTo)
	setShown(n.privacy, !files && !raw)
	setShown(n.removed, !files && !raw)
	setShown(n.providers, !files && !raw && c.privacy == claims.PrivacyDeidentified)
	n.level.SetText(wordsOfLevel(c.privacy).what)
	switch {
	case files:
		n.level.SetText(excelLayoutNote)
	case raw:
		n.level.SetText(excelRawNote)
	}
	n.whichText.SetText(claimsText(c))
	n.colText.SetText(n.columnsText())
	setShown(n.save, !files)
	n.make.SetText(map[excelWhat]string{excelWorkbook: excelMakeBook, excelTable: excelMakeFile, excelLayout: excelMakeFiles}[c.what])
	n.form.Refresh()
	n.foot.Refresh()
}

// claimsText says which claims a choice is about.
func claimsText(c excelChoice) string {
	if len(c.types)+len(c.include) == 0 {
		return excelClaimsAll
	}
	text := excelClaimsAll
	if len(c.types) > 0 {
		names := make([]string, len(c.types))
		for i, t := range c.types {
			names[i] = claimTypeName(t)
		}
		text = fmt.Sprintf(excelClaimsTypes, strings.Join(names, ", "))
	}
	if len(c.include) > 0 {
		extra := make([]string, len(c.include))
		for i, kind := range c.include {
			extra[i] = includeWord(kind)
		}
		text += ", " + fmt.Sprintf(excelClaimsWith, strings.Join(extra, ", "))
	}
	return text
}

// columnsText says of which tables columns were chosen.
func (n *excelNew) columnsText() string {
	var parts []string
	for _, sheet := range n.choice.sheetsAsked() {
		if cols := n.choice.columns[sheet.Title()]; len(cols) > 0 {
			if t, ok := claims.TableNamed(sheet.Table); ok {
				parts = append(parts, fmt.Sprintf(excelSomeColumns, sheet.Title(), app.CountText(len(cols)), app.CountText(len(t.Columns))))
			}
		}
	}
	if len(parts) == 0 {
		return excelAllColumns
	}
	return strings.Join(parts, " · ")
}
