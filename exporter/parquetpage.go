package exporter

import (
	"encoding/binary"
	"hash/crc32"
	"math/bits"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// pageList is the finished pages of a column in a row group, and what the footer says of them.
type pageList struct {
	packed     []byte // headers and packed pages, one after the other
	plainBytes int64  // headers and pages before they were packed
	rows       int64
	nulls      int64
	direct     int32 // pages that hold values
	indexed    int32 // pages that hold places in the dictionary
	body       []byte
	scratch    []byte
}

func (l *pageList) clear() {
	l.packed, l.plainBytes, l.rows, l.nulls, l.direct, l.indexed = l.packed[:0], 0, 0, 0, 0, 0
}

// endPage encodes the present page: levels, then places or values (data page version 1, which every reader knows).
func (c *parquetColumn) endPage(packer *pagePacker, rows int) error {
	c.settle()
	l := &c.pages
	encoding := format.RLEDictionary
	l.body = c.appendLevels(l.body[:0], rows)
	if c.direct || c.values == 0 { // a page without any value needs no dictionary
		encoding = format.Plain
		l.body = c.appendPlain(l.body)
	} else if err := c.appendPlaces(); err != nil {
		return err
	}
	nulls := rows - c.values
	header := format.PageHeader{Type: format.DataPage, DataPageHeader: thrift.New(format.DataPageHeader{
		NumValues: int32(rows), Encoding: encoding, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE, //nolint:gosec // rows of a page
		Statistics: format.Statistics{NullCount: int64(nulls)},
	})}
	if encoding == format.Plain {
		l.direct++
	} else {
		l.indexed++
	}
	l.rows += int64(rows)
	l.nulls += int64(nulls)
	plain, packed, err := packer.pack(l.packed, l.body, header)
	if err != nil {
		return err
	}
	l.packed, l.plainBytes = packed, l.plainBytes+plain
	c.clearPage()
	c.direct = c.direct || len(c.dictionary.plain) > parquetDictionaryBytes
	return nil
}

// appendLevels adds which rows have a value, in the format's mix of runs and bits: one run where all or none have, else bits.
func (c *parquetColumn) appendLevels(dst []byte, rows int) []byte {
	start := len(dst)
	dst = binary.LittleEndian.AppendUint32(dst, 0)
	if c.values == 0 || c.values == rows {
		dst = append(binary.AppendUvarint(dst, uint64(rows)<<1), c.levels[0]&1) //nolint:gosec // rows of a page
	} else {
		groups := (rows + 7) / 8
		dst = append(binary.AppendUvarint(dst, uint64(groups)<<1|1), c.levels[:groups]...) //nolint:gosec // rows of a page
	}
	binary.LittleEndian.PutUint32(dst[start:], uint32(len(dst)-start-4)) //nolint:gosec // less than a page
	return dst
}

// appendPlaces adds the width of places in bits and the places.
func (c *parquetColumn) appendPlaces() error {
	l := &c.pages
	width := max(1, bits.Len(uint(c.dictionary.len()-1)))
	places, err := (&rle.Encoding{BitWidth: width}).EncodeInt32(l.scratch[:0], c.places)
	if err != nil {
		return err
	}
	l.scratch = places
	l.body = append(append(l.body, byte(width)), places...) //nolint:gosec // at most 17
	return nil
}

// appendPlain adds the values.
func (c *parquetColumn) appendPlain(dst []byte) []byte {
	if c.physical != format.Boolean {
		return append(dst, c.plain...)
	}
	for i := 0; i < len(c.plain); i += 8 {
		var eight byte
		for bit, b := range c.plain[i:min(i+8, len(c.plain))] {
			eight |= b << bit
		}
		dst = append(dst, eight)
	}
	return dst
}

// pagePacker packs pages, with memory of its own for the time that takes.
type pagePacker struct {
	zstd  *zstd.Encoder
	spare []byte
}

func newPagePacker() (*pagePacker, error) {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderCRC(false))
	return &pagePacker{zstd: encoder}, err
}

// pack appends a header and the packed body to dst, and returns their length before packing.
func (p *pagePacker) pack(dst, body []byte, header format.PageHeader) (plain int64, _ []byte, err error) {
	p.spare = p.zstd.EncodeAll(body, p.spare[:0])
	header.UncompressedPageSize = int32(len(body))  //nolint:gosec // a page of the longest lines stays below
	header.CompressedPageSize = int32(len(p.spare)) //nolint:gosec // the same
	header.CRC = int32(crc32.ChecksumIEEE(p.spare)) //nolint:gosec // the format keeps the bits in a signed number
	head, err := thrift.Marshal(new(thrift.CompactProtocol), header)
	if err != nil {
		return 0, nil, err
	}
	return int64(len(head) + len(body)), append(append(dst, head...), p.spare...), nil
}

// endGroup returns the column's part of the row group, to be written at an offset of the file: the dictionary and the pages.
func (c *parquetColumn) endGroup(packer *pagePacker, offset int64) (format.ColumnMetaData, [][]byte, error) {
	l := &c.pages
	meta := format.ColumnMetaData{
		Type: c.physical, Codec: format.Zstd, PathInSchema: []string{c.column.Name}, Encoding: []format.Encoding{format.Plain, format.RLE},
		NumValues: l.rows, TotalUncompressedSize: l.plainBytes, DataPageOffset: offset, Statistics: c.bounds.statistics(c.physical, l.nulls),
	}
	stat := func(page format.PageType, encoding format.Encoding, count int32) {
		if count > 0 {
			meta.EncodingStats = append(meta.EncodingStats, format.PageEncodingStats{PageType: page, Encoding: encoding, Count: count})
		}
	}
	var parts [][]byte
	if l.indexed > 0 {
		header := format.PageHeader{Type: format.DictionaryPage, DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{
			NumValues: int32(c.dictionary.len()), Encoding: format.Plain, //nolint:gosec // no more than rows
		})}
		plain, page, err := packer.pack(nil, c.dictionary.plain, header)
		if err != nil {
			return meta, nil, err
		}
		meta.Encoding = append(meta.Encoding, format.RLEDictionary)
		meta.DictionaryPageOffset, meta.DataPageOffset = offset, offset+int64(len(page))
		meta.TotalUncompressedSize += plain
		stat(format.DictionaryPage, format.Plain, 1)
		parts = append(parts, page)
	}
	stat(format.DataPage, format.RLEDictionary, l.indexed)
	stat(format.DataPage, format.Plain, l.direct)
	parts = append(parts, l.packed)
	for _, part := range parts {
		meta.TotalCompressedSize += int64(len(part))
	}
	return meta, parts, nil
}
