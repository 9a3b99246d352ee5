package synth

// Categories of amounts and counts of the whole claim.
const (
	v3ReserveDays     v3Category = v3Amount + `CLM_MDCR_IP_LRD_USE_CNT","display":"Beneficiary Medicare Lifetime Reserve Days (LRD) Used Count"}`
	v3CoinsDays       v3Category = v3Amount + `CLM_INSTNL_MDCR_COINS_DAY_CNT","display":"Beneficiary Total Coinsurance Days Count"}`
	v3NoncoveredDays  v3Category = v3Amount + `CLM_INSTNL_NCVRD_DAY_CNT","display":"Claim Medicare Non Utilization Days Count"}`
	v3HospicePeriods  v3Category = v3Amount + `CLM_MDCR_HOSPC_PRD_CNT","display":"Hospice Period Count"}`
	v3Visits          v3Category = v3Amount + `CLM_MDCR_HHA_TOT_VISIT_CNT","display":"Claim HHA Visit Count"}`
	v3Weight          v3Category = v3Amount + `CLM_MDCR_IP_PPS_DRG_WT_NUM","display":"PPS DRG Weight Number"}`
	v3CoveredDays     v3Category = v3Amount + `CLM_INSTNL_CVRD_DAY_CNT","display":"Claim Medicare Utilization Day Count"}`
	v3PerDiem         v3Category = v3Amount + `CLM_INSTNL_PER_DIEM_AMT","display":"Claim Pass Thru Per Diem Amount"}`
	v3CapitalDSH      v3Category = v3Amount + `CLM_MDCR_IP_PPS_DSPRPRTNT_AMT","display":"Claim PPS Capital Disproportionate Share Amount"}`
	v3CapitalExcept   v3Category = v3Amount + `CLM_MDCR_IP_PPS_EXCPTN_AMT","display":"Claim PPS Capital Exception Amount"}`
	v3CapitalFSP      v3Category = v3Amount + `CLM_MDCR_IP_PPS_CPTL_FSP_AMT","display":"Claim PPS Capital Federal Specific Portion (FSP) Amount"}`
	v3CapitalIME      v3Category = v3Amount + `CLM_MDCR_IP_PPS_CPTL_IME_AMT","display":"Claim PPS Capital Indirect Medical Education (IME) Amount"}`
	v3CapitalOutlier  v3Category = v3Amount + `CLM_MDCR_IP_PPS_OUTLIER_AMT","display":"Claim PPS Capital Outlier Amount"}`
	v3CapitalHold     v3Category = v3Amount + `CLM_MDCR_IP_PPS_CPTL_HRMLS_AMT","display":"Claim PPS Old Capital Hold Harmless Amount"}`
	v3CapitalTotal    v3Category = v3Amount + `CLM_MDCR_IP_PPS_CPTL_TOT_AMT","display":"Claim Total PPS Capital Amount"}`
	v3PrimaryInst     v3Category = v3Amount + `CLM_MDCR_INSTNL_PRMRY_PYR_AMT","display":"Primary Payer (if not Medicare) Claim Paid Amount"}`
	v3PrimaryPractice v3Category = v3Amount + `CLM_MDCR_PRFNL_PRMRY_PYR_AMT","display":"Primary Payer Paid Amount"}`
	v3Component       v3Category = v3Amount + `CLM_INSTNL_PRFNL_AMT","display":"Professional Component Charge Amount"}`
	v3Outlier         v3Category = v3Amount + `CLM_INSTNL_DRG_OUTLIER_AMT","display":"DRG Outlier Approved Payment Amount"}`
	v3Uncompensated   v3Category = v3Amount + `CLM_HIPPS_UNCOMPD_CARE_AMT","display":"Claim Uncompensated Care Payment Amount"}`
	v3StayDeductible  v3Category = v3Amount + `CLM_MDCR_IP_BENE_DDCTBL_AMT","display":"Beneficiary Inpatient (or other Part A) Deductible Amount"}`
	v3OperatingDSH    v3Category = v3Amount + `CLM_OPRTNL_DSPRTNT_AMT","display":"Operating Disproportionate Share Amount"}`
	v3OperatingIME    v3Category = v3Amount + `CLM_OPRTNL_IME_AMT","display":"Operating Indirect Medical Education Amount"}`
	v3Standardized    v3Category = v3Amount + `CLM_FINL_STDZD_PYMT_AMT","display":"Standardized Payment Amount"}`
	v3Blood           v3Category = v3Amount + `CLM_BLOOD_LBLTY_AMT","display":"Beneficiary Blood Deductible Liability Amount"}`
	v3BloodCharge     v3Category = v3Amount + `CLM_BLOOD_CHRG_AMT","display":"Blood Charge Amount"}`
	v3BloodNoncovered v3Category = v3Amount + `CLM_BLOOD_NCVRD_CHRG_AMT","display":"Blood Noncovered Charge Amount"}`
	v3Offset          v3Category = v3Amount + `CLM_PRVDR_ACNT_RCVBL_OFST_AMT","display":"Provider Offset Amount"}`
	v3Remaining       v3Category = v3Amount + `CLM_PRVDR_RMNG_DUE_AMT","display":"Remaining Amount to Provider"}`
	v3Coordination    v3Category = v3Amount + `CLM_COB_PTNT_RESP_AMT","display":"Coordination of Benefits Patient Responsibility Amount"}`
	v3BeneInterest    v3Category = v3Amount + `CLM_BENE_INTRST_PD_AMT","display":"Beneficiary Interest Paid Amount"}`
	v3ProvInterest    v3Category = v3Amount + `CLM_PRVDR_INTRST_PD_AMT","display":"Provider Interest Paid Amount"}`
	v3Obligated       v3Category = v3Amount + `CLM_PRVDR_OTAF_AMT","display":"Provider Obligation To Accept as Full Amount"}`
	v3Contractual     v3Category = v3Amount + `CLM_TOT_CNTRCTL_AMT","display":"Total Contractual Amount Discrepancy"}`
)

