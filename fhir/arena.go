package fhir

import "github.com/claimsdesk/claimsdesk/claims"

// arenaValues is how many cells an arena takes at a time: those of a few claims.
const arenaValues = 1 << 13

// Arena holds the rows of the resources that Reader.ParseInto reads into it, so that their memory is used again: one for
// each batch of resources that is handed on. The zero Arena is empty and ready. It is not safe for concurrent use.
type Arena struct {
	chunks [][]claims.Value
	next   int            // the chunk that is taken when rest is used up
	rest   []claims.Value // of the chunk that is in use
	lists  slab[claims.Row]
}

// Reset takes the memory of all resources back. Their Rows must not be used any more; their texts stay as they are.
func (a *Arena) Reset() {
	a.next, a.rest = 0, nil
	a.lists.reset()
}

// row returns a row of nulls. A nil Arena makes a row of its own.
func (a *Arena) row(id claims.TableID) claims.Row {
	if a == nil {
		return claims.NewRow(id)
	}
	n := len(columnKinds[id])
	if n > len(a.rest) {
		a.take()
	}
	values := a.rest[:n:n]
	a.rest = a.rest[n:]
	clear(values)
	return claims.Row{Table: id, Values: values}
}

// take goes on to the next chunk.
func (a *Arena) take() {
	if a.next == len(a.chunks) {
		a.chunks = append(a.chunks, make([]claims.Value, arenaValues))
	}
	a.rest = a.chunks[a.next]
	a.next++
}

// rows returns a list of rows made of several.
func (a *Arena) rows(lists ...[]claims.Row) []claims.Row {
	n := 0
	for _, list := range lists {
		n += len(list)
	}
	var all []claims.Row
	if a == nil {
		all = make([]claims.Row, n)
	} else {
		all = a.lists.run(n)
	}
	n = 0
	for _, list := range lists {
		n += copy(all[n:], list)
	}
	return all
}
