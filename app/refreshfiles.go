package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
	"github.com/claimsdesk/claimsdesk/refresh"
	"github.com/claimsdesk/claimsdesk/store"
)

// downloads is how many files are fetched side by side: CMS advises 3 to 5 (docs/reference/bcda-protocol.md 7). Each
// waits in the spool until the one writer takes it.
const downloads = 4

// fetch brings the files that are not in yet into the database.
func (r *refreshing) fetch(ctx context.Context) (refresh.Event, error) {
	spool, err := newSpool(r.set.tempDir(), spoolMemory)
	if err == nil {
		err = clearSpool(r.set.tempDir())
	}
	if err != nil {
		return refresh.Event{}, err
	}
	for _, job := range slices.Clone(r.jobs) {
		if job.State != claims.JobListed {
			continue // asked only, lost, or all its files are in
		}
		f := &fetching{refreshing: r, job: job, isRoster: job.Purpose == claims.JobRoster, spool: spool}
		if err := f.run(ctx); err != nil {
			return refresh.Event{}, err
		}
		if f.gone {
			event, err := r.whyGone(ctx, job)
			if err != nil || event.Kind == refresh.Gone {
				return event, err
			}
		}
	}
	return refresh.Event{Kind: refresh.AllIn, More: r.result.Refresh.Export+1 < len(r.plans)}, nil
}

// whyGone asks whether files are missing because the whole job has expired: then it is worth asking for it afresh.
func (r *refreshing) whyGone(ctx context.Context, job claims.Job) (refresh.Event, error) {
	_, err := r.client.Job(ctx, bcda.JobID(job.ServerID))
	if errors.Is(err, bcda.ErrJobExpired) {
		r.cause = err
		return refresh.Event{Kind: refresh.Gone}, nil
	}
	if err != nil && ctx.Err() != nil {
		return refresh.Event{}, err
	}
	return refresh.Event{}, nil // the files that are not there are noted as missing
}

// fetching brings the files of one job into the database: several downloads, one import at a time. Nothing of a file is
// committed before it has been found whole.
type fetching struct {
	*refreshing
	job      claims.Job
	isRoster bool
	roster   store.Roster
	spool    *spool
	pace     pace
	done     int
	total    int
	gone     bool // a file was not there any more
}

// fetched is a file that arrived whole, or why it did not.
type fetched struct {
	file  claims.JobFile
	body  *heldFile
	stats bcda.FileStats
	err   error
}

// run fetches what is not in yet. Files that are gone or cannot be read are noted and the rest goes on.
func (f *fetching) run(ctx context.Context) error {
	files, err := f.set.db.Files(ctx, f.job.ID)
	if err != nil {
		return err
	}
	var open []claims.JobFile
	fresh := true
	for _, file := range files {
		if file.State == claims.FileListed || (file.State == claims.FileMissing && f.result.Refresh.Retried) {
			open = append(open, file)
		}
		fresh = fresh && file.State == claims.FileListed
	}
	if err := f.beginRoster(ctx, fresh); err != nil {
		return err
	}
	f.total, f.done = len(files), len(files)-len(open)
	if len(open) > 0 {
		f.pace = newPace(f.set.desk.now(), len(open))
		f.tellProgress()
		if err := f.transfer(ctx, open); err != nil {
			return err
		}
	}
	return f.complete(ctx)
}

// beginRoster prepares the snapshot of the patient list. The people of runout are those who are not on the list any more,
// so they make none.
func (f *fetching) beginRoster(ctx context.Context, fresh bool) (err error) {
	if !f.isRoster || f.result.Refresh.Group == groupRunout {
		return nil
	}
	f.roster, err = f.set.db.BeginRoster(ctx, store.Roster{
		RefreshID: f.result.Refresh.ID, TakenAt: f.set.desk.now(), APIVersion: f.result.Refresh.APIVersion, Group: f.result.Refresh.Group,
	}, fresh)
	return err
}

