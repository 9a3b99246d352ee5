package bcda

import (
	"errors"
	"fmt"
	"time"
)

// Op names what was being done, for errors and logs.
type Op string

// The operations.
const (
	OpToken       Op = "ask for a token"
	OpDiscover    Op = "ask how to sign in"
	OpWelcome     Op = "test the token"
	OpRelease     Op = "read the server release"
	OpMetadata    Op = "read the capability statement"
	OpAttribution Op = "read the attribution status"
	OpExport      Op = "start an export"
	OpJob         Op = "read a job"
	OpCancel      Op = "cancel a job"
	OpJobs        Op = "list the jobs"
	OpDownload    Op = "download a file"
)

// Kind says what went wrong, so that a caller can decide. Each kind is an error of its own and the target for errors.Is;
// some kinds are special cases of another, and errors.Is finds them under both (see the comments).
type Kind int

// The kinds, in the order of the tables of docs/reference/bcda-protocol.md 2 to 5 and 9.
const (
	// ErrUnknown is an answer no table describes.
	ErrUnknown Kind = iota
	// ErrBadCredentialFormat: token 400, or an id or secret that cannot be sent at all.
	ErrBadCredentialFormat
	// ErrCredentialsRefused: token 401, after one repeat; unknown, wrong, over 90 days old and revoked look the same.
	ErrCredentialsRefused
	// ErrRateLimited: 429 of anything but a duplicate export; RetryAfter says how long.
	ErrRateLimited
	// ErrServerTrouble: 500, 502, 503, 504 and dropped connections, after all repeats.
	ErrServerTrouble
	// ErrDropped: the connection ended before the answer did. A case of ErrServerTrouble.
	ErrDropped
	// ErrTokenRejected: 401 Expired Token or Invalid Token, with a fresh token too.
	ErrTokenRejected
	// ErrUnauthorized: 401 without diagnostics; the entity is not set up for this, or the job is another entity's.
	ErrUnauthorized
	// ErrVersionNotEnabled: 403 with the version text, or routes that do not exist; another version may work.
	ErrVersionNotEnabled
	// ErrAccessEnded: any other 403 of the API itself; stop the schedule.
	ErrAccessEnded
	// ErrBlocked: a 403 that something in front of the API gave (allow list, request limit); it says nothing about access.
	ErrBlocked
	// ErrBadRequest: the request was not accepted; Diagnostics says why.
	ErrBadRequest
	// ErrGroupUnknown: 400 Invalid group ID, as the real server answers for "new". A case of ErrBadRequest.
	ErrGroupUnknown
	// ErrTypeNotAllowed: a resource type the entity may not have (Claim, ClaimResponse). A case of ErrBadRequest.
	ErrTypeNotAllowed
	// ErrSinceInFuture: since lies ahead of the server's clock; this computer's clock may be wrong. A case of ErrBadRequest.
	ErrSinceInFuture
	// ErrJanuary: the newest attribution list is of another performance year, as every January.
	ErrJanuary
	// ErrNoAttribution: no attribution list has been loaded, or only one that is too old.
	ErrNoAttribution
	// ErrSinceTooEarly: since is before the entity's first attribution list; ask without since.
	ErrSinceTooEarly
	// ErrRunoutOver: last year's runout data is no longer offered.
	ErrRunoutOver
	// ErrDuplicateJob: 429 to an export; a running job covers it. RetryAfter is at least a minute.
	ErrDuplicateJob
	// ErrExportUnsure: the answer to an export was lost, so a job may exist; see LostExportError.
	ErrExportUnsure
	// ErrJobFailed: the server gave the job up for good.
	ErrJobFailed
	// ErrJobExpired: the job is unknown, archived or its 24 hours are over.
	ErrJobExpired
	// ErrJobCancelled: somebody cancelled the job.
	ErrJobCancelled
	// ErrNoJobs: the list of jobs is empty; the client turns it into an empty list.
	ErrNoJobs
	// ErrFileGone: no such file, or its job has expired.
	ErrFileGone
	// ErrNotFound: a 404 of the API that no table describes.
	ErrNotFound
	// ErrTruncated: a download ended early or is damaged; what was read of it must not be kept.
	ErrTruncated
	// ErrTooLarge: a file or answer unpacks to more than the limits allow.
	ErrTooLarge
	// ErrUnreachable: no connection to the server.
	ErrUnreachable
	// ErrHostNotFound: the host's name could not be looked up. A case of ErrUnreachable.
	ErrHostNotFound
	// ErrRefused: the host answers but nothing listens there. A case of ErrUnreachable.
	ErrRefused
	// ErrTimeout: nothing came back in time; in production often the allow list of internet addresses. A case of ErrUnreachable.
	ErrTimeout
	// ErrCertificate: the secured connection could not be made or trusted. A case of ErrUnreachable.
	ErrCertificate
	// ErrProxy: the proxy on the way wants a sign-in or refuses. A case of ErrUnreachable.
	ErrProxy
	// ErrNotBCDA: something else answers at this address: a web page, a redirect, another service.
	ErrNotBCDA
	// ErrBadReply: the server answered in a form this client does not understand.
	ErrBadReply
	// ErrTooMuch: 413 to an export of a generic server; fewer types or a shorter time may work.
	ErrTooMuch
	// ErrOtherServer: a generic server names another origin where a token would have to go, or one without https.
	ErrOtherServer
	// ErrNotOffered: an operation that only BCDA has, asked of a generic server.
	ErrNotOffered
	// ErrInterrupted: the caller's context ended first; the context's error is wrapped too.
	ErrInterrupted
)

