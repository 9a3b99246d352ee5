package ui

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

// manyDoctors are more than a list that drops down can show.
func manyDoctors(n int) []claims.UsualDoctor {
	last := []string{"PATEL", "O'NEIL", "NGUYEN", "VAN DYKE", "GARCIA"}
	first := []string{"ANITA", "SEAN", "LINH", "HELEN"}
	list := make([]claims.UsualDoctor, n)
	for i := range list {
		list[i] = claims.UsualDoctor{NPI: fmt.Sprint(1003000100 + i), Name: last[i%len(last)] + " " + first[i%len(first)], People: 2*n - i}
	}
	list[n-1].Name = ""
	return list
}

// openDoctors opens the choice of People by keyboard.
func openDoctors(t *testing.T, r *fakeReaders) (*stage, *peoplePage, *doctorFinder) {
	t.Helper()
	s, p := showPeople(t, r)
	p.filters.bar.show(true)
	s.focus(p.filters.doctor)
	p.filters.doctor.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	f := p.filters.doctor.finder
	if f == nil || s.window.Canvas().Focused() != fyne.Focusable(f.line) {
		t.Fatal("Space does not open the doctors, with the keyboard in the line")
	}
	return s, p, f
}

func titles(f *doctorFinder) (list []string) {
	for _, item := range f.list.Items() {
		list = append(list, item.Title)
	}
	return list
}

func TestUsualDoctorIsFoundByTyping(t *testing.T) {
	r := &fakeReaders{people: town(40), doctors: manyDoctors(45)}
	s, p, f := openDoctors(t, r)
	if got := titles(f); len(got) != finderMost+1 || got[0] != eventsAnyDoctor || f.note.Text != "37 more. Type a part of the name." {
		t.Fatalf("%q, then %q", got, f.note.Text)
	}
	if got := f.list.Items()[1].Count; got != "90 people" {
		t.Errorf("first doctor has %q", got)
	}
	if !r.doctorsOf[0].OnList {
		t.Errorf("doctors of %+v, want those of the list as it is shown", r.doctorsOf[0])
	}
	for typed, want := range map[string][]string{
		"linh nguyen":  {"Any", "Nguyen Linh · 1003000102", "Nguyen Linh · 1003000122", "Nguyen Linh · 1003000142"},
		"1003000144":   {"Any", "NPI 1003000144"},
		"Van Dyke, he": {"Any", "Van Dyke Helen · 1003000103", "Van Dyke Helen · 1003000123", "Van Dyke Helen · 1003000143"},
		"nobody":       {"Any"},
	} {
		f.line.SetText(typed)
		if diff := cmp.Diff(want, titles(f)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", typed, diff)
		}
		if none := f.note.Text == doctorsNoneFit; none != (len(want) == 1) {
			t.Errorf("%s: says %q", typed, f.note.Text)
		}
	}
	f.line.SetText("linh nguyen")
	f.line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	f.line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := p.filter.Doctor; got != "1003000122" || p.filters.doctor.Selected != "Nguyen Linh" || p.filters.bar.more.Text != "More filters (1)" {
		t.Errorf("doctor %q, says %q, %q", got, p.filters.doctor.Selected, p.filters.bar.more.Text)
	}
	if s.window.Canvas().Overlays().Top() != nil || s.window.Canvas().Focused() != fyne.Focusable(p.filters.doctor) {
		t.Error("the doctors stay open, or the keyboard is not on the choice")
	}
	p.filters.doctor.Tapped(nil)
	again := p.filters.doctor.finder
	again.take(0)
	if p.filter.Doctor != "" || p.filters.doctor.Selected != eventsAnyDoctor {
		t.Errorf("any: doctor %q, says %q", p.filter.Doctor, p.filters.doctor.Selected)
	}
}

func TestUsualDoctorEscape(t *testing.T) {
	s, p, f := openDoctors(t, &fakeReaders{people: town(40), doctors: manyDoctors(3)})
	s.reader.asked = nil
	f.line.SetText("patel")
	f.line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if s.window.Canvas().Overlays().Top() != nil || p.filter.Doctor != "" || len(s.reader.asked) != 0 {
		t.Errorf("Esc chose %q and asked %q", p.filter.Doctor, s.reader.asked)
	}
	if s.window.Canvas().Focused() != fyne.Focusable(p.filters.doctor) {
		t.Error("the keyboard is not on the choice")
	}
}

func TestUsualDoctorStates(t *testing.T) {
	for name, tt := range map[string]struct {
		before func(*fakeReaders)
		want   string
	}{
		"none":   {func(r *fakeReaders) { r.doctors = nil }, doctorsNone},
		"broken": {func(r *fakeReaders) { r.err = errors.New("disk") }, doctorsUnreadable},
	} {
		r := &fakeReaders{people: town(40), doctors: manyDoctors(3)}
		_, p := showPeople(t, r)
		tt.before(r)
		p.filters.bar.show(true)
		p.filters.doctor.Tapped(nil)
		if f := p.filters.doctor.finder; f.note.Text != tt.want || len(titles(f)) != 1 {
			t.Errorf("%s: %q over %q", name, titles(f), f.note.Text)
		}
	}
	s, p := showPeople(t, &fakeReaders{people: town(40), doctors: manyDoctors(3)})
	s.nav.hold = true
	p.filters.bar.show(true)
	p.filters.doctor.Tapped(nil)
	s.ring(spinnerDelay)
	if got := p.filters.doctor.finder.note.Text; got != wordLooking {
		t.Errorf("while it looks it says %q", got)
	}
}

// Looking through thousands of doctors is done within a frame.
func BenchmarkUsualDoctorTyped(b *testing.B) {
	test.NewTempApp(b)
	f := &doctorFinder{choice: &doctorChoice{}}
	for _, d := range manyDoctors(5000) {
		f.all = append(f.all, foundDoctor{UsualDoctor: d, name: strings.ToLower(nameText(d.Name))})
	}
	words := []string{"anita", "pat"}
	for b.Loop() {
		for _, d := range f.all {
			d.fits(words)
		}
	}
}
