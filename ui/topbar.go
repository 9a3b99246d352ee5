package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// topBar says where one is and how old the data are, leads back, and holds the person search.
type topBar struct {
	back    *keyButton
	title   *widget.Label
	age     *widget.Label
	ageLine *tapLine // leads to where data come from
	chip    *fyne.Container
	search  fyne.CanvasObject
	told    dataAge
	content *fyne.Container
}

// Sizes of the top bar at a text size of 100 %.
const (
	topTall     = 56
	searchWidth = 340
	searchFewer = 220
)

// newTopBar returns the bar; downloads leads to where data come from.
func newTopBar(back, downloads func(), search fyne.CanvasObject) *topBar {
	t := &topBar{search: search, title: widget.NewLabel(""), age: caption(""), chip: container.NewStack()}
	t.back = newKeyButton("", back, nil)
	t.back.Icon = theme.NewThemedResource(symbol(assets.Back))
	t.back.Importance = widget.LowImportance
	t.title.SizeName = theme.SizeNameHeadingText
	t.title.TextStyle = fyne.TextStyle{Bold: true}
	t.ageLine = newTapLabel(t.age, downloads)
	t.content = container.New(t, t.back, t.title, t.ageLine, t.chip, t.search, widget.NewSeparator())
	return t
}

func (t *topBar) setTitle(title string, back bool) {
	t.title.SetText(title)
	setShown(t.back, back)
	t.content.Refresh()
}

func (t *topBar) setAge(age dataAge) {
	t.told = age
	t.chip.Objects = nil
	for _, spec := range age.chip {
		t.chip.Add(widgets.NewChip(spec))
	}
	t.content.Refresh()
}

// Layout implements fyne.Layout: back and title at the left, age and search at the right. Where there is little room the
// search is narrower first, then the age shorter.
func (t *topBar) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	scale := textScaleNow()
	line := t.content.Objects[len(t.content.Objects)-1]
	line.Resize(fyne.NewSize(size.Width, 1))
	line.Move(fyne.NewPos(0, size.Height-1))
	middle := func(o fyne.CanvasObject, x, wide float32) {
		tall := o.MinSize().Height
		o.Resize(fyne.NewSize(wide, tall))
		o.Move(fyne.NewPos(x, (size.Height-tall)/2))
	}
	x := float32(gapSmall)
	if t.back.Visible() {
		middle(t.back, x, t.back.MinSize().Width)
		x += t.back.MinSize().Width
	}
	middle(t.title, x, t.title.MinSize().Width)
	room := size.Width - pageMargin - x - t.title.MinSize().Width - gapSmall
	field := min(searchWidth*scale, max(searchFewer*scale, room-t.ageWidth(t.told.text)))
	text := t.told.text
	if t.ageWidth(text)+field > room {
		text = t.told.short
	}
	if t.age.Text != text {
		t.age.SetText(text)
	}
	right := size.Width - pageMargin - field
	middle(t.search, right, field)
	right -= gapSmall
	if len(t.chip.Objects) > 0 {
		right -= t.chip.MinSize().Width
		middle(t.chip, right, t.chip.MinSize().Width)
	}
	middle(t.ageLine, right-t.age.MinSize().Width, t.age.MinSize().Width)
}

// ageWidth is the room that the age needs with a text, its chip and the space before the search.
func (t *topBar) ageWidth(text string) float32 {
	wide := fyne.MeasureText(text, theme.Size(theme.SizeNameCaptionText), fyne.TextStyle{}).Width + 2*theme.Size(theme.SizeNameInnerPadding)
	if len(t.chip.Objects) > 0 {
		wide += t.chip.MinSize().Width
	}
	return wide + gapSmall
}

// MinSize implements fyne.Layout.
func (t *topBar) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(0, topTall*textScaleNow())
}
