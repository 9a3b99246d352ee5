package ui

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
)

// More offers what the connection can give.
func TestMoreItems(t *testing.T) {
	for name, tt := range map[string]struct {
		connection claims.Connection
		want       []string
	}{
		"version 2": {claims.Connection{InUse: claims.V2}, []string{moreFull, moreRunout, moreEarly, "", moreVersion}},
		"version 3": {claims.Connection{InUse: claims.V3}, []string{moreFull, moreRunout, moreDays, moreEarly}},
		"generic":   {claims.Connection{Base: "https://x.org/fhir"}, []string{moreFull}},
	} {
		d := newDownloads(t, doneReport(7))
		d.set.status.Connection = &tt.connection
		d.open(t, pageWidth, pageHeight)
		var got []string
		for _, item := range d.page.moreItems() {
			got = append(got, item.Label)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestMoreAsks(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.open(t, pageWidth, pageHeight)
	d.page.askFull()
	d.page.askRunout()
	if diff := cmp.Diff([]app.RefreshOptions{{Full: true}, {Group: groupRunout}}, d.asked); diff != "" {
		t.Error(diff)
	}
}

func TestMoreDays(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.open(t, pageWidth, pageHeight)
	d.page.askDays()
	d.key(fyne.KeyReturn)
	if len(d.refresh.started) != 0 {
		t.Fatal("without a day nothing is asked for")
	}
	test.Type(d.window.Canvas().Focused(), "1/1/2026")
	d.key(fyne.KeyReturn)
	want, err := app.Choice{From: "2026-01-01"}.Options(claims.V3)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]app.RefreshOptions{want}, d.refresh.started); diff != "" || d.window.Canvas().Overlays().Top() != nil {
		t.Error(diff)
	}
}

func TestMoreEarly(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.open(t, pageWidth, pageHeight)
	d.page.askEarly()
	d.key(fyne.KeyDown)
	d.key(fyne.KeyReturn)
	if len(d.set.saved) != 1 || !d.set.saved[0].Data.Early || d.changes != 1 {
		t.Errorf("saved %+v, %d changes", d.set.saved, d.changes)
	}
}

func TestVersionSteps(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.open(t, pageWidth, pageHeight)
	downloads := 0
	v := showVersionSheet(d.surroundings, d.page.doors, false, func() { downloads++ })
	d.set.failing = bcda.ErrVersionNotEnabled
	test.Tap(v.do)
	if !v.problem.Content().Visible() || v.do.Text != versionCheck {
		t.Fatalf("a version that is not on says so: button %q", v.do.Text)
	}
	d.set.failing = nil
	test.Tap(v.do)
	if v.problem.Content().Visible() || v.do.Text != versionDownload {
		t.Fatalf("button %q", v.do.Text)
	}
	test.Tap(v.do)
	if downloads != 1 || d.window.Canvas().Overlays().Top() != nil {
		t.Errorf("%d downloads", downloads)
	}
}

func TestVersionCompare(t *testing.T) {
	d := newDownloads(t, doneReport(7))
	d.set.compared = twoVersions()
	d.open(t, pageWidth, pageHeight)
	v := showVersionSheet(d.surroundings, d.page.doors, true, func() {})
	if got, want := v.told.Text, "People: 12,418 in version 2, 12,418 in version 3. 2 lines are more than 2 % apart: look at them before you choose."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	first := v.table.Cells(0)
	if first[0].Text != "Aug 2026" || len(first[6].Chips) != 1 || len(v.table.Cells(1)[6].Chips) != 0 {
		t.Errorf("first row %v", first)
	}
	d.key(fyne.KeyEscape)
	if d.set.used != "" {
		t.Fatal("Esc is no choice")
	}
	v = showVersionSheet(d.surroundings, d.page.doors, true, func() {})
	test.Tap(v.do)
	if d.set.used != claims.V3 || d.changes != 1 || d.window.Canvas().Overlays().Top() != nil {
		t.Errorf("in use %q, %d changes", d.set.used, d.changes)
	}
}

// A table in a sheet is no taller than its share of the window: it scrolls by itself, not with the sheet.
func TestTableInASheetHasItsShare(t *testing.T) {
	test.NewTempApp(t)
	for most, want := range map[float32]float32{0: 230, 400: 230, 180: 180} {
		if got := (atHeight{230, most}).MinSize([]fyne.CanvasObject{canvas.NewRectangle(color.White)}).Height; got != want {
			t.Errorf("at most %v: %v, want %v", most, got, want)
		}
	}
}
