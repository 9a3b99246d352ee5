package ui

import (
	"errors"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/claims"
)

// readingPart is a part of a page that reads something and has a state of its own for each way that can go.
type readingPart struct {
	s       *stage
	read    func() // as the page does when it is shown again
	looking fyne.CanvasObject
	full    fyne.CanvasObject // what shows what was read
	empty   fyne.CanvasObject // nil where it is never empty
	problem *problemPanel
}

// readingParts are the parts of pages that have no test of their states elsewhere; a reader that holds nothing is empty.
func readingParts() map[string]func(t *testing.T, holds bool) readingPart {
	return map[string]func(t *testing.T, holds bool) readingPart{
		"person, summary": personPlace(func(p *personPage) (int, readingPart) {
			return tabSummary, readingPart{read: p.readStory, looking: p.summary.looking, full: p.summary.inside, problem: p.summary.problem}
		}),
		"person, timeline": personPlace(func(p *personPage) (int, readingPart) {
			return tabTimeline, readingPart{read: p.readStory, looking: p.timeline.looking, full: p.timeline.table, empty: p.timeline.empty, problem: p.timeline.problem}
		}),
		"person, claims": personPlace(func(p *personPage) (int, readingPart) {
			c := p.claims
			return tabClaims, readingPart{looking: c.looking, full: c.table, empty: c.empty, problem: c.problem}
		}),
		"person, medicines": personPlace(func(p *personPage) (int, readingPart) {
			return tabPersonMedicines, tablePlace(p.medicines)
		}),
		"person, diagnoses": personPlace(func(p *personPage) (int, readingPart) { return tabDx, tablePlace(p.diagnoses) }),
		"person, providers": personPlace(func(p *personPage) (int, readingPart) { return tabProviders, tablePlace(p.providers) }),
		"person, coverage": personPlace(func(p *personPage) (int, readingPart) {
			c := p.coverage
			return tabCoverage, readingPart{looking: c.looking, full: c.card, problem: c.problem}
		}),
		"claim":               claimPlace,
		"claim, all fields":   fieldsPlace,
		"downloads, history":  historyPlace,
		"downloads, one":      refreshPlace,
		"excel, my lists":     listsPlace,
		"excel, recipes":      recipesPlace,
		"excel, register":     registerPlace,
		"privacy, stored":     func(t *testing.T, _ bool) readingPart { return privacyPlace(t, true, 0) },
		"privacy, the checks": func(t *testing.T, holds bool) readingPart { return privacyPlace(t, holds, 2) },
	}
}

// personPlace is a tab of a person with some years of claims, or without anything.
func personPlace(of func(*personPage) (tab int, at readingPart)) func(t *testing.T, holds bool) readingPart {
	return func(t *testing.T, holds bool) readingPart {
		reader := someStory(20)
		reader.person.months = []claims.CoverMonth{{Month: "2026-08", Known: true, A: true, B: true}}
		if !holds {
			reader.rows, reader.person = nil, fakePerson{}
		}
		s, p := showPerson(t, reader, "7", pageWidth)
		tab, at := of(p)
		p.tabs.Choose(tab)
		at.s = s
		if at.read == nil {
			at.read = func() { p.parts[tab].show(t.Context()) }
		}
		return at
	}
}

func tablePlace[T any](t *personTable[T]) readingPart {
	return readingPart{looking: t.looking, full: t.table, empty: t.empty, problem: t.problem}
}

// claimPlace is a claim as a page; the one that is empty has no lines.
func claimPlace(t *testing.T, holds bool) readingPart {
	ref := claimRef{claims.V3, "in-1"}
	if !holds {
		ref.FHIRID = "car-0"
	}
	s := newStage(t, maria())
	p := newClaimPage(s.surroundings, ref)
	s.show(t, p, 952, 560)
	lines := p.panel.tables[0]
	return readingPart{s: s, read: func() { p.Show(t.Context()) }, looking: p.panel.looking, full: lines.table, empty: lines.empty, problem: p.panel.problem}
}

func fieldsPlace(t *testing.T, _ bool) readingPart {
	s, panel := openFields(t)
	tree := panel.tree
	read := func() {
		tree.read = claimRef{}
		tree.show(t.Context(), tree.ref)
	}
	return readingPart{s: s, read: read, looking: tree.looking, full: tree.tree, problem: tree.problem}
}

func historyPlace(t *testing.T, holds bool) readingPart {
	var reports []claims.RefreshReport
	if holds {
		reports = append(reports, doneReport(7))
	}
	d := newDownloads(t, reports...)
	d.open(t, pageWidth, pageHeight)
	h := d.page.history
	return readingPart{s: d.stage, read: func() { h.show(t.Context()) }, looking: h.looking, full: h.table, empty: h.empty, problem: h.problem}
}

// refreshPlace is one refresh of the history; a refresh always has something to tell.
func refreshPlace(t *testing.T, _ bool) readingPart {
	d := newDownloads(t, doneReport(7))
	d.open(t, pageWidth, pageHeight)
	d.page.history.openRow(0)
	p := d.page.panel
	return readingPart{s: d.stage, read: func() { p.show(t.Context(), 7) }, looking: p.looking, full: p.inside, problem: p.problem}
}

