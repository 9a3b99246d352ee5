-- Tables over this folder for Spark 3.2 or later, made by ClaimsDesk 1.2. Each run writes this file anew.
-- Say where the folder is, such as s3a://bucket/lake or /data/lake, and run the file: spark-sql -f ddl/spark.sql
-- The tables are external: dropping one leaves the files. After each further export, run the statements that begin with MSCK
-- and REFRESH again; where a column has become wider, run the whole file again.
SET lake=/data/lake;

-- CMS writes 1000-01-01 and 0001-01-01 for unknown days. The files count days by the calendar of today throughout; without
-- the next line and the option of each table, Spark refuses days before 1582 of files that it did not write itself.
SET spark.sql.parquet.datetimeRebaseModeInRead=CORRECTED;

DROP TABLE IF EXISTS beneficiaries;
CREATE TABLE beneficiaries (
	`api_version` STRING COMMENT 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.',
	`fhir_id` STRING COMMENT 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.',
	`patient_id` STRING COMMENT 'Patient id. Id of the person at CMS in this BCDA version; v2 and v3 numbers are unrelated.',
	`person_key` STRING COMMENT 'Person key. Key of the person on this computer; the same for all MBIs and both BCDA versions.',
	`mbi` STRING COMMENT 'MBI. Current Medicare Beneficiary Identifier.',
	`bene_id` STRING COMMENT 'CCW beneficiary id. Number of the person in the Chronic Conditions Warehouse.',
	`first_name` STRING COMMENT 'First name. First given name.',
	`middle_name` STRING COMMENT 'Middle name. Second given name or initial.',
	`last_name` STRING COMMENT 'Last name. Family name.',
	`birth_date` DATE COMMENT 'Birth date. Date of birth.',
	`death_date` DATE COMMENT 'Death date. Date of death known to CMS.',
	`death_flag` BOOLEAN COMMENT 'Died. True where CMS knows the person died, with or without a date.',
	`sex_code` STRING COMMENT 'Sex. 1 male, 2 female, 0 unknown, as CCLF writes it.',
	`race_code` STRING COMMENT 'Race code. Race as CCLF codes it: 0 unknown, 1 white, 2 black, 3 other, 4 Asian, 5 Hispanic, 6 native.',
	`race` STRING COMMENT 'Race. Race or ethnicity in words, as sent.',
	`address_line1` STRING COMMENT 'Address line 1. Line 1 of the mailing address.',
	`address_line2` STRING COMMENT 'Address line 2. Line 2 of the mailing address.',
	`address_line3` STRING COMMENT 'Address line 3. Line 3 of the mailing address.',
	`address_line4` STRING COMMENT 'Address line 4. Line 4 of the mailing address.',
	`address_line5` STRING COMMENT 'Address line 5. Line 5 of the mailing address.',
	`address_line6` STRING COMMENT 'Address line 6. Line 6 of the mailing address.',
	`city` STRING COMMENT 'City. City of the mailing address.',
	`state` STRING COMMENT 'State. State of the mailing address: postal code, in old synthetic data the Social Security number code.',
	`zip5` STRING COMMENT 'ZIP. First five digits of the postal code.',
	`language` STRING COMMENT 'Language. Preferred language, as a language tag.',
	`dual_status_01` STRING COMMENT 'Medicaid status month 01. Medicare and Medicaid status in month 1 of the reference year.',
	`dual_status_02` STRING COMMENT 'Medicaid status month 02. Medicare and Medicaid status in month 2 of the reference year.',
	`dual_status_03` STRING COMMENT 'Medicaid status month 03. Medicare and Medicaid status in month 3 of the reference year.',
	`dual_status_04` STRING COMMENT 'Medicaid status month 04. Medicare and Medicaid status in month 4 of the reference year.',
	`dual_status_05` STRING COMMENT 'Medicaid status month 05. Medicare and Medicaid status in month 5 of the reference year.',
	`dual_status_06` STRING COMMENT 'Medicaid status month 06. Medicare and Medicaid status in month 6 of the reference year.',
	`dual_status_07` STRING COMMENT 'Medicaid status month 07. Medicare and Medicaid status in month 7 of the reference year.',
	`dual_status_08` STRING COMMENT 'Medicaid status month 08. Medicare and Medicaid status in month 8 of the reference year.',
	`dual_status_09` STRING COMMENT 'Medicaid status month 09. Medicare and Medicaid status in month 9 of the reference year.',
	`dual_status_10` STRING COMMENT 'Medicaid status month 10. Medicare and Medicaid status in month 10 of the reference year.',
	`dual_status_11` STRING COMMENT 'Medicaid status month 11. Medicare and Medicaid status in month 11 of the reference year.',
	`dual_status_12` STRING COMMENT 'Medicaid status month 12. Medicare and Medicaid status in month 12 of the reference year.',
	`reference_year` BIGINT COMMENT 'Reference year. Year that the twelve Medicaid months speak of.',
	`replaced_by` STRING COMMENT 'Replaced by. Patient id that this record was merged into.',
	`last_updated` TIMESTAMP COMMENT 'Changed at CMS. When CMS last changed the resource; 9999-12-31 in test data means unknown.',
	`file_name` STRING COMMENT 'File. Name of the file that the row came in with.',
	`export_id` STRING COMMENT 'Export. Number of the export job at CMS, or of the import, that the row came in with.',
	`ingested_at` TIMESTAMP COMMENT 'Read at. When the row was stored on this computer (UTC).'
)
USING PARQUET
OPTIONS ('datetimeRebaseMode' = 'CORRECTED')
LOCATION '${lake}/beneficiaries'
COMMENT 'People: one FHIR Patient resource';
REFRESH TABLE beneficiaries;

