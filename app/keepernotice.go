package app

import (
	"context"
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/schedule"
)

// NoticeKind says what a notice is about.
type NoticeKind string

// Kinds of notices.
const (
	NoticeDone    NoticeKind = "done"    // a refresh has ended with everything
	NoticePartly  NoticeKind = "partly"  // a refresh has ended, some files are missing
	NoticeSecret  NoticeKind = "secret"  // the secret ends soon
	NoticeStopped NoticeKind = "stopped" // nothing goes on until a person acts
	NoticeFiles   NoticeKind = "files"   // CMS deletes files soon that are not in
)

// Notice is told on the desktop. It holds counts only: nobody's name, no number of a person, no name of an organization,
// because anybody may look at the screen (docs/reference/screens.md, rule 9).
type Notice struct {
	Kind      NoticeKind
	Title     string
	Text      string
	NewPeople int // of NoticeDone and NoticePartly
	NewClaims int // of NoticeDone and NoticePartly
	Files     int // missing, of NoticePartly and NoticeFiles
	HoursLeft int // of NoticeFiles
	DaysLeft  int // of NoticeSecret
}

// NeedsPerson says that somebody should do something about it.
func (n Notice) NeedsPerson() bool { return n.Kind != NoticeDone }

// secretDays are the days before its end on which a person is told of a secret, and fileHours the hours before CMS deletes
// files that are missing (docs/reference/screens.md 5.9 and 9). Each once, the later ones more pressing.
var (
	secretDays = []int{dueSoonDays, dueDays, lastDays}
	fileHours  = []int{3, 1}
)

// endNotice tells how a refresh ended. An end that leaves nothing to know or to do is not told.
func endNotice(result RefreshResult, err error) (Notice, bool) {
	r := result.Refresh
	n := Notice{NewPeople: r.NewPeople, NewClaims: r.NewClaims}
	switch {
	case err == nil && r.State == claims.RefreshDone:
		n.Kind, n.Title, n.Text = NoticeDone, noticeDone, broughtText(r.Brought)
		return n, true
	case err == nil && r.State == claims.RefreshPartly:
		n.Kind, n.Files = NoticePartly, r.Missing+r.Refused
		n.Title = noticePartly
		n.Text = noticeMissing.Of(n.Files) + " " + broughtText(r.Brought) + " " + noticeRest
		return n, true
	}
	return stoppedNotice(err)
}

// stoppedNotice tells an error that time alone does not mend.
func stoppedNotice(err error) (Notice, bool) {
	switch troubleOf(err) {
	case schedule.Credentials, schedule.AccessEnded, schedule.NoSecret, schedule.NotAccepted, schedule.NoRoom:
		p := ProblemOf(err)
		return Notice{Kind: NoticeStopped, Title: p.Title, Text: p.Text}, true
	default:
		return Notice{}, false
	}
}

func broughtText(b claims.Brought) string {
	var parts []string
	if b.NewPeople > 0 {
		parts = append(parts, countNewPeople.Of(b.NewPeople))
	}
	if b.NewClaims > 0 {
		parts = append(parts, countNewClaims.Of(b.NewClaims))
	}
	switch len(parts) {
	case 0:
		return noticeNothing
	case 1:
		return fmt.Sprintf(noticeOne, parts[0])
	}
	return fmt.Sprintf(noticeBoth, parts[0], parts[1])
}

// dueNotices are what a person is to be told at this look, with what is remembered afterwards.
func (k *Keeper) dueNotices(ctx context.Context, l scheduleLook, d schedule.Decision, memory keeperMemory) ([]Notice, keeperMemory, error) {
	var notices []Notice
	mark := connectionMark(l.connection)
	if d.Do == schedule.Stop && (memory.StoppedWhy != string(d.Why) || memory.StoppedWith != mark) {
		memory.StoppedWhy, memory.StoppedWith = string(d.Why), mark
		notices = append(notices, Notice{Kind: NoticeStopped, Title: noticeNeedsYou, Text: StopText(d.Why)})
	}
	if days := credentialDays(l.connection, l.situation.Now); days != nil {
		if memory.SecretOf != mark {
			memory.SecretOf, memory.SecretDays = mark, 0
		}
		if step := reached(secretDays, *days); step != 0 && (memory.SecretDays == 0 || step < memory.SecretDays) && *days > 0 {
			memory.SecretDays = step
			notices = append(notices, secretNotice(*days))
		}
	}
	files, left, err := k.missingFiles(ctx, l)
	if err != nil || files == 0 {
		return notices, memory, err
	}
	if id := l.refreshes[0].ID; memory.FilesOf != id {
		memory.FilesOf, memory.FilesHours = id, 0
	}
	hours := int((left + time.Hour - 1) / time.Hour) // begun hours: "3 hours left" is said at 3 h
	if step := reached(fileHours, hours); step != 0 && (memory.FilesHours == 0 || step < memory.FilesHours) {
		memory.FilesHours = step
		notices = append(notices, filesNotice(files, left))
	}
	return notices, memory, nil
}

// reached is the smallest step that what is left has come down to; 0 when there is none.
func reached(steps []int, left int) int {
	step := 0
	for _, s := range steps {
		if left <= s {
			step = s
		}
	}
	return step
}

func secretNotice(days int) Notice {
	title := fmt.Sprintf(noticeSecret, days)
	if days == 1 {
		title = noticeSecretLast
	}
	return Notice{Kind: NoticeSecret, DaysLeft: days, Title: title, Text: noticeSecretDo}
}

func filesNotice(files int, left time.Duration) Notice {
	hours := max(int(left.Round(time.Hour)/time.Hour), 1)
	text := fmt.Sprintf(noticeFiles, hours)
	if hours == 1 {
		text = noticeFilesLast
	}
	return Notice{Kind: NoticeFiles, Files: files, HoursLeft: hours, Title: noticeMissing.Of(files), Text: text + " " + noticeFilesDo}
}

// missingFiles counts the files of the last refresh that are not in and that CMS still has, with the time left for them.
func (k *Keeper) missingFiles(ctx context.Context, l scheduleLook) (int, time.Duration, error) {
	if len(l.refreshes) == 0 {
		return 0, 0, nil
	}
	last := l.refreshes[0]
	if last.State.Ended() && last.State != claims.RefreshPartly {
		return 0, 0, nil
	}
	jobs, err := k.set.db.Jobs(ctx, last.ID)
	if err != nil {
		return 0, 0, err
	}
	missing, left := 0, time.Duration(0)
	for _, job := range jobs {
		until := job.ExpiresAt.Sub(l.situation.Now)
		if job.State != claims.JobListed || until <= 0 {
			continue
		}
		files, err := k.set.db.Files(ctx, job.ID)
		if err != nil {
			return 0, 0, err
		}
		for _, f := range files {
			if !f.IsError && (f.State == claims.FileListed || f.State == claims.FileMissing) {
				missing++
				if left == 0 || until < left {
					left = until
				}
			}
		}
	}
	return missing, left, nil
}