// Error implements error with a few plain words.
func (k Kind) Error() string {
	switch k {
	case ErrBadCredentialFormat:
		return "client id or secret is incomplete"
	case ErrCredentialsRefused:
		return "credentials refused"
	case ErrRateLimited:
		return "too many requests"
	case ErrServerTrouble:
		return "server trouble"
	case ErrDropped:
		return "connection dropped"
	case ErrTokenRejected:
		return "token rejected"
	case ErrUnauthorized:
		return "not set up for this, or the job is another organization's"
	case ErrVersionNotEnabled:
		return "api version not enabled"
	case ErrAccessEnded:
		return "access ended"
	case ErrBlocked:
		return "blocked in front of the api"
	case ErrBadRequest:
		return "request not accepted"
	case ErrGroupUnknown:
		return "group unknown"
	case ErrTypeNotAllowed:
		return "resource type not allowed"
	case ErrSinceInFuture:
		return "since lies in the future"
	}
	return k.laterWords()
}

// laterWords continues Error with the kinds of exports, jobs, files and connections.
func (k Kind) laterWords() string {
	switch k {
	case ErrJanuary:
		return "attribution of the new year is not there yet"
	case ErrNoAttribution:
		return "no attribution list"
	case ErrSinceTooEarly:
		return "since is before the first attribution list"
	case ErrRunoutOver:
		return "runout data no longer offered"
	case ErrDuplicateJob:
		return "a running job already covers this export"
	case ErrExportUnsure:
		return "the answer was lost, a job may exist"
	case ErrJobFailed:
		return "the server could not finish the job"
	case ErrJobExpired:
		return "job expired or unknown"
	case ErrJobCancelled:
		return "job was cancelled"
	case ErrNoJobs:
		return "no jobs"
	case ErrFileGone:
		return "file gone"
	case ErrNotFound:
		return "not found"
	case ErrTruncated:
		return "download incomplete or damaged"
	case ErrTooLarge:
		return "larger than the limits allow"
	case ErrUnreachable:
		return "server not reachable"
	case ErrHostNotFound:
		return "host name not found"
	case ErrRefused:
		return "connection refused"
	case ErrTimeout:
		return "no answer in time"
	case ErrCertificate:
		return "no trusted connection"
	case ErrProxy:
		return "proxy refused"
	case ErrNotBCDA:
		return "this is not a BCDA server"
	case ErrBadReply:
		return "answer not understood"
	case ErrTooMuch:
		return "too much for one export"
	case ErrOtherServer:
		return "the server points to another server"
	case ErrNotOffered:
		return "not offered by a generic server"
	case ErrInterrupted:
		return "stopped"
	}
	return "unexpected answer"
}

// Is makes a special case match the general kind too.
func (k Kind) Is(target error) bool {
	switch k {
	case ErrDropped:
		return target == ErrServerTrouble
	case ErrGroupUnknown, ErrTypeNotAllowed, ErrSinceInFuture:
		return target == ErrBadRequest
	case ErrHostNotFound, ErrRefused, ErrTimeout, ErrCertificate, ErrProxy:
		return target == ErrUnreachable
	}
	return false
}

// StatusError is a failure towards the server.
type StatusError struct {
	Op     Op
	Status int // HTTP status; 0 when there was no answer
	Kind   Kind
	// Diagnostics is the server's own text, shortened and with anything that resembles an MBI, a token or a secret
	// blanked; empty when there was none, and always for downloads, whose texts may name people.
	// It is for the screen; Error leaves it out, so it reaches no log.
	Diagnostics string
	RetryAfter  time.Duration // what the server asked for, from 1 s to 1 h; 0 when it did not ask
	Err         error         // cause below HTTP; nil for an answer
	Generic     bool          // towards a generic server, so nothing about CMS can be said

	sent    bool   // the request went out, so the server may have acted on it
	outcome bool   // an OperationOutcome came with it
	oauth   string // the error code of a token endpoint (RFC 6749 5.2); "" for none
}

// Error implements error.
func (e *StatusError) Error() string {
	text := string(e.Op) + ": " + e.Kind.Error()
	if e.Status != 0 {
		text += fmt.Sprintf(" (status %d)", e.Status)
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap returns the kind and the cause.
func (e *StatusError) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Err}
}

// refused makes the error for what is not even sent. The reason is ours, so it may be shown.
func refused(op Op, reason error) *StatusError {
	return &StatusError{Op: op, Kind: ErrBadRequest, Diagnostics: reason.Error(), Err: reason}
}

// KindOf returns ErrExportUnsure for a lost export, else the kind of the first StatusError in err's chain; ErrUnknown
// when there is none.
func KindOf(err error) Kind {
	var unsure *LostExportError
	if errors.As(err, &unsure) {
		return ErrExportUnsure
	}
	var se *StatusError
	if errors.As(err, &se) {
		return se.Kind
	}
	return ErrUnknown
}

// LostExportError says that an export was sent and its answer lost, or was a server error: the job may exist or not.
// Do not send the export again; list the jobs and look with MatchLostExport (docs/reference/bcda-protocol.md 9).
// It matches ErrExportUnsure and whatever the cause matches.
type LostExportError struct {
	Version Version
	Request ExportRequest
	// NotBefore is just before the moment of sending by the server's clock, as far as its Date headers told it.
	NotBefore time.Time
	Err       error
}

// Error implements error.
func (e *LostExportError) Error() string {
	return fmt.Sprintf("%s: %v: %v", OpExport, ErrExportUnsure, e.Err)
}

// Unwrap returns ErrExportUnsure and the cause.
func (e *LostExportError) Unwrap() []error { return []error{ErrExportUnsure, e.Err} }
