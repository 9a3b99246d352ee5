package synth

// coverage writes the n-th Coverage of v.person: one per part, for C and D one per plan
// (docs/reference/flattening.md 2.2).
func (r v3) coverage(e *enc, v *view, n int) bool {
	s := v3Span(v.person.Coverage, n)
	if s == nil {
		return false
	}
	part := v3Parts[s.Part]
	e.open()
	e.str("resourceType", "Coverage")
	e.str("id", v3CoverageID(v.person, s))
	r.meta(e, v.updated, "",
		"http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-Coverage|2.2.0",
		"http://hl7.org/fhir/us/core/StructureDefinition/us-core-coverage|7.0.0")
	e.close('}')
	r.coverageInsurer(e, s)
	e.arr("extension")
	switch s.Part {
	case "A", "B":
		r.entitlement(e, v.person, s)
	case "DUAL":
		r.dual(e, v.person, s)
	default:
		r.plan(e, s)
	}
	e.close(']')
	member := v3Number(v.person.IDV3, 7, 9)
	e.arr("identifier")
	e.open()
	e.raw(v3TypeMB)
	if s.Part == "D" {
		e.str("value", member)
	} else {
		e.str("system", v3MBI)
		e.str("value", v.mbi())
	}
	e.close('}')
	e.close(']')
	end := v3CoverageEnd(v, s)
	status := "active"
	if end != NoDay && (end < v.end || v.dead()) {
		status = "cancelled"
	}
	e.str("status", status)
	e.concept("type", "https://nahdo.org/sopt", part.code, part.text)
	e.str("subscriberId", v.mbi())
	e.obj("beneficiary")
	e.str("reference", "Patient/"+v.person.IDV3)
	e.close('}')
	e.concept("relationship", v3Terms+"subscriber-relationship", "self", "Self")
	r.coveragePeriod(e, v, s, end)
	e.arr("payor")
	e.open()
	e.str("reference", "#"+part.payor)
	e.close('}')
	e.close(']')
	r.classes(e, s, part.plan, member)
	e.close('}')
	return true
}

// v3Part is what the parts of Medicare differ in on a Coverage.
type v3Part struct{ id, plan, code, text, payor string }

var v3Parts = map[string]v3Part{
	"A":    {"part-a-", "Part A", "1", "MEDICARE", "cms-org"},
	"B":    {"part-b-", "Part B", "121", "MEDICARE FFS", "cms-org"},
	"C":    {"part-c-", "Part C", "11", "MEDICARE MANAGED CARE (Includes Medicare Advantage Plans)", "insurer-org"},
	"D":    {"part-d-", "Part D", "122", "Medicare Drug Benefit", "insurer-org"},
	"DUAL": {"part-dual-", "Dual Medicare/Medicaid", "14", "Dual Eligibility Medicare/Medicaid Organization", "cms-org"},
}

// v3Span returns the n-th span that has a Coverage of its own: of spans that share an id (same part,
// same plan) only the last.
func v3Span(spans []CoverageSpan, n int) *CoverageSpan {
	for i := range spans {
		if v3Repeated(spans[i+1:], &spans[i]) {
			continue
		}
		if n == 0 {
			return &spans[i]
		}
		n--
	}
	return nil
}

func v3Repeated(later []CoverageSpan, s *CoverageSpan) bool {
	for i := range later {
		l := &later[i]
		if l.Part == s.Part && l.Contract == s.Contract && l.PBP == s.PBP {
			return true
		}
	}
	return false
}

func v3CoverageID(p *Person, s *CoverageSpan) string {
	id := v3Parts[s.Part].id + p.IDV3
	if s.Contract != "" {
		id += "-" + s.Contract + "-" + s.PBP
	}
	return id
}

// v3CoverageEnd is the end of a span as known at the release: a death that is not known yet leaves
// the span open, a known one ends it.
func v3CoverageEnd(v *view, s *CoverageSpan) Day {
	death := v.person.Death
	if death == NoDay {
		return s.End
	}
	if v.dead() && (s.End == NoDay || s.End > death) {
		return death
	}
	if !v.dead() && s.End != NoDay && s.End >= death {
		return NoDay
	}
	return s.End
}

// coveragePeriod writes the period. Open periods of A and B come with an end far in the future for
// some people, as CMS sends both.
func (v3) coveragePeriod(e *enc, v *view, s *CoverageSpan, end Day) {
	e.obj("period")
	e.date("start", s.Start)
	switch {
	case end != NoDay:
		e.date("end", end)
	case s.Part == "A" || s.Part == "B":
		switch newV3Chance(v.person.IDV3).below(6, 11) {
		case 0:
			e.str("end", "2099-12-31")
		case 1:
			e.str("end", "9999-12-31")
		}
	}
	e.close('}')
}

