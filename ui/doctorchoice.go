package ui

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// doctorChoice is a choice of a usual doctor. There are too many for a list that drops down (docs/reference/screens.md 2, fact 13):
// it opens a line to type in over the doctors that fit, while the keyboard stays in the line.
type doctorChoice struct {
	widgets.Select
	s surroundings
	// ask is how the doctors there are to choose from are read, in the background; ctx is that of the present showing of the page.
	ask    func() readDoctors
	ctx    func() context.Context
	used   func()
	chosen claims.UsualDoctor // the zero value is any
	finder *doctorFinder      // nil while it is closed
}

var (
	_ fyne.Tappable  = (*doctorChoice)(nil)
	_ fyne.Focusable = (*doctorChoice)(nil)
)

// readDoctors lists doctors, those of most people first.
type readDoctors func(context.Context) ([]claims.UsualDoctor, error)

// newDoctorChoice returns a choice on any doctor; used is called when somebody chooses.
func newDoctorChoice(s surroundings, ctx func() context.Context, ask func() readDoctors, used func()) *doctorChoice {
	c := &doctorChoice{s: s, ctx: ctx, ask: ask, used: used}
	c.ExtendBaseWidget(c)
	c.set(claims.UsualDoctor{})
	return c
}

// set chooses without telling.
func (c *doctorChoice) set(d claims.UsualDoctor) {
	c.chosen = d
	c.SetOptions([]string{doctorWords(d)})
	c.SetSelectedIndex(0)
}

// choose takes a doctor and tells when that is a change.
func (c *doctorChoice) choose(d claims.UsualDoctor) {
	other := c.chosen.NPI != d.NPI
	c.set(d)
	if other {
		c.used()
	}
}

// Tapped opens the doctors to choose from.
func (c *doctorChoice) Tapped(*fyne.PointEvent) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(c)
	ctx := c.ctx()
	if c.Disabled() || canvas == nil || ctx == nil {
		return
	}
	canvas.Focus(c)
	c.finder = openDoctorFinder(ctx, c, canvas)
}

// TypedKey implements fyne.Focusable.
func (c *doctorChoice) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyUp, fyne.KeyDown:
		c.Tapped(nil)
	default:
		passKey(c, key)
	}
}

// Hide closes what is open too.
func (c *doctorChoice) Hide() {
	if c.finder != nil && c.finder.popup.Visible() {
		c.finder.close()
	}
	c.Select.Hide()
}

const (
	// finderMost is how many doctors stand under the line at once.
	finderMost = 8
	finderWide = 400
	finderTall = 30 // of a line of the list
)

// doctorFinder is a line to type in over the doctors that fit. Any stands on top.
type doctorFinder struct {
	choice *doctorChoice
	popup  *widget.PopUp
	load   *loader
	line   *entry
	list   *widgets.PickList
	space  *container.Scroll // around the list
	note   *widget.Label

	all    []foundDoctor
	read   bool
	fit    []claims.UsualDoctor // those under Any
	failed bool
}

// foundDoctor is a doctor with what is looked through.
type foundDoctor struct {
	claims.UsualDoctor
	name string
}

func openDoctorFinder(ctx context.Context, c *doctorChoice, canvas fyne.Canvas) *doctorFinder {
	f := &doctorFinder{choice: c, line: newEntry(peopleDoctorHint), list: widgets.NewPickList(), note: caption("")}
	f.note.Wrapping = fyne.TextWrapWord
	f.load = newLoader(c.s.nav.runBackground, c.s.after, func(looking bool) {
		if looking {
			f.note.SetText(wordLooking)
		}
	})
	f.line.onEscape, f.line.onKey = f.close, f.key
	f.line.OnChanged = func(string) { f.look() }
	f.line.OnSubmitted = func(string) { f.take(f.list.Chosen()) }
	f.list.OnTapped = f.take
	f.list.OnEnter = func() { f.take(f.list.Chosen()) }
	f.space = container.NewVScroll(f.list)
	f.makeRoom(finderMost)
	f.popup = widget.NewPopUp(newLayer(stacked(f.line, inset(gapSmall/2, 0, 0, 0, f.space), f.note), f.close), canvas)
	f.look()
	f.popup.ShowAtPosition(fyne.CurrentApp().Driver().AbsolutePositionForObject(c).AddXY(0, c.Size().Height))
	canvas.Focus(f.line)
	load(ctx, f.load, c.ask(), f.apply)
	return f
}

