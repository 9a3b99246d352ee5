package ui

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// personSummary is the first tab: a picture of the years, what happened lately, and what to know (docs/reference/screens.md 5.4).
type personSummary struct {
	s    surroundings
	page *personPage
	view *personView

	span    *widgets.Choice
	kinds   *widgets.Select
	picture *widgets.Lanes
	drawn   personPicture
	picked  *widget.Label
	looking *widget.Label

	lately, known, contacts, diseases, doctor, notes *fyne.Container
	word                                             *signed
	problem                                          *problemPanel
	inside                                           *fyne.Container
	box                                              *fyne.Container
}

func newPersonSummary(s surroundings, page *personPage) *personSummary {
	p := &personSummary{s: s, page: page, word: newSigned(), looking: caption(wordLooking), problem: newProblemPanel(s.copy)}
	p.word.box.Hide()
	p.looking.Hide()
	p.makePicture()
	for _, box := range []**fyne.Container{&p.lately, &p.known, &p.contacts, &p.diseases, &p.doctor, &p.notes} {
		*box = tightLines()
	}
	left := stacked(section(personToKnow, p.known), section(personLately, p.lately), section(personNotes, p.notes))
	right := stacked(section(personContacts, p.contacts), section(personTopDx, p.diseases), section(personDoctor, p.doctor))
	p.inside = stacked(p.pictureCard(), inset(gapSmall, 0, 0, 0, p.word.box), inset(gapSmall, 0, 0, 0, inColumns(nil, left, right)))
	p.problem.Content().Hide()
	scroll := container.NewVScroll(inset(0, 0, 0, gapSmall, p.inside))
	p.box = container.NewStack(scroll, stacked(p.problem.Content()))
	p.draw()
	return p
}

// tightLines puts lines of text under each other as close as lines of one text stand.
func tightLines(objects ...fyne.CanvasObject) *fyne.Container {
	const closer = -8 // labels bring more space than that
	return container.New(layout.NewCustomPaddedVBoxLayout(closer), objects...)
}

// section is lines under a heading.
func section(title string, lines *fyne.Container) fyne.CanvasObject {
	return inset(0, gapSmall, 0, 0, widgets.NewSurface(ColorSurface, gapSmall, stacked(bold(title), lines)))
}

func (p *personSummary) makePicture() {
	p.span = widgets.NewChoice(true, personRange12, personRange36, personRangeAll)
	p.span.Choose(rangeThree)
	p.span.OnChosen = func(int) { p.draw() }
	p.kinds = chooser(pictureKinds(), func(int) { p.draw() })
	p.picked = widget.NewLabel("")
	p.picked.Truncation = fyne.TextTruncateEllipsis
	p.picture = widgets.NewLanes()
	p.picture.Quiet = ColorText2
	p.picture.OnPick = func(lane, mark int) {
		if mark < 0 {
			p.picked.SetText(p.hint())
			return
		}
		p.picked.SetText(p.picture.Content()[lane].Marks[mark].Words)
	}
	p.picture.OnOpen = func(lane, mark int) { p.page.openItem(p.drawn.behind[lane][mark]) }
	p.picture.OnZoom = func(by int) { p.span.Choose(min(rangeAll, max(rangeYear, p.span.Chosen()-by))) }
}

func (p *personSummary) pictureCard() fyne.CanvasObject {
	title := bold(personGlance)
	controls := container.New(layout.NewRowWrapLayoutWithCustomPadding(gapSmall, 0), title, p.span, atWidth(232, widgets.NewOutline(p.kinds)))
	foot := withSign(caption(personLateNote), p.looking)
	return widgets.NewSurface(ColorSurface, gapSmall, stacked(controls, inset(gapSmall, 0, gapSmall, gapSmall, p.picture), tightLines(p.picked, foot)))
}

// busy shows or hides Looking….
func (p *personSummary) busy(looking bool) {
	setShown(p.looking, looking)
	if looking { // again, after a problem: the sign is in the card
		p.problem.Content().Hide()
		p.inside.Show()
	}
}

