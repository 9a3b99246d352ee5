package ui

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/schedule"
)

// The engine is what Downloads asks for.
var _ downloadSet = (*app.Set)(nil)

// fakeDownloads is a data set with refreshes of the test's choice.
type fakeDownloads struct {
	*fakeSet
	ended    []bool // at CMS
	label    string
	chosen   schedule.Schedule
	saved    []schedule.Schedule
	next     schedule.Decision
	compared claims.VersionComparison
	used     string
	steps    app.ConnectionTest
	failing  error
}

func (f *fakeDownloads) NextAsk(context.Context, app.RefreshOptions) (app.Ask, error) {
	return app.Ask{Since: "2026-08-20T04:00:00Z"}, f.failing
}

func (f *fakeDownloads) EndRefresh(_ context.Context, atCMS bool, _ app.Report) (app.RefreshResult, error) {
	f.ended = append(f.ended, atCMS)
	return app.RefreshResult{}, f.failing
}

func (f *fakeDownloads) TestConnection(_ context.Context, told func(app.TestStep)) (app.ConnectionTest, error) {
	for _, step := range f.steps.Steps {
		told(step)
	}
	return f.steps, f.failing
}

func (f *fakeDownloads) RenameConnection(_ context.Context, label string) error {
	f.label = label
	return f.failing
}

func (f *fakeDownloads) Schedule(context.Context) (schedule.Schedule, error) {
	return f.chosen, f.failing
}

func (f *fakeDownloads) SaveSchedule(_ context.Context, s schedule.Schedule) error {
	f.saved = append(f.saved, s)
	f.chosen = s
	return f.failing
}

func (f *fakeDownloads) NextRefresh(context.Context) (schedule.Decision, error) {
	return f.next, f.failing
}
func (f *fakeDownloads) CheckVersion(context.Context, string) error { return f.failing }

func (f *fakeDownloads) CompareVersions(context.Context) (claims.VersionComparison, error) {
	return f.compared, f.failing
}

func (f *fakeDownloads) UseVersion(_ context.Context, version string) error {
	f.used = version
	return f.failing
}

// fakeTask is a system's scheduler in memory.
type fakeTask struct {
	missing   string
	installed bool
	err       error
	did       []string
}

func (f *fakeTask) Missing() string                                 { return f.missing }
func (f *fakeTask) Installed(context.Context, string) (bool, error) { return f.installed, f.err }
func (f *fakeTask) Install(_ context.Context, set string) error {
	f.did = append(f.did, "install "+set)
	f.installed = f.err == nil
	return f.err
}

func (f *fakeTask) Remove(_ context.Context, set string) error {
	f.did = append(f.did, "remove "+set)
	f.installed = false
	return f.err
}

// downloadsStage is Downloads in a window, over fakes.
type downloadsStage struct {
	*stage
	page    *downloadsPage
	set     *fakeDownloads
	refresh *fakeRefresh
	opener  *fakeOpener
	task    *fakeTask
	asked   []app.RefreshOptions
	shown   []int64
	removed []bool
	changes int
}

// newDownloads prepares Downloads over a real data set whose last refresh is the first of reports.
func newDownloads(t *testing.T, reports ...claims.RefreshReport) *downloadsStage {
	t.Helper()
	d := &downloadsStage{refresh: &fakeRefresh{}, opener: &fakeOpener{}, task: &fakeTask{}}
	d.stage = newStage(t, &fakeReaders{reports: reports})
	d.set = &fakeDownloads{fakeSet: &fakeSet{status: goodStatus()}, chosen: schedule.Default()}
	c := d.set.status.Connection
	c.IssuedAt, c.API = time.Date(2026, 8, 3, 0, 0, 0, 0, time.UTC), "auto"
	d.set.next = schedule.Decision{Do: schedule.Nothing, Then: schedule.RefreshAll, At: time.Date(2026, 8, 31, 6, 12, 0, 0, time.UTC), Why: schedule.BecauseScheduled}
	d.set.status.LastRefresh = nil
	if len(reports) > 0 {
		d.set.status.LastRefresh = &reports[0].Refresh
	}
	return d
}

// open shows the page.
func (d *downloadsStage) open(t *testing.T, width, height float32) {
	t.Helper()
	d.window = test.NewTempWindow(t, nil)
	d.page = newDownloadsPage(d.surroundings, downloadsDoors{
		ctx: t.Context(), set: d.set, refresh: d.refresh, open: d.opener, window: d.window, task: d.task,
		askData:     func(opts app.RefreshOptions) { d.asked = append(d.asked, opts) },
		showRefresh: func(id int64) { d.shown = append(d.shown, id) },
		changed:     func() { d.changes++ },
		remove:      func(deleteData bool) { d.removed = append(d.removed, deleteData) },
	})
	d.window.SetPadded(false)
	d.window.SetContent(d.page.Content())
	d.window.Resize(fyne.NewSize(width, height))
	d.page.Show(t.Context())
	d.page.Focus()
}

