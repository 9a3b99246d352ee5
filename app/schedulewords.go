package app

import (
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/schedule"
)

// ScheduleText says in plain words what a schedule has in store, for a person who is at now. The first word is a capital.
func ScheduleText(d schedule.Decision, now time.Time) string {
	if d.Do == schedule.Stop {
		return StopText(d.Why)
	}
	if d.Do != schedule.Nothing {
		return fmt.Sprintf(scheduleNow, actionText(d.Do, d.Full))
	}
	switch d.Why {
	case schedule.BecauseOff:
		return scheduleOff
	case schedule.BecauseUnconnected:
		return scheduleNoConnection
	case schedule.BecauseRunning:
		return scheduleRunning
	}
	if d.At.IsZero() {
		return scheduleNoTime
	}
	text := fmt.Sprintf(scheduleThen, actionText(d.Then, d.Full), momentText(d.At, now))
	if d.Why == schedule.BecauseJanuary {
		text = fmt.Sprintf(scheduleJanuary, momentText(d.At, now))
	}
	return text
}

func actionText(do schedule.Action, full bool) string {
	switch do {
	case schedule.RefreshRunout:
		return doRunout
	case schedule.CarryOn:
		return doCarryOn
	case schedule.Probe:
		return doProbe
	default:
		if full {
			return doFull
		}
		return doNew
	}
}

// momentText says when: today at 18:30; on Mon, Aug 24 at 6:12.
func momentText(at, now time.Time) string {
	at = at.In(now.Location())
	clock := fmt.Sprintf("%d:%02d", at.Hour(), at.Minute())
	switch days := int(calendarDay(at).Sub(calendarDay(now)) / (24 * time.Hour)); days {
	case 0:
		return fmt.Sprintf(atToday, clock)
	case 1:
		return fmt.Sprintf(atTomorrow, clock)
	default:
		layout := "Mon, Jan 2"
		if at.Year() != now.Year() {
			layout = "Mon, Jan 2, 2006"
		}
		return fmt.Sprintf(atDay, at.Format(layout), clock)
	}
}

// StopText says what a person has to do so that a schedule goes on; empty for reasons that stop nothing.
func StopText(why schedule.Reason) string {
	switch why {
	case schedule.BecauseExpired:
		return stopExpired
	case schedule.BecauseCredentials:
		return stopCredentials
	case schedule.BecauseAccessEnded:
		return stopAccess
	case schedule.BecauseNoSecret:
		return stopNoSecret
	default:
		return ""
	}
}
