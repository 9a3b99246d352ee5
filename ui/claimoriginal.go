package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
)

// originalWidth and originalTall are the size of the sheet at a text size of 100 %.
const (
	originalWidth = 720
	originalTall  = 420
)

// showOriginal lays the resource as CMS sent it over the window.
func (t *claimTree) showOriginal() {
	c := fyne.CurrentApp().Driver().CanvasForObject(t.box)
	if c == nil || t.ctx == nil {
		return
	}
	ref := t.ref
	load(t.ctx, t.load, func(ctx context.Context) ([]string, error) {
		originals, err := t.s.read.ClaimOriginals(ctx, ref.APIVersion, ref.FHIRID)
		return app.OriginalLines(originals), err
	}, func(lines []string, err error) {
		if err != nil {
			t.problem.tell(app.ProblemOf(err), wordTryAgain, t.showOriginal)
			t.problem.Content().Show()
			t.tree.Hide()
			return
		}
		t.problem.Content().Hide()
		t.tree.Show()
		newOriginalSheet(c, t.s, lines)
	})
}

// originalSheet shows a resource line by line: a claim has thousands of them.
type originalSheet struct {
	list  *widget.List
	close *keyButton
	popup *widget.PopUp
}

func newOriginalSheet(c fyne.Canvas, s surroundings, lines []string) *originalSheet {
	o := &originalSheet{}
	hide := func() { o.popup.Hide() }
	o.list = widget.NewList(func() int { return len(lines) }, func() fyne.CanvasObject {
		line := caption("")
		line.TextStyle, line.Truncation = fyne.TextStyle{Monospace: true}, fyne.TextTruncateEllipsis
		const closer = -9 // a label brings more space than lines of one text need
		return inset(closer, closer, 0, 0, line)
	}, func(i int, object fyne.CanvasObject) {
		if box, ok := object.(*fyne.Container); ok {
			setLabel(box.Objects[0], lines[i], widget.MediumImportance)
		}
	})
	o.list.HideSeparators = true
	o.close = newMainButton(wordClose, hide, hide)
	copying := newKeyButton(claimOriginalCopy, func() { s.copy(strings.Join(lines, "\n")) }, hide)
	note := caption(claimOriginalNote)
	buttons := container.New(layout.NewCustomPaddedHBoxLayout(gapSmall), layout.NewSpacer(), copying, o.close)
	head := stacked(heading(claimOriginalHead), note)
	size := c.Size()
	scale := textScaleNow()
	room := container.New(layout.NewBorderLayout(head, buttons, nil, nil), head, o.list, buttons)
	sized := container.NewGridWrap(fyne.NewSize(min(originalWidth*scale, size.Width-64), min(originalTall*scale, size.Height-96)), room)
	o.popup = widget.NewModalPopUp(newLayer(inset(gapSmall, gapSmall, gapSmall, gapSmall, sized), hide), c)
	o.popup.Show()
	c.Focus(o.close)
	return o
}
