package claims

import "fmt"

// Where the columns come from: docs/reference/flattening.md 2.4.

var claimLinesSpec = tableSpec{
	name: "claim_lines", label: "Claim lines", rowIs: "one line (item) of a claim", claimChild: true,
	columns: join(lineServiceColumns(), lineMoneyColumns, linePeopleColumns, linePharmacyColumns),
}

func lineServiceColumns() []Column {
	return join(
		[]Column{
			{Name: "claim_line_number", Kind: Int, Label: "Line number", CCLF: "CLM_LINE_NUM", V2: "item.sequence", V3: "item.sequence", Meaning: "Number of the line as sent; need not start at 1."},
			{Name: "revenue_code", Label: "Revenue code", CCLF: "CLM_LINE_PROD_REV_CTR_CD", V2: "item.revenue.coding[V2:rev_cntr]", V3: "item.revenue.coding[CLM-REV-CNTR-CD]", Meaning: "Revenue center, four digits; 0001 is the claim total."},
			{Name: "ddctbl_coinsrnc_code", Label: "Deductible code", V2: "item.revenue.coding[V2:rev_cntr_ddctbl_coinsrnc_cd]", V3: "item.revenue.coding[CLM-DDCTBL-COINSRNC-CD]", Meaning: "Whether deductible and coinsurance apply to the line."},
			{Name: "hcpcs_code", Label: "Procedure code", CCLF: "CLM_LINE_HCPCS_CD", V2: "item.productOrService.coding[hcpcs]", V3: "item.productOrService.coding[cpt or HCPCSReleaseCodeSets]", Meaning: "HCPCS or CPT code of the service."},
			{Name: "hipps_code", Label: "HIPPS code", CCLF: "CLM_REV_APC_HIPPS_CD", V2: "item.revenue or productOrService [V2:rev_cntr_apc_hipps_cd]", V3: "item.productOrService.coding[HIPPSCodes]", Meaning: "Payment group of nursing facility, home health and rehabilitation lines."},
		},
		modifierColumns(),
		[]Column{
			{Name: "ndc_code", Label: "Drug code (NDC)", CCLF: "CLM_LINE_NDC_CD", V2: "item.productOrService.coding[ndc] or extension[ndc]", V3: "item.productOrService.coding[ndc] or item.detail.productOrService.coding[ndc]", Meaning: "National drug code, eleven digits."},
			{Name: "ndc_quantity", Kind: Decimal, Label: "Drug quantity", V2: "item.quantity.value", V3: "item.detail.quantity.value", Meaning: "Quantity of the drug on the line."},
			{Name: "ndc_unit", Label: "Drug unit", V2: "item.modifier[unitsofmeasure]", V3: "item.detail.quantity.unit", Meaning: "Unit of the drug quantity, such as ML or UN."},
			{Name: "service_units", Kind: Decimal, Label: "Units", CCLF: "CLM_LINE_SRVC_UNIT_QTY", V2: "item.extension[V2:rev_cntr_unit_cnt], else item.quantity.value", V3: "item.quantity.value", Meaning: "Number of services, or quantity dispensed."},
			{Name: "mtus_count", Kind: Decimal, Label: "Miles, time or units", V2: "item.extension[V2:carr_line_mtus_cnt or V2:dmerc_line_mtus_cnt]", V3: "item.extension[BBSD:CLM-LINE-PRFNL-MTUS-CNT]", Meaning: "Count of miles, time units, services or blood units."},
			{Name: "mtus_indicator", Label: "Kind of count", V2: "item.extension[V2:carr_line_mtus_cd]", V3: "item.extension[BBSD:CLM-MTUS-IND-CD]", Meaning: "What the count counts: 2 time, 3 services, 4 oxygen, 5 blood, and so on."},
			{Name: "place_of_service", Label: "Place of service", CCLF: "CLM_POS_CD", V2: "item.locationCodeableConcept.coding[V2:line_place_of_srvc_cd]", V3: "item.locationCodeableConcept.coding[Place_of_Service_Code_Set]", Meaning: "Where the service was given: 11 office, 21 hospital, 23 emergency room."},
			{Name: "type_of_service", Label: "Type of service", CCLF: "CLM_FED_TYPE_SRVC_CD", V2: "item.category.coding[V2:line_cms_type_srvc_cd]", V3: "item.extension[BBSD:CLM-FED-TYPE-SRVC-CD]", Meaning: "CMS type of service."},
			{Name: "betos", Label: "BETOS", CCLF: "HCPCS_BETOS_CD", V2: "item.extension[V2:betos_cd]", Meaning: "Berenson-Eggers type of service."},
			{Name: "service_from", Kind: Date, Label: "Service from", CCLF: "CLM_LINE_FROM_DT", V2: "item.servicedPeriod.start or servicedDate", V3: "item.servicedPeriod.start or servicedDate", Meaning: "First day of the service; the claim's day where the line has none.", Privacy: QuasiIdentifier},
			{Name: "service_thru", Kind: Date, Label: "Service through", CCLF: "CLM_LINE_THRU_DT", V2: "item.servicedPeriod.end or servicedDate", V3: "item.servicedPeriod.end or servicedDate", Meaning: "Last day of the service; the claim's day where the line has none.", Privacy: QuasiIdentifier},
		},
	)
}

