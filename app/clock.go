package app

import (
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// clockTolerance is how far this computer's clock may be off before anybody is told. Tokens and assertions live for minutes.
const clockTolerance = 5 * time.Minute

// ClockProblem puts into words how far this computer's clock is off; behind is the server's clock minus ours. False while it is close
// enough, and where no server has told (docs/reference/screens.md 9).
func ClockProblem(behind time.Duration) (Problem, bool) {
	behind = behind.Round(time.Minute) // servers tell whole seconds, some time ago
	switch {
	case behind >= clockTolerance:
		return Problem{Title: fmt.Sprintf(clockSlow, SpanText(behind)), Text: clockDo, Exit: ExitFailed}, true
	case behind <= -clockTolerance:
		return Problem{Title: fmt.Sprintf(clockFast, SpanText(-behind)), Text: clockDo, Exit: ExitFailed}, true
	default:
		return Problem{}, false
	}
}

// clockBehind is the server's clock minus this computer's, as far as answers told it. The practice server runs on this computer.
func (s *server) clockBehind() time.Duration {
	if s.connection.Environment == claims.EnvPractice {
		return 0
	}
	for _, client := range s.clients {
		if behind, known := client.ClockSkew(); known {
			return behind
		}
	}
	return 0
}

// hearClock keeps what a server told of this computer's clock.
func (s *Set) hearClock(of *server) {
	if of != nil {
		s.clockBehind.Store(int64(of.clockBehind()))
	}
}
