package app_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/schedule"
)

// scheduled is a connected data set whose clock a test sets.
type scheduled struct {
	tb    testing.TB
	set   *app.Set
	clock func() time.Time
}

// thursday is a day in August 2026 at noon, in New York.
func thursday(tb testing.TB) time.Time {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		tb.Fatal(err)
	}
	return time.Date(2026, 8, 20, 12, 0, 0, 0, loc)
}

func newScheduled(tb testing.TB, clock func() time.Time) *scheduled {
	tb.Helper()
	desk := newDesk(tb, app.Deps{DataDir: tb.TempDir(), Secrets: app.NewMemorySecrets(), Now: clock})
	s := &scheduled{tb: tb, set: openSet(tb, desk, "a9994"), clock: clock}
	s.connect(claims.Connection{InUse: claims.V2})
	return s
}

func (s *scheduled) connect(c claims.Connection) {
	s.tb.Helper()
	c.Environment, c.Origin, c.API = claims.EnvPractice, "http://127.0.0.1:1", "auto"
	if c.ClientID == "" {
		c.ClientID = "00000000-0000-0000-0000-000000000001"
	}
	if err := s.set.DB().SaveConnection(s.tb.Context(), c); err != nil {
		s.tb.Fatal(err)
	}
}

// choose saves a schedule of Mondays at 6:00 without jitter.
func (s *scheduled) choose(change func(*schedule.Schedule)) {
	s.tb.Helper()
	chosen := schedule.Default()
	chosen.JitterMinutes, chosen.Data = 0, schedule.Data{}
	change(&chosen)
	if err := s.set.SaveSchedule(s.tb.Context(), chosen); err != nil {
		s.tb.Fatal(err)
	}
}

// ran stores a refresh that began a while ago and took ten minutes.
func (s *scheduled) ran(ago time.Duration, change func(*claims.Refresh)) claims.Refresh {
	s.tb.Helper()
	r := claims.Refresh{
		Course: claims.Course{State: claims.RefreshDone}, APIVersion: claims.V2, Group: "all", Full: true,
		Types:     []string{claims.TypePatient, claims.TypeCoverage, claims.TypeEOB},
		StartedAt: s.clock().Add(-ago), EndedAt: s.clock().Add(10*time.Minute - ago),
	}
	change(&r)
	if !r.State.Ended() {
		r.EndedAt = time.Time{}
	}
	saved, err := s.set.DB().SaveRefresh(context.WithoutCancel(s.tb.Context()), r)
	if err != nil {
		s.tb.Fatal(err)
	}
	return saved
}

