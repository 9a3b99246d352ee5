package store

// disjoint keeps sets of numbers 0..n-1 that can be joined.
type disjoint struct{ parent []int }

func newDisjoint(n int) *disjoint {
	d := &disjoint{parent: make([]int, n)}
	for i := range d.parent {
		d.parent[i] = i
	}
	return d
}

// root names the set of i by its smallest member, so that the outcome does not depend on the order of joins.
func (d *disjoint) root(i int) int {
	for d.parent[i] != i {
		d.parent[i] = d.parent[d.parent[i]]
		i = d.parent[i]
	}
	return i
}

func (d *disjoint) join(i, j int) {
	i, j = d.root(i), d.root(j)
	d.parent[max(i, j)] = min(i, j)
}

// members lists the sets, ordered by their smallest members.
func (d *disjoint) members() [][]int {
	var sets [][]int
	place := make(map[int]int, len(d.parent))
	for i := range d.parent {
		r := d.root(i)
		if r == i {
			place[i] = len(sets)
			sets = append(sets, nil)
		}
		sets[place[r]] = append(sets[place[r]], i)
	}
	return sets
}
