package synth

// v2Category is the generic category of an amount.
type v2Category struct{ system, code, display string }

var (
	v2Submitted  = v2Category{v2Terms + "adjudication", "submitted", "Submitted Amount"}
	v2Eligible   = v2Category{v2Terms + "adjudication", "eligible", "Eligible Amount"}
	v2Benefit    = v2Category{v2Terms + "adjudication", "benefit", "Benefit Amount"}
	v2Deductible = v2Category{v2Terms + "adjudication", "deductible", "Deductible"}
	v2Coinsure   = v2Category{v2Carin + "C4BBAdjudication", "coinsurance", "Co-insurance"}
	v2ToProvider = v2Category{v2Carin + "C4BBAdjudication", "paidtoprovider", "Paid to provider"}
	v2ToPatient  = v2Category{v2Carin + "C4BBAdjudication", "paidtopatient", "Paid to patient"}
	v2ByPatient  = v2Category{v2Carin + "C4BBAdjudication", "paidbypatient", "Paid by patient"}
	v2PriorPayer = v2Category{v2Carin + "C4BBAdjudication", "priorpayerpaid", "Prior payer paid"}
	v2Noncovered = v2Category{v2Carin + "C4BBAdjudication", "noncovered", "Noncovered"}
	v2Discount   = v2Category{v2Carin + "C4BBAdjudication", "discount", "Discount"}
	v2DrugCost   = v2Category{v2Carin + "C4BBAdjudication", "drugcost", "Drug Cost"}
)

// amount writes one row of an adjudication or total array.
func (x *eob2) amount(k v2Category, variable string, c Cents) {
	x.open()
	x.amountBody(k, variable, c)
}

// amountBody writes category and amount into the open object and closes it.
func (x *eob2) amountBody(k v2Category, variable string, c Cents) {
	v2PairConcept(x.enc, "category", k.system, k.code, k.display, "adjudication", variable)
	x.usd("amount", c)
	x.close('}')
}

// reason writes a denial reason row.
func (x *eob2) reason(variable, code string) {
	if code == "" {
		return
	}
	x.open()
	x.concept("category", v2Carin+"C4BBAdjudicationDiscriminator", "denialreason", "Denial Reason")
	x.obj("reason")
	x.arr("coding")
	v2Coding(x.enc, variable, code)
	x.close(']')
	x.close('}')
	x.close('}')
}

func (x *eob2) professionalAmounts(l *Line) {
	dme := x.c.Kind == DME
	toBene, toProv := Cents(0), l.Paid
	if !x.c.Pro.Assigned {
		toBene, toProv = l.Paid, 0
	}
	x.arr("adjudication")
	if dme {
		x.amount(v2ToProvider, "rev_cntr_prvdr_pmt_amt", toProv)
		x.amount(v2Eligible, "line_prmry_alowd_chrg_amt", l.Prior)
		x.amount(v2Submitted, "line_dme_prchs_price_amt", l.Purchase)
	} else {
		x.reason("carr_line_rdcd_pmt_phys_astn_c", "0")
	}
	full := "0"
	if l.Coins == 0 && l.Paid > 0 {
		full = "1"
	}
	x.open()
	x.arr("extension")
	v2CodeExt(x.enc, "line_pmt_80_100_cd", full)
	x.close(']')
	x.amountBody(v2Benefit, "line_nch_pmt_amt", l.Paid)
	x.amount(v2ToPatient, "line_bene_pmt_amt", toBene)
	x.amount(v2ToProvider, "line_prvdr_pmt_amt", toProv)
	x.amount(v2Deductible, "line_bene_ptb_ddctbl_amt", l.Deduct)
	x.amount(v2PriorPayer, "line_bene_prmry_pyr_pd_amt", l.Prior)
	x.amount(v2Coinsure, "line_coinsrnc_amt", l.Coins)
	x.amount(v2Submitted, "line_sbmtd_chrg_amt", l.Submitted)
	x.amount(v2Eligible, "line_alowd_chrg_amt", l.Allowed)
	if dme {
		// v2 files these two once more on DME lines.
		x.amount(v2ToProvider, "line_bene_pmt_amt", toBene)
		x.amount(v2Submitted, "line_dme_prchs_price_amt", l.Purchase)
	}
	x.close(']')
}

