package app_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/schedule"
)

// runKeeper lets a Keeper run real refreshes against the practice server until it has looked a number of times.
func runKeeper(t *testing.T, r *rig, looks int) []app.Notice {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var notices []app.Notice
	keeper := app.NewKeeper(app.KeeperDeps{
		Set: r.set, Running: func() bool { return false }, Notify: func(n app.Notice) { notices = append(notices, n) },
		Start: func(ctx context.Context, opts app.RefreshOptions) (app.RefreshResult, error) {
			return r.set.Refresh(ctx, opts, r.report)
		},
		// The end of a refresh wakes the Keeper; no timer has to fire.
		After: func(time.Duration) (<-chan time.Time, func() bool) {
			if looks--; looks == 0 {
				stop()
			}
			return nil, func() bool { return true }
		},
	})
	keeper.Run(ctx)
	return notices
}

func dailyAt6(t *testing.T, r *rig) {
	t.Helper()
	if err := r.set.SaveSchedule(t.Context(), schedule.Schedule{Every: schedule.Daily, Hour: 6}); err != nil {
		t.Fatal(err)
	}
}

func nextOf(t *testing.T, r *rig) schedule.Decision {
	t.Helper()
	d, err := r.set.NextRefresh(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestKeeperRefreshes(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V3)
	dailyAt6(t, r)
	if d := nextOf(t, r); d.Then != schedule.RefreshAll || !d.Full {
		t.Fatalf("before: got %+v", d)
	}
	r.clock.pass(24 * time.Hour)
	notices := runKeeper(t, r, 2)
	if len(notices) != 1 || notices[0].Kind != app.NoticeDone || notices[0].NewClaims == 0 {
		t.Fatalf("got %+v, want the new claims", notices)
	}
	if last := r.last(); last.State != claims.RefreshDone || !last.Full {
		t.Errorf("refresh: got %+v", last)
	}
	if d := nextOf(t, r); d.Then != schedule.RefreshAll || d.Full || d.At.Sub(r.clock.Now()) > 24*time.Hour {
		t.Errorf("afterwards: got %+v, want what changes until tomorrow", d)
	}
}

// In January CMS has no list: it is looked at once a day, nobody is told, and the first success is a full one.
func TestKeeperInJanuary(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V3)
	r.refresh(app.RefreshOptions{})
	dailyAt6(t, r)
	r.server.SetQuirks(practice.AllQuirks | practice.January)
	r.clock.pass(137 * 24 * time.Hour) // to 4 January
	if notices := runKeeper(t, r, 2); len(notices) > 0 {
		t.Errorf("the pause: told %+v", notices)
	}
	d := nextOf(t, r)
	if wait := d.At.Sub(r.clock.Now()); d.Then != schedule.Probe || d.Why != schedule.BecauseJanuary || wait < 20*time.Hour || wait > 24*time.Hour {
		t.Fatalf("in the pause: got %+v, want a look tomorrow", d)
	}
	exports := r.asked("/$export")
	if runKeeper(t, r, 1); r.asked("/$export") != exports {
		t.Error("looked twice on one day")
	}
	r.server.SetQuirks(practice.AllQuirks)
	r.clock.pass(24 * time.Hour)
	if notices := runKeeper(t, r, 2); len(notices) != 1 || notices[0].Kind != app.NoticeDone {
		t.Errorf("after the pause: told %+v, want the end of a refresh", notices)
	}
	if last := r.last(); !last.Full || last.State != claims.RefreshDone {
		t.Errorf("after the pause: got %+v, want everything", last)
	}
}

// Refused credentials stop the schedule, are told once, and new ones let it go on.
func TestKeeperRefused(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V3)
	dailyAt6(t, r)
	if err := r.secrets.SaveSecret(t.Context(), r.set.Name(), secretOf("wrong")); err != nil {
		t.Fatal(err)
	}
	r.clock.pass(24 * time.Hour)
	notices := runKeeper(t, r, 2)
	if len(notices) != 1 || notices[0].Kind != app.NoticeStopped || !strings.Contains(notices[0].Text, "Rotate") {
		t.Fatalf("got %+v, want one about the credentials", notices)
	}
	asked := len(r.askedLines())
	if again := runKeeper(t, r, 1); len(again) > 0 || len(r.askedLines()) != asked {
		t.Errorf("the next start told %+v and asked %d times", again, len(r.askedLines())-asked)
	}
	if d := nextOf(t, r); d.Do != schedule.Stop || d.Why != schedule.BecauseCredentials {
		t.Errorf("got %+v, want stop", d)
	}
}
