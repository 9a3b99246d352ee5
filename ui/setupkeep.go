package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// setupKeep is the last step: what this computer needs before a connection is kept. Real data lie unencrypted for now,
// which a person has to accept; where there is no keychain, the secret needs a password.
type setupKeep struct {
	p *setupPage
	// guard asks the system whether the disk is encrypted; it waits for the system.
	guard func(context.Context) app.DiskGuard
	load  *loader
	asked bool

	accept    *keyCheck
	guardLine *signed
	plain     fyne.CanvasObject
	password  *passwordFields
	forgot    *keyButton
	lost      fyne.CanvasObject // forgot with its space
	sealed    fyne.CanvasObject
	work      *setupWork
	step      *widget.Label

	back, end *keyButton
	content   fyne.CanvasObject
}

func newSetupKeep(p *setupPage) *setupKeep {
	k := &setupKeep{p: p, guard: app.FindDiskGuard, step: caption(""), guardLine: newSigned()}
	k.load = newLoader(p.s.nav.runBackground, p.s.after, nil)
	escape := func() { p.Escape() }
	k.back = newKeyButton(setupBack, p.back, escape)
	k.end = newMainButton(setupConnect, k.submit, escape)
	k.accept = newKeyCheck(setupPlainAccept, func(bool) { k.setButtons() }, k.key)
	k.guardLine.set(assets.Info, theme.ColorNamePlaceHolder, setupGuardAsking)
	k.password = newPasswordFields(func() { k.setButtons() }, k.submit, escape)
	k.plain = inset(0, pageMargin, 0, 0, setupBlock(k.makePlain()))
	k.forgot = newKeyButton(forgotDo, func() {
		askToForget(p.s, p.doors.secrets, p.doors.window, func() {
			p.place = app.PlaceNewPassword
			k.refresh()
			k.focus()
		})
	}, escape)
	k.lost = inset(gapSmall, 0, gapSmall, 0, container.NewHBox(k.forgot))
	k.sealed = setupBlock(widgets.NewSurface(ColorSurface, gapSmall, stacked(k.password.content, k.lost)))
	k.work = newSetupWork(p, k.setButtons)
	middle := stacked(k.work.content, k.plain, k.sealed) // what goes wrong stands where it is seen in a low window
	k.content = setupFrame(pageHeading(setupKeepHead), k.step, middle, k.back, k.end)
	return k
}

// makePlain says that real data lie unencrypted, what the computer does about it, and asks.
func (k *setupKeep) makePlain() fyne.CanvasObject {
	head := newSigned()
	head.label.TextStyle = fyne.TextStyle{Bold: true}
	head.set(assets.Warning, ColorWarn, setupPlainTitle)
	// The text stands under the words of the head, not under its sign.
	under := inset(0, 0, theme.IconInlineSize()+gapSmall/2, 0, stacked(wrapped(setupPlainText)))
	box := inset(0, 0, theme.IconInlineSize()+gapSmall/2, 0, k.accept)
	return widgets.NewSurface(ColorWarnBack, gapSmall, stacked(head.box, under, k.guardLine.box, box))
}

// key hears what the box to tick has no use for.
func (k *setupKeep) key(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyEscape:
		k.p.Escape()
	case fyne.KeyReturn, fyne.KeyEnter:
		k.submit()
	}
}

// object implements setupStep.
func (k *setupKeep) object() fyne.CanvasObject { return k.content }

// needsAccept says that the data are real and new here.
func (k *setupKeep) needsAccept() bool { return k.p.form.realData && k.p.doors.renew == nil }

// refresh implements setupStep. The disk is asked about once.
func (k *setupKeep) refresh() {
	k.step.SetText(k.p.stepOf(k))
	k.end.SetText(setupConnect)
	if k.p.doors.renew != nil {
		k.end.SetText(setupRenewDo)
	}
	k.password.setPlace(k.p.place)
	setShown(k.plain, k.needsAccept())
	setShown(k.sealed, k.p.place != app.PlaceReady)
	setShown(k.lost, k.p.place == app.PlaceLocked)
	k.setButtons()
	if k.asked || !k.needsAccept() {
		return
	}
	k.asked = true
	load(k.p.ctx, k.load, func(ctx context.Context) (app.DiskGuard, error) { return k.guard(ctx), nil }, func(g app.DiskGuard, _ error) {
		switch {
		case g.Known && g.On:
			k.guardLine.set(assets.Check, ColorOK, g.String())
		case g.Known:
			k.guardLine.set(assets.Warning, ColorProblem, g.String())
		default:
			k.guardLine.set(assets.Info, theme.ColorNamePlaceHolder, g.String())
		}
	})
}

