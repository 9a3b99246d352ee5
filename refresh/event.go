package refresh

import (
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Kind names what happened.
type Kind string

// Kinds of events.
const (
	Start          Kind = "start"           // a run begins: first, after a stop, or after a restart of the program
	WaitOver       Kind = "wait over"       // the time of a wait has passed
	Accepted       Kind = "accepted"        // CMS runs a job for the export; its number is known
	Unsure         Kind = "unsure"          // the answer to the export was lost
	Busy           Kind = "busy"            // CMS refused the export because one is running
	NotThere       Kind = "not there"       // CMS has no job of ours
	Changed        Kind = "changed"         // the request was put differently: without since, or to another group
	Listed         Kind = "listed"          // the job is done and its files are listed
	GivenUp        Kind = "given up"        // CMS could not finish the job
	Gone           Kind = "gone"            // CMS does not know the job or its files any more
	CancelledThere Kind = "cancelled there" // somebody cancelled the job at CMS
	FileIn         Kind = "file in"         // a file is in, or given up
	AllIn          Kind = "all in"          // no file of the job is left to fetch
	Reconciled     Kind = "reconciled"      // the figures are settled and compared
	Finished       Kind = "finished"        // the end is ready to be told
	Held           Kind = "held"            // something keeps us from going on: Event.Reason
	Broken         Kind = "broken"          // something that waiting does not mend
	Pause          Kind = "pause"           // a person wants to go on later
	StopHere       Kind = "stop here"       // a person wants no more of it
	Cancel         Kind = "cancel"          // a person wants it stopped at CMS too
	Cancelled      Kind = "cancelled"       // CMS has stopped the job, or had none
)

// Kinds lists every kind of event.
func Kinds() []Kind {
	return []Kind{
		Start, WaitOver, Accepted, Unsure, Busy, NotThere, Changed, Listed, GivenUp, Gone, CancelledThere, FileIn, AllIn, Reconciled,
		Finished, Held, Broken, Pause, StopHere, Cancel, Cancelled,
	}
}

// Event is something that happened, with what the transitions need to know of it.
type Event struct {
	Kind Kind
	At   time.Time
	// Reason and For are of Held and NotThere: why, and for how long at least; 0 for the reason's own pause. NotThere
	// without a reason means that CMS has not heard of the export.
	Reason claims.WaitReason
	For    time.Duration
	// More says, with AllIn, that the plan has another export.
	More bool
	// Lacking says, with Finished, that a file did not come in.
	Lacking bool
	// Lasting says, with Start, that CMS may still have the missing files.
	Lasting bool
	// There says, with Cancel, that CMS may have a job of ours.
	There bool
}
