package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
)

// setupPage is how the first data come in (docs/reference/screens.md 5.1): three ways to start, then for two of them the
// credentials, the connection test, and what this computer needs. With a connection to renew it begins at the credentials.
type setupPage struct {
	s     surroundings
	doors setupDoors
	ctx   context.Context // of the present showing
	load  *loader
	place app.SecretPlace // where the secret will be kept

	practise, sandbox, real, cancel *keyButton
	chooser                         fyne.CanvasObject

	form  *setupForm // nil on the first step
	test  *setupTest
	keep  *setupKeep
	front setupStep

	content *fyne.Container
}

// setupStep is one of the steps, as a page of its own.
type setupStep interface {
	object() fyne.CanvasObject
	focus()
	// refresh brings what is shown in line with what is known.
	refresh()
	// leave ends what runs on the step.
	leave()
}

var (
	_ page    = (*setupPage)(nil)
	_ focuser = (*setupPage)(nil)
	_ escaper = (*setupPage)(nil)
)

func newSetupPage(s surroundings, doors setupDoors) *setupPage {
	p := &setupPage{s: s, doors: doors}
	p.load = newLoader(s.nav.runBackground, s.after, nil)
	escape := func() { p.Escape() }
	p.practise = newMainButton(setupPracticeGo, doors.open.startPractice, escape)
	p.sandbox = newKeyButton(setupSandboxGo, func() { p.openForm(false) }, escape)
	p.real = newKeyButton(setupRealGo, func() { p.openForm(true) }, escape)
	p.cancel = newKeyButton(setupCancel, s.nav.back, escape)
	p.cancel.Hidden = !doors.back
	p.chooser = p.makeChooser()
	p.content = container.NewStack(p.chooser)
	if doors.renew != nil {
		p.openForm(doors.renew.Environment != claims.EnvSandbox)
	}
	return p
}

func (p *setupPage) makeChooser() fyne.CanvasObject {
	cards := inColumns(nil,
		setupCard(assets.People, setupPracticeTitle, setupPracticeText, setupPracticeNeeds, p.practise),
		setupCard(assets.Download, setupSandboxTitle, setupSandboxText, setupSandboxNeeds, p.sandbox),
		setupCard(assets.Home, setupRealTitle, setupRealText, setupRealNeeds, p.real),
	)
	how := wrapped(setupHow)
	head := stacked(pageHeading(setupWelcome), how)
	foot := inset(gapSmall, 0, 0, 0, container.NewHBox(p.cancel))
	middle := stacked(head, inset(pageMargin, 0, 0, 0, cards), inset(gapSmall, 0, 0, 0, foot))
	// A little above the middle looks like the middle.
	return container.New(layout.NewCustomPaddedLayout(0, 0, pageMargin, pageMargin), container.New(risen{}, middle))
}

// Title implements page.
func (p *setupPage) Title() string { return titleSetup }

// Content implements page.
func (p *setupPage) Content() fyne.CanvasObject { return p.content }

// Show implements page. What was typed stays while the page is open.
func (p *setupPage) Show(ctx context.Context) {
	p.ctx = ctx
	p.lookForKeychain(nil)
}

// lookForKeychain asks whether there is a keychain, which decides about the last step. The answer is long there when somebody comes to it;
// a keychain that is locked meanwhile makes the step ask for a password. then follows; it may be nil.
func (p *setupPage) lookForKeychain(then func()) {
	load(p.ctx, p.load, p.doors.secrets.SecretPlace, func(place app.SecretPlace, err error) {
		if err == nil {
			p.place = place
		}
		if p.front != nil {
			p.front.refresh()
		}
		if then != nil {
			then()
		}
	})
}

// Focus implements focuser.
func (p *setupPage) Focus() {
	if p.front != nil {
		p.front.focus()
		return
	}
	p.s.focus(p.practise)
}

// Escape goes one step back, from the first one to the data set that is open.
func (p *setupPage) Escape() bool {
	switch {
	case p.front != nil:
		p.back()
	case p.doors.back:
		p.s.nav.back()
	default:
		return false
	}
	return true
}

// back is the button of that name on every step.
func (p *setupPage) back() {
	switch p.front {
	case setupStep(p.keep):
		p.show(p.test)
	case setupStep(p.test):
		p.show(p.form)
	default:
		p.closeForm()
	}
}

// show brings a step to the front.
func (p *setupPage) show(step setupStep) {
	if p.front != nil {
		p.front.leave()
	}
	p.front = step
	step.refresh()
	p.content.Objects = []fyne.CanvasObject{step.object()}
	p.content.Refresh()
	step.focus()
}

func (p *setupPage) openForm(realData bool) {
	p.form = newSetupForm(p, realData)
	p.test = newSetupTest(p)
	p.keep = newSetupKeep(p)
	p.front = p.form
	p.form.refresh()
	p.content.Objects = []fyne.CanvasObject{p.form.object()}
	p.content.Refresh()
	if p.ctx != nil {
		p.Focus()
	}
}

// closeForm forgets what was typed: a secret does not stay behind a closed form.
func (p *setupPage) closeForm() {
	p.forget()
	if p.doors.renew != nil {
		p.s.nav.back()
		return
	}
	p.form, p.test, p.keep, p.front = nil, nil, nil, nil
	p.content.Objects = []fyne.CanvasObject{p.chooser}
	p.content.Refresh()
	p.Focus()
}

func (p *setupPage) forget() {
	p.front.leave()
	p.form.forget()
	p.keep.forget()
}

// needsKeep says whether this computer has something to ask before the connection is kept.
func (p *setupPage) needsKeep() bool {
	return p.place != app.PlaceReady || p.form.realData && p.doors.renew == nil
}

// stepOf says which step of how many a step is.
func (p *setupPage) stepOf(step setupStep) string {
	at, all := 2, 3
	switch step {
	case setupStep(p.test):
		at = 3
	case setupStep(p.keep):
		at = 4
	}
	if p.needsKeep() {
		all++
	}
	if p.doors.renew != nil { // there is no way to choose
		at, all = at-1, all-1
	}
	return fmt.Sprintf(setupStepOf, at, all)
}

// connect keeps the connection and opens its data set.
func (p *setupPage) connect(work *setupWork, password string) {
	req := p.form.request()
	work.run(setupSaving, func(ctx context.Context) (string, error) {
		if password != "" {
			if err := p.doors.secrets.UnlockSecrets(ctx, password); err != nil {
				return "", err
			}
		}
		result, err := p.doors.connect.Connect(ctx, req)
		return result.Set, err
	}, func(set string) {
		p.forget()
		if p.doors.renew != nil {
			p.s.nav.back()
			return
		}
		p.doors.open.openNamed(set, true)
	}, func() {
		switch {
		case p.front == setupStep(p.keep):
			p.keep.submit()
		case p.front == setupStep(p.test) && !p.needsKeep():
			p.test.goOn()
		}
	})
}
