package synth

import (
	"fmt"
	"strconv"
)

// newPerson draws the person with the given index: demography, numbers and enrollment.
func (p *Population) newPerson(i int) Person {
	d := newDice(p.cfg.Seed, streamPerson, uint64(i))
	pr := Person{
		Index: i, seed: d.Uint64(), Left: Never, DeathKnown: Never, MergedKnown: Never,
		IDV2:  strconv.FormatInt(-(20260000000000 + int64(i)), 10),
		IDV3:  strconv.FormatUint(100000000+permute(uint64(i)+p.cfg.Seed%1000*1000003, 29), 10),
		story: storyOf(i),
	}
	pr.Female = d.chance(0.54)
	pr.First, pr.Last = pick(d, firstNames(pr.Female)), pick(d, lastNames)
	if d.chance(0.8) {
		pr.Middle = string(rune('A' + d.IntN(26)))
	}
	p.demography(d, &pr)
	p.entitlement(d, &pr)
	p.death(d, &pr)
	p.numbers(d, &pr)
	p.coverage(d, &pr)
	if d.chance(0.01) || pr.story == storyMerged {
		pr.MergedV3 = strconv.FormatUint(800000000+permute(uint64(i), 27), 10)
		pr.MergedKnown = d.IntN(2)
		if pr.story == storyMerged {
			pr.MergedKnown = 1
		}
	}
	return pr
}

// permute maps x to another number below 2^bits, each to a different one: ids that look unrelated.
func permute(x uint64, bits uint) uint64 {
	mask := uint64(1)<<bits - 1
	x &= mask
	x = x * 0x9e3779b1 & mask
	x ^= x >> (bits / 2)
	return x * 0x85ebca6b & mask
}

func (p *Population) demography(d dice, pr *Person) {
	age := 65 + int(d.ExpFloat64()*9)
	if age > 98 {
		age = d.between(70, 90)
	}
	switch {
	case d.chance(0.12):
		pr.Disabled = true
		age = d.between(34, 63)
	case pr.story == storyDialysis, d.chance(0.01):
		pr.ESRD = true
		age = d.between(48, 82)
	}
	if pr.story != "" && pr.story != storyDialysis && pr.story != storyQuiet {
		pr.Disabled, age = false, d.between(68, 89)
	}
	if pr.story == storyNewMedicare {
		pr.ESRD, age = false, 65
	}
	pr.Birth = p.end.addYears(-age) - d.days(1, 360)
	pr.Race = pickWeighted(d, []weighted{{'1', 78}, {'2', 10}, {'5', 4}, {'4', 3}, {'3', 2}, {'6', 1}, {'0', 2}})
	pr.Language = "en"
	switch {
	case pr.Race == '5' && d.chance(0.5):
		pr.Language = "es"
	case d.chance(0.1):
		pr.Language = ""
	}
	c := pick(d, cities)
	pr.City, pr.State, pr.FIPS, pr.Zip = c.name, c.state, c.fips, c.zip
	pr.Line1 = fmt.Sprintf("%d %s", d.between(12, 9800), pick(d, streets))
	if d.chance(0.15) {
		pr.Line2 = fmt.Sprintf("Apt %d", d.between(1, 40))
	}
}

type weighted struct {
	code   byte
	weight int
}

func pickWeighted(d dice, values []weighted) byte {
	total := 0
	for _, v := range values {
		total += v.weight
	}
	n := d.IntN(total)
	for _, v := range values {
		if n -= v.weight; n < 0 {
			return v.code
		}
	}
	return values[0].code
}

// entitlement sets the medicare status and the reasons for it.
func (p *Population) entitlement(d dice, pr *Person) {
	aged := p.end >= pr.Birth.addYears(65)
	pr.OREC, pr.CREC = "0", "0"
	switch {
	case pr.ESRD && aged:
		pr.StatusCode = "11"
		pr.OREC = pick(d, []string{"2", "0"})
	case pr.ESRD:
		pr.StatusCode, pr.OREC, pr.CREC = "31", "2", "2"
	case !aged:
		pr.StatusCode, pr.OREC, pr.CREC = "20", "1", "1"
	default:
		pr.StatusCode = "10"
		if d.chance(0.12) {
			pr.OREC = "1"
		}
	}
}

// death lets about 4 % of the base roster have died within the last year. The dead leave the roster
// some releases later.
func (p *Population) death(d dice, pr *Person) {
	age := p.end.Year() - pr.Birth.Year()
	rate := 0.012 + 0.004*float64(max(0, age-68))
	lucky := d.chance(min(rate, 0.16))
	late := d.chance(0.15)
	ago, off := d.days(20, 330), d.between(1, 8)
	switch pr.story {
	case "":
		if !lucky {
			return
		}
	case storyHospice, storyDiedInCare:
		ago, late = d.days(24, 45), pr.story == storyDiedInCare
	case storyDiedEarlier:
		ago, late, off = d.days(120, 200), false, 1
	default:
		return
	}
	if late {
		ago = d.days(8, 34)
	}
	pr.Death = p.end - ago
	pr.DeathKnown = 0
	if late {
		pr.DeathKnown = d.between(1, min(2, p.cfg.Releases))
	}
	if off <= p.cfg.Releases && off > pr.DeathKnown {
		pr.Left = off
	}
}

// numbers gives the person's MBIs: one, or several over time for 3 %.
func (p *Population) numbers(d dice, pr *Person) {
	first := date(2018, 4, 1) + d.days(0, 300)
	if entitled := pr.Birth.addYears(65).monthStart(); entitled > first {
		first = entitled
	}
	if pr.Disabled || pr.ESRD {
		first = max(date(2018, 4, 1), min(first, p.start-d.days(30, 400)))
	}
	pr.MBIs = []MBI{{Value: mbi(uint64(pr.Index) * 3), Start: first}}
	switch {
	case pr.story == storyNewNumber:
		p.changeNumber(pr, 1, p.end-d.days(1, 6), 1)
	case pr.story == storyTwoNumbers:
		p.changeNumber(pr, 1, p.end-d.days(400, 700), 0)
		p.changeNumber(pr, 2, p.end-d.days(100, 300), 0)
	case d.chance(0.025):
		p.changeNumber(pr, 1, p.end-d.days(60, 900), 0)
	case d.chance(0.003):
		p.changeNumber(pr, 1, p.end-d.days(1, 10), d.between(1, p.cfg.Releases))
	}
}

func (p *Population) changeNumber(pr *Person, n uint64, from Day, known int) {
	last := &pr.MBIs[len(pr.MBIs)-1]
	if from <= last.Start {
		return
	}
	last.End = from - 1
	pr.MBIs = append(pr.MBIs, MBI{Value: mbi(uint64(pr.Index)*3 + n), Start: from, Known: known})
}

// mbi returns the n-th Medicare number: CMS's pattern (C A AN N A AN N A A N N) with the letter S in
// the second place, which CMS never assigns and keeps for test data.
func mbi(n uint64) string {
	const letters = "ACDEFGHJKMNPQRTUVWXY"
	const space = 9 * 10 * 10 * 20 * 10 * 10 * 20 * 20 * 10 * 10
	n = (n*2654435761 + 123456789) % space
	take := func(k uint64) byte {
		v := n % k
		n /= k
		return byte(v)
	}
	b := []byte("1S00A00AA00")
	b[0] = '1' + take(9)
	for _, i := range []int{2, 3, 5, 6, 9, 10} {
		b[i] = '0' + take(10)
	}
	for _, i := range []int{4, 7, 8} {
		b[i] = letters[take(20)]
	}
	return string(b)
}
