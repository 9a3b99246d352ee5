package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// prefTour says that the tour was begun, or not wanted.
const prefTour = "tour-seen"

// tourStep points at a place of the window and says what it is for.
type tourStep struct {
	page  string // of the rail, which comes to the front
	title string
	text  string
	place func() fyne.CanvasObject
}

// tour leads through the window in a few steps. It lies over the page without covering it: everything can be used meanwhile, and Esc on
// its buttons or Leave ends it.
type tour struct {
	sh    *shell
	home  *homePage
	steps []tourStep
	at    int // the step that is shown; -1 for none

	frame        *canvas.Rectangle
	title, text  *widget.Label
	leave        *keyButton
	before, next *keyButton
	buttons      *fyne.Container
	card         *fyne.Container
	layer        *fyne.Container
}

func newTour(sh *shell, home *homePage) *tour {
	t := &tour{sh: sh, home: home, at: -1, title: bold(""), text: wrapped("")}
	object := func(o fyne.CanvasObject) func() fyne.CanvasObject { return func() fyne.CanvasObject { return o } }
	item := func(id string) func() fyne.CanvasObject {
		return func() fyne.CanvasObject { return sh.rail.items[id] }
	}
	t.steps = []tourStep{
		{pageHome, tourHome, tourHomeText, object(home.data.box)},
		{pageHome, tourFind, tourFindText, object(sh.search.Field())},
		{pagePeople, tourPeople, tourPeopleText, object(sh.people.middle)},
		{pageEvents, tourEvents, tourEventsText, func() fyne.CanvasObject {
			if sh.events.side.Visible() {
				return sh.events.side
			}
			return sh.events.middle
		}},
		{pageAnalysis, tourAnalysis, tourAnalysisText, object(sh.analysis.middle)},
		{pageExcel, tourExcel, tourExcelText, item(pageExcel)},
		{pageHelp, tourHelp, tourHelpText, object(sh.help.again)},
	}
	t.frame = canvas.NewRectangle(nil)
	const thick = 3
	t.frame.StrokeWidth, t.frame.CornerRadius = thick, 6
	t.leave = newKeyButton(tourLeave, t.end, t.end)
	t.leave.Importance = widget.LowImportance
	t.before = newKeyButton(tourBack, func() { t.show(t.at - 1) }, t.end)
	t.next = newMainButton("", t.forward, t.end)
	t.buttons = container.New(layout.NewCustomPaddedHBoxLayout(gapSmall), t.leave, layout.NewSpacer(), t.before, t.next)
	inside := stacked(t.title, t.text, inset(gapSmall, 0, 0, 0, t.buttons))
	t.card = container.NewStack(widgets.NewOutline(widgets.NewSurface(theme.ColorNameOverlayBackground, gapSmall, inside)))
	t.layer = container.New(t, t.frame, t.card)
	t.layer.Hide()
	return t
}

// begin shows the first step. From then on Home does not offer the tour any more.
func (t *tour) begin() {
	t.decline()
	t.home.arrange()
	t.show(0)
}

func (t *tour) forward() { t.show(t.at + 1) }

// show shows a step; after the last one the tour ends.
func (t *tour) show(at int) {
	if at >= len(t.steps) || at < 0 {
		t.end()
		return
	}
	t.at = at
	step := t.steps[at]
	t.sh.goTo(step.page)
	t.title.SetText(fmt.Sprintf(tourPlace, at+1, len(t.steps), step.title))
	t.text.SetText(step.text)
	t.next.SetText(tourNext)
	if at == len(t.steps)-1 {
		t.next.SetText(tourDone)
	}
	setShown(t.before, at > 0)
	t.buttons.Refresh()
	t.frame.StrokeColor = theme.Color(theme.ColorNamePrimary)
	t.layer.Show()
	t.layer.Refresh()
	t.sh.s.focus(t.next)
	t.sh.s.after(spinnerDelay, func() { // what the page reads may move the place
		if t.at == at {
			t.layer.Refresh()
		}
	})
}

// end leaves the tour where it is.
func (t *tour) end() {
	t.at = -1
	t.layer.Hide()
	t.sh.focusPage()
}

// offered says whether Home offers the tour: on practice data, until it was taken or not wanted.
func (t *tour) offered() bool {
	return t.sh.session.environment() == claims.EnvPractice && !t.sh.u.preferences().Bool(prefTour)
}

// decline takes the offer away.
func (t *tour) decline() { t.sh.u.preferences().SetBool(prefTour, true) }

// tourWide is how wide the card is at a text size of 100 %.
const tourWide = 340

// Layout implements fyne.Layout: the frame around the place, the card beside it where there is room, and never beyond the window.
func (t *tour) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	if t.at < 0 {
		return
	}
	const off = 4
	driver := fyne.CurrentApp().Driver()
	place := t.steps[t.at].place()
	from := driver.AbsolutePositionForObject(place).Subtract(driver.AbsolutePositionForObject(t.layer)).SubtractXY(off, off)
	room := place.Size().AddWidthHeight(2*off, 2*off)
	t.frame.Move(from)
	t.frame.Resize(room)
	wide := min(tourWide*textScaleNow(), size.Width-2*gapSmall)
	t.card.Resize(fyne.NewSize(wide, t.card.MinSize().Height))
	tall := t.card.MinSize().Height // of text that is wrapped at this width
	t.card.Resize(fyne.NewSize(wide, tall))
	t.card.Move(t.beside(from, room, fyne.NewSize(wide, tall), size))
}

// beside finds room for the card: under the place, above it, right of it, else in its lower corner.
func (t *tour) beside(from fyne.Position, place, card, window fyne.Size) fyne.Position {
	within := func(v, most float32) float32 { return max(gapSmall, min(v, most-gapSmall)) }
	x, y := within(from.X, window.Width-card.Width), within(from.Y, window.Height-card.Height)
	switch {
	case from.Y+place.Height+gapSmall+card.Height <= window.Height:
		return fyne.NewPos(x, from.Y+place.Height+gapSmall)
	case from.Y-gapSmall-card.Height >= 0:
		return fyne.NewPos(x, from.Y-gapSmall-card.Height)
	case from.X+place.Width+gapSmall+card.Width <= window.Width:
		return fyne.NewPos(from.X+place.Width+gapSmall, y)
	default:
		return fyne.NewPos(within(from.X+place.Width-card.Width-pageMargin, window.Width-card.Width), within(from.Y+place.Height-card.Height-pageMargin, window.Height-card.Height))
	}
}

// MinSize implements fyne.Layout.
func (t *tour) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// newTourOffer asks on Home whether somebody wants the tour.
func newTourOffer(take, decline func()) *fyne.Container {
	yes, no := newKeyButton(tourTake, take, nil), newKeyButton(tourNotNow, decline, nil)
	no.Importance = widget.LowImportance
	ends := beside(no, yes)
	line := wrapped(tourOfferText)
	return container.NewStack(widgets.NewSurface(ColorInfoBack, gapSmall/2, container.New(layout.NewBorderLayout(nil, nil, nil, ends), line, ends)))
}
