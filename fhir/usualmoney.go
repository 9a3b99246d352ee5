package fhir

import "strings"

// Amounts of CMS are all written in one way. What stands between the brackets is the same as that of other spellings, and
// so is its digest.
const (
	moneyHead = `{"value":`
	moneyTail = `,"currency":"USD"}`
)

// Digests of the parts of an amount.
var (
	moneyKey = digestOf(keyValue, ofKey)
	moneyUSD = digestOf("currency", ofKey).then(digestOf("USD", ofText))
)

// usualMoney goes over an amount as CMS writes it and returns its number; it is false for any other value.
func (t *tokens) usualMoney() (value string, ok bool) {
	if !strings.HasPrefix(t.text[t.pos:], moneyHead) || t.depth+1 >= maxNesting || t.depth+1 == paidDepth {
		return "", false
	}
	start := t.pos + len(moneyHead)
	end := t.numberEnd(start)
	if end < 0 || !strings.HasPrefix(t.text[end:], moneyTail) {
		return "", false
	}
	value = t.text[start:end]
	t.pos = end + len(moneyTail)
	members := moneyKey.then(digestOf(value, ofPlain)).and(moneyUSD)
	t.add(t.depth, closedObject(members, 2))
	return value, true
}
