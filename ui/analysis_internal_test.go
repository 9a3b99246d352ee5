package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// showAnalysis opens the page of a window at its usual size.
func showAnalysis(t *testing.T, before func(*analysisStage)) *analysisStage {
	t.Helper()
	a := newAnalysisStage(t)
	if before != nil {
		before(a)
	}
	a.open(t, 1112, 684)
	return a
}

func (a *analysisStage) key(names ...fyne.KeyName) {
	for _, name := range names {
		a.page.picture.TypedKey(&fyne.KeyEvent{Name: name})
	}
}

// Each tab has a picture and a table with the same figures.
func TestAnalysisTabs(t *testing.T) {
	a := showAnalysis(t, nil)
	for tab, want := range map[analysisTab]string{
		tabSpending: "Spending by month", tabHospital: "ED visits per 1,000 people a year", tabFollowUp: "Follow-up after a hospital stay",
		tabOutside: "Care outside our group, doctors", tabTop: "Top people", tabMedicines: "Medicines",
	} {
		a.page.tabs.Choose(int(tab))
		if a.page.view.title != want || a.page.table.Total() == 0 || len(a.page.picture.Picture().Slots) == 0 {
			t.Errorf("tab %d: %q, %d rows, %d slots", tab, a.page.view.title, a.page.table.Total(), len(a.page.picture.Picture().Slots))
		}
		for i, name := range []string{howCounts, howDivided, howLeftOut} { // what every chart states
			if line := a.page.view.how[i]; line.name != name || line.text == "" {
				t.Errorf("tab %d says %q: %q, want %s", tab, line.name, line.text, name)
			}
		}
	}
	a.page.MoveTab(1)
	if a.page.controls.tab != analysisTab(a.page.tabs.Chosen()) {
		t.Error("Ctrl+Tab moves the bar alone")
	}
}

// The picture's values are those of the table: a month's series add up to its total.
func TestSpendingPictureIsTheTable(t *testing.T) {
	a := showAnalysis(t, nil)
	v := a.page.view
	for slot := range v.picture.Slots {
		sum := int64(0)
		for _, s := range v.picture.Series {
			sum += int64(s.Values[slot])
		}
		row := v.rows[v.rowOf(slot)]
		if total := row.cells[8].value.Int; total != sum || row.cells[0].text == "" {
			t.Errorf("%s: picture %d, table %d", row.cells[0].text, sum, total)
		}
		if v.slotOf(v.rowOf(slot)) != slot {
			t.Errorf("slot %d does not come back from its row", slot)
		}
	}
	if last := v.picture.Slots[len(v.picture.Slots)-1]; !last.Hatched || v.picture.Foot == "" {
		t.Error("the latest month is not marked as incomplete")
	}
}

// Left and Right pick months; the line and the table follow, and Enter shows the claims behind.
func TestAnalysisPick(t *testing.T) {
	a := showAnalysis(t, someBehind)
	if !a.page.claims.Disabled() {
		t.Error("claims can be shown before a month is picked")
	}
	a.key(fyne.KeyLeft, fyne.KeyLeft)
	if !strings.HasPrefix(a.page.line.Text, "Jul 2026: $") || a.page.table.Current() != 1 {
		t.Errorf("line %q, row %d", a.page.line.Text, a.page.table.Current())
	}
	a.key(fyne.KeyReturn)
	if diff := cmp.Diff([]claims.BehindOf{{From: "2026-07", To: "2026-07"}}, a.reader.analysis.spans); diff != "" {
		t.Errorf("asked (-want +got):\n%s", diff)
	}
	if a.window.Canvas().Overlays().Top() == nil {
		t.Fatal("no list of claims")
	}
	a.window.Canvas().Overlays().Remove(a.window.Canvas().Overlays().Top())
	a.page.table.Select(4)
	if a.page.picture.Picked() != len(a.page.view.picture.Slots)-5 {
		t.Errorf("slot %d for row 4", a.page.picture.Picked())
	}
}

