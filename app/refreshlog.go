package app

import (
	"context"
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/refresh"
)

// log keeps a line of what happened, for the history of refreshes.
func (r *refreshing) log(ctx context.Context, e refresh.Event) error {
	text := r.logText(e)
	if text == "" {
		return nil
	}
	return r.set.db.LogRefresh(ctx, r.result.Refresh.ID, e.At, text)
}

// logText says a transition in plain words, without personal data; empty for those that say nothing to people.
func (r *refreshing) logText(e refresh.Event) string {
	course := r.result.Refresh.Course
	what := "claims"
	if course.Export < len(r.plans) && r.isRoster() {
		what = "the patient list"
	}
	switch e.Kind {
	case refresh.Start, refresh.WaitOver, refresh.Changed:
		return r.startText(course, what)
	case refresh.Accepted:
		return "CMS prepares " + what + "."
	case refresh.Unsure:
		return "The answer of CMS was lost. We look whether it heard us."
	case refresh.Busy:
		return "Another export is running at CMS. We look whether it is ours."
	case refresh.Listed:
		return "CMS has listed the files of " + what + "."
	case refresh.AllIn:
		if course.State == claims.RefreshAsked {
			return "The patient list is in. Asked CMS for claims."
		}
		return "All files are in. Working out which claims count."
	case refresh.Held, refresh.NotThere, refresh.GivenUp, refresh.Gone, refresh.CancelledThere, refresh.Broken:
		return r.troubleText(course, e.At)
	case refresh.Finished:
		return finishedText(r.result.Refresh)
	case refresh.Pause:
		return "Paused."
	case refresh.StopHere:
		return "Stopped for good. What is in stays."
	case refresh.Cancelled:
		return "Canceled at CMS. What is in stays."
	default:
		return ""
	}
}

func (r *refreshing) startText(course claims.Course, what string) string {
	switch course.State {
	case claims.RefreshAsked:
		if r.result.Resumed && course.Tries == 0 && course.Export == 0 {
			return "Started again. We look whether CMS heard us before."
		}
		if since := r.result.Refresh.Since; since != "" && what == "claims" {
			return "Asked CMS for claims since " + DayText(since) + "."
		}
		return "Asked CMS for " + what + "."
	case claims.RefreshListed, claims.RefreshDownloading:
		return "Downloading " + what + "."
	case claims.RefreshPreparing:
		return "Started again. CMS prepares " + what + "."
	default:
		return ""
	}
}

func (r *refreshing) troubleText(course claims.Course, now time.Time) string {
	title := ProblemOf(r.cause).Title
	switch {
	case course.State == claims.RefreshAsked:
		return title + " Asked CMS once more."
	case course.State == claims.RefreshWaiting && course.Reason == claims.WaitNoAnswer:
		return "CMS had not heard us. We ask again."
	case course.State == claims.RefreshWaiting && !course.Until.IsZero():
		return title + " We go on in " + SpanText(course.Until.Sub(now)) + "."
	default:
		return title
	}
}

func finishedText(r claims.Refresh) string {
	if r.Lacking() {
		return fmt.Sprintf("Done, but %s missing: the next refresh asks again.", Counted(r.Missing+r.Refused, "file is", "files are"))
	}
	return fmt.Sprintf("Done: %s, %s changed.", Counted(r.NewClaims, "new claim", "new claims"), CountText(r.ChangedClaims))
}

// SpanText prints a length of time in its largest unit: 9 hours, 14 minutes, 20 seconds.
func SpanText(d time.Duration) string {
	switch {
	case d >= time.Hour:
		return countHours.Of(int(d / time.Hour))
	case d >= time.Minute:
		return countMinutes.Of(int(d / time.Minute))
	default:
		return countSeconds.Of(max(1, int(d.Round(time.Second)/time.Second)))
	}
}

// waitProblem is why a refresh waits, in words: by what happened in this run, else by the stored reason.
func waitProblem(reason claims.WaitReason, cause error) Problem {
	if cause != nil {
		return ProblemOf(cause)
	}
	return WaitProblem(reason)
}

// WaitProblem says why a stored refresh waits.
func WaitProblem(reason claims.WaitReason) Problem {
	switch reason {
	case claims.WaitSlowDown:
		return Problem{Title: problemRateLimited, Text: problemRateLimitedDo, Notice: true}
	case claims.WaitBusy:
		return Problem{Title: problemDuplicateJob, Text: waitBusyDo, Notice: true}
	case claims.WaitNoAnswer:
		return Problem{Title: waitNoAnswer, Text: waitNoAnswerDo, Notice: true}
	case claims.WaitFreshExport:
		return Problem{Title: problemJobFailed, Text: waitFreshExportDo, Notice: true}
	case claims.WaitOutage:
		return Problem{Title: waitOutage, Text: waitOutageDo, Notice: true}
	case claims.WaitJanuary:
		return Problem{Title: problemJanuary, Text: problemJanuaryDo, Notice: true}
	case claims.WaitPaused:
		return Problem{Title: problemPaused, Text: waitPausedDo, Notice: true}
	case claims.WaitCredentials:
		return Problem{Title: problemCredentialsRefused, Text: waitCredentialsDo}
	case claims.WaitRoom:
		return Problem{Title: problemDiskFull, Text: waitRoomDo}
	default:
		return Problem{}
	}
}
