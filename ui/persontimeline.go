package ui

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/story"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// personTimeline is the text twin of the picture: what happened, newest first, by month, with the claim behind it at its side.
type personTimeline struct {
	s       surroundings
	view    *personView
	kind    *widgets.Select
	count   *widget.Label
	looking *widget.Label
	table   *widgets.RowTable
	empty   *widgets.EmptyState
	problem *problemPanel
	beside  *claimBeside
	rows    []timelineRow
	read    bool
}

// timelineRow is a month, or an item in it.
type timelineRow struct {
	month string
	item  *story.Item // nil for the row that names the month
}

// timelineKinds are the choices of what is listed; the first is everything.
func timelineKinds() []string {
	return []string{timelineAll, itemStays, analysisED, pictureVisitsName, kindNursing, kindHomeHealth, kindHospice, itemDrugs}
}

func newPersonTimeline(s surroundings) *personTimeline {
	t := &personTimeline{s: s, count: widget.NewLabel(""), looking: caption(wordLooking), problem: newProblemPanel(s.copy)}
	t.looking.Hide()
	t.kind = chooser(timelineKinds(), func(int) { t.fill(false) })
	columns := []widgets.Column{
		{ID: "date", Title: headWhen, Width: 168}, {ID: "what", Title: headWhat, Width: 180}, {ID: "who", Title: headWhere, Width: 120, Grow: 2},
		{ID: "more", Title: headMore, Width: 140, Grow: 3},
	}
	t.table = widgets.NewRowTable(columns)
	t.table.Copy, t.table.Now = s.copy, s.now
	t.empty = widgets.NewEmptyState(symbol(assets.Info), timelineNone, timelineNoneText, "", nil)
	t.empty.Hide()
	t.problem.Content().Hide()
	note := caption(timelineCaption)
	note.Wrapping = fyne.TextWrapWord
	controls := inset(0, gapSmall, 0, 0, container.New(layout.NewRowWrapLayoutWithCustomPadding(gapSmall, 0), atWidth(200, widgets.NewOutline(t.kind)), t.count, t.looking))
	middle := container.NewStack(t.table, t.empty, stacked(t.problem.Content()))
	left := container.New(layout.NewBorderLayout(controls, note, nil, nil), controls, middle, note)
	t.beside = newClaimBeside(s, t.table, columns, left, "more")
	t.beside.follow(func(row int) claimRef {
		if row < 0 || row >= len(t.rows) || t.rows[row].item == nil {
			return claimRef{}
		}
		return refOf(t.rows[row].item.Claim)
	})
	return t
}

// busy shows or hides Looking….
func (t *personTimeline) busy(looking bool) { setShown(t.looking, looking) }

// set shows what was read.
func (t *personTimeline) set(v *personView) {
	t.view = v
	t.problem.Content().Hide()
	t.fill(t.read)
	t.read = true
}

// fill lists what the choice asks for.
func (t *personTimeline) fill(keep bool) {
	if t.view == nil {
		return
	}
	t.rows = nil
	month, count := "", 0
	for i := range t.view.items {
		item := &t.view.items[i]
		if at := t.kind.SelectedIndex(); at > 0 && item.Kind != story.Kinds()[at-1] {
			continue
		}
		if item.Months != month {
			month = item.Months
			t.rows = append(t.rows, timelineRow{month: month})
		}
		t.rows = append(t.rows, timelineRow{month, item})
		count++
	}
	cells := make([][]widgets.Cell, len(t.rows))
	for i, row := range t.rows {
		cells[i] = t.cells(row)
	}
	fillTable(t.table, cells, keep)
	t.count.SetText(fmt.Sprintf(listNewest, countEntries.Of(count)))
	setShown(t.count, count > 0)
	setShown(t.table, count > 0)
	setShown(t.empty, count == 0)
	if t.kind.SelectedIndex() > 0 {
		t.empty.Set(timelineNoKind, timelineNoKindTx, timelineShowAll, func() { t.kind.SetSelectedIndex(0) })
	} else {
		t.empty.Set(timelineNone, timelineNoneText, "", nil)
	}
	t.beside.box.Refresh()
}

func (t *personTimeline) cells(row timelineRow) []widgets.Cell {
	if row.item == nil {
		name := row.month
		if at, err := time.Parse("2006-01", row.month); err == nil {
			name = at.Format("January 2006")
		}
		return []widgets.Cell{{Text: name, Bold: true}, {}, {}, {}}
	}
	i := *row.item
	return []widgets.Cell{{Text: itemDates(i)}, {Text: itemTitle(i)}, {Text: itemWho(i)}, {Text: t.view.itemMore(i), Color: ColorText2}}
}

// find shows what stands behind a mark of the picture: an item, a month, or only a claim.
func (t *personTimeline) find(b behindMark) {
	if t.kind.SelectedIndex() > 0 {
		t.kind.SetSelectedIndex(0)
	}
	for i, row := range t.rows {
		hit := b.item != nil && row.item == b.item || b.month != "" && row.item == nil && row.month <= b.month ||
			b.claim != (claims.ClaimID{}) && row.item != nil && row.item.Claim == b.claim
		if hit {
			t.table.Select(i)
			break
		}
	}
	switch {
	case b.item != nil:
		t.beside.openRef(refOf(b.item.Claim))
	case b.claim != (claims.ClaimID{}):
		t.beside.openRef(refOf(b.claim))
	}
}

// fail shows what kept the story from being read.
func (t *personTimeline) fail(err error, again func()) {
	t.problem.tell(app.ProblemOf(err), wordTryAgain, again)
	t.problem.Content().Show()
	t.table.Hide()
	t.empty.Hide()
	t.count.Hide()
}

// content implements personTab.
func (t *personTimeline) content() fyne.CanvasObject { return t.beside.box }

// show implements personTab: the page reads the story.
func (t *personTimeline) show(ctx context.Context) { t.beside.show(ctx) }

// focus implements personTab.
func (t *personTimeline) focus() { t.s.focus(t.table) }

// copyRows implements personTab.
func (t *personTimeline) copyRows() { t.table.CopySelected() }

// escape implements personTab.
func (t *personTimeline) escape() bool { return t.beside.escape() }
