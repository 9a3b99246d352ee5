package ui

import (
	"flag"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// shotTall is the height of a page in a window of 1280 by 720.
const shotTall = 684

// shoot takes a picture of a page in both appearances, or skips where no folder for pictures is told. build shows the page, after dress
// has put on the appearance and the size of text (0 for 100 %).
func shoot(t *testing.T, name string, scale float32, build func(t *testing.T, dress func()) fyne.Window) {
	t.Helper()
	dir := flag.Lookup("shots").Value.String()
	if dir == "" {
		t.Skip("no folder for pictures: run it with -shots DIR, or make shots")
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	for look, suffix := range map[fyne.ThemeVariant]string{theme.VariantLight: "-light.png", theme.VariantDark: "-dark.png"} {
		t.Run(name+suffix, func(t *testing.T) {
			window := build(t, func() { fyne.CurrentApp().Settings().SetTheme(Theme{Variant: &look, Scale: scale}) })
			writePicture(t, filepath.Join(dir, name+suffix), window)
		})
	}
}

// settle lays a window out again, which screens do where sizes have changed.
func settle(window fyne.Window, width, height float32) fyne.Window {
	window.Resize(fyne.NewSize(width+1, height))
	window.Resize(fyne.NewSize(width, height))
	return window
}

// shotWidth is a width that is told, or else that of a page in a window of 1280 by 720.
func shotWidth(told float32) float32 {
	if told > 0 {
		return told
	}
	return pageWidth
}

func writePicture(t *testing.T, path string, window fyne.Window) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(file, window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}
