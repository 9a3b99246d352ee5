package claims

// Where the columns come from: docs/reference/flattening.md 2.3. SI2, SI3, SIC, LA2, LA3, T2, T3, A3 and BB2 are its
// short forms for supportingInfo, item.adjudication, total, adjudication and benefitBalance.financial by code.

var claimsSpec = tableSpec{
	name: "claims", label: "Claims", rowIs: "one claim version: one ExplanationOfBenefit, or one v2 Claim with its ClaimResponse",
	columns: join(claimIdentityColumns, claimStateColumns, claimDateColumns, claimMoneyColumns, claimCodeColumns, claimProviderColumns, claimDerivedColumns),
}

var claimIdentityColumns = []Column{
	{Name: "claim_id", Label: "Claim id", CCLF: "CUR_CLM_UNIQ_ID", V2: "identifier[V2:clm_id or V2:pde_id].value", V3: "identifier[type uc].value", Meaning: "Unique claim id of CMS; the resource id where there is none. The v2 number is not the CCLF number.", Privacy: DirectIdentifier, Identifier: ClaimNumber},
	{Name: "claim_control_number", Label: "Claim control number", CCLF: "CLM_CNTL_NUM", V2: "extension[V2:carr_clm_cntl_num or V2:fi_doc_clm_cntl_num].valueIdentifier.value", V3: "identifier[CLM-CNTL-NUM].value", Meaning: "Number that the Medicare contractor gave the claim.", Privacy: DirectIdentifier, Identifier: ControlNumber},
	{Name: "original_control_number", Label: "Original control number", CCLF: "CLM_ORG_CNTL_NUM", V3: "related[prior].reference.value", Meaning: "Control number of the claim that this one corrects.", Privacy: DirectIdentifier, Identifier: ControlNumber},
	{Name: "claim_group_id", Label: "Claim group", V2: "identifier[claim-group].value", Meaning: "Number that all versions of one claim share in v2.", Privacy: DirectIdentifier, Identifier: ClaimGroup},
	{Name: "patient_id", Label: "Patient id", V2: "patient.reference", V3: "patient.reference", Meaning: "Id of the person at CMS in this BCDA version.", Privacy: DirectIdentifier, Identifier: PatientNumber},
	personKeyColumn,
	{Name: "mbi", Label: "MBI", CCLF: "BENE_MBI_ID", V2: "patient.reference -> identifier[us-mbi].value", V3: "patient.reference -> identifier[us-mbi].value", Meaning: "Current MBI of the person.", Privacy: DirectIdentifier, Identifier: MedicareNumber},
	{Name: "claim_type", Label: "Claim type", V2: "type.coding[eob-type].code", V3: "type.coding[EOB-TYPE].code", Meaning: "CARRIER, INPATIENT, OUTPATIENT, SNF, HHA, HOSPICE, DME, PDE, PRIORAUTH or UNKNOWN."},
	{Name: "claim_type_code", Label: "Claim type code", CCLF: "CLM_TYPE_CD", V2: "type.coding[V2:nch_clm_type_cd].code", V3: "type.coding[CLM-TYPE-CD].code", Meaning: "Numeric claim type of CMS, such as 71 for a physician claim."},
}

var claimStateColumns = []Column{
	{Name: "use", Label: "Use", V2: "use", V3: "use", Meaning: "claim, or preauthorization for requests that are not claims."},
	{Name: "source_system", Label: "Source system", V2: "CCW; FISS or MCS for early claims", V3: "meta.source; meta.tag[System-Type]", Meaning: "CMS system the claim came from: CCW, NCH, DDPS, FISS, MCS, VMS or CWF."},
	{Name: "final_action", Label: "Final action", V2: "status", V3: "meta.tag[Final-Action].code", Meaning: "FinalAction for the version that stands, else NotFinalAction."},
	{Name: "status", Label: "Status", V2: "status", V3: "status", Meaning: "v2: active stands, cancelled was replaced or taken back; v3: always active."},
	{Name: "adjudication", Label: "Processing", V2: "outcome", V3: "outcome", Meaning: "complete for fully processed claims, partial for early ones."},
	{Name: "adjustment_type", Label: "Adjustment type", CCLF: "CLM_ADJSMT_TYPE_CD", V2: "SI2[adjstmt_dltn_cd]", V3: "SI3[CLM_ADJSTMT_TYPE_CD]", Meaning: "v3: 0 original, 1 void, 2 replacement, 3 credit, 4 debit, 5 gross, 8 balance, 9 unknown; v2 medicines: A adjusted, D deleted."},
}

