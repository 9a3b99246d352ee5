package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// The data set on the disk knows its files.
var _ ledgerReader = (*store.DB)(nil)

type homeStage struct {
	*stage
	page    *homePage
	set     *fakeSet
	refresh *fakeRefresh
	reader  *fakeHome
	opener  *fakeOpener
	saved   int
}

func showHome(t *testing.T, status app.Status, prepare func(*homeStage)) *homeStage {
	t.Helper()
	h := &homeStage{
		set: &fakeSet{status: status}, refresh: &fakeRefresh{}, opener: &fakeOpener{},
		reader: &fakeHome{fakeReaders: &fakeReaders{}, months: year()},
	}
	h.stage = newStage(t, h.reader)
	if prepare != nil {
		prepare(h)
	}
	h.page = newHomePage(h.surroundings, homeDoors{set: h.set, refresh: h.refresh, open: h.opener, saveWorkbook: func() { h.saved++ }, downloads: func() { h.nav.went = append(h.nav.went, "downloads") }})
	h.show(t, h.page, pageWidth, pageHeight)
	return h
}

func TestHomeShowsTheFigures(t *testing.T) {
	h := showHome(t, goodStatus(), nil)
	p := h.page
	got := []string{p.title.Text, p.data.people.value.Text, p.data.claims.value.Text, p.data.paid.value.Text, p.data.last.value.Text}
	want := []string{"Real data of A9994", "12,418", "1,904,233", "$984,123,457", "Aug 14, 2026"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var dates []string
	for _, f := range p.dates.facts.List() {
		dates = append(dates, f.Name+": "+f.Value)
	}
	want = []string{"Data as of: Aug 20, 2026", "Last refresh: Aug 21, 2026", "CMS secret: 64 days left", "Version 2 ends: Jul 30, 2027"}
	if diff := cmp.Diff(want, dates); diff != "" {
		t.Error(diff)
	}
	if p.needsCard.Visible() || p.progress.visible() || p.empty.Visible() {
		t.Error("nothing needs anybody")
	}
	test.Tap(p.get)
	test.Tap(p.save)
	if diff := cmp.Diff([]string{"get data"}, h.nav.went); diff != "" || h.saved != 1 {
		t.Errorf("%s saved %d", diff, h.saved)
	}
}

func TestHomeWithoutData(t *testing.T) {
	h := showHome(t, app.Status{Connection: &claims.Connection{Environment: claims.EnvSandbox}}, func(h *homeStage) { h.reader.months = nil })
	p := h.page
	if !p.empty.Visible() || p.cards.Visible() || p.save.Visible() || p.months.box.Visible() {
		t.Fatal("an empty data set shows its one step and nothing else")
	}
	test.Tap(p.empty.Button())
	if diff := cmp.Diff([]string{"get data"}, h.nav.went); diff != "" {
		t.Error(diff)
	}
	h.refresh.event(app.Event{Phase: app.PhaseSigningIn, Percent: -1})
	if p.empty.Visible() || !p.progress.running.Visible() {
		t.Error("the running refresh takes the place of the empty state")
	}
}

func TestHomeWhileLoading(t *testing.T) {
	h := showHome(t, goodStatus(), func(h *homeStage) { h.nav.hold = true })
	if got := h.page.data.people.value.Text; got != homeUnknown {
		t.Errorf("figure %q before the answer, want %q", got, homeUnknown)
	}
	if h.page.empty.Visible() || !h.page.save.Disabled() {
		t.Error("before the answer nothing is known to be empty, and nothing can be saved")
	}
	h.nav.release(0)
	if got := h.page.data.people.value.Text; got != "12,418" {
		t.Errorf("figure %q", got)
	}
}

func TestHomeProblem(t *testing.T) {
	h := showHome(t, goodStatus(), func(h *homeStage) { h.set.err = store.ErrDamaged })
	if !h.page.problem.Content().Visible() {
		t.Fatal("no problem shown")
	}
	h.set.err = nil
	test.Tap(h.page.problem.step)
	if h.page.problem.Content().Visible() || h.page.data.people.value.Text != "12,418" {
		t.Error("another try must bring the page")
	}
}

func TestHomeNeeds(t *testing.T) {
	last := func(state claims.RefreshState, problem string) *claims.Refresh {
		return &claims.Refresh{ID: 7, Course: claims.Course{State: state}, Problem: problem}
	}
	tests := map[string]struct {
		status  app.Status
		missing int
		want    []string
	}{
		"nothing":       {app.Status{LastRefresh: last(claims.RefreshDone, "")}, 0, nil},
		"plenty days":   {app.Status{CredentialDays: number(15)}, 0, nil},
		"due":           {app.Status{CredentialDays: number(1)}, 0, []string{"Your CMS secret ends in 1 day."}},
		"today":         {app.Status{CredentialDays: number(0)}, 0, []string{"Your CMS secret ends today."}},
		"expired":       {app.Status{CredentialDays: number(-3)}, 0, []string{homeNeedExpired}},
		"files":         {app.Status{LastRefresh: last(claims.RefreshPartly, "")}, 3, []string{"3 files of the last refresh"}},
		"partly":        {app.Status{LastRefresh: last(claims.RefreshPartly, "")}, 0, []string{homeNeedPartly}},
		"failed":        {app.Status{LastRefresh: last(claims.RefreshFailed, "The disk is full")}, 0, []string{"The last refresh did not finish: The disk is full."}},
		"interrupted":   {app.Status{LastRefresh: last(claims.RefreshDownloading, "Stopped.")}, 0, []string{"The last refresh stopped halfway: Stopped. What"}},
		"checks":        {app.Status{IdentityChecks: 2}, 0, []string{"2 pairs of records look like one person"}},
		"lines":         {app.Status{All: claims.Summary{Quarantined: 1}}, 0, []string{"1 line could not be read"}},
		"urgent first":  {app.Status{CredentialDays: number(2), LastRefresh: last(claims.RefreshPartly, ""), All: claims.Summary{Quarantined: 2}}, 1, []string{"Your CMS", "1 file of", "2 lines"}},
		"stopped by us": {app.Status{LastRefresh: last(claims.RefreshCancelled, "")}, 0, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := needsOf(tt.status, tt.missing, app.PlaceReady)
			if len(got) != len(tt.want) {
				t.Fatalf("got %+v, want %q", got, tt.want)
			}
			for i, n := range got {
				if !strings.HasPrefix(n.text, tt.want[i]) {
					t.Errorf("need %d: %q, want %q", i, n.text, tt.want[i])
				}
			}
		})
	}
}

