package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

const (
	// PageSize is how many rows RowTable asks for at a time.
	PageSize = 200
	// MaxRows is how many rows a table shows; beyond, rows no longer sit on whole pixels
	// (docs/reference/screens.md 2, fact 4).
	MaxRows = 50_000
	// keptPages bounds the memory of a long list: rows far from those in view are asked for again.
	keptPages = 24
)

// Column is one column of a RowTable.
type Column struct {
	ID       string
	Title    string
	Width    float32 // least width at a text size of 100 %
	Grow     float32 // share of the room that is left over; 0 for none
	Align    fyne.TextAlign
	Sortable bool
	// Optional leaves the column out until it is chosen with ShowColumns.
	Optional bool
	// Order is what its two orders are called, up and down; empty for "low to high" and "high to low".
	Order [2]string
}

// Cell is what one cell shows: text, or chips, or both.
type Cell struct {
	Text  string
	Cover string              // stands in place of Text while the table is covered; empty where Text may always be seen
	Color fyne.ThemeColorName // empty for the usual text colour
	Bold  bool
	Mono  bool
	Chips []ChipSpec
}

// RowTable is the one table of the screens: rows read as they come into view, a row as the unit of selection, and keys.
//
// It draws its own rows instead of wrapping widget.Table: that one selects, marks and hovers single cells, cannot say
// how far it is scrolled, and leaves gaps in a row's background (docs/reference/screens.md 2, facts 1 to 3 and 5). Here a
// row is one object, only rows in view exist, and columns share the room that is left over.
//
// Callbacks are called on Fyne's goroutine and may be nil.
type RowTable struct {
	widget.BaseWidget

	// Fetch asks for a page of rows, numbered from 0, that came into view. The answer is SetPage, at once or later.
	Fetch func(page int)
	// OnSelect says that another row became the current one.
	OnSelect func(row int)
	// OnTapped says that a row was clicked, whether or not it was the current one before.
	OnTapped func(row int)
	// OnOpen says that a row is to be opened: Enter or a double click.
	OnOpen func(row int)
	// OnSort asks for another order; an empty column stands for the usual one. The answer is SetSort with new rows.
	OnSort func(column string, desc bool)
	// OnKey sees a key before the table does; true says that it was meant for the page.
	OnKey func(key *fyne.KeyEvent) bool
	// OnResized says that a column was given another width by dragging.
	OnResized func()
	// Menu lists what a right click on a row, the menu key or Shift+F10 offers.
	Menu func(row int) []*fyne.MenuItem
	// HeaderMenu lists what a right click on a title offers.
	HeaderMenu func() []*fyne.MenuItem
	// Ticked says whether a row is ticked. Where it is set, rows begin with a box to tick; what is ticked belongs to the page,
	// since rows change their places.
	Ticked func(row int) bool
	// OnTick asks to tick rows, or to take their ticks away; rows that are not read yet are not among them. The answer is
	// Refresh.
	OnTick func(rows []int, ticked bool)
	// Copy puts text on the clipboard.
	Copy func(text string)
	// Covered says whether cells show their Cover, and so are copied; nil for never. Refresh follows a change.
	Covered func() bool
	// Ground is the colour of what the table lies on; empty for the background.
	Ground fyne.ThemeColorName
	// Now is the clock that tells a double click from two clicks; nil for time.Now.
	Now func() time.Time

	columns []Column
	widths  map[string]float32 // set by dragging, by column id, at a text size of 100 %
	hidden  map[string]bool    // columns that are not shown for now, by id
	picked  map[string]bool    // columns that were chosen, by id; nil for those that are not optional
	total   int
	pages   map[int][][]Cell
	asked   map[int]bool

	current, anchor int // current row and the other end of the selection; -1 for none
	focused         bool
	shiftHeld
	clicked    bool // the keyboard comes with a click
	lastTap    time.Time
	lastTapped int
	sortColumn string
	sortDesc   bool

	header *tableHeader
	body   *tableBody
	scroll *container.Scroll
}

var (
	_ fyne.Widget       = (*RowTable)(nil)
	_ fyne.Focusable    = (*RowTable)(nil)
	_ fyne.Shortcutable = (*RowTable)(nil)
	_ desktop.Keyable   = (*RowTable)(nil)
)

// NewRowTable returns an empty table.
func NewRowTable(columns []Column) *RowTable {
	t := &RowTable{columns: columns, widths: map[string]float32{}, current: -1, anchor: -1, lastTapped: -1}
	t.forget()
	t.ExtendBaseWidget(t)
	t.body = newTableBody(t)
	t.scroll = container.NewScroll(t.body)
	t.scroll.OnScrolled = func(fyne.Position) { t.scrolled() }
	t.header = newTableHeader(t)
	return t
}

// words are the text of a cell as it may be seen now.
func (t *RowTable) words(c Cell) string {
	if c.Cover != "" && t.Covered != nil && t.Covered() {
		return c.Cover
	}
	return c.Text
}

func (t *RowTable) forget() {
	t.pages, t.asked = map[int][][]Cell{}, map[int]bool{}
}

// Reset replaces all rows: there are total of them, with the first ones given. The selection and the place are kept
// when keep is set, as far as there still are rows; else the table starts at its top.
func (t *RowTable) Reset(total int, first [][]Cell, keep bool) {
	t.forget()
	t.total = min(total, MaxRows)
	if len(first) > 0 {
		t.pages[0] = first
	}
	if !keep {
		t.current, t.anchor = -1, -1
		t.scroll.Offset = fyne.Position{}
	}
	t.current, t.anchor = min(t.current, t.total-1), min(t.anchor, t.total-1)
	t.scroll.Offset.Y = max(0, min(t.scroll.Offset.Y, t.body.MinSize().Height-t.scroll.Size().Height))
	if t.focused && t.current < 0 && t.total > 0 {
		t.moveTo(0, false) // the rows came after the keyboard
	}
	t.Refresh()
}

