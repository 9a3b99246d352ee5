package refresh_test

import (
	"errors"
	"flag"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/refresh"
)

var update = flag.Bool("update", false, "rewrite the generated part of docs/refresh.md")

var noon = time.Date(2026, 8, 20, 12, 0, 0, 0, time.UTC)

// The story of a refresh, event by event.
func TestNext(t *testing.T) {
	type step struct {
		event refresh.Event
		state claims.RefreshState
		do    claims.RefreshStep
	}
	at := func(kind refresh.Kind) refresh.Event { return refresh.Event{Kind: kind, At: noon} }
	more := refresh.Event{Kind: refresh.AllIn, At: noon, More: true}
	held := func(why claims.WaitReason, pause time.Duration) refresh.Event {
		return refresh.Event{Kind: refresh.Held, At: noon, Reason: why, For: pause}
	}
	toPreparing := []step{{at(refresh.Start), claims.RefreshAsked, claims.StepAsk}, {at(refresh.Accepted), claims.RefreshPreparing, claims.StepPoll}}
	toListed := append(slices.Clone(toPreparing), step{at(refresh.Listed), claims.RefreshListed, claims.StepFetch})
	tests := map[string][]step{
		"undisturbed, two exports": append(slices.Clone(toListed),
			step{at(refresh.FileIn), claims.RefreshDownloading, claims.StepNone},
			step{more, claims.RefreshAsked, claims.StepAsk},
			step{at(refresh.Accepted), claims.RefreshPreparing, claims.StepPoll},
			step{at(refresh.Listed), claims.RefreshListed, claims.StepFetch},
			step{at(refresh.AllIn), claims.RefreshDownloading, claims.StepReconcile},
			step{at(refresh.Reconciled), claims.RefreshReconciled, claims.StepFinish},
			step{at(refresh.Finished), claims.RefreshDone, claims.StepNone}),
		"the program ended while asking": {
			{at(refresh.Start), claims.RefreshAsked, claims.StepAsk}, {at(refresh.Start), claims.RefreshAsked, claims.StepLookUp},
			{at(refresh.Accepted), claims.RefreshPreparing, claims.StepPoll},
		},
		"the answer was lost and CMS had not heard": {
			{at(refresh.Start), claims.RefreshAsked, claims.StepAsk}, {at(refresh.Unsure), claims.RefreshAsked, claims.StepLookUp},
			{at(refresh.NotThere), claims.RefreshWaiting, claims.StepWait}, {at(refresh.WaitOver), claims.RefreshAsked, claims.StepAsk},
		},
		"another export runs": {
			{at(refresh.Start), claims.RefreshAsked, claims.StepAsk}, {at(refresh.Busy), claims.RefreshAsked, claims.StepLookBeside},
			{refresh.Event{Kind: refresh.NotThere, At: noon, Reason: claims.WaitBusy}, claims.RefreshWaiting, claims.StepWait},
			{at(refresh.Start), claims.RefreshAsked, claims.StepAsk},
		},
		"given up once": append(slices.Clone(toPreparing),
			step{at(refresh.GivenUp), claims.RefreshWaiting, claims.StepWait},
			step{refresh.Event{Kind: refresh.Start, At: noon.Add(time.Minute)}, claims.RefreshWaiting, claims.StepWait},
			step{refresh.Event{Kind: refresh.Start, At: noon.Add(refresh.FreshExportWait)}, claims.RefreshAsked, claims.StepAsk},
			step{at(refresh.Accepted), claims.RefreshPreparing, claims.StepPoll},
			step{at(refresh.GivenUp), claims.RefreshFailed, claims.StepNone}),
		"files gone, twice": append(slices.Clone(toListed),
			step{at(refresh.Gone), claims.RefreshAsked, claims.StepAsk}, step{at(refresh.Accepted), claims.RefreshPreparing, claims.StepPoll},
			step{at(refresh.Gone), claims.RefreshExpired, claims.StepNone}),
		"paused while downloading": append(slices.Clone(toListed),
			step{at(refresh.FileIn), claims.RefreshDownloading, claims.StepNone}, step{at(refresh.Pause), claims.RefreshWaiting, claims.StepNone},
			step{at(refresh.Start), claims.RefreshDownloading, claims.StepFetch}),
		"paused before anything was asked": {
			{at(refresh.Pause), claims.RefreshWaiting, claims.StepNone}, {at(refresh.Start), claims.RefreshAsked, claims.StepAsk},
		},
		"CMS asks for a pause in a download": append(slices.Clone(toListed),
			step{held(claims.WaitSlowDown, time.Minute), claims.RefreshWaiting, claims.StepWait},
			step{at(refresh.Start), claims.RefreshWaiting, claims.StepWait},
			step{at(refresh.WaitOver), claims.RefreshListed, claims.StepFetch}),
		"January": {
			{at(refresh.Start), claims.RefreshAsked, claims.StepAsk}, {held(claims.WaitJanuary, 0), claims.RefreshWaiting, claims.StepWait},
			{at(refresh.Start), claims.RefreshAsked, claims.StepLookUp},
		},
		"cancelled at CMS": append(slices.Clone(toPreparing),
			step{refresh.Event{Kind: refresh.Cancel, At: noon, There: true}, claims.RefreshCancelling, claims.StepCancel},
			step{held(claims.WaitOutage, 0), claims.RefreshWaiting, claims.StepWait},
			step{at(refresh.Start), claims.RefreshCancelling, claims.StepCancel},
			step{at(refresh.Cancelled), claims.RefreshCancelled, claims.StepNone}),
		"missing files, once more": append(slices.Clone(toListed),
			step{at(refresh.AllIn), claims.RefreshDownloading, claims.StepReconcile},
			step{at(refresh.Reconciled), claims.RefreshReconciled, claims.StepFinish},
			step{refresh.Event{Kind: refresh.Finished, At: noon, Lacking: true}, claims.RefreshPartly, claims.StepNone},
			step{refresh.Event{Kind: refresh.Start, At: noon, Lasting: true}, claims.RefreshDownloading, claims.StepFetch}),
	}
	for name, steps := range tests {
		t.Run(name, func(t *testing.T) {
			c := claims.Course{State: claims.RefreshPlanned}
			for i, s := range steps {
				next, do, err := refresh.Next(c, s.event)
				if err != nil {
					t.Fatalf("event %d: %v", i+1, err)
				}
				if next.State != s.state || do != s.do {
					t.Fatalf("event %d, %s: got %s with step %q, want %s with %q", i+1, s.event.Kind, next.State, do, s.state, s.do)
				}
				c = next
			}
		})
	}
}

