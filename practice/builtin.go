package practice

import (
	"context"
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// BuiltIn is the practice server that the window and the demo start: made-up people with a history that ends today, on a
// free port of this computer, with every quirk that an export survives.
type BuiltIn struct {
	People int              // zero is 100
	Years  int              // zero is 3
	Now    func() time.Time // nil is time.Now
	// MinJobTime is how long a job takes; zero is one second.
	MinJobTime time.Duration
}

// Sizes and seed of the built-in people: the same ones at every start.
const (
	builtInPeople = 100
	builtInYears  = 3
	builtInSeed   = 1
)

// Start makes the people and listens. The caller closes what runs.
func (b BuiltIn) Start(ctx context.Context) (*Server, *Running, error) {
	if b.People <= 0 {
		b.People = builtInPeople
	}
	if b.Years <= 0 {
		b.Years = builtInYears
	}
	if b.Now == nil {
		b.Now = time.Now
	}
	people := synth.New(synth.Config{People: b.People, Years: b.Years, Seed: builtInSeed, End: b.Now()})
	server, err := New(Config{Source: NewPopulation(people), Quirks: AllQuirks, Now: b.Now, MinJobTime: b.MinJobTime})
	if err != nil {
		return nil, nil, err
	}
	running, err := server.Start(ctx, "127.0.0.1:0")
	if err != nil {
		return nil, nil, fmt.Errorf("built-in practice server: %w", err)
	}
	return server, running, nil
}
