package app

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"
	"golang.org/x/sync/errgroup"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
	"github.com/claimsdesk/claimsdesk/store"
)

// downloads is how many files are fetched side by side: CMS advises 3 to 5 (docs/reference/bcda-protocol.md 7). Each
// waits, compressed, in memory until the one writer takes it, so this also bounds the memory.
const downloads = 4

// fetching brings the files of one job into the database: several downloads, one import at a time. Nothing of a file is
// committed before it has been found whole.
type fetching struct {
	*refreshing
	job      claims.Job
	roster   bool
	patients []string
	missing  int // people that the server had no data for
	done     int
	total    int
}

// fetched is a file that arrived whole, or why it did not.
type fetched struct {
	file  claims.JobFile
	body  *heldFile
	stats bcda.FileStats
	err   error
}

// run fetches what is not in yet. It reports whether every file of the job is in; files that are gone or cannot be read
// are counted and the rest goes on.
func (f *fetching) run(ctx context.Context) (bool, error) {
	files, err := f.set.db.Files(ctx, f.job.ID)
	if err != nil {
		return false, err
	}
	var open []claims.JobFile
	before := f.result.Missing + f.result.Refused
	for _, file := range files {
		switch {
		case file.State == claims.FileListed, f.readsAgain(file):
			open = append(open, file)
		case file.State == claims.FileMissing:
			f.result.Missing++
		case file.State == claims.FileRefused:
			f.result.Refused++
		}
	}
	f.total, f.done = len(files), len(files)-len(open)
	f.tellProgress()
	if err := f.transfer(ctx, open); err != nil {
		return false, err
	}
	complete := f.result.Missing+f.result.Refused == before
	// The roster and the claims of one refresh name the same people, so they are not added up.
	f.result.NotSupplied = max(f.result.NotSupplied, f.missing)
	if f.roster {
		return complete, f.saveRoster(ctx, complete)
	}
	return complete, nil
}

// readsAgain says that a file is stored but needed once more: an interrupted refresh has not kept who was on its part of
// the roster, and a roster that lacks a part would say that people left.
func (f *fetching) readsAgain(file claims.JobFile) bool {
	return f.roster && !file.IsError && file.State == claims.FileImported
}

