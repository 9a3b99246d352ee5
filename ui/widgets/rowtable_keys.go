package widgets

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
)

func (t *RowTable) now() time.Time {
	if t.Now != nil {
		return t.Now()
	}
	return time.Now()
}

func (t *RowTable) takeFocus() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil {
		c.Focus(t)
	}
}

// tapped takes the keyboard for a click, which says itself which row is meant.
func (t *RowTable) tapped() {
	t.clicked = true
	t.takeFocus()
	t.clicked = false
}

// FocusGained implements fyne.Focusable. The first row becomes the current one where there was none, which OnSelect is told.
func (t *RowTable) FocusGained() {
	t.focused = true
	if t.current < 0 && t.total > 0 && !t.clicked {
		t.moveTo(0, false)
	}
	t.body.Refresh()
}

// FocusLost implements fyne.Focusable.
func (t *RowTable) FocusLost() {
	t.focused, t.shift = false, false
	t.body.Refresh()
}

// TypedRune implements fyne.Focusable.
func (t *RowTable) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: the keys of docs/reference/screens.md 2.
func (t *RowTable) TypedKey(e *fyne.KeyEvent) {
	if t.OnKey != nil && t.OnKey(e) {
		return
	}
	screenful := max(1, int(t.scroll.Size().Height/t.rowHeight())-1)
	switch e.Name {
	case fyne.KeyUp:
		t.moveTo(t.current-1, t.shift)
	case fyne.KeyDown:
		t.moveTo(t.current+1, t.shift)
	case fyne.KeyPageUp:
		t.moveTo(t.current-screenful, t.shift)
	case fyne.KeyPageDown:
		t.moveTo(t.current+screenful, t.shift)
	case fyne.KeyHome:
		t.moveTo(0, t.shift)
	case fyne.KeyEnd:
		t.moveTo(t.total-1, t.shift)
	case fyne.KeyLeft:
		t.sideways(-t.rowHeight())
	case fyne.KeyRight:
		t.sideways(t.rowHeight())
	case fyne.KeyReturn, fyne.KeyEnter:
		t.open(t.current)
	case fyne.KeySpace:
		t.tickSelected()
	default:
		if t.asksMenu(e) {
			t.menuAtCurrent()
		} else {
			passOn(t, e)
		}
	}
}

// sideways scrolls to columns that large text has pushed out of view.
func (t *RowTable) sideways(by float32) {
	room := max(0, t.leastWidth()-t.scroll.Size().Width)
	t.scroll.Offset.X = max(0, min(t.scroll.Offset.X+by, room))
	t.scroll.Refresh()
	t.scrolled()
}

// TypedShortcut implements fyne.Shortcutable: copy and select all.
func (t *RowTable) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		t.CopySelected()
	case *fyne.ShortcutSelectAll:
		if t.total > 0 {
			t.anchor, t.current = 0, t.total-1
			t.body.Refresh()
		}
	}
}

// CopySelected copies the selected rows, as far as they are read, as tab-separated text under a line of titles.
func (t *RowTable) CopySelected() {
	if t.Copy == nil || t.current < 0 {
		return
	}
	var titles []string
	for _, c := range t.columns {
		if t.shown(c) {
			titles = append(titles, c.Title)
		}
	}
	lines := []string{strings.Join(titles, "\t")}
	first, last := t.selection()
	for row := first; row <= last; row++ {
		if cells := t.Cells(row); cells != nil {
			lines = append(lines, t.tabbed(cells))
		}
	}
	t.Copy(strings.Join(lines, "\n") + "\n")
}

// tabbed is a row as text, of the columns that are shown.
func (t *RowTable) tabbed(cells []Cell) string {
	var list []string
	for i, c := range cells {
		if i < len(t.columns) && !t.shown(t.columns[i]) {
			continue
		}
		words := []string{}
		for _, chip := range c.Chips {
			words = append(words, chip.Word)
		}
		if text := t.words(c); text != "" {
			words = append(words, text)
		}
		list = append(list, strings.NewReplacer("\t", " ", "\n", " ").Replace(strings.Join(words, ", ")))
	}
	return strings.Join(list, "\t")
}

func (t *RowTable) menuAtCurrent() {
	if t.current < 0 {
		return
	}
	t.show(t.current)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(t)
	down := float32(t.current+2)*t.rowHeight() - t.scroll.Offset.Y
	t.showMenu(t.current, at.AddXY(t.rowHeight(), down))
}

func (t *RowTable) showMenu(row int, at fyne.Position) {
	if t.Menu != nil {
		popUp(t, t.Menu(row), at)
	}
}

func (t *RowTable) headerMenu(at fyne.Position) {
	if t.HeaderMenu != nil {
		popUp(t, t.HeaderMenu(), at)
	}
}
