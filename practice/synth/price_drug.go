package synth

// priceDrug splits the cost of a fill between plan, person, low income subsidy and makers. The parts
// add up to the total.
func (b *builder) priceDrug(c *Claim, a *accounts) {
	rx, year := c.Rx, c.From.Year()
	if _, ok := a.drugDed[year]; !ok {
		a.drugDed[year] = drugDeductible.in(year)
		if rx.PBP[2] < '4' {
			a.drugDed[year] = 0
		}
	}
	ded := min(a.drugDed[year], rx.Total)
	a.drugDed[year] -= ded
	owed := ded + (rx.Total-ded)/4
	room := max(0, drugThreshold.in(year)-a.drugPaid[year])
	rx.Below = rx.Total
	switch {
	case room == 0:
		rx.Catastrophic, rx.Above, rx.Below, owed = "C", rx.Total, 0, 0
	case owed >= room:
		rx.Catastrophic = "A"
		rx.Above = (owed - room) * rx.Total / owed
		rx.Below, owed = rx.Total-rx.Above, room
	}
	a.drugPaid[year] += owed
	b.helpers(rx, owed, year)
	rx.PlanPaid = rx.Total - rx.PatientPaid - rx.LowIncome - rx.OtherPayers - rx.GapDiscount - rx.OtherTrOOP
	if b.chance(0.006) {
		rx.Coverage, rx.NonCovPaid, rx.PlanPaid = "E", rx.PlanPaid, 0
	}
	l := &c.Lines[0]
	l.Submitted, l.Paid, l.Coins = rx.Total, rx.PlanPaid, rx.PatientPaid
	c.Submitted = rx.Total
}

// helpers takes from what the person owes what the subsidy, other payers and the makers bear.
func (b *builder) helpers(rx *Rx, owed Cents, year int) {
	rx.PatientPaid = owed
	if span := b.pr.in("D", rx.PaidOn); span != nil && span.LIS != "" {
		copay := min(owed, 1250)
		if rx.Generic {
			copay = min(owed, 510)
		}
		rx.PatientPaid, rx.LowIncome = copay, owed-copay
	}
	switch {
	case b.chance(0.008):
		rx.OtherPayers = rx.PatientPaid / 2
		rx.PatientPaid -= rx.OtherPayers
	case b.chance(0.008):
		rx.OtherTrOOP = rx.PatientPaid / 2
		rx.PatientPaid -= rx.OtherTrOOP
	}
	// Until 2024 makers gave a discount in the coverage gap, out of what the plan would not pay.
	if year < 2025 && !rx.Generic && rx.LowIncome == 0 && b.chance(0.25) {
		rx.GapDiscount = (rx.Total - owed) * 7 / 10
	}
}
