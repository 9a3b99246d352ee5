package ui

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// mbiShown is how long a whole MBI stays on the screen (docs/reference/screens.md 5.4).
const mbiShown = 30 * time.Second

// personHead says who a person is. It stays above the tabs.
type personHead struct {
	s      surroundings
	detail claims.PersonDetail
	name   *widget.Label
	chips  *fyne.Container
	line   *fyne.Container // name and chips
	facts  *widget.Label
	banner *widget.Label
	strip  *widgets.Surface
	button *keyButton
	review *keyButton // leads to the identity check
	export *keyButton
	more   *keyButton
	view   *personView // nil until it is read
	read   bool
	whole  bool // the whole MBI is shown
	stop   func()

	content fyne.CanvasObject
}

// newPersonHead returns an empty head; review leads to the identity checks, export saves the person's workbook, more lists what else there is.
func newPersonHead(s surroundings, review, export func(), more func() []*fyne.MenuItem) *personHead {
	h := &personHead{s: s, name: widget.NewLabel(""), chips: container.NewHBox(), facts: widget.NewLabel(""), banner: widget.NewLabel(""), stop: func() {}}
	h.name.SizeName = theme.SizeNameHeadingText
	h.name.TextStyle = fyne.TextStyle{Bold: true}
	h.facts.Wrapping, h.banner.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	h.button = newKeyButton(personShowMBI, h.toggleMBI, nil)
	h.review = newKeyButton(personReviewDo, review, nil)
	h.review.Hide()
	h.export = newKeyButton(personExport, export, nil)
	h.more = newKeyButton(personMore, nil, nil)
	h.more.OnTapped = func() { h.openMenu(more()) }
	side := container.NewVBox(layout.NewSpacer(), h.review, layout.NewSpacer())
	words := container.NewVBox(layout.NewSpacer(), h.banner, layout.NewSpacer())
	h.strip = widgets.NewSurface(ColorWarnBack, 0, inset(2, 2, gapSmall, gapSmall, container.New(layout.NewBorderLayout(nil, nil, nil, side), words, side)))
	h.strip.Hide()
	const closer = -6 // labels bring more space than lines of one text need
	h.name.Wrapping = fyne.TextWrapWord
	buttons := container.NewVBox(container.NewHBox(h.button, h.export, h.more))
	h.line = container.New(nameLine{}, h.name, container.NewCenter(h.chips))
	top := container.New(layout.NewBorderLayout(nil, nil, nil, buttons), h.line, buttons)
	card := widgets.NewSurface(ColorSurface, gapSmall, container.New(layout.NewCustomPaddedVBoxLayout(closer), top, h.facts))
	h.content = container.New(layout.NewCustomPaddedVBoxLayout(gapSmall), card, h.strip)
	return h
}

// nameLine lays out a name and the chips after it: a name too long for the line goes on in the next.
type nameLine struct{}

// Layout implements fyne.Layout.
func (nameLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name, chips := objects[0], objects[1]
	wide := chips.MinSize().Width
	label, ok := name.(*widget.Label)
	if !ok {
		return
	}
	const sides = 4 * gapSmall // a label keeps space at both ends
	whole := fyne.MeasureText(label.Text, theme.SizeForWidget(label.SizeName, label), label.TextStyle).Width + sides
	room := max(0, min(whole, size.Width-wide-gapSmall))
	name.Resize(fyne.NewSize(room, size.Height))
	chips.Move(fyne.NewPos(room, 0))
	chips.Resize(fyne.NewSize(wide, size.Height))
}

// MinSize implements fyne.Layout.
func (nameLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	name, chips := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(name.Width+chips.Width, max(name.Height, chips.Height))
}

// Content is the head.
func (h *personHead) Content() fyne.CanvasObject { return h.content }

func (h *personHead) set(d claims.PersonDetail) {
	h.detail = d
	h.name.SetText(h.s.cover.name(d.Person))
	h.chips.Objects = chipObjects(personChips(d.Person))
	h.line.Refresh() // shares the room anew
	setShown(h.button, d.MBI != "" && !h.s.cover.on())
	h.setFacts()
	h.read = true
	h.setBanner()
}

