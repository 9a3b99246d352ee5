package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// setupPage is how the first data come in: three ways to start, and for two of them a form with a connection test
// (docs/reference/screens.md 5.1). The form and the test stand side by side, so that a correction is seen where it is made.
type setupPage struct {
	s     surroundings
	doors setupDoors

	practise, sandbox, real, cancel *widget.Button
	chooser                         fyne.CanvasObject
	form                            *setupForm
	content                         *fyne.Container
	ctx                             context.Context // of the present showing, for tests of the connection
}

var (
	_ page    = (*setupPage)(nil)
	_ focuser = (*setupPage)(nil)
	_ escaper = (*setupPage)(nil)
)

func newSetupPage(s surroundings, doors setupDoors) *setupPage {
	p := &setupPage{s: s, doors: doors}
	p.practise = widget.NewButton(setupPracticeGo, doors.open.startPractice)
	p.practise.Importance = widget.HighImportance
	p.sandbox = widget.NewButton(setupSandboxGo, func() { p.openForm(false) })
	p.real = widget.NewButton(setupRealGo, func() { p.openForm(true) })
	p.cancel = widget.NewButton(setupCancel, s.nav.back)
	p.cancel.Hidden = !doors.back
	p.chooser = p.makeChooser()
	p.content = container.NewStack(p.chooser)
	return p
}

func (p *setupPage) makeChooser() fyne.CanvasObject {
	cards := inColumns(nil,
		setupCard(assets.People, setupPracticeTitle, setupPracticeText, setupPracticeNeeds, p.practise),
		setupCard(assets.Download, setupSandboxTitle, setupSandboxText, setupSandboxNeeds, p.sandbox),
		setupCard(assets.Home, setupRealTitle, setupRealText, setupRealNeeds, p.real),
	)
	how := widget.NewLabel(setupHow)
	how.Wrapping = fyne.TextWrapWord
	head := stacked(pageHeading(setupWelcome), how)
	foot := inset(gapSmall, 0, 0, 0, container.NewHBox(p.cancel))
	middle := stacked(head, inset(pageMargin, 0, 0, 0, cards), inset(gapSmall, 0, 0, 0, foot))
	// A little above the middle looks like the middle.
	return container.New(layout.NewCustomPaddedLayout(0, 0, pageMargin, pageMargin), container.New(risen{}, middle))
}

// setupCard is one way to start.
func setupCard(sign assets.Symbol, title, text, needs string, button *widget.Button) fyne.CanvasObject {
	icon := widget.NewIcon(theme.NewColoredResource(symbol(sign), theme.ColorNamePrimary))
	picture := inset(0, gapSmall, gapSmall, 0, container.NewHBox(container.NewGridWrap(fyne.NewSquareSize(32), icon)))
	words := widget.NewLabel(text)
	words.Wrapping = fyne.TextWrapWord
	condition := caption(needs)
	condition.Wrapping = fyne.TextWrapWord
	top := stacked(picture, heading(title), words)
	bottom := stacked(condition, inset(gapSmall, 0, gapSmall, gapSmall, button))
	return widgets.NewSurface(ColorSurface, pageMargin, container.New(layout.NewBorderLayout(nil, bottom, nil, nil), inset(0, gapSmall, 0, 0, top), bottom))
}

// pageHeading is text of the size of a page title.
func pageHeading(text string) *widget.Label {
	label := widget.NewLabel(text)
	label.SizeName = theme.SizeNameHeadingText
	label.TextStyle = fyne.TextStyle{Bold: true}
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

// Title implements page.
func (p *setupPage) Title() string { return titleSetup }

// Content implements page.
func (p *setupPage) Content() fyne.CanvasObject { return p.content }

// Show implements page. What was typed stays while the page is open.
func (p *setupPage) Show(ctx context.Context) {
	p.ctx = ctx
	if p.form != nil {
		p.form.show(ctx)
	}
}

// Focus implements focuser.
func (p *setupPage) Focus() {
	if p.form != nil {
		p.s.focus(p.form.first())
		return
	}
	p.s.focus(p.practise)
}

// Escape goes from the form back to the three cards.
func (p *setupPage) Escape() bool {
	if p.form == nil {
		return false
	}
	p.closeForm()
	return true
}

func (p *setupPage) openForm(realData bool) {
	p.form = newSetupForm(p.s, p.doors, realData, p.closeForm)
	p.content.Objects = []fyne.CanvasObject{p.form.content}
	p.content.Refresh()
	if p.ctx != nil {
		p.form.show(p.ctx)
	}
	p.Focus()
}

// closeForm forgets what was typed: a secret does not stay behind a closed form.
func (p *setupPage) closeForm() {
	p.form.leave()
	p.form = nil
	p.content.Objects = []fyne.CanvasObject{p.chooser}
	p.content.Refresh()
	p.Focus()
}
