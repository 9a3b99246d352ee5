package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// folderMode keeps the data folder to its owner: it holds PHI.
const folderMode = 0o700

// databaseName is the database of a data set (contract.md 1).
const databaseName = "claims.db"

// DefaultDataDir is where data lie when neither --data nor CLAIMSDESK_DATA names a place: os.UserConfigDir()/ClaimsDesk,
// on Windows %LocalAppData%\ClaimsDesk, because roaming profiles would copy PHI to other computers.
func DefaultDataDir(getenv func(string) string) (string, error) {
	if dir := getenv("CLAIMSDESK_DATA"); dir != "" {
		return filepath.Abs(dir)
	}
	if runtime.GOOS == "windows" {
		if local := getenv("LocalAppData"); local != "" {
			return filepath.Join(local, "ClaimsDesk"), nil
		}
	}
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("find the data folder: %w", err)
	}
	return filepath.Join(dir, "ClaimsDesk"), nil
}

// makeFolder creates a folder of ours and closes it to others.
func makeFolder(dir string) error {
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return fmt.Errorf("make the data folder: %w", err)
	}
	return nil
}

// exists says whether a path is there; errors other than "not there" are returned.
func exists(path string) (bool, error) {
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil, err
}
