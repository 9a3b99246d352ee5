package walkthrough_test

import (
	"regexp"
	"slices"
	"strconv"
)

// dischargesWithoutVisit is T4: the first of the discharges that reached us in the last 14 days is marked as called.
func dischargesWithoutVisit() task {
	before := 0
	count := func(k *walk) { before = k.events() }
	return task{
		id: "T4", what: "Discharges of the last 14 days without a visit; mark the first", most: 5, computer: practiceComputer,
		mouse: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "events", click: "Events", at: rail, see: "no visit seen first", in: page},
			{say: "when", click: "Last 30 days", at: page, see: "Last 14 days", in: page},
			{say: "14 days", click: "Last 14 days", at: page, see: "no visit seen first", in: page},
			{say: "how many", note: count},
			{say: "tick", click: "Person", at: page, right: -36, down: rowHeight, see: "1 ticked", in: page},
			{say: "done", click: "Mark done", at: page, see: "1 event marked: Done", in: page},
		},
		keyboard: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "events", keys: []string{"ctrl+3"}, see: "no visit seen first", in: page},
			{say: "to when", keys: times(9, "shift+Tab")}, // past three headings, who died, and the filters
			{say: "when", keys: []string{"space"}, see: "Last 14 days", in: page},
			{say: "14 days", keys: []string{"Down", "Down", "Return"}, see: "no visit seen first", in: page},
			{say: "how many", note: count},
			{say: "back to the list", keys: times(7, "Tab")}, // Clear all is there now
			{say: "tick", keys: []string{"Home", "space"}, see: "1 ticked", in: page},
			{say: "done", keys: []string{"ctrl+d"}, see: "1 event marked: Done", in: page},
		},
		proof: func(k *walk) {
			k.see("Last 14 days", page)
			k.until("one event less", func() bool { return k.events() == before-1 })
		},
	}
}

// times is a key so many times.
func times(n int, key string) []string { return slices.Repeat([]string{key}, n) }

// counted is the line above a list, such as "50 events".
var counted = regexp.MustCompile(`(\d+) events\b`)

// events reads how many events the list has; -1 where that cannot be read.
func (k *walk) events() int {
	k.t.Helper()
	found := counted.FindStringSubmatch(k.reads(page))
	if found == nil {
		return -1
	}
	n, err := strconv.Atoi(found[1])
	if err != nil {
		return -1
	}
	return n
}
