package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
)

// secretPlace implements opener.
func (u *UI) secretPlace(ctx context.Context) (app.SecretPlace, error) {
	return u.deps.Desk.SecretPlace(ctx)
}

// askPassword implements opener.
func (u *UI) askPassword(opened func()) {
	showPasswordSheet(u.surroundings(outside{u}, nil), u.deps.Desk, u.window, opened)
}

// passwordSheet asks for the password of the secret file, which the program needs once after each start where there is no
// keychain.
type passwordSheet struct {
	s       surroundings
	secrets secretKeeper
	load    *loader
	ctx     context.Context
	end     context.CancelFunc
	sheet   *sheet
	opened  func()

	password  *entry
	word      *signed
	not, open *keyButton
	forgot    *keyButton
}

func showPasswordSheet(s surroundings, secrets secretKeeper, w fyne.Window, opened func()) *passwordSheet {
	p := &passwordSheet{s: s, secrets: secrets, opened: opened, password: newEntry(""), word: newSigned()}
	p.load = newLoader(s.nav.runBackground, s.after, nil)
	p.ctx, p.end = context.WithCancel(context.Background())
	p.password.Password = true
	p.password.OnChanged = func(text string) { enable(p.open, text != "") }
	p.password.OnSubmitted = func(string) { p.submit() }
	p.password.onEscape = p.close
	p.not = newKeyButton(unlockNot, p.close, p.close)
	p.open = newMainButton(unlockDo, p.submit, p.close)
	p.open.Disable()
	p.word.set(assets.Info, ColorInfo, setupPasswordOld)
	p.forgot = newKeyButton(forgotDo, func() { p.close(); askToForget(s, secrets, w, opened) }, p.close)
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(gapSmall), p.forgot, layout.NewSpacer(), p.not, p.open)
	p.sheet = openSheet(w, sheetWidth, stacked(heading(setupLockedTitle), wrapped(setupLockedText), inset(0, 0, gapSmall, gapSmall, p.password),
		inset(0, 0, gapSmall, 0, p.word.box), inset(pageMargin, 0, gapSmall, gapSmall, buttons)), p.close)
	w.Canvas().Focus(p.password)
	return p
}

// askToForget gives up the secrets whose password is lost, after asking; then is called when they are gone.
func askToForget(s surroundings, secrets secretKeeper, w fyne.Window, then func()) {
	ask(w, question{title: forgotTitle, text: forgotText, act: forgotGo, dismiss: forgotNot, safe: true, danger: true, do: func() {
		s.nav.runBackground(func() {
			err := secrets.ForgetSecrets()
			fyne.Do(func() {
				if err != nil {
					problem := app.ProblemOf(err)
					ask(w, question{title: problem.Title, text: problem.Text, dismiss: wordClose})
					return
				}
				then()
			})
		})
	}})
}

func (p *passwordSheet) submit() {
	if p.password.Text == "" {
		return
	}
	password := p.password.Text
	p.word.set(assets.Info, ColorInfo, unlockOpening)
	load(p.ctx, p.load, func(ctx context.Context) (struct{}, error) { return struct{}{}, p.secrets.UnlockSecrets(ctx, password) }, func(_ struct{}, err error) {
		switch {
		case err == nil:
			p.close()
			p.opened()
		case errors.Is(err, app.ErrWrongPassphrase):
			p.word.set(assets.Warning, ColorWarn, unlockWrongPwd)
		default:
			p.word.set(assets.Warning, ColorWarn, app.ProblemOf(err).Title)
		}
	})
}

// close forgets what was typed.
func (p *passwordSheet) close() {
	p.load.stop()
	p.end()
	p.password.OnChanged = nil
	p.password.SetText("")
	p.sheet.close()
}
