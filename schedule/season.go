package schedule

import "time"

// runoutEvery is the pause between two runs for last year's claims, "monthly": a little less than four weeks, so that a
// weekly schedule fetches them every fourth week whatever the jitter.
const runoutEvery = 27 * 24 * time.Hour

// Months of last year's claims (docs/reference/bcda-protocol.md 7): CMS updates them up to July, and offers the last
// update for another 180 days, which is into the next January.
const runoutLastMonth = time.July

// newYear is the begin of the year in which now lies. Before it CMS answers with the lists of the year before.
func (s Situation) newYear() time.Time { return s.yearAfter(0) }

func (s Situation) yearAfter(years int) time.Time {
	return time.Date(s.Now.In(s.place()).Year()+years, time.January, 1, 0, 0, 0, 0, s.place())
}

// dayAfter is the begin of the day after the one in which an instant lies.
func (s Situation) dayAfter(t time.Time) time.Time {
	y, m, d := t.In(s.place()).Date()
	return time.Date(y, m, d+1, 0, 0, 0, 0, s.place())
}

func (s Situation) place() *time.Location {
	if s.Location == nil {
		return time.UTC
	}
	return s.Location
}

// paused says that CMS refused everybody's list this year because it rebuilds it, and has not given it since.
func (s Situation) paused(runs []Refresh) bool {
	for _, r := range runs {
		switch {
		case r.StartedAt.Before(s.newYear()):
			return false
		case r.Why == January:
			return true
		case r.State == Done, r.State == Partly:
			return false
		}
	}
	return false
}

// wantsFull says that a run asks for the whole history: the first time, the first time in a year, and from time to time,
// because only then is everybody compared.
func (s Situation) wantsFull(runs []Refresh) bool {
	for _, r := range runs {
		if r.State != Done || !r.Full {
			continue
		}
		old := s.Schedule.FullEveryDays > 0 && !r.StartedAt.AddDate(0, 0, s.Schedule.FullEveryDays).After(s.Now)
		return old || r.StartedAt.Before(s.newYear())
	}
	return true
}

// runout decides when last year's claims are next asked for.
func (s Situation) runout() Decision {
	if !s.Schedule.Data.LastYear {
		return Decision{Do: Nothing}
	}
	runs := s.runs(Runout)
	not := s.runoutNotBefore(runs)
	at := s.Schedule.Next(later(s.Schedule.settled(s.Now, started(runs)), not.Add(-time.Second)), s.Location)
	d := Decision{Do: RefreshRunout, Why: s.punctual(at)}
	if again := s.retry(runs); !again.IsZero() && again.Before(at) && !again.Before(not) {
		at, d.Why = again, BecauseRetry
	}
	return s.when(s.apart(at), d)
}

// runoutNotBefore is the first instant at which last year's claims may be asked for.
func (s Situation) runoutNotBefore(runs []Refresh) time.Time {
	for _, r := range runs {
		if r.StartedAt.Before(s.newYear()) {
			break
		}
		if r.Why == RunoutOver && r.StartedAt.In(s.place()).Month() > time.January {
			return s.yearAfter(1)
		}
		// In January the answer may only mean that CMS has not loaded them yet: asked again like after a run that was done.
		if r.State == Done || r.Why == RunoutOver {
			return s.runoutAfter(r.StartedAt)
		}
	}
	return s.newYear()
}

// runoutAfter is when last year's claims are asked for again: in about a month; after a run in August or later, when the
// last update is in, not before the next year.
func (s Situation) runoutAfter(done time.Time) time.Time {
	if done.In(s.place()).Month() > runoutLastMonth {
		return s.yearAfter(1)
	}
	return done.Add(runoutEvery)
}
