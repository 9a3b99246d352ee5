package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/assets"
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
	if l, ok := sh.shown.(leaver); ok && sh.shown != p {
		l.Leave()
	}
	sh.shown = p
	sh.search.close()
	sh.top.setTitle(p.Title(), sh.history.at > 0)
	sh.rail.setPresent(sh.mainOf(p))
	sh.place(p.Content())
	sh.read()
	sh.focusPage()
}

// place shows one content in the middle. Those of the other pages stay beneath it, hidden, so that a change of theme or
// text size reaches them too.
func (sh *shell) place(content fyne.CanvasObject) {
	var objects []fyne.CanvasObject
	for _, main := range sh.mains {
		objects = append(objects, main.page.Content())
	}
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

// mainPages are the pages of the rail, in its order.
func (sh *shell) mainPages() []mainPage {
	return []mainPage{
		{pageHome, titleHome, assets.Home, fyne.Key1, sh.home},
		{pagePeople, titlePeople, assets.People, fyne.Key2, sh.people},
		{pageEvents, titleEvents, assets.Flag, fyne.Key3, sh.events},
		{pageAnalysis, titleAnalysis, assets.Chart, fyne.Key4, sh.analysis},
		{pageExcel, titleExcel, assets.Excel, fyne.Key5, sh.excel},
		{pageDownloads, titleDownloads, assets.Download, fyne.Key6, sh.downloads},
		{pagePrivacy, titlePrivacy, assets.Shield, fyne.Key7, sh.privacy},
		{pageHelp, titleHelp, assets.Help, fyne.Key8, sh.help},
	}
}

// mainOf is the id of the page of the rail under which a page stands.
func (sh *shell) mainOf(p page) string {
	for _, main := range sh.mains {
		if main.page == p {
			return main.id
		}
	}
	if _, ok := p.(*refreshPage); ok {
		return pageDownloads
	}
	return pagePeople
}

// goTo shows a page of the rail, by its id; false where there is none.
func (sh *shell) goTo(id string) bool {
	for _, main := range sh.mains {
		if main.id != id {
			continue
		}
		sh.u.preferences().SetString(prefPage, id)
		if id == pageHome || id == pageDownloads {
			sh.status.opened()
		}
		if id == pageHelp {
			sh.help.openAbout(sh.history.present())
		}
		sh.show(main.page)
		return true
	}
	return false
}

// goChecks shows the identity checks of Privacy.
func (sh *shell) goChecks() {
	sh.privacy.openChecks()
	sh.goTo(pagePrivacy)
}

func (sh *shell) goPeople()    { sh.goTo(pagePeople) }
func (sh *shell) goDownloads() { sh.goTo(pageDownloads) }

// planVersion shows Downloads and leads from version 2 to version 3.
func (sh *shell) planVersion() {
	sh.downloads.planVersion()
	sh.goDownloads()
}

// makeFile makes what Excel says, on Excel alone.
func (sh *shell) makeFile() {
	if sh.history.present() == page(sh.excel) {
		sh.excel.makeFile()
	}
}

// showRefresh shows one refresh as a page.
func (sh *shell) showRefresh(id int64) { sh.show(newRefreshPage(sh.s, sh.refresh, id)) }

// Ids of the pages of the rail, and values of prefPage: never one that says which person was looked at.
const (
	pageHome   = "home"
	pagePeople = "people"
	pageExcel  = "excel"

	pageEvents   = "events"
	pageAnalysis = "analysis"

	pageDownloads = "downloads"
	pagePrivacy   = "privacy"
	pageHelp      = "help"
)

// openPerson implements navigator.
func (sh *shell) openPerson(key string) { sh.show(newPersonPage(sh.s, sh.personDoors(), key)) }

// openPersonClaims implements navigator.
func (sh *shell) openPersonClaims(key string) {
	page := newPersonPage(sh.s, sh.personDoors(), key)
	page.tabs.Choose(tabClaims)
	sh.show(page)
}

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

// escape closes what lies open: the people found, or a panel of the page. Where nothing does, it goes back to where work on the
// page begins, such as from a filter to the table.
func (sh *shell) escape() {
	if sh.search.open() {
		sh.search.close()
		return
	}
	if e, ok := sh.history.present().(escaper); ok {
		e.Escape()
	}
	sh.focusPage()
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
