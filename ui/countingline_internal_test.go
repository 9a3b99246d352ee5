package ui

import (
	"strings"
	"testing"

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
		if !strings.Contains(c.note.label.Text, "Left out: 1 early claim.") || c.note.label.Importance == widget.WarningImportance {
			t.Errorf("line %q", c.note.label.Text)
		}
		c.status.SetSelected(claimsEveryone)
		if !strings.HasSuffix(c.note.label.Text, personCaptionAll) || c.note.label.Importance != widget.WarningImportance {
			t.Errorf("with everything shown the line is %q", c.note.label.Text)
		}
	})
	t.Run("events", func(t *testing.T) {
		reader := workReader(24)
		reader.left = claims.LeftOut{Early: 312, Credits: 3}
		e := showEvents(t, reader)
		if got := e.page.counted.label.Text; !strings.Contains(got, "Left out: 312 early claims · 3 credits.") {
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
