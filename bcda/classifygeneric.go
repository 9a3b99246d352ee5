package bcda

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
)

// classify turns an answer that is no success into an error, by the rules of the kind of server.
func (w *wire) classify(op Op, status int, header http.Header, body []byte) *StatusError {
	if w.base == nil {
		return classify(op, status, header, body, w.now())
	}
	e := &StatusError{Op: op, Status: status, Generic: true, sent: true}
	if after, ok := parseRetryAfter(header.Get("Retry-After"), w.now()); ok {
		e.RetryAfter = after
	}
	found, isOutcome := parseOutcome(body)
	e.outcome = isOutcome
	if isOutcome && op != OpDownload {
		e.Diagnostics = safeText(found.shown())
	}
	a := answer{op: op, status: status, header: header, body: body, outcome: found, isOutcome: isOutcome}
	if op == OpToken {
		e.Kind, e.oauth = genericTokenKind(a)
		if text := parseOAuthError(body).text; text != "" {
			e.Diagnostics = safeText(text)
		}
		return e
	}
	e.Kind = genericKind(a)
	return e
}

// genericKind reads answers as Bulk Data Access 2.0 and HTTP have them.
func genericKind(a answer) Kind {
	switch a.status {
	case http.StatusRequestEntityTooLarge:
		return ErrTooMuch
	case http.StatusTooManyRequests:
		return ErrRateLimited
	case http.StatusProxyAuthRequired:
		return ErrProxy
	case http.StatusUnauthorized:
		return ErrTokenRejected
	case http.StatusForbidden:
		return genericForbidden(a)
	case http.StatusNotFound, http.StatusGone:
		return genericMissing(a)
	case http.StatusNotImplemented:
		return ErrBadRequest
	}
	switch {
	case a.status >= 500:
		if a.op == OpJob && a.isOutcome && !transient(a.outcome.code) {
			return ErrJobFailed
		}
		return ErrServerTrouble
	case a.html(), a.status < 400:
		return ErrNotBCDA
	case a.op == OpJob && a.isOutcome:
		return ErrJobFailed // the request was accepted before: this is about the job
	}
	return ErrBadRequest
}

func genericForbidden(a answer) Kind {
	switch {
	case a.op == OpDownload:
		return ErrFileGone // a signed address that is over
	case a.html():
		return ErrBlocked
	}
	return ErrUnauthorized
}

func genericMissing(a answer) Kind {
	switch {
	case a.op == OpDownload:
		return ErrFileGone
	case a.op == OpJob, a.op == OpCancel:
		return ErrJobExpired
	case a.html() && !a.isOutcome:
		return ErrNotBCDA
	}
	return ErrNotFound
}

// transient tells whether an issue code says that the trouble is of the moment and not of the job: the children of
// "transient" in http://hl7.org/fhir/issue-type, and no code at all.
func transient(code string) bool {
	return slices.Contains([]string{"", "transient", "lock-error", "no-store", "exception", "timeout", "incomplete", "throttled"}, code)
}

// oauthError is the refusal of a token endpoint (RFC 6749 5.2).
type oauthError struct {
	code string // such as invalid_client
	text string // for developers
}

func parseOAuthError(body []byte) oauthError {
	var doc struct {
		Error       string `json:"error"`
		Description string `json:"error_description"`
	}
	if err := decodeFirst(body, &doc); err != nil {
		return oauthError{}
	}
	return oauthError{code: doc.Error, text: doc.Description}
}

// genericTokenKind reads a refusal by its code, which servers send with 400 and 401 alike.
func genericTokenKind(a answer) (Kind, string) {
	found := parseOAuthError(a.body)
	switch {
	case a.status == http.StatusTooManyRequests:
		return ErrRateLimited, found.code
	case a.status >= 500 && a.status != http.StatusNotImplemented:
		return ErrServerTrouble, found.code
	case slices.Contains([]string{"invalid_client", "unauthorized_client", "invalid_grant", "access_denied"}, found.code):
		return ErrCredentialsRefused, found.code
	case found.code != "":
		return ErrBadRequest, found.code
	case a.status == http.StatusUnauthorized:
		return ErrCredentialsRefused, ""
	case a.status == http.StatusForbidden:
		return genericForbidden(a), ""
	case a.status == http.StatusBadRequest && json.Valid(a.body):
		return ErrBadRequest, ""
	case a.status < 400, a.html(), a.status == http.StatusNotFound:
		return ErrNotBCDA, ""
	}
	return ErrBadRequest, ""
}

// aboutScope tells whether a token was refused for the scope that was asked for.
func (e *StatusError) aboutScope() bool {
	return e.oauth == "invalid_scope" || (e.oauth == "invalid_request" && strings.Contains(strings.ToLower(e.Diagnostics), "scope"))
}
