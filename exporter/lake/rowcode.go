package lake

import (
	"bytes"
	"encoding/binary"
	"errors"

	"github.com/klauspost/compress/zstd"

	"github.com/claimsdesk/claimsdesk/claims"
)

// errRowCode cannot happen as long as rows are decoded by the columns they were encoded by.
var errRowCode = errors.New("kept rows do not fit their columns")

// appendRow encodes a row: for each column a 0 for no value, or a 1 with the number, the text, or for money both. The code
// says everything a row says and nothing else, so that it also serves for the digest.
func appendRow(dst []byte, columns []claims.Column, values []claims.Value) []byte {
	for i, c := range columns {
		v := &values[i]
		if !v.Set {
			dst = append(dst, 0)
			continue
		}
		dst = append(dst, 1)
		if hasNumber(c.Kind) {
			dst = binary.AppendVarint(dst, v.Int)
		}
		if hasText(c.Kind) {
			dst = binary.AppendUvarint(dst, uint64(len(v.Text)))
			dst = append(dst, v.Text...)
		}
	}
	return dst
}

func hasNumber(k claims.Kind) bool { return k == claims.Int || k == claims.Bool || k == claims.Money }
func hasText(k claims.Kind) bool   { return k != claims.Int && k != claims.Bool }

// blockBytes is the size at which rows that are kept are packed.
const blockBytes = 64 << 10

// keptRows are rows of one partition that wait to be written, packed, because rows of many partitions come mixed.
type keptRows struct {
	rows   int
	open   []byte
	blocks [][]byte
	bytes  int64 // memory held
}

// rowPacker packs blocks, with memory of its own for the time that takes.
type rowPacker struct {
	zstd  *zstd.Encoder
	spare []byte
}

// pack returns a packed copy that holds no more memory than it needs: thousands of blocks wait.
func (p *rowPacker) pack(block []byte) []byte {
	p.spare = p.zstd.EncodeAll(block, p.spare[:0])
	return bytes.Clone(p.spare)
}

// add keeps an encoded row and returns by how much the memory held grew.
func (k *keptRows) add(row []byte, packer *rowPacker) int64 {
	before := k.bytes
	held := int64(cap(k.open))
	k.open = append(k.open, row...)
	k.bytes += int64(cap(k.open)) - held
	k.rows++
	if len(k.open) >= blockBytes {
		block := packer.pack(k.open)
		k.blocks = append(k.blocks, block)
		k.bytes += int64(cap(block))
		k.open = k.open[:0]
	}
	return k.bytes - before
}

// source gives the kept rows back in order. Nothing is added meanwhile.
func (k *keptRows) source(columns []claims.Column, unpacker *zstd.Decoder) *keptSource {
	return &keptSource{columns: columns, kept: k, unpacker: unpacker, values: make([]claims.Value, len(columns))}
}

// keptSource implements exporter.RowSource.
type keptSource struct {
	columns  []claims.Column
	kept     *keptRows
	unpacker *zstd.Decoder
	next     int // block
	plain    []byte
	rest     string // of the present block; values are parts of it
	values   []claims.Value
	err      error
}

// Columns implements exporter.RowSource.
func (s *keptSource) Columns() []claims.Column { return s.columns }

// Values implements exporter.RowSource.
func (s *keptSource) Values() []claims.Value { return s.values }

// Err implements exporter.RowSource.
func (s *keptSource) Err() error { return s.err }

// Next implements exporter.RowSource.
func (s *keptSource) Next() bool {
	for s.err == nil && s.rest == "" {
		if !s.unpack() {
			return false
		}
	}
	return s.err == nil && s.decode()
}

// unpack takes the next block; the open one comes last. It is false at the end.
func (s *keptSource) unpack() bool {
	blocks := s.kept.blocks
	switch {
	case s.next < len(blocks):
		s.plain, s.err = s.unpacker.DecodeAll(blocks[s.next], s.plain[:0])
		s.rest = string(s.plain)
	case s.next == len(blocks):
		s.rest = string(s.kept.open)
	default:
		return false
	}
	s.next++
	return true
}

func (s *keptSource) decode() bool {
	for i, c := range s.columns {
		if s.rest == "" {
			return s.fail()
		}
		set := s.rest[0] == 1
		s.rest = s.rest[1:]
		v := claims.Value{Set: set}
		if set && hasNumber(c.Kind) {
			n, size := varint(s.rest)
			if size == 0 {
				return s.fail()
			}
			v.Int, s.rest = int64(n>>1)^-int64(n&1), s.rest[size:] // zigzag, as binary.AppendVarint writes
		}
		if set && hasText(c.Kind) {
			n, size := varint(s.rest)
			if size == 0 || n > uint64(len(s.rest)-size) { //nolint:gosec // size is a part of the text's length
				return s.fail()
			}
			v.Text, s.rest = s.rest[size:size+int(n)], s.rest[size+int(n):] //nolint:gosec // within the text
		}
		s.values[i] = v
	}
	return true
}

func (s *keptSource) fail() bool {
	s.err = errRowCode
	return false
}

// varint reads what binary.AppendUvarint wrote out of text, which the package does not do; size is 0 where there is none.
func varint(text string) (n uint64, size int) {
	for i := 0; i < len(text) && i < binary.MaxVarintLen64; i++ {
		n |= uint64(text[i]&0x7f) << (7 * i)
		if text[i] < 0x80 {
			return n, i + 1
		}
	}
	return 0, 0
}
