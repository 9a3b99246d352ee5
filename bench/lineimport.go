package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/valyala/fastjson"
	"golang.org/x/sync/errgroup"

	"github.com/claimsdesk/claimsdesk/bench/plain"
)

// Names of the sides of an import.
const (
	sideOurs    = "claimsctl"
	sidePlain   = "plain"
	sidePython  = "python"
	sideDuckDB  = "duckdb"
	sideCeiling = "ceiling"
)

// lineImport measures a whole import, as a program of its own, against what a user would pick instead and against the
// ceiling: reading, unpacking and tokenising the same lines on all cores with nothing stored. The last data folder of ours stays.
func lineImport(ctx context.Context, cfg config, d dataset, t *table) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	python, node := found("python3"), found("node")
	sides := []side{
		{name: sideOurs, measure: func(ctx context.Context) (cost, error) { return importOurs(ctx, cfg, cfg.ours(), d.files) }},
		cfg.loader(sidePlain, "", self, append([]string{"side", sidePlain, cfg.out(sidePlain)}, d.files...)),
		cfg.loader(sidePython, python.absent, python.path, append([]string{filepath.Join(cfg.here, "loader.py"), cfg.out(sidePython)}, d.files...)),
		cfg.loader(sideDuckDB, duckAbsent(cfg, node), node.path, append([]string{filepath.Join(cfg.here, "duckdb.cjs"), cfg.out(sideDuckDB)}, d.files...)),
		cfg.loader(sideCeiling, "", self, append([]string{"side", sideCeiling, ""}, d.files...)),
	}
	if cfg.large {
		sides = sides[:1]
	}
	took, err := alternate(ctx, cfg.runs, sides)
	if err != nil {
		return err
	}
	ours := took[sideOurs]
	if err := t.told("import", d.work.rate(ours.wall)); err != nil {
		return err
	}
	goals := map[string]float64{sidePlain: 6, sidePython: 5, sideDuckDB: 1.5, sideCeiling: 0.40}
	for _, s := range sides[1:] {
		name := "import / " + s.name
		if s.absent != "" {
			err = t.absent(name, s.absent)
		} else {
			err = t.faster(name, ours.wall, took[s.name].wall, d.work, goals[s.name])
		}
		if err != nil {
			return err
		}
	}
	if err := t.told("import, user CPU", fmt.Sprintf("%.2f s of %.2f s wall", ours.user.Seconds(), ours.wall.Seconds())); err != nil {
		return err
	}
	if ours.peak == 0 {
		return t.absent("import, memory", "no /proc here")
	}
	return t.limit("import, memory (VmHWM)", float64(ours.peak)/(1<<20), 150, "%.0f MB")
}

// importOurs imports files into a new data folder.
func importOurs(ctx context.Context, cfg config, data string, files []string) (cost, error) {
	if err := os.RemoveAll(data); err != nil {
		return cost{}, err
	}
	args := append([]string{"import", "--quiet", "--data", data, "--set", setName}, files...)
	return process(exec.CommandContext(ctx, cfg.program, args...)) //nolint:gosec // the program that this benchmark measures
}

// loader is a side that is a program of its own and writes cfg.out(name).
func (cfg config) loader(name, absent, program string, args []string) side {
	return side{name, absent, func(ctx context.Context) (cost, error) {
		if err := removeDatabase(cfg.out(name)); err != nil {
			return cost{}, err
		}
		cmd := exec.CommandContext(ctx, program, args...) //nolint:gosec // programs of this folder
		cmd.Env = append(os.Environ(), "NODE_PATH="+nodeModules(cfg))
		took, err := process(cmd)
		if err != nil {
			return cost{}, err
		}
		return took, removeDatabase(cfg.out(name))
	}}
}

// runSide is the process that a side of this program runs in: side NAME DATABASE FILE...
func runSide(ctx context.Context, args []string) error {
	if len(args) < 3 {
		return fmt.Errorf("side wants a name, a database and files")
	}
	if args[0] == sideCeiling {
		return ceiling(ctx, args[2:])
	}
	_, err := plain.Load(ctx, args[1], args[2:])
	return err
}

// ceiling unpacks and tokenises the files on all cores.
func ceiling(ctx context.Context, files []string) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, file := range files {
		group.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return tokenise(file)
		})
	}
	return group.Wait()
}

func tokenise(path string) error {
	var scanner fastjson.Scanner
	return plain.EachLine(path, func(line []byte) error {
		scanner.InitBytes(line)
		for scanner.Next() {
		}
		return scanner.Error()
	})
}
