package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Widths on the page Events at a text size of 100 %.
const (
	eventsSide  = 248  // of the lists
	eventsPanel = 420  // of the claim beside the list
	eventsThree = 1360 // from which lists, list and claim fit beside each other
)

// eventsFrame lays out the lists, the list in front and, while it is open, the claim. Where not all of them fit, the lists make room.
type eventsFrame struct {
	card fyne.CanvasObject
}

// Layout implements fyne.Layout.
func (f *eventsFrame) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	side, middle, card := objects[0], objects[1], objects[2]
	scale := textScaleNow()
	wide := eventsSide * scale
	if card.Visible() && size.Width < eventsThree*scale {
		wide = 0
	}
	setShown(side, wide > 0)
	x := float32(0)
	if wide > 0 {
		side.Move(fyne.NewPos(0, 0))
		side.Resize(fyne.NewSize(wide, size.Height))
		x = wide + gapSmall
	}
	room := size.Width - x
	if card.Visible() {
		panel := max(eventsPanel*scale, room*(1-listShare))
		card.Move(fyne.NewPos(size.Width-panel, 0))
		card.Resize(fyne.NewSize(panel, size.Height))
		room -= panel + pageMargin
	}
	middle.Move(fyne.NewPos(x, 0))
	middle.Resize(fyne.NewSize(room, size.Height))
}

// MinSize implements fyne.Layout.
func (f *eventsFrame) MinSize(objects []fyne.CanvasObject) fyne.Size {
	const least = 320
	return fyne.NewSize(eventsSide*textScaleNow()+least, objects[1].MinSize().Height)
}

// roomForPanel says whether list and claim fit beside each other; larger text needs more room.
func (p *eventsPage) roomForPanel() bool {
	return p.content.Size().Width >= besideWidth*textScale(p.table)-2*pageMargin
}

func (p *eventsPage) panelOpen() bool { return p.opened != claimRef{} }

// openClaim shows the claim behind a row at the side, or as a page where there is no room for that.
func (p *eventsPage) openClaim(row int) {
	e, ok := p.list.row(row)
	if !ok || e.ClaimID == "" {
		return
	}
	p.noteOpened(&e)
	ref := claimRef{APIVersion: e.ClaimVersion, FHIRID: e.ClaimID}
	if !p.roomForPanel() {
		p.s.nav.openClaim(ref)
		return
	}
	if !p.panelOpen() {
		p.table.HideColumns("born") // the list keeps what it is for in view
	}
	p.frame.card.Show()
	p.content.Refresh()
	if p.opened != ref {
		p.opened = ref
		p.panel.show(p.ctx, ref)
	}
}

// closePanel gives the list the whole width again.
func (p *eventsPage) closePanel() {
	p.opened = claimRef{}
	p.frame.card.Hide()
	p.table.HideColumns()
	p.side.Show()
	p.content.Refresh()
	p.s.focus(p.table)
}

// openPerson shows the person of a row.
func (p *eventsPage) openPerson(row int) {
	e, ok := p.list.row(row)
	if !ok || e.PersonKey == "" {
		return
	}
	p.noteOpened(&e)
	p.s.nav.openPerson(e.PersonKey)
}

// noteOpened keeps that somebody looked at an event: it is not new any more. The page may be left meanwhile, so this lives as long as
// the data set is open; where it cannot be kept, the event stays new.
func (p *eventsPage) noteOpened(e *claims.Event) {
	if !e.New {
		return
	}
	key := e.Key
	ctx := p.doors.ctx
	p.s.nav.runBackground(func() {
		if err := p.doors.set.OpenedEvents(ctx, []string{key}); err == nil {
			fyne.Do(p.doors.changed)
		}
	})
}

// do does something about events in the background; told is said when it is done, and undo, where there is one, takes it back.
func (p *eventsPage) do(told string, undo func(), act func(context.Context) error) {
	load(p.doors.ctx, p.work, func(ctx context.Context) (struct{}, error) { return struct{}{}, act(ctx) }, func(_ struct{}, err error) {
		p.acted(told, undo, err)
	})
}
