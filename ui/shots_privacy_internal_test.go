package ui

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
)

// TestShotsPrivacyAndHelp draws Privacy and Help in their states.
func TestShotsPrivacyAndHelp(t *testing.T) {
	privacy := func(reader *fakeReaders, do func(*privacyStage)) func(*testing.T, float32) *stage {
		return func(t *testing.T, width float32) *stage {
			p := newPrivacyStage(t, reader)
			p.show(t, p.page, width, shotTall)
			do(p)
			return p.stage
		}
	}
	help := func(do func(*helpStage)) func(*testing.T, float32) *stage {
		return func(t *testing.T, width float32) *stage {
			h := newHelpStage(t)
			h.window.Resize(fyne.NewSize(width, shotTall))
			do(h)
			return h.stage
		}
	}
	checks := func(p *privacyStage) { p.page.openChecks() }
	shootPages(t, []pageShot{
		{name: "privacy-stored", build: privacy(&fakeReaders{storage: someStorage()}, func(*privacyStage) {})},
		{name: "privacy-problem", build: privacy(&fakeReaders{err: os.ErrPermission}, func(*privacyStage) {})},
		{name: "privacy-register", build: privacy(&fakeReaders{exports: someExports()}, func(p *privacyStage) { p.page.MoveTab(1) })},
		{name: "privacy-checks", build: privacy(&fakeReaders{checks: someChecks()}, checks)},
		{name: "privacy-decided", build: privacy(&fakeReaders{checks: someChecks()}, func(p *privacyStage) { checks(p); p.page.checks.table.Select(1) })},
		{name: "privacy-checks-empty", build: privacy(&fakeReaders{}, checks)},
		{name: "privacy-large", scale: 1.5, build: privacy(&fakeReaders{checks: someChecks()}, checks)},
		{name: "privacy-small", width: 936, build: privacy(&fakeReaders{storage: someStorage()}, func(*privacyStage) {})},
		{name: "help-first", build: help(func(*helpStage) {})},
		{name: "help-search", build: help(func(h *helpStage) { h.page.search.SetText("secret") })},
		{name: "help-none", build: help(func(h *helpStage) { h.page.search.SetText("zebra") })},
		{name: "help-support", build: help(func(h *helpStage) { h.page.support() })},
		{name: "help-large", scale: 1.5, build: help(func(h *helpStage) { h.page.openTopic("words-explained") })},
		{name: "help-small", width: 936, build: help(func(h *helpStage) { h.page.openTopic("for-it") })},
	})
}

// pageShot is a picture of a page in a state.
type pageShot struct {
	name  string
	width float32 // 0 for that of a window of 1280
	scale float32 // of the text; 0 for 100 %
	build func(t *testing.T, width float32) *stage
}

// shootPages takes each picture; the appearance is put on over the page as it is.
func shootPages(t *testing.T, shots []pageShot) {
	t.Helper()
	for _, shot := range shots {
		shoot(t, shot.name, shot.scale, func(t *testing.T, dress func()) fyne.Window {
			width := shotWidth(shot.width)
			s := shot.build(t, width)
			dress()
			settle(s.window, width, shotTall)
			s.ring(chartPause)
			return s.window
		})
	}
}
