package synth

// v3Category is the category of an adjudication or total: its codings as JSON.
type v3Category string

// The generic codings amounts are filed under.
const (
	v3Submitted      = `{"system":"` + v3Terms + `adjudication","code":"submitted","display":"Submitted Amount"},`
	v3Eligible       = `{"system":"` + v3Terms + `adjudication","code":"eligible","display":"Eligible Amount"},`
	v3Benefit        = `{"system":"` + v3Terms + `adjudication","code":"benefit","display":"Benefit Amount"},`
	v3Deductible     = `{"system":"` + v3Terms + `adjudication","code":"deductible","display":"Deductible"},`
	v3Coinsurance    = `{"system":"` + v3Carin + `C4BBAdjudication","code":"coinsurance","display":"Co-insurance"},`
	v3Noncovered     = `{"system":"` + v3Carin + `C4BBAdjudication","code":"noncovered","display":"Noncovered"},`
	v3PaidByPatient  = `{"system":"` + v3Carin + `C4BBAdjudication","code":"paidbypatient","display":"Paid by patient"},`
	v3PaidToPatient  = `{"system":"` + v3Carin + `C4BBAdjudication","code":"paidtopatient","display":"Paid to patient"},`
	v3PaidToProvider = `{"system":"` + v3Carin + `C4BBAdjudication","code":"paidtoprovider","display":"Paid to provider"},`
	v3PriorPayer     = `{"system":"` + v3Carin + `C4BBAdjudication","code":"priorpayerpaid","display":"Prior payer paid"},`
	v3Discount       = `{"system":"` + v3Carin + `C4BBAdjudication","code":"discount","display":"Discount"},`
	v3Amount         = `{"system":"` + v3CMS + `Adjudication","code":"`
)

