package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// excelNew makes a new export: what, whom, when, how private, where to (docs/reference/screens.md 5.8).
type excelNew struct {
	s     surroundings
	doors excelDoors
	ctx   context.Context // of the present showing
	// kept is told of a recipe that was saved, by ID; saved of a file that was written.
	kept  func(id string)
	saved func()
	// listed is told that the people lists changed.
	listed func()
	// edited is the recipe that is being changed; nil for a new export.
	edited *app.Recipe

	choice  excelChoice
	last    *loader // reads and keeps what was exported last
	begun   bool    // it was read
	filling bool    // fields are being set, which changes nothing
	lists   []claims.PeopleList
	ticked  []claims.Person // on People, as far as the page shows them

	editing   *signed
	stopEdit  *keyButton
	editBox   *fyne.Container
	what      *widgets.Choice
	who       *widgets.Choice
	list      *widgets.Select
	dates     *widgets.Select
	from, to  *dayField
	fromTo    fyne.CanvasObject
	which     *keyButton
	whichText *widget.Label
	sheets    []*keyCheck
	table     *widgets.Select
	format    *widgets.Choice
	layout    *widgets.Choice
	columns   *keyButton
	colText   *widget.Label
	headings  *widgets.Select
	privacy   *widgets.Choice
	level     *widget.Label
	removed   *keyButton
	providers *keyCheck
	summary   *keyCheck
	purpose   *entry
	rows      map[string]fyne.CanvasObject
	listBox   fyne.CanvasObject
	ahead     *exportAhead
	save      *keyButton
	make      *keyButton
	form      *fyne.Container
	foot      *fyne.Container
	box       fyne.CanvasObject
}

func newExcelNew(s surroundings, doors excelDoors, kept func(id string), saved func()) *excelNew {
	n := &excelNew{s: s, doors: doors, kept: kept, saved: saved, listed: func() {}, choice: newExcelChoice(), rows: map[string]fyne.CanvasObject{}}
	n.ahead = newExportAhead(s, doors.set, n.counted)
	n.last = newLoader(s.nav.runBackground, s.after, nil)
	n.makeFields()
	n.makeButtons()
	n.lay()
	n.fill()
	n.arrange()
	return n
}

func (n *excelNew) makeFields() {
	n.editing = newSigned()
	n.stopEdit = newKeyButton(recipeStopEditing, func() { n.stopEditing() }, nil)
	stop := container.NewCenter(n.stopEdit)
	n.editBox = container.New(layout.NewBorderLayout(nil, nil, nil, stop), n.editing.box, stop)
	n.editBox.Hide()
	n.what = widgets.NewChoice(true, excelWhatWorkbook, excelWhatTable, excelWhatLayout)
	n.who = widgets.NewChoice(true, n.whoNames()...)
	n.who.Wrap = true
	n.list = widgets.NewSelect(nil, n.chosen(func(text string) { n.choice.list = text }))
	n.list.PlaceHolder = excelNoLists
	names := make([]string, len(excelDates()))
	for i, d := range excelDates() {
		names[i] = d.name
	}
	n.dates = widgets.NewSelect(names, n.chosen(n.datesChosen))
	n.from, n.to = newDayField(excelDatesHint, n.s.now), newDayField(excelDatesHint, n.s.now)
	n.whichText, n.colText, n.level = widget.NewLabel(""), widget.NewLabel(""), caption("")
	n.which = newKeyButton(excelChoose, func() { n.askClaims() }, nil)
	n.columns = newKeyButton(excelChoose, func() { n.askColumns() }, nil)
	for _, sheet := range app.WorkbookSheets() {
		n.sheets = append(n.sheets, newKeyCheck(sheet.Name, func(bool) { n.sheetsTicked() }, n.passOn))
	}
	n.summary = newKeyCheck(excelSummary, func(on bool) { n.choice.summary = on; n.changed() }, n.passOn)
	n.purpose = newEntry(excelPurposeHint)
	n.purpose.OnChanged = func(text string) { n.choice.purpose = strings.TrimSpace(text) }
	n.purpose.onEscape = func() { n.s.focus(n.what) }
	n.table = widgets.NewSelect(nil, n.chosen(func(label string) { n.choice.table = tableLabelled(label) }))
	n.format = widgets.NewChoice(true, excelFormatCSV, excelFormatPlain, excelFormatXLSX, excelFormatParquet, excelFormatRaw)
	n.format.Wrap = true
	n.layout = widgets.NewChoice(false, excelLayoutTuva, excelLayoutInferno, excelLayoutCCLF, excelLayoutLake)
	n.headings = widgets.NewSelect([]string{excelHeadingPlain, excelHeadingCCLF, excelHeadingFHIR, excelHeadingColumn}, n.chosen(n.headingChosen))
	n.privacy = widgets.NewChoice(true, excelFull, excelLimited, excelDeidentified)
	n.level.Wrapping = fyne.TextWrapWord
	n.removed = newKeyButton(excelRemovedAsk, n.tellRemoved, nil)
	n.removed.Importance = widget.LowImportance
	n.providers = newKeyCheck(excelProviders, func(on bool) { n.choice.providers = on; n.changed() }, n.passOn)
	n.listen()
}

