package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// claimBeside is a list with the claim that was chosen from it at its side; where there is no room for that, the claim is a page.
type claimBeside struct {
	s     surroundings
	table *widgets.RowTable
	// narrow are the columns that the list leaves out while a claim is open, and one after the other where it has no room for them.
	narrow  []string
	columns []widgets.Column
	left    fyne.CanvasObject
	panel   *claimPanel
	box     *fyne.Container
	ctx     context.Context // of the present showing
	open    claimRef        // at the side; zero for none
	// more is what the menu of a row holds beside the usual; nil for nothing.
	more func(row int) []*fyne.MenuItem
}

func newClaimBeside(s surroundings, table *widgets.RowTable, columns []widgets.Column, left fyne.CanvasObject, narrow ...string) *claimBeside {
	b := &claimBeside{s: s, table: table, columns: columns, left: left, narrow: narrow}
	b.box = container.New(toldWidth{b.fit}, container.NewStack(left))
	b.panel = newClaimPanel(s, b.close)
	return b
}

// fit leaves out columns for which there is no room.
func (b *claimBeside) fit(width float32) {
	if !b.isOpen() {
		hideNarrow(b.table, b.columns, width, b.narrow...)
	}
}

// put shows an object in the place of the list.
func (b *claimBeside) put(o fyne.CanvasObject) {
	if inside, ok := b.box.Objects[0].(*fyne.Container); ok {
		inside.Objects = []fyne.CanvasObject{o}
		inside.Refresh()
	}
	b.box.Refresh()
}

// show says that the list has come to the front: the claim at its side is read anew, or closed where the window has become smaller.
func (b *claimBeside) show(ctx context.Context) {
	b.ctx = ctx
	switch {
	case !b.isOpen():
	case b.wide():
		b.panel.show(ctx, b.open)
	default:
		b.close()
	}
}

// wide says whether list and claim fit side by side; larger text needs more room.
func (b *claimBeside) wide() bool {
	return b.box.Size().Width >= besideWidth*textScale(b.table)-2*pageMargin
}

func (b *claimBeside) isOpen() bool { return b.open != claimRef{} }

// openRef shows a claim; the zero ref shows none.
func (b *claimBeside) openRef(ref claimRef) {
	if (ref == claimRef{}) || b.ctx == nil {
		return
	}
	if !b.wide() {
		b.s.nav.openClaim(ref)
		return
	}
	before := b.open
	b.open = ref // from here on fit leaves the columns alone
	if (before == claimRef{}) {
		card := widgets.NewSurface(ColorSurface, gapSmall, b.panel.Content())
		b.table.HideColumns(b.narrow...) // the panel shows them, and the list keeps its other columns readable
		b.put(container.New(sideBySide{}, b.left, card))
	}
	if before != ref {
		b.panel.show(b.ctx, ref)
	}
}

// follow has the table open the claim of a row: ref gives it, zero where a row has none. With a claim open the next row shows its own.
func (b *claimBeside) follow(ref func(row int) claimRef) {
	b.table.OnOpen = func(row int) { b.openRef(ref(row)) }
	b.table.OnTapped = func(row int) {
		if b.wide() {
			b.openRef(ref(row))
		}
	}
	b.table.OnSelect = func(row int) {
		if b.isOpen() {
			b.openRef(ref(row))
		}
	}
	b.table.Menu = func(row int) []*fyne.MenuItem {
		open := fyne.NewMenuItem(menuOpenClaim, func() { b.openRef(ref(row)) })
		open.Disabled = ref(row) == claimRef{}
		items := []*fyne.MenuItem{open}
		if b.more != nil {
			items = append(items, b.more(row)...)
		}
		return append(items, fyne.NewMenuItem(menuCopyRow, b.table.CopySelected))
	}
}

// close gives the list the whole width again.
func (b *claimBeside) close() {
	if !b.isOpen() {
		return
	}
	b.open = claimRef{}
	b.fit(b.box.Size().Width)
	b.put(b.left)
	b.s.focus(b.table)
}

// escape closes the claim; false when none was open.
func (b *claimBeside) escape() bool {
	open := b.isOpen()
	b.close()
	return open
}

// sideBySide lays out a list and what is open from it.
type sideBySide struct{}

// Layout implements fyne.Layout.
func (sideBySide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	list := (size.Width - pageMargin) * listShare
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(list, size.Height))
	objects[1].Move(fyne.NewPos(list+pageMargin, 0))
	objects[1].Resize(fyne.NewSize(size.Width-pageMargin-list, size.Height))
}

// MinSize implements fyne.Layout.
func (sideBySide) MinSize(objects []fyne.CanvasObject) fyne.Size {
	list, open := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(list.Width+pageMargin+open.Width, max(list.Height, open.Height))
}
