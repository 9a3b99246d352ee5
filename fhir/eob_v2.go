package fhir

import "github.com/claimsdesk/claimsdesk/claims"

// claimRulesV2 says where BCDA v2 carries the columns of claims (docs/reference/flattening.md 2.3). What is worked out
// from several places (claim type, bill type, providers, sums of lines) is not here but in the functions of this package.
var claimRulesV2 = []rule{
	{column: claims.ColClaimsClaimID, from: ident(variables + "clm_id")},
	{column: claims.ColClaimsClaimID, from: ident(variables + "pde_id")},
	{column: claims.ColClaimsClaimControlNumber, from: v2Ext("carr_clm_cntl_num")},
	{column: claims.ColClaimsClaimControlNumber, from: v2Ext("fi_doc_clm_cntl_num")},
	{column: claims.ColClaimsClaimGroupID, from: ident("https://bluebutton.cms.gov/resources/identifier/claim-group")},
	{column: claims.ColClaimsClaimTypeCode, from: in(atType, variables+"nch_clm_type_cd")},
	{column: claims.ColClaimsAdjustmentType, from: si2("adjstmt_dltn_cd"), only: pharmacy},

	{column: claims.ColClaimsWeeklyProcessDate, from: si2("nch_wkly_proc_dt")},
	{column: claims.ColClaimsProcessDate, from: v2Ext("fi_clm_proc_dt")},

	{column: claims.ColClaimsSubmittedAmount, from: t2("clm_tot_chrg_amt"), only: institutional},
	{column: claims.ColClaimsSubmittedAmount, from: bb2("nch_carr_clm_sbmtd_chrg_amt"), only: professional},
	{column: claims.ColClaimsSubmittedAmount, from: where{place: atTotal, entry: selector{code: "drugcost"}}, only: pharmacy},
	{column: claims.ColClaimsAllowedAmount, from: bb2("nch_carr_clm_alowd_amt"), only: professional},
	{column: claims.ColClaimsProviderPaymentAmount, from: bb2("clm_op_prvdr_pmt_amt")},
	{column: claims.ColClaimsProviderPaymentAmount, from: bb2("nch_clm_prvdr_pmt_amt")},
	{column: claims.ColClaimsBenePaidAmount, from: bb2("nch_clm_bene_pmt_amt")},
	{column: claims.ColClaimsBenePaidAmount, from: bb2("clm_op_bene_pmt_amt")},
	{column: claims.ColClaimsDeductibleAmount, from: bb2("nch_bene_ip_ddctbl_amt")},
	{column: claims.ColClaimsDeductibleAmount, from: bb2("nch_bene_ptb_ddctbl_amt")},
	{column: claims.ColClaimsDeductibleAmount, from: bb2("carr_clm_cash_ddctbl_apld_amt")},
	{column: claims.ColClaimsCoinsuranceAmount, from: bb2("nch_bene_pta_coinsrnc_lblty_am*")}, // the name is cut in some data
	{column: claims.ColClaimsCoinsuranceAmount, from: bb2("nch_bene_ptb_coinsrnc_am*")},
	{column: claims.ColClaimsPrimaryPayerCode, from: si2("nch_prmry_pyr_cd")},
	{column: claims.ColClaimsPrimaryPayerAmount, from: bb2("prpayamt")},
	{column: claims.ColClaimsNonpaymentReason, from: v2Ext("clm_mdcr_non_pmt_rsn_cd")},
	{column: claims.ColClaimsDenialCode, from: v2Ext("carr_clm_pmt_dnl_cd")},

	{column: claims.ColClaimsDRGCode, from: si2("clm_drg_cd"), tidy: threeDigits},
	{column: claims.ColClaimsAdmissionDate, from: sic("admissionperiod").start()},
	{column: claims.ColClaimsDischargeDate, from: sic("admissionperiod").end()},
	{column: claims.ColClaimsAdmitType, from: si2("clm_ip_admsn_type_cd")},
	{column: claims.ColClaimsAdmitType, from: sic("admtype")},
	{column: claims.ColClaimsAdmitSource, from: si2("clm_src_ip_admsn_cd")},
	{column: claims.ColClaimsAdmitSource, from: sic("pointoforigin")},
	{column: claims.ColClaimsDischargeStatus, from: si2("ptnt_dschrg_stus_cd"), tidy: twoDigits},
	{column: claims.ColClaimsDischargeStatus, from: sic("discharge-status"), tidy: twoDigits},
	{column: claims.ColClaimsQueryCode, from: in(atPeriodExtension, variables+"claim_query_cd")},
	{column: claims.ColClaimsQueryCode, from: v2Ext("claim_query_cd")},
	{column: claims.ColClaimsNearLineCode, from: v2Ext("nch_near_line_rec_ident_cd")},

	{column: claims.ColClaimsContractNumber, from: in(atCoverageExtension, variables+"plan_cntrct_rec_id")},
	{column: claims.ColClaimsPBPNumber, from: in(atCoverageExtension, variables+"plan_pbp_rec_num")},
}

