package practice

import (
	"net/http"
	"slices"
	"strconv"
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

// jobStatus answers GET /jobs/{id}.
func (s *Server) jobStatus(version, id string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if no := s.admit(r, version, false); no != nil {
			s.send(w, shapeOf(version), no)
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		j, no := s.lookup(id)
		if no != nil {
			s.send(w, shapeOf(version), no)
			return
		}
		s.sendStatus(w, r, version, j)
	}
}

func (s *Server) sendStatus(w http.ResponseWriter, r *http.Request, version string, j *job) {
	now, sh := s.cfg.Now(), shapeOf(version)
	switch j.status(now) {
	case Pending, InProgress:
		w.Header().Set("X-Progress", j.progress(now, s.quirks))
		w.WriteHeader(http.StatusAccepted)
	case Completed:
		expires := s.expires(j.ended.Add(keepFiles))
		if j.late(now) {
			s.send(w, sh, &refusal{status: http.StatusGone, expires: expires})
			return
		}
		w.Header().Set("Expires", expires)
		s.sendJSON(w, s.manifest(r, j))
		j.swept = j.swept || s.quirks.Has(Expired)
	case Failed, FailedExpired:
		s.send(w, sh, refuse(http.StatusInternalServerError, textJobFailed))
	case Cancelled, CancelledExpired:
		s.send(w, sh, refuse(http.StatusNotFound, textJobCancelled))
	default:
		s.sendSwept(w, sh)
	}
}

// sendSwept answers for a job whose files were swept: the 404 is followed by the
// 410 that the documentation announces.
func (s *Server) sendSwept(w http.ResponseWriter, sh shape) {
	s.send(w, sh, refuse(http.StatusNotFound, ""))
	if s.quirks.Has(Double404) {
		s.encode(w, newOutcome(sh, http.StatusGone, ""))
	}
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
		s.mu.Lock()
		defer s.mu.Unlock()
		j, no := s.lookup(id)
		if no != nil {
			s.send(w, sh, no)
			return
		}
		now := s.cfg.Now()
		switch status := j.status(now); {
		case status == Archived:
			s.sendSwept(w, sh)
		case !status.running():
			s.send(w, sh, refuse(http.StatusGone, textNotCancelled))
		default:
			j.end, j.ended = Cancelled, now
			s.log.Info("job cancelled", "job", j.id)
			w.WriteHeader(http.StatusAccepted)
		}
	}
}

// listJobs answers GET /jobs, optionally narrowed by _status.
func (s *Server) listJobs(version string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		sh := shapeOf(version)
		no := s.admit(r, version, true)
		var wanted []Status
		if no == nil {
			wanted, no = readStatuses(r)
		}
		if no == nil {
			no = checkHeaders(r.Header)
		}
		if no != nil {
			s.send(w, sh, no)
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		list := s.bundle(origin(r)+"/api/"+version+"/jobs", wanted)
		if list.Total == 0 {
			s.send(w, sh, refuse(http.StatusNotFound, textNoJobs+s.entity.CMSID))
			if s.quirks.Has(Double404) {
				s.encode(w, list)
			}
			return
		}
		s.sendJSON(w, list)
	}
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

// bundle lists the entity's jobs. system is the URL of the list that was asked.
// s.mu is held.
func (s *Server) bundle(system string, wanted []Status) bundle {
	now := s.cfg.Now()
	list := bundle{ResourceType: "Bundle", Type: "searchset", Entry: []entry{}}
	for _, j := range s.jobs {
		if j.owner != s.entity.CMSID || j.past && !s.quirks.Has(AllQuirks) {
			continue
		}
		if wanted == nil || slices.Contains(wanted, j.status(now)) {
			list.Entry = append(list.Entry, entry{Resource: j.task(system, now)})
		}
	}
	list.Total = len(list.Entry)
	return list
}

// bundle, entry and task are the FHIR resources that list jobs
// (docs/reference/bcda-protocol.md 4, GET /jobs).
type bundle struct {
	ResourceType string  `json:"resourceType"`
	Type         string  `json:"type"`
	Total        int     `json:"total"`
	Entry        []entry `json:"entry"`
}

type entry struct {
	Resource task `json:"resource"`
}

type task struct {
	ResourceType string       `json:"resourceType"`
	Identifier   []identifier `json:"identifier"`
	Status       string       `json:"status"`
	Intent       string       `json:"intent"`
	Input        []taskInput  `json:"input"`
	Period       period       `json:"executionPeriod"`
}

type identifier struct {
	System string `json:"system"`
	Value  string `json:"value"`
}

type taskInput struct {
	Type  concept `json:"type"`
	Value string  `json:"valueString"`
}

type period struct {
	Start string `json:"start"`
	End   string `json:"end"`
}

func (j *job) task(system string, now time.Time) task {
	return task{
		ResourceType: "Task",
		Identifier:   []identifier{{System: system, Value: strconv.FormatUint(j.id, 10)}},
		Status:       taskStatus(j.status(now)),
		Intent:       "order",
		Input:        []taskInput{{Type: concept{Text: "BULK FHIR Export"}, Value: "GET " + j.asked.url}},
		Period:       period{Start: instant(j.created), End: instant(j.updated(now))},
	}
}

// taskStatus maps a job's state to the FHIR code.
func taskStatus(s Status) string {
	switch s {
	case Pending:
		return "accepted"
	case InProgress:
		return "in-progress"
	case Failed, FailedExpired:
		return "failed"
	case Cancelled, CancelledExpired:
		return "cancelled"
	}
	return "completed"
}
