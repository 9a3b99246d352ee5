package synth

// facilityClaim starts an institutional claim. bill is the three-digit bill type.
func (b *builder) facilityClaim(kind ClaimKind, typeCode string, fac *Provider, bill string, from, thru Day) *Claim {
	c := &Claim{Kind: kind, TypeCode: typeCode, From: from, Thru: thru, Provider: fac}
	c.Inst = &Institution{
		FacilityType: bill[:1], Classification: bill[1:2], Frequency: bill[2:], Contractor: "15201", ActionCode: "1", QueryCode: "3",
		Discharge: "01", StatusInd: "A",
	}
	if fac.State == "KY" {
		c.Inst.Contractor = "15101"
	}
	return c
}

// revenue adds an institutional line.
func (b *builder) revenue(c *Claim, rev, code string, units Milli, charge Cents, day Day) *Line {
	c.Lines = append(c.Lines, Line{
		Seq: len(c.Lines) + 1, Revenue: rev, HCPCS: code, Units: units, Submitted: charge, From: day, Thru: day, Process: "A",
	})
	return &c.Lines[len(c.Lines)-1]
}

// totalLine adds the 0001 line that carries the sum of the charges.
func (b *builder) totalLine(c *Claim) {
	var sum Cents
	for i := range c.Lines {
		sum += c.Lines[i].Submitted
	}
	l := b.revenue(c, "0001", "", 0, sum, c.From)
	l.Thru = c.Thru
	c.Submitted = sum
}

// outpatient adds a hospital or clinic outpatient claim of one day with a line per code.
func (b *builder) outpatient(day Day, fac *Provider, bill string, codes, dx []string) *Claim {
	c := b.facilityClaim(Outpatient, "40", fac, bill, day, day)
	diagnose(c, dx)
	if codes[0] >= "99281" && codes[0] <= "99285" {
		c.Diagnoses = append(c.Diagnoses, Diagnosis{Code: dx[0], Type: DxReason})
	}
	c.Team = []Member{{Attending, b.doctor(pick(b.dice, []string{"93", "11", "06"}))}}
	if b.chance(0.3) {
		c.Team = append(c.Team, Member{Performing, b.doctor("C6")})
	}
	for _, code := range codes {
		b.opLine(c, code, day)
	}
	b.totalLine(c)
	b.bills = append(b.bills, c)
	return c
}

// opLine adds one outpatient line; its Allowed is what Medicare and the beneficiary owe together.
func (b *builder) opLine(c *Claim, code string, day Day) {
	s := b.pool.services[code]
	charge := b.spread(max(s.op, 1500)*4, 0.3)
	l := b.revenue(c, s.rev, code, 1000, charge, day)
	l.Status, l.Rate = s.status, s.op
	l.Allowed = s.op
	if ndc := injected[code]; ndc.code != "" {
		l.NDC, l.NDCQty, l.NDCUnit, l.Units = ndc.code, ndc.quantity, ndc.unit, ndc.units
	}
	if code == "G0378" {
		l.Units = Milli(b.between(10, 40)) * 1000
		l.Submitted = 9000 * Cents(l.Units/1000)
	}
	if len(c.Team) > 1 {
		l.Team = []int{2}
	}
	if code == "97110" || code == "97140" || code == "97161" {
		l.Modifiers = []string{"GP"}
	}
	if c.Kind == Outpatient && s.rev == "0300" && b.chance(0.1) {
		l.Modifiers = []string{"91"}
	}
}

// clinics adds hospital outpatient care: clinic visits, tests, imaging, procedures, clinics.
func (b *builder) clinics() {
	if b.use == 0 {
		return
	}
	hospital := func() *Provider { return b.provider("hospital", b.pool.acute) }
	rates := []struct {
		rate  float64
		bill  string
		codes []string
		extra []string
		n     int
	}{
		{0.5, "131", []string{"G0463"}, []string{"36415", "80053", "85025", "93005", "71046", "80061", "83036"}, 6},
		{0.8, "131", []string{"80053"}, []string{"36415", "85025", "80061", "83036", "84443", "81003", "87086", "82607", "84153"}, 9},
		{0.4, "131", []string{"71046"}, []string{"73562", "74177", "77080", "93306", "36415", "80053", "85025"}, 5},
		{0.14, "131", []string{"45380"}, []string{"88305", "J2405", "00811"}, 1},
		{0.09, "131", []string{"66984"}, []string{"J2405"}, 1},
		{0.15, "131", []string{"97161"}, []string{"97110", "97140"}, 2},
		{0.08, "141", []string{"88305"}, []string{"80053", "85025"}, 2},
	}
	for _, r := range rates {
		for range b.poisson(r.rate * b.use * b.years()) {
			if d := b.day(); d != NoDay {
				codes := append(append([]string{}, r.codes...), hospitalOnly(some(b.dice, r.extra, b.between(min(1, r.n-1), r.n)))...)
				b.outpatient(d, hospital(), r.bill, codes, b.reasons(3))
			}
		}
	}
	if b.chance(0.06) || b.pr.story == storyClinic {
		b.healthCenter()
	}
}

// hospitalOnly leaves out codes a hospital does not bill.
func hospitalOnly(codes []string) []string {
	out := codes[:0:0]
	for _, c := range codes {
		if c != "00811" {
			out = append(out, c)
		}
	}
	return out
}

// healthCenter adds visits to a federally qualified or rural clinic, and to a critical access
// hospital's clinic.
func (b *builder) healthCenter() {
	clinic := b.provider("clinic", b.pool.clinics)
	bill := "771"
	if clinic.CCN[2:3] == "3" {
		bill = "711"
	}
	for range b.between(2, 6) {
		if d := b.day(); d != NoDay {
			c := b.outpatient(d, clinic, bill, []string{"G0467"}, b.reasons(2))
			if bill == "711" {
				c.Lines[0].HCPCS = "99213"
			}
		}
	}
	if d := b.day(); d != NoDay {
		c := b.outpatient(d, b.provider("critical", b.pool.critical), "851", []string{"G0463", "80053"}, b.reasons(2))
		c.Lines[0].Revenue, c.Lines[0].HCPCS, c.Lines[0].Allowed = "0983", "99213", 10400
	}
}

// dialyse adds monthly dialysis bills and the nephrologist's monthly fee.
func (b *builder) dialyse() {
	center := b.provider("dialysis", b.pool.dialysis)
	b.homeKit()
	for m := b.start.monthStart(); m <= b.last; m = m.nextMonth() {
		from, thru := max(m, b.start), min(m.nextMonth()-1, b.last)
		if !b.pr.feeForService(from) || !b.pr.feeForService(thru) {
			continue
		}
		c := b.facilityClaim(Outpatient, "40", center, "721", from, thru)
		diagnose(c, []string{"N186", "Z992"})
		c.Inst.Discharge, c.Inst.StatusInd = "30", "C"
		c.Team = []Member{{Attending, b.doctor("39")}}
		for d := from + 1; d <= thru; d += 2 {
			if b.free(d) {
				l := b.revenue(c, "0821", "90999", 1000, 145000, d)
				l.Allowed, l.Rate, l.Status, l.Modifiers = 27300, 27300, "A", []string{"CG"}
			}
		}
		if len(c.Lines) == 0 {
			continue
		}
		b.totalLine(c)
		b.bills = append(b.bills, c)
		b.carrier(thru, "39", "65", []string{"90960"}, []string{"N186"})
	}
}