DROP TABLE IF EXISTS beneficiary_mbis;
CREATE TABLE beneficiary_mbis (
	`api_version` STRING COMMENT 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.',
	`fhir_id` STRING COMMENT 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.',
	`patient_id` STRING COMMENT 'Patient id. Id of the person at CMS in this BCDA version.',
	`person_key` STRING COMMENT 'Person key. Key of the person on this computer; the same for all MBIs and both BCDA versions.',
	`mbi` STRING COMMENT 'MBI. A present or past Medicare Beneficiary Identifier.',
	`is_current` BOOLEAN COMMENT 'Current. True for the MBI in use now.',
	`effective_date` DATE COMMENT 'Valid from. First day of the MBI, as sent.',
	`obsolete_date` DATE COMMENT 'Valid to. Last day of the MBI, as sent; periods can be reversed.',
	`source_order` BIGINT COMMENT 'Place. Place of the MBI in the resource, from 1.',
	`file_name` STRING COMMENT 'File. Name of the file that the row came in with.',
	`export_id` STRING COMMENT 'Export. Number of the export job at CMS, or of the import, that the row came in with.',
	`ingested_at` TIMESTAMP COMMENT 'Read at. When the row was stored on this computer (UTC).'
)
USING PARQUET
OPTIONS ('datetimeRebaseMode' = 'CORRECTED')
LOCATION '${lake}/beneficiary_mbis'
COMMENT 'MBIs: one MBI of one Patient resource';
REFRESH TABLE beneficiary_mbis;

DROP TABLE IF EXISTS coverage;
CREATE TABLE coverage (
	`api_version` STRING COMMENT 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.',
	`fhir_id` STRING COMMENT 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.',
	`coverage_id` STRING COMMENT 'Coverage id. Id of the Coverage resource.',
	`patient_id` STRING COMMENT 'Patient id. Id of the person at CMS in this BCDA version.',
	`person_key` STRING COMMENT 'Person key. Key of the person on this computer; the same for all MBIs and both BCDA versions.',
	`mbi` STRING COMMENT 'MBI. MBI named on the coverage.',
	`part` STRING COMMENT 'Part. A, B, C (Medicare Advantage), D (medicines) or DUAL (Medicaid too).',
	`status` STRING COMMENT 'Status. active or cancelled; past periods are cancelled in v3.',
	`period_start` DATE COMMENT 'From. First day of the coverage.',
	`period_end` DATE COMMENT 'To. Last day of the coverage; empty or 9999-12-31 means open.',
	`medicare_status_code` STRING COMMENT 'Medicare status. 10 aged, 11 aged with kidney failure, 20 disabled, 21 disabled with kidney failure, 31 kidney failure only.',
	`original_entitlement_reason` STRING COMMENT 'First reason for Medicare. Why the person first got Medicare: 0 age, 1 disability, 2 kidney failure, 3 both.',
	`current_entitlement_reason` STRING COMMENT 'Present reason for Medicare. Why the person has Medicare now, coded as the first reason.',
	`esrd_indicator` STRING COMMENT 'Kidney failure. Whether the person has end-stage kidney disease.',
	`disabled_status` STRING COMMENT 'Disabled. Whether the person is disabled.',
	`entitlement_status` STRING COMMENT 'Entitlement status. Status of the entitlement to this part.',
	`enrollment_reason` STRING COMMENT 'Enrolment reason. Why the enrolment was made.',
	`termination_code` STRING COMMENT 'Termination. Why Part A or B ended; 0 not ended.',
	`buyin_code` STRING COMMENT 'State buy-in. Whether the state pays the premium; months in v2.',
	`dual_status_code` STRING COMMENT 'Medicaid status. Kind of Medicare and Medicaid entitlement; months in v2.',
	`dual_type` STRING COMMENT 'Medicaid kind. Full or partial Medicaid.',
	`medicaid_state` STRING COMMENT 'Medicaid state. State that runs the Medicaid entitlement.',
	`contract_number` STRING COMMENT 'Plan contract. Contract of the Part C or D plan; months in v2.',
	`pbp_number` STRING COMMENT 'Plan number. Plan benefit package within the contract; months in v2.',
	`segment` STRING COMMENT 'Plan segment. Segment of the plan benefit package.',
	`plan_name` STRING COMMENT 'Plan name. Name of the plan or contract.',
	`lis_level` STRING COMMENT 'Low-income level. Copayment level of the low-income subsidy.',
	`lis_premium_pct` STRING COMMENT 'Low-income premium share. Share of the Part D premium that the subsidy pays.',
	`rx_bin` STRING COMMENT 'Pharmacy BIN. Bank identification number on the medicines card.',
	`rx_pcn` STRING COMMENT 'Pharmacy PCN. Processor control number on the medicines card.',
	`rx_group` STRING COMMENT 'Pharmacy group. Group on the medicines card.',
	`rx_id` STRING COMMENT 'Pharmacy member id. Member number on the medicines card.',
	`reference_year` BIGINT COMMENT 'Reference year. Year that the monthly facts speak of.',
	`file_name` STRING COMMENT 'File. Name of the file that the row came in with.',
	`export_id` STRING COMMENT 'Export. Number of the export job at CMS, or of the import, that the row came in with.',
	`ingested_at` TIMESTAMP COMMENT 'Read at. When the row was stored on this computer (UTC).'
)
USING PARQUET
OPTIONS ('datetimeRebaseMode' = 'CORRECTED')
LOCATION '${lake}/coverage'
COMMENT 'Coverage: one FHIR Coverage resource';
REFRESH TABLE coverage;

