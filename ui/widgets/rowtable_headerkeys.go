package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// sorts says that the keyboard can be on a column's title.
func (h *tableHeader) sorts(column int) bool {
	c := h.table.columns[column]
	return c.Sortable && h.table.shown(c) && h.table.OnSort != nil
}

// Disabled keeps the keyboard from titles of which none sorts.
func (h *tableHeader) Disabled() bool {
	for column := range h.table.columns {
		if h.sorts(column) {
			return false
		}
	}
	return true
}

// Enable implements fyne.Disableable; whether a column sorts is said by Column.
func (h *tableHeader) Enable() {}

// Disable implements fyne.Disableable; whether a column sorts is said by Column.
func (h *tableHeader) Disable() {}

// FocusGained implements fyne.Focusable: it begins where it was left, else at the first title that sorts.
func (h *tableHeader) FocusGained() {
	h.focused = true
	if h.at < 0 || !h.sorts(h.at) {
		h.at = -1
		h.step(1)
	}
	h.Refresh()
}

// FocusLost implements fyne.Focusable.
func (h *tableHeader) FocusLost() {
	h.focused, h.table.shift = false, false
	h.Refresh()
}

// TypedRune implements fyne.Focusable.
func (h *tableHeader) TypedRune(rune) {}

// KeyDown implements desktop.Keyable.
func (h *tableHeader) KeyDown(e *fyne.KeyEvent) { h.table.KeyDown(e) }

// KeyUp implements desktop.Keyable.
func (h *tableHeader) KeyUp(e *fyne.KeyEvent) { h.table.KeyUp(e) }

// TypedKey implements fyne.Focusable.
func (h *tableHeader) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		h.step(-1)
	case fyne.KeyRight:
		h.step(1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if h.at >= 0 {
			h.cells[h.at].Tapped(nil)
		}
	case fyne.KeyDown:
		h.table.takeFocus()
	case desktop.KeyMenu:
		h.menu()
	case fyne.KeyF10:
		if h.table.shift {
			h.menu()
		}
	default:
		passOn(h, e)
	}
}

// step goes to the next title that sorts, and brings it into view; at the end it stays.
func (h *tableHeader) step(by int) {
	for column := h.at + by; column >= 0 && column < len(h.table.columns); column += by {
		if !h.sorts(column) {
			continue
		}
		h.at = column
		h.intoView()
		break
	}
	h.Refresh()
}

// intoView scrolls sideways to the title that the keyboard is on.
func (h *tableHeader) intoView() {
	t, cell := h.table, h.cells[h.at]
	least, most := float32(0), t.scroll.Size().Width
	if h.at > 0 && t.stuck() > 0 {
		least = t.stickyWidth() // what is left of it lies under the first column
	}
	switch left, right := cell.Position().X, cell.Position().X+cell.Size().Width; {
	case left < least:
		t.sideways(left - least)
	case right > most:
		t.sideways(right - most)
	}
}

// menu opens what can be done with the columns, under the title that the keyboard is on.
func (h *tableHeader) menu() {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(h).AddXY(0, h.Size().Height)
	if h.at >= 0 {
		at = at.AddXY(h.cells[h.at].Position().X, 0)
	}
	h.table.headerMenu(at)
}
