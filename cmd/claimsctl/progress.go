package main

import (
	"fmt"
	"io"

	"github.com/schollz/progressbar/v3"

	"github.com/claimsdesk/claimsdesk/app"
)

// progress shows events: a bar on a terminal, one line a step otherwise, nothing with --quiet.
type progress struct {
	to       io.Writer
	terminal bool
	quiet    bool
	last     app.Event
	bar      *progressbar.ProgressBar
}

func newProgress(to io.Writer, terminal, quiet bool) *progress {
	return &progress{to: to, terminal: terminal, quiet: quiet, last: app.Event{Phase: "none"}}
}

// report implements app.Report.
func (p *progress) report(e app.Event) {
	if p.quiet {
		return
	}
	if e.Waiting != nil {
		p.line("%s Waiting %s.", e.Waiting.Problem.Title, app.SpanText(e.Waiting.For))
		p.last = e
		return
	}
	if p.terminal && e.FilesTotal > 0 && e.Phase != app.PhaseDone {
		p.draw(e)
	}
	if e.Phase != p.last.Phase || e.Roster != p.last.Roster || (!p.terminal && e.FilesDone != p.last.FilesDone) || (!p.terminal && e.Percent != p.last.Percent) {
		if text := app.EventText(e); text != "" && (!p.terminal || e.FilesTotal == 0) {
			p.line("%s", text)
		}
	}
	p.last = e
}

func (p *progress) draw(e app.Event) {
	if p.bar == nil || e.Phase != p.last.Phase || e.Roster != p.last.Roster {
		p.clear()
		p.bar = progressbar.NewOptions(e.FilesTotal, progressbar.OptionSetWriter(p.to), progressbar.OptionSetWidth(30), progressbar.OptionClearOnFinish(), progressbar.OptionSetPredictTime(true))
	}
	p.bar.Describe(app.EventText(e))
	// A bar that cannot be drawn is no reason to stop the work.
	_ = p.bar.Set(e.FilesDone)
}

// clear takes the bar off the line, so that a message or a result stands alone.
func (p *progress) clear() {
	if p.bar != nil {
		_ = p.bar.Clear() // see draw
		p.bar = nil
	}
}

func (p *progress) line(format string, args ...any) {
	p.clear()
	_, _ = fmt.Fprintf(p.to, format+"\n", args...) // see draw
}
