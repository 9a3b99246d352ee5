package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// rail leads to the pages, at the left.
type rail struct {
	home, people *widgets.RailItem
	excel        *widgets.RailItem
	downloads    *widgets.RailItem
	label        *widget.Label     // names the open data set
	wide, small  fyne.CanvasObject // the head of either width
	narrow       bool
	content      fyne.CanvasObject
}

// Widths of the rail at a text size of 100 %.
const (
	railWide   = 168
	railNarrow = 72
)

// newRail returns the rail; label names the open data set.
func newRail(label string, home, people, excel, downloads func()) *rail {
	r := &rail{
		home:   widgets.NewRailItem(symbol(assets.Home), titleHome, home),
		people: widgets.NewRailItem(symbol(assets.People), titlePeople, people),
		excel:  widgets.NewRailItem(symbol(assets.Excel), titleExcel, excel),

		downloads: widgets.NewRailItem(symbol(assets.Download), titleDownloads, downloads),
	}
	name := widget.NewLabel(wordProduct)
	name.TextStyle = fyne.TextStyle{Bold: true}
	name.Truncation = fyne.TextTruncateEllipsis
	r.label = caption(label)
	r.label.Truncation = fyne.TextTruncateEllipsis
	const closer = -12 // labels bring more space than two lines of one head need
	words := container.New(twoLines{closer}, name, r.label)
	logo := container.NewCenter(productIcon(28))
	r.wide = inset(gapSmall, gapSmall, 12, 0, container.NewBorder(nil, nil, logo, nil, words))
	r.small = inset(pageMargin, pageMargin, 0, 0, container.NewCenter(productIcon(32)))
	r.small.Hide()
	r.content = widgets.NewBand(ColorSurface, stacked(r.wide, r.small, r.home, r.people, r.excel, r.downloads))
	return r
}

// productIcon is the icon of the program.
func productIcon(side float32) fyne.CanvasObject {
	icon := canvas.NewImageFromResource(fyne.NewStaticResource("icon.png", assets.Icon))
	icon.FillMode = canvas.ImageFillContain
	icon.ScaleMode = canvas.ImageScaleSmooth
	icon.SetMinSize(fyne.NewSquareSize(side))
	return icon
}

// setLabel names the open data set anew.
func (r *rail) setLabel(label string) { r.label.SetText(label) }

func (r *rail) setNarrow(narrow bool) {
	if r.narrow == narrow {
		return
	}
	r.narrow = narrow
	setShown(r.wide, !narrow)
	setShown(r.small, narrow)
	r.home.SetNarrow(narrow)
	r.people.SetNarrow(narrow)
	r.excel.SetNarrow(narrow)
	r.downloads.SetNarrow(narrow)
}

func (r *rail) width(scale float32) float32 {
	if r.narrow {
		return railNarrow * scale
	}
	return railWide * scale
}

// twoLines puts a name and what is said of it under each other, closer than labels stand.
type twoLines struct{ gap float32 }

// Layout implements fyne.Layout.
func (c twoLines) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := (size.Height - c.MinSize(objects).Height) / 2
	for _, o := range objects {
		tall := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, tall))
		y += tall + c.gap
	}
}

// MinSize implements fyne.Layout.
func (c twoLines) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, -c.gap)
	for _, o := range objects {
		size = fyne.NewSize(max(size.Width, o.MinSize().Width), size.Height+o.MinSize().Height+c.gap)
	}
	return size
}
