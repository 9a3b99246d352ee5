package ui_test

import (
	"image"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/assets"
)

// Fyne's drawer knows no fill-rule: what is meant to be open in a sign must be, and not be filled with it.
func TestSignsAreOpenWhereTheyShouldBe(t *testing.T) {
	const grid, scale = 24, 10
	tests := map[assets.Symbol]struct{ ink, open image.Point }{
		assets.Help:    {image.Pt(4, 12), image.Pt(12, 14)},
		assets.Info:    {image.Pt(4, 12), image.Pt(12, 14)},
		assets.Warning: {image.Pt(6, 20), image.Pt(12, 12)},
		assets.Search:  {image.Pt(4, 10), image.Pt(7, 10)},
		assets.Excel:   {image.Pt(12, 12), image.Pt(8, 7)},
		assets.Shield:  {image.Pt(5, 8), image.Pt(12, 12)},
		assets.People:  {image.Pt(7, 8), image.Pt(13, 8)},
	}
	for symbol, tt := range tests {
		t.Run(string(symbol), func(t *testing.T) {
			test.NewTempApp(t)
			data, err := assets.SVG(symbol)
			if err != nil {
				t.Fatal(err)
			}
			sign := canvas.NewImageFromResource(fyne.NewStaticResource(string(symbol)+".svg", data))
			window := test.NewTempWindow(t, sign)
			window.SetPadded(false)
			window.Resize(fyne.NewSquareSize(grid * scale))
			drawn := window.Canvas().Capture()
			black := func(p image.Point) bool { return sameColor(drawn.At(p.X*scale, p.Y*scale), color.Black) }
			if !black(tt.ink) {
				t.Errorf("nothing is drawn at %v", tt.ink)
			}
			if black(tt.open) {
				t.Errorf("%v is filled", tt.open)
			}
		})
	}
}

func sameColor(a, b color.Color) bool {
	r, g, bl, al := a.RGBA()
	r2, g2, b2, a2 := b.RGBA()
	return r == r2 && g == g2 && bl == b2 && al == a2
}
