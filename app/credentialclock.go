package app

import (
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// CredentialWarning says how pressing it is to rotate a secret (docs/reference/bcda-protocol.md 7 and screens.md 5.2).
type CredentialWarning int

// Warnings, the later ones more pressing. A secret is warned of from 14 days before its end, and again from 7 and from 1.
const (
	CredentialUnknown CredentialWarning = iota // the day it was made is not known
	CredentialFine                             // more than 14 days left
	CredentialDueSoon                          // 14 to 8 days left
	CredentialDue                              // 7 to 2 days left
	CredentialLastDay                          // 1 day left
	CredentialExpired                          // none left: it ends today or has ended
)

// Days left from which each warning holds.
const (
	dueSoonDays = 14
	dueDays     = 7
	lastDays    = 1
)

// WarningOf turns the days that a secret still works into a warning; nil is not known.
func WarningOf(days *int) CredentialWarning {
	switch {
	case days == nil:
		return CredentialUnknown
	case *days < lastDays:
		return CredentialExpired
	case *days == lastDays:
		return CredentialLastDay
	case *days <= dueDays:
		return CredentialDue
	case *days <= dueSoonDays:
		return CredentialDueSoon
	default:
		return CredentialFine
	}
}

// CredentialEnd is the day on which a secret made on a day stops working, as midnight UTC.
func CredentialEnd(issued time.Time) time.Time { return calendarDay(issued).Add(claims.CredentialLife) }

// credentialDays counts the days of the calendar, where the person is, from today to the day on which the secret stops
// working: 0 on that day, negative afterwards, nil when the day it was made is not known. The hour at which CMS made
// it is not known either.
func credentialDays(c claims.Connection, now time.Time) *int {
	if c.IssuedAt.IsZero() {
		return nil
	}
	const day = 24 * time.Hour
	days := int(CredentialEnd(c.IssuedAt).Sub(calendarDay(now)) / day)
	return &days
}

// calendarDay is the day of a moment, in its own time zone, as midnight UTC: differences are whole days then.
func calendarDay(at time.Time) time.Time {
	year, month, day := at.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
