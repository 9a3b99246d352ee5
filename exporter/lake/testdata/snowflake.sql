-- Tables over this folder for Snowflake, made by ClaimsDesk 1.2. Each run writes this file anew.
-- External tables need a stage over cloud storage: copy this folder to a bucket of yours, deletions included, put its address
-- and a storage integration in the CREATE STAGE statement, and run the file. After each further copy, run the statements that
-- begin with ALTER EXTERNAL TABLE; where a column has become wider, run the whole file again.
-- Each table is an external table with the prefix lake_, and a view with its own name. To keep a copy inside Snowflake:
-- CREATE TABLE claims_copy AS SELECT * FROM claims;
ALTER SESSION SET TIMEZONE = 'UTC';

CREATE FILE FORMAT IF NOT EXISTS claimsdesk_parquet
	TYPE = PARQUET
	USE_LOGICAL_TYPE = TRUE; -- days and instants are read as such, not as numbers

CREATE STAGE IF NOT EXISTS claimsdesk_lake
	URL = 's3://your-bucket/lake/'
	STORAGE_INTEGRATION = your_integration
	FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet');


CREATE OR REPLACE EXTERNAL TABLE lake_beneficiaries (
	"api_version" VARCHAR AS (VALUE:"api_version"::VARCHAR),
	"fhir_id" VARCHAR AS (VALUE:"fhir_id"::VARCHAR),
	"patient_id" VARCHAR AS (VALUE:"patient_id"::VARCHAR),
	"person_key" VARCHAR AS (VALUE:"person_key"::VARCHAR),
	"mbi" VARCHAR AS (VALUE:"mbi"::VARCHAR),
	"bene_id" VARCHAR AS (VALUE:"bene_id"::VARCHAR),
	"first_name" VARCHAR AS (VALUE:"first_name"::VARCHAR),
	"middle_name" VARCHAR AS (VALUE:"middle_name"::VARCHAR),
	"last_name" VARCHAR AS (VALUE:"last_name"::VARCHAR),
	"birth_date" DATE AS (VALUE:"birth_date"::DATE),
	"death_date" DATE AS (VALUE:"death_date"::DATE),
	"death_flag" BOOLEAN AS (VALUE:"death_flag"::BOOLEAN),
	"sex_code" VARCHAR AS (VALUE:"sex_code"::VARCHAR),
	"race_code" VARCHAR AS (VALUE:"race_code"::VARCHAR),
	"race" VARCHAR AS (VALUE:"race"::VARCHAR),
	"address_line1" VARCHAR AS (VALUE:"address_line1"::VARCHAR),
	"address_line2" VARCHAR AS (VALUE:"address_line2"::VARCHAR),
	"address_line3" VARCHAR AS (VALUE:"address_line3"::VARCHAR),
	"address_line4" VARCHAR AS (VALUE:"address_line4"::VARCHAR),
	"address_line5" VARCHAR AS (VALUE:"address_line5"::VARCHAR),
	"address_line6" VARCHAR AS (VALUE:"address_line6"::VARCHAR),
	"city" VARCHAR AS (VALUE:"city"::VARCHAR),
	"state" VARCHAR AS (VALUE:"state"::VARCHAR),
	"zip5" VARCHAR AS (VALUE:"zip5"::VARCHAR),
	"language" VARCHAR AS (VALUE:"language"::VARCHAR),
	"dual_status_01" VARCHAR AS (VALUE:"dual_status_01"::VARCHAR),
	"dual_status_02" VARCHAR AS (VALUE:"dual_status_02"::VARCHAR),
	"dual_status_03" VARCHAR AS (VALUE:"dual_status_03"::VARCHAR),
	"dual_status_04" VARCHAR AS (VALUE:"dual_status_04"::VARCHAR),
	"dual_status_05" VARCHAR AS (VALUE:"dual_status_05"::VARCHAR),
	"dual_status_06" VARCHAR AS (VALUE:"dual_status_06"::VARCHAR),
	"dual_status_07" VARCHAR AS (VALUE:"dual_status_07"::VARCHAR),
	"dual_status_08" VARCHAR AS (VALUE:"dual_status_08"::VARCHAR),
	"dual_status_09" VARCHAR AS (VALUE:"dual_status_09"::VARCHAR),
	"dual_status_10" VARCHAR AS (VALUE:"dual_status_10"::VARCHAR),
	"dual_status_11" VARCHAR AS (VALUE:"dual_status_11"::VARCHAR),
	"dual_status_12" VARCHAR AS (VALUE:"dual_status_12"::VARCHAR),
	"reference_year" BIGINT AS (VALUE:"reference_year"::BIGINT),
	"replaced_by" VARCHAR AS (VALUE:"replaced_by"::VARCHAR),
	"last_updated" TIMESTAMP_LTZ AS (VALUE:"last_updated"::TIMESTAMP_LTZ),
	"file_name" VARCHAR AS (VALUE:"file_name"::VARCHAR),
	"export_id" VARCHAR AS (VALUE:"export_id"::VARCHAR),
	"ingested_at" TIMESTAMP_LTZ AS (VALUE:"ingested_at"::TIMESTAMP_LTZ)
)
LOCATION = @claimsdesk_lake/beneficiaries/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
PATTERN = '.*[.]parquet'
FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet')
COMMENT = 'People: one FHIR Patient resource';
CREATE OR REPLACE VIEW beneficiaries AS
SELECT
	"api_version" AS api_version,
	"fhir_id" AS fhir_id,
	"patient_id" AS patient_id,
	"person_key" AS person_key,
	"mbi" AS mbi,
	"bene_id" AS bene_id,
	"first_name" AS first_name,
	"middle_name" AS middle_name,
	"last_name" AS last_name,
	"birth_date" AS birth_date,
	"death_date" AS death_date,
	"death_flag" AS death_flag,
	"sex_code" AS sex_code,
	"race_code" AS race_code,
	"race" AS race,
	"address_line1" AS address_line1,
	"address_line2" AS address_line2,
	"address_line3" AS address_line3,
	"address_line4" AS address_line4,
	"address_line5" AS address_line5,
	"address_line6" AS address_line6,
	"city" AS city,
	"state" AS state,
	"zip5" AS zip5,
	"language" AS language,
	"dual_status_01" AS dual_status_01,
	"dual_status_02" AS dual_status_02,
	"dual_status_03" AS dual_status_03,
	"dual_status_04" AS dual_status_04,
	"dual_status_05" AS dual_status_05,
	"dual_status_06" AS dual_status_06,
	"dual_status_07" AS dual_status_07,
	"dual_status_08" AS dual_status_08,
	"dual_status_09" AS dual_status_09,
	"dual_status_10" AS dual_status_10,
	"dual_status_11" AS dual_status_11,
	"dual_status_12" AS dual_status_12,
	"reference_year" AS reference_year,
	"replaced_by" AS replaced_by,
	"last_updated" AS last_updated,
	"file_name" AS file_name,
	"export_id" AS export_id,
	"ingested_at" AS ingested_at
