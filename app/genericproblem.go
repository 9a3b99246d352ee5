package app

import "github.com/claimsdesk/claimsdesk/bcda"

// genericProblem gives the words for a generic server, where those about CMS do not hold; false leaves the usual ones.
func genericProblem(kind bcda.Kind) (Problem, bool) {
	for _, row := range genericProblems() {
		if row.kind == kind {
			return row.problem, true
		}
	}
	return Problem{}, false
}

// genericProblems name the special kinds too: they are searched for the kind itself.
func genericProblems() []kindProblem {
	return []kindProblem{
		{bcda.ErrBadCredentialFormat, Problem{Title: genericBadCredentialFormat, Text: genericBadCredentialFormatDo, Exit: ExitCredentials}},
		{bcda.ErrCredentialsRefused, Problem{Title: genericCredentialsRefused, Text: genericCredentialsRefusedDo, Exit: ExitCredentials}},
		{bcda.ErrUnauthorized, Problem{Title: genericUnauthorized, Text: genericUnauthorizedDo, Exit: ExitCredentials}},
		{bcda.ErrTokenRejected, Problem{Title: genericTokenRejected, Text: problemTokenRejectedDo, Exit: ExitCredentials}},
		{bcda.ErrTypeNotAllowed, Problem{Title: genericTypeNotAllowed, Text: genericTypeNotAllowedDo, Exit: ExitFailed}},
		{bcda.ErrRateLimited, Problem{Title: genericRateLimited, Text: problemRateLimitedDo, Exit: ExitPartly, Notice: true}},
		{bcda.ErrExportUnsure, Problem{Title: genericExportUnsure, Text: genericExportUnsureDo, Exit: ExitPartly}},
		{bcda.ErrJobFailed, Problem{Title: genericJobFailed, Text: problemJobFailedDo, Exit: ExitFailed}},
		{bcda.ErrJobExpired, Problem{Title: genericJobExpired, Text: genericJobExpiredDo, Exit: ExitPartly}},
		{bcda.ErrFileGone, Problem{Title: problemFileGone, Text: genericFileGoneDo, Exit: ExitPartly}},
		{bcda.ErrNotFound, Problem{Title: serverNotFound, Text: genericNotFoundDo, Exit: ExitFailed}},
		{bcda.ErrNotBCDA, Problem{Title: genericNotBCDA, Text: problemNotBCDADo, Exit: ExitUnreachable}},
		{bcda.ErrBlocked, Problem{Title: genericBlocked, Text: genericBlockedDo, Exit: ExitUnreachable}},
		{bcda.ErrTimeout, Problem{Title: genericTimeout, Text: genericTimeoutDo, Exit: ExitUnreachable}},
		{bcda.ErrProxy, Problem{Title: problemProxy, Text: genericProxyDo, Exit: ExitUnreachable}},
		{bcda.ErrServerTrouble, Problem{Title: genericServerTrouble, Text: problemServerTroubleDo, Exit: ExitUnreachable}},
		{bcda.ErrDropped, Problem{Title: genericServerTrouble, Text: problemServerTroubleDo, Exit: ExitUnreachable}},
	}
}
