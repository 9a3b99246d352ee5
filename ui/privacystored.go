package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// storedHere tells what lies on this computer and how much room it takes.
type storedHere struct {
	s       surroundings
	load    *loader
	ctx     context.Context
	looking *widget.Label
	table   *widgets.RowTable
	problem *problemPanel
	box     fyne.CanvasObject
}

func newStoredHere(s surroundings, folder string) *storedHere {
	h := &storedHere{s: s, looking: caption(storedMeasuring), problem: newProblemPanel(s.copy)}
	h.looking.Hide()
	h.load = newLoader(s.nav.runBackground, s.after, func(looking bool) { setShown(h.looking, looking) })
	right := fyne.TextAlignTrailing
	columns := []widgets.Column{
		{ID: "what", Title: storedWhat, Width: 220, Grow: 1}, {ID: "count", Title: storedCount, Width: 120, Align: right},
		{ID: "dates", Title: storedDates, Width: 220, Grow: 1}, {ID: "size", Title: storedSize, Width: 110, Align: right}, {ID: "note", Title: "", Width: 180, Grow: 1},
	}
	h.table = widgets.NewRowTable(columns)
	h.table.Copy, h.table.Now = s.copy, s.now
	h.problem.Content().Hide()
	where := widget.NewLabel(fmt.Sprintf(storedWhere, folder))
	where.Wrapping = fyne.TextWrapBreak
	note := caption(storedNote)
	note.Wrapping = fyne.TextWrapWord
	foot := stacked(withSign(where, h.looking), note)
	table := container.New(toldWidth{func(width float32) { hideNarrow(h.table, columns, width, "note", "dates") }}, h.table)
	middle := container.NewStack(table, stacked(h.problem.Content()))
	h.box = inset(gapSmall, 0, 0, 0, container.New(layout.NewBorderLayout(nil, foot, nil, nil), middle, foot))
	return h
}

func (h *storedHere) content() fyne.CanvasObject { return h.box }

func (h *storedHere) show(ctx context.Context) {
	h.ctx = ctx
	load(ctx, h.load, h.s.read.Storage, h.apply)
}

func (h *storedHere) apply(stored claims.Storage, err error) {
	setShown(h.problem.Content(), err != nil)
	setShown(h.table, err == nil)
	if err != nil {
		h.problem.tell(app.ProblemOf(err), wordTryAgain, func() { h.show(h.ctx) })
		return
	}
	fillTable(h.table, storedRows(stored), true)
}

// storedRows tells the parts, and all of it in the last row.
func storedRows(s claims.Storage) [][]widgets.Cell {
	row := func(what, count, dates, size, note string) []widgets.Cell {
		return []widgets.Cell{{Text: what}, {Text: count}, {Text: dates}, {Text: size}, {Text: note, Color: ColorText2}}
	}
	dates := dash
	if s.Oldest != "" && s.Latest != "" {
		dates = dateText(s.Oldest) + " – " + dateText(s.Latest)
	}
	rows := [][]widgets.Cell{
		row(storedPeople, app.CountText(s.People), dash, dash, storedShared),
		row(storedClaims, app.CountText(s.Claims), dates, bytesText(s.TableBytes), ""),
		row(storedResources, app.CountText(s.Resources), dash, bytesText(s.ResourceBytes), storedPacked),
	}
	if s.SetAside > 0 {
		rows = append(rows, row(storedAside, app.CountText(s.SetAside), dash, dash, storedPacked))
	}
	if s.FreeBytes > 0 {
		rows = append(rows, row(storedFree, dash, dash, bytesText(s.FreeBytes), ""))
	}
	if s.WaitingBytes > 0 {
		rows = append(rows, row(storedWaiting, dash, dash, bytesText(s.WaitingBytes), ""))
	}
	all := row(storedAll, "", "", bytesText(s.Bytes()), "")
	for i := range all {
		all[i].Bold = true
	}
	return append(rows, all)
}

func (h *storedHere) focus() { h.s.focus(h.table) }

// CopyRows implements copier.
func (h *storedHere) CopyRows() { h.table.CopySelected() }