func modifierColumns() []Column {
	columns := make([]Column, 5)
	for i := range columns {
		n := i + 1
		columns[i] = Column{
			Name: fmt.Sprintf("modifier_%d", n), Label: fmt.Sprintf("Modifier %d", n), CCLF: fmt.Sprintf("HCPCS_%d_MDFR_CD", n),
			V2: fmt.Sprintf("item.modifier[%d].coding[hcpcs]", i), V3: fmt.Sprintf("item.modifier[%d].coding[0]", i),
			Meaning: fmt.Sprintf("Modifier %d of the procedure code.", n),
		}
	}
	return columns
}

var lineMoneyColumns = []Column{
	{Name: "submitted_amount", Kind: Money, Label: "Charged", V2: "LA2[line_sbmtd_chrg_amt, rev_cntr_tot_chrg_amt or tot_rx_cst_amt]", V3: "LA3[CLM_LINE_SBMT_CHRG_AMT or TOT_RX_CST_AMT]", Meaning: "What the provider charged for the line; for medicines the total cost."},
	{Name: "allowed_amount", Kind: Money, Label: "Allowed", CCLF: "CLM_LINE_ALOWD_CHRG_AMT", V2: "LA2[line_alowd_chrg_amt]", V3: "LA3[CLM_LINE_ALOWD_CHRG_AMT]", Meaning: "Medicare's price of the line, the person's share included."},
	{Name: "paid_amount", Kind: Money, Label: "Paid by Medicare", CCLF: "CLM_LINE_CVRD_PD_AMT", V2: "LA2[line_nch_pmt_amt, rev_cntr_pmt_amt_amt or cvrd_d_plan_pd_amt]", V3: "LA3[CLM_LINE_CVRD_PD_AMT]", Meaning: "What Medicare, or the medicines plan, paid for the line; hospital and nursing claims are paid in the claim total."},
	{Name: "provider_paid_amount", Kind: Money, Label: "Paid to provider", CCLF: "CLM_LINE_CVRD_PD_AMT", V2: "LA2[line_prvdr_pmt_amt or rev_cntr_prvdr_pmt_amt]", V3: "LA3[CLM_LINE_PRVDR_PMT_AMT]", Meaning: "Part of the payment that went to the provider."},
	{Name: "bene_responsibility", Kind: Money, Label: "Person's share", CCLF: "CLM_LINE_BENE_PMT_AMT", V2: "LA2[rev_cntr_ptnt_rspnsblty_pmt or ptnt_pay_amt]", V3: "LA3[CLM_LINE_BENE_PMT_AMT]", Meaning: "What the person owes or paid for the line."},
	{Name: "deductible_amount", Kind: Money, Label: "Deductible", V2: "LA2[line_bene_ptb_ddctbl_amt or rev_cntr_cash_ddctbl_amt]", V3: "LA3[CLM_LINE_MDCR_DDCTBL_AMT]", Meaning: "Deductible on the line."},
	{Name: "coinsurance_amount", Kind: Money, Label: "Coinsurance", V2: "LA2[line_coinsrnc_amt or rev_cntr_coinsrnc_wge_adjstd_c]", V3: "LA3[CLM_LINE_MDCR_COINSRNC_AMT or CLM_LINE_INSTNL_ADJSTD_AMT]", Meaning: "Coinsurance on the line."},
	{Name: "noncovered_amount", Kind: Money, Label: "Not covered", V2: "LA2[rev_cntr_ncvrd_chrg_amt]", V3: "LA3[CLM_LINE_NCVRD_CHRG_AMT]", Meaning: "Charge that Medicare does not cover."},
	{Name: "processing_code", Label: "Processing code", CCLF: "CLM_PRCSG_IND_CD", V2: "item.extension[V2:line_prcsg_ind_cd]", V3: "item.extension[BBSD:CLM-PRCSG-IND-CD]", Meaning: "How the line was processed: A allowed, and codes for denials."},
}

