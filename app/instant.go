package app

import "time"

// instantText prints an instant for storage and JSON; empty for the zero time.
func instantText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
