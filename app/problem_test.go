package app_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/fhir"
	"github.com/claimsdesk/claimsdesk/store"
)

func answer(kind bcda.Kind, status int) error {
	return &bcda.StatusError{Op: bcda.OpExport, Status: status, Kind: kind, Err: errors.New("cause")}
}

// problemCases has a case per row of docs/reference/bcda-protocol.md 9 that reaches a person, and per local error.
var problemCases = map[string]struct {
	err    error
	title  string
	exit   int
	notice bool
}{
	"token 400":                 {answer(bcda.ErrBadCredentialFormat, 400), "The client ID or secret looks incomplete.", app.ExitCredentials, false},
	"token 401":                 {answer(bcda.ErrCredentialsRefused, 401), "CMS did not accept these credentials.", app.ExitCredentials, false},
	"token 429":                 {answer(bcda.ErrRateLimited, 429), "CMS asked us to slow down.", app.ExitPartly, true},
	"500":                       {answer(bcda.ErrServerTrouble, 500), "CMS is having trouble right now.", app.ExitUnreachable, false},
	"dropped":                   {answer(bcda.ErrDropped, 0), "CMS is having trouble right now.", app.ExitUnreachable, false},
	"401 expired token":         {answer(bcda.ErrTokenRejected, 401), "CMS ended the session.", app.ExitCredentials, false},
	"401 without words":         {answer(bcda.ErrUnauthorized, 401), "Your organization is not set up for this, or this job belongs to different credentials.", app.ExitCredentials, false},
	"403 version":               {answer(bcda.ErrVersionNotEnabled, 403), "CMS has not turned on this version for you yet.", app.ExitFailed, false},
	"403 other":                 {answer(bcda.ErrAccessEnded, 403), "CMS says your organization no longer has access.", app.ExitCredentials, false},
	"403 in front":              {answer(bcda.ErrBlocked, 403), "Something between this computer and CMS blocks the request.", app.ExitUnreachable, false},
	"400":                       {answer(bcda.ErrBadRequest, 400), "This request was not accepted.", app.ExitFailed, false},
	"400 group":                 {answer(bcda.ErrGroupUnknown, 400), "The server does not offer this group of people.", app.ExitFailed, false},
	"400 type":                  {answer(bcda.ErrTypeNotAllowed, 400), "Your organization cannot get one of these kinds of data.", app.ExitFailed, false},
	"400 future":                {answer(bcda.ErrSinceInFuture, 400), "CMS did not accept the start date.", app.ExitFailed, false},
	"404 january":               {answer(bcda.ErrJanuary, 404), "CMS is updating patient lists for the new year.", app.ExitPartly, true},
	"404 since":                 {answer(bcda.ErrSinceTooEarly, 404), "Getting the full history this time.", app.ExitPartly, true},
	"404 runout":                {answer(bcda.ErrRunoutOver, 404), "Last year's claims are no longer offered.", app.ExitFailed, true},
	"404 no list":               {answer(bcda.ErrNoAttribution, 404), "CMS has no patient list for your organization.", app.ExitFailed, false},
	"404 other":                 {answer(bcda.ErrNotFound, 404), "The server does not know this.", app.ExitFailed, false},
	"export 429":                {answer(bcda.ErrDuplicateJob, 429), "An export is already running.", app.ExitPartly, true},
	"lost reply":                {&bcda.LostExportError{Err: answer(bcda.ErrDropped, 0)}, "The answer of CMS was lost.", app.ExitPartly, false},
	"export 502":                {&bcda.LostExportError{Err: answer(bcda.ErrServerTrouble, 502)}, "CMS is having trouble right now.", app.ExitUnreachable, false},
	"job 500":                   {answer(bcda.ErrJobFailed, 500), "CMS could not finish this export.", app.ExitFailed, false},
	"job 410":                   {answer(bcda.ErrJobExpired, 410), "These files were only kept for 24 hours.", app.ExitPartly, false},
	"cancelled elsewhere":       {answer(bcda.ErrJobCancelled, 404), "This export was canceled.", app.ExitPartly, true},
	"download cut":              {answer(bcda.ErrTruncated, 200), "The connection dropped in the middle of a file.", app.ExitPartly, false},
	"file gone":                 {answer(bcda.ErrFileGone, 404), "A file is no longer there.", app.ExitPartly, false},
	"file too large":            {answer(bcda.ErrTooLarge, 200), "A file was far larger than it should be.", app.ExitPartly, false},
	"timeout":                   {answer(bcda.ErrTimeout, 0), "We cannot reach CMS from this network.", app.ExitUnreachable, false},
	"timeout of net/http":       {&bcda.StatusError{Kind: bcda.ErrTimeout, Err: context.DeadlineExceeded}, "We cannot reach CMS from this network.", app.ExitUnreachable, false},
	"host not found":            {answer(bcda.ErrHostNotFound, 0), "The server's name was not found.", app.ExitUnreachable, false},
	"nothing listens":           {answer(bcda.ErrRefused, 0), "The server cannot be reached.", app.ExitUnreachable, false},
	"certificate":               {answer(bcda.ErrCertificate, 0), "The connection to the server cannot be trusted.", app.ExitUnreachable, false},
	"proxy":                     {answer(bcda.ErrProxy, 407), "Your network's proxy refused the connection.", app.ExitUnreachable, false},
	"web page":                  {answer(bcda.ErrNotBCDA, 200), "This address answers, but it is not a BCDA server.", app.ExitUnreachable, false},
	"unreadable answer":         {answer(bcda.ErrBadReply, 200), "The server's answer was not understood.", app.ExitFailed, false},
	"stopped":                   {context.Canceled, "Stopped.", app.ExitPartly, true},
	"stopped by the user":       {app.ErrStopped, "Stopped.", app.ExitPartly, true},
	"out of time":               {context.DeadlineExceeded, "Stopped.", app.ExitPartly, true},
	"request interrupted":       {&bcda.StatusError{Kind: bcda.ErrInterrupted, Err: context.Canceled}, "Stopped.", app.ExitPartly, true},
	"locked":                    {store.ErrLocked, "Another ClaimsDesk is writing to this data.", app.ExitLocked, false},
	"newer database":            {store.ErrNewerDatabase, "The database is from a newer version of ClaimsDesk.", app.ExitFailed, false},
	"older database":            {store.ErrOlderSchema, "The database is from an older version of ClaimsDesk.", app.ExitFailed, false},
	"damaged database":          {store.ErrDamaged, "The database is damaged.", app.ExitFailed, false},
	"not in the data":           {store.ErrNotFound, "This is not in the data any more.", app.ExitFailed, false},
	"disk full while storing":   {store.ErrDiskFull, "The disk is full.", app.ExitFailed, false},
	"disk full while exporting": {exporter.ErrDiskFull, "The disk is full.", app.ExitFailed, false},
	"disk full elsewhere":       {syscall.ENOSPC, "The disk is full.", app.ExitFailed, false},
	"no rights to store":        {store.ErrNoRights, "ClaimsDesk is not allowed to write there.", app.ExitFailed, false},
	"no rights to export":       {exporter.ErrNoRights, "ClaimsDesk is not allowed to write there.", app.ExitFailed, false},
	"no rights elsewhere":       {fs.ErrPermission, "ClaimsDesk is not allowed to use this file or folder.", app.ExitFailed, false},
	"workbook open":             {exporter.ErrOpenElsewhere, "The file is open in another program.", app.ExitFailed, false},
	"not a file":                {exporter.ErrNotAFile, "That name belongs to a folder or a device.", app.ExitFailed, false},
	"no folder":                 {exporter.ErrNoFolder, "The folder for the file does not exist.", app.ExitFailed, false},
	"no file":                   {fs.ErrNotExist, "The file or folder was not found.", app.ExitFailed, false},
	"no connection":             {app.ErrNoConnection, "No connection is set up yet.", app.ExitUsage, false},
	"not confirmed":             {app.ErrNeedsConfirmation, "Real data would lie unencrypted on this computer.", app.ExitUsage, false},
	"no set":                    {app.ErrNoSet, "There is no such data set.", app.ExitUsage, false},
	"several sets":              {errors.Join(app.ErrSeveralSets, &app.UsageError{Text: "There are several."}), "There are several.", app.ExitUsage, false},
	"nothing to read":           {app.ErrNothingToRead, "No files to read were found there.", app.ExitFailed, false},
	"no keychain":               {app.ErrNoKeychain, "This computer has no keychain that ClaimsDesk can use.", app.ExitUsage, false},
	"no secret":                 {app.ErrNoSecret, "The secret of this connection is not stored on this computer.", app.ExitCredentials, false},
	"wrong password":            {app.ErrWrongPassphrase, "The password does not open the stored secret.", app.ExitUsage, false},
	"wrong use":                 {&app.UsageError{Text: "Choose one."}, "Choose one.", app.ExitUsage, false},
	"connection not complete":   {&claims.ConnectionError{Field: "origin", Text: "Wrong address."}, "Wrong address.", app.ExitUsage, false},
	"STU3":                      {fhir.ErrSTU3, "These files come from version 1 of the CMS interface (STU3).", app.ExitFailed, false},
	"anything else":             {errors.New("surprise"), "Something unexpected happened.", app.ExitFailed, false},
}