func (f *fetching) tellProgress() {
	f.event(Event{
		Phase: PhaseDownloading, Roster: f.roster, FilesDone: f.done, FilesTotal: f.total, Percent: -1, ExpiresAt: f.job.ExpiresAt,
		Bytes: f.result.Count.Bytes, Resources: f.result.Count.Inserted + f.result.Count.Updated + f.result.Count.Unchanged,
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
		a := fetched{file: file, body: &heldFile{}}
		ref := bcda.File{Type: file.Type, Job: bcda.JobID(f.job.ServerID), Name: file.Name}
		a.stats, a.err = f.client.Fetch(ctx, ref, a.body.fill)
		if a.err != nil && ctx.Err() != nil {
			return ctx.Err()
		}
		select {
		case arrived <- a:
		case <-ctx.Done():
			return ctx.Err()
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
	if err != nil {
		if err = f.setAside(ctx, a.file, err); err != nil {
			return err
		}
	}
	f.done++
	f.tellProgress()
	return nil
}

func (f *fetching) importFile(ctx context.Context, a fetched) error {
	plain, err := a.body.open()
	if err != nil {
		return err
	}
	defer plain.Close()
	if a.file.IsError {
		return f.readMessages(ctx, a.file, plain)
	}
	if f.readsAgain(a.file) {
		return f.readPatients(plain)
	}
	refresh := f.result.Refresh
	file := claims.SourceFile{
		Name: a.file.Name, APIVersion: refresh.APIVersion, ResourceType: a.file.Type, ExportID: f.job.ServerID,
		Group: refresh.Group, Full: refresh.Full || f.roster, TransactionTime: f.job.TransactionTime,
	}
	reader := &fileReader{db: f.set.db, now: f.set.desk.now, job: &a.file}
	if f.roster {
		reader.patients = &f.patients
	}
	count, err := reader.read(ctx, file, plain)
	var before *store.AlreadyImportedError
	if errors.As(err, &before) {
		a.file.State = claims.FileImported
		return errors.Join(f.set.db.SetFile(ctx, a.file), f.knownFile(a))
	}
	if err != nil {
		return err
	}
	f.result.Count.Add(count)
	return nil
}

// knownFile handles a file that another refresh, of which this one took over the job, has stored.
func (f *fetching) knownFile(a fetched) error {
	if !f.roster {
		return nil
	}
	plain, err := a.body.open()
	if err != nil {
		return err
	}
	defer plain.Close()
	return f.readPatients(plain)
}

// readPatients adds the people of a roster's file without storing it.
func (f *fetching) readPatients(plain io.Reader) error {
	reader := fhir.NewReader(fhir.Options{Version: f.result.Refresh.APIVersion, Now: f.set.desk.now})
	lines := fhir.NewLines(plain)
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read the patient list: %w", err)
		}
		if line.TooLong {
			continue
		}
		resource, err := reader.Parse(line.Bytes)
		if err == nil && isPerson(&resource) { // what cannot be parsed is in quarantine already
			f.patients = append(f.patients, resource.ID)
		}
	}
}

// setAside notes a file that is gone or unreadable; every other error stops the refresh.
func (f *fetching) setAside(ctx context.Context, file claims.JobFile, err error) error {
	skip, other := refusal(file.Name, err)
	switch {
	case skip != nil:
		file.State, file.Reason = claims.FileRefused, skip.Reason
		f.result.Refused++
		f.result.Count.Skipped = append(f.result.Count.Skipped, *skip)
	case errors.Is(err, bcda.ErrFileGone), errors.Is(err, bcda.ErrTooLarge), errors.Is(err, bcda.ErrTruncated):
		file.State, file.Reason = claims.FileMissing, ProblemOf(err).Title
		f.result.Missing++
		f.result.Count.Skipped = append(f.result.Count.Skipped, *refused(file.Name, file.Reason))
	default:
		return other
	}
	return f.set.db.SetFile(ctx, file)
}

// readMessages counts the people that CMS had no data for. The texts name them, so nothing of them is kept.
func (f *fetching) readMessages(ctx context.Context, file claims.JobFile, plain io.Reader) error {
	lines := fhir.NewLines(plain)
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			file.State = claims.FileImported
			return f.set.db.SetFile(ctx, file)
		}
		if err != nil {
			return fmt.Errorf("read messages of the server: %w", err)
		}
		var outcome struct {
			Issue []struct {
				Severity string `json:"severity"`
			} `json:"issue"`
		}
		if json.Unmarshal(line.Bytes, &outcome) != nil || len(outcome.Issue) == 0 {
			continue // a message that cannot be read says nothing about a person
		}
		if severity := outcome.Issue[0].Severity; severity == "error" || severity == "fatal" {
			f.missing++
		}
	}
}

// saveRoster keeps the snapshot of the patient list; only a complete one says who left. The people of runout are those who
// are not on the list any more, so they make no roster.
func (f *fetching) saveRoster(ctx context.Context, complete bool) error {
	if f.result.Refresh.Group == groupRunout {
		return nil
	}
	roster, err := f.set.db.SaveRoster(ctx, store.Roster{
		RefreshID: f.result.Refresh.ID, TakenAt: f.set.desk.now(), APIVersion: f.result.Refresh.APIVersion, Group: f.result.Refresh.Group, Complete: complete,
	}, f.patients)
	if err != nil {
		return err
	}
	f.result.Refresh.People = max(roster.People, len(f.patients))
	return nil
}

// heldFile keeps a downloaded file in memory, compressed, until the writer takes it. It is filled only with whole files:
// when the download turns out to be cut off, filling starts again.
type heldFile struct{ packed bytes.Buffer }

// fill is the consumer of a download; it may be called again after a failure.
func (h *heldFile) fill(plain io.Reader) error {
	h.packed.Reset()
	enc, err := zstd.NewWriter(&h.packed, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err != nil {
		return fmt.Errorf("hold the file: %w", err)
	}
	_, err = io.Copy(enc, plain)
	return errors.Join(err, enc.Close())
}

// open reads the file back, from its beginning each time.
func (h *heldFile) open() (io.ReadCloser, error) {
	dec, err := zstd.NewReader(bytes.NewReader(h.packed.Bytes()), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("read the held file: %w", err)
	}
	return dec.IOReadCloser(), nil
}
