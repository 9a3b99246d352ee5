package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

var allTypes = []string{claims.TypePatient, claims.TypeCoverage, claims.TypeEOB}

func TestRefreshState(t *testing.T) {
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	defer closeOrFail(t, db)
	if _, err := db.LastRefresh(t.Context()); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("before the first: got %v, want ErrNotFound", err)
	}
	r := save(t, db, claims.Refresh{Course: claims.Course{State: claims.RefreshPlanned}, APIVersion: "v3", Group: "all", Types: allTypes, Full: true, StartedAt: clock()})
	r.State, r.EndedAt, r.TransactionTime, r.Inserted, r.PaidCents = claims.RefreshDone, clock().Add(time.Minute), "2026-06-30T11:00:00Z", 7, -1205
	save(t, db, r)
	second := save(t, db, claims.Refresh{Course: claims.Course{
		State: claims.RefreshWaiting, Export: 1, Tries: 2, Renewed: true, Retried: true, Back: claims.RefreshAsked, Then: claims.StepAsk, Reason: claims.WaitBusy,
		Until: clock().Add(time.Hour),
	}, APIVersion: "v3", Group: "all", StartedAt: clock()})
	if got, err := db.Refresh(t.Context(), r.ID); err != nil || !cmp.Equal(got, r) {
		t.Errorf("first: %v\n%s", err, cmp.Diff(r, got))
	}
	list, err := db.Refreshes(t.Context(), 0, 10)
	if err != nil || !cmp.Equal(list, []claims.Refresh{second, r}) {
		t.Errorf("list: %v\n%s", err, cmp.Diff([]claims.Refresh{second, r}, list))
	}
	if list, err = db.Refreshes(t.Context(), second.ID, 10); err != nil || len(list) != 1 {
		t.Errorf("page: got %d, %v", len(list), err)
	}
}

