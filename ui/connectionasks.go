package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// form is a sheet that asks for something and then does work in the background: it stays open until that has gone well.
type form struct {
	s       surroundings
	window  fyne.Window
	ctx     context.Context
	end     context.CancelFunc
	load    *loader
	sheet   *sheet
	act     *keyButton
	dismiss *keyButton
	wrong   *signed
	content *fyne.Container
}

// formWide is the width of sheets that hold more than a question, at a text size of 100 %.
const formWide = 720

// openForm lays a form over the window; first has the keyboard.
func openForm(s surroundings, d downloadsDoors, width float32, title, act string, content fyne.CanvasObject, do func()) *form {
	f := &form{s: s, window: d.window, wrong: newSigned(), load: newLoader(s.nav.runBackground, s.after, nil)}
	f.ctx, f.end = context.WithCancel(d.ctx)
	f.act = newMainButton(act, do, f.close)
	f.dismiss = newKeyButton(wordCancel, f.close, f.close)
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(gapSmall), layout.NewSpacer(), f.dismiss, f.act)
	head := heading(title)
	head.Wrapping = fyne.TextWrapWord
	f.wrong.box.Hide()
	foot := stacked(f.wrong.box, inset(pageMargin, 0, gapSmall, gapSmall, buttons))
	f.sheet = openSheetOver(d.window, width, stacked(head, content), foot, f.close)
	f.content = f.sheet.inside
	return f
}

func (f *form) close() {
	f.end()
	f.load.stop()
	f.sheet.close()
}

// say tells what is wrong; "" takes it away.
func (f *form) say(text string) {
	f.wrong.set(assets.Warning, ColorWarn, text)
	setShown(f.wrong.box, text != "")
	f.content.Refresh()
}

// run does work in the background and closes the form when it went well; done follows.
func (f *form) run(work func(context.Context) error, done func()) {
	enable(f.act, false)
	f.say("")
	load(f.ctx, f.load, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }, func(_ struct{}, err error) {
		enable(f.act, true)
		if err != nil {
			problem := app.ProblemOf(err)
			f.say(joined(problem.Title, problem.Text))
			return
		}
		f.close()
		done()
	})
}

// focus puts the keyboard on a part of the form.
func (f *form) focus(o fyne.Focusable) { f.window.Canvas().Focus(o) }

// askName asks what people call the connection.
func (c *connectionCard) askName() {
	name := newEntry(connectionNameHint)
	if c.status.Connection != nil {
		name.SetText(c.status.Connection.Label)
	}
	name.selectIt = true
	var f *form
	save := func() {
		label := name.Text
		f.run(func(ctx context.Context) error { return c.d.set.RenameConnection(ctx, label) }, c.d.changed)
	}
	f = openForm(c.s, c.d, sheetWidth, connectionNameTitle, connectionNameDo, stacked(wrapped(connectionNameText), inset(0, 0, gapSmall, gapSmall, name)), save)
	name.onEscape = f.close
	name.OnSubmitted = func(string) { save() }
	f.focus(name)
}

// typedWord is what a person types before data are deleted.
const typedWord = "DELETE"

// askRemove asks what becomes of the data when the connection is removed.
func (c *connectionCard) askRemove() {
	what := widgets.NewChoice(false, connectionKeepData, connectionDeleteData)
	word := newEntry(typedWord)
	ask := stacked(wrapped(connectionDeleteAsk), inset(0, 0, gapSmall, gapSmall, word))
	ask.Hide()
	content := stacked(wrapped(connectionRemoveText), inset(0, 0, gapSmall, 0, what), ask)
	var f *form
	remove := func() {
		deleting := what.Chosen() == 1
		if deleting && strings.TrimSpace(word.Text) != typedWord {
			f.say(connectionDeleteAsk)
			f.focus(word)
			return
		}
		f.close()
		c.d.remove(deleting)
	}
	f = openForm(c.s, c.d, sheetWidth, connectionRemoveTitle, connectionRemoveDo, content, remove)
	f.act.Importance = widget.DangerImportance
	f.act.Refresh()
	what.OnChosen = func(place int) {
		setShown(ask, place == 1)
		f.act.SetText(connectionRemoveDo)
		if place == 1 {
			f.act.SetText(connectionDeleteDo)
		}
		f.say("")
	}
	what.OnKey = func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyEscape {
			f.close()
		}
	}
	word.onEscape, word.OnSubmitted = f.close, func(string) { remove() }
	f.focus(f.dismiss)
}