FROM lake_beneficiaries;


CREATE OR REPLACE EXTERNAL TABLE lake_beneficiary_mbis (
	"api_version" VARCHAR AS (VALUE:"api_version"::VARCHAR),
	"fhir_id" VARCHAR AS (VALUE:"fhir_id"::VARCHAR),
	"patient_id" VARCHAR AS (VALUE:"patient_id"::VARCHAR),
	"person_key" VARCHAR AS (VALUE:"person_key"::VARCHAR),
	"mbi" VARCHAR AS (VALUE:"mbi"::VARCHAR),
	"is_current" BOOLEAN AS (VALUE:"is_current"::BOOLEAN),
	"effective_date" DATE AS (VALUE:"effective_date"::DATE),
	"obsolete_date" DATE AS (VALUE:"obsolete_date"::DATE),
	"source_order" BIGINT AS (VALUE:"source_order"::BIGINT),
	"file_name" VARCHAR AS (VALUE:"file_name"::VARCHAR),
	"export_id" VARCHAR AS (VALUE:"export_id"::VARCHAR),
	"ingested_at" TIMESTAMP_LTZ AS (VALUE:"ingested_at"::TIMESTAMP_LTZ)
)
LOCATION = @claimsdesk_lake/beneficiary_mbis/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
PATTERN = '.*[.]parquet'
FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet')
COMMENT = 'MBIs: one MBI of one Patient resource';
CREATE OR REPLACE VIEW beneficiary_mbis AS
SELECT
	"api_version" AS api_version,
	"fhir_id" AS fhir_id,
	"patient_id" AS patient_id,
	"person_key" AS person_key,
	"mbi" AS mbi,
	"is_current" AS is_current,
	"effective_date" AS effective_date,
	"obsolete_date" AS obsolete_date,
	"source_order" AS source_order,
	"file_name" AS file_name,
	"export_id" AS export_id,
	"ingested_at" AS ingested_at
FROM lake_beneficiary_mbis;


CREATE OR REPLACE EXTERNAL TABLE lake_coverage (
	"api_version" VARCHAR AS (VALUE:"api_version"::VARCHAR),
	"fhir_id" VARCHAR AS (VALUE:"fhir_id"::VARCHAR),
	"coverage_id" VARCHAR AS (VALUE:"coverage_id"::VARCHAR),
	"patient_id" VARCHAR AS (VALUE:"patient_id"::VARCHAR),
	"person_key" VARCHAR AS (VALUE:"person_key"::VARCHAR),
	"mbi" VARCHAR AS (VALUE:"mbi"::VARCHAR),
	"part" VARCHAR AS (VALUE:"part"::VARCHAR),
	"status" VARCHAR AS (VALUE:"status"::VARCHAR),
	"period_start" DATE AS (VALUE:"period_start"::DATE),
	"period_end" DATE AS (VALUE:"period_end"::DATE),
	"medicare_status_code" VARCHAR AS (VALUE:"medicare_status_code"::VARCHAR),
	"original_entitlement_reason" VARCHAR AS (VALUE:"original_entitlement_reason"::VARCHAR),
	"current_entitlement_reason" VARCHAR AS (VALUE:"current_entitlement_reason"::VARCHAR),
	"esrd_indicator" VARCHAR AS (VALUE:"esrd_indicator"::VARCHAR),
	"disabled_status" VARCHAR AS (VALUE:"disabled_status"::VARCHAR),
	"entitlement_status" VARCHAR AS (VALUE:"entitlement_status"::VARCHAR),
	"enrollment_reason" VARCHAR AS (VALUE:"enrollment_reason"::VARCHAR),
	"termination_code" VARCHAR AS (VALUE:"termination_code"::VARCHAR),
	"buyin_code" VARCHAR AS (VALUE:"buyin_code"::VARCHAR),
	"dual_status_code" VARCHAR AS (VALUE:"dual_status_code"::VARCHAR),
	"dual_type" VARCHAR AS (VALUE:"dual_type"::VARCHAR),
	"medicaid_state" VARCHAR AS (VALUE:"medicaid_state"::VARCHAR),
	"contract_number" VARCHAR AS (VALUE:"contract_number"::VARCHAR),
	"pbp_number" VARCHAR AS (VALUE:"pbp_number"::VARCHAR),
	"segment" VARCHAR AS (VALUE:"segment"::VARCHAR),
	"plan_name" VARCHAR AS (VALUE:"plan_name"::VARCHAR),
	"lis_level" VARCHAR AS (VALUE:"lis_level"::VARCHAR),
	"lis_premium_pct" VARCHAR AS (VALUE:"lis_premium_pct"::VARCHAR),
	"rx_bin" VARCHAR AS (VALUE:"rx_bin"::VARCHAR),
	"rx_pcn" VARCHAR AS (VALUE:"rx_pcn"::VARCHAR),
	"rx_group" VARCHAR AS (VALUE:"rx_group"::VARCHAR),
	"rx_id" VARCHAR AS (VALUE:"rx_id"::VARCHAR),
	"reference_year" BIGINT AS (VALUE:"reference_year"::BIGINT),
	"file_name" VARCHAR AS (VALUE:"file_name"::VARCHAR),
	"export_id" VARCHAR AS (VALUE:"export_id"::VARCHAR),
	"ingested_at" TIMESTAMP_LTZ AS (VALUE:"ingested_at"::TIMESTAMP_LTZ)
)
LOCATION = @claimsdesk_lake/coverage/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
PATTERN = '.*[.]parquet'
FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet')
COMMENT = 'Coverage: one FHIR Coverage resource';
CREATE OR REPLACE VIEW coverage AS
SELECT
	"api_version" AS api_version,
	"fhir_id" AS fhir_id,
	"coverage_id" AS coverage_id,
	"patient_id" AS patient_id,
	"person_key" AS person_key,
	"mbi" AS mbi,
	"part" AS part,
	"status" AS status,
	"period_start" AS period_start,
	"period_end" AS period_end,
	"medicare_status_code" AS medicare_status_code,
	"original_entitlement_reason" AS original_entitlement_reason,
	"current_entitlement_reason" AS current_entitlement_reason,
	"esrd_indicator" AS esrd_indicator,
	"disabled_status" AS disabled_status,
	"entitlement_status" AS entitlement_status,
	"enrollment_reason" AS enrollment_reason,
	"termination_code" AS termination_code,
	"buyin_code" AS buyin_code,
	"dual_status_code" AS dual_status_code,
	"dual_type" AS dual_type,
	"medicaid_state" AS medicaid_state,
	"contract_number" AS contract_number,
	"pbp_number" AS pbp_number,
	"segment" AS segment,
	"plan_name" AS plan_name,
	"lis_level" AS lis_level,
	"lis_premium_pct" AS lis_premium_pct,
	"rx_bin" AS rx_bin,
	"rx_pcn" AS rx_pcn,
	"rx_group" AS rx_group,
	"rx_id" AS rx_id,
	"reference_year" AS reference_year,
	"file_name" AS file_name,
	"export_id" AS export_id,
	"ingested_at" AS ingested_at
