package app

import (
	"context"
	"errors"
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
		p = Problem{Title: "Something unexpected happened.", Text: "Your data is safe: what was stored before is unchanged. Try again; if it happens again, send the details to support.", Exit: ExitFailed}
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
		return Problem{Title: "No connection is set up yet.", Text: "Set up a connection first: practice data, CMS test data or your own credentials.", Exit: ExitUsage}, true
	case errors.Is(err, ErrNeedsConfirmation):
		return Problem{Title: "Real data would lie unencrypted on this computer.", Text: "ClaimsDesk does not encrypt its database yet. Turn on BitLocker or FileVault, then confirm that you accept this (--unencrypted).", Screen: "ClaimsDesk does not encrypt its database yet. Turn on BitLocker or FileVault, then tick that you accept this.", Exit: ExitUsage}, true
	case errors.Is(err, ErrNoKeychain), errors.Is(err, ErrNoSecret):
		return secretProblem(err), true
	case errors.Is(err, ErrWrongPassphrase):
		return Problem{Title: "The password does not open the stored secret.", Text: "Check the password, or connect again and paste the secret.", Exit: ExitUsage}, true
	case errors.Is(err, ErrNoSet):
		return Problem{Title: "There is no such data set.", Text: "See the list with claimsctl status, or make one with connect or import.", Screen: "It may have been removed. Choose other data, or set up a connection.", Exit: ExitUsage}, true
	case errors.Is(err, ErrInfernoVersion):
		return Problem{Title: "The layout inferno is made for version 2, and this data is version 3.", Text: "Use --layout tuva, or --api v2 if this data set has version 2 too.", Screen: "Choose the layout Tuva, which takes both.", Exit: ExitUsage}, true
	case errors.Is(err, ErrNothingToRead):
		return Problem{Title: "No files to read were found there.", Text: "ClaimsDesk reads NDJSON files (.ndjson or .ndjson.gz), such as ExplanationOfBenefit.ndjson.", Exit: ExitFailed}, true
	case errors.Is(err, fhir.ErrSTU3):
		return Problem{Title: "These files come from version 1 of the CMS interface (STU3).", Text: "ClaimsDesk reads version 2 and 3. Export the data again with version 2 or 3; nothing of this file was stored.", Exit: ExitFailed}, true
	case errors.Is(err, ErrPaused):
		return Problem{Title: "Paused.", Text: "What was stored so far is kept. It goes on where it stopped when you say so.", Exit: ExitPartly, Notice: true}, true
	case errors.Is(err, ErrStopHere):
		return Problem{Title: "Stopped for good.", Text: "What was stored so far is kept. The next refresh asks again.", Exit: ExitPartly, Notice: true}, true
	case errors.Is(err, ErrCancelAtCMS):
		return Problem{Title: "Cancelled at CMS.", Text: "What was stored so far is kept. The next refresh asks again.", Exit: ExitPartly, Notice: true}, true
	case errors.Is(err, ErrStopped), errors.Is(err, context.Canceled):
		return stopped, true
	}
	return Problem{}, false
}

func secretProblem(err error) Problem {
	if errors.Is(err, ErrNoKeychain) {
		return Problem{
			Title:  "This computer has no keychain that ClaimsDesk can use.",
			Text:   "Unlock or set up the system's keychain, or give a password for an encrypted file in CLAIMSDESK_PASSPHRASE or CLAIMSDESK_PASSPHRASE_FILE.",
			Screen: "Home asks for the password of your CMS secret; type it and try again. Or unlock the system's keychain.",
			Exit:   ExitUsage,
		}
	}
	return Problem{Title: "The secret of this connection is not stored on this computer.", Text: "Connect again and paste the client secret from ACO-MS or 4i.", Exit: ExitCredentials}
}