// listen takes what is chosen in the fields that have a place instead of words.
func (n *excelNew) listen() {
	take := func(set func(int)) func(int) {
		return func(place int) {
			set(place)
			n.changed()
		}
	}
	n.what.OnChosen = take(func(i int) { n.choice.what = excelWhat(i) })
	n.who.OnChosen = take(n.whoChosen)
	n.format.OnChosen = take(func(i int) {
		n.choice.bom = i == 0
		n.choice.format = []app.RecipeFormat{app.RecipeCSV, app.RecipeCSV, app.RecipeXLSX, app.RecipeParquet, app.RecipeNDJSON}[i]
		if n.choice.raw() && !hasResources(n.choice.table) {
			n.choice.table = claims.TableOf(claims.Claims).Name
		}
		n.fill()
	})
	n.layout.OnChosen = take(func(i int) { n.choice.layout = excelLayouts()[i] })
	n.privacy.OnChosen = take(func(i int) { n.choice.privacy = claims.PrivacyLevels()[i] })
	for _, day := range []*dayField{n.from, n.to} {
		day.entry.OnChanged = func(string) { n.daysTyped() }
	}
}

func (n *excelNew) makeButtons() {
	n.save = newKeyButton(excelSaveRecipe, n.saveIt, nil)
	n.make = newMainButton(excelMakeBook, n.makeIt, nil)
	n.make.Icon = symbolOf(assets.Excel)
}

// chosen is what a list of words calls; nothing while fields are set.
func (n *excelNew) chosen(set func(string)) func(string) {
	return func(text string) {
		if !n.filling {
			set(text)
			n.changed()
		}
	}
}

// passOn gives keys that a box has no use for to the window.
func (n *excelNew) passOn(key *fyne.KeyEvent) { passKey(n.what, key) }

func (n *excelNew) lay() {
	row := func(name string, field fyne.CanvasObject) fyne.CanvasObject {
		n.rows[name] = formRow(name, field)
		return n.rows[name]
	}
	n.listBox = container.NewHBox(atWidth(240, widgets.NewOutline(n.list)))
	n.fromTo = beside(dayWide(n.from), widget.NewLabel(excelDateUntil), dayWide(n.to))
	dropdown := func(s *widgets.Select, width float32) fyne.CanvasObject {
		return container.NewHBox(atWidth(width, widgets.NewOutline(s)))
	}
	boxes := make([]fyne.CanvasObject, len(n.sheets))
	for i, box := range n.sheets {
		boxes[i] = box
	}
	note := caption(excelSheetsNote)
	note.Wrapping = fyne.TextWrapWord
	sheets := stacked(container.New(layout.NewRowWrapLayout(), append(boxes, n.summary)...), note)
	purposeNote := caption(excelPurposeNote)
	purposeNote.Wrapping = fyne.TextWrapWord
	n.form = stacked(n.editBox,
		row(excelRowWhat, n.what), row(excelRowLayout, n.layout),
		row(excelRowWho, stacked(n.who, n.listBox)),
		row(excelRowWhen, container.New(layout.NewRowWrapLayout(), atWidth(240, widgets.NewOutline(n.dates)), n.fromTo)),
		row(excelRowClaims, beside(n.which, n.whichText)),
		row(excelRowSheets, sheets), row(excelRowTable, dropdown(n.table, 240)), row(excelRowFormat, n.format),
		row(excelRowColumns, beside(n.columns, n.colText)), row(excelRowHeadings, dropdown(n.headings, 240)),
		row(excelRowPrivacy, stacked(container.New(layout.NewRowWrapLayout(), n.privacy, n.removed), n.level, n.providers)),
		row(excelRowPurpose, stacked(container.NewHBox(atWidth(320, n.purpose)), purposeNote)))
	n.ahead.acts.Add(n.save)
	n.ahead.acts.Add(n.make)
	n.foot = inset(gapSmall, 0, 0, 0, widgets.NewSurface(ColorSurface, gapSmall, inset(0, 0, gapSmall, gapSmall, n.ahead.content)))
	scroll := container.NewVScroll(inset(gapSmall, gapSmall, 0, gapSmall, n.form))
	n.box = container.New(layout.NewBorderLayout(nil, n.foot, nil, nil), scroll, n.foot)
}

// changed follows another choice: rows come and go, and what will be made is counted again.
func (n *excelNew) changed() {
	if n.filling {
		return
	}
	n.arrange()
	n.count()
}

func (n *excelNew) content() fyne.CanvasObject { return n.box }

func (n *excelNew) show(ctx context.Context) {
	n.ctx = ctx
	n.takeTicks()
	n.count()
	n.begin()
}

func (n *excelNew) focus() { n.s.focus(n.what) }

// setLists takes the people lists, which another part of the page reads. What is chosen stays, also a list that is gone: what
// is counted then says so.
func (n *excelNew) setLists(lists []claims.PeopleList) {
	n.lists = lists
	n.list.Options = make([]string, len(lists))
	for i, l := range lists {
		n.list.Options[i] = l.Name
	}
	if n.choice.who == excelMyList && n.choice.list == "" && len(lists) > 0 {
		n.choice.list = lists[0].Name
	}
	n.fill()
	n.arrange()
}
