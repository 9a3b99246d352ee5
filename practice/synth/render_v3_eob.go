package synth

// eob3 writes one v3 ExplanationOfBenefit.
type eob3 struct {
	v3
	*enc
	v    *view
	c    *Claim
	roll v3Chance // stable variation of this resource
	seq  int      // last supportingInfo sequence written
	refs []lineRef
}

// lineRef says that a supportingInfo belongs to a line (item.informationSequence).
type lineRef struct{ line, info int }

// claim writes the ExplanationOfBenefit of one version (docs/reference/flattening.md 2.3).
func (r v3) claim(e *enc, v *view, c *Claim) {
	x := &eob3{v3: r, enc: e, v: v, c: c, roll: newV3Chance(c.IDV3)}
	if c.Kind == PriorAuth {
		x.authorization()
		return
	}
	x.open()
	x.head()
	x.careTeam()
	x.supportingInfo()
	if c.Kind != PDE {
		x.diagnoses()
		x.procedures()
	}
	x.insurance()
	x.items()
	x.adjudication()
	x.totals()
	x.payment()
	x.close('}')
}

// head writes everything up to the care team.
func (x *eob3) head() {
	c := x.c
	x.str("resourceType", "ExplanationOfBenefit")
	x.str("id", c.IDV3)
	x.eobMeta()
	billing := x.contained()
	x.identifiers()
	x.str("status", "active") // v3 never says cancelled
	x.eobType()
	if c.Kind.Institutional() {
		sub := "inpatient"
		if c.Kind == Outpatient {
			sub = "outpatient"
		}
		x.concept("subType", v3Carin+"C4BBInstitutionalClaimSubType", sub, "")
	}
	x.str("use", "claim")
	x.patientReference()
	x.period("billablePeriod", c.From, c.Thru)
	x.midnight("created", c.Effective)
	if c.Kind != PDE || c.Rx.PlanName != "" {
		x.raw(`"insurer":{"reference":"#insurer-org"}`)
	}
	x.obj("provider")
	if billing != "" {
		x.str("reference", "#"+billing)
	} else {
		x.raw(`"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]`)
	}
	x.close('}')
	if c.Prior != "" {
		x.raw(`"related":[{"relationship":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/ex-relatedclaimrelationship","code":"prior"}]}`)
		x.obj("reference")
		x.str("system", v3Control)
		x.str("value", c.Prior)
		x.close('}')
		x.buf = append(x.buf, "}]"...)
	}
	x.str("outcome", v3Outcome(c))
}

// v3Outcome is the outcome of a version: complete, or partial for a shared-system version that is
// not paid, rejected or denied yet (docs/reference/flattening.md 3).
func v3Outcome(c *Claim) string {
	switch {
	case c.Kind == PriorAuth:
		for _, it := range c.Auth.Items {
			if it.Decision == "P" {
				return "partial"
			}
		}
	case c.Phase != PhaseFinal && c.PaidStat != "P" && c.PaidStat != "R" && c.PaidStat != "D":
		return "partial"
	}
	return "complete"
}

// v3SystemType is the System-Type tag of a version.
func v3SystemType(c *Claim) string {
	switch {
	case c.Kind == PDE:
		return "DDPS"
	case c.Kind == PriorAuth || c.Phase != PhaseFinal:
		return "SharedSystem"
	}
	return "NationalClaimsHistory"
}

// v3FinalAction is the Final-Action tag of a version; last says that it is the last one known of its
// bill. Prior authorizations have none.
func v3FinalAction(c *Claim, last bool) string {
	switch {
	case c.Kind == PriorAuth:
		return ""
	case c.Phase == Phase1 || !last:
		return "NotFinalAction"
	}
	return "FinalAction"
}

// v3Source is meta.source.
func v3Source(c *Claim) string {
	switch {
	case c.Kind == PDE:
		return "DDPS"
	case c.Kind == PriorAuth:
		return "CWF"
	case c.Phase == PhaseFinal:
		return "NCH"
	case c.Kind == Carrier:
		return "MCS"
	case c.Kind == DME:
		return "VMS"
	}
	return "FISS"
}

func (x *eob3) eobMeta() {
	c := x.c
	profile := "ExplanationOfBenefit-Inpatient-Institutional"
	switch {
	case c.Kind == PDE:
		profile = "ExplanationOfBenefit-Pharmacy"
	case c.Kind == Outpatient:
		profile = "ExplanationOfBenefit-Outpatient-Institutional"
	case c.Kind.Professional():
		profile = "ExplanationOfBenefit-Professional-NonClinician"
	}
	if c.Kind == PriorAuth {
		x.meta(x.enc, x.v.updated, v3Source(c), "http://hl7.org/fhir/us/davinci-pdex/StructureDefinition/pdex-priorauthorization")
	} else {
		x.meta(x.enc, x.v.updated, v3Source(c),
			"http://hl7.org/fhir/us/carin-bb/StructureDefinition/C4BB-"+profile+"|2.2.0",
			v3Extension+"CMS-"+profile)
	}
	x.arr("tag")
	x.coding(v3CMS+"System-Type", v3SystemType(c), "")
	if tag := v3FinalAction(c, x.v.final); tag != "" {
		x.coding(v3CMS+"Final-Action", tag, "")
	}
	x.close(']')
	x.close('}')
}