DROP TABLE IF EXISTS coverage_months;
CREATE TABLE coverage_months (
	`api_version` STRING COMMENT 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.',
	`fhir_id` STRING COMMENT 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.',
	`coverage_id` STRING COMMENT 'Coverage id. Id of the Coverage resource the month came with.',
	`patient_id` STRING COMMENT 'Patient id. Id of the person at CMS in this BCDA version.',
	`person_key` STRING COMMENT 'Person key. Key of the person on this computer; the same for all MBIs and both BCDA versions.',
	`part` STRING COMMENT 'Part. A, B, C or D; DUAL for Medicaid beside Medicare (v3).',
	`year` BIGINT COMMENT 'Year. Calendar year.',
	`month` BIGINT COMMENT 'Month. Calendar month, 1 to 12.',
	`dual` STRING COMMENT 'Medicaid status. Medicare and Medicaid status in the month.',
	`buyin` STRING COMMENT 'State buy-in. Entitlement and state buy-in in the month.',
	`hmo_ind` STRING COMMENT 'Medicare Advantage. Medicare Advantage enrolment in the month; 0 and 4 mean fee-for-service.',
	`ptc_cntrct_id` STRING COMMENT 'Part C contract. Contract of the Medicare Advantage plan.',
	`ptc_pbp_id` STRING COMMENT 'Part C plan. Benefit package of the Medicare Advantage plan.',
	`ptc_plan_type_cd` STRING COMMENT 'Part C plan type. Kind of Medicare Advantage plan.',
	`ptdcntrct` STRING COMMENT 'Part D contract. Contract of the medicines plan.',
	`ptdpbpid` STRING COMMENT 'Part D plan. Benefit package of the medicines plan.',
	`sgmtid` STRING COMMENT 'Part D segment. Segment of the medicines plan.',
	`cstshr` STRING COMMENT 'Part D cost sharing. Low-income cost-sharing group in the month.',
	`rdsind` STRING COMMENT 'Retiree drug subsidy. Whether an employer got the retiree drug subsidy.',
	`file_name` STRING COMMENT 'File. Name of the file that the row came in with.',
	`export_id` STRING COMMENT 'Export. Number of the export job at CMS, or of the import, that the row came in with.',
	`ingested_at` TIMESTAMP COMMENT 'Read at. When the row was stored on this computer (UTC).'
)
USING PARQUET
OPTIONS ('datetimeRebaseMode' = 'CORRECTED')
LOCATION '${lake}/coverage_months'
COMMENT 'Coverage months: one month of one person and part';
REFRESH TABLE coverage_months;

