package schedule_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/schedule"
)

func of(r schedule.Refresh, why schedule.Trouble) schedule.Refresh { r.Why = why; return r }

func runout(tb testing.TB, started string, state schedule.State, why schedule.Trouble) schedule.Refresh {
	r := ran(tb, started, state, false)
	r.Group, r.Why = schedule.Runout, why
	return r
}

// From 1 January on the run of the schedule meets the January pause; then CMS is looked at once a day, and the first
// refresh afterwards is a full one (docs/reference/bcda-protocol.md 7).
func TestJanuary(t *testing.T) {
	december := ran(t, "2026-12-28 06:00", schedule.Done, true)
	met := of(ran(t, "2027-01-04 06:00", schedule.Failed, true), schedule.January)
	tests := map[string]struct {
		now     string
		history []schedule.Refresh // latest first
		want    schedule.Decision
	}{
		"New Year's Eve": {"2026-12-31 12:00", []schedule.Refresh{december},
			schedule.Decision{Do: schedule.Nothing, At: at(t, "2027-01-04 06:00"), Then: schedule.RefreshAll, Why: schedule.BecauseScheduled}},
		"the first run of the year is full": {"2027-01-04 06:00", []schedule.Refresh{december},
			schedule.Decision{Do: schedule.RefreshAll, At: at(t, "2027-01-04 06:00"), Full: true, Why: schedule.BecauseScheduled}},
		"it met the pause": {"2027-01-04 06:05", []schedule.Refresh{met, december},
			schedule.Decision{Do: schedule.Nothing, At: at(t, "2027-01-05 06:00"), Then: schedule.Probe, Full: true, Why: schedule.BecauseJanuary}},
		"next day": {"2027-01-05 06:00", []schedule.Refresh{met, december},
			schedule.Decision{Do: schedule.Probe, At: at(t, "2027-01-05 06:00"), Full: true, Why: schedule.BecauseJanuary}},
		"the refresh waits for the end of the pause": {"2027-01-05 06:00", []schedule.Refresh{of(ran(t, "2027-01-04 06:00", schedule.Open, false), schedule.January), december},
			schedule.Decision{Do: schedule.Probe, At: at(t, "2027-01-05 06:00"), Full: true, Why: schedule.BecauseJanuary}},
		"a person looked too": {"2027-01-05 06:00", []schedule.Refresh{of(ran(t, "2027-01-05 05:30", schedule.Failed, false), schedule.January), met, december},
			schedule.Decision{Do: schedule.Nothing, At: at(t, "2027-01-06 06:00"), Then: schedule.Probe, Full: true, Why: schedule.BecauseJanuary}},
		"a week was slept over": {"2027-01-12 09:00", []schedule.Refresh{met, december},
			schedule.Decision{Do: schedule.Probe, At: at(t, "2027-01-05 06:00"), Full: true, Why: schedule.BecauseJanuary}},
		"something else went wrong meanwhile": {"2027-01-06 06:00", []schedule.Refresh{ran(t, "2027-01-05 06:00", schedule.Failed, true), met, december},
			schedule.Decision{Do: schedule.Probe, At: at(t, "2027-01-06 06:00"), Full: true, Why: schedule.BecauseJanuary}},
		"it is over": {"2027-02-12 12:00", []schedule.Refresh{ran(t, "2027-02-12 06:00", schedule.Done, true), met, december},
			schedule.Decision{Do: schedule.Nothing, At: at(t, "2027-02-15 06:00"), Then: schedule.RefreshAll, Why: schedule.BecauseScheduled}},
		"over, but not everything came": {"2027-02-12 06:41", []schedule.Refresh{ran(t, "2027-02-12 06:00", schedule.Partly, true), met, december},
			schedule.Decision{Do: schedule.Nothing, At: at(t, "2027-02-12 07:40"), Then: schedule.RefreshAll, Full: true, Why: schedule.BecauseRetry}},
		"over, but a person's refresh was not full": {"2027-02-15 06:00", []schedule.Refresh{ran(t, "2027-02-12 06:00", schedule.Done, false), met, december},
			schedule.Decision{Do: schedule.RefreshAll, At: at(t, "2027-02-15 06:00"), Full: true, Why: schedule.BecauseScheduled}},
		"last year's pause is forgotten": {"2028-01-03 06:00", []schedule.Refresh{met, december},
			schedule.Decision{Do: schedule.RefreshAll, At: at(t, "2027-01-11 06:00"), Full: true, Why: schedule.BecauseMissed}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := situation(t)
			s.Now, s.Refreshes = at(t, tt.now), tt.history
			if diff := cmp.Diff(tt.want, schedule.Decide(s)); diff != "" {
				t.Errorf("decision (-want +got):\n%s", diff)
			}
		})
	}
}

