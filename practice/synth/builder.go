package synth

import (
	"math"
	"slices"
)

// span is a stretch of days, both ends included.
type span struct{ from, thru Day }

// builder grows one life: it collects the bills as first sent, prices them in the order of service
// and then turns each into its versions.
type builder struct {
	dice
	p     *Population
	pr    *Person
	pool  *pool
	use   float64 // how much care the person uses; 1 is the median
	has   map[string]*condition
	dx    []string // code the person's conditions are billed under
	start Day      // first and last day services can have
	last  Day
	busy  []span // in a facility: no visits elsewhere
	bills []*Claim
	usual map[string]*Provider
}

func newBuilder(p *Population, pr *Person) *builder {
	b := &builder{
		dice: newDice(pr.seed, streamLife, 0), p: p, pr: pr, pool: p.pool,
		has: map[string]*condition{}, usual: map[string]*Provider{}, start: p.start, last: p.end,
	}
	if pr.Death != NoDay {
		b.last = pr.Death
	}
	for i := range pr.Coverage {
		if s := &pr.Coverage[i]; s.Part == "A" && s.Start > b.start {
			b.start = s.Start
		}
	}
	return b
}

// live lets the person's years pass: first what takes them into a facility, then everything else
// around it.
func (b *builder) live() {
	b.health()
	b.stays()
	b.lateLife()
	b.tell()
	b.emergencies()
	b.visits()
	b.clinics()
	b.wellness()
	b.courses()
	b.prescriptions()
	b.equipment()
	b.authorizations()
}

// health draws the person's use of care and their conditions. Both hang together: who uses much has
// more conditions.
func (b *builder) health() {
	z := b.NormFloat64()
	b.use = math.Exp(1.12 * z)
	if b.chance(0.065) && b.pr.story == "" && b.pr.Death == NoDay {
		b.use = 0.004
	}
	switch b.pr.story {
	case "":
	case storyQuiet:
		b.use = 0
	case storyNewMedicare:
		b.use = 0.6
	default:
		b.use = min(max(b.use, 0.7), 2.5)
	}
	if b.pr.Death != NoDay && b.pr.story == "" {
		b.use *= 1.8
	}
	age := float64(b.p.end.Year() - b.pr.Birth.Year())
	for i := range conditions {
		c := &conditions[i]
		p := c.prevalence * (0.55 + age/165) * math.Exp(0.35*z)
		switch {
		case c.key == "prostate" && b.pr.Female, c.key == "osteoporosis" && !b.pr.Female, b.use == 0:
			continue
		case c.key == "dementia" && age < 70, c.key == b.pr.story.condition():
			p = 0.01
			if c.key == b.pr.story.condition() {
				p = 1
			}
		}
		if b.chance(p) {
			b.has[c.key] = c
			b.dx = append(b.dx, pick(b.dice, c.codes))
		}
	}
}

// condition returns the condition a story needs, "" none.
func (s story) condition() string {
	switch s {
	case storyNoVisit, storySeen, storyReadmitted:
		return "failure"
	case storyNewDrug, storyPrior:
		return "diabetes"
	case storyCancer, storyHospice, storyNewInfusion:
		return "cancer"
	case storyOftenED, storyHomeHealth, storyOtherPayer:
		return "copd"
	}
	return ""
}

// years is the length of the life in the history, in years.
func (b *builder) years() float64 { return float64(b.last-b.start+1) / 365.25 }

// day draws a day of the life outside of facilities and plans; NoDay when none was found.
func (b *builder) day() Day { return b.dayIn(b.start, b.last) }

func (b *builder) dayIn(from, thru Day) Day {
	if thru < from {
		return NoDay
	}
	for range 6 {
		d := from + Day(b.IntN(int(thru-from)+1))
		if w := d.Weekday(); w == 0 || w == 6 {
			d--
		}
		if b.free(d) {
			return d
		}
	}
	return NoDay
}

// free says whether the person can see somebody on a day: alive, in fee for service, not in a bed.
func (b *builder) free(d Day) bool {
	if d < b.start || d > b.last || !b.pr.feeForService(d) {
		return false
	}
	for _, s := range b.busy {
		if s.from <= d && d <= s.thru {
			return false
		}
	}
	return true
}

// provider returns the one the person usually goes to, in one case of eight another.
func (b *builder) provider(key string, from []*Provider) *Provider {
	if b.chance(0.12) {
		return pick(b.dice, from)
	}
	p, ok := b.usual[key]
	if !ok {
		p = pick(b.dice, from)
		b.usual[key] = p
	}
	return p
}

// doctor returns a practitioner of a specialty; "" is the family doctor.
func (b *builder) doctor(specialty string) *Provider {
	if specialty == "" {
		specialty = []string{"08", "11", "11", "08", "50"}[b.pr.seed%5]
	}
	return b.provider("d"+specialty, b.pool.doctors[specialty])
}

func (b *builder) group(specialty string) *Provider {
	if specialty == "" {
		specialty = []string{"08", "11", "11", "08", "50"}[b.pr.seed%5]
	}
	return b.provider("g"+specialty, b.pool.groups[specialty])
}

// reasons returns diagnosis codes for a visit: the given ones, then up to n of the person's own.
func (b *builder) reasons(n int, first ...string) []string {
	out := append([]string{}, first...)
	if len(out) == 0 && (len(b.dx) == 0 || b.chance(0.25)) {
		out = append(out, pick(b.dice, minor))
	}
	for _, c := range some(b.dice, b.dx, n) {
		if !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

// code returns the code the person's condition is billed under, or the first of the condition.
func (b *builder) code(key string) string {
	c := b.has[key]
	if c == nil {
		return pick(b.dice, minor)
	}
	for _, d := range b.dx {
		if slices.Contains(c.codes, d) {
			return d
		}
	}
	return c.codes[0]
}

// diagnose sets the diagnosis rows: the first principal, the others secondary.
func diagnose(c *Claim, codes []string) {
	for i, code := range codes {
		t := DxSecondary
		if i == 0 {
			t = DxPrincipal
		}
		c.Diagnoses = append(c.Diagnoses, Diagnosis{Code: code, Type: t})
	}
}