// complete notes that every file of the job is in. Only a complete roster says who left.
func (f *fetching) complete(ctx context.Context) error {
	files, err := f.set.db.Files(ctx, f.job.ID)
	if err != nil {
		return err
	}
	for _, file := range files {
		if file.State != claims.FileImported {
			return nil
		}
	}
	if f.roster.ID != 0 {
		if err := f.set.db.CompleteRoster(ctx, f.roster.ID, f.set.desk.now()); err != nil {
			return err
		}
	}
	f.job.State = claims.JobFetched
	saved, err := f.set.db.SaveStep(ctx, store.RefreshStep{Refresh: f.result.Refresh, Jobs: []claims.Job{f.job}})
	if err != nil {
		return err
	}
	f.remember(saved.Jobs)
	return nil
}

func (f *fetching) tellProgress() {
	count := f.result.Count
	f.event(Event{
		Phase: PhaseDownloading, Roster: f.isRoster, FilesDone: f.done, FilesTotal: f.total, Percent: -1, ExpiresAt: f.job.ExpiresAt,
		Bytes: count.Bytes, Resources: count.Inserted + count.Updated + count.Unchanged, Rate: f.pace.rate, Left: f.pace.left,
	})
}

// transfer runs the downloads and the import side by side.
func (f *fetching) transfer(ctx context.Context, open []claims.JobFile) error {
	group, groupCtx := errgroup.WithContext(ctx)
	todo, arrived := make(chan claims.JobFile), make(chan fetched)
	group.Go(func() error {
		defer close(todo)
		for _, file := range open {
			select {
			case todo <- file:
			case <-groupCtx.Done():
				return groupCtx.Err()
			}
		}
		return nil
	})
	workers, workerCtx := errgroup.WithContext(groupCtx)
	for range downloads {
		workers.Go(func() error { return f.download(workerCtx, todo, arrived) })
	}
	group.Go(func() error {
		defer close(arrived)
		return workers.Wait()
	})
	group.Go(func() error {
		for a := range arrived {
			// The import's transaction belongs to ctx: groupCtx may end first.
			if err := f.take(ctx, a); err != nil {
				return err
			}
		}
		return groupCtx.Err()
	})
	return group.Wait()
}

// download fetches files until there are none left.
func (f *fetching) download(ctx context.Context, todo <-chan claims.JobFile, arrived chan<- fetched) error {
	for file := range todo {
		a := fetched{file: file, body: f.spool.newFile()}
		ref := bcda.File{Type: file.Type, Job: bcda.JobID(f.job.ServerID), Name: file.Name}
		a.stats, a.err = f.client.Fetch(ctx, ref, a.body.fill)
		if a.err != nil && ctx.Err() != nil {
			return errors.Join(ctx.Err(), a.body.release())
		}
		select {
		case arrived <- a:
		case <-ctx.Done():
			return errors.Join(ctx.Err(), a.body.release())
		}
	}
	return nil
}

// take imports a file that arrived, or notes why it did not. Trouble of this file alone does not stop the others.
func (f *fetching) take(ctx context.Context, a fetched) error {
	err := a.err
	if err == nil {
		err = f.importFile(ctx, a)
	}
	err = errors.Join(f.setAside(ctx, a.file, err), a.body.release())
	if err != nil {
		return err
	}
	f.done++
	f.pace = f.pace.after(f.set.desk.now(), a.stats.PlainBytes)
	f.tellProgress()
	if f.result.Refresh.State == claims.RefreshListed {
		_, err = f.advance(ctx, refresh.Event{Kind: refresh.FileIn})
	}
	return err
}

func (f *fetching) importFile(ctx context.Context, a fetched) (err error) {
	plain, err := a.body.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, plain.Close()) }()
	if a.file.IsError {
		return f.readMessages(ctx, a.file, plain)
	}
	stored := f.result.Refresh
	file := claims.SourceFile{
		Name: a.file.Name, APIVersion: stored.APIVersion, ResourceType: a.file.Type, ExportID: exportID(f.job),
		Group: stored.Group, Full: stored.Full || f.isRoster, TransactionTime: f.job.TransactionTime,
		TypeFilter: stored.TypeFilter, Types: f.plan().types,
	}
	if f.client.Generic() {
		file.APIVersion = "" // told by what is in the file
	}
	reader := &fileReader{db: f.set.db, now: f.set.desk.now, job: &a.file, roster: f.roster.ID}
	count, err := reader.read(ctx, file, plain)
	var before *store.AlreadyImportedError
	if errors.As(err, &before) {
		return f.knownFile(ctx, a)
	}
	if err != nil {
		return err
	}
	f.result.Count.Add(count)
	return nil
}

