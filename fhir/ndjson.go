package fhir

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// MaxLineBytes is the longest line that is read. The largest resources CMS serves are claims of a few hundred lines
// (below 2 MiB); the limit only keeps a damaged file from filling the memory.
const MaxLineBytes = 32 << 20

// lineBufferBytes is how much is read at a time; most resources are shorter, so a line is one slice of it.
const lineBufferBytes = 256 << 10

// Line is one line of an NDJSON file.
type Line struct {
	Number int    // 1-based; blank lines count
	Bytes  []byte // without byte-order mark and line end; nil when TooLong; valid until the next call of Next
	// TooLong is true for a line above MaxLineBytes: its content was skipped.
	TooLong bool
	Length  int // bytes of the line, without its line end
}

// Lines splits a stream into lines. It tolerates a byte-order mark at the start, CRLF line ends, blank lines, which it
// leaves out, and a missing line end after the last line. Its memory does not grow with a line that is too long.
type Lines struct {
	r      *bufio.Reader
	long   []byte // put together from several reads
	number int
	err    error // what ended the stream
}

// NewLines returns a reader of the lines of r.
func NewLines(r io.Reader) *Lines {
	return &Lines{r: bufio.NewReaderSize(r, lineBufferBytes)}
}

// Next returns the next line that is not blank. It returns io.EOF after the last one; any other error is that of the
// stream, and the piece of a line that stood before it is not returned, because it is no whole line.
func (l *Lines) Next() (Line, error) {
	if l.number == 0 && l.err == nil {
		l.skipMark()
	}
	for l.err == nil {
		line := l.read()
		if l.err != nil && !errors.Is(l.err, io.EOF) {
			break
		}
		if line.TooLong || len(bytes.Trim(line.Bytes, " \t\r")) > 0 {
			return line, nil
		}
	}
	return Line{}, l.err
}

var byteOrderMark = []byte("\xef\xbb\xbf")

// skipMark leaves a stream that breaks or ends in its first three bytes to read, which meets the same error again.
func (l *Lines) skipMark() {
	start, err := l.r.Peek(len(byteOrderMark))
	if err == nil && bytes.Equal(start, byteOrderMark) {
		_, l.err = l.r.Discard(len(byteOrderMark))
	}
}

// read takes one line, of which the last may lack its end, and keeps the error that ended the stream.
func (l *Lines) read() Line {
	piece, err := l.r.ReadSlice('\n')
	l.number++
	if !errors.Is(err, bufio.ErrBufferFull) {
		l.err = err
		return l.line(trimLineEnd(piece))
	}
	l.long = append(l.long[:0], piece...)
	for errors.Is(err, bufio.ErrBufferFull) {
		if len(l.long) > MaxLineBytes+len("\r\n") {
			return l.skipRest()
		}
		piece, err = l.r.ReadSlice('\n')
		l.long = append(l.long, piece...)
	}
	l.err = err
	return l.line(trimLineEnd(l.long))
}

func (l *Lines) line(content []byte) Line {
	if len(content) > MaxLineBytes {
		return Line{Number: l.number, TooLong: true, Length: len(content)}
	}
	return Line{Number: l.number, Bytes: content, Length: len(content)}
}

// skipRest measures what is left of a line that is already too long and lets go of its memory.
func (l *Lines) skipRest() Line {
	length := len(l.long)
	endsInReturn := l.long[length-1] == '\r' // the line end may be cut between two reads
	l.long = nil
	for {
		piece, err := l.r.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			length += len(piece)
			endsInReturn = piece[len(piece)-1] == '\r'
			continue
		}
		l.err = err
		length += len(trimLineEnd(piece))
		if endsInReturn && (len(piece) == 0 || piece[0] == '\n') {
			length--
		}
		return Line{Number: l.number, TooLong: true, Length: length}
	}
}

// trimLineEnd cuts LF or CRLF, and the CR of a last line whose LF is missing.
func trimLineEnd(piece []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(piece, []byte("\n")), []byte("\r"))
}