DROP TABLE IF EXISTS claims;
CREATE TABLE claims (
	`api_version` STRING COMMENT 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.',
	`fhir_id` STRING COMMENT 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.',
	`claim_id` STRING COMMENT 'Claim id. Unique claim id of CMS; the resource id where there is none. The v2 number is not the CCLF number.',
	`claim_control_number` STRING COMMENT 'Claim control number. Number that the Medicare contractor gave the claim.',
	`original_control_number` STRING COMMENT 'Original control number. Control number of the claim that this one corrects.',
	`claim_group_id` STRING COMMENT 'Claim group. Number that all versions of one claim share in v2.',
	`patient_id` STRING COMMENT 'Patient id. Id of the person at CMS in this BCDA version.',
	`person_key` STRING COMMENT 'Person key. Key of the person on this computer; the same for all MBIs and both BCDA versions.',
	`mbi` STRING COMMENT 'MBI. Current MBI of the person.',
	`claim_type_code` STRING COMMENT 'Claim type code. Numeric claim type of CMS, such as 71 for a physician claim.',
	`use` STRING COMMENT 'Use. claim, or preauthorization for requests that are not claims.',
	`source_system` STRING COMMENT 'Source system. CMS system the claim came from: CCW, NCH, DDPS, FISS, MCS, VMS or CWF.',
	`final_action` STRING COMMENT 'Final action. FinalAction for the version that stands, else NotFinalAction.',
	`status` STRING COMMENT 'Status. v2: active stands, cancelled was replaced or taken back; v3: always active.',
	`adjudication` STRING COMMENT 'Processing. complete for fully processed claims, partial for early ones.',
	`adjustment_type` STRING COMMENT 'Adjustment type. v3: 0 original, 1 void, 2 replacement, 3 credit, 4 debit, 5 gross, 8 balance, 9 unknown; v2 medicines: A adjusted, D deleted.',
	`from_date` DATE COMMENT 'From. First day of service, as sent.',
	`thru_date` DATE COMMENT 'Through. Last day of service, as sent.',
	`effective_date` DATE COMMENT 'Effective. Day this version of the claim took effect.',
	`weekly_process_date` DATE COMMENT 'Weekly processing. Friday of the weekly load that brought the claim into the national file.',
	`received_date` DATE COMMENT 'Received. Day the contractor got the claim.',
	`process_date` DATE COMMENT 'Processed. Day the claim was processed.',
	`idr_load_date` DATE COMMENT 'Loaded at CMS. Day CMS loaded the claim into its repository; 9999-12-31 means unknown.',
	`payment_amount` DECIMAL(18,2) COMMENT 'Paid by Medicare. What Medicare paid for the claim; empty on medicines.',
	`payment_date` DATE COMMENT 'Paid on. Day of payment; sent for medicines only.',
	`submitted_amount` DECIMAL(18,2) COMMENT 'Charged. What the provider charged; for medicines the total drug cost.',
	`allowed_amount` DECIMAL(18,2) COMMENT 'Allowed. Medicare\'s price, the person\'s share included.',
	`provider_payment_amount` DECIMAL(18,2) COMMENT 'Paid to provider. Part of the payment that went to the provider.',
	`bene_paid_amount` DECIMAL(18,2) COMMENT 'Paid to or by person. Part of the payment that went to, or was paid by, the person.',
	`deductible_amount` DECIMAL(18,2) COMMENT 'Deductible. Deductible that the person owes on this claim.',
	`coinsurance_amount` DECIMAL(18,2) COMMENT 'Coinsurance. Coinsurance that the person owes on this claim.',
	`primary_payer_code` STRING COMMENT 'Primary payer. Who pays before Medicare.',
	`primary_payer_amount` DECIMAL(18,2) COMMENT 'Paid by primary payer. What another payer paid first.',
	`nonpayment_reason` STRING COMMENT 'Reason not paid. Why Medicare did not pay an institutional claim.',
	`denial_code` STRING COMMENT 'Denial code. Payment or denial of a physician or equipment claim; 0 denied.',
	`disposition` STRING COMMENT 'Disposition. Disposition of the claim; 01 and 1 mean debit accepted.',
	`bill_type` STRING COMMENT 'Bill type. Type of bill: facility type, classification and frequency, three characters.',
	`drg_code` STRING COMMENT 'DRG. Medicare severity diagnosis-related group, three digits.',
	`drg_outlier` STRING COMMENT 'DRG outlier. Whether the stay was an outlier of its group.',
	`admission_date` DATE COMMENT 'Admitted. Day of admission.',
	`discharge_date` DATE COMMENT 'Discharged. Day of discharge.',
	`admit_type` STRING COMMENT 'Admission type. 1 emergency, 2 urgent, 3 elective, 4 newborn, 5 trauma, 9 unknown.',
	`admit_source` STRING COMMENT 'Admission source. Where the person came from.',
	`discharge_status` STRING COMMENT 'Discharge status. Where the person went, two digits: 01 home, 03 nursing facility, 20 died, 30 still a patient.',
	`query_code` STRING COMMENT 'Query code. 0 credit, 1 interim, 3 final bill, 5 debit.',
	`near_line_code` STRING COMMENT 'Record kind. Kind of record in the national file: O, V, W, M or U.',
	`facility_npi` STRING COMMENT 'Facility NPI. National provider id of the facility, on institutional claims.',
	`billing_npi` STRING COMMENT 'Billing NPI. National provider id of who billed, or of the pharmacy.',
	`facility_ccn` STRING COMMENT 'Facility CCN. CMS certification number of the facility.',
	`provider_tax_id` STRING COMMENT 'Provider tax id. Tax number of the provider.',
	`attending_npi` STRING COMMENT 'Attending NPI. Provider in charge of the stay.',
	`operating_npi` STRING COMMENT 'Operating NPI. Provider who operated.',
	`other_npi` STRING COMMENT 'Other NPI. Another provider on the claim.',
	`rendering_npi` STRING COMMENT 'Rendering NPI. First provider who rendered a service.',
	`referring_npi` STRING COMMENT 'Referring NPI. Provider who referred or ordered.',
	`prescribing_npi` STRING COMMENT 'Prescribing NPI. Provider who prescribed the medicine.',
	`principal_dx` STRING COMMENT 'Main diagnosis. Principal diagnosis, without dot.',
	`admitting_dx` STRING COMMENT 'Admitting diagnosis. Diagnosis at admission, without dot.',
	`coverage_part` STRING COMMENT 'Coverage part. Coverage named on the claim, as sent; in v2 it holds the patient id.',
	`contract_number` STRING COMMENT 'Plan contract. Contract of the medicines plan.',
	`pbp_number` STRING COMMENT 'Plan number. Benefit package of the medicines plan.',
	`is_current` BOOLEAN COMMENT 'Current version. True for the one version of the claim that stands.',
	`superseded_by` STRING COMMENT 'Replaced by. Resource id of the version that replaced this one.',
	`dq_flags` STRING COMMENT 'Data notes. Oddities as sent: reversed_period, future_date, default_date, possible_duplicate, stale, not_in_latest_full.',
	`line_count` BIGINT COMMENT 'Lines. Number of claim lines.',
	`last_updated` TIMESTAMP COMMENT 'Changed at CMS. When CMS last changed the resource; 9999-12-31 in test data means unknown.',
	`file_name` STRING COMMENT 'File. Name of the file that the row came in with.',
	`export_id` STRING COMMENT 'Export. Number of the export job at CMS, or of the import, that the row came in with.',
	`ingested_at` TIMESTAMP COMMENT 'Read at. When the row was stored on this computer (UTC).',
	`claim_type` STRING COMMENT 'Claim type of the claim; taken from the folder\'s name.',
	`year` INT COMMENT 'Year of the claim\'s thru_date; taken from the folder\'s name.'
)
USING PARQUET
OPTIONS ('datetimeRebaseMode' = 'CORRECTED')
PARTITIONED BY (`claim_type`, `year`)
LOCATION '${lake}/claims'
COMMENT 'Claims: one claim version: one ExplanationOfBenefit, or one v2 Claim with its ClaimResponse';
MSCK REPAIR TABLE claims SYNC PARTITIONS;
REFRESH TABLE claims;

