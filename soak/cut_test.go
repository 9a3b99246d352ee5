package soak_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// emptyMember is the length of the gzip member without content that CMS appends to each file (docs/reference/
// bcda-protocol.md 5): a file that ends just before it is whole.
const emptyMember = 23

// cutter cuts the first file of claims, and looks at the database before each try.
type cutter struct {
	desk   *desk
	offset int
	tries  int // that are cut: the connection closed at first, then the body ended as if it were whole, and so on
	size   int // of the whole file, compressed

	mu   sync.Mutex
	path string // of the file
	seen int    // tries so far
}

// front cuts what is to be cut.
func (c *cutter) front(w http.ResponseWriter, r *http.Request, next http.Handler) {
	if !strings.HasPrefix(r.URL.Path, "/data/") || strings.HasSuffix(r.URL.Path, "-error.ndjson") {
		next.ServeHTTP(w, r)
		return
	}
	c.mu.Lock()
	if c.path == "" {
		c.path = r.URL.Path
	}
	mine := c.path == r.URL.Path
	if mine {
		c.seen++
	}
	try := c.seen
	c.mu.Unlock()
	if mine {
		c.testNothingStored(r.Context())
	}
	if !mine || try > c.tries {
		next.ServeHTTP(w, r)
		return
	}
	whole := httptest.NewRecorder()
	next.ServeHTTP(whole, r)
	c.size = whole.Body.Len()
	for name, values := range whole.Header() {
		w.Header()[name] = values
	}
	// A client that hung up has lost the rest anyway.
	_, _ = io.CopyN(w, whole.Body, int64(c.offset))
	if try%2 == 1 {
		_ = http.NewResponseController(w).Flush()
		panic(http.ErrAbortHandler)
	}
}

// testNothingStored expects the database to know nothing of the file.
func (c *cutter) testNothingStored(ctx context.Context) {
	files, err := c.desk.set.DB().ImportedFiles(ctx, 10)
	if err != nil || len(files) != 0 {
		c.desk.tb.Errorf("cut at %d, before try %d: got %d files in the ledger, %v", c.offset, c.seen, len(files), err)
	}
	figures, err := c.desk.set.DB().Summary(ctx)
	if err != nil || len(figures.Claims)+figures.ClaimLines+figures.Diagnoses != 0 {
		c.desk.tb.Errorf("cut at %d, before try %d: got %+v, %v", c.offset, c.seen, figures, err)
	}
}

// claimsOnly asks for one file of claims, as there is one person.
func claimsOnly() app.RefreshOptions { return app.RefreshOptions{Types: []string{claims.TypeEOB}} }

func newCutDesk(tb testing.TB, a *address) *desk {
	tb.Helper()
	return newDesk(tb, deskConfig{address: a, origin: a.web.URL, version: claims.V2, people: 1})
}

// calmCut is the file's length and what it brings.
func calmCut(t *testing.T, a *address) (int, trace) {
	t.Helper()
	d := newCutDesk(t, a)
	defer d.close()
	c := &cutter{desk: d, tries: 1}
	d.visit.before(c.front)
	d.refresh(claimsOnly())
	return c.size, tablesOf(t, d.set.DB())
}

// offsets spreads a number of places over a length: the first two and the last two, the one at which all but the empty
// member is there, and others evenly between them.
func offsets(length, count int) []int {
	list := []int{0, 1, length - emptyMember, length - 2, length - 1}
	between := count - len(list)
	for i := range between {
		list = append(list, 2+i*(length-emptyMember-2)/between)
	}
	slices.Sort(list)
	return list
}

// TestCutFile cuts a file at many places, first by closing the connection, then by ending the body as if it were whole.
// Nothing of what was cut is stored, and the third try brings the whole file.
func TestCutFile(t *testing.T) {
	t.Parallel()
	a := newAddress(t)
	length, calm := calmCut(t, a)
	list := offsets(length, rounds(12, 200))
	for _, offset := range list {
		d := newCutDesk(t, a)
		c := &cutter{desk: d, offset: offset, tries: 2}
		d.visit.before(c.front)
		d.refresh(claimsOnly())
		want := 3
		if offset == length-emptyMember { // whole, when it does not break off
			want = 2
		}
		if c.seen != want {
			t.Errorf("cut at %d of %d: the file was asked for %d times, want %d", offset, length, c.seen, want)
		}
		testSame(t, calm, tablesOf(t, d.set.DB()))
		d.close()
		if t.Failed() {
			t.FailNow()
		}
	}
	t.Logf("cut at %d places of %d bytes", len(list), length)
}

// TestCutForGood cuts a file at each of its tries. Nothing of it is stored, the refresh does not pass for done, and a
// later one brings the file.
func TestCutForGood(t *testing.T) {
	t.Parallel()
	a := newAddress(t)
	length, calm := calmCut(t, a)
	for _, offset := range []int{0, length / 2, length - 1} {
		d := newCutDesk(t, a)
		c := &cutter{desk: d, offset: offset, tries: 1000}
		d.visit.before(c.front)
		result, err := d.set.Refresh(t.Context(), claimsOnly(), nil)
		c.testNothingStored(t.Context())
		if state := d.last().State; state == claims.RefreshDone || c.seen < 5 {
			t.Errorf("cut at %d: the refresh is %s after %d tries, %+v, %v", offset, state, c.seen, result, err)
		}
		d.visit.before(nil)
		if _, err := d.set.Refresh(t.Context(), claimsOnly(), nil); err != nil || d.last().State != claims.RefreshDone {
			t.Errorf("cut at %d: the refresh after it is %s, %v", offset, d.last().State, err)
		}
		testSame(t, calm, tablesOf(t, d.set.DB()))
		d.close()
	}
}
