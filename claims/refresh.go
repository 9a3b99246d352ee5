package claims

import "time"

// RefreshState is where a refresh stands. A refresh that was interrupted stays in its last state and can be resumed.
type RefreshState string

// States of a refresh, in order; the last three are ends.
const (
	RefreshPlanned     RefreshState = "planned"     // stored, nothing asked yet
	RefreshPreparing   RefreshState = "preparing"   // a job runs at CMS
	RefreshDownloading RefreshState = "downloading" // files are fetched and imported
	RefreshDone        RefreshState = "done"        // everything in; since moved
	RefreshPartly      RefreshState = "partly"      // some files missing or refused; since not moved
	RefreshFailed      RefreshState = "failed"      // stopped with a problem
	RefreshCancelled   RefreshState = "cancelled"   // stopped by a person
)

// Ended says that nothing more will happen in this refresh.
func (s RefreshState) Ended() bool {
	return s == RefreshDone || s == RefreshPartly || s == RefreshFailed || s == RefreshCancelled
}

// Refresh is one attempt to bring the local data up to date.
type Refresh struct {
	ID         int64
	State      RefreshState
	APIVersion string
	Group      string // all, runout, new or patient
	Types      []string
	TypeFilter string // v3 _typeFilter as given; empty for none
	Full       bool   // no since: the whole history
	Since      string // RFC 3339; empty for a full refresh
	StartedAt  time.Time
	EndedAt    time.Time // zero while it runs
	// TransactionTime is the manifest's, of the claims job: the "data as of" of the screens and the next since.
	TransactionTime string
	People          int // on the roster
	Inserted        int
	Updated         int
	Unchanged       int
	Quarantined     int
	Problem         string // PHI-free plain words; empty when none
}

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
