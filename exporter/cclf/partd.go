package cclf

import "github.com/claimsdesk/claimsdesk/claims"

// Part D: medicines.
var drugLines = layout{
	file: "CCLF7", title: "Part D prescription drug events", rowIs: "one line of a drug claim",
	fields: []field{
		{"CUR_CLM_UNIQ_ID", claimNumber},
		{"BENE_MBI_ID", mbi},
		{"BENE_HIC_NUM", never(hicnGone)},
		{"CLM_LINE_NDC_CD", line(claims.ColClaimLinesNDCCode)},
		{"CLM_TYPE_CD", drugType},
		{"CLM_LINE_FROM_DT", line(claims.ColClaimLinesServiceFrom)},
		{"PRVDR_SRVC_ID_QLFYR_CD", qualifier((*beyond).pharmacy, claims.ColClaimsBillingNPI)},
		{"CLM_SRVC_PRVDR_GNRC_ID_NUM", number((*beyond).pharmacy, claims.ColClaimsBillingNPI)},
		{"CLM_DSPNSNG_STUS_CD", info("CLM_DSPNSNG_STUS_CD", "dspnsng_stus_cd", 1)},
		{"CLM_DAW_PROD_SLCTN_CD", line(claims.ColClaimLinesDaw)},
		{"CLM_LINE_SRVC_UNIT_QTY", line(claims.ColClaimLinesServiceUnits).or(line(claims.ColClaimLinesNDCQuantity))},
		{"CLM_LINE_DAYS_SUPLY_QTY", line(claims.ColClaimLinesDaysSupply)},
		{"PRVDR_PRSBNG_ID_QLFYR_CD", qualifier((*beyond).prescriber, claims.ColClaimsPrescribingNPI)},
		{"CLM_PRSBNG_PRVDR_GNRC_ID_NUM", number((*beyond).prescriber, claims.ColClaimsPrescribingNPI)},
		{"CLM_LINE_BENE_PMT_AMT", line(claims.ColClaimLinesBeneResponsibility)},
		{"CLM_ADJSMT_TYPE_CD", adjustment},
		{"CLM_EFCTV_DT", effective},
		{"CLM_IDR_LD_DT", claim(claims.ColClaimsIDRLoadDate)},
		{"CLM_LINE_RX_SRVC_RFRNC_NUM", line(claims.ColClaimLinesRxNumber)},
		{"CLM_LINE_RX_FILL_NUM", line(claims.ColClaimLinesFillNumber)},
		{"CLM_PHRMCY_SRVC_TYPE_CD", info("CLM_PHRMCY_SRVC_TYPE_CD", "phrmcy_srvc_type_cd", 1)},
	},
}