func (x *eob3) identifiers() {
	x.arr("identifier")
	x.raw(`{"type":{"coding":[{"system":"http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBIdentifierType","code":"uc","display":"Unique Claim ID"}]}`)
	x.str("value", x.c.IDV3)
	x.close('}')
	if x.c.Control != "" {
		x.open()
		x.str("system", v3Control)
		x.str("value", x.c.Control)
		x.close('}')
	}
	x.close(']')
}

// eobType writes the three type codings; while a claim is in the shared systems its type code is
// the one with the phase.
func (x *eob3) eobType() {
	c := x.c
	kind := "institutional"
	switch {
	case c.Kind == PDE:
		kind = "pharmacy"
	case c.Kind.Professional():
		kind = "professional"
	}
	code := c.TypeCode
	if c.Phase != PhaseFinal {
		code = c.SSType
	}
	x.obj("type")
	x.arr("coding")
	x.coding(v3Terms+"claim-type", kind, "")
	x.cms(x.enc, "CLM-TYPE-CD", code)
	x.cms(x.enc, "EOB-TYPE", c.Kind.String())
	x.close(']')
	x.close('}')
}

func (x *eob3) patientReference() {
	x.obj("patient")
	x.str("reference", "Patient/"+x.v.person.IDV3)
	x.close('}')
}

// diagnoses writes the rows; a diagnosis with a present-on-admission flag carries onAdmission.
func (x *eob3) diagnoses() {
	if len(x.c.Diagnoses) == 0 {
		return
	}
	x.arr("diagnosis")
	for i := range x.c.Diagnoses {
		d := &x.c.Diagnoses[i]
		x.open()
		x.int("sequence", i+1)
		x.concept("diagnosisCodeableConcept", v3ICD, DotICD(d.Code), "")
		system, code := x.diagnosisType(d.Type)
		x.arr("type")
		x.raw(`{"coding":[{"system":"` + system + `","code":"` + code + `"}]}`)
		x.close(']')
		if d.POA != 0 && d.Type != DxAdmitting && d.Type != DxReason {
			x.concept("onAdmission", v3POA, string(rune(d.POA)), "")
		}
		x.close('}')
	}
	x.close(']')
}

func (x *eob3) diagnosisType(t DxType) (system, code string) {
	const generic, carin = v3Terms + "ex-diagnosistype", v3Carin + "C4BBClaimDiagnosisType"
	switch t {
	case DxPrincipal:
		return generic, "principal"
	case DxAdmitting:
		return generic, "admitting"
	case DxExternal:
		return carin, "externalcauseofinjury"
	case DxReason:
		return carin, "patientreasonforvisit"
	}
	if x.c.Kind.Professional() {
		return carin, "secondary"
	}
	return carin, "other"
}

func (x *eob3) procedures() {
	if len(x.c.Procedures) == 0 {
		return
	}
	x.arr("procedure")
	for i, p := range x.c.Procedures {
		code, text := "other", "Other"
		if i == 0 {
			code, text = "principal", "Principal"
		}
		x.open()
		x.int("sequence", i+1)
		x.raw(`"type":[{"coding":[{"system":"` + v3Carin + `C4BBClaimProcedureType","code":"` + code + `","display":"` + text + `"}]}]`)
		x.date("date", p.Date)
		x.concept("procedureCodeableConcept", v3PCS, p.Code, "")
		x.close('}')
	}
	x.close(']')
}

// insurance names the part of Medicare; v3 gives no reference to the Coverage. Outpatient claims say
// Part A like every institutional claim.
func (x *eob3) insurance() {
	part := "Part A"
	switch {
	case x.c.Kind == PDE:
		part = "Part D"
	case x.c.Kind.Professional():
		part = "Part B"
	case x.c.Kind == PriorAuth && x.c.Auth.partB():
		part = "Part B"
	}
	x.raw(`"insurance":[{"focal":true,"coverage":{"display":"` + part + `"}}]`)
}

// payment: a drug event has only the date, everything else only the amount.
func (x *eob3) payment() {
	x.obj("payment")
	if x.c.Kind == PDE {
		x.date("date", x.c.Rx.PaidOn)
	} else {
		x.usd("amount", x.c.Paid)
	}
	x.close('}')
}
