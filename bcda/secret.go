package bcda

import (
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"unicode"
)

// redacted is what every printed secret looks like.
const redacted = "**redacted**"

// Secret is text that no print, log or JSON writer shows: a client secret or an access token.
// The zero Secret is empty. Compare with Equal; == compares identity.
type Secret struct {
	// text is a pointer because fmt does not call methods of unexported fields: it prints an address then.
	text *string
}

// NewSecret wraps text. White space and invisible characters around it, as pasting brings them, are removed.
func NewSecret(text string) Secret {
	text = trimPasted(text)
	return Secret{text: &text}
}

// Reveal returns the text itself. Hand it to a request or a keychain, to nothing else.
func (s Secret) Reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// Empty tells whether there is no text.
func (s Secret) Empty() bool { return s.Reveal() == "" }

// Equal compares the texts in constant time.
func (s Secret) Equal(other Secret) bool {
	return subtle.ConstantTimeCompare([]byte(s.Reveal()), []byte(other.Reveal())) == 1
}

// String implements fmt.Stringer.
func (s Secret) String() string { return redacted }

// GoString implements fmt.GoStringer.
func (s Secret) GoString() string { return redacted }

// Format implements fmt.Formatter, so that no verb (%x, %d, ...) reaches the text.
func (s Secret) Format(f fmt.State, verb rune) {
	out := redacted
	if verb == 'q' {
		out = `"` + redacted + `"`
	}
	// A fmt.State has nobody to report a failed write to.
	_, _ = io.WriteString(f, out)
}

// MarshalJSON implements json.Marshaler.
func (s Secret) MarshalJSON() ([]byte, error) { return json.Marshal(redacted) }

// MarshalText implements encoding.TextMarshaler.
func (s Secret) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// LogValue implements slog.LogValuer.
func (s Secret) LogValue() slog.Value { return slog.StringValue(redacted) }

// trimPasted removes white space and the invisible characters that web pages and mails put around copied text.
func trimPasted(text string) string {
	return strings.TrimFunc(text, func(r rune) bool {
		switch r {
		case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
			return true
		}
		return unicode.IsSpace(r)
	})
}