func TestScheduleOfANewDataSet(t *testing.T) {
	now := thursday(t)
	s := newScheduled(t, func() time.Time { return now })
	got, err := s.set.Schedule(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !got.Off || got.Every != schedule.Weekly || got.Validate() != nil {
		t.Errorf("got %+v, want the proposal, switched off", got)
	}
	d, err := s.set.NextRefresh(t.Context())
	if err != nil || d != (schedule.Decision{Do: schedule.Nothing, Why: schedule.BecauseOff}) {
		t.Errorf("got %+v %v, want nothing", d, err)
	}
}

func TestSaveSchedule(t *testing.T) {
	now := thursday(t)
	s := newScheduled(t, func() time.Time { return now })
	s.choose(func(c *schedule.Schedule) { c.Hour = 18 })
	first, err := s.set.Schedule(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if first.Hour != 18 || first.Off || !first.From.Equal(now) || first.Seed == 0 {
		t.Errorf("got %+v", first)
	}
	now = now.Add(time.Hour)
	s.choose(func(c *schedule.Schedule) { c.Hour, c.FullEveryDays = 18, 7 })
	if second, err := s.set.Schedule(t.Context()); err != nil || !second.From.Equal(first.From) || second.FullEveryDays != 7 || second.Seed != first.Seed {
		t.Errorf("same days and time: got %+v %v, want the begin kept", second, err)
	}
	s.choose(func(c *schedule.Schedule) { c.Hour = 19 })
	if third, err := s.set.Schedule(t.Context()); err != nil || !third.From.Equal(now) {
		t.Errorf("another time: got %+v %v, want it to begin now", third, err)
	}
	err = s.set.SaveSchedule(t.Context(), schedule.Schedule{Every: schedule.Daily, Hour: 25})
	var usage *app.UsageError
	var fields schedule.FieldErrors
	if !errors.As(err, &usage) || !errors.As(err, &fields) || fields[0].Field != "at" {
		t.Errorf("25 o'clock: got %v, want plain words and the field", err)
	}
}

func TestNextRefresh(t *testing.T) {
	noon := thursday(t)
	monday := noon.AddDate(0, 0, 4).Add(-6 * time.Hour)
	next := func(do schedule.Action, full bool) schedule.Decision {
		return schedule.Decision{Do: schedule.Nothing, At: monday, Then: do, Full: full, Why: schedule.BecauseScheduled}
	}
	const day = 24 * time.Hour
	tests := map[string]struct {
		prepare func(*scheduled)
		want    schedule.Decision
	}{
		"never run":     {func(*scheduled) {}, next(schedule.RefreshAll, true)},
		"run last week": {func(s *scheduled) { s.ran(3*day, func(*claims.Refresh) {}) }, next(schedule.RefreshAll, false)},
		"only the patient list": {func(s *scheduled) { s.ran(day, func(r *claims.Refresh) { r.Types = []string{claims.TypePatient} }) },
			next(schedule.RefreshAll, true)},
		"the other version": {func(s *scheduled) { s.ran(day, func(r *claims.Refresh) { r.APIVersion = claims.V3 }) },
			next(schedule.RefreshAll, true)},
		"early claims too": {func(s *scheduled) {
			s.ran(day, func(r *claims.Refresh) { r.Types = append(r.Types, claims.TypeClaim, claims.TypeClaimResponse) })
		}, next(schedule.RefreshAll, false)},
		"January pause": {func(s *scheduled) {
			s.ran(day, func(r *claims.Refresh) {
				r.Course = claims.Course{State: claims.RefreshWaiting, Reason: claims.WaitJanuary, Until: s.clock()}
			})
		}, schedule.Decision{Do: schedule.Nothing, At: noon.Add(18 * time.Hour), Then: schedule.Probe, Full: true, Why: schedule.BecauseJanuary}},
		"secret ended": {func(s *scheduled) { s.connect(claims.Connection{InUse: claims.V2, IssuedAt: s.clock().Add(-90 * day)}) },
			schedule.Decision{Do: schedule.Stop, Why: schedule.BecauseExpired}},
		"waiting for new credentials": {func(s *scheduled) {
			s.ran(day, func(r *claims.Refresh) {
				r.Course = claims.Course{State: claims.RefreshWaiting, Reason: claims.WaitCredentials}
			})
			s.setResumed(-2 * day)
		}, schedule.Decision{Do: schedule.Stop, Why: schedule.BecauseCredentials}},
		"access ended": {func(s *scheduled) {
			s.ran(day, func(r *claims.Refresh) {
				r.Course = claims.Course{State: claims.RefreshWaiting, Reason: claims.WaitCredentials}
				r.Problem = app.ProblemOf(bcda.ErrAccessEnded).Title
			})
			s.setResumed(-2 * day)
		}, schedule.Decision{Do: schedule.Stop, Why: schedule.BecauseAccessEnded}},
		"not set up for this": {func(s *scheduled) {
			s.ran(day, func(r *claims.Refresh) {
				r.Course = claims.Course{State: claims.RefreshFailed}
				r.Problem = app.ProblemOf(bcda.ErrUnauthorized).Title
			})
			s.setResumed(-2 * day)
		}, schedule.Decision{Do: schedule.Stop, Why: schedule.BecauseAccessEnded}},
		"paused": {func(s *scheduled) {
			s.ran(time.Hour, func(r *claims.Refresh) {
				r.Course = claims.Course{State: claims.RefreshWaiting, Reason: claims.WaitPaused}
			})
		}, schedule.Decision{Do: schedule.Nothing, At: monday, Then: schedule.CarryOn, Full: true, Why: schedule.BecausePaused}},
		"interrupted": {func(s *scheduled) {
			s.ran(time.Hour, func(r *claims.Refresh) { r.State = claims.RefreshDownloading })
		}, schedule.Decision{Do: schedule.CarryOn, At: noon, Full: true, Why: schedule.BecauseInterrupted}},
		"waiting for CMS": {func(s *scheduled) {
			s.ran(time.Hour, func(r *claims.Refresh) {
				r.Course = claims.Course{State: claims.RefreshWaiting, Reason: claims.WaitFreshExport, Until: s.clock().Add(15 * time.Minute)}
			})
		}, schedule.Decision{Do: schedule.Nothing, At: noon.Add(15 * time.Minute), Then: schedule.CarryOn, Full: true, Why: schedule.BecauseWaiting}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			now := thursday(t)
			s := newScheduled(t, func() time.Time { return now })
			s.choose(func(*schedule.Schedule) {})
			tt.prepare(s)
			got, err := s.set.NextRefresh(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("decision (-want +got):\n%s", diff)
			}
		})
	}
}

// setResumed says when a person last saw to the connection, relative to now.
func (s *scheduled) setResumed(ago time.Duration) {
	s.tb.Helper()
	if err := s.set.DB().SaveSetting(s.tb.Context(), "schedule_resumed", s.clock().Add(ago).UTC().Format(time.RFC3339Nano)); err != nil {
		s.tb.Fatal(err)
	}
}

// A schedule that stopped goes on once a person has seen to it.
func TestResumeSchedule(t *testing.T) {
	now := thursday(t)
	s := newScheduled(t, func() time.Time { return now })
	s.choose(func(*schedule.Schedule) {})
	now = now.Add(time.Minute)
	s.ran(0, func(r *claims.Refresh) {
		r.Course = claims.Course{State: claims.RefreshWaiting, Reason: claims.WaitCredentials}
	})
	do := func() schedule.Action {
		d, err := s.set.NextRefresh(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return d.Do
	}
	if got := do(); got != schedule.Stop {
		t.Errorf("refused: got %s, want stop", got)
	}
	now = now.Add(time.Minute)
	if err := s.set.ResumeSchedule(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := do(); got != schedule.CarryOn {
		t.Errorf("resumed: got %s, want carry_on", got)
	}
}

// Every decision has words, without jargon.
func TestScheduleText(t *testing.T) {
	now := thursday(t)
	at := now.AddDate(0, 0, 4).Add(-6 * time.Hour)
	wait := func(then schedule.Action, full bool, at time.Time, why schedule.Reason) schedule.Decision {
		return schedule.Decision{Do: schedule.Nothing, At: at, Then: then, Full: full, Why: why}
	}
	for want, d := range map[string]schedule.Decision{
		"New data on Mon, Aug 24 at 6:00":                                                  wait(schedule.RefreshAll, false, at, schedule.BecauseScheduled),
		"Everything again tomorrow at 12:00":                                               wait(schedule.RefreshAll, true, now.AddDate(0, 0, 1), schedule.BecauseScheduled),
		"Last year's claims on Mon, Jan 4, 2027 at 7:00":                                   wait(schedule.RefreshRunout, false, time.Date(2027, 1, 4, 7, 0, 0, 0, now.Location()), schedule.BecauseScheduled),
		"The open refresh goes on today at 12:15":                                          wait(schedule.CarryOn, false, now.Add(15*time.Minute), schedule.BecauseWaiting),
		"CMS is updating patient lists for the new year. We look again tomorrow at 12:00.": wait(schedule.Probe, true, now.AddDate(0, 0, 1), schedule.BecauseJanuary),
		"New data now":                  {Do: schedule.RefreshAll, At: now, Why: schedule.BecauseScheduled},
		"Nothing is fetched by itself.": {Do: schedule.Nothing, Why: schedule.BecauseOff},
		"No connection is set up yet.":  {Do: schedule.Nothing, Why: schedule.BecauseUnconnected},
		"A refresh is running.":         {Do: schedule.Nothing, Why: schedule.BecauseRunning},
		"Your CMS secret has ended. Rotate it in ACO-MS or 4i, then paste the new one.": {Do: schedule.Stop, Why: schedule.BecauseExpired},
	} {
		if got := app.ScheduleText(d, now); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	for _, why := range []schedule.Reason{schedule.BecauseExpired, schedule.BecauseCredentials, schedule.BecauseAccessEnded, schedule.BecauseNoSecret} {
		text := app.StopText(why)
		for _, word := range []string{"error", "invalid", "failed", "token", "endpoint", "FHIR"} {
			if text == "" || strings.Contains(text, word) {
				t.Errorf("%s: %q", why, text)
			}
		}
	}
}
