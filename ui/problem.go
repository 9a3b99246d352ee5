package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// problemPanel tells a problem: what happened, what it means for the data, and one step. What is for support stays behind
// a button (docs/reference/screens.md, rule 7).
type problemPanel struct {
	box     *widgets.Surface
	words   *fyne.Container
	mark    *fyne.Container
	title   *widget.Label
	text    *widget.Label
	step    *keyButton
	details *keyButton
	copying *keyButton
	detail  *widget.Label
	copy    func(string)
	problem app.Problem
}

// newProblemPanel returns an empty panel; copy puts text on the clipboard.
func newProblemPanel(copy func(string)) *problemPanel {
	p := &problemPanel{
		mark: container.NewStack(), title: widget.NewLabel(""), text: widget.NewLabel(""), detail: widget.NewLabel(""), copy: copy,
	}
	p.title.TextStyle = fyne.TextStyle{Bold: true}
	p.title.Wrapping, p.text.Wrapping, p.detail.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord, fyne.TextWrapBreak
	p.detail.TextStyle = fyne.TextStyle{Monospace: true}
	p.detail.SizeName = theme.SizeNameCaptionText
	p.step = newMainButton("", nil, nil)
	p.details = newKeyButton(problemDetails, p.toggle, nil)
	p.copying = newKeyButton(problemCopy, func() { p.copy(p.problem.Title + "\n" + p.problem.Detail) }, nil)
	const closer = -8 // labels bring more space than lines of one text need
	p.words = stacked(container.New(layout.NewCustomPaddedVBoxLayout(closer), p.title, p.text, p.detail),
		inset(gapSmall, 0, gapSmall, 0, beside(p.step, p.details, p.copying)))
	sign := container.New(layout.NewCustomPaddedLayout(8, 0, 0, 0), container.NewVBox(signRoom(p.mark)))
	p.box = widgets.NewSurface(ColorProblemBack, 16, container.New(layout.NewBorderLayout(nil, nil, sign, nil), sign, p.words))
	return p
}

// plain leaves the filled button to the page, whose main button stays while the problem is told.
func (p *problemPanel) plain() { p.step.Importance = widget.MediumImportance }

// setEscape has Esc do something while one of the panel's buttons has the keyboard; without it the window hears of it.
func (p *problemPanel) setEscape(escape func()) {
	p.step.OnEscape, p.details.OnEscape, p.copying.OnEscape = escape, escape, escape
}

// tell shows a problem with the step to take; without words for the step there is none.
func (p *problemPanel) tell(problem app.Problem, step string, act func()) {
	p.problem = problem
	tone, sign := toneProblem(), assets.Warning
	if problem.Notice {
		tone, sign = toneInfo(), assets.Info
	}
	p.box.SetColor(tone.Back)
	icon := canvas.NewImageFromResource(theme.NewColoredResource(symbol(sign), tone.Front))
	icon.FillMode = canvas.ImageFillContain
	p.mark.Objects = []fyne.CanvasObject{icon}
	p.mark.Refresh()
	p.title.SetText(problem.Title)
	text := problem.Text
	if problem.Screen != "" {
		text = problem.Screen
	}
	p.text.SetText(text)
	p.text.Hidden = text == ""
	p.step.SetText(step)
	p.step.OnTapped = act
	p.step.Hidden = step == ""
	p.details.Hidden = problem.Detail == ""
	p.detail.SetText(problem.Detail)
	p.openDetails(false)
}

func (p *problemPanel) toggle() { p.openDetails(p.detail.Hidden) }

func (p *problemPanel) openDetails(open bool) {
	p.detail.Hidden, p.copying.Hidden = !open, !open
	p.details.SetText(problemDetails)
	if open {
		p.details.SetText(problemHideDetails)
	}
	p.words.Refresh() // the buttons need other room with other words
	p.box.Refresh()
}

// Content is the panel, as wide as it is given and as tall as it needs.
func (p *problemPanel) Content() fyne.CanvasObject { return p.box }
