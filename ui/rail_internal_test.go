package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/assets"
)

func TestRailShowsAllPlacesInALowWindow(t *testing.T) {
	test.NewTempApp(t)
	pages := make([]mainPage, 8)
	for i := range pages {
		pages[i] = mainPage{id: string(rune('a' + i)), title: "Place", sign: assets.Home}
	}
	r := newRail("Data", pages, func(string) {})
	r.setNarrow(true)
	for _, tall := range []float32{900, 480} {
		r.content.Resize(fyne.NewSize(railNarrow, tall))
		last := r.items["h"]
		if bottom := last.Position().Y + last.Size().Height; bottom > tall {
			t.Errorf("in a rail %.0f high the last place ends at %.0f", tall, bottom)
		}
	}
}
