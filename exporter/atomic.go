package exporter

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Problems of the target that the caller turns into words.
var (
	ErrNoRights      = errors.New("no right to write there")
	ErrNoFolder      = errors.New("folder does not exist")
	ErrDiskFull      = errors.New("disk full")
	ErrOpenElsewhere = errors.New("file is open in another program")
	ErrNotAFile      = errors.New("that name belongs to something that is no file")
)

// WriteFile runs write on a temporary file beside path, syncs it and renames it to path, so that path holds either
// the whole new content or what it held before. The file is readable by its owner only: file exports hold PHI.
//
// It is our own few lines because the libraries for it leave out Windows, where office staff work.
func WriteFile(path string, write func(io.Writer) error) (err error) {
	folder := filepath.Dir(path)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return fmt.Errorf("save file: %w", ErrNoFolder)
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("save file: %w", ErrNotAFile)
	}
	if openElsewhere(path) {
		return fmt.Errorf("save file: %w", ErrOpenElsewhere)
	}
	// The temporary file lies in the target's own folder: PHI never passes through the system's temp folder. CreateTemp
	// gives it mode 0600.
	f, err := os.CreateTemp(folder, ".claimsdesk-*.tmp")
	if err != nil {
		return fmt.Errorf("save file: %w", classify(err))
	}
	defer func() {
		if err != nil {
			err = errors.Join(fmt.Errorf("save file: %w", classify(err)), leftover(os.Remove(f.Name())))
		}
	}()
	if err := write(f); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Sync(); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// openElsewhere says that another program has the file open: Excel and LibreOffice leave a note beside it, on every system, and
// Windows refuses to open it for writing. To know before the work begins saves the wait for a file that cannot be replaced.
func openElsewhere(path string) bool {
	folder, name := filepath.Split(path)
	for _, note := range []string{"~$" + name, ".~lock." + name + "#"} {
		if _, err := os.Stat(filepath.Join(folder, note)); err == nil {
			return true
		}
	}
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return isOpenElsewhere(err)
	}
	return f.Close() != nil
}

// leftover keeps quiet about a temporary file that is gone already.
func leftover(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// classify puts our sentinel beside the operating system's error, which stays reachable with errors.As.
func classify(err error) error {
	switch {
	case isDiskFull(err):
		return errors.Join(ErrDiskFull, err)
	case isOpenElsewhere(err):
		return errors.Join(ErrOpenElsewhere, err)
	case errors.Is(err, fs.ErrPermission), isReadOnly(err):
		return errors.Join(ErrNoRights, err)
	default:
		return err
	}
}
