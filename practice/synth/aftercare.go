package synth

import "fmt"

// nursing adds the monthly bills of a nursing facility after a stay and returns the last day.
func (b *builder) nursing(from Day, stay *Claim, days int, quick bool) Day {
	fac := b.provider("nursing", b.pool.nursing)
	end := min(from+Day(days), b.last)
	b.nursingBills(fac, "20", "21", from, end, stay, quick, end < b.last)
	b.busy = append(b.busy, span{from, end})
	for d := from + 1; d < end; d += 7 {
		c := b.carrier(d, "", "31", []string{pick(b.dice, []string{"99309", "99308"})}, b.reasons(1, stay.principal()))
		b.hurry(c, quick)
	}
	return end
}

// nursingBills adds the bills of a facility month by month. kind is the claim type code, bill the
// first two digits of the bill type; left says whether the person goes home at the end.
func (b *builder) nursingBills(fac *Provider, kind, bill string, from, end Day, stay *Claim, quick, left bool) {
	used := 0
	for m := from; m <= end; m = m.nextMonth() {
		thru := min(m.nextMonth()-1, end)
		last := thru == end
		freq := frequency(m == from, last && left)
		c := b.facilityClaim(SNF, kind, fac, bill+freq, m, thru)
		in := c.Inst
		in.Admitted, in.AdmitType, in.AdmitSource = from, "3", "4"
		in.Discharge, in.StatusInd = "30", "C"
		if last && left {
			in.Discharge, in.StatusInd, in.Discharged = "01", "A", thru
		}
		in.QualFrom, in.QualThru = stay.From, stay.Thru
		in.PPS = "2"
		days := int(thru-m) + 1
		if in.Discharged != NoDay && days > 1 {
			days--
		}
		in.CoveredDays = max(0, min(days, 100-used))
		in.CoinsDays = max(0, min(used+days, 100)-max(used, 20))
		used += days
		in.NonCoveredDays = days - in.CoveredDays
		c.Team = []Member{{Attending, b.doctor("11")}}
		b.performed(c)
		diagnoseStay(c, b.reasons(5, stay.principal()), b.dice)
		b.nursingLines(c, days)
		b.hurry(c, quick)
		b.bills = append(b.bills, c)
	}
}

// frequency is the third digit of the bill type: whole, first, middle or last bill.
func frequency(first, last bool) string {
	switch {
	case first && last:
		return "1"
	case first:
		return "2"
	case last:
		return "4"
	}
	return "3"
}

// diagnoseStay sets the diagnoses of a facility stay with their present-on-admission marks.
func diagnoseStay(c *Claim, codes []string, d dice) {
	c.Diagnoses = append(c.Diagnoses, Diagnosis{Code: codes[0], Type: DxAdmitting})
	for i, code := range codes {
		t := DxSecondary
		if i == 0 {
			t = DxPrincipal
		}
		c.Diagnoses = append(c.Diagnoses, Diagnosis{Code: code, Type: t, POA: poa(d)})
	}
}

func (b *builder) nursingLines(c *Claim, days int) {
	l := b.revenue(c, "0022", "", Milli(days)*1000, 0, c.From)
	l.HIPPS = pick(b.dice, []string{"KAQD1", "NBVE1", "IBLC1", "KDXE1"})
	l.HCPCS = l.HIPPS
	room := b.revenue(c, "0120", "", Milli(days)*1000, Cents(days)*46000, c.From)
	room.Rate = 46000
	for _, r := range []struct {
		code   string
		charge Cents
	}{{"0250", 5200}, {"0270", 1900}, {"0300", 2600}, {"0420", 9400}, {"0430", 8800}, {"0440", 7600}, {"0320", 1200}} {
		if b.chance(0.85) {
			b.revenue(c, r.code, "", Milli(days)*1000, b.spread(r.charge*Cents(days), 0.2), c.From)
		}
	}
	for i := range c.Lines {
		c.Lines[i].Thru = c.Thru
	}
	b.totalLine(c)
}

// principal returns the code of the principal diagnosis.
func (c *Claim) principal() string {
	for _, d := range c.Diagnoses {
		if d.Type == DxPrincipal {
			return d.Code
		}
	}
	return "R6889"
}

// homeHealth adds 30-day periods of home health from a day on.
func (b *builder) homeHealth(from Day, periods int, fromFacility, quick bool) {
	agency := b.provider("homecare", b.pool.homeCare)
	for i := range periods {
		start := from + Day(i*30)
		thru := min(start+29, b.last)
		if start >= b.last || !b.pr.feeForService(start) {
			return
		}
		c := b.facilityClaim(HHA, "10", agency, "329", start, thru)
		in := c.Inst
		in.Admitted, in.PPS = from, "2"
		in.Referral = "1"
		if fromFacility {
			in.Referral = "4"
		}
		in.Discharge, in.StatusInd = "30", "C"
		if i == periods-1 {
			in.Discharge, in.StatusInd = "01", "A"
		}
		c.Team = []Member{{Attending, b.doctor("")}}
		if b.chance(0.4) {
			c.Team = append(c.Team, Member{Performing, b.doctor("50")})
		}
		diagnose(c, b.reasons(4, pick(b.dice, []string{"Z4889", "M6281", "I5032", "J449"})))
		b.homeVisits(c)
		b.hurry(c, quick)
		b.bills = append(b.bills, c)
	}
}

