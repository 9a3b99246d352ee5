package exporter_test

import (
	"io"
	"reflect"
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
// and prints the medians (docs/reference/performance.md 2). The struct writer gets ready-made structs: turning values into
// them is not counted against it. It runs without dictionaries, as it does unless told otherwise, and with one on every column.
func BenchmarkParquet(b *testing.B) {
	rows := syntheticRows(b, claims.Claims, 200)
	plain, dictionaries := structs[plainClaim](b, rows), structs[dictionaryClaim](b, rows)
	ways := []struct {
		name  string
		write func(io.Writer) error
	}{
		{"claimsdesk", func(w io.Writer) error {
			_, err := exporter.WriteParquet(b.Context(), w, repeat(claims.Claims, rows, benchRows), exporter.ParquetOptions{Table: "claims", SortedBy: []string{"api_version", "fhir_id"}})
			return err
		}},
		{"plain", func(w io.Writer) error { return writeStructs(w, plain) }},
		{"dictionaries", func(w io.Writer) error { return writeStructs(w, dictionaries) }},
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
		b.ReportMetric(float64(sizes[i])/benchRows, way.name+"-B/row")
	}
	b.ReportMetric(median(times[1]).Seconds()/median(times[0]).Seconds(), "x-plain")
	b.ReportMetric(median(times[2]).Seconds()/median(times[0]).Seconds(), "x-dictionaries")
}

// BenchmarkParquetMemory prints the most that the heap held while rows were written: it stays flat.
func BenchmarkParquetMemory(b *testing.B) {
	rows := syntheticRows(b, claims.Claims, 50)
	for _, total := range []int{100_000, 1_000_000} {
		name := map[int]string{100_000: "100k", 1_000_000: "1M"}[total]
		b.Run(name, func(b *testing.B) {
			var peak uint64
			for b.Loop() {
				src := &watched{repeated: repeat(claims.Claims, rows, total)}
				if _, err := exporter.WriteParquet(b.Context(), &counted{}, src, exporter.ParquetOptions{}); err != nil {
					b.Fatal(err)
				}
				peak = max(peak, src.peak)
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
		var stats runtime.MemStats
		runtime.ReadMemStats(&stats)
		w.peak = max(w.peak, stats.HeapAlloc)
	}
	return w.repeated.Next()
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

func structs[T any](tb testing.TB, rows [][]claims.Value) []T {
	tb.Helper()
	different := make([]T, len(rows))
	for i := range different {
		fill(tb, reflect.ValueOf(&different[i]).Elem(), rows[i])
	}
	all := make([]T, 0, benchRows)
	for len(all) < benchRows {
		all = append(all, different[:min(len(different), benchRows-len(all))]...)
	}
	return all
}

func writeStructs[T any](out io.Writer, structs []T) error {
	w := parquet.NewGenericWriter[T](out, parquet.MaxRowsPerRowGroup(128<<10))
	for batch := range slices.Chunk(structs, 1024) {
		if _, err := w.Write(batch); err != nil {
			return err
		}
	}
	return w.Close()
}

// fill sets the fields of a struct, which stand in the order of the table's columns.
func fill(tb testing.TB, record reflect.Value, values []claims.Value) {
	tb.Helper()
	for i, c := range claims.TableOf(claims.Claims).Columns {
		field, v := record.Field(i), values[i]
		if !v.Set {
			continue
		}
		switch c.Kind {
		case claims.Text:
			field.SetString(v.Text)
		case claims.Date:
			t, ok := claims.CalendarDate(v.Text)
			if !ok {
				tb.Fatalf("%s is no date", c.Name)
			}
			field.Set(reflect.ValueOf(new(int32(t.Unix() / 86400))))
		case claims.Timestamp:
			t, err := time.Parse(time.RFC3339Nano, v.Text)
			if err != nil {
				tb.Fatal(err)
			}
			field.Set(reflect.ValueOf(new(t.UnixMicro())))
		case claims.Bool:
			field.Set(reflect.ValueOf(new(v.Int != 0)))
		default:
			field.Set(reflect.ValueOf(new(v.Int)))
		}
	}
}