// jargon is what no screen shows.
var jargon = regexp.MustCompile(`(?i)\b(HTTP|NDJSON_|token|JSON|SQLite|EOF|OAuth|\d{3} error)\b|[{}<>]`)

func TestProblemOf(t *testing.T) {
	for name, tt := range problemCases {
		t.Run(name, func(t *testing.T) {
			for _, err := range []error{tt.err, fmt.Errorf("import file 3: %w", tt.err), errors.Join(tt.err, nil)} {
				p := app.ProblemOf(err)
				if p.Title != tt.title || p.Exit != tt.exit || p.Notice != tt.notice {
					t.Errorf("got %+v, want %q, exit code %d, notice %t", p, tt.title, tt.exit, tt.notice)
				}
				if p.Detail == "" || jargon.MatchString(p.Title+p.Text) {
					t.Errorf("got %+v, want details, and plain words elsewhere", p)
				}
			}
		})
	}
	if p := app.ProblemOf(nil); p != (app.Problem{}) {
		t.Errorf("no error: got %+v", p)
	}
}

// TestEveryKindHasWords fails for a kind that was added to package bcda and not to the table.
func TestEveryKindHasWords(t *testing.T) {
	const inside = bcda.ErrNoJobs // the client turns it into an empty list
	for kind := bcda.ErrUnknown + 1; kind <= bcda.ErrInterrupted; kind++ {
		if p := app.ProblemOf(answer(kind, 0)); kind != inside && strings.HasPrefix(p.Title, "Something unexpected") {
			t.Errorf("%v has no words of its own", kind)
		}
	}
}

// TestProblemKeepsTheServersWords expects the text of a refused request in the details, for the copy button.
func TestProblemKeepsTheServersWords(t *testing.T) {
	p := app.ProblemOf(&bcda.StatusError{Op: bcda.OpExport, Status: 400, Kind: bcda.ErrBadRequest, Diagnostics: "invalid _type"})
	if !strings.Contains(p.Detail, "invalid _type") {
		t.Errorf("got details %q", p.Detail)
	}
}
