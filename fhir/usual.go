package fhir

import (
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Amounts and supporting information, which are most of a claim, CMS writes in one way each. What is written so is read here
// in one go. It is what reading member by member gives, digest included; anything else is read that way.

// What stands between the parts of the usual ways.
const (
	usualCategory = `{"category":`
	usualAmount   = `,"amount":`
	usualValue    = `{"value":`
	usualCurrency = `,"currency":"USD"}`
	usualSequence = `{"sequence":`
	usualKind     = `,"category":`
	usualCode     = `,"code":`
	usualDate     = `,"timingDate":"`
)

// Digests of the parts of the usual ways.
var (
	ofCategory = digestOf("category", ofKey)
	ofAmount   = digestOf(keyAmount, ofKey)
	ofValue    = digestOf(keyValue, ofKey)
	ofSequence = digestOf("sequence", ofKey)
	ofCode     = digestOf("code", ofKey)
	ofDate     = digestOf("timingDate", ofKey)
	inDollars  = digestOf("currency", ofKey).then(digestOf("USD", ofText))
)

// behind is the place behind a part that stands at pos, or -1.
func (t *tokens) behind(pos int, part string) int {
	if !strings.HasPrefix(t.text[pos:], part) {
		return -1
	}
	return pos + len(part)
}

// amountAt reads an amount at pos. Its end is -1 where it is written in another way.
func (t *tokens) amountAt(pos int) (value string, d digest, end int) {
	start := t.behind(pos, usualValue)
	if start < 0 {
		return "", digest{}, -1
	}
	last := t.numberEnd(start)
	if last < 0 {
		return "", digest{}, -1
	}
	if end = t.behind(last, usualCurrency); end < 0 {
		return "", digest{}, -1
	}
	value = t.text[start:last]
	return value, closedObject(ofValue.then(digestOf(value, ofPlain)).and(inDollars), 2), end
}

// usualMoney reads an amount that is written as usual.
func (d *decoder) usualMoney(into *money) bool {
	if d.depth+1 > maxNesting || d.depth+1 == paidDepth { // the payment is seen by survey
		return false
	}
	value, digest, end := d.amountAt(d.pos)
	if end < 0 {
		return false
	}
	*into = money{number(value)}
	d.pos = end
	d.add(d.depth, digest)
	return true
}

// usualAdjudication reads {"category":{...},"amount":{"value":1.5,"currency":"USD"}} with a category that is known.
func (d *decoder) usualAdjudication(into *adjudication) bool {
	pos := d.behind(d.pos, usualCategory)
	if pos < 0 {
		return false
	}
	last := d.memory.last
	k := d.knownAt(pos, knownConcept, "category")
	if k == nil {
		return false
	}
	if pos = d.behind(pos+len(k.text), usualAmount); pos >= 0 {
		value, amount, end := d.amountAt(pos)
		if end >= 0 && end < len(d.text) && d.text[end] == '}' {
			*into = adjudication{Category: k.concept, Amount: money{number(value)}}
			d.pos = end + 1
			d.add(d.depth, closedObject(ofCategory.then(k.digest).and(ofAmount.then(amount)), 2))
			return true
		}
	}
	d.memory.last = last
	return false
}

// usualInfo reads {"sequence":1,"category":{...},"code":{...}} with concepts that are known, and the same with a timingDate
// in place of the code.
func (d *decoder) usualInfo(into *supportingInfo) bool {
	start := d.behind(d.pos, usualSequence)
	if start < 0 {
		return false
	}
	end := d.numberEnd(start)
	if end < 0 {
		return false
	}
	pos := d.behind(end, usualKind)
	if pos < 0 {
		return false
	}
	last := d.memory.last
	category := d.knownAt(pos, knownConcept, "category")
	if category == nil {
		return false
	}
	sequence := d.text[start:end]
	pos += len(category.text)
	what, pos := d.usualFact(pos, into)
	if pos < 0 || pos >= len(d.text) || d.text[pos] != '}' {
		*into = supportingInfo{}
		d.memory.last = last
		return false
	}
	into.Sequence, into.Category = number(sequence), category.concept
	d.pos = pos + 1
	members := ofSequence.then(digestOf(sequence, ofPlain)).and(ofCategory.then(category.digest)).and(what)
	d.add(d.depth, closedObject(members, 3))
	return true
}

// usualFact reads the code or the day of supporting information, with the comma and the key in front of it.
func (d *decoder) usualFact(pos int, into *supportingInfo) (what digest, end int) {
	if code := d.behind(pos, usualCode); code >= 0 {
		k := d.knownAt(code, knownConcept, "code")
		if k == nil {
			return digest{}, -1
		}
		into.Code = k.concept
		return ofCode.then(k.digest), code + len(k.text)
	}
	day := d.behind(pos, usualDate)
	if day < 0 {
		return digest{}, -1
	}
	end = day + len("YYYY-MM-DD")
	if end >= len(d.text) || d.text[end] != '"' || !isDay(d.text[day:end]) {
		return digest{}, -1
	}
	into.TimingDate = d.text[day:end]
	return ofDate.then(digestOf(into.TimingDate, ofText)), end + 1
}

// isDay says that a text consists of digits and of hyphens where a date has them.
func isDay(text string) bool {
	_, ok := claims.DateText(text)
	return ok
}