// Categories of line amounts.
const (
	v3LineSubmitted   v3Category = v3Submitted + v3Amount + `CLM_LINE_SBMT_CHRG_AMT","display":"Line Submitted Charge Amount"}`
	v3LineAllowed     v3Category = v3Eligible + v3Amount + `CLM_LINE_ALOWD_CHRG_AMT","display":"Line Allowed Charge Amount"}`
	v3LinePaid        v3Category = v3Benefit + v3Amount + `CLM_LINE_CVRD_PD_AMT","display":"Payment Amount"}`
	v3LineToProvider  v3Category = v3PaidToProvider + v3Amount + `CLM_LINE_PRVDR_PMT_AMT","display":"Line Provider Payment Amount"}`
	v3LineToPatient   v3Category = v3PaidToPatient + v3Amount + `CLM_LINE_BENE_PD_AMT","display":"Payment Amount to Beneficiary"}`
	v3LineByPatient   v3Category = v3PaidByPatient + v3Amount + `CLM_LINE_BENE_PMT_AMT","display":"Line Paid By Beneficiary Amount"}`
	v3LineDeductible  v3Category = v3Deductible + v3Amount + `CLM_LINE_MDCR_DDCTBL_AMT","display":"Cash Deductible Amount"}`
	v3LineCoinsurance v3Category = v3Coinsurance + v3Amount + `CLM_LINE_MDCR_COINSRNC_AMT","display":"Coinsurance Amount"}`
	v3LineNoncovered  v3Category = v3Noncovered + v3Amount + `CLM_LINE_NCVRD_CHRG_AMT","display":"Non-Covered Charge Amount"}`
	v3LineBlood       v3Category = v3Amount + `CLM_LINE_BLOOD_DDCTBL_AMT","display":"Blood Deductible Amount"}`
	v3LinePrior       v3Category = v3PriorPayer + v3Amount + `CLM_BENE_PRMRY_PYR_PD_AMT","display":"Line Primary Payer Paid Amount"}`
	v3LinePriorAllow  v3Category = v3Amount + `CLM_MDCR_PRMRY_PYR_ALOWD_AMT","display":"Line Primary Payer Allowed Amount"}`
	v3LineTherapy     v3Category = v3Amount + `CLM_LINE_CARR_PSYCH_OT_LMT_AMT","display":"Therapy Amount Applied to Limit"}`
	v3LineClinical    v3Category = v3Amount + `CLM_LINE_CARR_CLNCL_CHRG_AMT","display":"Carrier Clinical Charge Amount"}`
	v3LineInterest    v3Category = v3Amount + `CLM_LINE_PRFNL_INTRST_AMT","display":"Professional Interest Amount"}`
	v3LinePurchase    v3Category = v3Amount + `CLM_LINE_PRFNL_DME_PRICE_AMT","display":"Purchase Price Amount"}`
	v3LineScreen      v3Category = v3Discount + v3Amount + `CLM_LINE_DMERC_SCRN_SVGS_AMT","display":"Screen Savings Amount"}`
	v3LineObligated   v3Category = v3Amount + `CLM_LINE_OTAF_AMT","display":"Provider Obligation To Accept as Full Amount"}`
	v3LineWageCoins   v3Category = v3Amount + `CLM_LINE_INSTNL_ADJSTD_AMT","display":"Revenue Center Coinsurance/Wage Adjusted Coinsurance Amount"}`
	v3LineReduced     v3Category = v3Amount + `CLM_LINE_INSTNL_RDCD_AMT","display":"Revenue Center Reduced Coinsurance Amount"}`
	v3LineMSP1        v3Category = v3PriorPayer + v3Amount + `CLM_LINE_INSTNL_MSP1_PD_AMT","display":"Revenue Center 1st MSP Paid Amount"}`
	v3LineMSP2        v3Category = v3PriorPayer + v3Amount + `CLM_LINE_INSTNL_MSP2_PD_AMT","display":"Revenue Center 2nd MSP Paid Amount"}`
	v3LineRate        v3Category = v3Amount + `CLM_LINE_INSTNL_RATE_AMT","display":"Revenue Center Rate Amount"}`
	v3LineAddOn       v3Category = v3Amount + `CLM_LINE_ADD_ON_PYMT_AMT","display":"Add On Payment Amount"}`
	v3LineNonEHR      v3Category = v3Amount + `CLM_LINE_NON_EHR_RDCTN_AMT","display":"Non-EHR Reduction Amount"}`
	v3LineNoncovPaid  v3Category = v3Amount + `CLM_LINE_NCVRD_PD_AMT","display":"Amount Paid for Noncovered Product or Service"}`
	v3LineOtherPaid   v3Category = v3Amount + `CLM_LINE_OTHR_TP_PD_AMT","display":"Other Third Party Paid Amount"}`
	v3LineAbove       v3Category = v3Amount + `CLM_LINE_GRS_ABOVE_THRSHLD_AMT","display":"Gross Drug Cost Above Out Of Pocket Threshold"}`
	v3LineBelow       v3Category = v3Amount + `CLM_LINE_GRS_BLW_THRSHLD_AMT","display":"Gross Drug Cost Below Out Of Pocket Threshold"}`
	v3LineLowIncome   v3Category = v3Amount + `CLM_LINE_LIS_AMT","display":"Low Income Cost Sharing Subsidy Amount"}`
	v3LinePLRO        v3Category = v3Amount + `CLM_LINE_PLRO_AMT","display":"Patient Liability Reduction Other Paid Amount"}`
	v3LineGap         v3Category = v3Amount + `CLM_LINE_RPTD_GAP_DSCNT_AMT","display":"Claim Line Reported Gap Discount Amount"}`
	v3DrugCost        v3Category = v3Submitted + v3Amount + `TOT_RX_CST_AMT","display":"Total RX Cost Amount"}`
)

// Categories of totals.
const (
	v3TotalSubmitted   v3Category = v3Submitted + v3Amount + `CLM_SBMT_CHRG_AMT","display":"Total Charge Amount"}`
	v3TotalAllowed     v3Category = v3Eligible + v3Amount + `CLM_ALOWD_CHRG_AMT","display":"Allowed Charge Amount"}`
	v3TotalByPatient   v3Category = v3PaidByPatient + v3Amount + `CLM_BENE_PMT_AMT","display":"Paid By Beneficiary Amount"}`
	v3TotalToPatient   v3Category = v3PaidToPatient + v3Amount + `CLM_BENE_PD_AMT","display":"Amount Paid To Beneficiary Amount"}`
	v3TotalInstToBene  v3Category = v3PaidToPatient + v3Amount + `CLM_MDCR_INSTNL_BENE_PD_AMT","display":"Institutional Paid to Beneficiary Amount"}`
	v3TotalToProvider  v3Category = v3PaidToProvider + v3Amount + `CLM_PRVDR_PMT_AMT","display":"Provider Payment Amount"}`
	v3TotalDeductible  v3Category = v3Deductible + v3Amount + `CLM_MDCR_DDCTBL_AMT","display":"Beneficiary Deductible Amount"}`
	v3TotalCoinsurance v3Category = v3Coinsurance + v3Amount + `CLM_MDCR_COINSRNC_AMT","display":"Beneficiary Coinsurance Liability Amount"}`
	v3TotalCoinsPaid   v3Category = v3Coinsurance + v3Amount + `CLM_BENE_PMT_COINSRNC_AMT","display":"Beneficiary Coinsurance Amount"}`
	v3TotalNoncovered  v3Category = v3Noncovered + v3Amount + `CLM_NCVRD_CHRG_AMT","display":"Inpatient(or other Part A) Non-covered Charge Amount"}`
	v3TotalOtherPaid   v3Category = v3PriorPayer + v3Amount + `CLM_OTHR_TP_PD_AMT","display":"Other Third Party Payer Paid Amount"}`
)

