package app_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// practised is a data set with the hundred practice people after two refreshes.
func practised(t *testing.T, api string) *rig {
	t.Helper()
	source := practice.NewPopulation(synth.New(synth.Config{People: 100, Years: 3, Seed: 1, End: newClock().Now()}))
	cfg := serverConfig(source, practice.AllQuirks)
	cfg.BatchSize = 0
	r := newRig(t, cfg, api)
	r.refresh(app.RefreshOptions{})
	r.clock.pass(21 * 24 * time.Hour)
	r.refresh(app.RefreshOptions{})
	return r
}

// Whoever practises finds somebody on every list (docs/reference/screens.md 10), and can work it off and take it to Excel.
func TestPracticePeopleAreOnEveryWorkList(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 15,000 claims")
	}
	of := map[string][]claims.EventCount{}
	for _, api := range []string{"v2", "v3"} {
		r := practised(t, api)
		counts, err := r.set.DB().EventCounts(t.Context(), claims.EventFilter{})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range counts {
			t.Logf("%s %-20s %4d, new %d", api, c.List, c.Events, c.New)
			if c.Events == 0 {
				t.Errorf("%s: nobody is on the list %s", api, c.List)
			}
		}
		fresh, err := r.set.DB().NewEvents(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if all := newOf(counts); fresh == 0 || fresh > all {
			t.Errorf("%s: %d events are new and to do, want some of %d", api, fresh, all)
		}
		of[api] = counts
		if api == "v3" {
			workOff(t, r.set)
			saveList(t, r.set)
			savePeople(t, r.set)
		}
	}
	if !slices.Equal(of["v2"], of["v3"]) {
		t.Errorf("the versions tell of different events:\n%v\n%v", of["v2"], of["v3"])
	}
}

func newOf(counts []claims.EventCount) (n int) {
	for _, c := range counts {
		n += c.New
	}
	return n
}

// workOff marks the first follow-up as done: the list to do is one shorter, and it stays so after settling everything again.
func workOff(t *testing.T, set *app.Set) {
	t.Helper()
	filter := claims.EventFilter{List: claims.ListFollowUp, State: claims.EventToDo}
	before := listOf(t, set, filter)
	key := before.Rows[0].Key
	if err := set.SetEventState(t.Context(), []string{key}, claims.EventDone); err != nil {
		t.Fatal(err)
	}
	if err := set.SetEventNote(t.Context(), key, "  called, is well "); err != nil {
		t.Fatal(err)
	}
	if _, err := set.Reread(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if after := listOf(t, set, filter); after.Total != before.Total-1 {
		t.Errorf("%d to do after one of %d was done", after.Total, before.Total)
	}
	done := listOf(t, set, claims.EventFilter{List: claims.ListFollowUp, State: claims.EventDone})
	if done.Total != 1 || done.Rows[0].Key != key || done.Rows[0].Note != "called, is well" || done.Rows[0].Who == "" || done.Rows[0].At.IsZero() {
		t.Errorf("done are %+v, want the one that was marked, with note, who and when", done.Rows)
	}
}

func listOf(t *testing.T, set *app.Set, filter claims.EventFilter) claims.EventPage {
	t.Helper()
	page, err := set.DB().Events(t.Context(), filter, claims.EventsAsMade, claims.Page{})
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// saveList writes ED visits to a workbook, as filtered and sorted.
func saveList(t *testing.T, set *app.Set) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "list.xlsx")
	filter := claims.EventFilter{List: claims.ListED, State: claims.EventToDo}
	result, err := set.SaveEvents(t.Context(), filter, claims.EventsByName, false, nil, out)
	if err != nil {
		t.Fatal(err)
	}
	page := listOf(t, set, filter)
	entry := lastExport(t, set)
	if entry.What != "Work list ED visits" || entry.Rows() != int64(page.Total) || entry.People != result.People || entry.Level != claims.PrivacyFull {
		t.Errorf("the register says %+v, want %d rows of ED visits", entry, page.Total)
	}
	rows, err := exporter.ReadSheet(out, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != page.Total+1 || rows[0][0] != "Last name" || rows[0][4] != "ZIP" || rows[0][5] != "Date" {
		t.Fatalf("the sheet has %d rows and headings %v, want %d", len(rows), rows[0], page.Total+1)
	}
	byName := slices.IsSortedFunc(rows[1:], func(a, b []string) int { return strings.Compare(strings.ToLower(a[0]), strings.ToLower(b[0])) })
	if !byName {
		t.Error("the rows do not come by name")
	}
	only := []string{page.Rows[1].Key}
	if _, err := set.SaveEvents(t.Context(), filter, claims.EventsByName, false, only, out); err != nil {
		t.Fatal(err)
	}
	entry = lastExport(t, set)
	if entry.Rows() != 1 || entry.People != 1 || !strings.HasSuffix(entry.Filters, "Only rows ticked: 1") {
		t.Errorf("the register says %+v of one row ticked", entry)
	}
}

// savePeople writes the people list to a workbook, as narrowed, and then two who are ticked.
func savePeople(t *testing.T, set *app.Set) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "people.xlsx")
	filter := claims.PersonFilter{Search: "", OnList: true, PeopleNarrowing: claims.PeopleNarrowing{EDVisits: 1}}
	list, err := set.DB().People(t.Context(), filter, claims.SortByYear, claims.Page{Desc: true})
	if err != nil || list.Total < 2 {
		t.Fatalf("%d people with ED visits: %v", list.Total, err)
	}
	for _, ticked := range [][]string{nil, {list.Rows[0].Key, list.Rows[1].Key}} {
		want, told := list.Total, "On today's list · ED visits: 1 or more"
		if ticked != nil {
			want, told = len(ticked), told+" · Only rows ticked: 2"
		}
		result, err := set.SavePeople(t.Context(), filter, claims.SortByYear, true, ticked, out)
		if err != nil {
			t.Fatal(err)
		}
		entry := lastExport(t, set)
		if entry.What != "List People" || entry.Rows() != int64(want) || result.People != want || entry.Filters != told || entry.Level != claims.PrivacyFull {
			t.Errorf("the register says %+v, want %d rows of %q", entry, want, told)
		}
		rows, err := exporter.ReadSheet(out, 10_000)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != want+1 {
			t.Fatalf("the sheet has %d rows, want %d", len(rows)-1, want)
		}
		if rows[1][0] != list.Rows[0].LastName || rows[1][3] != list.Rows[0].MBI {
			t.Errorf("first comes %v, want the one with the highest payments", rows[1][0])
		}
	}
}