DROP TABLE IF EXISTS claim_lines;
CREATE TABLE claim_lines (
	`api_version` STRING COMMENT 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.',
	`fhir_id` STRING COMMENT 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.',
	`claim_id` STRING COMMENT 'Claim id. Unique claim id of CMS; the resource id where there is none.',
	`ordinal` BIGINT COMMENT 'Place. Place of the row in the claim, from 1.',
	`claim_line_number` BIGINT COMMENT 'Line number. Number of the line as sent; need not start at 1.',
	`revenue_code` STRING COMMENT 'Revenue code. Revenue center, four digits; 0001 is the claim total.',
	`ddctbl_coinsrnc_code` STRING COMMENT 'Deductible code. Whether deductible and coinsurance apply to the line.',
	`hcpcs_code` STRING COMMENT 'Procedure code. HCPCS or CPT code of the service.',
	`hipps_code` STRING COMMENT 'HIPPS code. Payment group of nursing facility, home health and rehabilitation lines.',
	`modifier_1` STRING COMMENT 'Modifier 1. Modifier 1 of the procedure code.',
	`modifier_2` STRING COMMENT 'Modifier 2. Modifier 2 of the procedure code.',
	`modifier_3` STRING COMMENT 'Modifier 3. Modifier 3 of the procedure code.',
	`modifier_4` STRING COMMENT 'Modifier 4. Modifier 4 of the procedure code.',
	`modifier_5` STRING COMMENT 'Modifier 5. Modifier 5 of the procedure code.',
	`ndc_code` STRING COMMENT 'Drug code (NDC). National drug code, eleven digits.',
	`ndc_quantity` DECIMAL(18,4) COMMENT 'Drug quantity. Quantity of the drug on the line.',
	`ndc_unit` STRING COMMENT 'Drug unit. Unit of the drug quantity, such as ML or UN.',
	`service_units` DECIMAL(18,4) COMMENT 'Units. Number of services, or quantity dispensed.',
	`mtus_count` DECIMAL(18,4) COMMENT 'Miles, time or units. Count of miles, time units, services or blood units.',
	`mtus_indicator` STRING COMMENT 'Kind of count. What the count counts: 2 time, 3 services, 4 oxygen, 5 blood, and so on.',
	`place_of_service` STRING COMMENT 'Place of service. Where the service was given: 11 office, 21 hospital, 23 emergency room.',
	`type_of_service` STRING COMMENT 'Type of service. CMS type of service.',
	`betos` STRING COMMENT 'BETOS. Berenson-Eggers type of service.',
	`service_from` DATE COMMENT 'Service from. First day of the service; the claim\'s day where the line has none.',
	`service_thru` DATE COMMENT 'Service through. Last day of the service; the claim\'s day where the line has none.',
	`submitted_amount` DECIMAL(18,2) COMMENT 'Charged. What the provider charged for the line; for medicines the total cost.',
	`allowed_amount` DECIMAL(18,2) COMMENT 'Allowed. Medicare\'s price of the line, the person\'s share included.',
	`paid_amount` DECIMAL(18,2) COMMENT 'Paid by Medicare. What Medicare, or the medicines plan, paid for the line; hospital and nursing claims are paid in the claim total.',
	`provider_paid_amount` DECIMAL(18,2) COMMENT 'Paid to provider. Part of the payment that went to the provider.',
	`bene_responsibility` DECIMAL(18,2) COMMENT 'Person\'s share. What the person owes or paid for the line.',
	`deductible_amount` DECIMAL(18,2) COMMENT 'Deductible. Deductible on the line.',
	`coinsurance_amount` DECIMAL(18,2) COMMENT 'Coinsurance. Coinsurance on the line.',
	`noncovered_amount` DECIMAL(18,2) COMMENT 'Not covered. Charge that Medicare does not cover.',
	`processing_code` STRING COMMENT 'Processing code. How the line was processed: A allowed, and codes for denials.',
	`rendering_npi` STRING COMMENT 'Rendering NPI. Provider who rendered the line.',
	`specialty` STRING COMMENT 'Specialty. CMS specialty of the rendering provider.',
	`participation` STRING COMMENT 'Participation. Whether the provider takes part in Medicare assignment.',
	`line_dx` STRING COMMENT 'Line diagnosis. Diagnosis the line points at, without dot.',
	`provider_state` STRING COMMENT 'Provider state. State of the provider, as coded by CMS.',
	`days_supply` BIGINT COMMENT 'Days\' supply. Days that the medicine lasts.',
	`fill_number` BIGINT COMMENT 'Fill number. 0 first fill, then refills.',
	`compound` STRING COMMENT 'Compound. Whether the medicine was mixed by the pharmacy: 1 no, 2 yes, 0 not given.',
	`daw` STRING COMMENT 'Dispense as written. Whether the brand had to be dispensed.',
	`brand_generic` STRING COMMENT 'Brand or generic. B brand, G generic.',
	`rx_number` STRING COMMENT 'Prescription number. Number of the prescription at the pharmacy.',
	`lics_amount` DECIMAL(18,2) COMMENT 'Low-income subsidy. Part of the person\'s share that the low-income subsidy paid.',
	`plro_amount` DECIMAL(18,2) COMMENT 'Other insurance. Reduction of the person\'s share by other insurers.',
	`other_troop_amount` DECIMAL(18,2) COMMENT 'Other out-of-pocket. Payments by others that count as the person\'s own.',
	`gdc_below_amount` DECIMAL(18,2) COMMENT 'Cost below threshold. Gross drug cost below the out-of-pocket threshold.',
	`gdc_above_amount` DECIMAL(18,2) COMMENT 'Cost above threshold. Gross drug cost above the out-of-pocket threshold.',
	`gap_discount_amount` DECIMAL(18,2) COMMENT 'Gap discount. Manufacturer discount in the coverage gap.',
	`is_total_line` BOOLEAN COMMENT 'Total line. True for the line that repeats the claim total; leave it out of line sums.',
	`file_name` STRING COMMENT 'File. Name of the file that the row came in with.',
	`export_id` STRING COMMENT 'Export. Number of the export job at CMS, or of the import, that the row came in with.',
	`ingested_at` TIMESTAMP COMMENT 'Read at. When the row was stored on this computer (UTC).',
	`claim_type` STRING COMMENT 'Claim type of the claim; taken from the folder\'s name.',
	`year` INT COMMENT 'Year of the claim\'s thru_date; taken from the folder\'s name.'
)
USING PARQUET
OPTIONS ('datetimeRebaseMode' = 'CORRECTED')
PARTITIONED BY (`claim_type`, `year`)
LOCATION '${lake}/claim_lines'
COMMENT 'Claim lines: one line (item) of a claim';
MSCK REPAIR TABLE claim_lines SYNC PARTITIONS;
REFRESH TABLE claim_lines;

