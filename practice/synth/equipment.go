package synth

import "fmt"

// equipment adds rentals and supplies.
func (b *builder) equipment() {
	if b.use < 0.02 {
		return
	}
	for i := range supplies {
		s := &supplies[i]
		if s.needs != "" && b.has[s.needs] == nil || !b.chance(s.chance*min(1.6, 0.5+0.4*b.use)) {
			continue
		}
		every := s.every
		if every == 0 {
			every = 1
		}
		b.run(b.dayIn(b.start, b.start+(b.last-b.start)*2/3), every, b.between(max(1, s.times*2/3), s.times), func(d Day) { b.supply(d, s) })
	}
}

func (b *builder) supply(day Day, s *supply) *Claim {
	sup := b.provider("supplier", b.pool.suppliers)
	c := &Claim{Kind: DME, TypeCode: "82", From: day, Thru: day, Provider: sup, Referral: b.doctor("")}
	if s.tos == "S" && s.code[0] == 'A' && b.chance(0.2) {
		c.TypeCode = "81"
	}
	c.Pro = &Practice{Contractor: "17013", DenialCode: "1", Assigned: b.chance(0.9), EntryCode: "1", Trial: "0", Disposition: "01", Locality: "00"}
	c.Team = []Member{{Referring, c.Referral}, {Performing, sup}}
	diagnose(c, b.reasons(1, s.dx))
	b.supplyLine(c, s)
	if s.code == "E1390" && b.chance(0.5) {
		b.supplyLine(c, &supply{code: "E0431", mods: []string{"RR"}, fee: 1700, units: 1, tos: "R", betos: "D1C"})
	}
	if s.code == "A4253" {
		b.supplyLine(c, &supply{code: "A4259", mods: []string{"KX"}, fee: 160, units: 3, tos: "S", betos: "D1F"})
	}
	if s.code == "E0570" {
		b.supplyLine(c, &supply{code: "J7613", mods: []string{"KO"}, fee: 5, units: 180, tos: "S", betos: "D1G"})
		l := &c.Lines[len(c.Lines)-1]
		l.NDC, l.NDCQty, l.NDCUnit, l.RxNumber = "00992208030", 180000, "ML", digits(b.rxNumber())
	}
	b.bills = append(b.bills, c)
	return c
}

// homeKit adds dialysis supplies, billed with the blood test they depend on.
func (b *builder) homeKit() {
	b.run(b.day(), 30, 3, func(d Day) {
		c := b.supply(d, &supply{code: "A4657", mods: []string{"EJ"}, fee: 70, units: 30, tos: "S", betos: "D1F", dx: "N186"})
		c.Lines[0].Hemo, c.Lines[0].HemoType = pick(b.dice, []string{"31.5", "33.1", "34.8"}), "R2"
	})
}

func (b *builder) supplyLine(c *Claim, s *supply) {
	l := Line{
		Seq: len(c.Lines) + 1, HCPCS: s.code, Modifiers: s.mods, From: c.From, Thru: c.Thru, Units: Milli(s.units) * 1000,
		POS: "12", TOS: s.tos, BETOS: s.betos, Dx: []int{1}, Team: []int{2}, Process: "A", Locality: "00",
	}
	l.Allowed = b.spread(s.fee*Cents(s.units), 0.03)
	l.Submitted = b.spread(l.Allowed*3/2, 0.2)
	if s.tos == "P" {
		l.Purchase = l.Allowed
	}
	c.Lines = append(c.Lines, l)
}

// authorizations adds prior authorizations, which only v3 carries.
func (b *builder) authorizations() {
	n := 0
	if b.pr.story == storyPrior {
		n = 2
	} else if b.use > 0.05 && b.chance(0.03) {
		n = 1
	}
	for range n {
		d := b.day()
		if d == NoDay {
			return
		}
		b.bills = append(b.bills, b.authorization(d))
	}
}

func (b *builder) authorization(d Day) *Claim {
	home := b.chance(0.5)
	u := b.Uint64()
	a := &Authorization{
		UUID:     fmt.Sprintf("%08x-%04x-4%03x-8%03x-%012x", uint32(u>>32), uint16(u>>16), u&0xfff, b.IntN(0x1000), b.Uint64()&0xffffffffffff), // cut on purpose
		Tracking: fmt.Sprintf("-Z8H%011d", b.Uint64()%1e11), ICN: fmt.Sprintf("%014d", b.Uint64()%1e14), TypeCode: "B",
		RefStart: d + 10, RefEnd: d + 375, Added: d,
	}
	c := &Claim{Kind: PriorAuth, From: d, Thru: d, Received: d, Auth: a}
	codes := []string{"E1390", "K0001"}
	c.Provider = b.provider("supplier", b.pool.suppliers)
	if home {
		a.BillType, codes = "32X", []string{"G0299", "G0151", "G0300"}
		c.Provider = b.provider("homecare", b.pool.homeCare)
	}
	if b.chance(0.5) {
		a.TypeCode = "A"
	}
	for _, code := range codes {
		a.Items = append(a.Items, AuthItem{HCPCS: code, Decision: pick(b.dice, []string{"A", "A", "A", "N"}), Count: b.between(1, 20), Reviews: b.between(0, 40)})
	}
	if !home {
		a.Items[0].Modifier = "RR"
	}
	doc := b.doctor("")
	c.Team = []Member{{Referring, doc}, {Attending, b.doctor("11")}, {Performing, doc}}
	return c
}
