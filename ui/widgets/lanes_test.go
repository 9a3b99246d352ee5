package widgets_test

import (
	"fmt"
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

func someLanes(t *testing.T) (*widgets.Lanes, *[]string) {
	t.Helper()
	test.NewTempApp(t)
	l := widgets.NewLanes()
	l.Quiet = theme.ColorNamePlaceHolder
	var told []string
	l.OnPick = func(lane, mark int) { told = append(told, fmt.Sprintf("pick %d %d", lane, mark)) }
	l.OnOpen = func(lane, mark int) { told = append(told, fmt.Sprintf("open %d %d", lane, mark)) }
	l.OnZoom = func(by int) { told = append(told, fmt.Sprintf("zoom %d", by)) }
	l.Set([]widgets.Lane{
		{Name: "Hospital", Color: theme.ColorNamePrimary, Marks: []widgets.LaneMark{{From: 10, To: 19}, {From: 80, To: 89}}},
		{Name: "ED", Color: theme.ColorNameError},
		{Name: "Visits", Color: theme.ColorNameSuccess, Marks: []widgets.LaneMark{{From: 5, To: 5, Point: true}, {From: 84, To: 84, Point: true}}},
		{Name: "Paid", Color: theme.ColorNamePrimary, Tall: true, Marks: []widgets.LaneMark{{From: 0, To: 49, Level: 0.5}, {From: 50, To: 99, Level: 1}}},
	}, 0, 99, 90, []widgets.LaneTick{{At: 0, Name: "2025"}, {At: 50, Name: "2026"}})
	return l, &told
}

func press(l *widgets.Lanes, keys ...fyne.KeyName) {
	for _, key := range keys {
		l.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func TestLanesByKeyboard(t *testing.T) {
	l, told := someLanes(t)
	press(l, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyDown, fyne.KeyEnd, fyne.KeyReturn, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyUp, fyne.KeyHome)
	l.TypedRune('+')
	l.TypedRune('-')
	want := "[pick 0 1 pick 0 0 pick 2 0 pick 2 1 open 2 1 pick 3 1 pick 2 1 pick 0 1 pick 0 0 zoom 1 zoom -1]"
	if got := fmt.Sprint(*told); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// inLanes is a point in a lane at a share of the picture's width.
func inLanes(l *widgets.Lanes, lane int, share float32) fyne.Position {
	left := fyne.MeasureText("Hospital", theme.TextSize(), fyne.TextStyle{}).Width + 8
	return fyne.NewPos(left+share*(l.Size().Width-left), float32(lane)*22+11)
}

func TestLanesByMouse(t *testing.T) {
	l, told := someLanes(t)
	window := test.NewTempWindow(t, l)
	window.Resize(fyne.NewSize(700, 200))
	l.Tapped(&fyne.PointEvent{Position: inLanes(l, 0, 0.15)})
	l.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: inLanes(l, 2, 0.845)}})
	l.Tapped(&fyne.PointEvent{Position: inLanes(l, 0, 0.5)})
	if got, want := fmt.Sprint(*told), "[pick 0 0 open 0 0 pick 2 1 pick -1 -1]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// What the lanes say is on the picture: bars where stays are, nothing where none are.
func TestLanesAreDrawn(t *testing.T) {
	l, _ := someLanes(t)
	window := test.NewTempWindow(t, l)
	window.SetPadded(false)
	window.Resize(fyne.NewSize(700, 150))
	picture := window.Canvas().Capture()
	colorAt := func(lane int, share float32) color.Color {
		at := inLanes(l, lane, share)
		return color.NRGBAModel.Convert(picture.At(int(at.X), int(at.Y)))
	}
	variant := fyne.CurrentApp().Settings().ThemeVariant()
	primary := color.NRGBAModel.Convert(fyne.CurrentApp().Settings().Theme().Color(theme.ColorNamePrimary, variant))
	back := colorAt(1, 0.3)
	if colorAt(0, 0.15) != primary || colorAt(0, 0.85) != primary {
		t.Errorf("stays are drawn as %v and %v, want %v", colorAt(0, 0.15), colorAt(0, 0.85), primary)
	}
	if colorAt(0, 0.4) != back {
		t.Errorf("between stays is %v, want %v", colorAt(0, 0.4), back)
	}
	l.Set(nil, 0, 0, 1, nil)
	if lane, mark := l.Picked(); lane != -1 || mark != -1 || len(l.Content()) != 0 {
		t.Errorf("picked %d, %d in an empty picture", lane, mark)
	}
}