// Every pair of state and event either has a transition, whatever the guards say, or is told as impossible.
func TestEveryPairOfStateAndEvent(t *testing.T) {
	partial := []string{"partly/start"} // a refresh that may not be taken up again is over
	for _, state := range claims.RefreshStates() {
		for _, kind := range refresh.Kinds() {
			guards := 0
			open := false
			for _, r := range refresh.Rows() {
				if r.From == state && r.On == kind {
					guards++
					open = open || r.When.Words == ""
				}
			}
			c := claims.Course{State: state}
			_, _, err := refresh.Next(c, refresh.Event{Kind: kind, At: noon})
			var impossible *refresh.ImpossibleError
			switch pair := string(state) + "/" + string(kind); {
			case guards == 0 && !errors.As(err, &impossible):
				t.Errorf("%s: got %v, want an ImpossibleError", pair, err)
			case guards > 0 && !open && !slices.Contains(partial, pair):
				t.Errorf("%s: every row has a guard, so there are cases without one", pair)
			}
			if state.Ended() && kind != refresh.Start && guards > 0 {
				t.Errorf("%s: an ended refresh reacts", string(state))
			}
			if !state.Ended() && guards == 0 && (kind == refresh.Start || kind == refresh.Cancel) && state != claims.RefreshCancelling {
				t.Errorf("%s: an open refresh cannot %s", state, kind)
			}
		}
	}
}

// anyEvent draws an event that the course has a transition for.
func anyEvent(t *rapid.T, c claims.Course, now time.Time) refresh.Event {
	var possible []refresh.Event
	for _, kind := range refresh.Kinds() {
		e := refresh.Event{
			Kind: kind, At: now, More: c.Export == 0 && rapid.Bool().Draw(t, "more"), Lacking: rapid.Bool().Draw(t, "lacking"),
			Lasting: rapid.Bool().Draw(t, "lasting"), There: c.State != claims.RefreshPlanned,
		}
		if kind == refresh.Held {
			e.Reason = rapid.SampledFrom([]claims.WaitReason{claims.WaitSlowDown, claims.WaitOutage, claims.WaitJanuary, claims.WaitCredentials, claims.WaitRoom}).Draw(t, "why")
		}
		if refresh.Can(c, e) {
			possible = append(possible, e)
		}
	}
	if len(possible) == 0 {
		return refresh.Event{}
	}
	return rapid.SampledFrom(possible).Draw(t, "event")
}

// Whatever happens in whatever order, and however often the program ends and starts: no export is asked for while CMS may
// still have heard the one before.
func TestNoSecondExport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, now := claims.Course{State: claims.RefreshPlanned}, noon
		mayRun := false // CMS may have a job of the present export
		for range rapid.IntRange(1, 60).Draw(t, "events") {
			now = now.Add(time.Duration(rapid.IntRange(0, 3600).Draw(t, "seconds")) * time.Second)
			e := anyEvent(t, c, now)
			if e.Kind == "" {
				return
			}
			switch e.Kind {
			case refresh.NotThere, refresh.Changed, refresh.GivenUp, refresh.Gone, refresh.AllIn:
				mayRun = false // CMS has said that there is none, or it is fetched
			}
			next, do, err := refresh.Next(c, e)
			if err != nil {
				t.Fatal(err)
			}
			if do == claims.StepAsk {
				if mayRun {
					t.Fatalf("%s in %s asks for a second export", e.Kind, c.State)
				}
				mayRun = true
			}
			if waits := next.State == claims.RefreshWaiting; waits != (next.Reason != "") || waits != (next.Back != "") {
				t.Fatalf("%s in %s: state %s with reason %q", e.Kind, c.State, next.State, next.Reason)
			}
			if next.Reason.NeedsPerson() != (next.State == claims.RefreshWaiting && next.Until.IsZero()) {
				t.Fatalf("%s in %s: waits for %q until %v", e.Kind, c.State, next.Reason, next.Until)
			}
			c = next
		}
	})
}

