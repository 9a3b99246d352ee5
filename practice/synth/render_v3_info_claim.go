package synth

import "slices"

// stayInfo writes the rows of institutional claims that come first: discharge, admission, DRG.
func (x *eob3) stayInfo() {
	c, in := x.c, x.c.Inst
	x.infoPair("discharge-status", v3NUBC+"PatDischargeStatus", "BENE-PTNT-STUS-CD", in.Discharge)
	if c.Kind == Inpatient && x.adjudicated() && x.roll.one(25, 41) {
		x.infoCode("CLM_ACO_CARE_MGMT_HCBS_SW", "Care Management Home Visits Enhancement", "CLM-BNFT-ENHNCMT-CD-SWITCH", "Y")
	}
	if in.Admitted != NoDay {
		x.infoKind("admissionperiod")
		x.period("timingPeriod", in.Admitted, in.Discharged)
		x.close('}')
	}
	if x.adjudicated() && c.Kind != HHA {
		x.infoDate("CLM_ACTV_CARE_THRU_DT", "Covered Care Through Date", c.Thru)
	}
	x.infoPair("pointoforigin", v3NUBC+"PointOfOrigin", "CLM-ADMSN-SRC-CD", in.AdmitSource)
	x.infoPair("admtype", v3NUBC+"PriorityTypeOfAdmitOrVisit", "CLM-ADMSN-TYPE-CD", in.AdmitType)
	if in.DRG != "" {
		x.infoKind("drg")
		x.concept("code", v3DRG, in.DRG, "")
		x.close('}')
	}
}

// institutionInfo writes the other rows of institutional claims.
func (x *eob3) institutionInfo() {
	c, in := x.c, x.c.Inst
	if x.adjudicated() {
		x.pints(in.BloodPints)
	}
	x.enhancements(12)
	x.processing(in.Contractor, v3Disposition(c), in.QueryCode)
	x.infoCode("CLM_FI_ACTN_CD", "Claim Fiscal Intermediary Action Code", "CLM-FI-ACTN-CD", in.ActionCode)
	x.infoCode("CLM_MDCR_INSTNL_MCO_PD_SW", "MCO Paid Switch", "CLM-MDCR-INSTNL-MCO-PD-SW", "0")
	if x.adjudicated() {
		x.coveredInfo()
	}
	x.typeOfBill(in)
}

// coveredInfo writes what only the National Claims History says of institutional claims.
func (x *eob3) coveredInfo() {
	c, in := x.c, x.c.Inst
	if c.Kind == HHA {
		if in.LUPA {
			x.infoCode("CLM_HHA_LUP_IND_CD", "Claim Lupa Indicator Code", "CLM-HHA-LUP-IND-CD", "L")
		}
		x.infoCode("CLM_HHA_RFRL_CD", "Claim Referral Code", "CLM-HHA-RFRL-CD", in.Referral)
	}
	x.infoDate("CLM_MDCR_EXHSTD_DT", "Medicare Benefits Exhausted Date", in.Exhausted)
	x.infoCode("CLM_MDCR_NPMT_RSN_CD", "Claim Non Payment Reason Code", "CLM-MDCR-NPMT-RSN-CD", in.NonPayment)
	x.infoDate("CLM_NCVRD_FROM_DT", "Noncovered Stay From Date", in.NonCovFrom)
	x.infoDate("CLM_NCVRD_THRU_DT", "Noncovered Stay Through Date", in.NonCovThru)
	x.infoCode("CLM_PPS_IND_CD", "Claim PPS Indicator Code", "CLM-PPS-IND-CD", in.PPS)
	x.infoDate("CLM_QLFY_STAY_FROM_DT", "Qualified Stay From Date", in.QualFrom)
	x.infoDate("CLM_QLFY_STAY_THRU_DT", "Qualified Stay Through Date", in.QualThru)
	if c.Kind == Inpatient {
		x.conditions()
	}
	if c.Kind == Outpatient {
		x.infoCode("CLM_OP_SRVC_TYPE_CD", "Claim Outpatient Service Type Code", "CLM-OP-SRVC-TYPE-CD", x.urgency())
	} else {
		outlier := "0"
		if in.Outlier > 0 {
			outlier = "2"
		}
		x.infoCode("DGNS_DRG_OUTLIER_CD", "Claim Diagnosis Related Group Outlier Stay Code", "DGNS-DRG-OUTLIER-CD", outlier)
	}
	x.facilityState()
}

