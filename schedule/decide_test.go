package schedule_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/schedule"
)

// now is a Thursday in the tests.
const now = "2026-08-20 12:00"

func ran(tb testing.TB, started string, state schedule.State, full bool) schedule.Refresh {
	r := schedule.Refresh{Group: schedule.All, State: state, Full: full, StartedAt: at(tb, started)}
	if state != schedule.Open {
		r.EndedAt = r.StartedAt.Add(40 * time.Minute)
	}
	return r
}

// situation is a connected data set with a schedule of Mondays at 6:00, last run at the last Monday.
func situation(tb testing.TB) schedule.Situation {
	s := weekly(time.Monday, 6, 0)
	s.FullEveryDays = 30
	return schedule.Situation{
		Now: at(tb, now), Location: eastern(tb), Schedule: s, Connection: schedule.Connection{Known: true},
		Refreshes: []schedule.Refresh{ran(tb, "2026-08-17 06:00", schedule.Done, false), ran(tb, "2026-08-03 06:00", schedule.Done, true)},
	}
}

func TestDecide(t *testing.T) {
	monday := at(t, "2026-08-24 06:00")
	later := func(do schedule.Action, at time.Time, full bool, why schedule.Reason) schedule.Decision {
		return schedule.Decision{Do: schedule.Nothing, At: at, Then: do, Full: full, Why: why}
	}
	idle := later(schedule.RefreshAll, monday, false, schedule.BecauseScheduled)
	nothing := func(why schedule.Reason) schedule.Decision {
		return schedule.Decision{Do: schedule.Nothing, Why: why}
	}
	tests := map[string]struct {
		change func(*schedule.Situation)
		want   schedule.Decision
	}{
		"until Monday":   {func(*schedule.Situation) {}, idle},
		"a refresh runs": {func(s *schedule.Situation) { s.Running = true; s.Now = monday }, nothing(schedule.BecauseRunning)},
		"no connection":  {func(s *schedule.Situation) { s.Connection.Known = false; s.Now = monday }, nothing(schedule.BecauseUnconnected)},
		"off":            {func(s *schedule.Situation) { s.Schedule.Off = true; s.Now = monday }, nothing(schedule.BecauseOff)},
		"Monday": {func(s *schedule.Situation) { s.Now = monday.Add(time.Minute) },
			schedule.Decision{Do: schedule.RefreshAll, At: monday, Why: schedule.BecauseScheduled}},
		"Monday was slept over": {func(s *schedule.Situation) { s.Now = at(t, "2026-08-25 09:00") },
			schedule.Decision{Do: schedule.RefreshAll, At: monday, Why: schedule.BecauseMissed}},
		"full after 30 days": {func(s *schedule.Situation) {
			s.Now = at(t, "2026-09-07 06:00")
			s.Schedule.From = at(t, "2026-09-01 00:00")
		},
			schedule.Decision{Do: schedule.RefreshAll, At: at(t, "2026-09-07 06:00"), Full: true, Why: schedule.BecauseScheduled}},
		"never full by itself": {func(s *schedule.Situation) {
			s.Now, s.Schedule.FullEveryDays, s.Schedule.From = at(t, "2026-09-07 06:00"), 0, at(t, "2026-09-01 00:00")
		}, schedule.Decision{Do: schedule.RefreshAll, At: at(t, "2026-09-07 06:00"), Why: schedule.BecauseScheduled}},
		"the first run is full": {func(s *schedule.Situation) { s.Refreshes = nil; s.Schedule.From = s.Now },
			later(schedule.RefreshAll, monday, true, schedule.BecauseScheduled)},
		"a narrower refresh settles nothing": {func(s *schedule.Situation) {
			s.Now = monday
			narrow := ran(t, "2026-08-24 05:30", schedule.Done, true)
			narrow.Group = schedule.Other
			s.Refreshes = append([]schedule.Refresh{narrow}, s.Refreshes...)
		}, later(schedule.RefreshAll, at(t, "2026-08-24 06:30"), false, schedule.BecauseScheduled)},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { decides(t, tt.change, tt.want) })
	}
}

func decides(t *testing.T, change func(*schedule.Situation), want schedule.Decision) {
	t.Helper()
	s := situation(t)
	change(&s)
	if diff := cmp.Diff(want, schedule.Decide(s)); diff != "" {
		t.Errorf("decision (-want +got):\n%s", diff)
	}
}

