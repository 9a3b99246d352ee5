package schedule_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/schedule"
)

// eastern is where the clock changes in the tests: on 8 March and 1 November in 2026, both Sundays, at 2:00.
func eastern(tb interface{ Fatal(...any) }) *time.Location {
	loc, err := time.LoadLocation("America/New_York")
	if err != nil {
		tb.Fatal(err)
	}
	return loc
}

func at(tb interface{ Fatal(...any) }, text string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", text, eastern(tb))
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

func TestNextInNewYork(t *testing.T) {
	custom := schedule.Schedule{Every: schedule.Custom, Days: []time.Weekday{time.Monday, time.Thursday}, Hour: 18, Minute: 30}
	tests := map[string]struct {
		s     schedule.Schedule
		after string
		want  string // RFC 3339
	}{
		"next week":                     {weekly(time.Monday, 6, 0), "2026-08-17 06:00", "2026-08-24T06:00:00-04:00"},
		"later the same day":            {weekly(time.Monday, 6, 0), "2026-08-17 05:59", "2026-08-17T06:00:00-04:00"},
		"over the end of the year":      {weekly(time.Friday, 6, 0), "2026-12-26 00:00", "2027-01-01T06:00:00-05:00"},
		"chosen days":                   {custom, "2026-08-17 18:30", "2026-08-20T18:30:00-04:00"},
		"29 February":                   {daily(6, 0), "2028-02-28 07:00", "2028-02-29T06:00:00-05:00"},
		"before the skipped hour":       {daily(1, 30), "2026-03-08 00:00", "2026-03-08T01:30:00-05:00"},
		"skipped hour":                  {daily(2, 30), "2026-03-08 00:00", "2026-03-08T03:00:00-04:00"},
		"begin of the skipped hour":     {daily(2, 0), "2026-03-08 00:00", "2026-03-08T03:00:00-04:00"},
		"day after the skipped hour":    {daily(2, 30), "2026-03-08 03:00", "2026-03-09T02:30:00-04:00"},
		"weekly in the skipped hour":    {weekly(time.Sunday, 2, 30), "2026-03-07 12:00", "2026-03-08T03:00:00-04:00"},
		"after the skipped hour":        {daily(3, 0), "2026-03-08 00:00", "2026-03-08T03:00:00-04:00"},
		"hour that comes twice":         {daily(1, 30), "2026-11-01 00:00", "2026-11-01T01:30:00-04:00"},
		"first of them is over":         {daily(1, 30), "2026-11-01 01:30", "2026-11-02T01:30:00-05:00"},
		"day of the change, at evening": {daily(20, 0), "2026-11-01 00:00", "2026-11-01T20:00:00-05:00"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := tt.s.Next(at(t, tt.after), eastern(t)).In(eastern(t)).Format(time.RFC3339)
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestNextOfNothing(t *testing.T) {
	off := schedule.Default()
	off.Off = true
	for name, s := range map[string]schedule.Schedule{"off": off, "not valid": {}} {
		if got := s.Next(at(t, "2026-08-17 06:00"), time.UTC); !got.IsZero() {
			t.Errorf("%s: got %s, want no time", name, got)
		}
	}
}

// Occurrences come once a day each, in order, never less than most of a day apart, and no look from in between gives
// another time.
func TestNextIsSteady(t *testing.T) {
	loc := eastern(t)
	rapid.Check(t, func(t *rapid.T) {
		s := anySchedule(t)
		begin := time.Date(2026, 1, 1, 0, 0, 0, 0, loc).Add(time.Duration(rapid.IntRange(0, 365*24*60).Draw(t, "minute of the year")) * time.Minute)
		first := s.Next(begin, loc)
		second := s.Next(first, loc)
		if gap := second.Sub(first); gap < 19*time.Hour || gap > 8*24*time.Hour {
			t.Fatalf("%s is followed by %s", first, second)
		}
		between := begin.Add(time.Duration(rapid.Int64Range(0, int64(first.Sub(begin))-1).Draw(t, "between")))
		if got := s.Next(between, loc); !got.Equal(first) {
			t.Fatalf("from %s: %s, from %s: %s", begin, first, between, got)
		}
		plain := s
		plain.JitterMinutes = 0
		late := first.Sub(plain.Next(first.Add(-time.Duration(s.JitterMinutes)*time.Minute-time.Second), loc))
		if late < 0 || late > time.Duration(s.JitterMinutes)*time.Minute {
			t.Fatalf("jitter of %s, at most %d minutes", late, s.JitterMinutes)
		}
	})
}

// Data sets with other seeds start at other times, spread over the whole range.
func TestJitterSpreads(t *testing.T) {
	s := schedule.Default()
	s.JitterMinutes = 60
	quarters := map[int]int{}
	for seed := range uint32(400) {
		s.Seed = seed
		got := s.Next(at(t, "2026-08-17 00:00"), eastern(t))
		quarters[int(got.Sub(at(t, "2026-08-17 06:00"))/(15*time.Minute))]++
	}
	for q := range 4 {
		if quarters[q] < 50 {
			t.Errorf("quarter %d of the hour: %d of 400 starts, want about 100 (%v)", q, quarters[q], quarters)
		}
	}
}

func TestDue(t *testing.T) {
	tests := map[string]struct {
		s            schedule.Schedule
		from         string
		now, lastRun string
		want         string // when
		due          bool
	}{
		"not yet":                            {weekly(time.Monday, 6, 0), "", "2026-08-20 12:00", "2026-08-17 06:00", "2026-08-24 06:00", false},
		"at the time":                        {weekly(time.Monday, 6, 0), "", "2026-08-24 06:00", "2026-08-17 06:00", "2026-08-24 06:00", true},
		"slept over it":                      {weekly(time.Monday, 6, 0), "", "2026-08-26 09:00", "2026-08-17 06:00", "2026-08-24 06:00", true},
		"slept over five, one run":           {daily(6, 0), "", "2026-08-22 09:00", "2026-08-17 06:00", "2026-08-18 06:00", true},
		"caught up":                          {daily(6, 0), "", "2026-08-22 09:01", "2026-08-22 09:00", "2026-08-23 06:00", false},
		"caught up just before the next one": {daily(6, 0), "", "2026-08-22 06:30", "2026-08-22 05:30", "2026-08-23 06:00", false},
		"a person was a little earlier":      {daily(6, 0), "", "2026-08-22 06:00", "2026-08-22 05:00", "2026-08-23 06:00", false},
		"a person was much earlier":          {daily(6, 0), "", "2026-08-22 06:00", "2026-08-22 04:59", "2026-08-22 06:00", true},
		"never run, chosen since":            {weekly(time.Monday, 6, 0), "2026-08-19 10:00", "2026-08-20 12:00", "", "2026-08-24 06:00", false},
		"never run, chosen long since":       {weekly(time.Monday, 6, 0), "2026-08-01 10:00", "2026-08-20 12:00", "", "2026-08-03 06:00", true},
		"chosen after an old run":            {weekly(time.Monday, 6, 0), "2026-08-19 10:00", "2026-08-20 12:00", "2026-05-01 00:00", "2026-08-24 06:00", false},
		"clock set back an hour":             {daily(6, 0), "", "2026-08-22 05:10", "2026-08-22 06:00", "2026-08-23 06:00", false},
		"clock was in another year":          {daily(6, 0), "2026-08-20 00:00", "2026-08-22 06:10", "2036-08-22 06:00", "2026-08-20 06:00", true},
		"schedule chosen in another year":    {daily(6, 0), "2036-08-20 00:00", "2026-08-22 06:10", "2026-08-22 06:00", "2026-08-23 06:00", false},
		"clock jumps ahead":                  {daily(6, 0), "", "2036-08-22 06:10", "2026-08-22 06:00", "2026-08-23 06:00", true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var last time.Time
			if tt.lastRun != "" {
				last = at(t, tt.lastRun)
			}
			if tt.from != "" {
				tt.s.From = at(t, tt.from)
			}
			got, due := tt.s.Due(at(t, tt.now), last, eastern(t))
			if want := at(t, tt.want); !got.Equal(want) || due != tt.due {
				t.Errorf("got %s due %t, want %s due %t", got.In(eastern(t)), due, want, tt.due)
			}
		})
	}
}
