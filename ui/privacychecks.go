package ui

import (
	"context"
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// identityChecks lists pairs of records that look like one person, and takes decisions about them.
type identityChecks struct {
	s       surroundings
	doors   privacyDoors
	load    *loader
	work    *loader
	ctx     context.Context
	counted func(open int) // hears how many are to decide

	list    []claims.IdentityCheck
	table   *widgets.RowTable
	empty   *widgets.EmptyState
	problem *problemPanel
	looking *widget.Label
	why     *widget.Label
	sides   [2]*widgets.Facts
	same    *keyButton
	apart   *keyButton
	later   *keyButton
	open    *keyButton
	detail  *fyne.Container
	parts   *fyne.Container // pairs and detail
	box     fyne.CanvasObject
}

// Widths at a text size of 100 %: of the names of facts, and of a table that tells birth dates too.
const (
	identityNames = 96
	checksWide    = 800
)

func newIdentityChecks(s surroundings, doors privacyDoors, counted func(int)) *identityChecks {
	c := &identityChecks{s: s, doors: doors, counted: counted, looking: caption(wordLooking), problem: newProblemPanel(s.copy), why: widget.NewLabel("")}
	c.looking.Hide()
	c.load = newLoader(s.nav.runBackground, s.after, func(looking bool) { setShown(c.looking, looking) })
	c.work = newLoader(s.nav.runBackground, s.after, func(busy bool) {
		c.looking.SetText(checksWorking)
		setShown(c.looking, busy)
	})
	c.same = newMainButton(checksSame, func() { c.decide(claims.SamePerson) }, nil)
	c.apart = newKeyButton(checksApart, func() { c.decide(claims.TwoPeople) }, nil)
	c.later = newKeyButton(checksLater, func() { c.decide("") }, nil)
	c.open = newKeyButton(checksOpen, c.openPerson, nil)
	c.table = widgets.NewRowTable(checkColumns())
	c.table.Copy, c.table.Now, c.table.Covered = s.copy, s.now, s.cover.on
	c.table.OnSelect = func(int) { c.tell() }
	c.table.OnOpen = func(int) { c.openPerson() }
	c.table.Menu = c.menu
	c.empty = widgets.NewEmptyState(symbol(assets.Shield), checksNone, checksNoneText, "", nil)
	c.empty.Hide()
	c.problem.Content().Hide()
	c.lay()
	return c
}

// menu is what a right click on a pair offers: the buttons under it, and its row as text.
func (c *identityChecks) menu(row int) []*fyne.MenuItem {
	c.table.Select(row)
	var items []*fyne.MenuItem
	for _, b := range []*keyButton{c.open, c.same, c.apart, c.later} {
		if b.Visible() {
			item := fyne.NewMenuItem(b.Text, b.OnTapped)
			item.Disabled = b.Disabled()
			items = append(items, item)
		}
	}
	return append(items, fyne.NewMenuItem(menuCopyRow, c.table.CopySelected))
}

func checkColumns() []widgets.Column {
	return []widgets.Column{
		{ID: "a", Title: checksFirst, Width: 160, Grow: 1}, {ID: "aborn", Title: checksBorn, Width: 110},
		{ID: "b", Title: checksSecond, Width: 160, Grow: 1}, {ID: "bborn", Title: checksBorn, Width: 110},
		{ID: "differs", Title: checksDiffers, Width: 130, Grow: 1}, {ID: "state", Title: checksState, Width: 130},
	}
}

func (c *identityChecks) lay() {
	c.why.Wrapping = fyne.TextWrapWord
	for i := range c.sides {
		c.sides[i] = widgets.NewFacts(identityNames)
	}
	both := container.New(layout.NewGridLayoutWithColumns(len(c.sides)),
		inset(0, 0, gapSmall, 0, c.sides[0]), inset(0, 0, gapSmall, 0, c.sides[1]))
	buttons := inset(gapSmall, 0, gapSmall, gapSmall, beside(c.open, layout.NewSpacer(), c.looking, c.later, c.apart, c.same))
	facts := container.NewVScroll(both)
	c.detail = inset(gapSmall, 0, 0, 0, widgets.NewSurface(ColorSurface, gapSmall, container.New(layout.NewBorderLayout(c.why, buttons, nil, nil), c.why, facts, buttons)))
	note := caption(checksNote)
	note.Wrapping = fyne.TextWrapWord
	foot := container.New(layout.NewBorderLayout(nil, note, nil, nil), c.detail, note)
	middle := container.NewStack(c.table, c.empty, stacked(c.problem.Content()))
	fit := func(width float32) {
		c.table.HideColumns()
		if width < checksWide*textScaleNow() {
			c.table.HideColumns("aborn", "bborn") // the pair tells them too
		}
	}
	wanted := func() float32 { return both.MinSize().Height - facts.MinSize().Height }
	c.parts = container.New(pairsAndFacts{detail: c.detail, more: wanted}, middle, foot)
	c.box = inset(gapSmall, 0, 0, 0, container.New(toldWidth{fit}, c.parts))
	c.detail.Hide()
}

// pairsAndFacts lays out the pairs and, beneath, the facts of one: whole where there is room, else they scroll, so that pairs are seen.
type pairsAndFacts struct {
	detail fyne.CanvasObject
	more   func() float32 // height that whole facts take beyond the least
}

// leastPairs is the height of the pairs that are always seen, with their titles, at a text size of 100 %.
const leastPairs = 3 * 36

// Layout implements fyne.Layout.
func (l pairsAndFacts) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	pairs, foot := objects[0], objects[1]
	height := foot.MinSize().Height
	if l.detail.Visible() {
		height = max(height, min(height+l.more(), size.Height-leastPairs*textScaleNow()))
	}
	pairs.Move(fyne.Position{})
	pairs.Resize(fyne.NewSize(size.Width, size.Height-height))
	foot.Move(fyne.NewPos(0, size.Height-height))
	foot.Resize(fyne.NewSize(size.Width, height))
}

