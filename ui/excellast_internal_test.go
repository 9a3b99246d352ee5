package ui

import (
	"testing"

	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// The next window begins with what was exported last; who was ticked is not kept.
func TestNewExportBeginsWithTheLast(t *testing.T) {
	e := openExcel(t, func(e *excelStage) { e.ticking(town(40)[:2]...) })
	n := e.page.fresh
	n.privacy.Choose(0)
	n.dates.SetSelected("Last 12 months")
	n.sheets[0].SetChecked(false)
	n.who.Choose(int(excelTicked))
	e.ring(countPause)
	test.Tap(n.make)
	tapIn(t, e.window.Canvas().Overlays().Top(), saveGo)
	kept := e.set.last
	if kept == nil || kept.Filter.AskPeople || app.CheckRecipe(*kept) != nil {
		t.Fatalf("kept %+v", kept)
	}
	again := openExcel(t, func(e *excelStage) { e.set.last = kept })
	r := again.lastCounted(t)
	if r.Privacy != claims.PrivacyFull || r.Filter.Dates != "last 12 months" || r.Filter.Roster != claims.RosterOn || r.Sheets[0].Name != "Claims" {
		t.Errorf("begins with %+v", r)
	}
	if f := again.page.fresh; f.privacy.Chosen() != 0 || f.dates.Selected != "Last 12 months" || f.sheets[0].Checked {
		t.Error("the form does not show it")
	}
}

// What the form cannot show, and what somebody has chosen meanwhile, is left alone.
func TestNewExportBeginsAsUsual(t *testing.T) {
	odd := newExcelChoice().recipe(unkept)
	odd.Filter.Diagnoses = []string{"E11"}
	e := openExcel(t, func(e *excelStage) { e.set.last = &odd })
	if diff := cmp.Diff(newExcelChoice().recipe(unkept), e.lastCounted(t)); diff != "" {
		t.Errorf("(-usual +got):\n%s", diff)
	}
	full := newExcelChoice().recipe(unkept)
	full.Privacy = claims.PrivacyFull
	e = openExcel(t, func(e *excelStage) { e.set.last, e.nav.hold = &full, true })
	e.page.fresh.dates.SetSelected("Last 12 months")
	e.nav.hold = false
	e.nav.release(0)
	if r := e.lastCounted(t); r.Privacy != claims.PrivacyLimited || r.Filter.Dates != "last 12 months" {
		t.Errorf("begins with %+v", r)
	}
}
