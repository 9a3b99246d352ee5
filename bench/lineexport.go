package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// exportGoals are the goals of the exporter's own benchmarks by the start of their names: they print the ratio to a peer as
// a metric x-PEER.
var exportGoals = map[string]float64{"BenchmarkXLSX": 1.5, "BenchmarkSheet": 1.5, "BenchmarkCSV": 1.7, "BenchmarkParquet": 1.2}

// lineExport runs the exporter's Go benchmarks, which alternate between the sides themselves, and shows their ratios.
func lineExport(ctx context.Context, cfg config, _ dataset, t *table) error {
	cmd := exec.CommandContext(ctx, cfg.goTool, "test", "-run", "^$", "-bench", ".", "-benchtime", strconv.Itoa(cfg.runs)+"x", "./exporter/...") //nolint:gosec // the go command that built this
	cmd.Dir = filepath.Dir(cfg.here)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOWORK=off")
	var said bytes.Buffer
	cmd.Stderr = &said
	printed, err := cmd.Output()
	if err != nil {
		return fmt.Errorf("run the exporter's benchmarks: %w: %s", err, bytes.TrimSpace(said.Bytes()))
	}
	for _, l := range exportLines(string(printed)) {
		if err := t.add(l); err != nil {
			return err
		}
	}
	return nil
}

// exportLines reads the output of go test -bench: NAME COUNT VALUE UNIT ... for each benchmark.
func exportLines(printed string) (lines []line) {
	for text := range strings.Lines(printed) {
		fields := strings.Fields(text)
		if len(fields) < 4 || !strings.HasPrefix(fields[0], "Benchmark") {
			continue
		}
		metrics := map[string]float64{}
		var units []string
		for i := 2; i+1 < len(fields); i += 2 {
			value, err := strconv.ParseFloat(fields[i], 64)
			if err != nil {
				break
			}
			metrics[fields[i+1]] = value
			units = append(units, fields[i+1])
		}
		slices.Sort(units)
		for _, unit := range units {
			if peer, ok := strings.CutPrefix(unit, "x-"); ok {
				lines = append(lines, exportLine(fields[0], peer, metrics))
			}
		}
	}
	return lines
}

func exportLine(benchmark, peer string, metrics map[string]float64) line {
	name, _, _ := strings.Cut(benchmark, "-")
	rate := func(side string) string {
		if v, ok := metrics[side+"-rows/s"]; ok {
			return fmt.Sprintf("%.0f rows/s", v)
		}
		return ""
	}
	ratio := metrics["x-"+peer]
	l := line{name: strings.TrimPrefix(name, "Benchmark") + " / " + peer, ours: rate("claimsdesk"), peer: rate(peer), ratio: fmt.Sprintf("%.2f x", ratio)}
	for start, goal := range exportGoals {
		if strings.HasPrefix(name, start) {
			l.goal, l.mark = fmt.Sprintf(">= %.2f x", goal), reached(ratio >= goal)
		}
	}
	return l
}
