package practice

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Texts of refused exports (docs/reference/bcda-protocol.md 3).
const (
	textNoAttribution = "failed to start job; attribution file not found"
	textSinceTooEarly = "failed to start job; attribution file not found for given _since parameter."
	textRunoutOver    = "runout data is no longer available. Runout data expires 180 days after ingestion"
)

// export answers $export: it starts a job or says why not. The checks come in
// the order of docs/reference/bcda-protocol.md 3.
func (s *Server) export(version, group string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		j, no := s.startExport(r, version, group)
		if no != nil {
			s.log.Info("export refused", "version", version, "group", group, "status", no.status)
			s.send(w, shapeOf(version), no)
			return
		}
		s.log.Info("export started", "job", j.id, "version", version, "group", j.group)
		w.Header().Set("Content-Location", fmt.Sprintf("%s/api/%s/jobs/%d", origin(r), version, j.id))
		w.WriteHeader(http.StatusAccepted)
	}
}

func (s *Server) startExport(r *http.Request, version, group string) (*job, *refusal) {
	if no := s.admit(r, version, true); no != nil {
		return nil, no
	}
	now := s.cfg.Now()
	req, no := readExport(r, version, now)
	if no != nil {
		return nil, no
	}
	if no = checkHeaders(r.Header); no != nil {
		return nil, no
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.quirks.Has(Duplicate429) && s.duplicate(version, req, now) {
		return nil, &refusal{status: http.StatusTooManyRequests, bare: true, retryAfter: "0"}
	}
	if group, no = s.group(group); no != nil {
		return nil, no
	}
	if no = req.chooseTypes(version, s.cfg.Source.Types(version)); no != nil {
		return nil, no
	}
	if no = s.checkFilter(&req); no != nil {
		return nil, no
	}
	if no = s.checkAttribution(group, req.since); no != nil {
		return nil, no
	}
	return s.addJob(version, group, req, now), nil
}

// patientEndpoint stands for the Patient endpoint where a group id is expected.
const patientEndpoint = ""

// group turns the group id of a URL into the group of a Query.
func (s *Server) group(name string) (string, *refusal) {
	switch {
	case name == patientEndpoint:
		return GroupPatient, nil
	case name == GroupAll, name == GroupRunout:
		return name, nil
	case name == "new" && !s.quirks.Has(GroupNew400):
		return GroupAll, nil
	}
	return "", refuse(http.StatusBadRequest, textGroup)
}

// checkFilter refuses what the entity's model may not see, and drops the filter
// of a job that has nothing to filter.
func (s *Server) checkFilter(req *exportRequest) *refusal {
	if req.filter == nil {
		return nil
	}
	if s.entity.Guide && req.filter.asksFor("SharedSystem") {
		return refuse(http.StatusBadRequest, textGuide)
	}
	if !slices.Contains(req.types, typeEOB) {
		req.filter = nil
	}
	return nil
}

func (s *Server) checkAttribution(group string, since time.Time) *refusal {
	switch {
	case s.entity.NoAttribution:
		return refuse(http.StatusNotFound, textNoAttribution)
	case group == GroupRunout && s.quirks.Has(RunoutOver):
		return refuse(http.StatusNotFound, textRunoutOver)
	case group != GroupRunout && s.quirks.Has(January):
		return refuse(http.StatusNotFound, fmt.Sprintf("unable to perform export operations for this Group. "+
			"No up-to-date attribution information is available for ACOID '%s'. "+
			"Usually this is due to awaiting new attribution information at the beginning of a Performance Year", s.entity.CMSID))
	case group == GroupAll && !since.IsZero() && since.Before(s.entity.FirstAttribution):
		return refuse(http.StatusNotFound, textSinceTooEarly)
	}
	return nil
}

// duplicate reports whether a running job of the same version overlaps with the
// request (docs/reference/bcda-protocol.md 3). The group is not compared.
func (s *Server) duplicate(version string, req exportRequest, now time.Time) bool {
	for _, j := range s.jobs {
		if j.owner != s.entity.CMSID || j.version != version || now.Sub(j.created) >= keepFiles || !j.status(now).running() {
			continue
		}
		single := strings.Join(j.asked.types, ",")
		if j.asked.url == req.url || !req.named || !j.asked.named || slices.Contains(req.types, single) {
			return true
		}
	}
	return false
}

// jobID reads the id in a URL.
func jobID(text string) (uint64, bool) {
	id, err := strconv.ParseUint(text, 10, 64)
	return id, err == nil
}
