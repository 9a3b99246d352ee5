package practice

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"slices"
	"sync"
)

// servedFile is one file of a completed job. Its lines are written and compressed
// when it is first downloaded.
type servedFile struct {
	name     string
	onTheFly bool // compressed while it is sent, and without ranges
	spec     FileSpec

	mu         sync.Mutex // held while the file is made, so that it is made once
	plainBytes int64      // size of all lines, once made
}

// defaultCacheBytes is enough for the files that a client downloads at the same
// time, and for their repetition; 50 people's EOBs take a few MiB.
const defaultCacheBytes = 64 << 20

// cache keeps compressed files within a budget; the one used longest ago goes
// first. The newest always stays, however large.
type cache struct {
	budget int64

	mu    sync.Mutex
	files []cached // used longest ago first
	size  int64
}

type cached struct {
	file  *servedFile
	bytes []byte
}

func (c *cache) bytes(f *servedFile) ([]byte, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	at := slices.IndexFunc(c.files, func(e cached) bool { return e.file == f })
	if at < 0 {
		return nil, false
	}
	e := c.files[at]
	c.files = append(slices.Delete(c.files, at, at+1), e)
	return e.bytes, true
}

func (c *cache) save(f *servedFile, b []byte) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.files = append(c.files, cached{f, b})
	c.size += int64(len(b))
	for c.size > c.budget && len(c.files) > 1 {
		c.size -= int64(len(c.files[0].bytes))
		c.files = slices.Delete(c.files, 0, 1)
	}
}

// stored returns a file compressed, and the size of its lines. The same file
// gives the same bytes each time, also when it has to be made again.
func (s *Server) stored(f *servedFile) (compressed []byte, plainBytes int64, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if b, ok := s.cache.bytes(f); ok {
		return b, f.plainBytes, nil
	}
	var buf bytes.Buffer
	count := &counter{}
	if err := compress(&buf, func(w io.Writer) error { return f.spec.Write(io.MultiWriter(w, count)) }); err != nil {
		return nil, 0, fmt.Errorf("make file of %s: %w", f.spec.Type, err)
	}
	f.plainBytes = count.n
	s.cache.save(f, buf.Bytes())
	return buf.Bytes(), f.plainBytes, nil
}

// compress writes one gzip member. Speed matters more than size here.
func compress(w io.Writer, write func(io.Writer) error) error {
	zip, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err != nil {
		return err
	}
	if err := write(zip); err != nil {
		return err
	}
	return zip.Close()
}

// emptyMember is the gzip member without content that the real server appends to
// a download (docs/reference/bcda-protocol.md 5).
func emptyMember() ([]byte, error) {
	var buf bytes.Buffer
	if err := gzip.NewWriter(&buf).Close(); err != nil {
		return nil, fmt.Errorf("make empty gzip member: %w", err)
	}
	return buf.Bytes(), nil
}

// counter counts the bytes written to it.
type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}
