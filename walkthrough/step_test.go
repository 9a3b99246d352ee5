package walkthrough_test

import (
	"context"
	"fmt"
	"image"
	"strings"
	"testing"
	"time"
)

// step is what a person does at once, and what they wait for before it. Exactly one of its acts is set.
type step struct {
	say string // what it is for, also the picture's name

	fill func(s *step) // sets what is known only when the computer is there

	click  string // words to click on
	double string // words to double click on
	at     image.Rectangle
	right  int // so many pixels to the right of the words' middle
	down   int // and so many below

	keys  []string // keys to press, one after the other
	typed string   // text to type; typing is not counted

	do func(t *testing.T, w *window) // something outside the window, such as a computer that falls asleep

	note func(k *walk) // something that a person reads and keeps in mind

	see string          // words that must stand there before the step by keys, and after any other
	in  image.Rectangle // where; zero is everywhere
}

// walk is one way through a task.
type walk struct {
	t      *testing.T
	w      *window
	name   string
	clicks int
	keyed  int
	number int
	eyes   reader
}

// patience is how long a person would wait at most for something to appear.
const patience = 60 * time.Second

// take takes the steps.
func (k *walk) take(steps ...step) {
	k.t.Helper()
	for _, s := range steps {
		k.number++
		if s.fill != nil {
			s.fill(&s)
		}
		name := fmt.Sprintf("%s-%02d-%s", k.name, k.number, strings.ReplaceAll(s.say, " ", "-"))
		k.act(s)
		if s.see != "" {
			k.see(s.see, s.in)
		}
		keep(k.t, name, k.settled())
	}
}

func (k *walk) act(s step) {
	k.t.Helper()
	switch {
	case s.click != "":
		k.w.click(k.t, k.place(s.click, s), 1)
		k.clicks++
	case s.double != "":
		k.w.click(k.t, k.place(s.double, s), 2)
		k.clicks += 2
	case len(s.keys) > 0:
		for _, key := range s.keys {
			k.w.keys(k.t, key)
			k.keyed++
		}
	case s.typed != "":
		k.w.typed(k.t, s.typed)
	case s.do != nil:
		s.do(k.t, k.w)
	case s.note != nil:
		s.note(k)
	}
}

// place waits for words to stand still and returns the place to click on.
func (k *walk) place(words string, s step) image.Point {
	k.t.Helper()
	for range 3 {
		first := k.see(words, s.at)
		k.settled()
		if again := k.see(words, s.at); again == first {
			return middleOf(again).Add(image.Pt(s.right, s.down))
		}
	}
	k.t.Fatalf("step %d: %q does not stand still", k.number, words)
	return image.Point{}
}

func middleOf(r image.Rectangle) image.Point { return r.Min.Add(r.Max).Div(2) }

// see waits until words stand somewhere, and returns their place.
func (k *walk) see(words string, in image.Rectangle) image.Rectangle {
	k.t.Helper()
	if in.Empty() {
		in = everywhere
	}
	deadline := time.Now().Add(patience)
	for {
		picture := k.w.shot(k.t)
		k.eyes.look(k.t, picture, in)
		if place, ok := k.eyes.find(k.t, words); ok {
			return place
		}
		if time.Now().After(deadline) {
			keep(k.t, k.name+"-not-seen", picture)
			k.t.Fatalf("step %d: %q is not to be seen; there stands:\n%s", k.number, words, text(k.eyes.all(k.t)))
		}
		pause(k.t.Context(), look)
	}
}

// reads returns what stands in a region.
func (k *walk) reads(in image.Rectangle) string {
	k.t.Helper()
	k.eyes.look(k.t, k.settled(), in)
	return text(k.eyes.all(k.t))
}

// caret is how many pixels a blinking caret and a turning sign may change.
const caret = 400

// settled waits until the screen stands still, and returns it. What never stands still is taken as it is after a while.
func (k *walk) settled() (picture *image.RGBA) {
	k.t.Helper()
	picture = k.w.shot(k.t)
	for range 30 {
		pause(k.t.Context(), look)
		next := k.w.shot(k.t)
		still := differing(picture, next, everywhere) <= caret
		picture = next
		if still {
			return picture
		}
	}
	return picture
}

// until waits for something outside the picture.
func (k *walk) until(what string, is func() bool) {
	k.t.Helper()
	deadline := time.Now().Add(patience)
	for !is() {
		if time.Now().After(deadline) {
			keep(k.t, k.name+"-not-come", k.w.shot(k.t))
			k.t.Fatalf("step %d: %s did not come", k.number, what)
		}
		pause(k.t.Context(), look)
	}
}

// pause lets the window work between two looks.
func pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