func (x *eob2) institutionalAmounts(l *Line) {
	c := x.c
	x.arr("adjudication")
	if c.Kind == Outpatient || c.Kind == HHA {
		x.reason("rev_cntr_1st_ansi_cd", l.Reason)
		if c.Kind == Outpatient && l.Reason != "" && (l.Reason == "CO120" || x.v.roll(c, 4, 5)) {
			x.reason("rev_cntr_2nd_ansi_cd", "CR121")
		}
	}
	x.amount(v2Submitted, "rev_cntr_rate_amt", l.Rate)
	x.amount(v2Submitted, "rev_cntr_tot_chrg_amt", l.Submitted)
	x.amount(v2Noncovered, "rev_cntr_ncvrd_chrg_amt", l.NonCov)
	switch c.Kind {
	case Outpatient:
		x.amount(v2Deductible, "rev_cntr_blood_ddctbl_amt", 0)
		x.amount(v2Deductible, "rev_cntr_cash_ddctbl_amt", l.Deduct)
		x.amount(v2Coinsure, "rev_cntr_coinsrnc_wge_adjstd_c", l.Coins)
		x.amount(v2Coinsure, "rev_cntr_rdcd_coinsrnc_amt", 0)
		x.amount(v2PriorPayer, "rev_cntr_1st_msp_pd_amt", l.Prior)
		x.amount(v2PriorPayer, "rev_cntr_2nd_msp_pd_amt", 0)
		x.amount(v2ToProvider, "rev_cntr_prvdr_pmt_amt", l.Paid)
		x.amount(v2ToPatient, "rev_cntr_bene_pmt_amt", 0)
		x.amount(v2ByPatient, "rev_cntr_ptnt_rspnsblty_pmt", l.Deduct+l.Coins)
		x.amount(v2Submitted, "rev_cntr_pmt_amt_amt", l.Paid)
	case HHA:
		x.amount(v2Submitted, "rev_cntr_pmt_amt_amt", l.Paid)
	case Hospice:
		x.amount(v2ToProvider, "rev_cntr_prvdr_pmt_amt", l.Paid)
		x.amount(v2ToPatient, "rev_cntr_bene_pmt_amt", 0)
		x.amount(v2Submitted, "rev_cntr_pmt_amt_amt", l.Paid)
	}
	x.close(']')
}

func (x *eob2) drugAmounts(rx *Rx) {
	x.arr("adjudication")
	x.amount(v2Benefit, "cvrd_d_plan_pd_amt", rx.PlanPaid)
	x.amount(v2Coinsure, "gdc_blw_oopt_amt", rx.Below)
	x.amount(v2Coinsure, "gdc_abv_oopt_amt", rx.Above)
	x.amount(v2ByPatient, "ptnt_pay_amt", rx.PatientPaid)
	x.amount(v2PriorPayer, "othr_troop_amt", rx.OtherTrOOP)
	x.amount(v2Discount, "lics_amt", rx.LowIncome)
	x.amount(v2PriorPayer, "plro_amt", rx.OtherPayers)
	x.amount(v2DrugCost, "tot_rx_cst_amt", rx.Total)
	x.amount(v2Discount, "rptd_gap_dscnt_num", rx.GapDiscount)
	x.close(']')
}

// totals writes total and payment. A carrier's total is 0.0 under priorpayerpaid, as v2 has it.
func (x *eob2) totals() {
	c := x.c
	x.arr("total")
	switch {
	case c.Rx != nil:
		x.open()
		x.concept("category", v2DrugCost.system, v2DrugCost.code, v2DrugCost.display)
		x.usd("amount", c.Rx.Total)
		x.close('}')
		x.open()
		x.concept("category", v2Carin+"C4BBPayerAdjudicationStatus", "other", "Other")
		x.raw(`"amount":{"value":0,"currency":"USD"}`)
		x.close('}')
	case c.Pro != nil:
		x.amount(v2PriorPayer, "clm_tot_chrg_amt", 0)
	default:
		x.amount(v2Submitted, "clm_tot_chrg_amt", c.Submitted)
	}
	x.close(']')
	x.obj("payment")
	if c.Rx != nil {
		x.date("date", c.Rx.PaidOn)
	} else {
		x.usd("amount", c.Paid)
	}
	x.close('}')
}

