package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
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
