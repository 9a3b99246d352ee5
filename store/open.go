package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	_ "modernc.org/sqlite" // the driver "sqlite"
)

// Names of the files in a data set's folder.
const (
	DatabaseFile = "claims.db"
	lockFile     = "write.lock"
)

// readers is how many reads run side by side: the window's pages load at most three things at once, and an export or
// a backup may hold one connection for minutes.
const readers = 6

// Options say which data set to open and how.
type Options struct {
	Dir      string // the data set's folder; made when it does not exist and the set is opened for writing
	ReadOnly bool   // no lock, no migration, no writing
	// VFS names a registered SQLite VFS that stands beneath the database, such as one that encrypts; empty for none.
	VFS string
	Now func() time.Time // nil means time.Now
}

// DB is an open data set. It is safe for concurrent use; writes are made one after the other.
type DB struct {
	write *sql.DB // one connection; nil when opened for reading
	read  *sql.DB
	lock  *flock.Flock
	now   func() time.Time
	opts  Options

	besideMu    sync.Mutex
	besideWrite *sql.DB // see beside; nil until it is needed
}

// Open opens the data set in opts.Dir. For writing it takes the lock of the data set, makes the folder (mode 0700) and
// the database (0600) where they are missing, and brings the schema up to date. Errors: ErrLocked, ErrNewerDatabase,
// ErrDamaged, ErrNoRights, ErrDiskFull; fs.ErrNotExist when opened for reading and there is no database; ErrOlderSchema
// when it must be opened for writing once before it can be read.
func Open(ctx context.Context, opts Options) (*DB, error) {
	dir, err := filepath.Abs(opts.Dir)
	if err != nil {
		return nil, fmt.Errorf("find the data folder: %w", err)
	}
	opts.Dir = dir
	db := &DB{now: opts.Now, opts: opts}
	if db.now == nil {
		db.now = time.Now
	}
	if opts.ReadOnly {
		err = db.openForReading(ctx, opts)
	} else {
		err = db.openForWriting(ctx, opts)
	}
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// ErrOlderSchema says that an earlier ClaimsDesk made the database and that it was opened for reading only.
var ErrOlderSchema = errors.New("the database must be opened for writing once to be brought up to date")

func (db *DB) openForWriting(ctx context.Context, opts Options) error {
	if err := os.MkdirAll(opts.Dir, 0o700); err != nil {
		return wrap(err, "make the data folder")
	}
	if err := db.takeLock(opts.Dir); err != nil {
		return err
	}
	if err := touch(filepath.Join(opts.Dir, DatabaseFile)); err != nil {
		return err
	}
	write, err := openPool(ctx, writeDSN(opts), 1)
	if err != nil {
		return err
	}
	db.write = write
	if err := verifyWAL(ctx, write); err != nil {
		return err
	}
	if err := migrate(ctx, write); err != nil {
		return err
	}
	db.read, err = openPool(ctx, readDSN(opts), readers)
	return err
}

func (db *DB) openForReading(ctx context.Context, opts Options) error {
	if _, err := os.Stat(filepath.Join(opts.Dir, DatabaseFile)); err != nil {
		return wrap(err, "look for the database")
	}
	read, err := openPool(ctx, readDSN(opts), readers)
	if err != nil {
		return err
	}
	db.read = read
	list, err := migrations()
	if err != nil {
		return err
	}
	at, err := schemaNumber(ctx, read, list)
	if err != nil {
		return err
	}
	if at < list[len(list)-1].number {
		return ErrOlderSchema
	}
	return nil
}

// Close waits for running reads, closes the database and gives the lock back.
func (db *DB) Close() error {
	var errs []error
	if db.read != nil {
		errs = append(errs, db.read.Close())
	}
	if db.write != nil {
		errs = append(errs, db.write.Close())
	}
	if db.besideWrite != nil {
		errs = append(errs, db.besideWrite.Close())
	}
	if db.lock != nil {
		errs = append(errs, db.lock.Unlock())
	}
	return wrap(errors.Join(errs...), "close the database")
}

// takeLock holds <dir>/write.lock until Close, so that two programs never write to one data set.
func (db *DB) takeLock(dir string) error {
	lock := flock.New(filepath.Join(dir, lockFile), flock.SetPermissions(0o600))
	held, err := lock.TryLock()
	if err != nil {
		return wrap(err, "lock the data set")
	}
	if !held {
		return ErrLocked
	}
	db.lock = lock
	return nil
}

// touch makes the database file private before SQLite does with the rights of the umask. It must not open an existing
// one: closing any descriptor of the file drops SQLite's locks on it in this process.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return wrap(err, "make the database")
	}
	return wrap(f.Close(), "make the database")
}

func openPool(ctx context.Context, dsn string, connections int) (*sql.DB, error) {
	pool, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, wrap(err, "open the database")
	}
	pool.SetMaxOpenConns(connections)
	pool.SetMaxIdleConns(connections)
	if err := pool.PingContext(ctx); err != nil {
		return nil, errors.Join(wrap(err, "open the database"), pool.Close())
	}
	return pool, nil
}

// verifyWAL makes sure that readers never wait for the writer: some network folders silently refuse WAL.
func verifyWAL(ctx context.Context, pool *sql.DB) error {
	var mode string
	if err := pool.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err != nil {
		return wrap(err, "read the journal mode")
	}
	if mode != "wal" {
		return fmt.Errorf("journal mode is %s: the data folder must be on a local disk", mode)
	}
	return nil
}

// writeDSN is the address of the one connection that writes. synchronous=FULL keeps acknowledged commits through a
// power cut (docs/reference/security.md 3); 24 MB of cache let what a file changes stay in memory with the indexes it goes
// to, and the log is cut back to 64 MB after a large file.
func writeDSN(opts Options) string {
	return dsn(opts, "rw", "busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)", "cache_size(-24576)", "temp_store(MEMORY)",
		"journal_size_limit(67108864)") + "&_txlock=immediate"
}

// besideDSN is the address of the connection that writes beside another program. It looks at its context between short waits.
func besideDSN(opts Options) string {
	return dsn(opts, "rw", "busy_timeout(500)", "synchronous(FULL)", "foreign_keys(ON)", "temp_store(MEMORY)") + "&_txlock=immediate"
}

// readDSN is the address of the connections that read. Their transactions begin deferred: a snapshot must not ask for
// the right to write.
func readDSN(opts Options) string {
	mode := "rw"
	if opts.ReadOnly {
		mode = "ro"
	}
	return dsn(opts, mode, "busy_timeout(10000)", "query_only(ON)", "cache_size(-8192)")
}

func dsn(opts Options, mode string, pragmas ...string) string {
	path := filepath.ToSlash(filepath.Join(opts.Dir, DatabaseFile))
	path = strings.NewReplacer("%", "%25", "?", "%3f", "#", "%23").Replace(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/... becomes file:///C:/...
	}
	query := url.Values{"_pragma": pragmas, "mode": {mode}}
	if opts.VFS != "" {
		query.Set("vfs", opts.VFS)
	}
	return "file://" + path + "?" + query.Encode()
}