// localProblem names what can go wrong on this computer.
func localProblem(err error) (Problem, bool) {
	for _, row := range []struct {
		is error
		p  Problem
	}{
		{store.ErrLocked, Problem{Title: "Another ClaimsDesk is writing to this data.", Text: "Wait until its refresh or import has ended, or close the other window. Reading works meanwhile.", Exit: ExitLocked}},
		{store.ErrNewerDatabase, Problem{Title: "The database is from a newer version of ClaimsDesk.", Text: "Update ClaimsDesk. Nothing was changed.", Exit: ExitFailed}},
		{store.ErrOlderSchema, Problem{Title: "The database is from an older version of ClaimsDesk.", Text: "Open it once with a command that writes, such as refresh or import; it is brought up to date then.", Exit: ExitFailed}},
		{store.ErrDamaged, Problem{Title: "The database is damaged.", Text: "Nothing more is written to it. Download the data again into a new folder, or restore a copy of it.", Exit: ExitFailed}},
		{exporter.ErrOpenElsewhere, Problem{Title: "The file is open in another program.", Text: "Close the workbook in Excel or choose another name.", Exit: ExitFailed}},
		{exporter.ErrNotAFile, Problem{Title: "That name belongs to a folder or a device.", Text: "Choose another name for the file.", Exit: ExitFailed}},
		{exporter.ErrNoFolder, Problem{Title: "The folder for the file does not exist.", Text: "Make the folder first or choose another place.", Exit: ExitFailed}},
		{store.ErrDiskFull, diskFull}, {exporter.ErrDiskFull, diskFull},
		{syscall.ENOSPC, diskFull},
		{store.ErrNoRights, noRights}, {exporter.ErrNoRights, noRights}, {fs.ErrPermission, noAccess},
		{store.ErrNotFound, Problem{Title: "This is not in the data any more.", Text: "Go back and look again; a refresh may have changed the list.", Exit: ExitFailed}},
		{context.DeadlineExceeded, stopped}, {bcda.ErrInterrupted, stopped},
		{fs.ErrNotExist, Problem{Title: "The file or folder was not found.", Text: "Check the name and try again.", Exit: ExitFailed}},
	} {
		if errors.Is(err, row.is) {
			return row.p, true
		}
	}
	return Problem{}, false
}

