package app

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"

	"filippo.io/age"
	"github.com/klauspost/compress/zstd"
)

// spoolMemory is how many compressed bytes of downloaded files wait in memory; what goes beyond waits on disk, encrypted.
const spoolMemory = 8 << 20

// spoolWindow is how far back, in bytes, the packing of a waiting file looks; four downloads each hold a few of these.
const spoolWindow = 512 << 10

// spool holds downloaded files until the one writer takes them. Nothing of a claim lies on disk in clear: the key of what
// it puts there is made for this run and never leaves memory, so what a crash leaves behind is noise.
type spool struct {
	dir      string
	identity *age.X25519Identity
	mu       sync.Mutex
	left     int64 // bytes that may still wait in memory
}

// newSpool makes a spool over a private folder, which is made when it is needed. memory is in bytes.
func newSpool(dir string, memory int64) (*spool, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("make a key for waiting files: %w", err)
	}
	return &spool{dir: dir, identity: identity, left: memory}, nil
}

// take reserves n bytes of memory.
func (s *spool) take(n int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n > s.left {
		return false
	}
	s.left -= n
	return true
}

func (s *spool) give(n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left += n
}

// heldFile keeps a downloaded file, compressed, until the writer takes it. It is filled only with whole files: when the
// download turns out to be cut off, filling starts again.
type heldFile struct {
	spool  *spool
	memory bytes.Buffer
	file   *os.File       // nil while everything is in memory
	sealed io.WriteCloser // encrypts into file
}

func (s *spool) newFile() *heldFile { return &heldFile{spool: s} }

// fill is the consumer of a download; it may be called again after a failure.
func (h *heldFile) fill(plain io.Reader) error {
	if err := h.release(); err != nil {
		return err
	}
	enc, err := zstd.NewWriter(h, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1),
		zstd.WithWindowSize(spoolWindow), zstd.WithLowerEncoderMem(true))
	if err != nil {
		return fmt.Errorf("hold the file: %w", err)
	}
	_, err = io.Copy(enc, plain)
	err = errors.Join(err, enc.Close())
	if h.sealed != nil {
		err = errors.Join(err, h.sealed.Close())
		h.sealed = nil
	}
	return err
}

// Write implements io.Writer for the compressor.
func (h *heldFile) Write(p []byte) (int, error) {
	if h.file == nil && h.spool.take(int64(len(p))) {
		return h.memory.Write(p)
	}
	if h.file == nil {
		if err := h.spill(); err != nil {
			return 0, err
		}
	}
	return h.sealed.Write(p)
}

// spill moves what is in memory to the disk, where the rest follows.
func (h *heldFile) spill() error {
	if err := makeFolder(h.spool.dir); err != nil {
		return err
	}
	var err error
	if h.file, err = os.CreateTemp(h.spool.dir, "waiting-*.age"); err != nil {
		return fmt.Errorf("make a file for what waits: %w", err)
	}
	if h.sealed, err = age.Encrypt(h.file, h.spool.identity.Recipient()); err != nil {
		return fmt.Errorf("seal what waits: %w", err)
	}
	if _, err := h.sealed.Write(h.memory.Bytes()); err != nil {
		return fmt.Errorf("write what waits: %w", err)
	}
	h.spool.give(int64(h.memory.Len()))
	h.memory = bytes.Buffer{}
	return nil
}

// open reads the file back, from its beginning each time.
func (h *heldFile) open() (io.ReadCloser, error) {
	var packed io.Reader = bytes.NewReader(h.memory.Bytes())
	if h.file != nil {
		if _, err := h.file.Seek(0, io.SeekStart); err != nil {
			return nil, fmt.Errorf("go back in the held file: %w", err)
		}
		var err error
		if packed, err = age.Decrypt(h.file, h.spool.identity); err != nil {
			return nil, fmt.Errorf("unseal the held file: %w", err)
		}
	}
	dec, err := zstd.NewReader(packed, zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, fmt.Errorf("read the held file: %w", err)
	}
	return dec.IOReadCloser(), nil
}

// release forgets the file and gives its room back.
func (h *heldFile) release() error {
	h.spool.give(int64(h.memory.Len()))
	h.memory = bytes.Buffer{}
	if h.file == nil {
		return nil
	}
	name := h.file.Name()
	err := errors.Join(h.file.Close(), os.Remove(name))
	h.file, h.sealed = nil, nil
	if err != nil {
		return fmt.Errorf("remove a held file: %w", err)
	}
	return nil
}

// clearSpool removes what a crash left in the folder. Its keys are gone, so nobody can read it.
func clearSpool(dir string) error {
	left, err := filepath.Glob(filepath.Join(dir, "waiting-*.age"))
	if err != nil {
		return fmt.Errorf("look for left-over files: %w", err)
	}
	for _, name := range left {
		if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("remove a left-over file: %w", err)
		}
	}
	return nil
}
