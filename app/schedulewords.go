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
		return actionText(d.Do, d.Full) + " now"
	}
	switch d.Why {
	case schedule.BecauseOff:
		return "Nothing is fetched by itself."
	case schedule.BecauseUnconnected:
		return "No connection is set up yet."
	case schedule.BecauseRunning:
		return "A refresh is running."
	}
	if d.At.IsZero() {
		return "No time is set."
	}
	text := actionText(d.Then, d.Full) + " " + momentText(d.At, now)
	if d.Why == schedule.BecauseJanuary {
		text = "CMS is updating patient lists for the new year. We look again " + momentText(d.At, now) + "."
	}
	return text
}

func actionText(do schedule.Action, full bool) string {
	switch do {
	case schedule.RefreshRunout:
		return "Last year's claims"
	case schedule.CarryOn:
		return "The open refresh goes on"
	case schedule.Probe:
		return "A look whether CMS has the new lists"
	default:
		if full {
			return "Everything again"
		}
		return "New data"
	}
}

// momentText says when: today at 18:30; on Mon, Aug 24 at 6:12.
func momentText(at, now time.Time) string {
	at = at.In(now.Location())
	clock := fmt.Sprintf("%d:%02d", at.Hour(), at.Minute())
	switch days := int(calendarDay(at).Sub(calendarDay(now)) / (24 * time.Hour)); days {
	case 0:
		return "today at " + clock
	case 1:
		return "tomorrow at " + clock
	default:
		layout := "Mon, Jan 2"
		if at.Year() != now.Year() {
			layout = "Mon, Jan 2, 2006"
		}
		return "on " + at.Format(layout) + " at " + clock
	}
}

// StopText says what a person has to do so that a schedule goes on; empty for reasons that stop nothing.
func StopText(why schedule.Reason) string {
	switch why {
	case schedule.BecauseExpired:
		return "Your CMS secret has ended. Rotate it in ACO-MS or 4i, then paste the new one."
	case schedule.BecauseCredentials:
		return "CMS did not accept your credentials. Rotate them in ACO-MS or 4i, then paste the new secret."
	case schedule.BecauseAccessEnded:
		return "CMS says your organization has no access. Contact your CMS program office."
	case schedule.BecauseNoSecret:
		return "ClaimsDesk cannot read your CMS secret on this computer. Unlock the keychain, or paste the secret again."
	default:
		return ""
	}
}
