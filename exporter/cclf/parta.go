package cclf

import (
	"github.com/claimsdesk/claimsdesk/claims"
)

// Part A: hospital, nursing facility, home health and hospice claims.

var header = layout{
	file: "CCLF1", title: "Part A claims header", rowIs: "one institutional claim",
	fields: []field{
		{"CUR_CLM_UNIQ_ID", claimNumber},
		{"PRVDR_OSCAR_NUM", claim(claims.ColClaimsFacilityCCN)},
		{"BENE_MBI_ID", mbi},
		{"BENE_HIC_NUM", never(hicnGone)},
		{"CLM_TYPE_CD", claim(claims.ColClaimsClaimTypeCode)},
		{"CLM_FROM_DT", claim(claims.ColClaimsFromDate)},
		{"CLM_THRU_DT", claim(claims.ColClaimsThruDate)},
		{"CLM_BILL_FAC_TYPE_CD", billPart(0, "first character")},
		{"CLM_BILL_CLSFCTN_CD", billPart(1, "second character")},
		{"PRNCPL_DGNS_CD", claim(claims.ColClaimsPrincipalDx)},
		{"ADMTG_DGNS_CD", claim(claims.ColClaimsAdmittingDx)},
		{"CLM_MDCR_NPMT_RSN_CD", claim(claims.ColClaimsNonpaymentReason)},
		{"CLM_PMT_AMT", claim(claims.ColClaimsPaymentAmount)},
		{"CLM_NCH_PRMRY_PYR_CD", claim(claims.ColClaimsPrimaryPayerCode)},
		{"PRVDR_FAC_FIPS_ST_CD", facilityState},
		{"BENE_PTNT_STUS_CD", claim(claims.ColClaimsDischargeStatus)},
		{"DGNS_DRG_CD", claim(claims.ColClaimsDRGCode)},
		{"CLM_OP_SRVC_TYPE_CD", info("CLM_OP_SRVC_TYPE_CD", "", 1).lackingInV2("v2's dictionary names the claim type code here, which is another fact")},
		{"FAC_PRVDR_NPI_NUM", claim(claims.ColClaimsFacilityNPI)},
		{"OPRTG_PRVDR_NPI_NUM", claim(claims.ColClaimsOperatingNPI)},
		{"ATNDG_PRVDR_NPI_NUM", claim(claims.ColClaimsAttendingNPI)},
		{"OTHR_PRVDR_NPI_NUM", claim(claims.ColClaimsOtherNPI)},
		{"CLM_ADJSMT_TYPE_CD", adjustment.lackingInV2(notSent)},
		{"CLM_EFCTV_DT", effective},
		{"CLM_IDR_LD_DT", claim(claims.ColClaimsIDRLoadDate)},
		{"BENE_EQTBL_BIC_HICN_NUM", never(hicnGone)},
		{"CLM_ADMSN_TYPE_CD", claim(claims.ColClaimsAdmitType)},
		{"CLM_ADMSN_SRC_CD", claim(claims.ColClaimsAdmitSource)},
		{"CLM_BILL_FREQ_CD", billPart(2, "third character")},
		{"CLM_QUERY_CD", claim(claims.ColClaimsQueryCode)},
		{"DGNS_PRCDR_ICD_IND", icdOf(firstDiagnosis(claims.ColDiagnosesICDVersion))},
		{"CLM_MDCR_INSTNL_TOT_CHRG_AMT", claim(claims.ColClaimsSubmittedAmount)},
		{"CLM_MDCR_IP_PPS_CPTL_IME_AMT", amount("CLM_MDCR_IP_PPS_CPTL_IME_AMT", "clm_pps_cptl_ime_amt")},
		{"CLM_OPRTNL_IME_AMT", amount("CLM_OPRTNL_IME_AMT", "ime_op_clm_val_amt")},
		{"CLM_MDCR_IP_PPS_DSPRPRTNT_AMT", amount("CLM_MDCR_IP_PPS_DSPRPRTNT_AMT", "clm_pps_cptl_dsprprtnt_shr_amt")},
		{"CLM_HIPPS_UNCOMPD_CARE_AMT", amount("CLM_HIPPS_UNCOMPD_CARE_AMT", "clm_uncompd_care_pmt_amt")},
		{"CLM_OPRTNL_DSPRPRTNT_AMT", amount("CLM_OPRTNL_DSPRTNT_AMT", "dsh_op_clm_val_amt")},
		{"CLM_BLG_PRVDR_OSCAR_NUM", claim(claims.ColClaimsFacilityCCN)},
		{"CLM_BLG_PRVDR_NPI_NUM", claim(claims.ColClaimsBillingNPI)},
		{"CLM_OPRTG_PRVDR_NPI_NUM", claim(claims.ColClaimsOperatingNPI)},
		{"CLM_ATNDG_PRVDR_NPI_NUM", claim(claims.ColClaimsAttendingNPI)},
		{"CLM_OTHR_PRVDR_NPI_NUM", claim(claims.ColClaimsOtherNPI)},
		{"CLM_CNTL_NUM", claim(claims.ColClaimsClaimControlNumber)},
		{"CLM_ORG_CNTL_NUM", claim(claims.ColClaimsOriginalControlNumber)},
		{"CLM_CNTRCTR_NUM", info("CLM_CNTRCTR_NUM", "", 1)},
	},
}

