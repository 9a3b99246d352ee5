package synth

import "strings"

// pre2 is a partially adjudicated claim being written as Claim or ClaimResponse
// (docs/reference/flattening.md 3). FISS is the institutional system, MCS the professional one.
type pre2 struct {
	v2
	*enc
	v   *view
	c   *Claim
	sys string // fiss/ or mcs/
}

func newPre2(e *enc, v *view, c *Claim) *pre2 {
	x := &pre2{enc: e, v: v, c: c, sys: "mcs/"}
	if c.Inst != nil {
		x.sys = "fiss/"
	}
	return x
}

// id is shared by the Claim and its ClaimResponse.
func (x *pre2) id() string { return x.sys[:1] + "-" + x.c.IDV2 }

// partialClaim writes the Claim of a bill that is not adjudicated yet.
func (r v2) partialClaim(e *enc, v *view, c *Claim) {
	x := newPre2(e, v, c)
	x.start("Claim")
	x.arr("contained")
	x.patient()
	x.provider()
	x.close(']')
	x.arr("extension")
	if c.Inst != nil {
		v2CodeExt(e, "fiss/serv-typ-cd", c.Inst.Classification)
	} else {
		v2CodeExt(e, "mcs/claim-type", "1")
	}
	x.close(']')
	x.common()
	e.period("billablePeriod", c.From, c.Thru)
	v2Time(e, "created", v.created)
	e.raw(`"provider":{"reference":"#provider-org"}`)
	e.raw(`"priority":{"coding":[{"system":"` + v2Terms + `processpriority","code":"normal","display":"Normal"}]}`)
	if c.Inst != nil {
		x.facilityInfo()
	}
	x.diagnosisRows()
	x.procedureRows()
	if c.Inst != nil {
		x.payers()
	}
	x.itemRows()
	e.usd("total", c.Submitted)
	e.close('}')
}

// claimResponse writes how far the bill got.
func (r v2) claimResponse(e *enc, v *view, c *Claim) {
	x := newPre2(e, v, c)
	x.start("ClaimResponse")
	x.arr("contained")
	x.patient()
	x.close(']')
	x.arr("extension")
	if c.Inst != nil {
		v2CodeExt(e, "fiss/curr-status", c.Status)
		v2DateExt(e, "fiss/recd-dt-cymd", c.Received)
		v2DateExt(e, "fiss/curr-tran-dt-cymd", c.Loaded)
		v2CodeExt(e, "fiss/group-code", "MA")
	} else {
		v2CodeExt(e, "mcs/status-code", c.Status)
		v2DateExt(e, "mcs/claim-receipt-date", c.Received)
		v2DateExt(e, "mcs/status-date", c.Loaded)
	}
	x.close(']')
	x.common()
	v2Time(e, "created", v.created)
	e.raw(`"insurer":{"identifier":{"value":"CMS"}}`)
	e.obj("request")
	e.str("reference", "Claim/"+x.id())
	e.close('}')
	e.str("outcome", x.outcome())
	if c.Inst != nil && c.Denied {
		x.denials()
	}
	e.close('}')
}

func (x *pre2) start(kind string) {
	x.open()
	x.str("resourceType", kind)
	x.str("id", x.id())
	x.meta(x.enc, x.v, "")
}

// outcome follows the status tables of the two systems.
func (x *pre2) outcome() string {
	switch x.c.Status {
	case "A", "B":
		return "queued"
	case "P", "D", "E", "R":
		return "complete"
	}
	return "partial"
}

// cut shortens a text to what the old systems keep.
func cut(s string, n int) string {
	if len(s) > n {
		return s[:n]
	}
	return s
}

// patient writes the contained Patient: the MBI is the only link to the person. FISS keeps ten letters
// of the first and fifteen of the last name, MCS an initial and six letters and no birth date.
func (x *pre2) patient() {
	p := x.v.person
	first, middle, last := cut(p.First, 10), p.Middle, cut(p.Last, 15)
	hint := " ([max 10 chars of first], [middle initial], [max 15 chars of last])"
	if x.c.Inst == nil {
		first, last = first[:1]+".", cut(strings.ToUpper(last), 6)
		hint = " ([first initial], [middle initial], [max 6 chars of last])"
	}
	if middle != "" {
		middle += "."
	}
	x.open()
	x.str("resourceType", "Patient")
	x.str("id", "patient")
	x.arr("extension")
	x.sex(x.enc, p)
	x.close(']')
	x.arr("identifier")
	x.open()
	x.concept("type", v2Terms+"v2-0203", "MC", "Patient's Medicare Number")
	x.str("system", v2MBI)
	x.str("value", x.v.mbi())
	x.close('}')
	x.close(']')
	x.arr("name")
	x.open()
	x.str("text", strings.Join(strings.Fields(first+" "+middle+" "+last), " ")+hint)
	x.names(x.enc, last, first, middle)
	x.close('}')
	x.close(']')
	x.str("gender", p.gender())
	if x.c.Inst != nil {
		x.date("birthDate", p.Birth)
	}
	x.close('}')
}

