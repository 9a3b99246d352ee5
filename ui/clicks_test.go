package ui_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// area is a rectangle of the window.
type area struct {
	at   fyne.Position
	size fyne.Size
}

func (a area) has(p fyne.Position) bool {
	return p.X >= a.at.X && p.Y >= a.at.Y && p.X < a.at.X+a.size.Width && p.Y < a.at.Y+a.size.Height
}

func (a area) within(b area) area {
	x, y := max(a.at.X, b.at.X), max(a.at.Y, b.at.Y)
	right, bottom := min(a.at.X+a.size.Width, b.at.X+b.size.Width), min(a.at.Y+a.size.Height, b.at.Y+b.size.Height)
	return area{fyne.NewPos(x, y), fyne.NewSize(max(0, right-x), max(0, bottom-y))}
}

// placed is something to press, where it lies, and what of it can be seen.
type placed struct {
	o          fyne.CanvasObject
	at, clip   area // clip as Fyne knows it: the innermost scrolling area alone
	seen       area // all of them
	scrollings int  // scrolling areas around it
}

// lay lists what can be pressed in an object, in Fyne's order: where two lie over each other, the later one is pressed.
func lay(o fyne.CanvasObject, offset fyne.Position, clip, seen area, scrollings int) (list []placed) {
	if o == nil || !o.Visible() {
		return nil
	}
	own := area{o.Position().Add(offset), o.Size()}
	if _, scrolls := o.(fyne.Scrollable); scrolls {
		clip, seen, scrollings = own, seen.within(own), scrollings+1
	}
	if _, tappable := o.(fyne.Tappable); tappable {
		list = append(list, placed{o, own, clip, seen, scrollings})
	}
	for _, child := range children(o) {
		list = append(list, lay(child, own.at, clip, seen, scrollings)...)
	}
	return list
}

// scrollDown moves every scrolling area of the window that has another one in it to its end.
func scrollDown(o fyne.CanvasObject) {
	for _, inside := range shown(o) {
		s, ok := inside.(*container.Scroll)
		nested := ok && slices.ContainsFunc(shown(s.Content), func(o fyne.CanvasObject) bool { _, is := o.(fyne.Scrollable); return is })
		if nested {
			s.ScrollToBottom()
		}
	}
}

// Fyne gives a click to what lies in the innermost scrolling area under the mouse, though an outer one has scrolled it out of view. No page
// is laid out so that this takes a click away from what is seen there.
func TestClicksReachWhatIsSeen(t *testing.T) {
	a := test.NewApp()
	a.Preferences().SetInt("text-size", 150)
	r := startRig(t, rigOptions{app: a, dir: t.TempDir(), practice: true, people: fewPeople})
	r.resize(1024, 700)
	points := 0
	walkPages(r, func(page string) {
		top := r.ui.Window().Content()
		if over := r.canvas().Overlays().Top(); over != nil {
			top = over
		}
		scrollDown(top)
		whole := area{size: r.canvas().Size()}
		list := lay(top, fyne.Position{}, whole, whole, 0)
		wrong := map[string]int{}
		for x := float32(4); x < whole.size.Width; x += 8 {
			for y := float32(4); y < whole.size.Height; y += 8 {
				p := fyne.NewPos(x, y)
				var pressed, seen fyne.CanvasObject
				for _, one := range list {
					if one.at.has(p) && one.clip.has(p) {
						pressed = one.o
					}
					if one.at.has(p) && one.seen.has(p) {
						seen = one.o
					}
				}
				points++
				if pressed != seen && seen != nil { // what is hidden may hear a click on nothing
					wrong[fmt.Sprintf("%T %q takes clicks of %T %q", pressed, first(pressed), seen, first(seen))]++
				}
			}
		}
		for what, times := range wrong {
			t.Errorf("%s: %s at %d places", page, what, times)
		}
	})
	if points == 0 {
		t.Error("nothing was looked at")
	}
}

// first is the first word of an object, to tell which it is.
func first(o fyne.CanvasObject) string {
	if words := wordsOf(o); len(words) > 0 {
		return words[0]
	}
	return ""
}
