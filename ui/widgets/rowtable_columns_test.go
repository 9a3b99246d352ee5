package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

func optional(t *testing.T) *rig {
	t.Helper()
	r := newRig(t, 500)
	r.table.SetColumns([]widgets.Column{
		{ID: "name", Title: "Name", Width: 100, Sortable: true, Order: [2]string{"A to Z", "Z to A"}},
		{ID: "paid", Title: "Paid", Width: 80, Sortable: true},
		{ID: "sex", Title: "Sex", Width: 60, Optional: true},
	})
	r.table.Reset(500, nil, false)
	r.show(t)
	return r
}

func TestRowTableChoosesColumns(t *testing.T) {
	r := optional(t)
	copied := func() string {
		r.table.TypedShortcut(&fyne.ShortcutCopy{})
		return r.copied
	}
	if got, want := copied(), "Name\tPaid\nrow 0\t0\n"; got != want {
		t.Errorf("usual columns %q, want %q", got, want)
	}
	r.table.ShowColumns("sex", "unknown")
	if got, want := copied(), "Name\tSex\nrow 0\tF\n"; got != want {
		t.Errorf("chosen columns %q, want %q", got, want)
	}
	if diff := cmp.Diff([]string{"name", "sex"}, r.table.ChosenColumns()); diff != "" {
		t.Errorf("chosen (-want +got):\n%s", diff)
	}
	r.table.HideColumns("sex")
	if got, want := copied(), "Name\nrow 0\n"; got != want {
		t.Errorf("with one hidden %q, want %q", got, want)
	}
	r.table.HideColumns()
	r.table.ShowColumns()
	if got, want := copied(), "Name\tPaid\nrow 0\t0\n"; got != want {
		t.Errorf("usual columns again %q, want %q", got, want)
	}
}

func TestRowTableSaysItsOrder(t *testing.T) {
	r := optional(t)
	tests := map[string]struct {
		column string
		desc   bool
		want   string
	}{
		"own words, up":     {"name", false, "sorted by Name, A to Z"},
		"own words, down":   {"name", true, "sorted by Name, Z to A"},
		"usual words, down": {"paid", true, "sorted by Paid, high to low"},
		"no order":          {"", false, ""},
		"unknown column":    {"city", false, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			r.table.SetSort(tt.column, tt.desc)
			if got := r.table.SortWords(); got != tt.want {
				t.Errorf("says %q, want %q", got, tt.want)
			}
		})
	}
}

func TestRowTableRemembersWidths(t *testing.T) {
	r := optional(t)
	resized := 0
	r.table.OnResized = func() { resized++ }
	test.Drag(r.window.Canvas(), fyne.NewPos(100, 18), 40, 0) // the gap behind the first title
	if diff := cmp.Diff(map[string]float32{"name": 140}, r.table.Widths()); diff != "" || resized != 1 {
		t.Errorf("told %d times; widths (-want +got):\n%s", resized, diff)
	}
	r.table.SetWidths(map[string]float32{"paid": 1})
	if got := r.table.Widths()["paid"]; got < 30 {
		t.Errorf("a column of %.0f pixels cannot be gripped any more", got)
	}
}

func TestRowTableMenusOfTitles(t *testing.T) {
	r := optional(t)
	asked := 0
	r.table.HeaderMenu = func() []*fyne.MenuItem {
		asked++
		return []*fyne.MenuItem{fyne.NewMenuItem("Choose columns…", nil)}
	}
	for _, o := range test.LaidOutObjects(r.table) {
		if title, ok := o.(fyne.SecondaryTappable); ok && o.Position().Y == 0 && o.Size().Width == 100 {
			title.TappedSecondary(&fyne.PointEvent{AbsolutePosition: fyne.NewPos(40, 18)})
			break
		}
	}
	if asked != 1 || r.window.Canvas().Overlays().Top() == nil {
		t.Errorf("menu asked for %d times, shown %t", asked, r.window.Canvas().Overlays().Top() != nil)
	}
}

// The first column and the boxes stay where they are while the others are scrolled sideways: a click at the left still
// meets the box, and the title of the first column still sorts.
func TestRowTableKeepsTheFirstColumnInView(t *testing.T) {
	r := optional(t)
	ticked := map[int]bool{}
	r.table.Ticked = func(row int) bool { return ticked[row] }
	r.table.OnTick = func(rows []int, on bool) {
		for _, row := range rows {
			ticked[row] = on
		}
	}
	r.table.SetWidths(map[string]float32{"paid": 900})
	for range 5 {
		r.press(fyne.KeyRight)
	}
	test.TapCanvas(r.window.Canvas(), fyne.NewPos(18, 36*2+10))
	if !ticked[1] {
		t.Errorf("ticked %v after a click at the left of row 1", ticked)
	}
	test.TapCanvas(r.window.Canvas(), fyne.NewPos(36+20, 18))
	if diff := cmp.Diff([]string{"name false"}, r.sorted); diff != "" {
		t.Errorf("orders asked for (-want +got):\n%s", diff)
	}
}
