package app_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

func TestRefresh(t *testing.T) {
	for _, version := range []string{claims.V2, claims.V3} {
		for name, quirks := range map[string]practice.Quirks{"all quirks": practice.AllQuirks, "no quirks": practice.NoQuirks} {
			t.Run(version+" "+name, func(t *testing.T) {
				t.Parallel()
				r := newRig(t, serverConfig(people(), quirks), version)
				first := testFirstRefresh(t, r, version)
				testFinishedState(t, r, first)
				testSecondRefresh(t, r, version, first)
			})
		}
	}
}

// testFirstRefresh expects tables and roster filled from two exports, neither with a since.
func testFirstRefresh(t *testing.T, r *rig, version string) claims.Refresh {
	t.Helper()
	result := r.refresh(app.RefreshOptions{})
	refresh := result.Refresh
	if refresh.State != claims.RefreshDone || !refresh.Full || refresh.APIVersion != version || result.Partly() || result.Resumed {
		t.Fatalf("first refresh: got %+v", result)
	}
	if result.Count.Inserted == 0 || len(result.Count.Quarantined)+len(result.Count.Skipped) != 0 {
		t.Errorf("first refresh: got %+v, want rows inserted and nothing refused", result.Count)
	}
	if got := r.asked("/$export"); got != 2 {
		t.Errorf("first refresh: got %d exports, want one for the roster and one for claims", got)
	}
	if got := r.asked("_since"); got != 0 {
		t.Errorf("first refresh: got %d requests with a since", got)
	}
	status := statusOf(t, r.set)
	if status.All.People < 12 || status.All.ClaimLines == 0 || status.All.Diagnoses == 0 || status.All.PaymentCents == 0 || len(status.All.Claims) < 3 {
		t.Errorf("after the first refresh: got %+v", status.All)
	}
	if status.All.DataAsOf != refresh.TransactionTime || !slices.Equal(status.All.APIVersions, []string{version}) {
		t.Errorf("data as of: got %q of %v, want %q of %s", status.All.DataAsOf, status.All.APIVersions, refresh.TransactionTime, version)
	}
	roster, err := r.set.DB().LastRoster(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !roster.Complete || roster.RefreshID != refresh.ID || roster.People != 12 || refresh.People != 12 {
		t.Errorf("roster: got %+v, refresh says %d people, want 12", roster, refresh.People)
	}
	return refresh
}

// testFinishedState expects a new start of the program to show what the last one did.
func testFinishedState(t *testing.T, r *rig, first claims.Refresh) {
	t.Helper()
	r.restart()
	if diff := cmp.Diff(first, r.last()); diff != "" {
		t.Errorf("refresh after a restart differs (-want +got):\n%s", diff)
	}
	status := statusOf(t, r.set)
	if status.LastRefresh == nil || status.LastRefresh.State != claims.RefreshDone || status.Connection == nil || status.Connection.InUse != first.APIVersion {
		t.Errorf("status after a restart: got %+v", status)
	}
}

// testSecondRefresh expects the since to be sent for claims alone, and only the news to come.
func testSecondRefresh(t *testing.T, r *rig, version string, first claims.Refresh) {
	t.Helper()
	before := statusOf(t, r.set).All
	r.clock.pass(72 * time.Hour)
	r.forget()
	second := r.refresh(app.RefreshOptions{})
	if second.Refresh.Since != first.TransactionTime || second.Refresh.Full {
		t.Errorf("second refresh: got since %q full %t, want %q", second.Refresh.Since, second.Refresh.Full, first.TransactionTime)
	}
	exports := r.askedLines("/$export")
	if len(exports) != 2 || strings.Contains(exports[0], "_since") || !strings.Contains(exports[1], "_since") {
		t.Fatalf("second refresh: got exports %q, want a since with the second alone", exports)
	}
	if day := map[string]string{claims.V2: first.TransactionTime[:10], claims.V3: "2026-08-18"}[version]; !strings.Contains(exports[1], "_since="+day) {
		t.Errorf("second refresh: got %q, want a since of %s", exports[1], day)
	}
	after := statusOf(t, r.set).All
	if second.Count.Inserted == 0 || second.Count.Resources[claims.TypeEOB] == 0 || after.ClaimLines <= before.ClaimLines {
		t.Errorf("second refresh brought %+v, lines %d then %d", second.Count, before.ClaimLines, after.ClaimLines)
	}
	third := r.refresh(app.RefreshOptions{})
	if third.Refresh.Since != second.Refresh.TransactionTime {
		t.Errorf("third refresh: got since %q, want %q", third.Refresh.Since, second.Refresh.TransactionTime)
	}
}

func TestRefreshOfNothingNew(t *testing.T) {
	r := newRig(t, serverConfig(sampleSource(t, claims.V2), practice.AllQuirks), claims.V2)
	r.refresh(app.RefreshOptions{})
	want := tablesOf(t, r.set)
	r.clock.pass(time.Hour)
	result := r.refresh(app.RefreshOptions{Full: true})
	if result.Count.Inserted+result.Count.Updated != 0 || result.Count.Unchanged == 0 {
		t.Errorf("got %+v, want everything unchanged", result.Count)
	}
	if diff := cmp.Diff(want, tablesOf(t, r.set)); diff != "" {
		t.Errorf("tables differ (-want +got):\n%s", diff)
	}
}

func TestRefreshChoosesVersion(t *testing.T) {
	cfg := serverConfig(people(), practice.AllQuirks)
	cfg.Entity = practice.Entity{Versions: []string{claims.V2}}
	r := newRig(t, cfg, "auto")
	if got := r.refresh(app.RefreshOptions{}).Refresh.APIVersion; got != claims.V2 {
		t.Errorf("version 3 not granted: got %s, want v2", got)
	}
	r.server.SetEntity(practice.Entity{})
	if got := r.refresh(app.RefreshOptions{}).Refresh; got.APIVersion != claims.V2 || got.Full {
		t.Errorf("version 3 granted: got %s full %t, want v2 to go on until a person has compared", got.APIVersion, got.Full)
	}
	if got := r.refresh(app.RefreshOptions{API: claims.V3}).Refresh; got.APIVersion != claims.V3 || !got.Full {
		t.Errorf("version 3 asked for: got %s full %t, want everything of v3", got.APIVersion, got.Full)
	}
	if got := statusOf(t, r.set).Connection.InUse; got != claims.V2 {
		t.Errorf("version in use: got %s, want v2", got)
	}
}

func TestRefreshOptionsReachTheServer(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V3)
	tests := []struct {
		name  string
		opts  app.RefreshOptions
		parts []string
	}{
		{"runout", app.RefreshOptions{Group: "runout", Types: []string{claims.TypeEOB}}, []string{"/Group/runout/", "_type=ExplanationOfBenefit"}},
		{"patient endpoint", app.RefreshOptions{Patient: true, Types: []string{claims.TypeCoverage}}, []string{"/Patient/$export", "_type=Coverage"}},
		{"since", app.RefreshOptions{Since: "2026-08-10T00:00:00Z", Types: []string{claims.TypeEOB}}, []string{"/Group/all/", "_since=2026-08-08"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r.tb = t
			r.forget()
			r.refresh(tt.opts)
			if got := r.askedLines("/$export"); len(got) != 1 || r.asked(tt.parts...) != 1 {
				t.Errorf("got %q, want one export with %q", got, tt.parts)
			}
		})
	}
}

