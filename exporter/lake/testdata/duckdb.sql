-- Tables over this folder for DuckDB 1.1 or later, made by ClaimsDesk 1.2. Each run writes this file anew.
-- Start DuckDB in this folder and read the file: duckdb claims.duckdb -c ".read ddl/duckdb.sql"
-- From elsewhere, SET file_search_path to this folder first. The views read the files as they are when you ask.

CREATE OR REPLACE VIEW beneficiaries AS
SELECT
	"api_version",
	"fhir_id",
	"patient_id",
	"person_key",
	"mbi",
	"bene_id",
	"first_name",
	"middle_name",
	"last_name",
	"birth_date",
	"death_date",
	"death_flag",
	"sex_code",
	"race_code",
	"race",
	"address_line1",
	"address_line2",
	"address_line3",
	"address_line4",
	"address_line5",
	"address_line6",
	"city",
	"state",
	"zip5",
	"language",
	"dual_status_01",
	"dual_status_02",
	"dual_status_03",
	"dual_status_04",
	"dual_status_05",
	"dual_status_06",
	"dual_status_07",
	"dual_status_08",
	"dual_status_09",
	"dual_status_10",
	"dual_status_11",
	"dual_status_12",
	"reference_year",
	"replaced_by",
	"last_updated",
	"file_name",
	"export_id",
	"ingested_at"
FROM read_parquet('beneficiaries/*.parquet');
COMMENT ON VIEW beneficiaries IS 'People: one FHIR Patient resource';
COMMENT ON COLUMN beneficiaries."api_version" IS 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.';
COMMENT ON COLUMN beneficiaries."fhir_id" IS 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.';
COMMENT ON COLUMN beneficiaries."patient_id" IS 'Patient id. Id of the person at CMS in this BCDA version; v2 and v3 numbers are unrelated.';
COMMENT ON COLUMN beneficiaries."person_key" IS 'Person key. Key of the person on this computer; the same for all MBIs and both BCDA versions.';
COMMENT ON COLUMN beneficiaries."mbi" IS 'MBI. Current Medicare Beneficiary Identifier.';
COMMENT ON COLUMN beneficiaries."bene_id" IS 'CCW beneficiary id. Number of the person in the Chronic Conditions Warehouse.';
COMMENT ON COLUMN beneficiaries."first_name" IS 'First name. First given name.';
COMMENT ON COLUMN beneficiaries."middle_name" IS 'Middle name. Second given name or initial.';
COMMENT ON COLUMN beneficiaries."last_name" IS 'Last name. Family name.';
COMMENT ON COLUMN beneficiaries."birth_date" IS 'Birth date. Date of birth.';
COMMENT ON COLUMN beneficiaries."death_date" IS 'Death date. Date of death known to CMS.';
COMMENT ON COLUMN beneficiaries."death_flag" IS 'Died. True where CMS knows the person died, with or without a date.';
COMMENT ON COLUMN beneficiaries."sex_code" IS 'Sex. 1 male, 2 female, 0 unknown, as CCLF writes it.';
COMMENT ON COLUMN beneficiaries."race_code" IS 'Race code. Race as CCLF codes it: 0 unknown, 1 white, 2 black, 3 other, 4 Asian, 5 Hispanic, 6 native.';
COMMENT ON COLUMN beneficiaries."race" IS 'Race. Race or ethnicity in words, as sent.';
COMMENT ON COLUMN beneficiaries."address_line1" IS 'Address line 1. Line 1 of the mailing address.';
COMMENT ON COLUMN beneficiaries."address_line2" IS 'Address line 2. Line 2 of the mailing address.';
COMMENT ON COLUMN beneficiaries."address_line3" IS 'Address line 3. Line 3 of the mailing address.';
COMMENT ON COLUMN beneficiaries."address_line4" IS 'Address line 4. Line 4 of the mailing address.';
COMMENT ON COLUMN beneficiaries."address_line5" IS 'Address line 5. Line 5 of the mailing address.';
COMMENT ON COLUMN beneficiaries."address_line6" IS 'Address line 6. Line 6 of the mailing address.';
COMMENT ON COLUMN beneficiaries."city" IS 'City. City of the mailing address.';
COMMENT ON COLUMN beneficiaries."state" IS 'State. State of the mailing address: postal code, in old synthetic data the Social Security number code.';
COMMENT ON COLUMN beneficiaries."zip5" IS 'ZIP. First five digits of the postal code.';
COMMENT ON COLUMN beneficiaries."language" IS 'Language. Preferred language, as a language tag.';
COMMENT ON COLUMN beneficiaries."dual_status_01" IS 'Medicaid status month 01. Medicare and Medicaid status in month 1 of the reference year.';
COMMENT ON COLUMN beneficiaries."dual_status_02" IS 'Medicaid status month 02. Medicare and Medicaid status in month 2 of the reference year.';
COMMENT ON COLUMN beneficiaries."dual_status_03" IS 'Medicaid status month 03. Medicare and Medicaid status in month 3 of the reference year.';
COMMENT ON COLUMN beneficiaries."dual_status_04" IS 'Medicaid status month 04. Medicare and Medicaid status in month 4 of the reference year.';
COMMENT ON COLUMN beneficiaries."dual_status_05" IS 'Medicaid status month 05. Medicare and Medicaid status in month 5 of the reference year.';
COMMENT ON COLUMN beneficiaries."dual_status_06" IS 'Medicaid status month 06. Medicare and Medicaid status in month 6 of the reference year.';
COMMENT ON COLUMN beneficiaries."dual_status_07" IS 'Medicaid status month 07. Medicare and Medicaid status in month 7 of the reference year.';
COMMENT ON COLUMN beneficiaries."dual_status_08" IS 'Medicaid status month 08. Medicare and Medicaid status in month 8 of the reference year.';
COMMENT ON COLUMN beneficiaries."dual_status_09" IS 'Medicaid status month 09. Medicare and Medicaid status in month 9 of the reference year.';
COMMENT ON COLUMN beneficiaries."dual_status_10" IS 'Medicaid status month 10. Medicare and Medicaid status in month 10 of the reference year.';
COMMENT ON COLUMN beneficiaries."dual_status_11" IS 'Medicaid status month 11. Medicare and Medicaid status in month 11 of the reference year.';
COMMENT ON COLUMN beneficiaries."dual_status_12" IS 'Medicaid status month 12. Medicare and Medicaid status in month 12 of the reference year.';
COMMENT ON COLUMN beneficiaries."reference_year" IS 'Reference year. Year that the twelve Medicaid months speak of.';
COMMENT ON COLUMN beneficiaries."replaced_by" IS 'Replaced by. Patient id that this record was merged into.';
COMMENT ON COLUMN beneficiaries."last_updated" IS 'Changed at CMS. When CMS last changed the resource; 9999-12-31 in test data means unknown.';
COMMENT ON COLUMN beneficiaries."file_name" IS 'File. Name of the file that the row came in with.';
COMMENT ON COLUMN beneficiaries."export_id" IS 'Export. Number of the export job at CMS, or of the import, that the row came in with.';
COMMENT ON COLUMN beneficiaries."ingested_at" IS 'Read at. When the row was stored on this computer (UTC).';