// amount writes an adjudication or total.
func (x *eob3) amount(category v3Category, c Cents) {
	x.sep()
	x.buf = append(x.buf, `{"category":{"coding":[`...)
	x.buf = append(x.buf, category...)
	x.buf = append(x.buf, `]},"amount":{"value":`...)
	x.buf = appendCents(x.buf, c)
	x.buf = append(x.buf, `,"currency":"USD"}}`...)
}

// amountIf writes an amount that is not zero, and a zero one when zeros says so.
func (x *eob3) amountIf(zeros bool, category v3Category, c Cents) {
	if c != 0 || zeros {
		x.amount(category, c)
	}
}

// zeros says for one claim in n that it gives amounts of zero that others leave out.
func (x *eob3) zeros(n uint64) bool { return x.roll.one(n, 63) }

// network writes the benefit payment status every claim has once and professional lines repeat.
func (x *eob3) network(code, text string) {
	x.raw(`{"category":{"coding":[{"system":"` + v3Carin + `C4BBAdjudicationDiscriminator","code":"benefitpaymentstatus","display":"Benefit Payment Status"}]},"reason":{"coding":[{"system":"` +
		v3Carin + `C4BBPayerAdjudicationStatus","code":"` + code + `","display":"` + text + `"}]}}`)
}

// professionalAmounts writes a carrier or DME line.
func (x *eob3) professionalAmounts(l *Line) {
	c := x.c
	toBene := Cents(0)
	if c.Pro != nil && !c.Pro.Assigned {
		toBene = l.Paid
	}
	x.amount(v3LineAllowed, l.Allowed)
	x.amount(v3LineSubmitted, l.Submitted)
	x.amount(v3LineToProvider, l.Paid-toBene)
	if l.Prior != 0 {
		x.amount(v3LinePrior, l.Prior)
		if c.Kind == Carrier && x.adjudicated() {
			x.amount(v3LinePriorAllow, l.Allowed)
		}
	}
	x.amountIf(x.zeros(4), v3LineToPatient, toBene)
	x.amount(v3LinePaid, l.Paid)
	x.amount(v3LineDeductible, l.Deduct)
	x.amount(v3LineCoinsurance, l.Coins)
	if c.Kind == DME && !x.adjudicated() {
		x.amount(v3LineTherapy, 0)
		x.amount(v3LinePurchase, l.Purchase)
		x.network("other", "Other")
		x.amount(v3LineObligated, 0)
		return
	}
	x.amountIf(x.zeros(4), v3LineNoncovered, l.NonCov)
	x.amount(v3LineByPatient, l.Deduct+l.Coins)
	x.amountIf(x.zeros(8), v3LineBlood, 0)
	switch {
	case c.Kind == DME:
		x.amount(v3LinePurchase, l.Purchase)
		x.amount(v3LineScreen, l.Screen)
	case x.adjudicated():
		x.carrierAmounts(l)
	}
	x.network("other", "Other")
}

// carrierAmounts writes what only adjudicated carrier lines have.
func (x *eob3) carrierAmounts(l *Line) {
	if len(l.HCPCS) == 5 && l.HCPCS[:2] == "97" {
		x.amount(v3LineTherapy, l.Allowed) // counts towards the yearly therapy threshold
	}
	if l.TOS == "5" {
		x.amount(v3LineClinical, l.Allowed)
	}
	if x.roll.one(8, 61) {
		x.amount(v3LineInterest, 0)
	}
	if l.Purchase != 0 {
		x.amount(v3LinePurchase, l.Purchase)
	}
}

