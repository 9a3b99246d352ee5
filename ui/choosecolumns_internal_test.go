package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
)

func TestChosenColumnsAreRemembered(t *testing.T) {
	e := showEvents(t, workReader(24))
	sheet := chooseColumns(e.page.table, "events-follow_up")
	born := slices.IndexFunc(sheet.checks, func(c *keyCheck) bool { return c.Text == "Born" })
	if !sheet.checks[0].Disabled() {
		t.Error("the first column can be taken away")
	}
	test.Tap(sheet.checks[born])
	sheet.checks[born].TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if slices.Contains(e.page.table.ChosenColumns(), "born") || e.window.Canvas().Overlays().Top() != nil {
		t.Fatalf("columns %v", e.page.table.ChosenColumns())
	}
	e.page.table.SetWidths(map[string]float32{"name": 210})
	e.page.table.OnResized()
	e.page.lists.Choose(1)
	if !slices.Contains(e.page.table.ChosenColumns(), "born") {
		t.Error("another list lost the column too")
	}
	e.page.lists.Choose(0)
	if slices.Contains(e.page.table.ChosenColumns(), "born") {
		t.Error("the choice was forgotten")
	}
	if diff := cmp.Diff(map[string]float32{"name": 210}, e.page.table.Widths()); diff != "" {
		t.Errorf("widths (-want +got):\n%s", diff)
	}
	chooseColumns(e.page.table, "events-follow_up").usual()
	if !slices.Contains(e.page.table.ChosenColumns(), "born") || len(e.page.table.Widths()) != 0 {
		t.Errorf("columns %v, widths %v after the usual ones were asked for", e.page.table.ChosenColumns(), e.page.table.Widths())
	}
}

func TestWidthsOfOddPreferences(t *testing.T) {
	got := widthsOf([]string{"name=140", "paid", "city=wide", "=3"})
	if diff := cmp.Diff(map[string]float32{"name": 140, "": 3}, got); diff != "" {
		t.Errorf("widths (-want +got):\n%s", diff)
	}
}