func TestHomeCountsMissingFilesOfTheLastRefresh(t *testing.T) {
	status := goodStatus()
	status.LastRefresh.State = claims.RefreshPartly
	h := showHome(t, status, func(h *homeStage) {
		h.reader.files = []claims.JobFile{{State: claims.FileImported}, {State: claims.FileMissing}, {State: claims.FileRefused}}
	})
	if h.page.shown.missing != 2 || !h.page.needsCard.Visible() {
		t.Errorf("%d missing, shown %t", h.page.shown.missing, h.page.needsCard.Visible())
	}
	h.refresh.event(app.Event{Phase: app.PhaseSigningIn, Percent: -1})
	if h.page.needsCard.Visible() {
		t.Error("while the refresh runs it is being seen to")
	}
}

func TestHomeFollowsARefresh(t *testing.T) {
	h := showHome(t, goodStatus(), nil)
	p := h.page.progress
	until := testNow().Add(9*time.Hour + time.Minute)
	script := []struct {
		event  app.Event
		stage  int
		detail string
	}{
		{app.Event{Phase: app.PhaseSigningIn, Percent: -1}, 0, "Signing in"},
		{app.Event{Phase: app.PhaseRoster, Roster: true, Percent: -1}, 1, "Asking CMS for the patient list"},
		{app.Event{Phase: app.PhasePreparing, Roster: true, Percent: -1}, 1, progressNoPercent},
		{app.Event{Phase: app.PhaseDownloading, Roster: true, FilesTotal: 1, Percent: -1}, 1, "File 1 of 1"},
		{app.Event{Phase: app.PhaseAsking, Since: "2026-08-20T00:00:00Z", Percent: -1}, 2, "Asking CMS for claims since Aug 20, 2026"},
		{app.Event{Phase: app.PhasePreparing, Percent: 42}, 3, "CMS says 42 %"},
		{app.Event{Phase: app.PhasePreparing, Percent: 42, Waiting: &app.Waiting{Problem: app.Problem{Title: "CMS is busy."}, For: 20 * time.Second}}, 3, "CMS is busy. Trying again in 20 seconds."},
		{app.Event{Phase: app.PhaseDownloading, FilesDone: 119, FilesTotal: 307, Resources: 5, Bytes: 412_000_000, ExpiresAt: until, Percent: -1}, 4, "File 120 of 307"},
		{app.Event{Phase: app.PhaseSettling, Percent: -1}, 5, "Working out which claims count"},
	}
	for _, step := range script {
		h.refresh.event(step.event)
		if p.place != step.stage || p.detail.Text != step.detail {
			t.Errorf("%s: stage %d %q, want %d %q", step.event.Phase, p.place, p.detail.Text, step.stage, step.detail)
		}
		if step.event.Phase == app.PhaseDownloading && !step.event.Roster {
			got, want := p.left.label.Text+"|"+p.speed.Text, "9 hours left to fetch these files before CMS deletes them|5 records and 412.0 MB stored so far"
			if got != want {
				t.Errorf("left %q, want %q", got, want)
			}
		}
	}
	if !h.page.get.Disabled() {
		t.Error("a second refresh must not be offered")
	}
	test.Tap(p.pause)
	if diff := cmp.Diff([]error{app.ErrPaused}, h.refresh.ended, cmpopts.EquateErrors()); diff != "" || p.pause.Text != progressPausing || !p.pause.Disabled() {
		t.Errorf("%s button %q", diff, p.pause.Text)
	}
}