// Last year's claims are asked for about monthly from January to July, once after July, and on their own.
func TestRunout(t *testing.T) {
	tests := map[string]struct {
		now  string
		last []schedule.Refresh // of last year's claims, latest first
		want string             // next run for them, an hour after everybody's
	}{
		"never yet":                   {"2026-03-18 12:00", nil, "2026-03-18 12:00"},
		"monthly":                     {"2026-03-18 12:00", []schedule.Refresh{runout(t, "2026-03-09 07:00", schedule.Done, "")}, "2026-04-06 07:00"},
		"last year's run is no run":   {"2027-01-05 12:00", []schedule.Refresh{runout(t, "2026-08-03 07:00", schedule.Done, "")}, "2027-01-05 12:00"},
		"July, once more in August":   {"2026-07-20 12:00", []schedule.Refresh{runout(t, "2026-07-20 07:00", schedule.Done, "")}, "2026-08-17 07:00"},
		"done in August":              {"2026-08-20 12:00", []schedule.Refresh{runout(t, "2026-08-17 07:00", schedule.Done, "")}, "2027-01-04 07:00"},
		"first seen in November":      {"2026-11-11 12:00", nil, "2026-11-11 12:00"},
		"not offered any more":        {"2026-05-06 12:00", []schedule.Refresh{runout(t, "2026-05-04 07:00", schedule.Failed, schedule.RunoutOver)}, "2027-01-04 07:00"},
		"not loaded yet in January":   {"2026-01-07 12:00", []schedule.Refresh{runout(t, "2026-01-05 07:00", schedule.Failed, schedule.RunoutOver)}, "2026-02-02 07:00"},
		"failed":                      {"2026-05-06 12:00", []schedule.Refresh{runout(t, "2026-05-06 11:00", schedule.Failed, "")}, "2026-05-06 12:40"},
		"failed, done a while before": {"2026-05-06 12:00", []schedule.Refresh{runout(t, "2026-05-06 11:00", schedule.Failed, schedule.Passing), runout(t, "2026-05-04 07:00", schedule.Done, "")}, "2026-06-01 07:00"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			s := situation(t)
			s.Now, s.Schedule.Data.LastYear = at(t, tt.now), true
			// Everybody's data have just been fetched, so that only last year's are left to decide about.
			just := ran(t, tt.now, schedule.Done, true)
			just.StartedAt = just.StartedAt.Add(-2 * time.Hour)
			s.Schedule.Every, s.Schedule.Days = schedule.Weekly, []time.Weekday{time.Monday}
			s.Refreshes = append([]schedule.Refresh{just}, tt.last...)
			got := nextRunout(t, s)
			if want := at(t, tt.want); !got.Equal(want) {
				t.Errorf("got %s, want %s", got.In(eastern(t)), want)
			}
			s.Schedule.Data.LastYear = false
			if d := schedule.Decide(s); d.Do == schedule.RefreshRunout || d.Then == schedule.RefreshRunout {
				t.Errorf("not asked for, but got %+v", d)
			}
		})
	}
}

// nextRunout follows the decisions, with everybody's refreshes all well, to the next run for last year's claims.
func nextRunout(t *testing.T, s schedule.Situation) time.Time {
	t.Helper()
	for range 500 {
		d := schedule.Decide(s)
		switch d.Do {
		case schedule.Nothing:
			s.Now = d.At
		case schedule.RefreshRunout:
			return s.Now
		case schedule.RefreshAll:
			run := schedule.Refresh{Group: schedule.All, State: schedule.Done, Full: d.Full, StartedAt: s.Now, EndedAt: s.Now}
			s.Refreshes = append([]schedule.Refresh{run}, s.Refreshes...)
		default:
			t.Fatalf("at %s: %+v", s.Now, d)
		}
	}
	t.Fatal("no run for last year's claims")
	return time.Time{}
}

// When both are due, everybody's data come first and last year's an hour later: CMS refuses two exports at a time.
func TestRunoutComesSecond(t *testing.T) {
	s := situation(t)
	s.Now, s.Schedule.Data.LastYear = at(t, "2026-08-24 06:00"), true
	first := schedule.Decide(s)
	if first.Do != schedule.RefreshAll {
		t.Fatalf("first: got %+v", first)
	}
	s.Refreshes = append([]schedule.Refresh{{Group: schedule.All, State: schedule.Done, StartedAt: s.Now, EndedAt: s.Now.Add(time.Minute)}}, s.Refreshes...)
	s.Now = s.Now.Add(2 * time.Minute)
	second := schedule.Decide(s)
	if want := at(t, "2026-08-24 07:00"); second.Do != schedule.Nothing || second.Then != schedule.RefreshRunout || !second.At.Equal(want) {
		t.Errorf("second: got %+v, want last year's claims at %s", second, want)
	}
}

// During the January pause last year's claims go on.
func TestRunoutDuringThePause(t *testing.T) {
	s := situation(t)
	s.Now, s.Schedule.Data.LastYear = at(t, "2027-01-04 08:00"), true
	s.Refreshes = append([]schedule.Refresh{of(ran(t, "2027-01-04 06:00", schedule.Failed, true), schedule.January)}, s.Refreshes...)
	if d := schedule.Decide(s); d.Do != schedule.RefreshRunout {
		t.Errorf("got %+v, want last year's claims", d)
	}
}
