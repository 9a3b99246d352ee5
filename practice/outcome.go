package practice

import (
	"encoding/json"
	"net/http"
	"time"
)

// shape is the form of error bodies. It depends on the path that was asked, not
// on the job (docs/reference/bcda-protocol.md 3, Error bodies).
type shape int

const (
	shapePlain shape = iota // v1 and /data: no details
	shapeV2                 // details with a coding
	shapeV3                 // details with a text
)

func shapeOf(version string) shape {
	if version == v3 {
		return shapeV3
	}
	return shapeV2
}

// refusal is an answer that is not what was asked for.
type refusal struct {
	status      int
	diagnostics string // empty: no diagnostics element
	bare        bool   // no body at all
	retryAfter  string // Retry-After in seconds; empty: no header
	expires     string // Expires; empty: no header
}

func refuse(status int, diagnostics string) *refusal {
	return &refusal{status: status, diagnostics: diagnostics}
}

type outcome struct {
	ResourceType string  `json:"resourceType"`
	Issue        []issue `json:"issue"`
}

type issue struct {
	Severity    string   `json:"severity"`
	Code        string   `json:"code"`
	Details     *concept `json:"details,omitempty"`
	Diagnostics string   `json:"diagnostics,omitempty"`
}

type concept struct {
	Coding []coding `json:"coding,omitempty"`
	Text   string   `json:"text,omitempty"`
}

type coding struct {
	System  string `json:"system,omitempty"`
	Code    string `json:"code,omitempty"`
	Display string `json:"display,omitempty"`
}

// issueCode is the FHIR issue type that the server sends with a status.
func issueCode(status int) string {
	switch status {
	case http.StatusBadRequest:
		return "structure"
	case http.StatusUnauthorized, http.StatusForbidden:
		return "forbidden"
	case http.StatusNotFound, http.StatusGone:
		return "not-found"
	}
	return "exception"
}

func newOutcome(sh shape, status int, diagnostics string) outcome {
	is := issue{Severity: "error", Code: issueCode(status), Diagnostics: diagnostics}
	switch {
	case sh == shapeV2:
		// The code is the same whatever happened; that is how the server sends it.
		is.Details = &concept{
			Coding: []coding{{
				System:  "http://hl7.org/fhir/ValueSet/operation-outcome",
				Code:    "Request Error",
				Display: diagnostics,
			}},
			Text: diagnostics,
		}
	case sh == shapeV3 && diagnostics != "":
		is.Details = &concept{Text: diagnostics}
	}
	return outcome{ResourceType: typeOutcome, Issue: []issue{is}}
}

// send writes a refusal in the form of the path that was asked.
func (s *Server) send(w http.ResponseWriter, sh shape, r *refusal) {
	if r.retryAfter != "" {
		w.Header().Set("Retry-After", r.retryAfter)
	}
	if r.expires != "" {
		w.Header().Set("Expires", r.expires)
	}
	if r.bare {
		w.WriteHeader(r.status)
		return
	}
	w.Header().Set("Content-Type", typeFHIRJSON)
	w.WriteHeader(r.status)
	s.encode(w, newOutcome(sh, r.status, r.diagnostics))
}

// Media types.
const (
	typeFHIRJSON = "application/fhir+json"
	typeJSON     = "application/json"
	typeNDJSON   = "application/fhir+ndjson"
)

// sendJSON writes one value with status 200.
func (s *Server) sendJSON(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", typeJSON)
	w.WriteHeader(http.StatusOK)
	s.encode(w, value)
}

// encode writes one JSON value. The status is out by then, so a failed write (a
// client that hung up) can only be logged.
func (s *Server) encode(w http.ResponseWriter, value any) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		s.log.Debug("reply not written", "error", err)
	}
}

// sendText answers in plain text, with the status text where none is given.
func sendText(w http.ResponseWriter, status int, text string) {
	if text == "" {
		text = http.StatusText(status)
	}
	http.Error(w, text, status)
}

// instant is how the server writes a point in time.
func instant(t time.Time) string {
	return t.UTC().Format("2006-01-02T15:04:05.999999Z07:00")
}