FROM lake_coverage;


CREATE OR REPLACE EXTERNAL TABLE lake_coverage_months (
	"api_version" VARCHAR AS (VALUE:"api_version"::VARCHAR),
	"fhir_id" VARCHAR AS (VALUE:"fhir_id"::VARCHAR),
	"coverage_id" VARCHAR AS (VALUE:"coverage_id"::VARCHAR),
	"patient_id" VARCHAR AS (VALUE:"patient_id"::VARCHAR),
	"person_key" VARCHAR AS (VALUE:"person_key"::VARCHAR),
	"part" VARCHAR AS (VALUE:"part"::VARCHAR),
	"year" BIGINT AS (VALUE:"year"::BIGINT),
	"month" BIGINT AS (VALUE:"month"::BIGINT),
	"dual" VARCHAR AS (VALUE:"dual"::VARCHAR),
	"buyin" VARCHAR AS (VALUE:"buyin"::VARCHAR),
	"hmo_ind" VARCHAR AS (VALUE:"hmo_ind"::VARCHAR),
	"ptc_cntrct_id" VARCHAR AS (VALUE:"ptc_cntrct_id"::VARCHAR),
	"ptc_pbp_id" VARCHAR AS (VALUE:"ptc_pbp_id"::VARCHAR),
	"ptc_plan_type_cd" VARCHAR AS (VALUE:"ptc_plan_type_cd"::VARCHAR),
	"ptdcntrct" VARCHAR AS (VALUE:"ptdcntrct"::VARCHAR),
	"ptdpbpid" VARCHAR AS (VALUE:"ptdpbpid"::VARCHAR),
	"sgmtid" VARCHAR AS (VALUE:"sgmtid"::VARCHAR),
	"cstshr" VARCHAR AS (VALUE:"cstshr"::VARCHAR),
	"rdsind" VARCHAR AS (VALUE:"rdsind"::VARCHAR),
	"file_name" VARCHAR AS (VALUE:"file_name"::VARCHAR),
	"export_id" VARCHAR AS (VALUE:"export_id"::VARCHAR),
	"ingested_at" TIMESTAMP_LTZ AS (VALUE:"ingested_at"::TIMESTAMP_LTZ)
)
LOCATION = @claimsdesk_lake/coverage_months/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
PATTERN = '.*[.]parquet'
FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet')
COMMENT = 'Coverage months: one month of one person and part';
CREATE OR REPLACE VIEW coverage_months AS
SELECT
	"api_version" AS api_version,
	"fhir_id" AS fhir_id,
	"coverage_id" AS coverage_id,
	"patient_id" AS patient_id,
	"person_key" AS person_key,
	"part" AS part,
	"year" AS year,
	"month" AS month,
	"dual" AS dual,
	"buyin" AS buyin,
	"hmo_ind" AS hmo_ind,
	"ptc_cntrct_id" AS ptc_cntrct_id,
	"ptc_pbp_id" AS ptc_pbp_id,
	"ptc_plan_type_cd" AS ptc_plan_type_cd,
	"ptdcntrct" AS ptdcntrct,
	"ptdpbpid" AS ptdpbpid,
	"sgmtid" AS sgmtid,
	"cstshr" AS cstshr,
	"rdsind" AS rdsind,
	"file_name" AS file_name,
	"export_id" AS export_id,
	"ingested_at" AS ingested_at
FROM lake_coverage_months;


