package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// formField is a field of a form with its name above and a word about what is typed beneath.
type formField struct {
	name string
	word *signed
	box  *fyne.Container
}

func newFormField(name string, field fyne.CanvasObject) *formField {
	f := &formField{name: name, word: newSigned()}
	f.word.label.SizeName = theme.SizeNameCaptionText
	label := widget.NewLabel(name)
	label.TextStyle = fyne.TextStyle{Bold: true}
	f.box = stacked(label, inset(0, 0, gapSmall, gapSmall, field), inset(0, 0, gapSmall, 0, f.word.box))
	return f
}

// say shows the word about the field, with a sign where there is something to see.
func (f *formField) say(w fieldWord) {
	switch {
	case w.good:
		f.word.set(assets.Check, ColorOK, w.text)
	case w.bad:
		f.word.set(assets.Warning, ColorWarn, w.text)
	default:
		f.word.set(assets.Info, theme.ColorNamePlaceHolder, w.text)
	}
}

// setupForm is the connection of CMS test data or of real data, with its test beside it.
type setupForm struct {
	s        surroundings
	doors    setupDoors
	realData bool
	// guard asks the system whether the disk is encrypted; it waits for the system.
	guard func(context.Context) app.DiskGuard
	load  *loader
	ctx   context.Context

	sets           *widget.RadioGroup
	clientID       *entry
	secret         *entry
	issued         *dayField
	program        *widget.Select
	accept         *widget.Check
	guardLine      *signed
	idField        *formField
	secretField    *formField
	issuedField    *formField
	test           *connectionTest
	back, run, end *widget.Button
	content        fyne.CanvasObject
}

func newSetupForm(s surroundings, doors setupDoors, realData bool, back func()) *setupForm {
	f := &setupForm{s: s, doors: doors, realData: realData, guard: app.FindDiskGuard}
	f.load = newLoader(s.nav.runBackground, s.after, nil)
	f.test = newConnectionTest(s, f)
	f.makeFields()
	f.back = widget.NewButton(setupBack, back)
	f.run = widget.NewButton(setupTest, f.test.start)
	f.end = widget.NewButton(setupConnect, f.test.connect)
	f.content = f.lay()
	f.changed()
	return f
}

func (f *setupForm) makeFields() {
	typed := func(string) { f.changed() }
	f.clientID, f.secret = newEntry(""), newEntry("")
	f.clientID.TextStyle = fyne.TextStyle{Monospace: true}
	f.secret.Password = true
	f.issued = newDayField(setupIssuedHint, f.s.now)
	f.program = widget.NewSelect([]string{setupSSP, setupREACH, setupOther}, typed)
	f.program.SetSelected(setupSSP)
	f.accept = widget.NewCheck(setupPlainAccept, func(bool) { f.changed() })
	f.guardLine = newSigned()
	f.guardLine.set(assets.Info, theme.ColorNamePlaceHolder, setupGuardAsking)
	f.sets = widget.NewRadioGroup(sandboxNames(), f.choose)
	f.sets.Required = true
	f.idField = newFormField(setupClientID, f.clientID)
	f.secretField = newFormField(setupSecret, f.secret)
	f.issuedField = newFormField(setupIssued, f.issued.box)
	if !f.realData {
		f.sets.SetSelected(sandboxSets()[0].name)
	}
	for _, e := range []*entry{f.clientID, f.secret, f.issued.entry} {
		e.OnChanged = typed
		e.OnSubmitted = func(string) { f.submit() }
		e.onEscape = func() { f.back.OnTapped() }
	}
}

// choose fills in the credentials of a test data set; they can be edited afterwards.
func (f *setupForm) choose(name string) {
	for _, set := range sandboxSets() {
		if set.name == name {
			f.clientID.SetText(set.clientID)
			f.secret.SetText(set.secret)
		}
	}
}

func (f *setupForm) lay() fyne.CanvasObject {
	title, fields := setupSandboxHead, stacked()
	if f.realData {
		title = setupRealHead
		program := widget.NewLabel(setupProgram)
		program.TextStyle = fyne.TextStyle{Bold: true}
		const names, wide = 96, 240
		fields.Add(container.NewHBox(atWidth(names, program), atWidth(wide, f.program)))
	} else {
		fields.Add(choiceField(setupDataSet, f.sets))
		fields.Add(inset(0, gapSmall, gapSmall, 0, caption(setupShared)))
	}
	fields.Add(f.idField.box)
	fields.Add(f.secretField.box)
	if f.realData {
		fields.Add(f.issuedField.box)
		fields.Add(inset(gapSmall, gapSmall, gapSmall, gapSmall, f.plainBox()))
	}
	left := container.NewVScroll(inset(0, 0, 0, gapSmall, fields))
	right := stacked(f.test.content)
	buttons := container.New(layout.NewBorderLayout(nil, nil, f.back, nil), f.back,
		container.NewHBox(layout.NewSpacer(), beside(f.run, f.end)))
	middle := inset(gapSmall, gapSmall, 0, 0, inColumns([]float32{3, 2}, left, right))
	return framed(pageHeading(title), middle, buttons)
}

