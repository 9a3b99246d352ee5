package store

import (
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// maxRawBytes bounds what a stored resource may unpack to: lines are refused above 32 MiB.
const maxRawBytes = 64 << 20

// packWindow is how far back a packed text may refer: to all of a dictionary and most texts. The packer holds little more than it in
// memory, for each goroutine that packs.
const packWindow = 1 << 20

// newCompressor packs texts one by one, so that one can be replaced without touching others. The fastest level already
// finds the long system URLs that make up most of a claim; a dictionary of earlier texts, where there is one, spares
// them altogether. Its number is written into each packed text. EncodeAll alone is used, from two goroutines at most, and holds
// nothing but memory: there is nothing to close.
func newCompressor(dictionary numbered) (*zstd.Encoder, error) {
	options := []zstd.EOption{
		zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(2), zstd.WithEncoderCRC(false),
		zstd.WithWindowSize(packWindow), zstd.WithLowerEncoderMem(true),
	}
	if dictionary.no != 0 {
		options = append(options, zstd.WithEncoderDictRaw(dictionary.no, dictionary.content))
	}
	enc, err := zstd.NewWriter(nil, options...)
	if err != nil {
		return nil, fmt.Errorf("start compression: %w", err)
	}
	return enc, nil
}

// newDecompressor unpacks what newCompressor packed with any of the dictionaries or none.
func newDecompressor(dictionaries ...numbered) (*zstd.Decoder, error) {
	options := []zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxRawBytes)}
	for _, d := range dictionaries {
		options = append(options, zstd.WithDecoderDictRaw(d.no, d.content))
	}
	dec, err := zstd.NewReader(nil, options...)
	if err != nil {
		return nil, fmt.Errorf("start decompression: %w", err)
	}
	return dec, nil
}
