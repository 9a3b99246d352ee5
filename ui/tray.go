package ui

import (
	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
)

// Tray is the place among the system's signs where the program stays while its window is closed; desktop.App satisfies it.
type Tray interface {
	SetSystemTrayMenu(menu *fyne.Menu)
	SetSystemTrayIcon(icon fyne.Resource)
}

// tellTray brings the menu of the tray up to date.
func (u *UI) tellTray() {
	if u.deps.Tray == nil {
		return
	}
	running := u.downloading()
	open := fyne.NewMenuItem(trayOpen, u.unhide)
	pause := fyne.NewMenuItem(trayPause, func() {
		if u.shell != nil {
			u.shell.refresh.End(app.ErrPaused)
		}
	})
	pause.Disabled = !running
	quit := fyne.NewMenuItem(wordQuit, u.quit)
	quit.IsQuit = true
	u.deps.Tray.SetSystemTrayMenu(fyne.NewMenu(wordProduct, open, pause, fyne.NewMenuItemSeparator(), quit))
}

// downloading says that a refresh runs.
func (u *UI) downloading() bool { return u.shell != nil && u.shell.refresh.Current().Running }

// hide closes the window and leaves the program running in the tray.
func (u *UI) hide() {
	u.rememberSize()
	u.screensBefore = u.screens()
	u.window.Hide()
	u.deps.Notify(trayHidden, trayHiddenSay)
}

// unhide brings the window back.
func (u *UI) unhide() {
	u.window.Show()
	u.comeBack()
	u.window.RequestFocus()
}
