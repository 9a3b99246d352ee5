package practice_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/practice"
)

const acceptGzip = "Accept-Encoding: gzip"

// tailBytes is the size of the empty gzip member, docs/reference/bcda-protocol.md 5.
const tailBytes = 23

// download exports and returns the path of the first file, with the whole answer.
func download(r *rig) (path string, whole reply) {
	r.tb.Helper()
	m := r.complete(r.export(exportV3))
	path = r.path(m.Output[0])
	return path, r.get(path, acceptGzip)
}

// TestDownload holds a file against docs/reference/bcda-protocol.md 5.
func TestDownload(t *testing.T) {
	r := newRig(t, practice.Config{Quirks: practice.AllQuirks}).signIn()
	path, whole := download(r)
	for name, want := range map[string]string{
		"Content-Type": "application/fhir+ndjson", "Content-Encoding": "gzip", "Accept-Ranges": "bytes",
		"Last-Modified": "Thu, 20 Aug 2026 07:00:01 GMT", "Content-Length": "", "Etag": "",
	} {
		if got := whole.header.Get(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if !whole.resp.Close {
		t.Error("the connection stays open")
	}
	single := strings.NewReader(whole.body)
	zip, err := gzip.NewReader(single)
	if err != nil {
		t.Fatal(err)
	}
	zip.Multistream(false)
	if _, err := io.Copy(io.Discard, zip); err != nil {
		t.Fatal(err)
	}
	if single.Len() != tailBytes {
		t.Errorf("after the first member: got %d bytes, want %d", single.Len(), tailBytes)
	}
	if again := r.get(path, acceptGzip); again.body != whole.body {
		t.Error("a second download has other bytes")
	}
	plain := r.get(path)
	if plain.body != strings.Join(unzip(t, whole.body), "\n")+"\n" {
		t.Error("plain and compressed differ")
	}
	if plain.header.Get("Content-Encoding") != "" || plain.header.Get("Accept-Ranges") != "" || plain.resp.ContentLength >= 0 {
		t.Errorf("plain: got %v, length %d; want chunked without ranges", plain.header, plain.resp.ContentLength)
	}
}

func TestDownloadWithLength(t *testing.T) {
	r := newRig(t, practice.Config{}).signIn()
	path, whole := download(r)
	if got := whole.resp.ContentLength; got != int64(len(whole.body)) {
		t.Errorf("compressed: got length %d, want %d", got, len(whole.body))
	}
	plain := r.get(path)
	if got := plain.resp.ContentLength; got != int64(len(plain.body)) || got == 0 {
		t.Errorf("plain: got length %d, want %d", got, len(plain.body))
	}
}

func TestRanges(t *testing.T) {
	for name, quirks := range map[string]practice.Quirks{"all quirks": practice.AllQuirks, "no quirks": practice.NoQuirks} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, practice.Config{Quirks: quirks}).signIn()
			path, whole := download(r)
			stored := whole.body
			if quirks.Has(practice.NoLength) {
				stored = stored[:len(stored)-tailBytes]
			}
			got := r.get(path, acceptGzip, "Range: bytes=10-", "If-Range: "+whole.header.Get("Last-Modified"))
			want := fmt.Sprintf("bytes 10-%d/%d", len(stored)-1, len(stored))
			if got.status != http.StatusPartialContent || got.header.Get("Content-Range") != want || got.body != stored[10:] {
				t.Errorf("range: got %d, %q, %d bytes; want 206, %q, %d bytes", got.status, got.header.Get("Content-Range"), len(got.body), want, len(stored)-10)
			}
			if got := r.get(path, acceptGzip, "Range: bytes=10-", "If-Range: Wed, 19 Aug 2026 07:00:01 GMT"); got.status != 200 || got.body != whole.body {
				t.Errorf("other If-Range: got %d, want the whole file", got.status)
			}
			if got := r.get(path, acceptGzip, "Range: bytes=100000-"); got.status != http.StatusRequestedRangeNotSatisfiable {
				t.Errorf("past the end: got %d, want 416", got.status)
			}
		})
	}
}

// TestWarningsFile is compressed while it is sent: no ranges.
func TestWarningsFile(t *testing.T) {
	r := newRig(t, practice.Config{Quirks: practice.AllQuirks}).signIn()
	m := r.complete(r.export(exportV3))
	path := r.path(m.Error[len(m.Error)-1])
	got := r.get(path, acceptGzip, "Range: bytes=5-")
	if got.status != 200 || got.header.Get("Accept-Ranges") != "" || got.header.Get("Content-Encoding") != "gzip" {
		t.Errorf("got %d %v, want the whole file, compressed", got.status, got.header)
	}
	if lines := unzip(t, got.body); len(lines) != 1 || lines[0]+"\n" != r.get(path).body {
		t.Errorf("lines: got %q", lines)
	}
}

