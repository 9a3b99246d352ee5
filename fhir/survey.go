package fhir

import (
	"encoding/binary"

	"github.com/claimsdesk/claimsdesk/claims"
)

// maxNesting is how deep objects and arrays of a resource may stand in each other. FHIR needs about fifteen; the limit
// keeps a hostile line from using up the stack.
const maxNesting = 200

// survey notes what a resource says while tokens walks over it, apart from the structs of the decoder and from the rules, so
// that a mistake in either shows: a hash of the content, the figures that the rows must add up to (docs/reference/flattening.md
// 5), and the code systems that no rule knows.
//
// By its hash two deliveries of the same content are recognised (flattening.md 4.1):
//
//   - the order of keys, blanks and the spelling of escapes do not matter;
//   - the top-level keys created (the time of the export in v2) and meta are left out;
//   - numbers keep their text, so 1.0 and 1.00 differ;
//   - the order of an array's elements does not matter, because it differs between servers and exports; only in the arrays of
//     keptOrder, where FHIR or flattening.md reads something into the order, it does.
type survey struct {
	frames  [maxNesting + 1]frame // what is open at each depth; the first holds the resource itself
	figures claims.ClaimFigures
	unknown map[string]int
	known   [knownKept]uint64 // digests of systems that a rule knows, to know them again
}

// knownKept is how many systems are known again at once: a power of two beyond the some hundred that CMS uses.
const knownKept = 512

// frame is an object or an array that is open.
type frame struct {
	key     string // of the member at hand
	keyHash digest
	sum     digest // of what was read
	count   uint64
	kind    frameKind
	leftOut bool // the member at hand says something about the delivery, not about the content
}

type frameKind uint8

const (
	inList   frameKind = iota // an array whose order says something, and the place of the resource
	inArray                   // an array in any order
	inObject                  // members, in any order
)

// Seeds for the kinds of values.
const (
	ofText = iota + 1
	ofPlain
	ofKey
)

func (s *survey) start() {
	s.frames[0] = frame{}
	s.figures, s.unknown = claims.ClaimFigures{}, nil
}

// hash is that of the resource, once it was read.
func (s *survey) hash() (sum [16]byte) {
	d := s.frames[0].sum
	binary.BigEndian.PutUint64(sum[:8], d.a)
	binary.BigEndian.PutUint64(sum[8:], d.b)
	return sum
}

// keptOrder tells the arrays whose order says something: names and street lines are read from first to last, the first
// name and address are the ones shown, modifiers without a number take their slot by order, and the first number of a
// line's pointers is the main one.
func keptOrder(key string) bool {
	switch key {
	case "given", "prefix", "suffix", "name", "line", "address", "modifier",
		"careTeamSequence", "diagnosisSequence", "procedureSequence", "informationSequence":
		return true
	}
	return false
}

// Keys of a claim that figures are read from.
const (
	keyItem      = "item"
	keyDiagnosis = "diagnosis"
	keyPayment   = "payment"
	keyAmount    = "amount"
	keyValue     = "value"
	keySystem    = "system"
)

// entered says that an object or array was opened, which is now at depth.
func (s *survey) entered(depth int, bracket byte) {
	f, in := &s.frames[depth], &s.frames[depth-1]
	f.sum, f.count, f.leftOut, f.kind = digest{}, 0, false, inObject
	if bracket == '[' {
		f.key, f.kind = "", inArray
		if in.kind == inObject && keptOrder(in.key) {
			f.kind = inList
		}
	}
}

// named says which member of the object at depth follows. Of a key that stands twice the last one counts.
func (s *survey) named(depth int, key string, hash digest) {
	f := &s.frames[depth]
	f.key, f.keyHash = key, hash
	if depth > 1 {
		return
	}
	switch key {
	case "created", "meta":
		f.leftOut = true
		return
	case keyItem:
		s.figures.Lines = 0
	case keyDiagnosis:
		s.figures.Diagnoses = 0
	}
	f.leftOut = false
}

// left says that what was open at depth+1 is closed.
func (s *survey) left(depth int) {
	f := &s.frames[depth+1]
	if depth == 1 && f.kind != inObject {
		switch s.frames[1].key {
		case keyItem:
			s.figures.Lines = int(f.count) //nolint:gosec // at most the bytes of a line
		case keyDiagnosis:
			s.figures.Diagnoses = int(f.count) //nolint:gosec // at most the bytes of a line
		}
	}
	s.add(depth, s.closed(depth))
}

// closed is the digest of the object or array that was closed last at depth+1.
func (s *survey) closed(depth int) digest {
	f := &s.frames[depth+1]
	return f.sum.then(digest{f.count, uint64(f.kind)})
}

// closedObject is the digest of an object out of that of its members.
func closedObject(members digest, count uint64) digest {
	return members.then(digest{count, uint64(inObject)})
}

// add takes a value into what is open at depth.
func (s *survey) add(depth int, d digest) {
	f := &s.frames[depth]
	switch f.kind {
	case inObject:
		if f.leftOut {
			return
		}
		f.sum = f.sum.and(f.keyHash.then(d))
	case inArray:
		f.sum = f.sum.and(d)
	default:
		f.sum = f.sum.then(d)
	}
	f.count++
}

// textSeen takes a text, without its escapes.
func (s *survey) textSeen(depth int, text string) {
	d := digestOf(text, ofText)
	if s.frames[depth].key == keySystem {
		s.systemSeen(text, d)
	}
	if depth == paidDepth {
		s.paidSeen(text)
	}
	s.add(depth, d)
}

// plainSeen takes a number as it is written, true, false or null.
func (s *survey) plainSeen(depth int, text string) {
	if depth == paidDepth {
		s.paidSeen(text)
	}
	s.add(depth, digestOf(text, ofPlain))
}

// paidDepth is where payment.amount.value stands.
const paidDepth = 3

func (s *survey) paidSeen(text string) {
	if s.frames[3].key != keyValue || s.frames[2].key != keyAmount || s.frames[1].key != keyPayment {
		return
	}
	if v, ok := usualNumber(claims.Money, text); ok {
		s.figures.PaymentCents = v.Int
		return
	}
	cents, err := claims.ParseCents(text)
	if err != nil {
		cents = 0
	}
	s.figures.PaymentCents = cents
}

// systemSeen counts a code system that no rule knows. Its codes are not lost: they are in the detail tables and in the stored
// resource (flattening.md 0.9).
func (s *survey) systemSeen(system string, d digest) {
	place := &s.known[d.a%knownKept]
	switch {
	case *place == d.a:
	case isKnownSystem(system):
		*place = d.a
	default:
		claims.Count(&s.unknown, nameOfSystem(system), 1)
	}
}

// told are the figures of a claim; those of other resources are none.
func (s *survey) told(resourceType string) claims.ClaimFigures {
	if resourceType != claims.TypeEOB && resourceType != claims.TypeClaim {
		return claims.ClaimFigures{}
	}
	figures := s.figures
	figures.Claims = 1
	return figures
}
