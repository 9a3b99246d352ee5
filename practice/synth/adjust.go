package synth

import "slices"

// adjustment returns a later version of a bill and its schedule, or nil: for 4 % of the claims.
func (b *builder) adjustment(bill *Claim, s schedule) (*Claim, schedule) {
	action, s2 := bill.dispute, s
	switch {
	case action != Original:
		s2 = b.disputeSchedule(action, s)
	case bill.Kind == PDE && b.chance(0.035), bill.Kind != PDE && b.chance(0.06):
		action = pick(b.dice, []Action{Replacement, Replacement, Replacement, Replacement, Replacement, Replacement, Replacement, Void, Debit})
		s2.received = s.known + b.days(15, 220)
		s2.processed = s2.received + b.days(8, 16)
		s2.weekly = (s2.processed + 1).nextFriday()
		s2.known = s2.weekly + b.days(2, 6)
	default:
		return nil, s
	}
	if bill.Denied && action != Void {
		return nil, s
	}
	c := *bill
	c.Action = action
	c.Lines = slices.Clone(bill.Lines)
	c.renamed = b.chance(0.5)
	b.changeForm(&c)
	switch action {
	case Replacement, Debit:
		b.correct(&c)
	case Credit:
		c.negate()
	}
	return &c, s2
}

// disputeSchedule puts a story's adjustment where a user meets it: voids with the first follow-up
// release, the others in the base.
func (b *builder) disputeSchedule(action Action, s schedule) schedule {
	known := b.p.end - 4
	if action == Void {
		known = b.p.end + 6
	}
	return schedule{received: max(s.known, known-20), processed: known - 9, weekly: (known - 8).nextFriday(), known: known}
}

// changeForm marks the form of a claim as an adjustment.
func (b *builder) changeForm(c *Claim) {
	switch {
	case c.Inst != nil:
		in := *c.Inst
		in.Frequency, in.ActionCode, in.QueryCode = "7", "5", "5"
		if c.Action == Void || c.Action == Credit {
			in.Frequency, in.ActionCode, in.QueryCode = "8", "4", "0"
		}
		c.Inst = &in
	case c.Pro != nil:
		pro := *c.Pro
		pro.EntryCode = "5"
		if c.Action == Void || c.Action == Credit {
			pro.EntryCode, pro.Disposition = "3", "03"
		}
		c.Pro = &pro
	case c.Rx != nil:
		rx := *c.Rx
		c.Rx, c.TypeCode = &rx, "2"
		if c.Action == Void {
			c.TypeCode = "3"
		} else {
			c.Action = Replacement
		}
	}
}

// correct changes the amounts of a version so that they still add up.
func (b *builder) correct(c *Claim) {
	switch c.Kind {
	case PDE:
		more := c.Rx.PatientPaid / 10
		c.Rx.PatientPaid -= more
		c.Rx.PlanPaid += more
		c.Lines[0].Paid, c.Lines[0].Coins = c.Rx.PlanPaid, c.Rx.PatientPaid
		return
	case Carrier, DME, Outpatient:
		var best *Line
		for i := range c.Lines {
			if l := &c.Lines[i]; !l.Total() && (best == nil || l.Paid > best.Paid) {
				best = l
			}
		}
		if best != nil {
			change := best.Paid * Cents(b.between(-20, 20)) / 100
			best.Paid += change
			best.Allowed += change
			c.Paid += change
			c.Allowed += change
		}
	case HHA, Hospice:
		for i := range c.Lines {
			if l := &c.Lines[i]; l.Paid > 0 {
				change := l.Paid / 20
				l.Paid += change
				l.Allowed += change
				c.Paid += change
				c.Allowed += change
				break
			}
		}
	default:
		c.Paid += c.Paid * Cents(b.between(-10, 12)) / 100
	}
	c.ToProv, c.ToBene = c.Paid, 0
	if c.Pro != nil && !c.Pro.Assigned {
		c.ToProv, c.ToBene = 0, c.Paid
	}
}

// negate turns a version into the credit that takes the money back.
func (c *Claim) negate() {
	for _, v := range []*Cents{&c.Submitted, &c.Allowed, &c.Paid, &c.ToProv, &c.ToBene, &c.Deduct, &c.Coins, &c.NonCov, &c.PrimaryPd} {
		*v = -*v
	}
	for i := range c.Lines {
		l := &c.Lines[i]
		for _, v := range []*Cents{&l.Submitted, &l.Allowed, &l.Paid, &l.Deduct, &l.Coins, &l.NonCov, &l.Prior} {
			*v = -*v
		}
	}
}