// facilityState is coded in v3; v2 has the state of the first line, as sent.
var facilityState = info("PRVDR_FAC_FIPS_ST_CD", "", 1).or(cell{from: "claim_lines.provider_state of the first line", value: func(r *row) claims.Value {
	if lines := r.whole.Children[claims.ClaimLines]; len(lines) > 0 && r.version() == claims.V2 {
		return lines[0][claims.ColClaimLinesProviderState]
	}
	return claims.Value{}
}})

var revenueLines = layout{
	file: "CCLF2", title: "Part A claims revenue center detail", rowIs: "one line of an institutional claim, total lines 0001 too",
	fields: []field{
		{"CUR_CLM_UNIQ_ID", claimNumber},
		{"CLM_LINE_NUM", line(claims.ColClaimLinesClaimLineNumber)},
		{"BENE_MBI_ID", mbi},
		{"BENE_HIC_NUM", never(hicnGone)},
		{"CLM_TYPE_CD", claim(claims.ColClaimsClaimTypeCode)},
		{"CLM_LINE_FROM_DT", line(claims.ColClaimLinesServiceFrom)},
		{"CLM_LINE_THRU_DT", line(claims.ColClaimLinesServiceThru)},
		{"CLM_LINE_PROD_REV_CTR_CD", line(claims.ColClaimLinesRevenueCode)},
		{"CLM_LINE_INSTNL_REV_CTR_DT", line(claims.ColClaimLinesServiceFrom)},
		{"CLM_LINE_HCPCS_CD", line(claims.ColClaimLinesHCPCSCode)},
		{"BENE_EQTBL_BIC_HICN_NUM", never(hicnGone)},
		{"PRVDR_OSCAR_NUM", claim(claims.ColClaimsFacilityCCN)},
		{"CLM_FROM_DT", claim(claims.ColClaimsFromDate)},
		{"CLM_THRU_DT", claim(claims.ColClaimsThruDate)},
		{"CLM_LINE_SRVC_UNIT_QTY", line(claims.ColClaimLinesServiceUnits)},
		{"CLM_LINE_CVRD_PD_AMT", byVersion(line(claims.ColClaimLinesProviderPaidAmount).or(line(claims.ColClaimLinesPaidAmount)), line(claims.ColClaimLinesPaidAmount))},
		{"HCPCS_1_MDFR_CD", line(claims.ColClaimLinesModifier1)},
		{"HCPCS_2_MDFR_CD", line(claims.ColClaimLinesModifier2)},
		{"HCPCS_3_MDFR_CD", line(claims.ColClaimLinesModifier3)},
		{"HCPCS_4_MDFR_CD", line(claims.ColClaimLinesModifier4)},
		{"HCPCS_5_MDFR_CD", line(claims.ColClaimLinesModifier5)},
		{"CLM_REV_APC_HIPPS_CD", line(claims.ColClaimLinesHIPPSCode)},
		{"CLM_FAC_PRVDR_OSCAR_NUM", claim(claims.ColClaimsFacilityCCN)},
	},
}

var procedures = layout{
	file: "CCLF3", title: "Part A procedure codes", rowIs: "one ICD procedure of an institutional claim",
	fields: []field{
		{"CUR_CLM_UNIQ_ID", claimNumber},
		{"BENE_MBI_ID", mbi},
		{"BENE_HIC_NUM", never(hicnGone)},
		{"CLM_TYPE_CD", claim(claims.ColClaimsClaimTypeCode)},
		{"CLM_VAL_SQNC_NUM", procedure(claims.ColProceduresSequence)},
		{"CLM_PRCDR_CD", procedure(claims.ColProceduresCode).mapped("without dot", undotted)},
		{"CLM_PRCDR_PRFRM_DT", procedure(claims.ColProceduresDate)},
		{"BENE_EQTBL_BIC_HICN_NUM", never(hicnGone)},
		{"PRVDR_OSCAR_NUM", claim(claims.ColClaimsFacilityCCN)},
		{"CLM_FROM_DT", claim(claims.ColClaimsFromDate)},
		{"CLM_THRU_DT", claim(claims.ColClaimsThruDate)},
		{"DGNS_PRCDR_ICD_IND", icdOf(procedure(claims.ColProceduresICDVersion))},
		{"CLM_BLG_PRVDR_OSCAR_NUM", claim(claims.ColClaimsFacilityCCN)},
	},
}