// MinSize implements fyne.Layout.
func (l pairsAndFacts) MinSize(objects []fyne.CanvasObject) fyne.Size {
	pairs, foot := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(pairs.Width, foot.Width), pairs.Height+foot.Height)
}

func (c *identityChecks) content() fyne.CanvasObject { return c.box }

func (c *identityChecks) show(ctx context.Context) {
	c.ctx = ctx
	c.looking.SetText(wordLooking)
	load(ctx, c.load, c.s.read.IdentityChecks, c.apply)
}

func (c *identityChecks) apply(list []claims.IdentityCheck, err error) {
	setShown(c.problem.Content(), err != nil)
	if err != nil {
		c.problem.tell(app.ProblemOf(err), wordTryAgain, func() { c.show(c.ctx) })
		list = nil
	}
	keep := len(list) == len(c.list)
	c.list = list
	rows, open := make([][]widgets.Cell, len(list)), 0
	for i, check := range list {
		rows[i] = checkCells(check, c.s.now())
		if check.Decision == "" {
			open++
		}
	}
	fillTable(c.table, rows, keep)
	setShown(c.table, len(rows) > 0)
	setShown(c.empty, len(rows) == 0 && err == nil)
	setShown(c.detail, len(rows) > 0)
	if len(rows) > 0 && c.table.Current() < 0 {
		c.table.Select(0)
	}
	c.tell()
	c.counted(open)
}

func checkCells(c claims.IdentityCheck, now time.Time) []widgets.Cell {
	chip := widgets.ChipSpec{Icon: symbol(assets.Warning), Word: checksToDo, Tone: toneWarn()}
	switch c.Decision {
	case claims.SamePerson:
		chip = widgets.ChipSpec{Icon: symbol(assets.Check), Word: checksSame, Tone: toneOK()}
	case claims.TwoPeople:
		chip = widgets.ChipSpec{Icon: symbol(assets.Check), Word: checksApart, Tone: toneOK()}
	}
	return []widgets.Cell{
		nameCell(recordPerson(c.A)), birthDayCell(c.A.BirthDate, now), nameCell(recordPerson(c.B)), birthDayCell(c.B.BirthDate, now),
		{Text: differsText(c.Reason)}, {Chips: []widgets.ChipSpec{chip}},
	}
}

