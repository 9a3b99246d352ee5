package widgets_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// rig is a table of numbered rows in a window, which notes what it is asked for.
type rig struct {
	table   *widgets.RowTable
	window  fyne.Window
	fetched []int
	opened  []int
	chosen  []int
	sorted  []string
	copied  string
	now     time.Time
	answer  bool // Fetch answers at once
}

func newRig(t *testing.T, total int) *rig {
	t.Helper()
	test.NewTempApp(t)
	r := &rig{now: time.Date(2026, 8, 29, 9, 0, 0, 0, time.UTC), answer: true}
	r.table = widgets.NewRowTable([]widgets.Column{
		{ID: "name", Title: "Name", Width: 100, Grow: 1, Sortable: true},
		{ID: "paid", Title: "Paid", Width: 80, Align: fyne.TextAlignTrailing, Sortable: true},
		{ID: "sex", Title: "Sex", Width: 60},
	})
	r.table.Fetch = func(page int) {
		r.fetched = append(r.fetched, page)
		if r.answer {
			r.table.SetPage(page, rows(page, total))
		}
	}
	r.table.OnOpen = func(row int) { r.opened = append(r.opened, row) }
	r.table.OnSelect = func(row int) { r.chosen = append(r.chosen, row) }
	r.table.OnSort = func(column string, desc bool) { r.sorted = append(r.sorted, fmt.Sprint(column, " ", desc)) }
	r.table.Copy = func(text string) { r.copied = text }
	r.table.Now = func() time.Time { return r.now }
	r.table.Reset(total, nil, false)
	return r
}

// show puts the table into a window of ten rows under the titles.
func (r *rig) show(t *testing.T) {
	t.Helper()
	r.window = test.NewTempWindow(t, r.table)
	r.window.SetPadded(false)
	r.window.Resize(fyne.NewSize(400, 11*36))
	r.window.Canvas().Focus(r.table)
	r.chosen = nil // the first row, by the keyboard that came
}

func rows(page, total int) [][]widgets.Cell {
	var list [][]widgets.Cell
	for i := page * widgets.PageSize; i < min((page+1)*widgets.PageSize, total); i++ {
		list = append(list, []widgets.Cell{{Text: fmt.Sprint("row ", i)}, {Text: fmt.Sprint(i)}, {Chips: []widgets.ChipSpec{{Word: "F"}}}})
	}
	return list
}

func (r *rig) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		r.table.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestRowTableAsksForNothingBeforeItIsSeen(t *testing.T) {
	r := newRig(t, 1000)
	if len(r.fetched) != 0 {
		t.Errorf("fetched pages %v before the table had a size", r.fetched)
	}
}

func TestRowTableFetchesOnlyPagesInView(t *testing.T) {
	r := newRig(t, 1000)
	r.show(t)
	if diff := cmp.Diff([]int{0}, r.fetched); diff != "" {
		t.Errorf("pages fetched for the first view (-want +got):\n%s", diff)
	}
	r.press(fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyDown)
	if diff := cmp.Diff([]int{0}, r.fetched); diff != "" {
		t.Errorf("pages fetched inside the first page (-want +got):\n%s", diff)
	}
	r.press(fyne.KeyEnd)
	if diff := cmp.Diff([]int{0, 4}, r.fetched); diff != "" {
		t.Errorf("pages fetched after End (-want +got):\n%s", diff)
	}
}

func TestRowTableAsksOnceForAPage(t *testing.T) {
	r := newRig(t, 1000)
	r.answer = false
	r.show(t)
	r.press(fyne.KeyDown, fyne.KeyDown)
	if diff := cmp.Diff([]int{0}, r.fetched); diff != "" {
		t.Errorf("pages fetched while the answer is out (-want +got):\n%s", diff)
	}
	r.table.GiveUp(0)
	r.table.Refresh()
	if diff := cmp.Diff([]int{0, 0}, r.fetched); diff != "" {
		t.Errorf("pages fetched after giving up (-want +got):\n%s", diff)
	}
}

