package measure

// smallBelow is the number of people below which a figure could name them (docs/reference/screens.md 8.2; CMS cell suppression).
const smallBelow = 11

// Small says that a number of people is too small to show: 1 to 10.
func Small(people int) bool { return people > 0 && people < smallBelow }

// Hidden says which parts of a whole to hide so that no number of people from 1 to 10 can be read or worked out. Where the whole is
// shown beside its parts, a single hidden part is the whole less the others: then the smallest other part goes too.
func Hidden(people []int) []bool {
	hide := make([]bool, len(people))
	count, sum := 0, 0
	for i, n := range people {
		if Small(n) {
			hide[i] = true
			count++
			sum += n
		}
	}
	if count == 0 || (count > 1 && sum >= smallBelow) {
		return hide
	}
	if next := smallest(people, hide); next >= 0 {
		hide[next] = true
	}
	return hide
}

// LeastPeople is the smallest of several numbers of people, but for none at all: what is hidden for the one is hidden for all.
func LeastPeople(numbers ...int) (least int) {
	for _, n := range numbers {
		if n > 0 && (least == 0 || n < least) {
			least = n
		}
	}
	return least
}

// RollingHidden says which months of rates over three months to hide, where the months themselves are hidden: from a rate and the other
// two the third could be worked out.
func RollingHidden(hidden []bool) []bool {
	list := make([]bool, len(hidden))
	for i := range hidden {
		for j := i; j < min(len(list), i+rolling); j++ {
			list[j] = list[j] || hidden[i]
		}
	}
	return list
}

// smallest is the smallest part with anybody that is not hidden; -1 where there is none.
func smallest(people []int, hidden []bool) int {
	at := -1
	for i, n := range people {
		if n > 0 && !hidden[i] && (at < 0 || n < people[at]) {
			at = i
		}
	}
	return at
}