func recordPerson(r claims.IdentityRecord) claims.Person {
	return claims.Person{LastName: r.LastName, FirstName: r.FirstName, City: r.City, State: r.State}
}

// differsText names in words what two records contradict each other in.
func differsText(reason string) string {
	words := strings.Split(reason, ";")
	for i, w := range words {
		switch w {
		case "birth_date":
			words[i] = checksBirth
		case "sex":
			words[i] = checksSex
		}
	}
	return strings.Join(words, ", ")
}

func identityFacts(r claims.IdentityRecord, cover covering, now time.Time) []widgets.Fact {
	person := recordPerson(r)
	return []widgets.Fact{
		{Name: headName, Value: cover.name(person), Bold: true}, {Name: checksBorn, Value: cover.either(dateText(r.BirthDate), ageText(r.BirthDate, now))}, {Name: headSex, Value: sexName(r.SexCode)},
		{Name: headMBI, Value: cover.either(mbiText(r.MBI), coverDots), Mono: true}, {Name: recordCity, Value: cover.place(person)},
		{Name: headClaims, Value: fmt.Sprintf(checksClaims, app.CountText(r.Claims), strings.TrimPrefix(r.APIVersion, "v"))},
	}
}

// present is the pair of the selected row; nil for none.
func (c *identityChecks) present() *claims.IdentityCheck {
	row := c.table.Current()
	if row < 0 || row >= len(c.list) {
		return nil
	}
	return &c.list[row]
}

// tell shows the selected pair side by side.
func (c *identityChecks) tell() {
	check := c.present()
	setShown(c.detail, check != nil)
	if check == nil {
		c.parts.Refresh()
		return
	}
	c.sides[0].Set(identityFacts(check.A, c.s.cover, c.s.now()))
	c.sides[1].Set(identityFacts(check.B, c.s.cover, c.s.now()))
	why := checksMBI
	if check.FoundBy == "link" {
		why = checksLink
	}
	if check.Decision != "" {
		why = fmt.Sprintf(checksBy, check.Who, whenText(check.At.In(c.s.now().Location())))
	}
	c.why.SetText(why)
	enable(c.same, check.Decision != claims.SamePerson)
	enable(c.apart, check.Decision != claims.TwoPeople)
	setShown(c.later, check.Decision != "")
	c.detail.Refresh()
	c.parts.Refresh()
}

// Retell shows the pairs anew: names were hidden or are shown again.
func (c *identityChecks) Retell() {
	c.table.Refresh()
	c.tell()
}

// decide keeps a decision about the selected pair.
func (c *identityChecks) decide(decision claims.IdentityDecision) {
	check := c.present()
	if check == nil {
		return
	}
	pair := *check
	for _, b := range []*keyButton{c.same, c.apart, c.later} {
		b.Disable()
	}
	load(c.ctx, c.work, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, c.doors.set.DecideIdentity(ctx, pair, decision)
	}, func(_ struct{}, err error) {
		enable(c.later, true)
		if err != nil {
			c.tell()
			setShown(c.problem.Content(), true)
			c.problem.tell(app.ProblemOf(err), wordTryAgain, func() { c.show(c.ctx) })
			return
		}
		c.show(c.ctx)
		c.doors.changed()
	})
}

func (c *identityChecks) openPerson() {
	if check := c.present(); check != nil && check.A.PersonKey != "" {
		c.s.nav.openPerson(check.A.PersonKey)
	}
}

func (c *identityChecks) focus() { c.s.focus(c.table) }

// CopyRows implements copier.
func (c *identityChecks) CopyRows() { c.table.CopySelected() }