var claimDateColumns = []Column{
	{Name: "from_date", Kind: Date, Label: "From", CCLF: "CLM_FROM_DT", V2: "billablePeriod.start", V3: "billablePeriod.start", Meaning: "First day of service, as sent.", Privacy: QuasiIdentifier},
	{Name: "thru_date", Kind: Date, Label: "Through", CCLF: "CLM_THRU_DT", V2: "billablePeriod.end", V3: "billablePeriod.end", Meaning: "Last day of service, as sent.", Privacy: QuasiIdentifier},
	{Name: "effective_date", Kind: Date, Label: "Effective", CCLF: "CLM_EFCTV_DT", V3: "created", Meaning: "Day this version of the claim took effect.", Privacy: QuasiIdentifier},
	{Name: "weekly_process_date", Kind: Date, Label: "Weekly processing", CCLF: "CLM_EFCTV_DT", V2: "SIC[clmrecvddate].timingDate with V2:nch_wkly_proc_dt", V3: "SI3[CLM_NCH_WKLY_PROC_DT].timingDate", Meaning: "Friday of the weekly load that brought the claim into the national file.", Privacy: QuasiIdentifier},
	{Name: "received_date", Kind: Date, Label: "Received", V3: "SIC[clmrecvddate].timingDate", Meaning: "Day the contractor got the claim.", Privacy: QuasiIdentifier},
	{Name: "process_date", Kind: Date, Label: "Processed", V2: "extension[V2:fi_clm_proc_dt].valueDate", V3: "SI3[CLM_CMS_PROC_DT].timingDate", Meaning: "Day the claim was processed.", Privacy: QuasiIdentifier},
	{Name: "idr_load_date", Kind: Date, Label: "Loaded at CMS", CCLF: "CLM_IDR_LD_DT", V3: "SI3[CLM_IDR_LD_DT].timingDate", Meaning: "Day CMS loaded the claim into its repository; 9999-12-31 means unknown.", Privacy: QuasiIdentifier},
}

var claimMoneyColumns = []Column{
	{Name: "payment_amount", Kind: Money, Label: "Paid by Medicare", CCLF: "CLM_PMT_AMT", V2: "payment.amount.value", V3: "payment.amount.value", Meaning: "What Medicare paid for the claim; empty on medicines."},
	{Name: "payment_date", Kind: Date, Label: "Paid on", V2: "payment.date", V3: "payment.date", Meaning: "Day of payment; sent for medicines only.", Privacy: QuasiIdentifier},
	{Name: "submitted_amount", Kind: Money, Label: "Charged", CCLF: "CLM_MDCR_INSTNL_TOT_CHRG_AMT", V2: "T2[clm_tot_chrg_amt]; BB2[nch_carr_clm_sbmtd_chrg_amt]; total[drugcost]", V3: "T3[CLM_SBMT_CHRG_AMT]; T3[TOT_RX_CST_AMT]", Meaning: "What the provider charged; for medicines the total drug cost."},
	{Name: "allowed_amount", Kind: Money, Label: "Allowed", V2: "BB2[nch_carr_clm_alowd_amt], else sum of lines", V3: "T3[CLM_ALOWD_CHRG_AMT]", Meaning: "Medicare's price, the person's share included."},
	{Name: "provider_payment_amount", Kind: Money, Label: "Paid to provider", V2: "BB2[clm_op_prvdr_pmt_amt or nch_clm_prvdr_pmt_amt]", V3: "T3[CLM_PRVDR_PMT_AMT]", Meaning: "Part of the payment that went to the provider."},
	{Name: "bene_paid_amount", Kind: Money, Label: "Paid to or by person", V2: "BB2[nch_clm_bene_pmt_amt or clm_op_bene_pmt_amt]", V3: "T3[CLM_BENE_PMT_AMT or CLM_BENE_PD_AMT]", Meaning: "Part of the payment that went to, or was paid by, the person."},
	{Name: "deductible_amount", Kind: Money, Label: "Deductible", V2: "BB2[nch_bene_ip_ddctbl_amt, nch_bene_ptb_ddctbl_amt or carr_clm_cash_ddctbl_apld_amt]", V3: "T3[CLM_MDCR_DDCTBL_AMT]; A3[CLM_MDCR_IP_BENE_DDCTBL_AMT]", Meaning: "Deductible that the person owes on this claim."},
	{Name: "coinsurance_amount", Kind: Money, Label: "Coinsurance", V2: "BB2[nch_bene_pta_coinsrnc_lblty_am* or nch_bene_ptb_coinsrnc_amt]", V3: "T3[CLM_MDCR_COINSRNC_AMT]", Meaning: "Coinsurance that the person owes on this claim."},
	{Name: "primary_payer_code", Label: "Primary payer", CCLF: "CLM_NCH_PRMRY_PYR_CD", V2: "SI2[nch_prmry_pyr_cd]", V3: "SI3[CLM_NCH_PRMRY_PYR_CD]", Meaning: "Who pays before Medicare."},
	{Name: "primary_payer_amount", Kind: Money, Label: "Paid by primary payer", V2: "BB2[prpayamt]", V3: "A3[CLM_MDCR_INSTNL_PRMRY_PYR_AMT or CLM_MDCR_PRFNL_PRMRY_PYR_AMT]", Meaning: "What another payer paid first."},
	{Name: "nonpayment_reason", Label: "Reason not paid", CCLF: "CLM_MDCR_NPMT_RSN_CD", V2: "extension[V2:clm_mdcr_non_pmt_rsn_cd]", V3: "SI3[CLM_MDCR_NPMT_RSN_CD]", Meaning: "Why Medicare did not pay an institutional claim."},
	{Name: "denial_code", Label: "Denial code", CCLF: "CLM_CARR_PMT_DNL_CD", V2: "extension[V2:carr_clm_pmt_dnl_cd]", V3: "SI3[CLM_CARR_PMT_DNL_CD]", Meaning: "Payment or denial of a physician or equipment claim; 0 denied."},
	{Name: "disposition", Label: "Disposition", V2: "disposition", V3: "SI3[CLM_DISP_CD]", Meaning: "Disposition of the claim; 01 and 1 mean debit accepted."},
}

