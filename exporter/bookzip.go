package exporter

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/klauspost/compress/flate"
)

// bookZip is the archive that a workbook is. Excelize would keep it whole in memory and hand its parts over in an order of chance.
// Here a part is packed as it comes, the large ones into the folder for temporary files, and at the end they follow each other in one
// order, so that the same rows give the same bytes and memory stays flat. Sheets of data do not pass through excelize at all.
type bookZip struct {
	out    io.Writer
	tmpDir string
	parts  []*bookPart
	last   *bookPart // the part that grows; nil for none
	flate  *flate.Writer
}

// partInMemory is how many packed bytes of a part wait in memory.
const partInMemory = 1 << 20

// bookPart is a file of the archive while it waits.
type bookPart struct {
	name   string
	packed bytes.Buffer
	file   *os.File // takes what outgrew memory; nil before
	size   uint64   // before packing
	length uint64   // packed
	sum    hash.Hash32
}

func newBookZip(out io.Writer, tmpDir string) *bookZip { return &bookZip{out: out, tmpDir: tmpDir} }

// Create implements excelize.ZipWriter. A part that is there already is ours: excelize has an empty sheet in its place.
func (z *bookZip) Create(name string) (io.Writer, error) {
	if slices.ContainsFunc(z.parts, func(p *bookPart) bool { return p.name == name }) {
		return io.Discard, nil
	}
	return z.open(name)
}

// open begins a part. What is written until the next one begins belongs to it.
func (z *bookZip) open(name string) (io.Writer, error) {
	if err := z.finishPart(); err != nil {
		return nil, err
	}
	part := &bookPart{name: name, sum: crc32.NewIEEE()}
	z.parts, z.last = append(z.parts, part), part
	if z.flate == nil {
		var err error
		if z.flate, err = flate.NewWriter(nil, flate.BestSpeed); err != nil {
			return nil, fmt.Errorf("pack the workbook: %w", err)
		}
	}
	z.flate.Reset(partSink{z, part})
	return partSource{z, part}, nil
}

// AddFS implements excelize.ZipWriter, which never calls it.
func (z *bookZip) AddFS(fs.FS) error { return errors.ErrUnsupported }

// partSource takes a part as it is.
type partSource struct {
	zip  *bookZip
	part *bookPart
}

// Write implements io.Writer.
func (s partSource) Write(p []byte) (int, error) {
	s.part.size += uint64(len(p))
	if _, err := s.part.sum.Write(p); err != nil {
		return 0, err
	}
	return s.zip.flate.Write(p)
}

// partSink takes a part packed.
type partSink struct {
	zip  *bookZip
	part *bookPart
}

// Write implements io.Writer.
func (s partSink) Write(p []byte) (int, error) {
	part := s.part
	part.length += uint64(len(p))
	if part.file == nil && part.packed.Len()+len(p) <= partInMemory {
		return part.packed.Write(p)
	}
	if part.file == nil {
		file, err := os.CreateTemp(s.zip.tmpDir, "book-*")
		if err != nil {
			return 0, fmt.Errorf("pack the workbook: %w", err)
		}
		part.file = file
		if _, err := part.packed.WriteTo(file); err != nil {
			return 0, fmt.Errorf("pack the workbook: %w", err)
		}
	}
	return part.file.Write(p)
}

func (z *bookZip) finishPart() error {
	if z.last == nil {
		return nil
	}
	z.last = nil
	if err := z.flate.Close(); err != nil {
		return fmt.Errorf("pack the workbook: %w", err)
	}
	return nil
}

// Close implements excelize.ZipWriter: it writes the archive.
func (z *bookZip) Close() (err error) {
	defer func() { err = errors.Join(err, z.release()) }()
	if err := z.finishPart(); err != nil {
		return err
	}
	slices.SortFunc(z.parts, func(a, b *bookPart) int {
		const first = "[Content_Types].xml" // some readers look for it at the start
		return cmp.Or(boolOrder(a.name == first, b.name == first), cmp.Compare(a.name, b.name))
	})
	archive := zip.NewWriter(z.out)
	for _, part := range z.parts {
		if err := part.writeTo(archive); err != nil {
			return fmt.Errorf("write the workbook: %w", err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("write the workbook: %w", err)
	}
	return nil
}

// boolOrder puts what is true first.
func boolOrder(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	default:
		return 1
	}
}

func (p *bookPart) writeTo(archive *zip.Writer) error {
	w, err := archive.CreateRaw(&zip.FileHeader{
		Name: p.name, Method: zip.Deflate, CRC32: p.sum.Sum32(), CompressedSize64: p.length, UncompressedSize64: p.size,
	})
	if err != nil {
		return err
	}
	if p.file == nil {
		_, err = p.packed.WriteTo(w)
		return err
	}
	if _, err := p.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	_, err = io.Copy(w, p.file)
	return err
}

// release removes what lies in the folder for temporary files.
func (z *bookZip) release() error {
	var errs []error
	for _, part := range z.parts {
		if part.file != nil {
			errs = append(errs, part.file.Close(), os.Remove(part.file.Name()))
			part.file = nil
		}
	}
	return errors.Join(errs...)
}
