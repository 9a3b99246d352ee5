package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tableRow draws one row and hears the mouse on it. It is used again for other rows.
type tableRow struct {
	widget.BaseWidget
	table   *RowTable
	row     int
	cells   []Cell
	widths  []float32
	hovered bool
}

var (
	_ fyne.Tappable          = (*tableRow)(nil)
	_ fyne.SecondaryTappable = (*tableRow)(nil)
	_ desktop.Hoverable      = (*tableRow)(nil)
)

func newTableRow(t *RowTable) *tableRow {
	r := &tableRow{table: t}
	r.ExtendBaseWidget(r)
	return r
}

func (r *tableRow) set(row int, cells []Cell, widths []float32) {
	r.row, r.cells, r.widths = row, cells, widths
	r.Refresh()
}

// leave forgets the mouse: the row object goes out of view.
func (r *tableRow) leave() { r.hovered = false }

// Tapped selects the row and, quickly twice on the same one, opens it. Single clicks act at once: Fyne's own double tap
// would hold each of them back (docs/reference/screens.md 2, fact 5).
func (r *tableRow) Tapped(e *fyne.PointEvent) {
	t := r.table
	t.tapped()
	if x := e.Position.X - t.stuck(); t.Ticked != nil && x >= 0 && x < t.tickWidth() {
		t.toggleTicks(r.row, r.row)
		return
	}
	now := t.now()
	twice := t.lastTapped == r.row && now.Sub(t.lastTap) <= fyne.CurrentApp().Driver().DoubleTapDelay()
	t.lastTap, t.lastTapped = now, r.row
	row := r.row
	t.moveTo(row, t.shift)
	switch {
	case twice:
		t.lastTapped = -1
		t.open(row)
	case t.OnTapped != nil:
		t.OnTapped(row)
	}
}

// TappedSecondary selects the row and shows its menu.
func (r *tableRow) TappedSecondary(e *fyne.PointEvent) {
	r.table.tapped()
	if !r.table.selected(r.row) {
		r.table.moveTo(r.row, false)
	}
	r.table.showMenu(r.row, e.AbsolutePosition)
}