// used writes one amount of the benefit balance.
func (x *eob2) used(variable string, c Cents) {
	x.balance(variable)
	x.usd("usedMoney", c)
	x.close('}')
}

// usedCount writes one count of the benefit balance.
func (x *eob2) usedCount(variable string, n int) {
	x.balance(variable)
	x.int("usedUnsignedInt", n)
	x.close('}')
}

func (x *eob2) balance(variable string) {
	x.open()
	x.obj("type")
	x.arr("coding")
	v2Variable(x.enc, "benefit-balance", variable)
	x.close(']')
	x.close('}')
}

func (x *eob2) benefits() {
	c := x.c
	if c.Rx != nil {
		return
	}
	x.arr("benefitBalance")
	x.open()
	x.concept("category", v2Terms+"ex-benefitcategory", "1", "Medical Care")
	x.arr("financial")
	switch c.Kind {
	case Carrier, DME:
		x.used("carr_clm_cash_ddctbl_apld_amt", c.Deduct)
		x.used("nch_clm_prvdr_pmt_amt", c.ToProv)
		x.used("nch_clm_bene_pmt_amt", c.ToBene)
		x.used("nch_carr_clm_sbmtd_chrg_amt", c.Submitted)
		x.used("nch_carr_clm_alowd_amt", c.Allowed)
	case Outpatient:
		x.used("nch_profnl_cmpnt_chrg_amt", c.Inst.ProfComponent)
		x.used("nch_bene_ptb_ddctbl_amt", c.Deduct)
		x.used("nch_bene_ptb_coinsrnc_amt", c.Coins)
		x.used("clm_op_prvdr_pmt_amt", c.ToProv)
		x.used("clm_op_bene_pmt_amt", c.ToBene)
		x.used("nch_bene_blood_ddctbl_lblty_am", c.BloodDed)
	case Inpatient, SNF:
		x.bedBenefits()
	case Hospice:
		x.usedCount("clm_utlztn_day_cnt", c.Inst.CoveredDays)
	}
	if c.Inst != nil {
		x.used("prpayamt", c.PrimaryPd)
	}
	if c.Kind == Inpatient {
		x.usedCount("clm_utlztn_day_cnt", c.Inst.CoveredDays)
		x.usedCount("clm_pps_cptl_drg_wt_num", c.Inst.DRGWeight/10000)
		x.usedCount("bene_lrd_used_cnt", c.Inst.ReserveDays)
	}
	x.close(']')
	x.close('}')
	x.close(']')
}

// bedBenefits writes the days, shares and capital parts of inpatient and nursing claims.
func (x *eob2) bedBenefits() {
	c, in := x.c, x.c.Inst
	if c.Kind == Inpatient {
		x.used("clm_pass_thru_per_diem_amt", in.PerDiem)
		x.used("nch_profnl_cmpnt_chrg_amt", in.ProfComponent)
		x.used("clm_tot_pps_cptl_amt", in.CapTotal)
	} else {
		x.usedCount("clm_utlztn_day_cnt", in.CoveredDays)
	}
	x.usedCount("bene_tot_coinsrnc_days_cnt", in.CoinsDays)
	x.usedCount("clm_non_utlztn_days_cnt", in.NonCoveredDays)
	x.used("nch_bene_ip_ddctbl_amt", c.Deduct)
	x.used("nch_bene_pta_coinsrnc_lblty_amt", c.Coins)
	x.used("nch_ip_ncvrd_chrg_amt", c.NonCov)
	x.used("nch_ip_tot_ddctn_amt", c.Deduct+c.Coins)
	x.used("clm_pps_cptl_dsprprtnt_shr_amt", in.CapDSH)
	x.used("clm_pps_cptl_excptn_amt", in.CapException)
	x.used("clm_pps_cptl_fsp_amt", in.CapFSP)
	x.used("clm_pps_cptl_ime_amt", in.CapIME)
	x.used("clm_pps_cptl_outlier_amt", in.CapOutlier)
	x.used("clm_pps_old_cptl_hld_hrmls_amt", in.CapHoldHarmless)
	if c.Kind == Inpatient {
		x.used("nch_drg_outlier_aprvd_pmt_amt", in.Outlier)
	}
	x.used("nch_bene_blood_ddctbl_lblty_am", c.BloodDed)
}
