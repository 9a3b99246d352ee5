package practice

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// settle ends all jobs whose time has come, in the order in which they get done.
// It runs before each request is answered, so that every answer is the one that a
// server working in the background would give.
func (s *Server) settle(ctx context.Context) {
	// A client that hangs up must not make a job fail.
	ctx = context.WithoutCancel(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.cfg.Now()
	var due []*job
	for _, j := range s.jobs {
		if j.end == "" && !now.Before(j.ready) {
			due = append(due, j)
		}
	}
	slices.SortStableFunc(due, func(a, b *job) int { return a.ready.Compare(b.ready) })
	for _, j := range due {
		s.finish(ctx, j)
	}
}

// finish lists a job's files and ends it. s.mu is held.
func (s *Server) finish(ctx context.Context, j *job) {
	j.ended = j.ready
	files, err := s.listFiles(ctx, j)
	if err != nil {
		j.end = Failed
		s.log.Warn("job failed", "job", j.id, "error", err)
		return
	}
	j.end, j.files = Completed, files
	s.log.Info("job completed", "job", j.id, "files", len(files))
	line := s.timelines[j.version]
	if slices.Contains(j.query.Types, typeEOB) && j.group != GroupRunout && line.release() < s.cfg.Source.Releases() {
		line.advance(j.ended)
	}
}

// listFiles asks the source for the job's files and names them. Files without any
// line are left out, as the server does with its blank.ndjson.
func (s *Server) listFiles(ctx context.Context, j *job) ([]*servedFile, error) {
	var files []*servedFile
	emit := func(spec FileSpec) error {
		if spec.IsError && !s.quirks.Has(Warnings) {
			return nil
		}
		hasLines, err := anyLine(spec)
		if err != nil || !hasLines {
			return err
		}
		f, err := s.nameFile(spec)
		files = append(files, f)
		return err
	}
	if err := s.cfg.Source.Files(ctx, j.query, emit); err != nil {
		return nil, fmt.Errorf("list files of job %d: %w", j.id, err)
	}
	if !slices.ContainsFunc(files, func(f *servedFile) bool { return !f.spec.IsError }) {
		// Batches with errors and no data are not listed (docs/reference/bcda-protocol.md 5).
		files = nil
	}
	if s.quirks.Has(Warnings) && j.query.TypeFilter != nil && j.query.TypeFilter.Defaulted {
		files = append(files, defaultTypesNote())
	}
	return files, nil
}

func (s *Server) nameFile(spec FileSpec) (*servedFile, error) {
	id, err := s.uuid()
	if err != nil {
		return nil, fmt.Errorf("name a file: %w", err)
	}
	name := id + ".ndjson"
	if spec.IsError {
		name = id + "-error.ndjson"
	}
	return &servedFile{name: name, spec: spec}, nil
}

// errFirstByte stops a FileSpec from writing on once it wrote something.
var errFirstByte = errors.New("first byte seen")

// firstByte is a writer that refuses the first byte.
type firstByte struct{}

func (firstByte) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return 0, errFirstByte
}

func anyLine(spec FileSpec) (bool, error) {
	if spec.Empty != nil {
		empty, err := spec.Empty()
		return !empty, err
	}
	err := spec.Write(firstByte{})
	if errors.Is(err, errFirstByte) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("look into a file of %s: %w", spec.Type, err)
	}
	return false, nil
}
