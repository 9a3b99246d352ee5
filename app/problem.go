package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/fhir"
	"github.com/claimsdesk/claimsdesk/store"
)

// Exit codes of claimsctl (contract.md 2).
const (
	ExitDone        = 0
	ExitFailed      = 1
	ExitUsage       = 2
	ExitPartly      = 3
	ExitCredentials = 4
	ExitUnreachable = 5
	ExitLocked      = 6
)

// Problem is an error in the user's words: what happened, what it means for the data, what to do next. The texts hold
// no personal data and no codes; Detail is for support.
type Problem struct {
	Title  string
	Text   string // what it means and what to do; may be empty
	Screen string // what the window says instead of Text where that speaks of commands; empty for the same
	Detail string // technical, without personal data; may be empty
	Exit   int    // exit code of claimsctl
	Notice bool   // nothing is wrong: a fact of the season or of the server
	// RetryIn is set where we try again by ourselves.
	RetryIn time.Duration
}

// ProblemOf turns any error into words. Every situation of docs/reference/bcda-protocol.md section 9 has its row.
func ProblemOf(err error) Problem {
	if err == nil {
		return Problem{}
	}
	p, known := ownProblem(err)
	if !known {
		p, known = serverProblem(err)
	}
	if !known {
		p, known = localProblem(err)
	}
	if !known {
		p = Problem{Title: problemUnexpected, Text: problemUnexpectedDo, Exit: ExitFailed}
	}
	if p.Detail == "" {
		p.Detail = err.Error()
	}
	return p
}

// Errors of this package that stand for a situation.
var (
	ErrNoConnection      = errors.New("no connection set up")
	ErrNeedsConfirmation = errors.New("storing real data unencrypted was not confirmed")
	ErrNoSet             = errors.New("data set does not exist")
	ErrSeveralSets       = errors.New("several data sets")
	ErrNothingToRead     = errors.New("no files to read")
	ErrStopped           = errors.New("stopped by the user")
)

// UsageError is a wrong use of a command or a form; Text says what is wrong in plain words.
type UsageError struct{ Text string }

func (e *UsageError) Error() string { return e.Text }

func ownProblem(err error) (Problem, bool) {
	var usage *UsageError
	var connection *claims.ConnectionError
	switch {
	case errors.As(err, &usage):
		return Problem{Title: usage.Text, Exit: ExitUsage}, true
	case errors.As(err, &connection):
		return Problem{Title: connection.Text, Exit: ExitUsage}, true
	case errors.Is(err, ErrNoConnection):
		return Problem{Title: problemNoConnection, Text: problemNoConnectionDo, Exit: ExitUsage}, true
	case errors.Is(err, ErrNeedsConfirmation):
		return Problem{Title: problemNeedsConfirmation, Text: problemNeedsConfirmationDo, Screen: problemNeedsConfirmationScreen, Exit: ExitUsage}, true
	case errors.Is(err, ErrNoKeychain), errors.Is(err, ErrNoSecret):
		return secretProblem(err), true
	case errors.Is(err, ErrPasswordShort):
		return Problem{Title: fmt.Sprintf(passwordShort, PasswordShortest), Exit: ExitUsage}, true
	case errors.Is(err, ErrWrongPassphrase):
		return Problem{Title: problemWrongPassphrase, Text: problemWrongPassphraseDo, Exit: ExitUsage}, true
	case errors.Is(err, ErrNoSet):
		return Problem{Title: problemNoSet, Text: problemNoSetDo, Screen: problemNoSetScreen, Exit: ExitUsage}, true
	case errors.Is(err, ErrInfernoVersion):
		return Problem{Title: problemInfernoVersion, Text: problemInfernoVersionDo, Screen: problemInfernoVersionScreen, Exit: ExitUsage}, true
	case errors.Is(err, ErrNothingToRead):
		return Problem{Title: problemNothingToRead, Text: problemNothingToReadDo, Exit: ExitFailed}, true
	case errors.Is(err, fhir.ErrSTU3):
		return Problem{Title: problemSTU3, Text: problemSTU3Do, Exit: ExitFailed}, true
	case errors.Is(err, ErrPaused):
		return Problem{Title: problemPaused, Text: problemPausedDo, Exit: ExitPartly, Notice: true}, true
	case errors.Is(err, ErrStopHere):
		return Problem{Title: problemStopHere, Text: problemStopHereDo, Exit: ExitPartly, Notice: true}, true
	case errors.Is(err, ErrCancelAtCMS):
		return Problem{Title: problemCancelAtCMS, Text: problemStopHereDo, Exit: ExitPartly, Notice: true}, true
	case errors.Is(err, ErrStopped), errors.Is(err, context.Canceled):
		return stopped(), true
	}
	return Problem{}, false
}

