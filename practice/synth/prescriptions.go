package synth

// prescriptions adds the Part D events: refills for each condition, short courses, costly drugs.
func (b *builder) prescriptions() {
	if b.pr.in("D", b.last) == nil && b.pr.in("D", b.start) == nil || b.use < 0.02 && b.use > 0 {
		return
	}
	seen := map[string]bool{}
	for i := range conditions {
		c := &conditions[i]
		if b.has[c.key] == nil {
			continue
		}
		n := 1
		if b.chance(0.85) {
			n = 2
		}
		for _, key := range some(b.dice, c.drugs, n) {
			if !seen[key] {
				seen[key] = true
				b.refills(b.pool.drugs[key], b.start+b.days(0, 200), b.last)
			}
		}
	}
	for range b.poisson(0.9 * min(b.use, 4) * b.years()) {
		if d := b.day(); d != NoDay {
			b.fill(b.pool.drugs[pick(b.dice, []string{"amoxicillin", "hydrocodone", "ondansetron"})], d, 0, b.between(5, 10), 0, b.rxNumber())
		}
	}
	switch b.pr.story {
	case storyNewDrug:
		b.refills(b.pool.drugs["adalimumab"], b.last-52, b.last)
	case storyCancer:
		b.refills(b.pool.drugs["lenalidomide"], b.last-300, b.last)
	case storyManyDrugs:
		for range 2600 {
			b.fill(b.pool.drugs[pick(b.dice, []string{"gabapentin", "sertraline", "insulin", "furosemide"})], b.day(), 0, 7, 0, b.rxNumber())
		}
	}
	if b.chance(0.02) {
		if d := b.day(); d != NoDay {
			b.fill(b.pool.drugs["cream"], d, 0, 30, 0, b.rxNumber())
		}
	}
}

func (b *builder) rxNumber() int { return b.between(100000, 999999999) }

// refills lets the person take a drug from a day on, each prescription for a year.
func (b *builder) refills(d *drug, from, thru Day) {
	days := 30
	if !d.brand && b.chance(0.42) {
		days = 90
	}
	if b.chance(0.15) {
		thru = min(thru, from+b.days(60, 700))
	}
	number, fill := b.rxNumber(), 0
	for day := from; day <= thru; day += Day(days) + b.days(-2, 6) {
		if b.chance(0.03) {
			day += b.days(10, 40)
		}
		if day > thru {
			return
		}
		if fill*days >= 360 {
			number, fill = b.rxNumber(), 0
		}
		b.fill(d, day, fill, days, 360/days, number)
		fill++
	}
}

// fill adds one Part D event.
func (b *builder) fill(d *drug, day Day, fill, days, authorized, number int) {
	if day == NoDay || day < b.start || day > b.last {
		return
	}
	plan := b.pr.in("D", day)
	if plan == nil {
		return
	}
	ph := b.provider("pharmacy", b.pool.pharmacy)
	c := &Claim{Kind: PDE, TypeCode: "1", From: day, Thru: day, Provider: ph, Team: []Member{{Prescribing, b.doctor("")}}}
	rx := &Rx{
		NDC: d.ndc, Quantity: d.per * Milli(days) / 30, Unit: d.unit, Days: days, Fill: fill, Authorized: authorized,
		Number: digits(number), DAW: "0", Generic: !d.brand, Coverage: "C", Origin: pick(b.dice, []string{"3", "3", "3", "1", "2", "4"}),
		Residence: "01", Contract: plan.Contract, PBP: plan.PBP, PlanName: plan.PlanName, PaidOn: day + b.days(8, 20),
		Total: b.spread(d.month*Cents(days)/30, 0.06),
	}
	if d.key == "cream" {
		rx.Compound, rx.Parts, rx.Clarify = true, []string{d.ndc, "00990137030"}, "08"
	}
	if d.brand && b.chance(0.05) {
		rx.DAW = "1"
	}
	if b.chance(0.02) {
		rx.Dispensing = "P"
	}
	if b.chance(0.01) {
		rx.Format = "X"
	}
	if b.chance(0.005) {
		rx.Pricing = "M"
	}
	if b.chance(0.03) {
		rx.Residence, rx.LTC = "03", "05"
	}
	if b.chance(0.01) {
		rx.OutOfNetwork = true
	}
	c.Rx = rx
	c.Lines = []Line{{Seq: 1, NDC: d.ndc, Units: rx.Quantity, From: day, Thru: day, Team: []int{1}}}
	b.bills = append(b.bills, c)
}

// digits writes a number in decimal.
func digits(n int) string {
	b := [20]byte{}
	i := len(b)
	for {
		i--
		b[i] = byte('0' + n%10)
		if n /= 10; n == 0 {
			return string(b[i:])
		}
	}
}