var (
	stopped  = Problem{Title: "Stopped.", Text: "What was stored so far is kept. Start again to carry on.", Exit: ExitPartly, Notice: true}
	diskFull = Problem{Title: "The disk is full.", Text: "What was stored before is unchanged. Make room or choose another folder, then start again.", Exit: ExitFailed}
	noRights = Problem{Title: "ClaimsDesk is not allowed to write there.", Text: "Choose another folder, or ask for the right to write to this one.", Exit: ExitFailed}
	noAccess = Problem{Title: "ClaimsDesk is not allowed to use this file or folder.", Text: "Choose another one, or ask for the right to use it.", Exit: ExitFailed}
)

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
	for _, row := range serverProblems {
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

// serverProblems is searched in order: the special kinds stand before the general ones that they belong to.
var serverProblems = []struct {
	kind    bcda.Kind
	problem Problem
}{
	{bcda.ErrBadCredentialFormat, Problem{Title: "The client ID or secret looks incomplete.", Text: "Copy both again from ACO-MS or 4i.", Exit: ExitCredentials}},
	{bcda.ErrCredentialsRefused, Problem{Title: "CMS did not accept these credentials.", Text: "They may have been replaced or be older than 90 days. Rotate them in ACO-MS or 4i, then paste the new secret.", Exit: ExitCredentials}},
	{bcda.ErrRateLimited, Problem{Title: "CMS asked us to slow down.", Text: "We will continue in some minutes.", Exit: ExitPartly, Notice: true}},
	{bcda.ErrVersionNotEnabled, Problem{Title: "CMS has not turned on this version for you yet.", Text: "Email bcapi@cms.hhs.gov to be enabled, or use the other version.", Exit: ExitFailed}},
	{bcda.ErrAccessEnded, Problem{Title: "CMS says your organization no longer has access.", Text: "Contact your CMS program office.", Exit: ExitCredentials}},
	{bcda.ErrUnauthorized, Problem{Title: "Your organization is not set up for this, or this job belongs to different credentials.", Exit: ExitCredentials}},
	{bcda.ErrTokenRejected, Problem{Title: "CMS ended the session.", Text: "Start again; if it happens again, test the connection.", Exit: ExitCredentials}},
	{bcda.ErrJanuary, Problem{Title: "CMS is updating patient lists for the new year.", Text: "This happens every January. You can still download last year's claims.", Exit: ExitPartly, Notice: true}},
	{bcda.ErrRunoutOver, Problem{Title: "Last year's claims are no longer offered.", Exit: ExitFailed, Notice: true}},
	{bcda.ErrNoAttribution, Problem{Title: "CMS has no patient list for your organization.", Text: "It is loaded about once a month. Try again in some days or ask CMS.", Exit: ExitFailed}},
	{bcda.ErrSinceTooEarly, Problem{Title: "Getting the full history this time.", Exit: ExitPartly, Notice: true}},
	{bcda.ErrSinceInFuture, Problem{Title: "CMS did not accept the start date.", Text: "It lies in the future: check this computer's clock.", Exit: ExitFailed}},
	{bcda.ErrTypeNotAllowed, Problem{Title: "Your organization cannot get one of these kinds of data.", Text: "Early claims are for ACO REACH only. Ask for the other kinds.", Exit: ExitFailed}},
	{bcda.ErrTooMuch, Problem{Title: "This is too much for one export.", Text: "Ask for fewer kinds of data, or for a shorter time.", Exit: ExitFailed}},
	{bcda.ErrOtherServer, Problem{Title: "The server points to another server for its files.", Text: "Nothing was sent there and nothing was stored. Ask the people who run the server.", Exit: ExitFailed}},
	{bcda.ErrNotOffered, Problem{Title: "This server does not offer that.", Text: "Only CMS lists its jobs and its patient list's date.", Exit: ExitFailed}},
	{bcda.ErrGroupUnknown, Problem{Title: "The server does not offer this group of people.", Text: "Use all or runout.", Exit: ExitFailed}},
	{bcda.ErrBadRequest, Problem{Title: "This request was not accepted.", Exit: ExitFailed}},
	{bcda.ErrDuplicateJob, Problem{Title: "An export is already running.", Text: "Wait until it is finished, then start again.", Exit: ExitPartly, Notice: true}},
	{bcda.ErrExportUnsure, Problem{Title: "The answer of CMS was lost.", Text: "Start again: we look for the export before asking for a new one.", Exit: ExitPartly}},
	{bcda.ErrJobFailed, Problem{Title: "CMS could not finish this export.", Text: "Try again in 15 minutes.", Exit: ExitFailed}},
	{bcda.ErrJobExpired, Problem{Title: "These files were only kept for 24 hours.", Text: "Start a new export.", Exit: ExitPartly}},
	{bcda.ErrJobCancelled, Problem{Title: "This export was cancelled.", Exit: ExitPartly, Notice: true}},
	{bcda.ErrFileGone, Problem{Title: "A file is no longer there.", Text: "CMS keeps files for 24 hours. Start a new refresh.", Exit: ExitPartly}},
	{bcda.ErrTruncated, Problem{Title: "The connection dropped in the middle of a file.", Text: "Start again: we pick up where we left off.", Exit: ExitPartly}},
	{bcda.ErrTooLarge, Problem{Title: "A file was far larger than it should be.", Text: "It was not stored. Please tell support.", Exit: ExitPartly}},
	{bcda.ErrNotBCDA, Problem{Title: "This address answers, but it is not a BCDA server.", Text: "Check the server address. A sign-in page of your network can also answer in its place.", Exit: ExitUnreachable}},
	{bcda.ErrBlocked, Problem{Title: "Something between this computer and CMS blocks the request.", Text: "Your office's internet address may not be on the allow list. Ask IT.", Exit: ExitUnreachable}},
	{bcda.ErrTimeout, Problem{Title: "We cannot reach CMS from this network.", Text: "Your office's internet address must be on the allow list. Your address may have changed.", Exit: ExitUnreachable}},
	{bcda.ErrHostNotFound, Problem{Title: "The server's name was not found.", Text: "Check the internet connection and the server address.", Exit: ExitUnreachable}},
	{bcda.ErrCertificate, Problem{Title: "The connection to the server cannot be trusted.", Text: "Your network may inspect traffic. Ask IT to install its certificate on this computer; nothing was sent.", Exit: ExitUnreachable}},
	{bcda.ErrProxy, Problem{Title: "Your network's proxy refused the connection.", Text: "Ask IT to allow the CMS servers.", Exit: ExitUnreachable}},
	{bcda.ErrUnreachable, Problem{Title: "The server cannot be reached.", Text: "Check the internet connection and the server address.", Exit: ExitUnreachable}},
	{bcda.ErrServerTrouble, Problem{Title: "CMS is having trouble right now.", Text: "Nothing is lost. Try again later.", Exit: ExitUnreachable}},
	{bcda.ErrBadReply, Problem{Title: "The server's answer was not understood.", Text: "Nothing was stored. Try again; if it happens again, tell support.", Exit: ExitFailed}},
	{bcda.ErrNotFound, Problem{Title: "The server does not know this.", Text: "Check the number, or the server address.", Exit: ExitFailed}},
}