CREATE OR REPLACE VIEW beneficiary_mbis AS
SELECT
	"api_version",
	"fhir_id",
	"patient_id",
	"person_key",
	"mbi",
	"is_current",
	"effective_date",
	"obsolete_date",
	"source_order",
	"file_name",
	"export_id",
	"ingested_at"
FROM read_parquet('beneficiary_mbis/*.parquet');
COMMENT ON VIEW beneficiary_mbis IS 'MBIs: one MBI of one Patient resource';
COMMENT ON COLUMN beneficiary_mbis."api_version" IS 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.';
COMMENT ON COLUMN beneficiary_mbis."fhir_id" IS 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.';
COMMENT ON COLUMN beneficiary_mbis."patient_id" IS 'Patient id. Id of the person at CMS in this BCDA version.';
COMMENT ON COLUMN beneficiary_mbis."person_key" IS 'Person key. Key of the person on this computer; the same for all MBIs and both BCDA versions.';
COMMENT ON COLUMN beneficiary_mbis."mbi" IS 'MBI. A present or past Medicare Beneficiary Identifier.';
COMMENT ON COLUMN beneficiary_mbis."is_current" IS 'Current. True for the MBI in use now.';
COMMENT ON COLUMN beneficiary_mbis."effective_date" IS 'Valid from. First day of the MBI, as sent.';
COMMENT ON COLUMN beneficiary_mbis."obsolete_date" IS 'Valid to. Last day of the MBI, as sent; periods can be reversed.';
COMMENT ON COLUMN beneficiary_mbis."source_order" IS 'Place. Place of the MBI in the resource, from 1.';
COMMENT ON COLUMN beneficiary_mbis."file_name" IS 'File. Name of the file that the row came in with.';
COMMENT ON COLUMN beneficiary_mbis."export_id" IS 'Export. Number of the export job at CMS, or of the import, that the row came in with.';
COMMENT ON COLUMN beneficiary_mbis."ingested_at" IS 'Read at. When the row was stored on this computer (UTC).';

CREATE OR REPLACE VIEW coverage AS
SELECT
	"api_version",
	"fhir_id",
	"coverage_id",
	"patient_id",
	"person_key",
	"mbi",
	"part",
	"status",
	"period_start",
	"period_end",
	"medicare_status_code",
	"original_entitlement_reason",
	"current_entitlement_reason",
	"esrd_indicator",
	"disabled_status",
	"entitlement_status",
	"enrollment_reason",
	"termination_code",
	"buyin_code",
	"dual_status_code",
	"dual_type",
	"medicaid_state",
	"contract_number",
	"pbp_number",
	"segment",
	"plan_name",
	"lis_level",
	"lis_premium_pct",
	"rx_bin",
	"rx_pcn",
	"rx_group",
	"rx_id",
	"reference_year",
	"file_name",
	"export_id",
	"ingested_at"
FROM read_parquet('coverage/*.parquet');
COMMENT ON VIEW coverage IS 'Coverage: one FHIR Coverage resource';
COMMENT ON COLUMN coverage."api_version" IS 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.';
COMMENT ON COLUMN coverage."fhir_id" IS 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.';
COMMENT ON COLUMN coverage."coverage_id" IS 'Coverage id. Id of the Coverage resource.';
COMMENT ON COLUMN coverage."patient_id" IS 'Patient id. Id of the person at CMS in this BCDA version.';
COMMENT ON COLUMN coverage."person_key" IS 'Person key. Key of the person on this computer; the same for all MBIs and both BCDA versions.';
COMMENT ON COLUMN coverage."mbi" IS 'MBI. MBI named on the coverage.';
COMMENT ON COLUMN coverage."part" IS 'Part. A, B, C (Medicare Advantage), D (medicines) or DUAL (Medicaid too).';
COMMENT ON COLUMN coverage."status" IS 'Status. active or cancelled; past periods are cancelled in v3.';
COMMENT ON COLUMN coverage."period_start" IS 'From. First day of the coverage.';
COMMENT ON COLUMN coverage."period_end" IS 'To. Last day of the coverage; empty or 9999-12-31 means open.';
COMMENT ON COLUMN coverage."medicare_status_code" IS 'Medicare status. 10 aged, 11 aged with kidney failure, 20 disabled, 21 disabled with kidney failure, 31 kidney failure only.';
COMMENT ON COLUMN coverage."original_entitlement_reason" IS 'First reason for Medicare. Why the person first got Medicare: 0 age, 1 disability, 2 kidney failure, 3 both.';
COMMENT ON COLUMN coverage."current_entitlement_reason" IS 'Present reason for Medicare. Why the person has Medicare now, coded as the first reason.';
COMMENT ON COLUMN coverage."esrd_indicator" IS 'Kidney failure. Whether the person has end-stage kidney disease.';
COMMENT ON COLUMN coverage."disabled_status" IS 'Disabled. Whether the person is disabled.';
COMMENT ON COLUMN coverage."entitlement_status" IS 'Entitlement status. Status of the entitlement to this part.';
COMMENT ON COLUMN coverage."enrollment_reason" IS 'Enrolment reason. Why the enrolment was made.';
COMMENT ON COLUMN coverage."termination_code" IS 'Termination. Why Part A or B ended; 0 not ended.';
COMMENT ON COLUMN coverage."buyin_code" IS 'State buy-in. Whether the state pays the premium; months in v2.';
COMMENT ON COLUMN coverage."dual_status_code" IS 'Medicaid status. Kind of Medicare and Medicaid entitlement; months in v2.';
COMMENT ON COLUMN coverage."dual_type" IS 'Medicaid kind. Full or partial Medicaid.';
COMMENT ON COLUMN coverage."medicaid_state" IS 'Medicaid state. State that runs the Medicaid entitlement.';
COMMENT ON COLUMN coverage."contract_number" IS 'Plan contract. Contract of the Part C or D plan; months in v2.';
COMMENT ON COLUMN coverage."pbp_number" IS 'Plan number. Plan benefit package within the contract; months in v2.';
COMMENT ON COLUMN coverage."segment" IS 'Plan segment. Segment of the plan benefit package.';
COMMENT ON COLUMN coverage."plan_name" IS 'Plan name. Name of the plan or contract.';
COMMENT ON COLUMN coverage."lis_level" IS 'Low-income level. Copayment level of the low-income subsidy.';
COMMENT ON COLUMN coverage."lis_premium_pct" IS 'Low-income premium share. Share of the Part D premium that the subsidy pays.';
COMMENT ON COLUMN coverage."rx_bin" IS 'Pharmacy BIN. Bank identification number on the medicines card.';
COMMENT ON COLUMN coverage."rx_pcn" IS 'Pharmacy PCN. Processor control number on the medicines card.';
COMMENT ON COLUMN coverage."rx_group" IS 'Pharmacy group. Group on the medicines card.';
COMMENT ON COLUMN coverage."rx_id" IS 'Pharmacy member id. Member number on the medicines card.';
COMMENT ON COLUMN coverage."reference_year" IS 'Reference year. Year that the monthly facts speak of.';
COMMENT ON COLUMN coverage."file_name" IS 'File. Name of the file that the row came in with.';
COMMENT ON COLUMN coverage."export_id" IS 'Export. Number of the export job at CMS, or of the import, that the row came in with.';
COMMENT ON COLUMN coverage."ingested_at" IS 'Read at. When the row was stored on this computer (UTC).';

