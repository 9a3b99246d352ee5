package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/claimsdesk/claimsdesk/bench/plain"
	"github.com/claimsdesk/claimsdesk/claims"
)

// seed makes the same data in every run.
const seed = 20260101

// dataset is generated files and what they hold.
type dataset struct {
	files []string // .ndjson.gz, in folders v2 and v3
	work  amount
}

// generate makes people's files of both versions, unless an earlier run has made them.
func generate(ctx context.Context, cfg config, people int) (dataset, error) {
	dir := filepath.Join(cfg.dir, fmt.Sprintf("data-%d-%d", people, cfg.years))
	for _, api := range []string{claims.V3, claims.V2} {
		out := filepath.Join(dir, api)
		if _, err := os.Stat(filepath.Join(out, "manifest.json")); err == nil {
			continue
		}
		if err := os.RemoveAll(out); err != nil {
			return dataset{}, err
		}
		cmd := exec.CommandContext(ctx, cfg.program, "generate", "--quiet", "--gzip", "--people", strconv.Itoa(people), "--years", strconv.Itoa(cfg.years),
			"--seed", strconv.Itoa(seed), "--api", api, "--out", out) //nolint:gosec // the program that this benchmark measures
		if _, err := process(cmd); err != nil {
			return dataset{}, fmt.Errorf("generate %s: %w", api, err)
		}
	}
	var d dataset
	for _, api := range []string{claims.V2, claims.V3} {
		files, err := filepath.Glob(filepath.Join(dir, api, "*.ndjson.gz"))
		if err != nil {
			return dataset{}, err
		}
		for _, file := range files {
			if ok, _ := filepath.Match("OperationOutcome-*", filepath.Base(file)); !ok { // the pattern is a good one
				d.files = append(d.files, file)
			}
		}
	}
	if len(d.files) == 0 {
		return dataset{}, errors.New("the generated folders hold no files")
	}
	return d, d.measure()
}

// measure counts what the files hold.
func (d *dataset) measure() error {
	for _, file := range d.files {
		if err := plain.EachLine(file, func(line []byte) error { d.work.add(line); return nil }); err != nil {
			return fmt.Errorf("measure %s: %w", filepath.Base(file), err)
		}
	}
	return nil
}

func (a *amount) add(line []byte) {
	a.bytes += int64(len(line)) + 1
	if isEOB(line) {
		a.claims++
	}
}

func isEOB(line []byte) bool {
	return bytes.HasPrefix(line, []byte(`{"resourceType":"`+claims.TypeEOB+`"`))
}

// sample returns up to most bytes of the data set's EOB lines, half from each version, for lines that run in memory.
func (d *dataset) sample(most int64) (map[string][][]byte, error) {
	lines, held := map[string][][]byte{}, map[string]int64{}
	for _, file := range d.files {
		api := filepath.Base(filepath.Dir(file))
		err := plain.EachLine(file, func(line []byte) error {
			switch {
			case held[api] > most/2:
				return errEnough
			case isEOB(line):
				lines[api] = append(lines[api], bytes.Clone(line))
				held[api] += int64(len(line))
			}
			return nil
		})
		if err != nil && !errors.Is(err, errEnough) {
			return nil, fmt.Errorf("sample %s: %w", filepath.Base(file), err)
		}
	}
	return lines, nil
}

var errEnough = errors.New("enough")

func amountOf(lines map[string][][]byte) (a amount) {
	for _, list := range lines {
		for _, line := range list {
			a.add(line)
		}
	}
	return a
}
