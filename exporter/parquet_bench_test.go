package exporter_test

import (
	"io"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// benchRows is how many claims the benchmarks write: two row groups.
const benchRows = 200_000

// BenchmarkParquet writes the same claims from memory with WriteParquet and with the struct writer of parquet-go, in turns,
// and prints the medians (docs/reference/performance.md 2). "ready" is the struct writer fed with structs that were made
// beforehand, so that reading values costs it nothing.
func BenchmarkParquet(b *testing.B) {
	rows := claimRows(20_000)
	ready := make([]plainClaim, benchRows)
	for i := range ready {
		ready[i] = plainRow(rows[i%len(rows)])
	}
	ways := []struct {
		name  string
		write func(io.Writer) error
	}{
		{"claimsdesk", func(w io.Writer) error {
			_, err := exporter.WriteParquet(b.Context(), w, repeat(claims.Claims, rows, benchRows), exporter.ParquetOptions{Table: "claims", SortedBy: []string{"api_version", "fhir_id"}})
			return err
		}},
		{"plain", func(w io.Writer) error { return writePlain(w, repeat(claims.Claims, rows, benchRows)) }},
		{"ready", func(w io.Writer) error { return writeReady(w, ready) }},
	}
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
		b.ReportMetric(benchRows/median(times[i]).Seconds(), way.name+"-rows/s")
	}
	b.ReportMetric(float64(sizes[0])/benchRows, "claimsdesk-B/row")
	b.ReportMetric(float64(sizes[1])/benchRows, "plain-B/row")
	b.ReportMetric(median(times[1]).Seconds()/median(times[0]).Seconds(), "x-plain")
	b.ReportMetric(median(times[2]).Seconds()/median(times[0]).Seconds(), "x-ready")
}

// BenchmarkParquetMemory prints by how much the heap grew, at most, while rows were written: it stays flat.
func BenchmarkParquetMemory(b *testing.B) {
	rows := claimRows(20_000)
	for _, total := range []int{100_000, 1_000_000} {
		name := map[int]string{100_000: "100k", 1_000_000: "1M"}[total]
		b.Run(name, func(b *testing.B) {
			var peak uint64
			for b.Loop() {
				runtime.GC()
				before := heap()
				src := &watched{repeated: repeat(claims.Claims, rows, total)}
				if _, err := exporter.WriteParquet(b.Context(), &counted{}, src, exporter.ParquetOptions{}); err != nil {
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

// structsAtOnce is how many structs the struct writer gets at a time.
const structsAtOnce = 1024

func structWriter(out io.Writer) *parquet.GenericWriter[plainClaim] {
	return parquet.NewGenericWriter[plainClaim](out, parquet.MaxRowsPerRowGroup(128<<10))
}

func writePlain(out io.Writer, src exporter.RowSource) error {
	w := structWriter(out)
	batch := make([]plainClaim, 0, structsAtOnce)
	for more := true; more; {
		batch = batch[:0]
		for len(batch) < structsAtOnce {
			if more = src.Next(); !more {
				break
			}
			batch = append(batch, plainRow(src.Values()))
		}
		if _, err := w.Write(batch); err != nil {
			return err
		}
	}
	return w.Close()
}

func writeReady(out io.Writer, ready []plainClaim) error {
	w := structWriter(out)
	for batch := range slices.Chunk(ready, structsAtOnce) {
		if _, err := w.Write(batch); err != nil {
			return err
		}
	}
	return w.Close()
}
