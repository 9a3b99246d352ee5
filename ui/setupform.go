package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// setupForm asks for the credentials of CMS test data or of real data.
type setupForm struct {
	p        *setupPage
	realData bool
	filling  bool // a file or a pasted text fills the fields

	sets                             *widgets.Choice
	clientID, secret                 *entry
	issued                           *dayField
	program                          *widgets.Choice
	idField, secretField, issuedWord *formField
	file                             *setupFile
	back, run                        *keyButton
	step                             *widget.Label
	content                          fyne.CanvasObject
}

func newSetupForm(p *setupPage, realData bool) *setupForm {
	f := &setupForm{p: p, realData: realData, step: caption("")}
	escape := func() { p.Escape() }
	f.back = newKeyButton(setupBack, p.back, escape)
	f.run = newMainButton(setupTestGo, f.submit, escape)
	f.file = newSetupFile(p, f.fill)
	f.makeFields()
	f.content = f.lay()
	if c := p.doors.renew; c != nil && realData {
		f.clientID.SetText(c.ClientID)
	}
	f.changed("")
	return f
}

func (f *setupForm) makeFields() {
	f.clientID, f.secret = newEntry(""), newEntry("")
	f.clientID.TextStyle = fyne.TextStyle{Monospace: true}
	f.secret.Password = true
	f.issued = newDayField(setupIssuedHint, f.p.s.now)
	f.issued.button.OnEscape = func() { f.p.Escape() }
	f.program = widgets.NewChoice(true, setupSSP, setupREACH, setupOther)
	f.program.OnChosen = func(int) { f.changed("") }
	f.sets = widgets.NewChoice(false, sandboxNames()...)
	f.sets.OnChosen = f.choose
	f.program.OnKey, f.sets.OnKey = f.key, f.key
	f.idField = newFormField(setupClientID, f.clientID)
	f.secretField = newFormField(setupSecret, f.secret)
	f.issuedWord = newFormField(setupIssued, f.issued.box)
	for _, e := range []*entry{f.clientID, f.secret, f.issued.entry} {
		e.OnChanged = f.changed
		e.OnSubmitted = func(string) { f.submit() }
		e.onEscape = func() { f.p.Escape() }
	}
	if !f.realData {
		f.choose(0)
	}
}

// key hears what a choice has no use for.
func (f *setupForm) key(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		f.p.Escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		f.submit()
	}
}

// choose fills in the credentials of a test data set; they can be edited afterwards.
func (f *setupForm) choose(place int) {
	set := sandboxSets()[place]
	f.clientID.SetText(set.clientID)
	f.secret.SetText(set.secret)
}

// fill takes credentials that were found in a file or a pasted text.
func (f *setupForm) fill(c app.Credentials) {
	f.filling = true
	f.clientID.SetText(c.ClientID)
	f.secret.SetText(c.Secret.Reveal())
	f.filling = false
	f.changed("")
	f.focus()
}

func (f *setupForm) lay() fyne.CanvasObject {
	title, fields := setupSandboxHead, stacked()
	if f.realData {
		title = setupRealHead
	}
	if f.p.doors.renew != nil {
		title = setupRenewHead
		fields.Add(wrapped(setupRenewText))
	}
	if !f.realData {
		fields.Add(choiceField(setupDataSet, f.sets))
		fields.Add(inset(0, gapSmall, gapSmall, 0, caption(setupShared)))
	}
	if f.realData {
		fields.Add(inset(0, gapSmall, 0, 0, setupBlock(f.file.content)))
	}
	fields.Add(f.idField.box)
	fields.Add(f.secretField.box)
	if f.realData {
		fields.Add(f.issuedWord.box)
		fields.Add(choiceField(setupProgram, f.program))
	}
	return setupFrame(pageHeading(title), f.step, fields, f.back, f.run)
}

// choiceField is a choice with its name above.
func choiceField(name string, choice fyne.CanvasObject) fyne.CanvasObject {
	const edge = 2 // the names bring space of their own
	return stacked(bold(name), inset(0, 0, edge, 0, container.NewHBox(choice, layout.NewSpacer())))
}

// place is where the credentials of the chosen program are made.
func (f *setupForm) place() string {
	if f.realData {
		switch f.program.Names()[f.program.Chosen()] {
		case setupSSP:
			return placeSSP
		case setupREACH:
			return placeREACH
		}
	}
	return placeOther
}

// changed looks at the form after every key. A whole credentials text that was pasted into a field is taken apart.
func (f *setupForm) changed(text string) {
	if f.content == nil || f.filling {
		return // still being built, or half filled
	}
	if c, err := app.FindCredentials([]byte(text)); err == nil {
		f.fill(c)
		return
	}
	f.idField.say(clientIDWord(f.clientID.Text, f.place()))
	f.secretField.say(secretWord(f.secret.Text, f.p.place))
	f.issuedWord.say(issuedWord(f.issued.entry.Text, f.place(), f.p.s.now()))
	enable(f.run, f.complete())
}

// complete says whether the form can be tried.
func (f *setupForm) complete() bool {
	ok := clientIDWord(f.clientID.Text, "").fits && secretWord(f.secret.Text, app.PlaceReady).fits
	return ok && (!f.realData || issuedWord(f.issued.entry.Text, "", f.p.s.now()).fits)
}

// submit tests what stands in the form.
func (f *setupForm) submit() {
	if f.complete() {
		f.p.show(f.p.test)
		f.p.test.start()
	}
}

// request is the form as the engine takes it.
func (f *setupForm) request() app.ConnectRequest {
	req := app.ConnectRequest{Server: string(claims.EnvSandbox), ClientID: f.clientID.Text, API: "auto"}
	req.Secret = app.PastedSecret(f.secret.Text)
	if f.realData {
		req.Server = string(claims.EnvProduction)
		req.Issued, _ = f.issued.day() // complete has looked at it
		req.Unencrypted = f.p.keep.accept.Checked
	}
	return req
}

// object implements setupStep.
func (f *setupForm) object() fyne.CanvasObject { return f.content }

// refresh implements setupStep.
func (f *setupForm) refresh() {
	f.step.SetText(f.p.stepOf(f))
	f.changed("")
}

// focus puts the keyboard into the first field that is not filled in.
func (f *setupForm) focus() {
	switch {
	case f.complete():
		f.p.s.focus(f.run)
	case f.clientID.Text == "":
		f.p.s.focus(f.clientID)
	case f.secret.Text == "":
		f.p.s.focus(f.secret)
	default:
		f.p.s.focus(f.issued.entry)
	}
}

// leave implements setupStep; what was typed stays for the way back.
func (f *setupForm) leave() { f.file.leave() }

// forget empties the secret field.
func (f *setupForm) forget() {
	f.secret.OnChanged = nil
	f.secret.SetText("")
}
