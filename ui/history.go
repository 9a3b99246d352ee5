package ui

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// refreshHistory is the list of all refreshes, latest first.
type refreshHistory struct {
	s       surroundings
	control refreshControl
	load    *loader
	copying *loader        // reads what is copied
	open    func(id int64) // shows one

	list    []claims.Refresh
	hidden  []string // columns without room
	read    bool     // the list has been read once
	count   *widget.Label
	looking *widget.Label
	table   *widgets.RowTable
	empty   *widgets.EmptyState
	problem *problemPanel
	content fyne.CanvasObject
	ctx     context.Context // of the present showing
}

// historyReach is how many refreshes the list goes back: more than five years of daily ones.
const historyReach = 2000

func newRefreshHistory(s surroundings, control refreshControl, open func(id int64)) *refreshHistory {
	h := &refreshHistory{s: s, control: control, open: open, count: caption(""), looking: caption(wordLooking), problem: newProblemPanel(s.copy)}
	h.looking.Hide()
	h.load = newLoader(s.nav.runBackground, s.after, func(looking bool) { setShown(h.looking, looking) })
	h.copying = newLoader(s.nav.runBackground, s.after, nil)
	h.makeTable()
	h.empty = widgets.NewEmptyState(symbol(assets.Download), historyNone, historyNoneText, homeGetData, s.nav.getData)
	h.empty.Hide()
	h.problem.plain()
	h.problem.Content().Hide()
	ends := container.NewHBox(h.looking, h.count)
	head := container.New(layout.NewBorderLayout(nil, nil, nil, ends), heading(historyTitle), ends)
	middle := container.NewStack(h.table, h.empty, stacked(h.problem.Content()))
	h.content = container.New(layout.NewBorderLayout(head, nil, nil, nil), head, middle)
	return h
}

func historyColumns() []widgets.Column {
	right := fyne.TextAlignTrailing
	return []widgets.Column{
		{ID: "when", Title: headWhen, Width: 172}, {ID: "what", Title: headWhat, Width: 132, Grow: 2},
		{ID: "files", Title: headFiles, Width: 52, Align: right}, {ID: "people", Title: headPeople, Width: 132, Align: right},
		{ID: "claims", Title: headNewOrChanged, Width: 204, Align: right}, {ID: "paid", Title: headPaidChange, Width: 104, Align: right},
		{ID: "missing", Title: headNotSupplied, Width: 108, Align: right}, {ID: "result", Title: headResult, Width: 140, Grow: 1},
	}
}

func (h *refreshHistory) makeTable() {
	h.table = widgets.NewRowTable(historyColumns())
	h.table.Copy, h.table.Now = h.s.copy, h.s.now
	h.table.OnOpen = h.openRow
	h.table.Menu = func(row int) []*fyne.MenuItem {
		items := []*fyne.MenuItem{fyne.NewMenuItem(historyOpen, func() { h.openRow(row) })}
		if h.lacks(row) {
			items = append(items, fyne.NewMenuItem(lastFetch, h.s.nav.getData))
		}
		return append(items, fyne.NewMenuItem(historyCopy, func() { h.copySummary(row) }), fyne.NewMenuItem(menuCopyRow, h.table.CopySelected))
	}
}

// lacks says that files are missing that the next refresh asks for: those of the latest one.
func (h *refreshHistory) lacks(row int) bool {
	return row == 0 && len(h.list) > 0 && h.list[0].State == claims.RefreshPartly && !h.control.Current().Running
}

// copySummary copies what a refresh brought, as its panel does.
func (h *refreshHistory) copySummary(row int) {
	if row < 0 || row >= len(h.list) {
		return
	}
	id := h.list[row].ID
	load(h.ctx, h.copying, func(ctx context.Context) (claims.RefreshReport, error) { return h.s.read.RefreshReport(ctx, id) }, func(report claims.RefreshReport, err error) {
		if err == nil { // what cannot be read is told by the panel
			h.s.copy(summaryText(report))
		}
	})
}

func (h *refreshHistory) openRow(row int) {
	if row >= 0 && row < len(h.list) {
		h.open(h.list[row].ID)
	}
}

// show reads the list; row and place stay.
func (h *refreshHistory) show(ctx context.Context) {
	h.ctx = ctx
	load(ctx, h.load, h.readAll, h.apply)
}

// readAll reads the refreshes page by page behind the last number of the one before. It runs in the background.
func (h *refreshHistory) readAll(ctx context.Context) ([]claims.Refresh, error) {
	var list []claims.Refresh
	before := int64(0)
	for len(list) < historyReach {
		page, err := h.s.read.Refreshes(ctx, before, widgets.PageSize)
		if err != nil {
			return nil, err
		}
		list = append(list, page...)
		if len(page) < widgets.PageSize {
			break
		}
		before = page[len(page)-1].ID
	}
	return list, nil
}

func (h *refreshHistory) apply(list []claims.Refresh, err error) {
	setShown(h.problem.Content(), err != nil)
	if err != nil {
		h.problem.tell(app.ProblemOf(err), wordTryAgain, func() { h.show(h.ctx) })
		h.table.Hide()
		h.empty.Hide()
		return
	}
	h.list = list
	h.fill()
	setShown(h.table, len(list) > 0)
	setShown(h.empty, len(list) == 0)
	h.count.SetText("")
	if len(list) > 0 {
		h.count.SetText(fmt.Sprintf(historyCount, countDownloads.Of(len(list))))
	}
	h.read = true
}

func (h *refreshHistory) fill() {
	running := h.control.Current().Running
	rows := make([][]widgets.Cell, len(h.list))
	for i, r := range h.list {
		rows[i] = refreshCells(r, running && i == 0)
	}
	h.table.Fetch = func(page int) {
		from := min(page*widgets.PageSize, len(rows))
		h.table.SetPage(page, rows[from:min(from+widgets.PageSize, len(rows))])
	}
	h.table.Reset(len(rows), rows[:min(widgets.PageSize, len(rows))], h.read)
}

// fit leaves out columns for which a width has no room, least telling first; the panel tells them all.
func (h *refreshHistory) fit(width float32) {
	need := float32(0)
	for _, c := range historyColumns() {
		need += c.Width * textScaleNow()
	}
	var hidden []string
	for _, id := range []string{"files", "missing", "paid", "people", "claims"} {
		if need <= width {
			break
		}
		hidden = append(hidden, id)
		need -= widthOf(id) * textScaleNow()
	}
	if !slices.Equal(hidden, h.hidden) {
		h.hidden = hidden
		h.table.HideColumns(hidden...)
	}
}

func widthOf(id string) float32 {
	for _, c := range historyColumns() {
		if c.ID == id {
			return c.Width
		}
	}
	return 0
}

// refreshCells is a refresh as the list shows it.
func refreshCells(r claims.Refresh, running bool) []widgets.Cell {
	quiet := func(text string) widgets.Cell {
		cell := widgets.Cell{Text: text}
		if text == dash {
			cell.Color = ColorText2
		}
		return cell
	}
	return []widgets.Cell{
		{Text: whenText(r.StartedAt)}, {Text: requestWords(r)}, quiet(countOrDash(r.Files)), quiet(peopleMoved(r.Brought)),
		quiet(claimsMoved(r.Brought)), quiet(moneyMoved(r.PaidCents)), quiet(countOrDash(r.NotSupplied)),
		{Chips: []widgets.ChipSpec{resultChip(r, running)}},
	}
}
