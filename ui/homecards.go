package ui

import (
	"fmt"
	"strings"
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

// figure is one large number with its name.
type figure struct {
	value *widget.Label
	box   *fyne.Container
}

func newFigure(name string) *figure {
	f := &figure{value: widget.NewLabel(homeUnknown)}
	f.value.SizeName = SizeFigure
	f.value.TextStyle = fyne.TextStyle{Bold: true}
	const closer = -12 // name and number belong together
	f.box = container.New(layout.NewCustomPaddedVBoxLayout(closer), caption(name), f.value)
	return f
}

// dataCard is what the data set holds.
type dataCard struct {
	people, claims, paid, last *figure
	delay, note                *widget.Label
	box                        fyne.CanvasObject
}

func newDataCard() *dataCard {
	c := &dataCard{people: newFigure(homePeople), claims: newFigure(homeClaims), paid: newFigure(homePaid), last: newFigure(homeLastVisit)}
	c.note, c.delay = caption(app.CountingText(claims.LeftOut{})+homeCounted), wrapped("")
	c.note.Wrapping = fyne.TextWrapWord
	figures := inColumns([]float32{3, 3, 4, 4}, c.people.box, c.claims.box, c.paid.box, c.last.box)
	upper := stacked(figures, c.delay)
	c.box = widgets.NewSurface(ColorSurface, gapSmall, container.New(layout.NewBorderLayout(upper, c.note, nil, nil), upper, c.note))
	return c
}

func (c *dataCard) set(s claims.Summary, left claims.LeftOut, delay hospitalDelay) {
	c.delay.SetText(delay.homeText())
	c.note.SetText(app.CountingText(left) + homeCounted)
	c.people.value.SetText(app.CountText(s.OnList))
	c.claims.value.SetText(app.CountText(claimsIn(s)))
	c.paid.value.SetText(moneyWhole(s.PaymentCents))
	c.last.value.SetText(homeNone)
	if s.LastServiceDate != "" {
		c.last.value.SetText(dateText(s.LastServiceDate))
	}
}

// claimsIn adds up the claims of all types.
func claimsIn(s claims.Summary) int {
	total := 0
	for _, n := range s.Claims {
		total += n
	}
	return total
}

// holdsData says whether anything is stored.
func holdsData(status app.Status) bool { return status.All.People > 0 || claimsIn(status.All) > 0 }

// datesCard is what has a day: how old the data are, how long the secret works, and what the year brings.
type datesCard struct {
	facts  *widgets.Facts
	chip   *widgets.Chip
	season *widget.Label
	move   *fyne.Container // leads to version 3
	box    fyne.CanvasObject
}

// newDatesCard returns the card; move leads from version 2 to version 3.
func newDatesCard(move func()) *datesCard {
	c := &datesCard{facts: widgets.NewFacts(widgets.Measured), chip: widgets.NewChip(widgets.ChipSpec{}), season: caption("")}
	c.season.Wrapping = fyne.TextWrapWord
	button := newKeyButton(homePlanMove, move, nil)
	c.move = inset(0, gapSmall, gapSmall, 0, container.NewHBox(button))
	c.chip.Hide()
	c.season.Hide()
	c.move.Hide()
	head := container.New(layout.NewBorderLayout(nil, nil, nil, nil), container.NewHBox(heading(homeDates), layout.NewSpacer(), container.NewCenter(c.chip)))
	c.box = widgets.NewSurface(ColorSurface, gapSmall, stacked(head, inset(0, gapSmall, gapSmall, gapSmall, c.facts), c.season, c.move))
	return c
}

func (c *datesCard) set(status app.Status, now time.Time) {
	c.facts.Set(dateFacts(status))
	spec, shown := secretChip(status)
	c.chip.Set(spec)
	setShown(c.chip, shown)
	season := seasonText(status, now)
	c.season.SetText(season)
	setShown(c.season, season != "")
	setShown(c.move, status.Connection != nil && status.Connection.InUse == claims.V2)
}

// seasonText says what the time of the year does to data of CMS (docs/reference/bcda-protocol.md 7); empty for nothing. Until data of
// the new year are in, CMS may still be rebuilding its lists.
func seasonText(status app.Status, now time.Time) string {
	c := status.Connection
	if c == nil || c.Environment != claims.EnvProduction || c.Generic() {
		return ""
	}
	last := status.LastRefresh
	reopened := last != nil && last.State == claims.RefreshDone && last.StartedAt.Year() == now.Year()
	switch month := now.Month(); {
	case month >= time.November, month <= time.March && !reopened:
		return homePause
	case month <= time.July:
		return homeLastYear
	default:
		return ""
	}
}

// dateFacts are the lines of the card.
func dateFacts(status app.Status) []widgets.Fact {
	asOf := homeAsOfNone
	if status.Current.DataAsOf != "" {
		asOf = app.DayText(status.Current.DataAsOf)
	}
	refreshed := homeNone
	if last := status.LastRefresh; last != nil {
		refreshed = last.StartedAt.Format(dayWords)
	}
	facts := []widgets.Fact{{Name: homeAsOf, Value: asOf}, {Name: homeRefreshed, Value: refreshed}}
	connection := status.Connection
	if connection == nil {
		return facts
	}
	facts = append(facts, widgets.Fact{Name: homeSecretDays, Value: secretDays(status)})
	switch connection.InUse {
	case claims.V2:
		facts = append(facts, widgets.Fact{Name: homeV2Ends, Value: homeV2EndDay})
	case claims.V3:
		facts = append(facts, widgets.Fact{Name: homeVersion, Value: homeV3})
	}
	return facts
}

// secretDays says how long the secret still works.
func secretDays(status app.Status) string {
	days := status.CredentialDays
	switch {
	case status.Connection.Environment == claims.EnvPractice:
		return homeSecretOwn
	case days == nil:
		return homeSecretUnknown
	case *days < 0:
		return homeSecretExpired
	case *days == 0:
		return homeSecretToday
	default:
		return fmt.Sprintf(homeSecretLeft, countDays.Of(*days))
	}
}

// secretChip warns of a secret that ends soon.
func secretChip(status app.Status) (spec widgets.ChipSpec, shown bool) {
	switch app.WarningOf(status.CredentialDays) {
	case app.CredentialUnknown:
		return widgets.ChipSpec{}, false
	case app.CredentialExpired:
		return widgets.ChipSpec{Icon: symbol(assets.Cross), Word: secretDays(status), Tone: toneProblem()}, true
	case app.CredentialDue, app.CredentialLastDay:
		return widgets.ChipSpec{Icon: symbol(assets.Warning), Word: homeRotateNow, Tone: toneWarn()}, true
	case app.CredentialDueSoon:
		return widgets.ChipSpec{Icon: symbol(assets.Warning), Word: homeDueSoon, Tone: toneWarn()}, true
	default:
		return widgets.ChipSpec{Icon: symbol(assets.Check), Word: setupStepOK, Tone: toneOK()}, true
	}
}

// setTitle names the data set without naming anybody in it.
func setTitle(c *claims.Connection) string {
	switch {
	case c == nil:
		return homeFromFiles
	case c.Label != "":
		return c.Label
	case c.Environment == claims.EnvPractice:
		return homePractice
	case c.Environment == claims.EnvSandbox:
		return homeSandbox
	case c.Entity != "":
		return fmt.Sprintf(homeRealOf, strings.ToUpper(c.Entity))
	default:
		return homeReal
	}
}