func (f *doctorFinder) apply(doctors []claims.UsualDoctor, err error) {
	f.read, f.failed = true, err != nil
	if err != nil {
		doctors = nil
	}
	f.all = make([]foundDoctor, len(doctors))
	for i, d := range doctors {
		f.all[i] = foundDoctor{UsualDoctor: d, name: strings.ToLower(nameText(d.Name))}
	}
	f.makeRoom(min(len(doctors), finderMost))
	f.look()
	f.popup.Resize(f.popup.MinSize())
}

// makeRoom has the list be as tall as so many doctors need, however few of them fit, so that nothing jumps while somebody types.
func (f *doctorFinder) makeRoom(doctors int) {
	scale := textScale(f.choice)
	f.space.SetMinSize(fyne.NewSize(max(finderWide*scale, f.choice.Size().Width), finderTall*float32(doctors+1)*scale))
}

// fits says that a doctor has every word typed in the name, or an NPI that begins with what was typed.
func (d foundDoctor) fits(words []string) bool {
	for _, w := range words {
		if !strings.Contains(d.name, w) && !strings.HasPrefix(d.NPI, w) {
			return false
		}
	}
	return true
}

// look shows the doctors that fit what is typed.
func (f *doctorFinder) look() {
	words := strings.Fields(strings.ToLower(strings.ReplaceAll(f.line.Text, ",", " ")))
	f.fit = nil
	fit, at := 0, 0
	for _, d := range f.all {
		if !d.fits(words) {
			continue
		}
		if fit++; len(f.fit) < finderMost {
			f.fit = append(f.fit, d.UsualDoctor)
		}
	}
	items := []widgets.PickItem{{Title: eventsAnyDoctor}}
	for i, d := range f.fit {
		if d.NPI == f.choice.chosen.NPI || at == 0 && len(words) > 0 {
			at = i + 1
		}
		items = append(items, widgets.PickItem{Title: doctorLine(d), Count: countPeople.Of(d.People)})
	}
	f.list.SetItems(items...)
	f.list.Choose(at)
	f.say(fit)
}

// say tells what stands beside the list.
func (f *doctorFinder) say(fit int) {
	switch {
	case f.failed:
		f.note.SetText(doctorsUnreadable)
	case !f.read:
	case fit > len(f.fit):
		f.note.SetText(fmt.Sprintf(doctorsMore, app.CountText(fit-len(f.fit))))
	case fit == 0 && strings.TrimSpace(f.line.Text) == "":
		f.note.SetText(doctorsNone)
	case fit == 0:
		f.note.SetText(doctorsNoneFit)
	default:
		f.note.SetText("")
	}
}

// key moves among the doctors while the keyboard stays in the line.
func (f *doctorFinder) key(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyDown:
		f.list.Choose(f.list.Chosen() + 1)
	case fyne.KeyUp:
		f.list.Choose(f.list.Chosen() - 1)
	default:
		return false
	}
	return true
}

// take chooses a line of the list: any, or a doctor.
func (f *doctorFinder) take(place int) {
	if place > len(f.fit) {
		return
	}
	doctor := claims.UsualDoctor{}
	if place > 0 {
		doctor = f.fit[place-1]
	}
	f.close()
	f.choice.choose(doctor)
}

// close takes it off the screen; the keyboard is on the choice again.
func (f *doctorFinder) close() {
	f.load.stop()
	f.popup.Hide()
	f.choice.finder = nil
	f.choice.s.focus(f.choice)
}

// doctorWords are what a choice says of a doctor.
func doctorWords(d claims.UsualDoctor) string {
	switch {
	case d.NPI == "":
		return eventsAnyDoctor
	case d.Name == "":
		return fmt.Sprintf(namedNPI, d.NPI)
	default:
		return nameText(d.Name)
	}
}

// doctorLine tells doctors of the same name apart.
func doctorLine(d claims.UsualDoctor) string {
	if d.Name == "" {
		return doctorWords(d)
	}
	return nameText(d.Name) + " · " + d.NPI
}
