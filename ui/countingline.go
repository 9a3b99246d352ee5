package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"
)

// countingLine stands under what shows claims, money or events: what is counted, how much is left out, and where it can be changed the
// way there (docs/reference/screens.md 1.5).
type countingLine struct {
	label  *widget.Label
	change *keyButton
	box    *fyne.Container
}

// newCountingLine returns the line; change goes to what changes it and is nil where nothing does.
func newCountingLine(change func()) *countingLine {
	l := &countingLine{label: caption(""), change: newKeyButton(countingChange, change, nil)}
	l.label.Wrapping = fyne.TextWrapWord
	l.change.Importance = widget.LowImportance
	setShown(l.change, change != nil)
	ends := container.NewVBox(l.change)
	l.box = container.New(layout.NewBorderLayout(nil, nil, nil, ends), l.label, ends)
	return l
}

// set says what is counted; changed marks that it is not what is counted as a rule.
func (l *countingLine) set(text string, changed bool) {
	l.label.Importance = widget.LowImportance
	if changed {
		l.label.Importance = widget.WarningImportance
	}
	l.label.SetText(text)
}
