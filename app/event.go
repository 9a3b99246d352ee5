package app

import (
	"sync"
	"time"
)

// Phase is a stage of a refresh, an import or a file export, in the order in which they come.
type Phase string

// Phases.
const (
	PhaseSigningIn   Phase = "signing_in"  // asking for a token, finding the version
	PhaseRoster      Phase = "roster"      // the patient list
	PhaseAsking      Phase = "asking"      // asking CMS for claims
	PhasePreparing   Phase = "preparing"   // CMS prepares the files
	PhaseDownloading Phase = "downloading" // files are fetched and put into the database
	PhaseImporting   Phase = "importing"   // files from a folder are put into the database
	PhaseSettling    Phase = "settling"    // which versions count, which records are one person
	PhaseExporting   Phase = "exporting"   // rows are written to a file
	PhaseDone        Phase = "done"
)

// Event says how far a piece of work is. It holds counts only, never a name or an id of a person.
type Event struct {
	Phase      Phase
	Roster     bool // the present job is the patient list, not the claims
	FilesDone  int
	FilesTotal int
	Bytes      int64         // received or read so far
	Resources  int           // stored so far
	Rows       int64         // written so far
	Item       string        // table being written
	Percent    int           // what CMS says; -1 when it says nothing
	Since      string        // RFC 3339; empty for the whole history
	Asked      time.Time     // when CMS was asked for the job it prepares
	ExpiresAt  time.Time     // when CMS deletes the files
	Rate       int64         // bytes a second, by the files of this run; 0 when not known
	Left       time.Duration // until the last file is in, by the files so far; 0 when not known
	// Waiting is set while we wait before trying again, with the reason.
	Waiting *Waiting
	At      time.Time
}

// Waiting says why and how long nothing happens.
type Waiting struct {
	Problem Problem
	For     time.Duration
}

// Report receives events; it is called from one goroutine at a time and must return quickly.
type Report func(Event)

// eventsPerSecond bounds how often progress inside one phase is told.
const eventsPerSecond = 10

// reporter lets a changed phase through at once and other events at most eventsPerSecond times a second; the last
// event of a phase always arrives, because each phase ends by reporting its final counts with force. Downloads that run
// side by side tell their waits through it too, so it takes one event at a time.
type reporter struct {
	mu   sync.Mutex
	to   Report
	now  func() time.Time
	last Event
}

func newReporter(to Report, now func() time.Time) *reporter {
	if to == nil {
		to = func(Event) {}
	}
	return &reporter{to: to, now: now}
}

func (r *reporter) tell(e Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e.At = r.now()
	if e.Phase == r.last.Phase && e.FilesDone == r.last.FilesDone && e.At.Sub(r.last.At) < time.Second/eventsPerSecond {
		return
	}
	r.last = e
	r.to(e)
}

// finish tells an event whatever the time.
func (r *reporter) finish(e Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e.At = r.now()
	r.last = e
	r.to(e)
}

// waiting tells the last event again, with the reason why it takes longer.
func (r *reporter) waiting(w Waiting) {
	r.mu.Lock()
	defer r.mu.Unlock()
	e := r.last
	e.At, e.Waiting = r.now(), &w
	r.to(e)
}
