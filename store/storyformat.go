package store

import (
	"encoding/binary"
	"fmt"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// The packed claims of person_stories, before zstd:
//
//	form (1 byte), number of texts, each as length and bytes; number of claims; then for each claim, newest first:
//	marks, type, id (how much it shares with the id before, and the rest), last day, first day, arrived, diagnosis, words, name, NPI,
//	paid, charged (where marked), lines, notes, doctor, drug code, days' supply
//
// Texts are places in the list of texts; the first is the API version. Days are differences in days: from the last day of the claim
// before, or from its own last day; a day that is none of the calendar is a text and marked so. Numbers are varints.

// storyForm is the first byte of what this version writes.
const storyForm = 1

// Marks of a packed claim.
const (
	storyCurrent = 1 << iota
	storyPartial
	storyDenied
	storyBase
	storyVisit
	storyWellness
	storyHasPaid
	storyHasCharged
	storyThruText
	storyFromText
	storyArrivedText
)

// packStory writes claims, which are all of one API version.
func packStory(list []claims.StoryClaim) []byte {
	p := storyPacker{places: map[string]uint64{}}
	version := ""
	if len(list) > 0 {
		version = list[0].APIVersion
	}
	p.text(version)
	for i := range list {
		p.claim(&list[i])
	}
	b := []byte{storyForm}
	b = binary.AppendUvarint(b, uint64(len(p.texts)))
	for _, text := range p.texts {
		b = binary.AppendUvarint(b, uint64(len(text)))
		b = append(b, text...)
	}
	b = binary.AppendUvarint(b, uint64(len(list)))
	return append(b, p.claims...)
}

// storyPacker collects the texts on the way; texts are numbered as they come up.
type storyPacker struct {
	places map[string]uint64
	texts  []string
	claims []byte
	id     string // of the claim before
	thru   int64  // its last day
}

// text appends nothing: it gives a text its place.
func (p *storyPacker) text(text string) uint64 {
	place, ok := p.places[text]
	if !ok {
		place = uint64(len(p.texts))
		p.places[text] = place
		p.texts = append(p.texts, text)
	}
	return place
}

func (p *storyPacker) claim(c *claims.StoryClaim) {
	var marks uint64
	for i, set := range []bool{c.Current, c.Partial, c.Denied, c.Base, c.Visit, c.Wellness, c.PaidCents != nil, c.ChargedCents != nil} {
		if set {
			marks |= 1 << i
		}
	}
	thru, thruIsDay := storyDay(c.ThruDate)
	from, fromIsDay := storyDay(c.FromDate)
	arrived, arrivedIsDay := storyDay(c.Arrived)
	for mark, isDay := range map[uint64]bool{storyThruText: thruIsDay, storyFromText: fromIsDay, storyArrivedText: arrivedIsDay} {
		if !isDay {
			marks |= mark
		}
	}
	p.number(marks)
	p.number(p.text(c.ClaimType))
	shared := 0
	for shared < min(len(p.id), len(c.FHIRID)) && p.id[shared] == c.FHIRID[shared] {
		shared++
	}
	p.number(uint64(shared))
	p.number(uint64(len(c.FHIRID) - shared)) //nolint:gosec // shared is at most the length
	p.claims = append(p.claims, c.FHIRID[shared:]...)
	p.id = c.FHIRID
	p.day(thru-p.thru, thruIsDay, c.ThruDate)
	if thruIsDay {
		p.thru = thru
	}
	p.day(from-p.thru, fromIsDay, c.FromDate)
	p.day(arrived-p.thru, arrivedIsDay, c.Arrived)
	for _, text := range []string{c.PrincipalDx, c.DxDisplay, c.ProviderName, c.ProviderNPI} {
		p.number(p.text(text))
	}
	for _, cents := range []*int64{c.PaidCents, c.ChargedCents} {
		if cents != nil {
			p.claims = binary.AppendVarint(p.claims, *cents)
		}
	}
	p.number(uint64(max(0, c.Lines)))
	for _, text := range []string{strings.Join(c.DataNotes, ";"), c.Doctor.NPI, c.DrugCode} {
		p.number(p.text(text))
	}
	p.number(uint64(max(0, c.DaysSupply)))
}

func (p *storyPacker) number(n uint64) { p.claims = binary.AppendUvarint(p.claims, n) }

func (p *storyPacker) day(difference int64, isDay bool, text string) {
	if isDay {
		p.claims = binary.AppendVarint(p.claims, difference)
		return
	}
	p.number(p.text(text))
}

// storyEpoch is the day that days are counted from.
func storyEpoch() time.Time { return time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC) }

const secondsOfDay = 24 * 60 * 60

// storyDay counts a day from the epoch; ok is false for text that is no day of the calendar.
func storyDay(day string) (n int64, ok bool) {
	t, ok := claims.CalendarDate(day)
	if !ok {
		return 0, false
	}
	return (t.Unix() - storyEpoch().Unix()) / secondsOfDay, true
}

// unpackStory reads what packStory wrote.
func unpackStory(b []byte) ([]claims.StoryClaim, error) {
	u, n, err := openStory(b)
	if err != nil {
		return nil, err
	}
	list := make([]claims.StoryClaim, n)
	for i := range list {
		if u.claim(&list[i]); u.bad {
			return nil, damagedStory()
		}
	}
	return list, nil
}

