package claims

import "time"

// RefreshReport is what there is to tell of one refresh (docs/reference/screens.md 5.9).
type RefreshReport struct {
	Refresh Refresh
	Jobs    []Job
	Types   []TypeCount
	Months  []MonthChange // oldest first
	Lacking []JobFile     // missing or refused
	Log     []LogLine
}

// TypeCount is what came of one resource type.
type TypeCount struct {
	Type        string
	Files       int
	Inserted    int
	Updated     int
	Unchanged   int
	Quarantined int
}

// MonthChange is what base claims of one month of service and type added up to before a refresh and after it.
type MonthChange struct {
	Month           string // YYYY-MM
	ClaimType       string
	ClaimsBefore    int
	PaidBeforeCents int64
	ClaimsAfter     int
	PaidAfterCents  int64
}

// LogLine is one line of what happened, in words without personal data.
type LogLine struct {
	At   time.Time
	Text string
}
