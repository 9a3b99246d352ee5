package practice

import (
	"io"
	"net/http"
	"strings"
)

// Fault is one failure played on chosen requests, for tests of a client's
// answers to trouble: a gateway's HTML page, a 503, a lost connection, a cut
// download. Matching requests are counted one by one.
type Fault struct {
	// Method must match; empty matches all.
	Method string
	// Path is the beginning of the path; empty matches all.
	Path string
	// Skip lets that many matching requests pass first.
	Skip int
	// Times is how many requests it is played on; zero is once, negative always.
	Times int

	// Status, Header and Body answer instead of the server. Zero does not.
	Status int
	Header http.Header
	Body   string
	// Drop closes the connection without an answer.
	Drop bool
	// CutAfter lets the server answer, but closes the connection after that many
	// bytes of the body. Zero does not.
	CutAfter int64
}

type fault struct {
	Fault
	left int // requests still to be played on
}

// Inject adds a fault. Where several match, the one added first is played.
func (s *Server) Inject(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	left := f.Times
	if left == 0 {
		left = 1
	}
	s.faults = append(s.faults, &fault{Fault: f, left: left})
}

// nextFault picks the fault to play on a request; nil is none.
func (s *Server) nextFault(r *http.Request) *fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.faults {
		if f.left == 0 || f.Method != "" && f.Method != r.Method || !strings.HasPrefix(r.URL.Path, f.Path) {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.left > 0 {
			f.left--
		}
		return f
	}
	return nil
}

// playFault plays a fault, if one is due. done says that the request was
// answered; otherwise the answer goes to the returned writer.
func (s *Server) playFault(w http.ResponseWriter, r *http.Request) (out http.ResponseWriter, done bool) {
	f := s.nextFault(r)
	switch {
	case f == nil:
		return w, false
	case f.Drop:
		panic(http.ErrAbortHandler) // net/http closes the connection silently
	case f.Status != 0:
		for name, values := range f.Header {
			w.Header()[http.CanonicalHeaderKey(name)] = values
		}
		w.WriteHeader(f.Status)
		if _, err := io.WriteString(w, f.Body); err != nil {
			s.log.Debug("reply not written", "error", err)
		}
		return w, true
	case f.CutAfter > 0:
		return &cutWriter{ResponseWriter: w, left: f.CutAfter}, false
	}
	return w, false
}

// cutWriter closes the connection after a number of bytes.
type cutWriter struct {
	http.ResponseWriter
	left int64
}

func (w *cutWriter) Write(p []byte) (int, error) {
	if int64(len(p)) < w.left {
		w.left -= int64(len(p))
		return w.ResponseWriter.Write(p)
	}
	if _, err := w.ResponseWriter.Write(p[:w.left]); err == nil {
		// What was written must reach the client before the connection breaks; if it
		// cannot be flushed, the client is gone already.
		_ = http.NewResponseController(w.ResponseWriter).Flush()
	}
	panic(http.ErrAbortHandler)
}

// Unwrap lets http.ResponseController reach the writer below.
func (w *cutWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
