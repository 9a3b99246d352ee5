package soak_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
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
	of      string // what the paths of the requests that count end in; empty for all
	moment  moment
	after   time.Duration
}

// String names the point in a failure.
func (k killPoint) String() string {
	if k.request == 0 {
		return fmt.Sprintf("after %s", k.after.Round(time.Millisecond))
	}
	return fmt.Sprintf("at request %d %s, %s", k.request, k.of, [...]string{"unheard", "unanswered", "answered"}[k.moment])
}

// pace is how a calm run goes: what kill points are spread over.
type pace struct {
	requests int
	first    time.Duration // from the start of the program to its first request
	whole    time.Duration
}

// exportPath is what the path of an export ends in.
const exportPath = "/$export"

// exportsEach is how many exports a refresh asks for.
const exportsEach = 2

// aim draws a kill point in what is left of a refresh of which the server has seen some requests and exports already.
// Half of the points are aimed by time, half by requests; many of these at an export, as a job whose number was lost is
// the dearest loss.
func (p pace) aim(dice *rand.Rand, seen, exports int) killPoint {
	const signIn = 4 // requests that each start of the program makes before it goes on
	left := max(p.requests-seen, 0) + signIn
	point := killPoint{moment: moment(dice.IntN(int(moments)))}
	switch chance := dice.IntN(8); {
	case chance < 4:
		work := float64(p.whole-p.first) * float64(left) / float64(p.requests)
		return killPoint{after: p.first + time.Duration(dice.Float64()*work)}
	case chance < 6 && exports < exportsEach:
		point.request, point.of = 1, exportPath
	default:
		point.request = 1 + dice.IntN(left)
	}
	return point
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
		counts := strings.HasSuffix(req.URL.Path, k.of)
		mu.Lock()
		if counts {
			seen++
		}
		mine := counts && seen == k.request
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
