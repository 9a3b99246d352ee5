package ui

import (
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

// lastAct is what a person can do about the last refresh.
type lastAct int

const (
	lastNothing lastAct = iota
	lastCarryOn         // take it up, or fetch what is missing
	lastAgain           // ask anew
	lastSecret          // paste a new secret
	lastRunout          // get last year's claims
)

// lastLine is one thing to know about the last refresh.
type lastLine struct {
	sign  assets.Symbol
	color fyne.ThemeColorName
	text  string
}

// lastView is what Downloads says of the last refresh while none is running.
type lastView struct {
	title string
	chip  widgets.ChipSpec
	lines []lastLine
	act   lastAct
	step  string // words of the button; empty for none
}

// viewOfLast puts the last refresh into words, from what is stored alone.
func viewOfLast(report claims.RefreshReport, now time.Time) lastView {
	r := report.Refresh
	v := lastView{title: fmt.Sprintf(lastTitle, whenText(r.StartedAt)), chip: resultChip(r, false)}
	switch {
	case !r.State.Ended():
		v.openLines(report, now)
		return v
	case r.State == claims.RefreshFailed:
		v.say(assets.Cross, ColorProblem, fmt.Sprintf(lastFailed, sentence(r.Problem)))
		v.act, v.step = lastAgain, homeTryAgain
	case r.State == claims.RefreshExpired:
		v.say(assets.Cross, ColorProblem, lastExpired)
		v.act, v.step = lastAgain, homeTryAgain
	case r.State == claims.RefreshCancelled:
		v.say(assets.Info, ColorInfo, lastStopped)
	case r.State == claims.RefreshPartly:
		v.partlyLines(report, now)
	default:
		v.say(assets.Check, ColorOK, lastAllIn.Of(r.Files))
	}
	v.broughtLines(report)
	return v
}

func (v *lastView) say(sign assets.Symbol, color fyne.ThemeColorName, text string) {
	v.lines = append(v.lines, lastLine{sign, color, text})
}

// openLines say why a refresh that has not ended stands still, and what a person can do.
func (v *lastView) openLines(report claims.RefreshReport, now time.Time) {
	r := report.Refresh
	why := waitWords(r)
	sign, color := assets.Warning, ColorWarn
	switch {
	case why.Notice:
		sign, color = assets.Info, ColorInfo
	case r.Reason.NeedsPerson():
		sign, color = assets.Cross, ColorProblem
	}
	v.title = fmt.Sprintf(lastOpenTitle, requestWords(r), whenText(r.StartedAt))
	v.say(sign, color, joined(sentence(why.Title), why.Text))
	switch r.Reason {
	case claims.WaitCredentials:
		v.act, v.step = lastSecret, homePasteSecret
	case claims.WaitJanuary:
		v.say(assets.Info, ColorInfo, lastJanuary)
		v.act, v.step = lastRunout, lastRunoutDo
	}
	if in := filesIn(report); in > 0 {
		v.say(assets.Check, ColorOK, lastFilesIn.Of(in))
	}
	v.leftLine(report, now)
}

// waitWords say why a refresh that has not ended stands still.
func waitWords(r claims.Refresh) app.Problem {
	if r.Reason == "" {
		return app.Problem{Title: lastHalfway, Text: lastHalfwayText, Notice: true}
	}
	why := app.WaitProblem(r.Reason)
	if r.Problem != "" && r.Problem != why.Title {
		why.Title, why.Text = r.Problem, ""
	}
	return why
}

// partlyLines say which files are missing and whether they can still be had.
func (v *lastView) partlyLines(report claims.RefreshReport, now time.Time) {
	r := report.Refresh
	missing := r.Missing + r.Refused
	what := lastNotFetched
	switch {
	case r.Missing == 0:
		what = lastNotRead
	case r.Refused > 0:
		what = lastNotEither
	}
	text := fmt.Sprintf(lastOf, app.CountText(r.Files), countFiles.Of(r.Files+missing)) + " " + fmt.Sprintf(what, app.CountText(missing))
	ofClaims := 0
	for _, f := range report.Lacking {
		if f.Type == claims.TypeEOB {
			ofClaims++
		}
	}
	if ofClaims > 0 {
		text += " " + fmt.Sprintf(lastMayMiss, app.CountText(ofClaims*peopleOfFile))
	}
	v.say(assets.Warning, ColorWarn, text+" "+lastSinceStays)
	v.leftLine(report, now)
	v.act, v.step = lastCarryOn, lastFetch
}

// peopleOfFile is how many people the claims of one file are of, at the most: CMS splits exports by so many
// (docs/reference/bcda-protocol.md 7).
const peopleOfFile = 50

// broughtLines say what came, what CMS could not give, and what to look at.
func (v *lastView) broughtLines(report claims.RefreshReport) {
	r := report.Refresh
	if r.People > 0 {
		text := fmt.Sprintf(progressPeople, countPeople.Of(r.People))
		if r.NewPeople+r.GonePeople > 0 && r.NewPeople < r.People { // else it is the first list
			text = fmt.Sprintf(lastPeople, countPeople.Of(r.People), app.CountText(r.NewPeople), app.CountText(r.GonePeople))
		}
		v.say(assets.People, ColorText2, text)
	}
	switch {
	case r.NewClaims+r.ChangedClaims > 0:
		text := fmt.Sprintf(lastClaims, countNewClaims.Of(r.NewClaims), app.CountText(r.ChangedClaims))
		if r.PaidCents != 0 {
			text += " " + fmt.Sprintf(lastPaid, moneyMoved(r.PaidCents))
		}
		v.say(assets.Download, ColorText2, text)
	case r.State == claims.RefreshDone:
		v.say(assets.Download, ColorText2, lastNoClaims)
	}
	if r.NotSupplied > 0 {
		v.say(assets.Info, ColorInfo, fmt.Sprintf(lastNotSupplied, countPeople.Of(r.NotSupplied)))
	}
	for _, w := range app.WarningsOf(report) {
		v.say(assets.Warning, ColorWarn, joined(w.Title, w.Text))
	}
}

// leftLine says how long CMS keeps files that are not in.
func (v *lastView) leftLine(report claims.RefreshReport, now time.Time) {
	left, ok := timeLeft(report, now)
	if !ok {
		return
	}
	sign, color := assets.Info, ColorInfo
	if left < pressingLeft {
		sign, color = assets.Warning, ColorWarn
	}
	v.say(sign, color, fmt.Sprintf(progressLeftFiles, app.SpanText(left)))
}

// timeLeft is how long CMS keeps the files of a refresh that are not in; false where it keeps none, or does not say until when.
func timeLeft(report claims.RefreshReport, now time.Time) (time.Duration, bool) {
	for _, job := range report.Jobs {
		if left := job.ExpiresAt.Sub(now); job.State == claims.JobListed && left > 0 {
			return left, true
		}
	}
	return 0, false
}

// filesIn counts the files that came in. While a refresh is open its own count is not made yet.
func filesIn(report claims.RefreshReport) int {
	in := 0
	for _, t := range report.Types {
		in += t.Files
	}
	return in
}

// joined puts two sentences behind each other.
func joined(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

// lastPanel shows a lastView.
type lastPanel struct {
	title *widget.Label
	chip  *widgets.Chip
	lines *fyne.Container
	step  *keyButton
	place fyne.CanvasObject // of the step
	act   lastAct
	box   *widgets.Surface
}

// newLastPanel returns an empty panel; do is called with what its button stands for.
func newLastPanel(do func(lastAct)) *lastPanel {
	p := &lastPanel{title: heading(""), chip: widgets.NewChip(widgets.ChipSpec{}), lines: stacked()}
	p.title.Wrapping = fyne.TextWrapWord
	p.step = newMainButton("", func() { do(p.act) }, nil)
	side := inset(6, 0, 0, gapSmall, container.NewVBox(p.chip))
	head := container.New(layout.NewBorderLayout(nil, nil, nil, side), p.title, side)
	p.place = inset(gapSmall, gapSmall, gapSmall, 0, container.NewHBox(p.step))
	p.box = widgets.NewSurface(ColorSurface, gapSmall, stacked(head, inset(0, 0, gapSmall, gapSmall, p.lines), p.place))
	return p
}

func (p *lastPanel) set(v lastView) {
	p.title.SetText(v.title)
	p.chip.Set(v.chip)
	p.lines.Objects = nil
	for _, l := range v.lines {
		line := newSigned()
		line.set(l.sign, l.color, l.text)
		p.lines.Add(container.New(closeLines{}, line.box))
	}
	p.act = v.act
	p.step.SetText(v.step)
	setShown(p.place, v.step != "")
	p.box.Refresh()
}
