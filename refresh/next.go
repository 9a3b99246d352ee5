package refresh

import (
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// ImpossibleError reports an event that cannot happen in a state: a mistake in the program, never one of CMS or of a person.
type ImpossibleError struct {
	State claims.RefreshState
	Kind  Kind
}

func (e *ImpossibleError) Error() string {
	return fmt.Sprintf("refresh: %q cannot happen while %s", e.Kind, e.State)
}

// Next is the whole machine: what follows from an event. The new course is to be stored before the step is taken. It
// returns an *ImpossibleError, and the course unchanged, for an event that has no transition here.
func Next(c claims.Course, e Event) (claims.Course, claims.RefreshStep, error) {
	row, ok := find(c, e)
	if !ok {
		return c, none, &ImpossibleError{State: c.State, Kind: e.Kind}
	}
	if row.To == back {
		then := c.Then
		c.State = c.Back
		clearWait(&c)
		return c, then, nil
	}
	if row.then != nil {
		row.then(&c, e)
	}
	c.State = row.To
	if c.State != waiting {
		clearWait(&c)
	}
	return c, row.Do, nil
}

// Can says that a state has a transition for the event.
func Can(c claims.Course, e Event) bool {
	_, ok := find(c, e)
	return ok
}

// Rows lists every transition, in the order in which guards are asked.
func Rows() []Row {
	var rows []Row
	for _, state := range claims.RefreshStates() {
		for _, r := range table {
			if r.From == state {
				rows = append(rows, r)
			}
		}
		rows = append(rows, shared(state)...)
	}
	return rows
}

func find(c claims.Course, e Event) (Row, bool) {
	for _, r := range Rows() {
		if r.From == c.State && r.On == e.Kind && (r.When.holds == nil || r.When.holds(c, e)) {
			return r, true
		}
	}
	return Row{}, false
}

func clearWait(c *claims.Course) { interrupt(c, "", none, "", time.Time{}) }
