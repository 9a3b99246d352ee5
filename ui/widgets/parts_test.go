package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// texts are the words that objects draw, those that are hidden left out.
func texts(objects []fyne.CanvasObject) []string {
	var list []string
	for _, o := range objects {
		if text, ok := o.(*canvas.Text); ok && text.Visible() && text.Text != "" {
			list = append(list, text.Text)
		}
	}
	return list
}

func TestTabBarWithTheKeyboard(t *testing.T) {
	test.NewTempApp(t)
	bar := widgets.NewTabBar("Lines 4", "Diagnoses 3", "Fields")
	var chosen []int
	bar.OnChosen = func(tab int) { chosen = append(chosen, tab) }
	for _, key := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft} {
		bar.TypedKey(&fyne.KeyEvent{Name: key})
	}
	bar.Step(1)
	bar.Step(1)
	if diff := cmp.Diff([]int{1, 2, 1, 2, 0}, chosen); diff != "" {
		t.Errorf("chosen (-want +got):\n%s", diff)
	}
	bar.Choose(2)
	bar.SetTitles("Lines 1")
	if bar.Chosen() != 0 {
		t.Errorf("tab %d of one is in front", bar.Chosen())
	}
}

func TestTabBarWithTheMouse(t *testing.T) {
	test.NewTempApp(t)
	bar := widgets.NewTabBar("A long title for the first", "B")
	window := test.NewTempWindow(t, bar)
	window.Resize(fyne.NewSize(400, 60))
	test.TapAt(bar, fyne.NewPos(bar.MinSize().Width-4, 10))
	if bar.Chosen() != 1 {
		t.Errorf("tab %d after a click on the second", bar.Chosen())
	}
	test.TapAt(bar, fyne.NewPos(390, 10))
	if bar.Chosen() != 1 {
		t.Errorf("tab %d after a click on nothing", bar.Chosen())
	}
}

func TestFactsGoOnInASecondLine(t *testing.T) {
	test.NewTempApp(t)
	facts := widgets.NewFacts(80, widgets.Fact{Name: "Where", Value: "A hospital with a very long name indeed"}, widgets.Fact{Name: "Paid", Value: "$1.00"})
	before := facts.MinSize().Height
	window := test.NewTempWindow(t, facts)
	window.SetPadded(false)
	window.Resize(fyne.NewSize(180, 90))
	got := texts(test.WidgetRenderer(facts).Objects())
	want := []string{"Where", "A hospital", "with a very l…", "Paid", "$1.00"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("a value longer than a line (-want +got):\n%s", diff)
	}
	if after := facts.MinSize().Height; after <= before {
		t.Errorf("with a second line %.0f high, before %.0f", after, before)
	}
	window.Resize(fyne.NewSize(600, 90))
	if diff := cmp.Diff([]string{"Where", "A hospital with a very long name indeed", "Paid", "$1.00"}, texts(test.WidgetRenderer(facts).Objects())); diff != "" {
		t.Errorf("with room for all (-want +got):\n%s", diff)
	}
	facts.Set(facts.List()[1:])
	if diff := cmp.Diff([]string{"Paid", "$1.00"}, texts(test.WidgetRenderer(facts).Objects())); diff != "" {
		t.Errorf("after fewer facts (-want +got):\n%s", diff)
	}
}

func TestFactsInColumnsAreHalfAsHigh(t *testing.T) {
	test.NewTempApp(t)
	facts := widgets.NewFacts(80, make([]widgets.Fact, 5)...)
	one := facts.MinSize().Height
	facts.SetColumns(2)
	if got, want := facts.MinSize().Height, one*3/5; got != want {
		t.Errorf("five facts in two columns are %.0f high, want %.0f", got, want)
	}
}

func TestEmptyStateOffersOneStep(t *testing.T) {
	test.NewTempApp(t)
	tapped := 0
	empty := widgets.NewEmptyState(theme.InfoIcon(), "Nobody matches", "Check the spelling.", "Clear", func() { tapped++ })
	window := test.NewTempWindow(t, empty)
	window.Resize(fyne.NewSize(500, 400))
	test.Tap(empty.Button())
	if tapped != 1 || empty.Title() != "Nobody matches" {
		t.Errorf("tapped %d, title %q", tapped, empty.Title())
	}
	tall := empty.MinSize().Height
	empty.Set("Nothing here", "", "", nil)
	if empty.Button().Visible() || empty.MinSize().Height >= tall {
		t.Error("without a step the button must be gone and its room with it")
	}
}

func TestChipGrowsWithItsWordAndItsText(t *testing.T) {
	app := test.NewTempApp(t)
	chip := widgets.NewChip(widgets.ChipSpec{Word: "OK", Tone: widgets.Tone{Front: theme.ColorNameSuccess, Back: theme.ColorNameHover}})
	short := chip.MinSize().Width
	spec := chip.Spec()
	spec.Word, spec.Icon = "Not on list", theme.WarningIcon()
	chip.Set(spec)
	if got := chip.MinSize().Width; got <= short {
		t.Errorf("chip of a longer word is %.0f wide, that of a short one %.0f", got, short)
	}
	plain := chip.MinSize()
	app.Settings().SetTheme(largeText{app.Settings().Theme()})
	if got := chip.MinSize(); got.Width <= plain.Width || got.Height <= plain.Height {
		t.Errorf("chip is %v with large text, %v before", got, plain)
	}
}

// largeText is a theme with text of 150 %.
type largeText struct{ fyne.Theme }

func (t largeText) Size(name fyne.ThemeSizeName) float32 { return 1.5 * t.Theme.Size(name) }

// Rows grow with the text, and keys reach the columns that no longer fit.
func TestRowTableWithLargeText(t *testing.T) {
	r := newRig(t, 500)
	app := fyne.CurrentApp()
	app.Settings().SetTheme(largeText{app.Settings().Theme()})
	r.show(t)
	r.window.Resize(fyne.NewSize(240, 400))
	before := r.table.Cells(0)
	r.press(fyne.KeyRight, fyne.KeyRight, fyne.KeyDown)
	if before == nil || r.table.Current() != 1 {
		t.Errorf("row %d after Down", r.table.Current())
	}
	r.table.HideColumns("sex", "paid")
	r.table.HideColumns()
	if diff := cmp.Diff([]int{0}, r.fetched); diff != "" {
		t.Errorf("hiding columns read rows again (-want +got):\n%s", diff)
	}
}
