package ui

import (
	"context"
	"fmt"
	"image/color"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

const (
	// searchHits is how many people the search shows at once.
	searchHits = 8
	// searchLeast is how many characters a search needs.
	searchLeast = 2
	searchWide  = 520
	// clickPause is how long a click may take from pressing the button to letting it go.
	clickPause = 300 * time.Millisecond
)

// personSearch finds a person from everywhere: a line to type in for the top bar, and the people found, in a layer that
// the shell lays over everything else. The layer is no popup of Fyne: that would take the keyboard from the line.
type personSearch struct {
	s     surroundings
	ctx   context.Context // of the open data set
	load  *loader
	line  *entry
	field fyne.CanvasObject
	hits  *widgets.RowTable
	note  *widget.Label
	more  *keyButton
	box   *fyne.Container
	layer *fyne.Container

	found     []claims.Person
	current   int
	stopTyped func()
	stopHide  func()
}

// newPersonSearch returns the search over the data set that is open until ctx ends.
func newPersonSearch(ctx context.Context, s surroundings) *personSearch {
	p := &personSearch{s: s, ctx: ctx, current: -1, stopTyped: func() {}, stopHide: func() {}}
	p.load = newLoader(s.nav.runBackground, s.after, p.sayLooking)
	p.line = newEntry(searchHint)
	p.line.selectIt = true
	p.line.Icon = theme.SearchIcon()
	p.line.OnChanged = p.typed
	p.line.OnSubmitted = func(string) { p.enter() }
	p.line.onEscape = p.escape
	p.line.onKey = p.key
	p.line.onFocus = p.focusChanged
	p.field = p.line
	p.hits = widgets.NewRowTable([]widgets.Column{
		{ID: "name", Title: headName, Width: 150, Grow: 1}, {ID: "born", Title: headBornAge, Width: 148},
		{ID: "mbi", Title: headMBI, Width: 76}, {ID: "status", Title: headStatus, Width: 118},
	})
	p.hits.OnTapped, p.hits.Covered = p.openHit, s.cover.on
	p.line.hide(s.cover.on())
	p.note = widget.NewLabel("")
	p.note.Wrapping = fyne.TextWrapWord
	p.more = newKeyButton("", p.showAll, p.close)
	p.more.Importance = widget.LowImportance
	p.box = container.NewStack()
	p.box.Hide()
	p.layer = container.NewWithoutLayout(p.box)
	return p
}

// Field is the line to type in, for the top bar.
func (p *personSearch) Field() fyne.CanvasObject { return p.field }

// Layer holds the people found. The shell stacks it over everything else, at the full size of the window's content;
// where it shows nothing, the mouse goes through.
func (p *personSearch) Layer() fyne.CanvasObject { return p.layer }

// Focus puts the keyboard into the line and selects what was typed.
func (p *personSearch) Focus() { p.s.focus(p.line) }

// close takes the people found off the screen.
func (p *personSearch) close() {
	p.stopTyped()
	p.stopHide()
	p.load.stop()
	p.load.say(false) // the next one says it again
	p.box.Hide()
	p.current = -1
}

// Retell says anew who was found: names were hidden or are shown again.
func (p *personSearch) Retell() {
	p.line.hide(p.s.cover.on())
	p.hits.Refresh()
}

func (p *personSearch) open() bool { return p.box.Visible() }

func (p *personSearch) typed(text string) {
	p.stopTyped()
	if len([]rune(strings.TrimSpace(text))) < searchLeast {
		p.close()
		return
	}
	p.stopTyped = p.s.after(typingPause, p.look)
}

// look searches everyone ever seen: a person who left the list still calls.
func (p *personSearch) look() {
	typed := strings.TrimSpace(p.line.Text)
	load(p.ctx, p.load, func(ctx context.Context) (claims.People, error) {
		return p.s.read.People(ctx, claims.PersonFilter{Search: typed}, claims.SortByName, claims.Page{Limit: searchHits})
	}, p.apply)
}

func (p *personSearch) sayLooking(looking bool) {
	if looking && !p.open() {
		p.say(wordLooking)
	}
}

// say shows words in place of people.
func (p *personSearch) say(words string) {
	p.found, p.current = nil, -1
	p.note.SetText(words)
	p.place(p.note, p.note.MinSize().Height)
}

func (p *personSearch) apply(people claims.People, err error) {
	switch {
	case err != nil:
		p.say(searchUnreadable)
		return
	case people.Total == 0:
		p.say(searchNone)
		return
	}
	p.found, p.current = people.Rows, -1
	rows := make([][]widgets.Cell, len(p.found))
	for i, person := range p.found {
		cells := personCells(person, p.s.now())
		rows[i] = []widgets.Cell{cells[0], cells[1], cells[3], cells[5]}
	}
	p.hits.Reset(len(rows), rows, false)
	if len(rows) == 1 {
		p.choose(0) // a single hit needs no arrow
	}
	const row = 36
	tall := float32(len(rows)+1) * row * textScale(p.line)
	if people.Total > len(rows) {
		p.more.SetText(fmt.Sprintf(searchMore, app.CountText(people.Total)))
		p.place(container.NewBorder(nil, p.more, nil, nil, p.hits), tall+p.more.MinSize().Height+gapSmall)
		return
	}
	p.place(p.hits, tall)
}

// place shows content of a height under the line.
func (p *personSearch) place(content fyne.CanvasObject, tall float32) {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(p.line).Subtract(driver.AbsolutePositionForObject(p.layer))
	wide := max(p.line.Size().Width, searchWide*textScale(p.line))
	x := max(gapSmall, at.X+p.line.Size().Width-wide) // both end at the same edge
	card := widgets.NewOutline(widgets.NewSurface(theme.ColorNameOverlayBackground, gapSmall, content))
	p.box.Objects = []fyne.CanvasObject{newShield(), card}
	p.box.Move(fyne.NewPos(x, at.Y+p.line.Size().Height+gapSmall/2))
	p.box.Resize(fyne.NewSize(wide, tall+2*gapSmall))
	p.box.Show()
	p.box.Refresh()
}

// key moves among the people found while the keyboard stays in the line.
func (p *personSearch) key(name fyne.KeyName) bool {
	if !p.open() || len(p.found) == 0 {
		return false
	}
	switch name {
	case fyne.KeyDown:
		p.choose(min(p.current+1, len(p.found)-1))
	case fyne.KeyUp:
		p.choose(max(p.current-1, 0))
	default:
		return false
	}
	return true
}

func (p *personSearch) choose(hit int) {
	p.current = hit
	p.hits.Select(hit)
}

// enter opens the chosen person, or looks at once where typing was faster than the search.
func (p *personSearch) enter() {
	if p.open() && p.current >= 0 {
		p.openHit(p.current)
		return
	}
	if p.open() && len(p.found) > 0 {
		p.openHit(0)
		return
	}
	p.typed(p.line.Text)
	p.stopTyped()
	if len([]rune(strings.TrimSpace(p.line.Text))) >= searchLeast {
		p.look()
	}
}

func (p *personSearch) openHit(hit int) {
	if hit < 0 || hit >= len(p.found) {
		return
	}
	key := p.found[hit].Key
	p.clear()
	p.s.nav.openPerson(key)
}

// showAll goes to the people list, narrowed to what was typed.
func (p *personSearch) showAll() {
	typed := strings.TrimSpace(p.line.Text)
	p.clear()
	p.s.nav.openPeople(typed)
}

// clear empties the line without searching.
func (p *personSearch) clear() {
	p.line.SetText("")
	p.close()
}

// escape closes what is open, else empties the line.
func (p *personSearch) escape() {
	if p.open() {
		p.close()
		return
	}
	p.clear()
}

// focusChanged closes the search when the keyboard goes elsewhere, a moment later: a click on a person found takes the
// keyboard first and is heard afterwards.
func (p *personSearch) focusChanged(gained bool) {
	p.stopHide()
	if !gained {
		p.stopHide = p.s.after(clickPause, p.close)
	}
}

// shield keeps clicks from going through to what lies beneath.
type shield struct{ widget.BaseWidget }

func newShield() *shield {
	s := &shield{}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped implements fyne.Tappable.
func (s *shield) Tapped(*fyne.PointEvent) {}

// CreateRenderer implements fyne.Widget.
func (s *shield) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
