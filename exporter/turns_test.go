package exporter_test

import (
	"io"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// way is one of the ways to write the same rows.
type way struct {
	name  string
	write func(io.Writer) error
}

// takeTurns writes with each way in turn, and prints medians: rows a second of each, and by how much the first is faster than
// each other.
func takeTurns(b *testing.B, rows int, ways ...way) {
	b.Helper()
	times, sizes := make([][]time.Duration, len(ways)), make([]int64, len(ways))
	for b.Loop() {
		for i, way := range ways {
			var out counted
			runtime.GC()
			start := time.Now()
			if err := way.write(&out); err != nil {
				b.Fatal(err)
			}
			times[i], sizes[i] = append(times[i], time.Since(start)), out.bytes
		}
	}
	for i, way := range ways {
		b.ReportMetric(float64(rows)/median(times[i]).Seconds(), way.name+"-rows/s")
		b.ReportMetric(float64(sizes[i])/float64(rows), way.name+"-B/row")
		if i > 0 {
			b.ReportMetric(median(times[i]).Seconds()/median(times[0]).Seconds(), "x-"+way.name)
		}
	}
}

// memoryOf prints by how much the heap grew, at most, while rows were written: it stays flat.
func memoryOf(b *testing.B, write func(io.Writer, exporter.RowSource) error) {
	b.Helper()
	rows := claimRows(20_000)
	for _, total := range []int{100_000, 1_000_000} {
		b.Run(map[int]string{100_000: "100k", 1_000_000: "1M"}[total], func(b *testing.B) {
			var peak uint64
			for b.Loop() {
				runtime.GC()
				before := heap()
				src := &watched{repeated: repeat(claims.Claims, rows, total)}
				if err := write(sink{src}, src); err != nil {
					b.Fatal(err)
				}
				peak = max(peak, src.peak-min(before, src.peak))
			}
			b.ReportMetric(float64(peak)/(1<<20), "heap-MiB")
		})
	}
}

// watched looks at the heap now and then.
type watched struct {
	*repeated
	peak uint64
}

func (w *watched) Next() bool {
	if w.at%20_000 == 0 {
		w.peak = max(w.peak, heap())
	}
	return w.repeated.Next()
}

// sink looks at the heap while what was made is written out.
type sink struct{ *watched }

func (s sink) Write(p []byte) (int, error) {
	s.peak = max(s.peak, heap())
	return len(p), nil
}

// Close makes a ClosableSource.
func (w *watched) Close() error { return nil }

// heap is how many bytes the heap holds, garbage included.
func heap() uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// counted counts what is written.
type counted struct{ bytes int64 }

func (c *counted) Write(p []byte) (int, error) {
	c.bytes += int64(len(p))
	return len(p), nil
}

func median(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}
