package app_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/schedule"
	"github.com/claimsdesk/claimsdesk/store"
)

// kept is a data set with a Keeper, in a bubble of synctest: its clock begins at a moment the test chooses and goes on at
// once whenever everybody waits.
type kept struct {
	*scheduled
	keeper *app.Keeper
	// refresh stands in for the refresh of the window. It may wait.
	refresh   func(ctx context.Context, opts app.RefreshOptions) (app.RefreshResult, error)
	elsewhere bool // somebody else runs a refresh

	mu    sync.Mutex
	lines []string // what happened when
}

// keep runs test in a bubble.
func keep(t *testing.T, begin time.Time, test func(t *testing.T, k *kept)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		zero := time.Now()
		k := &kept{scheduled: newScheduled(t, func() time.Time { return begin.Add(time.Since(zero)) })}
		k.refresh = k.well
		k.keeper = k.newKeeper()
		test(t, k)
	})
}

func (k *kept) newKeeper() *app.Keeper {
	return app.NewKeeper(app.KeeperDeps{
		Set: k.set, Running: func() bool { return k.elsewhere },
		Start: func(ctx context.Context, opts app.RefreshOptions) (app.RefreshResult, error) {
			k.note("start %s full=%t filter=%t types=%d", opts.Group, opts.Full, opts.TypeFilter != "", len(opts.Types))
			if !opts.Unattended {
				k.tb.Error("the refresh is to know that nobody waits for it")
			}
			return k.refresh(ctx, opts)
		},
		Notify: func(n app.Notice) { k.note("%s: %s %s", n.Kind, n.Title, n.Text) },
	})
}

func (k *kept) note(format string, args ...any) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.lines = append(k.lines, k.clock().Format("Mon 15:04 ")+fmt.Sprintf(format, args...))
}

// during runs the keeper for a while and expects what happened in it.
func (k *kept) during(d time.Duration, want ...string) {
	k.tb.Helper()
	ctx, stop := context.WithTimeout(k.tb.Context(), d)
	defer stop()
	k.keeper.Run(ctx)
	if diff := cmp.Diff(want, k.lines); diff != "" {
		k.tb.Errorf("what happened (-want +got):\n%s", diff)
	}
	k.lines = nil
}

// well stores a refresh that ended well.
func (k *kept) well(_ context.Context, opts app.RefreshOptions) (app.RefreshResult, error) {
	return k.ends(opts, func(*claims.Refresh) {}), nil
}

func (k *kept) ends(opts app.RefreshOptions, change func(*claims.Refresh)) app.RefreshResult {
	r := k.ran(0, func(r *claims.Refresh) {
		r.Full = opts.Full
		if opts.Group != "" {
			r.Group = opts.Group
		}
		if opts.Types != nil {
			r.Types = opts.Types
		}
		r.TypeFilter = opts.TypeFilter
		change(r)
	})
	r.NewPeople, r.NewClaims, r.Missing = 22, 1204, 0
	if r.State == claims.RefreshPartly {
		r.Missing = 3
	}
	return app.RefreshResult{Refresh: r}
}

const minutes, hours = time.Minute, time.Hour

func TestKeeperStartsWhatIsDue(t *testing.T) {
	keep(t, thursday(t).AddDate(0, 0, 4).Add(-8*hours), func(_ *testing.T, k *kept) { // Monday 4:00
		k.choose(func(*schedule.Schedule) {})
		k.during(6*hours,
			"Mon 06:00 start  full=true filter=false types=0",
			"Mon 06:00 done: Your data is up to date. 22 new people and 1,204 new claims.",
		)
		k.during(20 * hours) // nothing more
	})
}

// What the schedule says of data reaches the refresh.
func TestKeeperAsksForTheDataChosen(t *testing.T) {
	const done = "done: Your data is up to date. 22 new people and 1,204 new claims."
	for version, first := range map[string]string{
		claims.V2: "start  full=true filter=false types=5",
		claims.V3: "start  full=true filter=true types=0",
	} {
		keep(t, thursday(t).AddDate(0, 0, 4).Add(-7*hours), func(_ *testing.T, k *kept) { // Monday 5:00
			k.connect(claims.Connection{InUse: version})
			k.refresh = func(_ context.Context, opts app.RefreshOptions) (app.RefreshResult, error) {
				return k.ends(opts, func(r *claims.Refresh) { r.APIVersion = version }), nil
			}
			k.choose(func(c *schedule.Schedule) { c.Data = schedule.Data{Early: true, LastYear: true} })
			k.during(4*hours, "Mon 06:00 "+first, "Mon 06:00 "+done, "Mon 07:00 start runout full=false filter=false types=0", "Mon 07:00 "+done)
		})
	}
}

