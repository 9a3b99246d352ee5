package ui

import (
	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/app"
)

// removeConnection takes the connection of a data set away, with its data or without. The data set is given free first; then
// it opens again, or another one, or set-up where there is none.
func (u *UI) removeConnection(name string, deleteData bool) {
	u.showWaiting(removingText)
	before := u.detach()
	u.runBackground(func() {
		u.closeSession(before)
		err := u.deps.Desk.Disconnect(u.ctx, name, deleteData)
		if err == nil && u.deps.Task != nil && u.deps.Task.Missing() == "" {
			if taskErr := u.deps.Task.Remove(u.ctx, name); taskErr != nil { // a task that finds no connection does no harm
				u.deps.Log.Warn("task of the system not removed", "set", name, "error", taskErr.Error())
			}
		}
		fyne.Do(func() {
			if err != nil {
				u.deps.Log.Warn("connection not removed", "set", name, "problem", app.ProblemOf(err).Title)
				u.showNotOpened(err, func() { u.removeConnection(name, deleteData) })
				return
			}
			if deleteData {
				forgetFilters(name)
				u.openLast()
				return
			}
			u.openNamed(name, false)
		})
	})
}