CREATE OR REPLACE EXTERNAL TABLE lake_claims (
	"api_version" VARCHAR AS (VALUE:"api_version"::VARCHAR),
	"fhir_id" VARCHAR AS (VALUE:"fhir_id"::VARCHAR),
	"claim_id" VARCHAR AS (VALUE:"claim_id"::VARCHAR),
	"claim_control_number" VARCHAR AS (VALUE:"claim_control_number"::VARCHAR),
	"original_control_number" VARCHAR AS (VALUE:"original_control_number"::VARCHAR),
	"claim_group_id" VARCHAR AS (VALUE:"claim_group_id"::VARCHAR),
	"patient_id" VARCHAR AS (VALUE:"patient_id"::VARCHAR),
	"person_key" VARCHAR AS (VALUE:"person_key"::VARCHAR),
	"mbi" VARCHAR AS (VALUE:"mbi"::VARCHAR),
	"claim_type_code" VARCHAR AS (VALUE:"claim_type_code"::VARCHAR),
	"use" VARCHAR AS (VALUE:"use"::VARCHAR),
	"source_system" VARCHAR AS (VALUE:"source_system"::VARCHAR),
	"final_action" VARCHAR AS (VALUE:"final_action"::VARCHAR),
	"status" VARCHAR AS (VALUE:"status"::VARCHAR),
	"adjudication" VARCHAR AS (VALUE:"adjudication"::VARCHAR),
	"adjustment_type" VARCHAR AS (VALUE:"adjustment_type"::VARCHAR),
	"from_date" DATE AS (VALUE:"from_date"::DATE),
	"thru_date" DATE AS (VALUE:"thru_date"::DATE),
	"effective_date" DATE AS (VALUE:"effective_date"::DATE),
	"weekly_process_date" DATE AS (VALUE:"weekly_process_date"::DATE),
	"received_date" DATE AS (VALUE:"received_date"::DATE),
	"process_date" DATE AS (VALUE:"process_date"::DATE),
	"idr_load_date" DATE AS (VALUE:"idr_load_date"::DATE),
	"payment_amount" DECIMAL(18,2) AS (VALUE:"payment_amount"::DECIMAL(18,2)),
	"payment_date" DATE AS (VALUE:"payment_date"::DATE),
	"submitted_amount" DECIMAL(18,2) AS (VALUE:"submitted_amount"::DECIMAL(18,2)),
	"allowed_amount" DECIMAL(18,2) AS (VALUE:"allowed_amount"::DECIMAL(18,2)),
	"provider_payment_amount" DECIMAL(18,2) AS (VALUE:"provider_payment_amount"::DECIMAL(18,2)),
	"bene_paid_amount" DECIMAL(18,2) AS (VALUE:"bene_paid_amount"::DECIMAL(18,2)),
	"deductible_amount" DECIMAL(18,2) AS (VALUE:"deductible_amount"::DECIMAL(18,2)),
	"coinsurance_amount" DECIMAL(18,2) AS (VALUE:"coinsurance_amount"::DECIMAL(18,2)),
	"primary_payer_code" VARCHAR AS (VALUE:"primary_payer_code"::VARCHAR),
	"primary_payer_amount" DECIMAL(18,2) AS (VALUE:"primary_payer_amount"::DECIMAL(18,2)),
	"nonpayment_reason" VARCHAR AS (VALUE:"nonpayment_reason"::VARCHAR),
	"denial_code" VARCHAR AS (VALUE:"denial_code"::VARCHAR),
	"disposition" VARCHAR AS (VALUE:"disposition"::VARCHAR),
	"bill_type" VARCHAR AS (VALUE:"bill_type"::VARCHAR),
	"drg_code" VARCHAR AS (VALUE:"drg_code"::VARCHAR),
	"drg_outlier" VARCHAR AS (VALUE:"drg_outlier"::VARCHAR),
	"admission_date" DATE AS (VALUE:"admission_date"::DATE),
	"discharge_date" DATE AS (VALUE:"discharge_date"::DATE),
	"admit_type" VARCHAR AS (VALUE:"admit_type"::VARCHAR),
	"admit_source" VARCHAR AS (VALUE:"admit_source"::VARCHAR),
	"discharge_status" VARCHAR AS (VALUE:"discharge_status"::VARCHAR),
	"query_code" VARCHAR AS (VALUE:"query_code"::VARCHAR),
	"near_line_code" VARCHAR AS (VALUE:"near_line_code"::VARCHAR),
	"facility_npi" VARCHAR AS (VALUE:"facility_npi"::VARCHAR),
	"billing_npi" VARCHAR AS (VALUE:"billing_npi"::VARCHAR),
	"facility_ccn" VARCHAR AS (VALUE:"facility_ccn"::VARCHAR),
	"provider_tax_id" VARCHAR AS (VALUE:"provider_tax_id"::VARCHAR),
	"attending_npi" VARCHAR AS (VALUE:"attending_npi"::VARCHAR),
	"operating_npi" VARCHAR AS (VALUE:"operating_npi"::VARCHAR),
	"other_npi" VARCHAR AS (VALUE:"other_npi"::VARCHAR),
	"rendering_npi" VARCHAR AS (VALUE:"rendering_npi"::VARCHAR),
	"referring_npi" VARCHAR AS (VALUE:"referring_npi"::VARCHAR),
	"prescribing_npi" VARCHAR AS (VALUE:"prescribing_npi"::VARCHAR),
	"principal_dx" VARCHAR AS (VALUE:"principal_dx"::VARCHAR),
	"admitting_dx" VARCHAR AS (VALUE:"admitting_dx"::VARCHAR),
	"coverage_part" VARCHAR AS (VALUE:"coverage_part"::VARCHAR),
	"contract_number" VARCHAR AS (VALUE:"contract_number"::VARCHAR),
	"pbp_number" VARCHAR AS (VALUE:"pbp_number"::VARCHAR),
	"is_current" BOOLEAN AS (VALUE:"is_current"::BOOLEAN),
	"superseded_by" VARCHAR AS (VALUE:"superseded_by"::VARCHAR),
	"dq_flags" VARCHAR AS (VALUE:"dq_flags"::VARCHAR),
	"line_count" BIGINT AS (VALUE:"line_count"::BIGINT),
	"last_updated" TIMESTAMP_LTZ AS (VALUE:"last_updated"::TIMESTAMP_LTZ),
	"file_name" VARCHAR AS (VALUE:"file_name"::VARCHAR),
	"export_id" VARCHAR AS (VALUE:"export_id"::VARCHAR),
	"ingested_at" TIMESTAMP_LTZ AS (VALUE:"ingested_at"::TIMESTAMP_LTZ),
	"folder_claim_type" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'claim_type=', 2), '/', 1)),
	"folder_year" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'year=', 2), '/', 1))
)
PARTITION BY ("folder_claim_type", "folder_year")
LOCATION = @claimsdesk_lake/claims/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
PATTERN = '.*[.]parquet'
FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet')
COMMENT = 'Claims: one claim version: one ExplanationOfBenefit, or one v2 Claim with its ClaimResponse';
CREATE OR REPLACE VIEW claims AS
SELECT
	"api_version" AS api_version,
	"fhir_id" AS fhir_id,
	"claim_id" AS claim_id,
	"claim_control_number" AS claim_control_number,
	"original_control_number" AS original_control_number,
	"claim_group_id" AS claim_group_id,
	"patient_id" AS patient_id,
	"person_key" AS person_key,
	"mbi" AS mbi,
	NULLIF("folder_claim_type", '__HIVE_DEFAULT_PARTITION__') AS claim_type,
	"claim_type_code" AS claim_type_code,
	"use" AS use,
	"source_system" AS source_system,
	"final_action" AS final_action,
	"status" AS status,
	"adjudication" AS adjudication,
	"adjustment_type" AS adjustment_type,
	"from_date" AS from_date,
	"thru_date" AS thru_date,
	"effective_date" AS effective_date,
	"weekly_process_date" AS weekly_process_date,
	"received_date" AS received_date,
	"process_date" AS process_date,
	"idr_load_date" AS idr_load_date,
	"payment_amount" AS payment_amount,
	"payment_date" AS payment_date,
	"submitted_amount" AS submitted_amount,
	"allowed_amount" AS allowed_amount,
	"provider_payment_amount" AS provider_payment_amount,
	"bene_paid_amount" AS bene_paid_amount,
	"deductible_amount" AS deductible_amount,
	"coinsurance_amount" AS coinsurance_amount,
	"primary_payer_code" AS primary_payer_code,
	"primary_payer_amount" AS primary_payer_amount,
	"nonpayment_reason" AS nonpayment_reason,
	"denial_code" AS denial_code,
	"disposition" AS disposition,
	"bill_type" AS bill_type,
	"drg_code" AS drg_code,
	"drg_outlier" AS drg_outlier,
	"admission_date" AS admission_date,
	"discharge_date" AS discharge_date,
	"admit_type" AS admit_type,
	"admit_source" AS admit_source,
	"discharge_status" AS discharge_status,
	"query_code" AS query_code,
	"near_line_code" AS near_line_code,
	"facility_npi" AS facility_npi,
	"billing_npi" AS billing_npi,
	"facility_ccn" AS facility_ccn,
	"provider_tax_id" AS provider_tax_id,
	"attending_npi" AS attending_npi,
	"operating_npi" AS operating_npi,
	"other_npi" AS other_npi,
	"rendering_npi" AS rendering_npi,
	"referring_npi" AS referring_npi,
	"prescribing_npi" AS prescribing_npi,
	"principal_dx" AS principal_dx,
	"admitting_dx" AS admitting_dx,
	"coverage_part" AS coverage_part,
	"contract_number" AS contract_number,
	"pbp_number" AS pbp_number,
	"is_current" AS is_current,
	"superseded_by" AS superseded_by,
	"dq_flags" AS dq_flags,
	"line_count" AS line_count,
	"last_updated" AS last_updated,
	"file_name" AS file_name,
	"export_id" AS export_id,
	"ingested_at" AS ingested_at,
	TRY_TO_NUMBER("folder_year") AS year
