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

// frame is how a picture of a page is taken.
type frame struct {
	suffix        string
	width, height float32 // of the page
	scale         float32 // of the text; 0 for 100 %
}

// frames are how every page is taken: in a window of 1280 by 800, in the smallest one, and with large text.
func frames() []frame {
	const tall, smallWidth, smallTall, large = 684, 952, 584, 1.5
	return []frame{
		{width: pageWidth, height: tall},
		{suffix: "-small", width: smallWidth, height: smallTall},
		{suffix: "-large", width: pageWidth, height: tall, scale: large},
	}
}

// wide is a page in a window of another width.
func wide(width float32) frame {
	f := frames()[0]
	f.width = width
	return f
}

// shoot takes pictures of a page in each of the frames, all of them if none is told, and in both appearances. It skips where no
// folder for pictures is told. build shows the page, after dress has put on the appearance and the size of text.
func shoot(t *testing.T, name string, build func(t *testing.T, dress func(), f frame) fyne.Window, in ...frame) {
	t.Helper()
	if len(in) == 0 {
		in = frames()
	}
	for _, f := range in {
		shootFrame(t, name+f.suffix, f.scale, func(t *testing.T, dress func()) fyne.Window { return build(t, dress, f) })
	}
}

func shootFrame(t *testing.T, name string, scale float32, build func(t *testing.T, dress func()) fyne.Window) {
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
func settle(window fyne.Window, f frame) fyne.Window {
	window.Resize(fyne.NewSize(f.width+1, f.height))
	window.Resize(fyne.NewSize(f.width, f.height))
	return window
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
