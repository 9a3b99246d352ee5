package synth

import "sort"

// Medicare's yearly amounts in cents; years outside the table use its nearest end.
var (
	partBDeductible = yearly{2022, []Cents{23300, 22600, 24000, 25700, 28300}}
	partADeductible = yearly{2022, []Cents{155600, 160000, 163200, 167600, 173600}}
	nursingShare    = yearly{2022, []Cents{19450, 20000, 20400, 20950, 21700}}
	drugDeductible  = yearly{2022, []Cents{48000, 50500, 54500, 59000, 61500}}
	drugThreshold   = yearly{2022, []Cents{705000, 740000, 800000, 200000, 210000}} // out of pocket
)

type yearly struct {
	first  int
	values []Cents
}

func (y yearly) in(year int) Cents {
	return y.values[min(max(year-y.first, 0), len(y.values)-1)]
}

// accounts are the shares a person has paid so far.
type accounts struct {
	partB    map[int]Cents // deductible left, by year
	drugDed  map[int]Cents
	drugPaid map[int]Cents // true out of pocket, by year
	lastBed  Day           // last day in a hospital or nursing bed: starts a new benefit period
}

// price decides in the order of service what is allowed, paid and owed on each bill. On every line
// of a professional bill Allowed = Paid + Deduct + Coins + Prior.
func (b *builder) price() {
	sort.SliceStable(b.bills, func(i, j int) bool { return b.bills[i].From < b.bills[j].From })
	a := &accounts{partB: map[int]Cents{}, drugDed: map[int]Cents{}, drugPaid: map[int]Cents{}}
	for _, c := range b.bills {
		switch c.Kind {
		case Carrier, DME:
			b.priceProfessional(c, a)
		case Outpatient:
			b.priceOutpatient(c, a)
		case Inpatient:
			b.priceStay(c, a)
		case SNF:
			b.priceNursing(c, a)
		case HHA:
			b.priceHomeHealth(c)
		case Hospice:
			b.priceHospice(c)
		case PDE:
			b.priceDrug(c, a)
		}
		b.otherPayer(c)
		c.ToProv = c.Paid
		if c.Kind.Professional() && !c.Pro.Assigned {
			c.ToProv, c.ToBene = 0, c.Paid
		}
	}
}

// otherPayer lets the first payer of the story take a tenth of what is paid at the header.
func (b *builder) otherPayer(c *Claim) {
	if b.pr.story != storyOtherPayer || c.Inst == nil || c.Kind == Outpatient {
		return
	}
	c.Primary = "A"
	if c.Kind == Inpatient || c.Kind == SNF {
		c.PrimaryPd = c.Paid / 10
		c.Paid -= c.PrimaryPd
	}
}

// partBLeft returns the deductible left in a year.
func (a *accounts) partBLeft(year int) Cents {
	if _, ok := a.partB[year]; !ok {
		a.partB[year] = partBDeductible.in(year)
	}
	return a.partB[year]
}

// share splits an allowed amount into deductible, coinsurance and payment.
func (a *accounts) share(l *Line, year int, free bool) {
	if !free {
		l.Deduct = min(a.partBLeft(year), l.Allowed)
		a.partB[year] -= l.Deduct
		l.Coins = (l.Allowed - l.Deduct + 2) / 5
	}
	l.Paid = l.Allowed - l.Deduct - l.Coins
}

func (b *builder) priceProfessional(c *Claim, a *accounts) {
	whole := b.chance(0.05) && b.pr.story == ""
	msp := b.chance(0.006) || b.pr.story == storyOtherPayer
	if msp {
		c.Primary = pick(b.dice, []string{"A", "B", "D", "E"})
	}
	denied := 0
	for i := range c.Lines {
		l := &c.Lines[i]
		s := b.pool.services[l.HCPCS]
		if whole || i > 0 && b.chance(0.03) {
			deny(b.dice, l)
			denied++
			continue
		}
		a.share(l, l.From.Year(), s != nil && s.free)
		if msp {
			l.Prior = l.Paid * 4 / 5
			l.Paid -= l.Prior
		}
	}
	if c.Denied = denied == len(c.Lines); c.Denied {
		c.Pro.DenialCode, c.Primary = "0", ""
	}
	c.sum()
}

// deny takes the money off a line and says why.
func deny(d dice, l *Line) {
	l.Denied, l.NonCov, l.Allowed = true, l.Submitted, 0
	l.Process = pick(d, []string{"C", "N", "N", "D", "I"})
	l.Reason = pick(d, []string{"CO50", "CO96", "CO18", "CO97", "PR204", "CO16"})
}

// sum sets the header amounts of a claim from its lines.
func (c *Claim) sum() {
	c.Submitted, c.Allowed, c.Paid, c.Deduct, c.Coins, c.NonCov, c.PrimaryPd = 0, 0, 0, 0, 0, 0, 0
	for i := range c.Lines {
		l := &c.Lines[i]
		if l.Total() {
			continue
		}
		c.Submitted += l.Submitted
		c.Allowed += l.Allowed
		c.Paid += l.Paid
		c.Deduct += l.Deduct
		c.Coins += l.Coins
		c.NonCov += l.NonCov
		c.PrimaryPd += l.Prior
	}
}