// SetPage gives the rows of a page that Fetch asked for.
func (t *RowTable) SetPage(page int, rows [][]Cell) {
	delete(t.asked, page)
	t.pages[page] = rows
	t.dropFarPages(page)
	t.body.Refresh()
}

// GiveUp says that pages asked for will not come: they are asked for again when they are next looked at.
func (t *RowTable) GiveUp(pages ...int) {
	for _, page := range pages {
		delete(t.asked, page)
	}
}

// dropFarPages forgets the page that is farthest from the one just read.
func (t *RowTable) dropFarPages(near int) {
	for len(t.pages) > keptPages {
		far, distance := near, 0
		for page := range t.pages {
			if d := max(page-near, near-page); d > distance {
				far, distance = page, d
			}
		}
		delete(t.pages, far)
	}
}

// Total is how many rows the table shows, MaxRows at most.
func (t *RowTable) Total() int { return t.total }

// Current is the current row; -1 for none.
func (t *RowTable) Current() int { return t.current }

// Cells is a row as shown; nil while it is not read.
func (t *RowTable) Cells(row int) []Cell {
	if page := t.pages[row/PageSize]; row >= 0 && row%PageSize < len(page) {
		return page[row%PageSize]
	}
	return nil
}

// Select makes a row the current one and brings it into view. It tells OnSelect when that is a change.
func (t *RowTable) Select(row int) { t.moveTo(row, false) }

// Unselect leaves no row selected.
func (t *RowTable) Unselect() {
	t.current, t.anchor = -1, -1
	t.body.Refresh()
}

// SetSort shows which order the rows are in; an empty column stands for none.
func (t *RowTable) SetSort(column string, desc bool) {
	t.sortColumn, t.sortDesc = column, desc
	t.header.Refresh()
}

// SetColumns replaces the columns; the rows must be given anew.
func (t *RowTable) SetColumns(columns []Column) {
	t.columns, t.widths, t.picked = columns, map[string]float32{}, nil
	t.body.rows, t.body.spare = map[int]*tableRow{}, nil // they are cut to the old columns
	t.header.rebuild()
	t.Reset(0, nil, false)
}

// selection is the range of selected rows, both ends included.
func (t *RowTable) selection() (first, last int) {
	return min(t.current, t.anchor), max(t.current, t.anchor)
}

func (t *RowTable) selected(row int) bool {
	first, last := t.selection()
	return t.current >= 0 && row >= first && row <= last
}

// moveTo makes a row the current one; extend keeps the other end of the selection.
func (t *RowTable) moveTo(row int, extend bool) {
	row = max(0, min(row, t.total-1))
	if t.total == 0 {
		return
	}
	changed := row != t.current
	t.current = row
	if !extend || t.anchor < 0 {
		t.anchor = row
	}
	t.show(row)
	t.body.Refresh()
	if changed && t.OnSelect != nil {
		t.OnSelect(row)
	}
}

// show scrolls a row into view.
func (t *RowTable) show(row int) {
	tall := t.rowHeight()
	top, bottom := float32(row)*tall, float32(row+1)*tall
	view := t.scroll.Size().Height
	if view < tall {
		return // not laid out yet
	}
	switch {
	case top < t.scroll.Offset.Y:
		t.scroll.Offset.Y = top
	case bottom > t.scroll.Offset.Y+view:
		t.scroll.Offset.Y = bottom - view
	default:
		return
	}
	t.scroll.Refresh()
}

// Offset is how far the table is scrolled down.
func (t *RowTable) Offset() float32 { return t.scroll.Offset.Y }

func (t *RowTable) scrolled() {
	t.header.Refresh()
	t.body.Refresh()
}

func (t *RowTable) ground() fyne.ThemeColorName {
	if t.Ground == "" {
		return theme.ColorNameBackground
	}
	return t.Ground
}

func (t *RowTable) open(row int) {
	if t.OnOpen != nil && row >= 0 && row < t.total {
		t.OnOpen(row)
	}
}

// rowHeight is 36 at a text size of 100 % (docs/reference/screens.md 3).
func (t *RowTable) rowHeight() float32 {
	const row = 36
	return float32(int(painterOf(&t.BaseWidget).scaled(row)))
}

// CreateRenderer implements fyne.Widget.
func (t *RowTable) CreateRenderer() fyne.WidgetRenderer {
	return &tableRenderer{table: t, clip: container.NewClip(t.header)}
}

type tableRenderer struct {
	table *RowTable
	clip  *container.Clip
}

func (r *tableRenderer) Layout(size fyne.Size) {
	tall := r.table.rowHeight()
	r.clip.Resize(fyne.NewSize(size.Width, tall))
	r.table.header.Resize(fyne.NewSize(size.Width, tall))
	r.table.scroll.Move(fyne.NewPos(0, tall))
	r.table.scroll.Resize(fyne.NewSize(size.Width, max(0, size.Height-tall)))
	r.table.body.Refresh()
	r.table.header.Refresh()
}

func (r *tableRenderer) MinSize() fyne.Size {
	const rows = 3
	return fyne.NewSize(painterOf(&r.table.BaseWidget).scaled(160), rows*r.table.rowHeight())
}

func (r *tableRenderer) Refresh() {
	r.Layout(r.table.Size())
	r.table.scroll.Refresh()
}

func (r *tableRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.clip, r.table.scroll}
}

func (r *tableRenderer) Destroy() {}

// quiet is the colour of what stands back: heads and rows not read yet.
const quiet = theme.ColorNamePlaceHolder
