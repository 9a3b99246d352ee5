package soak_test

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"net/http"
	"strings"
	"sync"
)

// mishap is one thing that goes wrong with one request.
type mishap string

// Mishaps of the network.
const (
	noMishap     mishap = ""
	dropped      mishap = "connection reset before the server saw the request"
	unreturned   mishap = "connection reset after the server did the work"
	cutByReset   mishap = "connection reset within the answer"
	cutByClose   mishap = "connection closed within the answer"
	cutCleanly   mishap = "short body, ended as if it were whole"
	damaged      mishap = "one byte of the file changed"
	stalled      mishap = "silence before the answer"
	stalledCut   mishap = "silence within the answer, then a reset"
	dripped      mishap = "answer in small pieces"
	refusedLater mishap = "nothing listens" // played when the next connection is made
)

// Mishaps of the server, played by the practice server.
const (
	trouble500   mishap = "500"
	trouble502   mishap = "502 with a web page"
	trouble503   mishap = "503"
	slowDown     mishap = "429 with Retry-After 0"
	slowDownPage mishap = "429 with a web page"
	expiredToken mishap = "401 Expired Token"
	revoked      mishap = "all tokens revoked"
	cutFile      mishap = "file cut by the server"
	refusedOnce  mishap = "401 for the credentials"
)

// mishapsOf lists what can go wrong with a request. A body that is no file and ends early as if it were whole is not
// among it: JSON comes with its length.
func mishapsOf(path string) []mishap {
	list := []mishap{
		dropped, unreturned, cutByReset, cutByClose, stalled, stalledCut, dripped, refusedLater,
		trouble500, trouble502, trouble503, slowDown, slowDownPage,
	}
	switch {
	case path == "/auth/token":
		return append(list, refusedOnce)
	case strings.HasPrefix(path, "/data/"):
		list = append(list, cutCleanly, cutCleanly, damaged, damaged, cutFile)
	}
	return append(list, expiredToken, revoked)
}

// mishapsEach bounds what goes wrong with one request: a client gives a file up after the fifth cut.
const mishapsEach = 3

// plan says which requests of a refresh go wrong. What it draws for a request depends on the seed, on the request's path
// and on how often it came, not on the order in which requests that run side by side arrive.
type plan struct {
	seed   uint64
	chance float64 // that a request goes wrong
	outage [2]int  // from which request to which other the server cannot be reached at all; none where both are 0

	mu       sync.Mutex
	requests int
	times    map[string]int // requests by path
	wrong    map[string]int // mishaps by path
	tokens   int            // mishaps that end a token: a client renews it once for a request
	exports  int            // exports that the server saw and did not take up
	refusals int            // connections still to be refused
	played   []string
}

func newPlan(seed uint64) *plan {
	dice := rand.New(rand.NewPCG(seed, 1))
	p := &plan{seed: seed, chance: 0.05 + 0.35*dice.Float64(), times: map[string]int{}, wrong: map[string]int{}}
	if dice.IntN(3) == 0 {
		p.outage[0] = 1 + dice.IntN(30)
		p.outage[1] = p.outage[0] + 10 + dice.IntN(20)
	}
	return p
}

// calmPlan lets everything go well.
func calmPlan() *plan { return &plan{times: map[string]int{}, wrong: map[string]int{}} }

// dice are those of one request.
func (p *plan) dice(path string, times int) *rand.Rand {
	hash := fnv.New64a()
	fmt.Fprintf(hash, "%s %d", path, times) // a hash takes everything
	return rand.New(rand.NewPCG(p.seed, hash.Sum64()))
}

// next draws what goes wrong with a request, and the dice for its details.
func (p *plan) next(r *http.Request) (mishap, *rand.Rand) {
	p.mu.Lock()
	defer p.mu.Unlock()
	path := r.URL.Path
	p.requests++
	p.times[path]++
	dice := p.dice(path, p.times[path])
	if p.outage[0] <= p.requests && p.requests < p.outage[1] {
		return p.note(dropped, path), dice
	}
	if dice.Float64() >= p.chance || p.wrong[path] >= mishapsEach {
		return noMishap, dice
	}
	list := mishapsOf(path)
	m := list[dice.IntN(len(list))]
	switch m {
	case expiredToken, revoked, refusedOnce:
		if p.tokens > 0 {
			return noMishap, dice
		}
		p.tokens++
	case refusedLater:
		p.refusals++
	}
	p.wrong[path]++
	return p.note(m, path), dice
}

func (p *plan) note(m mishap, path string) mishap {
	p.played = append(p.played, path+": "+string(m))
	if _, byServer := faultOf(m); strings.HasSuffix(path, exportPath) && (byServer || m == revoked) {
		p.exports++
	}
	return m
}

// refuses tells whether the connection that is made now is refused.
func (p *plan) refuses() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.refusals == 0 {
		return false
	}
	p.refusals--
	return true
}

// String is the plan as it was played, for a failure.
func (p *plan) String() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return fmt.Sprintf("outage in requests %v of %d; mishaps:\n%s", p.outage, p.requests, strings.Join(p.played, "\n"))
}
