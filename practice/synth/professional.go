package synth

import "slices"

// carrier adds a professional claim of one day: a line per code.
func (b *builder) carrier(day Day, specialty, place string, codes, dx []string) *Claim {
	group, doctor := b.group(specialty), b.doctor(specialty)
	if doctor.NPI[9] == '7' && specialty != "C6" && specialty != "93" {
		group = doctor // bills on their own
	}
	c := &Claim{Kind: Carrier, TypeCode: "71", From: day, Thru: day, Provider: group}
	c.Pro = &Practice{Contractor: "15202", DenialCode: "1", Assigned: b.chance(0.985), EntryCode: "1", Trial: "0", Disposition: "01", Locality: "00"}
	if b.pr.State == "KY" {
		c.Pro.Contractor, c.Pro.Locality = "15102", "00"
	}
	if orders(specialty) {
		c.Referral = b.doctor("")
		c.Team = append(c.Team, Member{Referring, c.Referral})
	}
	c.Team = append(c.Team, Member{Performing, doctor})
	rendering := len(c.Team)
	if group.Org {
		c.Team = append(c.Team, Member{Primary, group})
	}
	diagnose(c, dx)
	for i, code := range codes {
		b.proLine(c, code, place, rendering, 1+i%len(dx))
	}
	b.bills = append(b.bills, c)
	return c
}

// laboratory adds a claim of an independent laboratory.
func (b *builder) laboratory(day Day, codes, dx []string) *Claim {
	lab := b.provider("lab", b.pool.labs)
	c := &Claim{Kind: Carrier, TypeCode: "71", From: day, Thru: day, Provider: lab, Referral: b.doctor("")}
	c.Pro = &Practice{Contractor: "15202", DenialCode: "1", Assigned: true, EntryCode: "1", Trial: "0", Disposition: "01", Locality: "00"}
	c.Team = []Member{{Referring, c.Referral}, {Performing, lab}}
	diagnose(c, dx)
	for i, code := range codes {
		b.proLine(c, code, "81", 2, 1+i%len(dx))
	}
	b.bills = append(b.bills, c)
	return c
}

// orders says whether claims of a specialty name who ordered the service.
func orders(specialty string) bool {
	return slices.Contains([]string{"30", "69", "65", "05", "83", "06", "59"}, specialty)
}

// proLine adds one professional line with its fee; shares and denials are set by price.
func (b *builder) proLine(c *Claim, code, place string, team, dx int) *Line {
	s := b.pool.services[code]
	l := Line{
		Seq: len(c.Lines) + 1, HCPCS: code, From: c.From, Thru: c.Thru, Units: 1000, POS: place, TOS: s.tos, BETOS: s.betos,
		Dx: []int{dx}, Team: []int{team}, Process: "A", Locality: c.Pro.Locality,
	}
	if team < len(c.Team) && c.Team[team].Role == Primary {
		l.Team = append(l.Team, team+1)
	}
	fee := s.fee
	if fee == 0 {
		fee = s.op
	}
	l.Allowed = b.spread(fee, 0.04)
	b.modify(&l)
	l.Submitted = b.spread(l.Allowed*2, 0.22)
	c.Lines = append(c.Lines, l)
	return &c.Lines[len(c.Lines)-1]
}