func TestHomeTellsTheEndOfARefresh(t *testing.T) {
	brought := app.RefreshResult{Refresh: claims.Refresh{Brought: claims.Brought{People: 100}}, Count: claims.ImportCount{Inserted: 2011, Updated: 1}}
	partly := brought
	partly.Refresh.Missing, partly.Refresh.NotSupplied = 2, 1
	tests := map[string]struct {
		state refreshState
		want  string
	}{
		"brought":   {refreshState{Result: brought}, "New data is in: 2,011 new records, 1 changed. 100 people on the patient list."},
		"no news":   {refreshState{}, progressNothing},
		"partly":    {refreshState{Result: partly}, "2 files could not be fetched or read: claims may be missing. The next refresh asks again. New data is in: 2,011 new records, 1 changed. 100 people on the patient list. CMS had no data for 1 person."},
		"stopped":   {refreshState{Err: context.Canceled}, progressStopped},
		"disk full": {refreshState{Err: store.ErrDiskFull}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			h := showHome(t, goodStatus(), nil)
			h.refresh.event(app.Event{Phase: app.PhaseSigningIn, Percent: -1})
			state := tt.state
			state.Ended, state.EndedAt = true, testNow()
			h.refresh.tell(state)
			p := h.page.progress
			if tt.want == "" {
				if !p.trouble.Visible() || p.problem.title.Text != app.ProblemOf(tt.state.Err).Title {
					t.Fatalf("problem %q", p.problem.title.Text)
				}
				test.Tap(p.problem.step)
				if diff := cmp.Diff([]string{"get data"}, h.nav.went); diff != "" {
					t.Error(diff)
				}
				return
			}
			if !p.ended.Visible() || p.outcome.label.Text != tt.want {
				t.Fatalf("outcome %q, want %q", p.outcome.label.Text, tt.want)
			}
			test.Tap(p.close)
			if p.visible() || h.page.get.Disabled() {
				t.Error("a closed outcome must go and another refresh be possible")
			}
		})
	}
}

func TestMonthFigures(t *testing.T) {
	totals := []claims.MonthTotal{
		{Month: "2025-12", ClaimType: claims.Carrier, Claims: 3, PaidCents: 100}, {Month: "2025-12", ClaimType: claims.Inpatient, Claims: 1, PaidCents: 900},
		{Month: "2026-02", ClaimType: claims.Carrier, Claims: 2, PaidCents: 50},
	}
	got := monthFigures(totals, time.Date(2026, 3, 15, 0, 0, 0, 0, time.UTC))
	want := []monthFigure{{"2025-12", 4, 1000, false}, {"2026-01", 0, 0, true}, {"2026-02", 2, 50, true}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(monthFigure{})); diff != "" {
		t.Error(diff)
	}
	if monthFigures(nil, testNow()) != nil {
		t.Error("no totals, no months")
	}
}

func TestMonthsHaveATableTwin(t *testing.T) {
	h := showHome(t, goodStatus(), nil)
	m := h.page.months
	h.window.Canvas().Focus(m.toggle)
	m.toggle.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if !m.table.Visible() || m.bars.Visible() || h.window.Canvas().Focused() != m.table {
		t.Fatal("the table must come to the front with the keyboard in it")
	}
	if got := m.table.Cells(0); got[0].Text != "Aug 2026" || got[1].Text != "312" || got[3].Text != monthStillComing {
		t.Errorf("first row %v", got)
	}
	if m.table.Total() != len(m.months) {
		t.Error("picture and table tell different months")
	}
	m.toggle.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if m.table.Visible() || !m.bars.Visible() {
		t.Error("the picture must come back")
	}
}

func TestShortTexts(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{moneyShort(95_000), "$950"}, {moneyShort(999_999), "$10,000"}, {moneyShort(4_812_300), "$48k"}, {moneyShort(-4_812_300), "-$48k"},
		{moneyShort(123_456_789), "$1.2M"}, {moneyShort(99_960_000), "$1.0M"}, {moneyShort(0), "$0"},
		{bytesText(12), "12 bytes"}, {bytesText(11_400_000), "11.4 MB"}, {bytesText(999), "999 bytes"}, {bytesText(2_000), "2 kB"},
		{app.SpanText(90 * time.Minute), "1 hour"}, {app.SpanText(14 * time.Minute), "14 minutes"}, {app.SpanText(time.Millisecond), "1 second"},
		{monthName("2026-08"), "Aug 2026"}, {monthName("never"), "never"},
	} {
		if tt.got != tt.want {
			t.Errorf("got %q, want %q", tt.got, tt.want)
		}
	}
}
