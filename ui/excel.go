package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// excelPage makes files that analysts trust and can repeat (docs/reference/screens.md 5.8).
type excelPage struct {
	s     surroundings
	doors excelDoors
	ctx   context.Context // of the present showing

	fresh    *excelNew
	recipes  *recipeList
	lists    *peopleLists
	register *exportRegister
	parts    []excelPart
	titles   []string
	counts   []int // behind the titles; 0 for none
	tabs     *widgets.TabBar
	middle   *fyne.Container
	content  fyne.CanvasObject
}

// excelPart is what one tab shows.
type excelPart interface {
	content() fyne.CanvasObject
	// show reads what it shows; it is called each time the page or the tab comes to the front.
	show(ctx context.Context)
	// focus puts the keyboard where work begins.
	focus()
}

var (
	_ page    = (*excelPage)(nil)
	_ focuser = (*excelPage)(nil)
	_ tabber  = (*excelPage)(nil)
	_ copier  = (*excelPage)(nil)
	_ escaper = (*excelPage)(nil)
	_ saver   = (*excelPage)(nil)
)

func newExcelPage(s surroundings, doors excelDoors) *excelPage {
	p := &excelPage{s: s, doors: doors}
	p.fresh = newExcelNew(s, doors, p.recipeKept, func() {})
	p.recipes = newRecipeList(s, doors, p.editRecipe, func(n int) { p.setCount(p.recipes, n) })
	p.lists = newPeopleLists(s, doors, p.listsRead, p.exportList)
	p.register = newExportRegister(s, doors)
	p.fresh.listed = func() { p.lists.show(p.ctx) }
	p.parts = []excelPart{p.fresh, p.recipes, p.lists, p.register}
	p.titles = []string{excelTabNew, excelTabRecipes, excelTabLists, excelTabRegister}
	p.counts = make([]int, len(p.parts))
	p.tabs = widgets.NewTabBar(p.titles...)
	p.tabs.OnChosen = p.showTab
	p.register.begin = func() {
		p.tabs.Choose(0)
		p.Focus()
	}
	p.middle = container.NewStack()
	for i, part := range p.parts {
		p.middle.Add(part.content())
		setShown(part.content(), i == 0)
	}
	p.content = framed(p.tabs, p.middle, nil)
	return p
}

// Title implements page.
func (p *excelPage) Title() string { return titleExcel }

// Content implements page.
func (p *excelPage) Content() fyne.CanvasObject { return p.content }

// Show implements page.
func (p *excelPage) Show(ctx context.Context) {
	p.ctx = ctx
	p.lists.show(ctx) // a new export offers them
	if p.present() != excelPart(p.lists) {
		p.present().show(ctx)
	}
}

func (p *excelPage) present() excelPart { return p.parts[p.tabs.Chosen()] }

func (p *excelPage) showTab(tab int) {
	for i, part := range p.parts {
		setShown(part.content(), i == tab)
	}
	if p.ctx != nil {
		p.parts[tab].show(p.ctx)
	}
}

// setCount puts a number behind the title of a part.
func (p *excelPage) setCount(part excelPart, count int) {
	titles := make([]string, len(p.titles))
	for i, title := range p.titles {
		if p.parts[i] == part {
			p.counts[i] = count
		}
		titles[i] = title
		if p.counts[i] > 0 {
			titles[i] = fmt.Sprintf("%s %d", title, p.counts[i])
		}
	}
	p.tabs.SetTitles(titles...)
}

// Focus implements focuser.
func (p *excelPage) Focus() { p.present().focus() }

// Escape leaves the recipe that is being changed as it was.
func (p *excelPage) Escape() bool {
	return p.present() == excelPart(p.fresh) && p.fresh.stopEditing()
}

// MoveTab implements tabber.
func (p *excelPage) MoveTab(by int) {
	p.tabs.Step(by)
	p.Focus()
}

// CopyRows implements copier.
func (p *excelPage) CopyRows() {
	if c, ok := p.present().(copier); ok {
		c.CopyRows()
	}
}

// makeFile is Ctrl+Enter.
func (p *excelPage) makeFile() {
	if p.present() == excelPart(p.fresh) {
		p.fresh.makeIt()
	}
}

// SaveShown implements saver: what the tab in front is about.
func (p *excelPage) SaveShown() {
	switch p.present() {
	case excelPart(p.fresh):
		p.fresh.makeIt()
	case excelPart(p.recipes):
		p.recipes.runIt()
	case excelPart(p.lists):
		p.lists.exportIt()
	case excelPart(p.register):
		p.register.saveIt()
	}
}

// recipeKept shows a recipe that was saved in the list.
func (p *excelPage) recipeKept(id string) {
	p.recipes.want = id
	p.tabs.Choose(1)
	p.Focus()
}

// editRecipe takes a recipe into the form.
func (p *excelPage) editRecipe(r app.Recipe) {
	p.fresh.edit(&r)
	p.tabs.Choose(0)
	p.Focus()
}

// listsRead offers the people lists to a new export.
func (p *excelPage) listsRead(lists []claims.PeopleList) {
	p.setCount(p.lists, len(lists))
	p.fresh.setLists(lists)
}

// exportList begins an export of the people on a list.
func (p *excelPage) exportList(name string) {
	p.fresh.aboutList(name)
	p.tabs.Choose(0)
	p.Focus()
}