// set shows what was read.
func (p *personSummary) set(v *personView) {
	p.view = v
	p.problem.Content().Hide()
	p.inside.Show()
	p.draw()
	var lately, known, contacts, diseases, notes []fyne.CanvasObject
	if len(v.story.Claims) == 0 {
		lately = append(lately, newTapLine(personNoClaims+". "+personNoClaimsTx, nil))
	}
	for _, s := range v.lately {
		if len(v.story.Claims) == 0 {
			break
		}
		lately = append(lately, newTapLine(s.Text, p.way(s.Claim)))
	}
	for _, line := range v.known() {
		known = append(known, newTapLine(line.text, p.way(line.claim)))
	}
	for _, item := range v.contacts {
		contacts = append(contacts, newTapLine(joinParts(itemDates(item), itemTitle(item), itemWho(item)), p.way(item.Claim)))
	}
	for _, dx := range v.diseases {
		diseases = append(diseases, newTapLine(diseaseLine(v.names, dx), p.way(dx.Claim)))
	}
	for _, n := range v.notes {
		notes = append(notes, noteLine(n, p.s.cover, p.s.now().Location(), func() { p.page.removeNote(n) }))
	}
	notes = append(notes, container.NewHBox(newKeyButton(personAddNote, p.page.askNote, nil)))
	fillLines(p.lately, lately, personNoContacts)
	fillLines(p.known, known, personNothing)
	fillLines(p.contacts, contacts, personNoContacts)
	fillLines(p.diseases, diseases, personNoDxYear)
	fillLines(p.notes, notes, "")
	p.box.Refresh()
}

// way leads to a claim; nil where there is none.
func (p *personSummary) way(id claims.ClaimID) func() {
	if id.FHIRID == "" {
		return nil
	}
	return func() { p.page.openClaim(id) }
}

// fillLines replaces lines; none are told by words.
func fillLines(box *fyne.Container, lines []fyne.CanvasObject, none string) {
	if len(lines) == 0 {
		quiet := widget.NewLabel(none)
		quiet.Importance = widget.LowImportance
		lines = []fyne.CanvasObject{quiet}
	}
	box.Objects = lines
	box.Refresh()
}

// setDoctor names the usual doctor.
func (p *personSummary) setDoctor(doctor claims.Party) {
	text := personNoDoctor
	if doctor.NPI != "" {
		text = partyText(doctor, "")
		if doctor.Name != "" {
			text = joinParts(text, fmt.Sprintf(namedNPI, doctor.NPI))
		}
	}
	p.doctor.Objects = []fyne.CanvasObject{newTapLine(text, nil)}
	p.doctor.Refresh()
}

// hint says how the picture is used, or that it has nothing to pick.
func (p *personSummary) hint() string {
	for _, lane := range p.drawn.lanes {
		if len(lane.Marks) > 0 {
			return personPick
		}
	}
	if p.view == nil {
		return ""
	}
	return timelineNone
}

// draw draws the picture for what the controls say; before anything was read its lanes are empty, and keep its place.
func (p *personSummary) draw() {
	view := p.view
	if view == nil {
		view = &personView{asOf: p.s.now().Format(time.DateOnly)}
	}
	p.drawn = pictureOf(view, p.span.Chosen(), p.kinds.SelectedIndex())
	p.picture.Set(p.drawn.lanes, p.drawn.from, p.drawn.to, p.drawn.late, p.drawn.ticks)
	if _, mark := p.picture.Picked(); mark < 0 {
		p.picked.SetText(p.hint())
	}
	p.inside.Refresh()
}

// fail shows what kept the story from being read.
func (p *personSummary) fail(err error, again func()) {
	p.problem.tell(app.ProblemOf(err), wordTryAgain, again)
	p.problem.Content().Show()
	p.inside.Hide()
}

func (p *personSummary) say(sign assets.Symbol, color fyne.ThemeColorName, text string) {
	p.word.set(sign, color, text)
	setShown(p.word.box, text != "")
	p.box.Refresh()
}

// content implements personTab.
func (p *personSummary) content() fyne.CanvasObject { return p.box }

// show implements personTab: the page reads the story.
func (p *personSummary) show(context.Context) {}

// focus implements personTab.
func (p *personSummary) focus() { p.s.focus(p.picture) }

// copyRows copies the summary as text.
func (p *personSummary) copyRows() {
	if p.view != nil {
		p.s.copy(personSummaryText(p.page.head.detail, p.view, p.s.cover, p.s.now()))
	}
}

// escape implements personTab.
func (p *personSummary) escape() bool { return false }
