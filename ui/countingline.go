package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/claims"
)

// countingLine stands under what shows claims, money or events: what is counted, how much is left out, and the way to change it
// (docs/reference/screens.md 1.5).
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

// countingSwitch is one of the switches behind Change.
type countingSwitch struct {
	word string
	at   func(*claims.Counting) *bool
	off  bool // ticked is the rule: the box says the opposite
}

// Switches, in the order in which they stand.
func switchEarly() countingSwitch {
	return countingSwitch{countingEarly, func(c *claims.Counting) *bool { return &c.Early }, false}
}
func switchAdvantage() countingSwitch {
	return countingSwitch{countingAdvantage, func(c *claims.Counting) *bool { return &c.Advantage }, false}
}
func switchReplaced() countingSwitch {
	return countingSwitch{countingReplaced, func(c *claims.Counting) *bool { return &c.Replaced }, false}
}
func switchDebits() countingSwitch {
	return countingSwitch{countingDebits, func(c *claims.Counting) *bool { return &c.NoDebits }, false}
}
func switchDenied() countingSwitch {
	return countingSwitch{countingDenied, func(c *claims.Counting) *bool { return &c.NoDenied }, true}
}

// countingSwitches are the switches of a page with its counting line. They hold until the page is left.
type countingSwitches struct {
	line     *countingLine
	counting claims.Counting
	offered  []countingSwitch
	note     string // what else the sheet says
	changed  func()
	sheet    *tickSheet
}

// newCountingSwitches returns a line whose Change offers switches; changed hears that one was used.
func newCountingSwitches(note string, changed func(), offered ...countingSwitch) *countingSwitches {
	c := &countingSwitches{offered: offered, note: note, changed: changed}
	c.line = newCountingLine(c.open)
	return c
}

// reset takes the switches back without telling.
func (c *countingSwitches) reset() { c.counting = claims.Counting{} }

func (c *countingSwitches) open() {
	ticks := make([]tick, len(c.offered))
	for i, one := range c.offered {
		ticks[i] = tick{word: one.word, on: *one.at(&c.counting) != one.off}
	}
	usual := newKeyButton(countingUsual, func() {
		for i, one := range c.offered {
			c.sheet.set(i, one.off)
		}
		c.take()
	}, nil)
	notes := []string{countingHold}
	if c.note != "" {
		notes = append(notes, c.note)
	}
	c.sheet = openTicks(c.line.change, countingTitle, notes, ticks, c.take, usual)
}

// take counts what is ticked.
func (c *countingSwitches) take() {
	before := c.counting
	for i, one := range c.offered {
		*one.at(&c.counting) = c.sheet.checks[i].Checked != one.off
	}
	if c.counting != before {
		c.changed()
	}
}
