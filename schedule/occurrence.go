package schedule

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	"github.com/robfig/cron/v3"
)

// MinGap is the shortest time between the starts of two runs: never twice in an hour.
const MinGap = time.Hour

// MaxSkew is how far ahead of the clock a stored moment may lie and still be believed. Beyond it the clock was wrong when
// the moment was stored: such a moment is left out, or a clock once set to the wrong year would stop the schedule for good.
const MaxSkew = 24 * time.Hour

// Next is the first occurrence after an instant, with its jitter; zero for a schedule that is off or not valid. loc is
// where the wall clock hangs; nil for UTC. An hour that the clock skips in spring begins when the skip ends; of an hour
// that comes twice in autumn the first counts.
func (s Schedule) Next(after time.Time, loc *time.Location) time.Time {
	if s.Off || s.Validate() != nil {
		return time.Time{}
	}
	days, err := s.calendar()
	if err != nil {
		return time.Time{}
	}
	if loc == nil {
		loc = time.UTC
	}
	// Two days back covers jitter and the clock change.
	wall := floating(after.In(loc)).AddDate(0, 0, -2)
	for {
		wall = days.Next(wall)
		if at := onClock(wall, loc).Add(s.jitter(wall)); at.After(after) {
			return at
		}
	}
}

// Due says when the next run is to start, given when the last one started (zero: never), and whether that is now or was
// missed. However many occurrences were missed, one run settles them.
func (s Schedule) Due(now, lastRun time.Time, loc *time.Location) (time.Time, bool) {
	at := s.Next(s.settled(now, lastRun), loc)
	return at, !at.IsZero() && !at.After(now)
}

// settled is the instant up to which all occurrences are settled.
func (s Schedule) settled(now, lastRun time.Time) time.Time {
	var until time.Time
	if believable(s.From, now) {
		until = s.From
	}
	if !lastRun.IsZero() && believable(lastRun, now) {
		until = later(until, lastRun.Add(MinGap))
	}
	return until
}

// calendar is the rhythm of days and time, without jitter and without a place.
func (s Schedule) calendar() (cron.Schedule, error) {
	days := "*"
	if len(s.Days) > 0 {
		numbers := make([]string, len(s.Days))
		for i, d := range s.Days {
			numbers[i] = strconv.Itoa(int(d))
		}
		days = strings.Join(numbers, ",")
	}
	return cron.ParseStandard(fmt.Sprintf("%d %d * * %s", s.Minute, s.Hour, days))
}

// jitter is how much later an occurrence starts than its wall time says.
func (s Schedule) jitter(wall time.Time) time.Duration {
	if s.JitterMinutes <= 0 {
		return 0
	}
	h := fnv.New64a()
	seed := binary.BigEndian.AppendUint32(nil, s.Seed)
	// A hash never refuses to be written to.
	_, _ = h.Write(append(seed, wall.Format(time.DateOnly)...))
	const buckets = 1 << 16
	part := time.Duration((h.Sum64() ^ h.Sum64()>>32) % buckets)
	return (time.Duration(s.JitterMinutes) * time.Minute * part / buckets).Truncate(time.Second)
}

// floating is a wall clock reading without its place: the calendar counts with it so that no clock change disturbs it.
func floating(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// onClock is the instant at which the clock of a place first reads wall, or has skipped it.
func onClock(wall time.Time, loc *time.Location) time.Time {
	t := time.Date(wall.Year(), wall.Month(), wall.Day(), wall.Hour(), wall.Minute(), 0, 0, loc)
	begin, end := t.ZoneBounds()
	switch reads := floating(t); {
	case reads.After(wall): // skipped, and t counts by the new time
		return begin
	case reads.Before(wall): // skipped, and t counts by the old time
		return end
	case begin.IsZero():
		return t
	}
	_, offset := t.Zone()
	_, before := begin.Add(-time.Second).Zone()
	if first := t.Add(time.Duration(offset-before) * time.Second); first.Before(begin) && floating(first).Equal(wall) {
		return first
	}
	return t
}

// believable says that a stored moment can be of a clock like the present one.
func believable(t, now time.Time) bool { return !t.After(now.Add(MaxSkew)) }

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