// CMS refuses the group new of its own contract: then all is asked for.
func TestGroupNew(t *testing.T) {
	for name, tt := range map[string]struct {
		quirks practice.Quirks
		want   []string
	}{
		"refused":  {practice.AllQuirks, []string{"new", "all", "all"}},
		"accepted": {practice.AllQuirks &^ practice.GroupNew400, []string{"new", "new"}},
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, serverConfig(people(), tt.quirks), claims.V2)
			result := r.refresh(app.RefreshOptions{Group: "new"})
			var groups []string
			for _, line := range r.askedLines("/$export") {
				_, group, _ := strings.Cut(line, "/Group/")
				group, _, _ = strings.Cut(group, "/")
				groups = append(groups, group)
			}
			if !slices.Equal(groups, tt.want) || result.Refresh.State != claims.RefreshDone {
				t.Errorf("asked for %q, %s; want %q", groups, result.Refresh.State, tt.want)
			}
		})
	}
}

// A month after the last full refresh, and with a new year's lists, everything is asked for again: only that shows what
// vanished.
func TestPeriodicFull(t *testing.T) {
	r := newRig(t, serverConfig(sampleSource(t, claims.V2), practice.AllQuirks), claims.V2)
	r.refresh(app.RefreshOptions{})
	for _, step := range []struct {
		pass time.Duration
		full bool
	}{{29 * 24 * time.Hour, false}, {2 * 24 * time.Hour, true}, {24 * time.Hour, false}} {
		r.clock.pass(step.pass)
		if got := r.refresh(app.RefreshOptions{}).Refresh; got.Full != step.full {
			t.Errorf("after %s more: got full %t, want %t", step.pass, got.Full, step.full)
		}
	}
}

// In January nothing is lost and nothing is asked for twice; when the lists are back, everything is fetched.
func TestJanuary(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
	r.refresh(app.RefreshOptions{})
	r.server.SetQuirks(practice.AllQuirks | practice.January)
	for range 2 {
		_, err := r.set.Refresh(t.Context(), app.RefreshOptions{}, nil)
		if p := app.ProblemOf(err); p.Title != "CMS is updating patient lists for the new year." || !p.Notice || p.Exit != app.ExitPartly {
			t.Fatalf("got %v, problem %+v", err, p)
		}
		last := r.last()
		if last.State != claims.RefreshWaiting || last.Reason != claims.WaitJanuary || !last.Until.After(r.clock.Now().Add(23*time.Hour)) {
			t.Fatalf("got %+v", last.Course)
		}
	}
	r.server.SetQuirks(practice.AllQuirks)
	if got := r.refresh(app.RefreshOptions{}).Refresh; !got.Full || got.State != claims.RefreshDone {
		t.Errorf("after the reopening: got full %t, %s", got.Full, got.State)
	}
	// Last year's claims can be had meanwhile; it is not forgotten that the others were not ready.
	r.server.SetQuirks(practice.AllQuirks | practice.January)
	if _, err := r.set.Refresh(t.Context(), app.RefreshOptions{}, nil); err == nil {
		t.Fatal("the second January did not come")
	}
	r.refresh(app.RefreshOptions{Group: "runout"})
	history, err := r.set.DB().Refreshes(t.Context(), 0, 2)
	if err != nil || len(history) != 2 || history[1].State != claims.RefreshCancelled || !strings.Contains(history[1].Problem, "new year") {
		t.Errorf("with last year's claims meanwhile: %+v, %v", history, err)
	}
}

// The people of runout left the list: their refresh says nothing about who is on it.
func TestRunoutMakesNoRoster(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.NoQuirks), claims.V3)
	r.refresh(app.RefreshOptions{})
	onList := func() int {
		found, err := r.set.DB().People(t.Context(), claims.PersonFilter{OnList: true}, claims.SortByName, claims.Page{})
		if err != nil {
			t.Fatal(err)
		}
		return found.Total
	}
	before := onList()
	r.refresh(app.RefreshOptions{Group: "runout"})
	if after := onList(); before == 0 || after != before {
		t.Errorf("%d people on the list after runout, %d before", after, before)
	}
}
