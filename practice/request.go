package practice

import (
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Texts of refused parameters and headers (docs/reference/bcda-protocol.md 3).
const (
	textNoAccept     = "Accept header is required"
	textWrongAccept  = "application/fhir+json is the only supported response format"
	textNoPrefer     = "Prefer header is required"
	textWrongPrefer  = "Only asynchronous responses are supported"
	textFormat       = "_outputFormat parameter must be one of [application/fhir+ndjson application/ndjson ndjson]"
	textElements     = "Invalid parameter: this server does not support the _elements parameter."
	textQuestionMark = "Invalid parameter: query parameters cannot start with ?"
	textSinceFormat  = "Invalid date format supplied in _since parameter.  Date must be in FHIR Instant format."
	textSinceFuture  = "Invalid date format supplied in _since parameter.  Date must be a date that has already passed"
	textGroup        = "Invalid group ID"
	textGuide        = "Model entities in GUIDE are not eligible to access SharedSystem data"
)

// exportRequest is the reading of one $export URL.
type exportRequest struct {
	url    string // as asked, with the origin
	types  []string
	named  bool // _type was given
	since  time.Time
	filter *TypeFilter // nil in v2
}

// readExport reads and checks the query parameters, which come before the
// headers in the order of checks.
func readExport(r *http.Request, version string, now time.Time) (exportRequest, *refusal) {
	req := exportRequest{url: origin(r) + r.URL.RequestURI()}
	params := r.URL.Query()
	if no := checkNames(params); no != nil {
		return req, no
	}
	if list, ok := params["_type"]; ok {
		req.named = true
		req.types = strings.Split(list[0], ",") // only the first _type counts
		if repeated := firstRepeated(req.types); repeated != "" {
			return req, refuse(http.StatusBadRequest, "Repeated resource type "+repeated)
		}
	}
	if list, ok := params["_since"]; ok {
		t, err := time.Parse(time.RFC3339Nano, list[0])
		if err != nil {
			return req, refuse(http.StatusBadRequest, textSinceFormat)
		}
		if t.After(now) {
			return req, refuse(http.StatusBadRequest, textSinceFuture)
		}
		req.since = t
	}
	if version == v3 { // v2 ignores the parameter silently
		var err error
		if req.filter, err = parseTypeFilters(params["_typeFilter"]); err != nil {
			return req, refuse(http.StatusBadRequest, err.Error())
		}
	}
	return req, nil
}

func checkNames(params url.Values) *refusal {
	for name := range params {
		if strings.HasPrefix(name, "?") {
			return refuse(http.StatusBadRequest, textQuestionMark)
		}
	}
	if params.Has("_elements") {
		return refuse(http.StatusBadRequest, textElements)
	}
	formats := []string{"ndjson", "application/ndjson", typeNDJSON}
	if params.Has("_outputFormat") && !slices.Contains(formats, params.Get("_outputFormat")) {
		return refuse(http.StatusBadRequest, textFormat)
	}
	return nil
}

func firstRepeated(list []string) string {
	for i, text := range list {
		if slices.Contains(list[:i], text) {
			return text
		}
	}
	return ""
}

// checkHeaders checks Accept and Prefer, which exports and the list of jobs need.
func checkHeaders(h http.Header) *refusal {
	accept, prefer := h.Values("Accept"), h.Values("Prefer")
	switch {
	case len(accept) == 0:
		return refuse(http.StatusBadRequest, textNoAccept)
	case !listed(accept, typeFHIRJSON):
		return refuse(http.StatusBadRequest, textWrongAccept)
	case len(prefer) == 0:
		return refuse(http.StatusBadRequest, textNoPrefer)
	case !listed(prefer, "respond-async"):
		return refuse(http.StatusBadRequest, textWrongPrefer)
	}
	return nil
}

// listed reports whether a comma-separated header names a value, with or without
// parameters.
func listed(values []string, want string) bool {
	for _, value := range values {
		for part := range strings.SplitSeq(value, ",") {
			name, _, err := mime.ParseMediaType(part)
			if err == nil && name == want {
				return true
			}
		}
	}
	return false
}

// chooseTypes checks the types asked for against what the entity may have, and
// fills them in where none were named.
func (req *exportRequest) chooseTypes(version string, allowed []string) *refusal {
	if !req.named {
		req.types = allowed
		return nil
	}
	known := knownTypes(version)
	for _, t := range req.types {
		if !slices.Contains(known, t) {
			return refuse(http.StatusBadRequest,
				fmt.Sprintf("invalid resource type %s. Supported types %v", t, known))
		}
		if !slices.Contains(allowed, t) {
			return refuse(http.StatusBadRequest, "unauthorized resource type "+t)
		}
	}
	return nil
}
