package app

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"github.com/claimsdesk/claimsdesk/schedule"
	"github.com/claimsdesk/claimsdesk/store"
)

// Settings of the data set that hold the schedule and when a person last did something about it (docs/decisions/0013).
const (
	scheduleSetting = "schedule"
	resumedSetting  = "schedule_resumed"
)

// Schedule is when the data set's data is fetched by itself. Before a person chose it is the one that the set-up proposes,
// switched off.
func (s *Set) Schedule(ctx context.Context) (schedule.Schedule, error) {
	text, err := s.db.Setting(ctx, scheduleSetting)
	if errors.Is(err, store.ErrNotFound) {
		proposed := schedule.Default()
		proposed.Off, proposed.Seed = true, s.seed()
		return proposed, nil
	}
	if err != nil {
		return schedule.Schedule{}, err
	}
	return schedule.Parse(text)
}

// SaveSchedule keeps a schedule. What it named before now is not caught up, unless its days and time stay as they were.
// The error is a *UsageError and schedule.FieldErrors where a field is wrong.
func (s *Set) SaveSchedule(ctx context.Context, chosen schedule.Schedule) error {
	if err := chosen.Validate(); err != nil {
		return errors.Join(&UsageError{Text: err.Error()}, err)
	}
	before, err := s.Schedule(ctx)
	if err != nil {
		return err
	}
	if chosen.Seed == 0 {
		chosen.Seed = s.seed()
	}
	chosen.From = s.desk.now().UTC().Truncate(time.Second)
	if sameRhythm(before, chosen) && !before.From.IsZero() {
		chosen.From = before.From
	}
	text, err := json.Marshal(chosen)
	if err != nil {
		return fmt.Errorf("save the schedule: %w", err)
	}
	if err := s.db.SaveSetting(ctx, scheduleSetting, string(text)); err != nil {
		return err
	}
	return s.ResumeSchedule(ctx)
}

// ResumeSchedule lets a schedule go on that stopped because a person was needed. To be called when a person has seen to the
// connection.
func (s *Set) ResumeSchedule(ctx context.Context) error {
	return s.db.SaveSetting(ctx, resumedSetting, s.desk.now().UTC().Format(time.RFC3339Nano))
}

// NextRefresh is what the schedule has in store: what to do now, or when and what next.
func (s *Set) NextRefresh(ctx context.Context) (schedule.Decision, error) {
	memory, err := s.keeperMemory(ctx)
	if err != nil {
		return schedule.Decision{}, err
	}
	look, err := s.look(ctx, memory)
	if err != nil {
		return schedule.Decision{}, err
	}
	return schedule.Decide(look.situation), nil
}

func sameRhythm(a, b schedule.Schedule) bool {
	return a.Off == b.Off && a.Every == b.Every && slices.Equal(a.Days, b.Days) && a.Hour == b.Hour && a.Minute == b.Minute
}

// seed differs between data sets and computers, so that they do not all ask CMS at the same moment.
func (s *Set) seed() uint32 {
	h := fnv.New32a()
	// A hash never refuses to be written to.
	_, _ = h.Write([]byte(s.desk.dir + "\x00" + s.name))
	return h.Sum32()
}

// resumedAt is when a person last did something about the schedule; zero for never.
func (s *Set) resumedAt(ctx context.Context) (time.Time, error) {
	text, err := s.db.Setting(ctx, resumedSetting)
	if errors.Is(err, store.ErrNotFound) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, err
	}
	at, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("read when the schedule was resumed: %w", err)
	}
	return at, nil
}