CREATE OR REPLACE VIEW coverage_months AS
SELECT
	"api_version",
	"fhir_id",
	"coverage_id",
	"patient_id",
	"person_key",
	"part",
	"year",
	"month",
	"dual",
	"buyin",
	"hmo_ind",
	"ptc_cntrct_id",
	"ptc_pbp_id",
	"ptc_plan_type_cd",
	"ptdcntrct",
	"ptdpbpid",
	"sgmtid",
	"cstshr",
	"rdsind",
	"file_name",
	"export_id",
	"ingested_at"
FROM read_parquet('coverage_months/*.parquet');
COMMENT ON VIEW coverage_months IS 'Coverage months: one month of one person and part';
COMMENT ON COLUMN coverage_months."api_version" IS 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.';
COMMENT ON COLUMN coverage_months."fhir_id" IS 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.';
COMMENT ON COLUMN coverage_months."coverage_id" IS 'Coverage id. Id of the Coverage resource the month came with.';
COMMENT ON COLUMN coverage_months."patient_id" IS 'Patient id. Id of the person at CMS in this BCDA version.';
COMMENT ON COLUMN coverage_months."person_key" IS 'Person key. Key of the person on this computer; the same for all MBIs and both BCDA versions.';
COMMENT ON COLUMN coverage_months."part" IS 'Part. A, B, C or D; DUAL for Medicaid beside Medicare (v3).';
COMMENT ON COLUMN coverage_months."year" IS 'Year. Calendar year.';
COMMENT ON COLUMN coverage_months."month" IS 'Month. Calendar month, 1 to 12.';
COMMENT ON COLUMN coverage_months."dual" IS 'Medicaid status. Medicare and Medicaid status in the month.';
COMMENT ON COLUMN coverage_months."buyin" IS 'State buy-in. Entitlement and state buy-in in the month.';
COMMENT ON COLUMN coverage_months."hmo_ind" IS 'Medicare Advantage. Medicare Advantage enrolment in the month; 0 and 4 mean fee-for-service.';
COMMENT ON COLUMN coverage_months."ptc_cntrct_id" IS 'Part C contract. Contract of the Medicare Advantage plan.';
COMMENT ON COLUMN coverage_months."ptc_pbp_id" IS 'Part C plan. Benefit package of the Medicare Advantage plan.';
COMMENT ON COLUMN coverage_months."ptc_plan_type_cd" IS 'Part C plan type. Kind of Medicare Advantage plan.';
COMMENT ON COLUMN coverage_months."ptdcntrct" IS 'Part D contract. Contract of the medicines plan.';
COMMENT ON COLUMN coverage_months."ptdpbpid" IS 'Part D plan. Benefit package of the medicines plan.';
COMMENT ON COLUMN coverage_months."sgmtid" IS 'Part D segment. Segment of the medicines plan.';
COMMENT ON COLUMN coverage_months."cstshr" IS 'Part D cost sharing. Low-income cost-sharing group in the month.';
COMMENT ON COLUMN coverage_months."rdsind" IS 'Retiree drug subsidy. Whether an employer got the retiree drug subsidy.';
COMMENT ON COLUMN coverage_months."file_name" IS 'File. Name of the file that the row came in with.';
COMMENT ON COLUMN coverage_months."export_id" IS 'Export. Number of the export job at CMS, or of the import, that the row came in with.';
COMMENT ON COLUMN coverage_months."ingested_at" IS 'Read at. When the row was stored on this computer (UTC).';

CREATE OR REPLACE VIEW claims AS
SELECT
	"api_version",
	"fhir_id",
	"claim_id",
	"claim_control_number",
	"original_control_number",
	"claim_group_id",
	"patient_id",
	"person_key",
	"mbi",
	"claim_type",
	"claim_type_code",
	"use",
	"source_system",
	"final_action",
	"status",
	"adjudication",
	"adjustment_type",
	"from_date",
	"thru_date",
	"effective_date",
	"weekly_process_date",
	"received_date",
	"process_date",
	"idr_load_date",
	"payment_amount",
	"payment_date",
	"submitted_amount",
	"allowed_amount",
	"provider_payment_amount",
	"bene_paid_amount",
	"deductible_amount",
	"coinsurance_amount",
	"primary_payer_code",
	"primary_payer_amount",
	"nonpayment_reason",
	"denial_code",
	"disposition",
	"bill_type",
	"drg_code",
	"drg_outlier",
	"admission_date",
	"discharge_date",
	"admit_type",
	"admit_source",
	"discharge_status",
	"query_code",
	"near_line_code",
	"facility_npi",
	"billing_npi",
	"facility_ccn",
	"provider_tax_id",
	"attending_npi",
	"operating_npi",
	"other_npi",
	"rendering_npi",
	"referring_npi",
	"prescribing_npi",
	"principal_dx",
	"admitting_dx",
	"coverage_part",
	"contract_number",
	"pbp_number",
	"is_current",
	"superseded_by",
	"dq_flags",
	"line_count",
	"last_updated",
	"file_name",
	"export_id",
	"ingested_at",
	"year"