func TestDecideAfterTrouble(t *testing.T) {
	monday := at(t, "2026-08-24 06:00")
	retry := func(text string) schedule.Decision {
		return schedule.Decision{Do: schedule.Nothing, At: at(t, text), Then: schedule.RefreshAll, Why: schedule.BecauseRetry}
	}
	idle := schedule.Decision{Do: schedule.Nothing, At: monday, Then: schedule.RefreshAll, Why: schedule.BecauseScheduled}
	stop := func(why schedule.Reason) schedule.Decision { return schedule.Decision{Do: schedule.Stop, Why: why} }
	history := func(list ...schedule.Refresh) func(*schedule.Situation) {
		return func(s *schedule.Situation) { s.Refreshes = append(list, s.Refreshes...) }
	}
	why := func(r schedule.Refresh, why schedule.Trouble) schedule.Refresh { r.Why = why; return r }
	tests := map[string]struct {
		change func(*schedule.Situation)
		want   schedule.Decision
	}{
		"failed once":  {history(ran(t, "2026-08-20 11:00", schedule.Failed, false)), retry("2026-08-20 12:40")},
		"partly":       {history(ran(t, "2026-08-20 11:00", schedule.Partly, false)), retry("2026-08-20 12:40")},
		"failed twice": {history(ran(t, "2026-08-20 11:00", schedule.Failed, false), ran(t, "2026-08-20 06:00", schedule.Failed, false)), retry("2026-08-20 15:40")},
		"failed thrice": {history(ran(t, "2026-08-20 11:00", schedule.Failed, false), ran(t, "2026-08-20 06:00", schedule.Failed, false),
			ran(t, "2026-08-20 01:00", schedule.Failed, false)), retry("2026-08-21 11:40")},
		"failed four times": {history(ran(t, "2026-08-20 11:00", schedule.Failed, false), ran(t, "2026-08-20 06:00", schedule.Failed, false),
			ran(t, "2026-08-20 01:00", schedule.Partly, false), ran(t, "2026-08-19 01:00", schedule.Failed, false)), idle},
		"failed, then done":  {history(ran(t, "2026-08-20 11:00", schedule.Done, false), ran(t, "2026-08-20 06:00", schedule.Failed, false)), idle},
		"a person cancelled": {history(ran(t, "2026-08-20 11:00", schedule.Cancelled, false)), idle},
		"not accepted":       {history(why(ran(t, "2026-08-20 11:00", schedule.Failed, false), schedule.NotAccepted)), idle},
		"failed before the schedule was chosen": {func(s *schedule.Situation) {
			history(ran(t, "2026-08-18 11:00", schedule.Failed, false))(s)
			s.Schedule.From = at(t, "2026-08-19 00:00")
		}, idle},
		"secret ended":            {func(s *schedule.Situation) { s.Connection.SecretEnds = s.Now }, stop(schedule.BecauseExpired)},
		"secret ends in a minute": {func(s *schedule.Situation) { s.Connection.SecretEnds = s.Now.Add(time.Minute) }, idle},
		"refused":                 {func(s *schedule.Situation) { s.Memory.Trouble = schedule.Credentials; s.Now = monday }, stop(schedule.BecauseCredentials)},
		"access ended":            {func(s *schedule.Situation) { s.Memory.Trouble = schedule.AccessEnded; s.Now = monday }, stop(schedule.BecauseAccessEnded)},
		"no secret here":          {func(s *schedule.Situation) { s.Memory.Trouble = schedule.NoSecret }, stop(schedule.BecauseNoSecret)},
		"refused in claimsctl":    {history(why(ran(t, "2026-08-20 11:00", schedule.Open, false), schedule.Credentials)), stop(schedule.BecauseCredentials)},
		"refused, since renewed": {func(s *schedule.Situation) {
			history(why(ran(t, "2026-08-20 11:00", schedule.Failed, false), schedule.Credentials))(s)
			s.Memory.ResumedAt = at(t, "2026-08-20 11:30")
		}, idle},
		"start came to nothing": {func(s *schedule.Situation) {
			s.Now = monday.Add(time.Hour)
			s.Memory = schedule.Memory{TriedAt: monday.Add(time.Minute), Tries: 4}
		}, schedule.Decision{Do: schedule.Nothing, At: at(t, "2026-08-24 08:01"), Then: schedule.RefreshAll, Why: schedule.BecauseScheduled}},
		"start came to nothing in another year": {func(s *schedule.Situation) {
			s.Now = monday
			s.Memory = schedule.Memory{TriedAt: at(t, "2036-08-24 06:00"), Tries: 4}
		}, schedule.Decision{Do: schedule.RefreshAll, At: monday, Why: schedule.BecauseScheduled}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { decides(t, tt.change, tt.want) })
	}
}

