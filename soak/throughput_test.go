package soak_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/time/rate"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// What a refresh of many people must keep to.
const (
	fewPeople  = 100
	manyPeople = 300
	// slowest is the rate at which CMS serves on a slow day, in bytes a second (docs/reference/performance.md 3).
	slowest = 5e6
	// growth is how much more memory three times the people may take.
	growth = 1.25
)

// load is what one way of fetching came to.
type load struct {
	wire, plain int64
	took        time.Duration
	busy        time.Duration // processor time of the program; 0 where it was not looked at
	peak        int64         // resident memory at most, bytes; 0 where it was not looked at
}

// String prints a load with rates in MB a second.
func (l load) String() string {
	const mega = 1e6
	text := fmt.Sprintf("%.1f MB packed, %.0f MB plain in %s: %.1f MB/s packed, %.0f MB/s plain", float64(l.wire)/mega, float64(l.plain)/mega,
		l.took.Round(10*time.Millisecond), float64(l.wire)/l.took.Seconds()/mega, l.rate()/mega)
	if l.peak > 0 {
		text += fmt.Sprintf(", %s of processor time, at most %.0f MB of memory", l.busy.Round(10*time.Millisecond), float64(l.peak)/mega)
	}
	return text
}

// rate is in bytes of NDJSON a second.
func (l load) rate() float64 { return float64(l.plain) / l.took.Seconds() }

// served are made-up people whose files lie ready on disk, so that the server costs next to nothing.
type served struct {
	address *httptest.Server
	server  *practice.Server
}

func newServed(t *testing.T, count int) *served {
	t.Helper()
	dir := t.TempDir()
	_, err := practice.WriteFiles(t.Context(), practice.Generate{
		Population: synth.Config{People: count, Years: 3, Seed: 1, End: lastDay()}, Version: claims.V3, Dir: dir, Gzip: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	source, err := practice.NewFileSource(dir, claims.V3)
	if err != nil {
		t.Fatal(err)
	}
	s := &served{}
	if s.server, err = practice.New(practice.Config{Source: source, Quirks: practice.AllQuirks, MinJobTime: time.Millisecond}); err != nil {
		t.Fatal(err)
	}
	s.address = httptest.NewServer(s.server)
	t.Cleanup(s.address.Close)
	return s
}

// downloaded fetches every file, as a refresh does, and throws it away.
func (s *served) downloaded(t *testing.T) load {
	t.Helper()
	config := bcda.Config{Origin: s.address.URL, Version: bcda.V3, Limiter: rate.NewLimiter(rate.Inf, 1), WaitScale: 1e-4}
	tokens, err := bcda.NewBasicTokens(config, s.server.ClientID(), bcda.NewSecret(s.server.ClientSecret()))
	if err != nil {
		t.Fatal(err)
	}
	config.Tokens = tokens
	client, err := bcda.New(config)
	if err != nil {
		t.Fatal(err)
	}
	files := listed(t, client)
	var wire, plain atomic.Int64
	began := time.Now()
	group, ctx := errgroup.WithContext(t.Context())
	const sideBySide = 4 // as the refresh does
	group.SetLimit(sideBySide)
	for _, f := range files {
		group.Go(func() error {
			stats, err := client.Fetch(ctx, f, func(r io.Reader) error {
				_, err := io.Copy(io.Discard, r)
				return err
			})
			wire.Add(stats.CompressedBytes)
			plain.Add(stats.PlainBytes)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		t.Fatal(err)
	}
	return load{wire: wire.Load(), plain: plain.Load(), took: time.Since(began)}
}

// listed starts an export of everything and waits for its files.
func listed(t *testing.T, client *bcda.Client) []bcda.File {
	t.Helper()
	id, err := client.StartExport(t.Context(), bcda.ExportRequest{Group: practice.GroupAll})
	if err != nil {
		t.Fatal(err)
	}
	for polls := 1; ; polls++ {
		status, err := client.Job(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if status.State == bcda.StateComplete {
			return status.Manifest.Output
		}
		if err := client.Wait(t.Context(), bcda.PollDelay(polls, 0)); err != nil {
			t.Fatal(err)
		}
	}
}

// refreshed runs claimsctl refresh and watches its memory.
func (s *served) refreshed(t *testing.T) load {
	t.Helper()
	claimsctl(t)
	dir := connected(t, connection{origin: s.address.URL, server: s.server, version: claims.V3, now: time.Now})
	began := time.Now()
	program := startRefresh(t, dir)
	peak := watchMemory(t.Context(), program)
	took := time.Since(began)
	if !program.ended(t) {
		t.Fatalf("claimsctl ended with %v", program.err)
	}
	spent := program.cmd.ProcessState
	return load{took: took, busy: spent.UserTime() + spent.SystemTime(), peak: peak}
}

// watchMemory looks at the most memory that a program has had, until it ends.
func watchMemory(ctx context.Context, program *run) (peak int64) {
	ticker := time.NewTicker(10 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case <-program.done:
			return peak
		case <-ctx.Done():
			return peak
		case <-ticker.C:
			peak = max(peak, mostResident(program.cmd.Process.Pid))
		}
	}
}

// mostResident is VmHWM of proc(5) in bytes; 0 for a program that is over.
func mostResident(pid int) int64 {
	file, err := os.Open(filepath.Join("/proc", strconv.Itoa(pid), "status"))
	if err != nil {
		return 0
	}
	defer func() { _ = file.Close() }() // nothing was written
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if text, ok := strings.CutPrefix(lines.Text(), "VmHWM:"); ok {
			kilo, _ := strconv.ParseInt(strings.Fields(text)[0], 10, 64) // 0 for what is no number
			return kilo << 10
		}
	}
	return 0
}

// TestThroughput downloads the history of many people alone and in a whole refresh, over loopback, and looks at the
// memory that the program takes.
func TestThroughput(t *testing.T) {
	if !soaking() {
		t.Skip("takes minutes: make soak")
	}
	if runtime.GOOS != "linux" {
		t.Skip("memory is read from /proc")
	}
	var refreshes []load
	for _, count := range []int{fewPeople, manyPeople} {
		s := newServed(t, count)
		alone := s.downloaded(t)
		whole := s.refreshed(t)
		whole.wire, whole.plain = alone.wire, alone.plain
		t.Logf("%d people, downloads alone: %s", count, alone)
		t.Logf("%d people, whole refresh: %s", count, whole)
		if whole.rate() < slowest {
			t.Errorf("a refresh takes %.1f MB/s in, CMS serves %.1f", whole.rate()/1e6, slowest/1e6)
		}
		refreshes = append(refreshes, whole)
	}
	if got := float64(refreshes[1].peak) / float64(refreshes[0].peak); got > growth {
		t.Errorf("memory grows %.2f times from %d to %d people, want at most %.2f", got, fewPeople, manyPeople, growth)
	}
}