// MouseIn implements desktop.Hoverable.
func (r *tableRow) MouseIn(*desktop.MouseEvent) {
	r.hovered = true
	r.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (r *tableRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *tableRow) MouseOut() {
	r.hovered = false
	r.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (r *tableRow) CreateRenderer() fyne.WidgetRenderer {
	d := &rowRenderer{row: r, frame: newFrame(), tick: canvas.NewImageFromResource(nil)}
	for _, bar := range []**canvas.Rectangle{&d.back, &d.line, &d.cover, &d.tint, &d.edge} {
		*bar = canvas.NewRectangle(color.Transparent)
	}
	d.tick.FillMode = canvas.ImageFillContain
	d.Refresh()
	return d
}

// rowRenderer draws a row. While the columns are scrolled sideways, cover hides those that lie under the first one, in the
// ground of the page and the tint of the row, and edge says where they go under.
type rowRenderer struct {
	row               *tableRow
	back, line        *canvas.Rectangle
	cover, tint, edge *canvas.Rectangle
	tick              *canvas.Image
	frame             *frame
	cells             []*cellObjects
}

// cellObjects draw one cell.
type cellObjects struct {
	text  *canvas.Text
	chips []*Chip
}

// cellInset is the space left and right in a cell.
const cellInset = 8

func (d *rowRenderer) Refresh() {
	paint := painterOf(&d.row.BaseWidget)
	t := d.row.table
	selected := t.selected(d.row.row)
	switch {
	case selected:
		d.back.FillColor = paint.color(theme.ColorNameSelection)
	case d.row.hovered:
		d.back.FillColor = paint.color(theme.ColorNameHover)
	default:
		d.back.FillColor = paint.color("")
	}
	d.line.FillColor = paint.color(theme.ColorNameSeparator)
	d.cover.FillColor = paint.color(t.ground())
	d.tint.FillColor, d.edge.FillColor = d.back.FillColor, d.line.FillColor
	d.tick.Hidden = t.Ticked == nil || d.row.cells == nil
	if !d.tick.Hidden {
		d.tick.Resource = tickSign(t.Ticked(d.row.row))
	}
	d.frame.set(paint, t.focused && d.row.row == t.current)
	d.fill(paint, selected)
	d.Layout(d.row.Size())
	for _, o := range []fyne.CanvasObject{d.back, d.line, d.cover, d.tint, d.edge, d.tick} {
		o.Refresh()
	}
}

// fill puts the texts and chips of the row into its cell objects.
func (d *rowRenderer) fill(paint painter, selected bool) {
	for len(d.cells) < len(d.row.widths) {
		d.cells = append(d.cells, &cellObjects{text: canvas.NewText("", color.Transparent)})
	}
	for i, c := range d.cells {
		cell := Cell{}
		switch {
		case i < len(d.row.cells):
			cell = d.row.cells[i]
		case i == 0 && d.row.cells == nil:
			cell = Cell{Text: "…", Color: quiet}
		}
		cell.Text = d.row.table.words(cell)
		c.set(paint, cell, selected)
	}
}

func (c *cellObjects) set(paint painter, cell Cell, selected bool) {
	name := cell.Color
	if name == "" || selected && name == quiet {
		name = theme.ColorNameForeground
	}
	c.text.Text, c.text.Color = cell.Text, paint.color(name)
	c.text.TextSize = paint.theme.Size(theme.SizeNameText)
	c.text.TextStyle = fyne.TextStyle{Bold: cell.Bold, Monospace: cell.Mono}
	for len(c.chips) < len(cell.Chips) {
		c.chips = append(c.chips, NewChip(ChipSpec{}))
	}
	for i, chip := range c.chips {
		chip.Hidden = i >= len(cell.Chips)
		if !chip.Hidden {
			chip.Set(cell.Chips[i])
		}
	}
}

func (d *rowRenderer) Layout(size fyne.Size) {
	d.back.Resize(size)
	d.frame.place(fyne.Position{}, size.SubtractWidthHeight(0, 1))
	d.line.Move(fyne.NewPos(0, size.Height-1))
	d.line.Resize(fyne.NewSize(size.Width, 1))
	paint := painterOf(&d.row.BaseWidget)
	t := d.row.table
	stuck := t.stuck()
	d.layoutSticky(paint, size, stuck)
	x := t.tickWidth() + stuck
	for i, width := range d.row.widths {
		if i < len(d.cells) {
			align := t.columns[i].Align
			d.cells[i].layout(paint, fyne.NewPos(x, 0), fyne.NewSize(width, size.Height-1), align)
		}
		x += width
		if i == 0 {
			x -= stuck
		}
	}
}

// layoutSticky puts what stays in view into its place.
func (d *rowRenderer) layoutSticky(paint painter, size fyne.Size, stuck float32) {
	t := d.row.table
	side := paint.scaled(tickSide)
	d.tick.Resize(fyne.NewSquareSize(side))
	d.tick.Move(fyne.NewPos(stuck+(t.tickWidth()-side)/2, (size.Height-1-side)/2))
	for _, bar := range []*canvas.Rectangle{d.cover, d.tint, d.edge} {
		bar.Hidden = stuck == 0
	}
	if stuck == 0 {
		return
	}
	wide := t.stickyWidth()
	for _, bar := range []*canvas.Rectangle{d.cover, d.tint} {
		bar.Move(fyne.NewPos(stuck, 0))
		bar.Resize(fyne.NewSize(wide, size.Height-1))
	}
	d.edge.Move(fyne.NewPos(stuck+wide-1, 0))
	d.edge.Resize(fyne.NewSize(1, size.Height-1))
}

// layout puts chips first, then the text, shortened to what room there is.
func (c *cellObjects) layout(paint painter, at fyne.Position, size fyne.Size, align fyne.TextAlign) {
	inset := paint.scaled(cellInset)
	x, end := at.X+inset, at.X+size.Width-inset
	for i, chip := range c.chips {
		if size.Width == 0 {
			chip.Hidden = true
		}
		if chip.Hidden {
			continue
		}
		least := chip.MinSize()
		if x+least.Width > end && i > 0 {
			chip.Hidden = true
			continue
		}
		chip.Resize(fyne.NewSize(min(least.Width, end-x), least.Height))
		chip.Move(fyne.NewPos(x, at.Y+(size.Height-least.Height)/2))
		x += least.Width + inset/2
	}
	c.text.Hidden = size.Width == 0
	c.text.Text = fit(c.text.Text, max(0, end-x), c.text.TextSize, c.text.TextStyle)
	text := c.text.MinSize()
	if align == fyne.TextAlignTrailing {
		x = max(x, end-text.Width)
	}
	c.text.Resize(text)
	c.text.Move(fyne.NewPos(x, at.Y+(size.Height-text.Height)/2))
	c.text.Refresh()
}

func (d *rowRenderer) MinSize() fyne.Size { return fyne.NewSize(1, d.row.table.rowHeight()) }

func (d *rowRenderer) Objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{d.back, d.line}
	for i := 1; i < len(d.cells); i++ {
		list = d.cells[i].appendTo(list)
	}
	list = append(list, d.cover, d.tint, d.edge, d.tick)
	if len(d.cells) > 0 { // the first cell covers the others
		list = d.cells[0].appendTo(list)
	}
	return append(list, d.frame.objects()...)
}

func (c *cellObjects) appendTo(list []fyne.CanvasObject) []fyne.CanvasObject {
	list = append(list, c.text)
	for _, chip := range c.chips {
		list = append(list, chip)
	}
	return list
}

func (d *rowRenderer) Destroy() {}