FROM read_parquet('claims/*/*/*.parquet', hive_partitioning = true, hive_types = {'claim_type': VARCHAR, 'year': INTEGER});
COMMENT ON VIEW claims IS 'Claims: one claim version: one ExplanationOfBenefit, or one v2 Claim with its ClaimResponse';
COMMENT ON COLUMN claims."api_version" IS 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.';
COMMENT ON COLUMN claims."fhir_id" IS 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.';
COMMENT ON COLUMN claims."claim_id" IS 'Claim id. Unique claim id of CMS; the resource id where there is none. The v2 number is not the CCLF number.';
COMMENT ON COLUMN claims."claim_control_number" IS 'Claim control number. Number that the Medicare contractor gave the claim.';
COMMENT ON COLUMN claims."original_control_number" IS 'Original control number. Control number of the claim that this one corrects.';
COMMENT ON COLUMN claims."claim_group_id" IS 'Claim group. Number that all versions of one claim share in v2.';
COMMENT ON COLUMN claims."patient_id" IS 'Patient id. Id of the person at CMS in this BCDA version.';
COMMENT ON COLUMN claims."person_key" IS 'Person key. Key of the person on this computer; the same for all MBIs and both BCDA versions.';
COMMENT ON COLUMN claims."mbi" IS 'MBI. Current MBI of the person.';
COMMENT ON COLUMN claims."claim_type" IS 'Claim type of the claim; taken from the folder''s name.';
COMMENT ON COLUMN claims."claim_type_code" IS 'Claim type code. Numeric claim type of CMS, such as 71 for a physician claim.';
COMMENT ON COLUMN claims."use" IS 'Use. claim, or preauthorization for requests that are not claims.';
COMMENT ON COLUMN claims."source_system" IS 'Source system. CMS system the claim came from: CCW, NCH, DDPS, FISS, MCS, VMS or CWF.';
COMMENT ON COLUMN claims."final_action" IS 'Final action. FinalAction for the version that stands, else NotFinalAction.';
COMMENT ON COLUMN claims."status" IS 'Status. v2: active stands, cancelled was replaced or taken back; v3: always active.';
COMMENT ON COLUMN claims."adjudication" IS 'Processing. complete for fully processed claims, partial for early ones.';
COMMENT ON COLUMN claims."adjustment_type" IS 'Adjustment type. v3: 0 original, 1 void, 2 replacement, 3 credit, 4 debit, 5 gross, 8 balance, 9 unknown; v2 medicines: A adjusted, D deleted.';
COMMENT ON COLUMN claims."from_date" IS 'From. First day of service, as sent.';
COMMENT ON COLUMN claims."thru_date" IS 'Through. Last day of service, as sent.';
COMMENT ON COLUMN claims."effective_date" IS 'Effective. Day this version of the claim took effect.';
COMMENT ON COLUMN claims."weekly_process_date" IS 'Weekly processing. Friday of the weekly load that brought the claim into the national file.';
COMMENT ON COLUMN claims."received_date" IS 'Received. Day the contractor got the claim.';
COMMENT ON COLUMN claims."process_date" IS 'Processed. Day the claim was processed.';
COMMENT ON COLUMN claims."idr_load_date" IS 'Loaded at CMS. Day CMS loaded the claim into its repository; 9999-12-31 means unknown.';
COMMENT ON COLUMN claims."payment_amount" IS 'Paid by Medicare. What Medicare paid for the claim; empty on medicines.';
COMMENT ON COLUMN claims."payment_date" IS 'Paid on. Day of payment; sent for medicines only.';
COMMENT ON COLUMN claims."submitted_amount" IS 'Charged. What the provider charged; for medicines the total drug cost.';
COMMENT ON COLUMN claims."allowed_amount" IS 'Allowed. Medicare''s price, the person''s share included.';
COMMENT ON COLUMN claims."provider_payment_amount" IS 'Paid to provider. Part of the payment that went to the provider.';
COMMENT ON COLUMN claims."bene_paid_amount" IS 'Paid to or by person. Part of the payment that went to, or was paid by, the person.';
COMMENT ON COLUMN claims."deductible_amount" IS 'Deductible. Deductible that the person owes on this claim.';
COMMENT ON COLUMN claims."coinsurance_amount" IS 'Coinsurance. Coinsurance that the person owes on this claim.';
COMMENT ON COLUMN claims."primary_payer_code" IS 'Primary payer. Who pays before Medicare.';
COMMENT ON COLUMN claims."primary_payer_amount" IS 'Paid by primary payer. What another payer paid first.';
COMMENT ON COLUMN claims."nonpayment_reason" IS 'Reason not paid. Why Medicare did not pay an institutional claim.';
COMMENT ON COLUMN claims."denial_code" IS 'Denial code. Payment or denial of a physician or equipment claim; 0 denied.';
COMMENT ON COLUMN claims."disposition" IS 'Disposition. Disposition of the claim; 01 and 1 mean debit accepted.';
COMMENT ON COLUMN claims."bill_type" IS 'Bill type. Type of bill: facility type, classification and frequency, three characters.';
COMMENT ON COLUMN claims."drg_code" IS 'DRG. Medicare severity diagnosis-related group, three digits.';
COMMENT ON COLUMN claims."drg_outlier" IS 'DRG outlier. Whether the stay was an outlier of its group.';
COMMENT ON COLUMN claims."admission_date" IS 'Admitted. Day of admission.';
COMMENT ON COLUMN claims."discharge_date" IS 'Discharged. Day of discharge.';
COMMENT ON COLUMN claims."admit_type" IS 'Admission type. 1 emergency, 2 urgent, 3 elective, 4 newborn, 5 trauma, 9 unknown.';
COMMENT ON COLUMN claims."admit_source" IS 'Admission source. Where the person came from.';
COMMENT ON COLUMN claims."discharge_status" IS 'Discharge status. Where the person went, two digits: 01 home, 03 nursing facility, 20 died, 30 still a patient.';
COMMENT ON COLUMN claims."query_code" IS 'Query code. 0 credit, 1 interim, 3 final bill, 5 debit.';
COMMENT ON COLUMN claims."near_line_code" IS 'Record kind. Kind of record in the national file: O, V, W, M or U.';
COMMENT ON COLUMN claims."facility_npi" IS 'Facility NPI. National provider id of the facility, on institutional claims.';
COMMENT ON COLUMN claims."billing_npi" IS 'Billing NPI. National provider id of who billed, or of the pharmacy.';
COMMENT ON COLUMN claims."facility_ccn" IS 'Facility CCN. CMS certification number of the facility.';
COMMENT ON COLUMN claims."provider_tax_id" IS 'Provider tax id. Tax number of the provider.';
COMMENT ON COLUMN claims."attending_npi" IS 'Attending NPI. Provider in charge of the stay.';
COMMENT ON COLUMN claims."operating_npi" IS 'Operating NPI. Provider who operated.';
COMMENT ON COLUMN claims."other_npi" IS 'Other NPI. Another provider on the claim.';
COMMENT ON COLUMN claims."rendering_npi" IS 'Rendering NPI. First provider who rendered a service.';
COMMENT ON COLUMN claims."referring_npi" IS 'Referring NPI. Provider who referred or ordered.';
COMMENT ON COLUMN claims."prescribing_npi" IS 'Prescribing NPI. Provider who prescribed the medicine.';
COMMENT ON COLUMN claims."principal_dx" IS 'Main diagnosis. Principal diagnosis, without dot.';
COMMENT ON COLUMN claims."admitting_dx" IS 'Admitting diagnosis. Diagnosis at admission, without dot.';
COMMENT ON COLUMN claims."coverage_part" IS 'Coverage part. Coverage named on the claim, as sent; in v2 it holds the patient id.';
COMMENT ON COLUMN claims."contract_number" IS 'Plan contract. Contract of the medicines plan.';
COMMENT ON COLUMN claims."pbp_number" IS 'Plan number. Benefit package of the medicines plan.';
COMMENT ON COLUMN claims."is_current" IS 'Current version. True for the one version of the claim that stands.';
COMMENT ON COLUMN claims."superseded_by" IS 'Replaced by. Resource id of the version that replaced this one.';
COMMENT ON COLUMN claims."dq_flags" IS 'Data notes. Oddities as sent: reversed_period, future_date, default_date, possible_duplicate, stale, not_in_latest_full.';
COMMENT ON COLUMN claims."line_count" IS 'Lines. Number of claim lines.';
COMMENT ON COLUMN claims."last_updated" IS 'Changed at CMS. When CMS last changed the resource; 9999-12-31 in test data means unknown.';
COMMENT ON COLUMN claims."file_name" IS 'File. Name of the file that the row came in with.';
COMMENT ON COLUMN claims."export_id" IS 'Export. Number of the export job at CMS, or of the import, that the row came in with.';
COMMENT ON COLUMN claims."ingested_at" IS 'Read at. When the row was stored on this computer (UTC).';
COMMENT ON COLUMN claims."year" IS 'Year of the claim''s thru_date; taken from the folder''s name.';

