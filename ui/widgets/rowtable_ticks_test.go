package widgets_test

import (
	"maps"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
)

// ticking lets rows of a table be ticked and says which ones are.
func ticking(r *rig) (ticked func() []int) {
	set := map[int]bool{}
	r.table.Ticked = func(row int) bool { return set[row] }
	r.table.OnTick = func(rows []int, on bool) {
		for _, row := range rows {
			delete(set, row)
			if on {
				set[row] = true
			}
		}
		r.table.Refresh()
	}
	return func() []int { return slices.Sorted(maps.Keys(set)) }
}

func TestRowTableTicksWithTheKeyboard(t *testing.T) {
	r := newRig(t, 500)
	ticked := ticking(r)
	r.show(t)
	r.press(fyne.KeyDown, fyne.KeySpace)
	if diff := cmp.Diff([]int{1}, ticked()); diff != "" {
		t.Errorf("Space on a row (-want +got):\n%s", diff)
	}
	r.table.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	r.press(fyne.KeyDown, fyne.KeyDown)
	r.table.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	r.press(fyne.KeySpace)
	if diff := cmp.Diff([]int{1, 2, 3}, ticked()); diff != "" {
		t.Errorf("Space on three rows of which one is ticked (-want +got):\n%s", diff)
	}
	r.press(fyne.KeySpace)
	if got := ticked(); len(got) != 0 {
		t.Errorf("Space on three ticked rows leaves %v", got)
	}
	r.table.TypedShortcut(&fyne.ShortcutSelectAll{})
	r.press(fyne.KeySpace)
	if got := len(ticked()); got != 200 {
		t.Errorf("Ctrl+A and Space tick %d rows, want the 200 that are read", got)
	}
}

func TestRowTableTicksWithTheMouse(t *testing.T) {
	r := newRig(t, 500)
	ticked := ticking(r)
	r.show(t)
	canvas := r.window.Canvas()
	test.TapCanvas(canvas, fyne.NewPos(18, 36*3+10))
	if diff := cmp.Diff([]int{2}, ticked()); diff != "" {
		t.Errorf("a click on a box (-want +got):\n%s", diff)
	}
	if len(r.chosen) != 0 || len(r.opened) != 0 {
		t.Errorf("a click on a box chose %v and opened %v", r.chosen, r.opened)
	}
	test.TapCanvas(canvas, fyne.NewPos(18, 18))
	if got := len(ticked()); got != 200 {
		t.Errorf("the box above ticks %d rows, want the 200 that are read", got)
	}
	test.TapCanvas(canvas, fyne.NewPos(18, 18))
	if got := ticked(); len(got) != 0 {
		t.Errorf("the box above leaves %v", got)
	}
}

func TestRowTableWithoutTicksHasNoBoxes(t *testing.T) {
	r := newRig(t, 500)
	r.show(t)
	r.press(fyne.KeySpace)
	test.TapCanvas(r.window.Canvas(), fyne.NewPos(18, 36*3+10))
	if diff := cmp.Diff([]int{2}, r.chosen); diff != "" {
		t.Errorf("a click at the left chose (-want +got):\n%s", diff)
	}
}

func TestRowTableLetsThePageSeeKeysFirst(t *testing.T) {
	r := newRig(t, 500)
	var seen []fyne.KeyName
	r.table.OnKey = func(key *fyne.KeyEvent) bool {
		seen = append(seen, key.Name)
		return key.Name == fyne.KeyDown
	}
	r.show(t)
	r.press(fyne.KeyDown, fyne.KeyEnd)
	if r.table.Current() != 499 || len(seen) != 2 {
		t.Errorf("row %d, seen %v: want the page to keep Down and the table to get End", r.table.Current(), seen)
	}
}

// A list of a million and a half rows is read by what is looked at, whatever its length.
func TestRowTableReadsOnlyWhatIsSeenOfAVeryLongList(t *testing.T) {
	const total = 1_500_000
	r := newRig(t, total)
	r.show(t)
	r.press(fyne.KeyEnd)
	for range 30 {
		r.press(fyne.KeyPageUp)
	}
	r.press(fyne.KeyHome)
	if got := slices.Compact(slices.Sorted(slices.Values(r.fetched))); len(got) > 4 {
		t.Errorf("read pages %v: want the first, the last and those on the way up", got)
	}
	before := len(r.fetched)
	r.press(fyne.KeyEnd, fyne.KeyHome)
	if len(r.fetched) != before {
		t.Errorf("pages just seen were read again: %v", r.fetched[before:])
	}
}
