package bcda

import (
	"encoding/json"
	"net/http"
	"time"
)

// The parsers, for tests and fuzzing from outside.
var (
	ParseAttribution     = parseAttribution
	ParseContentLocation = parseContentLocation
	ParseExpires         = parseExpires
	ParseInstant         = parseInstant
	ParseJobs            = parseJobs
	ParseMetadata        = parseMetadata
	ParseProgress        = parseProgress
	ParseRetryAfter      = parseRetryAfter
	ParseToken           = parseToken
	SafeText             = safeText
)

// ParseOutcome returns diagnostics and details of an OperationOutcome.
func ParseOutcome(body []byte) (diagnostics, details string, ok bool) {
	o, ok := parseOutcome(body)
	return o.diagnostics, o.details, ok
}

// Classify is classify with a body as text.
func Classify(op Op, status int, header http.Header, body string) *StatusError {
	return classify(op, status, header, []byte(body), time.Unix(0, 0))
}

// ParseCMSID reads a dat claim.
func ParseCMSID(data string) string { return parseCMSID(json.RawMessage(data)) }

// RequestURI is the path and query an export is sent with.
func RequestURI(v Version, r ExportRequest) string {
	return Origin{}.url(r.path(v), r.query(v))[len("://"):]
}
