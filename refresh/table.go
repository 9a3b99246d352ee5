package refresh

import (
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Row is one transition: in a state, on an event, when the guard holds, to a state with a step.
type Row struct {
	From claims.RefreshState
	On   Kind
	When Guard
	To   claims.RefreshState
	Do   claims.RefreshStep
	then change
}

// Guard is a condition of a row, and its words in the picture.
type Guard struct {
	Words string // empty: always
	holds func(claims.Course, Event) bool
}

// change is what a transition does to the course beside state and step.
type change func(*claims.Course, Event)

// MaxTries is how often an export that CMS does not start is asked for in a row (docs/reference/bcda-protocol.md 9).
const MaxTries = 10

// Pauses between tries (docs/reference/bcda-protocol.md 9).
const (
	FreshExportWait = 15 * time.Minute // before the one fresh export after CMS gave a job up
	busyFirst       = time.Minute      // before asking again while another export runs; it grows by as much
	busyMost        = 10 * time.Minute
	unheardFirst    = 2 * time.Second // before asking again for what CMS had not heard; it doubles
	unheardMost     = time.Minute
	outageWait      = 5 * time.Minute // before looking again at a server in trouble, which the client has tried for minutes
	januaryWait     = 24 * time.Hour
)

// Shorter names for the table.
const (
	planned     = claims.RefreshPlanned
	asked       = claims.RefreshAsked
	preparing   = claims.RefreshPreparing
	listed      = claims.RefreshListed
	downloading = claims.RefreshDownloading
	reconciled  = claims.RefreshReconciled
	done        = claims.RefreshDone
	partly      = claims.RefreshPartly
	waiting     = claims.RefreshWaiting
	cancelling  = claims.RefreshCancelling
	cancelled   = claims.RefreshCancelled
	expired     = claims.RefreshExpired
	failed      = claims.RefreshFailed

	// back is no state: it stands for the one that a wait interrupted, with the step it was about to take.
	back claims.RefreshState = "where it was"

	none       = claims.StepNone
	ask        = claims.StepAsk
	lookUp     = claims.StepLookUp
	lookBeside = claims.StepLookBeside
	poll       = claims.StepPoll
	fetch      = claims.StepFetch
	reconcile  = claims.StepReconcile
	finish     = claims.StepFinish
	cancel     = claims.StepCancel
	wait       = claims.StepWait
)

var (
	triesLeft = Guard{"fewer than 10 tries", func(c claims.Course, _ Event) bool { return c.Tries+1 < MaxTries }}
	renewable = Guard{"the first time", func(c claims.Course, _ Event) bool { return !c.Renewed }}
	more      = Guard{"another export follows", func(_ claims.Course, e Event) bool { return e.More }}
	lacking   = Guard{"a file is missing", func(_ claims.Course, e Event) bool { return e.Lacking }}
	there     = Guard{"CMS may have a job", func(_ claims.Course, e Event) bool { return e.There }}
	retryable = Guard{"CMS still has the files, the first time", func(c claims.Course, e Event) bool { return e.Lasting && !c.Retried }}
	tooEarly  = Guard{"CMS has set the time and it is not over", func(c claims.Course, e Event) bool {
		return c.Reason.Fixed() && e.At.Before(c.Until)
	}}
)

// table is every transition that is particular to a state. For one state and event the first row whose guard holds is
// taken. Transitions that open states share are in shared.
var table = []Row{
	{From: planned, On: Start, To: asked, Do: ask},

	{From: asked, On: Start, To: asked, Do: lookUp}, // the program ended after asking: CMS may have heard it
	{From: asked, On: Accepted, To: preparing, Do: poll, then: heard},
	{From: asked, On: Unsure, To: asked, Do: lookUp},
	{From: asked, On: Busy, To: asked, Do: lookBeside},
	{From: asked, On: Changed, To: asked, Do: ask},
	{From: asked, On: NotThere, When: triesLeft, To: waiting, Do: wait, then: tryAgain},
	{From: asked, On: NotThere, To: waiting, Do: wait, then: tryMuchLater},

	{From: preparing, On: Start, To: preparing, Do: poll},
	{From: preparing, On: Listed, To: listed, Do: fetch},
	{From: preparing, On: GivenUp, When: renewable, To: waiting, Do: wait, then: freshExport},
	{From: preparing, On: GivenUp, To: failed, Do: none},
	{From: preparing, On: CancelledThere, To: cancelled, Do: none},

	{From: listed, On: Start, To: listed, Do: fetch},
	{From: listed, On: FileIn, To: downloading, Do: none},
	{From: downloading, On: Start, To: downloading, Do: fetch},
	{From: downloading, On: FileIn, To: downloading, Do: none},
	{From: downloading, On: Reconciled, To: reconciled, Do: finish},

	{From: reconciled, On: Start, To: reconciled, Do: finish},
	{From: reconciled, On: Finished, When: lacking, To: partly, Do: none},
	{From: reconciled, On: Finished, To: done, Do: none},

	{From: partly, On: Start, When: retryable, To: downloading, Do: fetch, then: retried},

	{From: waiting, On: Start, When: tooEarly, To: waiting, Do: wait},
	{From: waiting, On: Start, To: back},
	{From: waiting, On: WaitOver, To: back},

	{From: cancelling, On: Start, To: cancelling, Do: cancel},
	{From: cancelling, On: Cancelled, To: cancelled, Do: none},
}

// shared are transitions of several states.
func shared(from claims.RefreshState) []Row {
	var rows []Row
	add := func(list ...Row) {
		for _, r := range list {
			r.From = from
			rows = append(rows, r)
		}
	}
	switch from {
	case preparing, listed, downloading:
		add(Row{On: Gone, When: renewable, To: asked, Do: ask, then: renew}, Row{On: Gone, To: expired, Do: none})
	}
	switch from {
	case listed, downloading:
		add(Row{On: AllIn, When: more, To: asked, Do: ask, then: nextExport}, Row{On: AllIn, To: downloading, Do: reconcile})
	}
	switch from {
	case planned, asked, preparing, listed, downloading, reconciled, cancelling:
		add(Row{On: Held, To: waiting, Do: wait, then: hold}, Row{On: Broken, To: failed, Do: none})
	}
	switch from {
	case planned, asked, preparing, listed, downloading, reconciled:
		add(Row{On: Pause, To: waiting, Do: none, then: pause})
	case waiting:
		add(Row{On: Pause, To: waiting, Do: none, then: stayPaused})
	}
	if !from.Ended() {
		add(Row{On: StopHere, To: cancelled, Do: none})
	}
	if !from.Ended() && from != cancelling {
		add(Row{On: Cancel, When: there, To: cancelling, Do: cancel}, Row{On: Cancel, To: cancelled, Do: none})
	}
	return rows
}

// heard forgets the tries: CMS has answered.
func heard(c *claims.Course, _ Event) { c.Tries = 0 }

func renew(c *claims.Course, _ Event) { c.Renewed, c.Tries = true, 0 }

func retried(c *claims.Course, _ Event) { c.Retried = true }

// nextExport turns to the next export of the plan.
func nextExport(c *claims.Course, _ Event) { c.Export, c.Tries, c.Renewed = c.Export+1, 0, false }

// tryAgain waits before the export is asked for once more. Event.For is what CMS asked for, if it did.
func tryAgain(c *claims.Course, e Event) {
	c.Tries++
	reason, pause := e.Reason, min(busyFirst*time.Duration(c.Tries), busyMost)
	if reason == "" {
		reason, pause = claims.WaitNoAnswer, growing(unheardFirst, unheardMost, c.Tries)
	}
	interrupt(c, asked, ask, reason, e.At.Add(max(pause, e.For)))
}

// tryMuchLater leaves CMS in peace for a while after many tries, and then begins to count anew.
func tryMuchLater(c *claims.Course, e Event) {
	c.Tries = 0
	interrupt(c, asked, ask, claims.WaitOutage, e.At.Add(max(outageWait, e.For)))
}

func freshExport(c *claims.Course, e Event) {
	c.Renewed, c.Tries = true, 0
	interrupt(c, asked, ask, claims.WaitFreshExport, e.At.Add(FreshExportWait))
}

// hold waits in the midst of a step, to take it again afterwards.
func hold(c *claims.Course, e Event) {
	pause := e.For
	switch e.Reason {
	case claims.WaitOutage:
		pause = max(pause, outageWait)
	case claims.WaitJanuary:
		pause = max(pause, januaryWait)
	}
	until := e.At.Add(pause)
	if e.Reason.NeedsPerson() {
		until = time.Time{}
	}
	begin := startRow(c.State)
	interrupt(c, begin.To, begin.Do, e.Reason, until)
}

func pause(c *claims.Course, _ Event) {
	begin := startRow(c.State)
	interrupt(c, begin.To, begin.Do, claims.WaitPaused, time.Time{})
}

// stayPaused turns another wait into one that a person must end.
func stayPaused(c *claims.Course, _ Event) { c.Reason, c.Until = claims.WaitPaused, time.Time{} }

func interrupt(c *claims.Course, back claims.RefreshState, then claims.RefreshStep, reason claims.WaitReason, until time.Time) {
	c.Back, c.Then, c.Reason, c.Until = back, then, reason, until
}

// startRow is how a run begins in an open state.
func startRow(s claims.RefreshState) Row {
	for _, r := range table {
		if r.From == s && r.On == Start {
			return r
		}
	}
	return Row{To: s}
}

// growing doubles a pause with each try, up to most.
func growing(first, most time.Duration, tries int) time.Duration {
	d := first
	for range tries - 1 {
		if d >= most {
			break
		}
		d *= 2
	}
	return min(d, most)
}
