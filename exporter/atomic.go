package exporter

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/google/renameio/v2"
)

// Problems of the target that the caller turns into words.
var (
	ErrNoRights = errors.New("no right to write there")
	ErrNoFolder = errors.New("folder does not exist")
	ErrDiskFull = errors.New("disk full")
)

// WriteFile runs write on a temporary file beside path, syncs it and renames it to path, so that path holds either
// the whole new content or what it held before. Permissions are 0600: file exports hold PHI.
func WriteFile(path string, write func(io.Writer) error) error {
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return fmt.Errorf("save file: %w", ErrNoFolder)
	}
	// The temporary file lies in the target's own folder: PHI never passes through the system's temp folder.
	f, err := renameio.NewPendingFile(path, renameio.WithTempDir(filepath.Dir(path)), renameio.WithStaticPermissions(0o600))
	if err != nil {
		return fmt.Errorf("save file: %w", classify(err))
	}
	err = write(f)
	if err == nil {
		err = f.CloseAtomicallyReplace()
	}
	if err != nil {
		return errors.Join(fmt.Errorf("save file: %w", classify(err)), f.Cleanup())
	}
	return nil
}

// classify puts our sentinel beside the operating system's error, which stays reachable with errors.As.
func classify(err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return errors.Join(ErrNoRights, err)
	case errors.Is(err, syscall.ENOSPC):
		return errors.Join(ErrDiskFull, err)
	default:
		return err
	}
}
