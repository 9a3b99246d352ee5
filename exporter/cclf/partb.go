package cclf

import (
	"fmt"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Part B: physicians, suppliers and equipment. The feed has no file of their claims, only of lines, so a claim without lines
// has no row.

var physicianLines = layout{
	file: "CCLF5", title: "Part B physicians", rowIs: "one line of a carrier claim",
	fields: slices.Concat(
		[]field{
			{"CUR_CLM_UNIQ_ID", claimNumber},
			{"CLM_LINE_NUM", line(claims.ColClaimLinesClaimLineNumber)},
			{"BENE_MBI_ID", mbi},
			{"BENE_HIC_NUM", never(hicnGone)},
			{"CLM_TYPE_CD", claim(claims.ColClaimsClaimTypeCode)},
			{"CLM_FROM_DT", claim(claims.ColClaimsFromDate)},
			{"CLM_THRU_DT", claim(claims.ColClaimsThruDate)},
			{"RNDRG_PRVDR_TYPE_CD", beyondLine("carr_line_prvdr_type_cd of the line's provider, CLM-PRVDR-TYPE-CD of the line", func(i *item, b *beyond) string {
				if code := i.extension("CLM-PRVDR-TYPE-CD"); code != "" {
					return code
				}
				return i.renderer(b, "carr_line_prvdr_type_cd")
			})},
			{"RNDRG_PRVDR_FIPS_ST_CD", line(claims.ColClaimLinesProviderState)},
			{"CLM_PRVDR_SPCLTY_CD", line(claims.ColClaimLinesSpecialty)},
			{"CLM_FED_TYPE_SRVC_CD", line(claims.ColClaimLinesTypeOfService)},
			{"CLM_POS_CD", line(claims.ColClaimLinesPlaceOfService).twoDigits()},
			{"CLM_LINE_FROM_DT", line(claims.ColClaimLinesServiceFrom)},
			{"CLM_LINE_THRU_DT", line(claims.ColClaimLinesServiceThru)},
			{"CLM_LINE_HCPCS_CD", line(claims.ColClaimLinesHCPCSCode)},
			{"CLM_LINE_CVRD_PD_AMT", line(claims.ColClaimLinesPaidAmount)},
			{"CLM_LINE_PRMRY_PYR_CD", linePayer},
			{"CLM_LINE_DGNS_CD", line(claims.ColClaimLinesLineDx)},
			{"CLM_RNDRG_PRVDR_TAX_NUM", lineTax},
			{"RNDRG_PRVDR_NPI_NUM", line(claims.ColClaimLinesRenderingNPI)},
			{"CLM_CARR_PMT_DNL_CD", claim(claims.ColClaimsDenialCode)},
			{"CLM_PRCSG_IND_CD", line(claims.ColClaimLinesProcessingCode)},
			{"CLM_ADJSMT_TYPE_CD", adjustment.lackingInV2(notSent)},
			{"CLM_EFCTV_DT", effective},
			{"CLM_IDR_LD_DT", claim(claims.ColClaimsIDRLoadDate)},
			{"CLM_CNTL_NUM", claim(claims.ColClaimsClaimControlNumber)},
			{"BENE_EQTBL_BIC_HICN_NUM", never(hicnGone)},
			{"CLM_LINE_ALOWD_CHRG_AMT", line(claims.ColClaimLinesAllowedAmount)},
			{"CLM_LINE_SRVC_UNIT_QTY", line(claims.ColClaimLinesServiceUnits)},
			{"HCPCS_1_MDFR_CD", line(claims.ColClaimLinesModifier1)},
			{"HCPCS_2_MDFR_CD", line(claims.ColClaimLinesModifier2)},
			{"HCPCS_3_MDFR_CD", line(claims.ColClaimLinesModifier3)},
			{"HCPCS_4_MDFR_CD", line(claims.ColClaimLinesModifier4)},
			{"HCPCS_5_MDFR_CD", line(claims.ColClaimLinesModifier5)},
			{"CLM_DISP_CD", claim(claims.ColClaimsDisposition).twoDigits()},
		},
		numberedDiagnoses(1, 8),
		[]field{{"DGNS_PRCDR_ICD_IND", icdOf(firstDiagnosis(claims.ColDiagnosesICDVersion))}},
		numberedDiagnoses(9, 12),
		[]field{
			{"HCPCS_BETOS_CD", line(claims.ColClaimLinesBetos)},
			{"CLM_RNDRG_PRVDR_NPI_NUM", line(claims.ColClaimLinesRenderingNPI)},
			{"CLM_RFRG_PRVDR_NPI_NUM", referrer},
			{"CLM_CNTRCTR_NUM", info("CLM_CNTRCTR_NUM", "", 1)},
		},
	),
}

func numberedDiagnoses(first, last int) []field {
	var fields []field
	for n := first; n <= last; n++ {
		fields = append(fields, field{fmt.Sprintf("CLM_DGNS_%d_CD", n), numberedDiagnosis(claims.ColDiagnosesCodeNorm, n)})
	}
	return fields
}

// linePayer is who pays before Medicare for the line.
var linePayer = beyondLine("line_bene_prmry_pyr_cd, CLM-PRMRY-PYR-CD", func(i *item, _ *beyond) string {
	return i.extension("line_bene_prmry_pyr_cd", "CLM-PRMRY-PYR-CD")
})

// referrer is who referred or ordered: a member of the care team, in v2 also the claim's referral.
var referrer = claim(claims.ColClaimsReferringNPI).or(cell{from: "resource: referral.identifier", value: func(r *row) claims.Value {
	if r.beyond == nil || !r.beyond.Referral.Identifier.Type.has("npi") {
		return claims.Value{}
	}
	return claims.TextValue(r.beyond.Referral.Identifier.Value)
}})

var equipmentLines = layout{
	file: "CCLF6", title: "Part B DME", rowIs: "one line of an equipment claim",
	fields: []field{
		{"CUR_CLM_UNIQ_ID", claimNumber},
		{"CLM_LINE_NUM", line(claims.ColClaimLinesClaimLineNumber)},
		{"BENE_MBI_ID", mbi},
		{"BENE_HIC_NUM", never(hicnGone)},
		{"CLM_TYPE_CD", claim(claims.ColClaimsClaimTypeCode)},
		{"CLM_FROM_DT", claim(claims.ColClaimsFromDate)},
		{"CLM_THRU_DT", claim(claims.ColClaimsThruDate)},
		{"CLM_FED_TYPE_SRVC_CD", line(claims.ColClaimLinesTypeOfService)},
		{"CLM_POS_CD", line(claims.ColClaimLinesPlaceOfService).twoDigits()},
		{"CLM_LINE_FROM_DT", line(claims.ColClaimLinesServiceFrom)},
		{"CLM_LINE_THRU_DT", line(claims.ColClaimLinesServiceThru)},
		{"CLM_LINE_HCPCS_CD", line(claims.ColClaimLinesHCPCSCode)},
		{"CLM_LINE_CVRD_PD_AMT", line(claims.ColClaimLinesPaidAmount)},
		{"CLM_PRMRY_PYR_CD", linePayer},
		{"PAYTO_PRVDR_NPI_NUM", claim(claims.ColClaimsBillingNPI)},
		{"ORDRG_PRVDR_NPI_NUM", referrer},
		{"CLM_CARR_PMT_DNL_CD", claim(claims.ColClaimsDenialCode)},
		{"CLM_PRCSG_IND_CD", line(claims.ColClaimLinesProcessingCode)},
		{"CLM_ADJSMT_TYPE_CD", adjustment.lackingInV2(notSent)},
		{"CLM_EFCTV_DT", effective},
		{"CLM_IDR_LD_DT", claim(claims.ColClaimsIDRLoadDate)},
		{"CLM_CNTL_NUM", claim(claims.ColClaimsClaimControlNumber)},
		{"BENE_EQTBL_BIC_HICN_NUM", never(hicnGone)},
		{"CLM_LINE_ALOWD_CHRG_AMT", line(claims.ColClaimLinesAllowedAmount)},
		{"CLM_DISP_CD", claim(claims.ColClaimsDisposition).twoDigits()},
		{"CLM_BLG_PRVDR_NPI_NUM", claim(claims.ColClaimsBillingNPI)},
		{"CLM_RFRG_PRVDR_NPI_NUM", referrer},
	},
}

var partBExtra = layout{
	file: "CCLFB", title: "Part B claims benefit enhancement and demonstration codes", rowIs: "one line of a carrier or equipment claim",
	fields: []field{
		{"CUR_CLM_UNIQ_ID", claimNumber},
		{"CLM_LINE_NUM", line(claims.ColClaimLinesClaimLineNumber)},
		{"BENE_MBI_ID", mbi},
		{"BENE_HIC_NUM", never(hicnGone)},
		{"CLM_TYPE_CD", claim(claims.ColClaimsClaimTypeCode)},
		{"CLM_LINE_NGACO_PBPMT_SW", pointedFact("CLM_LINE_NGACO_PBPMT_SW", 1)},
		{"CLM_LINE_NGACO_PDSCHRG_HCBS_SW", pointedFact("CLM_LINE_NGACO_PDSCHRG_HCBS_SW", 1)},
		{"CLM_LINE_NGACO_SNF_WVR_SW", pointedFact("CLM_LINE_NGACO_SNF_WVR_SW", 1)},
		{"CLM_LINE_NGACO_TLHLTH_SW", pointedFact("CLM_LINE_NGACO_TLHLTH_SW", 1)},
		{"CLM_LINE_NGACO_CPTATN_SW", pointedFact("CLM_LINE_NGACO_CPTATN_SW", 1)},
		{"CLM_DEMO_1ST_NUM", pointedFact("CLM_BNFT_ENHNCMT_CD", 1)},
		{"CLM_DEMO_2ND_NUM", pointedFact("CLM_BNFT_ENHNCMT_CD", 2)},
		{"CLM_DEMO_3RD_NUM", pointedFact("CLM_BNFT_ENHNCMT_CD", 3)},
		{"CLM_DEMO_4TH_NUM", pointedFact("CLM_BNFT_ENHNCMT_CD", 4)},
		{"CLM_DEMO_5TH_NUM", pointedFact("CLM_BNFT_ENHNCMT_CD", 5)},
		{"CLM_PBP_INCLSN_AMT", never(notAMapping)},
		{"CLM_PBP_RDCTN_AMT", never(notAMapping)},
		{"CLM_NGACO_CMG_WVR_SW", pointedFact("CLM_LINE_ACO_CARE_MGMT_HCBS_SW", 1)},
		{"CLM_MDCR_DDCTBL_AMT", line(claims.ColClaimLinesDeductibleAmount)},
		{"CLM_SQSTRTN_RDCTN_AMT", never(notAMapping)},
		{"CLM_LINE_CARR_HPSA_SCRCTY_CD", beyondLine("CLM-LINE-CARR-HPSA-SCRCTY-CD", func(i *item, _ *beyond) string {
			return i.extension("CLM-LINE-CARR-HPSA-SCRCTY-CD")
		}).lackingInV2(notInV2)},
	},
}
