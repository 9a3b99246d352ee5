package schedule_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/schedule"
)

// start is one run or one carrying on, as a life of a data set saw it.
type start struct {
	at time.Time
	do schedule.Action
	schedule.Refresh
}

// life acts on decisions for some months: the computer sleeps, refreshes fail, CMS pauses in January.
type life struct {
	t      *rapid.T
	s      schedule.Situation
	pauses func(time.Time) bool // CMS has no list
	smooth bool                 // everything goes well
	starts []start
}

func (l *life) run(until time.Time) {
	for l.s.Now.Before(until) {
		d := schedule.Decide(l.s)
		if again := schedule.Decide(l.s); again != d {
			l.t.Fatalf("two looks at %s: %+v and %+v", l.s.Now, d, again)
		}
		switch d.Do {
		case schedule.Nothing:
			l.wait(d, until)
		case schedule.Stop:
			l.t.Fatalf("at %s nobody is needed, got %+v", l.s.Now, d)
		default:
			l.act(d)
		}
	}
}

// wait lets the time pass until something is to be done; the computer may sleep longer.
func (l *life) wait(d schedule.Decision, until time.Time) {
	if !d.At.After(l.s.Now) {
		l.t.Fatalf("at %s: nothing to wait for in %+v", l.s.Now, d)
	}
	l.s.Now = d.At
	if until.Before(d.At) {
		l.s.Now = until
	}
	if !l.smooth && rapid.IntRange(0, 9).Draw(l.t, "sleeps") == 0 {
		l.s.Now = l.s.Now.Add(time.Duration(rapid.IntRange(1, 20*24*60).Draw(l.t, "minutes asleep")) * time.Minute)
	}
}

// act does what is due.
func (l *life) act(d schedule.Decision) {
	l.s.Memory.TriedAt, l.s.Memory.Tries = l.s.Now, l.s.Memory.Tries+1
	if d.Do == schedule.CarryOn {
		at := l.s.Now
		l.finish(&l.s.Refreshes[0])
		l.starts = append(l.starts, start{at, d.Do, l.s.Refreshes[0]})
		return
	}
	run := schedule.Refresh{Group: schedule.All, Full: d.Full, StartedAt: l.s.Now}
	if d.Do == schedule.RefreshRunout {
		run.Group = schedule.Runout
	}
	l.finish(&run)
	l.s.Refreshes = append([]schedule.Refresh{run}, l.s.Refreshes...)
	l.starts = append(l.starts, start{run.StartedAt, d.Do, run})
}

// finish draws how a refresh goes on; it takes up to three hours.
func (l *life) finish(r *schedule.Refresh) {
	r.State, r.Why = schedule.Done, schedule.NoTrouble
	switch {
	case r.Group == schedule.All && l.pauses(l.s.Now):
		r.State, r.Why = schedule.Failed, schedule.January
	case !l.smooth:
		r.State = rapid.SampledFrom([]schedule.State{schedule.Done, schedule.Done, schedule.Partly, schedule.Failed, schedule.Open}).Draw(l.t, "end")
		l.s.Now = l.s.Now.Add(time.Duration(rapid.IntRange(0, 180).Draw(l.t, "minutes")) * time.Minute)
	}
	if r.State != schedule.Open {
		r.EndedAt, l.s.Memory.Tries = l.s.Now, 0
	}
}

func newLife(t *rapid.T, begin time.Time) *life {
	s := anySchedule(t)
	s.From = begin
	return &life{
		t: t, pauses: func(time.Time) bool { return false },
		s: schedule.Situation{Now: begin, Location: eastern(t), Schedule: s, Connection: schedule.Connection{Known: true}},
	}
}

// Whatever happens, two runs start at least an hour apart, and everybody's data are not asked for more often than the
// schedule and its tries again account for.
func TestRunsKeepApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		begin := at(t, "2026-02-20 00:00").Add(time.Duration(rapid.IntRange(0, 300*24).Draw(t, "hour")) * time.Hour)
		l := newLife(t, begin)
		l.run(begin.AddDate(0, 0, 40))
		var last time.Time
		for _, s := range l.starts {
			if s.do == schedule.CarryOn {
				continue
			}
			if !last.IsZero() && s.at.Sub(last) < schedule.MinGap {
				t.Fatalf("runs at %s and %s", last, s.at)
			}
			last = s.at
		}
	})
}

// When all goes well every occurrence has exactly one run, at its time.
func TestEveryOccurrenceRunsOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		begin := at(t, "2026-02-20 00:00").Add(time.Duration(rapid.IntRange(0, 250*24).Draw(t, "hour")) * time.Hour)
		l := newLife(t, begin)
		l.smooth = true
		l.s.Schedule.Data.LastYear = false
		l.run(begin.AddDate(0, 0, 40))
		want := l.s.Schedule.Next(begin, eastern(t))
		for _, s := range l.starts {
			if !s.at.Equal(want) {
				t.Fatalf("occurrence at %s, run at %s", want, s.at)
			}
			want = l.s.Schedule.Next(want, eastern(t))
		}
		if want.Before(l.s.Now) {
			t.Fatalf("occurrence at %s had no run until %s", want, l.s.Now)
		}
	})
}

// However long the computer slept, one run catches up, at the first look; the next one is of an occurrence to come.
func TestCatchUpOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		begin := at(t, "2026-02-20 00:00").Add(time.Duration(rapid.IntRange(0, 250*24).Draw(t, "hour")) * time.Hour)
		l := newLife(t, begin)
		l.smooth = true
		l.s.Schedule.Data.LastYear = false
		l.run(begin.AddDate(0, 0, 10))
		before := len(l.starts)
		l.s.Now = l.s.Now.AddDate(0, 0, rapid.IntRange(9, 60).Draw(t, "days asleep"))
		woke := l.s.Now
		l.run(woke.AddDate(0, 0, 9))
		runs := l.starts[before:]
		if len(runs) < 2 || !runs[0].at.Equal(woke) {
			t.Fatalf("woke at %s, got runs %v", woke, runs)
		}
		if want := l.s.Schedule.Next(woke.Add(schedule.MinGap), eastern(t)); !runs[1].at.Equal(want) {
			t.Fatalf("woke at %s, second run at %s, want %s", woke, runs[1].at, want)
		}
	})
}

// From 1 January everybody's data come in full first, the pause is met at most once a day, and nothing but full runs are
// tried in it.
func TestJanuaryRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		begin, newYear := at(t, "2026-12-01 00:00"), at(t, "2027-01-01 00:00")
		reopens := newYear.Add(time.Duration(rapid.IntRange(1, 60*24).Draw(t, "hours of pause")) * time.Hour)
		l := newLife(t, begin)
		l.smooth = rapid.Bool().Draw(t, "smooth")
		l.pauses = func(now time.Time) bool { return !now.Before(newYear) && now.Before(reopens) }
		l.run(reopens.AddDate(0, 0, 20))
		looks, reopened := map[string]bool{}, false
		for _, s := range l.starts {
			if s.Group != schedule.All || s.StartedAt.Before(newYear) {
				continue
			}
			if !reopened && !s.Full {
				t.Fatalf("the first success of the year is to be full, got %+v", s)
			}
			if day := s.StartedAt.In(eastern(t)).Format(time.DateOnly); s.Why == schedule.January {
				if looks[day] {
					t.Fatalf("two looks on %s", day)
				}
				looks[day] = true
			}
			reopened = reopened || s.State == schedule.Done
		}
		if l.smooth && !reopened {
			t.Fatalf("never found out that CMS has its lists since %s", reopens)
		}
	})
}