func secretProblem(err error) Problem {
	if errors.Is(err, ErrNoKeychain) {
		return Problem{
			Title:  problemNoKeychain,
			Text:   problemNoKeychainDo,
			Screen: problemNoKeychainScreen,
			Exit:   ExitUsage,
		}
	}
	return Problem{Title: problemNoSecret, Text: problemNoSecretDo, Exit: ExitCredentials}
}

// localProblem names what can go wrong on this computer.
func localProblem(err error) (Problem, bool) {
	for _, row := range []struct {
		is error
		p  Problem
	}{
		{store.ErrLocked, Problem{Title: problemLocked, Text: problemLockedDo, Exit: ExitLocked}},
		{store.ErrNewerDatabase, Problem{Title: problemNewerDatabase, Text: problemNewerDatabaseDo, Exit: ExitFailed}},
		{store.ErrOlderSchema, Problem{Title: problemOlderSchema, Text: problemOlderSchemaDo, Exit: ExitFailed}},
		{store.ErrDamaged, Problem{Title: problemDamaged, Text: problemDamagedDo, Exit: ExitFailed}},
		{exporter.ErrOpenElsewhere, Problem{Title: problemOpenElsewhere, Text: problemOpenElsewhereDo, Exit: ExitFailed}},
		{exporter.ErrNotAFile, Problem{Title: problemNotAFile, Text: problemNotAFileDo, Exit: ExitFailed}},
		{exporter.ErrNoFolder, Problem{Title: problemNoFolder, Text: problemNoFolderDo, Exit: ExitFailed}},
		{store.ErrDiskFull, diskFull()}, {exporter.ErrDiskFull, diskFull()},
		{syscall.ENOSPC, diskFull()},
		{store.ErrNoRights, noRights()}, {exporter.ErrNoRights, noRights()}, {fs.ErrPermission, noAccess()},
		{store.ErrNotFound, Problem{Title: problemNotFound, Text: problemNotFoundDo, Exit: ExitFailed}},
		{context.DeadlineExceeded, stopped()}, {bcda.ErrInterrupted, stopped()},
		{fs.ErrNotExist, Problem{Title: problemNotExist, Text: problemNotExistDo, Exit: ExitFailed}},
	} {
		if errors.Is(err, row.is) {
			return row.p, true
		}
	}
	return Problem{}, false
}

func stopped() Problem {
	return Problem{Title: problemStopped, Text: problemStoppedDo, Exit: ExitPartly, Notice: true}
}

func diskFull() Problem {
	return Problem{Title: problemDiskFull, Text: problemDiskFullDo, Exit: ExitFailed}
}

func noRights() Problem {
	return Problem{Title: problemNoRights, Text: problemNoRightsDo, Exit: ExitFailed}
}

func noAccess() Problem {
	return Problem{Title: problemNoAccess, Text: problemNoAccessDo, Exit: ExitFailed}
}

// serverProblem gives the words of docs/reference/bcda-protocol.md section 9.
func serverProblem(err error) (Problem, bool) {
	var lost *bcda.LostExportError
	var failure *bcda.StatusError
	if errors.As(err, &lost) && errors.As(lost.Err, &failure) && failure.Status >= 500 {
		err = lost.Err // an answer did come: that the server is in trouble
	}
	if errors.As(err, &failure) && failure.Generic {
		if p, ok := genericProblem(bcda.KindOf(err)); ok {
			p.Detail = serverDetail(err)
			return p, true
		}
	}
	for _, row := range serverProblems() {
		if errors.Is(err, row.kind) {
			p := row.problem
			p.Detail = serverDetail(err)
			return p, true
		}
	}
	return Problem{}, false
}

// serverDetail is the operation, the kind and the server's own PHI-free words.
func serverDetail(err error) string {
	var failure *bcda.StatusError
	if errors.As(err, &failure) && failure.Diagnostics != "" {
		return failure.Error() + ": " + failure.Diagnostics
	}
	return err.Error()
}

// kindProblem is what one kind of trouble with a server is called.
type kindProblem struct {
	kind    bcda.Kind
	problem Problem
}

