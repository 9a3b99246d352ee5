package exporter

// textPlaces maps texts to their places in a dictionary. It is what WriteParquet spends its time on, so that texts of up to
// 16 bytes, which nearly all codes, dates and amounts are, are kept as two numbers in a table of our own: that takes a third
// of the time of a Go map. Longer texts are in a Go map.
type textPlaces struct {
	slots []placeSlot // a power of two of them, at most three quarters of them taken
	taken int
	long  map[string]int32
}

// textKey is a text of up to 16 bytes: its first and last eight, four or single bytes, which may overlap, and its length
// plus one. The key of longer text is zero.
type textKey struct {
	first, last uint64
	size        uint8
}

// placeSlot is a key, zero in a free slot, and its place; it is laid out to be small, because the tables of all columns
// share the processor's cache.
type placeSlot struct {
	first, last uint64
	place       int32
	size        uint8
}

func (s *placeSlot) key() textKey { return textKey{s.first, s.last, s.size} }

const (
	longestKeyed = 16
	noKey        = 255 // size of the key that no text has
)

func keyOf(text string) textKey {
	n := len(text)
	switch {
	case n > longestKeyed:
		return textKey{}
	case n >= 8:
		return textKey{eightBytes(text[:8]), eightBytes(text[n-8:]), uint8(n + 1)}
	case n >= 4:
		return textKey{fourBytes(text[:4]), fourBytes(text[n-4:]), uint8(n + 1)}
	case n > 0:
		return textKey{uint64(text[0]) | uint64(text[n/2])<<8, uint64(text[n-1]), uint8(n + 1)}
	default:
		return textKey{size: 1}
	}
}

// eightBytes reads the first eight bytes as a number; the compiler makes one load of it.
func eightBytes(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

func fourBytes(s string) uint64 {
	_ = s[3]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24
}

// find looks up a text by its key.
func (t *textPlaces) find(key textKey, text string) (place int32, ok bool) {
	if key.size == 0 {
		place, ok = t.long[text]
		return place, ok
	}
	if t.slots == nil {
		return 0, false
	}
	slot := t.slot(key)
	return slot.place, slot.size != 0
}

// add keeps the place of a text that find did not know.
func (t *textPlaces) add(key textKey, text string, place int32) {
	if key.size == 0 {
		if t.long == nil {
			t.long = map[string]int32{}
		}
		t.long[text] = place
		return
	}
	if 4*t.taken >= 3*len(t.slots) {
		t.grow()
	}
	t.taken++
	*t.slot(key) = placeSlot{key.first, key.last, place, key.size}
}

// slot is where a key is, or where it belongs.
func (t *textPlaces) slot(key textKey) *placeSlot {
	// Odd constants whose high bits mix well (multiplicative hashing).
	h := (key.first ^ uint64(key.size)) * 0x9E3779B97F4A7C15
	h = (h ^ h>>32 ^ key.last) * 0xD6E8FEB86659FD93
	mask := len(t.slots) - 1
	for i := int(h>>32) & mask; ; i = (i + 1) & mask {
		if slot := &t.slots[i]; slot.key() == key || slot.size == 0 {
			return slot
		}
	}
}

func (t *textPlaces) grow() {
	old := t.slots
	t.slots = make([]placeSlot, max(64, 2*len(old)))
	for _, slot := range old {
		if slot.size != 0 {
			*t.slot(slot.key()) = slot
		}
	}
}

func (t *textPlaces) clear() {
	clear(t.slots)
	clear(t.long)
	t.taken = 0
}
