package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

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
	h.page = newHomePage(h.surroundings, homeDoors{set: h.set, refresh: h.refresh, open: h.opener, saveWorkbook: func() { h.saved++ }, downloads: func() { h.nav.went = append(h.nav.went, "downloads") }, version: func() { h.nav.went = append(h.nav.went, "version") }})
	h.show(t, h.page, pageWidth, pageHeight)
	return h
}

// sees says that a label of the page holds words.
func (h *homeStage) sees(words string) bool {
	return slices.ContainsFunc(test.LaidOutObjects(h.page.content), func(o fyne.CanvasObject) bool {
		l, ok := o.(*widget.Label)
		return ok && strings.Contains(l.Text, words)
	})
}

// buttonOf is the button of the page with words; nil where there is none.
func (h *homeStage) buttonOf(words string) *keyButton {
	for _, o := range test.LaidOutObjects(h.page.content) {
		if b, ok := o.(*keyButton); ok && b.Text == words {
			return b
		}
	}
	return nil
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
	if h.page.problem.step.Importance == h.page.get.Importance {
		t.Error("two filled buttons stand on one page")
	}
	h.set.err = nil
	test.Tap(h.page.problem.step)
	if h.page.problem.Content().Visible() || h.page.data.people.value.Text != "12,418" {
		t.Error("another try must bring the page")
	}
}

func TestHomeNeeds(t *testing.T) {
	after := func(state claims.RefreshState, change func(*claims.RefreshReport)) homeFacts {
		report := claims.RefreshReport{Refresh: claims.Refresh{ID: 7, Course: claims.Course{State: state}}}
		if change != nil {
			change(&report)
		}
		return homeFacts{report: report}
	}
	problem := func(text string) func(*claims.RefreshReport) {
		return func(r *claims.RefreshReport) { r.Refresh.Problem = text }
	}
	waits := func(why claims.WaitReason) homeFacts {
		return after(claims.RefreshWaiting, func(r *claims.RefreshReport) { r.Refresh.Reason = why })
	}
	secret := func(days int) homeFacts { return homeFacts{status: app.Status{CredentialDays: number(days)}} }
	urgent := after(claims.RefreshPartly, func(r *claims.RefreshReport) { r.Refresh.Missing = 1 })
	urgent.status = app.Status{CredentialDays: number(2), All: claims.Summary{Quarantined: 2}}
	many := after(claims.RefreshPartly, func(r *claims.RefreshReport) {
		r.Refresh.Missing, r.Refresh.NotSupplied, r.Refresh.People, r.Refresh.GonePeople = 1, 3, 100, 100
	})
	many.status = app.Status{CredentialDays: number(2), IdentityChecks: 1, All: claims.Summary{Quarantined: 2}}
	tests := map[string]struct {
		facts homeFacts
		want  []string // tone and begin
	}{
		"nothing":     {after(claims.RefreshDone, nil), nil},
		"plenty days": {secret(15), nil},
		"due":         {secret(1), []string{"0 Your CMS secret ends in 1 day."}},
		"today":       {secret(0), []string{"1 Your CMS secret ends today."}},
		"expired":     {secret(-3), []string{"1 " + homeNeedExpired}},
		"files":       {after(claims.RefreshPartly, func(r *claims.RefreshReport) { r.Refresh.Missing, r.Refresh.Refused = 2, 1 }), []string{"0 3 files of the last refresh"}},
		"files with hours": {after(claims.RefreshPartly, func(r *claims.RefreshReport) {
			r.Refresh.Missing = 3
			r.Jobs = []claims.Job{{State: claims.JobListed, ExpiresAt: testNow().Add(9 * time.Hour)}}
		}), []string{"0 3 files of the last refresh could not be fetched or read, so claims may be missing. The next refresh asks for them again. 9 hours left"}},
		"partly":        {after(claims.RefreshPartly, nil), []string{"0 " + homeNeedPartly}},
		"failed":        {after(claims.RefreshFailed, problem("The disk is full")), []string{"1 The last refresh did not finish: The disk is full."}},
		"interrupted":   {after(claims.RefreshDownloading, nil), []string{"0 " + lastHalfway}},
		"deleted":       {after(claims.RefreshExpired, nil), []string{"1 " + lastExpired}},
		"outage":        {waits(claims.WaitOutage), []string{"2 "}},
		"January":       {waits(claims.WaitJanuary), []string{"2 "}},
		"paused":        {waits(claims.WaitPaused), []string{"2 "}},
		"disk full":     {waits(claims.WaitRoom), []string{"1 "}},
		"credentials":   {waits(claims.WaitCredentials), []string{"1 "}},
		"no data":       {after(claims.RefreshDone, func(r *claims.RefreshReport) { r.Refresh.NotSupplied = 3 }), []string{"2 CMS had no data for 3 people."}},
		"fewer people":  {after(claims.RefreshDone, func(r *claims.RefreshReport) { r.Refresh.People, r.Refresh.GonePeople = 100, 100 }), []string{"0 100 people, 100 fewer"}},
		"little room":   {homeFacts{status: app.Status{Free: bytesFree(900 << 20)}}, []string{"0 Only 943.7 MB left"}},
		"room enough":   {homeFacts{status: app.Status{Free: bytesFree(3 << 30)}}, nil},
		"slow clock":    {homeFacts{status: app.Status{ClockBehind: 3 * time.Hour}}, []string{"0 This computer's clock is 3 hours slow."}},
		"checks":        {homeFacts{status: app.Status{IdentityChecks: 2}}, []string{"0 2 pairs of records look like one person"}},
		"lines":         {homeFacts{status: app.Status{All: claims.Summary{Quarantined: 1}}}, []string{"0 1 line could not be read"}},
		"urgent first":  {urgent, []string{"0 Your CMS", "0 1 file of", "0 2 lines"}},
		"five at most":  {many, []string{"0 Your CMS", "0 1 file of", "0 100 people", "0 1 pair", "2 CMS had no data"}},
		"stopped by us": {after(claims.RefreshCancelled, nil), nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := needsOf(tt.facts, testNow())
			if len(got) != len(tt.want) {
				t.Fatalf("got %+v, want %q", got, tt.want)
			}
			for i, n := range got {
				if text := fmt.Sprint(int(n.tone), " ", n.text); !strings.HasPrefix(text, tt.want[i]) || strings.HasSuffix(text, " ") {
					t.Errorf("need %d: %q, want %q", i, text, tt.want[i])
				}
			}
		})
	}
}

