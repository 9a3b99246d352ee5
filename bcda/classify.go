package bcda

import (
	"bytes"
	"net/http"
	"strings"
	"time"
)

// classify turns an answer that is no success into an error. Status and a loose match of the diagnostics decide,
// as the servers' own codes are of no use (docs/reference/bcda-protocol.md 3, "Error bodies").
func classify(op Op, status int, header http.Header, body []byte, now time.Time) *StatusError {
	e := &StatusError{Op: op, Status: status, sent: true}
	if after, ok := parseRetryAfter(header.Get("Retry-After"), now); ok {
		e.RetryAfter = after
	}
	found, isOutcome := parseOutcome(body)
	if isOutcome && op != OpDownload {
		e.Diagnostics = safeText(found.shown())
	}
	e.Kind = kindOf(answer{op: op, status: status, header: header, body: body, outcome: found, isOutcome: isOutcome})
	if e.Kind == ErrDuplicateJob {
		// The header's default is 0 at the server: a minute at least (docs/reference/bcda-protocol.md 3).
		e.RetryAfter = max(e.RetryAfter, time.Minute)
	}
	return e
}

// answer is a whole answer with its outcome already read.
type answer struct {
	op        Op
	status    int
	header    http.Header
	body      []byte
	outcome   outcome
	isOutcome bool
}

// says tells whether the outcome's text contains a phrase given in lower case.
func (a answer) says(phrase string) bool {
	return a.isOutcome && strings.Contains(a.outcome.text(), phrase)
}

// html tells whether a web page came instead of an API answer.
func (a answer) html() bool { return isHTML(a.header.Get("Content-Type"), a.body) }

func isHTML(contentType string, body []byte) bool {
	return strings.Contains(strings.ToLower(contentType), "html") ||
		bytes.HasPrefix(bytes.TrimLeft(body, "\ufeff \t\r\n"), []byte("<"))
}

func kindOf(a answer) Kind {
	switch {
	case a.status >= 500:
		if a.op == OpJob && a.says("job failed to complete") {
			return ErrJobFailed
		}
		return ErrServerTrouble
	case a.status == http.StatusTooManyRequests:
		// An empty body is the API's own refusal; the limit in front of it sends a page or a text.
		if a.op == OpExport && (len(bytes.TrimSpace(a.body)) == 0 || a.isOutcome) {
			return ErrDuplicateJob
		}
		return ErrRateLimited
	case a.status == http.StatusProxyAuthRequired:
		return ErrProxy
	case a.status == http.StatusForbidden:
		return forbiddenKind(a)
	case a.html(), a.status < 400:
		return ErrNotBCDA
	case a.op == OpToken:
		return tokenKind(a.status)
	}
	switch a.status {
	case http.StatusBadRequest:
		return badRequestKind(a)
	case http.StatusUnauthorized:
		return unauthorizedKind(a)
	case http.StatusNotFound, http.StatusGone:
		return missingKind(a)
	}
	if a.isOutcome {
		return ErrBadRequest
	}
	return ErrNotBCDA
}

// tokenKind reads the plain-text answers of /auth/token (docs/reference/bcda-protocol.md 2).
func tokenKind(status int) Kind {
	switch status {
	case http.StatusBadRequest:
		return ErrBadCredentialFormat
	case http.StatusUnauthorized:
		return ErrCredentialsRefused
	}
	return ErrNotBCDA
}

// forbiddenKind keeps "your access has ended" for the API's own words: a page or an empty body comes from in front.
func forbiddenKind(a answer) Kind {
	switch {
	case a.says("access not enabled"):
		return ErrVersionNotEnabled
	case a.isOutcome:
		return ErrAccessEnded
	}
	return ErrBlocked
}

func badRequestKind(a answer) Kind {
	switch {
	case a.says("invalid group id"):
		return ErrGroupUnknown
	case a.says("already passed"):
		return ErrSinceInFuture
	case a.says("unauthorized resource type"):
		return ErrTypeNotAllowed
	case strings.EqualFold(strings.TrimSpace(a.outcome.diagnostics), "Request Error"):
		// The whole text, not the code of v2: the token is no BCDA token.
		return ErrTokenRejected
	case a.isOutcome, len(bytes.TrimSpace(a.body)) == 0, a.op != OpMetadata && a.op != OpRelease:
		return ErrBadRequest
	}
	return ErrNotBCDA
}

func unauthorizedKind(a answer) Kind {
	switch {
	case a.says("expired token"), a.says("invalid token"):
		return ErrTokenRejected
	case strings.Contains(strings.ToLower(a.header.Get("WWW-Authenticate")), "invalid_token"):
		return ErrTokenRejected // RFC 6750 3.1, spoken by other bulk servers
	}
	return ErrUnauthorized
}

// missingKind reads 404 and 410, which servers mix up (docs/reference/bcda-protocol.md 4).
func missingKind(a answer) Kind {
	switch {
	case a.op == OpDownload:
		return ErrFileGone
	case !a.isOutcome && strings.Contains(string(a.body), "page not found"):
		return ErrVersionNotEnabled // the version's routes do not exist
	case a.op == OpJob, a.op == OpCancel:
		if a.says("cancelled") && !a.says("not cancelled") {
			return ErrJobCancelled
		}
		return ErrJobExpired
	case a.op == OpJobs && a.isOutcome:
		return ErrNoJobs
	case a.op == OpAttribution && a.isOutcome:
		return ErrNoAttribution
	case a.op == OpExport && a.isOutcome:
		return exportMissingKind(a)
	case a.isOutcome:
		return ErrNotFound
	}
	return ErrNotBCDA
}

// exportMissingKind tells the four 404s of an export apart.
func exportMissingKind(a answer) Kind {
	switch {
	case a.says("runout data is no longer available"):
		return ErrRunoutOver
	case a.says("up-to-date attribution"):
		return ErrJanuary
	case a.says("attribution file not found") && a.says("_since"):
		return ErrSinceTooEarly
	case a.says("attribution file not found"):
		return ErrNoAttribution
	}
	return ErrNotFound
}