func TestRowTableKeys(t *testing.T) {
	tests := map[string]struct {
		keys []fyne.KeyName
		want int
	}{
		"down":                 {[]fyne.KeyName{fyne.KeyDown, fyne.KeyDown}, 2},
		"up at the top":        {[]fyne.KeyName{fyne.KeyUp}, 0},
		"page down":            {[]fyne.KeyName{fyne.KeyPageDown}, 9},
		"page down and up":     {[]fyne.KeyName{fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageUp}, 9},
		"end":                  {[]fyne.KeyName{fyne.KeyEnd}, 499},
		"end, down":            {[]fyne.KeyName{fyne.KeyEnd, fyne.KeyDown}, 499},
		"end, home":            {[]fyne.KeyName{fyne.KeyEnd, fyne.KeyHome}, 0},
		"page down at the end": {[]fyne.KeyName{fyne.KeyEnd, fyne.KeyUp, fyne.KeyPageDown}, 499},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, 500)
			r.show(t)
			r.press(tt.keys...)
			if got := r.table.Current(); got != tt.want {
				t.Errorf("current row %d, want %d", got, tt.want)
			}
		})
	}
}

func TestRowTableOpensOnEnterAndDoubleClick(t *testing.T) {
	r := newRig(t, 500)
	r.show(t)
	r.press(fyne.KeyDown, fyne.KeyReturn)
	canvas := r.window.Canvas()
	third := fyne.NewPos(20, 36*3+10) // the titles, two rows, then row 2
	test.TapCanvas(canvas, third)
	r.now = r.now.Add(100 * time.Millisecond)
	test.TapCanvas(canvas, third)
	if diff := cmp.Diff([]int{1, 2}, r.opened); diff != "" {
		t.Errorf("opened (-want +got):\n%s", diff)
	}
	r.now = r.now.Add(5 * time.Second)
	test.TapCanvas(canvas, third)
	r.now = r.now.Add(5 * time.Second)
	test.TapCanvas(canvas, third)
	if diff := cmp.Diff([]int{1, 2}, r.opened); diff != "" {
		t.Errorf("two slow clicks opened something (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{1, 2}, r.chosen); diff != "" {
		t.Errorf("chosen (-want +got):\n%s", diff)
	}
}

func TestRowTableCopiesTheSelectionAsTabbedText(t *testing.T) {
	r := newRig(t, 500)
	r.show(t)
	r.press(fyne.KeyDown)
	r.table.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	r.press(fyne.KeyDown)
	r.table.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	r.table.TypedShortcut(&fyne.ShortcutCopy{})
	want := "Name\tPaid\tSex\nrow 1\t1\tF\nrow 2\t2\tF\n"
	if r.copied != want {
		t.Errorf("copied %q, want %q", r.copied, want)
	}
}

func TestRowTableSorts(t *testing.T) {
	r := newRig(t, 500)
	r.show(t)
	paid, sex := fyne.NewPos(400-100, 18), fyne.NewPos(400-30, 18)
	test.TapCanvas(r.window.Canvas(), paid)
	r.table.SetSort("paid", false)
	test.TapCanvas(r.window.Canvas(), paid)
	r.table.SetSort("paid", true)
	test.TapCanvas(r.window.Canvas(), paid)
	test.TapCanvas(r.window.Canvas(), sex)
	if diff := cmp.Diff([]string{"paid false", "paid true", " false"}, r.sorted); diff != "" {
		t.Errorf("orders asked for (-want +got):\n%s", diff)
	}
}

func TestRowTableIsBounded(t *testing.T) {
	r := newRig(t, 331_204)
	r.show(t)
	if got := r.table.Total(); got != widgets.MaxRows {
		t.Errorf("rows %d, want %d", got, widgets.MaxRows)
	}
	for range 60 {
		for range 25 {
			r.press(fyne.KeyPageDown)
		}
	}
	first := slices.Index(r.fetched, 0)
	r.press(fyne.KeyHome)
	if last := len(r.fetched) - 1; first != 0 || r.fetched[last] != 0 {
		t.Errorf("page 0 was kept through %d pages: memory would not be bounded", len(r.fetched))
	}
}

func TestRowTableKeepsPlaceOnlyWhenAsked(t *testing.T) {
	r := newRig(t, 500)
	r.show(t)
	r.press(fyne.KeyEnd)
	place := r.table.Offset()
	r.table.Reset(500, rows(0, 500), true)
	if r.table.Current() != 499 || r.table.Offset() != place {
		t.Errorf("kept row %d at %.0f, want 499 at %.0f", r.table.Current(), r.table.Offset(), place)
	}
	r.table.Reset(100, rows(0, 100), true)
	if r.table.Current() != 99 {
		t.Errorf("row %d after the list shrank, want 99", r.table.Current())
	}
	r.table.Reset(500, rows(0, 500), false)
	if r.table.Current() != 0 || r.table.Offset() != 0 {
		t.Errorf("row %d at %.0f after a new list, want the first, as the table has the keyboard", r.table.Current(), r.table.Offset())
	}
	r.table.FocusLost()
	r.table.Reset(500, rows(0, 500), false)
	if r.table.Current() != -1 {
		t.Errorf("row %d after a new list without the keyboard, want none", r.table.Current())
	}
}

// Where the keyboard comes to a table without a current row, the first one becomes it, and the page is told.
func TestRowTableTellsOfTheRowThatTheKeyboardChooses(t *testing.T) {
	tests := map[string]struct {
		before, after int // rows, before and after the keyboard came
		act           func(r *rig)
		want          []int
	}{
		"rows first":     {before: 5, after: 5, act: func(r *rig) { r.window.Canvas().Focus(r.table) }, want: []int{0}},
		"keyboard first": {before: 0, after: 5, act: func(r *rig) { r.window.Canvas().Focus(r.table) }, want: []int{0}},
		"no rows":        {before: 0, after: 0, act: func(r *rig) { r.window.Canvas().Focus(r.table) }},
		"a click on another row": {before: 5, after: 5, want: []int{2}, act: func(r *rig) {
			test.TapCanvas(r.window.Canvas(), fyne.NewPos(40, 36*3+18))
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, 5)
			r.show(t)
			r.window.Canvas().Unfocus()
			r.table.Reset(tt.before, nil, false)
			tt.act(r)
			if tt.after != tt.before {
				r.table.Reset(tt.after, nil, false)
			}
			if diff := cmp.Diff(tt.want, r.chosen); diff != "" {
				t.Errorf("told of rows (-want +got):\n%s", diff)
			}
			if len(tt.want) > 0 && r.table.Current() != tt.want[0] {
				t.Errorf("current row %d, want %d", r.table.Current(), tt.want[0])
			}
		})
	}
}

