package bcda

import (
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Bounds of every Retry-After (docs/reference/bcda-protocol.md 9).
const (
	retryAfterMin = time.Second
	retryAfterMax = time.Hour
)

// parseRetryAfter reads seconds or an HTTP date (RFC 9110 10.2.3) and clamps the wait to 1 s to 1 h.
// It reports false for an absent or unreadable header.
func parseRetryAfter(text string, now time.Time) (time.Duration, bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, false
	}
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil {
		seconds = min(max(seconds, 0), int64(retryAfterMax/time.Second))
		return clampRetryAfter(time.Duration(seconds) * time.Second), true
	}
	if at, err := http.ParseTime(text); err == nil {
		return clampRetryAfter(at.Sub(now)), true
	}
	return 0, false
}

func clampRetryAfter(d time.Duration) time.Duration { return min(max(d, retryAfterMin), retryAfterMax) }

// percent finds the number of "In Progress (42%)" and of "In Progress, 80%".
var percent = regexp.MustCompile(`(?:^|[^0-9])([0-9]{1,3})\s*%`)

// parseProgress reads X-Progress: 0 to 100, or -1 when it names no such number. Progress is approximate and 100 does not
// mean complete (docs/reference/bcda-protocol.md 4).
func parseProgress(text string) int {
	m := percent.FindStringSubmatch(text)
	if m == nil {
		return -1
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || n > 100 {
		return -1
	}
	return n
}

// parseExpires reads an Expires header: Go's default time text as the server writes it, HTTP dates, RFC 3339.
// The zero time means unreadable or absent.
func parseExpires(text string) time.Time {
	text = strings.TrimSpace(text)
	if cut := strings.Index(text, " m="); cut >= 0 {
		text = text[:cut] // the monotonic reading of Go's default text
	}
	if at, err := http.ParseTime(text); err == nil {
		return at.UTC()
	}
	for _, layout := range []string{
		"2006-01-02 15:04:05.999999999 -0700 MST",
		"2006-01-02 15:04:05.999999999 -0700 -0700", // a zone without a name
		"2006-01-02 15:04:05.999999999 -0700",
		"2006-01-02 15:04:05.999999999 MST",
		time.RFC3339Nano,
		time.RFC1123Z,
	} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC()
		}
	}
	return time.Time{}
}

// parseInstant reads the time stamps of manifests, tasks and attribution: RFC 3339, or PostgreSQL's text as the public
// documentation prints it, 2020-12-22 22:31:40.397916+00. It reports false when unreadable.
func parseInstant(text string) (time.Time, bool) {
	text = strings.TrimSpace(text)
	for _, layout := range []string{
		time.RFC3339Nano,
		"2006-01-02 15:04:05.999999999Z07",
		"2006-01-02 15:04:05.999999999Z07:00",
		"2006-01-02 15:04:05.999999999Z0700",
		"2006-01-02 15:04:05.999999999 -0700 MST",
	} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC(), true
		}
	}
	return time.Time{}, false
}
