package lake

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"math/big"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// digest sums up a partition: how many rows, what their amounts come to, and the SHA-256 of the rows in order.
type digest struct {
	rows int64
	hash hash.Hash
	sums []amountSum // one per column; of money columns alone
}

func newDigest(columns []claims.Column) *digest {
	return &digest{hash: sha256.New(), sums: make([]amountSum, len(columns))}
}

// add takes a row and its code.
func (d *digest) add(columns []claims.Column, values []claims.Value, code []byte) {
	d.rows++
	_, _ = d.hash.Write(code) // a hash never refuses to be written to
	for i, c := range columns {
		if c.Kind == claims.Money && values[i].Set {
			d.sums[i].add(values[i])
		}
	}
}

func (d *digest) sha256() string { return hex.EncodeToString(d.hash.Sum(nil)) }

// texts are the sums of the money columns by name.
func (d *digest) texts(columns []claims.Column) map[string]string {
	texts := map[string]string{}
	for i, c := range columns {
		if c.Kind == claims.Money {
			texts[c.Name] = d.sums[i].text()
		}
	}
	return texts
}

// amountSum adds amounts exactly: cents as whole numbers, the few that are finer or huge as fractions.
type amountSum struct {
	cents int64
	rest  *big.Rat
}

// mostCents bounds what is added as cents, so that thousands of amounts cannot overflow before they are moved.
const mostCents = 1 << 50

func (s *amountSum) add(v claims.Value) {
	text := v.Text
	if text == "" {
		text = claims.FormatCents(v.Int)
	}
	if v.Int < mostCents && v.Int > -mostCents && atMostCents(text) {
		s.cents += v.Int
		if s.cents > 1<<61 || s.cents < -1<<61 {
			s.addRest(new(big.Rat).SetFrac64(s.cents, 100))
			s.cents = 0
		}
		return
	}
	if amount, ok := new(big.Rat).SetString(text); ok {
		s.addRest(amount)
	}
}

func (s *amountSum) addRest(amount *big.Rat) {
	if s.rest == nil {
		s.rest = new(big.Rat)
	}
	s.rest.Add(s.rest, amount)
}

// atMostCents says that decimal text without exponent has at most two digits behind the point.
func atMostCents(text string) bool {
	point := strings.IndexByte(text, '.')
	return !strings.ContainsAny(text, "eE") && (point < 0 || len(text)-point-1 <= 2)
}

// text is the sum as decimal text with two digits behind the point, more where it has more.
func (s *amountSum) text() string {
	if s.rest == nil {
		return claims.FormatCents(s.cents)
	}
	return decimalText(new(big.Rat).Add(s.rest, new(big.Rat).SetFrac64(s.cents, 100)))
}

// decimalText writes a sum of decimals out in full.
func decimalText(sum *big.Rat) string {
	digits, _ := sum.FloatPrec() // exact: a sum of decimals is one
	return sum.FloatString(max(2, digits))
}
