package ui

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// Signs and names of choices stand in line with the words beside them, at every size of text.
func TestInLineWithWords(t *testing.T) {
	test.NewTempApp(t)
	for _, scale := range []float32{1, 1.15, 1.3, 1.5, 1.75} {
		fyne.CurrentApp().Settings().SetTheme(Theme{Scale: scale})
		for _, size := range []fyne.ThemeSizeName{"", theme.SizeNameCaptionText} {
			s := newSigned()
			s.label.SizeName = size
			s.set(assets.Check, ColorOK, "Looks right")
			s.box.Resize(fyne.NewSize(400, s.box.MinSize().Height))
			line := s.label.MinSize().Height / 2 // the label has one line, with as much space above as below
			if sign := s.icon.Position().Y + s.icon.Size().Height/2; math.Abs(float64(sign-line)) > 1 {
				t.Errorf("text at %.0f %% (%q): sign at %.1f, words at %.1f", scale*100, size, sign, line)
			}
		}
		label, choice := widget.NewLabel("Who"), widgets.NewChoice(true, "Everybody")
		if got, want := choice.MinSize().Height, label.MinSize().Height; math.Abs(float64(got-want)) > 1 {
			t.Errorf("text at %.0f %%: a choice is %.1f high, a label %.1f", scale*100, got, want)
		}
	}
}
