package app

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/schedule"
	"github.com/claimsdesk/claimsdesk/store"
)

// scheduleReach is how many refreshes a decision looks back over: more than a year of daily ones.
const scheduleReach = 400

// scheduleLook is one look at all that a schedule depends on.
type scheduleLook struct {
	situation  schedule.Situation
	connection claims.Connection // zero when none is set up
	refreshes  []claims.Refresh  // latest begun first
}

// look reads the situation from the data set.
func (s *Set) look(ctx context.Context, memory keeperMemory) (scheduleLook, error) {
	var l scheduleLook
	chosen, err := s.Schedule(ctx)
	if err != nil {
		return l, err
	}
	connection, err := s.db.Connection(ctx)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return l, err
	}
	known := err == nil
	if l.refreshes, err = s.db.Refreshes(ctx, 0, scheduleReach); err != nil {
		return l, err
	}
	resumed, err := s.resumedAt(ctx)
	if err != nil {
		return l, err
	}
	now := s.desk.now().Round(0) // the wall clock: that is what is stored, and what goes on while the computer sleeps
	l.connection = connection
	l.situation = schedule.Situation{
		Now: now, Location: now.Location(), Schedule: chosen, Memory: memory.forDecision(connection, resumed),
		Connection: schedule.Connection{Known: known, SecretEnds: secretEnds(connection, now.Location())},
	}
	for _, r := range l.refreshes {
		l.situation.Refreshes = append(l.situation.Refreshes, scheduledRefresh(r, connection.InUse))
	}
	return l, nil
}

// secretEnds is the begin of the day on which the secret counts as expired, where the person is; zero when not known.
func secretEnds(c claims.Connection, place *time.Location) time.Time {
	if c.IssuedAt.IsZero() {
		return time.Time{}
	}
	year, month, day := CredentialEnd(c.IssuedAt).Date()
	return time.Date(year, month, day, 0, 0, 0, 0, place)
}

// scheduledRefresh is a stored refresh as a schedule sees it. inUse is the version whose data count; empty for any.
func scheduledRefresh(r claims.Refresh, inUse string) schedule.Refresh {
	seen := schedule.Refresh{Group: scheduledGroup(r, inUse), State: schedule.Open, Full: r.Full, StartedAt: r.StartedAt, EndedAt: r.EndedAt, WaitingUntil: r.Until}
	switch r.State {
	case claims.RefreshDone:
		seen.State = schedule.Done
	case claims.RefreshPartly:
		seen.State = schedule.Partly
	case claims.RefreshFailed, claims.RefreshExpired:
		seen.State = schedule.Failed
	case claims.RefreshCancelled:
		seen.State = schedule.Cancelled
	}
	switch r.Reason {
	case claims.WaitJanuary:
		seen.Why = schedule.January
	case claims.WaitPaused:
		seen.Why = schedule.Paused
	case claims.WaitRoom:
		seen.Why = schedule.NoRoom
	case claims.WaitCredentials:
		seen.Why = schedule.Credentials
		if told := troubleTold(r.Problem); told.NeedsPerson() {
			seen.Why = told
		}
	default:
		if seen.State == schedule.Failed || seen.State == schedule.Cancelled {
			seen.Why = troubleTold(r.Problem)
		}
	}
	return seen
}

// scheduledGroup tells a refresh that settles a run of the schedule from one that asked for less, or for the other version.
func scheduledGroup(r claims.Refresh, inUse string) schedule.Group {
	for _, t := range defaultTypes {
		if !slices.Contains(r.Types, t) {
			return schedule.Other
		}
	}
	switch {
	case r.TypeFilter != "" && r.TypeFilter != (Choice{Early: true}).filter(), inUse != "" && r.APIVersion != inUse:
		return schedule.Other
	case r.Group == groupAll:
		return schedule.All
	case r.Group == groupRunout:
		return schedule.Runout
	default:
		return schedule.Other
	}
}

// troubles are the errors that a schedule tells apart; all others may be over the next time.
var troubles = []struct {
	is     schedule.Trouble
	errors []error
}{
	{schedule.January, []error{bcda.ErrJanuary}},
	{schedule.RunoutOver, []error{bcda.ErrRunoutOver}},
	{schedule.Credentials, []error{bcda.ErrCredentialsRefused, bcda.ErrBadCredentialFormat}},
	{schedule.AccessEnded, []error{bcda.ErrAccessEnded, bcda.ErrUnauthorized}},
	{schedule.NoSecret, []error{ErrNoSecret, ErrNoKeychain, ErrWrongPassphrase}},
	{schedule.NotAccepted, []error{bcda.ErrGroupUnknown, bcda.ErrTypeNotAllowed, bcda.ErrVersionNotEnabled, bcda.ErrBadRequest}},
	{schedule.NoRoom, []error{store.ErrDiskFull}},
	{schedule.Paused, []error{ErrPaused}},
}

// troubleOf is the trouble that an error stands for.
func troubleOf(err error) schedule.Trouble {
	if err == nil {
		return schedule.NoTrouble
	}
	for _, row := range troubles {
		if slices.ContainsFunc(row.errors, func(is error) bool { return errors.Is(err, is) }) {
			return row.is
		}
	}
	return schedule.Passing
}

// troubleTold finds the trouble by the words that were stored of it: the title that ProblemOf gives.
func troubleTold(problem string) schedule.Trouble {
	if problem == "" {
		return schedule.NoTrouble
	}
	for _, row := range troubles {
		if slices.ContainsFunc(row.errors, func(is error) bool { return ProblemOf(is).Title == problem }) {
			return row.is
		}
	}
	return schedule.Passing
}

// options are what a decision of the schedule asks for.
func (l scheduleLook) options(d schedule.Decision) RefreshOptions {
	if d.Do == schedule.CarryOn && len(l.refreshes) > 0 {
		return CarryOnOptions(l.refreshes[0], l.connection.InUse)
	}
	opts := RefreshOptions{Full: d.Full, Unattended: true}
	if d.Do == schedule.RefreshRunout {
		opts.Group = groupRunout
		return opts
	}
	if !l.situation.Schedule.Data.Early {
		return opts
	}
	early, err := Choice{Early: true}.Options(l.connection.InUse)
	if err != nil { // only days can be wrong
		return opts
	}
	opts.Types, opts.TypeFilter = early.Types, early.TypeFilter
	return opts
}

// CarryOnOptions ask for what a stored refresh asked for, so that it is taken up, or a partly one fetched again. inUse is the
// version whose data count.
func CarryOnOptions(r claims.Refresh, inUse string) RefreshOptions {
	opts := RefreshOptions{Types: r.Types, TypeFilter: r.TypeFilter, Full: r.Full, Unattended: true}
	if r.Group == groupPatient {
		opts.Patient = true
	} else {
		opts.Group = r.Group
	}
	if r.APIVersion != inUse {
		opts.API = r.APIVersion
	}
	return opts
}
