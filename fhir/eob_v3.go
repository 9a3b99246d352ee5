package fhir

import "github.com/claimsdesk/claimsdesk/claims"

// Code systems that v3 takes from other publishers.
const (
	hcpcsCodes   = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
	cptCodes     = "http://www.ama-assn.org/go/cpt"
	hippsCodes   = "https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/ProspMedicareFeeSvcPmtGen/HIPPSCodes"
	placeCodes   = "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set"
	drgCodes     = "https://www.cms.gov/Medicare/Medicare-Fee-for-Service-Payment/AcuteInpatientPPS/MS-DRG-Classifications-and-Software"
	dawCodes     = hl7Codes + "NCPDPDispensedAsWrittenOrProductSelectionCode"
	ccnSystem    = "http://terminology.hl7.org/NamingSystem/CCN"
	taxSystem    = "urn:oid:2.16.840.1.113883.4.4"
	controlIdent = "https://bluebutton.cms.gov/identifiers/CLM-CNTL-NUM"
)

// claimRulesV3 says where BCDA v3 carries the columns of claims (docs/reference/flattening.md 2.3). What is worked out
// from several places (claim type, bill type, providers) is not here but in the functions of this package.
var claimRulesV3 = []rule{
	{column: claims.ColClaimsClaimID, from: where{place: atIdentifierType, entry: selector{carinCodes + "C4BBIdentifierType", "uc"}}},
	{column: claims.ColClaimsClaimControlNumber, from: ident(controlIdent)},
	{column: claims.ColClaimsClaimControlNumber, from: ident(cmsCodes + "CLM-CNTL-NUM")},
	{column: claims.ColClaimsClaimTypeCode, from: in(atType, cmsCodes+"CLM-TYPE-CD")},
	{column: claims.ColClaimsSourceSystem, from: where{place: atSource}},
	{column: claims.ColClaimsSourceSystem, from: in(atTag, cmsCodes+"System-Type"), tidy: sourceOfSystemType},
	{column: claims.ColClaimsFinalAction, from: in(atTag, cmsCodes+"Final-Action")},
	{column: claims.ColClaimsAdjustmentType, from: si3("CLM_ADJSTMT_TYPE_CD")},

	{column: claims.ColClaimsWeeklyProcessDate, from: si3("CLM_NCH_WKLY_PROC_DT")},
	{column: claims.ColClaimsReceivedDate, from: sic("clmrecvddate")},
	{column: claims.ColClaimsProcessDate, from: si3("CLM_CMS_PROC_DT")},
	{column: claims.ColClaimsIDRLoadDate, from: si3("CLM_IDR_LD_DT")},

	{column: claims.ColClaimsSubmittedAmount, from: t3("CLM_SBMT_CHRG_AMT")},
	{column: claims.ColClaimsSubmittedAmount, from: t3("TOT_RX_CST_AMT")},
	{column: claims.ColClaimsAllowedAmount, from: t3("CLM_ALOWD_CHRG_AMT")},
	{column: claims.ColClaimsProviderPaymentAmount, from: t3("CLM_PRVDR_PMT_AMT")},
	{column: claims.ColClaimsBenePaidAmount, from: t3("CLM_BENE_PMT_AMT")},
	{column: claims.ColClaimsBenePaidAmount, from: t3("CLM_BENE_PD_AMT")},
	{column: claims.ColClaimsBenePaidAmount, from: t3("CLM_MDCR_INSTNL_BENE_PD_AMT")}, // the name on facility claims
	{column: claims.ColClaimsBenePaidAmount, from: a3("CLM_BENE_PD_AMT")},             // the place in the dictionary, row 176
	{column: claims.ColClaimsDeductibleAmount, from: t3("CLM_MDCR_DDCTBL_AMT")},
	{column: claims.ColClaimsDeductibleAmount, from: a3("CLM_MDCR_IP_BENE_DDCTBL_AMT")},
	{column: claims.ColClaimsCoinsuranceAmount, from: t3("CLM_MDCR_COINSRNC_AMT")},
	{column: claims.ColClaimsPrimaryPayerCode, from: si3("CLM_NCH_PRMRY_PYR_CD")},
	{column: claims.ColClaimsPrimaryPayerAmount, from: a3("CLM_MDCR_INSTNL_PRMRY_PYR_AMT")},
	{column: claims.ColClaimsPrimaryPayerAmount, from: a3("CLM_MDCR_PRFNL_PRMRY_PYR_AMT")},
	{column: claims.ColClaimsNonpaymentReason, from: si3("CLM_MDCR_NPMT_RSN_CD")},
	{column: claims.ColClaimsDenialCode, from: si3("CLM_CARR_PMT_DNL_CD")},
	{column: claims.ColClaimsDisposition, from: si3("CLM_DISP_CD")},

	{column: claims.ColClaimsDRGCode, from: sic("drg").codeSystem(drgCodes), tidy: threeDigits},
	{column: claims.ColClaimsDRGCode, from: sic("drg"), tidy: threeDigits},
	{column: claims.ColClaimsDRGOutlier, from: si3("DGNS_DRG_OUTLIER_CD")},
	{column: claims.ColClaimsAdmissionDate, from: sic("admissionperiod").start()},
	{column: claims.ColClaimsDischargeDate, from: sic("admissionperiod").end()},
	{column: claims.ColClaimsAdmitType, from: sic("admtype")},
	{column: claims.ColClaimsAdmitSource, from: sic("pointoforigin")},
	{column: claims.ColClaimsDischargeStatus, from: sic("discharge-status"), tidy: twoDigits},
	{column: claims.ColClaimsQueryCode, from: si3("CLM_QUERY_CD")},
	{column: claims.ColClaimsNearLineCode, from: si3("CLM_NRLN_RIC_CD").orCoded(cmsCodes + "CLM-NRLN-RIC-CD")},

	{column: claims.ColClaimsContractNumber, from: si3("CLM_SBMTR_CNTRCT_NUM")},
	{column: claims.ColClaimsPBPNumber, from: si3("CLM_SBMTR_CNTRCT_PBP_NUM")},
}

