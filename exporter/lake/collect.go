package lake

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"math/big"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// maxPartRows is where a part ends and the next begins: eight row groups.
const maxPartRows = 1 << 20

// collector reads a table once and sums up its partitions; those that are wanted it writes. Rows come in the order of the
// table's key, so partitions come mixed: their rows wait, packed, until a part is full or all that wait take more memory
// than is granted; then the partition that holds the most is written.
type collector struct {
	run        *run
	table      *claims.Table
	columns    []claims.Column // of the parts
	cols       []claims.Col
	shapes     map[string]exporter.DecimalShape
	wanted     func(path string) bool // nil writes nothing
	partitions map[partitionKey]*partition
	held       int64
	code       []byte
	rows       int64
}

// partition is one partition of a collector.
type partition struct {
	key        partitionKey
	path       string
	wanted     bool
	digest     *digest
	kept       keptRows
	parts      []Part
	unreadable map[string]int64
}

func newCollector(r *run, table *claims.Table, shapes map[string]exporter.DecimalShape) *collector {
	c := &collector{run: r, table: table, shapes: shapes, partitions: map[partitionKey]*partition{}}
	for i, column := range table.Columns {
		if table.ID == claims.Claims && column.Name == claimTypeColumn {
			continue
		}
		c.columns, c.cols = append(c.columns, column), append(c.cols, claims.Col(i))
	}
	return c
}

// write reads the table and writes the partitions that are wanted. A table without rows has one empty partition, so that
// readers find its columns.
func (c *collector) write(ctx context.Context, wanted func(path string) bool) error {
	c.wanted = wanted
	if err := c.read(ctx); err != nil {
		return err
	}
	for _, p := range c.sorted() {
		if p.wanted && (p.kept.rows > 0 || len(p.parts) == 0) {
			if err := c.writePart(ctx, p); err != nil {
				return err
			}
		}
	}
	return nil
}

// read goes through the rows of the table.
func (c *collector) read(ctx context.Context) error {
	each := func(key partitionKey, values []claims.Value) error { return c.add(ctx, key, values) }
	var err error
	switch {
	case c.table.ID == claims.Claims:
		err = c.readClaims(ctx, each)
	case isParted(c.table):
		err = c.readChildren(ctx, each)
	default:
		err = c.readRows(ctx, c.cols, func(values []claims.Value) error { return each(partitionKey{}, values) })
	}
	if err == nil && len(c.partitions) == 0 {
		c.partition(partitionKey{})
	}
	c.progress(true)
	return err
}

func (c *collector) readClaims(ctx context.Context, each func(partitionKey, []claims.Value) error) error {
	width := len(c.cols)
	thru := slices.Index(c.cols, claims.ColClaimsThruDate)
	return c.readRows(ctx, slices.Concat(c.cols, []claims.Col{claims.ColClaimsClaimType}), func(values []claims.Value) error {
		return each(keyOf(values[width], values[thru]), values[:width])
	})
}

