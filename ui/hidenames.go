package ui

import (
	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// Names can be hidden, for somebody who shares the screen (docs/reference/screens.md 1.2): wherever the window shows a person it shows
// what covered.go says, until they are shown again. Files hold names as ever. It stays over the end of the program, so that nobody who
// counts on it is surprised, and the window says so all the while.

// reteller is a page that shows people. Retell says them anew without reading: names were hidden or are shown again. Place, row and
// filters stay. It is called for pages behind the one in front too.
type reteller interface{ Retell() }

func (u *UI) namesHidden() bool { return u.preferences().Bool(prefHideNames) }

// toggleNames hides names, or shows them again.
func (u *UI) toggleNames() {
	u.preferences().SetBool(prefHideNames, !u.namesHidden())
	u.window.SetMainMenu(u.menu())
	if u.shell != nil {
		u.shell.retell()
	}
}

// showNames is the way back that the strip has.
func (sh *shell) showNames() {
	sh.u.toggleNames()
	if sh.history.present() != nil {
		sh.focusPage() // the strip had the keyboard
	}
}

// retell has every page that was shown say anew whom it is about.
func (sh *shell) retell() {
	setShown(sh.strip, sh.u.namesHidden())
	sh.search.Retell()
	told := map[page]bool{}
	for _, main := range sh.mains {
		told[main.page] = true
	}
	for _, p := range sh.history.pages {
		told[p] = true
	}
	for p := range told {
		if r, ok := p.(reteller); ok {
			r.Retell()
		}
	}
	sh.relayout()
}

// newNamesStrip says that names are hidden, and has the way back.
func newNamesStrip(show func()) *widgets.Ribbon {
	return widgets.NewRibbon(toneInfo(), hiddenName, hiddenText, hiddenShow, show)
}

// hideItem is in the menu what the key does.
func (u *UI) hideItem() *fyne.MenuItem {
	item := keyed(menuHideNames, fyne.KeyN, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift, u.toggleNames)
	item.Checked = u.namesHidden()
	return item
}