// doneReport is a refresh of a few days ago that brought everything it asked for.
func doneReport(id int64) claims.RefreshReport {
	began := time.Date(2026, 8, 21, 6, 2, 0, 0, time.UTC).AddDate(0, 0, int(id-7)*7)
	r := claims.Refresh{
		ID: id, Course: claims.Course{State: claims.RefreshDone}, APIVersion: claims.V2, Group: "all",
		Types: []string{claims.TypePatient, claims.TypeCoverage, claims.TypeEOB}, Since: began.AddDate(0, 0, -7).Format(time.RFC3339),
		StartedAt: began, EndedAt: began.Add(41 * time.Minute), TransactionTime: began.Format(time.RFC3339),
		Brought: claims.Brought{
			Files: 307, Bytes: 412_000_000, People: 12_418, NewPeople: 22, GonePeople: 9, Inserted: 21_300, Updated: 350, Unchanged: 18_211,
			NewClaims: 20_812, ChangedClaims: 348, PaidCents: 312_445_100, NotSupplied: 12,
		},
	}
	report := claims.RefreshReport{Refresh: r, Types: []claims.TypeCount{
		{Type: claims.TypeCoverage, Files: 3, Inserted: 466, Updated: 2, Unchanged: 11_950},
		{Type: claims.TypeEOB, Files: 303, Inserted: 20_812, Updated: 348, Unchanged: 240, Quarantined: 2},
		{Type: claims.TypePatient, Files: 1, Inserted: 22, Unchanged: 6_021},
	}}
	for i := range 14 {
		month := time.Date(2025, time.Month(7+i), 1, 0, 0, 0, 0, time.UTC).Format(monthLayout)
		before := 1500 + i*31
		fresh := i * i * 4
		report.Months = append(report.Months,
			claims.MonthChange{Month: month, ClaimType: claims.Carrier, ClaimsBefore: before, ClaimsAfter: before + fresh, PaidBeforeCents: int64(before) * 9_100, PaidAfterCents: int64(before+fresh) * 9_100},
			claims.MonthChange{Month: month, ClaimType: claims.Inpatient, ClaimsBefore: 90, ClaimsAfter: 90 - i%2, PaidBeforeCents: 90 * 812_000, PaidAfterCents: int64(90-i%2) * 812_000})
	}
	for i, text := range []string{
		"Asked CMS for the patient list.", "CMS prepares the patient list.", "Downloading the patient list.", "The patient list is in. Asked CMS for claims.",
		"CMS prepares claims.", "CMS has listed the files of claims.", "Downloading claims.", "All files are in. Working out which claims count.",
		"Done: 20,812 new claims, 348 changed.",
	} {
		report.Log = append(report.Log, claims.LogLine{At: began.Add(time.Duration(i*4) * time.Minute), Text: text})
	}
	return report
}

// openReport is a refresh that stands still in a state and for a reason.
func openReport(id int64, reason claims.WaitReason, problem string) claims.RefreshReport {
	report := doneReport(id)
	r := &report.Refresh
	r.Course = claims.Course{State: claims.RefreshWaiting, Reason: reason, Back: claims.RefreshDownloading, Then: claims.StepFetch, Export: 1}
	r.EndedAt, r.Problem, r.TransactionTime, r.Brought = time.Time{}, problem, "", claims.Brought{}
	r.StartedAt = testNow().Add(-42 * time.Minute)
	report.Types = []claims.TypeCount{{Type: claims.TypePatient, Files: 1, Inserted: 22, Unchanged: 6_021}, {Type: claims.TypeEOB, Files: 119, Inserted: 8_011}}
	report.Months, report.Log = nil, report.Log[:7]
	for i := range report.Log {
		report.Log[i].At = r.StartedAt.Add(time.Duration(i*3) * time.Minute)
	}
	report.Jobs = []claims.Job{{ID: 2, Purpose: claims.JobClaims, State: claims.JobListed, ExpiresAt: testNow().Add(9*time.Hour + time.Minute)}}
	return report
}

// partlyReport lacks some files.
func partlyReport(id int64, missing, refused int) claims.RefreshReport {
	report := doneReport(id)
	report.Refresh.State = claims.RefreshPartly
	report.Refresh.Files, report.Refresh.Missing, report.Refresh.Refused = 307-missing-refused, missing, refused
	for i := range missing + refused {
		f := claims.JobFile{JobID: 2, Place: i, Type: claims.TypeEOB, Name: fmt.Sprintf("f3a1%02d.ndjson", i), State: claims.FileMissing}
		if i >= missing {
			f.State = claims.FileRefused
		}
		report.Lacking = append(report.Lacking, f)
	}
	report.Jobs = []claims.Job{{ID: 2, Purpose: claims.JobClaims, State: claims.JobListed, ExpiresAt: testNow().Add(9*time.Hour + time.Minute)}}
	return report
}

// running is a refresh at work.
func running(e app.Event) refreshState {
	e.At = testNow()
	began := testNow().Add(-42 * time.Minute)
	state := refreshState{Running: true, StartedAt: began, Event: e}
	for i, after := range []time.Duration{0, 2 * time.Second, 64 * time.Second, 66 * time.Second, 18 * time.Minute, 40 * time.Minute} {
		if i <= stageOf(e) {
			state.Begun[i] = began.Add(after)
		}
	}
	return state
}

// downloading is the event of a download half way.
func downloading() app.Event {
	return app.Event{
		Phase: app.PhaseDownloading, FilesDone: 119, FilesTotal: 307, Bytes: 412_000_000, Resources: 8_033, Since: "2026-08-20T04:00:00Z",
		ExpiresAt: testNow().Add(9*time.Hour + time.Minute), Rate: 11_400_000, Left: 14 * time.Minute, Percent: -1,
	}
}
