package fhir

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// The benchmarks read generated claims: go test ./fhir -run '^$' -bench . -cpu 1 -count 5 | benchstat -

// BenchmarkParse is what an import does with a line: rows and hash.
func BenchmarkParse(b *testing.B) {
	eachVersion(b, func(b *testing.B, version string, lines [][]byte) {
		reader, arena := NewReader(Options{Version: version, Now: noon}), new(Arena)
		eachLine(b, lines, arena.Reset, func(line []byte) error {
			_, err := reader.ParseInto(arena, line)
			return err
		})
	})
}

// BenchmarkExtract makes the rows alone, without the hash.
func BenchmarkExtract(b *testing.B) {
	eachVersion(b, func(b *testing.B, version string, lines [][]byte) {
		reader, arena := NewReader(Options{Version: version, Now: noon}), new(Arena)
		eachLine(b, lines, arena.Reset, func(line []byte) error {
			resourceType, _ := reader.decode(line, viewOf(line))
			reader.rows(resourceType, scope{version: version, today: reader.today(), arena: arena, work: &reader.work, texts: &reader.texts})
			return nil
		})
	})
}

// BenchmarkDecode reads the lines into structs, without rules.
func BenchmarkDecode(b *testing.B) {
	eachVersion(b, func(b *testing.B, version string, lines [][]byte) {
		reader := NewReader(Options{Version: version, Now: noon})
		eachLine(b, lines, func() {}, func(line []byte) error {
			reader.decode(line, viewOf(line))
			return nil
		})
	})
}

// BenchmarkReference makes the same rows with encoding/json into the same structs.
func BenchmarkReference(b *testing.B) {
	eachVersion(b, func(b *testing.B, version string, lines [][]byte) {
		in := scope{version: version, today: noon().Format(time.DateOnly)}
		eachLine(b, lines, func() {}, func(line []byte) error {
			_, err := referenceRows(line, claims.TypeEOB, in)
			return err
		})
	})
}

// eachLine runs read over all lines; done follows each batch.
func eachLine(b *testing.B, lines [][]byte, done func(), read func([]byte) error) {
	b.Helper()
	size := 0
	for _, line := range lines {
		size += len(line)
	}
	b.SetBytes(int64(size))
	b.ReportAllocs()
	start := time.Now()
	rounds := 0
	for b.Loop() {
		for i, line := range lines {
			if err := read(line); err != nil {
				b.Fatal(err)
			}
			if i%64 == 63 { // about what an import takes as a batch
				done()
			}
		}
		done()
		rounds++
	}
	b.ReportMetric(float64(rounds*len(lines))/time.Since(start).Seconds(), "EOB/s")
}

func eachVersion(b *testing.B, run func(*testing.B, string, [][]byte)) {
	b.Helper()
	for _, version := range []string{claims.V2, claims.V3} {
		b.Run(version, func(b *testing.B) {
			dir := b.TempDir()
			config := synth.Config{Seed: 1, People: 8, Years: 2, Releases: 1}
			if _, err := practice.WriteFiles(b.Context(), practice.Generate{Population: config, Version: version, Dir: dir}); err != nil {
				b.Fatal(err)
			}
			text, err := os.ReadFile(filepath.Join(dir, claims.TypeEOB+"-1.ndjson"))
			if err != nil {
				b.Fatal(err)
			}
			run(b, version, bytes.Split(bytes.TrimSpace(text), []byte("\n")))
		})
	}
}
