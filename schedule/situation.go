package schedule

import "time"

// Group is whose data a refresh asked for.
type Group string

// Groups.
const (
	All    Group = "all"    // everybody on the list, with all kinds of data that a run asks for
	Runout Group = "runout" // last year's claims
	Other  Group = ""       // something narrower that a person asked for; it settles nothing
)

// State is where a refresh stands, as far as a schedule cares.
type State string

// States.
const (
	Open      State = "open" // not ended: it can be carried on
	Done      State = "done"
	Partly    State = "partly" // ended, some files are missing
	Failed    State = "failed"
	Cancelled State = "cancelled" // by a person
)

// Trouble is why a refresh stopped or waits.
type Trouble string

// Troubles.
const (
	NoTrouble   Trouble = ""
	January     Trouble = "january"      // CMS has no list for the new year yet
	RunoutOver  Trouble = "runout_over"  // last year's claims are not offered
	Credentials Trouble = "credentials"  // not accepted: a person must renew them
	AccessEnded Trouble = "access_ended" // the organization has no access, or none to this
	NoSecret    Trouble = "no_secret"    // it is not on this computer
	NotAccepted Trouble = "not_accepted" // the request as such; asking again does not help
	Paused      Trouble = "paused"       // by a person
	NoRoom      Trouble = "no_room"      // the disk is full
	Passing     Trouble = "passing"      // anything that may be over the next time
)

// NeedsPerson says that nothing runs until a person has acted.
func (t Trouble) NeedsPerson() bool { return t == Credentials || t == AccessEnded || t == NoSecret }

// Refresh is one refresh, as far as a schedule cares.
type Refresh struct {
	Group     Group
	State     State
	Full      bool // the whole history
	StartedAt time.Time
	EndedAt   time.Time // zero while it is open
	// WaitingUntil is when an open refresh may go on; zero when it need not wait.
	WaitingUntil time.Time
	Why          Trouble
}

// Connection is what a schedule needs to know of the connection.
type Connection struct {
	Known bool // one is set up
	// SecretEnds is when the secret stops working; zero when nobody said when it was made.
	SecretEnds time.Time
}

// Memory is what is remembered from look to look, because the refreshes do not tell it.
type Memory struct {
	// TriedAt is when a refresh was last started or carried on by the schedule; Tries counts starts since one last ended.
	TriedAt time.Time `json:"tried_at,omitzero"`
	Tries   int       `json:"tries,omitempty"`
	// Trouble stops everything until a person has acted; only troubles that need one are kept.
	Trouble Trouble `json:"trouble,omitempty"`
	// StoppedAt is when a person last stopped a refresh that can be carried on.
	StoppedAt time.Time `json:"stopped_at,omitzero"`
	// ResumedAt is when a person last did something about the connection or the schedule.
	ResumedAt time.Time `json:"resumed_at,omitzero"`
}

// Situation is all that Decide looks at.
type Situation struct {
	Now      time.Time
	Location *time.Location // where the computer's clock hangs
	Schedule Schedule
	// Refreshes are the last ones, of every group, latest begun first. They should reach back to the last full one.
	Refreshes  []Refresh
	Connection Connection
	Memory     Memory
	Running    bool // a refresh runs in this program
}

// Action is what to do.
type Action string

// Actions.
const (
	Nothing       Action = "nothing"        // until Decision.At, or until something else changes when At is zero
	RefreshAll    Action = "refresh_all"    // a run for everybody on the list
	RefreshRunout Action = "refresh_runout" // a run for last year's claims
	CarryOn       Action = "carry_on"       // the open refresh
	Probe         Action = "probe"          // a full run, to see whether the January pause is over
	Stop          Action = "stop"           // a person is needed
)

// Reason says why, as a code.
type Reason string

// Reasons.
const (
	BecauseOff         Reason = "off"
	BecauseUnconnected Reason = "no_connection"
	BecauseRunning     Reason = "running"
	BecauseScheduled   Reason = "scheduled"
	BecauseMissed      Reason = "missed"      // an occurrence while the computer slept or the program was closed
	BecauseRetry       Reason = "retry"       // the last run did not get everything
	BecauseInterrupted Reason = "interrupted" // a refresh is open
	BecauseWaiting     Reason = "waiting"     // a refresh is open and must wait
	BecausePaused      Reason = "paused"      // a person paused a refresh
	BecauseJanuary     Reason = "january"
	BecauseExpired     Reason = "secret_expired"
	BecauseCredentials Reason = "credentials"
	BecauseAccessEnded Reason = "access_ended"
	BecauseNoSecret    Reason = "no_secret"
)

// Decision says what to do now.
type Decision struct {
	Do Action
	// At is, for Nothing, when the next thing is to be done, and else when this was to be done; zero when no time is known.
	At time.Time
	// Then is, for Nothing, what is to be done at At.
	Then Action
	Full bool // the run fetches everything; CarryOn leaves the refresh as it was
	Why  Reason
}
