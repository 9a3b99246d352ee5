package synth

// stayPlan is what happens around one inpatient stay; the zero value is an ordinary one.
type stayPlan struct {
	kind      *stayKind
	hospital  *Provider
	days      int
	discharge string // patient status; "" drawn
	quick     bool   // the bills arrive within days
	noFollow  bool   // no visit after it
	noReturn  bool   // no readmission
}

// stays lets the person be admitted at random times.
func (b *builder) stays() {
	if b.use < 0.02 {
		return
	}
	rate := 0.125 * min(b.use, 7)
	if len(b.dx) >= 5 {
		rate *= 1.6
	}
	if b.pr.story != "" {
		rate *= 0.4
	}
	last := b.last
	if b.pr.story != "" {
		last -= 220
	}
	for range min(b.poisson(rate*b.years()), 12) {
		if d := b.dayIn(b.start+5, last-8); d != NoDay {
			b.stay(d, stayPlan{kind: b.stayReason()})
		}
	}
}

// stayReason draws why the person is admitted; conditions they have count more.
func (b *builder) stayReason() *stayKind {
	total := 0
	weight := func(k *stayKind) int {
		switch {
		case k.needs == "":
			return k.weight
		case b.has[k.needs] != nil:
			return k.weight * 3
		}
		return 0
	}
	for i := range stayKinds {
		total += weight(&stayKinds[i])
	}
	n := b.IntN(total)
	for i := range stayKinds {
		if n -= weight(&stayKinds[i]); n < 0 {
			return &stayKinds[i]
		}
	}
	return &stayKinds[0]
}

func stayNamed(key string) *stayKind {
	for i := range stayKinds {
		if stayKinds[i].key == key {
			return &stayKinds[i]
		}
	}
	return &stayKinds[0]
}

// stay adds an inpatient stay from a day on with everything around it and returns its last day.
func (b *builder) stay(day Day, plan stayPlan) Day {
	k := plan.kind
	if plan.hospital == nil {
		plan.hospital = b.provider("hospital", b.pool.acute)
	}
	if plan.days == 0 {
		plan.days = max(1, b.poisson(float64(k.days)))
	}
	end := min(day+Day(plan.days), b.last)
	if plan.discharge == "" {
		plan.discharge = b.destination(k, end)
	}
	c := b.inpatient(day, end, plan)
	b.bedside(c, k, plan.quick)
	b.busy = append(b.busy, span{day, end})
	switch plan.discharge {
	case "03":
		return b.afterNursing(b.nursing(end, c, b.between(9, 58), plan.quick), plan)
	case "06":
		b.homeHealth(end+2, b.between(1, 3), true, plan.quick)
	case "50":
		b.hospiceCare(end+1, b.last)
		return end
	case "20", "02", "62", "30":
		return end
	}
	b.afterStay(end, plan)
	return end
}

// destination draws where the person goes after a stay.
func (b *builder) destination(k *stayKind, end Day) string {
	if end+4 >= b.last || !b.chance(k.post) {
		return "01"
	}
	if b.chance(0.58) {
		return "03"
	}
	return "06"
}

// afterNursing lets half of the people go home with a nurse's visits.
func (b *builder) afterNursing(end Day, plan stayPlan) Day {
	if b.chance(0.4) {
		b.homeHealth(end+2, 1, true, plan.quick)
	}
	b.afterStay(end, plan)
	return end
}

// afterStay adds the visit after a stay and, for one in seven, the way back into hospital.
func (b *builder) afterStay(end Day, plan stayPlan) {
	if !plan.noFollow && b.chance(0.72) {
		if d := (end + b.days(2, 20)).workday(); b.free(d) {
			code := pick(b.dice, []string{"99214", "99214", "99213"})
			switch {
			case d-end <= 7 && b.chance(0.2):
				code = "99496"
			case d-end <= 14 && b.chance(0.2):
				code = "99495"
			}
			b.carrier(d, "", "11", []string{code}, b.reasons(2, plan.kind.dx))
		}
	}
	if !plan.noReturn && b.chance(0.14) {
		if d := end + b.days(2, 29); b.free(d) && d+3 < b.last {
			b.stay(d, stayPlan{kind: b.stayReason(), noReturn: true})
		}
	}
}

