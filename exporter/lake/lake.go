package lake

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// Options say what the manifest tells of the data, beside what is in them.
type Options struct {
	Made       time.Time
	Version    string // of the program
	DataSet    string
	DataAsOf   *time.Time // nil where it is not known
	APIVersion string
	Content    []Content // which rows were asked for
	Progress   exporter.Progress
	// Memory bounds the packed rows that wait for their part to be written, in bytes; 0 for DefaultMemory.
	Memory int64
}

// DefaultMemory is enough that most partitions of a large data set become one part.
const DefaultMemory = 64 << 20

// Write brings the data set in dir up to the tables and returns the files that it wrote. The first run writes everything. A
// later one reads the tables, writes the partitions whose rows changed and removes the parts they had, and the partitions
// that are gone.
//
// Whatever ends a run early, the manifest and what it lists stay whole: new parts lie under names of their own until all are
// there, then the manifest is replaced, and old parts go last. The next run clears away what was left. The error is ErrNewer
// or ErrNoManifest where the folder is not to be touched.
func Write(ctx context.Context, tables exporter.Tables, dir string, opts Options) ([]exporter.WrittenFile, error) {
	if err := exporter.MakeFolder(dir); err != nil {
		return nil, err
	}
	before, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	r, err := newRun(tables, dir, before, opts)
	if err != nil {
		return nil, err
	}
	defer r.unpacker.Close()
	if err := r.sweep(); err != nil {
		return nil, err
	}
	for _, table := range claims.Catalogue() {
		entry, err := r.table(ctx, table)
		if err != nil {
			return nil, errors.Join(fmt.Errorf("write %s: %w", table.Name, err), r.unstage(0))
		}
		r.after.Tables = append(r.after.Tables, *entry)
	}
	r.noteRemoved()
	return r.commit()
}

// run is one run of Write.
type run struct {
	tables   exporter.Tables
	dir      string
	before   *Manifest
	after    *Manifest
	opts     Options
	staged   []stagedPart
	packer   *rowPacker
	unpacker *zstd.Decoder
}

// stagedPart is a part that was written in this run and does not bear its name yet.
type stagedPart struct {
	path string // below the folder, with '/'
	rows int64
}

func newRun(tables exporter.Tables, dir string, before *Manifest, opts Options) (*run, error) {
	if opts.Memory == 0 {
		opts.Memory = DefaultMemory
	}
	packer, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		return nil, err
	}
	unpacker, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	after := &Manifest{
		Format: manifestFormat, Program: "ClaimsDesk " + opts.Version, Run: before.Run + 1, Made: opts.Made.UTC(), DataSet: opts.DataSet,
		DataAsOf: opts.DataAsOf, APIVersion: opts.APIVersion, Content: opts.Content, Tables: []Table{}, Removed: []Partition{},
	}
	return &run{tables: tables, dir: dir, before: before, after: after, opts: opts, packer: &rowPacker{zstd: packer}, unpacker: unpacker}, nil
}

// table brings one table up to date. Numbers that need wider columns make the whole table be written once more with them, as
// all parts of a table have the same columns.
func (r *run) table(ctx context.Context, table *claims.Table) (*Table, error) {
	before := r.before.table(table.Name)
	shapes := map[string]exporter.DecimalShape{}
	if before != nil {
		shapes = shapesOf(before.Columns)
	}
	staged := len(r.staged)
	for {
		entry, err := r.attempt(ctx, table, before, shapes)
		var shape *exporter.ShapeError
		if !errors.As(err, &shape) {
			return entry, err
		}
		widen(shapes, shape.Shapes)
		before = nil
		if err := r.unstage(staged); err != nil {
			return nil, err
		}
	}
}

// widen takes over the shapes that a part needs. Other parts can need wider ones yet; each time the columns grow, up to the
// widest there is.
func widen(shapes, needed map[string]exporter.DecimalShape) {
	for name, n := range needed {
		shape := shapes[name]
		shapes[name] = exporter.DecimalShape{Precision: max(shape.Precision, n.Precision), Scale: max(shape.Scale, n.Scale)}
	}
}

// attempt writes what changed since before; everything where the columns did, or where there is no before.
func (r *run) attempt(ctx context.Context, table *claims.Table, before *Table, shapes map[string]exporter.DecimalShape) (*Table, error) {
	c := newCollector(r, table, shapes)
	entry := &Table{Name: table.Name, Columns: columnsOf(c.columns, shapes), PartitionBy: []string{}}
	if isParted(table) {
		entry.PartitionBy = []string{claimTypeColumn, yearColumn}
	}
	if before == nil || !sameColumns(before.Columns, entry.Columns) {
		err := c.write(ctx, func(string) bool { return true })
		entry.Partitions = c.entries()
		return entry.sum(), err
	}
	look := newCollector(r, table, shapes)
	if err := look.read(ctx); err != nil {
		return nil, err
	}
	unchanged, changed := r.compare(before, look)
	if len(changed) > 0 {
		if err := c.write(ctx, func(path string) bool { return changed[path] }); err != nil {
			return nil, err
		}
	}
	entry.Partitions = append(unchanged, c.entries()...)
	return entry.sum(), nil
}

// compare holds the digests of the rows against the manifest of before.
func (r *run) compare(before *Table, look *collector) (unchanged []Partition, changed map[string]bool) {
	changed = map[string]bool{}
	for key, p := range look.partitions {
		path := key.path(look.table)
		if was := before.partition(path); was != nil && was.SHA256 == p.digest.sha256() && was.isWhole(r.dir) {
			unchanged = append(unchanged, *was)
		} else {
			changed[path] = true
		}
	}
	return unchanged, changed
}

func sameColumns(a, b []Column) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// noteRemoved lists partitions that are gone, those of earlier runs too, so that a warehouse that slept some runs finds them.
func (r *run) noteRemoved() {
	there := map[string]bool{}
	for _, t := range r.after.Tables {
		for _, p := range t.Partitions {
			there[p.Path] = true
		}
	}
	for _, p := range r.before.Removed {
		if !there[p.Path] {
			r.after.Removed = append(r.after.Removed, p)
		}
	}
	for _, t := range r.before.Tables {
		for _, p := range t.Partitions {
			if !there[p.Path] {
				r.after.Removed = append(r.after.Removed, Partition{Path: p.Path, Values: p.Values, Run: r.after.Run})
			}
		}
	}
}