func (b *builder) priceOutpatient(c *Claim, a *accounts) {
	refused := b.chance(0.008) && b.pr.story == ""
	blood := b.chance(0.01)
	msp := b.chance(0.008) || b.pr.story == storyOtherPayer
	for i := range c.Lines {
		l := &c.Lines[i]
		if l.Total() {
			continue
		}
		if refused {
			l.Allowed, l.NonCov, l.Reason = 0, l.Submitted, "CO120"
			continue
		}
		s := b.pool.services[l.HCPCS]
		a.share(l, c.From.Year(), s != nil && s.free)
		switch {
		case msp:
			l.Prior = l.Paid / 2
			l.Paid -= l.Prior
		case l.Status == "Q4" || l.Status == "N":
			l.Reason = "CO97"
		case b.chance(0.2):
			l.Reason = "CO45"
		}
	}
	if refused {
		c.Denied, c.Inst.NonPayment = true, "N"
	}
	if msp && !refused {
		c.Primary = "A"
	}
	if blood {
		c.Inst.BloodPints = b.between(1, 3)
	}
	if b.chance(0.06) {
		c.Inst.ProfComponent = b.spread(6500, 0.2)
	}
	c.sum()
}

// priceStay pays a stay by its DRG: operating and capital parts, teaching and low income shares, an
// outlier now and then; the deductible is due once per benefit period.
func (b *builder) priceStay(c *Claim, a *accounts) {
	in := c.Inst
	fresh := a.lastBed == NoDay || c.From-a.lastBed > 60
	a.lastBed = max(a.lastBed, c.Thru)
	if b.chance(0.12) {
		in.BloodPints = b.between(1, 4)
	}
	if c.Denied || c.TypeCode == "62" {
		if c.Denied {
			c.NonCov = c.Submitted
		}
		return
	}
	w := Cents(in.DRGWeight)
	operating := 720000 * w / 10000
	in.CapFSP = 51000 * w / 10000
	if c.Provider.Teaching {
		in.OpIME, in.CapIME = operating*8/100, in.CapFSP*5/100
	}
	if c.Provider.CCN[2] == '0' {
		in.OpDSH, in.CapDSH, in.Uncompensated = operating*3/100, in.CapFSP*2/100, b.spread(21000, 0.2)
	}
	if in.CoveredDays > 14 || b.chance(0.015) {
		in.Outlier, in.CapOutlier = b.spread(900000, 0.5), b.spread(40000, 0.4)
	}
	in.CapTotal = in.CapFSP + in.CapIME + in.CapDSH + in.CapOutlier
	in.PerDiem = b.spread(4100, 0.3)
	if b.chance(0.05) {
		in.ProfComponent = b.spread(40000, 0.3)
	}
	gross := operating + in.CapTotal + in.OpIME + in.OpDSH + in.Uncompensated + in.Outlier
	if fresh {
		c.Deduct = min(partADeductible.in(c.From.Year()), gross)
	}
	if b.chance(0.008) {
		c.Primary, c.PrimaryPd = "A", (gross-c.Deduct)/2
	}
	c.Paid = gross - c.Deduct - c.PrimaryPd
	for i := range c.Lines {
		if l := &c.Lines[i]; !l.Total() && b.chance(0.04) {
			l.NonCov = l.Submitted / 10
			c.NonCov += l.NonCov
		}
	}
}

func (b *builder) priceNursing(c *Claim, a *accounts) {
	in := c.Inst
	a.lastBed = max(a.lastBed, c.Thru)
	if in.CoveredDays == 0 {
		c.Denied, in.NonPayment, in.Exhausted = true, "B", c.From
		in.NonCovFrom, in.NonCovThru = c.From, c.Thru
		c.NonCov = c.Submitted
		return
	}
	gross := Cents(in.CoveredDays) * b.spread(48500, 0.08)
	c.Coins = min(Cents(in.CoinsDays)*nursingShare.in(c.From.Year()), gross)
	c.Paid = gross - c.Coins
}

func (b *builder) priceHomeHealth(c *Claim) {
	if b.chance(0.02) {
		c.Denied, c.Inst.NonPayment = true, "N"
		return
	}
	c.Paid = b.spread(205000, 0.25)
	if c.Inst.LUPA {
		c.Paid = Cents(c.Inst.Visits) * b.spread(17000, 0.05)
	}
	// The whole period is paid under the line that carries the HIPPS code.
	head := &c.Lines[0]
	head.Paid, head.Allowed, head.Rate = c.Paid, c.Paid, c.Paid
	c.Allowed = c.Paid
	for i := range c.Lines {
		if l := &c.Lines[i]; i > 0 && !l.Total() && b.chance(0.3) {
			l.Reason = "CO97"
		}
	}
}

func (b *builder) priceHospice(c *Claim) {
	if b.chance(0.02) || b.pr.story == storyOtherPayer && c.Inst.Frequency == "2" {
		c.Denied, c.Inst.NonPayment = true, "N"
		c.NonCov = c.Submitted
		for i := range c.Lines {
			if l := &c.Lines[i]; !l.Total() {
				l.Allowed, l.NonCov = 0, l.Submitted
			}
		}
		return
	}
	for i := range c.Lines {
		if l := &c.Lines[i]; l.Revenue == "0651" {
			l.Paid = l.Allowed
			c.Paid += l.Paid
		}
	}
	c.Allowed = c.Paid
}
