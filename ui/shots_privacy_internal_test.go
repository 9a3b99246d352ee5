package ui

import (
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// TestShotsPrivacyAndHelp draws Privacy and Help in their states.
func TestShotsPrivacyAndHelp(t *testing.T) {
	privacy := func(reader *fakeReaders, do func(*privacyStage)) func(*testing.T, float32) *stage {
		return func(t *testing.T, width float32) *stage {
			p := newPrivacyStage(t, reader)
			p.show(t, p.page, width, 684)
			do(p)
			return p.stage
		}
	}
	help := func(do func(*helpStage)) func(*testing.T, float32) *stage {
		return func(t *testing.T, width float32) *stage {
			h := newHelpStage(t)
			h.window.Resize(fyne.NewSize(width, 684))
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

// shootPages takes each picture in both appearances.
func shootPages(t *testing.T, shots []pageShot) {
	t.Helper()
	dir := flag.Lookup("shots").Value.String()
	if dir == "" {
		t.Skip("no folder for pictures: run it with -shots DIR, or make shots")
	}
	if err := os.MkdirAll(dir, 0o750); err != nil {
		t.Fatal(err)
	}
	for _, look := range []fyne.ThemeVariant{theme.VariantLight, theme.VariantDark} {
		for _, shot := range shots {
			name := fmt.Sprintf("%s-%s.png", shot.name, map[fyne.ThemeVariant]string{theme.VariantLight: "light", theme.VariantDark: "dark"}[look])
			t.Run(name, func(t *testing.T) {
				width := max(shot.width, 0)
				if width == 0 {
					width = pageWidth
				}
				s := shot.build(t, width)
				fyne.CurrentApp().Settings().SetTheme(Theme{Variant: &look, Scale: shot.scale})
				s.window.Resize(fyne.NewSize(width+1, 684)) // a screen lays out again where sizes have changed
				s.window.Resize(fyne.NewSize(width, 684))
				s.ring(chartPause)
				writePicture(t, filepath.Join(dir, name), s.window)
			})
		}
	}
}

func writePicture(t *testing.T, path string, window fyne.Window) {
	t.Helper()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(file, window.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}
