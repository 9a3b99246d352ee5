package chart_test

import (
	"bytes"
	"image/png"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/ui/chart"
)

// stage is a chart in a window, with a timer that rings when told.
type stage struct {
	chart  *chart.Chart
	drawn  int
	ring   func()
	picked []int
	opened []int
}

func newStage(t *testing.T) *stage {
	t.Helper()
	test.NewTempApp(t)
	s := &stage{ring: func() {}}
	s.chart = chart.New(chart.Doors{
		Run: func(work func()) { s.drawn++; work() },
		After: func(_ time.Duration, f func()) func() {
			s.ring = f
			return func() { s.ring = func() {} }
		},
		Quiet: theme.ColorNamePlaceHolder,
	})
	s.chart.OnPick = func(slot int) { s.picked = append(s.picked, slot) }
	s.chart.OnOpen = func(slot int) { s.opened = append(s.opened, slot) }
	return s
}

func twelve() chart.Picture {
	return chart.Picture{Title: "Claims", Slots: months(12), Series: []chart.Series{{
		Name: "Claims", Color: theme.ColorNamePrimary, Values: []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12},
	}}}
}

func TestChartWithTheKeyboard(t *testing.T) {
	s := newStage(t)
	w := test.NewTempWindow(t, s.chart)
	w.Resize(fyne.NewSize(600, 300))
	s.chart.Set(twelve())
	w.Canvas().Focus(s.chart)
	for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyLeft, fyne.KeyRight, fyne.KeyRight, fyne.KeyHome, fyne.KeyLeft, fyne.KeyEnter} {
		s.chart.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if diff := cmp.Diff([]int{11, 10, 11, 0}, s.picked); diff != "" {
		t.Errorf("picked (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{0}, s.opened); diff != "" {
		t.Errorf("opened (-want +got):\n%s", diff)
	}
	escaped := false
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { escaped = e.Name == fyne.KeyEscape })
	s.chart.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !escaped {
		t.Error("Esc ends at the chart")
	}
}

func TestChartWithTheMouse(t *testing.T) {
	s := newStage(t)
	w := test.NewTempWindow(t, s.chart)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(600, 300))
	s.chart.Set(twelve())
	now := time.Date(2026, 8, 29, 9, 0, 0, 0, time.UTC)
	s.chart.Now = func() time.Time { return now }
	test.TapAt(s.chart, fyne.NewPos(590, 100))
	now = now.Add(time.Second)
	test.TapAt(s.chart, fyne.NewPos(590, 100))
	if len(s.opened) != 0 {
		t.Error("two slow clicks open")
	}
	now = now.Add(100 * time.Millisecond)
	test.TapAt(s.chart, fyne.NewPos(590, 100))
	if diff := cmp.Diff([]int{11}, s.picked); diff != "" {
		t.Errorf("picked (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]int{11}, s.opened); diff != "" {
		t.Errorf("opened (-want +got):\n%s", diff)
	}
	s.chart.Menu = func() []*fyne.MenuItem { return []*fyne.MenuItem{fyne.NewMenuItem("Copy table", nil)} }
	test.TapSecondaryAt(s.chart, fyne.NewPos(100, 100))
	if w.Canvas().Overlays().Top() == nil {
		t.Error("no menu on a right click")
	}
}

// The picture is drawn again once a size rests, and at once for another theme.
func TestChartIsDrawnAgain(t *testing.T) {
	s := newStage(t)
	w := test.NewTempWindow(t, s.chart)
	w.Resize(fyne.NewSize(600, 300))
	s.chart.Set(twelve())
	before := s.drawn
	w.Resize(fyne.NewSize(700, 300))
	w.Resize(fyne.NewSize(800, 300))
	if s.drawn != before {
		t.Errorf("drawn %d times while the size moves", s.drawn-before)
	}
	s.ring()
	if s.drawn != before+1 {
		t.Errorf("drawn %d times after the size rests", s.drawn-before)
	}
	s.chart.Refresh()
	if s.drawn != before+1 {
		t.Error("drawn again though nothing changed")
	}
	test.ApplyTheme(t, test.NewTheme())
	s.chart.Refresh()
	if s.drawn < before+2 {
		t.Error("not drawn again for another theme")
	}
}

func TestChartSaysWhatCannotBeDrawn(t *testing.T) {
	s := newStage(t)
	var told []error
	s.chart.OnProblem = func(err error) { told = append(told, err) }
	w := test.NewTempWindow(t, s.chart)
	w.Resize(fyne.NewSize(600, 300))
	s.chart.Set(twelve())
	s.chart.Resize(fyne.NewSize(20000, 300))
	s.ring()
	if len(told) < 2 || told[0] != nil || told[len(told)-1] == nil {
		t.Errorf("told %v", told)
	}
}

func TestPNGAndText(t *testing.T) {
	s := newStage(t)
	data, err := s.chart.PNG(twelve())()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got := img.Bounds().Dx(); got != 2160 {
		t.Errorf("%d pixels wide", got)
	}
	if got, want := chart.Text([][]string{{"Month", "Paid"}, {"Jan\t2026", "$1\n"}}), "Month\tPaid\nJan 2026\t$1 \n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
