package synth

import (
	"fmt"
	"strings"
)

// v2Parts are the parts of Medicare v2 has a Coverage for, whether the person is enrolled or not.
var v2Parts = []string{"A", "B", "C", "D"}

// coverage writes the Coverage of the n-th part.
func (r v2) coverage(e *enc, v *view, n int) bool {
	if n >= len(v2Parts) {
		return false
	}
	p, part := v.person, v2Parts[n]
	span := p.latest(part)
	e.open()
	e.str("resourceType", "Coverage")
	e.str("id", "part-"+strings.ToLower(part)+"-"+p.IDV2)
	r.meta(e, v, "C4BB-Coverage")
	e.arr("extension")
	r.entitlement(e, p, part, span, v)
	r.months(e, v, part)
	e.close(']')
	status := "active"
	if (part == "A" || part == "B") && (span == nil || v.dead()) {
		status = "cancelled"
	}
	e.str("status", status)
	e.concept("type", v2Terms+"v3-ActCode", "SUBSIDIZ", "")
	e.str("subscriberId", v.mbi())
	e.obj("beneficiary")
	e.str("reference", "Patient/"+p.IDV2)
	e.close('}')
	e.concept("relationship", v2Terms+"subscriber-relationship", "self", "Self")
	r.coveragePeriod(e, v, part, span)
	e.raw(`"payor":[{"identifier":{"value":"Centers for Medicare and Medicaid Services"}}]`)
	e.arr("class")
	r.class(e, "group", "Group", "Medicare")
	r.class(e, "plan", "Plan", "Part "+part)
	e.close(']')
	e.close('}')
	return true
}

func (v2) class(e *enc, code, display, value string) {
	e.open()
	e.concept("type", v2Terms+"coverage-class", code, display)
	e.str("value", value)
	e.close('}')
}

// latest returns the last span of a part, nil when there never was one.
func (p *Person) latest(part string) *CoverageSpan {
	var out *CoverageSpan
	for i := range p.Coverage {
		if p.Coverage[i].Part == part {
			out = &p.Coverage[i]
		}
	}
	return out
}

// coveragePeriod writes the period of A, B and D; C has none.
func (v2) coveragePeriod(e *enc, v *view, part string, span *CoverageSpan) {
	if span == nil || part == "C" {
		return
	}
	end := span.End
	if !v.dead() && end == v.person.Death {
		end = NoDay
	}
	e.period("period", span.Start, end)
}

// entitlement writes why and how the person is entitled.
func (v2) entitlement(e *enc, p *Person, part string, span *CoverageSpan, v *view) {
	if part != "C" {
		v2CodeExt(e, "ms_cd", p.StatusCode)
	}
	switch part {
	case "A":
		v2CodeExt(e, "orec", p.OREC)
		v2CodeExt(e, "crec", p.CREC)
		esrd := "0"
		if p.ESRD {
			esrd = "Y"
		}
		v2CodeExt(e, "esrd_ind", esrd)
		v2CodeExt(e, "a_trm_cd", terminated(span, v))
	case "B":
		v2CodeExt(e, "b_trm_cd", terminated(span, v))
	}
}

// terminated is CMS's reason for the end of entitlement: 0 not ended, 1 dead, 9 other.
func terminated(span *CoverageSpan, v *view) string {
	switch {
	case v.dead():
		return "1"
	case span == nil:
		return "9"
	}
	return "0"
}

// months writes the monthly variables of the reference year, each variable for all its months.
func (r v2) months(e *enc, v *view, part string) {
	switch part {
	case "C":
		r.monthly(e, v, "ptc_cntrct_id_%02d", "C", func(s *CoverageSpan) string { return s.Contract }, "N")
		r.monthly(e, v, "ptc_pbp_id_%02d", "C", func(s *CoverageSpan) string { return s.PBP }, "")
		r.monthly(e, v, "ptc_plan_type_cd_%02d", "C", func(*CoverageSpan) string { return "01" }, "")
		r.monthly(e, v, "hmo_ind_%02d", "C", func(*CoverageSpan) string { return "C" }, "0")
	case "D":
		r.monthly(e, v, "ptdcntrct%02d", "D", func(s *CoverageSpan) string { return s.Contract }, "N")
		r.contracts(e, v)
		r.monthly(e, v, "ptdpbpid%02d", "D", func(s *CoverageSpan) string { return s.PBP }, "")
		r.monthly(e, v, "sgmtid%02d", "D", func(s *CoverageSpan) string { return s.Segment }, "")
		r.monthly(e, v, "cstshr%02d", "D", costShare, "")
		r.monthly(e, v, "rdsind%02d", "D", func(s *CoverageSpan) string {
			if s.Retiree {
				return "Y"
			}
			return "N"
		}, "N")
	}
	r.dualMonths(e, v)
	if part == "A" || part == "B" {
		v.eachMonth(func(m int, day Day) { v2CodeExt(e, fmt.Sprintf("buyin%02d", m), entitlement(v.person, day)) })
	}
}

// eachMonth goes through the months of the reference year that are over; somebody who died has none afterwards.
func (v *view) eachMonth(use func(m int, day Day)) {
	for m := 1; m <= 12; m++ {
		day := date(v.referenceYear(), m, 1)
		if day > v.end || v.dead() && day > v.person.Death {
			return
		}
		use(m, day)
	}
}

// monthly writes one variable of the twelve months: the span's value, or other without a span.
func (v2) monthly(e *enc, v *view, format, part string, value func(*CoverageSpan) string, other string) {
	v.eachMonth(func(m int, day Day) {
		code := other
		if s := v.person.in(part, day); s != nil {
			code = value(s)
		}
		v2CodeExt(e, fmt.Sprintf(format, m), code)
	})
}

// contracts repeats the Part D contracts under urls with year and month, as v2 does.
func (v2) contracts(e *enc, v *view) {
	for m := 1; m <= 12; m++ {
		day := date(v.referenceYear(), m, 1)
		s := v.person.in("D", day)
		if s == nil || day > v.end {
			continue
		}
		name := fmt.Sprintf("ptdcntrct%02d", m)
		v2Name(e, "url", fmt.Sprintf("%s/%d-%d", name, v.referenceYear(), m))
		e.key("valueCoding")
		v2Coding(e, name, s.Contract)
		e.close('}')
	}
}

// entitlement is the Medicare entitlement and buy-in indicator of a person on a day, the same on Parts A and B: 3 both parts, 1 and 2 one
// of them, C, A and B where the state pays a premium, 0 none.
func entitlement(p *Person, day Day) string {
	a, b := p.in("A", day), p.in("B", day)
	state := func(s *CoverageSpan) bool { return s.BuyIn != "0" }
	switch {
	case a != nil && b != nil && (state(a) || state(b)):
		return "C"
	case a != nil && b != nil:
		return "3"
	case a != nil && state(a):
		return "A"
	case a != nil:
		return "1"
	case b != nil && state(b):
		return "B"
	case b != nil:
		return "2"
	default:
		return "0"
	}
}

// costShare is the Part D low income group: 01-03 deemed, 04-08 by application, 09 none.
func costShare(s *CoverageSpan) string {
	switch s.LIS {
	case "1", "2", "3":
		return "0" + s.LIS
	case "4":
		return "04"
	}
	return "09"
}
