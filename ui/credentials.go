package ui

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// fieldWord is what a form says under a field while somebody types.
type fieldWord struct {
	text string
	good bool // the field can be used as it is
	bad  bool // what stands there cannot be right; neither good nor bad while it is not finished
}

const (
	clientIDLength = 36
	secretLength   = 80
)

var (
	clientIDPattern = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	hexPattern      = regexp.MustCompile(`^[0-9a-f]*$`)
	clientIDSigns   = regexp.MustCompile(`^[0-9a-f-]*$`)
)

// clientIDWord looks at a client ID as far as it is typed (docs/reference/screens.md 5.1).
func clientIDWord(typed, place string) fieldWord {
	id := strings.ToLower(strings.TrimSpace(typed))
	switch {
	case id == "":
		return fieldWord{text: fmt.Sprintf(setupIDHint, place)}
	case clientIDPattern.MatchString(id):
		return fieldWord{text: setupLooksRight, good: true}
	case len(id) < clientIDLength && clientIDSigns.MatchString(id):
		return fieldWord{text: fmt.Sprintf(setupIDShort, len(id))}
	default:
		return fieldWord{text: setupIDOdd, bad: true}
	}
}

// secretWord looks at a client secret as far as it is typed. It never repeats any of it.
func secretWord(typed string) fieldWord {
	secret := strings.ToLower(strings.TrimSpace(typed))
	count := len([]rune(secret))
	switch {
	case secret == "":
		return fieldWord{text: setupSecretHint}
	case !hexPattern.MatchString(secret):
		return fieldWord{text: fmt.Sprintf(setupSecretOdd, count), bad: true}
	case count == secretLength:
		return fieldWord{text: setupLooksRight, good: true}
	default:
		return fieldWord{text: fmt.Sprintf(setupSecretCount, count), bad: count > secretLength}
	}
}

// issuedWord looks at the day on which a secret was made: it cannot lie in the future, and the secret works for 90 days
// from then (docs/reference/bcda-protocol.md 7).
func issuedWord(typed, place string, now time.Time) fieldWord {
	if strings.TrimSpace(typed) == "" {
		return fieldWord{text: setupDayMissing}
	}
	day, ok := parseDay(typed)
	if !ok {
		return fieldWord{text: setupDayOdd, bad: len(strings.TrimSpace(typed)) >= len("8/3/2026")}
	}
	ends := day.Add(claims.CredentialLife)
	switch {
	case day.After(now):
		return fieldWord{text: setupDayFuture, bad: true}
	case !ends.After(now):
		return fieldWord{text: fmt.Sprintf(setupDayExpired, day.Format(dayWords), ends.Format(dayWords), place), bad: true}
	default:
		return fieldWord{text: fmt.Sprintf(setupDayGood, day.Format(dayWords), ends.Format(dayWords)), good: true}
	}
}