func TestDecideOverAnOpenRefresh(t *testing.T) {
	begun := "2026-08-20 11:00"
	carryOn := schedule.Decision{Do: schedule.CarryOn, At: at(t, now), Why: schedule.BecauseInterrupted}
	notBefore := func(text string, why schedule.Reason) schedule.Decision {
		return schedule.Decision{Do: schedule.Nothing, At: at(t, text), Then: schedule.CarryOn, Why: why}
	}
	open := func(change func(*schedule.Situation, *schedule.Refresh)) func(*schedule.Situation) {
		return func(s *schedule.Situation) {
			r := ran(t, begun, schedule.Open, false)
			change(s, &r)
			s.Refreshes = append([]schedule.Refresh{r}, s.Refreshes...)
		}
	}
	tests := map[string]struct {
		change func(*schedule.Situation, *schedule.Refresh)
		want   schedule.Decision
	}{
		"interrupted":       {func(*schedule.Situation, *schedule.Refresh) {}, carryOn},
		"by a narrower one": {func(_ *schedule.Situation, r *schedule.Refresh) { r.Group = schedule.Other }, carryOn},
		"waits": {func(_ *schedule.Situation, r *schedule.Refresh) { r.WaitingUntil = at(t, "2026-08-20 12:15") },
			notBefore("2026-08-20 12:15", schedule.BecauseWaiting)},
		"has waited":             {func(_ *schedule.Situation, r *schedule.Refresh) { r.WaitingUntil = at(t, "2026-08-20 11:15") }, carryOn},
		"waits for another year": {func(_ *schedule.Situation, r *schedule.Refresh) { r.WaitingUntil = at(t, "2036-08-20 11:15") }, carryOn},
		"tried just now": {func(s *schedule.Situation, _ *schedule.Refresh) {
			s.Memory = schedule.Memory{TriedAt: at(t, "2026-08-20 11:50"), Tries: 1}
		},
			notBefore("2026-08-20 12:05", schedule.BecauseInterrupted)},
		"tried nine times": {func(s *schedule.Situation, _ *schedule.Refresh) {
			s.Memory = schedule.Memory{TriedAt: at(t, "2026-08-20 11:50"), Tries: 9}
		},
			notBefore("2026-08-20 15:50", schedule.BecauseInterrupted)},
		"a person stopped it": {func(s *schedule.Situation, _ *schedule.Refresh) { s.Memory.StoppedAt = at(t, "2026-08-20 11:10") },
			notBefore("2026-08-24 06:00", schedule.BecausePaused)},
		"a person paused it": {func(_ *schedule.Situation, r *schedule.Refresh) { r.Why = schedule.Paused },
			notBefore("2026-08-24 06:00", schedule.BecausePaused)},
		"a person paused the one before": {func(s *schedule.Situation, _ *schedule.Refresh) { s.Memory.StoppedAt = at(t, "2026-08-17 06:10") }, carryOn},
		"off": {func(s *schedule.Situation, _ *schedule.Refresh) { s.Schedule.Off = true },
			schedule.Decision{Do: schedule.Nothing, Why: schedule.BecauseOff}},
		"off, but told to wait": {func(s *schedule.Situation, r *schedule.Refresh) {
			s.Schedule.Off, r.WaitingUntil = true, at(t, "2026-08-20 11:15")
		}, carryOn},
		"off, told to wait and stopped": {func(s *schedule.Situation, r *schedule.Refresh) {
			s.Schedule.Off, r.WaitingUntil, s.Memory.StoppedAt = true, at(t, "2026-08-20 11:15"), at(t, "2026-08-20 11:20")
		}, schedule.Decision{Do: schedule.Nothing, Why: schedule.BecauseOff}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) { decides(t, open(tt.change), tt.want) })
	}
}
