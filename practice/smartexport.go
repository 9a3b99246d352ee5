package practice

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// smartRefusal is an export that is not started.
type smartRefusal struct {
	status int
	code   string
	text   string
}

// export answers $export of the system, of Patient and of a group.
func (s *Smart) export(group string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.admit(w, r) {
			return
		}
		key, no := s.startExport(r, group)
		if no != nil {
			s.server.log.Info("export refused", "status", no.status)
			s.refuse(w, no.status, no.code, no.text)
			return
		}
		w.Header().Set("Content-Location", origin(r)+"/bulk/status/"+key)
		w.WriteHeader(http.StatusAccepted)
	}
}

func (s *Smart) startExport(r *http.Request, group string) (string, *smartRefusal) {
	switch {
	case !listed(r.Header.Values("Accept"), typeFHIRJSON):
		return "", &smartRefusal{http.StatusNotAcceptable, "not-supported", "Accept must be application/fhir+json."}
	case !prefers(r.Header, "respond-async"):
		return "", &smartRefusal{http.StatusBadRequest, "not-supported", "Only asynchronous exports are offered."}
	case group != GroupAll:
		return "", &smartRefusal{http.StatusNotFound, "not-found", "There is no such group."}
	}
	req, no := s.readExport(r)
	if no != nil {
		return "", no
	}
	if s.has(TooMuch) && len(req.types) > 1 {
		return "", &smartRefusal{http.StatusRequestEntityTooLarge, "too-costly", "This is too much for one export."}
	}
	key, err := s.randomKey()
	if err != nil {
		return "", &smartRefusal{http.StatusInternalServerError, "exception", "The export could not be started."}
	}
	s.server.mu.Lock()
	defer s.server.mu.Unlock()
	j := s.server.addJob(s.version, GroupAll, req, s.server.cfg.Now())
	s.jobKeys[key] = j.id
	s.server.log.Info("export started", "job", j.id)
	return key, nil
}

// readExport reads the parameters of Bulk Data Access 2.0. What is not supported
// is refused, unless the client asks for lenient handling.
func (s *Smart) readExport(r *http.Request) (exportRequest, *smartRefusal) {
	req := exportRequest{url: origin(r) + r.URL.RequestURI()}
	params := r.URL.Query()
	lenient := prefers(r.Header, "handling=lenient")
	for name := range params {
		if !lenient && !slices.Contains([]string{"_type", "_since", "_typeFilter", "_outputFormat"}, name) {
			return req, &smartRefusal{http.StatusBadRequest, "not-supported", "The parameter " + name + " is not supported."}
		}
	}
	formats := []string{"", "ndjson", "application/ndjson", typeNDJSON}
	if !slices.Contains(formats, params.Get("_outputFormat")) {
		return req, &smartRefusal{http.StatusBadRequest, "not-supported", "Only NDJSON is offered."}
	}
	offered := s.server.cfg.Source.Types(s.version)
	req.types = offered
	if list := strings.Join(params["_type"], ","); list != "" {
		req.named, req.types = true, nil
		for t := range strings.SplitSeq(list, ",") {
			switch {
			case slices.Contains(offered, t) && !slices.Contains(req.types, t):
				req.types = append(req.types, t)
			case !slices.Contains(offered, t) && !lenient:
				return req, &smartRefusal{http.StatusBadRequest, "not-supported", "The resource type " + t + " is not offered."}
			}
		}
	}
	return s.narrow(req, params["_since"], params["_typeFilter"])
}

// narrow reads _since and _typeFilter.
func (s *Smart) narrow(req exportRequest, since, filters []string) (exportRequest, *smartRefusal) {
	if len(since) > 0 {
		t, err := time.Parse(time.RFC3339Nano, since[0])
		if err != nil {
			return req, &smartRefusal{http.StatusBadRequest, "value", "_since must be an instant."}
		}
		req.since = t
	}
	switch len(filters) {
	case 0:
		return req, nil
	case 1:
		req.filter = &TypeFilter{}
		if err := req.filter.parse(filters[0]); err != nil {
			return req, &smartRefusal{http.StatusBadRequest, "value", err.Error()}
		}
		return req, nil
	}
	return req, &smartRefusal{http.StatusBadRequest, "not-supported", "Only one _typeFilter is supported."}
}

// prefers reports whether the Prefer header names something (RFC 7240 2).
func prefers(h http.Header, want string) bool {
	for _, value := range h.Values("Prefer") {
		for part := range strings.FieldsFuncSeq(value, func(r rune) bool { return r == ',' || r == ';' }) {
			if strings.EqualFold(strings.TrimSpace(part), want) {
				return true
			}
		}
	}
	return false
}
