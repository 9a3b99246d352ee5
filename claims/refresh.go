package claims

import "time"

// RefreshState is where a refresh stands. A refresh that was interrupted stays in its last state and is taken up again.
type RefreshState string

// States of a refresh, in order. Package refresh says how they follow each other; docs/refresh.md is its picture.
const (
	RefreshPlanned     RefreshState = "planned"     // stored, nothing asked yet
	RefreshAsked       RefreshState = "asked"       // an export is asked for; whether the server heard it may not be known
	RefreshPreparing   RefreshState = "preparing"   // a job runs at CMS, its number is stored
	RefreshListed      RefreshState = "listed"      // the list of files is stored
	RefreshDownloading RefreshState = "downloading" // files are fetched and imported, each stored on its own
	RefreshReconciled  RefreshState = "reconciled"  // every file is in or given up, figures are settled and compared
	RefreshDone        RefreshState = "done"        // everything in; since moved
	RefreshPartly      RefreshState = "partly"      // some files missing or refused; since not moved
	RefreshWaiting     RefreshState = "waiting"     // nothing to do for a while, or until a person acts: see Course.Reason
	RefreshCancelling  RefreshState = "cancelling"  // a person wants it stopped at CMS too
	RefreshCancelled   RefreshState = "cancelled"   // stopped for good by a person, here or at CMS
	RefreshExpired     RefreshState = "expired"     // the files were deleted at CMS before all were in
	RefreshFailed      RefreshState = "failed"      // stopped with a problem that waiting does not mend
)

// RefreshStates lists every state, in order.
func RefreshStates() []RefreshState {
	return []RefreshState{
		RefreshPlanned, RefreshAsked, RefreshPreparing, RefreshListed, RefreshDownloading, RefreshReconciled, RefreshDone, RefreshPartly,
		RefreshWaiting, RefreshCancelling, RefreshCancelled, RefreshExpired, RefreshFailed,
	}
}

// Ended says that nothing more will happen in this refresh by itself.
func (s RefreshState) Ended() bool {
	switch s {
	case RefreshDone, RefreshPartly, RefreshFailed, RefreshCancelled, RefreshExpired:
		return true
	default:
		return false
	}
}

// RefreshStep is the next thing that a refresh does.
type RefreshStep string

// Steps of a refresh.
const (
	StepNone       RefreshStep = ""            // nothing: the run ends here
	StepAsk        RefreshStep = "ask"         // ask CMS for the export
	StepLookUp     RefreshStep = "look up"     // look among the server's jobs for the one whose answer was lost
	StepLookBeside RefreshStep = "look beside" // look for the running job that keeps ours from starting
	StepPoll       RefreshStep = "poll"        // see how far the job is
	StepFetch      RefreshStep = "fetch"       // fetch and import the files that are not in
	StepReconcile  RefreshStep = "reconcile"   // settle the figures and compare them with before
	StepFinish     RefreshStep = "finish"      // say how it ended; with everything in, the since moves
	StepCancel     RefreshStep = "cancel"      // cancel the job at CMS
	StepWait       RefreshStep = "wait"        // let time pass
)

// WaitReason says why a refresh waits.
type WaitReason string

// Reasons to wait.
const (
	WaitSlowDown    WaitReason = "slow_down"    // CMS asked for a pause
	WaitBusy        WaitReason = "busy"         // another export runs
	WaitNoAnswer    WaitReason = "no_answer"    // the server had not heard the request
	WaitFreshExport WaitReason = "fresh_export" // CMS gave the job up; one fresh export follows
	WaitOutage      WaitReason = "outage"       // CMS is in trouble or cannot be reached
	WaitJanuary     WaitReason = "january"      // CMS rebuilds its lists
	WaitPaused      WaitReason = "paused"       // by a person
	WaitCredentials WaitReason = "credentials"  // a person must renew them or ask for access
	WaitRoom        WaitReason = "room"         // the disk is full
)

// NeedsPerson says that time alone does not end the wait.
func (w WaitReason) NeedsPerson() bool {
	return w == WaitPaused || w == WaitCredentials || w == WaitRoom
}

