-- Claims that a full export lacks (docs/reference/flattening.md 4.5).

-- _typeFilter of the export; lines that were set aside and of which not even the id could be read.
ALTER TABLE files ADD COLUMN type_filter TEXT NOT NULL DEFAULT '';
ALTER TABLE files ADD COLUMN unread_lines INTEGER NOT NULL DEFAULT 0;
UPDATE files SET type_filter = coalesce((SELECT r.type_filter FROM jobs j JOIN refreshes r ON r.refresh_id = j.refresh_id WHERE j.job_id = files.job_id), '')
	WHERE job_id IS NOT NULL;

-- The questions that exports answer: an export says something only about claims that came with the same question.
CREATE TABLE export_scopes (
	scope_id INTEGER PRIMARY KEY,
	api_version TEXT NOT NULL,
	export_group TEXT NOT NULL, -- '' where unknown
	type_filter TEXT NOT NULL,
	resource_type TEXT NOT NULL, -- EOB, Claim or ClaimResponse
	UNIQUE (api_version, export_group, type_filter, resource_type)
);
-- When each claim was last in an export of a scope. seen_at is the transaction time in microseconds since 1970; where it
-- is unknown the number of the file, which is before all times.
CREATE TABLE claim_seen (
	claim_key INTEGER NOT NULL,
	scope_id INTEGER NOT NULL,
	seen_at INTEGER NOT NULL,
	file_id INTEGER NOT NULL,
	PRIMARY KEY (claim_key, scope_id)
) WITHOUT ROWID;
-- Who a file of a full export is about; api_version '' stands for an MBI, as in persons.
CREATE TABLE file_people (
	api_version TEXT NOT NULL,
	patient_id TEXT NOT NULL,
	file_id INTEGER NOT NULL,
	with_claims INTEGER NOT NULL,
	PRIMARY KEY (api_version, patient_id, file_id)
) WITHOUT ROWID;
-- Ids in lines of a full export that were set aside: the export may hold these claims.
CREATE TABLE file_unread (
	fhir_id TEXT NOT NULL,
	file_id INTEGER NOT NULL,
	PRIMARY KEY (fhir_id, file_id)
) WITHOUT ROWID;
-- The first and last day of service (thru_date) that a file of a full export holds.
CREATE TABLE file_days (
	file_id INTEGER NOT NULL,
	scope_id INTEGER NOT NULL,
	first_day TEXT NOT NULL,
	last_day TEXT NOT NULL,
	PRIMARY KEY (file_id, scope_id)
) WITHOUT ROWID;
-- Full exports of which every file is in. They speak about services from first_day to last_day.
CREATE TABLE full_exports (
	full_id INTEGER PRIMARY KEY,
	scope_id INTEGER NOT NULL,
	seen_at INTEGER NOT NULL, -- as in claim_seen
	first_file INTEGER NOT NULL,
	as_of TEXT NOT NULL, -- day of the transaction time, else of the import
	first_day TEXT NOT NULL,
	last_day TEXT NOT NULL,
	gaps INTEGER NOT NULL, -- CMS could not give the data of some people
	settled INTEGER NOT NULL,
	UNIQUE (scope_id, seen_at)
);
CREATE TABLE full_files (
	file_id INTEGER NOT NULL,
	full_id INTEGER NOT NULL REFERENCES full_exports (full_id) ON DELETE CASCADE,
	PRIMARY KEY (file_id, full_id)
) WITHOUT ROWID;

-- What is stored already was last seen in the export that brought it.
CREATE TEMP VIEW stored_claims AS
	SELECT c.claim_key, r.api_version, coalesce(f.export_group, '') AS export_group, f.type_filter, r.resource_type, f.file_id,
		coalesce(CAST(round(unixepoch(r.transaction_time, 'subsec') * 1000000) AS INTEGER), f.file_id) AS seen_at
	FROM resources r JOIN files f ON f.file_id = r.file_id JOIN claims_rows c ON c.api_version = r.api_version AND c.fhir_id = r.fhir_id
	WHERE r.resource_type IN ('EOB', 'Claim', 'ClaimResponse');
INSERT INTO export_scopes (api_version, export_group, type_filter, resource_type)
	SELECT DISTINCT api_version, export_group, type_filter, resource_type FROM stored_claims ORDER BY 1, 2, 3, 4;
INSERT INTO claim_seen (claim_key, scope_id, seen_at, file_id)
	SELECT t.claim_key, s.scope_id, t.seen_at, t.file_id FROM stored_claims t
	JOIN export_scopes s USING (api_version, export_group, type_filter, resource_type) ORDER BY 1, 2;
DROP VIEW stored_claims;