// TestNoFile has a case for each error row of docs/reference/bcda-protocol.md 5
// that is not a fault.
func TestNoFile(t *testing.T) {
	tests := map[string]struct {
		path   func(r *rig) string
		quirks practice.Quirks
		status int
		text   string // whole body where it is no outcome
	}{
		"no such file":          {func(r *rig) string { p, _ := download(r); return p + "x" }, practice.AllQuirks, 404, "Not Found\n"},
		"unknown job":           {func(*rig) string { return "/data/1/x.ndjson" }, practice.NoQuirks, 404, ""},
		"unknown job, two":      {func(*rig) string { return "/data/1/x.ndjson" }, practice.AllQuirks, 404, "Not Found"},
		"running job":           {func(r *rig) string { r.export(exportV3); return "/data/1001/x.ndjson" }, practice.NoQuirks, 404, ""},
		"other entity":          {func(*rig) string { return "/data/903/x.ndjson" }, practice.AllQuirks, 401, ""},
		"swept":                 {func(r *rig) string { p, _ := download(r); r.clock.pass(28 * time.Hour); return p }, practice.NoQuirks, 404, ""},
		"bad job id":            {func(*rig) string { return "/data/x/x.ndjson" }, practice.NoQuirks, 400, ""},
		"late but not swept":    {func(r *rig) string { p, _ := download(r); r.clock.pass(25 * time.Hour); return p }, practice.AllQuirks, 200, ""},
		"token expired":         {func(r *rig) string { p, _ := download(r); r.srv.RevokeTokens(); return p }, practice.AllQuirks, 401, ""},
		"folder without a file": {func(*rig) string { return "/data/1001" }, practice.AllQuirks, 404, "404 page not found\n"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, practice.Config{Quirks: tc.quirks}).signIn()
			path := tc.path(r)
			if name != "token expired" {
				r.signIn()
			}
			got := r.get(path, acceptGzip)
			if got.status != tc.status || !strings.HasSuffix(got.body, tc.text) {
				t.Fatalf("got %d %q, want %d %q", got.status, got.body, tc.status, tc.text)
			}
			if tc.text == "" && tc.status >= 400 && strings.Contains(got.body, "details") {
				t.Errorf("got %q, want an outcome without details", got.body)
			}
		})
	}
}

// TestSmallCache makes files again that fell out of memory: the bytes must be the
// same, also with many downloads at once.
func TestSmallCache(t *testing.T) {
	r := newRig(t, practice.Config{Source: people{n: 100}, Quirks: practice.AllQuirks, CacheBytes: 1}).signIn()
	m := r.complete(r.export(exportV3))
	first := make([]string, len(m.Output))
	for i, it := range m.Output {
		first[i] = r.get(r.path(it), acceptGzip).body
	}
	var group sync.WaitGroup
	for i, it := range m.Output {
		group.Go(func() {
			got, err := r.try(http.MethodGet, r.path(it), r.bearer(), acceptGzip)
			if err != nil || got.body != first[i] {
				t.Errorf("file %d: other bytes, error %v", i, err)
			}
		})
	}
	group.Wait()
}

// brittle is a source whose file breaks off after its first line.
type brittle struct{ people }

var errBroken = errors.New("disk gone")

func (brittle) Files(_ context.Context, _ practice.Query, emit func(practice.FileSpec) error) error {
	return emit(practice.FileSpec{Type: "Patient", Write: func(w io.Writer) error {
		if _, err := io.WriteString(w, "{}\n"); err != nil {
			return err
		}
		return errBroken
	}})
}

// TestBrokenFile must never look like a whole file.
func TestBrokenFile(t *testing.T) {
	r := newRig(t, practice.Config{Source: brittle{}, Quirks: practice.AllQuirks}).signIn()
	m := r.complete(r.export(exportV3))
	if got := r.get(r.path(m.Output[0]), acceptGzip); got.status != 500 {
		t.Errorf("compressed: got %d, want 500", got.status)
	}
	if got, err := r.try(http.MethodGet, r.path(m.Output[0]), r.bearer()); err == nil {
		t.Errorf("plain: got %d %q, want a cut connection", got.status, got.body)
	}
}