DROP TABLE IF EXISTS diagnoses;
CREATE TABLE diagnoses (
	`api_version` STRING COMMENT 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.',
	`fhir_id` STRING COMMENT 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.',
	`claim_id` STRING COMMENT 'Claim id. Unique claim id of CMS; the resource id where there is none.',
	`ordinal` BIGINT COMMENT 'Place. Place of the row in the claim, from 1.',
	`sequence` BIGINT COMMENT 'Sequence. Number of the diagnosis as sent; lines point at it.',
	`code` STRING COMMENT 'Diagnosis. ICD code as sent: v3 with a dot, v2 without.',
	`code_norm` STRING COMMENT 'Diagnosis, no dot. ICD code without dot and blanks, upper case; join and filter with this one.',
	`icd_version` STRING COMMENT 'ICD version. 10 or 9.',
	`display` STRING COMMENT 'Diagnosis in words. Words that CMS sent with the code.',
	`dx_type` STRING COMMENT 'Kind of diagnosis. principal, admitting, secondary, other, externalcauseofinjury or patientreasonforvisit.',
	`poa` STRING COMMENT 'Present on admission. Whether the condition was there at admission: Y, N, U, W or 1.',
	`file_name` STRING COMMENT 'File. Name of the file that the row came in with.',
	`export_id` STRING COMMENT 'Export. Number of the export job at CMS, or of the import, that the row came in with.',
	`ingested_at` TIMESTAMP COMMENT 'Read at. When the row was stored on this computer (UTC).',
	`claim_type` STRING COMMENT 'Claim type of the claim; taken from the folder\'s name.',
	`year` INT COMMENT 'Year of the claim\'s thru_date; taken from the folder\'s name.'
)
USING PARQUET
OPTIONS ('datetimeRebaseMode' = 'CORRECTED')
PARTITIONED BY (`claim_type`, `year`)
LOCATION '${lake}/diagnoses'
COMMENT 'Diagnoses: one diagnosis of a claim';
MSCK REPAIR TABLE diagnoses SYNC PARTITIONS;
REFRESH TABLE diagnoses;