var diagnoses = layout{
	file: "CCLF4", title: "Part A diagnosis codes", rowIs: "one diagnosis of an institutional claim",
	fields: []field{
		{"CUR_CLM_UNIQ_ID", claimNumber},
		{"BENE_MBI_ID", mbi},
		{"BENE_HIC_NUM", never(hicnGone)},
		{"CLM_TYPE_CD", claim(claims.ColClaimsClaimTypeCode)},
		{"CLM_PROD_TYPE_CD", diagnosisKind},
		{"CLM_VAL_SQNC_NUM", diagnosis(claims.ColDiagnosesSequence)},
		{"CLM_DGNS_CD", diagnosis(claims.ColDiagnosesCodeNorm)},
		{"BENE_EQTBL_BIC_HICN_NUM", never(hicnGone)},
		{"PRVDR_OSCAR_NUM", claim(claims.ColClaimsFacilityCCN)},
		{"CLM_FROM_DT", claim(claims.ColClaimsFromDate)},
		{"CLM_THRU_DT", claim(claims.ColClaimsThruDate)},
		{"CLM_POA_IND", diagnosis(claims.ColDiagnosesPOA)},
		{"DGNS_PRCDR_ICD_IND", icdOf(diagnosis(claims.ColDiagnosesICDVersion))},
		{"CLM_BLG_PRVDR_OSCAR_NUM", claim(claims.ColClaimsFacilityCCN)},
	},
}

// notAMapping is why amounts of payment models and of sequestration stay empty.
const notAMapping = "the dictionaries have no BCDA field for it"

var partAExtra = layout{
	file: "CCLFA", title: "Part A claims benefit enhancement and demonstration codes", rowIs: "one institutional claim",
	fields: []field{
		{"CUR_CLM_UNIQ_ID", claimNumber},
		{"BENE_MBI_ID", mbi},
		{"BENE_HIC_NUM", never(hicnGone)},
		{"CLM_TYPE_CD", claim(claims.ColClaimsClaimTypeCode)},
		{"CLM_ACTV_CARE_FROM_DT", claim(claims.ColClaimsAdmissionDate)},
		{"CLM_NGACO_PBPMT_SW", info("CLM_NGACO_PBPMT_SW", "", 1)},
		{"CLM_NGACO_PDSCHRG_HCBS_SW", info("CLM_NGACO_PDSCHRG_HCBS_SW", "", 1)},
		{"CLM_NGACO_SNF_WVR_SW", info("CLM_NGACO_SNF_WVR_SW", "", 1)},
		{"CLM_NGACO_TLHLTH_SW", info("CLM_NGACO_TLHLTH_SW", "", 1)},
		{"CLM_NGACO_CPTATN_SW", info("CLM_NGACO_CPTATN_SW", "", 1)},
		{"CLM_DEMO_1ST_NUM", info("CLM_BNFT_ENHNCMT_CD", "", 1)},
		{"CLM_DEMO_2ND_NUM", info("CLM_BNFT_ENHNCMT_CD", "", 2)},
		{"CLM_DEMO_3RD_NUM", info("CLM_BNFT_ENHNCMT_CD", "", 3)},
		{"CLM_DEMO_4TH_NUM", info("CLM_BNFT_ENHNCMT_CD", "", 4)},
		{"CLM_DEMO_5TH_NUM", info("CLM_BNFT_ENHNCMT_CD", "", 5)},
		{"CLM_PBP_INCLSN_AMT", never(notAMapping)},
		{"CLM_PBP_RDCTN_AMT", never(notAMapping)},
		{"CLM_NGACO_CMG_WVR_SW", info("CLM_ACO_CARE_MGMT_HCBS_SW", "", 1)},
		{"CLM_INSTNL_PER_DIEM_AMT", amount("CLM_INSTNL_PER_DIEM_AMT", "clm_pass_thru_per_diem_amt")},
		{"CLM_MDCR_IP_BENE_DDCTBL_AMT", amount("CLM_MDCR_IP_BENE_DDCTBL_AMT", "nch_bene_ip_ddctbl_amt")},
		{"CLM_MDCR_COINSRNC_AMT", claim(claims.ColClaimsCoinsuranceAmount)},
		{"CLM_BLOOD_LBLTY_AMT", amount("CLM_BLOOD_LBLTY_AMT", "nch_bene_blood_ddctbl_lblty_am")},
		{"CLM_INSTNL_PRFNL_AMT", amount("CLM_INSTNL_PRFNL_AMT", "nch_profnl_cmpnt_chrg_amt")},
		{"CLM_NCVRD_CHRG_AMT", amount("CLM_NCVRD_CHRG_AMT", "nch_ip_ncvrd_chrg_amt")},
		{"CLM_MDCR_DDCTBL_AMT", amount("CLM_MDCR_DDCTBL_AMT", "nch_ip_tot_ddctn_amt", "nch_bene_ptb_ddctbl_amt")},
		{"CLM_RLT_COND_CD", info("CLM_RLT_COND_CD", "", 1)},
		{"CLM_OPRTNL_OUTLR_AMT", never(notAMapping)},
		{"CLM_MDCR_NEW_TECH_AMT", never(notAMapping)},
		{"CLM_ISLET_ISOLN_AMT", never(notAMapping)},
		{"CLM_SQSTRTN_RDCTN_AMT", never(notAMapping)},
		{"CLM_1_REV_CNTR_ANSI_RSN_CD", reasonPart("reason", func(_, reason string) string { return reason })},
		{"CLM_1_REV_CNTR_ANSI_GRP_CD", reasonPart("group", func(group, _ string) string { return group })},
		{"CLM_MIPS_PMT_AMT", never(notAMapping)},
	},
}
