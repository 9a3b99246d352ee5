package app_test

import (
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
)

func TestClockProblem(t *testing.T) {
	for off, want := range map[time.Duration]string{
		0: "", 4 * time.Minute: "", -4 * time.Minute: "",
		6 * time.Minute: "This computer's clock is 6 minutes slow.", -6 * time.Minute: "This computer's clock is 6 minutes fast.",
		3*time.Hour - 400*time.Millisecond: "This computer's clock is 3 hours slow.", -26 * time.Hour: "This computer's clock is 26 hours fast.",
	} {
		p, told := app.ClockProblem(off)
		if p.Title != want || told != (want != "") || told && p.Text == "" {
			t.Errorf("%v: %+v, %t; want %q", off, p, told, want)
		}
	}
}
