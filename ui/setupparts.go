package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// setupWidth is the width of the steps after the first, at a text size of 100 %.
const setupWidth = 760

// setupFrame is a step: its title with the number of the step, what it asks, and the buttons.
func setupFrame(title, step *widget.Label, middle fyne.CanvasObject, back fyne.CanvasObject, forward ...fyne.CanvasObject) fyne.CanvasObject {
	head := container.New(layout.NewBorderLayout(nil, nil, nil, step), title, step)
	buttons := container.New(layout.NewBorderLayout(nil, nil, back, nil), back, container.NewHBox(layout.NewSpacer(), beside(forward...)))
	body := inset(gapSmall, gapSmall, 0, 0, container.NewVScroll(inset(0, 0, 0, gapSmall, middle)))
	return container.New(upTo{setupWidth}, framed(head, body, buttons))
}

// upTo lays out one object in the middle, as wide as told at a text size of 100 % where there is room.
type upTo struct{ width float32 }

// Layout implements fyne.Layout.
func (u upTo) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	wide := min(size.Width, u.width*textScaleNow()+2*pageMargin)
	for _, o := range objects {
		o.Move(fyne.NewPos((size.Width-wide)/2, 0))
		o.Resize(fyne.NewSize(wide, size.Height))
	}
}

// MinSize implements fyne.Layout.
func (u upTo) MinSize(objects []fyne.CanvasObject) fyne.Size { return risen{}.MinSize(objects) }

// setupCard is one way to start.
func setupCard(sign assets.Symbol, title, text, needs string, button fyne.CanvasObject) fyne.CanvasObject {
	icon := widget.NewIcon(theme.NewColoredResource(symbol(sign), theme.ColorNamePrimary))
	picture := inset(0, gapSmall, gapSmall, 0, container.NewHBox(container.NewGridWrap(fyne.NewSquareSize(32), icon)))
	condition := caption(needs)
	condition.Wrapping = fyne.TextWrapWord
	top := stacked(picture, heading(title), wrapped(text))
	bottom := stacked(condition, inset(gapSmall, 0, gapSmall, gapSmall, button))
	return widgets.NewSurface(ColorSurface, pageMargin, container.New(layout.NewBorderLayout(nil, bottom, nil, nil), inset(0, gapSmall, 0, 0, top), bottom))
}

// wrapped is text that breaks between words.
func wrapped(text string) *widget.Label {
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	return label
}

// bold is the name of a field.
func bold(text string) *widget.Label {
	label := widget.NewLabel(text)
	label.TextStyle = fyne.TextStyle{Bold: true}
	return label
}

// pageHeading is text of the size of a page title.
func pageHeading(text string) *widget.Label {
	label := bold(text)
	label.SizeName = theme.SizeNameHeadingText
	return label
}

// risen lays out one object at its own height, a little above the middle.
type risen struct{}

// Layout implements fyne.Layout.
func (risen) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		tall := min(size.Height, o.MinSize().Height)
		o.Resize(fyne.NewSize(size.Width, tall))
		o.Move(fyne.NewPos(0, max(0, (size.Height-tall)*0.36)))
	}
}

// MinSize implements fyne.Layout.
func (risen) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.Size{}
	for _, o := range objects {
		size = size.Max(o.MinSize())
	}
	return size
}

// formField is a field of a form with its name above and a word about what is typed beneath.
type formField struct {
	word *signed
	box  *fyne.Container
}

func newFormField(name string, field fyne.CanvasObject) *formField {
	f := &formField{word: newSigned()}
	f.word.label.SizeName = theme.SizeNameCaptionText
	f.box = stacked(bold(name), inset(0, 0, gapSmall, gapSmall, field), inset(0, 0, gapSmall, 0, f.word.box))
	return f
}

// say shows the word about the field, with a sign where there is something to see.
func (f *formField) say(w fieldWord) {
	switch {
	case w.good:
		f.word.set(assets.Check, ColorOK, w.text)
	case w.bad:
		f.word.set(assets.Warning, ColorWarn, w.text)
	default:
		f.word.set(assets.Info, theme.ColorNamePlaceHolder, w.text)
	}
}

// setupWork runs something that takes a while on a step, shows that it runs, and tells what went wrong.
type setupWork struct {
	ctx     func() context.Context
	load    *loader
	busy    bool
	changed func() // the step looks at its buttons
	place   func() string

	spinner *widget.Activity
	text    *widget.Label
	doing   *fyne.Container
	problem *problemPanel
	content *fyne.Container
}

func newSetupWork(p *setupPage, changed func()) *setupWork {
	w := &setupWork{ctx: func() context.Context { return p.ctx }, changed: changed, place: func() string { return p.form.place() }, text: widget.NewLabel("")}
	w.load = newLoader(p.s.nav.runBackground, p.s.after, nil)
	w.spinner = widget.NewActivity()
	stop := newKeyButton(setupStop, w.stop, func() { p.Escape() })
	w.doing = container.NewHBox(container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(20), w.spinner)), w.text, stop)
	w.problem = newProblemPanel(p.s.copy)
	w.content = stacked(inset(gapSmall, 0, gapSmall, 0, w.doing), inset(gapSmall, 0, 0, 0, w.problem.Content()))
	w.show(false)
	w.problem.Content().Hide()
	return w
}

// run does work in the background; done gets its answer on Fyne's goroutine.
func (w *setupWork) run(words string, work func(context.Context) (string, error), done func(string)) {
	w.text.SetText(words)
	w.problem.Content().Hide()
	w.show(true)
	load(w.ctx(), w.load, work, func(answer string, err error) {
		w.show(false)
		if err != nil {
			w.problem.tell(inPlace(app.ProblemOf(err), w.place()), "", nil)
			w.problem.Content().Show()
			w.content.Refresh()
			return
		}
		done(answer)
	})
}

// stop gives up what runs.
func (w *setupWork) stop() {
	w.load.stop()
	w.show(false)
	w.problem.Content().Hide()
}

func (w *setupWork) show(busy bool) {
	w.busy = busy
	setShown(w.doing, busy)
	if busy {
		w.spinner.Start()
	} else {
		w.spinner.Stop()
	}
	w.content.Refresh()
	w.changed()
}