// institutionalAmounts writes a revenue centre line. On inpatient and SNF lines nothing is paid:
// Medicare pays the stay.
func (x *eob3) institutionalAmounts(l *Line) {
	c := x.c
	if l.Reason != "" && (c.Kind == HHA || c.Kind == Outpatient) && x.adjudicated() {
		x.adjustment(l.Reason)
	}
	x.amount(v3LineSubmitted, l.Submitted)
	x.amount(v3LineNoncovered, l.NonCov)
	if l.Total() {
		return
	}
	stay := c.Kind == Inpatient || c.Kind == SNF
	if l.Allowed != 0 || !x.adjudicated() {
		x.amount(v3LineAllowed, l.Allowed)
	}
	if !stay || x.roll.one(2, 62) {
		x.amount(v3LineToProvider, l.Paid)
		x.amount(v3LinePaid, l.Paid)
		x.amount(v3LineByPatient, l.Deduct+l.Coins)
		x.amount(v3LineToPatient, 0)
	}
	if x.adjudicated() {
		x.amount(v3LineBlood, 0)
	}
	x.amount(v3LineDeductible, l.Deduct)
	x.amount(v3LineWageCoins, l.Coins)
	x.amount(v3LineReduced, 0)
	x.amount(v3LineMSP1, l.Prior)
	x.amount(v3LineMSP2, 0)
	x.amount(v3LineRate, l.Rate)
	if c.Kind == Inpatient || !x.adjudicated() {
		x.amount(v3LineAddOn, 0)
		x.amount(v3LineNonEHR, 0)
	}
	if !x.adjudicated() {
		x.amount(v3LineObligated, 0)
		x.amount(v3LineNoncovPaid, 0)
		x.amount(v3LineOtherPaid, 0)
	}
}

// adjustment writes why a line was reduced: group code and reason code, such as CO and 50.
func (x *eob3) adjustment(reason string) {
	if len(reason) < 3 {
		return
	}
	group, code := reason[:2], reason[2:]
	x.raw(`{"category":{"coding":[{"system":"` + v3Carin + `C4BBAdjudicationDiscriminator","code":"adjustmentreason","display":"Adjustment Reason"}]}`)
	x.obj("reason")
	x.arr("coding")
	x.coding("https://x12.org/codes/claim-adjustment-group-codes", group, "")
	x.cms(x.enc, "ANSI-GRP-CD", group)
	x.coding("https://x12.org/codes/claim-adjustment-reason-codes", code, "")
	x.cms(x.enc, "ANSI-RSN-CD", code)
	x.close(']')
	x.close('}')
	x.close('}')
}

// drugAmounts writes the line of a Part D event.
func (x *eob3) drugAmounts() {
	rx := x.c.Rx
	x.amount(v3LinePaid, rx.PlanPaid)
	x.amount(v3LineByPatient, rx.PatientPaid)
	x.amount(v3LineAbove, rx.Above)
	x.amount(v3LineBelow, rx.Below)
	x.amount(v3LineLowIncome, rx.LowIncome)
	x.amount(v3LinePLRO, rx.OtherPayers)
	x.amount(v3LineGap, rx.GapDiscount)
	x.amount(v3DrugCost, rx.Total)
	x.amount(v3LineNoncovPaid, rx.NonCovPaid)
	x.amount(v3LineOtherPaid, rx.OtherTrOOP)
}

// totals writes the sums of the claim.
func (x *eob3) totals() {
	c := x.c
	x.arr("total")
	if c.Kind == PDE {
		x.amount(v3TotalByPatient, c.Rx.PatientPaid)
		x.amount(v3TotalOtherPaid, c.Rx.OtherTrOOP)
		x.amount(v3DrugCost, c.Rx.Total)
		x.close(']')
		return
	}
	shared := !x.adjudicated()
	x.amount(v3TotalSubmitted, c.Submitted)
	if c.Kind == Carrier || shared {
		byPatient := Cents(0)
		if c.ToBene != 0 {
			byPatient = c.ToBene + c.Deduct + c.Coins // an unassigned bill is paid by the person first
		}
		x.amount(v3TotalAllowed, c.Allowed)
		x.amount(v3TotalByPatient, byPatient)
	}
	if c.Kind == Carrier || c.Kind == Outpatient && !shared {
		x.amount(v3TotalToPatient, c.ToBene)
	}
	if c.Kind.Professional() || c.Kind == Outpatient || shared {
		x.amount(v3TotalToProvider, c.ToProv)
	}
	x.amount(v3TotalDeductible, c.Deduct)
	x.amount(v3TotalCoinsurance, c.Coins)
	x.amount(v3TotalNoncovered, c.NonCov)
	if c.Kind == Inpatient && !shared || c.Kind == DME && shared || c.Kind == Carrier && !shared {
		x.amount(v3TotalCoinsPaid, 0)
	}
	if c.Kind == Inpatient || shared && c.Kind != Carrier {
		x.amount(v3TotalOtherPaid, 0)
	}
	if shared && c.Kind.Institutional() {
		x.amount(v3TotalInstToBene, c.ToBene)
	}
	x.close(']')
}
