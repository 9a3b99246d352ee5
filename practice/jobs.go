package practice

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// Texts about jobs (docs/reference/bcda-protocol.md 4).
const (
	textBadJobID      = "could not parse job id"
	textJobFailed     = "Service encountered numerous errors. Job failed to complete."
	textJobCancelled  = "Job has been cancelled."
	textNotCancelled  = "job was not cancelled because it is not Pending or In Progress"
	textNoJobs        = "no Jobs found for acoID "
	textRepeatedState = "Repeated status type "
	textUnknownState  = "invalid status type "
)

// lookup finds a job for the entity that asks. s.mu is held.
func (s *Server) lookup(text string) (*job, *refusal) {
	id, ok := jobID(text)
	if !ok {
		return nil, refuse(http.StatusBadRequest, textBadJobID)
	}
	for _, j := range s.jobs {
		switch {
		case j.id != id || j.past && !s.quirks.Has(AllQuirks):
			continue
		case j.owner != s.entity.CMSID:
			return nil, refuse(http.StatusUnauthorized, "")
		}
		return j, nil
	}
	return nil, refuse(http.StatusNotFound, "")
}

// answer is a reply that is worked out under the lock and written after it: a
// client that reads slowly must not hold up others.
type answer struct {
	no      *refusal // refused, if not nil
	second  any      // JSON value behind the refusal; nil is none
	name    string   // a header of an answer that is not refused
	value   string
	content any // 200 with this; nil is 202 without a body
}

func (s *Server) write(w http.ResponseWriter, sh shape, a answer) {
	if a.no != nil {
		s.send(w, sh, a.no)
		if a.second != nil {
			s.encode(w, a.second)
		}
		return
	}
	if a.name != "" {
		w.Header().Set(a.name, a.value)
	}
	if a.content == nil {
		w.WriteHeader(http.StatusAccepted)
		return
	}
	s.sendJSON(w, a.content)
}

// jobStatus answers GET /jobs/{id}.
func (s *Server) jobStatus(version, id string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if no := s.admit(r, version, false); no != nil {
			s.send(w, shapeOf(version), no)
			return
		}
		s.write(w, shapeOf(version), s.status(r, version, id))
	}
}

func (s *Server) status(r *http.Request, version, id string) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	j, no := s.lookup(id)
	if no != nil {
		return answer{no: no}
	}
	now := s.cfg.Now()
	switch j.status(now) {
	case Pending, InProgress:
		return answer{name: "X-Progress", value: j.progress(now, s.quirks)}
	case Completed:
		expires := s.expires(j.ended.Add(keepFiles))
		if j.late(now) {
			return answer{no: &refusal{status: http.StatusGone, expires: expires}}
		}
		j.swept = j.swept || s.quirks.Has(Expired)
		return answer{name: "Expires", value: expires, content: s.manifest(r, j)}
	case Failed, FailedExpired:
		return answer{no: refuse(http.StatusInternalServerError, textJobFailed)}
	case Cancelled, CancelledExpired:
		return answer{no: refuse(http.StatusNotFound, textJobCancelled)}
	}
	return s.swept(shapeOf(version))
}

// swept answers for a job whose files were swept: the 404 is followed by the 410
// that the documentation announces.
func (s *Server) swept(sh shape) answer {
	a := answer{no: refuse(http.StatusNotFound, "")}
	if s.quirks.Has(Double404) {
		a.second = newOutcome(sh, http.StatusGone, "")
	}
	return a
}

// expires writes the Expires header.
func (s *Server) expires(t time.Time) string {
	if s.quirks.Has(OddExpires) {
		return t.UTC().String()
	}
	return t.UTC().Format(http.TimeFormat)
}

// cancelJob answers DELETE /jobs/{id}.
func (s *Server) cancelJob(version, id string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		sh := shapeOf(version)
		if no := s.admit(r, version, false); no != nil {
			s.send(w, sh, no)
			return
		}
		s.write(w, sh, s.cancel(sh, id))
	}
}

func (s *Server) cancel(sh shape, id string) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	j, no := s.lookup(id)
	if no != nil {
		return answer{no: no}
	}
	now := s.cfg.Now()
	switch status := j.status(now); {
	case status == Archived:
		return s.swept(sh)
	case !status.running():
		return answer{no: refuse(http.StatusGone, textNotCancelled)}
	}
	j.end, j.ended = Cancelled, now
	s.log.Info("job cancelled", "job", j.id)
	return answer{}
}

// listJobs answers GET /jobs, optionally narrowed by _status.
func (s *Server) listJobs(version string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		no := s.admit(r, version, true)
		var wanted []Status
		if no == nil {
			wanted, no = readStatuses(r)
		}
		if no == nil {
			no = checkHeaders(r.Header)
		}
		if no != nil {
			s.send(w, shapeOf(version), no)
			return
		}
		s.write(w, shapeOf(version), s.list(origin(r)+"/api/"+version+"/jobs", wanted))
	}
}

func (s *Server) list(system string, wanted []Status) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.bundle(system, wanted)
	if found.Total > 0 {
		return answer{content: found}
	}
	a := answer{no: refuse(http.StatusNotFound, textNoJobs+s.entity.CMSID)}
	if s.quirks.Has(Double404) {
		a.second = found
	}
	return a
}

// readStatuses reads _status; nil asks for all jobs.
func readStatuses(r *http.Request) ([]Status, *refusal) {
	params := r.URL.Query()
	if !params.Has("_status") {
		return nil, nil
	}
	var wanted []Status
	for text := range strings.SplitSeq(params.Get("_status"), ",") {
		switch {
		case !slices.Contains(statuses(), Status(text)):
			return nil, refuse(http.StatusBadRequest, textUnknownState+text)
		case slices.Contains(wanted, Status(text)):
			return nil, refuse(http.StatusBadRequest, textRepeatedState+text)
		}
		wanted = append(wanted, Status(text))
	}
	return wanted, nil
}