// focus implements setupStep.
func (k *setupKeep) focus() {
	switch {
	case k.needsAccept() && !k.accept.Checked:
		k.p.s.focus(k.accept)
	case k.p.place != app.PlaceReady:
		k.p.s.focus(k.password.first)
	default:
		k.p.s.focus(k.end)
	}
}

// leave implements setupStep.
func (k *setupKeep) leave() { k.work.stop() }

// forget empties the password.
func (k *setupKeep) forget() {
	k.load.stop()
	k.password.forget()
}

// complete says whether the connection can be kept.
func (k *setupKeep) complete() bool {
	return (!k.needsAccept() || k.accept.Checked) && (k.p.place == app.PlaceReady || k.password.fits())
}

func (k *setupKeep) setButtons() {
	if k.work == nil {
		return // still being built
	}
	enable(k.end, k.complete() && !k.work.busy)
}

func (k *setupKeep) submit() {
	if !k.complete() || k.work.busy {
		return
	}
	password := ""
	if k.p.place != app.PlaceReady {
		password = k.password.first.Text
	}
	k.p.connect(k.work, password)
}

// passwordFields ask for the password of the secret file: twice for a new one, once for one that is there.
type passwordFields struct {
	place         app.SecretPlace
	first, second *entry
	title         *widget.Label
	text          *widget.Label
	word, repeat  *formField
	content       fyne.CanvasObject
}

func newPasswordFields(changed, submit, escape func()) *passwordFields {
	f := &passwordFields{title: heading(""), text: wrapped(""), first: newEntry(""), second: newEntry("")}
	f.word, f.repeat = newFormField(setupPassword, f.first), newFormField(setupPasswordAgain, f.second)
	for _, e := range []*entry{f.first, f.second} {
		e.Password = true
		e.OnChanged = func(string) { f.say(); changed() }
		e.OnSubmitted = func(string) { submit() }
		e.onEscape = escape
	}
	f.content = stacked(f.title, f.text, f.word.box, f.repeat.box)
	return f
}

func (f *passwordFields) setPlace(place app.SecretPlace) {
	f.place = place
	fresh := place == app.PlaceNewPassword
	f.title.SetText(setupLockedTitle)
	f.text.SetText(setupLockedText)
	if fresh {
		f.title.SetText(setupSealTitle)
		f.text.SetText(setupSealText)
	}
	setShown(f.repeat.box, fresh)
	f.say()
	f.content.Refresh()
}

// say looks at what is typed.
func (f *passwordFields) say() {
	f.word.say(passwordWord(f.first.Text, f.place))
	f.repeat.say(repeatWord(f.first.Text, f.second.Text))
}

func (f *passwordFields) fits() bool {
	if !passwordWord(f.first.Text, f.place).fits {
		return false
	}
	return f.place != app.PlaceNewPassword || repeatWord(f.first.Text, f.second.Text).fits
}

func (f *passwordFields) forget() {
	for _, e := range []*entry{f.first, f.second} {
		e.OnChanged = nil
		e.SetText("")
	}
}

// passwordWord looks at a password as far as it is typed.
func passwordWord(typed string, place app.SecretPlace) fieldWord {
	count := len([]rune(typed))
	switch {
	case place != app.PlaceNewPassword:
		return fieldWord{text: setupPasswordOld, fits: count > 0}
	case count == 0:
		return fieldWord{text: fmt.Sprintf(setupPasswordHint, app.PasswordShortest)}
	case count < app.PasswordShortest:
		return fieldWord{text: fmt.Sprintf(setupPasswordCount, count, app.PasswordShortest)}
	default:
		return fieldWord{text: setupPasswordGood, fits: true, good: true}
	}
}

// repeatWord compares the second time with the first.
func repeatWord(first, second string) fieldWord {
	switch {
	case second == "":
		return fieldWord{text: setupRepeatHint}
	case first == second:
		return fieldWord{text: setupRepeatGood, fits: true, good: true}
	default:
		return fieldWord{text: setupRepeatOther, bad: len(second) >= len(first)}
	}
}
