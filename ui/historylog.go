package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/claims"
)

// logList shows what happened in a refresh, newest first, in words that break between lines: a table would cut them.
type logList struct {
	lines   *fyne.Container
	none    *widget.Label
	shown   int // lines of the report that are shown
	content fyne.CanvasObject
}

// logReach bounds what is drawn: the whole log is part of the summary that can be copied.
const logReach = 100

func newLogList() *logList {
	l := &logList{lines: stacked(), none: caption(historyNoLog)}
	l.content = container.NewVScroll(stacked(l.none, l.lines))
	return l
}

func (l *logList) set(lines []claims.LogLine, began time.Time) {
	setShown(l.none, len(lines) == 0)
	l.shown = min(len(lines), logReach)
	l.lines.Objects = nil
	for i := len(lines) - 1; i >= len(lines)-l.shown; i-- {
		at := container.New(fixedWidth{108}, caption(momentText(lines[i].At, began)))
		l.lines.Add(container.New(closeLines{}, container.New(layout.NewBorderLayout(nil, nil, at, nil), at, wrapped(lines[i].Text))))
	}
	l.content.Refresh()
}
