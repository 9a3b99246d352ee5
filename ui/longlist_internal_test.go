package ui

import (
	"context"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
	"github.com/claimsdesk/claimsdesk/store/storetest"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// countingReaders count the rows of people that are read.
type countingReaders struct {
	Readers
	reads, rows int
}

func (c *countingReaders) People(ctx context.Context, filter claims.PersonFilter, sort claims.PersonSort, page claims.Page) (claims.People, error) {
	people, err := c.Readers.People(ctx, filter, sort, page)
	c.reads++
	c.rows += len(people.Rows)
	return people, err
}

// Of a long list in a real store no more is read than the pages that were looked at, whatever is done with it; what the table holds is
// bounded. With -crowd 60000 the store holds 1.5 million claims, and the list ends at its cap of 50,000 rows.
func TestLongListOfARealStore(t *testing.T) {
	db, err := store.Open(t.Context(), store.Options{Dir: filepath.Join(CrowdData(t), crowdSet), Now: storetest.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	reader := &countingReaders{Readers: db}
	s := newStage(t, reader)
	p := newPeoplePage(s.surroundings, s.peopleDoors(t))
	s.show(t, p, pageWidth, pageHeight)
	p.show.SetSelected(peopleEveryone)
	total := min(CrowdSize().People, widgets.MaxRows)
	if p.table.Total() != total {
		t.Fatalf("%d rows, want %d", p.table.Total(), total)
	}
	press := func(key fyne.KeyName) { p.table.TypedKey(&fyne.KeyEvent{Name: key}) }
	middle := total / 2 / widgets.PageSize * widgets.PageSize // the start of a page: rows above it need another one
	steps := []struct {
		name  string
		do    func()
		pages int // that come into view
	}{
		{"End", func() { press(fyne.KeyEnd) }, 1},
		{"Home", func() { press(fyne.KeyHome) }, 1},
		{"a jump", func() { p.table.Select(middle) }, 2},
		{"a jump to where it was", func() { p.table.Select(middle) }, 0},
		{"a screenful on", func() { press(fyne.KeyPageDown) }, 1},
		{"another order", func() { p.sortBy(string(claims.SortByPaid), true) }, 1},
		{"End in that order", func() { press(fyne.KeyEnd) }, 1},
		{"a filter", func() {
			p.search.SetText("name0042")
			s.ring(typingPause)
		}, 1},
		{"no filter", func() {
			p.search.SetText("")
			s.ring(typingPause)
		}, 1},
	}
	for _, step := range steps {
		reader.reads, reader.rows = 0, 0
		step.do()
		if reader.reads > step.pages || reader.rows > step.pages*widgets.PageSize {
			t.Errorf("%s: %d rows in %d reads, want no more than %d pages", step.name, reader.rows, reader.reads, step.pages)
		}
		if row := max(0, p.table.Current()); p.table.Cells(row) == nil {
			t.Errorf("%s: row %d is not read", step.name, row)
		}
	}
	reader.rows = 0
	for row := 0; row < total; row += widgets.PageSize {
		p.table.Select(row)
	}
	if reader.rows > total {
		t.Errorf("%d rows read of %d on the way down", reader.rows, total)
	}
	const kept = 24
	if len(p.list.rows) > kept+1 {
		t.Errorf("%d pages are held, want %d at most", len(p.list.rows), kept+1)
	}
}