// homeVisits adds the visit lines of a home health period; few visits make it a low use period.
func (b *builder) homeVisits(c *Claim) {
	head := b.revenue(c, "0023", pick(b.dice, []string{"1AA11", "2BB21", "3CC31", "2DA11"}), 0, 0, c.From)
	head.HIPPS, head.Status = head.HCPCS, "A"
	visits := b.between(2, 16)
	step := max(1, int(c.Thru-c.From)/visits)
	for i := range visits {
		day := c.From + Day(i*step)
		if day > c.Thru {
			break
		}
		r := pick(b.dice, [][2]string{{"0551", "G0299"}, {"0551", "G0299"}, {"0421", "G0151"}, {"0431", "G0152"}, {"0571", "G0156"}})
		b.revenue(c, r[0], r[1], Milli(b.between(2, 4))*1000, b.spread(21000, 0.1), day)
		c.Inst.Visits++
	}
	c.Inst.LUPA = c.Inst.Visits < 5
	b.totalLine(c)
}

// hospiceCare adds the monthly hospice bills of a stretch of days.
func (b *builder) hospiceCare(from, thru Day) {
	fac := b.provider("hospice", b.pool.hospice)
	died := b.pr.Death != NoDay && thru == b.pr.Death
	for m := from; m <= thru; m = m.nextMonth() {
		end := min(m.nextMonth()-1, thru)
		last := end == thru && died
		c := b.facilityClaim(Hospice, "50", fac, "81"+frequency(m == from, last), m, end)
		in := c.Inst
		in.Admitted = from
		in.Discharge, in.StatusInd = "30", "C"
		if last {
			in.Discharge, in.StatusInd, in.Discharged = "40", "B", end
		}
		in.CoveredDays = int(end-m) + 1
		in.HospicePeriod = 1 + int(end-from)/90
		c.Team = []Member{{Attending, b.doctor("11")}}
		b.performed(c)
		diagnose(c, b.reasons(2, pick(b.dice, []string{"C3490", "G309", "I5032", "J449"})))
		b.hospiceLines(c)
		b.bills = append(b.bills, c)
	}
	b.busy = append(b.busy, span{from, thru})
}

func (b *builder) hospiceLines(c *Claim) {
	for d := c.From; d <= c.Thru; d += 7 {
		days := min(7, int(c.Thru-d)+1)
		l := b.revenue(c, "0651", "Q5001", Milli(days)*1000, Cents(days)*24000, d)
		l.Rate, l.Allowed = 22400, Cents(days)*22400
	}
	for d := c.From + 1; d <= c.Thru; d += 2 {
		r := pick(b.dice, [][2]string{{"0551", "G0299"}, {"0571", "G0156"}, {"0561", "G0155"}, {"0551", "G0300"}})
		b.revenue(c, r[0], r[1], Milli(b.between(1, 6))*1000, b.spread(14000, 0.2), d)
	}
	b.totalLine(c)
}

// elect adds the notice of a hospice election, which never becomes a claim, and the care after it.
func (b *builder) elect(day Day) {
	fac := b.provider("hospice", b.pool.hospice)
	c := b.facilityClaim(Hospice, "50", fac, "81A", day, day)
	c.SSType, c.lag = "1900", 4
	c.Inst.Admitted, c.Inst.Discharge, c.Inst.StatusInd, c.Inst.HospicePeriod = day, "30", "C", 1
	c.Team = []Member{{Attending, b.doctor("11")}}
	diagnose(c, []string{"C3490"})
	b.bills = append(b.bills, c)
	b.hospiceCare(day, b.last)
}

// lateLife adds the last weeks of those who die: hospice, a last stay, or neither; and the long
// hospice care of some who live.
func (b *builder) lateLife() {
	switch {
	case b.pr.story == storyHospice:
		b.stay(b.last-40, stayPlan{kind: stayNamed("breath"), days: 5, discharge: "50", quick: true})
	case b.pr.story == storyDiedInCare:
		b.stay(b.last-6, stayPlan{kind: stayNamed("sepsis"), days: 6, discharge: "20", quick: true})
	case b.pr.Death == NoDay:
		if b.pr.story == "" && b.use > 0.1 && b.chance(0.022) {
			b.hospiceCare(max(b.start, b.last-b.days(30, 640)), b.last)
		}
	case b.chance(0.55):
		b.hospiceCare(max(b.start, b.last-b.days(6, 150)), b.last)
	case b.chance(0.6):
		b.stay(max(b.start, b.last-b.days(2, 12)), stayPlan{kind: stayNamed(pick(b.dice, []string{"sepsis", "breath", "stroke", "failure"})), days: 30, discharge: "20"})
	}
}

// control returns a control number for a bill received on a day.
func control(kind ClaimKind, received Day, n uint64) string {
	y := received.Year() % 100
	doy := int(received-date(received.Year(), 1, 1)) + 1
	switch {
	case kind.Professional():
		return fmt.Sprintf("02%02d%03d%08d", y, doy, permute(n, 26))
	case kind == PDE:
		return fmt.Sprintf("%02d%03d%010d", y, doy, permute(n, 33))
	}
	return fmt.Sprintf("2%02d%03d%07dOHR", y, doy, permute(n, 23))
}
