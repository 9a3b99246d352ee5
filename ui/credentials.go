package ui

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
)

// fieldWord is what a form says under a field while somebody types.
type fieldWord struct {
	text string
	fits bool // the field can be used as it is
	good bool // and looks as it usually does
	bad  bool // what stands there cannot be right; none of the three while it is not finished
}

const (
	clientIDLength = 36
	secretLength   = 80
	secretShortest = 40 // CMS may hand out another length one day
	secretLongest  = 128
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
		return fieldWord{text: setupLooksRight, fits: true, good: true}
	case len(id) < clientIDLength && clientIDSigns.MatchString(id):
		return fieldWord{text: fmt.Sprintf(setupIDShort, len(id))}
	default:
		return fieldWord{text: setupIDOdd, bad: true}
	}
}

// secretWord looks at a client secret as far as it is typed, and says where it will be kept. It never repeats any of it.
func secretWord(typed string, place app.SecretPlace) fieldWord {
	secret := strings.ToLower(strings.TrimSpace(typed))
	count := len([]rune(secret))
	switch {
	case secret == "" && place == app.PlaceReady:
		return fieldWord{text: setupSecretHint}
	case secret == "":
		return fieldWord{text: setupSecretHintFile}
	case !hexPattern.MatchString(secret):
		return fieldWord{text: fmt.Sprintf(setupSecretOdd, count), bad: true}
	case count == secretLength:
		return fieldWord{text: setupSecretGood, fits: true, good: true}
	case count < secretShortest:
		return fieldWord{text: fmt.Sprintf(setupSecretCount, count)}
	default:
		return fieldWord{text: fmt.Sprintf(setupSecretUnusual, count), fits: count <= secretLongest, bad: count > secretLength}
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
	year, month, date := now.Date() // of the person's calendar; typed days are midnight UTC
	today, ends := time.Date(year, month, date, 0, 0, 0, 0, time.UTC), app.CredentialEnd(day)
	switch {
	case day.After(today):
		return fieldWord{text: setupDayFuture, bad: true}
	case !ends.After(today):
		return fieldWord{text: fmt.Sprintf(setupDayExpired, day.Format(dayWords), place), bad: true}
	default:
		return fieldWord{text: fmt.Sprintf(setupDayGood, day.Format(dayWords), ends.Format(dayWords)), fits: true, good: true}
	}
}

// inPlace names the place where the credentials of the chosen program are made, instead of both places.
func inPlace(p app.Problem, place string) app.Problem {
	p.Title = strings.ReplaceAll(p.Title, placeOther, place)
	p.Text, p.Screen = strings.ReplaceAll(p.Text, placeOther, place), strings.ReplaceAll(p.Screen, placeOther, place)
	return p
}
