package widgets_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

func TestPickList(t *testing.T) {
	test.NewTempApp(t)
	var chosen []int
	entered := 0
	list := widgets.NewPickList(
		widgets.PickItem{Heading: "First", Title: "One", Count: "14"}, widgets.PickItem{Title: "Two"}, widgets.PickItem{Heading: "Second", Title: "Three"})
	list.OnChosen = func(place int) { chosen = append(chosen, place) }
	list.OnEnter = func() { entered++ }
	window := test.NewTempWindow(t, list)
	window.SetPadded(false)
	window.Resize(fyne.NewSize(240, 400))
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			list.TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	press(fyne.KeyUp, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if diff := cmp.Diff([]int{1, 2}, chosen); diff != "" || entered != 1 {
		t.Errorf("entered %d times; chosen with the keyboard (-want +got):\n%s", entered, diff)
	}
	test.TapCanvas(window.Canvas(), fyne.NewPos(40, 10)) // the heading of the first group
	if list.Chosen() != 2 {
		t.Errorf("a click on a heading chose %d", list.Chosen())
	}
	test.TapCanvas(window.Canvas(), fyne.NewPos(40, 24+30+10))
	if list.Chosen() != 1 {
		t.Errorf("a click on the second item chose %d", list.Chosen())
	}
	var tapped []int
	list.OnTapped = func(place int) { tapped = append(tapped, place) }
	test.TapCanvas(window.Canvas(), fyne.NewPos(40, 24+30+10))
	if diff := cmp.Diff([]int{1}, tapped); diff != "" {
		t.Errorf("a click on what is chosen (-want +got):\n%s", diff)
	}
	list.SetItems(widgets.PickItem{Title: "Alone"})
	if list.Chosen() != 0 {
		t.Errorf("chosen %d of one item", list.Chosen())
	}
}

// A right click chooses the item that it hits, without going where it leads, and shows its menu; the menu key and Shift+F10 do so for the
// item that is chosen.
func TestPickListMenu(t *testing.T) {
	test.NewTempApp(t)
	list := widgets.NewPickList(widgets.PickItem{Title: "One"}, widgets.PickItem{Title: "Two"})
	window := test.NewTempWindow(t, list)
	window.SetPadded(false)
	window.Resize(fyne.NewSize(200, 80))
	var asked []int
	list.OnTapped = func(int) { t.Error("a right click went on") }
	list.Menu = func(place int) []*fyne.MenuItem {
		asked = append(asked, place)
		return []*fyne.MenuItem{fyne.NewMenuItem("Export", func() {})}
	}
	closed := func(how string) {
		t.Helper()
		if window.Canvas().Overlays().Top() == nil {
			t.Errorf("%s shows no menu", how)
			return
		}
		window.Canvas().Overlays().Remove(window.Canvas().Overlays().Top())
	}
	list.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(10, 45)})
	closed("a right click")
	list.TypedKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
	closed("the menu key")
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF10})
	if window.Canvas().Overlays().Top() != nil {
		t.Error("F10 without Shift shows the menu")
	}
	list.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyF10})
	closed("Shift+F10")
	if !slices.Equal(asked, []int{1, 1, 1}) {
		t.Errorf("menus of %v, want the second item", asked)
	}
}
