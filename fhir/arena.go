package fhir

import "github.com/claimsdesk/claimsdesk/claims"

// arenaValues is how many cells an arena takes at a time: those of a few claims.
const arenaValues = 1 << 13

// Arena holds the rows of the resources that Reader.ParseInto reads into it, so that their memory is used again: one for
// each batch of resources that is handed on. The zero Arena is empty and ready. It is not safe for concurrent use.
type Arena struct {
	chunks [][]claims.Value
	chunk  int // the chunk that is in use
	used   int // cells of it
	lists  slab[claims.Row]
}

// Reset takes the memory of all resources back. Their Rows must not be used any more; their texts stay as they are.
func (a *Arena) Reset() {
	a.chunk, a.used = 0, 0
	a.lists.reset()
}

// row returns a row of nulls. A nil Arena makes a row of its own.
func (a *Arena) row(id claims.TableID) claims.Row {
	if a == nil {
		return claims.NewRow(id)
	}
	n := len(columnKinds[id])
	for a.chunk < len(a.chunks) && a.used+n > len(a.chunks[a.chunk]) {
		a.chunk, a.used = a.chunk+1, 0
	}
	if a.chunk == len(a.chunks) {
		a.chunks = append(a.chunks, make([]claims.Value, arenaValues))
	}
	values := a.chunks[a.chunk][a.used : a.used+n : a.used+n]
	a.used += n
	clear(values)
	return claims.Row{Table: id, Values: values}
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