// eachStory reads what packStory wrote and calls use for each claim; the claim is overwritten by the next.
func eachStory(b []byte, use func(*claims.StoryClaim) error) error {
	u, n, err := openStory(b)
	if err != nil {
		return err
	}
	var c claims.StoryClaim
	for range n {
		c = claims.StoryClaim{}
		if u.claim(&c); u.bad {
			return damagedStory()
		}
		if err := use(&c); err != nil {
			return err
		}
	}
	return nil
}

func damagedStory() error { return fmt.Errorf("%w: unpack a story", ErrDamaged) }

// openStory reads the texts and says how many claims follow.
func openStory(b []byte) (*storyUnpacker, int, error) {
	if len(b) == 0 || b[0] > storyForm {
		return nil, 0, fmt.Errorf("story of form %d: %w", append(b, 0)[0], ErrNewerDatabase)
	}
	u := &storyUnpacker{figureReader: figureReader{rest: b[1:]}}
	for range u.count(1) {
		u.texts = append(u.texts, string(u.bytes()))
	}
	const leastBytes = 12 // of a claim, so that no number makes the room explode
	n := u.count(1)
	if u.bad || n > uint64(len(u.rest)/leastBytes+1) || len(u.texts) == 0 {
		return nil, 0, damagedStory()
	}
	u.cents = make([]int64, 0, 2*n) // amounts, ids and days lie beside each other: one piece of memory for all
	const usualText = 28            // bytes of an id and the days of a claim
	u.room.Grow(int(n) * usualText) //nolint:gosec // bounded by the length of the text
	return u, int(n), nil           //nolint:gosec // as above
}

type storyUnpacker struct {
	figureReader
	texts []string
	room  strings.Builder
	cents []int64
	id    []byte
	thru  int64
	last  [2]dayText // days printed last: many claims share them
	next  int
}

type dayText struct {
	n    int64
	text string
}

func (u *storyUnpacker) claim(c *claims.StoryClaim) {
	marks := u.count(0)
	c.APIVersion = u.texts[0]
	c.Current, c.Partial, c.Denied, c.Base = marks&storyCurrent != 0, marks&storyPartial != 0, marks&storyDenied != 0, marks&storyBase != 0
	c.Visit, c.Wellness = marks&storyVisit != 0, marks&storyWellness != 0
	c.ClaimType = u.text()
	shared, rest := u.count(0), u.bytes()
	if shared > uint64(len(u.id)) {
		u.bad = true
		return
	}
	u.id = append(u.id[:shared], rest...)
	c.FHIRID = u.keep(u.id)
	if marks&storyThruText != 0 {
		c.ThruDate = u.text()
	} else {
		u.thru += u.signed()
		c.ThruDate = u.day(u.thru)
	}
	c.FromDate = u.dayOrText(marks&storyFromText != 0)
	c.Arrived = u.dayOrText(marks&storyArrivedText != 0)
	c.PrincipalDx, c.DxDisplay, c.ProviderName, c.ProviderNPI = u.text(), u.text(), u.text(), u.text()
	c.PaidCents = u.money(marks&storyHasPaid != 0)
	c.ChargedCents = u.money(marks&storyHasCharged != 0)
	c.Lines = u.small()
	if notes := u.text(); notes != "" {
		c.DataNotes = strings.Split(notes, ";")
	}
	c.Doctor.NPI, c.DrugCode = u.text(), u.text()
	c.DaysSupply = u.small()
}

func (u *storyUnpacker) text() string {
	place := u.count(0)
	if place >= uint64(len(u.texts)) {
		u.bad = true
		return ""
	}
	return u.texts[place]
}

func (u *storyUnpacker) dayOrText(isText bool) string {
	if isText {
		return u.text()
	}
	return u.day(u.thru + u.signed())
}

// keep copies text into the room. What was kept before stays where it is when the room grows.
func (u *storyUnpacker) keep(text []byte) string {
	from := u.room.Len()
	u.room.Write(text)
	return u.room.String()[from:]
}

// day prints a day.
func (u *storyUnpacker) day(n int64) string {
	for i := range u.last {
		if known := &u.last[i]; known.n == n && known.text != "" {
			return known.text
		}
	}
	const first, last = -730_119, 2_921_939 // of the years 1 and 9999
	if n < first || n > last {
		u.bad = true
		return ""
	}
	year, month, day := time.Unix(storyEpoch().Unix()+n*secondsOfDay, 0).UTC().Date()
	text := [...]byte{
		digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), '-', digit(int(month) / 10), digit(int(month)), '-', digit(day / 10), digit(day),
	}
	kept := u.keep(text[:])
	u.last[u.next] = dayText{n, kept}
	u.next = 1 - u.next
	return kept
}

// digit is the last digit of a number.
func digit(n int) byte { return byte('0' + n%10) }

func (u *storyUnpacker) money(has bool) *int64 {
	if !has {
		return nil
	}
	u.cents = append(u.cents, u.signed())
	return &u.cents[len(u.cents)-1]
}

func (u *storyUnpacker) small() int {
	const most = 1 << 31
	n := u.count(0)
	if n > most {
		u.bad = true
		return 0
	}
	return int(n)
}
