package bcda_test

import (
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
)

func TestParseProgress(t *testing.T) {
	tests := map[string]int{
		"Pending": -1, "In Progress": -1, "": -1,
		"In Progress (42%)": 42, "In Progress, 80%": 80, "42% complete, 3 files": 42,
		"In Progress (100%)": 100, "In Progress (0%)": 0, "7 %": 7,
		"In Progress (250%)": -1, "1234%": -1, "-5%": 5,
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			if got := bcda.ParseProgress(text); got != want {
				t.Errorf("got %d, want %d", got, want)
			}
		})
	}
}

func TestParseExpires(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"as CMS writes it", "2026-08-21 20:50:11.1234 +0000 UTC", "2026-08-21T20:50:11.1234Z"},
		{"without fraction", "2026-08-21 20:50:11 +0000 UTC", "2026-08-21T20:50:11Z"},
		{"with monotonic reading", "2026-08-21 20:50:11.123456789 +0000 UTC m=+86400.012", "2026-08-21T20:50:11.123456789Z"},
		{"zone as number twice", "2026-08-21 20:50:11.5 +0200 +0200", "2026-08-21T18:50:11.5Z"},
		{"without zone name", "2026-08-21 20:50:11 -0500", "2026-08-22T01:50:11Z"},
		{"HTTP date", "Fri, 21 Aug 2026 20:50:11 GMT", "2026-08-21T20:50:11Z"},
		{"RFC 3339", "2026-08-21T20:50:11Z", "2026-08-21T20:50:11Z"},
		{"number", "0", ""},
		{"empty", "", ""},
		{"nonsense", "tomorrow", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if at := bcda.ParseExpires(tt.text); !at.IsZero() {
				got = at.Format(time.RFC3339Nano)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestParseInstant(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"as CMS sends it", "2026-08-12T22:31:40.397916Z", "2026-08-12T22:31:40.397916Z"},
		{"as documented", "2020-12-22 22:31:40.397916+00", "2020-12-22T22:31:40.397916Z"},
		{"zone of hours", "2020-12-22 22:31:40-05", "2020-12-23T03:31:40Z"},
		{"zone with minutes", "2020-12-22 22:31:40.5+05:30", "2020-12-22T17:01:40.5Z"},
		{"Go text", "2020-12-22 22:31:40.5 +0000 UTC", "2020-12-22T22:31:40.5Z"},
		{"day only", "2020-12-22", ""},
		{"empty", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := ""
			if at, ok := bcda.ParseInstant(tt.text); ok {
				got = at.Format(time.RFC3339Nano)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzParseProgress(f *testing.F) {
	for _, seed := range []string{"In Progress (42%)", "In Progress, 80%", "Pending", "%", "999%"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if got := bcda.ParseProgress(text); got < -1 || got > 100 {
			t.Errorf("got %d", got)
		}
	})
}

func FuzzParseTimes(f *testing.F) {
	for _, seed := range []string{"2026-08-21 20:50:11.1234 +0000 UTC", "Fri, 21 Aug 2026 20:50:11 GMT", "2020-12-22 22:31:40.397916+00", " m="} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if at := bcda.ParseExpires(text); !at.IsZero() && at.Location() != time.UTC {
			t.Errorf("expires not in UTC: %v", at)
		}
		at, ok := bcda.ParseInstant(text)
		if !ok {
			return
		}
		if at.Location() != time.UTC {
			t.Errorf("instant not in UTC: %v", at)
		}
		// RFC 3339 has four digits for the year, so only such instants can be read back.
		if y := at.Year(); y < 0 || y > 9999 {
			return
		}
		if again, ok := bcda.ParseInstant(at.Format(time.RFC3339Nano)); !ok || !again.Equal(at) {
			t.Errorf("%v does not survive writing and reading", at)
		}
	})
}

func FuzzParseRetryAfter(f *testing.F) {
	for _, seed := range []string{"0", "300", "-1", "99999999999999999999", "Fri, 21 Aug 2026 20:50:11 GMT", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, ok := bcda.ParseRetryAfter(text, newClock().now)
		if ok && (d < time.Second || d > time.Hour) {
			t.Errorf("got %v", d)
		}
		if !ok && d != 0 {
			t.Errorf("unreadable, but %v", d)
		}
	})
}