// Where there is no room for picture and table, one of them has it all and a choice leads to the other; with room both show.
func TestAnalysisTwins(t *testing.T) {
	for name, tt := range map[string]struct {
		scale, width, height float32
		both                 bool
	}{
		"usual": {1, 1112, 684, true}, "smallest window": {1, 952, 584, true}, "large text": {1.5, 1112, 684, false},
		"large text, smallest window": {1.5, 952, 584, false}, "largest text": {1.75, 1112, 684, false},
	} {
		t.Run(name, func(t *testing.T) {
			a := newAnalysisStage(t)
			fyne.CurrentApp().Settings().SetTheme(Theme{Scale: tt.scale})
			a.open(t, tt.width, tt.height)
			settle(a.window, frame{width: tt.width, height: tt.height})
			p := a.page
			picture, table := p.both.Objects[0], p.both.Objects[1]
			if !picture.Visible() || table.Visible() != tt.both || p.choice.Visible() == tt.both {
				t.Fatalf("picture %v, table %v, choice %v", picture.Visible(), table.Visible(), p.choice.Visible())
			}
			if !tt.both {
				p.choice.Choose(twinTable)
			}
			const rows = 3
			if tall := table.Size().Height; picture.Visible() != tt.both || !table.Visible() || tall < (rows+1)*oneRow*tt.scale {
				t.Errorf("picture %v, table %v of height %.0f", picture.Visible(), table.Visible(), tall)
			}
			// One row of filters: what does not fit stands behind More filters, which counts what is used there.
			c := p.controls
			if tall := c.row.Size().Height; tall > c.more.MinSize().Height+1 {
				t.Errorf("filters take %.0f, one row %.0f", tall, c.more.MinSize().Height)
			}
			c.per.SetSelected(analysisPerHead)
			folded := !slices.Contains(c.row.Objects, fyne.CanvasObject(c.groups[4]))
			if got := c.more.Text; folded != (got == analysisMore+" (1)") {
				t.Errorf("Per is behind the button: %v, which says %q", folded, got)
			}
		})
	}
}

// Behind a doctor, a facility or a specialty stand claims too, also where the row is in no picture.
func TestAnalysisBehindProviders(t *testing.T) {
	a := showAnalysis(t, someBehind)
	a.page.tabs.Choose(int(tabOutside))
	a.page.controls.chart.SetSelected(analysisBiggest)
	asked := func() claims.BehindOf { return a.reader.analysis.spans[len(a.reader.analysis.spans)-1] }
	if !a.page.claims.Visible() || !a.page.claims.Disabled() {
		t.Fatal("claims can be shown before anything is picked, or never")
	}
	for _, row := range []int{0, barsShown + 1} {
		a.page.table.Select(row)
		npi := a.page.view.rows[row].cells[1].text
		if a.page.claims.Disabled() || a.page.line.Text != a.page.view.rows[row].say {
			t.Fatalf("row %d: line %q", row, a.page.line.Text)
		}
		test.Tap(a.page.claims)
		if got := asked(); got.Doctor != npi || got.From == "" || got.To < got.From {
			t.Errorf("row %d asks for %+v, want doctor %s", row, got, npi)
		}
		a.window.Canvas().Overlays().Remove(a.window.Canvas().Overlays().Top())
	}
	a.page.controls.chart.SetSelected(analysisPlaces)
	a.key(fyne.KeyUp, fyne.KeyReturn)
	if asked().Facility == "" {
		t.Errorf("a facility's bar asks for %+v", asked())
	}
}

