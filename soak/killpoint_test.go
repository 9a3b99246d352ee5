package soak_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"sync"
	"time"
)

// moment is where a kill by request falls.
type moment int

const (
	unheard    moment = iota // the server has not seen the request
	unanswered               // the server did the work, its answer never left
	answered                 // the answer is on its way
	moments                  // how many there are
)

// killPoint is a kill point: at a request, counted from 1, or at a time after the start where request is 0.
type killPoint struct {
	request int
	moment  moment
	after   time.Duration
}

// String names the point in a failure.
func (k killPoint) String() string {
	if k.request == 0 {
		return fmt.Sprintf("after %s", k.after.Round(time.Millisecond))
	}
	return fmt.Sprintf("at request %d, %s", k.request, [...]string{"unheard", "unanswered", "answered"}[k.moment])
}

// pace is how a calm run goes: what kill points are spread over.
type pace struct {
	requests int
	first    time.Duration // from the start of the program to its first request
	whole    time.Duration
}

// aim draws a kill point in what is left of a refresh of which the server has seen some requests already. Half of the
// points are aimed by requests, half by time.
func (p pace) aim(dice *rand.Rand, seen int) killPoint {
	const signIn = 4 // requests that each start of the program makes before it goes on
	left := max(p.requests-seen, 0) + signIn
	if dice.IntN(2) == 0 {
		return killPoint{request: 1 + dice.IntN(left), moment: moment(dice.IntN(int(moments)))}
	}
	work := float64(p.whole-p.first) * float64(left) / float64(p.requests)
	return killPoint{after: p.first + time.Duration(dice.Float64()*work)}
}

// never is the limit of a run without a kill by time: longer than the tests may take.
const never = time.Hour

// play runs the program to the kill point or to its end, whichever comes first.
func (k killPoint) play(v *visit, start func() *run, kill func(*run)) *run {
	strike, limit := make(chan struct{}), k.after
	if k.request > 0 {
		limit = never
	}
	var mu sync.Mutex // guards r and seen, and holds the first request until r is known
	var r *run
	seen := 0
	mu.Lock()
	v.before(func(w http.ResponseWriter, req *http.Request, next http.Handler) {
		mu.Lock()
		seen++
		mine := seen == k.request
		running := r
		mu.Unlock()
		switch {
		case !mine:
			next.ServeHTTP(w, req)
		case k.moment == answered:
			next.ServeHTTP(w, req)
			close(strike)
		default:
			if k.moment == unanswered {
				next.ServeHTTP(httptest.NewRecorder(), req.WithContext(context.WithoutCancel(req.Context())))
			}
			close(strike)
			<-running.done
		}
	})
	r = start()
	mu.Unlock()
	r.await(strike, limit)
	kill(r)
	v.before(nil)
	return r
}
