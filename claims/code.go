package claims

import (
	"encoding/base32"
	"fmt"
	"io"
)

// Number is an identifying number of a row and the random code that stands in its place.
type Number struct {
	Kind Identifier
	Text string // as it is in the database
	Code string // filled in by who keeps the codes
}

// codeBytes are enough that two numbers never meet in one code: with 15 million of them the odds are one in ten billion.
const codeBytes = 10

// codeLetters leave out what is easily misread: i, l, o and u.
var codeLetters = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// NewCode draws a code for a number of a kind, such as p4k1zx0v9q2m7tdfr. Nothing of the number goes into it (45 CFR
// 164.514(c)): random should be crypto/rand.Reader.
func NewCode(kind Identifier, random io.Reader) (string, error) {
	var drawn [codeBytes]byte
	if _, err := io.ReadFull(random, drawn[:]); err != nil {
		return "", fmt.Errorf("draw a code: %w", err)
	}
	return kind.CodePrefix() + codeLetters.EncodeToString(drawn[:]), nil
}
