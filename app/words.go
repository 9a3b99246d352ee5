package app

import (
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/words"
)

// EventText says an event in plain words, without numbers that cannot be known yet.
func EventText(e Event) string {
	switch e.Phase {
	case PhaseSigningIn:
		return eventSigningIn
	case PhaseRoster:
		return eventRoster
	case PhaseAsking:
		if e.Since == "" {
			return eventAskingAll
		}
		return fmt.Sprintf(eventAskingSince, DayText(e.Since))
	case PhasePreparing:
		return preparingText(e)
	case PhaseDownloading:
		return fmt.Sprintf(downloadWhat(e), e.FilesDone, e.FilesTotal)
	case PhaseImporting:
		return fmt.Sprintf(eventReading, e.FilesDone, e.FilesTotal)
	case PhaseSettling:
		return eventSettling
	case PhaseExporting:
		return fmt.Sprintf(eventWriting, e.Item)
	default:
		return ""
	}
}

func preparingText(e Event) string {
	what := eventPreparing
	if e.Roster {
		what = eventPreparingRoster
	}
	if e.Percent < 0 {
		return what
	}
	return fmt.Sprintf(eventPercent, what, e.Percent)
}

func downloadWhat(e Event) string {
	if e.Roster {
		return eventDownloadRoster
	}
	return eventDownload
}

// DayText prints an instant or a date as people write it: Aug 20, 2026. Text that is neither comes back unchanged.
func DayText(text string) string {
	if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return t.Format("Jan 2, 2006")
	}
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return t.Format("Jan 2, 2006")
	}
	return text
}

// Counted prints a number and what is counted: 1 claim, 12,418 claims.
func Counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return CountText(n) + " " + many
}

// CountText prints a number with thousands marks: 12,418.
func CountText(n int) string {
	return words.Number(n)
}

// AgeText says how old data are: today, yesterday, 9 days old. Empty for text that is no instant.
func AgeText(instant string, now time.Time) string {
	t, err := time.Parse(time.RFC3339Nano, instant)
	if err != nil {
		return ""
	}
	const day = 24 * time.Hour
	days := int(now.UTC().Truncate(day).Sub(t.UTC().Truncate(day)) / day)
	switch {
	case days <= 0:
		return ageToday
	case days == 1:
		return ageYesterday
	default:
		return fmt.Sprintf(ageDays, days)
	}
}