var claimCodeColumns = []Column{
	{Name: "bill_type", Label: "Bill type", CCLF: "CLM_BILL_FAC_TYPE_CD, CLM_BILL_CLSFCTN_CD, CLM_BILL_FREQ_CD", V2: "facility.extension[V2:clm_fac_type_cd] + extension[V2:clm_srvc_clsfctn_type_cd] + SI2[clm_freq_cd]", V3: "SIC[typeofbill]", Meaning: "Type of bill: facility type, classification and frequency, three characters."},
	{Name: "drg_code", Label: "DRG", CCLF: "DGNS_DRG_CD", V2: "SI2[clm_drg_cd]", V3: "SIC[drg]", Meaning: "Medicare severity diagnosis-related group, three digits."},
	{Name: "drg_outlier", Label: "DRG outlier", V3: "SI3[DGNS_DRG_OUTLIER_CD]", Meaning: "Whether the stay was an outlier of its group."},
	{Name: "admission_date", Kind: Date, Label: "Admitted", CCLF: "CLM_ACTV_CARE_FROM_DT", V2: "SIC[admissionperiod].timingPeriod.start", V3: "SIC[admissionperiod].timingPeriod.start", Meaning: "Day of admission.", Privacy: QuasiIdentifier},
	{Name: "discharge_date", Kind: Date, Label: "Discharged", V2: "SIC[admissionperiod].timingPeriod.end", V3: "SIC[admissionperiod].timingPeriod.end", Meaning: "Day of discharge.", Privacy: QuasiIdentifier},
	{Name: "admit_type", Label: "Admission type", CCLF: "CLM_ADMSN_TYPE_CD", V2: "SI2[clm_ip_admsn_type_cd]", V3: "SIC[admtype]", Meaning: "1 emergency, 2 urgent, 3 elective, 4 newborn, 5 trauma, 9 unknown."},
	{Name: "admit_source", Label: "Admission source", CCLF: "CLM_ADMSN_SRC_CD", V2: "SI2[clm_src_ip_admsn_cd]", V3: "SIC[pointoforigin]", Meaning: "Where the person came from."},
	{Name: "discharge_status", Label: "Discharge status", CCLF: "BENE_PTNT_STUS_CD", V2: "SIC[discharge-status] V2:ptnt_dschrg_stus_cd", V3: "SIC[discharge-status]", Meaning: "Where the person went, two digits: 01 home, 03 nursing facility, 20 died, 30 still a patient."},
	{Name: "query_code", Label: "Query code", CCLF: "CLM_QUERY_CD", V2: "billablePeriod.extension[V2:claim_query_cd]", V3: "SI3[CLM_QUERY_CD]", Meaning: "0 credit, 1 interim, 3 final bill, 5 debit."},
	{Name: "near_line_code", Label: "Record kind", V2: "extension[V2:nch_near_line_rec_ident_cd]", V3: "SI3[CLM_NRLN_RIC_CD]", Meaning: "Kind of record in the national file: O, V, W, M or U."},
}

