package fhir

// slab hands out the elements of arrays of one type from memory that is used again for the next resource.
type slab[T any] struct {
	chunk []T
	used  int
}

// Sizes of a slab: the first chunk is enough for a small resource, and a chunk that a huge claim asked for is let go.
const (
	slabFirst = 16
	slabKeep  = 1 << 14
)

// extend makes a run of elements one longer. The new element holds whatever was there before. Where the run is the last
// thing in the chunk it grows in place; where a run inside one of its elements came between, or the chunk is full, it
// moves.
func (s *slab[T]) extend(run []T) []T {
	n := len(run)
	if s.used < len(s.chunk) && (n == 0 || s.used > 0 && &run[n-1] == &s.chunk[s.used-1]) {
		s.used++
		return s.chunk[s.used-n-1 : s.used : s.used]
	}
	if s.used+n+1 > len(s.chunk) {
		s.chunk, s.used = make([]T, max(slabFirst, 2*len(s.chunk), 2*n+1)), 0 // the full one stays with its runs
	}
	start := s.used
	s.used += n + 1
	moved := s.chunk[start:s.used:s.used]
	copy(moved, run)
	return moved
}

// run returns n elements.
func (s *slab[T]) run(n int) []T {
	if s.used+n > len(s.chunk) {
		s.chunk, s.used = make([]T, max(slabFirst, 2*len(s.chunk), 2*n)), 0
	}
	s.used += n
	return s.chunk[s.used-n : s.used : s.used]
}

// one returns a single element.
func (s *slab[T]) one() *T { return &s.extend(nil)[0] }

// reset makes all elements free again.
func (s *slab[T]) reset() {
	s.used = 0
	if len(s.chunk) > slabKeep {
		s.chunk = nil
	}
}
