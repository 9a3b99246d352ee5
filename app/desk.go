package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// Deps are what a Desk needs from outside. DataDir is required; the others have defaults.
type Deps struct {
	DataDir string
	Secrets Secrets // nil for the keychain
	Now     func() time.Time
	Log     *slog.Logger
	Version string // of the program, for file exports and the User-Agent
	// WaitScale shortens waits and polls on loopback servers (CLAIMSDESK_WAIT_SCALE); 0 for none.
	WaitScale float64
	// Transport carries requests to servers; nil for the usual one.
	Transport http.RoundTripper
	// Practice starts the built-in practice server; nil where there is none.
	Practice func(ctx context.Context) (PracticeServer, error)
	// FreeSpace tells how many bytes fit on the disk of a folder; nil to ask the system.
	FreeSpace func(folder string) (uint64, error)
}

// PracticeServer is a running practice server and its credentials of the moment.
type PracticeServer struct {
	Origin   string
	ClientID string
	Secret   string
	Stop     func() error
}

// Desk is the engine over one data folder. Its methods may be called from any goroutine; two writers on one data set
// exclude each other through the set's lock.
type Desk struct {
	dir       string
	secrets   Secrets
	now       func() time.Time
	log       *slog.Logger
	version   string
	waitScale float64
	transport http.RoundTripper
	practice  func(ctx context.Context) (PracticeServer, error)
	freeSpace func(folder string) (uint64, error)
}

// New returns a Desk; the data folder is made when something is first written to it.
func New(deps Deps) (*Desk, error) {
	if deps.DataDir == "" {
		return nil, errors.New("app: no data folder given")
	}
	dir, err := filepath.Abs(deps.DataDir)
	if err != nil {
		return nil, fmt.Errorf("find the data folder: %w", err)
	}
	d := &Desk{
		dir: dir, secrets: deps.Secrets, now: deps.Now, log: deps.Log, version: deps.Version,
		waitScale: deps.WaitScale, transport: deps.Transport, practice: deps.Practice, freeSpace: deps.FreeSpace,
	}
	if d.freeSpace == nil {
		d.freeSpace = freeSpace
	}
	if d.secrets == nil {
		d.secrets = Keychain{Folder: dir}
	}
	if d.now == nil {
		d.now = time.Now
	}
	if d.log == nil {
		d.log = slog.New(slog.DiscardHandler)
	}
	return d, nil
}

// Dir is the data folder.
func (d *Desk) Dir() string { return d.dir }

// SetNames lists the data sets of the folder, sorted.
func (d *Desk) SetNames() ([]string, error) {
	entries, err := os.ReadDir(d.dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the data sets: %w", err)
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() || !claims.ValidSetName(e.Name()) {
			continue
		}
		there, err := exists(filepath.Join(d.dir, e.Name(), databaseName))
		if err != nil {
			return nil, fmt.Errorf("list the data sets: %w", err)
		}
		if there {
			names = append(names, e.Name())
		}
	}
	return names, nil
}

// DefaultSet is the data set that import makes when there is none yet (contract.md 2).
const DefaultSet = "default"

// PickSet applies the rule of contract.md 2 when no set is named: the only one; DefaultSet when there is none;
// ErrSeveralSets, with their names in a *UsageError, otherwise.
func (d *Desk) PickSet(name string) (string, error) {
	if name != "" {
		if !claims.ValidSetName(name) {
			return "", &UsageError{Text: "A data set's name has small letters, digits, dots and dashes only."}
		}
		return name, nil
	}
	names, err := d.SetNames()
	if err != nil {
		return "", err
	}
	switch len(names) {
	case 0:
		return DefaultSet, nil
	case 1:
		return names[0], nil
	default:
		return "", errors.Join(ErrSeveralSets, &UsageError{Text: "There are several data sets. Name one with --set: " + joinNames(names) + "."})
	}
}

func joinNames(names []string) string {
	text := ""
	for i, n := range names {
		if i > 0 {
			text += ", "
		}
		text += n
	}
	return text
}

// Set is an open data set.
type Set struct {
	desk *Desk
	name string
	db   *store.DB

	clockBehind atomic.Int64 // the server's clock minus this computer's, nanoseconds, as the last refresh heard it
}

// OpenSet opens a data set for writing and makes it when it is new. store.ErrLocked says that another program writes.
func (d *Desk) OpenSet(ctx context.Context, name string) (*Set, error) {
	if err := makeFolder(d.dir); err != nil {
		return nil, err
	}
	return d.openSet(ctx, name, false)
}

// ReadSet opens a data set for reading only, beside a program that writes. ErrNoSet when it does not exist.
func (d *Desk) ReadSet(ctx context.Context, name string) (*Set, error) {
	there, err := exists(filepath.Join(d.dir, name, databaseName))
	if err != nil {
		return nil, fmt.Errorf("open data set %s: %w", name, err)
	}
	if !there {
		return nil, ErrNoSet
	}
	return d.openSet(ctx, name, true)
}

func (d *Desk) openSet(ctx context.Context, name string, readOnly bool) (*Set, error) {
	db, err := store.Open(ctx, store.Options{Dir: filepath.Join(d.dir, name), ReadOnly: readOnly, Now: d.now})
	if err != nil {
		return nil, fmt.Errorf("open data set %s: %w", name, err)
	}
	return &Set{desk: d, name: name, db: db}, nil
}

// Name is the data set's name.
func (s *Set) Name() string { return s.name }

// DB gives the reading side to the screens.
func (s *Set) DB() *store.DB { return s.db }

// Close gives the data set free.
func (s *Set) Close() error { return s.db.Close() }

// tempDir is a private folder for the pieces of a workbook that outgrow memory; they hold PHI.
func (s *Set) tempDir() string { return filepath.Join(s.desk.dir, s.name, "tmp") }

// Folder is where the data set lies.
func (s *Set) Folder() string { return filepath.Join(s.desk.dir, s.name) }