// From wherever a refresh is, it comes to an end when everything goes well from then on.
func TestEveryCourseCanEnd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, now := claims.Course{State: claims.RefreshPlanned}, noon
		for range rapid.IntRange(0, 40).Draw(t, "events") {
			e := anyEvent(t, c, now)
			if e.Kind == "" {
				return
			}
			c, _, _ = mustNext(t, c, e)
		}
		_, _, err := refresh.Next(c, refresh.Event{Kind: refresh.Start, At: now})
		if err != nil && !c.State.Ended() {
			t.Fatalf("cannot start in %s: %v", c.State, err)
		}
		if err != nil {
			return
		}
		c, do, _ := mustNext(t, c, refresh.Event{Kind: refresh.Start, At: now})
		for i := 0; !c.State.Ended(); i++ {
			if i > 20 {
				t.Fatalf("no end: in %s with step %q", c.State, do)
			}
			c, do, _ = mustNext(t, c, wellDone(t, c, do, now))
		}
	})
}

// wellDone is what a step brings when all goes well.
func wellDone(t *rapid.T, c claims.Course, do claims.RefreshStep, now time.Time) refresh.Event {
	kind, ok := map[claims.RefreshStep]refresh.Kind{
		claims.StepAsk: refresh.Accepted, claims.StepLookUp: refresh.Accepted, claims.StepLookBeside: refresh.Accepted, claims.StepPoll: refresh.Listed,
		claims.StepFetch: refresh.AllIn, claims.StepReconcile: refresh.Reconciled, claims.StepFinish: refresh.Finished,
		claims.StepCancel: refresh.Cancelled, claims.StepWait: refresh.WaitOver,
	}[do]
	if !ok {
		t.Fatalf("in %s there is no next step", c.State)
	}
	return refresh.Event{Kind: kind, At: now, More: c.Export == 0}
}

func mustNext(t *rapid.T, c claims.Course, e refresh.Event) (claims.Course, claims.RefreshStep, refresh.Event) {
	next, do, err := refresh.Next(c, e)
	if err != nil {
		t.Fatal(err)
	}
	return next, do, e
}

// An export that CMS does not start is asked for ten times, then CMS is left in peace for a while.
func TestAskingSlowsDown(t *testing.T) {
	c := claims.Course{State: claims.RefreshPlanned}
	asks, longest := 0, time.Duration(0)
	for e := (refresh.Event{Kind: refresh.Start, At: noon}); c.Reason != claims.WaitOutage; {
		next, do, err := refresh.Next(c, e)
		if err != nil {
			t.Fatal(err)
		}
		switch do {
		case claims.StepAsk:
			asks++
			e = refresh.Event{Kind: refresh.Busy, At: noon}
		case claims.StepLookBeside:
			e = refresh.Event{Kind: refresh.NotThere, At: noon, Reason: claims.WaitBusy}
		case claims.StepWait:
			longest = max(longest, next.Until.Sub(noon))
			e = refresh.Event{Kind: refresh.WaitOver, At: noon}
		}
		c = next
	}
	if asks != refresh.MaxTries || longest != 9*time.Minute || c.Then != claims.StepAsk {
		t.Errorf("asked %d times with waits up to %s, then %q", asks, longest, c.Then)
	}
}

// docs/refresh.md shows the table as it is.
func TestDocumentShowsTable(t *testing.T) {
	const file, begin, end = "../docs/refresh.md", "<!-- drawn from package refresh: begin -->\n", "<!-- drawn from package refresh: end -->\n"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := begin + "\n```mermaid\n" + refresh.Diagram() + "```\n\n" + refresh.Table() + "\n" + end
	from, to := strings.Index(string(text), begin), strings.Index(string(text), end)
	if from < 0 || to < 0 {
		t.Fatalf("%s has no place for the table", file)
	}
	got := string(text[from : to+len(end)])
	if got == want {
		return
	}
	if !*update {
		t.Fatalf("%s differs from the table of package refresh: run this test with -update", file)
	}
	if err := os.WriteFile(file, []byte(string(text[:from])+want+string(text[to+len(end):])), 0o600); err != nil {
		t.Fatal(err)
	}
}
