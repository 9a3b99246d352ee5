package soak_test

import (
	"bytes"
	"context"
	"hash/crc32"
	"io"
	"sync/atomic"
	"time"

	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// opening is when every server opens: 07:00 UTC, between two of its sweeps.
func opening() time.Time { return time.Date(2026, 8, 20, 7, 0, 0, 0, time.UTC) }

// lastDay ends the made-up history long before any clock that tests run by.
func lastDay() time.Time { return time.Date(2025, 6, 30, 0, 0, 0, 0, time.UTC) }

// people are made-up persons who come in files of one person each. They move on to their next release when a test says
// so, and its times do not depend on when that is: two servers that opened at the same time give the same bytes.
type people struct {
	*practice.Population
	loaded  [2]time.Time
	release atomic.Int32 // 0 or 1
}

// newPeople makes persons with a year of history for a server that opens at a time.
func newPeople(count int, opens time.Time) *people {
	population := synth.New(synth.Config{People: count, Years: 1, Seed: 11, End: lastDay()})
	return &people{
		Population: practice.NewPopulation(population),
		// The first release is older than the two days that a version 3 refresh asks back, the second is not.
		loaded: [2]time.Time{opens.Add(-72 * time.Hour), opens.Add(-time.Hour)},
	}
}

// Releases implements practice.Source: none that comes by itself.
func (p *people) Releases() int { return 0 }

// Files implements practice.Source.
func (p *people) Files(ctx context.Context, q practice.Query, emit func(practice.FileSpec) error) error {
	q.Release = int(p.release.Load())
	q.Loaded = p.loaded[:q.Release+1]
	q.Batches = practice.Batches{ExplanationOfBenefit: 1, Patient: 1, Other: 1}
	return p.Population.Files(ctx, q, func(spec practice.FileSpec) error {
		write := spec.Write
		spec.Write = func(w io.Writer) error { return writeSome(w, write) }
		return emit(spec)
	})
}

// keptOf is how many lines of a file there are for each that is kept: what a refresh goes through are its files, not its
// claims.
const keptOf = 5

// writeSome writes the first line of a file and, of the others, those whose resource's id falls among the kept: the same
// ones in each release.
func writeSome(w io.Writer, write func(io.Writer) error) error {
	var whole bytes.Buffer
	if err := write(&whole); err != nil {
		return err
	}
	first := true
	for line := range bytes.Lines(whole.Bytes()) {
		if first || kept(line) {
			if _, err := w.Write(line); err != nil {
				return err
			}
		}
		first = false
	}
	return nil
}

func kept(line []byte) bool {
	_, rest, _ := bytes.Cut(line, []byte(`"id":"`))
	id, _, _ := bytes.Cut(rest, []byte(`"`))
	return crc32.ChecksumIEEE(id)%keptOf == 0
}