func TestAnalysisFilters(t *testing.T) {
	a := showAnalysis(t, nil)
	c := a.page.controls
	last := func() claims.AnalysisFilter { return a.reader.analysis.filters[len(a.reader.analysis.filters)-1] }
	if last().Group != claims.GroupListed {
		t.Errorf("first %+v", last())
	}
	c.people.SetSelected(analysisThen)
	if last().Group != claims.GroupThen || strings.Contains(a.page.note.Text, analysisStanding) {
		t.Errorf("%+v, note %q", last(), a.page.note.Text)
	}
	list := a.reader.lists[0].Name
	c.list.SetSelected(list)
	if diff := cmp.Diff(claims.AnalysisFilter{Group: claims.GroupList, List: list}, last()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for choice, months := range map[string]int{analysis12: 12, analysis24: 24, analysis36: 36, analysisThisYear: 8} {
		c.months.SetSelected(choice)
		if got := len(a.page.view.picture.Slots); got != months {
			t.Errorf("%s: %d months", choice, got)
		}
	}
	before := len(a.reader.analysis.filters)
	c.months.SetSelected(analysisFromTo)
	c.dates[0].entry.SetText("1/1/2025")
	if len(a.reader.analysis.filters) != before {
		t.Error("read before both days are typed")
	}
	c.dates[1].entry.SetText("3/31/2025")
	if got := len(a.page.view.picture.Slots); got != 3 {
		t.Errorf("January to March: %d months", got)
	}
	c.per.SetSelected(analysisPerHead)
	if a.page.view.title != "Spending per person per month" {
		t.Errorf("title %q", a.page.view.title)
	}
	c.compare.SetSelected(analysisYears)
	if a.page.view.title != "Spending, two periods" || c.more.Text != "More filters (1)" {
		t.Errorf("title %q, button %q", a.page.view.title, c.more.Text)
	}
}

// Counts of 1 to 10 people are shown on the screen unless told otherwise, and never in files.
func TestSmallCountsInFiles(t *testing.T) {
	a := showAnalysis(t, func(a *analysisStage) { a.reader.analysis.people = someTown(30) })
	few := func(v chartView) (n int) {
		for _, row := range v.rows {
			for _, c := range row.cells {
				if c.text == analysisFew {
					n++
				}
			}
		}
		return n
	}
	if n := few(a.page.view); n != 0 {
		t.Errorf("%d figures hidden on the screen", n)
	}
	a.page.toExcel()
	a.saveTo(t, "table.xlsx")
	if len(a.set.tables) != 1 {
		t.Fatal("no table saved")
	}
	empty := 0
	for _, row := range a.set.tables[0].Rows {
		for _, v := range row[1:8] {
			if !v.Set {
				empty++
			}
		}
	}
	_, hidden := a.page.hidden()
	if n := few(hidden); n == 0 || empty == 0 {
		t.Errorf("%d figures hidden in files, %d empty cells", n, empty)
	}
	if a.set.tables[0].People != 0 || len(a.set.tables[0].ReadMe) < 5 || a.set.tables[0].Filters == "" {
		t.Errorf("table %+v", a.set.tables[0].ReadMe)
	}
}

// saveTo saves what the sheet in front asks for.
func (a *analysisStage) saveTo(t *testing.T, name string) {
	t.Helper()
	a.page.last.path.SetText(filepath.Join(t.TempDir(), name))
	test.Tap(a.page.last.save)
}

func TestAnalysisPictureIsSaved(t *testing.T) {
	a := showAnalysis(t, nil)
	a.page.savePicture()
	a.saveTo(t, "picture.png")
	if len(a.set.drawn) != 1 || !bytes.HasPrefix(a.set.drawn[0], []byte("\x89PNG")) {
		t.Errorf("%d pictures", len(a.set.drawn))
	}
	a.page.copyTable()
	if lines := strings.Split(a.copied, "\n"); len(lines) != 26 || !strings.HasPrefix(lines[0], "Month\tHospital\t") {
		t.Errorf("copied %q", lines[0])
	}
}

// People are named in their file, which is said.
func TestTopPeople(t *testing.T) {
	a := showAnalysis(t, nil)
	a.page.tabs.Choose(int(tabTop))
	a.page.openRow(0)
	if diff := cmp.Diff([]string{"person P0"}, a.nav.went); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	a.page.toExcel()
	a.saveTo(t, "people.xlsx")
	if a.set.tables[0].People != 6 || !a.page.last.job.names {
		t.Errorf("people %d, named %v", a.set.tables[0].People, a.page.last.job.names)
	}
}

func TestOwnProvidersAreImported(t *testing.T) {
	a := showAnalysis(t, func(a *analysisStage) { a.reader.analysis.own = nil })
	a.page.tabs.Choose(int(tabOutside))
	if !a.page.empty.Visible() || a.page.empty.Title() != analysisTellUs || a.page.both.Visible() {
		t.Fatalf("empty %v %q", a.page.empty.Visible(), a.page.empty.Title())
	}
	a.page.controls.chart.SetSelected(analysisBiggest)
	if a.page.empty.Visible() || a.page.view.rows[0].cells[3].text != analysisUnknown {
		t.Error("doctors can be listed without a provider list, but not as ours or outside")
	}
	path := filepath.Join(t.TempDir(), "ours.csv")
	if err := os.WriteFile(path, []byte("NPI,Name\n1003000126,Patel\nx,y\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	a.page.readProviders(path)
	top := a.window.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("no question before the list is taken")
	}
	if len(a.set.own) != 0 {
		t.Fatal("the list was taken without asking")
	}
	a.page.useProviders(app.ProviderFile{Providers: []measure.Provider{{NPI: "1003000126"}}})
	if len(a.set.own) != 1 {
		t.Error("the list was not kept")
	}
}

func TestAnalysisLeavesOut(t *testing.T) {
	a := showAnalysis(t, nil)
	a.page.tabs.Choose(int(tabOutside))
	a.page.controls.leave.SetSelected(analysisNoThree)
	got := a.reader.analysis.switches[len(a.reader.analysis.switches)-1]
	if got != (measure.Switches{NoAnaesthesia: true, NoImaging: true, NoPathology: true}) {
		t.Errorf("%+v", got)
	}
	if w := a.reader.analysis.windows[len(a.reader.analysis.windows)-1]; w != (window{"2024-09", "2026-05"}) {
		t.Errorf("window %+v: it ends with the last complete month", w)
	}
}

func TestAnalysisStates(t *testing.T) {
	a := showAnalysis(t, func(a *analysisStage) { a.reader.analysis.people = nil })
	if !a.page.empty.Visible() || a.page.empty.Title() != analysisEmpty || !a.page.acts[2].Disabled() {
		t.Errorf("without data: %v %q", a.page.empty.Visible(), a.page.empty.Title())
	}
	a = showAnalysis(t, func(a *analysisStage) { a.reader.err = os.ErrPermission })
	if !a.page.problem.Content().Visible() || a.page.both.Visible() {
		t.Error("no problem shown")
	}
	a.reader.err = nil
	test.Tap(a.page.problem.step)
	if a.page.problem.Content().Visible() || !a.page.both.Visible() {
		t.Error("another try must bring the chart")
	}
	before := a.page.view.title
	a.nav.hold = true
	a.page.tabs.Choose(int(tabMedicines))
	a.ring(spinnerDelay)
	if !a.page.looking.Visible() || a.page.view.title != before {
		t.Error("while it reads, the chart of before stays and says so")
	}
}

// What is hidden cannot be worked out from what is shown beside it.
func TestHiddenCannotBeWorkedOut(t *testing.T) {
	small := func(v *chartView, row, col int) bool { return v.rows[row].cells[col].text == analysisFew }
	care := measure.NewCare(measure.OursOf([]measure.Provider{{NPI: "1"}}), measure.Switches{}, "2026-01", "2026-03")
	for i := range 40 {
		p := &measure.Person{Lines: []measure.Line{{Month: "2026-02", Place: "11", Specialty: "08", RenderingNPI: "1", AllowedCents: 90_00}}}
		p.Lines = append(p.Lines, measure.Line{Month: "2026-02", Place: "11", Specialty: "11", RenderingNPI: "3", AllowedCents: 1_00})
		if i < 5 {
			p.Lines = append(p.Lines, measure.Line{Month: "2026-02", Place: "11", Specialty: "06", RenderingNPI: "2", AllowedCents: 100_00})
		}
		care.AddPerson(measure.ProviderFigures(p))
	}
	w := window{"2026-01", "2026-03"}
	t.Run("specialties under their total", func(t *testing.T) {
		v := specialtiesView(care, w, measure.Switches{}, true)
		hidden := 0
		for row := range v.rows {
			if small(&v, row, 2) {
				hidden++
			}
		}
		if hidden != 2 {
			t.Errorf("%d specialties are hidden: one alone is the total less the others", hidden)
		}
	})
	t.Run("share of a doctor who is hidden", func(t *testing.T) {
		v := doctorsView(care, nil, w, true, true)
		const share = 7
		if !small(&v, 1, 4) || !small(&v, 2, share) || small(&v, 2, 4) {
			t.Errorf("second row hidden %v; the third says %q of it", small(&v, 1, 4), v.rows[2].cells[share].text)
		}
	})
	t.Run("rates over a hidden month", func(t *testing.T) {
		people := make([]measure.Person, 400)
		for i := range people {
			people[i].Cover = measure.Cover{Counted: []measure.Span{{From: "2024-01"}}}
			for _, month := range measure.Months("2025-01", "2025-06") {
				if month != "2025-03" || i < 5 {
					people[i].EDVisits = append(people[i].EDVisits, measure.EDVisit{Date: month + "-10", Admitted: i%2 == 0})
				}
			}
		}
		g := measure.NewGroup()
		for i := range people {
			g.AddPerson(measure.UseFigures(&people[i]), nil)
		}
		a := measure.Analysis{Group: g, Complete: measure.CompletenessAt("2026-08", nil), AsOf: "2026-08"}
		v := edView(&a, measure.Months("2025-01", "2025-06"), true)
		const rate = 4
		for row, want := range []bool{false, true, true, true, false, false} { // newest first: June to January
			if got := small(&v, row, rate); got != want {
				t.Errorf("%s: rate hidden %v, want %v", v.rows[row].cells[0].text, got, want)
			}
		}
	})
}

// What cannot be judged yet is said to be too early, and not nothing.
func TestTooEarlyToJudge(t *testing.T) {
	a := showAnalysis(t, nil)
	a.page.tabs.Choose(int(tabHospital))
	a.page.controls.chart.SetSelected(analysisBack)
	if got := a.page.view.rows[0].cells[1].text; got != analysisTooEarly {
		t.Errorf("stays of the latest month: %q", got)
	}
	a.page.tabs.Choose(int(tabFollowUp))
	if got := a.page.view.rows[0].cells[1].text; got != analysisTooEarly {
		t.Errorf("stays of the latest quarter: %q", got)
	}
}

// What takes longer than a second can be stopped; the chart from before stays, and the next choice reads again.
func TestAnalysisStop(t *testing.T) {
	a := showAnalysis(t, nil)
	before := a.page.view.title
	a.nav.hold = true
	a.page.tabs.Choose(int(tabTop))
	a.ring(spinnerDelay)
	if !a.page.looking.Visible() || a.page.stop.Visible() {
		t.Fatalf("after a moment: looking %v, stop %v", a.page.looking.Visible(), a.page.stop.Visible())
	}
	a.ring(stopDelay)
	if !a.page.stop.Visible() {
		t.Fatal("what takes a second cannot be stopped")
	}
	test.Tap(a.page.stop)
	if a.page.looking.Visible() || a.page.stop.Visible() || a.page.view.title != before || a.page.line.Text != analysisStopped {
		t.Errorf("stopped: looking %v, stop %v, %q, line %q", a.page.looking.Visible(), a.page.stop.Visible(), a.page.view.title, a.page.line.Text)
	}
	a.nav.hold = false
	a.page.tabs.Choose(int(tabMedicines))
	if a.page.view.title != analysisMedicines {
		t.Errorf("the next choice shows %q", a.page.view.title)
	}
}