// entitlement writes the extensions of Part A and B.
func (r v3) entitlement(e *enc, p *Person, s *CoverageSpan) {
	paid := s.BuyIn == "3" || s.BuyIn == "C" ||
		s.Part == "A" && (s.BuyIn == "1" || s.BuyIn == "A") || s.Part == "B" && (s.BuyIn == "2" || s.BuyIn == "B")
	if paid {
		buyin := [...]string{"A", "E", "H", "M"}[newV3Chance(p.IDV3).below(4, 12)]
		if p.Disabled {
			buyin = [...]string{"D", "G", "H", "M"}[newV3Chance(p.IDV3).below(4, 12)]
		}
		r.codeExtension(e, "BENE-BUYIN-CD", buyin)
	}
	reason := "A"
	switch {
	case p.ESRD && p.StatusCode == "31":
		reason = "K"
	case p.Disabled:
		reason = "D"
	case s.Part == "B":
		reason = "I"
	}
	entitled := "E"
	if s.Part == "B" {
		entitled = "Y"
	}
	r.codeExtension(e, "BENE-ENRLMT-RSN-CD", reason)
	r.codeExtension(e, "BENE-MDCR-ENTLMT-STUS-CD", entitled)
	r.codeExtension(e, "BENE-MDCR-STUS-CD", p.StatusCode)
	r.codeExtension(e, "BENE-ESRD-STUS-ID", v3YesNo(p.ESRD))
	r.codeExtension(e, "BENE-DSBLD-STUS-ID", v3YesNo(p.Disabled))
	r.codeExtension(e, "BENE-MDCR-ENTLMT-RSN-CD", p.OREC)
}

func v3YesNo(yes bool) string {
	if yes {
		return "Y"
	}
	return "N"
}

// dual writes the extensions of the dual status. The state is the person's.
func (r v3) dual(e *enc, p *Person, s *CoverageSpan) {
	kind := s.DualType
	if kind == "Q" {
		kind = "P" // v3 knows full and partial only
	}
	r.codeExtension(e, "BENE-DUAL-STUS-CD", s.DualCode)
	r.codeExtension(e, "BENE-DUAL-TYPE-CD", kind)
	r.extension(e, "MEDICAID-STATE-CD")
	e.key("valueCoding")
	e.buf = appendCoding(e.buf, v3USPS, p.State, "")
	e.close('}')
}

// plan writes the extensions of a Part C or D plan.
func (r v3) plan(e *enc, s *CoverageSpan) {
	r.textExtension(e, "BENE-CNTRCT-NUM", s.Contract)
	r.textExtension(e, "BENE-PBP-NUM", s.PBP)
	if s.Part == "D" {
		r.textExtension(e, "CNTRCT-PBP-SGMT-NUM", s.Segment)
	}
	r.codeExtension(e, "BENE-CVRG-TYPE-CD", s.PlanType)
	if s.Retiree || s.Part == "C" && newV3Chance(s.Contract+s.PBP).one(3, 13) {
		r.codeExtension(e, "BENE-ENRLMT-EMPLR-SBSDY-SW", "Y")
	}
	if s.Part != "D" || s.LIS == "" || s.LIS == "0" {
		return
	}
	r.codeExtension(e, "BENE-LIS-EFCTV-CD", "Y")
	r.extension(e, "BENE-LIS-PTD-PRM-PCT")
	percent := "100.0"
	if s.LIS == "4" {
		percent = "25.0"
	}
	e.raw(`"valueDecimal":` + percent)
	e.close('}')
	r.codeExtension(e, "BENE-LIS-COPMT-LVL-CD", s.LIS)
}

// classes writes the plan class and, for Part D, the numbers on the pharmacy card.
func (v3) classes(e *enc, s *CoverageSpan, plan, member string) {
	class := func(code, value string) {
		e.open()
		e.concept("type", v3Terms+"coverage-class", code, "")
		e.str("value", value)
		e.close('}')
	}
	e.arr("class")
	class("plan", plan)
	if s.Part == "D" {
		class("rxid", member)
		class("rxgroup", v3Number(s.Contract, 1, 3))
		class("rxpcn", v3Number(s.Contract, 2, 6))
		class("rxbin", v3Number(s.Contract, 3, 6))
	}
	e.close(']')
}

// coverageInsurer writes the contained organisation that pays: CMS, or the plan.
func (v3) coverageInsurer(e *enc, s *CoverageSpan) {
	contact := func(system, value string) {
		e.open()
		e.str("system", system)
		e.str("value", value)
		e.close('}')
	}
	plan := s.Contract != ""
	e.arr("contained")
	e.open()
	e.str("resourceType", "Organization")
	name := v3CMSName
	if plan {
		e.str("id", "insurer-org")
		name = s.PlanName
	} else {
		e.str("id", "cms-org")
	}
	e.raw(`"meta":{"profile":["http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-Organization|2.2.0"]},"active":true`)
	e.str("name", name)
	e.raw(`"contact":[{"purpose":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/contactentity-type","code":"PATINF","display":"Patient"}]}`)
	e.arr("telecom")
	if plan {
		contact("phone", "800-555-01"+v3Number(s.Contract, 4, 2)+" ext. "+v3Number(s.Contract+s.PBP, 5, 2))
		if newV3Chance(s.Contract).one(2, 6) {
			contact("phone", "800-555-01"+v3Number(s.Contract, 6, 2))
		}
	} else {
		contact("phone", "1-800-633-4227")
		contact("phone", "TTY: 1-877-486-2048")
		contact("url", "www.medicare.gov")
	}
	e.close(']')
	e.buf = append(e.buf, "}]"...)
	e.close('}')
	e.close(']')
}

// v3Number returns a number of the given length that always belongs to the key.
func v3Number(key string, salt uint64, digits int) string {
	c := newV3Chance(key)
	b := make([]byte, digits)
	for i := range b {
		b[i] = byte('0' + c.below(10, salt*100+uint64(i)))
	}
	if b[0] == '0' && digits > 2 {
		b[0] = '4'
	}
	return string(b)
}
