package ui

import "fyne.io/fyne/v2"

// underGlass lays out a page that framed made, and a glass over its head (widgets.Glass): a table in the page scrolls under it.
type underGlass struct{ head fyne.CanvasObject }

// Layout implements fyne.Layout.
func (u underGlass) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	page, glass := objects[0], objects[1]
	page.Move(fyne.Position{})
	page.Resize(size)
	glass.Move(fyne.NewPos(pageMargin, gapSmall))
	glass.Resize(fyne.NewSize(size.Width-2*pageMargin, u.head.MinSize().Height))
}

// MinSize implements fyne.Layout.
func (u underGlass) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
