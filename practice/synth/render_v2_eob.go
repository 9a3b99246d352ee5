package synth

import "strings"

// eob2 is one v2 ExplanationOfBenefit being written.
type eob2 struct {
	v2
	*enc
	v    *view
	c    *Claim
	info int // last supportingInfo sequence
	hemo map[int]int
}

// claim writes the ExplanationOfBenefit of one adjudicated version.
func (r v2) claim(e *enc, v *view, c *Claim) {
	x := &eob2{v2: r, enc: e, v: v, c: c}
	e.open()
	e.str("resourceType", "ExplanationOfBenefit")
	e.str("id", strings.ToLower(c.Kind.String())+"-"+c.IDV2)
	r.meta(e, v, "C4BB-ExplanationOfBenefit-"+v2Profiles[c.Kind])
	x.contained()
	x.extensions()
	x.identifiers()
	x.head()
	x.parties()
	x.careTeam()
	x.supportingInfo()
	x.diagnoses()
	x.procedures()
	x.insurance()
	x.items()
	x.totals()
	x.benefits()
	e.close('}')
}

// v2Profiles are the CARIN profiles by kind, with v2's own mistakes (DME inpatient, HHA professional).
var v2Profiles = map[ClaimKind]string{
	Carrier: "Professional-NonClinician", DME: "Inpatient-Institutional", Inpatient: "Inpatient-Institutional",
	Outpatient: "Outpatient-Institutional", SNF: "Inpatient-Institutional", HHA: "Professional-NonClinician",
	Hospice: "Inpatient-Institutional", PDE: "Pharmacy",
}

// contained writes the facility, or the observations a line's test result is kept in.
func (x *eob2) contained() {
	if x.c.Kind.Institutional() {
		x.arr("contained")
		x.facility()
		x.close(']')
		return
	}
	open := false
	for i := range x.c.Lines {
		l := &x.c.Lines[i]
		if l.Hemo == "" {
			continue
		}
		if !open {
			x.arr("contained")
			open = true
		}
		x.open()
		x.str("resourceType", "Observation")
		x.str("id", "line-observation-"+digits(l.Seq))
		x.str("status", "unknown")
		x.obj("code")
		x.arr("coding")
		v2Coding(x.enc, "line_hct_hgb_type_cd", l.HemoType)
		x.close(']')
		x.close('}')
		x.raw(`"valueQuantity":{"value":` + l.Hemo + `}`)
		x.close('}')
	}
	if open {
		x.close(']')
	}
}

func (x *eob2) facility() {
	p := x.c.Provider
	x.open()
	x.str("resourceType", "Organization")
	x.str("id", "provider-org")
	x.raw(`"meta":{"profile":["` + v2Profile + `C4BB-Organization"]}`)
	x.arr("identifier")
	x.open()
	x.concept("type", v2Terms+"v2-0203", "PRN", "")
	x.str("value", p.CCN)
	x.close('}')
	x.open()
	x.concept("type", v2Carin+"C4BBIdentifierType", "npi", "")
	x.str("system", v2NPI)
	x.str("value", p.NPI)
	x.close('}')
	x.close(']')
	x.bool("active", true)
	x.str("name", p.Name)
	x.close('}')
}

func (x *eob2) extensions() {
	c, e := x.c, x.enc
	if c.Kind == PDE {
		return
	}
	x.arr("extension")
	v2CodeExt(e, "nch_near_line_rec_ident_cd", nearLine(c))
	if p := c.Pro; p != nil {
		v2IDExt(e, "carr_num", p.Contractor)
		v2IDExt(e, "carr_clm_cntl_num", c.Control)
		v2CodeExt(e, "carr_clm_pmt_dnl_cd", p.DenialCode)
		v2CodeExt(e, "asgmntcd", assignment(p))
		v2IDExt(e, "clm_clncl_tril_num", p.Trial)
		v2CodeExt(e, "carr_clm_entry_cd", p.EntryCode)
	}
	if in := c.Inst; in != nil {
		if c.Kind == Inpatient || c.Kind == SNF {
			v2CodeExt(e, "fi_clm_actn_cd", in.ActionCode)
		}
		v2MoneyExt(e, "ime_op_clm_val_amt", in.OpIME)
		v2MoneyExt(e, "clm_uncompd_care_pmt_amt", in.Uncompensated)
		v2MoneyExt(e, "dsh_op_clm_val_amt", in.OpDSH)
		v2IDExt(e, "fi_doc_clm_cntl_num", c.Control)
		v2DateExt(e, "fi_clm_proc_dt", c.Processed)
		v2CodeExt(e, "clm_mdcr_non_pmt_rsn_cd", in.NonPayment)
		v2CodeExt(e, "clm_srvc_clsfctn_type_cd", in.Classification)
		v2CodeExt(e, "fi_num", in.Contractor)
		if in.HospicePeriod > 0 {
			v2QuantityExt(e, "bene_hospc_prd_cnt", Milli(in.HospicePeriod)*1000)
		}
	}
	x.close(']')
}

func assignment(p *Practice) string {
	if p.Assigned {
		return "A"
	}
	return "N"
}

