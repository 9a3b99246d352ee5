package store

import (
	"fmt"

	"github.com/klauspost/compress/zstd"
)

// maxRawBytes bounds what a stored resource may unpack to: lines are refused above 32 MiB.
const maxRawBytes = 64 << 20

// newCompressor packs resources one by one, so that one can be replaced without touching others. The fastest level
// already finds the long system URLs that make up most of a claim.
func newCompressor() (*zstd.Encoder, error) {
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithEncoderCRC(false))
	if err != nil {
		return nil, fmt.Errorf("start compression: %w", err)
	}
	return enc, nil
}

// newDecompressor unpacks what newCompressor packed.
func newDecompressor() (*zstd.Decoder, error) {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxRawBytes))
	if err != nil {
		return nil, fmt.Errorf("start decompression: %w", err)
	}
	return dec, nil
}