FROM lake_claims;


CREATE OR REPLACE EXTERNAL TABLE lake_claim_lines (
	"api_version" VARCHAR AS (VALUE:"api_version"::VARCHAR),
	"fhir_id" VARCHAR AS (VALUE:"fhir_id"::VARCHAR),
	"claim_id" VARCHAR AS (VALUE:"claim_id"::VARCHAR),
	"ordinal" BIGINT AS (VALUE:"ordinal"::BIGINT),
	"claim_line_number" BIGINT AS (VALUE:"claim_line_number"::BIGINT),
	"revenue_code" VARCHAR AS (VALUE:"revenue_code"::VARCHAR),
	"ddctbl_coinsrnc_code" VARCHAR AS (VALUE:"ddctbl_coinsrnc_code"::VARCHAR),
	"hcpcs_code" VARCHAR AS (VALUE:"hcpcs_code"::VARCHAR),
	"hipps_code" VARCHAR AS (VALUE:"hipps_code"::VARCHAR),
	"modifier_1" VARCHAR AS (VALUE:"modifier_1"::VARCHAR),
	"modifier_2" VARCHAR AS (VALUE:"modifier_2"::VARCHAR),
	"modifier_3" VARCHAR AS (VALUE:"modifier_3"::VARCHAR),
	"modifier_4" VARCHAR AS (VALUE:"modifier_4"::VARCHAR),
	"modifier_5" VARCHAR AS (VALUE:"modifier_5"::VARCHAR),
	"ndc_code" VARCHAR AS (VALUE:"ndc_code"::VARCHAR),
	"ndc_quantity" DECIMAL(18,4) AS (VALUE:"ndc_quantity"::DECIMAL(18,4)),
	"ndc_unit" VARCHAR AS (VALUE:"ndc_unit"::VARCHAR),
	"service_units" DECIMAL(18,4) AS (VALUE:"service_units"::DECIMAL(18,4)),
	"mtus_count" DECIMAL(18,4) AS (VALUE:"mtus_count"::DECIMAL(18,4)),
	"mtus_indicator" VARCHAR AS (VALUE:"mtus_indicator"::VARCHAR),
	"place_of_service" VARCHAR AS (VALUE:"place_of_service"::VARCHAR),
	"type_of_service" VARCHAR AS (VALUE:"type_of_service"::VARCHAR),
	"betos" VARCHAR AS (VALUE:"betos"::VARCHAR),
	"service_from" DATE AS (VALUE:"service_from"::DATE),
	"service_thru" DATE AS (VALUE:"service_thru"::DATE),
	"submitted_amount" DECIMAL(18,2) AS (VALUE:"submitted_amount"::DECIMAL(18,2)),
	"allowed_amount" DECIMAL(18,2) AS (VALUE:"allowed_amount"::DECIMAL(18,2)),
	"paid_amount" DECIMAL(18,2) AS (VALUE:"paid_amount"::DECIMAL(18,2)),
	"provider_paid_amount" DECIMAL(18,2) AS (VALUE:"provider_paid_amount"::DECIMAL(18,2)),
	"bene_responsibility" DECIMAL(18,2) AS (VALUE:"bene_responsibility"::DECIMAL(18,2)),
	"deductible_amount" DECIMAL(18,2) AS (VALUE:"deductible_amount"::DECIMAL(18,2)),
	"coinsurance_amount" DECIMAL(18,2) AS (VALUE:"coinsurance_amount"::DECIMAL(18,2)),
	"noncovered_amount" DECIMAL(18,2) AS (VALUE:"noncovered_amount"::DECIMAL(18,2)),
	"processing_code" VARCHAR AS (VALUE:"processing_code"::VARCHAR),
	"rendering_npi" VARCHAR AS (VALUE:"rendering_npi"::VARCHAR),
	"specialty" VARCHAR AS (VALUE:"specialty"::VARCHAR),
	"participation" VARCHAR AS (VALUE:"participation"::VARCHAR),
	"line_dx" VARCHAR AS (VALUE:"line_dx"::VARCHAR),
	"provider_state" VARCHAR AS (VALUE:"provider_state"::VARCHAR),
	"days_supply" BIGINT AS (VALUE:"days_supply"::BIGINT),
	"fill_number" BIGINT AS (VALUE:"fill_number"::BIGINT),
	"compound" VARCHAR AS (VALUE:"compound"::VARCHAR),
	"daw" VARCHAR AS (VALUE:"daw"::VARCHAR),
	"brand_generic" VARCHAR AS (VALUE:"brand_generic"::VARCHAR),
	"rx_number" VARCHAR AS (VALUE:"rx_number"::VARCHAR),
	"lics_amount" DECIMAL(18,2) AS (VALUE:"lics_amount"::DECIMAL(18,2)),
	"plro_amount" DECIMAL(18,2) AS (VALUE:"plro_amount"::DECIMAL(18,2)),
	"other_troop_amount" DECIMAL(18,2) AS (VALUE:"other_troop_amount"::DECIMAL(18,2)),
	"gdc_below_amount" DECIMAL(18,2) AS (VALUE:"gdc_below_amount"::DECIMAL(18,2)),
	"gdc_above_amount" DECIMAL(18,2) AS (VALUE:"gdc_above_amount"::DECIMAL(18,2)),
	"gap_discount_amount" DECIMAL(18,2) AS (VALUE:"gap_discount_amount"::DECIMAL(18,2)),
	"is_total_line" BOOLEAN AS (VALUE:"is_total_line"::BOOLEAN),
	"file_name" VARCHAR AS (VALUE:"file_name"::VARCHAR),
	"export_id" VARCHAR AS (VALUE:"export_id"::VARCHAR),
	"ingested_at" TIMESTAMP_LTZ AS (VALUE:"ingested_at"::TIMESTAMP_LTZ),
	"folder_claim_type" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'claim_type=', 2), '/', 1)),
	"folder_year" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'year=', 2), '/', 1))
)
PARTITION BY ("folder_claim_type", "folder_year")
LOCATION = @claimsdesk_lake/claim_lines/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
PATTERN = '.*[.]parquet'
FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet')
COMMENT = 'Claim lines: one line (item) of a claim';
CREATE OR REPLACE VIEW claim_lines AS
SELECT
	"api_version" AS api_version,
	"fhir_id" AS fhir_id,
	"claim_id" AS claim_id,
	"ordinal" AS ordinal,
	"claim_line_number" AS claim_line_number,
	"revenue_code" AS revenue_code,
	"ddctbl_coinsrnc_code" AS ddctbl_coinsrnc_code,
	"hcpcs_code" AS hcpcs_code,
	"hipps_code" AS hipps_code,
	"modifier_1" AS modifier_1,
	"modifier_2" AS modifier_2,
	"modifier_3" AS modifier_3,
	"modifier_4" AS modifier_4,
	"modifier_5" AS modifier_5,
	"ndc_code" AS ndc_code,
	"ndc_quantity" AS ndc_quantity,
	"ndc_unit" AS ndc_unit,
	"service_units" AS service_units,
	"mtus_count" AS mtus_count,
	"mtus_indicator" AS mtus_indicator,
	"place_of_service" AS place_of_service,
	"type_of_service" AS type_of_service,
	"betos" AS betos,
	"service_from" AS service_from,
	"service_thru" AS service_thru,
	"submitted_amount" AS submitted_amount,
	"allowed_amount" AS allowed_amount,
	"paid_amount" AS paid_amount,
	"provider_paid_amount" AS provider_paid_amount,
	"bene_responsibility" AS bene_responsibility,
	"deductible_amount" AS deductible_amount,
	"coinsurance_amount" AS coinsurance_amount,
	"noncovered_amount" AS noncovered_amount,
	"processing_code" AS processing_code,
	"rendering_npi" AS rendering_npi,
	"specialty" AS specialty,
	"participation" AS participation,
	"line_dx" AS line_dx,
	"provider_state" AS provider_state,
	"days_supply" AS days_supply,
	"fill_number" AS fill_number,
	"compound" AS compound,
	"daw" AS daw,
	"brand_generic" AS brand_generic,
	"rx_number" AS rx_number,
	"lics_amount" AS lics_amount,
	"plro_amount" AS plro_amount,
	"other_troop_amount" AS other_troop_amount,
	"gdc_below_amount" AS gdc_below_amount,
	"gdc_above_amount" AS gdc_above_amount,
	"gap_discount_amount" AS gap_discount_amount,
	"is_total_line" AS is_total_line,
	"file_name" AS file_name,
	"export_id" AS export_id,
	"ingested_at" AS ingested_at,
	NULLIF("folder_claim_type", '__HIVE_DEFAULT_PARTITION__') AS claim_type,
	TRY_TO_NUMBER("folder_year") AS year
