package walkthrough_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// wellnessGapsToExcel is T6: who of the Dayton practice has had no wellness visit, as a workbook.
func wellnessGapsToExcel() task {
	shown := 0
	count := func(k *walk) { shown = k.counted("people") }
	return task{
		id: "T6", what: "Wellness-visit gaps of the Dayton practice to Excel", most: 8, computer: daytonComputer,
		mouse: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "events", click: "Events", at: rail, see: "no visit seen first", in: page},
			{say: "no wellness visit", click: "No wellness visit this year", at: lists, see: "bookable first", in: page},
			{say: "more filters", click: "More filters", at: page, see: "My list", in: page},
			{say: "my list", click: "My list", at: moreFilters, right: toChoice, see: "Dayton", in: page},
			{say: "dayton", click: "Dayton", at: page, see: "More filters (1)", in: page},
			{say: "how many", note: count},
			{say: "export", click: "Export to Excel", at: pageHead, see: "Choose folder", in: middle},
			{say: "save", click: "Not now", at: middle, right: saveRight, see: "Open file", in: middle},
		},
		keyboard: []step{
			{say: "opened", see: "Last refresh", in: page},
			{say: "events", keys: []string{"ctrl+3"}, see: "no visit seen first", in: page},
			{say: "to the lists", keys: times(9, "shift+Tab")}, // past the titles, saved filters, who died, and the filters
			{say: "no wellness visit", keys: times(8, "Down"), see: "bookable first", in: page},
			{say: "to more filters", keys: times(3, "Tab")}, // state, new only
			{say: "more filters", keys: []string{"Return"}, see: "My list", in: page},
			{say: "my list", keys: []string{"Tab", "space"}, see: "Dayton", in: page},
			{say: "dayton", keys: []string{"Down", "Return"}, see: "More filters (1)", in: page},
			{say: "how many", note: count},
			{say: "export", keys: []string{"ctrl+e"}, see: "Choose folder", in: middle},
			{say: "save", keys: []string{"Return"}, see: "Open file", in: middle},
		},
		proof: func(k *walk) {
			b := k.w.workbook(k.t, "no-wellness-visit")
			list := b.sheets[b.names[0]]
			if !list.filtered || !list.frozen {
				k.t.Errorf("filter on the headings %t, headings stay %t", list.filtered, list.frozen)
			}
			if got := len(list.rows) - 1; got != shown || shown == 0 {
				k.t.Errorf("%d people in the file, %d on the screen", got, shown)
			}
			for _, heading := range []string{"MBI", "ZIP"} {
				at := list.column(heading)
				for i, row := range list.rows {
					if at < 0 || i > 0 && (at >= len(row) || !row[at].text) {
						k.t.Errorf("row %d has no text under %s", i+1, heading)
						break
					}
				}
			}
			if zip := list.column("ZIP"); zip >= 0 && len(list.rows) > 1 && list.rows[1][zip].value != daytonZIP {
				k.t.Error("the first person does not live in Dayton")
			}
			read := b.sheets["Read me"]
			for _, words := range []string{"How this list is made", "People list: Dayton", "wellness visit"} {
				if !read.says(words) {
					k.t.Errorf("the Read me does not say %q", words)
				}
			}
		},
	}
}

const daytonZIP = "45402"

// daytonComputer has a people list of those who live in Dayton.
func daytonComputer(t *testing.T) *window {
	w := newWindow(t)
	fillWithPractice(t, w)
	var list strings.Builder
	for _, row := range w.table(t, "beneficiaries") {
		if row["zip5"] == daytonZIP {
			list.WriteString(row["mbi"] + "\n")
		}
	}
	path := filepath.Join(t.TempDir(), "dayton.txt")
	if err := os.WriteFile(path, []byte(list.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := w.ctl(t, nil, "lists", "save", "Dayton", "--people", path); err != nil {
		t.Fatal(err)
	}
	w.open(t)
	return w
}
