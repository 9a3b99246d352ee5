package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// lineWhole exports the claim lines of the last import with claimsctl, from the start of the program to the finished file, beside
// the exporter's own benchmarks, which write rows from memory.
func lineWhole(ctx context.Context, cfg config, _ dataset, t *table) error {
	for _, ending := range []string{"csv", "parquet", "xlsx"} {
		path := filepath.Join(cfg.dir, "whole."+ending)
		args := []string{"export", "--data", cfg.ours(), "--set", setName, "--table", "claim_lines", "--out", path, "--quiet"}
		var costs []cost
		for range cfg.runs {
			c, err := process(exec.CommandContext(ctx, cfg.program, args...)) //nolint:gosec // the program that this benchmark measures
			if err != nil {
				return fmt.Errorf("export %s: %w", ending, err)
			}
			costs = append(costs, c)
			if err := os.Remove(path); err != nil {
				return err
			}
		}
		rows, err := exportedRows(ctx, cfg, path, args)
		if err != nil {
			return err
		}
		c := medianCost(costs)
		said := fmt.Sprintf("%.0f rows/s, %.0f MB", float64(rows)/c.wall.Seconds(), float64(c.peak)/(1<<20))
		if err := t.add(line{name: "whole export to " + ending + ", from the database", ours: said}); err != nil {
			return err
		}
	}
	return nil
}

// exportedRows asks the program how many rows an export has.
func exportedRows(ctx context.Context, cfg config, path string, args []string) (int64, error) {
	printed, err := exec.CommandContext(ctx, cfg.program, append(args, "--json")...).Output() //nolint:gosec // the program that this benchmark measures
	if err != nil {
		return 0, fmt.Errorf("count the rows of an export: %w", err)
	}
	var said struct {
		Sheets []struct {
			Rows int64 `json:"rows"`
		} `json:"sheets"`
	}
	if err := json.Unmarshal(printed, &said); err != nil || len(said.Sheets) != 1 {
		return 0, fmt.Errorf("count the rows of an export: %d sheets, %w", len(said.Sheets), err)
	}
	return said.Sheets[0].Rows, os.Remove(path)
}
