package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// filterBar is the line of filters above a list (docs/reference/screens.md 1.4). It wraps where the window is narrow. Those that are
// needed seldom stand behind More filters, which says how many of them are in use.
type filterBar struct {
	row, rest *fyne.Container // rest with the space above it
	more      *keyButton
	clear     *keyButton // stands in the line under the bar, where its coming and going moves nothing
	box       *fyne.Container
	open      bool
	// resized is told that the bar may need another height; the page lays out anew what lies under it.
	resized func()
}

// newFilterBar returns a bar; clear takes all filters back. The page puts its button into the line that counts the list.
func newFilterBar(row, rest []fyne.CanvasObject, clear func()) *filterBar {
	b := &filterBar{resized: func() {}, row: wrapping(row...), rest: inset(gapSmall, 0, 0, 0, wrapping(rest...))}
	b.more = newKeyButton(filtersMore, func() { b.show(!b.open) }, nil)
	b.clear = newKeyButton(filtersClear, clear, nil)
	b.clear.Importance = widget.LowImportance
	b.row.Add(b.more)
	b.box = stacked(b.row, b.rest)
	setShown(b.more, len(rest) > 0)
	b.tell(0, false)
	b.show(false)
	return b
}

// wrapping puts controls beside each other, and into further lines where they do not fit.
func wrapping(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewRowWrapLayoutWithCustomPadding(gapSmall, gapSmall), objects...)
}

// show opens or closes the filters that are needed seldom.
func (b *filterBar) show(open bool) {
	b.open = open
	setShown(b.rest, open)
	b.box.Refresh()
	b.resized()
}

// tell says how many of the filters behind the button are in use, and whether any filter is.
func (b *filterBar) tell(inUse int, any bool) {
	b.more.SetText(filtersMore)
	if inUse > 0 {
		b.more.SetText(fmt.Sprintf("%s (%d)", filtersMore, inUse))
	}
	setShown(b.clear, any)
	b.box.Refresh()
	b.resized()
}

// filterNamed is a control with its name before it, as wide as told at a text size of 100 %.
func filterNamed(name string, width float32, control fyne.CanvasObject) *fyne.Container {
	switch control.(type) {
	case *widgets.Select, *doctorChoice:
		control = widgets.NewOutline(control)
	}
	return container.New(layout.NewCustomPaddedHBoxLayout(0), widget.NewLabel(name), atWidth(width, control))
}

// filterChoice is a choice among few words; used is called when somebody chooses.
func filterChoice(used func(), words ...string) *widgets.Select {
	s := widgets.NewSelect(words, nil)
	s.SetSelectedIndex(0)
	s.OnChanged = func(string) { used() }
	return s
}

// setChoice chooses without telling.
func setChoice(s *widgets.Select, word string) {
	told := s.OnChanged
	s.OnChanged = nil
	s.SetSelected(word)
	s.OnChanged = told
}
