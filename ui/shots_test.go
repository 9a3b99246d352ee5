package ui_test

import (
	"context"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/app"
)

var shotsDir = flag.String("shots", "", "folder for a picture of every screen; without it TestShots is skipped")

// album takes pictures of every screen in one appearance and size: <screen>-<state>[-small|-large]-<light|dark>.png.
type album struct {
	tb   testing.TB
	look string // light or dark
	albumSize
	dir  string
	app  fyne.App
	data string // a data folder that is filled by the first picture
}

// albumSize is a size of the window and of its text in per cent.
type albumSize struct {
	suffix        string
	width, height float32
	text          int
}

func albumSizes() []albumSize {
	return []albumSize{
		{width: 1280, height: 800, text: 100},
		{suffix: "-small", width: 1024, height: 700, text: 100},
		{suffix: "-large", width: 1280, height: 800, text: 150},
	}
}

const manyPeople = 100

// TestShots draws every screen and state in memory and writes a picture of each.
func TestShots(t *testing.T) {
	eachAlbum(t, func(a *album) {
		a.setup()
		a.firstRefresh()
		a.pages()
		a.hiddenNames()
		a.tour()
		a.questions()
		a.locked()
	})
}

// eachAlbum begins an album of each appearance and size, or skips where no folder for pictures is told.
func eachAlbum(t *testing.T, fill func(*album)) {
	t.Helper()
	if *shotsDir == "" {
		t.Skip("no folder for pictures: run it with -shots DIR, or make shots")
	}
	if err := os.MkdirAll(*shotsDir, 0o750); err != nil {
		t.Fatal(err)
	}
	for _, look := range []string{"light", "dark"} {
		for _, size := range albumSizes() {
			a := &album{tb: t, look: look, albumSize: size, dir: *shotsDir, app: test.NewApp(), data: t.TempDir()}
			a.app.Preferences().SetString("theme", look)
			a.app.Preferences().SetInt("text-size", size.text)
			a.app.Preferences().SetString("save-folder", "/home/ruth/Documents")
			fill(a)
		}
	}
}

func (a *album) open(dir string, practice bool, onEvent func(*rig)) *rig {
	a.tb.Helper()
	r := startRig(a.tb, rigOptions{app: a.app, dir: dir, practice: practice, people: manyPeople, onEvent: onEvent})
	r.resize(a.width, a.height)
	return r
}

func (a *album) shoot(r *rig, name string) {
	a.tb.Helper()
	size := r.canvas().Size() // a screen lays out again where sizes have changed; drawn in memory that has to be asked for
	r.resize(size.Width+1, size.Height)
	r.resize(size.Width, size.Height)
	const chartRests = 150 * time.Millisecond // then a chart is drawn in its new size
	r.ring(chartRests)
	file, err := os.Create(filepath.Join(a.dir, fmt.Sprintf("%s%s-%s.png", name, a.suffix, a.look)))
	if err != nil {
		a.tb.Fatal(err)
	}
	if err := png.Encode(file, r.canvas().Capture()); err != nil {
		a.tb.Fatal(err)
	}
	if err := file.Close(); err != nil {
		a.tb.Fatal(err)
	}
}

func (a *album) setup() {
	r := a.open(a.tb.TempDir(), false, nil)
	a.shoot(r, "setup-start")
	r.tap("Connect")
	a.shoot(r, "setup-testdata")
	r.tap("Back")
	r.tap("Set up")
	a.shoot(r, "setup-credentials")
	r.choose("File", "Quit")
}

// firstRefresh fills the data folder and takes pictures on the way.
func (a *album) firstRefresh() {
	taken := map[string]bool{}
	r := a.open(a.data, true, func(r *rig) {
		for words, name := range map[string]string{"CMS is preparing the patient list": "home-preparing", "Downloading claims: file 1": "home-downloading"} {
			if !taken[name] && r.sees(words) {
				taken[name] = true
				r.resize(a.width, a.height)
				a.shoot(r, name)
			}
		}
	})
	a.shoot(r, "home-refreshed")
	const statusStay = 10 * time.Second
	r.ring(statusStay)
	r.choose("File", "Quit")
}

func (a *album) pages() {
	r := a.open(a.data, true, nil)
	r.choose("View", "Home")
	a.shoot(r, "home-default")
	r.choose("View", "People")
	a.shoot(r, "people-default")
	r.press(fyne.KeyDown, fyne.KeyReturn)
	a.shoot(r, "person-default")
	r.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	a.shoot(r, "person-opened")
	r.choose("View", "Next tab")
	a.shoot(r, "person-next-tab")
	r.choose("View", "Find a person")
	r.typing("as")
	r.ring(typingPause)
	r.press(fyne.KeyDown)
	a.shoot(r, "search-found")
	r.press(fyne.KeyEscape, fyne.KeyEscape)
	r.choose("View", "Find a person")
	r.typing("zz")
	r.ring(typingPause)
	a.shoot(r, "search-none")
	r.choose("File", "Quit")
}

// hiddenNames are the pages that show people, with names hidden.
func (a *album) hiddenNames() {
	r := a.open(a.data, true, nil)
	r.choose("View", "Hide names")
	r.choose("View", "People")
	a.shoot(r, "hidden-people")
	r.press(fyne.KeyDown, fyne.KeyReturn)
	a.shoot(r, "hidden-person")
	r.choose("View", "Next tab")
	r.choose("View", "Next tab")
	r.press(fyne.KeyReturn)
	chooseTab(r, "All fields")
	a.shoot(r, "hidden-fields")
	r.choose("View", "Previous tab")
	r.choose("View", "Find a person")
	r.typing("as")
	r.ring(typingPause)
	a.shoot(r, "hidden-search")
	r.press(fyne.KeyEscape, fyne.KeyEscape)
	r.choose("View", "Events")
	a.shoot(r, "hidden-events")
	r.choose("View", "Privacy")
	a.shoot(r, "hidden-privacy")
	r.choose("View", "People")
	r.choose("File", "Save workbook…")
	a.shoot(r, "hidden-save")
	r.press(fyne.KeyEscape)
	r.choose("View", "Hide names")
	r.choose("File", "Quit")
}

// tour takes a picture of each step.
func (a *album) tour() {
	r := a.open(a.data, true, nil)
	r.choose("Help", "Take the tour")
	for step := range tourSteps {
		a.shoot(r, fmt.Sprintf("tour-%d", step+1))
		r.press(fyne.KeyReturn)
	}
	r.choose("File", "Quit")
}

func (a *album) questions() {
	r := a.open(a.data, true, nil)
	r.choose("View", "Home")
	r.choose("Data", "Get new data")
	a.shoot(r, "question-data")
	r.press(fyne.KeyEscape)
	r.choose("Help", "Keyboard")
	a.shoot(r, "keyboard")
	r.press(fyne.KeyEscape)
	r.choose("Help", "About ClaimsDesk")
	a.shoot(r, "about")
	r.press(fyne.KeyEscape)
	r.choose("File", "Save workbook…")
	a.shoot(r, "workbook-ask")
	r.tap("Not now")
	r.choose("File", "Quit")
}

// locked is the second window on the same data.
func (a *album) locked() {
	desk, err := app.New(app.Deps{DataDir: a.data})
	if err != nil {
		a.tb.Fatal(err)
	}
	other, err := desk.OpenSet(context.Background(), "practice")
	if err != nil {
		a.tb.Fatal(err)
	}
	r := a.open(a.data, true, nil)
	a.shoot(r, "locked")
	r.choose("File", "Quit")
	if err := other.Close(); err != nil {
		a.tb.Fatal(err)
	}
}
