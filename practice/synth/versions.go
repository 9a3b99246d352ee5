package synth

import (
	"slices"
	"strconv"
)

// schedule is when the steps of processing a bill happen.
type schedule struct {
	received, processed, weekly, known Day
}

// finish prices the bills and turns each into its versions with their numbers.
func (b *builder) finish() *Life {
	b.price()
	life := &Life{Person: b.pr}
	family := 0
	for _, c := range b.bills {
		copies := 1
		if c.twin {
			copies = 2
		}
		for range copies {
			life.Claims = append(life.Claims, b.family(c, family)...)
			family++
		}
	}
	b.number(life)
	return life
}

// family returns the versions of one bill that become known by the last release, in order.
func (b *builder) family(bill *Claim, family int) []Claim {
	if bill.Kind == PriorAuth {
		c := *bill
		c.Family, c.Arrives, c.Replaced = family, b.p.releaseOf(c.Received+14), Never
		if c.Arrives == Never {
			return nil
		}
		return []Claim{c}
	}
	s := b.schedule(bill)
	out := b.process(bill, s)
	if later, s2 := b.adjustment(bill, s); later != nil {
		out = append(out, b.process(later, s2)...)
	}
	for i := range out {
		out[i].Family, out[i].Version, out[i].Replaced = family, i, Never
		if i > 0 {
			out[i-1].Replaced = out[i].Arrives
		}
	}
	return out
}

// schedule draws when a bill is received, processed and known.
func (b *builder) schedule(c *Claim) schedule {
	var s schedule
	switch {
	case c.lag > 0:
		s.received, s.known = c.Thru+1, c.Thru+c.lag
		s.processed = max(s.received, s.known-2)
		s.weekly = max(s.processed, (s.known - 6).nextFriday())
		return s
	case c.Kind == PDE:
		s.received = c.Thru + b.days(1, 5)
		s.processed = s.received + b.days(6, 20)
	case c.Kind == Carrier || c.Kind == DME:
		s.received = c.Thru + b.days(2, 12)
		s.processed = s.received + b.days(12, 20)
	default:
		s.received = c.Thru + b.days(4, 16)
		s.processed = s.received + b.days(13, 22)
	}
	switch {
	case b.chance(0.02):
		s.received += b.days(30, 120)
		s.processed = s.received + 14
	case b.chance(0.004):
		s.received += b.days(150, 330)
		s.processed = s.received + 14
	}
	s.weekly = (s.processed + 1).nextFriday()
	s.known = s.weekly + b.days(2, 6)
	return s
}

// process returns the versions of one bill as the releases see it on its way: a shared-system
// version for each state a release finds it in, then the final one.
func (b *builder) process(bill *Claim, s schedule) []Claim {
	bill.Received, bill.Processed, bill.Weekly = s.received, s.processed, s.weekly
	bill.Loaded, bill.Effective = s.weekly+1, s.weekly
	if b.chance(0.01) {
		bill.Loaded = NoDay
	}
	final := b.p.releaseOf(s.known)
	notice := bill.SSType != ""
	if notice {
		final = Never
	}
	var out []Claim
	if bill.Kind != PDE {
		last := Phase(255)
		for r := 0; r < final && r <= b.p.cfg.Releases; r++ {
			day := b.p.releaseDay(r)
			if day < s.received+2 {
				continue
			}
			phase := Phase1
			if day >= s.processed {
				phase = Phase2
			}
			if phase != last {
				out = append(out, b.partial(bill, phase, r))
				last = phase
			}
		}
	}
	if final <= b.p.cfg.Releases {
		c := *bill
		c.Arrives, c.Phase = final, PhaseFinal
		out = append(out, c)
	}
	return out
}

// partial returns the shared-system version of a bill in a phase. Phase 1 has no amounts yet.
func (b *builder) partial(bill *Claim, phase Phase, release int) Claim {
	c := *bill
	c.Phase, c.Arrives = phase, release
	c.Lines = slices.Clone(bill.Lines)
	c.SSType = strconv.Itoa(int(phase)) + ssGroup(bill)
	c.Loaded = min(b.p.releaseDay(release), c.Received+5)
	c.Effective = c.Loaded
	c.PaidStat, c.Status = "S", pick(b.dice, []string{"A", "S", "S"})
	if c.Kind.Professional() {
		c.Status = pick(b.dice, []string{"A", "B", "B"})
	}
	if phase == Phase1 {
		c.Allowed, c.Paid, c.ToProv, c.ToBene, c.Deduct, c.Coins, c.PrimaryPd = 0, 0, 0, 0, 0, 0, 0
		for i := range c.Lines {
			l := &c.Lines[i]
			l.Allowed, l.Paid, l.Deduct, l.Coins, l.Prior, l.Reason = 0, 0, 0, 0, 0, ""
		}
		return c
	}
	switch {
	case c.Denied:
		c.PaidStat, c.Status = "D", "D"
		if c.Kind.Professional() {
			c.Status = "E"
		}
	case b.chance(0.3):
		c.PaidStat, c.Status = "P", "P"
		if c.Kind.Professional() {
			c.Status = "D"
		}
	case c.Kind.Professional():
		c.Status = "C"
	default:
		c.Status = pick(b.dice, []string{"S", "F", "M"})
	}
	return c
}

// ssGroup is the last three digits of a shared-system type code.
func ssGroup(c *Claim) string {
	switch {
	case c.SSType != "":
		return c.SSType[1:]
	case c.Kind == Carrier:
		return "700"
	case c.Kind == DME:
		return "800"
	}
	return "0" + c.Inst.FacilityType + c.Inst.Classification
}

// number gives every version its ids and control numbers.
func (b *builder) number(life *Life) {
	partial := ""
	for i := range life.Claims {
		c := &life.Claims[i]
		c.Serial = i
		key := uint64(b.pr.Index)<<13 | uint64(i)
		c.IDV3 = strconv.FormatUint(1000000000000+permute(key^0x1555, 40), 10)
		if c.Phase != PhaseFinal {
			if c.Version == 0 || life.Claims[i-1].Phase == PhaseFinal {
				partial = strconv.FormatUint(10000000000+permute(key, 36), 10)
			}
			c.IDV2 = partial
		} else {
			c.IDV2 = "-" + strconv.FormatUint(10000000000+permute(key, 36), 10)
		}
		c.GroupV2 = "-" + strconv.FormatUint(20000000000+permute(uint64(b.pr.Index)<<13|uint64(c.Family), 36), 10)
		switch {
		case c.Kind == PriorAuth:
		case c.Version == 0:
			c.Control = control(c.Kind, c.Received, key)
		default:
			b.follows(c, &life.Claims[i-1], key)
		}
	}
}

// follows gives a version the control number of the one before it, or a new one that names the old.
func (b *builder) follows(c, before *Claim, key uint64) {
	same := before.Action == c.Action
	switch {
	case same:
		c.Control, c.Prior = before.Control, before.Prior
	case c.Kind == PDE:
		c.Control = before.Control
	case c.renamed:
		c.Control, c.Prior = control(c.Kind, c.Received, key), before.Control
	default:
		c.Control, c.Prior = before.Control, before.Control
	}
}