CREATE OR REPLACE VIEW claim_lines AS
SELECT
	"api_version",
	"fhir_id",
	"claim_id",
	"ordinal",
	"claim_line_number",
	"revenue_code",
	"ddctbl_coinsrnc_code",
	"hcpcs_code",
	"hipps_code",
	"modifier_1",
	"modifier_2",
	"modifier_3",
	"modifier_4",
	"modifier_5",
	"ndc_code",
	"ndc_quantity",
	"ndc_unit",
	"service_units",
	"mtus_count",
	"mtus_indicator",
	"place_of_service",
	"type_of_service",
	"betos",
	"service_from",
	"service_thru",
	"submitted_amount",
	"allowed_amount",
	"paid_amount",
	"provider_paid_amount",
	"bene_responsibility",
	"deductible_amount",
	"coinsurance_amount",
	"noncovered_amount",
	"processing_code",
	"rendering_npi",
	"specialty",
	"participation",
	"line_dx",
	"provider_state",
	"days_supply",
	"fill_number",
	"compound",
	"daw",
	"brand_generic",
	"rx_number",
	"lics_amount",
	"plro_amount",
	"other_troop_amount",
	"gdc_below_amount",
	"gdc_above_amount",
	"gap_discount_amount",
	"is_total_line",
	"file_name",
	"export_id",
	"ingested_at",
	"claim_type",
	"year"
FROM read_parquet('claim_lines/*/*/*.parquet', hive_partitioning = true, hive_types = {'claim_type': VARCHAR, 'year': INTEGER});
COMMENT ON VIEW claim_lines IS 'Claim lines: one line (item) of a claim';
COMMENT ON COLUMN claim_lines."api_version" IS 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.';
COMMENT ON COLUMN claim_lines."fhir_id" IS 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.';
COMMENT ON COLUMN claim_lines."claim_id" IS 'Claim id. Unique claim id of CMS; the resource id where there is none.';
COMMENT ON COLUMN claim_lines."ordinal" IS 'Place. Place of the row in the claim, from 1.';
COMMENT ON COLUMN claim_lines."claim_line_number" IS 'Line number. Number of the line as sent; need not start at 1.';
COMMENT ON COLUMN claim_lines."revenue_code" IS 'Revenue code. Revenue center, four digits; 0001 is the claim total.';
COMMENT ON COLUMN claim_lines."ddctbl_coinsrnc_code" IS 'Deductible code. Whether deductible and coinsurance apply to the line.';
COMMENT ON COLUMN claim_lines."hcpcs_code" IS 'Procedure code. HCPCS or CPT code of the service.';
COMMENT ON COLUMN claim_lines."hipps_code" IS 'HIPPS code. Payment group of nursing facility, home health and rehabilitation lines.';
COMMENT ON COLUMN claim_lines."modifier_1" IS 'Modifier 1. Modifier 1 of the procedure code.';
COMMENT ON COLUMN claim_lines."modifier_2" IS 'Modifier 2. Modifier 2 of the procedure code.';
COMMENT ON COLUMN claim_lines."modifier_3" IS 'Modifier 3. Modifier 3 of the procedure code.';
COMMENT ON COLUMN claim_lines."modifier_4" IS 'Modifier 4. Modifier 4 of the procedure code.';
COMMENT ON COLUMN claim_lines."modifier_5" IS 'Modifier 5. Modifier 5 of the procedure code.';
COMMENT ON COLUMN claim_lines."ndc_code" IS 'Drug code (NDC). National drug code, eleven digits.';
COMMENT ON COLUMN claim_lines."ndc_quantity" IS 'Drug quantity. Quantity of the drug on the line.';
COMMENT ON COLUMN claim_lines."ndc_unit" IS 'Drug unit. Unit of the drug quantity, such as ML or UN.';
COMMENT ON COLUMN claim_lines."service_units" IS 'Units. Number of services, or quantity dispensed.';
COMMENT ON COLUMN claim_lines."mtus_count" IS 'Miles, time or units. Count of miles, time units, services or blood units.';
COMMENT ON COLUMN claim_lines."mtus_indicator" IS 'Kind of count. What the count counts: 2 time, 3 services, 4 oxygen, 5 blood, and so on.';
COMMENT ON COLUMN claim_lines."place_of_service" IS 'Place of service. Where the service was given: 11 office, 21 hospital, 23 emergency room.';
COMMENT ON COLUMN claim_lines."type_of_service" IS 'Type of service. CMS type of service.';
COMMENT ON COLUMN claim_lines."betos" IS 'BETOS. Berenson-Eggers type of service.';
COMMENT ON COLUMN claim_lines."service_from" IS 'Service from. First day of the service; the claim''s day where the line has none.';
COMMENT ON COLUMN claim_lines."service_thru" IS 'Service through. Last day of the service; the claim''s day where the line has none.';
COMMENT ON COLUMN claim_lines."submitted_amount" IS 'Charged. What the provider charged for the line; for medicines the total cost.';
COMMENT ON COLUMN claim_lines."allowed_amount" IS 'Allowed. Medicare''s price of the line, the person''s share included.';
COMMENT ON COLUMN claim_lines."paid_amount" IS 'Paid by Medicare. What Medicare, or the medicines plan, paid for the line; hospital and nursing claims are paid in the claim total.';
COMMENT ON COLUMN claim_lines."provider_paid_amount" IS 'Paid to provider. Part of the payment that went to the provider.';
COMMENT ON COLUMN claim_lines."bene_responsibility" IS 'Person''s share. What the person owes or paid for the line.';
COMMENT ON COLUMN claim_lines."deductible_amount" IS 'Deductible. Deductible on the line.';
COMMENT ON COLUMN claim_lines."coinsurance_amount" IS 'Coinsurance. Coinsurance on the line.';
COMMENT ON COLUMN claim_lines."noncovered_amount" IS 'Not covered. Charge that Medicare does not cover.';
COMMENT ON COLUMN claim_lines."processing_code" IS 'Processing code. How the line was processed: A allowed, and codes for denials.';
COMMENT ON COLUMN claim_lines."rendering_npi" IS 'Rendering NPI. Provider who rendered the line.';
COMMENT ON COLUMN claim_lines."specialty" IS 'Specialty. CMS specialty of the rendering provider.';
COMMENT ON COLUMN claim_lines."participation" IS 'Participation. Whether the provider takes part in Medicare assignment.';
COMMENT ON COLUMN claim_lines."line_dx" IS 'Line diagnosis. Diagnosis the line points at, without dot.';
COMMENT ON COLUMN claim_lines."provider_state" IS 'Provider state. State of the provider, as coded by CMS.';
COMMENT ON COLUMN claim_lines."days_supply" IS 'Days'' supply. Days that the medicine lasts.';
COMMENT ON COLUMN claim_lines."fill_number" IS 'Fill number. 0 first fill, then refills.';
COMMENT ON COLUMN claim_lines."compound" IS 'Compound. Whether the medicine was mixed by the pharmacy: 1 no, 2 yes, 0 not given.';
COMMENT ON COLUMN claim_lines."daw" IS 'Dispense as written. Whether the brand had to be dispensed.';
COMMENT ON COLUMN claim_lines."brand_generic" IS 'Brand or generic. B brand, G generic.';
COMMENT ON COLUMN claim_lines."rx_number" IS 'Prescription number. Number of the prescription at the pharmacy.';
COMMENT ON COLUMN claim_lines."lics_amount" IS 'Low-income subsidy. Part of the person''s share that the low-income subsidy paid.';
COMMENT ON COLUMN claim_lines."plro_amount" IS 'Other insurance. Reduction of the person''s share by other insurers.';
COMMENT ON COLUMN claim_lines."other_troop_amount" IS 'Other out-of-pocket. Payments by others that count as the person''s own.';
COMMENT ON COLUMN claim_lines."gdc_below_amount" IS 'Cost below threshold. Gross drug cost below the out-of-pocket threshold.';
COMMENT ON COLUMN claim_lines."gdc_above_amount" IS 'Cost above threshold. Gross drug cost above the out-of-pocket threshold.';
COMMENT ON COLUMN claim_lines."gap_discount_amount" IS 'Gap discount. Manufacturer discount in the coverage gap.';
COMMENT ON COLUMN claim_lines."is_total_line" IS 'Total line. True for the line that repeats the claim total; leave it out of line sums.';
COMMENT ON COLUMN claim_lines."file_name" IS 'File. Name of the file that the row came in with.';
COMMENT ON COLUMN claim_lines."export_id" IS 'Export. Number of the export job at CMS, or of the import, that the row came in with.';
COMMENT ON COLUMN claim_lines."ingested_at" IS 'Read at. When the row was stored on this computer (UTC).';
COMMENT ON COLUMN claim_lines."claim_type" IS 'Claim type of the claim; taken from the folder''s name.';
COMMENT ON COLUMN claim_lines."year" IS 'Year of the claim''s thru_date; taken from the folder''s name.';

