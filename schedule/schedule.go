package schedule

import (
	"slices"
	"strings"
	"time"
)

// Every says on which days a schedule runs.
type Every string

// Kinds of schedules.
const (
	Daily  Every = "daily"
	Weekly Every = "weekly" // on one day
	Custom Every = "custom" // on the days chosen
)

// Bounds and defaults. CMS advises weekly for final claims and daily for early ones (docs/reference/bcda-protocol.md 7).
const (
	DefaultFullEveryDays = 30 // "compares everyone; monthly is enough" (docs/reference/screens.md 5.9)
	MaxFullEveryDays     = 366
	DefaultJitterMinutes = 30
	MaxJitterMinutes     = 180
)

// Data says what a run asks for beside the patient list and the final claims.
type Data struct {
	Early    bool // early claims too, where CMS gives them to the organization
	LastYear bool // last year's claims, about monthly from January to July
}

// Schedule is the setting: when data is fetched, and which.
type Schedule struct {
	Off   bool
	Every Every
	Days  []time.Weekday // Weekly: one; Custom: one or more; Daily: none
	// Hour and Minute are of the wall clock where the computer is.
	Hour   int
	Minute int
	Data   Data
	// FullEveryDays is after how many days everything is fetched again instead of what changed; 0 for never.
	FullEveryDays int
	// JitterMinutes bounds how much later than named a run starts.
	JitterMinutes int
	// Seed makes the jitter differ between data sets; any number will do, and it is no secret.
	Seed uint32
	// From is when the schedule was chosen: occurrences before it are not caught up. Zero catches up at once.
	From time.Time
}

// Default is what the set-up proposes: weekly, Monday 6:00 (docs/reference/screens.md 5.1).
func Default() Schedule {
	return Schedule{
		Every: Weekly, Days: []time.Weekday{time.Monday}, Hour: 6, Data: Data{LastYear: true},
		FullEveryDays: DefaultFullEveryDays, JitterMinutes: DefaultJitterMinutes,
	}
}

// FieldError says in plain words what is wrong with one field.
type FieldError struct {
	Field string // every, days, at, full_every_days or jitter_minutes
	Text  string
}

// FieldErrors is what Validate returns: every field that is wrong.
type FieldErrors []FieldError

func (e FieldErrors) Error() string {
	texts := make([]string, len(e))
	for i, f := range e {
		texts[i] = f.Text
	}
	return strings.Join(texts, " ")
}

// Validate checks that the schedule can be followed. It returns FieldErrors.
func (s Schedule) Validate() error {
	var errs FieldErrors
	wrong := func(is bool, field, text string) {
		if is {
			errs = append(errs, FieldError{field, text})
		}
	}
	days := slices.Clone(s.Days)
	slices.Sort(days)
	known := !slices.ContainsFunc(days, func(d time.Weekday) bool { return d < time.Sunday || d > time.Saturday })
	switch s.Every {
	case Daily:
		wrong(len(days) > 0, "days", "A daily schedule runs on every day. Leave the days out, or choose custom.")
	case Weekly:
		wrong(len(days) != 1, "days", "Choose one day of the week.")
	case Custom:
		wrong(len(days) == 0, "days", "Choose at least one day of the week.")
	default:
		wrong(true, "every", "Choose daily, weekly or custom.")
	}
	wrong(!known, "days", "A day is one of Sunday to Saturday.")
	wrong(len(slices.Compact(days)) < len(s.Days), "days", "Choose each day once.")
	wrong(s.Hour < 0 || s.Hour > 23 || s.Minute < 0 || s.Minute > 59, "at", "Write the time as 06:00, from 00:00 to 23:59.")
	wrong(s.FullEveryDays < 0 || s.FullEveryDays > MaxFullEveryDays, "full_every_days", "Get everything again after 1 to 366 days, or 0 for never.")
	wrong(s.JitterMinutes < 0 || s.JitterMinutes > MaxJitterMinutes, "jitter_minutes", "Start up to 180 minutes later, or 0 for on time.")
	if len(errs) == 0 {
		return nil
	}
	return errs
}