// lineRulesV3 says where BCDA v3 carries the columns of claim_lines (flattening.md 2.4).
var lineRulesV3 = []rule{
	{column: claims.ColClaimLinesRevenueCode, from: in(atLineRevenue, cmsCodes+"CLM-REV-CNTR-CD"), tidy: fourDigits},
	{column: claims.ColClaimLinesDdctblCoinsrncCode, from: in(atLineRevenue, cmsCodes+"CLM-DDCTBL-COINSRNC-CD")},
	{column: claims.ColClaimLinesHCPCSCode, from: in(atLineProduct, cptCodes)},
	{column: claims.ColClaimLinesHCPCSCode, from: in(atLineProduct, hcpcsCodes)},
	{column: claims.ColClaimLinesHIPPSCode, from: in(atLineProduct, hippsCodes)},
	{column: claims.ColClaimLinesServiceUnits, from: where{place: atLineQuantity}},
	{column: claims.ColClaimLinesMtusCount, from: v3LineExt("CLM-LINE-PRFNL-MTUS-CNT")},
	{column: claims.ColClaimLinesMtusIndicator, from: v3LineExt("CLM-MTUS-IND-CD")},
	{column: claims.ColClaimLinesPlaceOfService, from: in(atLineLocation, placeCodes)},
	{column: claims.ColClaimLinesTypeOfService, from: v3LineExt("CLM-FED-TYPE-SRVC-CD")},

	{column: claims.ColClaimLinesSubmittedAmount, from: la3("CLM_LINE_SBMT_CHRG_AMT")},
	{column: claims.ColClaimLinesSubmittedAmount, from: la3("TOT_RX_CST_AMT")},
	{column: claims.ColClaimLinesAllowedAmount, from: la3("CLM_LINE_ALOWD_CHRG_AMT")},
	{column: claims.ColClaimLinesPaidAmount, from: la3("CLM_LINE_CVRD_PD_AMT")},
	{column: claims.ColClaimLinesPaidAmount, from: where{place: atLineAdjudication, entry: selector{hl7Codes + "adjudication", "benefit"}}, only: pharmacy}, // as the dictionary has it
	{column: claims.ColClaimLinesProviderPaidAmount, from: la3("CLM_LINE_PRVDR_PMT_AMT")},
	{column: claims.ColClaimLinesBeneResponsibility, from: la3("CLM_LINE_BENE_PMT_AMT")},
	{column: claims.ColClaimLinesDeductibleAmount, from: la3("CLM_LINE_MDCR_DDCTBL_AMT")},
	{column: claims.ColClaimLinesCoinsuranceAmount, from: la3("CLM_LINE_MDCR_COINSRNC_AMT")},
	{column: claims.ColClaimLinesCoinsuranceAmount, from: la3("CLM_LINE_INSTNL_ADJSTD_AMT"), only: institutional},
	{column: claims.ColClaimLinesNoncoveredAmount, from: la3("CLM_LINE_NCVRD_CHRG_AMT")},
	{column: claims.ColClaimLinesProcessingCode, from: v3LineExt("CLM-PRCSG-IND-CD")},
	{column: claims.ColClaimLinesSpecialty, from: v3LineExt("CLM-PRVDR-SPCLTY-CD")},
	{column: claims.ColClaimLinesParticipation, from: v3LineExt("CLM-RNDRG-PRVDR-PRTCPTG-CD")},
	{column: claims.ColClaimLinesProviderState, from: si3("RNDRG_PRVDR_FIPS_ST_CD").pointed()},
	{column: claims.ColClaimLinesProviderState, from: si3("PRVDR_FAC_FIPS_ST_CD"), only: institutional},

	{column: claims.ColClaimLinesDaysSupply, from: sic("dayssupply"), only: pharmacy},
	{column: claims.ColClaimLinesFillNumber, from: sic("refillnum"), only: pharmacy},
	{column: claims.ColClaimLinesCompound, from: sic("compoundcode"), only: pharmacy},
	{column: claims.ColClaimLinesDaw, from: sic("dawcode").orCoded(dawCodes), only: pharmacy},
	{column: claims.ColClaimLinesBrandGeneric, from: sic("brandgenericindicator"), only: pharmacy},
	{column: claims.ColClaimLinesRxNumber, from: si3("CLM_LINE_RX_NUM"), only: pharmacy},
	{column: claims.ColClaimLinesLicsAmount, from: la3("CLM_LINE_LIS_AMT")},
	{column: claims.ColClaimLinesPlroAmount, from: la3("CLM_LINE_PLRO_AMT")},
	{column: claims.ColClaimLinesOtherTroopAmount, from: t3("CLM_OTHR_TP_PD_AMT"), only: pharmacy},
	{column: claims.ColClaimLinesGdcBelowAmount, from: la3("CLM_LINE_GRS_BLW_THRSHLD_AMT")},
	{column: claims.ColClaimLinesGdcAboveAmount, from: la3("CLM_LINE_GRS_ABOVE_THRSHLD_AMT")},
	{column: claims.ColClaimLinesGapDiscountAmount, from: la3("CLM_LINE_RPTD_GAP_DSCNT_AMT")},
}

// sourceOfSystemType names the source where meta.source is missing; the shared systems cannot be told apart then.
func sourceOfSystemType(systemType string) string {
	if systemType == "NationalClaimsHistory" {
		return "NCH"
	}
	return systemType
}