// A closed program catches up at its next start, and one that a person runs in keeps the schedule waiting.
func TestKeeperCatchesUp(t *testing.T) {
	keep(t, thursday(t), func(_ *testing.T, k *kept) {
		k.ran(20*24*hours, func(*claims.Refresh) {})
		k.choose(func(c *schedule.Schedule) { c.Every, c.Days = schedule.Daily, nil })
		k.elsewhere = true
		k.during(26 * hours)
		k.elsewhere = false
		k.during(10*minutes,
			"Fri 14:00 start  full=false filter=false types=0",
			"Fri 14:00 done: Your data is up to date. 22 new people and 1,204 new claims.",
		)
	})
}

// The looks go on while a refresh runs, and the program waits for it when it ends.
func TestKeeperWaitsForItsRefresh(t *testing.T) {
	keep(t, thursday(t).AddDate(0, 0, 4).Add(-7*hours), func(t *testing.T, k *kept) { // Monday 5:00
		k.choose(func(c *schedule.Schedule) { c.Every, c.Days = schedule.Daily, nil })
		ended := false
		k.refresh = func(ctx context.Context, opts app.RefreshOptions) (app.RefreshResult, error) {
			<-ctx.Done()
			<-time.After(5 * time.Second) // to store where it stopped
			ended = true
			return k.ends(opts, func(r *claims.Refresh) { r.State = claims.RefreshDownloading }), ctx.Err()
		}
		k.during(28*hours, "Mon 06:00 start  full=true filter=false types=0")
		if !ended {
			t.Error("Run returned before the refresh")
		}
		// The program ended, no person stopped it: the next start carries it on.
		k.refresh = k.well
		k.during(hours, "Tue 09:00 start all full=true filter=false types=3", "Tue 09:00 done: Your data is up to date. 22 new people and 1,204 new claims.")
	})
}

func TestKeeperAfterTrouble(t *testing.T) {
	monday := thursday(t).AddDate(0, 0, 4).Add(-6 * hours)
	const start, again = "start  full=true filter=false types=0", "start all full=true filter=false types=3"
	fails := func(err error, state claims.RefreshState) func(*kept) {
		return func(k *kept) {
			k.refresh = func(_ context.Context, opts app.RefreshOptions) (app.RefreshResult, error) {
				if state == "" { // before anything was stored
					return app.RefreshResult{}, err
				}
				return k.ends(opts, func(r *claims.Refresh) { r.State = state; r.Problem = app.ProblemOf(err).Title }), err
			}
		}
	}
	tests := map[string]struct {
		prepare func(*kept)
		want    []string
	}{
		"no network": {fails(fmt.Errorf("sign in: %w", bcda.ErrHostNotFound), ""),
			[]string{"Mon 06:00 " + start, "Mon 07:00 " + start, "Mon 08:00 " + start, "Mon 09:00 " + start, "Mon 11:00 " + start, "Mon 15:00 " + start, "Mon 19:00 " + start}},
		"CMS gave up": {fails(bcda.ErrJobFailed, claims.RefreshFailed),
			[]string{"Mon 06:00 " + start, "Mon 07:10 " + start, "Mon 11:20 " + start}},
		"refused": {fails(bcda.ErrCredentialsRefused, ""),
			[]string{"Mon 06:00 " + start, "Mon 06:00 stopped: CMS did not accept these credentials. They may have been replaced or be older than 90 days. Rotate them in ACO-MS or 4i, then paste the new secret."}},
		"access ended": {fails(bcda.ErrAccessEnded, claims.RefreshFailed),
			[]string{"Mon 06:00 " + start, "Mon 06:00 stopped: CMS says your organization no longer has access. Contact your CMS program office."}},
		"disk full, told once": {fails(store.ErrDiskFull, claims.RefreshWaiting), []string{
			"Mon 06:00 " + start, "Mon 06:00 stopped: The disk is full. What was stored before is unchanged. Make room or choose another folder, then start again.",
			"Mon 06:15 " + again, "Mon 06:45 " + again, "Mon 07:45 " + again, "Mon 09:45 " + again, "Mon 13:45 " + again, "Mon 17:45 " + again,
		}},
		"a person stopped it": {fails(context.Canceled, claims.RefreshDownloading), []string{"Mon 06:00 " + start}},
		"a person ended it":   {fails(app.ErrStopHere, claims.RefreshCancelled), []string{"Mon 06:00 " + start}},
		"January":             {fails(bcda.ErrJanuary, claims.RefreshFailed), []string{"Mon 06:00 " + start}},
		"partly": {func(k *kept) {
			k.refresh = func(_ context.Context, opts app.RefreshOptions) (app.RefreshResult, error) {
				return k.ends(opts, func(r *claims.Refresh) { r.State = claims.RefreshPartly }), nil
			}
		}, []string{
			"Mon 06:00 " + start, "Mon 06:00 partly: Not every file came in. 3 files are missing. 22 new people and 1,204 new claims. The next refresh asks for the rest.",
			"Mon 07:10 " + start, "Mon 07:10 partly: Not every file came in. 3 files are missing. 22 new people and 1,204 new claims. The next refresh asks for the rest.",
			"Mon 11:20 " + start, "Mon 11:20 partly: Not every file came in. 3 files are missing. 22 new people and 1,204 new claims. The next refresh asks for the rest.",
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			keep(t, monday.Add(-10*minutes), func(_ *testing.T, k *kept) {
				k.choose(func(*schedule.Schedule) {})
				tt.prepare(k)
				k.during(15*hours, tt.want...)
			})
		})
	}
}