var linePeopleColumns = []Column{
	{Name: "rendering_npi", Label: "Rendering NPI", CCLF: "RNDRG_PRVDR_NPI_NUM", V2: "item.careTeamSequence -> careTeam[performing]", V3: "item.careTeamSequence -> careTeam[rendering]", Meaning: "Provider who rendered the line.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
	{Name: "specialty", Label: "Specialty", CCLF: "CLM_PRVDR_SPCLTY_CD", V2: "careTeam.qualification[V2:prvdr_spclty]", V3: "careTeam.extension[BBSD:CLM-PRVDR-SPCLTY-CD]", Meaning: "CMS specialty of the rendering provider."},
	{Name: "participation", Label: "Participation", V2: "careTeam.extension[V2:prtcptng_ind_cd]", V3: "careTeam.extension[BBSD:CLM-PRVDR-PRTCPTG-CD]", Meaning: "Whether the provider takes part in Medicare assignment."},
	{Name: "line_dx", Label: "Line diagnosis", CCLF: "CLM_LINE_DGNS_CD", V2: "item.diagnosisSequence -> diagnosis", V3: "item.diagnosisSequence -> diagnosis", Meaning: "Diagnosis the line points at, without dot."},
	{Name: "provider_state", Label: "Provider state", CCLF: "RNDRG_PRVDR_FIPS_ST_CD", V2: "item.locationCodeableConcept.extension[V2:prvdr_state_cd]; item.locationAddress.state", V3: "SI3[RNDRG_PRVDR_FIPS_ST_CD]", Meaning: "State of the provider, as coded by CMS."},
}

var linePharmacyColumns = []Column{
	{Name: "days_supply", Kind: Int, Label: "Days' supply", CCLF: "CLM_LINE_DAYS_SUPLY_QTY", V2: "SIC[dayssupply].valueQuantity", V3: "SIC[dayssupply].valueQuantity", Meaning: "Days that the medicine lasts."},
	{Name: "fill_number", Kind: Int, Label: "Fill number", CCLF: "CLM_LINE_RX_FILL_NUM", V2: "SIC[refillnum].valueQuantity", V3: "SIC[refillnum].valueQuantity", Meaning: "0 first fill, then refills."},
	{Name: "compound", Label: "Compound", V2: "SIC[compoundcode]", V3: "SIC[compoundcode]", Meaning: "Whether the medicine was mixed by the pharmacy: 1 no, 2 yes, 0 not given."},
	{Name: "daw", Label: "Dispense as written", CCLF: "CLM_DAW_PROD_SLCTN_CD", V2: "SI2[daw_prod_slctn_cd]", V3: "SIC[dawcode]", Meaning: "Whether the brand had to be dispensed."},
	{Name: "brand_generic", Label: "Brand or generic", V2: "SIC[brandgenericindicator]", V3: "SIC[brandgenericindicator]", Meaning: "B brand, G generic."},
	{Name: "rx_number", Label: "Prescription number", CCLF: "CLM_LINE_RX_SRVC_RFRNC_NUM", V2: "identifier[V2:rx_srvc_rfrnc_num].value", V3: "SI3[CLM_LINE_RX_NUM]", Meaning: "Number of the prescription at the pharmacy.", Privacy: DirectIdentifier, Identifier: PrescriptionNumber},
	{Name: "lics_amount", Kind: Money, Label: "Low-income subsidy", V2: "LA2[lics_amt]", V3: "LA3[CLM_LINE_LIS_AMT]", Meaning: "Part of the person's share that the low-income subsidy paid."},
	{Name: "plro_amount", Kind: Money, Label: "Other insurance", V2: "LA2[plro_amt]", V3: "LA3[CLM_LINE_PLRO_AMT]", Meaning: "Reduction of the person's share by other insurers."},
	{Name: "other_troop_amount", Kind: Money, Label: "Other out-of-pocket", V2: "LA2[othr_troop_amt]", V3: "T3[CLM_OTHR_TP_PD_AMT]", Meaning: "Payments by others that count as the person's own."},
	{Name: "gdc_below_amount", Kind: Money, Label: "Cost below threshold", V2: "LA2[gdc_blw_oopt_amt]", V3: "LA3[CLM_LINE_GRS_BLW_THRSHLD_AMT]", Meaning: "Gross drug cost below the out-of-pocket threshold."},
	{Name: "gdc_above_amount", Kind: Money, Label: "Cost above threshold", V2: "LA2[gdc_abv_oopt_amt]", V3: "LA3[CLM_LINE_GRS_ABOVE_THRSHLD_AMT]", Meaning: "Gross drug cost above the out-of-pocket threshold."},
	{Name: "gap_discount_amount", Kind: Money, Label: "Gap discount", V2: "LA2[rptd_gap_dscnt_num]", V3: "LA3[CLM_LINE_RPTD_GAP_DSCNT_AMT]", Meaning: "Manufacturer discount in the coverage gap."},
	{Name: "is_total_line", Kind: Bool, Label: "Total line", V2: "item.revenue.coding[V2:rev_cntr] = 0001", V3: "item.revenue.coding[CLM-REV-CNTR-CD] = 0001", Meaning: "True for the line that repeats the claim total; leave it out of line sums."},
}