// Retell says anew who the person is: names were hidden or are shown again.
func (h *personHead) Retell() {
	h.hideMBI()
	if h.read {
		h.set(h.detail)
	}
}

// tell adds what the story of the person says.
func (h *personHead) tell(v *personView) {
	h.view = v
	h.setBanner()
}

func (h *personHead) setBanner() {
	if !h.read {
		return
	}
	banner := personBanner(h.detail, h.view)
	h.banner.SetText(banner.text)
	setShown(h.strip, banner.text != "")
	setShown(h.review, banner.review)
	h.strip.SetColor(banner.color)
	h.content.Refresh()
}

// openMenu shows what else there is under the button.
func (h *personHead) openMenu(items []*fyne.MenuItem) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(h.more); c != nil {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(h.more)
		menu := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
		wide := menu.MinSize().Width
		menu.ShowAtPosition(fyne.NewPos(max(0, at.X+h.more.Size().Width-wide), at.Y+h.more.Size().Height))
	}
}

func (h *personHead) setFacts() {
	h.facts.SetText(strings.Join(headFacts(h.detail, h.s.cover, h.whole, h.s.now()), " · "))
	h.button.SetText(personShowMBI)
	if h.whole {
		h.button.SetText(personHideMBI)
	}
}

// toggleMBI shows the whole MBI for a while, or hides it.
func (h *personHead) toggleMBI() {
	if h.whole {
		h.hideMBI()
		return
	}
	h.whole = true
	h.setFacts()
	h.stop = h.s.after(mbiShown, h.hideMBI)
}

func (h *personHead) hideMBI() {
	h.stop()
	if h.whole {
		h.whole = false
		h.setFacts()
	}
}

// headFacts are the facts of the line under the name.
func headFacts(d claims.PersonDetail, cover covering, whole bool, now time.Time) []string {
	facts := []string{cover.born(d.Person, now), sexName(d.SexCode)}
	switch {
	case d.MBI == "":
		facts = append(facts, headMBINone)
	case whole:
		facts = append(facts, fmt.Sprintf(namedMBI, mbiText(d.MBI)))
	default:
		facts = append(facts, fmt.Sprintf(namedMBI, cover.mbi(d.MBI)))
	}
	if place := cover.place(d.Person); place != "" {
		facts = append(facts, place)
	}
	if d.Language != "" {
		facts = append(facts, fmt.Sprintf(headSpeaks, languageName(d.Language)))
	}
	facts = append(facts, partsText(d.Parts, now.Format(time.DateOnly)))
	switch {
	case d.KnownSince == "":
	case d.KnownBefore:
		facts = append(facts, fmt.Sprintf(personKnownBefore, dateText(d.KnownSince)))
	default:
		facts = append(facts, fmt.Sprintf(personKnown, dateText(d.KnownSince)))
	}
	return facts
}

// banner is what to know before calling.
type banner struct {
	text   string // empty for nothing
	color  fyne.ThemeColorName
	review bool // there is something to decide
}

// personBanner says what to know before calling: the first of several things (docs/reference/screens.md 5.4). v is nil while the story
// has not been read.
func personBanner(d claims.PersonDetail, v *personView) banner {
	switch {
	case d.Died && d.DeathDate != "":
		return banner{text: fmt.Sprintf(personDied, dateText(d.DeathDate)), color: theme.ColorNameHeaderBackground}
	case d.Died:
		return banner{text: personDiedNoDate, color: theme.ColorNameHeaderBackground}
	case v != nil && v.diedInClaim():
		return banner{text: personClaimDied, color: ColorWarnBack}
	case !d.OnList && d.LeftOn != "":
		return banner{text: fmt.Sprintf(personOffSince, dateText(d.LeftOn)), color: ColorWarnBack}
	case !d.OnList:
		return banner{text: personOffList, color: ColorWarnBack}
	case d.Review:
		return banner{text: personReview, color: ColorWarnBack, review: true}
	case v != nil && v.noSupply() != "":
		return banner{text: fmt.Sprintf(personNoSupply, dateText(v.noSupply())), color: ColorInfoBack}
	default:
		return banner{color: ColorWarnBack}
	}
}

