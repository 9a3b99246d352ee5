package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
	"github.com/claimsdesk/claimsdesk/store"
)

// errNotFHIR says that a file holds no FHIR resource at all, so it is refused rather than put into quarantine line by
// line.
var errNotFHIR = errors.New("not a file of FHIR resources")

// Sizes of the pipeline: a batch is large enough to make handing it over cheap, and the few batches that are under way
// bound the memory of an import whatever the file's size.
const (
	batchBytes    = 1 << 20
	batchesQueued = 2
	arenasKept    = batchesQueued + 2 // of the batches that wait to be written or are being written
)

// fileReader brings one file's plain NDJSON into the database, parsing on all cores and writing from one goroutine.
type fileReader struct {
	db       *store.DB
	now      func() time.Time
	progress func(resources int, bytes int64)
	// job is the manifest's entry that the file came with; it is marked as imported in the same transaction. Nil for
	// files from disk.
	job *claims.JobFile
	// roster is the list that the people of the file are on, filled in the same transaction; 0 for none.
	roster int64
}

// batch is some lines of a file and, once done is closed, what became of them.
type batch struct {
	lines  []fhir.Line
	parsed []parsedLine
	arena  *fhir.Arena // holds the rows of parsed
	bytes  int
	done   chan struct{}
}

type parsedLine struct {
	resource claims.Resource
	err      error
}

// read imports one file as a unit: all its rows and its ledger entry are committed together, or nothing is. Lines that
// cannot be read go to quarantine. It returns fhir.ErrSTU3 and errNotFHIR for files that are refused as a whole, and
// the stream's own error (a download that ends early) with nothing stored.
func (r *fileReader) read(ctx context.Context, file claims.SourceFile, plain io.Reader) (claims.ImportCount, error) {
	digest := sha256.New()
	counted := &countingReader{from: io.TeeReader(plain, digest)}
	// The transaction belongs to ctx: groupCtx ends as soon as the goroutines do, before the commit.
	group, groupCtx := errgroup.WithContext(ctx)
	work, ordered := make(chan *batch), make(chan *batch, batchesQueued)
	arenas := make(chan *fhir.Arena, arenasKept)
	group.Go(func() error {
		defer close(work)
		defer close(ordered)
		return splitBatches(groupCtx, counted, work, ordered)
	})
	for range max(1, min(runtime.NumCPU(), runtime.GOMAXPROCS(0))-1) {
		group.Go(func() error { return parseBatches(groupCtx, file.APIVersion, r.now, arenas, work) })
	}
	w := &fileWriter{db: r.db, file: file, job: r.job, roster: r.roster}
	group.Go(func() error { return r.write(ctx, groupCtx.Done(), w, arenas, ordered) })
	if err := group.Wait(); err != nil {
		return claims.ImportCount{}, errors.Join(err, w.rollback())
	}
	return w.finish(ctx, hex.EncodeToString(digest.Sum(nil)), counted.n)
}

// splitBatches cuts the stream into batches of whole lines.
func splitBatches(ctx context.Context, r io.Reader, work, ordered chan<- *batch) error {
	lines := fhir.NewLines(r)
	current := &batch{done: make(chan struct{})}
	hand := func() error {
		for _, to := range []chan<- *batch{ordered, work} {
			select {
			case to <- current:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		current = &batch{done: make(chan struct{})}
		return nil
	}
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			if len(current.lines) == 0 {
				return nil
			}
			return hand()
		}
		if err != nil {
			return fmt.Errorf("read line: %w", err)
		}
		line.Bytes = slices.Clone(line.Bytes) // the reader's buffer is used again for the next line
		current.lines = append(current.lines, line)
		if current.bytes += len(line.Bytes); current.bytes >= batchBytes {
			if err := hand(); err != nil {
				return err
			}
		}
	}
}

func parseBatches(ctx context.Context, version string, now func() time.Time, arenas <-chan *fhir.Arena, work <-chan *batch) error {
	reader := fhir.NewReader(fhir.Options{Version: version, Now: now})
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case b, ok := <-work:
			if !ok {
				return nil
			}
			b.parsed, b.arena = make([]parsedLine, len(b.lines)), freeArena(arenas)
			for i, line := range b.lines {
				if !line.TooLong {
					b.parsed[i] = parseInto(reader, b.arena, line.Bytes)
				}
			}
			close(b.done)
		}
	}
}

// freeArena returns an arena whose batch was written, or a new one.
func freeArena(arenas <-chan *fhir.Arena) *fhir.Arena {
	select {
	case a := <-arenas:
		return a
	default:
		return new(fhir.Arena)
	}
}

// parseInto reads a line with rows in an arena.
func parseInto(reader *fhir.Reader, arena *fhir.Arena, line []byte) parsedLine {
	resource, err := reader.ParseInto(arena, line)
	return parsedLine{resource, err}
}

