package practice

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// Generate says which exports to write as files.
type Generate struct {
	Population synth.Config
	Version    string // "v2" or "v3"
	Dir        string // takes the base export; follow-up k goes to its sub-folder delta-k
	Deltas     int    // number of follow-up exports, each 21 days later
	Batch      int    // people per EOB file; zero is 50
	Gzip       bool
}

// Written is what one export came to.
type Written struct {
	Dir       string
	Files     int
	Resources map[string]int
	Bytes     int64 // plain
}

// WriteFiles writes exports as NDJSON files with a manifest.json each, the way a client would have saved them. The same
// Generate always writes the same bytes. Existing files of the same names are replaced.
func WriteFiles(ctx context.Context, g Generate) ([]Written, error) {
	if g.Deltas > g.Population.Releases {
		g.Population.Releases = g.Deltas
	}
	source := NewPopulation(synth.New(g.Population))
	if source.Types(g.Version) == nil {
		return nil, fmt.Errorf("generate: no version %q", g.Version)
	}
	var all []Written
	for release := range g.Deltas + 1 {
		w := &exportWriter{g: g, release: release, dir: g.Dir}
		if release > 0 {
			w.dir = filepath.Join(g.Dir, fmt.Sprintf("delta-%d", release))
		}
		written, err := w.write(ctx, source)
		if err != nil {
			return all, err
		}
		all = append(all, written)
	}
	return all, nil
}

// loaded is the time at which a release was loaded: 03:00 UTC on its day.
func (g Generate) loaded(release int) time.Time {
	day := g.Population.End.AddDate(0, 0, release*synth.ReleaseDays)
	return time.Date(day.Year(), day.Month(), day.Day(), 3, 0, 0, 0, time.UTC)
}

// exportWriter writes one export.
type exportWriter struct {
	g       Generate
	release int
	dir     string
	counts  map[string]int // files by type
	out     Written
	files   savedLists
}

type savedLists struct {
	Output []savedFile `json:"output"`
	Error  []savedFile `json:"error"`
}

type savedFile struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

func (w *exportWriter) query(types []string) Query {
	q := Query{
		Version: w.g.Version, Group: GroupAll, Types: types, Release: w.release, Now: w.g.loaded(w.release),
		Batches: batches(w.g.Batch, NoQuirks),
	}
	for r := range w.release + 1 {
		q.Loaded = append(q.Loaded, w.g.loaded(r))
	}
	if w.release > 0 {
		q.Since = w.g.loaded(w.release - 1)
	}
	return q
}

func (w *exportWriter) write(ctx context.Context, source *Population) (Written, error) {
	if err := os.MkdirAll(w.dir, 0o700); err != nil {
		return Written{}, fmt.Errorf("generate: %w", err)
	}
	w.counts, w.out = map[string]int{}, Written{Dir: w.dir, Resources: map[string]int{}}
	w.files = savedLists{Output: []savedFile{}, Error: []savedFile{}}
	q := w.query(source.Types(w.g.Version))
	if err := source.Files(ctx, q, w.file); err != nil {
		return w.out, err
	}
	return w.out, w.manifest(q)
}

// file writes one file; one without lines is left out, as the server leaves it out of a manifest.
func (w *exportWriter) file(spec FileSpec) error {
	w.counts[spec.Type]++
	name := fmt.Sprintf("%s-%d", spec.Type, w.counts[spec.Type])
	if spec.IsError {
		name += "-error"
	}
	name += ".ndjson"
	if w.g.Gzip {
		name += ".gz"
	}
	path := filepath.Join(w.dir, name)
	lines, size, err := writeNDJSON(path, w.g.Gzip, spec.Write)
	if err != nil {
		return fmt.Errorf("generate %s: %w", name, err)
	}
	if lines == 0 {
		return os.Remove(path)
	}
	entry := savedFile{Type: spec.Type, URL: name}
	if spec.IsError {
		w.files.Error = append(w.files.Error, entry)
		return nil
	}
	w.files.Output = append(w.files.Output, entry)
	w.out.Files++
	w.out.Resources[spec.Type] += lines
	w.out.Bytes += size
	return nil
}

func writeNDJSON(path string, compressed bool, write func(io.Writer) error) (lines int, size int64, err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	buffered := bufio.NewWriterSize(f, 256<<10)
	counter := &lineCounter{to: buffered}
	if !compressed {
		return finish(counter, write, buffered.Flush)
	}
	zip := gzip.NewWriter(buffered)
	counter.to = zip
	return finish(counter, write, func() error { return errors.Join(zip.Close(), buffered.Flush()) })
}

func finish(counter *lineCounter, write func(io.Writer) error, end func() error) (int, int64, error) {
	err := errors.Join(write(counter), end())
	return counter.lines, counter.bytes, err
}

// lineCounter counts what passes through it.
type lineCounter struct {
	to    io.Writer
	lines int
	bytes int64
}

func (c *lineCounter) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	c.bytes += int64(n)
	c.lines += bytes.Count(p[:n], []byte{'\n'})
	return n, err
}

// manifest writes manifest.json; addresses are the bare file names, because the files lie beside it.
func (w *exportWriter) manifest(q Query) error {
	request := "/api/" + w.g.Version + "/Group/all/$export"
	if !q.Since.IsZero() {
		request += "?_since=" + url.QueryEscape(q.Since.Format(time.RFC3339))
	}
	data, err := json.MarshalIndent(struct {
		TransactionTime     string `json:"transactionTime"`
		Request             string `json:"request"`
		RequiresAccessToken bool   `json:"requiresAccessToken"`
		savedLists
		JobID int `json:"JobID"`
	}{q.Now.Format(time.RFC3339), request, true, w.files, w.release + 1}, "", " ")
	if err != nil {
		return fmt.Errorf("generate manifest: %w", err)
	}
	if err := os.WriteFile(filepath.Join(w.dir, "manifest.json"), append(data, '\n'), 0o600); err != nil {
		return fmt.Errorf("generate manifest: %w", err)
	}
	return nil
}
