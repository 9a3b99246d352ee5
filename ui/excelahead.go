package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/assets"
)

// countPause is how long a choice must rest before it is counted.
const countPause = 300 * time.Millisecond

// longestSheet is how many rows of data a sheet of Excel holds, under its headings.
const longestSheet = 1_048_575

// exportAhead says what an export will make before it is made. Each number stands there as soon as it is known; the rest can
// be given up.
type exportAhead struct {
	s   surroundings
	set excelSet
	// counted is told how the counting ended: whether there is anything, as far as that is known.
	counted func(any bool)
	// guess says how large what was counted will be and how long it takes; nil for nobody who knows.
	guess func([]app.SheetRows) string

	load      *loader
	stopPause func()
	sheets    []app.SheetRows
	wanted    []string // sheets in order
	total     int64
	again     func()

	words   *widget.Label
	note    *signed
	stop    *keyButton
	acts    *fyne.Container // what is done about it, at the right of the title
	content fyne.CanvasObject
}

func newExportAhead(s surroundings, set excelSet, counted func(any bool)) *exportAhead {
	a := &exportAhead{s: s, set: set, counted: counted, stopPause: func() {}, again: func() {}, words: widget.NewLabel(""), note: newSigned()}
	a.stop = newKeyButton(excelStopCounting, a.giveUp, nil)
	a.stop.Importance = widget.LowImportance
	a.stop.Hide()
	a.load = newLoader(s.nav.runBackground, s.after, nil)
	a.words.Wrapping = fyne.TextWrapWord
	a.note.box.Hide()
	a.acts = beside()
	head := container.New(newWrapEnds(gapSmall), beside(bold(excelPreview), a.stop), a.acts)
	a.content = stacked(head, a.words, a.note.box)
	return a
}

// counting is a way to count: it tells each sheet from the goroutine that runs it.
type counting func(ctx context.Context, told func(app.SheetRows)) error

// start counts after a rest, so that nothing is counted while somebody types. Sheets are those that will be told.
func (a *exportAhead) start(ctx context.Context, sheets []string, count counting) {
	a.leave()
	a.wanted, a.sheets, a.total = sheets, nil, 0
	a.say("", "")
	a.tell(excelCounting)
	a.again = func() { a.count(ctx, count) }
	a.stopPause = a.s.after(countPause, a.again)
}

// count counts now.
func (a *exportAhead) count(ctx context.Context, count counting) {
	a.sheets = nil
	a.tell(excelCounting)
	a.stop.SetText(excelStopCounting)
	a.stop.OnTapped = a.giveUp
	a.stop.Show()
	mine := a.load.generation + 1
	load(ctx, a.load, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, count(ctx, func(sheet app.SheetRows) {
			fyne.Do(func() {
				if a.load.generation == mine {
					a.sheets = append(a.sheets, sheet)
					a.tell(excelCounting)
				}
			})
		})
	}, func(_ struct{}, err error) { a.ended(err) })
}

func (a *exportAhead) ended(err error) {
	if errors.Is(err, context.Canceled) {
		return
	}
	a.stop.Hide()
	if err != nil {
		problem := app.ProblemOf(err)
		a.words.SetText("")
		a.say(assets.Warning, joined(problem.Title, problem.Text))
		a.counted(false)
		return
	}
	a.told()
	var long []string
	for _, sheet := range a.sheets {
		a.total += sheet.Rows
		if sheet.Rows > longestSheet {
			long = append(long, sheet.Name)
		}
	}
	switch {
	case a.total == 0:
		a.say(assets.Info, excelNobody)
	case len(long) > 0:
		a.say(assets.Info, fmt.Sprintf(excelSplit, strings.Join(long, ", ")))
	}
	a.counted(a.total > 0)
}

// giveUp leaves the rest uncounted.
func (a *exportAhead) giveUp() {
	a.load.stop()
	a.words.SetText(excelNotCounted)
	a.words.Show()
	a.stop.SetText(excelCountAgain)
	a.stop.OnTapped = a.again
	a.counted(true)
}

// odd says what cannot be used instead of counting.
func (a *exportAhead) odd(text string) {
	a.leave()
	a.words.SetText("")
	a.say(assets.Info, text)
}

func (a *exportAhead) leave() {
	a.stopPause()
	a.load.stop()
	a.stop.Hide()
}

// tell shows the numbers, with rest for those that are not known yet.
func (a *exportAhead) tell(rest string) {
	parts := make([]string, 0, len(a.wanted))
	for i, name := range a.wanted {
		switch {
		case i < len(a.sheets):
			parts = append(parts, a.sheets[i].Name+" "+app.CountText(int(a.sheets[i].Rows)))
		default:
			parts = append(parts, name+" …")
		}
	}
	text := strings.Join(parts, " · ")
	if rest != "" && text != "" { // in the line of what the export comes to, so that nothing moves when that is known
		text += "\n"
	}
	text += rest
	a.words.SetText(text)
	setShown(a.words, text != "")
}

// told shows the numbers when all are known, and what they come to.
func (a *exportAhead) told() {
	a.tell("")
	if a.guess == nil || !slices.ContainsFunc(a.sheets, func(s app.SheetRows) bool { return s.Rows > 0 }) {
		return
	}
	a.words.SetText(a.words.Text + "\n" + a.guess(a.sheets))
}

// aheadText puts a guess into words: sizes to a digit or two, times in seconds or minutes.
func aheadText(words string, ahead app.Ahead) string {
	const few, step = 5 * time.Second, 5
	took := excelAheadSoon
	switch {
	case ahead.Took >= 90*time.Second:
		took = fmt.Sprintf(excelAheadMinutes, int(ahead.Took.Round(time.Minute)/time.Minute))
	case ahead.Took >= few:
		took = fmt.Sprintf(excelAheadSeconds, int(ahead.Took/time.Second+step-1)/step*step)
	}
	return fmt.Sprintf(words, aboutBytes(ahead.Bytes), took)
}

// aboutBytes is an amount of data in whole units, to two digits.
func aboutBytes(n int64) string {
	for digit := int64(1); digit <= n; digit *= 10 {
		if n/digit < 100 {
			return wholeBytes((n + digit/2) / digit * digit)
		}
	}
	return wholeBytes(n)
}

func wholeBytes(n int64) string {
	const kilo = 1000
	units := []string{"bytes", "kB", "MB", "GB", "TB"}
	unit := 0
	for n >= kilo && unit < len(units)-1 {
		n, unit = (n+kilo/2)/kilo, unit+1
	}
	return fmt.Sprintf("%d %s", n, units[unit])
}

func (a *exportAhead) say(sign assets.Symbol, text string) {
	setShown(a.words, a.words.Text != "")
	a.note.set(sign, ColorWarn, text)
	setShown(a.note.box, text != "")
}
