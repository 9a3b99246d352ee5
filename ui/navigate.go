package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
)

// historyMost is how many pages Back can go to.
const historyMost = 30

// history is the pages that were shown, and the place of the one in front. Pages keep filters, scroll place and selected
// row themselves, so going back finds them as they were left.
type history struct {
	pages []page
	at    int
}

// push puts a page in front; those that Back had left behind it are forgotten.
func (h *history) push(p page) {
	if len(h.pages) > 0 {
		h.pages = h.pages[: h.at+1 : h.at+1]
	}
	h.pages = append(h.pages, p)
	if over := len(h.pages) - historyMost; over > 0 {
		h.pages = h.pages[over:]
	}
	h.at = len(h.pages) - 1
}

// present is the page in front; nil before the first.
func (h *history) present() page {
	if len(h.pages) == 0 {
		return nil
	}
	return h.pages[h.at]
}

// move goes back or forward; false where there is nothing.
func (h *history) move(by int) bool {
	to := h.at + by
	if to < 0 || to >= len(h.pages) {
		return false
	}
	h.at = to
	return true
}

// show puts a page in front, or reads it anew where it is in front already.
func (sh *shell) show(p page) {
	if sh.history.present() != p {
		sh.history.push(p)
	}
	sh.front()
}

// front shows the page that the history says.
func (sh *shell) front() {
	p := sh.history.present()
	sh.search.close()
	sh.top.setTitle(p.Title(), sh.history.at > 0)
	sh.rail.home.SetPresent(p == sh.home)
	_, oneRefresh := p.(*refreshPage)
	sh.rail.downloads.SetPresent(p == sh.downloads || oneRefresh)
	sh.rail.excel.SetPresent(p == page(sh.excel))
	sh.rail.people.SetPresent(p != sh.home && p != sh.downloads && p != page(sh.excel) && !oneRefresh)
	sh.place(p.Content())
	sh.read()
	sh.focusPage()
}

// place shows one content in the middle. Those of the other pages stay beneath it, hidden, so that a change of theme or
// text size reaches them too.
func (sh *shell) place(content fyne.CanvasObject) {
	objects := []fyne.CanvasObject{sh.home.Content(), sh.people.Content(), sh.excel.Content(), sh.downloads.Content()}
	for _, p := range sh.history.pages {
		if !slices.Contains(objects, p.Content()) {
			objects = append(objects, p.Content())
		}
	}
	for _, o := range objects {
		setShown(o, o == content)
	}
	sh.body.Objects = objects
	sh.body.Refresh()
}

// focusPage puts the keyboard where work on the page begins.
func (sh *shell) focusPage() {
	if f, ok := sh.history.present().(focuser); ok {
		f.Focus()
	}
}

// leaveSearch has Esc close the search, then empty it, then go back to the page.
func (sh *shell) leaveSearch(escape func()) func() {
	return func() {
		if !sh.search.open() && sh.search.line.Text == "" {
			sh.focusPage()
			return
		}
		escape()
	}
}

// read lets the page in front read what it shows.
func (sh *shell) read() {
	sh.leavePage()
	var ctx context.Context
	ctx, sh.leavePage = context.WithCancel(sh.session.ctx)
	sh.history.present().Show(ctx)
}

func (sh *shell) goHome() {
	sh.u.preferences().SetString(prefPage, pageHome)
	sh.status.opened()
	sh.show(sh.home)
}

func (sh *shell) goPeople() {
	sh.u.preferences().SetString(prefPage, pagePeople)
	sh.show(sh.people)
}

// goExcel shows Excel.
func (sh *shell) goExcel() {
	sh.u.preferences().SetString(prefPage, pageExcel)
	sh.show(sh.excel)
}

// makeFile makes what Excel says, on Excel alone.
func (sh *shell) makeFile() {
	if sh.history.present() == page(sh.excel) {
		sh.excel.makeFile()
	}
}

// goDownloads shows Downloads.
func (sh *shell) goDownloads() {
	sh.u.preferences().SetString(prefPage, pageDownloads)
	sh.status.opened()
	sh.show(sh.downloads)
}

// showRefresh shows one refresh as a page.
func (sh *shell) showRefresh(id int64) { sh.show(newRefreshPage(sh.s, sh.refresh, id)) }

// Values of prefPage: never one that says which person was looked at.
const (
	pageHome   = "home"
	pagePeople = "people"
	pageExcel  = "excel"

	pageDownloads = "downloads"
)

// openPerson implements navigator.
func (sh *shell) openPerson(key string) { sh.show(newPersonPage(sh.s, key)) }

// openClaim implements navigator.
func (sh *shell) openClaim(ref claimRef) { sh.show(newClaimPage(sh.s, ref)) }

// openPeople implements navigator.
func (sh *shell) openPeople(search string) {
	if search != "" {
		sh.people.find(search)
	}
	sh.goPeople()
}

// back implements navigator.
func (sh *shell) back() { sh.step(-1) }

func (sh *shell) step(by int) {
	if sh.history.move(by) {
		sh.front()
	}
}

// escape closes what lies open: the people found, or a panel of the page.
func (sh *shell) escape() {
	if sh.search.open() {
		sh.search.close()
		return
	}
	if e, ok := sh.history.present().(escaper); ok && e.Escape() {
		sh.focusPage()
	}
}

func (sh *shell) moveTab(by int) {
	if t, ok := sh.history.present().(tabber); ok {
		t.MoveTab(by)
	}
}

func (sh *shell) copyRows() {
	if c, ok := sh.history.present().(copier); ok {
		c.CopyRows()
	}
}
