package ui

import (
	"maps"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Under lists stands how much is left out; where that is shown too, the line says so in the colour of a warning.
func TestCountingLine(t *testing.T) {
	t.Run("people", func(t *testing.T) {
		_, p := showPeople(t, &fakeReaders{people: town(40), left: claims.LeftOut{Replaced: 1204}})
		for _, want := range []string{"12 months to Jun 2026", "Left out: 1,204 replaced versions."} {
			if !strings.Contains(p.note.Text, want) {
				t.Errorf("%q does not say %q", p.note.Text, want)
			}
		}
	})
	t.Run("claims of a person", func(t *testing.T) {
		reader := maria()
		reader.left = claims.LeftOut{Early: 1}
		s := newStage(t, reader)
		c := newPersonClaims(s.surroundings, "7")
		c.show(t.Context())
		if !strings.Contains(c.switches.line.label.Text, "Left out: 1 early claim.") || c.switches.line.label.Importance == widget.WarningImportance {
			t.Errorf("line %q", c.switches.line.label.Text)
		}
		c.status.SetSelected(claimsEveryone)
		if !strings.HasSuffix(c.switches.line.label.Text, personCaptionAll) || c.switches.line.label.Importance != widget.WarningImportance {
			t.Errorf("with everything shown the line is %q", c.switches.line.label.Text)
		}
	})
	t.Run("events", func(t *testing.T) {
		reader := workReader(24)
		reader.early = 12
		e := showEvents(t, reader)
		if got := e.page.counted.label.Text; !strings.Contains(got, "Left out: 12 events from early claims.") {
			t.Errorf("line %q", got)
		}
		test.Tap(e.page.counted.change)
		if e.window.Canvas().Focused() != e.page.filters.early || !e.page.filters.bar.open {
			t.Fatal("Change does not lead to the early claims")
		}
		e.page.filters.early.SetChecked(true)
		if got := e.page.counted.label; !strings.Contains(got.Text, "Early claims are added") || got.Importance != widget.WarningImportance {
			t.Errorf("with early claims the line is %q", got.Text)
		}
	})
}

// Change opens switches that hold until the page is left; the list is asked for them, and the line says what they change.
func TestCountingSwitches(t *testing.T) {
	reader := maria()
	reader.left = claims.LeftOut{Early: 1}
	s := newStage(t, reader)
	c := newPersonClaims(s.surroundings, "7")
	w := test.NewTempWindow(t, c.content())
	c.show(t.Context())
	c.status.SetSelected(claimsEarlyOnly)
	test.Tap(c.switches.line.change)
	sheet := c.switches.sheet
	if sheet == nil || w.Canvas().Focused() != sheet.checks[0] {
		t.Fatal("Change opens no switches")
	}
	ticked := map[string]bool{}
	for _, check := range sheet.checks {
		ticked[check.Text] = check.Checked
	}
	want := map[string]bool{countingEarly: false, countingAdvantage: false, countingReplaced: false, countingDebits: false, countingDenied: true}
	if !maps.Equal(ticked, want) {
		t.Errorf("switches %v, want %v", ticked, want)
	}
	sheet.checks[0].SetChecked(true)
	sheet.checks[4].SetChecked(false)
	if got, want := reader.claimFilters[len(reader.claimFilters)-1].Counting, (claims.Counting{Early: true, NoDenied: true}); got != want {
		t.Errorf("asked for %+v, want %+v", got, want)
	}
	if c.status.Selected != claimsCounted {
		t.Errorf("status %q while switches are used", c.status.Selected)
	}
	line := c.switches.line.label
	if !strings.HasPrefix(line.Text, "Changed on this page: early claims count · denied claims are left out.") || line.Importance != widget.WarningImportance {
		t.Errorf("line %q", line.Text)
	}
	sheet.key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.Canvas().Focused() != c.switches.line.change {
		t.Error("the keyboard is not where it was")
	}
	c.leave()
	c.show(t.Context())
	if c.filter.Counting.Changed() || c.switches.line.label.Importance == widget.WarningImportance {
		t.Error("the switches hold after the page was left")
	}
}
