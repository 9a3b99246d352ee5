package main

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestExportLines(t *testing.T) {
	const printed = `goos: linux
BenchmarkParquet-2   5  8310000 ns/op  72462 claimsdesk-rows/s  26514 plain-rows/s  2.73 x-plain
BenchmarkCSV-2       5  1000000 ns/op  1.50 x-encoding/csv
BenchmarkParquetMemory/1M-2  5  100 ns/op
PASS
`
	want := []line{
		{"Parquet / plain", "72462 rows/s", "26514 rows/s", "2.73 x", ">= 1.20 x", "yes"},
		{"CSV / encoding/csv", "", "", "1.50 x", ">= 1.70 x", "NO"},
	}
	if got := exportLines(printed); !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAlternateStartsEachRoundWithAnotherSide(t *testing.T) {
	var order []string
	sideNamed := func(name string, took time.Duration) side {
		return side{name: name, measure: func(context.Context) (cost, error) {
			order = append(order, name)
			return cost{wall: took * time.Duration(len(order)), peak: int64(len(order))}, nil
		}}
	}
	sides := []side{sideNamed("a", 1), sideNamed("b", 10), {name: "c", absent: "not here"}}
	took, err := alternate(t.Context(), 3, sides)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(order, ""), "abbaab"; got != want {
		t.Errorf("order %s, want %s", got, want)
	}
	if got, want := took["a"], (cost{wall: 4, peak: 5}); got != want {
		t.Errorf("median of a is %v, want %v", got, want)
	}
	if _, ok := took["c"]; ok {
		t.Error("a side that is absent has a figure")
	}
}
