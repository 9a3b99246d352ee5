package synth

// authorization writes a prior authorization: an ExplanationOfBenefit that is no claim
// (docs/reference/flattening.md 0, rule 10).
func (x *eob3) authorization() {
	c, a := x.c, x.c.Auth
	x.open()
	x.str("resourceType", "ExplanationOfBenefit")
	x.str("id", a.UUID)
	x.eobMeta()
	billing := x.contained()
	x.arr("identifier")
	x.open()
	x.str("system", "https://bluebutton.cms.gov/identifiers/Unique-Tracking-Number")
	x.str("value", a.Tracking)
	x.close('}')
	if a.ICN != "" {
		x.open()
		x.str("system", "https://bluebutton.cms.gov/identifiers/PA-ICN-DCN")
		x.str("value", a.ICN)
		x.close('}')
	}
	x.close(']')
	x.str("status", "active")
	x.authorizationType()
	x.str("use", "preauthorization")
	x.patientReference()
	x.midnight("created", a.Added)
	x.raw(`"insurer":{"reference":"#insurer-org"}`)
	if billing != "" {
		x.obj("provider")
		x.str("reference", "#"+billing)
		x.close('}')
	}
	x.str("outcome", v3Outcome(c))
	x.arr("preAuthRefPeriod")
	x.open()
	x.date("start", a.RefStart)
	x.date("end", a.RefEnd)
	x.close('}')
	x.close(']')
	x.careTeam()
	x.arr("supportingInfo")
	x.infoCode("CLM_CNTRCTR_NUM", "Claim Contractor Number", "CLM-CNTRCTR-NUM", v3HomeHealthContractor)
	if a.BillType != "" {
		x.infoKind("typeofbill")
		x.concept("code", v3NUBC+"TypeOfBill", a.BillType, "")
		x.close('}')
	}
	x.close(']')
	x.insurance()
	x.authorizationItems()
	x.close('}')
}

// v3HomeHealthContractor reviews the authorizations: the home health and hospice contractor of the
// states the people live in.
const v3HomeHealthContractor = "15004"

// partB says whether an authorization is for a Part B bill: equipment has no bill type.
func (a *Authorization) partB() bool { return a.TypeCode == "B" || a.BillType == "" }

// authorizationType: CMS's letter for the kind of bill, not for the part of Medicare.
func (x *eob3) authorizationType() {
	a := x.c.Auth
	kind, letter := "institutional", "I"
	switch {
	case a.BillType == "":
		kind, letter = "professional", "D"
	case a.partB():
		kind, letter = "professional", "B"
	case a.BillType[:1] == "3":
		letter = "H"
	case a.BillType[:2] == "13":
		letter = "O"
	}
	x.obj("type")
	x.arr("coding")
	x.coding(v3Terms+"claim-type", kind, "")
	x.cms(x.enc, "CLM-TYPE", letter)
	x.close(']')
	x.close('}')
}

func (x *eob3) authorizationItems() {
	a := x.c.Auth
	x.arr("item")
	for i := range a.Items {
		it := &a.Items[i]
		x.open()
		x.arr("extension")
		x.dateExtension("PA-DT-ADDED", a.Added)
		x.dateExtension("PA-DT-UPDATED", a.Added)
		x.codeExtension(x.enc, "PA-DECISION", it.Decision)
		x.dateExtension("PA-REQ-SUB-DT", a.Added-1)
		x.dateExtension("PA-REQ-REC-DT", a.Added)
		if it.Decision != "P" {
			x.dateExtension("PA-DECISION-DT", a.Added+1)
			x.dateExtension("PA-DECISION-EXP-DT", a.RefEnd)
		}
		x.countExtension("SERVICE-CNTS", it.Count)
		if p := x.c.Provider; p != nil {
			x.extension(x.enc, "SVC-RENDER-ST")
			x.key("valueCoding")
			x.buf = appendCoding(x.buf, v3USPS, p.State, "")
			x.close('}')
		}
		x.countExtension("MR-COUNT-IND", it.Reviews)
		x.dateExtension("MR-COUNT-ST-DT", a.RefStart)
		x.dateExtension("MR-COUNT-END-DT", a.RefEnd)
		x.close(']')
		x.int("sequence", i+1)
		x.concept("productOrService", v3HCPCSSystem(it.HCPCS), it.HCPCS, "")
		if it.Modifier != "" {
			x.modifiers([]string{it.Modifier})
		}
		x.close('}')
	}
	x.close(']')
}

func (x *eob3) dateExtension(name string, d Day) {
	x.extension(x.enc, name)
	x.date("valueDate", d)
	x.close('}')
}

func (x *eob3) countExtension(name string, n int) {
	x.extension(x.enc, name)
	x.int("valueUnsignedInt", n)
	x.close('}')
}
