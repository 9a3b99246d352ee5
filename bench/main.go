// The program bench runs this build of ClaimsDesk and its peers on the same files, in turns, and prints one table of
// ratios with their goals (docs/benchmarks.md). `make bench` builds and runs it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
)

// config is what the command line asks for.
type config struct {
	program string // the claimsctl to measure
	here    string // this folder, with loader.py and duckdb.cjs
	dir     string // generated files and databases
	people  int
	years   int
	runs    int  // of each side; the median counts
	large   bool // our side alone, with claims enough for pages and timelines, and how cost grows
	goTool  string
	window  string // the claimsdesk to measure; empty without one
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) > 0 && args[0] == "side" {
		return runSide(ctx, args[1:])
	}
	cfg, err := parse(args)
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "Generating files of %d people, %d years, v2 and v3\n", cfg.people, cfg.years)
	d, err := generate(ctx, cfg, cfg.people)
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "Measuring %d EOBs, %.0f MB; median of %d\n", d.work.claims, float64(d.work.bytes)/1e6, cfg.runs)
	t := &table{progress: os.Stderr}
	for _, measure := range cfg.lines() {
		if err := measure(ctx, cfg, d, t); err != nil {
			return err
		}
	}
	fmt.Printf("%s\n%d EOBs of %d people, %.0f MB of NDJSON (v2 and v3), median of %d.\n\n", machine(), d.work.claims, cfg.people, float64(d.work.bytes)/1e6, cfg.runs)
	return t.markdown(os.Stdout)
}

// lines are what a run measures. A large one asks what depends on the size; peers would take hours to say the same as in a
// small one.
func (cfg config) lines() []func(context.Context, config, dataset, *table) error {
	if cfg.large {
		return []func(context.Context, config, dataset, *table) error{lineImport, lineSize, linePages, lineWindow, lineScreen, lineGrowth}
	}
	return []func(context.Context, config, dataset, *table) error{lineImport, lineSize, linePages, lineExtract, lineWriter, lineGrowth, lineExport, lineWhole, lineWindow, lineScreen}
}

func parse(args []string) (config, error) {
	var cfg config
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.StringVar(&cfg.program, "claimsctl", "", "the claimsctl to measure")
	flags.StringVar(&cfg.here, "here", ".", "the folder bench of the repository")
	flags.StringVar(&cfg.dir, "dir", "", "folder for generated files and databases")
	flags.StringVar(&cfg.goTool, "go", "go", "the go command, for the exporter's own benchmarks")
	flags.StringVar(&cfg.window, "window", "", "the claimsdesk to measure; without it, or where it is not there, its lines stay empty")
	flags.IntVar(&cfg.people, "people", 200, "people in the generated files")
	flags.IntVar(&cfg.years, "years", 3, "years of their history")
	flags.IntVar(&cfg.runs, "runs", 5, "runs of each side")
	flags.BoolVar(&cfg.large, "large", false, "ours alone on much data, and how cost grows with size")
	if err := flags.Parse(args); err != nil {
		return cfg, err
	}
	if cfg.program == "" || cfg.dir == "" || cfg.people < 1 || cfg.years < 1 || cfg.runs < 1 {
		return cfg, errors.New("-claimsctl and -dir are needed; -people, -years and -runs start at 1")
	}
	for _, path := range []*string{&cfg.program, &cfg.here, &cfg.dir, &cfg.window} {
		if *path == "" {
			continue // no window
		}
		var err error
		if *path, err = filepath.Abs(*path); err != nil {
			return cfg, err
		}
	}
	return cfg, os.MkdirAll(cfg.dir, 0o700)
}
