package fhir

import "strings"

// known is a value that was read before: a concept, such as the category of an amount, an extension, or something that no
// rule reads. CMS has some hundred of them, and claims say them over and over in the same bytes: three quarters of a claim.
// Where such bytes come again they are compared instead of read. What is known was found out from exactly these bytes, by the
// decoder, by survey and by the rules, so it is what reading them again would give.
type known struct {
	text   string // the value as it is written, in memory of its own
	kind   knownKind
	hash   uint64
	digest digest // by survey
	opens  int    // objects and arrays in it: it nests no deeper
	next   [2]*known

	concept codeableConcept
	labels
	extension extension
}

// knownKind is what a value was read as.
type knownKind uint8

const (
	knownConcept knownKind = iota + 1
	knownExtension
	knownSkipped
)

// Limits of a memory. Values beyond them are read like any other.
const (
	knownBytes  = 1 << 10 // of a value; most have some hundred
	knownValues = 1 << 12 // then the memory starts anew
	knownBits   = 13      // of a hash, for places: twice the values that there may be
	knownSites  = 1 << 5
	seenOnce    = 1 << 9
)

// memory holds the values that a reader knows. A value is looked for where it stood before: behind the value that came
// before it, and under a member of the same name.
type memory struct {
	places []*known         // by hash, behind each other where they share a place
	count  int              // of values in places
	once   [seenOnce]uint64 // hashes of values that were seen once: what never comes again is not kept
	last   *known           // the value that was read last
	sites  [knownSites]site
}

// site is where values of one member stand.
type site struct {
	recent [3]*known // what stood there last
	others known     // stands for all values that are not known
}

func (m *memory) start() { m.last = &m.sites[0].others }

// siteOf chooses the site of a member. That two of them share one does no harm but time.
func (m *memory) siteOf(name string) *site {
	if name == "" {
		return &m.sites[0]
	}
	return &m.sites[(uint(len(name))*5+uint(name[0])+uint(name[len(name)-1]))%knownSites]
}

// isAt says that the value stands in the text at pos. No value is the beginning of another one: all end with a bracket.
func (k *known) isAt(text string, pos int, kind knownKind) bool {
	if k == nil || k.kind != kind {
		return false
	}
	end := pos + len(k.text)
	return end <= len(text) && text[pos:end] == k.text
}

// recall finds the value at pos, if it is known.
func (m *memory) recall(text string, pos int, kind knownKind, name string) *known {
	last := m.last
	if k := last.next[0]; k.isAt(text, pos, kind) {
		m.last = k
		return k
	}
	if k := last.next[1]; k.isAt(text, pos, kind) {
		last.next[0], last.next[1] = k, last.next[0]
		m.last = k
		return k
	}
	s := m.siteOf(name)
	for _, k := range s.recent {
		if k.isAt(text, pos, kind) {
			m.follow(k)
			return k
		}
	}
	return m.lookUp(text, pos, kind, s)
}

// lookUp finds the value at pos by where it seems to end: a concept with the brackets of its list, an extension with the
// value in it. Where it ends elsewhere, no value that is known has these bytes.
func (m *memory) lookUp(text string, pos int, kind knownKind, s *site) *known {
	var end int
	rest := text[pos:min(len(text), pos+knownBytes)]
	switch kind {
	case knownConcept:
		end = strings.Index(rest, "]}") + 2
	case knownExtension:
		if end = strings.IndexByte(rest, '}') + 1; end < len(rest) && rest[end] == '}' {
			end++
		}
	default:
		return nil
	}
	if end < len("{}") {
		return nil
	}
	k, _ := m.find(kind.hash(rest[:end]))
	if !k.isAt(text, pos, kind) {
		return nil
	}
	m.follow(k)
	s.note(k)
	return k
}

// hash is a hash of the bytes of a value, of 32 at a time.
func (kind knownKind) hash(text string) uint64 {
	x, y := uint64(kind)^odd0, uint64(len(text))^odd2
	for ; len(text) > 32; text = text[32:] {
		x = multiplied(eight(text, 0)^x, eight(text, 8)^odd1)
		y = multiplied(eight(text, 16)^y, eight(text, 24)^odd3)
	}
	return multiplied(x^digestOf(text, ofText).a, y^odd0)
}

// find is the value with a hash, if it is known, and the place where it would be.
func (m *memory) find(hash uint64) (k *known, place int) {
	if m.places == nil {
		return nil, -1
	}
	place = int(hash >> (64 - knownBits))
	for m.places[place] != nil {
		if m.places[place].hash == hash {
			return m.places[place], place
		}
		place = (place + 1) % len(m.places)
	}
	return nil, place
}

// keep takes in a value that is not known. Where there are too many, all others are forgotten.
func (m *memory) keep(k *known) {
	if m.places == nil || m.count >= knownValues {
		*m = memory{places: make([]*known, 1<<knownBits)}
		m.start()
	}
	_, place := m.find(k.hash)
	m.places[place] = k
	m.count++
}

// follow notes what came behind the last value.
func (m *memory) follow(k *known) {
	if m.last.next[0] != k {
		m.last.next[0], m.last.next[1] = k, m.last.next[0]
	}
	m.last = k
}

func (s *site) note(k *known) { s.recent[0], s.recent[1], s.recent[2] = k, s.recent[0], s.recent[1] }

// recall goes behind the value at hand if it is known.
func (d *decoder) recall(kind knownKind) *known {
	k := d.knownAt(d.pos, kind, d.name)
	if k == nil {
		return nil
	}
	d.pos += len(k.text)
	d.add(d.depth, k.digest)
	return k
}

