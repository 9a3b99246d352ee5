package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// sheetWidth is the width of a question at a text size of 100 %.
const sheetWidth = 480

// keyButton is the button of the screens.
type keyButton = widgets.Button

// newKeyButton returns a button; without onEscape it passes Esc to whoever listens to the window.
func newKeyButton(text string, tapped, onEscape func()) *keyButton {
	b := widgets.NewButton(text, tapped)
	b.OnEscape = onEscape
	return b
}

// newMainButton is the filled button of a page or a sheet.
func newMainButton(text string, tapped, onEscape func()) *keyButton {
	b := newKeyButton(text, tapped, onEscape)
	b.Importance = widget.HighImportance
	return b
}

// passKey gives a key that an object has no use for to whoever listens to the window: Fyne lets it end at the object
// (docs/reference/screens.md 2, fact 6).
func passKey(o fyne.CanvasObject, key *fyne.KeyEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(o); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(key)
	}
}

// keyCheck is a box to tick that passes on the keys it has no use for.
type keyCheck struct {
	widget.Check
	onKey func(*fyne.KeyEvent)
}

func newKeyCheck(text string, changed func(bool), onKey func(*fyne.KeyEvent)) *keyCheck {
	c := &keyCheck{onKey: onKey}
	c.Text, c.OnChanged = text, changed
	c.ExtendBaseWidget(c)
	return c
}

// TypedKey implements fyne.Focusable; Space comes as a rune.
func (c *keyCheck) TypedKey(key *fyne.KeyEvent) { c.onKey(key) }

// enable switches what can be pressed.
func enable(o fyne.Disableable, on bool) {
	if on {
		o.Enable()
	} else {
		o.Disable()
	}
}

// sheet is content that lies over the window and takes all keys until it is closed.
type sheet struct {
	window fyne.Window
	popup  *widget.PopUp
	before fyne.Focusable // had the keyboard
	inside *fyne.Container
}

// openSheet lays content over the window, as wide as told at a text size of 100 %. Esc calls escape wherever the keyboard
// is, also where nothing has it.
func openSheet(w fyne.Window, width float32, content fyne.CanvasObject, escape func()) *sheet {
	return openSheetOver(w, width, content, stacked(), escape)
}

// openSheetOver lays content with buttons beneath it over the window. Content that is taller than the window scrolls; the buttons stay.
func openSheetOver(w fyne.Window, width float32, content, buttons fyne.CanvasObject, escape func()) *sheet {
	s := &sheet{window: w, before: w.Canvas().Focused()}
	s.inside = container.New(tallInside{w.Canvas()}, container.NewVScroll(content), buttons)
	s.popup = widget.NewModalPopUp(newLayer(atWidth(width, widgets.NewSurface("", gapSmall, s.inside)), escape), w.Canvas())
	s.popup.Show()
	return s
}

// tallInside lays out what scrolls with what stays beneath it: as tall as both need, and no taller than the window has room for.
type tallInside struct{ canvas fyne.Canvas }

// Layout implements fyne.Layout.
func (t tallInside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[1].Resize(fyne.NewSize(size.Width, objects[1].MinSize().Height)) // how tall its text is depends on the width
	foot := objects[1].MinSize().Height
	objects[1].Resize(fyne.NewSize(size.Width, foot))
	objects[0].Resize(fyne.NewSize(size.Width, size.Height-foot))
	objects[0].Move(fyne.Position{})
	objects[1].Move(fyne.NewPos(0, size.Height-foot))
}

// MinSize implements fyne.Layout.
func (t tallInside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	foot := objects[1].MinSize()
	size := objects[0].MinSize()
	if scroll, ok := objects[0].(*container.Scroll); ok {
		size = scroll.Content.MinSize()
	}
	const edges = 6 * gapSmall // around the sheet, and within it
	room := max(0, t.canvas.Size().Height-edges-foot.Height)
	return fyne.NewSize(max(size.Width, foot.Width), min(size.Height, room)+foot.Height)
}

// close takes the sheet away and gives the keyboard back.
func (s *sheet) close() {
	s.popup.Hide()
	if s.before != nil {
		s.window.Canvas().Focus(s.before)
	}
}

// layer is the content of a pop-up that Esc closes; the window finds it there.
type layer struct {
	widget.BaseWidget
	content fyne.CanvasObject
	escape  func()
}

var _ escaper = (*layer)(nil)

func newLayer(content fyne.CanvasObject, escape func()) *layer {
	l := &layer{content: content, escape: escape}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements fyne.Widget.
func (l *layer) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(l.content) }

// Escape implements escaper.
func (l *layer) Escape() bool {
	l.escape()
	return true
}

// escapeLayer closes what lies over the window; false when nothing does.
func escapeLayer(c fyne.Canvas) bool {
	top := c.Overlays().Top()
	if popup, ok := top.(*widget.PopUp); ok {
		if l, ok := popup.Content.(escaper); ok {
			l.Escape()
		}
	}
	return top != nil
}

// question asks before something is done.
type question struct {
	title, text string
	act         string // the button that does it, named after the act; empty for a sheet that only tells
	dismiss     string // the button that does nothing
	do          func()
	safe        bool // the keyboard starts on the button that does nothing
	danger      bool // what it does cannot be taken back
	wide        bool // what it tells needs more room than a question
}

func (q question) width() float32 {
	if q.wide {
		return formWide
	}
	return sheetWidth
}

// ask lays a question over the window.
func ask(w fyne.Window, q question) {
	text := widget.NewLabel(q.text)
	text.Wrapping = fyne.TextWrapWord
	showSheet(w, q, text)
}

// showSheet lays content with the buttons of a question over the window.
func showSheet(w fyne.Window, q question, content fyne.CanvasObject) {
	var s *sheet
	hide := func() { s.close() }
	dismiss := newKeyButton(q.dismiss, hide, hide)
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(gapSmall), layout.NewSpacer(), dismiss)
	first := dismiss
	if q.act == "" {
		dismiss.Importance = widget.HighImportance // the only button
	} else {
		act := newMainButton(q.act, func() { hide(); q.do() }, hide)
		if q.danger {
			act.Importance = widget.DangerImportance
		}
		buttons.Add(act)
		if !q.safe {
			first = act
		}
	}
	title := heading(q.title)
	title.Wrapping = fyne.TextWrapWord
	s = openSheetOver(w, q.width(), stacked(title, content), inset(pageMargin, 0, gapSmall, gapSmall, buttons), hide)
	w.Canvas().Focus(first)
}
