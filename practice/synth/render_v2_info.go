package synth

// supportingInfo writes what is not an amount: dates, codes, counts. The order follows the samples.
func (x *eob2) supportingInfo() {
	c := x.c
	x.arr("supportingInfo")
	switch {
	case c.Rx != nil:
		x.drugInfo()
	default:
		x.infoDate("clmrecvddate", "Claim Received Date", "nch_wkly_proc_dt", c.Weekly)
		x.results()
		if c.Inst != nil {
			x.stayInfo()
		}
	}
	x.close(']')
}

// begin opens a row with its sequence.
func (x *eob2) begin() {
	x.info++
	x.open()
	x.int("sequence", x.info)
}

// infoKind writes the category: a CARIN code, or "info", with the CMS variable.
func (x *eob2) infoKind(carin, display, variable string) {
	x.begin()
	x.obj("category")
	x.arr("coding")
	if carin == "" {
		x.coding(v2Terms+"claiminformationcategory", "info", "Information")
	} else {
		x.coding(v2Carin+"C4BBSupportingInfoType", carin, display)
	}
	if variable != "" {
		v2Variable(x.enc, "information", variable)
	}
	x.close(']')
	x.close('}')
}

func (x *eob2) infoDate(carin, display, variable string, d Day) {
	x.infoKind(carin, display, variable)
	x.date("timingDate", d)
	x.close('}')
}

// infoCode writes a row of category info whose code is of the variable's own system.
func (x *eob2) infoCode(variable, code string) {
	if code == "" {
		return
	}
	x.infoKind("", "", variable)
	x.code(variable, code)
}

// code writes the code of a row and closes it.
func (x *eob2) code(variable, code string) {
	x.obj("code")
	x.arr("coding")
	v2Coding(x.enc, variable, code)
	x.close(']')
	x.close('}')
	x.close('}')
}

// infoCarin writes a row of a CARIN category alone with a code of a CMS variable.
func (x *eob2) infoCarin(carin, display, variable, code string) {
	if code == "" {
		return
	}
	x.infoKind(carin, display, "")
	x.code(variable, code)
}

func (x *eob2) infoPeriod(carin, display, variable string, from, thru Day) {
	x.infoKind(carin, display, variable)
	x.period("timingPeriod", from, thru)
	x.close('}')
}

// results points at the observations of the lines with a test result.
func (x *eob2) results() {
	for i := range x.c.Lines {
		l := &x.c.Lines[i]
		if l.Hemo == "" {
			continue
		}
		x.infoKind("", "", "line_hct_hgb_rslt_num")
		x.raw(`"valueReference":{"reference":"#line-observation-` + digits(l.Seq) + `"}`)
		x.close('}')
		if x.hemo == nil {
			x.hemo = map[int]int{}
		}
		x.hemo[l.Seq] = x.info
	}
}

// stayInfo writes the rows of institutional claims.
func (x *eob2) stayInfo() {
	c, in := x.c, x.c.Inst
	bed := c.Kind == Inpatient || c.Kind == SNF
	if bed {
		x.infoKind("admtype", "Information", "clm_ip_admsn_type_cd")
		x.concept("code", "https://www.nubc.org/CodeSystem/PriorityTypeOfAdmitOrVisit", in.AdmitType, admitWords[in.AdmitType])
		x.close('}')
		x.infoCode("clm_src_ip_admsn_cd", in.AdmitSource)
		if in.NonCovFrom != NoDay {
			x.infoPeriod("", "", "nch_vrfd_ncvrd_stay_from_dt", in.NonCovFrom, in.NonCovThru)
		}
		if in.Exhausted != NoDay {
			x.infoDate("", "", "nch_bene_mdcr_bnfts_exhtd_dt_i", in.Exhausted)
		}
		x.infoCode("clm_drg_cd", in.DRG)
	}
	if bed || c.Kind == Hospice {
		x.infoCode("nch_ptnt_stus_ind_cd", in.StatusInd)
	}
	if in.Admitted != NoDay {
		x.infoPeriod("admissionperiod", "Admission Period", "", in.Admitted, in.Discharged)
	}
	if in.QualFrom != NoDay {
		x.infoPeriod("", "", "nch_qlfyd_stay_from_dt", in.QualFrom, in.QualThru)
	}
	if c.Kind == SNF || c.Kind == HHA {
		x.infoCode("clm_pps_ind_cd", in.PPS)
	}
	if bed && (in.BloodPints > 0 || x.v.roll(c, 3, 3)) {
		x.infoKind("", "", "nch_blood_pnts_frnshd_qty")
		x.raw(`"valueQuantity":{"value":` + digits(in.BloodPints) + `,"unit":"pint","system":"` + v2Units + `","code":"[pt_us]"}`)
		x.close('}')
	}
	x.closing(bed)
}