FROM lake_claim_lines;


CREATE OR REPLACE EXTERNAL TABLE lake_diagnoses (
	"api_version" VARCHAR AS (VALUE:"api_version"::VARCHAR),
	"fhir_id" VARCHAR AS (VALUE:"fhir_id"::VARCHAR),
	"claim_id" VARCHAR AS (VALUE:"claim_id"::VARCHAR),
	"ordinal" BIGINT AS (VALUE:"ordinal"::BIGINT),
	"sequence" BIGINT AS (VALUE:"sequence"::BIGINT),
	"code" VARCHAR AS (VALUE:"code"::VARCHAR),
	"code_norm" VARCHAR AS (VALUE:"code_norm"::VARCHAR),
	"icd_version" VARCHAR AS (VALUE:"icd_version"::VARCHAR),
	"display" VARCHAR AS (VALUE:"display"::VARCHAR),
	"dx_type" VARCHAR AS (VALUE:"dx_type"::VARCHAR),
	"poa" VARCHAR AS (VALUE:"poa"::VARCHAR),
	"file_name" VARCHAR AS (VALUE:"file_name"::VARCHAR),
	"export_id" VARCHAR AS (VALUE:"export_id"::VARCHAR),
	"ingested_at" TIMESTAMP_LTZ AS (VALUE:"ingested_at"::TIMESTAMP_LTZ),
	"folder_claim_type" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'claim_type=', 2), '/', 1)),
	"folder_year" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'year=', 2), '/', 1))
)
PARTITION BY ("folder_claim_type", "folder_year")
LOCATION = @claimsdesk_lake/diagnoses/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
PATTERN = '.*[.]parquet'
FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet')
COMMENT = 'Diagnoses: one diagnosis of a claim';
CREATE OR REPLACE VIEW diagnoses AS
SELECT
	"api_version" AS api_version,
	"fhir_id" AS fhir_id,
	"claim_id" AS claim_id,
	"ordinal" AS ordinal,
	"sequence" AS sequence,
	"code" AS code,
	"code_norm" AS code_norm,
	"icd_version" AS icd_version,
	"display" AS display,
	"dx_type" AS dx_type,
	"poa" AS poa,
	"file_name" AS file_name,
	"export_id" AS export_id,
	"ingested_at" AS ingested_at,
	NULLIF("folder_claim_type", '__HIVE_DEFAULT_PARTITION__') AS claim_type,
	TRY_TO_NUMBER("folder_year") AS year
FROM lake_diagnoses;


