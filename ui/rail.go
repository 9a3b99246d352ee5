package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// mainPage is a page that the rail and the menu lead to.
type mainPage struct {
	id    string // kept as the last page; links of the help name it
	title string
	sign  assets.Symbol
	key   fyne.KeyName // with Ctrl or Cmd: its place in the whole rail (docs/reference/screens.md 1.1)
	page  page
}

// rail leads to the pages, at the left.
type rail struct {
	items       map[string]*widgets.RailItem // by the id of the page
	label       *widget.Label                // names the open data set
	wide, small fyne.CanvasObject            // the head of either width
	narrow      bool
	content     fyne.CanvasObject
}

// Widths of the rail at a text size of 100 %.
const (
	railWide   = 168
	railNarrow = 72
)

// newRail returns the rail; label names the open data set, and open shows a page by its id.
func newRail(label string, pages []mainPage, open func(id string)) *rail {
	r := &rail{items: map[string]*widgets.RailItem{}}
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
	places := []fyne.CanvasObject{r.wide, r.small}
	for _, p := range pages {
		item := widgets.NewRailItem(symbol(p.sign), p.title, func() { open(p.id) })
		r.items[p.id] = item
		places = append(places, item)
	}
	r.content = widgets.NewBand(ColorSurface, container.New(railList{}, places...))
	return r
}

// railList puts the head and the places of the rail under each other. Where the window is too low for all of them, such as with large
// text, the places stand closer: all of them stay in sight.
type railList struct{}

// Layout implements fyne.Layout.
func (railList) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, places, count := float32(0), float32(0), 0
	for _, o := range objects {
		switch _, place := o.(*widgets.RailItem); {
		case !o.Visible():
		case place:
			places += o.MinSize().Height
			count++
		default:
			head += o.MinSize().Height
		}
	}
	closer := float32(0)
	if count > 0 {
		closer = max(0, head+places-size.Height) / float32(count)
	}
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		tall := o.MinSize().Height
		if _, place := o.(*widgets.RailItem); place {
			tall -= closer
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, tall))
		y += tall
	}
}

// MinSize implements fyne.Layout.
func (railList) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		if o.Visible() {
			size = fyne.NewSize(max(size.Width, o.MinSize().Width), size.Height+o.MinSize().Height)
		}
	}
	return size
}

// productIcon is the icon of the program.
func productIcon(side float32) fyne.CanvasObject {
	icon := canvas.NewImageFromResource(fyne.NewStaticResource("icon.png", assets.Icon))
	icon.FillMode = canvas.ImageFillContain
	icon.ScaleMode = canvas.ImageScaleSmooth
	icon.SetMinSize(fyne.NewSquareSize(side))
	return icon
}

// setPresent marks the page that is shown.
func (r *rail) setPresent(id string) {
	for name, item := range r.items {
		item.SetPresent(name == id)
	}
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
	for _, item := range r.items {
		item.SetNarrow(narrow)
	}
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