CREATE OR REPLACE VIEW diagnoses AS
SELECT
	"api_version",
	"fhir_id",
	"claim_id",
	"ordinal",
	"sequence",
	"code",
	"code_norm",
	"icd_version",
	"display",
	"dx_type",
	"poa",
	"file_name",
	"export_id",
	"ingested_at",
	"claim_type",
	"year"
FROM read_parquet('diagnoses/*/*/*.parquet', hive_partitioning = true, hive_types = {'claim_type': VARCHAR, 'year': INTEGER});
COMMENT ON VIEW diagnoses IS 'Diagnoses: one diagnosis of a claim';
COMMENT ON COLUMN diagnoses."api_version" IS 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.';
COMMENT ON COLUMN diagnoses."fhir_id" IS 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.';
COMMENT ON COLUMN diagnoses."claim_id" IS 'Claim id. Unique claim id of CMS; the resource id where there is none.';
COMMENT ON COLUMN diagnoses."ordinal" IS 'Place. Place of the row in the claim, from 1.';
COMMENT ON COLUMN diagnoses."sequence" IS 'Sequence. Number of the diagnosis as sent; lines point at it.';
COMMENT ON COLUMN diagnoses."code" IS 'Diagnosis. ICD code as sent: v3 with a dot, v2 without.';
COMMENT ON COLUMN diagnoses."code_norm" IS 'Diagnosis, no dot. ICD code without dot and blanks, upper case; join and filter with this one.';
COMMENT ON COLUMN diagnoses."icd_version" IS 'ICD version. 10 or 9.';
COMMENT ON COLUMN diagnoses."display" IS 'Diagnosis in words. Words that CMS sent with the code.';
COMMENT ON COLUMN diagnoses."dx_type" IS 'Kind of diagnosis. principal, admitting, secondary, other, externalcauseofinjury or patientreasonforvisit.';
COMMENT ON COLUMN diagnoses."poa" IS 'Present on admission. Whether the condition was there at admission: Y, N, U, W or 1.';
COMMENT ON COLUMN diagnoses."file_name" IS 'File. Name of the file that the row came in with.';
COMMENT ON COLUMN diagnoses."export_id" IS 'Export. Number of the export job at CMS, or of the import, that the row came in with.';
COMMENT ON COLUMN diagnoses."ingested_at" IS 'Read at. When the row was stored on this computer (UTC).';
COMMENT ON COLUMN diagnoses."claim_type" IS 'Claim type of the claim; taken from the folder''s name.';
COMMENT ON COLUMN diagnoses."year" IS 'Year of the claim''s thru_date; taken from the folder''s name.';

CREATE OR REPLACE VIEW procedures AS
SELECT
	"api_version",
	"fhir_id",
	"claim_id",
	"ordinal",
	"sequence",
	"code",
	"icd_version",
	"date",
	"px_type",
	"file_name",
	"export_id",
	"ingested_at",
	"claim_type",
	"year"
FROM read_parquet('procedures/*/*/*.parquet', hive_partitioning = true, hive_types = {'claim_type': VARCHAR, 'year': INTEGER});
COMMENT ON VIEW procedures IS 'Procedures: one hospital procedure of a claim';
COMMENT ON COLUMN procedures."api_version" IS 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.';
COMMENT ON COLUMN procedures."fhir_id" IS 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.';
COMMENT ON COLUMN procedures."claim_id" IS 'Claim id. Unique claim id of CMS; the resource id where there is none.';
COMMENT ON COLUMN procedures."ordinal" IS 'Place. Place of the row in the claim, from 1.';
COMMENT ON COLUMN procedures."sequence" IS 'Sequence. Number of the procedure as sent.';
COMMENT ON COLUMN procedures."code" IS 'Procedure. ICD procedure code as sent.';
COMMENT ON COLUMN procedures."icd_version" IS 'ICD version. 10 or 9.';
COMMENT ON COLUMN procedures."date" IS 'Date. Day of the procedure.';
COMMENT ON COLUMN procedures."px_type" IS 'Kind of procedure. principal or other.';
COMMENT ON COLUMN procedures."file_name" IS 'File. Name of the file that the row came in with.';
COMMENT ON COLUMN procedures."export_id" IS 'Export. Number of the export job at CMS, or of the import, that the row came in with.';
COMMENT ON COLUMN procedures."ingested_at" IS 'Read at. When the row was stored on this computer (UTC).';
COMMENT ON COLUMN procedures."claim_type" IS 'Claim type of the claim; taken from the folder''s name.';
COMMENT ON COLUMN procedures."year" IS 'Year of the claim''s thru_date; taken from the folder''s name.';