// serverProblems is searched in order: the special kinds stand before the general ones that they belong to.
func serverProblems() []kindProblem {
	return []kindProblem{
		{bcda.ErrBadCredentialFormat, Problem{Title: problemBadCredentialFormat, Text: problemBadCredentialFormatDo, Exit: ExitCredentials}},
		{bcda.ErrCredentialsRefused, Problem{Title: problemCredentialsRefused, Text: problemCredentialsRefusedDo, Exit: ExitCredentials}},
		{bcda.ErrRateLimited, Problem{Title: problemRateLimited, Text: problemRateLimitedDo, Exit: ExitPartly, Notice: true}},
		{bcda.ErrVersionNotEnabled, Problem{Title: problemVersionNotEnabled, Text: problemVersionNotEnabledDo, Exit: ExitFailed}},
		{bcda.ErrAccessEnded, Problem{Title: problemAccessEnded, Text: problemAccessEndedDo, Exit: ExitCredentials}},
		{bcda.ErrUnauthorized, Problem{Title: problemUnauthorized, Exit: ExitCredentials}},
		{bcda.ErrTokenRejected, Problem{Title: problemTokenRejected, Text: problemTokenRejectedDo, Exit: ExitCredentials}},
		{bcda.ErrJanuary, Problem{Title: problemJanuary, Text: problemJanuaryDo, Exit: ExitPartly, Notice: true}},
		{bcda.ErrRunoutOver, Problem{Title: problemRunoutOver, Exit: ExitFailed, Notice: true}},
		{bcda.ErrNoAttribution, Problem{Title: problemNoAttribution, Text: problemNoAttributionDo, Exit: ExitFailed}},
		{bcda.ErrSinceTooEarly, Problem{Title: problemSinceTooEarly, Exit: ExitPartly, Notice: true}},
		{bcda.ErrSinceInFuture, Problem{Title: problemSinceInFuture, Text: problemSinceInFutureDo, Exit: ExitFailed}},
		{bcda.ErrTypeNotAllowed, Problem{Title: problemTypeNotAllowed, Text: problemTypeNotAllowedDo, Exit: ExitFailed}},
		{bcda.ErrTooMuch, Problem{Title: problemTooMuch, Text: problemTooMuchDo, Exit: ExitFailed}},
		{bcda.ErrOtherServer, Problem{Title: problemOtherServer, Text: problemOtherServerDo, Exit: ExitFailed}},
		{bcda.ErrNotOffered, Problem{Title: problemNotOffered, Text: problemNotOfferedDo, Exit: ExitFailed}},
		{bcda.ErrGroupUnknown, Problem{Title: problemGroupUnknown, Text: problemGroupUnknownDo, Exit: ExitFailed}},
		{bcda.ErrBadRequest, Problem{Title: problemBadRequest, Exit: ExitFailed}},
		{bcda.ErrDuplicateJob, Problem{Title: problemDuplicateJob, Text: problemDuplicateJobDo, Exit: ExitPartly, Notice: true}},
		{bcda.ErrExportUnsure, Problem{Title: problemExportUnsure, Text: problemExportUnsureDo, Exit: ExitPartly}},
		{bcda.ErrJobFailed, Problem{Title: problemJobFailed, Text: problemJobFailedDo, Exit: ExitFailed}},
		{bcda.ErrJobExpired, Problem{Title: problemJobExpired, Text: problemJobExpiredDo, Exit: ExitPartly}},
		{bcda.ErrJobCancelled, Problem{Title: problemJobCancelled, Exit: ExitPartly, Notice: true}},
		{bcda.ErrFileGone, Problem{Title: problemFileGone, Text: problemFileGoneDo, Exit: ExitPartly}},
		{bcda.ErrTruncated, Problem{Title: problemTruncated, Text: problemTruncatedDo, Exit: ExitPartly}},
		{bcda.ErrTooLarge, Problem{Title: problemTooLarge, Text: problemTooLargeDo, Exit: ExitPartly}},
		{bcda.ErrNotBCDA, Problem{Title: problemNotBCDA, Text: problemNotBCDADo, Exit: ExitUnreachable}},
		{bcda.ErrBlocked, Problem{Title: problemBlocked, Text: problemBlockedDo, Exit: ExitUnreachable}},
		{bcda.ErrTimeout, Problem{Title: problemTimeout, Text: problemTimeoutDo, Exit: ExitUnreachable}},
		{bcda.ErrHostNotFound, Problem{Title: problemHostNotFound, Text: problemHostNotFoundDo, Exit: ExitUnreachable}},
		{bcda.ErrCertificate, Problem{Title: problemCertificate, Text: problemCertificateDo, Exit: ExitUnreachable}},
		{bcda.ErrProxy, Problem{Title: problemProxy, Text: problemProxyDo, Exit: ExitUnreachable}},
		{bcda.ErrUnreachable, Problem{Title: problemUnreachable, Text: problemHostNotFoundDo, Exit: ExitUnreachable}},
		{bcda.ErrServerTrouble, Problem{Title: problemServerTrouble, Text: problemServerTroubleDo, Exit: ExitUnreachable}},
		{bcda.ErrBadReply, Problem{Title: problemBadReply, Text: problemBadReplyDo, Exit: ExitFailed}},
		{bcda.ErrNotFound, Problem{Title: serverNotFound, Text: serverNotFoundDo, Exit: ExitFailed}},
	}
}