func listsPlace(t *testing.T, holds bool) readingPart {
	e := openExcel(t, func(e *excelStage) {
		if holds {
			e.reader.lists = someLists()
		}
	})
	e.page.tabs.Choose(2)
	l := e.page.lists
	return readingPart{s: e.stage, read: func() { l.show(t.Context()) }, looking: l.looking, full: l.table, empty: l.empty, problem: l.problem}
}

// recipesPlace is never empty: some recipes come with ClaimsDesk.
func recipesPlace(t *testing.T, _ bool) readingPart {
	e := openExcel(t, func(e *excelStage) { e.someRecipes() })
	e.page.tabs.Choose(1)
	l := e.page.recipes
	return readingPart{s: e.stage, read: func() { l.show(t.Context()) }, looking: l.looking, full: l.table, problem: l.problem}
}

func registerPlace(t *testing.T, holds bool) readingPart {
	e := openExcel(t, func(e *excelStage) {
		if holds {
			e.reader.exports = someExports()
		}
	})
	e.page.tabs.Choose(e.registerTab())
	r := e.page.register
	return readingPart{s: e.stage, read: func() { r.show(t.Context()) }, looking: r.looking, full: r.table, empty: r.empty, problem: r.problem}
}

// privacyPlace is a tab of Privacy: what is stored, or who may be one person.
func privacyPlace(t *testing.T, holds bool, tab int) readingPart {
	reader := &fakeReaders{storage: someStorage()}
	if holds {
		reader.checks = someChecks()
	}
	p := newPrivacyStage(t, reader)
	p.show(t, p.page, pageWidth, pageHeight)
	p.page.tabs.Choose(tab)
	if c := p.page.checks; tab > 0 {
		return readingPart{s: p.stage, read: func() { c.show(t.Context()) }, looking: c.looking, full: c.table, empty: c.empty, problem: c.problem}
	}
	h := p.page.stored
	return readingPart{s: p.stage, read: func() { h.show(t.Context()) }, looking: h.looking, full: h.table, problem: h.problem}
}

// Each part that reads has its usual state, says when reading takes long, when there is nothing, and what went wrong with one
// step out of it (docs/reference/screens.md 5: D, L, E, X).
func TestStatesOfPlaces(t *testing.T) {
	for name, open := range readingParts() {
		t.Run(name+"/default", func(t *testing.T) {
			at := open(t, true)
			at.want(t, at.full)
		})
		t.Run(name+"/loading", func(t *testing.T) {
			at := open(t, true)
			at.s.nav.hold = true
			at.read()
			at.want(t, at.full)
			before := at.room()
			at.s.ring(spinnerDelay)
			at.want(t, at.full, at.looking)
			if got := at.room(); got != before {
				t.Errorf("the sign moves what is shown from %v to %v", before, got)
			}
			for len(at.s.nav.held) > 0 {
				at.s.nav.release(0)
			}
			at.want(t, at.full)
		})
		t.Run(name+"/empty", func(t *testing.T) {
			at := open(t, false)
			if at.empty != nil { // else there always is something
				at.want(t, at.empty)
			}
		})
		t.Run(name+"/error", func(t *testing.T) {
			at := open(t, true)
			at.s.reader.err = errors.New("no luck")
			at.read()
			if at.problem.title.Text == "" || at.problem.step.Text == "" {
				t.Errorf("the problem says %q and offers %q", at.problem.title.Text, at.problem.step.Text)
			}
			at.want(t, at.problem.Content())
			at.s.reader.err = nil
			test.Tap(at.problem.step)
			at.want(t, at.full)
		})
	}
}

// want fails unless these of the states can be seen, and no others.
func (p readingPart) want(t *testing.T, shown ...fyne.CanvasObject) {
	t.Helper()
	for state, o := range map[string]fyne.CanvasObject{"default": p.full, "looking": p.looking, "empty": p.empty, "problem": p.problem.Content()} {
		if o == nil {
			continue
		}
		wanted := false
		for _, other := range shown {
			wanted = wanted || other == o
		}
		if got := p.sees(o); got != wanted {
			t.Errorf("%s is shown %t, want %t", state, got, wanted)
		}
	}
}

// room is where the usual content stands, as x, y, width and height.
func (p readingPart) room() [4]float32 {
	p.s.window.Canvas().Capture() // lays out
	at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.full), p.full.Size()
	return [4]float32{at.X, at.Y, size.Width, size.Height}
}

// sees says whether an object stands in the window with nothing around it hidden.
func (p readingPart) sees(o fyne.CanvasObject) bool { return visibleIn(p.s.window.Content(), o) }

func visibleIn(in, o fyne.CanvasObject) bool {
	if in == nil || !in.Visible() {
		return false
	}
	if in == o {
		return true
	}
	switch in := in.(type) {
	case *fyne.Container:
		for _, child := range in.Objects {
			if visibleIn(child, o) {
				return true
			}
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(in).Objects() {
			if visibleIn(child, o) {
				return true
			}
		}
	}
	return false
}
