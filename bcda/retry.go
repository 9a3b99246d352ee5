package bcda

import (
	"net/http"
	"time"
)

// RetryPolicy is the back-off schedule of operations that may be repeated (docs/reference/bcda-protocol.md 9).
// Zero fields take the value of DefaultRetry.
type RetryPolicy struct {
	Tries    int           // attempts in all for server trouble, dropped connections and rate limits
	Unseen   int           // attempts in all while the server has never answered; then the user should hear of it
	First    time.Duration // wait before the second attempt; it doubles from there
	Max      time.Duration // longest wait of the schedule
	Refusals time.Duration // wait before the one repeat of refused credentials
}

// DefaultRetry is 2, 4, 8 ... 60 s over 10 attempts, some five minutes.
func DefaultRetry() RetryPolicy {
	return RetryPolicy{Tries: 10, Unseen: 3, First: 2 * time.Second, Max: time.Minute, Refusals: 2 * time.Second}
}

// withDefaults fills the zero fields.
func (p RetryPolicy) withDefaults() RetryPolicy {
	d := DefaultRetry()
	if p.Tries <= 0 {
		p.Tries = d.Tries
	}
	if p.Unseen <= 0 {
		p.Unseen = min(d.Unseen, p.Tries)
	}
	if p.First <= 0 {
		p.First = d.First
	}
	if p.Max <= 0 {
		p.Max = d.Max
	}
	if p.Refusals <= 0 {
		p.Refusals = d.Refusals
	}
	return p
}

// Delay is the wait after the given number of failed attempts (1 or more). Jitter is from 0 to 1 and moves the wait by a
// fifth either way, so that many offices do not come back in the same second. It never exceeds Max.
func (p RetryPolicy) Delay(failed int, jitter float64) time.Duration {
	d := p.First
	for range failed - 1 {
		if d >= p.Max {
			break
		}
		d *= 2
	}
	d = min(d, p.Max)
	d = d - d/5 + time.Duration(jitter*float64(2*d/5))
	return min(d, p.Max)
}

// history is what one operation has been through.
type history struct {
	failed  int  // attempts that ended in something worth repeating
	refused int  // refused credentials
	renewed bool // a rejected token was replaced already
}

// rateLimitWait is the pause after a 429 that names none: the limits are windows of five minutes
// (docs/reference/bcda-protocol.md 2 and 7), and a minute already frees a part of one.
const rateLimitWait = time.Minute

// cancelTries bounds the repeats of a DELETE: only GETs are repeated freely.
const cancelTries = 3

// discoverTries bounds the look at a SMART configuration, which a server need not have and for which the capability
// statement stands in.
const discoverTries = 3

// next decides whether a failed attempt is repeated and after which wait. It counts the failure in h.
// reached tells whether this server has answered anything before; jitter is from 0 to 1.
func (p RetryPolicy) next(c call, e *StatusError, h *history, reached bool, jitter float64) (time.Duration, bool) {
	if c.startsWork && e.sent {
		return 0, false
	}
	if e.Kind == ErrCredentialsRefused {
		h.refused++
		return p.Refusals, h.refused == 1
	}
	h.failed++
	tries := p.Tries
	if c.method == http.MethodDelete {
		tries = min(tries, cancelTries)
	}
	if c.op == OpDiscover {
		tries = min(tries, discoverTries)
	}
	switch e.Kind {
	case ErrRateLimited:
		wait := e.RetryAfter
		if wait == 0 {
			wait = rateLimitWait
		}
		return wait, h.failed < tries
	case ErrServerTrouble, ErrDropped:
		return max(p.Delay(h.failed, jitter), e.RetryAfter), h.failed < tries
	case ErrTimeout:
		// Never answered at all: the allow list probably, which no fast repeat helps.
		return p.Delay(h.failed, jitter), reached && h.failed < tries
	case ErrUnreachable, ErrHostNotFound, ErrRefused:
		if !reached {
			tries = min(tries, p.Unseen)
		}
		return p.Delay(h.failed, jitter), h.failed < tries
	}
	return 0, false
}

// The schedule of polling a job: none is prescribed, this is the advice of docs/reference/bcda-protocol.md 7.
const (
	pollFirst = 5 * time.Second
	pollMax   = time.Minute
	pollLate  = 5 * time.Minute
	pollHour  = time.Hour
)

// PollDelay is the wait before the next look at a job: 5 s doubling to 60 s, and 5 minutes once the job has been running
// for an hour. polls is the number of looks so far, running the time since the export was started.
func PollDelay(polls int, running time.Duration) time.Duration {
	if running >= pollHour {
		return pollLate
	}
	d := pollFirst
	for range polls - 1 {
		if d >= pollMax {
			break
		}
		d *= 2
	}
	return min(d, pollMax)
}
