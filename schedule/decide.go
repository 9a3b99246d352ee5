package schedule

import "time"

// Waits before another try. What CMS set itself stands in Refresh.WaitingUntil.
var (
	// retryWaits follow runs that ended without everything; after the last one the next occurrence is waited for.
	retryWaits = []time.Duration{time.Hour, 4 * time.Hour, 24 * time.Hour}
	// tryWaits follow starts that ended nothing: no network, or a refresh that stays open. The last one repeats.
	tryWaits = []time.Duration{15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour}
)

// longestWait is how far ahead a refresh may be told to wait: anything further is of a wrong clock.
const longestWait = 8 * 24 * time.Hour

// filesKept is how long CMS keeps files (docs/reference/bcda-protocol.md 5): a pause for them makes no sense beyond.
const filesKept = 24 * time.Hour

// Decide says what to do now. The same situation always gives the same decision.
func Decide(s Situation) Decision {
	switch {
	case s.Running:
		return Decision{Do: Nothing, Why: BecauseRunning}
	case !s.Connection.Known:
		return Decision{Do: Nothing, Why: BecauseUnconnected}
	}
	open, isOpen := s.open()
	if s.Schedule.Off {
		// A refresh that was told to wait was promised to go on, whoever started it.
		if !isOpen || open.WaitingUntil.IsZero() || s.held(open) || s.needed() != "" {
			return Decision{Do: Nothing, Why: BecauseOff}
		}
		return s.carryOn(open)
	}
	if why := s.needed(); why != "" {
		return Decision{Do: Stop, Why: why}
	}
	if isOpen {
		return s.carryOn(open)
	}
	return s.soonest(s.all(), s.runout())
}

// needed says why a person is needed; empty when none is.
func (s Situation) needed() Reason {
	if ends := s.Connection.SecretEnds; !ends.IsZero() && !ends.After(s.Now) {
		return BecauseExpired
	}
	trouble := s.Memory.Trouble
	if len(s.Refreshes) > 0 && trouble == NoTrouble {
		// Found out by a program that keeps no memory, such as claimsctl.
		if r := s.Refreshes[0]; r.Why.NeedsPerson() && !s.Memory.ResumedAt.After(r.StartedAt) {
			trouble = r.Why
		}
	}
	switch trouble {
	case Credentials:
		return BecauseCredentials
	case AccessEnded:
		return BecauseAccessEnded
	case NoSecret:
		return BecauseNoSecret
	default:
		return ""
	}
}

// open is the refresh to be carried on. One that met the January pause is not: the first run afterwards is a full one.
func (s Situation) open() (Refresh, bool) {
	if len(s.Refreshes) == 0 {
		return Refresh{}, false
	}
	r := s.Refreshes[0]
	return r, r.State == Open && r.Why != January
}

// carryOn decides when the open refresh goes on.
func (s Situation) carryOn(r Refresh) Decision {
	at, why := s.Now, BecauseInterrupted
	if wait := r.WaitingUntil; wait.After(at) && wait.Before(s.Now.Add(longestWait)) {
		at, why = wait, BecauseWaiting
	}
	if n := s.Memory.Tries; n > 0 && believable(s.Memory.TriedAt, s.Now) {
		at = later(at, s.Memory.TriedAt.Add(tryWaits[min(n, len(tryWaits))-1]))
	}
	if s.held(r) {
		// A person's wish holds until the next occurrence after CMS has deleted the files.
		why = BecausePaused
		at = later(at, s.Schedule.Next(r.StartedAt.Add(filesKept), s.Location))
	}
	return s.when(at, Decision{Do: CarryOn, Full: r.Full, Why: why})
}

// held says that a person stopped the open refresh.
func (s Situation) held(r Refresh) bool {
	stopped := s.Memory.StoppedAt
	return r.Why == Paused || !stopped.Before(r.StartedAt) && believable(stopped, s.Now)
}

// when turns a decision into one for now or one to wait for.
func (s Situation) when(at time.Time, d Decision) Decision {
	if at.IsZero() {
		return Decision{Do: Nothing, Why: d.Why}
	}
	d.At = at
	if at.After(s.Now) {
		d.Do, d.Then = Nothing, d.Do
	}
	return d
}

// soonest chooses between runs: the one that is due, everybody's list first, else the one that comes first.
func (s Situation) soonest(all, runout Decision) Decision {
	for _, d := range []Decision{all, runout} {
		if d.Do != Nothing {
			return d
		}
	}
	if runout.At.IsZero() || (!all.At.IsZero() && !runout.At.Before(all.At)) {
		return all
	}
	return runout
}

// all decides when everybody's data is next asked for.
func (s Situation) all() Decision {
	runs := s.runs(All)
	d := Decision{Do: RefreshAll, Full: s.wantsFull(runs)}
	rhythm, settled := s.Schedule, s.Schedule.settled(s.Now, started(runs))
	paused := s.paused(runs)
	if paused {
		// Once a day, at the usual time, until CMS has the lists (docs/reference/bcda-protocol.md 7).
		rhythm.Every, rhythm.Days = Daily, nil
		settled = later(settled, s.dayAfter(started(runs)).Add(-time.Second))
		d = Decision{Do: Probe, Full: true}
	}
	at := rhythm.Next(settled, s.Location)
	d.Why = s.punctual(at)
	if again := s.retry(runs); !paused && !again.IsZero() && again.Before(at) {
		at, d.Why = again, BecauseRetry
	}
	if paused {
		d.Why = BecauseJanuary
	}
	return s.when(s.apart(at), d)
}

// punctual tells an occurrence of now from one that was missed.
func (s Situation) punctual(at time.Time) Reason {
	if at.Before(s.Now.Add(-MinGap)) {
		return BecauseMissed
	}
	return BecauseScheduled
}

// retry is when a run that ended without everything is tried again; zero when it is not.
func (s Situation) retry(runs []Refresh) time.Time {
	tries := 0
	for _, r := range runs {
		if r.State != Failed && r.State != Partly || r.Why != NoTrouble && r.Why != Passing {
			break
		}
		tries++
	}
	if tries == 0 || tries > len(retryWaits) || runs[0].StartedAt.Before(s.Schedule.From) {
		return time.Time{}
	}
	return later(runs[0].EndedAt, runs[0].StartedAt).Add(retryWaits[tries-1])
}

// apart moves a run away from the last start, whatever that was.
func (s Situation) apart(at time.Time) time.Time {
	if at.IsZero() {
		return at
	}
	if last := started(s.runs(All, Runout, Other)); !last.IsZero() {
		at = later(at, last.Add(MinGap))
	}
	tried := s.Memory.TriedAt
	if tried.IsZero() || !believable(tried, s.Now) {
		return at
	}
	wait := MinGap
	if n := s.Memory.Tries; n > 0 {
		wait = max(wait, tryWaits[min(n, len(tryWaits))-1])
	}
	return later(at, tried.Add(wait))
}

// runs are the refreshes of some groups whose start can be believed, latest begun first.
func (s Situation) runs(groups ...Group) []Refresh {
	var runs []Refresh
	for _, r := range s.Refreshes {
		for _, g := range groups {
			if r.Group == g && believable(r.StartedAt, s.Now) {
				runs = append(runs, r)
			}
		}
	}
	return runs
}

// started is the latest start among runs; zero when there is none.
func started(runs []Refresh) time.Time {
	var last time.Time
	for _, r := range runs {
		last = later(last, r.StartedAt)
	}
	return last
}
