package ui

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// personSet is what a person's page asks of the open data set; *app.Set satisfies it. All methods wait for the disk: call them in the
// background only.
type personSet interface {
	openSet
	// AddPersonNote keeps a note with who wrote it and when.
	AddPersonNote(ctx context.Context, personKey, note string) error
	DeletePersonNote(ctx context.Context, id int64) error
	SavePeopleList(ctx context.Context, name string, mbis []string) (app.SavedList, error)
}

// personDoors is what a person's page needs.
type personDoors struct {
	ctx    context.Context // of the open data set, for what forms do
	set    personSet
	files  workbookDoors // how files are saved
	review func()        // leads to the identity checks
}

// sheets is what forms over the window need.
func (d personDoors) sheets() downloadsDoors {
	return downloadsDoors{ctx: d.ctx, window: d.files.window}
}

// personTab is a tab of a person's page.
type personTab interface {
	content() fyne.CanvasObject
	// show says that the tab has come to the front, the first time or again: it reads what it shows.
	show(ctx context.Context)
	focus()
	copyRows()
	// escape closes what lies open; false when nothing did.
	escape() bool
}

// personPage is one person: who they are and, in tabs, what happened to them, their claims and coverage
// (docs/reference/screens.md 5.4).
type personPage struct {
	s     surroundings
	doors personDoors
	key   string
	load  *loader // of the head
	tell  *loader // of the story
	work  *loader // of notes

	head      *personHead
	tabs      *widgets.TabBar
	summary   *personSummary
	timeline  *personTimeline
	claims    *personClaims
	medicines *personTable[claims.PersonMedicine]
	diagnoses *personTable[claims.PersonDiagnosis]
	providers *personTable[claims.PersonProvider]
	coverage  *personCoverage
	parts     []personTab
	counts    []int // behind the titles; -1 for none
	problem   *problemPanel
	inside    *fyne.Container
	content   fyne.CanvasObject
	ctx       context.Context // of the present showing, for another try
	view      personView
}

var (
	_ page    = (*personPage)(nil)
	_ focuser = (*personPage)(nil)
	_ leaver  = (*personPage)(nil)
	_ escaper = (*personPage)(nil)
	_ tabber  = (*personPage)(nil)
	_ copier  = (*personPage)(nil)
)

// Places of the tabs.
const (
	tabSummary = iota
	tabTimeline
	tabClaims
	tabPersonMedicines
	tabDx
	tabProviders
	tabCoverage
)

func personTabTitles() []string {
	return []string{personTabSummary, personTabTimeline, personTabClaims, personTabMedicines, personTabDx, personTabProviders, personTabCoverage}
}

func newPersonPage(s surroundings, doors personDoors, key string) *personPage {
	p := &personPage{s: s, doors: doors, key: key, problem: newProblemPanel(s.copy)}
	p.load, p.work = newLoader(s.nav.runBackground, s.after, nil), newLoader(s.nav.runBackground, s.after, nil)
	p.head = newPersonHead(s, doors.review, p.export, p.menu)
	p.makeTabs()
	p.tell = newLoader(s.nav.runBackground, s.after, func(looking bool) {
		p.summary.busy(looking)
		p.timeline.busy(looking)
	})
	p.tabs = widgets.NewTabBar(personTabTitles()...)
	p.tabs.OnChosen = p.showTab
	middle := container.NewStack()
	for i, part := range p.parts {
		middle.Add(part.content())
		setShown(part.content(), i == 0)
	}
	top := container.New(layout.NewCustomPaddedVBoxLayout(gapSmall), p.head.Content(), p.tabs)
	p.inside = framed(top, inset(gapSmall, 0, 0, 0, middle), nil)
	p.problem.Content().Hide()
	p.content = container.NewStack(p.inside, inset(pageMargin, 0, pageMargin, pageMargin, stacked(p.problem.Content())))
	return p
}

func (p *personPage) makeTabs() {
	p.summary = newPersonSummary(p.s, p)
	p.timeline = newPersonTimeline(p.s)
	p.claims = newPersonClaims(p.s, p.key)
	p.claims.counted = func(total int) { p.setCount(tabClaims, total) }
	p.medicines = newPersonMedicines(p.s, p.key, func(n int) { p.setCount(tabPersonMedicines, n) }, p.openBehind)
	p.diagnoses = newPersonDiagnoses(p.s, p.key, func(n int) { p.setCount(tabDx, n) }, p.openBehind)
	p.providers = newPersonProviders(p.s, p.key, func(n int) { p.setCount(tabProviders, n) }, p.openBehind)
	p.coverage = newPersonCoverage(p.s, p.key)
	p.parts = []personTab{p.summary, p.timeline, p.claims, p.medicines, p.diagnoses, p.providers, p.coverage}
	p.counts = make([]int, len(p.parts))
	for i := range p.counts {
		p.counts[i] = -1
	}
}