func save(t *testing.T, db *store.DB, r claims.Refresh) claims.Refresh {
	t.Helper()
	r, err := db.SaveRefresh(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSince(t *testing.T) {
	done := func(full bool, since, until string, types ...string) claims.Refresh {
		return claims.Refresh{Course: claims.Course{State: claims.RefreshDone}, APIVersion: "v3", Group: "all", Types: types, Full: full, Since: since, TransactionTime: until}
	}
	partly := done(false, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", allTypes...)
	partly.State = claims.RefreshPartly
	runout := done(true, "", "2026-05-01T00:00:00Z", allTypes...)
	runout.Group = "runout"
	full := done(true, "", "2026-01-01T00:00:00Z", allTypes...)
	cases := map[string]struct {
		list []claims.Refresh
		want string
	}{
		"nothing yet":                  {nil, ""},
		"a full one":                   {[]claims.Refresh{full}, "2026-01-01T00:00:00Z"},
		"followed by the next":         {[]claims.Refresh{full, done(false, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", allTypes...)}, "2026-02-01T00:00:00Z"},
		"a refresh with missing files": {[]claims.Refresh{full, partly}, "2026-01-01T00:00:00Z"},
		"another group":                {[]claims.Refresh{full, runout}, "2026-01-01T00:00:00Z"},
		"fewer types":                  {[]claims.Refresh{full, done(false, "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", claims.TypePatient)}, "2026-01-01T00:00:00Z"},
		"a gap":                        {[]claims.Refresh{full, done(false, "2026-01-15T00:00:00Z", "2026-02-01T00:00:00Z", allTypes...)}, "2026-01-01T00:00:00Z"},
		"no full one before it":        {[]claims.Refresh{done(false, "2026-01-15T00:00:00Z", "2026-02-01T00:00:00Z", allTypes...)}, ""},
		"an early start leaves no gap": {[]claims.Refresh{full, done(false, "2025-12-01T00:00:00Z", "2026-02-01T00:00:00Z", allTypes...)}, "2026-02-01T00:00:00Z"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
			defer closeOrFail(t, db)
			for _, r := range c.list {
				save(t, db, r)
			}
			got, err := db.Since(t.Context(), store.Scope{APIVersion: "v3", Group: "all", Types: allTypes})
			if err != nil || got != c.want {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
}

// A file is marked as imported in the transaction of its rows.
func TestJobsAndFiles(t *testing.T) {
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	defer closeOrFail(t, db)
	r := save(t, db, claims.Refresh{Course: claims.Course{State: claims.RefreshPreparing}})
	job, err := saveJob(t, db, r, claims.Job{Purpose: claims.JobClaims, APIVersion: "v3", State: claims.JobAsked, AskedAt: clock()})
	if err != nil {
		t.Fatal(err)
	}
	job.ServerID, job.State, job.AskedThere, job.ExpiresAt = "4711", claims.JobListed, clock().Add(time.Hour), clock().Add(24*time.Hour)
	if job, err = saveJob(t, db, r, job); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Jobs(t.Context(), r.ID); err != nil || !cmp.Equal(got, []claims.Job{job}) {
		t.Errorf("jobs: %v %s", err, cmp.Diff([]claims.Job{job}, got))
	}
	files := []claims.JobFile{
		{JobID: job.ID, Place: 0, Name: "a", Type: claims.TypeEOB, State: claims.FileListed},
		{JobID: job.ID, Place: 1, Name: "b", Type: claims.TypeEOB, State: claims.FileListed},
		{JobID: job.ID, Place: 0, Name: "e", IsError: true, State: claims.FileListed},
	}
	if _, err := saveJob(t, db, r, job, files...); err != nil {
		t.Fatal(err)
	}
	importMarked(t, db, files[0])
	files[0].State = claims.FileImported
	if _, err := saveJob(t, db, r, job, files[:2]...); err != nil {
		t.Fatal(err)
	}
	files[1].State, files[1].Reason = claims.FileMissing, "gone"
	if err := db.SetFile(t.Context(), files[1]); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Files(t.Context(), job.ID); err != nil || !cmp.Equal(got, files) {
		t.Errorf("files: %v %s", err, cmp.Diff(files, got))
	}
}

// saveJob keeps a job, and files of its manifest, with its refresh.
func saveJob(t *testing.T, db *store.DB, r claims.Refresh, job claims.Job, files ...claims.JobFile) (claims.Job, error) {
	t.Helper()
	step, err := db.SaveStep(t.Context(), store.RefreshStep{Refresh: r, Jobs: []claims.Job{job}, Files: files})
	if err != nil {
		return job, err
	}
	return step.Jobs[0], nil
}

func importMarked(t *testing.T, db *store.DB, file claims.JobFile) {
	t.Helper()
	f, err := db.BeginFile(t.Context(), claims.SourceFile{Name: file.Name})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.MarkJobFile(file); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Commit(t.Context(), "", 0); err != nil {
		t.Fatal(err)
	}
}

func TestConnectionAndSettings(t *testing.T) {
	db := open(t, store.Options{Dir: t.TempDir(), Now: clock})
	defer closeOrFail(t, db)
	if _, err := db.Connection(t.Context()); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no connection: got %v, want ErrNotFound", err)
	}
	c := claims.Connection{Environment: claims.EnvSandbox, Origin: claims.SandboxOrigin, ClientID: "id", API: "auto", Entity: "A9994", IssuedAt: clock(), InUse: "v3", Unencrypted: true}
	for range 2 {
		if err := db.SaveConnection(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := db.Connection(t.Context()); err != nil || got != c {
		t.Errorf("connection: %v %s", err, cmp.Diff(c, got))
	}
	if err := db.DeleteConnection(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := db.Connection(t.Context()); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("deleted: got %v, want ErrNotFound", err)
	}
	if _, err := db.Setting(t.Context(), "a"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("no setting: got %v, want ErrNotFound", err)
	}
	if err := db.SaveSetting(t.Context(), "a", "b"); err != nil {
		t.Fatal(err)
	}
	if got, err := db.Setting(t.Context(), "a"); err != nil || got != "b" {
		t.Errorf("setting: got %q, %v", got, err)
	}
}

// The roster and the version in use change the prepared tables though no claim came.
func TestRosterAndVersionInUse(t *testing.T) {
	dir := t.TempDir()
	db := open(t, store.Options{Dir: dir, Now: clock})
	defer closeOrFail(t, db)
	load(t, db, claims.SourceFile{Name: "f"}, patient("v2", "1", "mbi=1A", "last_name=Old"), patient("v3", "5", "mbi=1A", "last_name=New"),
		v2("a", "payment_amount=1.00"), v3("b", "patient_id=5", "payment_amount=2.00"), patient("v3", "6", "mbi=2B", "last_name=Left"))
	roster, err := db.BeginRoster(t.Context(), store.Roster{TakenAt: clock(), APIVersion: "v3", Group: "all"}, true)
	if err := errors.Join(err, db.AddToRoster(t.Context(), roster, []string{"5"})); err != nil {
		t.Fatal(err)
	}
	check := func(when, want string) {
		t.Helper()
		settle(t, db)
		raw := peek(t, dir)
		defer closeOrFail(t, raw)
		got := strings.Join(strings.Fields(query(t, raw, `SELECT last_name || '/' || paid_cents || '/' || on_list AS p FROM person_summary ORDER BY last_norm`)), " ")
		if got = strings.ReplaceAll(got, "p=", ""); got != want {
			t.Errorf("%s: got %s, want %s", when, got, want)
		}
	}
	check("before the roster is complete", "Left/0/1 New/200/1")
	if err := errors.Join(db.AddToRoster(t.Context(), roster, []string{"5", "7"}), db.CompleteRoster(t.Context(), roster.ID, clock())); err != nil {
		t.Fatal(err)
	}
	check("with a roster", "Left/0/0 New/200/1")
	if got, err := db.LastRoster(t.Context()); err != nil || got.People != 2 || got.ID != roster.ID {
		t.Errorf("roster: got %+v, %v", got, err)
	}
	if err := db.SaveConnection(t.Context(), claims.Connection{API: "v2"}); err != nil {
		t.Fatal(err)
	}
	check("with v2 in use", "Left/0/0 Old/100/1")
}
