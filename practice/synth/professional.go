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

// modify sets what belongs to particular codes: modifiers, units, test results, drug numbers.
func (b *builder) modify(l *Line) {
	switch l.HCPCS {
	case "99213", "99214", "99215":
		if b.chance(0.12) {
			l.Modifiers = []string{"25"}
		}
		if l.POS == "10" {
			l.Modifiers = append(l.Modifiers, "95")
		}
	case "71046", "74177", "72148", "70450", "73562", "77080", "93306":
		if l.POS != "11" {
			l.Modifiers = []string{"26"}
		}
		if l.HCPCS == "73562" {
			l.Modifiers = append(l.Modifiers, pick(b.dice, []string{"LT", "RT"}))
		}
	case "97110", "97140":
		l.Units = Milli(b.between(1, 3)) * 1000
		l.Allowed = l.Allowed * Cents(l.Units) / 1000
		l.Modifiers = []string{"GP"}
	case "85018":
		l.Hemo, l.HemoType = pick(b.dice, []string{"9.8", "10.4", "11.2", "12.1", "13.5"}), "R1"
		l.Modifiers = []string{"QW"}
	case "00142", "00811", "01402":
		l.Anesth = Milli(b.between(8, 30)) * 100
		l.Modifiers = []string{"QZ"}
	case "A0425":
		l.Units = Milli(b.between(2, 22)) * 1000
		l.Allowed = l.Allowed * Cents(l.Units) / 1000
		l.Modifiers = []string{"RH"}
	case "A0427", "A0429":
		l.Modifiers = []string{"RH"}
	case "67028", "20610", "66984":
		l.Modifiers = []string{pick(b.dice, []string{"LT", "RT"})}
	case "11721":
		l.Modifiers = []string{"Q8"}
	case "98941":
		l.Modifiers = []string{"AT"}
	}
	if ndc := injected[l.HCPCS]; ndc.code != "" {
		l.NDC, l.NDCQty, l.NDCUnit = ndc.code, ndc.quantity, ndc.unit
		l.Units = ndc.units
	}
}

// injection is the drug package behind a HCPCS drug code.
type injection struct {
	code     string
	quantity Milli
	unit     string
	units    Milli
}

// injected maps HCPCS drug codes to the packages given.
var injected = map[string]injection{
	"J9271": {"00992201004", 8000, "ML", 200000}, "J0178": {"00992202001", 50, "ML", 2000}, "J0897": {"00992203001", 1000, "ML", 60000},
	"J2323": {"00992204015", 15000, "ML", 300000}, "J1885": {"00992205025", 1000, "ML", 4000}, "J2405": {"00992206002", 2000, "ML", 4000},
	"90662": {"00992207010", 700, "ML", 1000},
}