// readChildren reads the table beside its claims, which know the partition.
func (c *collector) readChildren(ctx context.Context, each func(partitionKey, []claims.Value) error) error {
	wanted := exporter.Wanted{claims.Claims: {claims.ColClaimsClaimType, claims.ColClaimsThruDate}, c.table.ID: c.cols}
	return exporter.EachClaim(ctx, c.run.tables, wanted, func(whole *exporter.WholeClaim) error {
		key := keyOf(whole.Claim[0], whole.Claim[1])
		for _, values := range whole.Children[c.table.ID] {
			if err := each(key, values); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *collector) readRows(ctx context.Context, cols []claims.Col, each func([]claims.Value) error) (err error) {
	rows, err := c.run.tables.Open(ctx, c.table.ID, cols)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := each(rows.Values()); err != nil {
			return err
		}
	}
	return rows.Err()
}

// tellEvery is how many rows pass between two looks at the context.
const tellEvery = 1024

func (c *collector) add(ctx context.Context, key partitionKey, values []claims.Value) error {
	if c.rows%tellEvery == 0 {
		if err := ctx.Err(); err != nil {
			return err
		}
		c.progress(false)
	}
	c.rows++
	p := c.partition(key)
	c.code = appendRow(c.code[:0], c.columns, values)
	p.digest.add(c.columns, values, c.code)
	if !p.wanted {
		return nil
	}
	c.held += p.kept.add(c.code, c.run.packer)
	if p.kept.rows >= maxPartRows {
		return c.writePart(ctx, p)
	}
	if c.held > c.run.opts.Memory {
		return c.writePart(ctx, c.fullest())
	}
	return nil
}

func (c *collector) progress(last bool) {
	if tell := c.run.opts.Progress; tell != nil && (last || c.rows > 0) {
		tell(c.table.Label, c.rows)
	}
}

func (c *collector) partition(key partitionKey) *partition {
	p, ok := c.partitions[key]
	if !ok {
		path := key.path(c.table)
		p = &partition{key: key, path: path, digest: newDigest(c.columns), wanted: c.wanted != nil && c.wanted(path)}
		c.partitions[key] = p
	}
	return p
}

// fullest is the partition that holds the most memory; of several the first by path, so that equal data make equal parts.
func (c *collector) fullest() *partition {
	var most *partition
	for _, p := range c.partitions {
		if most == nil || p.kept.bytes > most.kept.bytes || (p.kept.bytes == most.kept.bytes && p.path < most.path) {
			most = p
		}
	}
	return most
}

func (c *collector) sorted() []*partition {
	list := make([]*partition, 0, len(c.partitions))
	for _, p := range c.partitions {
		list = append(list, p)
	}
	slices.SortFunc(list, func(a, b *partition) int { return strings.Compare(a.path, b.path) })
	return list
}

// writePart writes the rows that wait as the partition's next part.
func (c *collector) writePart(ctx context.Context, p *partition) error {
	name := partName(len(p.parts)+1, c.run.after.Run)
	path := p.path + "/" + name
	if err := makeFolders(c.run.dir, p.path); err != nil {
		return err
	}
	part := Part{Name: name}
	c.run.staged = append(c.run.staged, stagedPart{path: path, rows: int64(p.kept.rows)})
	err := exporter.WriteFile(c.run.file(path)+stagedEnding, func(w io.Writer) error {
		sum := &summed{to: w, hash: sha256.New()}
		written, err := exporter.WriteParquet(ctx, sum, p.kept.source(c.columns, c.run.unpacker), exporter.ParquetOptions{
			Table: c.table.Name, SortedBy: c.sortedBy(), Shapes: c.shapes, Version: c.run.opts.Version,
		})
		if err != nil {
			return err
		}
		part.Rows, part.Bytes, part.SHA256 = written.Rows, sum.bytes, hex.EncodeToString(sum.hash.Sum(nil))
		p.note(written.Unreadable)
		return nil
	})
	if err != nil {
		return fmt.Errorf("write a part: %w", err)
	}
	p.parts = append(p.parts, part)
	c.held -= p.kept.bytes
	p.kept = keptRows{}
	return nil
}

func (c *collector) sortedBy() []string {
	var names []string
	for _, col := range c.table.Key {
		names = append(names, c.table.Columns[col].Name)
	}
	return names
}

func (p *partition) note(unreadable map[string]int64) {
	for name, n := range unreadable {
		if p.unreadable == nil {
			p.unreadable = map[string]int64{}
		}
		p.unreadable[name] += n
	}
}

// entries are the written partitions for the manifest.
func (c *collector) entries() []Partition {
	var list []Partition
	for _, p := range c.sorted() {
		if p.wanted {
			list = append(list, Partition{
				Path: p.path, Values: p.key.values(c.table), Run: c.run.after.Run, Rows: p.digest.rows, Sums: p.digest.texts(c.columns),
				Unreadable: p.unreadable, SHA256: p.digest.sha256(), Parts: p.parts,
			})
		}
	}
	return list
}

// sum sorts the partitions and adds them up.
func (t *Table) sum() *Table {
	slices.SortFunc(t.Partitions, func(a, b Partition) int { return strings.Compare(a.Path, b.Path) })
	sums := map[string]*big.Rat{}
	t.Rows, t.Sums = 0, map[string]string{}
	for _, p := range t.Partitions {
		t.Rows += p.Rows
		for name, text := range p.Sums {
			amount, ok := new(big.Rat).SetString(text)
			if !ok {
				continue // only in a manifest that was changed by hand
			}
			if sums[name] == nil {
				sums[name] = new(big.Rat)
			}
			sums[name].Add(sums[name], amount)
		}
	}
	for name, sum := range sums {
		t.Sums[name] = decimalText(sum)
	}
	return t
}

// summed passes bytes on and counts and sums them.
type summed struct {
	to    io.Writer
	hash  hash.Hash
	bytes int64
}

// Write implements io.Writer.
func (s *summed) Write(p []byte) (int, error) {
	n, err := s.to.Write(p)
	s.bytes += int64(n)
	_, _ = s.hash.Write(p[:n]) // a hash never refuses to be written to
	return n, err
}