// provider writes the contained Organization.
func (x *pre2) provider() {
	p := x.c.Provider
	x.open()
	x.str("resourceType", "Organization")
	x.str("id", "provider-org")
	if x.c.Inst == nil {
		x.arr("extension")
		v2CodeExt(x.enc, "mcs/bill-prov-type", "20")
		v2CodeExt(x.enc, "mcs/bill-prov-spec", p.Specialty)
		x.close(']')
	}
	x.arr("identifier")
	if x.c.Inst != nil {
		x.open()
		x.concept("type", v2Terms+"v2-0203", "PRN", "Provider number")
		v2Field(x.enc, "system", "fiss/meda-prov-6")
		x.str("value", p.CCN)
		x.close('}')
	}
	if x.v.roll(x.c, 2, 9) {
		x.open()
		x.concept("type", v2Terms+"v2-0203", "TAX", "Tax ID number")
		if x.c.Inst == nil {
			v2Field(x.enc, "system", "mcs/bill-prov-ein")
		} else {
			v2Field(x.enc, "system", "fiss/fed-tax-nb")
		}
		x.str("value", p.TIN)
		x.close('}')
	}
	x.open()
	x.raw(v2TypeNPI)
	x.str("system", v2NPI)
	x.str("value", p.NPI)
	x.close('}')
	x.close(']')
	x.close('}')
}

// common writes identifier to patient, the same in both resources.
func (x *pre2) common() {
	number, kind, display := "mcs/icn", "professional", "Professional"
	if x.c.Inst != nil {
		number, kind, display = "fiss/dcn", "institutional", "Institutional"
	}
	x.arr("identifier")
	v2Identifier(x.enc, v2Var+number, x.c.Control)
	x.close(']')
	x.str("status", "active")
	x.concept("type", v2Terms+"claim-type", kind, display)
	x.str("use", "claim")
	x.raw(`"patient":{"reference":"#patient"}`)
}

// facilityInfo writes the facility and the bill type, DRG and admission type.
func (x *pre2) facilityInfo() {
	in := x.c.Inst
	x.obj("facility")
	x.arr("extension")
	v2CodeExt(x.enc, "fiss/lob-cd", in.FacilityType)
	x.close(']')
	x.close('}')
	x.arr("supportingInfo")
	x.raw(`{"sequence":1,"category":{"coding":[{"system":"` + v2Carin + `C4BBSupportingInfoType","code":"typeofbill","display":"Type of Bill"}]}`)
	x.obj("code")
	x.arr("coding")
	v2Coding(x.enc, "fiss/freq-cd", in.Frequency)
	x.end(`]}}`)
	n := 1
	if in.DRG != "" {
		n++
		x.open()
		x.int("sequence", n)
		v2PairConcept(x.enc, "category", v2Terms+"claiminformationcategory", "info", "Information", "information", "clm_drg_cd")
		x.obj("code")
		x.arr("coding")
		v2Coding(x.enc, "clm_drg_cd", in.DRG)
		x.end(`]}}`)
	}
	if in.AdmitType != "" {
		x.open()
		x.int("sequence", n+1)
		v2PairConcept(x.enc, "category", v2Carin+"C4BBSupportingInfoType", "admtype", "Information", "information", "clm_ip_admsn_type_cd")
		x.concept("code", "https://www.nubc.org/CodeSystem/PriorityTypeOfAdmitOrVisit", in.AdmitType, "")
		x.close('}')
	}
	x.close(']')
}

func (x *pre2) diagnosisRows() {
	x.arr("diagnosis")
	for i, d := range x.c.Diagnoses {
		x.open()
		x.int("sequence", i+1)
		x.concept("diagnosisCodeableConcept", "http://hl7.org/fhir/sid/icd-10-cm", d.Code, "")
		if x.c.Inst != nil && (d.Type == DxPrincipal || d.Type == DxAdmitting) {
			code, display := "principal", "Principal Diagnosis"
			if d.Type == DxAdmitting {
				code, display = "admitting", "Admitting Diagnosis"
			}
			x.arr("type")
			x.open()
			x.arr("coding")
			x.coding(v2Terms+"ex-diagnosistype", code, display)
			x.end(`]}]`)
		}
		if d.POA != 0 {
			x.obj("onAdmission")
			x.arr("coding")
			v2Coding(x.enc, "fiss/diag-poa-ind", strings.ToLower(string(d.POA)))
			x.end(`]}`)
		}
		x.close('}')
	}
	x.close(']')
}

func (x *pre2) procedureRows() {
	if len(x.c.Procedures) == 0 {
		return
	}
	x.arr("procedure")
	for i, p := range x.c.Procedures {
		x.open()
		x.int("sequence", i+1)
		if i == 0 {
			x.midnight("date", p.Date)
		}
		x.concept("procedureCodeableConcept", "http://www.cms.gov/Medicare/Coding/ICD10", p.Code, "")
		x.close('}')
	}
	x.close(']')
}

func (x *pre2) payers() {
	payers := []string{"MEDICARE"}
	if x.c.Primary != "" || x.v.person.seed%2 == 0 {
		payers = append(payers, "OAK COUNTY RETIREE PLAN")
	}
	x.arr("insurance")
	for i, name := range payers {
		x.open()
		x.int("sequence", i+1)
		x.bool("focal", i == 0)
		x.obj("coverage")
		x.obj("identifier")
		v2Field(x.enc, "system", "fiss/payers-name")
		x.str("value", name)
		x.close('}')
		x.close('}')
		x.close('}')
	}
	x.close(']')
}

// denials writes why FISS refused: remark, adjustment reason and group code.
func (x *pre2) denials() {
	x.arr("item")
	x.open()
	x.raw(`"itemSequence":1`)
	x.arr("adjudication")
	for _, r := range [][2]string{{"fiss/aco-red-rarc", "N130"}, {"fiss/aco-red-carc", "50"}, {"fiss/aco-red-cagc", "CO"}} {
		x.open()
		x.concept("category", v2Carin+"C4BBAdjudicationDiscriminator", "denialreason", "Denial Reason")
		x.obj("reason")
		x.arr("coding")
		v2Coding(x.enc, r[0], r[1])
		x.end(`]}}`)
	}
	x.end(`]}]`)
}
