package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// crowdFolder is the data folder that the window opens, and crowdPeople how many people are in it, with 25 claims each.
func (cfg config) crowdFolder() string {
	return filepath.Join(cfg.dir, "crowd-"+strconv.Itoa(cfg.crowdPeople()))
}

func (cfg config) crowdPeople() int {
	if cfg.large {
		return 60_000 // 1.5 million claims, and more people than a list shows
	}
	return 2000
}

// lineWindow runs the window's own benchmarks, which draw in memory. A first paint and an import
// are those of a process of their own; the median of several counts.
func lineWindow(ctx context.Context, cfg config, _ dataset, t *table) error {
	binary := filepath.Join(cfg.dir, "ui.test")
	build := exec.CommandContext(ctx, cfg.goTool, "test", "-c", "-tags", "ci", "-o", binary, "./ui") //nolint:gosec // the go command that built this
	build.Dir = filepath.Dir(cfg.here)
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOWORK=off")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("build the window's benchmarks: %w: %s", err, bytes.TrimSpace(out))
	}
	all := map[string][]float64{}
	for range cfg.runs {
		m, err := windowMetrics(ctx, cfg, binary, "(first-paint|importing)", 1)
		if err != nil {
			return err
		}
		for unit, value := range m {
			all[unit] = append(all[unit], value)
		}
	}
	middle := func(unit string) float64 {
		slices.Sort(all[unit])
		return all[unit][len(all[unit])/2]
	}
	size := fmt.Sprintf("%d claims", cfg.crowdPeople()*25)
	if err := errors.Join(
		t.told("window, ready with its figures, "+size, fmt.Sprintf("%.0f ms", middle("ready-max-ms"))),
		t.limit("window, first paint, in memory, "+size, middle("painted-max-ms"), 1000, "%.0f ms"),
	); err != nil {
		return err
	}
	m, err := windowMetrics(ctx, cfg, binary, "(search|pages)", cfg.runs)
	if err != nil {
		return err
	}
	const wait, freeze = 100, 50
	return errors.Join(
		t.limit("window, search: last letter to people found (95 %)", m["found-p95-ms"], wait, "%.0f ms"),
		t.limit("window, a page of 200 rows of a list (95 %)", m["flip-p95-ms"], wait, "%.0f ms"),
		t.limit("window, another page (95 %)", m["turn-p95-ms"], wait, "%.0f ms"),
		t.limit("window, import: longest turn", middle("busy-max-ms"), freeze, "%.0f ms"),
		t.limit("window, import: latest frame", middle("late-max-ms"), freeze, "%.0f ms"),
		t.told("window, import: lateness of a frame (50 %, 99 %)", fmt.Sprintf("%.1f ms, %.1f ms", middle("late-p50-ms"), middle("late-p99-ms"))),
	)
}

// windowMetrics runs some of the window's benchmarks and returns what they report, by unit.
func windowMetrics(ctx context.Context, cfg config, binary, which string, times int) (map[string]float64, error) {
	cmd := exec.CommandContext(ctx, binary, "-test.run", "^$", "-test.bench", "BenchmarkWindow/"+which, "-test.benchtime", strconv.Itoa(times)+"x",
		"-crowd", strconv.Itoa(cfg.crowdPeople()), "-crowd-folder", cfg.crowdFolder()) //nolint:gosec // built above
	cmd.Dir = filepath.Join(filepath.Dir(cfg.here), "ui")
	var said bytes.Buffer
	cmd.Stderr = &said
	printed, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("run the window's benchmarks: %w: %s%s", err, bytes.TrimSpace(printed), bytes.TrimSpace(said.Bytes()))
	}
	metrics := map[string]float64{}
	for text := range strings.Lines(string(printed)) {
		fields := strings.Fields(text)
		for i := 2; i+1 < len(fields) && strings.HasPrefix(fields[0], "Benchmark"); i += 2 {
			if value, err := strconv.ParseFloat(fields[i], 64); err == nil {
				metrics[fields[i+1]] = value
			}
		}
	}
	return metrics, nil
}

// lineScreen opens the real window on a screen of its own: until the picture rests, and what the processor does afterwards.
func lineScreen(ctx context.Context, cfg config, _ dataset, t *table) error {
	const name = "window on a screen"
	if _, err := os.Stat(cfg.window); cfg.window == "" || errors.Is(err, fs.ErrNotExist) {
		return t.absent(name, "the window is not built")
	}
	server := found("Xvfb")
	if server.absent != "" {
		return t.absent(name, server.absent)
	}
	s, err := openScreen(ctx, server.path, filepath.Join(cfg.dir, "screen"))
	if err != nil {
		return err
	}
	defer s.close()
	var rests []float64
	var idle float64
	for i := range cfg.runs {
		rest, cpu, err := s.look(ctx, cfg, i == cfg.runs-1)
		if err != nil {
			return err
		}
		rests, idle = append(rests, rest.Seconds()*1000), cpu
	}
	slices.Sort(rests)
	if !s.opened() {
		return t.absent(name, "the window that is built does not open these data")
	}
	return errors.Join(
		t.limit(fmt.Sprintf("%s: start to whole picture, %d claims", name, cfg.crowdPeople()*25), rests[len(rests)/2], 1000, "%.0f ms"),
		t.limit(name+": processor at rest", idle, 1, "%.1f %%"),
	)
}
