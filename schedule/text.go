package schedule

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// stored is the form in which a schedule is kept. Days and times stand as people write them, so that the text can be
// read and compared.
type stored struct {
	Off           bool      `json:"off"`
	Every         Every     `json:"every"`
	Days          []string  `json:"days,omitempty"`
	At            string    `json:"at"`
	Early         bool      `json:"early"`
	LastYear      bool      `json:"last_year"`
	FullEveryDays int       `json:"full_every_days"`
	JitterMinutes int       `json:"jitter_minutes"`
	Seed          uint32    `json:"seed"`
	From          time.Time `json:"from,omitzero"`
}

// Parse reads what MarshalJSON wrote and validates it.
func Parse(text string) (Schedule, error) {
	var s Schedule
	if err := json.Unmarshal([]byte(text), &s); err != nil {
		return Schedule{}, fmt.Errorf("read the schedule: %w", err)
	}
	if err := s.Validate(); err != nil {
		return Schedule{}, fmt.Errorf("read the schedule: %w", err)
	}
	return s, nil
}

// MarshalJSON implements json.Marshaler.
func (s Schedule) MarshalJSON() ([]byte, error) {
	return json.Marshal(stored{
		Off: s.Off, Every: s.Every, Days: DayNames(s.Days), At: s.Clock(), Early: s.Data.Early, LastYear: s.Data.LastYear,
		FullEveryDays: s.FullEveryDays, JitterMinutes: s.JitterMinutes, Seed: s.Seed, From: s.From,
	})
}

// UnmarshalJSON implements json.Unmarshaler. It checks the form only; Validate checks the meaning.
func (s *Schedule) UnmarshalJSON(data []byte) error {
	var v stored
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	var days []time.Weekday
	for _, name := range v.Days {
		day, err := ParseDay(name)
		if err != nil {
			return err
		}
		days = append(days, day)
	}
	hour, minute, err := ParseClock(v.At)
	if err != nil {
		return err
	}
	*s = Schedule{
		Off: v.Off, Every: v.Every, Days: days, Hour: hour, Minute: minute, Data: Data{Early: v.Early, LastYear: v.LastYear},
		FullEveryDays: v.FullEveryDays, JitterMinutes: v.JitterMinutes, Seed: v.Seed, From: v.From,
	}
	return nil
}

// Clock is the time of the day as it is stored: 06:00.
func (s Schedule) Clock() string { return fmt.Sprintf("%02d:%02d", s.Hour, s.Minute) }

// DayNames are the days as they are stored: monday.
func DayNames(days []time.Weekday) []string {
	var names []string
	for _, d := range days {
		names = append(names, strings.ToLower(d.String()))
	}
	return names
}

// ParseDay reads a day of the week, whole or by its first three letters, in any case. It returns FieldErrors.
func ParseDay(text string) (time.Weekday, error) {
	text = strings.ToLower(strings.TrimSpace(text))
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := strings.ToLower(d.String()); text == name || text == name[:3] {
			return d, nil
		}
	}
	return 0, FieldErrors{{"days", "A day is one of Sunday to Saturday."}}
}

// ParseClock reads a time of the day such as 06:00 or 6:00. It returns FieldErrors.
func ParseClock(text string) (hour, minute int, err error) {
	t, err := time.Parse("15:04", strings.TrimSpace(text))
	if err != nil {
		return 0, 0, FieldErrors{{"at", "Write the time as 06:00, from 00:00 to 23:59."}}
	}
	return t.Hour(), t.Minute(), nil
}

// String says the schedule in a few words: weekly, Monday 6:00 (docs/reference/screens.md 5.9).
func (s Schedule) String() string {
	if s.Off {
		return "off"
	}
	clock := fmt.Sprintf("%d:%02d", s.Hour, s.Minute)
	switch s.Every {
	case Daily:
		return "daily, " + clock
	case Weekly, Custom:
		return string(s.Every) + ", " + dayWords(s.Days) + " " + clock
	default:
		return "off"
	}
}

// dayWords joins the days in the order of the week, which begins on Monday here as working weeks do.
func dayWords(days []time.Weekday) string {
	sorted := slices.Clone(days)
	slices.SortFunc(sorted, func(a, b time.Weekday) int { return int((a+6)%7) - int((b+6)%7) })
	names := make([]string, len(sorted))
	for i, d := range sorted {
		names[i] = d.String()
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