// plan is what the job was asked for.
func (f *fetching) plan() jobPlan {
	i := slices.IndexFunc(f.plans, func(p jobPlan) bool { return p.purpose == f.job.Purpose })
	return f.plans[max(i, 0)]
}

// knownFile handles a file that another refresh, of which this one took over the job, has stored.
func (f *fetching) knownFile(ctx context.Context, a fetched) error {
	if f.roster.ID != 0 {
		plain, err := a.body.open()
		if err != nil {
			return err
		}
		people, err := f.peopleOf(plain)
		if err = errors.Join(err, plain.Close()); err != nil {
			return err
		}
		if err := f.set.db.AddToRoster(ctx, f.roster, people); err != nil {
			return err
		}
	}
	a.file.State = claims.FileImported
	return f.set.db.SetFile(ctx, a.file)
}

// peopleOf reads the people of a roster's file without storing it.
func (f *fetching) peopleOf(plain io.Reader) (people []string, err error) {
	reader := fhir.NewReader(fhir.Options{Version: f.result.Refresh.APIVersion, Now: f.set.desk.now})
	lines := fhir.NewLines(plain)
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return people, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read the patient list: %w", err)
		}
		if line.TooLong {
			continue
		}
		resource, err := reader.Parse(line.Bytes)
		if err == nil && isPerson(&resource) { // what cannot be parsed is in quarantine already
			people = append(people, resource.ID)
		}
	}
}

// setAside notes a file that is gone or unreadable; every other error stops the refresh.
func (f *fetching) setAside(ctx context.Context, file claims.JobFile, err error) error {
	if err == nil {
		return nil
	}
	var skip *claims.SkippedFile
	switch {
	case errors.Is(err, bcda.ErrFileGone), errors.Is(err, bcda.ErrTooLarge), errors.Is(err, bcda.ErrTruncated):
		file.State, file.Reason = claims.FileMissing, ProblemOf(err).Title
		f.gone = f.gone || errors.Is(err, bcda.ErrFileGone)
		skip = refused(file.Name, file.Reason)
	default:
		if skip, err = refusal(file.Name, err); err != nil {
			return err
		}
		file.State, file.Reason = claims.FileRefused, skip.Reason
	}
	f.result.Count.Skipped = append(f.result.Count.Skipped, *skip)
	return f.set.db.SetFile(ctx, file)
}

// readMessages keeps what CMS says of people it had no data for. The texts name them: they go into the database alone. What a
// generic server says was deleted is kept too; nothing is erased for it.
func (f *fetching) readMessages(ctx context.Context, file claims.JobFile, plain io.Reader) error {
	var list []store.Message
	lines := fhir.NewLines(plain)
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return f.set.db.SaveMessages(ctx, file, list)
		}
		if err != nil {
			return fmt.Errorf("read messages of the server: %w", err)
		}
		if severity := fhir.MessageSeverity(line.Bytes); severity != "" {
			list = append(list, store.Message{Line: line.Number, Severity: severity, Raw: slices.Clone(line.Bytes)})
		}
	}
}

// pace is how fast files come in, and how long the rest will take at that.
type pace struct {
	began time.Time
	open  int // files to fetch in this run
	done  int
	bytes int64
	rate  int64         // bytes a second; 0 before the first file
	left  time.Duration // 0 when not known
}

func newPace(now time.Time, open int) pace { return pace{began: now, open: open} }

// after counts one more file.
func (p pace) after(now time.Time, bytes int64) pace {
	p.done++
	p.bytes += bytes
	took := now.Sub(p.began)
	if seconds := int64(took / time.Second); seconds > 0 {
		p.rate = p.bytes / seconds
	}
	p.left = took / time.Duration(p.done) * time.Duration(max(p.open-p.done, 0))
	return p
}