// A restart of the program neither starts nor tells the same again, and new credentials are another chance.
func TestKeeperRemembers(t *testing.T) {
	keep(t, thursday(t).AddDate(0, 0, 4).Add(-6*hours-minutes), func(t *testing.T, k *kept) {
		k.choose(func(*schedule.Schedule) {})
		k.refresh = func(context.Context, app.RefreshOptions) (app.RefreshResult, error) {
			return app.RefreshResult{}, bcda.ErrCredentialsRefused
		}
		const refused = "stopped: CMS did not accept these credentials. They may have been replaced or be older than 90 days. Rotate them in ACO-MS or 4i, then paste the new secret."
		k.during(10*minutes, "Mon 06:00 start  full=true filter=false types=0", "Mon 06:00 "+refused)
		k.keeper = k.newKeeper()
		k.during(5 * hours)
		k.connect(claims.Connection{InUse: claims.V2, IssuedAt: k.clock()})
		k.during(hours, "Mon 11:09 start  full=true filter=false types=0", "Mon 11:09 "+refused)
		if err := k.set.ResumeSchedule(t.Context()); err != nil {
			t.Fatal(err)
		}
		k.refresh = k.well
		k.during(hours, "Mon 12:09 start  full=true filter=false types=0", "Mon 12:09 done: Your data is up to date. 22 new people and 1,204 new claims.")
	})
}

// A person is told of a secret 14, 7 and 1 days before its end, each once, and when it has ended.
func TestKeeperTellsOfTheSecret(t *testing.T) {
	const then = " Rotate it in ACO-MS or 4i, then paste the new one."
	tests := map[string]struct {
		daysLeft int // on Thursday
		want     []string
	}{
		"long":         {40, nil},
		"14 days":      {15, []string{"Fri 00:00 secret: Your CMS secret ends in 14 days." + then}},
		"7 days":       {8, []string{"Thu 23:00 secret: Your CMS secret ends in 8 days." + then, "Fri 00:00 secret: Your CMS secret ends in 7 days." + then}},
		"was closed":   {5, []string{"Thu 23:00 secret: Your CMS secret ends in 5 days." + then}},
		"last day":     {2, []string{"Thu 23:00 secret: Your CMS secret ends in 2 days." + then, "Fri 00:00 secret: Your CMS secret ends tomorrow." + then}},
		"the end":      {1, []string{"Thu 23:00 secret: Your CMS secret ends tomorrow." + then, "Fri 00:00 stopped: ClaimsDesk needs you to go on. Your CMS secret has ended." + then}},
		"long expired": {-20, []string{"Thu 23:00 stopped: ClaimsDesk needs you to go on. Your CMS secret has ended." + then}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			keep(t, thursday(t).Add(11*hours), func(_ *testing.T, k *kept) {
				k.choose(func(*schedule.Schedule) {})
				k.connect(claims.Connection{InUse: claims.V2, IssuedAt: time.Date(2026, 8, 20+tt.daysLeft-90, 0, 0, 0, 0, time.UTC)})
				k.during(2*hours, tt.want...)
				k.keeper = k.newKeeper()
				k.during(hours)
			})
		})
	}
}

