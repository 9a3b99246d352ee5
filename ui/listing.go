package ui

import (
	"context"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// listing feeds a RowTable from a list that the store gives in pages, each behind the last key of the one before. Only
// pages that come into view are read; a jump far down skips the rows on the way there, or where the list cannot, reads their keys as
// well, since pages have no numbers in the store. Everything but read and cells runs on Fyne's goroutine.
type listing[T any] struct {
	table *widgets.RowTable
	load  *loader
	// read is one page; it runs in the background.
	read func(ctx context.Context, page claims.Page) (batch[T], error)
	// cells is what a row shows; it runs in the background.
	cells func(T) []widgets.Cell
	// skips says that pages may be skipped (claims.Page.Skip); else a jump far down reads the pages on its way.
	skips bool
	// arrived is told when the first page of a fresh list is on the screen.
	arrived func(total int)
	// failed is told why a page could not be read.
	failed func(error)

	ctx   context.Context // of the showing of the page, for the rows that scrolling asks for
	desc  bool
	rows  map[int][]T
	after []string // after[p] is the key that page p stands behind, as far as known
	queue []int    // pages asked for
}

// batch is one page of a list.
type batch[T any] struct {
	rows  []T
	total int
	next  string
	cells [][]widgets.Cell
	// told is called on Fyne's goroutine when this is the first page of a fresh list; it takes what else was read. May be nil.
	told func()
}

func (l *listing[T]) connect() { l.table.Fetch = l.fetch }

// start reads the list anew. What is in the table stays until the answer is there; keep keeps place and selection.
func (l *listing[T]) start(ctx context.Context, desc, keep bool) {
	l.ctx = ctx
	load(ctx, l.load, func(ctx context.Context) (batch[T], error) {
		return l.page(ctx, claims.Page{Limit: widgets.PageSize, Desc: desc})
	}, func(b batch[T], err error) {
		l.giveUp() // of the list before
		if err != nil {
			l.failed(err)
			return
		}
		l.desc = desc
		l.rows, l.after = map[int][]T{0: b.rows}, []string{"", b.next}
		if b.told != nil {
			b.told()
		}
		l.table.Reset(b.total, b.cells, keep)
		l.arrived(b.total)
	})
}

// page reads one page and works out its cells.
func (l *listing[T]) page(ctx context.Context, page claims.Page) (batch[T], error) {
	b, err := l.read(ctx, page)
	if err != nil {
		return b, err
	}
	b.cells = make([][]widgets.Cell, len(b.rows))
	for i, row := range b.rows {
		b.cells[i] = l.cells(row)
	}
	return b, nil
}

// fetch answers the table. Pages are read one after the other, the one asked for last first; those scrolled past
// meanwhile are given up.
func (l *listing[T]) fetch(page int) {
	const inView = 2
	l.queue = append(l.queue, page)
	if over := len(l.queue) - inView; over > 0 {
		l.table.GiveUp(l.queue[:over]...)
		l.queue = l.queue[over:]
	}
	if !l.load.running() {
		l.next()
	}
}

// walk is the way to a page: the keys met on it and the page at its end.
type walk[T any] struct {
	after []string
	last  batch[T]
}

func (l *listing[T]) next() {
	if len(l.queue) == 0 || l.after == nil {
		return
	}
	page := l.queue[len(l.queue)-1]
	l.queue = l.queue[:len(l.queue)-1]
	known, desc := l.after, l.desc
	load(l.ctx, l.load, func(ctx context.Context) (walk[T], error) {
		return l.walkTo(ctx, page, known, desc)
	}, func(w walk[T], err error) {
		if err != nil {
			l.table.GiveUp(page)
			l.giveUp()
			l.failed(err)
			return
		}
		l.after = w.after
		l.rows[page] = w.last.rows
		l.table.SetPage(page, w.last.cells)
		l.dropForgotten()
		l.next()
	})
}

// giveUp takes back what was asked for and not begun.
func (l *listing[T]) giveUp() {
	l.table.GiveUp(l.queue...)
	l.queue = nil
}

// dropForgotten lets go of rows that the table let go of.
func (l *listing[T]) dropForgotten() {
	for page := range l.rows {
		if l.table.Cells(page*widgets.PageSize) == nil {
			delete(l.rows, page)
		}
	}
}

// walkTo reads a page, and those before it whose keys are not known yet.
func (l *listing[T]) walkTo(ctx context.Context, page int, known []string, desc bool) (walk[T], error) {
	w := walk[T]{after: slices.Clone(known)}
	for from := min(page, len(known)-1); ; from++ {
		for l.skips && from > 0 && w.after[from] == "" {
			from-- // skipped before: its key is not known
		}
		if from > 0 && w.after[from] == "" {
			return w, nil // the list ended before this page
		}
		wanted := claims.Page{After: w.after[from], Limit: widgets.PageSize, Desc: desc}
		if l.skips {
			wanted.Skip, from = (page-from)*widgets.PageSize, page
		}
		b, err := l.page(ctx, wanted)
		if err != nil {
			return w, err
		}
		for len(w.after) < from+1 {
			w.after = append(w.after, "")
		}
		if from == len(w.after)-1 {
			w.after = append(w.after, b.next)
		} else if l.skips && w.after[from+1] == "" {
			w.after[from+1] = b.next
		}
		if from == page {
			w.last = b
			return w, nil
		}
	}
}

// row is what stands behind a row of the table; false while it is not read.
func (l *listing[T]) row(row int) (value T, ok bool) {
	page := l.rows[max(0, row)/widgets.PageSize]
	if row < 0 || row%widgets.PageSize >= len(page) {
		return value, false
	}
	return page[row%widgets.PageSize], true
}