// urgency is the outpatient service type: 1 emergency, 3 elective.
func (x *eob3) urgency() string {
	if slices.ContainsFunc(x.c.Lines, func(l Line) bool { return l.Revenue == "0450" }) {
		return "1"
	}
	return "3"
}

// conditions writes the related condition codes of some hospital claims.
func (x *eob3) conditions() {
	if !x.roll.one(3, 42) {
		return
	}
	x.infoCode("CLM_RLT_COND_CD", "Claim Related Condition Code", "CLM-RLT-COND-CD", "09")
	if x.roll.one(2, 43) {
		x.infoCode("CLM_RLT_COND_CD", "Claim Related Condition Code", "CLM-RLT-COND-CD", "10")
	}
}

// enhancements writes an ACO benefit enhancement on one claim in n.
func (x *eob3) enhancements(n uint64) {
	k := x.c.Kind
	if k == HHA || k == Outpatient && x.adjudicated() || !x.roll.one(n, 44) {
		return
	}
	code := [...]string{"3", "4", "5"}[x.roll.below(3, 45)]
	if k == SNF {
		code = "4" // the three-day rule waived
	}
	x.infoCode("CLM_BNFT_ENHNCMT_CD", "Claim Benefit Enhancement Code", "CLM-BNFT-ENHNCMT-CD", code)
	if x.roll.one(3, 46) && code != "1" {
		x.infoCode("CLM_BNFT_ENHNCMT_CD", "Claim Benefit Enhancement Code", "CLM-BNFT-ENHNCMT-CD", "1")
	}
}

func (x *eob3) facilityState() {
	if p := x.c.Provider; p != nil {
		x.infoCode("PRVDR_FAC_FIPS_ST_CD", "Federal Information Processing Standards (FIPS) State Code", "US-FIPS-STATE-CODES", p.FIPS)
	}
}

// v3Disposition: 01 debit accepted, 03 cancel accepted.
func v3Disposition(c *Claim) string {
	if c.Pro != nil && c.Pro.Disposition != "" {
		return c.Pro.Disposition
	}
	if c.Action == Void || c.Action == Credit {
		return "03"
	}
	return "01"
}

// practiceInfo writes the rows of carrier and DME claims, with those that belong to lines.
func (x *eob3) practiceInfo() {
	c, pr := x.c, x.c.Pro
	brief := c.Kind == DME && !x.adjudicated()
	if brief {
		x.enhancements(6)
	} else {
		if x.roll.one(4, 47) {
			x.pints(0)
		}
		x.infoCode("CLM_CARR_PMT_DNL_CD", "Claim Payment Denial Code", "CLM-CARR-PMT-DNL-CD", pr.DenialCode)
	}
	if pr.Trial != "" && pr.Trial != "0" {
		x.infoText("CLM_CLNCL_TRIL_NUM", "Clinical Trial Number", pr.Trial)
	}
	assigned := "N"
	if pr.Assigned {
		assigned = "A"
	}
	x.infoCode("CLM_MDCR_PRFNL_PRVDR_ASGNMT_SW", "Provider Assignment Indicator", "CLM-MDCR-PRFNL-PRVDR-ASGNMT-SW", assigned)
	query := "3"
	switch c.Action {
	case Credit, Void:
		query = "0"
	case Debit:
		query = "5"
	}
	x.processing(pr.Contractor, v3Disposition(c), query)
	if c.Kind == DME && !brief {
		x.facilityState()
	}
	for i := range c.Lines {
		x.lineInfo(&c.Lines[i])
	}
}

// lineInfo writes the rows of one line and remembers their numbers for item.informationSequence.
func (x *eob3) lineInfo(l *Line) {
	refer := func() { x.refs = append(x.refs, lineRef{l.Seq, x.seq}) }
	if l.Hemo != "" {
		x.info("CLM_LINE_HCT_HGB_RSLT_NUM", "HCT/HGB Test Result")
		x.obj("valueReference")
		x.str("reference", "#"+v3ObservationID(l))
		x.close('}')
		x.close('}')
		refer()
	}
	if !x.adjudicated() {
		return
	}
	if p := x.rendering(l); p != nil && p.FIPS != "" {
		x.infoCode("RNDRG_PRVDR_FIPS_ST_CD", "Rendering Provider FIPS State Code", "US-FIPS-STATE-CODES", p.FIPS)
		refer()
	}
	if v3NeedsAuthorization(l.HCPCS) {
		x.infoText("CLM_LINE_PMD_UNIQ_TRKNG_NUM", "Prior Authorization Unique Tracking Number", "ALA"+v3Number(x.c.Control, 48, 11))
		refer()
	}
}

