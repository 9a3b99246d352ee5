package bcda_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/bcda"
)

func TestDelay(t *testing.T) {
	tests := []struct {
		name   string
		failed int
		jitter float64
		want   time.Duration
	}{
		{"first, middle", 1, 0.5, 2 * time.Second},
		{"first, earliest", 1, 0, 1600 * time.Millisecond},
		{"first, latest", 1, 1, 2400 * time.Millisecond},
		{"third", 3, 0.5, 8 * time.Second},
		{"sixth is bounded", 6, 0.5, time.Minute},
		{"bounded with jitter", 40, 1, time.Minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := bcda.DefaultRetry().Delay(tt.failed, tt.jitter); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestDelayStaysInBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := bcda.DefaultRetry()
		failed := rapid.IntRange(1, 1000).Draw(t, "failed")
		got := p.Delay(failed, rapid.Float64Range(0, 1).Draw(t, "jitter"))
		if got < p.First*4/5 || got > p.Max {
			t.Fatalf("got %v", got)
		}
		if later := p.Delay(failed+1, 0.5); later < p.Delay(failed, 0.5) {
			t.Fatalf("the schedule goes back from attempt %d", failed)
		}
	})
}

func TestPollDelay(t *testing.T) {
	tests := []struct {
		name    string
		polls   int
		running time.Duration
		want    time.Duration
	}{
		{"first", 1, 0, 5 * time.Second},
		{"before any", 0, 0, 5 * time.Second},
		{"second", 2, 5 * time.Second, 10 * time.Second},
		{"fifth", 5, 75 * time.Second, time.Minute},
		{"late", 60, 59 * time.Minute, time.Minute},
		{"after an hour", 70, time.Hour, 5 * time.Minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := bcda.PollDelay(tt.polls, tt.running); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
