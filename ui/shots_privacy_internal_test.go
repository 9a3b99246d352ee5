package ui

import (
	"os"
	"testing"

	"fyne.io/fyne/v2"
)

// TestShotsPrivacyAndHelp draws Privacy and Help in their states.
func TestShotsPrivacyAndHelp(t *testing.T) {
	privacy := func(reader *fakeReaders, do func(*privacyStage)) func(*testing.T, frame) *stage {
		return func(t *testing.T, f frame) *stage {
			p := newPrivacyStage(t, reader)
			p.show(t, p.page, f.width, f.height)
			do(p)
			return p.stage
		}
	}
	help := func(do func(*helpStage)) func(*testing.T, frame) *stage {
		return func(t *testing.T, f frame) *stage {
			h := newHelpStage(t)
			h.window.Resize(fyne.NewSize(f.width, f.height))
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
		{name: "help-first", build: help(func(*helpStage) {})},
		{name: "help-search", build: help(func(h *helpStage) { h.page.search.SetText("secret") })},
		{name: "help-none", build: help(func(h *helpStage) { h.page.search.SetText("zebra") })},
		{name: "help-support", build: help(func(h *helpStage) { h.page.support() })},
		{name: "help-words", build: help(func(h *helpStage) { h.page.openTopic("words-explained") })},
		{name: "help-for-it", build: help(func(h *helpStage) { h.page.openTopic("for-it") })},
	})
}

// pageShot is a picture of a page in a state.
type pageShot struct {
	name  string
	build func(t *testing.T, f frame) *stage
}

// shootPages takes each picture; the appearance is put on over the page as it is.
func shootPages(t *testing.T, shots []pageShot) {
	t.Helper()
	for _, shot := range shots {
		shoot(t, shot.name, func(t *testing.T, dress func(), f frame) fyne.Window {
			s := shot.build(t, f)
			dress()
			settle(s.window, f)
			s.ring(chartPause)
			return s.window
		})
	}
}