// v3NeedsAuthorization: power wheelchairs and repeated ambulance rides need a prior authorization.
func v3NeedsAuthorization(hcpcs string) bool {
	return len(hcpcs) == 5 && (hcpcs[:3] == "K08" || hcpcs == "A0426" || hcpcs == "A0428")
}

// rendering is the provider who gave a line's service: its first rendering team member, else the
// billing provider.
func (x *eob3) rendering(l *Line) *Provider {
	for _, n := range l.Team {
		if n >= 1 && n <= len(x.c.Team) && x.c.Team[n-1].Role == Performing {
			return x.c.Team[n-1].Provider
		}
	}
	return x.c.Provider
}

// drugInfo writes the rows of a Part D event.
func (x *eob3) drugInfo() {
	c, rx := x.c, x.c.Rx
	brand, compound := "B", "1"
	if rx.Generic {
		brand = "G"
	}
	if rx.Compound {
		compound = "2"
	}
	format := rx.Format
	if format == "" {
		format = "N"
	}
	clarify := rx.LTC
	if clarify == "" {
		clarify = rx.Clarify
	}
	x.infoCode("CLM_ADJSTMT_TYPE_CD", "Claim Adjustment Type Code", "CLM-ADJSTMT-TYPE-CD", string(rune('0'+c.Action)))
	x.infoPair("brandgenericindicator", v3Terms+"NCPDPBrandGenericIndicator", "CLM-BRND-GNRC-CD", brand)
	x.infoPair("compoundcode", v3Terms+"NCPDPCompoundCode", "CLM-CMPND-CD", compound)
	x.infoDate("CLM_CMS_PROC_DT", "FI Claim Process Date", c.Processed)
	x.infoCode("CLM_CTSTRPHC_CVRG_IND_CD", "Catastrophic Coverage Code", "CLM-CTSTRPHC-CVRG-IND-CD", rx.Catastrophic)
	x.infoPair("dawcode", v3Terms+"NCPDPDispensedAsWrittenOrProductSelectionCode", "CLM-DAW-PROD-SLCTN-CD", rx.DAW)
	x.infoCode("CLM_DRUG_CVRG_STUS_CD", "Drug Coverage Status Code", "CLM-DRUG-CVRG-STUS-CD", rx.Coverage)
	x.infoCode("CLM_DSPNSNG_STUS_CD", "Claim Dispensing Status Code", "CLM-DSPNSNG-STUS-CD", rx.Dispensing)
	x.loaded()
	x.received()
	x.amountOf("refillsauthorized", rx.Authorized, "refills")
	x.amountOf("dayssupply", rx.Days, "days")
	x.amountOf("refillnum", rx.Fill, "fill")
	x.infoText("CLM_LINE_RX_NUM", "Claim Line Prescription Service Reference Number", rx.Number)
	x.infoPair("rxorigincode", v3Terms+"NCPDPPrescriptionOriginCode", "CLM-LINE-RX-ORGN-CD", rx.Origin)
	x.infoCode("CLM_LTC_DSPNSNG_MTHD_CD", "Submission Clarification Code", "CLM-LTC-DSPNSNG-MTHD-CD", clarify)
	if c.Provider != nil {
		x.infoCode("CLM_PHRMCY_SRVC_TYPE_CD", "Pharmacy Service Type Code", "CLM-PHRMCY-SRVC-TYPE-CD", c.Provider.Pharmacy)
	}
	x.infoCode("CLM_PTNT_RSDNC_CD", "Patient Residence Code", "CLM-PTNT-RSDNC-CD", rx.Residence)
	x.infoText("CLM_SBMTR_CNTRCT_NUM", "Submitter Contract Number", rx.Contract)
	x.infoText("CLM_SBMTR_CNTRCT_PBP_NUM", "Submitter Contract PBP Number", rx.PBP)
	x.infoCode("CLM_SBMT_FRMT_CD", "Claim Submission Format Code", "CLM-SBMT-FRMT-CD", format)
}

// amountOf writes a counted row of a Part D event.
func (x *eob3) amountOf(kind string, n int, unit string) {
	x.infoKind(kind)
	x.obj("valueQuantity")
	x.int("value", n)
	x.str("unit", unit)
	x.close('}')
	x.close('}')
}