CREATE OR REPLACE VIEW care_team AS
SELECT
	"api_version",
	"fhir_id",
	"claim_id",
	"ordinal",
	"sequence",
	"role",
	"npi",
	"name",
	"specialty_code",
	"taxonomy",
	"responsible",
	"file_name",
	"export_id",
	"ingested_at",
	"claim_type",
	"year"
FROM read_parquet('care_team/*/*/*.parquet', hive_partitioning = true, hive_types = {'claim_type': VARCHAR, 'year': INTEGER});
COMMENT ON VIEW care_team IS 'Care team: one provider named on a claim';
COMMENT ON COLUMN care_team."api_version" IS 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.';
COMMENT ON COLUMN care_team."fhir_id" IS 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.';
COMMENT ON COLUMN care_team."claim_id" IS 'Claim id. Unique claim id of CMS; the resource id where there is none.';
COMMENT ON COLUMN care_team."ordinal" IS 'Place. Place of the row in the claim, from 1.';
COMMENT ON COLUMN care_team."sequence" IS 'Sequence. Number of the provider as sent; lines point at it.';
COMMENT ON COLUMN care_team."role" IS 'Role. attending, operating, otheroperating, performing (v2) or rendering (v3), referring, supervisor, prescribing, primary.';
COMMENT ON COLUMN care_team."npi" IS 'NPI. National provider id.';
COMMENT ON COLUMN care_team."name" IS 'Name. Name of the provider where the claim carries it.';
COMMENT ON COLUMN care_team."specialty_code" IS 'Specialty. CMS specialty.';
COMMENT ON COLUMN care_team."taxonomy" IS 'Taxonomy. Provider taxonomy code.';
COMMENT ON COLUMN care_team."responsible" IS 'Responsible. True for the provider in charge.';
COMMENT ON COLUMN care_team."file_name" IS 'File. Name of the file that the row came in with.';
COMMENT ON COLUMN care_team."export_id" IS 'Export. Number of the export job at CMS, or of the import, that the row came in with.';
COMMENT ON COLUMN care_team."ingested_at" IS 'Read at. When the row was stored on this computer (UTC).';
COMMENT ON COLUMN care_team."claim_type" IS 'Claim type of the claim; taken from the folder''s name.';
COMMENT ON COLUMN care_team."year" IS 'Year of the claim''s thru_date; taken from the folder''s name.';

CREATE OR REPLACE VIEW supporting_info AS
SELECT
	"api_version",
	"fhir_id",
	"claim_id",
	"ordinal",
	"sequence",
	"category_system",
	"category_code",
	"code_system",
	"code",
	"display",
	"value_text",
	"value_quantity",
	"unit",
	"date",
	"period_start",
	"period_end",
	"reference",
	"file_name",
	"export_id",
	"ingested_at",
	"claim_type",
	"year"
FROM read_parquet('supporting_info/*/*/*.parquet', hive_partitioning = true, hive_types = {'claim_type': VARCHAR, 'year': INTEGER});
COMMENT ON VIEW supporting_info IS 'Supporting information: one supporting fact of a claim';
COMMENT ON COLUMN supporting_info."api_version" IS 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.';
COMMENT ON COLUMN supporting_info."fhir_id" IS 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.';
COMMENT ON COLUMN supporting_info."claim_id" IS 'Claim id. Unique claim id of CMS; the resource id where there is none.';
COMMENT ON COLUMN supporting_info."ordinal" IS 'Place. Place of the row in the claim, from 1.';
COMMENT ON COLUMN supporting_info."sequence" IS 'Sequence. Number of the fact as sent.';
COMMENT ON COLUMN supporting_info."category_system" IS 'Category system. Code system of the category; the BCDA one where there are several.';
COMMENT ON COLUMN supporting_info."category_code" IS 'Category. What kind of fact it is.';
COMMENT ON COLUMN supporting_info."code_system" IS 'Code system. Code system of the value.';
COMMENT ON COLUMN supporting_info."code" IS 'Code. Value, where it is a code.';
COMMENT ON COLUMN supporting_info."display" IS 'In words. Words that CMS sent with the code.';
COMMENT ON COLUMN supporting_info."value_text" IS 'Text. Value, where it is text.';
COMMENT ON COLUMN supporting_info."value_quantity" IS 'Quantity. Value, where it is a quantity.';
COMMENT ON COLUMN supporting_info."unit" IS 'Unit. Unit of the quantity.';
COMMENT ON COLUMN supporting_info."date" IS 'Date. Day the fact speaks of.';
COMMENT ON COLUMN supporting_info."period_start" IS 'From. First day the fact speaks of.';
COMMENT ON COLUMN supporting_info."period_end" IS 'To. Last day the fact speaks of.';
COMMENT ON COLUMN supporting_info."reference" IS 'Reference. Contained resource that holds the value, such as a blood result.';
COMMENT ON COLUMN supporting_info."file_name" IS 'File. Name of the file that the row came in with.';
COMMENT ON COLUMN supporting_info."export_id" IS 'Export. Number of the export job at CMS, or of the import, that the row came in with.';
COMMENT ON COLUMN supporting_info."ingested_at" IS 'Read at. When the row was stored on this computer (UTC).';
COMMENT ON COLUMN supporting_info."claim_type" IS 'Claim type of the claim; taken from the folder''s name.';
COMMENT ON COLUMN supporting_info."year" IS 'Year of the claim''s thru_date; taken from the folder''s name.';

CREATE OR REPLACE VIEW line_adjudications AS
SELECT
	"api_version",
	"fhir_id",
	"claim_id",
	"ordinal",
	"claim_line_number",
	"seq",
	"category_generic",
	"category_code",
	"amount",
	"value",
	"reason_system",
	"reason_code",
	"file_name",
	"export_id",
	"ingested_at",
	"claim_type",
	"year"
