package schedule_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/schedule"
)

// weekly is a schedule without jitter, so that tests can name times.
func weekly(day time.Weekday, hour, minute int) schedule.Schedule {
	return schedule.Schedule{Every: schedule.Weekly, Days: []time.Weekday{day}, Hour: hour, Minute: minute}
}

func daily(hour, minute int) schedule.Schedule {
	return schedule.Schedule{Every: schedule.Daily, Hour: hour, Minute: minute}
}

func TestValidate(t *testing.T) {
	change := func(f func(*schedule.Schedule)) schedule.Schedule {
		s := schedule.Default()
		f(&s)
		return s
	}
	tests := map[string]struct {
		s    schedule.Schedule
		want []string // fields
	}{
		"default":          {schedule.Default(), nil},
		"daily":            {daily(0, 0), nil},
		"last minute":      {daily(23, 59), nil},
		"zero value":       {schedule.Schedule{}, []string{"every"}},
		"daily with a day": {change(func(s *schedule.Schedule) { s.Every = schedule.Daily }), []string{"days"}},
		"weekly twice":     {change(func(s *schedule.Schedule) { s.Days = []time.Weekday{1, 3} }), []string{"days"}},
		"custom never":     {change(func(s *schedule.Schedule) { s.Every, s.Days = schedule.Custom, nil }), []string{"days"}},
		"same day twice":   {change(func(s *schedule.Schedule) { s.Every, s.Days = schedule.Custom, []time.Weekday{3, 1, 3} }), []string{"days"}},
		"eighth day":       {change(func(s *schedule.Schedule) { s.Days = []time.Weekday{7} }), []string{"days"}},
		"25 o'clock":       {change(func(s *schedule.Schedule) { s.Hour = 25 }), []string{"at"}},
		"minute 60":        {change(func(s *schedule.Schedule) { s.Minute = 60 }), []string{"at"}},
		"full before now":  {change(func(s *schedule.Schedule) { s.FullEveryDays = -1 }), []string{"full_every_days"}},
		"jitter of a day":  {change(func(s *schedule.Schedule) { s.JitterMinutes = 1440 }), []string{"jitter_minutes"}},
		"two things":       {change(func(s *schedule.Schedule) { s.Hour, s.FullEveryDays = -1, 1000 }), []string{"at", "full_every_days"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var got []string
			var errs schedule.FieldErrors
			if err := tt.s.Validate(); err != nil && !errors.As(err, &errs) {
				t.Fatalf("got %T, want FieldErrors", err)
			}
			for _, e := range errs {
				got = append(got, e.Field)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

func TestString(t *testing.T) {
	custom := weekly(time.Wednesday, 18, 5)
	custom.Every, custom.Days = schedule.Custom, []time.Weekday{time.Sunday, time.Wednesday, time.Monday}
	off := schedule.Default()
	off.Off = true
	for want, s := range map[string]schedule.Schedule{
		"weekly, Monday 6:00": schedule.Default(),
		"daily, 0:30":         daily(0, 30),
		"custom, Monday, Wednesday and Sunday 18:05": custom,
		"off": off,
	} {
		if got := s.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// The text is a format that stored data rely on.
func TestStoredText(t *testing.T) {
	s := schedule.Default()
	s.Seed, s.From = 7, time.Date(2026, 8, 20, 7, 0, 0, 0, time.UTC)
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"off":false,"every":"weekly","days":["monday"],"at":"06:00","early":false,"last_year":true,"full_every_days":30,"jitter_minutes":30,"seed":7,"from":"2026-08-20T07:00:00Z"}`
	if string(text) != want {
		t.Errorf("got  %s\nwant %s", text, want)
	}
}

func TestTextRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := anySchedule(t)
		text, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		got, err := schedule.Parse(string(text))
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s (-want +got):\n%s", text, diff)
		}
	})
}

func TestParseRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":       "",
		"other JSON":    "[]",
		"no rhythm":     `{"at":"06:00"}`,
		"unknown day":   `{"every":"weekly","days":["someday"],"at":"06:00"}`,
		"no time":       `{"every":"daily"}`,
		"a time beyond": `{"every":"daily","at":"24:00"}`,
		"a large seed":  `{"every":"daily","at":"06:00","seed":4294967296}`,
	} {
		if s, err := schedule.Parse(text); err == nil {
			t.Errorf("%s: got %+v, want a complaint", name, s)
		}
	}
}

func FuzzParse(f *testing.F) {
	text, err := json.Marshal(schedule.Default())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(text))
	f.Add(`{"every":"custom","days":["mon","Tuesday"],"at":"6:05","from":"2026-08-20T07:00:00-04:00"}`)
	f.Add(`{"every":"daily","at":"23:59","jitter_minutes":180}`)
	f.Fuzz(func(t *testing.T, text string) {
		s, err := schedule.Parse(text)
		if err != nil {
			return
		}
		if err := s.Validate(); err != nil {
			t.Fatalf("parsed but not valid: %v", err)
		}
		after := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
		if at := s.Next(after, time.UTC); !s.Off && (!at.After(after) || at.Sub(after) > 8*24*time.Hour) {
			t.Fatalf("%s: next after %s is %s", text, after, at)
		}
	})
}

// anySchedule draws a schedule that is valid and on.
func anySchedule(t *rapid.T) schedule.Schedule {
	s := schedule.Schedule{
		Every: rapid.SampledFrom([]schedule.Every{schedule.Daily, schedule.Weekly, schedule.Custom}).Draw(t, "every"),
		Hour:  rapid.IntRange(0, 23).Draw(t, "hour"), Minute: rapid.IntRange(0, 59).Draw(t, "minute"),
		Data:          schedule.Data{Early: rapid.Bool().Draw(t, "early"), LastYear: rapid.Bool().Draw(t, "last year")},
		FullEveryDays: rapid.SampledFrom([]int{0, 7, 30, 366}).Draw(t, "full every"),
		JitterMinutes: rapid.IntRange(0, schedule.MaxJitterMinutes).Draw(t, "jitter"),
		Seed:          rapid.Uint32().Draw(t, "seed"),
	}
	day := rapid.IntRange(0, 6)
	switch s.Every {
	case schedule.Weekly:
		s.Days = []time.Weekday{time.Weekday(day.Draw(t, "day"))}
	case schedule.Custom:
		for _, d := range rapid.SliceOfNDistinct(day, 1, 7, rapid.ID).Draw(t, "days") {
			s.Days = append(s.Days, time.Weekday(d))
		}
	}
	return s
}
