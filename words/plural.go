package words

import (
	"fmt"
	"strconv"
)

// Plural is a message that depends on a number.
type Plural struct {
	form func(n int) string
}

// OneOrMore is an English message in its two forms. The first place of each is the number.
func OneOrMore(one, more string) Plural {
	return Plural{form: func(n int) string {
		if n == 1 {
			return one
		}
		return more
	}}
}

// Of says the message of a number, and of what else it has places for: 1 claim; 12,418 claims.
func (p Plural) Of(n int, more ...any) string {
	return fmt.Sprintf(p.form(n), append([]any{Number(n)}, more...)...)
}

// Number prints a number with thousands marks: 12,418.
func Number(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0 && text[i-1] != '-'; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