CREATE OR REPLACE EXTERNAL TABLE lake_procedures (
	"api_version" VARCHAR AS (VALUE:"api_version"::VARCHAR),
	"fhir_id" VARCHAR AS (VALUE:"fhir_id"::VARCHAR),
	"claim_id" VARCHAR AS (VALUE:"claim_id"::VARCHAR),
	"ordinal" BIGINT AS (VALUE:"ordinal"::BIGINT),
	"sequence" BIGINT AS (VALUE:"sequence"::BIGINT),
	"code" VARCHAR AS (VALUE:"code"::VARCHAR),
	"icd_version" VARCHAR AS (VALUE:"icd_version"::VARCHAR),
	"date" DATE AS (VALUE:"date"::DATE),
	"px_type" VARCHAR AS (VALUE:"px_type"::VARCHAR),
	"file_name" VARCHAR AS (VALUE:"file_name"::VARCHAR),
	"export_id" VARCHAR AS (VALUE:"export_id"::VARCHAR),
	"ingested_at" TIMESTAMP_LTZ AS (VALUE:"ingested_at"::TIMESTAMP_LTZ),
	"folder_claim_type" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'claim_type=', 2), '/', 1)),
	"folder_year" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'year=', 2), '/', 1))
)
PARTITION BY ("folder_claim_type", "folder_year")
LOCATION = @claimsdesk_lake/procedures/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
PATTERN = '.*[.]parquet'
FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet')
COMMENT = 'Procedures: one hospital procedure of a claim';
CREATE OR REPLACE VIEW procedures AS
SELECT
	"api_version" AS api_version,
	"fhir_id" AS fhir_id,
	"claim_id" AS claim_id,
	"ordinal" AS ordinal,
	"sequence" AS sequence,
	"code" AS code,
	"icd_version" AS icd_version,
	"date" AS date,
	"px_type" AS px_type,
	"file_name" AS file_name,
	"export_id" AS export_id,
	"ingested_at" AS ingested_at,
	NULLIF("folder_claim_type", '__HIVE_DEFAULT_PARTITION__') AS claim_type,
	TRY_TO_NUMBER("folder_year") AS year
FROM lake_procedures;


CREATE OR REPLACE EXTERNAL TABLE lake_care_team (
	"api_version" VARCHAR AS (VALUE:"api_version"::VARCHAR),
	"fhir_id" VARCHAR AS (VALUE:"fhir_id"::VARCHAR),
	"claim_id" VARCHAR AS (VALUE:"claim_id"::VARCHAR),
	"ordinal" BIGINT AS (VALUE:"ordinal"::BIGINT),
	"sequence" BIGINT AS (VALUE:"sequence"::BIGINT),
	"role" VARCHAR AS (VALUE:"role"::VARCHAR),
	"npi" VARCHAR AS (VALUE:"npi"::VARCHAR),
	"name" VARCHAR AS (VALUE:"name"::VARCHAR),
	"specialty_code" VARCHAR AS (VALUE:"specialty_code"::VARCHAR),
	"taxonomy" VARCHAR AS (VALUE:"taxonomy"::VARCHAR),
	"responsible" BOOLEAN AS (VALUE:"responsible"::BOOLEAN),
	"file_name" VARCHAR AS (VALUE:"file_name"::VARCHAR),
	"export_id" VARCHAR AS (VALUE:"export_id"::VARCHAR),
	"ingested_at" TIMESTAMP_LTZ AS (VALUE:"ingested_at"::TIMESTAMP_LTZ),
	"folder_claim_type" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'claim_type=', 2), '/', 1)),
	"folder_year" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'year=', 2), '/', 1))
)
PARTITION BY ("folder_claim_type", "folder_year")
LOCATION = @claimsdesk_lake/care_team/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
PATTERN = '.*[.]parquet'
FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet')
COMMENT = 'Care team: one provider named on a claim';
CREATE OR REPLACE VIEW care_team AS
SELECT
	"api_version" AS api_version,
	"fhir_id" AS fhir_id,
	"claim_id" AS claim_id,
	"ordinal" AS ordinal,
	"sequence" AS sequence,
	"role" AS role,
	"npi" AS npi,
	"name" AS name,
	"specialty_code" AS specialty_code,
	"taxonomy" AS taxonomy,
	"responsible" AS responsible,
	"file_name" AS file_name,
	"export_id" AS export_id,
	"ingested_at" AS ingested_at,
	NULLIF("folder_claim_type", '__HIVE_DEFAULT_PARTITION__') AS claim_type,
	TRY_TO_NUMBER("folder_year") AS year
FROM lake_care_team;


CREATE OR REPLACE EXTERNAL TABLE lake_supporting_info (
	"api_version" VARCHAR AS (VALUE:"api_version"::VARCHAR),
	"fhir_id" VARCHAR AS (VALUE:"fhir_id"::VARCHAR),
	"claim_id" VARCHAR AS (VALUE:"claim_id"::VARCHAR),
	"ordinal" BIGINT AS (VALUE:"ordinal"::BIGINT),
	"sequence" BIGINT AS (VALUE:"sequence"::BIGINT),
	"category_system" VARCHAR AS (VALUE:"category_system"::VARCHAR),
	"category_code" VARCHAR AS (VALUE:"category_code"::VARCHAR),
	"code_system" VARCHAR AS (VALUE:"code_system"::VARCHAR),
	"code" VARCHAR AS (VALUE:"code"::VARCHAR),
	"display" VARCHAR AS (VALUE:"display"::VARCHAR),
	"value_text" VARCHAR AS (VALUE:"value_text"::VARCHAR),
	"value_quantity" DECIMAL(18,4) AS (VALUE:"value_quantity"::DECIMAL(18,4)),
	"unit" VARCHAR AS (VALUE:"unit"::VARCHAR),
	"date" DATE AS (VALUE:"date"::DATE),
	"period_start" DATE AS (VALUE:"period_start"::DATE),
	"period_end" DATE AS (VALUE:"period_end"::DATE),
	"reference" VARCHAR AS (VALUE:"reference"::VARCHAR),
	"file_name" VARCHAR AS (VALUE:"file_name"::VARCHAR),
	"export_id" VARCHAR AS (VALUE:"export_id"::VARCHAR),
	"ingested_at" TIMESTAMP_LTZ AS (VALUE:"ingested_at"::TIMESTAMP_LTZ),
	"folder_claim_type" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'claim_type=', 2), '/', 1)),
	"folder_year" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'year=', 2), '/', 1))
)
PARTITION BY ("folder_claim_type", "folder_year")
LOCATION = @claimsdesk_lake/supporting_info/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
PATTERN = '.*[.]parquet'
FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet')
COMMENT = 'Supporting information: one supporting fact of a claim';
CREATE OR REPLACE VIEW supporting_info AS
SELECT
	"api_version" AS api_version,
	"fhir_id" AS fhir_id,
	"claim_id" AS claim_id,
	"ordinal" AS ordinal,
	"sequence" AS sequence,
	"category_system" AS category_system,
	"category_code" AS category_code,
	"code_system" AS code_system,
	"code" AS code,
	"display" AS display,
	"value_text" AS value_text,
	"value_quantity" AS value_quantity,
	"unit" AS unit,
	"date" AS date,
	"period_start" AS period_start,
	"period_end" AS period_end,
	"reference" AS reference,
	"file_name" AS file_name,
	"export_id" AS export_id,
	"ingested_at" AS ingested_at,
	NULLIF("folder_claim_type", '__HIVE_DEFAULT_PARTITION__') AS claim_type,
	TRY_TO_NUMBER("folder_year") AS year
