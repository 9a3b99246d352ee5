-- v3 sends periods and no months (docs/reference/flattening.md 2.2): the months are read off the periods, up to the
-- month of "data as of", which the fact v3_as_of holds since the last Settle.
CREATE TABLE calendar_months (
	first_day TEXT PRIMARY KEY,
	year INTEGER NOT NULL,
	month INTEGER NOT NULL
) WITHOUT ROWID;

-- Medicare began in 1966; the last month is beyond every "data as of".
WITH RECURSIVE days(first_day) AS (
	SELECT '1966-01-01' UNION ALL SELECT date(first_day, '+1 month') FROM days WHERE first_day < '2099-12-01'
)
INSERT INTO calendar_months SELECT first_day, CAST(substr(first_day, 1, 4) AS INTEGER), CAST(substr(first_day, 6, 2) AS INTEGER) FROM days;

CREATE INDEX coverage_part ON coverage_rows (api_version, patient_id, part);
DROP INDEX coverage_patient;

-- Of periods that share a month the one that began last speaks for it. Facts that v3 gives for today alone, such as the
-- state buy-in, are no facts of the months before and stay empty.
CREATE VIEW coverage_months_v3 AS SELECT
	c.api_version,
	c.fhir_id,
	c.coverage_id,
	c.patient_id,
	c.person_key,
	c.part,
	m.year,
	m.month,
	CASE c.part WHEN 'DUAL' THEN c.dual_status_code END AS dual,
	NULL AS buyin,
	NULL AS hmo_ind,
	CASE c.part WHEN 'C' THEN c.contract_number END AS ptc_cntrct_id,
	CASE c.part WHEN 'C' THEN c.pbp_number END AS ptc_pbp_id,
	NULL AS ptc_plan_type_cd,
	CASE c.part WHEN 'D' THEN c.contract_number END AS ptdcntrct,
	CASE c.part WHEN 'D' THEN c.pbp_number END AS ptdpbpid,
	CASE c.part WHEN 'D' THEN c.segment END AS sgmtid,
	NULL AS cstshr,
	NULL AS rdsind,
	c.file_id
FROM coverage_rows c
JOIN calendar_months m ON m.first_day >= substr(c.period_start, 1, 8) || '01'
	AND m.first_day <= min(coalesce(c.period_end, '9999-12-31'), (SELECT value FROM facts WHERE name = 'v3_as_of'))
WHERE c.api_version = 'v3' AND c.part IS NOT NULL AND c.patient_id IS NOT NULL AND c.period_start <= coalesce(c.period_end, '9999-12-31')
	AND NOT EXISTS (SELECT 1 FROM coverage_rows o
		WHERE o.api_version = c.api_version AND o.patient_id = c.patient_id AND o.part = c.part
		AND (o.period_start, o.fhir_id) > (c.period_start, c.fhir_id)
		AND o.period_start <= coalesce(o.period_end, '9999-12-31')
		AND m.first_day >= substr(o.period_start, 1, 8) || '01' AND m.first_day <= coalesce(o.period_end, '9999-12-31'));

CREATE VIEW coverage_months_all AS
SELECT api_version, fhir_id, coverage_id, patient_id, person_key, part, year, month, dual, buyin, hmo_ind, ptc_cntrct_id, ptc_pbp_id,
	ptc_plan_type_cd, ptdcntrct, ptdpbpid, sgmtid, cstshr, rdsind, file_id FROM coverage_months_rows
UNION ALL SELECT * FROM coverage_months_v3;

DROP VIEW coverage_months;
CREATE VIEW coverage_months AS SELECT
	r.api_version,
	r.fhir_id,
	r.coverage_id,
	r.patient_id,
	r.person_key,
	r.part,
	r.year,
	r.month,
	r.dual,
	r.buyin,
	r.hmo_ind,
	r.ptc_cntrct_id,
	r.ptc_pbp_id,
	r.ptc_plan_type_cd,
	r.ptdcntrct,
	r.ptdpbpid,
	r.sgmtid,
	r.cstshr,
	r.rdsind,
	f.name AS file_name,
	f.export_id,
	f.ingested_at
FROM coverage_months_all r
	LEFT JOIN files f ON f.file_id = r.file_id;