// closing writes the rows all institutional claims end with.
func (x *eob2) closing(bed bool) {
	c, in := x.c, x.c.Inst
	if bed || c.Kind == Outpatient {
		mco := "0"
		if c.TypeCode == "62" {
			mco = "1"
		}
		x.infoCode("clm_mco_pd_sw", mco)
	}
	x.infoCarin("typeofbill", "Type of Bill", "clm_freq_cd", in.Frequency)
	x.infoCarin("discharge-status", "Discharge Status", "ptnt_dschrg_stus_cd", in.Discharge)
	x.infoCode("nch_prmry_pyr_cd", c.Primary)
	if c.Kind != HHA {
		return
	}
	if in.LUPA {
		x.infoCode("clm_hha_lupa_ind_cd", "L")
	}
	x.infoCode("clm_hha_rfrl_cd", in.Referral)
	x.infoCount("", "", "clm_hha_tot_visit_cnt", in.Visits)
}

// infoCount writes a row with a bare quantity.
func (x *eob2) infoCount(carin, display, variable string, n int) {
	x.infoKind(carin, display, variable)
	x.raw(`"valueQuantity":{"value":` + digits(n) + `}`)
	x.close('}')
}

// drugInfo writes the rows of a Part D event.
func (x *eob2) drugInfo() {
	c, rx := x.c, x.c.Rx
	x.infoKind("compoundcode", "Compound Code", "")
	if rx.Compound {
		x.raw(`"code":{"coding":[{"system":"` + v2Terms + `v3-ActCode","code":"RXCINV","display":"Rx compound invoice"}]}`)
	} else {
		x.raw(`"code":{"coding":[{"system":"` + v2Terms + `v3-ActCode","code":"RXDINV","display":"Rx dispense invoice"}]}`)
	}
	x.close('}')
	x.infoCount("refillnum", "Refill Number", "", rx.Fill)
	x.infoCount("dayssupply", "Days Supply", "", rx.Days)
	x.infoCode("drug_cvrg_stus_cd", rx.Coverage)
	x.infoCode("daw_prod_slctn_cd", rx.DAW)
	x.infoCode("dspnsng_stus_cd", rx.Dispensing)
	switch c.TypeCode {
	case "2":
		x.infoCode("adjstmt_dltn_cd", "A")
	case "3":
		x.infoCode("adjstmt_dltn_cd", "D")
	}
	x.infoCode("nstd_frmt_cd", rx.Format)
	x.infoCode("prcng_excptn_cd", rx.Pricing)
	x.infoCode("ctstrphc_cvrg_cd", rx.Catastrophic)
	x.infoCarin("rxorigincode", "Rx Origin Code", "rx_orgn_cd", rx.Origin)
	brand := "B"
	if rx.Generic {
		brand = "G"
	}
	x.infoCarin("brandgenericindicator", "Brand Generic Indicator", "brnd_gnrc_cd", brand)
	x.infoCode("ptnt_rsdnc_cd", rx.Residence)
	x.infoCode("submsn_clr_cd", rx.Clarify)
}

var admitWords = map[string]string{
	"1": "Emergency - The patient required immediate medical intervention.", "2": "Urgent - The patient required immediate attention.",
	"3": "Elective - The patient's condition permitted adequate time to schedule the availability of suitable accommodations.",
}
