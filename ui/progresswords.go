package ui

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// progressStages is how many stages the list has.
const progressStages = 6

// stageOf is the stage of the list that an event belongs to; progressStages when all are done.
func stageOf(e app.Event) int {
	const signIn, roster, ask, prepare, download, settle = 0, 1, 2, 3, 4, 5
	switch {
	case e.Phase == app.PhaseSettling:
		return settle
	case e.Phase == app.PhaseDone:
		return progressStages
	case e.Roster || e.Phase == app.PhaseRoster:
		return roster
	case e.Phase == app.PhaseAsking:
		return ask
	case e.Phase == app.PhasePreparing:
		return prepare
	case e.Phase == app.PhaseDownloading, e.Phase == app.PhaseImporting:
		return download
	default:
		return signIn
	}
}

// stageWords are a stage before and after it was done.
func stageWords(stage int, since string, about progressAbout) (before, after string) {
	signed, asked, roster := progressSignedIn, progressAskedAll, progressRoster
	if about.entity != "" {
		signed = fmt.Sprintf(progressSignedInAs, about.entity)
	}
	if since != "" {
		asked = fmt.Sprintf(progressAskedSince, app.DayText(since))
	}
	if about.people > 0 {
		roster = fmt.Sprintf(progressRosterOf, countPeople.Of(about.people))
		if about.fresh+about.gone > 0 && about.fresh < about.people {
			roster += fmt.Sprintf(progressRosterMoved, app.CountText(about.fresh), app.CountText(about.gone))
		}
	}
	words := [progressStages][2]string{
		{progressSignIn, signed}, {progressRoster, roster}, {progressAsk, asked},
		{progressPrepare, progressPrepared}, {progressDownload, progressDownloaded}, {progressSettle, progressSettled},
	}
	return words[stage][0], words[stage][1]
}

// tookText is how long a stage took, or has taken so far; empty for less than a second and for what is not known.
func tookText(stage, present int, begun [progressStages]time.Time, now time.Time) string {
	if stage > present || begun[stage].IsZero() {
		return ""
	}
	until := now
	for next := stage + 1; next < progressStages && stage < present; next++ {
		if !begun[next].IsZero() {
			until = begun[next]
			break
		}
	}
	took := until.Sub(begun[stage])
	if took < time.Second {
		return ""
	}
	return app.SpanText(took)
}

// beganText says when the run began and how long ago.
func beganText(began, now time.Time) string {
	if began.IsZero() {
		return ""
	}
	text := fmt.Sprintf(progressBegan, clockText(began))
	if past := now.Sub(began); past >= time.Minute {
		text += " · " + app.SpanText(past)
	}
	return text
}

// clockText prints a time of the day: 6:02 AM.
func clockText(t time.Time) string { return t.Format("3:04 PM") }

// runningText says what happens now: a pause before another try comes first, because it explains why nothing moves.
func runningText(e app.Event, now time.Time) string {
	if w := e.Waiting; w != nil {
		if w.For <= 0 {
			return w.Problem.Title
		}
		return fmt.Sprintf(progressWaiting, w.Problem.Title, app.SpanText(stillWaits(e, now)))
	}
	switch e.Phase {
	case app.PhaseDownloading, app.PhaseImporting:
		if e.FilesTotal > 0 {
			return fmt.Sprintf(progressFiles, app.CountText(min(e.FilesDone+1, e.FilesTotal)), app.CountText(e.FilesTotal))
		}
	case app.PhasePreparing:
		if e.Percent >= 0 {
			return fmt.Sprintf(progressPercent, e.Percent)
		}
		if since := now.Sub(e.Asked); !e.Asked.IsZero() && since >= time.Minute {
			return fmt.Sprintf(progressPreparingSince, app.SpanText(since))
		}
		return progressNoPercent
	}
	return app.EventText(e)
}

// stillWaits is what is left of a wait; an event without a time has all of it before it.
func stillWaits(e app.Event, now time.Time) time.Duration {
	if e.At.IsZero() {
		return e.Waiting.For
	}
	return max(e.At.Add(e.Waiting.For).Sub(now), time.Second)
}

