package store

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// Errors that callers decide on. None of them carries personal data.
var (
	// ErrLocked says that another process writes to this data set. Reading always works.
	ErrLocked = errors.New("another program is writing to this data set")
	// ErrNewerDatabase says that a later ClaimsDesk made this database.
	ErrNewerDatabase = errors.New("the database was made by a later version of ClaimsDesk")
	// ErrDamaged says that the file is no database or that SQLite found damage in it.
	ErrDamaged = errors.New("the database is damaged")
	// ErrNoRights says that the operating system refused access to the file or folder.
	ErrNoRights = errors.New("no right to use the data folder")
	// ErrDiskFull says that the disk has no room left.
	ErrDiskFull = errors.New("the disk is full")
	// ErrNotFound says that there is no such record.
	ErrNotFound = errors.New("not found")
	// ErrReadOnly says that a write was asked of a data set that was opened for reading.
	ErrReadOnly = errors.New("the data set is open for reading only")
)

// wrap says what was being done and lets callers match the sentinels above; nil stays nil.
func wrap(err error, doing string) error {
	if err == nil {
		return nil
	}
	if kind := sentinel(err); kind != nil && !errors.Is(err, kind) {
		return fmt.Errorf("%s: %w: %w", doing, kind, err)
	}
	return fmt.Errorf("%s: %w", doing, err)
}

// sentinel tells which of our errors stands for an error of SQLite or the operating system; nil for none.
func sentinel(err error) error {
	var broken *sqlite.Error
	if errors.As(err, &broken) {
		return sentinelOfCode(broken.Code())
	}
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrNoRights
	case errors.Is(err, syscall.ENOSPC):
		return ErrDiskFull
	default:
		return nil
	}
}

func sentinelOfCode(code int) error {
	switch code & 0xff {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return ErrDamaged
	case sqlite3.SQLITE_FULL:
		return ErrDiskFull
	case sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN:
		return ErrNoRights
	case sqlite3.SQLITE_IOERR:
		if code == sqlite3.SQLITE_IOERR_DATA {
			return ErrDamaged
		}
		return nil
	default:
		return nil
	}
}
