package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// frameLayout places the parts of the window; the rail is narrow where the window is.
type frameLayout struct {
	body, top, status, ribbon fyne.CanvasObject
	strip                     fyne.CanvasObject // under the ribbon, while it shows
	rail                      *rail
}

const (
	narrowBelow = 1100 // the width under which the rail is narrow, at a text size of 100 %
	plainText   = 14   // the text size that widths are written down for
)

// textScaleNow is how much larger than plain the text of the program is.
func textScaleNow() float32 { return theme.Size(theme.SizeNameText) / plainText }

// Layout implements fyne.Layout.
func (f *frameLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	scale := textScaleNow()
	f.rail.setNarrow(size.Width < narrowBelow*scale)
	y, bottom := float32(0), size.Height
	if f.ribbon != nil {
		y = f.ribbon.MinSize().Height
		f.ribbon.Resize(fyne.NewSize(size.Width, y))
		f.ribbon.Move(fyne.Position{})
	}
	if f.strip.Visible() {
		tall := f.strip.MinSize().Height
		f.strip.Resize(fyne.NewSize(size.Width, tall))
		f.strip.Move(fyne.NewPos(0, y))
		y += tall
	}
	if f.status.Visible() {
		tall := f.status.MinSize().Height
		bottom -= tall
		f.status.Resize(fyne.NewSize(size.Width, tall))
		f.status.Move(fyne.NewPos(0, bottom))
	}
	wide := f.rail.width(scale)
	f.rail.content.Resize(fyne.NewSize(wide, bottom-y))
	f.rail.content.Move(fyne.NewPos(0, y))
	tall := f.top.MinSize().Height
	f.top.Resize(fyne.NewSize(size.Width-wide, tall))
	f.top.Move(fyne.NewPos(wide, y))
	f.body.Resize(fyne.NewSize(size.Width-wide, bottom-y-tall))
	f.body.Move(fyne.NewPos(wide, y+tall))
}

// MinSize implements fyne.Layout: pages are made for the smallest window, and scroll where text is larger.
func (f *frameLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(640, 480) }