func (x *eob2) identifiers() {
	c := x.c
	x.arr("identifier")
	kind := "clm_id"
	if c.Kind == PDE {
		kind = "pde_id"
	}
	v2Identifier(x.enc, v2Var+kind, c.IDV2)
	v2Identifier(x.enc, v2Group, c.GroupV2)
	if c.Rx != nil {
		v2Identifier(x.enc, v2Var+"rx_srvc_rfrnc_num", c.Rx.Number)
	}
	x.close(']')
}

// head writes status to created. v2 calls HHA professional and DME institutional.
func (x *eob2) head() {
	c := x.c
	status := "cancelled"
	if x.v.final {
		status = "active"
	}
	x.str("status", status)
	x.obj("type")
	x.arr("coding")
	if c.Kind != PDE {
		v2Coding(x.enc, "nch_clm_type_cd", c.TypeCode)
	}
	x.coding(v2Codes+"eob-type", c.Kind.String(), "")
	switch c.Kind {
	case PDE:
		x.coding(v2Terms+"claim-type", "pharmacy", "Pharmacy")
	case Carrier, HHA:
		x.coding(v2Terms+"claim-type", "professional", "Professional")
	default:
		x.coding(v2Terms+"claim-type", "institutional", "Institutional")
	}
	x.close(']')
	x.close('}')
	if c.Kind.Institutional() {
		code, text := "inpatient", "Inpatient"
		if c.Kind == Outpatient {
			code, text = "outpatient", "Outpatient"
		}
		x.raw(`"subType":{"coding":[{"system":"` + v2Carin + `C4BBInstitutionalClaimSubType","code":"` + code + `"}],"text":"` + text + `"}`)
	}
	x.str("use", "claim")
	x.obj("patient")
	x.str("reference", "Patient/"+x.v.person.IDV2)
	x.close('}')
	x.obj("billablePeriod")
	if c.Inst != nil {
		x.arr("extension")
		v2CodeExt(x.enc, "claim_query_cd", c.Inst.QueryCode)
		x.close(']')
	}
	x.date("start", c.From)
	x.date("end", c.Thru)
	x.close('}')
	v2Time(x.enc, "created", x.v.created)
}

// parties writes insurer to disposition.
func (x *eob2) parties() {
	c := x.c
	x.raw(`"insurer":{"identifier":{"value":"CMS"}}`)
	x.obj("provider")
	switch {
	case c.Inst != nil:
		x.str("reference", "#provider-org")
	case c.Kind == Carrier:
		x.obj("identifier")
		v2Field(x.enc, "system", "carr_clm_blg_npi_num")
		x.str("value", c.Provider.NPI)
		x.close('}')
	default:
		if c.Kind == DME {
			x.str("type", "Practitioner") // also of a supplier company
		}
		x.obj("identifier")
		x.str("system", v2NPI)
		x.str("value", c.Provider.NPI)
		x.close('}')
		if c.Kind == DME {
			x.str("display", c.Provider.display())
		}
	}
	x.close('}')
	x.place()
	if c.Referral != nil {
		x.obj("referral")
		x.npi(c.Referral, c.Kind == DME)
		x.close('}')
	}
	x.str("outcome", "complete")
	if c.Pro != nil {
		disposition := c.Pro.Disposition
		if x.v.roll(c, 3, 1) {
			disposition = strings.TrimPrefix(disposition, "0")
		}
		x.str("disposition", disposition)
	}
}

// place writes the facility: its type on institutional claims, the pharmacy on Part D events.
func (x *eob2) place() {
	c := x.c
	switch {
	case c.Inst != nil:
		x.obj("facility")
		x.arr("extension")
		v2CodeExt(x.enc, "clm_fac_type_cd", c.Inst.FacilityType)
		x.close(']')
		x.close('}')
	case c.Rx != nil:
		x.obj("facility")
		x.arr("extension")
		v2CodeExt(x.enc, "phrmcy_srvc_type_cd", c.Provider.Pharmacy)
		x.close(']')
		x.obj("identifier")
		x.concept("type", v2Carin+"C4BBIdentifierType", "npi", "")
		x.str("value", c.Provider.NPI)
		x.close('}')
		x.str("display", c.Provider.display())
		x.close('}')
	}
}

// display is a provider's name in one string.
func (p *Provider) display() string {
	if p.Org {
		return strings.ToUpper(p.Name)
	}
	return "DR. " + strings.ToUpper(p.First+" "+p.Last)
}

// npi writes a reference by NPI into the open object, with the name if asked for.
func (x *eob2) npi(p *Provider, named bool) {
	x.obj("identifier")
	x.raw(v2TypeNPI)
	x.str("value", p.NPI)
	x.close('}')
	if named {
		x.str("display", p.display())
	}
}

func (x *eob2) insurance() {
	part := "a"
	switch x.c.Kind {
	case Carrier, Outpatient, HHA:
		part = "b"
	case PDE:
		part = "d"
	}
	x.arr("insurance")
	x.open()
	x.bool("focal", true)
	x.obj("coverage")
	if x.c.Rx != nil {
		x.arr("extension")
		v2IDExt(x.enc, "plan_cntrct_rec_id", x.c.Rx.Contract)
		v2IDExt(x.enc, "plan_pbp_rec_num", x.c.Rx.PBP)
		x.close(']')
	}
	x.str("reference", "Coverage/part-"+part+"-"+x.v.person.IDV2)
	x.close('}')
	x.close('}')
	x.close(']')
}