// A person is told of missing files 3 hours and 1 hour before CMS deletes them.
func TestKeeperTellsOfMissingFiles(t *testing.T) {
	files := func(k *kept, state claims.RefreshState, expires time.Duration, fileState claims.FileState) {
		r := k.ran(hours, func(r *claims.Refresh) { r.State = state; r.Reason = claims.WaitPaused })
		job := claims.Job{Purpose: claims.JobClaims, State: claims.JobListed, APIVersion: claims.V2, ExpiresAt: k.clock().Add(expires)}
		var list []claims.JobFile
		for i := range 3 {
			list = append(list, claims.JobFile{Place: i, Name: fmt.Sprintf("%d.ndjson", i), Type: claims.TypeEOB, State: fileState})
		}
		list[0].State = claims.FileImported
		if _, err := k.set.DB().SaveStep(k.tb.Context(), store.RefreshStep{Refresh: r, Jobs: []claims.Job{job}, Files: list}); err != nil {
			k.tb.Fatal(err)
		}
	}
	const three = " files: 2 files are missing. 3 hours left before CMS deletes them. Open ClaimsDesk and get them."
	const one = " files: 2 files are missing. One hour left before CMS deletes them. Open ClaimsDesk and get them."
	tests := map[string]struct {
		prepare func(*kept)
		want    []string
	}{
		"from 4 hours on": {func(k *kept) { files(k, claims.RefreshWaiting, 4*hours, claims.FileMissing) }, []string{"Thu 13:00" + three, "Thu 15:00" + one}},
		"not fetched yet": {func(k *kept) { files(k, claims.RefreshWaiting, 4*hours, claims.FileListed) }, []string{"Thu 13:00" + three, "Thu 15:00" + one}},
		"opened late":     {func(k *kept) { files(k, claims.RefreshWaiting, 30*minutes, claims.FileMissing) }, []string{"Thu 12:00" + one}},
		"ended partly":    {func(k *kept) { files(k, claims.RefreshPartly, 2*hours, claims.FileMissing) }, []string{"Thu 12:00 files: 2 files are missing. 2 hours left before CMS deletes them. Open ClaimsDesk and get them.", "Thu 13:00" + one}},
		"all in":          {func(k *kept) { files(k, claims.RefreshWaiting, 2*hours, claims.FileImported) }, nil},
		"deleted":         {func(k *kept) { files(k, claims.RefreshWaiting, -hours, claims.FileMissing) }, nil},
		"ended for good":  {func(k *kept) { files(k, claims.RefreshCancelled, 2*hours, claims.FileMissing) }, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			keep(t, thursday(t), func(_ *testing.T, k *kept) {
				k.choose(func(c *schedule.Schedule) { c.Off = true })
				tt.prepare(k)
				k.during(5*hours, tt.want...)
			})
		})
	}
}

// A change of the schedule takes effect at once.
func TestKeeperWake(t *testing.T) {
	keep(t, thursday(t), func(_ *testing.T, k *kept) {
		k.choose(func(c *schedule.Schedule) { c.Off = true })
		k.ran(10*24*hours, func(r *claims.Refresh) {
			r.Course = claims.Course{State: claims.RefreshDownloading}
		})
		k.elsewhere = true
		ctx, stop := context.WithTimeout(k.tb.Context(), 90*time.Second)
		defer stop()
		var done sync.WaitGroup
		done.Go(func() { k.keeper.Run(ctx) })
		<-time.After(70 * time.Second)
		k.elsewhere = false
		k.choose(func(*schedule.Schedule) {})
		k.keeper.Wake()
		synctest.Wait()
		if len(k.lines) != 2 || k.lines[0] != "Thu 12:01 start all full=true filter=false types=3" {
			k.tb.Errorf("woken after 70 seconds: got %q", k.lines)
		}
		done.Wait()
	})
}

// Ended may be called for a refresh that a person started; errors that pass are not told.
func TestKeeperEnded(t *testing.T) {
	keep(t, thursday(t), func(t *testing.T, k *kept) {
		k.choose(func(*schedule.Schedule) {})
		for _, err := range []error{bcda.ErrServerTrouble, errors.New("anything"), app.ErrPaused, context.Canceled} {
			if got := k.keeper.Ended(t.Context(), app.RefreshResult{}, err); got != nil || len(k.lines) > 0 {
				t.Errorf("%v: got %v, told %q", err, got, k.lines)
			}
		}
		if err := k.keeper.Ended(t.Context(), app.RefreshResult{}, bcda.ErrCredentialsRefused); err != nil || len(k.lines) != 1 {
			t.Errorf("refused: got %v, told %q", err, k.lines)
		}
		if d, err := k.set.NextRefresh(t.Context()); err != nil || d.Do != schedule.Stop {
			t.Errorf("after a refusal: got %+v %v, want stop", d, err)
		}
	})
}