// partsText says which coverage a person has on a day: Parts A, B and D · Medicaid too.
func partsText(spans []claims.CoverageSpan, day string) string {
	var parts []string
	medicaid := false
	for _, s := range spans {
		switch {
		case !covers(s, day):
		case s.Part == "DUAL":
			medicaid = true
		case s.Part != "" && (len(parts) == 0 || parts[len(parts)-1] != s.Part):
			parts = append(parts, s.Part)
		}
	}
	text := personNoCoverage
	if n := len(parts); n == 1 {
		text = fmt.Sprintf(headPart, parts[0])
	} else if n > 1 {
		text = fmt.Sprintf(headParts, strings.Join(parts[:n-1], ", "), parts[n-1])
	}
	if medicaid {
		text = fmt.Sprintf(headMedicaid, text)
	}
	return text
}

// covers says whether a coverage holds on a day. A cancelled one never does.
func covers(s claims.CoverageSpan, day string) bool {
	if s.Status != "" && s.Status != "active" {
		return false
	}
	return (s.From == "" || s.From <= day) && (s.To == "" || s.To >= day)
}

// coverageRows are the rows of the coverage table.
func coverageRows(spans []claims.CoverageSpan, day string) [][]widgets.Cell {
	rows := make([][]widgets.Cell, len(spans))
	for i, s := range spans {
		to := widgets.Cell{Text: dateText(s.To)}
		switch {
		case s.To == "" && covers(s, day):
			to = widgets.Cell{Text: coverageToday, Color: ColorText2}
		case s.To == "":
			to = widgets.Cell{Text: wordNotGiven, Color: ColorText2}
		}
		from := widgets.Cell{Text: dateText(s.From)}
		if from.Text == "" {
			from = widgets.Cell{Text: wordNotGiven, Color: ColorText2}
		}
		rows[i] = []widgets.Cell{
			{Text: partName(s.Part), Bold: covers(s, day)}, from, to, {Text: orDash(s.Plan)}, {Text: orDash(contractText(s))}, {Text: orDash(coverageMore(s))},
		}
	}
	return rows
}

// contractText is contract and plan number, unless the plan is called by it.
func contractText(s claims.CoverageSpan) string {
	if s.Contract == s.Plan {
		return ""
	}
	return s.Contract
}

// coverageMore says what a coverage is about: Medicaid, or why the person has Medicare.
func coverageMore(s claims.CoverageSpan) string {
	if s.Dual != "" {
		return labelOr(codes.Dual, s.Dual)
	}
	if s.Reason != "" {
		return fmt.Sprintf(coverageBecause, strings.ToLower(labelOr(codes.Entitlement, s.Reason)))
	}
	return ""
}

// labelOr is the label of a code, else the code.
func labelOr(set codes.Set, code string) string {
	if label := codes.Label(set, code); label != "" {
		return label
	}
	return fmt.Sprintf(codeOther, code)
}

// recordFacts are the facts of the person's record.
func recordFacts(d claims.PersonDetail, cover covering, now time.Time) []widgets.Fact {
	given := strings.TrimSpace(nameText(d.FirstName) + " " + nameText(d.MiddleName))
	facts := []widgets.Fact{
		{Name: recordLast, Value: orNotGiven(cover.either(nameText(d.LastName), initialsOf(claims.Person{LastName: d.LastName})))},
		{Name: recordFirst, Value: orNotGiven(cover.either(given, initialsOf(claims.Person{FirstName: given})))},
		{Name: headBorn, Value: orNotGiven(cover.either(dateText(d.BirthDate), ageText(d.BirthDate, ageDay(d.Person, now))))},
	}
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, widgets.Fact{Name: name, Value: value})
		}
	}
	add(chipDied, dateText(d.DeathDate))
	add(headSex, sexName(d.SexCode))
	add(recordRace, nameText(d.Race))
	add(recordLanguage, languageName(d.Language))
	for i, line := range d.Address {
		add([]string{recordAddress, ""}[min(i, 1)], cover.either(nameText(line), coverDots))
	}
	add(recordCity, cover.place(d.Person))
	for i, mbi := range d.MBIs {
		add([]string{recordMBI, recordMBIBefore}[min(i, 1)], cover.mbi(mbi))
	}
	return facts
}

func orNotGiven(text string) string {
	if text == "" {
		return wordNotGiven
	}
	return text
}
