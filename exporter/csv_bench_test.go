package exporter_test

import (
	"encoding/csv"
	"io"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// BenchmarkCSV writes the same claims from memory with WriteCSV and with encoding/csv (docs/reference/performance.md 2).
func BenchmarkCSV(b *testing.B) {
	rows := claimRows(20_000)
	takeTurns(b, benchRows,
		way{"claimsdesk", func(w io.Writer) error {
			_, err := exporter.WriteCSV(b.Context(), w, repeat(claims.Claims, rows, benchRows), exporter.CSVOptions{Guard: true})
			return err
		}},
		way{"encoding", func(w io.Writer) error { return writeEncodingCSV(w, repeat(claims.Claims, rows, benchRows)) }})
}

// writeEncodingCSV is what one would write with the standard library: each cell as text, guarded where it is text.
func writeEncodingCSV(w io.Writer, src exporter.RowSource) error {
	out := csv.NewWriter(w)
	columns := src.Columns()
	record := make([]string, len(columns))
	for i, c := range columns {
		record[i] = c.Name
	}
	for {
		if err := out.Write(record); err != nil {
			return err
		}
		if !src.Next() {
			out.Flush()
			return out.Error()
		}
		for i, v := range src.Values() {
			record[i] = v.Format(columns[i].Kind)
			if columns[i].Kind == claims.Text {
				record[i] = exporter.Guard(record[i])
			}
		}
	}
}

func BenchmarkCSVMemory(b *testing.B) {
	memoryOf(b, func(w io.Writer, src exporter.RowSource) error {
		_, err := exporter.WriteCSV(b.Context(), w, src, exporter.CSVOptions{})
		return err
	})
}
