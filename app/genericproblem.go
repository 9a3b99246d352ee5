package app

import "github.com/claimsdesk/claimsdesk/bcda"

// genericProblem gives the words for a generic server, where those about CMS do not hold; false leaves the usual ones.
func genericProblem(kind bcda.Kind) (Problem, bool) {
	for _, row := range genericProblems {
		if row.kind == kind {
			return row.problem, true
		}
	}
	return Problem{}, false
}

// genericProblems name the special kinds too: they are searched for the kind itself.
var genericProblems = []struct {
	kind    bcda.Kind
	problem Problem
}{
	{bcda.ErrBadCredentialFormat, Problem{Title: "The client ID or the private key looks incomplete.", Text: "Check both with the people who run the server.", Exit: ExitCredentials}},
	{bcda.ErrCredentialsRefused, Problem{Title: "The server did not accept this client ID and key.", Text: "Ask the people who run it whether your public key is registered, and under which key ID.", Exit: ExitCredentials}},
	{bcda.ErrUnauthorized, Problem{Title: "The server does not let you have this.", Text: "It may need a sign-in with a private key, or your client may not have the right to all of it. Ask the people who run it.", Exit: ExitCredentials}},
	{bcda.ErrTokenRejected, Problem{Title: "The server ended the session.", Text: "Start again; if it happens again, test the connection.", Exit: ExitCredentials}},
	{bcda.ErrTypeNotAllowed, Problem{Title: "The server does not have these kinds of data.", Text: "Ask for other kinds, or ask the people who run it.", Exit: ExitFailed}},
	{bcda.ErrRateLimited, Problem{Title: "The server asked us to slow down.", Text: "We will continue in some minutes.", Exit: ExitPartly, Notice: true}},
	{bcda.ErrExportUnsure, Problem{Title: "The server's answer was lost.", Text: "It keeps no list of exports, so we cannot look it up. Start again: we ask for a new one.", Exit: ExitPartly}},
	{bcda.ErrJobFailed, Problem{Title: "The server could not finish this export.", Text: "Try again in 15 minutes.", Exit: ExitFailed}},
	{bcda.ErrJobExpired, Problem{Title: "The server does not have this export any more.", Text: "Start a new one.", Exit: ExitPartly}},
	{bcda.ErrFileGone, Problem{Title: "A file is no longer there.", Text: "The server keeps files for a short time. Start a new refresh.", Exit: ExitPartly}},
	{bcda.ErrNotFound, Problem{Title: "The server does not know this.", Text: "Check its address. If you named a group, check that too.", Exit: ExitFailed}},
	{bcda.ErrNotBCDA, Problem{Title: "This address answers, but no server for bulk data is there.", Text: "Check the server address. A sign-in page of your network can also answer in its place.", Exit: ExitUnreachable}},
	{bcda.ErrBlocked, Problem{Title: "Something between this computer and the server blocks the request.", Text: "Ask IT, or the people who run the server.", Exit: ExitUnreachable}},
	{bcda.ErrTimeout, Problem{Title: "We cannot reach the server from this network.", Text: "Check its address. It may let in known networks only: ask the people who run it.", Exit: ExitUnreachable}},
	{bcda.ErrProxy, Problem{Title: "Your network's proxy refused the connection.", Text: "Ask IT to allow the server.", Exit: ExitUnreachable}},
	{bcda.ErrServerTrouble, Problem{Title: "The server is having trouble right now.", Text: "Nothing is lost. Try again later.", Exit: ExitUnreachable}},
	{bcda.ErrDropped, Problem{Title: "The server is having trouble right now.", Text: "Nothing is lost. Try again later.", Exit: ExitUnreachable}},
}
