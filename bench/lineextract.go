package main

import (
	"context"
	"encoding/json"
	"fmt"
	"runtime"

	"github.com/valyala/fastjson"

	"github.com/claimsdesk/claimsdesk/bench/plain"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
)

// sampleBytes is how much NDJSON the lines hold that run in memory.
const sampleBytes = 48 << 20

// lineExtract measures bytes to rows on one core. The peers do less: encoding/json fills small structs and makes no rows,
// fastjson makes a tree of values.
func lineExtract(ctx context.Context, cfg config, d dataset, t *table) error {
	lines, err := d.sample(sampleBytes)
	if err != nil {
		return err
	}
	readers := map[string]*fhir.Reader{}
	for api := range lines {
		readers[api] = fhir.NewReader(fhir.Options{Version: api})
	}
	var parser fastjson.Parser
	var arena fhir.Arena // as an import has for each batch
	ways := map[string]func(api string, line []byte) error{
		"ours": func(api string, line []byte) error {
			arena.Reset()
			_, err := readers[api].ParseInto(&arena, line)
			return err
		},
		"encoding/json": func(_ string, line []byte) error { var e plain.EOB; return json.Unmarshal(line, &e) },
		"fastjson":      func(_ string, line []byte) error { _, err := parser.ParseBytes(line); return err },
	}
	var sides []side
	for _, name := range []string{"ours", "encoding/json", "fastjson"} {
		sides = append(sides, side{name: name, measure: func(context.Context) (cost, error) {
			return timed(func() error { return eachOf(lines, ways[name]) })
		}})
	}
	took, err := alternate(ctx, cfg.runs, sides)
	if err != nil {
		return err
	}
	work := amountOf(lines)
	goals := map[string]float64{"encoding/json": 8, "fastjson": 1.3}
	for _, peer := range sides[1:] {
		if err := t.faster("extract / "+peer.name, took["ours"].wall, took[peer.name].wall, work, goals[peer.name]); err != nil {
			return err
		}
	}
	allocs, err := allocations(func() error { return eachOf(lines, ways["ours"]) })
	if err != nil {
		return err
	}
	return t.limit("extract, allocations per EOB", float64(allocs)/float64(work.claims), 0.5, "%.1f")
}

func eachOf(lines map[string][][]byte, do func(api string, line []byte) error) error {
	for _, api := range []string{claims.V2, claims.V3} {
		for i, line := range lines[api] {
			if err := do(api, line); err != nil {
				return fmt.Errorf("%s line %d: %w", api, i, err)
			}
		}
	}
	return nil
}

// allocations counts what work allocates; nothing else runs beside it.
func allocations(work func() error) (uint64, error) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	err := work()
	runtime.ReadMemStats(&after)
	return after.Mallocs - before.Mallocs, err
}
