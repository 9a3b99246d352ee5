package walkthrough_test

import (
	"image"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// dischargesWithoutVisit is T4: the first of the discharges that reached us in the last 14 days is marked as called.
func dischargesWithoutVisit() task {
	before := 0
	count := func(k *walk) { before = k.counted("events") }
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
			{say: "to when", keys: times(8, "shift+Tab")}, // past the titles, saved filters, who died, and the filters
			{say: "when", keys: []string{"space"}, see: "Last 14 days", in: page},
			{say: "14 days", keys: []string{"Up", "Return"}, see: "no visit seen first", in: page},
			{say: "how many", note: count},
			{say: "back to the list", keys: []string{"Escape"}},
			{say: "tick", keys: []string{"Home", "space"}, see: "1 ticked", in: page},
			{say: "done", keys: []string{"ctrl+d"}, see: "1 event marked: Done", in: page},
		},
		proof: func(k *walk) {
			k.see("Last 14 days", page)
			k.until("one event less", func() bool { return k.counted("events") == before-1 })
		},
	}
}

// times is a key so many times.
func times(n int, key string) []string { return slices.Repeat([]string{key}, n) }

// counted reads how many a line such as "50 events" says; -1 where that cannot be read.
func (k *walk) counted(what string) int {
	k.t.Helper()
	return k.figure(`([\d,]+) `+what+`\b`, page)
}

// figure reads the number in a pattern; -1 where that cannot be read.
func (k *walk) figure(pattern string, in image.Rectangle) int {
	k.t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(k.reads(in))
	if found == nil {
		return -1
	}
	n, err := strconv.Atoi(strings.ReplaceAll(found[1], ",", ""))
	if err != nil {
		return -1
	}
	return n
}