// write takes the batches in the file's order, until the last one or until stop says that another goroutine gave up.
func (r *fileReader) write(ctx context.Context, stop <-chan struct{}, w *fileWriter, arenas chan<- *fhir.Arena, ordered <-chan *batch) error {
	var bytes int64
	for {
		select {
		case <-stop:
			return ctx.Err()
		case b, ok := <-ordered:
			if !ok {
				return nil
			}
			select {
			case <-stop:
				return ctx.Err()
			case <-b.done:
			}
			for i, line := range b.lines {
				if err := w.line(ctx, line, b.parsed[i]); err != nil {
					return err
				}
			}
			giveBack(arenas, b.arena)
			bytes += int64(b.bytes)
			if r.progress != nil {
				r.progress(w.resources, bytes)
			}
		}
	}
}

// giveBack lets the next batch use an arena, unless enough wait for one.
func giveBack(arenas chan<- *fhir.Arena, a *fhir.Arena) {
	a.Reset()
	select {
	case arenas <- a:
	default:
	}
}

// fileWriter stores the lines of one file in one transaction, which it opens at the first line.
type fileWriter struct {
	db        *store.DB
	file      claims.SourceFile
	job       *claims.JobFile
	roster    int64
	people    []string
	open      *store.FileImport
	resources int
	rejected  int
}

func (w *fileWriter) line(ctx context.Context, line fhir.Line, parsed parsedLine) error {
	var rejected *fhir.RejectError
	switch {
	case line.TooLong:
		return w.reject(ctx, line, fhir.ReasonTooLong)
	case errors.As(parsed.err, &rejected):
		return w.reject(ctx, line, rejected.Reason)
	case parsed.err != nil:
		return fmt.Errorf("read line %d of %s: %w", line.Number, w.file.Name, parsed.err)
	}
	if w.file.APIVersion == "" {
		w.file.APIVersion = parsed.resource.APIVersion
	}
	if err := w.begin(ctx); err != nil {
		return err
	}
	w.resources++
	if w.roster != 0 && isPerson(&parsed.resource) {
		w.people = append(w.people, parsed.resource.ID)
	}
	if err := w.open.Add(ctx, &parsed.resource); err != nil {
		return fmt.Errorf("store line %d of %s: %w", line.Number, w.file.Name, err)
	}
	return nil
}

// isPerson says that a resource puts a person on the roster. A merged Patient, which decides only where it points to, is a
// record and not a person on the list.
func isPerson(r *claims.Resource) bool { return r.Type == claims.TypePatient && r.Patch == nil }

func (w *fileWriter) reject(ctx context.Context, line fhir.Line, reason claims.RejectReason) error {
	if err := w.begin(ctx); err != nil {
		return err
	}
	w.rejected++
	entry := claims.Rejected{File: w.file.Name, Line: line.Number, Reason: reason, Bytes: line.Length}
	if reason == fhir.ReasonUnknownType {
		entry.Type = fhir.UnreadType(line.Bytes)
	}
	if err := w.open.Reject(ctx, entry, line.Bytes); err != nil {
		return fmt.Errorf("keep line %d of %s in quarantine: %w", line.Number, w.file.Name, err)
	}
	return nil
}

func (w *fileWriter) begin(ctx context.Context) error {
	if w.open != nil {
		return nil
	}
	var err error
	if w.open, err = w.db.BeginFile(ctx, w.file); err != nil {
		return fmt.Errorf("begin file %s: %w", w.file.Name, err)
	}
	return nil
}

// finish commits. An empty file is a file without resources; a file in which no line is a resource is refused.
func (w *fileWriter) finish(ctx context.Context, sha string, bytes int64) (claims.ImportCount, error) {
	if w.resources == 0 && w.rejected > 0 {
		return claims.ImportCount{}, errors.Join(errNotFHIR, w.rollback())
	}
	if err := w.begin(ctx); err != nil {
		return claims.ImportCount{}, err
	}
	if w.job != nil {
		if err := w.open.MarkJobFile(*w.job); err != nil {
			return claims.ImportCount{}, errors.Join(err, w.rollback())
		}
	}
	if err := w.open.MarkRoster(w.roster, w.people); err != nil {
		return claims.ImportCount{}, errors.Join(err, w.rollback())
	}
	count, err := w.open.Commit(ctx, sha, bytes)
	if err != nil {
		return claims.ImportCount{}, errors.Join(fmt.Errorf("commit file %s: %w", w.file.Name, err), w.rollback())
	}
	return count, nil
}

func (w *fileWriter) rollback() error {
	if w.open == nil {
		return nil
	}
	return w.open.Rollback()
}

// countingReader counts what goes through it.
type countingReader struct {
	from io.Reader
	n    int64
}

func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.from.Read(p)
	c.n += int64(n)
	return n, err
}
