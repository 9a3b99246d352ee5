package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// tick is a box of a tickSheet.
type tick struct {
	word      string
	on, fixed bool
}

// tickSheet lies over the window with boxes to tick. Each tick acts at once.
type tickSheet struct {
	from   fyne.Focusable // gets the keyboard when the sheet closes
	canvas fyne.Canvas
	checks []*keyCheck
	popup  *widget.PopUp
}

// openTicks shows boxes under a title, with notes beneath it; changed hears that a box was ticked, usual takes all back. It returns nil
// where from is in no window.
func openTicks(from fyne.Focusable, title string, notes []string, ticks []tick, changed func(), usual *keyButton) *tickSheet {
	object, ok := from.(fyne.CanvasObject)
	if !ok {
		return nil
	}
	s := &tickSheet{from: from, canvas: fyne.CurrentApp().Driver().CanvasForObject(object)}
	if s.canvas == nil {
		return nil
	}
	boxes := stacked()
	for _, t := range ticks {
		check := newKeyCheck(t.word, func(bool) { changed() }, s.key)
		check.Checked = t.on
		if t.fixed {
			check.Disable()
		}
		s.checks = append(s.checks, check)
		boxes.Add(check)
	}
	usual.OnEscape = s.close
	done := newMainButton(wordDone, s.close, s.close)
	tall := min(boxes.MinSize().Height, s.canvas.Size().Height/2)
	content := stacked(heading(title))
	for _, note := range notes {
		label := caption(note)
		label.Wrapping = fyne.TextWrapWord
		content.Add(atWidth(sheetWidth, label))
	}
	content.Add(container.New(exactHeight{tall}, container.NewVScroll(boxes)))
	content.Add(inset(gapSmall, gapSmall, gapSmall, gapSmall, beside(layout.NewSpacer(), usual, done)))
	s.popup = widget.NewModalPopUp(newLayer(widgets.NewSurface("", gapSmall, content), s.close), s.canvas)
	s.popup.Show()
	for _, check := range s.checks {
		if !check.Disabled() {
			s.canvas.Focus(check)
			break
		}
	}
	return s
}

// set ticks a box without telling.
func (s *tickSheet) set(place int, on bool) {
	s.checks[place].Checked = on
	s.checks[place].Refresh()
}

// key moves among the boxes; other keys go on.
func (s *tickSheet) key(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyReturn, fyne.KeyEnter:
		s.close()
	case fyne.KeyDown:
		s.canvas.FocusNext()
	case fyne.KeyUp:
		s.canvas.FocusPrevious()
	}
}

func (s *tickSheet) close() {
	s.popup.Hide()
	s.canvas.Focus(s.from)
}

// exactHeight lays out one object as tall as told.
type exactHeight struct{ height float32 }

// Layout implements fyne.Layout.
func (e exactHeight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (e exactHeight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(0, e.height)
	for _, o := range objects {
		size.Width = max(size.Width, o.MinSize().Width)
	}
	return size
}
