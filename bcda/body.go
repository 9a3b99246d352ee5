package bcda

import (
	"context"
	"errors"
	"io"
	"net/http"
)

// Body is the plain NDJSON of a file while it is downloaded. One goroutine reads it.
type Body struct {
	ctx    context.Context // of the download, to tell a stop from a cut
	resp   *http.Response
	plain  io.Reader
	limits Limits
	whole  bool // a clean end of the stream proves completeness

	stats FileStats
	some  bool // a byte that is no white space was read
	last  byte // the last such byte
	ended bool // last byte read was a line break
	err   error
}

// Read implements io.Reader. io.EOF means that the file was whole: checksum, length and last line are right.
// Otherwise the error is ErrTruncated, ErrTooLarge, ErrNotBCDA or the end of the context, and stays.
func (b *Body) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	n, err := b.plain.Read(p)
	b.note(p[:n])
	switch {
	case b.limits.exceeded(b.stats.CompressedBytes, b.stats.PlainBytes):
		b.err = b.status(ErrTooLarge, nil)
		return 0, b.err
	case b.some && b.stats.PlainBytes == int64(n) && isHTML("", p[:n]):
		b.err = b.status(ErrNotBCDA, nil)
		return 0, b.err
	case errors.Is(err, io.EOF):
		b.err = b.end()
	case err != nil:
		b.err = b.failure(err)
	}
	if n > 0 {
		return n, nil // the error comes with the next call
	}
	return 0, b.err
}

// note counts plain bytes and remembers how the text ends.
func (b *Body) note(p []byte) {
	b.stats.PlainBytes += int64(len(p))
	for i := len(p) - 1; i >= 0; i-- {
		if c := p[i]; c != ' ' && c != '\t' && c != '\r' && c != '\n' {
			b.some, b.last = true, c
			break
		}
	}
	if len(p) > 0 {
		b.ended = p[len(p)-1] == '\n'
	}
}

// end decides what a clean end of the stream means.
func (b *Body) end() error {
	switch {
	case !b.some && b.whole:
		return io.EOF // no lines at all
	case b.last != '}' || (!b.whole && !b.ended):
		return b.status(ErrTruncated, errors.New("the last line is not complete"))
	}
	return io.EOF
}

// failure turns an error of reading or unpacking into one of the kinds.
func (b *Body) failure(err error) error {
	switch {
	case b.ctx.Err() != nil:
		return b.status(ErrInterrupted, b.ctx.Err())
	case bodyStalled(b.resp):
		return b.status(ErrTruncated, errStalled)
	case errors.Is(err, io.EOF):
		err = io.ErrUnexpectedEOF
	}
	return b.status(ErrTruncated, err)
}

func (b *Body) status(kind Kind, cause error) error {
	return &StatusError{Op: OpDownload, Status: b.resp.StatusCode, Kind: kind, Err: cause, sent: true}
}

// Err returns the error that ended the body; nil while it is going on and after a whole file.
func (b *Body) Err() error {
	if errors.Is(b.err, io.EOF) {
		return nil
	}
	return b.err
}

// Stats returns the counts so far.
func (b *Body) Stats() FileStats { return b.stats }

// Close ends the download. It does not say whether the file was whole; Read does.
func (b *Body) Close() error { return b.resp.Body.Close() }

// countingReader counts the bytes read through it.
type countingReader struct {
	r io.Reader
	n *int64
}

// Read implements io.Reader.
func (c *countingReader) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	*c.n += int64(n)
	return n, err
}
