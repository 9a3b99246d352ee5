package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"

	"github.com/claimsdesk/claimsdesk/ostask"
	"github.com/claimsdesk/claimsdesk/schedule"
)

// ScheduledOptions are what a run that the operating system's scheduler starts asks for now, one refresh after the other:
// the open one carried on, else everybody's news with the kinds of data that the schedule names; then last year's claims where
// they are due. It is empty where the schedule is waiting for a person, or for CMS in January; why says so.
func (s *Set) ScheduledOptions(ctx context.Context) (list []RefreshOptions, why schedule.Decision, err error) {
	memory, err := s.keeperMemory(ctx)
	if err != nil {
		return nil, why, err
	}
	look, err := s.look(ctx, memory)
	if err != nil {
		return nil, why, err
	}
	// The system has its own clock for the schedule: whether this one would wait a little longer does not matter.
	why = schedule.Decide(look.situation)
	switch why.Do {
	case schedule.Stop, schedule.Probe:
		return nil, why, nil
	case schedule.CarryOn, schedule.RefreshRunout, schedule.RefreshAll:
		list = append(list, look.options(why))
	default:
		list = append(list, look.options(schedule.Decision{Do: schedule.RefreshAll}))
	}
	if why.Then == schedule.RefreshRunout {
		list = append(list, look.options(schedule.Decision{Do: schedule.RefreshRunout}))
	}
	return list, why, nil
}

// ScheduledTask is the run of a refresh as the computer's own scheduler is told of it; program is claimsctl. While the window
// is open, the refresh ends with exit code 6 and the window runs the schedule: that is no failure.
func (d *Desk) ScheduledTask(program, set string, chosen schedule.Schedule) ostask.Task {
	return ostask.Task{
		Name: d.ScheduledTaskName(set), About: "ClaimsDesk: get new data (" + set + ")",
		Program: filepath.Clean(program), Args: []string{"refresh", "--scheduled", "--set", set, "--quiet", "--data", d.dir},
		Days: chosen.Days, Hour: chosen.Hour, Minute: chosen.Minute, SpreadMinutes: chosen.JitterMinutes, Good: []int{ExitLocked},
	}
}

// ScheduledTaskName tells data sets of the same name in two data folders apart.
func (d *Desk) ScheduledTaskName(set string) string {
	sum := sha256.Sum256([]byte(d.dir))
	return "refresh-" + set + "-" + hex.EncodeToString(sum[:4])
}
