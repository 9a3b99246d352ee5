package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// shell is what stays around the pages while a data set is open: ribbon, top bar, rail, status bar
// (docs/reference/screens.md 1). It is the navigator of the pages.
type shell struct {
	u       *UI
	session *session
	s       surroundings
	refresh *refresher
	search  *personSearch

	home      page
	people    *peoplePage
	events    *eventsPage
	analysis  *analysisPage
	excel     *excelPage
	downloads *downloadsPage
	privacy   *privacyPage
	help      *helpPage
	tour      *tour
	mains     []mainPage
	history   history
	shown     page // in front
	leavePage context.CancelFunc

	top     *topBar
	rail    *rail
	status  *statusBar
	strip   *widgets.Ribbon // says that names are hidden
	body    *fyne.Container
	content fyne.CanvasObject
	figures *loader     // reads the status again after a refresh
	asking  *loader     // looks ahead before a question about new data
	recipes *loader     // runs recipes after a refresh
	waiting *loader     // counts events that nobody has looked at
	keeper  *app.Keeper // nil where nothing is kept
}

var _ navigator = (*shell)(nil)

// newShell returns the shell over an open data set, with nothing in the middle yet.
func newShell(u *UI, ses *session) *shell {
	sh := &shell{u: u, session: ses, leavePage: func() {}}
	sh.s = u.surroundings(sh, ses.set.DB())
	sh.refresh = &refresher{ctx: ses.ctx, run: sh.runBackground, work: ses.set.Refresh, after: u.deps.After, now: u.deps.Now, ended: sh.refreshEnded}
	sh.keeper = sh.newKeeper()
	sh.figures, sh.asking = newLoader(sh.runBackground, u.deps.After, nil), newLoader(sh.runBackground, u.deps.After, nil)
	sh.recipes = newLoader(sh.runBackground, u.deps.After, nil)
	sh.waiting = newLoader(sh.runBackground, u.deps.After, nil)
	sh.search = newPersonSearch(ses.ctx, sh.s)
	sh.search.line.onEscape = sh.leaveSearch(sh.search.line.onEscape)
	sh.status = newStatusBar(sh.goDownloads, u.deps.After, sh.relayout)
	sh.people = newPeoplePage(sh.s, sh.peopleDoors())
	home := newHomePage(sh.s, homeDoors{tour: tourDoors{offered: func() bool { return sh.tour.offered() }, take: func() { sh.tour.begin() }, decline: func() { sh.tour.decline() }},
		set: ses.set, refresh: sh.refresh, open: u, saveWorkbook: sh.saveWorkbook, downloads: sh.goDownloads, version: sh.planVersion, checks: sh.goChecks, events: sh.openNewEvents, exportEvents: sh.exportNewEvents})
	sh.home = home
	sh.events = newEventsPage(sh.s, sh.eventsDoors())
	sh.analysis = newAnalysisPage(sh.s, sh.analysisDoors())
	sh.excel = newExcelPage(sh.s, sh.excelDoors())
	sh.downloads = newDownloadsPage(sh.s, sh.downloadsDoors())
	sh.strip = newNamesStrip(sh.showNames)
	setShown(sh.strip, u.namesHidden())
	sh.top = newTopBar(sh.back, sh.goDownloads, sh.search.Field())
	sh.privacy = newPrivacyPage(sh.s, sh.privacyDoors())
	sh.help = newHelpPage(sh.s, sh.helpDoors())
	sh.mains = sh.mainPages()
	sh.rail = newRail(ses.label(), sh.mains, func(id string) { sh.goTo(id) })
	sh.body = container.NewStack()
	sh.tour = newTour(sh, home)
	sh.content = container.NewStack(sh.frame(), sh.search.Layer(), sh.tour.layer)
	sh.tellAge()
	sh.refresh.Subscribe(sh.refreshMoved)
	sh.countEvents()
	return sh
}

// frame lays the parts out. Their order is that in which Tab goes through them: page, rail, top bar.
func (sh *shell) frame() *fyne.Container {
	f := &frameLayout{body: sh.body, rail: sh.rail, top: sh.top.content, status: sh.status.content, ribbon: sh.ribbon(), strip: sh.strip}
	objects := []fyne.CanvasObject{f.body, f.rail.content, f.top, f.strip, f.status}
	if f.ribbon != nil {
		objects = append(objects, f.ribbon)
	}
	return container.New(f, objects...)
}

// ribbon marks people who do not exist; real data have none.
func (sh *shell) ribbon() fyne.CanvasObject {
	tone := widgets.Tone{Front: ColorOnRibbon, Back: ColorRibbon}
	switch sh.session.environment() {
	case claims.EnvPractice:
		return widgets.NewRibbon(tone, ribbonPracticeName, ribbonPracticeText, ribbonUseReal, sh.u.showSetup)
	case claims.EnvSandbox:
		return widgets.NewRibbon(tone, ribbonTestName, ribbonTestText, ribbonUseReal, sh.u.showSetup)
	default:
		return nil
	}
}

func (sh *shell) relayout() { sh.content.Refresh() }

// refreshMoved keeps the status bar up to date; at the end everything on the screen is read anew.
func (sh *shell) refreshMoved(state refreshState) {
	sh.status.refreshMoved(state)
	sh.rail.items[pageDownloads].SetBusy(state.Running)
	switch {
	case state.Ended:
		sh.changed()
		sh.runRecipes(state)
	case state.Begun == [progressStages]time.Time{}: // it has just begun: it can be paused now
		sh.tellMenu()
	}
}

// changed reads everything on the screen anew, and has the schedule looked at.
func (sh *shell) changed() {
	if sh.keeper != nil {
		sh.keeper.Wake()
	}
	sh.countEvents()
	load(sh.session.ctx, sh.figures, sh.session.set.Status, func(status app.Status, err error) {
		if err != nil {
			sh.u.deps.Log.Warn("status not read", "problem", app.ProblemOf(err).Title)
			return
		}
		sh.session.status = status
		sh.tellAge()
		sh.rail.setLabel(sh.session.label())
		sh.u.window.SetTitle(wordProduct + " · " + sh.session.label())
		sh.tellMenu()
	})
	if sh.history.present() != nil {
		sh.read()
	}
}

// tellMenu brings the menu up to date.
func (sh *shell) tellMenu() {
	if sh.u.shell == sh {
		sh.u.window.SetMainMenu(sh.u.menu())
		sh.u.tellTray()
	}
}

func (sh *shell) tellAge() { sh.top.setAge(ageOf(sh.session.status, sh.u.deps.Now())) }

// runBackground implements navigator.
func (sh *shell) runBackground(work func()) { sh.session.crew.run(sh.u.runBackground, work) }