// knownAt finds the value at pos, which stands under a member of the name or in its list.
func (d *decoder) knownAt(pos int, kind knownKind, name string) *known {
	k := d.memory.recall(d.text, pos, kind, name)
	if k == nil || d.depth+1+k.opens > maxNesting {
		return nil
	}
	return k
}

// remember finds the value that was just read from start among those that are known, or takes it in when it comes for the
// second time. A new one has its text and its digest alone. It is nil where the value is not kept.
func (d *decoder) remember(kind knownKind, start int, name string) (k *known, isNew bool) {
	m := &d.memory
	s := m.siteOf(name)
	raw := d.text[start:d.pos]
	if d.reason != "" || len(raw) > knownBytes || d.unknown != nil || raw[0] != '{' && kind != knownSkipped {
		m.last = &s.others
		return nil, false
	}
	hash := kind.hash(raw)
	if k, _ = m.find(hash); k.isAt(raw, 0, kind) {
		m.follow(k)
		s.note(k)
		return k, false
	}
	place := &m.once[hash%seenOnce]
	if *place != hash || k != nil || marksOf([]byte(raw)) != (marks{}) {
		*place = hash
		m.last = &s.others
		return nil, false
	}
	k = &known{
		text: strings.Clone(raw), kind: kind, hash: hash, digest: d.closed(d.depth),
		opens: strings.Count(raw, "{") + strings.Count(raw, "["),
	}
	m.keep(k)
	m.follow(k)
	s.note(k)
	return k, true
}

// concept reads a concept.
func (d *decoder) concept(into *codeableConcept) {
	if k := d.recall(knownConcept); k != nil {
		*into = k.concept
		return
	}
	start, name := d.pos, d.name
	d.readConcept(into)
	k, isNew := d.remember(knownConcept, start, name)
	if isNew {
		k.concept = into.clone()
		k.concept.known, k.labels = k, k.concept.label()
	}
	into.known = k
}

// extension reads an extension.
func (d *decoder) extension(into *extension) {
	if k := d.recall(knownExtension); k != nil {
		*into = k.extension
		return
	}
	start, name := d.pos, d.name
	d.readExtension(into)
	k, isNew := d.remember(knownExtension, start, name)
	if isNew {
		k.extension = into.clone()
		k.extension.known, k.labels = k, k.extension.label()
	}
	into.known = k
}

// pass goes over the value of a member that no rule reads.
func (d *decoder) pass() {
	if b := d.peek(); b != '{' && b != '[' || keptOrder(d.name) {
		d.skip()
		return
	}
	if d.recall(knownSkipped) != nil {
		return
	}
	start, name := d.pos, d.name
	d.skip()
	d.remember(knownSkipped, start, name)
}

// clone copies a concept and its texts.
func (c *codeableConcept) clone() codeableConcept {
	return codeableConcept{Coding: cloned(c.Coding, (*coding).clone), Extension: cloned(c.Extension, (*extension).clone)}
}

func (c *coding) clone() coding {
	return coding{
		System: strings.Clone(c.System), Version: strings.Clone(c.Version), Code: strings.Clone(c.Code), Display: strings.Clone(c.Display),
		Extension: cloned(c.Extension, (*extension).clone),
	}
}

func (i *identifier) clone() identifier {
	return identifier{
		System: strings.Clone(i.System), Value: strings.Clone(i.Value), Type: i.Type.clone(), Period: i.Period.clone(),
		Extension: cloned(i.Extension, (*extension).clone),
	}
}

func (p *period) clone() period {
	return period{Start: strings.Clone(p.Start), End: strings.Clone(p.End), Extension: cloned(p.Extension, (*extension).clone)}
}

func (q *quantity) clone() quantity {
	return quantity{
		Value: q.Value.clone(), Unit: strings.Clone(q.Unit), System: strings.Clone(q.System), Code: strings.Clone(q.Code),
		Extension: cloned(q.Extension, (*extension).clone),
	}
}

func (m *money) clone() money { return money{Value: m.Value.clone()} }

func (n number) clone() number { return number(strings.Clone(string(n))) }

func (x *extension) clone() extension {
	return extension{
		URL: strings.Clone(x.URL), Extension: cloned(x.Extension, (*extension).clone),
		ValueCoding: clonedOne(x.ValueCoding, (*coding).clone), ValueCodeableConcept: clonedOne(x.ValueCodeableConcept, (*codeableConcept).clone),
		ValueIdentifier: clonedOne(x.ValueIdentifier, (*identifier).clone), ValueMoney: clonedOne(x.ValueMoney, (*money).clone),
		ValueQuantity: clonedOne(x.ValueQuantity, (*quantity).clone),
		ValueCode:     strings.Clone(x.ValueCode), ValueString: strings.Clone(x.ValueString), ValueDate: strings.Clone(x.ValueDate),
		ValueDateTime: strings.Clone(x.ValueDateTime), ValueDecimal: x.ValueDecimal.clone(), ValueInteger: x.ValueInteger.clone(),
		ValueUnsignedInt: x.ValueUnsignedInt.clone(), ValuePositiveInt: x.ValuePositiveInt.clone(),
	}
}

func cloned[T any](list []T, clone func(*T) T) []T {
	if list == nil {
		return nil
	}
	copies := make([]T, len(list))
	for i := range list {
		copies[i] = clone(&list[i])
	}
	return copies
}

func clonedOne[T any](one *T, clone func(*T) T) *T {
	if one == nil {
		return nil
	}
	copied := clone(one)
	return &copied
}