// inpatient adds the hospital's bill for a stay.
func (b *builder) inpatient(from, thru Day, plan stayPlan) *Claim {
	k, days := plan.kind, int(thru-from)
	c := b.facilityClaim(Inpatient, "60", plan.hospital, "111", from, thru)
	grade := b.IntN(len(k.drg))
	in := c.Inst
	in.DRG, in.DRGWeight = k.drg[grade], k.relative[grade]
	in.AdmitType, in.AdmitSource = "1", "1"
	if k.elective {
		in.AdmitType = "3"
	}
	in.Admitted, in.Discharged, in.Discharge = from, thru, plan.discharge
	in.CoveredDays = max(1, days)
	in.PPS = "2"
	switch plan.discharge {
	case "20":
		in.StatusInd = "B"
	case "30":
		in.StatusInd, in.Frequency, in.Discharged = "C", "2", NoDay
	}
	c.Diagnoses = append(c.Diagnoses, Diagnosis{Code: k.admitting, Type: DxAdmitting}, Diagnosis{Code: k.dx, Type: DxPrincipal, POA: 'Y'})
	for _, code := range b.reasons(7, k.dx)[1:] {
		c.Diagnoses = append(c.Diagnoses, Diagnosis{Code: code, Type: DxSecondary, POA: poa(b.dice)})
	}
	if k.external != "" {
		c.Diagnoses = append(c.Diagnoses, Diagnosis{Code: k.external, Type: DxExternal, POA: 'Y'})
	}
	c.Team = []Member{{Attending, b.doctor("C6")}}
	for i, code := range k.procedures {
		c.Procedures = append(c.Procedures, Procedure{Code: code, Date: min(from+Day(min(i, 1)), thru)})
	}
	if len(k.procedures) > 0 {
		c.Team = append(c.Team, Member{Operating, b.doctor("20")})
	}
	if b.chance(0.2) {
		c.Team = append(c.Team, Member{OtherOperating, b.doctor("02")})
	}
	b.performed(c)
	b.stayLines(c, k, max(1, days))
	b.hurry(c, plan.quick)
	b.bills = append(b.bills, c)
	return c
}

// performed names who did the work on the lines, as three in ten institutional bills do.
func (b *builder) performed(c *Claim) {
	if b.chance(0.3) {
		c.Team = append(c.Team, Member{Performing, b.doctor("C6")})
	}
}

func poa(d dice) byte { return pick(d, []byte("YYYYYYYNUW")) }

// hurry makes a bill arrive within days of the service.
func (b *builder) hurry(c *Claim, quick bool) {
	if quick {
		c.lag = b.days(3, 6)
	}
}

// stayLines adds the revenue centres of a stay.
func (b *builder) stayLines(c *Claim, k *stayKind, days int) {
	if !k.elective && c.Inst.AdmitSource != "4" {
		b.revenue(c, "0450", "", 1000, b.spread(180000, 0.3), c.From)
	}
	for i, r := range stayRevenue {
		if i > 0 && !b.chance(0.72) {
			continue
		}
		units := 1
		if r.daily {
			units = days
		}
		l := b.revenue(c, r.code, "", Milli(units)*1000, b.spread(r.charge*Cents(units), 0.25), c.From)
		l.Thru = c.Thru
		if r.code == "0120" {
			l.Rate = l.Submitted / Cents(units)
		}
		if r.code == "0636" && b.chance(0.4) {
			l.HCPCS, l.NDC, l.NDCQty, l.NDCUnit = "J1885", "00992205025", 1000, "ML"
		}
	}
	if len(k.procedures) > 0 {
		b.revenue(c, "0360", "", 1000, b.spread(940000, 0.3), c.From)
		b.revenue(c, "0278", "", 1000, b.spread(620000, 0.4), c.From)
	}
	b.totalLine(c)
}

// bedside adds the practitioners' bills of a stay.
func (b *builder) bedside(c *Claim, k *stayKind, quick bool) {
	first := len(b.bills)
	dx := b.reasons(1, k.dx)
	if !k.elective && c.Inst.AdmitSource != "4" {
		b.carrier(c.From, "93", "23", []string{pick(b.dice, []string{"99284", "99285", "99285"})}, []string{k.admitting})
		if b.chance(0.4) {
			b.ride(c.From, k.admitting)
		}
	}
	b.carrier(c.From, "C6", "21", []string{"99223"}, dx)
	for d := c.From + 1; d < c.Thru; d += 3 {
		day := b.carrier(d, "C6", "21", []string{"99232"}, dx)
		for n := d + 1; n < min(d+3, c.Thru); n++ {
			l := b.proLine(day, "99232", "21", performer(day), 1)
			l.From, l.Thru = n, n
			day.Thru = n
		}
	}
	b.carrier(c.Thru, "C6", "21", []string{pick(b.dice, []string{"99238", "99239"})}, dx)
	if b.chance(0.7) {
		b.carrier(c.From, "30", "21", []string{pick(b.dice, []string{"71046", "70450", "74177"})}, dx)
	}
	if len(k.procedures) > 0 {
		b.carrier(c.From, "05", "21", []string{"00142"}, dx)
	}
	if k.key == "knee" {
		b.carrier(c.From, "20", "21", []string{"27447"}, dx)
	}
	for _, bill := range b.bills[first:] {
		b.hurry(bill, quick)
	}
}

// performer returns the sequence of the performing member.
func performer(c *Claim) int {
	for i, m := range c.Team {
		if m.Role == Performing {
			return i + 1
		}
	}
	return 1
}

// ride adds an ambulance claim.
func (b *builder) ride(day Day, dx string) {
	amb := b.provider("ambulance", b.pool.ambulance)
	c := &Claim{Kind: Carrier, TypeCode: "71", From: day, Thru: day, Provider: amb}
	c.Pro = &Practice{Contractor: "15202", DenialCode: "1", Assigned: true, EntryCode: "1", Trial: "0", Disposition: "01", Locality: "00"}
	c.Team = []Member{{Performing, amb}}
	diagnose(c, []string{dx})
	b.proLine(c, pick(b.dice, []string{"A0427", "A0429"}), "41", 1, 1)
	b.proLine(c, "A0425", "41", 1, 1)
	b.bills = append(b.bills, c)
}