DROP TABLE IF EXISTS procedures;
CREATE TABLE procedures (
	`api_version` STRING COMMENT 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.',
	`fhir_id` STRING COMMENT 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.',
	`claim_id` STRING COMMENT 'Claim id. Unique claim id of CMS; the resource id where there is none.',
	`ordinal` BIGINT COMMENT 'Place. Place of the row in the claim, from 1.',
	`sequence` BIGINT COMMENT 'Sequence. Number of the procedure as sent.',
	`code` STRING COMMENT 'Procedure. ICD procedure code as sent.',
	`icd_version` STRING COMMENT 'ICD version. 10 or 9.',
	`date` DATE COMMENT 'Date. Day of the procedure.',
	`px_type` STRING COMMENT 'Kind of procedure. principal or other.',
	`file_name` STRING COMMENT 'File. Name of the file that the row came in with.',
	`export_id` STRING COMMENT 'Export. Number of the export job at CMS, or of the import, that the row came in with.',
	`ingested_at` TIMESTAMP COMMENT 'Read at. When the row was stored on this computer (UTC).',
	`claim_type` STRING COMMENT 'Claim type of the claim; taken from the folder\'s name.',
	`year` INT COMMENT 'Year of the claim\'s thru_date; taken from the folder\'s name.'
)
USING PARQUET
OPTIONS ('datetimeRebaseMode' = 'CORRECTED')
PARTITIONED BY (`claim_type`, `year`)
LOCATION '${lake}/procedures'
COMMENT 'Procedures: one hospital procedure of a claim';
MSCK REPAIR TABLE procedures SYNC PARTITIONS;
REFRESH TABLE procedures;

DROP TABLE IF EXISTS care_team;
CREATE TABLE care_team (
	`api_version` STRING COMMENT 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.',
	`fhir_id` STRING COMMENT 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.',
	`claim_id` STRING COMMENT 'Claim id. Unique claim id of CMS; the resource id where there is none.',
	`ordinal` BIGINT COMMENT 'Place. Place of the row in the claim, from 1.',
	`sequence` BIGINT COMMENT 'Sequence. Number of the provider as sent; lines point at it.',
	`role` STRING COMMENT 'Role. attending, operating, otheroperating, performing (v2) or rendering (v3), referring, supervisor, prescribing, primary.',
	`npi` STRING COMMENT 'NPI. National provider id.',
	`name` STRING COMMENT 'Name. Name of the provider where the claim carries it.',
	`specialty_code` STRING COMMENT 'Specialty. CMS specialty.',
	`taxonomy` STRING COMMENT 'Taxonomy. Provider taxonomy code.',
	`responsible` BOOLEAN COMMENT 'Responsible. True for the provider in charge.',
	`file_name` STRING COMMENT 'File. Name of the file that the row came in with.',
	`export_id` STRING COMMENT 'Export. Number of the export job at CMS, or of the import, that the row came in with.',
	`ingested_at` TIMESTAMP COMMENT 'Read at. When the row was stored on this computer (UTC).',
	`claim_type` STRING COMMENT 'Claim type of the claim; taken from the folder\'s name.',
	`year` INT COMMENT 'Year of the claim\'s thru_date; taken from the folder\'s name.'
)
USING PARQUET
OPTIONS ('datetimeRebaseMode' = 'CORRECTED')
PARTITIONED BY (`claim_type`, `year`)
LOCATION '${lake}/care_team'
COMMENT 'Care team: one provider named on a claim';
MSCK REPAIR TABLE care_team SYNC PARTITIONS;
REFRESH TABLE care_team;

DROP TABLE IF EXISTS supporting_info;
CREATE TABLE supporting_info (
	`api_version` STRING COMMENT 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.',
	`fhir_id` STRING COMMENT 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.',
	`claim_id` STRING COMMENT 'Claim id. Unique claim id of CMS; the resource id where there is none.',
	`ordinal` BIGINT COMMENT 'Place. Place of the row in the claim, from 1.',
	`sequence` BIGINT COMMENT 'Sequence. Number of the fact as sent.',
	`category_system` STRING COMMENT 'Category system. Code system of the category; the BCDA one where there are several.',
	`category_code` STRING COMMENT 'Category. What kind of fact it is.',
	`code_system` STRING COMMENT 'Code system. Code system of the value.',
	`code` STRING COMMENT 'Code. Value, where it is a code.',
	`display` STRING COMMENT 'In words. Words that CMS sent with the code.',
	`value_text` STRING COMMENT 'Text. Value, where it is text.',
	`value_quantity` DECIMAL(18,4) COMMENT 'Quantity. Value, where it is a quantity.',
	`unit` STRING COMMENT 'Unit. Unit of the quantity.',
	`date` DATE COMMENT 'Date. Day the fact speaks of.',
	`period_start` DATE COMMENT 'From. First day the fact speaks of.',
	`period_end` DATE COMMENT 'To. Last day the fact speaks of.',
	`reference` STRING COMMENT 'Reference. Contained resource that holds the value, such as a blood result.',
	`file_name` STRING COMMENT 'File. Name of the file that the row came in with.',
	`export_id` STRING COMMENT 'Export. Number of the export job at CMS, or of the import, that the row came in with.',
	`ingested_at` TIMESTAMP COMMENT 'Read at. When the row was stored on this computer (UTC).',
	`claim_type` STRING COMMENT 'Claim type of the claim; taken from the folder\'s name.',
	`year` INT COMMENT 'Year of the claim\'s thru_date; taken from the folder\'s name.'
)
USING PARQUET
OPTIONS ('datetimeRebaseMode' = 'CORRECTED')
PARTITIONED BY (`claim_type`, `year`)
LOCATION '${lake}/supporting_info'
COMMENT 'Supporting information: one supporting fact of a claim';
MSCK REPAIR TABLE supporting_info SYNC PARTITIONS;
REFRESH TABLE supporting_info;