func bytesFree(n uint64) *uint64 { return &n }

func TestHomeNeedsComeFromTheLastRefresh(t *testing.T) {
	h := showHome(t, goodStatus(), func(h *homeStage) { h.reader.reports = []claims.RefreshReport{partlyReport(7, 1, 1)} })
	if !h.page.needsCard.Visible() || !h.sees("2 files of the last refresh") {
		t.Error("files that are missing must be told")
	}
	h.refresh.event(app.Event{Phase: app.PhaseSigningIn, Percent: -1})
	if h.page.needsCard.Visible() {
		t.Error("while the refresh runs it is being seen to")
	}
}

// The card says what the time of the year does to data of CMS, and leads from version 2 to version 3.
func TestHomeSaysWhatTheYearBrings(t *testing.T) {
	for _, tt := range []struct {
		day     string
		refresh string // day of the last one
		want    string
	}{
		{"2026-10-31", "2026-10-30", ""}, {"2026-11-01", "2026-10-30", homePause}, {"2026-12-31", "2026-12-30", homePause},
		{"2027-01-04", "2026-12-30", homePause}, {"2027-02-10", "2027-02-09", homeLastYear}, {"2027-07-31", "2027-07-30", homeLastYear}, {"2027-08-01", "2027-07-30", ""},
	} {
		now, _ := claims.CalendarDate(tt.day)
		last, _ := claims.CalendarDate(tt.refresh)
		status := goodStatus()
		status.LastRefresh.StartedAt = last
		if got := seasonText(status, now); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.day, got, tt.want)
		}
		status.Connection.Environment = claims.EnvPractice
		if got := seasonText(status, now); got != "" {
			t.Errorf("%s: practice data have no season: %q", tt.day, got)
		}
	}
	h := showHome(t, goodStatus(), nil)
	test.Tap(h.buttonOf(homePlanMove))
	if diff := cmp.Diff([]string{"version"}, h.nav.went); diff != "" {
		t.Error(diff)
	}
	status := goodStatus()
	status.Connection.InUse = claims.V3
	if showHome(t, status, nil).page.dates.move.Visible() {
		t.Error("with version 3 there is nothing to plan")
	}
}

func TestDelayOfHospitalClaims(t *testing.T) {
	for _, tt := range []struct {
		delay        hospitalDelay
		home, events string
	}{
		{hospitalDelay{}, delayUnknown, eventsLate},
		{hospitalDelay{1, true}, "within 1 day of", "1 day to arrive: in time for 7, 14 and 30"}, {hospitalDelay{7, true}, "within 7 days of", "in time for 7, 14 and 30"},
		{hospitalDelay{8, true}, "within 8 days", "in time for 14 and 30"}, {hospitalDelay{19, true}, "within 19 days", "19 days to arrive: in time for 30 day"},
		{hospitalDelay{31, true}, "within 31 days", "too late for follow-up within 30 days"},
	} {
		if home, events := tt.delay.homeText(), tt.delay.eventsText(); !strings.Contains(home, tt.home) || !strings.Contains(events, tt.events) {
			t.Errorf("%+v: %q, %q", tt.delay, home, events)
		}
	}
	h := showHome(t, goodStatus(), func(h *homeStage) { h.reader.delay = 19 })
	if !h.sees("Half of your hospital claims reach you within 19 days of discharge.") {
		t.Error("Home must say how long claims take")
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
			got, want := p.left.label.Text+"|"+p.speed.Text, "9 hours left to fetch these files before CMS deletes them.|5 records and 412.0 MB stored so far"
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
