package ui

// Words of set-up (docs/reference/screens.md 5.1).
const (
	titleSetup = "Set up"

	setupWelcome = "Welcome to ClaimsDesk"
	setupHow     = "How would you like to start? You can change to other data later; nothing is ever mixed."

	setupPracticeTitle = "Practice data"
	setupPracticeText  = "100 made-up people with three years of claims. Try everything; nothing can go wrong."
	setupPracticeNeeds = "No account and no internet needed"
	setupPracticeGo    = "Start practising"
	setupSandboxTitle  = "CMS test data"
	setupSandboxText   = "Synthetic people that CMS supplies, fetched from its test server the way real data are."
	setupSandboxNeeds  = "Needs internet"
	setupSandboxGo     = "Connect"
	setupRealTitle     = "Our real data"
	setupRealText      = "The Medicare claims of the people on your patient list, fetched with your own credentials."
	setupRealNeeds     = "Needs credentials from ACO-MS or 4i"
	setupRealGo        = "Set up"
	setupCancel        = "Cancel"

	setupSandboxHead = "Connect to CMS test data"
	setupRealHead    = "Connect to CMS with your credentials"
	setupDataSet     = "Test data"
	setupShared      = "Shared by everyone, and CMS may change them. Other people's jobs may appear."
	setupClientID    = "Client ID"
	setupSecret      = "Client secret"
	setupIssued      = "Secret made or last rotated on"
	setupIssuedHint  = "Month/day/year, such as 8/3/2026"
	setupProgram     = "Program"
	setupSSP         = "Shared Savings Program"
	setupREACH       = "ACO REACH"
	setupOther       = "Other"
	setupPickDay     = "Choose the day"

	setupIDHint      = "36 characters with dashes. Copy it from %s."
	setupIDShort     = "%d of 36 characters. It looks like 12345678-90ab-cdef-1234-567890abcdef."
	setupIDOdd       = "It has other signs than 0-9, a-f and dashes, or dashes in other places."
	setupLooksRight  = "Looks right"
	setupSecretHint  = "80 characters, 0-9 and a-f. It goes to this computer's keychain, nowhere else."
	setupSecretCount = "%d of 80 characters."
	setupSecretOdd   = "%d of 80 characters. It holds other signs than 0-9 and a-f."
	setupDayMissing  = "The secret works for 90 days from this day."
	setupDayOdd      = "This is not a day we can read. Write it as 8/3/2026 or 2026-08-03."
	setupDayFuture   = "This day lies in the future."
	setupDayExpired  = "= %s. This secret stopped working on %s. Rotate it in %s first."
	setupDayGood     = "= %s. It stops working after 90 days, on %s."

	placeSSP   = "ACO-MS"
	placeREACH = "4i"
	placeOther = "ACO-MS or 4i"

	setupPlainTitle  = "Real data lie unencrypted for now"
	setupPlainText   = "The database is not encrypted yet: who can open the disk can read it."
	setupGuardAsking = "Looking whether this computer's disk is encrypted…"
	setupPlainAccept = "I understand, and I may keep these data on this computer"

	setupTestTitle     = "Connection test"
	setupTestIdle      = "Nothing has been sent yet. The test signs in and looks at four things; it fetches no claims."
	setupTesting       = "Testing…"
	setupTestGood      = "Everything works. Connect to keep this connection and get the first data."
	setupSaving        = "Keeping the connection…"
	setupTest          = "Test connection"
	setupTestAgain     = "Test again"
	setupConnect       = "Connect and get data"
	setupBack          = "Back"
	setupStop          = "Stop"
	setupNoteCopy      = "Copy note for IT"
	setupNoteCopied    = "Copied. Paste it into a mail to your IT team."
	setupStepOK        = "OK"
	setupStepProblem   = "Problem"
	setupStepNotTried  = "Not tried"
	setupAllowListHint = "If other web pages open: your office's internet address may not be on CMS's allow list yet."

	setupNote = `ClaimsDesk on this computer fetches our Medicare claims from CMS (BCDA). It needs:
- outgoing HTTPS, port 443, to %s
- no inspection that breaks the certificate of that server
- for real data: our public internet address on the allow list in %s (up to 8 addresses, one hour to take effect), with VPN on and off
Nothing comes in from outside; no port has to be opened.`
)
