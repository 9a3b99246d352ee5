package ui

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestFitInto(t *testing.T) {
	size := fyne.NewSize
	for name, tt := range map[string]struct {
		size, screen fyne.Size
		scale        float32
		want         fyne.Size
	}{
		"fits":                         {size(1280, 800), size(1920, 1040), 1, size(1280, 800)},
		"left on a 4K screen":          {size(3700, 2000), size(1366, 728), 1, size(1350, 680)},
		"too tall alone":               {size(1280, 1300), size(1920, 1040), 1, size(1280, 992)},
		"4K at 200 %":                  {size(1900, 1200), size(3840, 2080), 2, size(1900, 992)},
		"smaller than pages are made":  {size(1024, 700), size(1024, 600), 1, size(1008, 552)},
		"a screen of no size":          {size(1280, 800), size(0, 0), 1, size(1280, 800)},
		"a scale that is not told yet": {size(1280, 800), size(1024, 600), 0, size(1280, 800)},
	} {
		if got := fitInto(tt.size, tt.screen, tt.scale); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}