// v3ZeroStay are amounts of hospital and shared-system claims that are nearly always zero.
var v3ZeroStay = [...]v3Category{
	v3Amount + `CLM_HAC_RDCTN_PYMT_AMT","display":"Hospital Acquired Condition Reduction Amount"}`,
	v3Amount + `CLM_HIPPS_MODEL_BNDLD_PMT_AMT","display":"Blended Payment Amount"}`,
	v3Amount + `CLM_HIPPS_READMSN_RDCTN_AMT","display":"Readmission Reduction Amount"}`,
	v3Amount + `CLM_HIPPS_VBP_AMT","display":"HIPPS Value Based Purchasing Amount"}`,
	v3Amount + `CLM_INSTNL_LOW_VOL_PMT_AMT","display":"Low Volume Payment Amount"}`,
	v3Amount + `CLM_MDCR_IP_1ST_YR_RATE_AMT","display":"First Year Rate Amount"}`,
	v3Amount + `CLM_MDCR_IP_SCND_YR_RATE_AMT","display":"Second Year Rate Amount"}`,
	v3Amount + `CLM_PPS_MD_WVR_STDZD_VAL_AMT","display":"Maryland Waiver Standardized Amount"}`,
	v3Amount + `CLM_SITE_NTRL_CST_BSD_PYMT_AMT","display":"Site-Neutral Cost-Based Payment Amount"}`,
	v3Amount + `CLM_SITE_NTRL_IP_PPS_PYMT_AMT","display":"Site-Neutral IPPS Payment Amount"}`,
	v3Amount + `CLM_SS_OUTLIER_STD_PYMT_AMT","display":"Short Stay Outlier Payment Amount"}`,
}

// adjudication writes the amounts and counts of the claim that are not totals.
func (x *eob3) adjudication() {
	c := x.c
	x.arr("adjudication")
	switch {
	case c.Kind == PDE && c.Rx.OutOfNetwork:
		x.network("outofnetwork", "Out Of Network")
	case c.Kind == PDE:
		x.network("innetwork", "In Network")
	case c.Kind.Institutional():
		x.network("other", "Other")
		x.days()
		x.stayAmounts()
	default:
		x.network("other", "Other")
		x.practiceAmounts()
	}
	x.close(']')
}