DROP TABLE IF EXISTS line_adjudications;
CREATE TABLE line_adjudications (
	`api_version` STRING COMMENT 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.',
	`fhir_id` STRING COMMENT 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.',
	`claim_id` STRING COMMENT 'Claim id. Unique claim id of CMS; the resource id where there is none.',
	`ordinal` BIGINT COMMENT 'Place. Place of the row in the claim, from 1.',
	`claim_line_number` BIGINT COMMENT 'Line number. Number of the line as sent.',
	`seq` BIGINT COMMENT 'Place on the line. Place of the amount on its line, from 1.',
	`category_generic` STRING COMMENT 'Kind. General kind, such as submitted or benefit; the same kind comes many times on a line.',
	`category_code` STRING COMMENT 'CMS name. CMS name of the amount; unique on a line.',
	`amount` DECIMAL(18,2) COMMENT 'Amount. Amount of money.',
	`value` DECIMAL(18,4) COMMENT 'Value. Count or factor, where it is not money.',
	`reason_system` STRING COMMENT 'Reason system. Code system of the reason.',
	`reason_code` STRING COMMENT 'Reason. Reason of a denial or reduction.',
	`file_name` STRING COMMENT 'File. Name of the file that the row came in with.',
	`export_id` STRING COMMENT 'Export. Number of the export job at CMS, or of the import, that the row came in with.',
	`ingested_at` TIMESTAMP COMMENT 'Read at. When the row was stored on this computer (UTC).',
	`claim_type` STRING COMMENT 'Claim type of the claim; taken from the folder\'s name.',
	`year` INT COMMENT 'Year of the claim\'s thru_date; taken from the folder\'s name.'
)
USING PARQUET
OPTIONS ('datetimeRebaseMode' = 'CORRECTED')
PARTITIONED BY (`claim_type`, `year`)
LOCATION '${lake}/line_adjudications'
COMMENT 'Line amounts: one amount or decision on a claim line';
MSCK REPAIR TABLE line_adjudications SYNC PARTITIONS;
REFRESH TABLE line_adjudications;

DROP TABLE IF EXISTS claim_amounts;
CREATE TABLE claim_amounts (
	`api_version` STRING COMMENT 'BCDA version. Version of the CMS interface that sent the resource: v2 or v3.',
	`fhir_id` STRING COMMENT 'Resource id. Id of the FHIR resource, unique only together with the BCDA version.',
	`claim_id` STRING COMMENT 'Claim id. Unique claim id of CMS; the resource id where there is none.',
	`ordinal` BIGINT COMMENT 'Place. Place of the row in the claim, from 1.',
	`origin` STRING COMMENT 'Found in. Part of the resource that holds it: total, adjudication, benefitBalance or extension.',
	`category_generic` STRING COMMENT 'Kind. General kind, such as submitted or benefit.',
	`category_code` STRING COMMENT 'CMS name. CMS name of the amount.',
	`amount` DECIMAL(18,2) COMMENT 'Amount. Amount of money.',
	`value` DECIMAL(18,4) COMMENT 'Value. Count or weight, where it is not money.',
	`reason_code` STRING COMMENT 'Reason. Reason code, where the entry is a decision.',
	`file_name` STRING COMMENT 'File. Name of the file that the row came in with.',
	`export_id` STRING COMMENT 'Export. Number of the export job at CMS, or of the import, that the row came in with.',
	`ingested_at` TIMESTAMP COMMENT 'Read at. When the row was stored on this computer (UTC).',
	`claim_type` STRING COMMENT 'Claim type of the claim; taken from the folder\'s name.',
	`year` INT COMMENT 'Year of the claim\'s thru_date; taken from the folder\'s name.'
)
USING PARQUET
OPTIONS ('datetimeRebaseMode' = 'CORRECTED')
PARTITIONED BY (`claim_type`, `year`)
LOCATION '${lake}/claim_amounts'
COMMENT 'Claim amounts: one amount, count or decision on the claim as a whole';
MSCK REPAIR TABLE claim_amounts SYNC PARTITIONS;
REFRESH TABLE claim_amounts;

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
