package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// tableHeader is the line of titles. It follows the rows sideways. It is one stop for the keyboard: Left and Right choose a title that
// sorts, Enter or Space sorts by it, Down goes to the rows.
type tableHeader struct {
	widget.BaseWidget
	table   *RowTable
	tick    *headerTick
	cells   []*headerCell
	grips   []*headerGrip
	focused bool
	at      int // the column that the keyboard is on
}

var (
	_ fyne.Focusable   = (*tableHeader)(nil)
	_ fyne.Disableable = (*tableHeader)(nil)
	_ desktop.Keyable  = (*tableHeader)(nil)
)

func newTableHeader(t *RowTable) *tableHeader {
	h := &tableHeader{table: t}
	h.ExtendBaseWidget(h)
	h.tick = &headerTick{table: t}
	h.tick.ExtendBaseWidget(h.tick)
	h.rebuild()
	return h
}

func (h *tableHeader) rebuild() {
	h.cells, h.grips = nil, nil
	for i := range h.table.columns {
		cell := &headerCell{table: h.table, header: h, column: i}
		cell.ExtendBaseWidget(cell)
		grip := &headerGrip{table: h.table, column: i}
		grip.ExtendBaseWidget(grip)
		h.cells, h.grips = append(h.cells, cell), append(h.grips, grip)
	}
	h.at = -1
	h.step(1)
	h.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (h *tableHeader) CreateRenderer() fyne.WidgetRenderer {
	return &headerRenderer{header: h, back: canvas.NewRectangle(color.Transparent), cover: canvas.NewRectangle(color.Transparent)}
}

// headerRenderer draws the titles. cover hides those that are scrolled under the first column.
type headerRenderer struct {
	header      *tableHeader
	back, cover *canvas.Rectangle
}

func (r *headerRenderer) Layout(size fyne.Size) {
	r.back.Resize(size)
	t := r.header.table
	const grip = 8
	stuck, ticks := t.stuck(), t.tickWidth()
	r.header.tick.Hidden = ticks == 0
	r.header.tick.Move(fyne.NewPos(stuck-t.scroll.Offset.X, 0))
	r.header.tick.Resize(fyne.NewSize(ticks, size.Height))
	r.cover.Hidden = stuck == 0
	if stuck > 0 {
		r.cover.Resize(fyne.NewSize(t.stickyWidth(), size.Height))
	}
	x := ticks - t.scroll.Offset.X + stuck // the first column stays
	for i, width := range t.columnWidths(max(t.scroll.Size().Width, t.leastWidth())) {
		r.header.cells[i].Hidden, r.header.grips[i].Hidden = width == 0, width == 0
		r.header.cells[i].Move(fyne.NewPos(x, 0))
		r.header.cells[i].Resize(fyne.NewSize(width, size.Height))
		x += width
		r.header.grips[i].Move(fyne.NewPos(x-grip/2, 0))
		r.header.grips[i].Resize(fyne.NewSize(grip, size.Height))
		if i == 0 {
			x -= stuck
		}
	}
}

func (r *headerRenderer) MinSize() fyne.Size { return fyne.NewSize(1, r.header.table.rowHeight()) }

func (r *headerRenderer) Refresh() {
	paint := painterOf(&r.header.BaseWidget)
	r.back.FillColor = paint.color(theme.ColorNameHeaderBackground)
	r.back.CornerRadius = paint.theme.Size(theme.SizeNameInputRadius)
	r.back.Refresh()
	r.cover.FillColor = r.back.FillColor
	r.cover.CornerRadius = r.back.CornerRadius
	r.cover.Refresh()
	r.Layout(r.header.Size())
	r.header.tick.Refresh()
	for _, cell := range r.header.cells {
		cell.Refresh()
	}
}

func (r *headerRenderer) Objects() []fyne.CanvasObject {
	h := r.header
	list := []fyne.CanvasObject{r.back}
	for i := range h.cells {
		list = append(list, h.cells[i])
	}
	for i := range h.grips {
		list = append(list, h.grips[i])
	}
	if r.cover.Hidden || len(h.cells) == 0 {
		return append(list, h.tick)
	}
	list = append(list[:1:1], list[2:]...) // the first title comes after those that it covers
	list = append(list, r.cover, h.cells[0], h.grips[0], h.tick)
	return list
}

func (r *headerRenderer) Destroy() {}

// headerCell is the title of a column. A click sorts: up, down, and back to the usual order.
type headerCell struct {
	widget.BaseWidget
	table   *RowTable
	header  *tableHeader
	column  int
	hovered bool
}

var (
	_ fyne.Tappable          = (*headerCell)(nil)
	_ fyne.SecondaryTappable = (*headerCell)(nil)
	_ desktop.Hoverable      = (*headerCell)(nil)
	_ desktop.Cursorable     = (*headerCell)(nil)
)

func (c *headerCell) spec() Column { return c.table.columns[c.column] }

// Tapped asks for the next order.
func (c *headerCell) Tapped(*fyne.PointEvent) {
	if !c.spec().Sortable || c.table.OnSort == nil {
		return
	}
	id := c.spec().ID
	switch {
	case c.table.sortColumn != id:
		c.table.OnSort(id, false)
	case !c.table.sortDesc:
		c.table.OnSort(id, true)
	default:
		c.table.OnSort("", false)
	}
}

// TappedSecondary shows what can be done with the columns.
func (c *headerCell) TappedSecondary(e *fyne.PointEvent) { c.table.headerMenu(e.AbsolutePosition) }

// Cursor implements desktop.Cursorable.
func (c *headerCell) Cursor() desktop.Cursor {
	if !c.spec().Sortable {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// MouseIn implements desktop.Hoverable.
func (c *headerCell) MouseIn(*desktop.MouseEvent) { c.hovered = true; c.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (c *headerCell) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *headerCell) MouseOut() { c.hovered = false; c.Refresh() }

// CreateRenderer implements fyne.Widget.
func (c *headerCell) CreateRenderer() fyne.WidgetRenderer {
	r := &titleRenderer{cell: c, frame: newFrame(), back: canvas.NewRectangle(color.Transparent), title: canvas.NewText("", color.Transparent), arrow: canvas.NewImageFromResource(nil)}
	r.arrow.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type titleRenderer struct {
	cell  *headerCell
	frame *frame
	back  *canvas.Rectangle
	title *canvas.Text
	arrow *canvas.Image
}

const arrowSide = 14

func (r *titleRenderer) Refresh() {
	paint := painterOf(&r.cell.BaseWidget)
	t, spec := r.cell.table, r.cell.spec()
	sorted := spec.Sortable && t.sortColumn == spec.ID
	r.back.FillColor = paint.color("")
	if r.cell.hovered && spec.Sortable {
		r.back.FillColor = paint.color(theme.ColorNamePressed)
	}
	r.back.CornerRadius = paint.theme.Size(theme.SizeNameInputRadius)
	r.frame.set(paint, r.cell.header.focused && r.cell.header.at == r.cell.column)
	r.title.Color = paint.color(theme.ColorNameForeground)
	r.title.TextSize = paint.theme.Size(theme.SizeNameText)
	r.title.TextStyle = fyne.TextStyle{Bold: true}
	r.arrow.Hidden = !sorted
	if sorted {
		icon := theme.MenuDropUpIcon()
		if t.sortDesc {
			icon = theme.MenuDropDownIcon()
		}
		r.arrow.Resource = icon
	}
	r.Layout(r.cell.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *titleRenderer) Layout(size fyne.Size) {
	paint := painterOf(&r.cell.BaseWidget)
	inset, side := paint.scaled(cellInset), paint.scaled(arrowSide)
	r.back.Resize(size)
	r.frame.place(fyne.Position{}, size)
	room := size.Width - 2*inset
	if !r.arrow.Hidden {
		room -= side
	}
	r.title.Text = fit(r.cell.spec().Title, max(0, room), r.title.TextSize, r.title.TextStyle)
	text := r.title.MinSize()
	x := inset
	if r.cell.spec().Align == fyne.TextAlignTrailing {
		x = size.Width - inset - text.Width
		r.arrow.Move(fyne.NewPos(x-side, (size.Height-side)/2))
	} else {
		r.arrow.Move(fyne.NewPos(x+text.Width, (size.Height-side)/2))
	}
	r.arrow.Resize(fyne.NewSquareSize(side))
	r.title.Move(fyne.NewPos(x, (size.Height-text.Height)/2))
	r.title.Resize(text)
}

func (r *titleRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

func (r *titleRenderer) Objects() []fyne.CanvasObject {
	return append([]fyne.CanvasObject{r.back, r.title, r.arrow}, r.frame.objects()...)
}

func (r *titleRenderer) Destroy() {}

// headerGrip is the gap behind a column: dragging it sets the column's width.
type headerGrip struct {
	widget.BaseWidget
	table  *RowTable
	column int
}

var (
	_ fyne.Draggable     = (*headerGrip)(nil)
	_ desktop.Cursorable = (*headerGrip)(nil)
)

// Cursor implements desktop.Cursorable.
func (g *headerGrip) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// Dragged implements fyne.Draggable.
func (g *headerGrip) Dragged(e *fyne.DragEvent) {
	t := g.table
	paint := painterOf(&t.BaseWidget)
	now := t.columnWidths(t.scroll.Size().Width)[g.column]
	t.widths[t.columns[g.column].ID] = max(leastColumn, (now+e.Dragged.DX)/paint.scaled(1))
	t.Refresh()
}

// DragEnd implements fyne.Draggable.
func (g *headerGrip) DragEnd() {
	if g.table.OnResized != nil {
		g.table.OnResized()
	}
}

// CreateRenderer implements fyne.Widget.
func (g *headerGrip) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// headerTick ticks all rows that are read, or takes all ticks away.
type headerTick struct {
	widget.BaseWidget
	table *RowTable
}

var _ fyne.Tappable = (*headerTick)(nil)

// Tapped implements fyne.Tappable.
func (h *headerTick) Tapped(*fyne.PointEvent) { h.table.toggleTicks(0, h.table.total-1) }

// CreateRenderer implements fyne.Widget.
func (h *headerTick) CreateRenderer() fyne.WidgetRenderer {
	r := &headerTickRenderer{tick: h, box: canvas.NewImageFromResource(nil)}
	r.box.FillMode = canvas.ImageFillContain
	r.Refresh()
	return r
}

type headerTickRenderer struct {
	tick *headerTick
	box  *canvas.Image
}

func (r *headerTickRenderer) Refresh() {
	if r.tick.table.Ticked != nil {
		r.box.Resource = tickSign(r.tick.table.allTicked())
		r.box.Refresh()
	}
}

func (r *headerTickRenderer) Layout(size fyne.Size) {
	side := painterOf(&r.tick.BaseWidget).scaled(tickSide)
	r.box.Resize(fyne.NewSquareSize(side))
	r.box.Move(fyne.NewPos((size.Width-side)/2, (size.Height-side)/2))
}

func (r *headerTickRenderer) MinSize() fyne.Size { return fyne.NewSize(1, 1) }

func (r *headerTickRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.box} }

func (r *headerTickRenderer) Destroy() {}