// count writes an adjudication with a bare value: days, visits, a weight.
func (x *eob3) count(category v3Category, value int64, places int) {
	x.sep()
	x.buf = append(x.buf, `{"category":{"coding":[`...)
	x.buf = append(x.buf, category...)
	x.buf = append(x.buf, `]},"value":`...)
	if places == 0 {
		x.buf = appendMilli(x.buf, Milli(value*1000))
	} else {
		x.buf = appendDecimal(x.buf, value, places)
	}
	x.buf = append(x.buf, '}')
}

func (x *eob3) days() {
	in := x.c.Inst
	x.count(v3ReserveDays, int64(in.ReserveDays), 0)
	x.count(v3CoinsDays, int64(in.CoinsDays), 0)
	x.count(v3NoncoveredDays, int64(in.NonCoveredDays), 0)
	if x.c.Kind != Outpatient || !x.adjudicated() {
		x.count(v3HospicePeriods, int64(in.HospicePeriod), 0)
		x.count(v3Visits, int64(in.Visits), 0)
	}
	if in.DRGWeight != 0 {
		x.count(v3Weight, int64(in.DRGWeight), 4)
	}
	x.count(v3CoveredDays, int64(in.CoveredDays), 0)
}

// stayAmounts writes the parts of the payment of an institutional claim. The capital and operating
// amounts are hospital matters; other types have them with zero.
func (x *eob3) stayAmounts() {
	c, in := x.c, x.c.Inst
	x.amount(v3PerDiem, in.PerDiem)
	x.amount(v3CapitalDSH, in.CapDSH)
	x.amount(v3CapitalExcept, in.CapException)
	x.amount(v3CapitalFSP, in.CapFSP)
	x.amount(v3CapitalIME, in.CapIME)
	x.amount(v3CapitalOutlier, in.CapOutlier)
	x.amount(v3CapitalHold, in.CapHoldHarmless)
	x.amount(v3CapitalTotal, in.CapTotal)
	x.amount(v3PrimaryInst, c.PrimaryPd)
	x.amount(v3Component, in.ProfComponent)
	x.amount(v3Outlier, in.Outlier)
	x.amount(v3Uncompensated, in.Uncompensated)
	shared := !x.adjudicated()
	if c.Kind == Inpatient || c.Kind == HHA || shared {
		x.amount(v3Standardized, c.Paid)
	}
	if c.Kind == Inpatient || shared {
		for _, category := range v3ZeroStay {
			x.amount(category, 0)
		}
	}
	stay := Cents(0)
	if c.Kind == Inpatient || c.Kind == SNF {
		stay = c.Deduct
	}
	x.amount(v3StayDeductible, stay)
	x.amount(v3OperatingDSH, in.OpDSH)
	x.amount(v3OperatingIME, in.OpIME)
	x.amount(v3Blood, c.BloodDed)
	if c.Kind == Inpatient || c.Kind == HHA || shared {
		x.amount(v3Coordination, 0)
	}
	if c.Kind == Inpatient || shared {
		x.settlement()
		x.amount(v3Contractual, 0)
	}
	if c.Kind == Inpatient && !shared {
		x.amount(v3BloodCharge, 0)
	}
}

// settlement writes the amounts of late or offset payments: all zero on ordinary claims.
func (x *eob3) settlement() {
	if !x.adjudicated() {
		x.amount(v3BeneInterest, 0)
	}
	x.amount(v3BloodNoncovered, 0)
	x.amount(v3ProvInterest, 0)
	x.amount(v3Obligated, 0)
	x.amount(v3Remaining, 0)
}

// practiceAmounts writes the claim's amounts on carrier and DME claims.
func (x *eob3) practiceAmounts() {
	c := x.c
	shared := !x.adjudicated()
	if c.Kind == DME && shared {
		x.settlement()
		x.amount(v3Coordination, 0)
		x.amount(v3Offset, 0)
		x.amount(v3Blood, c.BloodDed)
		return
	}
	x.amount(v3PrimaryPractice, c.PrimaryPd)
	switch {
	case c.Kind == DME:
		x.amount(v3Remaining, 0)
	case !shared:
		x.amount(v3Offset, 0)
	}
	x.amount(v3Blood, c.BloodDed)
}
