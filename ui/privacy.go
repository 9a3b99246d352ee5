package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// privacyPage shows what is stored, what left this computer, and whom ClaimsDesk is not sure about
// (docs/reference/screens.md 5.10).
type privacyPage struct {
	s        surroundings
	doHide   func()          // hides names, or shows them again
	ctx      context.Context // of the present showing
	stored   *storedHere
	register *exportRegister
	checks   *identityChecks
	parts    []excelPart
	tabs     *widgets.TabBar
	hide     *keyCheck
	content  fyne.CanvasObject
}

// identityReader reads what Privacy shows.
type identityReader interface {
	// Storage counts and measures what is stored; it may take seconds.
	Storage(ctx context.Context) (claims.Storage, error)
	// IdentityChecks lists the pairs that look like one person, those to decide first.
	IdentityChecks(ctx context.Context) ([]claims.IdentityCheck, error)
}

// privacySet is what Privacy does to a data set.
type privacySet interface {
	// DecideIdentity keeps a decision and works out anew who is one person, which may take seconds.
	DecideIdentity(ctx context.Context, c claims.IdentityCheck, decision claims.IdentityDecision) error
}

// privacyDoors are what Privacy needs of the window.
type privacyDoors struct {
	excel  excelDoors // for the register
	set    privacySet
	folder string // where the data set lies
	// changed is called when it was decided who is one person: other pages show other people.
	changed func()
	// hideNames hides names, or shows them again.
	hideNames func()
}

var (
	_ page       = (*privacyPage)(nil)
	_ focuser    = (*privacyPage)(nil)
	_ tabber     = (*privacyPage)(nil)
	_ copier     = (*privacyPage)(nil)
	_ privacySet = (*app.Set)(nil)
)

func newPrivacyPage(s surroundings, doors privacyDoors) *privacyPage {
	p := &privacyPage{s: s, doHide: doors.hideNames}
	p.stored = newStoredHere(s, doors.folder)
	p.register = newExportRegister(s, doors.excel)
	p.checks = newIdentityChecks(s, doors, p.counted)
	p.parts = []excelPart{p.stored, p.register, p.checks}
	p.tabs = widgets.NewTabBar(privacyTabStored, privacyTabRegister, privacyTabChecks)
	p.tabs.OnChosen = p.showTab
	middle := container.NewStack()
	for i, part := range p.parts {
		middle.Add(part.content())
		setShown(part.content(), i == 0)
	}
	p.hide = newKeyCheck(privacyHide, nil, func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyReturn || key.Name == fyne.KeyEnter {
			p.doHide()
		} else {
			passKey(p.hide, key)
		}
	})
	p.tellHide()
	note := caption(privacyHideNote)
	note.Wrapping = fyne.TextWrapWord
	p.content = framed(p.tabs, middle, stacked(p.hide, inset(-gapSmall, 0, 28, 0, note)))
	return p
}

// counted puts the number of open checks into the tab.
func (p *privacyPage) counted(open int) {
	title := privacyTabChecks
	if open > 0 {
		title += " " + app.CountText(open)
	}
	p.tabs.SetTitles(privacyTabStored, privacyTabRegister, title)
}

func (p *privacyPage) present() excelPart { return p.parts[p.tabs.Chosen()] }

func (p *privacyPage) showTab(tab int) {
	for i, part := range p.parts {
		setShown(part.content(), i == tab)
	}
	if p.ctx != nil {
		p.present().show(p.ctx)
	}
}

// openChecks brings the identity checks to the front.
func (p *privacyPage) openChecks() {
	const checks = 2
	p.tabs.Choose(checks)
}

// tellHide shows whether names are hidden, without acting on it.
func (p *privacyPage) tellHide() {
	p.hide.OnChanged = nil
	p.hide.SetChecked(p.s.cover.on())
	p.hide.OnChanged = func(bool) { p.doHide() }
}

// Retell implements reteller.
func (p *privacyPage) Retell() {
	p.tellHide()
	p.checks.Retell()
}

// Title implements page.
func (p *privacyPage) Title() string { return titlePrivacy }

// Content implements page.
func (p *privacyPage) Content() fyne.CanvasObject { return p.content }

// Show implements page.
func (p *privacyPage) Show(ctx context.Context) {
	p.ctx = ctx
	if p.present() != excelPart(p.checks) {
		p.checks.show(ctx) // its number stands in the tab
	}
	p.present().show(ctx)
}

// Focus implements focuser.
func (p *privacyPage) Focus() { p.s.focus(p.tabs) }

// MoveTab implements tabber.
func (p *privacyPage) MoveTab(by int) { p.tabs.Step(by) }

// CopyRows implements copier.
func (p *privacyPage) CopyRows() {
	if c, ok := p.present().(copier); ok {
		c.CopyRows()
	}
}
