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

// Draw is the random part of a code.
type Draw [codeBytes]byte

// NewDraw draws the random part of a code. Nothing of the number goes into it (45 CFR 164.514(c)): random should be
// crypto/rand.Reader.
func NewDraw(random io.Reader) (Draw, error) {
	var d Draw
	if _, err := io.ReadFull(random, d[:]); err != nil {
		return d, fmt.Errorf("draw a code: %w", err)
	}
	return d, nil
}

// Code is the code of a number of a kind, such as p4k1zx0v9q2m7tdfr.
func (d Draw) Code(kind Identifier) string {
	return kind.CodePrefix() + codeLetters.EncodeToString(d[:])
}
