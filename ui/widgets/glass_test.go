package widgets_test

import (
	"reflect"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// A row that an outer area has scrolled under the head of a page gets no click that is meant for the head.
func TestGlassGoesBeforeHiddenRows(t *testing.T) {
	test.NewTempApp(t)
	pressed, rows := 0, 0
	button := widgets.NewButton("Get new data", func() { pressed++ })
	head := container.NewHBox(button)
	table := widgets.NewRowTable([]widgets.Column{{ID: "a", Title: "A", Width: 100, Grow: 1}})
	table.OnTapped = func(int) { rows++ }
	lines := make([][]widgets.Cell, 40)
	for i := range lines {
		lines[i] = []widgets.Cell{{Text: "row"}}
	}
	tall := container.NewGridWrap(fyne.NewSize(300, 600), table)
	scroll := container.NewVScroll(tall)
	glass := widgets.NewGlass(head)
	window := test.NewTempWindow(t, container.NewWithoutLayout(head, scroll, glass))
	window.SetPadded(false)
	window.Resize(fyne.NewSize(300, 240))
	head.Resize(fyne.NewSize(300, 40))
	glass.Resize(head.Size())
	scroll.Move(fyne.NewPos(0, 40))
	scroll.Resize(fyne.NewSize(300, 200))
	table.Reset(len(lines), lines, false)
	scroll.ScrollToBottom()
	test.TapCanvas(window.Canvas(), fyne.NewPos(20, 20))
	if pressed != 1 || rows != 0 {
		t.Errorf("the button was pressed %d times, a row %d times", pressed, rows)
	}
	test.TapCanvas(window.Canvas(), fyne.NewPos(280, 20)) // beside the button
	if pressed != 1 || rows != 0 {
		t.Errorf("beside it: the button was pressed %d times, a row %d times", pressed, rows)
	}
	test.TapCanvas(window.Canvas(), fyne.NewPos(20, 100))
	if rows != 1 {
		t.Errorf("a row that is seen was pressed %d times", rows)
	}
	glass.Hide()
	test.TapCanvas(window.Canvas(), fyne.NewPos(20, 20))
	if rows != 2 {
		t.Error("without the glass the button gets its click: Fyne has changed, and nothing needs a glass any more")
	}
}

// What lies under the glass lights up as the mouse moves over it.
func TestGlassHover(t *testing.T) {
	test.NewTempApp(t)
	list := widgets.NewPickList(widgets.PickItem{Title: "One"}, widgets.PickItem{Title: "Two"})
	head := container.NewStack(list)
	glass := widgets.NewGlass(head)
	window := test.NewTempWindow(t, container.NewStack(head, glass))
	window.Resize(fyne.NewSize(200, 80))
	at := func(x float32) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 45)}}
	}
	plain := window.Canvas().Capture()
	glass.MouseIn(at(20))
	if over := window.Canvas().Capture(); reflect.DeepEqual(plain, over) {
		t.Error("nothing lights up")
	}
	glass.MouseOut()
	if out := window.Canvas().Capture(); !reflect.DeepEqual(plain, out) {
		t.Error("it stays lit")
	}
}