// hintText says what a wait means, or that CMS promises no end of its preparing.
func hintText(e app.Event, now time.Time) string {
	switch {
	case e.Waiting != nil && e.Waiting.Problem.Title == app.WaitProblem(claims.WaitSlowDown).Title:
		return "" // the time is said already
	case e.Waiting != nil:
		return e.Waiting.Problem.Text
	case e.Phase == app.PhasePreparing && e.Percent < 0 && !e.Asked.IsZero() && now.Sub(e.Asked) >= time.Minute:
		return progressNoPercent
	default:
		return ""
	}
}

// speedText says how fast files come in and how long that may take, and what is stored.
func speedText(e app.Event) string {
	if e.Phase != app.PhaseDownloading || e.Waiting != nil {
		return ""
	}
	var lines, parts []string
	if e.Rate > 0 {
		parts = append(parts, fmt.Sprintf(progressRate, bytesText(e.Rate)))
	}
	if e.Left > 0 {
		parts = append(parts, fmt.Sprintf(progressLeft, app.SpanText(e.Left)))
	}
	if len(parts) > 0 {
		lines = append(lines, strings.Join(parts, " · "))
	}
	if e.Resources > 0 {
		lines = append(lines, fmt.Sprintf(progressStored, countRecords.Of(e.Resources), bytesText(e.Bytes)))
	}
	return strings.Join(lines, "\n")
}

// pressingLeft is the time before CMS deletes files from which on a person should look (docs/reference/screens.md 5.9).
const pressingLeft = 3 * time.Hour

// leftText says how long the files of the job can still be fetched; pressing when that is not long.
func leftText(e app.Event, now time.Time) (text string, pressing bool) {
	left := e.ExpiresAt.Sub(now)
	if e.Phase != app.PhaseDownloading || e.ExpiresAt.IsZero() || left <= 0 {
		return "", false
	}
	return fmt.Sprintf(progressLeftFiles, app.SpanText(left)), left < pressingLeft
}

// shareOf is how much of the present stage is done, where that can be known.
func shareOf(e app.Event) (share float64, known bool) {
	const whole = 100
	switch {
	case e.Phase == app.PhaseDownloading && e.FilesTotal > 0:
		return float64(e.FilesDone) / float64(e.FilesTotal), true
	case e.Phase == app.PhasePreparing && e.Percent >= 0:
		return float64(e.Percent) / whole, true
	default:
		return 0, false
	}
}

// endingText says that the run is about to end as a person wished.
func endingText(how error) string {
	if errors.Is(how, app.ErrPaused) {
		return progressPausing
	}
	return progressStopping
}

// endedText says how a person ended a run.
func endedText(err error) string {
	switch {
	case errors.Is(err, app.ErrPaused):
		return progressPaused
	case errors.Is(err, app.ErrStopHere), errors.Is(err, app.ErrCancelAtCMS):
		return progressStoppedGood
	default:
		return progressStopped
	}
}

// outcomeText says what a refresh brought and what is missing.
func outcomeText(r app.RefreshResult) string {
	var parts []string
	if missing := r.Refresh.Missing + r.Refresh.Refused; missing > 0 {
		parts = append(parts, fmt.Sprintf(progressPartly, countFiles.Of(missing)))
	}
	if r.Count.Inserted+r.Count.Updated > 0 {
		parts = append(parts, fmt.Sprintf(progressBrought, countNewRecords.Of(r.Count.Inserted), app.CountText(r.Count.Updated)))
	} else if !r.Partly() {
		parts = append(parts, progressNothing)
	}
	if r.Refresh.People > 0 {
		parts = append(parts, fmt.Sprintf(progressPeople, countPeople.Of(r.Refresh.People)))
	}
	if r.Refresh.NotSupplied > 0 {
		parts = append(parts, fmt.Sprintf(progressNotSupply, countPeople.Of(r.Refresh.NotSupplied)))
	}
	return strings.Join(parts, " ")
}

// bytesText prints an amount of data: 11.4 MB.
func bytesText(n int64) string {
	const kilo = 1000
	units := []string{"bytes", "kB", "MB", "GB", "TB"}
	value, unit := float64(n), 0
	for value >= kilo && unit < len(units)-1 {
		value /= kilo
		unit++
	}
	if unit < 2 {
		return fmt.Sprintf("%.0f %s", value, units[unit])
	}
	return fmt.Sprintf("%.1f %s", value, units[unit])
}
