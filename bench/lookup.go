package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
)

// setName is the data set that imports go into.
const setName = "practice"

// program is a program of the machine, or that it is not there.
type program struct{ path, absent string }

func found(name string) program {
	path, err := exec.LookPath(name)
	if err != nil {
		return program{absent: name + " is not here"}
	}
	return program{path: path}
}

func nodeModules(cfg config) string { return filepath.Join(cfg.dir, "node", "node_modules") }

// out is the database that a peer writes.
func (cfg config) out(name string) string { return filepath.Join(cfg.dir, "peer-"+name+".db") }

// ours is the data folder that the measured imports write.
func (cfg config) ours() string { return filepath.Join(cfg.dir, "ours") }

// set is the folder of the imported data set.
func set(data string) (string, error) {
	found, err := filepath.Glob(filepath.Join(data, "*", "claims.db"))
	if err != nil {
		return "", err
	}
	if len(found) != 1 {
		return "", errors.New("the data folder does not hold one data set")
	}
	return filepath.Dir(found[0]), nil
}

// removeDatabase removes a database file and what lies beside it.
func removeDatabase(path string) error {
	var errs []error
	for _, suffix := range []string{"", "-wal", "-shm", ".wal"} {
		if err := os.Remove(path + suffix); !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// duckAbsent says why DuckDB cannot run, or nothing.
func duckAbsent(cfg config, node program) string {
	if node.absent != "" {
		return node.absent
	}
	if _, err := os.Stat(filepath.Join(nodeModules(cfg), "@duckdb", "node-api")); err != nil {
		return "DuckDB's npm package is not here"
	}
	return ""
}