FROM read_parquet('line_adjudications/*/*/*.parquet', hive_partitioning = true, hive_types = {'claim_type': VARCHAR, 'year': INTEGER});
COMMENT ON VIEW line_adjudications IS 'Line amounts: one amount or decision on a claim line';
COMMENT ON COLUMN line_adjudications."api_version" IS 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.';
COMMENT ON COLUMN line_adjudications."fhir_id" IS 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.';
COMMENT ON COLUMN line_adjudications."claim_id" IS 'Claim id. Unique claim id of CMS; the resource id where there is none.';
COMMENT ON COLUMN line_adjudications."ordinal" IS 'Place. Place of the row in the claim, from 1.';
COMMENT ON COLUMN line_adjudications."claim_line_number" IS 'Line number. Number of the line as sent.';
COMMENT ON COLUMN line_adjudications."seq" IS 'Place on the line. Place of the amount on its line, from 1.';
COMMENT ON COLUMN line_adjudications."category_generic" IS 'Kind. General kind, such as submitted or benefit; the same kind comes many times on a line.';
COMMENT ON COLUMN line_adjudications."category_code" IS 'CMS name. CMS name of the amount; unique on a line.';
COMMENT ON COLUMN line_adjudications."amount" IS 'Amount. Amount of money.';
COMMENT ON COLUMN line_adjudications."value" IS 'Value. Count or factor, where it is not money.';
COMMENT ON COLUMN line_adjudications."reason_system" IS 'Reason system. Code system of the reason.';
COMMENT ON COLUMN line_adjudications."reason_code" IS 'Reason. Reason of a denial or reduction.';
COMMENT ON COLUMN line_adjudications."file_name" IS 'File. Name of the file that the row came in with.';
COMMENT ON COLUMN line_adjudications."export_id" IS 'Export. Number of the export job at CMS, or of the import, that the row came in with.';
COMMENT ON COLUMN line_adjudications."ingested_at" IS 'Read at. When the row was stored on this computer (UTC).';
COMMENT ON COLUMN line_adjudications."claim_type" IS 'Claim type of the claim; taken from the folder''s name.';
COMMENT ON COLUMN line_adjudications."year" IS 'Year of the claim''s thru_date; taken from the folder''s name.';

CREATE OR REPLACE VIEW claim_amounts AS
SELECT
	"api_version",
	"fhir_id",
	"claim_id",
	"ordinal",
	"origin",
	"category_generic",
	"category_code",
	"amount",
	"value",
	"reason_code",
	"file_name",
	"export_id",
	"ingested_at",
	"claim_type",
	"year"
FROM read_parquet('claim_amounts/*/*/*.parquet', hive_partitioning = true, hive_types = {'claim_type': VARCHAR, 'year': INTEGER});
COMMENT ON VIEW claim_amounts IS 'Claim amounts: one amount, count or decision on the claim as a whole';
COMMENT ON COLUMN claim_amounts."api_version" IS 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.';
COMMENT ON COLUMN claim_amounts."fhir_id" IS 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.';
COMMENT ON COLUMN claim_amounts."claim_id" IS 'Claim id. Unique claim id of CMS; the resource id where there is none.';
COMMENT ON COLUMN claim_amounts."ordinal" IS 'Place. Place of the row in the claim, from 1.';
COMMENT ON COLUMN claim_amounts."origin" IS 'Found in. Part of the resource that holds it: total, adjudication, benefitBalance or extension.';
COMMENT ON COLUMN claim_amounts."category_generic" IS 'Kind. General kind, such as submitted or benefit.';
COMMENT ON COLUMN claim_amounts."category_code" IS 'CMS name. CMS name of the amount.';
COMMENT ON COLUMN claim_amounts."amount" IS 'Amount. Amount of money.';
COMMENT ON COLUMN claim_amounts."value" IS 'Value. Count or weight, where it is not money.';
COMMENT ON COLUMN claim_amounts."reason_code" IS 'Reason. Reason code, where the entry is a decision.';
COMMENT ON COLUMN claim_amounts."file_name" IS 'File. Name of the file that the row came in with.';
COMMENT ON COLUMN claim_amounts."export_id" IS 'Export. Number of the export job at CMS, or of the import, that the row came in with.';
COMMENT ON COLUMN claim_amounts."ingested_at" IS 'Read at. When the row was stored on this computer (UTC).';
COMMENT ON COLUMN claim_amounts."claim_type" IS 'Claim type of the claim; taken from the folder''s name.';
COMMENT ON COLUMN claim_amounts."year" IS 'Year of the claim''s thru_date; taken from the folder''s name.';

-- Examples -----------------------------------------------------------------------------------------------------------

-- What Medicare paid, by claim type and year. Medicines carry no payment: their amounts are those of their lines.
SELECT claim_type, year, count(*) AS claims, sum(payment_amount) AS paid
FROM claims
GROUP BY claim_type, year
ORDER BY claim_type, year;

-- The people for whom Medicare paid most in a year. Conditions on claim_type and year skip folders.
SELECT person_key, count(*) AS claims, sum(payment_amount) AS paid
FROM claims
WHERE year = 2025
GROUP BY person_key
ORDER BY paid DESC
LIMIT 20;

-- People with a diagnosis of diabetes, by claim type. api_version and fhir_id name a claim.
SELECT c.claim_type, count(DISTINCT c.person_key) AS people
FROM claims c
JOIN diagnoses d ON d.api_version = c.api_version AND d.fhir_id = c.fhir_id
WHERE d.code_norm LIKE 'E11%'
GROUP BY c.claim_type
ORDER BY people DESC;

-- Medicines: what they cost and what the plan paid. The line that repeats a claim's total is left out.
SELECT ndc_code, count(*) AS fills, sum(submitted_amount) AS cost, sum(paid_amount) AS plan_paid
FROM claim_lines
WHERE claim_type = 'PDE' AND NOT coalesce(is_total_line, false)
GROUP BY ndc_code
ORDER BY cost DESC
LIMIT 20;

-- The manifest against the files: both numbers are the same for every table.
SELECT t.name, t.rows AS manifest_rows, f.rows AS file_rows
FROM (SELECT unnest(tables) AS t FROM read_json('_manifest.json'))
JOIN (
	SELECT 'beneficiaries' AS name, count(*) AS rows FROM beneficiaries
	UNION ALL SELECT 'beneficiary_mbis' AS name, count(*) AS rows FROM beneficiary_mbis
	UNION ALL SELECT 'coverage' AS name, count(*) AS rows FROM coverage
	UNION ALL SELECT 'coverage_months' AS name, count(*) AS rows FROM coverage_months
	UNION ALL SELECT 'claims' AS name, count(*) AS rows FROM claims
	UNION ALL SELECT 'claim_lines' AS name, count(*) AS rows FROM claim_lines
	UNION ALL SELECT 'diagnoses' AS name, count(*) AS rows FROM diagnoses
	UNION ALL SELECT 'procedures' AS name, count(*) AS rows FROM procedures
	UNION ALL SELECT 'care_team' AS name, count(*) AS rows FROM care_team
	UNION ALL SELECT 'supporting_info' AS name, count(*) AS rows FROM supporting_info
	UNION ALL SELECT 'line_adjudications' AS name, count(*) AS rows FROM line_adjudications
	UNION ALL SELECT 'claim_amounts' AS name, count(*) AS rows FROM claim_amounts
) f ON f.name = t.name;
