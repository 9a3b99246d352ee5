package practice

import (
	"bytes"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// data answers GET /data/{job}/{file} (docs/reference/bcda-protocol.md 5).
func (s *Server) data(id, name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if no := s.identify(r); no != nil {
			s.send(w, shapePlain, no)
			return
		}
		f, modified, no := s.file(id, name)
		if no != nil {
			s.sendNoFile(w, no)
			return
		}
		w.Header().Set("Content-Type", typeNDJSON)
		switch {
		case f.onTheFly:
			s.sendOnTheFly(w, r, f)
		case acceptsGzip(r.Header):
			s.sendStored(w, r, f, modified)
		default:
			s.sendPlain(w, f, modified)
		}
	}
}

// file finds a file of a job and when it was made. Files can be had until they
// are swept, also after the 24 hours that were promised.
func (s *Server) file(id, name string) (*servedFile, time.Time, *refusal) {
	s.mu.Lock()
	defer s.mu.Unlock()
	j, no := s.lookup(id)
	if no != nil {
		return nil, time.Time{}, no
	}
	if j.status(s.cfg.Now()) != Completed {
		return nil, time.Time{}, refuse(http.StatusNotFound, "")
	}
	for _, f := range j.files {
		if f.name == name {
			return f, j.ended, nil
		}
	}
	return nil, time.Time{}, &refusal{status: http.StatusNotFound, bare: true}
}

// sendNoFile answers for a file that is not there. The missing return of the
// job's check shows here too: the outcome is followed by the plain text.
func (s *Server) sendNoFile(w http.ResponseWriter, no *refusal) {
	if no.bare {
		sendText(w, no.status, "")
		return
	}
	s.send(w, shapePlain, no)
	if no.status == http.StatusNotFound && s.Quirks().Has(Double404) {
		if _, err := io.WriteString(w, http.StatusText(http.StatusNotFound)); err != nil {
			s.log.Debug("reply not written", "error", err)
		}
	}
}

// sendStored sends the compressed bytes, whole or a range of them. With NoLength
// a whole file has no length and an empty gzip member behind it.
func (s *Server) sendStored(w http.ResponseWriter, r *http.Request, f *servedFile, modified time.Time) {
	content, size, err := s.content(f)
	if err != nil {
		s.log.Error("file not sent", "file", f.name, "error", err)
		sendText(w, http.StatusInternalServerError, "")
		return
	}
	defer closeContent(content)
	h := w.Header()
	h.Set("Content-Encoding", "gzip")
	if !s.Quirks().Has(NoLength) {
		// ServeContent leaves the length of encoded content out of whole replies.
		w = &lengthWriter{ResponseWriter: w, length: size}
		http.ServeContent(w, r, "", modified, content)
		return
	}
	seen := &statusWriter{ResponseWriter: w}
	http.ServeContent(seen, r, "", modified, content)
	if seen.status != http.StatusOK {
		return
	}
	s.flush(w) // a short body would get a length otherwise
	tail, err := emptyMember()
	if err == nil {
		_, err = w.Write(tail)
	}
	if err != nil {
		s.log.Debug("reply not written", "error", err)
	}
}

// content opens the compressed bytes of a file: from where the source keeps them,
// or from memory.
func (s *Server) content(f *servedFile) (io.ReadSeeker, int64, error) {
	if f.spec.Stored == nil {
		b, _, err := s.stored(f)
		return bytes.NewReader(b), int64(len(b)), err
	}
	content, err := f.spec.Stored()
	if err != nil {
		return nil, 0, err
	}
	size, err := content.Seek(0, io.SeekEnd)
	return content, size, err
}

func closeContent(content io.ReadSeeker) {
	if c, ok := content.(io.Closer); ok {
		// Nothing was written through it, so a failed close loses nothing.
		_ = c.Close()
	}
}

// sendPlain sends the lines as they are.
func (s *Server) sendPlain(w http.ResponseWriter, f *servedFile, modified time.Time) {
	w.Header().Set("Last-Modified", modified.UTC().Format(http.TimeFormat))
	if !s.Quirks().Has(NoLength) {
		_, size, err := s.stored(f)
		if err != nil {
			s.log.Error("file not sent", "file", f.name, "error", err)
			sendText(w, http.StatusInternalServerError, "")
			return
		}
		w.Header().Set("Content-Length", strconv.FormatInt(size, 10))
	}
	s.stream(w, f.spec.Write)
}

// sendOnTheFly sends the note about default types: compressed while it is sent,
// always whole.
func (s *Server) sendOnTheFly(w http.ResponseWriter, r *http.Request, f *servedFile) {
	if !acceptsGzip(r.Header) {
		s.stream(w, f.spec.Write)
		return
	}
	w.Header().Set("Content-Encoding", "gzip")
	s.stream(w, func(w io.Writer) error { return compress(w, f.spec.Write) })
}

// stream writes a body. One that cannot be finished cuts the connection, so that
// the client does not take it for whole.
func (s *Server) stream(w http.ResponseWriter, write func(io.Writer) error) {
	w.WriteHeader(http.StatusOK)
	if w.Header().Get("Content-Length") == "" {
		s.flush(w)
	}
	if err := write(w); err != nil {
		s.log.Debug("download cut", "error", err)
		panic(http.ErrAbortHandler)
	}
}

func (s *Server) flush(w http.ResponseWriter) {
	if err := http.NewResponseController(w).Flush(); err != nil {
		s.log.Debug("reply not flushed", "error", err)
	}
}

// acceptsGzip reports whether the client asked for gzip (RFC 9110 12.5.3).
func acceptsGzip(h http.Header) bool {
	for _, value := range h.Values("Accept-Encoding") {
		for part := range strings.SplitSeq(value, ",") {
			name, weight, _ := strings.Cut(strings.ToLower(part), ";")
			weight = strings.ReplaceAll(weight, " ", "")
			if strings.TrimSpace(name) == "gzip" && weight != "q=0" && !strings.HasPrefix(weight, "q=0.000") {
				return true
			}
		}
	}
	return false
}

// statusWriter remembers the status.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the writer below.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// lengthWriter adds Content-Length to a whole reply.
type lengthWriter struct {
	http.ResponseWriter
	length int64
}

func (w *lengthWriter) WriteHeader(status int) {
	if status == http.StatusOK {
		w.Header().Set("Content-Length", strconv.FormatInt(w.length, 10))
	}
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the writer below.
func (w *lengthWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