// Fixed says that the wait is not cut short by starting again: CMS has set it.
func (w WaitReason) Fixed() bool { return w == WaitSlowDown || w == WaitFreshExport }

// Course is how far a refresh is: all that package refresh decides on. It is stored as a whole.
type Course struct {
	State   RefreshState
	Export  int  // which export of the plan is on, from 0
	Tries   int  // how often this export was asked for without CMS hearing it
	Renewed bool // this export was asked for afresh after CMS had lost the first
	Retried bool // missing files were tried once more after the end
	// Back and Then are what a wait interrupted: the state to return to and the step to take there.
	Back   RefreshState
	Then   RefreshStep
	Reason WaitReason
	Until  time.Time // zero when the wait has no end of its own
}

// Refresh is one attempt to bring the local data up to date.
type Refresh struct {
	ID int64
	Course
	APIVersion string
	Group      string // all, runout, new or patient
	Types      []string
	TypeFilter string // v3 _typeFilter as given; empty for none
	Full       bool   // no since: the whole history
	Since      string // RFC 3339; empty for a full refresh
	StartedAt  time.Time
	EndedAt    time.Time // zero while it is open
	// TransactionTime is the manifest's, of the claims job: the "data as of" of the screens and the next since.
	TransactionTime string
	Brought
	Problem string // PHI-free plain words; empty when none
}

// Brought is what a refresh brought, over all its runs.
type Brought struct {
	Files         int // in, without those that told only messages
	Missing       int // files that could not be fetched
	Refused       int // files that could not be read
	Bytes         int64
	People        int // on the roster; 0 when none was asked for
	NewPeople     int // on the roster and not on the one before
	GonePeople    int // on the roster before and not on this one
	Inserted      int // resources new to the data set
	Updated       int
	Unchanged     int
	Quarantined   int
	NewClaims     int   // of Inserted, the claims
	ChangedClaims int   // of Updated, the claims
	NotSupplied   int   // people whom CMS had no data for
	PaidCents     int64 // change of what base claims add up to
}

// Lacking says that a file did not come in.
func (b Brought) Lacking() bool { return b.Missing+b.Refused > 0 }

// JobState is where a job at CMS stands, as far as we know.
type JobState string

// States of a job.
const (
	JobAsked     JobState = "asked"     // about to be asked for: a lost reply is looked up among the server's jobs
	JobPreparing JobState = "preparing" // accepted, id known
	JobListed    JobState = "listed"    // manifest stored
	JobFetched   JobState = "fetched"   // every file in
	JobLost      JobState = "lost"      // expired, failed or cancelled at CMS
)

// Job is one asynchronous export on the CMS server that belongs to a refresh.
type Job struct {
	ID              int64 // ours
	RefreshID       int64
	Purpose         JobPurpose
	ServerID        string // the server's number; empty until it answered
	APIVersion      string
	Request         string // path and query, without origin
	State           JobState
	AskedAt         time.Time
	AskedThere      time.Time // the same by the server's clock, a little early rather than late
	TransactionTime string
	ExpiresAt       time.Time // when the server deletes the files; zero when unknown
}

// JobPurpose says what a job is for.
type JobPurpose string

// Purposes of jobs.
const (
	JobRoster JobPurpose = "roster" // the Patient snapshot, without since
	JobClaims JobPurpose = "claims" // everything else, since the last one
)

// FileState is where one file of a job stands.
type FileState string

// States of a file.
const (
	FileListed   FileState = "listed"
	FileImported FileState = "imported" // committed together with its rows
	FileMissing  FileState = "missing"  // failed for good
	FileRefused  FileState = "refused"  // not readable as what it should be
)

// JobFile is one file of a job's manifest.
type JobFile struct {
	JobID   int64
	Place   int    // 0-based place in the manifest
	Name    string // last part of the file's path at the server
	Type    string // resource type as listed
	IsError bool   // from the manifest's error list
	State   FileState
	Reason  string // PHI-free; why missing or refused
}