// choiceField is a choice with its name above.
func choiceField(name string, choice fyne.CanvasObject) fyne.CanvasObject {
	label := widget.NewLabel(name)
	label.TextStyle = fyne.TextStyle{Bold: true}
	return stacked(label, inset(0, 0, 4, 0, choice))
}

// plainBox says that real data lie unencrypted, what the computer does about it, and asks.
func (f *setupForm) plainBox() fyne.CanvasObject {
	head := newSigned()
	head.label.TextStyle = fyne.TextStyle{Bold: true}
	head.set(assets.Warning, ColorWarn, setupPlainTitle)
	text := widget.NewLabel(setupPlainText)
	text.Wrapping = fyne.TextWrapWord
	const sign = 24 // the text stands under the words of the head, not under its sign
	under := inset(0, 0, sign, 0, stacked(text))
	return widgets.NewSurface(ColorWarnBack, gapSmall, stacked(head.box, under, f.guardLine.box, inset(0, 0, sign, 0, f.accept)))
}

// place is where the credentials of the chosen program are made.
func (f *setupForm) place() string {
	switch f.program.Selected {
	case setupSSP:
		return placeSSP
	case setupREACH:
		return placeREACH
	default:
		return placeOther
	}
}

// changed looks at the form after every key: an earlier test says nothing about what stands there now.
func (f *setupForm) changed() {
	if f.end == nil {
		return // still being built
	}
	f.test.forget()
	f.idField.say(clientIDWord(f.clientID.Text, f.place()))
	f.secretField.say(secretWord(f.secret.Text))
	if f.realData {
		f.issuedField.say(issuedWord(f.issued.entry.Text, f.place(), f.s.now()))
	}
	f.setButtons()
}

// complete says whether the form can be tried. The confirmation is for keeping data, not for a test.
func (f *setupForm) complete() bool {
	ok := clientIDWord(f.clientID.Text, "").good && secretWord(f.secret.Text).good
	return ok && (!f.realData || issuedWord(f.issued.entry.Text, "", f.s.now()).good)
}

// confirmed says that the person accepted what needs accepting.
func (f *setupForm) confirmed() bool { return !f.realData || f.accept.Checked }

func (f *setupForm) setButtons() {
	busy, passed := f.test.busy, f.test.passed
	enable(f.run, f.complete() && !busy)
	enable(f.end, passed && f.confirmed() && !busy)
	f.run.Importance, f.end.Importance = widget.HighImportance, widget.MediumImportance
	f.run.SetText(setupTest)
	if passed {
		f.run.Importance, f.end.Importance = widget.MediumImportance, widget.HighImportance
	}
	if f.test.tried {
		f.run.SetText(setupTestAgain)
	}
	f.run.Refresh()
	f.end.Refresh()
}

// enable switches a button.
func enable(b *widget.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// submit is Enter in a field: the next step that can be taken.
func (f *setupForm) submit() {
	switch {
	case !f.end.Disabled():
		f.test.connect()
	case !f.run.Disabled():
		f.test.start()
	}
}

// request is the form as the engine takes it.
func (f *setupForm) request() app.ConnectRequest {
	req := app.ConnectRequest{Server: string(claims.EnvSandbox), ClientID: f.clientID.Text, API: "auto"}
	req.Secret = app.PastedSecret(f.secret.Text)
	if f.realData {
		req.Server = string(claims.EnvProduction)
		req.Issued, _ = f.issued.day() // complete has looked at it
		req.Unencrypted = f.accept.Checked
	}
	return req
}

// noteForIT is what IT has to allow; it holds no credentials.
func (f *setupForm) noteForIT() string {
	origin := claims.SandboxOrigin
	if f.realData {
		origin = claims.ProductionOrigin
	}
	return fmt.Sprintf(setupNote, origin, f.place())
}

func (f *setupForm) first() fyne.Focusable {
	if f.realData {
		return f.clientID
	}
	return f.run
}

// show asks about the disk, once for as long as the form is open.
func (f *setupForm) show(ctx context.Context) {
	f.ctx = ctx
	if !f.realData {
		return
	}
	load(ctx, f.load, func(ctx context.Context) (app.DiskGuard, error) { return f.guard(ctx), nil }, func(g app.DiskGuard, _ error) {
		switch {
		case g.Known && g.On:
			f.guardLine.set(assets.Check, ColorOK, g.String())
		case g.Known:
			f.guardLine.set(assets.Warning, ColorProblem, g.String())
		default:
			f.guardLine.set(assets.Info, theme.ColorNamePlaceHolder, g.String())
		}
	})
}

// leave stops what runs and empties the secret field.
func (f *setupForm) leave() {
	f.load.stop()
	f.test.load.stop()
	f.secret.OnChanged = nil
	f.secret.SetText("")
}
