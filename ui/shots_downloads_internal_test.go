package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/schedule"
)

// TestShotsDownloads draws Downloads in states that a practice server does not bring about.
func TestShotsDownloads(t *testing.T) {
	history := []claims.RefreshReport{doneReport(7), partlyReport(6, 0, 2), doneReport(5), openReport(4, claims.WaitPaused, ""), doneReport(3)}
	history[3].Refresh.State, history[3].Refresh.Reason = claims.RefreshCancelled, ""
	history[2].Refresh.Since, history[2].Refresh.Full, history[4].Refresh.Group = "", true, groupRunout
	before := func(first claims.RefreshReport) []claims.RefreshReport {
		return append([]claims.RefreshReport{first}, history[1:]...)
	}
	shots := []struct {
		name    string
		reports []claims.RefreshReport
		do      func(*downloadsStage)
	}{
		{name: "idle", reports: history},
		{name: "empty", do: func(d *downloadsStage) {
			d.set.chosen.Off = true
			d.set.next = schedule.Decision{Do: schedule.Nothing, Why: schedule.BecauseOff}
		}},
		{name: "running", reports: before(openReport(7, "", "")), do: func(d *downloadsStage) { d.refresh.tell(running(downloading())) }},
		{name: "running-log", reports: before(openReport(7, "", "")), do: func(d *downloadsStage) {
			e := downloading()
			e.ExpiresAt = testNow().Add(2*time.Hour + time.Minute)
			d.refresh.tell(running(e))
			test.Tap(d.page.logToggle)
		}},
		{name: "outage", reports: before(openReport(7, claims.WaitOutage, "")), do: func(d *downloadsStage) {
			e := downloading()
			e.Waiting = &app.Waiting{Problem: app.Problem{Title: "CMS is having trouble right now.", Text: "We keep trying; nothing is lost.", Exit: app.ExitUnreachable}, For: 4 * time.Minute}
			d.refresh.tell(running(e))
		}},
		{name: "slowdown", reports: before(openReport(7, claims.WaitSlowDown, "")), do: func(d *downloadsStage) {
			e := app.Event{Phase: app.PhaseAsking, Since: "2026-08-20T04:00:00Z", Percent: -1, Waiting: &app.Waiting{Problem: app.WaitProblem(claims.WaitSlowDown), For: 5 * time.Minute}}
			d.refresh.tell(running(e))
		}},
		{name: "paused", reports: before(openReport(7, claims.WaitPaused, ""))},
		{name: "stop", reports: before(openReport(7, claims.WaitPaused, "")), do: func(d *downloadsStage) { test.Tap(d.page.stop) }},
		{name: "partly", reports: before(partlyReport(7, 0, 2))},
		{name: "expired", reports: before(openReport(7, claims.WaitCredentials, "CMS did not accept these credentials.")), do: func(d *downloadsStage) {
			d.set.status.CredentialDays = number(-3)
			d.set.status.Connection.IssuedAt = time.Date(2026, 5, 28, 0, 0, 0, 0, time.UTC)
			d.set.next = schedule.Decision{Do: schedule.Stop, Why: schedule.BecauseExpired}
			d.page.Show(d.page.ctx)
		}},
		{name: "january", reports: before(openReport(7, claims.WaitJanuary, ""))},
		{name: "panel", reports: before(partlyReport(7, 1, 1)), do: func(d *downloadsStage) { d.page.openRefresh(7) }},
		{name: "panel-months", reports: history, do: func(d *downloadsStage) {
			d.page.openRefresh(7)
			d.page.MoveTab(tabMonths)
			d.ring(chartPause)
		}},
		{name: "panel-months-table", reports: history, do: func(d *downloadsStage) {
			d.page.openRefresh(7)
			d.page.MoveTab(tabMonths)
			test.Tap(d.page.panel.months.toggle)
		}},
		{name: "panel-log", reports: history, do: func(d *downloadsStage) { d.page.openRefresh(7); d.page.MoveTab(3) }},
		{name: "more", reports: history, do: func(d *downloadsStage) { test.Tap(d.page.more) }},
		{name: "schedule", reports: history, do: func(d *downloadsStage) { test.Tap(d.page.schedule.change) }},
		{name: "remove", reports: history, do: func(d *downloadsStage) { test.Tap(d.page.connection.remove) }},
		{name: "rename", reports: history, do: func(d *downloadsStage) { test.Tap(d.page.connection.rename) }},
		{name: "version", reports: history, do: func(d *downloadsStage) { d.page.moveVersion() }},
		{name: "compare", reports: history, do: func(d *downloadsStage) {
			d.set.status.All.APIVersions = []string{claims.V2, claims.V3}
			d.set.compared = twoVersions()
			d.page.Show(d.page.ctx)
			d.page.moveVersion()
		}},
	}
	for _, shot := range shots {
		shoot(t, "downloads-"+shot.name, func(t *testing.T, dress func(), f frame) fyne.Window {
			d := newDownloads(t, shot.reports...)
			dress()
			d.open(t, f.width, f.height)
			if shot.do != nil {
				shot.do(d)
			}
			return settle(d.window, f)
		})
	}
}

// twoVersions is a comparison with one kind that is far apart.
func twoVersions() claims.VersionComparison {
	c := claims.VersionComparison{People: map[string]int{claims.V2: 12_418, claims.V3: 12_418}}
	for i := range 9 {
		month := time.Date(2025, time.Month(12+i), 1, 0, 0, 0, 0, time.UTC).Format(monthLayout)
		for _, kind := range []string{claims.Carrier, claims.Inpatient, claims.PDE} {
			n := 900 + i*13
			three := n
			if kind == claims.PDE && i > 6 {
				three = n * 9 / 10
			}
			c.Months = append(c.Months, claims.VersionMonth{
				Month: month, ClaimType: kind, Claims: map[string]int{claims.V2: n, claims.V3: three},
				PaidCents: map[string]int64{claims.V2: int64(n) * 9_000, claims.V3: int64(three) * 9_000},
			})
		}
	}
	return c
}