// lineRulesV2 says where BCDA v2 carries the columns of claim_lines (flattening.md 2.4).
var lineRulesV2 = []rule{
	{column: claims.ColClaimLinesRevenueCode, from: in(atLineRevenue, variables+"rev_cntr"), tidy: fourDigits},
	{column: claims.ColClaimLinesDdctblCoinsrncCode, from: in(atLineRevenue, variables+"rev_cntr_ddctbl_coinsrnc_cd")},
	{column: claims.ColClaimLinesHCPCSCode, from: in(atLineProduct, v2Codes+"hcpcs")},
	{column: claims.ColClaimLinesHCPCSCode, from: in(atLineProduct, variables+"hcpcs_cd")},
	{column: claims.ColClaimLinesHCPCSCode, from: in(atLineProduct, hcpcsCodes)}, // the published systems, should they come in v2
	{column: claims.ColClaimLinesHCPCSCode, from: in(atLineProduct, cptCodes)},
	{column: claims.ColClaimLinesHIPPSCode, from: in(atLineRevenue, variables+"rev_cntr_apc_hipps_cd")},
	{column: claims.ColClaimLinesHIPPSCode, from: in(atLineRevenueExtension, variables+"rev_cntr_apc_hipps_cd")},
	{column: claims.ColClaimLinesHIPPSCode, from: in(atLineProduct, variables+"rev_cntr_apc_hipps_cd")},
	{column: claims.ColClaimLinesHIPPSCode, from: in(atLineProductExtension, variables+"rev_cntr_apc_hipps_cd")},
	{column: claims.ColClaimLinesMtusCount, from: v2LineExt("carr_line_mtus_cnt").numbers()},
	{column: claims.ColClaimLinesMtusCount, from: v2LineExt("dmerc_line_mtus_cnt").numbers()},
	{column: claims.ColClaimLinesMtusIndicator, from: v2LineExt("carr_line_mtus_cd").codes()},
	{column: claims.ColClaimLinesMtusIndicator, from: v2LineExt("carr_line_mtus_cnt").codes()}, // the url of the count stands on both in older data
	{column: claims.ColClaimLinesMtusIndicator, from: v2LineExt("dmerc_line_mtus_cnt").codes()},
	{column: claims.ColClaimLinesPlaceOfService, from: in(atLineLocation, variables+"line_place_of_srvc_cd")},
	{column: claims.ColClaimLinesTypeOfService, from: in(atLineCategory, variables+"line_cms_type_srvc_cd")},
	{column: claims.ColClaimLinesBetos, from: v2LineExt("betos_cd")},

	{column: claims.ColClaimLinesSubmittedAmount, from: la2("line_sbmtd_chrg_amt")},
	{column: claims.ColClaimLinesSubmittedAmount, from: la2("rev_cntr_tot_chrg_amt")},
	{column: claims.ColClaimLinesSubmittedAmount, from: la2("tot_rx_cst_amt")},
	{column: claims.ColClaimLinesAllowedAmount, from: la2("line_alowd_chrg_amt")},
	{column: claims.ColClaimLinesPaidAmount, from: la2("line_nch_pmt_amt")},
	{column: claims.ColClaimLinesPaidAmount, from: la2("rev_cntr_pmt_amt_amt")}, // its general category says submitted
	{column: claims.ColClaimLinesPaidAmount, from: la2("cvrd_d_plan_pd_amt")},
	{column: claims.ColClaimLinesProviderPaidAmount, from: la2("line_prvdr_pmt_amt")},
	{column: claims.ColClaimLinesProviderPaidAmount, from: la2("rev_cntr_prvdr_pmt_amt")},
	{column: claims.ColClaimLinesBeneResponsibility, from: la2("rev_cntr_ptnt_rspnsblty_pmt")},
	{column: claims.ColClaimLinesBeneResponsibility, from: la2("ptnt_pay_amt")},
	{column: claims.ColClaimLinesDeductibleAmount, from: la2("line_bene_ptb_ddctbl_amt")},
	{column: claims.ColClaimLinesDeductibleAmount, from: la2("rev_cntr_cash_ddctbl_amt")},
	{column: claims.ColClaimLinesCoinsuranceAmount, from: la2("line_coinsrnc_amt")},
	{column: claims.ColClaimLinesCoinsuranceAmount, from: la2("rev_cntr_coinsrnc_wge_adjstd_c*")},
	{column: claims.ColClaimLinesNoncoveredAmount, from: la2("rev_cntr_ncvrd_chrg_amt")},
	{column: claims.ColClaimLinesProcessingCode, from: v2LineExt("line_prcsg_ind_cd")},
	{column: claims.ColClaimLinesProviderState, from: in(atLineLocationExtension, variables+"prvdr_state_cd")},
	{column: claims.ColClaimLinesProviderState, from: where{place: atLineState}},

	{column: claims.ColClaimLinesDaysSupply, from: sic("dayssupply"), only: pharmacy},
	{column: claims.ColClaimLinesDaysSupply, from: in(atLineQuantityExtension, variables+"days_suply_num"), only: pharmacy},
	{column: claims.ColClaimLinesFillNumber, from: sic("refillnum"), only: pharmacy},
	{column: claims.ColClaimLinesFillNumber, from: in(atLineQuantityExtension, variables+"fill_num"), only: pharmacy},
	{column: claims.ColClaimLinesCompound, from: sic("compoundcode"), only: pharmacy},
	{column: claims.ColClaimLinesCompound, from: in(atLineProgram, hl7Codes+"v3-ActCode"), only: pharmacy}, // older data
	{column: claims.ColClaimLinesDaw, from: si2("daw_prod_slctn_cd"), only: pharmacy},
	{column: claims.ColClaimLinesBrandGeneric, from: sic("brandgenericindicator"), only: pharmacy},
	{column: claims.ColClaimLinesBrandGeneric, from: si2("brnd_gnrc_cd"), only: pharmacy},
	{column: claims.ColClaimLinesRxNumber, from: ident(variables + "rx_srvc_rfrnc_num"), only: pharmacy},
	{column: claims.ColClaimLinesLicsAmount, from: la2("lics_amt")},
	{column: claims.ColClaimLinesPlroAmount, from: la2("plro_amt")},
	{column: claims.ColClaimLinesOtherTroopAmount, from: la2("othr_troop_amt")},
	{column: claims.ColClaimLinesGdcBelowAmount, from: la2("gdc_blw_oopt_amt")},
	{column: claims.ColClaimLinesGdcAboveAmount, from: la2("gdc_abv_oopt_amt")},
	{column: claims.ColClaimLinesGapDiscountAmount, from: la2("rptd_gap_dscnt_num")},
}
