package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// setupFrame is a step: a box with its title and number, what it asks, and the buttons.
func setupFrame(title, step *widget.Label, middle fyne.CanvasObject, back fyne.CanvasObject, forward ...fyne.CanvasObject) fyne.CanvasObject {
	number := container.NewCenter(step)
	head := container.New(layout.NewBorderLayout(nil, nil, nil, number), title, number)
	row := container.New(layout.NewBorderLayout(nil, nil, back, nil), back, container.NewHBox(layout.NewSpacer(), beside(forward...)))
	body := inset(gapSmall, gapSmall, 0, 0, container.NewVScroll(middle))
	buttons := inset(0, gapSmall, gapSmall, gapSmall, row) // as far from the edge as the words of the title
	box := widgets.NewOutline(framed(head, body, buttons))
	return container.New(inBox{}, box)
}

// setupBlock is a surface or the like of a step, in line with its words and buttons.
func setupBlock(o fyne.CanvasObject) fyne.CanvasObject { return inset(0, 0, gapSmall, gapSmall, o) }

// inBox lays out one object a little above the middle, of one size for all steps, so that nothing jumps from step to step;
// where the window is smaller the object fills it.
type inBox struct{}

// Layout implements fyne.Layout.
func (inBox) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const wide, tall, above = 800, 640, 0.36
	scale, room := textScaleNow(), size.SubtractWidthHeight(2*gapSmall, 2*gapSmall)
	box := fyne.NewSize(min(room.Width, wide*scale), min(room.Height, tall*scale))
	for _, o := range objects {
		o.Move(fyne.NewPos(gapSmall+(room.Width-box.Width)/2, gapSmall+(room.Height-box.Height)*above))
		o.Resize(box)
	}
}

// MinSize implements fyne.Layout.
func (inBox) MinSize(objects []fyne.CanvasObject) fyne.Size { return risen{}.MinSize(objects) }

// setupCard is one way to start.
func setupCard(sign assets.Symbol, title, text, needs string, button fyne.CanvasObject) fyne.CanvasObject {
	icon := widget.NewIcon(theme.NewColoredResource(symbol(sign), theme.ColorNamePrimary))
	picture := inset(0, gapSmall, gapSmall, 0, container.NewHBox(container.NewGridWrap(fyne.NewSquareSize(32*textScaleNow()), icon)))
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
	// locked looks again at the keychain, which cannot be used any more; then follows.
	locked func(then func())
	focus  func(fyne.Focusable)

	spinner *widget.Activity
	text    *widget.Label
	doing   *fyne.Container
	problem *problemPanel
	trouble *fyne.Container // problem with its space
	content *fyne.Container
}

func newSetupWork(p *setupPage, changed func()) *setupWork {
	w := &setupWork{ctx: func() context.Context { return p.ctx }, changed: changed, place: func() string { return p.form.place() }, locked: p.lookForKeychain, focus: p.s.focus, text: widget.NewLabel("")}
	w.load = newLoader(p.s.nav.runBackground, p.s.after, nil)
	w.spinner = widget.NewActivity()
	stop := newKeyButton(setupStop, w.stop, func() { p.Escape() })
	w.doing = container.NewHBox(container.NewCenter(container.NewGridWrap(fyne.NewSquareSize(20), w.spinner)), w.text, stop)
	w.problem = newProblemPanel(p.s.copy)
	w.doing = inset(gapSmall, 0, gapSmall, 0, w.doing)
	w.trouble = inset(gapSmall, gapSmall, 0, 0, setupBlock(w.problem.Content()))
	w.content = stacked(w.doing, w.trouble)
	w.trouble.Hide()
	w.show(false)
	return w
}

// run does work in the background; done gets its answer on Fyne's goroutine. again does it once more.
func (w *setupWork) run(words string, work func(context.Context) (string, error), done func(string), again func()) {
	w.text.SetText(words)
	w.trouble.Hide()
	w.show(true)
	load(w.ctx(), w.load, work, func(answer string, err error) {
		w.show(false)
		if err != nil {
			w.told(err, again)
			return
		}
		done(answer)
	})
}

// told says what went wrong. Where the keychain is out of reach, the step asks for a password instead, and somebody who unlocks the keychain
// can try again.
func (w *setupWork) told(err error, again func()) {
	problem := inPlace(app.ProblemOf(err), w.place())
	if errors.Is(err, app.ErrNoKeychain) {
		problem.Screen = setupKeychainGone
		w.problem.tell(problem, wordTryAgain, func() {
			w.locked(func() {
				again()
				w.focusTry() // where it is still locked
			})
		})
		w.trouble.Show()
		w.locked(w.focusTry)
	} else {
		w.problem.tell(problem, "", nil)
		w.trouble.Show()
	}
	w.content.Refresh()
}

// focusTry puts the keyboard on the button that tries again, while it is there.
func (w *setupWork) focusTry() {
	if !w.busy && w.trouble.Visible() {
		w.focus(w.problem.step)
	}
}

// stop gives up what runs.
func (w *setupWork) stop() {
	w.load.stop()
	w.trouble.Hide()
	w.show(false)
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
