package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
)

// Each step of the clock of a secret has its words on the card and, from 14 days on, among what needs somebody.
func TestHomeClockOfTheSecret(t *testing.T) {
	for _, tt := range []struct {
		days             int
		fact, chip, need string
		bad              bool
	}{
		{64, "64 days left", "OK", "", false}, {15, "15 days left", "OK", "", false},
		{14, "14 days left", "Due soon", "Your CMS secret ends in 14 days.", false}, {8, "8 days left", "Due soon", "ends in 8 days", false},
		{7, "7 days left", "Rotate now", "ends in 7 days", false}, {1, "1 day left", "Rotate now", "ends in 1 day.", false},
		{0, "Ends today", "Ends today", "ends today", true}, {-2, "Expired", "Expired", "has expired", true},
	} {
		status := goodStatus()
		status.CredentialDays = number(tt.days)
		if got := secretDays(status); got != tt.fact {
			t.Errorf("%d days: card says %q, want %q", tt.days, got, tt.fact)
		}
		if spec, shown := secretChip(status); !shown || spec.Word != tt.chip {
			t.Errorf("%d days: chip %q, want %q", tt.days, spec.Word, tt.chip)
		}
		needs := needsOf(homeFacts{status: status}, testNow())
		if tt.need == "" {
			if len(needs) != 0 {
				t.Errorf("%d days: needs %+v", tt.days, needs)
			}
			continue
		}
		if len(needs) != 1 || !strings.Contains(needs[0].text, tt.need) || (needs[0].tone == needBad) != tt.bad || needs[0].button != homePasteSecret {
			t.Errorf("%d days: needs %+v, want %q", tt.days, needs, tt.need)
		}
	}
}

// needButton is the button of the first need.
func needButton(t *testing.T, h *homeStage) *keyButton {
	t.Helper()
	for _, o := range test.LaidOutObjects(h.page.needs) {
		if b, ok := o.(*keyButton); ok {
			return b
		}
	}
	t.Fatal("nothing to press")
	return nil
}

func TestHomeLeadsToANewSecret(t *testing.T) {
	status := goodStatus()
	status.CredentialDays = number(7)
	h := showHome(t, status, nil)
	test.Tap(needButton(t, h))
	if diff := cmp.Diff([]string{"change a9994"}, h.opener.went); diff != "" {
		t.Error(diff)
	}
}

func TestHomeAsksForThePassword(t *testing.T) {
	h := showHome(t, goodStatus(), func(h *homeStage) { h.opener.place = app.PlaceLocked })
	if !h.page.needsCard.Visible() {
		t.Fatal("a closed secret file must be said")
	}
	needButton(t, h).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if diff := cmp.Diff([]string{"password"}, h.opener.went); diff != "" {
		t.Error(diff)
	}
	if h.page.needsCard.Visible() {
		t.Error("the need stays after the password was given")
	}
	h = showHome(t, goodStatus(), func(h *homeStage) { h.opener.place = app.PlaceNewPassword })
	test.Tap(needButton(t, h))
	if diff := cmp.Diff([]string{"change a9994"}, h.opener.went); diff != "" {
		t.Error(diff)
	}
}

// At 150 % every date on the card is whole.
func TestHomeDatesAreWholeInLargeText(t *testing.T) {
	for _, width := range []float32{pageWidth, 760} {
		h := showHome(t, goodStatus(), nil)
		fyne.CurrentApp().Settings().SetTheme(Theme{Scale: 1.5})
		h.window.Resize(fyne.NewSize(width+1, pageHeight))
		h.window.Resize(fyne.NewSize(width, pageHeight))
		names, values := float32(0), float32(0)
		for _, f := range h.page.dates.facts.List() {
			names = max(names, fyne.MeasureText(f.Name, 21, fyne.TextStyle{}).Width)
			values = max(values, fyne.MeasureText(f.Value, 21, fyne.TextStyle{}).Width)
		}
		if got := h.page.dates.facts.Size().Width; got < names+values {
			t.Errorf("page of %.0f: the dates have %.0f, need %.0f", width, got, names+values)
		}
	}
}
