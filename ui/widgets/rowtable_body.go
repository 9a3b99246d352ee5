package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// tableBody is what scrolls: as tall as all rows, with objects for the rows in view only.
type tableBody struct {
	widget.BaseWidget
	table *RowTable
	rows  map[int]*tableRow
	spare []*tableRow
}

func newTableBody(t *RowTable) *tableBody {
	b := &tableBody{table: t, rows: map[int]*tableRow{}}
	b.ExtendBaseWidget(b)
	return b
}

// inView is the range of rows that can be seen, last excluded. It is empty until the table has a size, so that a table
// in a page that was never shown costs and asks for nothing.
func (b *tableBody) inView() (first, last int) {
	tall, view := b.table.rowHeight(), b.table.scroll.Size().Height
	if view <= 0 || tall <= 0 {
		return 0, 0
	}
	first = max(0, int(b.table.scroll.Offset.Y/tall))
	last = int((b.table.scroll.Offset.Y+view)/tall) + 1
	return min(first, b.table.total), min(last, b.table.total)
}

// place puts row objects where they can be seen and asks for the rows that are not read.
func (b *tableBody) place() {
	first, last := b.inView()
	b.recycle(first, last)
	tall := b.table.rowHeight()
	width := max(b.Size().Width, b.table.leastWidth())
	widths := b.table.columnWidths(width)
	var missing []int
	for row := first; row < last; row++ {
		object := b.rows[row]
		if object == nil {
			object = b.take()
			b.rows[row] = object
		}
		cells := b.table.Cells(row)
		if page := row / PageSize; cells == nil && !b.table.asked[page] && !slices.Contains(missing, page) {
			missing = append(missing, page)
		}
		object.Move(fyne.NewPos(0, float32(row)*tall))
		object.Resize(fyne.NewSize(width, tall))
		object.set(row, cells, widths)
	}
	b.ask(missing)
}

// ask comes last: an answer may come at once and place the rows anew.
func (b *tableBody) ask(pages []int) {
	if b.table.Fetch == nil {
		return
	}
	for _, page := range pages {
		b.table.asked[page] = true
	}
	for _, page := range pages {
		b.table.Fetch(page)
	}
}

func (b *tableBody) recycle(first, last int) {
	for row, object := range b.rows {
		if row < first || row >= last {
			object.leave()
			b.spare = append(b.spare, object)
			delete(b.rows, row)
		}
	}
}

func (b *tableBody) take() *tableRow {
	if n := len(b.spare); n > 0 {
		object := b.spare[n-1]
		b.spare = b.spare[:n-1]
		return object
	}
	return newTableRow(b.table)
}

// CreateRenderer implements fyne.Widget.
func (b *tableBody) CreateRenderer() fyne.WidgetRenderer { return &bodyRenderer{body: b} }

type bodyRenderer struct{ body *tableBody }

func (r *bodyRenderer) Layout(fyne.Size) { r.body.place() }

func (r *bodyRenderer) MinSize() fyne.Size {
	t := r.body.table
	return fyne.NewSize(t.leastWidth(), float32(t.total)*t.rowHeight())
}

func (r *bodyRenderer) Refresh() { r.body.place() }

func (r *bodyRenderer) Objects() []fyne.CanvasObject {
	list := make([]fyne.CanvasObject, 0, len(r.body.rows))
	for _, row := range r.body.rows {
		list = append(list, row)
	}
	return list
}

func (r *bodyRenderer) Destroy() {}
