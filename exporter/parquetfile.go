package exporter

import (
	"encoding/binary"
	"io"
	"maps"
	"runtime"
	"slices"
	"strconv"
	"sync/atomic"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
	"golang.org/x/sync/errgroup"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Rows of a row group, which readers skip and share out as one piece, and of a page, which they decode as one. Pages are
// so small because all columns' pages grow at once and share the processor's cache. Both are smaller where text is very long,
// so that memory stays flat.
const (
	parquetGroupRows = 128 << 10
	parquetPageRows  = 8 << 10
	parquetGroupText = 512 << 20 // bytes
	parquetPageText  = 16 << 20  // bytes
)

// parquetMagic begins and ends every Parquet file.
const parquetMagic = "PAR1"

// parquetFile lays a file out: magic, row groups, footer. The footer is parquet-go's format.FileMetaData, encodings of levels
// and dictionary places are parquet-go's too; only the way of values into pages is our own, because rows come as
// claims.Value and most values are repeated: each distinct text of a row group is converted once.
type parquetFile struct {
	out     io.Writer
	offset  int64
	opts    ParquetOptions
	columns []*parquetColumn
	groups  []format.RowGroup
	rows    int64
	group   extent
	page    extent
	packers []*pagePacker
	misfit  bool // a number needed more digits: what follows is read for its digits alone
}

// extent is how much a page or row group holds.
type extent struct{ rows, text int }

func newParquetFile(w io.Writer, columns []claims.Column, opts ParquetOptions) *parquetFile {
	f := &parquetFile{out: w, opts: opts}
	for _, c := range columns {
		f.columns = append(f.columns, newParquetColumn(c, opts.Shapes[c.Name]))
	}
	return f
}

func (f *parquetFile) add(values []claims.Value) error {
	for i := range values {
		if v := &values[i]; v.Set {
			f.columns[i].add(f.page.rows, v)
			f.page.text += len(v.Text)
		}
	}
	f.rows++
	if f.page.rows++; f.page.rows < parquetPageRows && f.page.text < parquetPageText {
		return nil
	}
	if err := f.endPage(); err != nil {
		return err
	}
	if f.group.rows < parquetGroupRows && f.group.text < parquetGroupText {
		return nil
	}
	return f.endGroup()
}

func (f *parquetFile) endPage() error {
	if f.page.rows == 0 {
		return nil
	}
	page := f.page
	f.page = extent{}
	f.group.rows += page.rows
	f.group.text += page.text
	for _, c := range f.columns {
		f.misfit = f.misfit || c.misfit
	}
	if f.misfit {
		for _, c := range f.columns {
			c.forgetPage()
		}
		return nil
	}
	return f.eachColumn(func(c *parquetColumn, packer *pagePacker) error { return c.endPage(packer, page.rows) })
}

// parquetPackers is how many columns are encoded and packed at once, at most; it takes no more of the computer than that.
const parquetPackers = 4

// eachColumn does something with every column, some at once, and waits until it is done. What comes of it does not depend on
// which goroutine did it.
func (f *parquetFile) eachColumn(do func(*parquetColumn, *pagePacker) error) error {
	for len(f.packers) < min(parquetPackers, runtime.GOMAXPROCS(0)) {
		packer, err := newPagePacker()
		if err != nil {
			return err
		}
		f.packers = append(f.packers, packer)
	}
	var next atomic.Int64
	var group errgroup.Group
	for _, packer := range f.packers {
		group.Go(func() error {
			for {
				i := int(next.Add(1)) - 1
				if i >= len(f.columns) {
					return nil
				}
				if err := do(f.columns[i], packer); err != nil {
					return err
				}
			}
		})
	}
	return group.Wait()
}

// endGroup writes the columns' pages of the row group, one column after the other.
func (f *parquetFile) endGroup() error {
	if f.group.rows == 0 || f.misfit {
		return nil
	}
	if err := f.begin(); err != nil {
		return err
	}
	group := format.RowGroup{NumRows: int64(f.group.rows), FileOffset: f.offset, Ordinal: int16(len(f.groups)), SortingColumns: f.sorting()} //nolint:gosec // the format's limit
	f.group = extent{}
	for _, c := range f.columns {
		meta, pages, err := c.endGroup(f.packers[0], f.offset)
		if err != nil {
			return err
		}
		for _, part := range pages {
			if err := f.write(part); err != nil {
				return err
			}
		}
		group.Columns = append(group.Columns, format.ColumnChunk{MetaData: meta})
		group.TotalByteSize += meta.TotalUncompressedSize
		group.TotalCompressedSize += meta.TotalCompressedSize
		c.reset()
	}
	f.groups = append(f.groups, group)
	return nil
}

func (f *parquetFile) begin() error {
	if f.offset > 0 {
		return nil
	}
	return f.write([]byte(parquetMagic))
}

func (f *parquetFile) write(p []byte) error {
	n, err := f.out.Write(p)
	f.offset += int64(n)
	return err
}

// finish writes what is left and the footer.
func (f *parquetFile) finish() error {
	if err := f.endPage(); err != nil {
		return err
	}
	if f.misfit {
		return f.shapeError()
	}
	if err := f.endGroup(); err != nil {
		return err
	}
	if err := f.begin(); err != nil {
		return err
	}
	footer, err := thrift.Marshal(new(thrift.CompactProtocol), f.footer())
	if err != nil {
		return err
	}
	footer = binary.LittleEndian.AppendUint32(footer, uint32(len(footer))) //nolint:gosec // the format's limit
	return f.write(append(footer, parquetMagic...))
}

func (f *parquetFile) footer() *format.FileMetaData {
	meta := &format.FileMetaData{
		Version: 2, NumRows: f.rows, RowGroups: f.groups, KeyValueMetadata: f.notes(),
		CreatedBy: "ClaimsDesk version " + f.opts.Version,
		Schema:    []format.SchemaElement{{Name: "schema", NumChildren: thrift.New(int32(len(f.columns)))}}, //nolint:gosec // dozens
	}
	for _, c := range f.columns {
		meta.Schema = append(meta.Schema, c.element())
		meta.ColumnOrders = append(meta.ColumnOrders, format.ColumnOrder{Value: new(format.TypeDefinedOrder)})
	}
	return meta
}

// notes are the file's key-value pairs: the table, what columns mean, and what could not be written.
func (f *parquetFile) notes() []format.KeyValue {
	notes := []format.KeyValue{{Key: "claimsdesk.table", Value: f.opts.Table}}
	if f.opts.Describe {
		for _, c := range f.columns {
			notes = append(notes, format.KeyValue{Key: "claimsdesk.heading." + c.column.Name, Value: c.column.Label},
				format.KeyValue{Key: "claimsdesk.meaning." + c.column.Name, Value: c.column.Meaning})
		}
	}
	unreadable := f.unreadable()
	for _, name := range slices.Sorted(maps.Keys(unreadable)) {
		notes = append(notes, format.KeyValue{Key: "claimsdesk.unreadable." + name, Value: strconv.FormatInt(unreadable[name], 10)})
	}
	return notes
}

func (f *parquetFile) sorting() []format.SortingColumn {
	var sorting []format.SortingColumn
	for _, name := range f.opts.SortedBy {
		i := slices.IndexFunc(f.columns, func(c *parquetColumn) bool { return c.column.Name == name })
		if i < 0 {
			break // the columns before it still hold
		}
		sorting = append(sorting, format.SortingColumn{ColumnIdx: int32(i), NullsFirst: true}) //nolint:gosec // dozens
	}
	return sorting
}

func (f *parquetFile) unreadable() map[string]int64 {
	counts := map[string]int64{}
	for _, c := range f.columns {
		if c.unreadable > 0 {
			counts[c.column.Name] = c.unreadable
		}
	}
	return counts
}

func (f *parquetFile) shapeError() error {
	shapes := map[string]DecimalShape{}
	for _, c := range f.columns {
		if c.decimal != nil {
			shapes[c.column.Name] = c.decimal.needed()
		}
	}
	return &ShapeError{Shapes: shapes}
}
