package fhir

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

// textChunkBytes is how much memory for texts is taken at a time.
const textChunkBytes = 16 << 10

// texts keeps texts that stand nowhere in the line as they are needed. Its memory is never used again, so they stay valid
// for as long as anybody holds them.
type texts struct{ chunk []byte }

func (k *texts) keep(b []byte) string {
	if len(b) == 0 {
		return ""
	}
	if cap(k.chunk)-len(k.chunk) < len(b) {
		k.chunk = make([]byte, 0, max(textChunkBytes, len(b)))
	}
	k.chunk = append(k.chunk, b...)
	return viewOf(k.chunk[len(k.chunk)-len(b):])
}

// concat puts texts together. Nil texts keep nothing.
func (k *texts) concat(a, b, c string) string {
	if k == nil {
		return a + b + c
	}
	var room [32]byte // more than any code
	return k.keep(append(append(append(room[:0], a...), b...), c...))
}

// copied is a text of its own, that keeps nothing else in memory.
func (k *texts) copied(text string) string {
	return k.keep(unsafe.Slice(unsafe.StringData(text), len(text))) //nolint:gosec // only read
}

// viewOf is the bytes as text without copying them. Nobody may change them as long as the text is in use.
func viewOf(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b)) //nolint:gosec // the bytes are not written again; see its callers
}

// escapeLength is the length of the escape that s starts with, or 0 where it is none (RFC 8259 section 7).
func escapeLength(s string) int {
	if len(s) < 2 {
		return 0
	}
	switch s[1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return 2
	case 'u':
		if _, ok := codeUnit(s); ok {
			return 6
		}
	}
	return 0
}

// codeUnit reads an escape such as \u00e9 at the start of s.
func codeUnit(s string) (rune, bool) {
	if len(s) < 6 || s[0] != '\\' || s[1] != 'u' || strings.Trim(s[2:6], "0123456789abcdefABCDEF") != "" {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
}

// unescaped decodes a text whose escapes are known to be right.
func (t *tokens) unescaped(raw string) string {
	t.spare = appendUnescaped(t.spare[:0], raw)
	return t.texts.keep(t.spare)
}

// appendUnescaped appends a text whose escapes are known to be right. Half a surrogate pair becomes U+FFFD, as in
// encoding/json.
func appendUnescaped(out []byte, raw string) []byte {
	for {
		i := strings.IndexByte(raw, '\\')
		if i < 0 {
			return append(out, raw...)
		}
		out = append(out, raw[:i]...)
		raw = raw[i:]
		switch raw[1] {
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			r, n := escapedRune(raw)
			out, raw = utf8.AppendRune(out, r), raw[n:]
			continue
		default:
			out = append(out, raw[1])
		}
		raw = raw[2:]
	}
}

// escapedRune reads the one or two \u escapes of a character at the start of s, and their length.
func escapedRune(s string) (r rune, length int) {
	r, _ = codeUnit(s) // known to be right
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if low, ok := codeUnit(s[6:]); ok {
		if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
			return pair, 12
		}
	}
	return utf8.RuneError, 6
}
