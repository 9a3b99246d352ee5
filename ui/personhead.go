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
	facts  *widget.Label
	banner *widget.Label
	strip  *widgets.Surface
	button *widget.Button
	whole  bool // the whole MBI is shown
	stop   func()

	content fyne.CanvasObject
}

func newPersonHead(s surroundings) *personHead {
	h := &personHead{s: s, name: widget.NewLabel(""), chips: container.NewHBox(), facts: widget.NewLabel(""), banner: widget.NewLabel(""), stop: func() {}}
	h.name.SizeName = theme.SizeNameHeadingText
	h.name.TextStyle = fyne.TextStyle{Bold: true}
	h.facts.Wrapping, h.banner.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	h.button = widget.NewButton(personShowMBI, h.toggleMBI)
	h.strip = widgets.NewSurface(ColorWarnBack, 0, h.banner)
	h.strip.Hide()
	const closer = -6 // labels bring more space than lines of one text need
	line := container.NewHBox(h.name, container.NewCenter(h.chips))
	button := container.NewVBox(h.button)
	lines := container.New(layout.NewCustomPaddedVBoxLayout(closer), line, h.facts)
	card := widgets.NewSurface(ColorSurface, gapSmall, container.New(layout.NewBorderLayout(nil, nil, nil, button), lines, button))
	h.content = container.New(layout.NewCustomPaddedVBoxLayout(gapSmall), card, h.strip)
	return h
}

// Content is the head.
func (h *personHead) Content() fyne.CanvasObject { return h.content }

func (h *personHead) set(d claims.PersonDetail) {
	h.detail = d
	h.name.SetText(personName(d.Person))
	h.chips.Objects = chipObjects(personChips(d.Person))
	h.chips.Refresh()
	setShown(h.button, d.MBI != "")
	h.setFacts()
	banner := personBanner(d.Person)
	h.banner.SetText(banner)
	setShown(h.strip, banner != "")
	if d.Died {
		h.strip.SetColor(theme.ColorNameHeaderBackground)
	} else {
		h.strip.SetColor(ColorWarnBack)
	}
	h.content.Refresh()
}

func (h *personHead) setFacts() {
	h.facts.SetText(strings.Join(headFacts(h.detail, h.whole, h.s.now()), " · "))
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
func headFacts(d claims.PersonDetail, whole bool, now time.Time) []string {
	facts := []string{bornText(d.Person, now), sexName(d.SexCode)}
	switch {
	case d.MBI == "":
		facts = append(facts, "MBI not given")
	case whole:
		facts = append(facts, "MBI "+mbiText(d.MBI))
	default:
		facts = append(facts, "MBI "+mbiTail(d.MBI))
	}
	if place := cityText(d.Person); place != "" {
		facts = append(facts, place)
	}
	if d.Language != "" {
		facts = append(facts, "Speaks "+languageName(d.Language))
	}
	return append(facts, partsText(d.Parts, now.Format(time.DateOnly)))
}

// personBanner says what to know before calling; empty for nothing.
func personBanner(p claims.Person) string {
	switch {
	case p.Died && p.DeathDate != "":
		return fmt.Sprintf(personDied, dateText(p.DeathDate))
	case p.Died:
		return personDiedNoDate
	case !p.OnList:
		return personOffList
	default:
		return ""
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
	text := "No coverage seen"
	if n := len(parts); n == 1 {
		text = "Part " + parts[0]
	} else if n > 1 {
		text = "Parts " + strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
	if medicaid {
		text += " · Medicaid too"
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
			to = widgets.Cell{Text: "Today", Color: ColorText2}
		case s.To == "":
			to = widgets.Cell{Text: wordNotGiven, Color: ColorText2}
		}
		from := widgets.Cell{Text: dateText(s.From)}
		if from.Text == "" {
			from = widgets.Cell{Text: wordNotGiven, Color: ColorText2}
		}
		rows[i] = []widgets.Cell{{Text: partName(s.Part), Bold: covers(s, day)}, from, to, {Text: orDash(s.Plan)}}
	}
	return rows
}

// recordFacts are the facts of the person's record.
func recordFacts(d claims.PersonDetail) []widgets.Fact {
	given := strings.TrimSpace(nameText(d.FirstName) + " " + nameText(d.MiddleName))
	facts := []widgets.Fact{
		{Name: "Last name", Value: orNotGiven(nameText(d.LastName))}, {Name: "First names", Value: orNotGiven(given)},
		{Name: "Born", Value: orNotGiven(dateText(d.BirthDate))},
	}
	add := func(name, value string) {
		if value != "" {
			facts = append(facts, widgets.Fact{Name: name, Value: value})
		}
	}
	add("Died", dateText(d.DeathDate))
	add("Sex", sexName(d.SexCode))
	add("Race", nameText(d.Race))
	add("Language", languageName(d.Language))
	for i, line := range d.Address {
		add([]string{"Address", ""}[min(i, 1)], nameText(line))
	}
	add("City", cityText(d.Person))
	for i, mbi := range d.MBIs {
		add([]string{"MBI now", "MBI before"}[min(i, 1)], mbiTail(mbi))
	}
	return facts
}

func orNotGiven(text string) string {
	if text == "" {
		return wordNotGiven
	}
	return text
}