// The titles are one stop for the keyboard, however many of them sort.
func TestRowTableTitlesByKeyboard(t *testing.T) {
	r := newRig(t, 5)
	r.show(t)
	canvas := r.window.Canvas()
	stops := 0
	for canvas.FocusNext(); canvas.Focused() != fyne.Focusable(r.table); canvas.FocusNext() {
		if stops++; stops > 1 {
			t.Fatal("Tab stops at more than the titles")
		}
	}
	canvas.FocusNext()
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			canvas.Focused().TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	press(fyne.KeyReturn, fyne.KeyRight, fyne.KeySpace, fyne.KeyRight, fyne.KeySpace, fyne.KeyLeft, fyne.KeyReturn)
	if diff := cmp.Diff([]string{"name false", "paid false", "paid false", "name false"}, r.sorted); diff != "" {
		t.Errorf("orders asked for (-want +got):\n%s", diff)
	}
	asked := 0
	r.table.HeaderMenu = func() []*fyne.MenuItem {
		asked++
		return []*fyne.MenuItem{fyne.NewMenuItem("Choose columns…", nil)}
	}
	press(desktop.KeyMenu)
	if asked != 1 || canvas.Overlays().Top() == nil {
		t.Error("the menu key opens no menu of the titles")
	}
	canvas.Overlays().Remove(canvas.Overlays().Top())
	press(fyne.KeyDown)
	if canvas.Focused() != fyne.Focusable(r.table) {
		t.Error("Down does not go to the rows")
	}
}
