package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/claimsdesk/claimsdesk/claims"
)

func labels(items []*fyne.MenuItem) (list []string) {
	for _, item := range items {
		list = append(list, item.Label)
	}
	return list
}

// choose takes an item of a menu.
func choose(t *testing.T, items []*fyne.MenuItem, label string) {
	t.Helper()
	for _, item := range items {
		if item.Label == label && !item.Disabled {
			item.Action()
			return
		}
	}
	t.Fatalf("no %q among %q", label, labels(items))
}

// The latest download can be completed from its row; what any of them brought can be copied.
func TestHistoryMenu(t *testing.T) {
	d := newDownloads(t, partlyReport(7, 1, 1), partlyReport(6, 1, 0), doneReport(5))
	d.open(t, pageWidth, pageHeight)
	h := d.page.history
	for row, want := range [][]string{{historyOpen, lastFetch, historyCopy, menuCopyRow}, {historyOpen, historyCopy, menuCopyRow}, {historyOpen, historyCopy, menuCopyRow}} {
		if got := labels(h.table.Menu(row)); !slices.Equal(got, want) {
			t.Errorf("row %d offers %q, want %q", row, got, want)
		}
	}
	choose(t, h.table.Menu(0), historyCopy)
	if !strings.Contains(d.copied, "305 in, 2 missing") {
		t.Errorf("copied %q", d.copied)
	}
	choose(t, h.table.Menu(0), lastFetch)
	if !slices.Contains(d.nav.went, "get data") {
		t.Errorf("went %q", d.nav.went)
	}
}

// A pair can be decided by a right click, and what was decided is not offered again.
func TestIdentityMenu(t *testing.T) {
	p := newPrivacyStage(t, &fakeReaders{checks: someChecks()})
	p.show(t, p.page, pageWidth, pageHeight)
	p.page.openChecks()
	menu := p.page.checks.table.Menu
	if got, want := labels(menu(0)), []string{checksOpen, checksSame, checksApart, menuCopyRow}; !slices.Equal(got, want) {
		t.Errorf("offers %q, want %q", got, want)
	}
	choose(t, menu(0), checksApart)
	if !slices.Equal(p.set.decided, []claims.IdentityDecision{claims.TwoPeople}) {
		t.Errorf("decided %q", p.set.decided)
	}
	for _, item := range menu(0) {
		if item.Label == checksApart && !item.Disabled {
			t.Error("what was decided can be decided again")
		}
	}
}
