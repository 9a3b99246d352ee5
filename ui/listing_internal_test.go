package ui

import (
	"context"
	"fmt"
	"strconv"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// longList is a made-up list of a million and a half rows that notes what is read of it.
type longList struct {
	total, reads, rows int
	pages              map[int]bool
}

func (l *longList) read(_ context.Context, page claims.Page) (batch[int], error) {
	from, _ := strconv.Atoi(page.After) // empty is the start
	from += page.Skip
	b := batch[int]{total: l.total}
	for i := from; i < min(from+page.Limit, l.total); i++ {
		b.rows = append(b.rows, i)
	}
	if next := from + page.Limit; next < l.total {
		b.next = strconv.Itoa(next)
	}
	l.reads++
	l.rows += len(b.rows)
	l.pages[from/widgets.PageSize] = true
	return b, nil
}

// What is read of a list is what was looked at, whatever its length; what is held is bounded.
func TestListingOfAMillionAndAHalfRows(t *testing.T) {
	s := newStage(t, &fakeReaders{})
	list := &longList{total: 1_500_000, pages: map[int]bool{}}
	table := widgets.NewRowTable([]widgets.Column{{ID: "n", Title: "Number", Width: 100}})
	l := &listing[int]{
		table: table, read: list.read, skips: true, cells: func(n int) []widgets.Cell { return []widgets.Cell{{Text: fmt.Sprint(n)}} },
		load: newLoader(s.nav.runBackground, s.after, nil), arrived: func(int) {}, failed: func(err error) { t.Error(err) },
	}
	l.connect()
	p := &plainPage{content: table, show: func(ctx context.Context) { l.start(ctx, false, false) }}
	s.show(t, p, 400, 400)
	press := func(key fyne.KeyName) { table.TypedKey(&fyne.KeyEvent{Name: key}) }
	table.Select(0)
	press(fyne.KeyEnd)
	if last, ok := l.row(widgets.MaxRows - 1); !ok || last != widgets.MaxRows-1 {
		t.Fatalf("behind the last row stands %d, %t", last, ok)
	}
	if list.reads != 2 {
		t.Errorf("%d reads for the first screenful and the last, want 2", list.reads)
	}
	for _, row := range []int{25_000, 24_990, 40_100, 25_010} {
		table.Select(row)
		if n, ok := l.row(row); !ok || n != row {
			t.Errorf("behind row %d stands %d, %t", row, n, ok)
		}
	}
	if most := (len(list.pages) + 1) * widgets.PageSize; list.rows > most || len(list.pages) > 6 {
		t.Errorf("read %d rows of %d pages, want no more than the pages shown", list.rows, len(list.pages))
	}
	for range 100 {
		for range 40 {
			press(fyne.KeyPageDown)
		}
		press(fyne.KeyHome)
		press(fyne.KeyEnd)
	}
	const kept = 24
	if len(l.rows) > kept+1 {
		t.Errorf("%d pages are held after a long scroll, want %d at most", len(l.rows), kept+1)
	}
}

// plainPage is a page of one object.
type plainPage struct {
	content fyne.CanvasObject
	show    func(context.Context)
}

func (p *plainPage) Title() string              { return "" }
func (p *plainPage) Content() fyne.CanvasObject { return p.content }
func (p *plainPage) Show(ctx context.Context)   { p.show(ctx) }