var claimProviderColumns = []Column{
	{Name: "facility_npi", Label: "Facility NPI", CCLF: "FAC_PRVDR_NPI_NUM", V2: "contained[provider-org].identifier[npi].value", V3: "contained[provider].identifier[us-npi].value", Meaning: "National provider id of the facility, on institutional claims.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
	{Name: "billing_npi", Label: "Billing NPI", CCLF: "CLM_BLG_PRVDR_NPI_NUM", V2: "provider.identifier.value", V3: "contained[provider].identifier[us-npi].value", Meaning: "National provider id of who billed, or of the pharmacy.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
	{Name: "facility_ccn", Label: "Facility CCN", CCLF: "PRVDR_OSCAR_NUM", V2: "contained[provider-org].identifier[PRN].value", V3: "contained[provider].identifier[CCN].value", Meaning: "CMS certification number of the facility.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
	{Name: "provider_tax_id", Label: "Provider tax id", CCLF: "CLM_RNDRG_PRVDR_TAX_NUM", V2: "item.extension[V2:tax_num]", V3: "contained[provider].identifier[urn:oid:2.16.840.1.113883.4.4].value; item.extension[BBSD:CLM-PRVDR-TAX-NUM]", Meaning: "Tax number of the provider.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
	{Name: "attending_npi", Label: "Attending NPI", CCLF: "ATNDG_PRVDR_NPI_NUM", V2: "careTeam[attending]", V3: "careTeam[attending]", Meaning: "Provider in charge of the stay.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
	{Name: "operating_npi", Label: "Operating NPI", CCLF: "OPRTG_PRVDR_NPI_NUM", V2: "careTeam[operating]", V3: "careTeam[operating]", Meaning: "Provider who operated.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
	{Name: "other_npi", Label: "Other NPI", CCLF: "OTHR_PRVDR_NPI_NUM", V2: "careTeam[otheroperating]", V3: "careTeam[otheroperating]", Meaning: "Another provider on the claim.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
	{Name: "rendering_npi", Label: "Rendering NPI", CCLF: "RNDRG_PRVDR_NPI_NUM", V2: "careTeam[performing]", V3: "careTeam[rendering]", Meaning: "First provider who rendered a service.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
	{Name: "referring_npi", Label: "Referring NPI", V2: "careTeam[referring]", V3: "careTeam[referring]", Meaning: "Provider who referred or ordered.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
	{Name: "prescribing_npi", Label: "Prescribing NPI", CCLF: "CLM_PRSBNG_PRVDR_GNRC_ID_NUM", V2: "careTeam[prescribing]", V3: "careTeam[prescribing]", Meaning: "Provider who prescribed the medicine.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
	{Name: "principal_dx", Label: "Main diagnosis", CCLF: "PRNCPL_DGNS_CD", V2: "diagnosis[principal]", V3: "diagnosis[principal]", Meaning: "Principal diagnosis, without dot."},
	{Name: "admitting_dx", Label: "Admitting diagnosis", CCLF: "ADMTG_DGNS_CD", V2: "diagnosis[admitting]", V3: "diagnosis[admitting]", Meaning: "Diagnosis at admission, without dot."},
	{Name: "coverage_part", Label: "Coverage part", V2: "insurance.coverage.reference", V3: "insurance.coverage.display", Meaning: "Coverage named on the claim, as sent; in v2 it holds the patient id.", Privacy: DirectIdentifier, Identifier: FreeText},
	{Name: "contract_number", Label: "Plan contract", V2: "insurance.coverage.extension[V2:plan_cntrct_rec_id]", V3: "SI3[CLM_SBMTR_CNTRCT_NUM]", Meaning: "Contract of the medicines plan.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
	{Name: "pbp_number", Label: "Plan number", V2: "insurance.coverage.extension[V2:plan_pbp_rec_num]", V3: "SI3[CLM_SBMTR_CNTRCT_PBP_NUM]", Meaning: "Benefit package of the medicines plan.", Privacy: QuasiIdentifier, Identifier: ProviderOrPlan},
}

var claimDerivedColumns = []Column{
	{Name: "is_current", Kind: Bool, Label: "Current version", Meaning: "True for the one version of the claim that stands."},
	{Name: "superseded_by", Label: "Replaced by", Meaning: "Resource id of the version that replaced this one.", Privacy: DirectIdentifier, Identifier: ClaimResource},
	{Name: "dq_flags", Label: "Data notes", Meaning: "Oddities as sent: reversed_period, future_date, default_date, possible_duplicate, stale, not_in_latest_full."},
	{Name: "line_count", Kind: Int, Label: "Lines", Meaning: "Number of claim lines."},
	{Name: "last_updated", Kind: Timestamp, Label: "Changed at CMS", V2: "meta.lastUpdated", V3: "meta.lastUpdated", Meaning: "When CMS last changed the resource; 9999-12-31 in test data means unknown."},
}