// setCount puts a number behind the title of a tab.
func (p *personPage) setCount(tab, count int) {
	p.counts[tab] = count
	titles := personTabTitles()
	for i, n := range p.counts {
		if n >= 0 {
			titles[i] = fmt.Sprintf("%s %s", titles[i], app.CountText(n))
		}
	}
	p.tabs.SetTitles(titles...)
}

func (p *personPage) present() personTab { return p.parts[p.tabs.Chosen()] }

func (p *personPage) showTab(tab int) {
	for i, part := range p.parts {
		setShown(part.content(), i == tab)
	}
	if p.ctx != nil {
		p.parts[tab].show(p.ctx)
	}
}

// Title implements page.
func (p *personPage) Title() string { return titlePerson }

// Content implements page.
func (p *personPage) Content() fyne.CanvasObject { return p.content }

// Show implements page: facts come first, then the story; other tabs are read when they are opened.
func (p *personPage) Show(ctx context.Context) {
	p.ctx = ctx
	p.head.hideMBI()
	load(ctx, p.load, func(ctx context.Context) (claims.PersonDetail, error) { return p.s.read.Person(ctx, p.key) }, p.apply)
	p.readStory()
	p.present().show(ctx)
}

// Leave implements leaver.
func (p *personPage) Leave() { p.claims.leave() }

func (p *personPage) apply(d claims.PersonDetail, err error) {
	setShown(p.inside, err == nil)
	setShown(p.problem.Content(), err != nil)
	if err != nil {
		p.problem.tell(app.ProblemOf(err), wordTryAgain, func() { p.Show(p.ctx) })
		return
	}
	p.head.set(d)
	p.summary.setDoctor(d.Doctor)
	p.coverage.set(d)
	p.content.Refresh()
}

// readStory reads what Summary and Timeline show.
func (p *personPage) readStory() {
	today := p.s.now().Format(time.DateOnly)
	load(p.ctx, p.tell, func(ctx context.Context) (personView, error) { return readPersonView(ctx, p.s.read, p.key, today) }, func(v personView, err error) {
		if err != nil {
			p.summary.fail(err, p.readStory)
			p.timeline.fail(err, p.readStory)
			return
		}
		p.view = v
		p.head.tell(&p.view)
		p.content.Refresh() // the banner has moved what lies under it
		p.summary.set(&p.view)
		p.timeline.set(&p.view)
		base := 0
		for i := range v.story.Claims {
			if v.story.Claims[i].Base {
				base++
			}
		}
		p.setCount(tabClaims, base)
	})
}

// openItem shows a mark of the picture in Timeline.
func (p *personPage) openItem(b behindMark) {
	p.tabs.Choose(tabTimeline)
	p.timeline.find(b)
	p.timeline.focus()
}

// openBehind shows the claims that a line of another tab is made of.
func (p *personPage) openBehind(line behindLine) {
	p.claims.narrowTo(line)
	p.tabs.Choose(tabClaims)
	p.claims.focus()
}

// openClaim shows a claim at the side of Timeline.
func (p *personPage) openClaim(id claims.ClaimID) {
	p.openItem(behindMark{claim: id})
}

// export saves a workbook of this person alone.
func (p *personPage) export() {
	who := p.workbookScope()
	if who == nil {
		ask(p.doors.files.window, question{title: saveOneTitle, text: saveNobody, dismiss: wordClose})
		return
	}
	showSaveWorkbook(p.s, p.doors.files, *who)
}

// menu is what else there is.
func (p *personPage) menu() []*fyne.MenuItem {
	return []*fyne.MenuItem{
		fyne.NewMenuItem(personCopySum, func() { p.s.copy(personSummaryText(p.head.detail, &p.view, p.s.cover, p.s.now())) }),
		fyne.NewMenuItem(eventsAddToList, p.askAdd),
		fyne.NewMenuItem(personAddNote, p.askNote),
	}
}

// askAdd asks to which list of the user the person is added.
func (p *personPage) askAdd() {
	load(p.ctx, p.work, p.s.read.PeopleLists, func(lists []claims.PeopleList, err error) {
		if err != nil {
			lists = nil // a new list can still be made
		}
		askAddToList(p.s, p.doors.sheets(), []string{p.head.detail.MBI}, lists, p.doors.set.SavePeopleList, p.doors.files.told)
	})
}

// Retell implements reteller.
func (p *personPage) Retell() {
	p.head.Retell()
	if p.summary.view != nil {
		p.summary.set(p.summary.view)
	}
	if p.head.read {
		p.coverage.tell(p.head.detail)
	}
	p.claims.beside.panel.Retell()
	p.timeline.beside.panel.Retell()
	p.content.Refresh()
}

// Focus implements focuser.
func (p *personPage) Focus() { p.present().focus() }

// Escape closes the claim at the side.
func (p *personPage) Escape() bool { return p.present().escape() }

// MoveTab implements tabber.
func (p *personPage) MoveTab(by int) {
	p.tabs.Step(by)
	p.Focus()
}

// CopyRows implements copier.
func (p *personPage) CopyRows() { p.present().copyRows() }