FROM lake_supporting_info;


CREATE OR REPLACE EXTERNAL TABLE lake_line_adjudications (
	"api_version" VARCHAR AS (VALUE:"api_version"::VARCHAR),
	"fhir_id" VARCHAR AS (VALUE:"fhir_id"::VARCHAR),
	"claim_id" VARCHAR AS (VALUE:"claim_id"::VARCHAR),
	"ordinal" BIGINT AS (VALUE:"ordinal"::BIGINT),
	"claim_line_number" BIGINT AS (VALUE:"claim_line_number"::BIGINT),
	"seq" BIGINT AS (VALUE:"seq"::BIGINT),
	"category_generic" VARCHAR AS (VALUE:"category_generic"::VARCHAR),
	"category_code" VARCHAR AS (VALUE:"category_code"::VARCHAR),
	"amount" DECIMAL(18,2) AS (VALUE:"amount"::DECIMAL(18,2)),
	"value" DECIMAL(18,4) AS (VALUE:"value"::DECIMAL(18,4)),
	"reason_system" VARCHAR AS (VALUE:"reason_system"::VARCHAR),
	"reason_code" VARCHAR AS (VALUE:"reason_code"::VARCHAR),
	"file_name" VARCHAR AS (VALUE:"file_name"::VARCHAR),
	"export_id" VARCHAR AS (VALUE:"export_id"::VARCHAR),
	"ingested_at" TIMESTAMP_LTZ AS (VALUE:"ingested_at"::TIMESTAMP_LTZ),
	"folder_claim_type" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'claim_type=', 2), '/', 1)),
	"folder_year" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'year=', 2), '/', 1))
)
PARTITION BY ("folder_claim_type", "folder_year")
LOCATION = @claimsdesk_lake/line_adjudications/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
PATTERN = '.*[.]parquet'
FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet')
COMMENT = 'Line amounts: one amount or decision on a claim line';
CREATE OR REPLACE VIEW line_adjudications AS
SELECT
	"api_version" AS api_version,
	"fhir_id" AS fhir_id,
	"claim_id" AS claim_id,
	"ordinal" AS ordinal,
	"claim_line_number" AS claim_line_number,
	"seq" AS seq,
	"category_generic" AS category_generic,
	"category_code" AS category_code,
	"amount" AS amount,
	"value" AS value,
	"reason_system" AS reason_system,
	"reason_code" AS reason_code,
	"file_name" AS file_name,
	"export_id" AS export_id,
	"ingested_at" AS ingested_at,
	NULLIF("folder_claim_type", '__HIVE_DEFAULT_PARTITION__') AS claim_type,
	TRY_TO_NUMBER("folder_year") AS year
FROM lake_line_adjudications;


CREATE OR REPLACE EXTERNAL TABLE lake_claim_amounts (
	"api_version" VARCHAR AS (VALUE:"api_version"::VARCHAR),
	"fhir_id" VARCHAR AS (VALUE:"fhir_id"::VARCHAR),
	"claim_id" VARCHAR AS (VALUE:"claim_id"::VARCHAR),
	"ordinal" BIGINT AS (VALUE:"ordinal"::BIGINT),
	"origin" VARCHAR AS (VALUE:"origin"::VARCHAR),
	"category_generic" VARCHAR AS (VALUE:"category_generic"::VARCHAR),
	"category_code" VARCHAR AS (VALUE:"category_code"::VARCHAR),
	"amount" DECIMAL(18,2) AS (VALUE:"amount"::DECIMAL(18,2)),
	"value" DECIMAL(18,4) AS (VALUE:"value"::DECIMAL(18,4)),
	"reason_code" VARCHAR AS (VALUE:"reason_code"::VARCHAR),
	"file_name" VARCHAR AS (VALUE:"file_name"::VARCHAR),
	"export_id" VARCHAR AS (VALUE:"export_id"::VARCHAR),
	"ingested_at" TIMESTAMP_LTZ AS (VALUE:"ingested_at"::TIMESTAMP_LTZ),
	"folder_claim_type" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'claim_type=', 2), '/', 1)),
	"folder_year" VARCHAR AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, 'year=', 2), '/', 1))
)
PARTITION BY ("folder_claim_type", "folder_year")
LOCATION = @claimsdesk_lake/claim_amounts/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
PATTERN = '.*[.]parquet'
FILE_FORMAT = (FORMAT_NAME = 'claimsdesk_parquet')
COMMENT = 'Claim amounts: one amount, count or decision on the claim as a whole';
CREATE OR REPLACE VIEW claim_amounts AS
SELECT
	"api_version" AS api_version,
	"fhir_id" AS fhir_id,
	"claim_id" AS claim_id,
	"ordinal" AS ordinal,
	"origin" AS origin,
	"category_generic" AS category_generic,
	"category_code" AS category_code,
	"amount" AS amount,
	"value" AS value,
	"reason_code" AS reason_code,
	"file_name" AS file_name,
	"export_id" AS export_id,
	"ingested_at" AS ingested_at,
	NULLIF("folder_claim_type", '__HIVE_DEFAULT_PARTITION__') AS claim_type,
	TRY_TO_NUMBER("folder_year") AS year
FROM lake_claim_amounts;

-- After each further copy:
ALTER EXTERNAL TABLE lake_beneficiaries REFRESH;
ALTER EXTERNAL TABLE lake_beneficiary_mbis REFRESH;
ALTER EXTERNAL TABLE lake_coverage REFRESH;
ALTER EXTERNAL TABLE lake_coverage_months REFRESH;
ALTER EXTERNAL TABLE lake_claims REFRESH;
ALTER EXTERNAL TABLE lake_claim_lines REFRESH;
ALTER EXTERNAL TABLE lake_diagnoses REFRESH;
ALTER EXTERNAL TABLE lake_procedures REFRESH;
ALTER EXTERNAL TABLE lake_care_team REFRESH;
ALTER EXTERNAL TABLE lake_supporting_info REFRESH;
ALTER EXTERNAL TABLE lake_line_adjudications REFRESH;
ALTER EXTERNAL TABLE lake_claim_amounts REFRESH;

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
