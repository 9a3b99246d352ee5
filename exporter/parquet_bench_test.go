package exporter_test

import (
	"io"
	"slices"
	"testing"

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
	takeTurns(b, benchRows,
		way{"claimsdesk", func(w io.Writer) error {
			_, err := exporter.WriteParquet(b.Context(), w, repeat(claims.Claims, rows, benchRows), exporter.ParquetOptions{Table: "claims", SortedBy: []string{"api_version", "fhir_id"}})
			return err
		}},
		way{"plain", func(w io.Writer) error { return writePlain(w, repeat(claims.Claims, rows, benchRows)) }},
		way{"ready", func(w io.Writer) error { return writeReady(w, ready) }})
}

func BenchmarkParquetMemory(b *testing.B) {
	memoryOf(b, func(w io.Writer, src exporter.RowSource) error {
		_, err := exporter.WriteParquet(b.Context(), w, src, exporter.ParquetOptions{})
		return err
	})
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
