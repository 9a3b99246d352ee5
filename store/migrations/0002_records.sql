-- Indexes of the catalogue's tables.
CREATE INDEX beneficiaries_person ON beneficiaries_rows (person_key);
CREATE INDEX beneficiary_mbis_mbi ON beneficiary_mbis_rows (mbi);
CREATE INDEX coverage_person ON coverage_rows (person_key);
CREATE INDEX coverage_patient ON coverage_rows (api_version, patient_id);
CREATE INDEX claims_person ON claims_rows (person_key, thru_date);
CREATE INDEX claims_early ON claims_rows (person_key) WHERE adjudication = 'partial';

-- The ledger: one row for every file that was read.
CREATE TABLE files (
	file_id INTEGER PRIMARY KEY,
	name TEXT NOT NULL,
	export_id TEXT,
	job_id INTEGER, -- of the refresh that read it; null for files from disk
	api_version TEXT,
	resource_type TEXT,
	export_group TEXT,
	is_full INTEGER NOT NULL DEFAULT 0,
	transaction_time TEXT,
	sha256 TEXT,
	bytes INTEGER NOT NULL DEFAULT 0,
	resources INTEGER NOT NULL DEFAULT 0,
	inserted INTEGER NOT NULL DEFAULT 0,
	updated INTEGER NOT NULL DEFAULT 0,
	unchanged INTEGER NOT NULL DEFAULT 0,
	quarantined INTEGER NOT NULL DEFAULT 0,
	ingested_at TEXT NOT NULL
);
CREATE INDEX files_export ON files (export_id, name);
CREATE INDEX files_time ON files (api_version, transaction_time);

-- What is known of each resource. resource_type is Patient, Coverage, EOB, Claim or ClaimResponse. part is 1 for a
-- merged Patient, of which only id and link remain: it stands beside the last full content (part 0).
-- transaction_time is that of the latest export that held this content.
CREATE TABLE resources (
	resource_key INTEGER PRIMARY KEY,
	api_version TEXT NOT NULL,
	resource_type TEXT NOT NULL,
	fhir_id TEXT NOT NULL,
	part INTEGER NOT NULL DEFAULT 0,
	last_updated TEXT,
	transaction_time TEXT,
	items INTEGER NOT NULL DEFAULT 0,
	hash BLOB NOT NULL,
	file_id INTEGER NOT NULL,
	UNIQUE (api_version, resource_type, fhir_id, part)
);
-- What zstd packs texts of one kind against (packer.go): some of the first texts of that kind, zstd. The number stands
-- in each packed text. Dictionaries are never changed and never taken away.
CREATE TABLE dictionaries (
	dictionary_no INTEGER PRIMARY KEY AUTOINCREMENT,
	kind TEXT NOT NULL,
	content BLOB NOT NULL
);
CREATE INDEX dictionaries_kind ON dictionaries (kind, dictionary_no);
-- The resource as sent, zstd with a dictionary.
CREATE TABLE resource_raw (
	resource_key INTEGER PRIMARY KEY,
	raw BLOB NOT NULL
);

-- The rows of supporting_info, line_adjudications and claim_amounts that one resource gave, packed (detailformat.go), and how
-- many they are. detail_key is 4 times the claim_key, plus 1 for a Claim and 2 for a ClaimResponse.
CREATE TABLE claim_details (
	detail_key INTEGER PRIMARY KEY,
	file_id INTEGER NOT NULL,
	supporting_info INTEGER NOT NULL,
	line_adjudications INTEGER NOT NULL,
	claim_amounts INTEGER NOT NULL,
	packed BLOB NOT NULL
);

-- Lines that could not be read. The digest keeps one line from being counted twice when a file is read again.
CREATE TABLE quarantine (
	digest BLOB NOT NULL PRIMARY KEY,
	file_id INTEGER NOT NULL,
	line INTEGER NOT NULL,
	reason TEXT NOT NULL,
	bytes INTEGER NOT NULL,
	raw BLOB
) WITHOUT ROWID;

-- Every person_key ever given; merged_into names the person that swallowed it.
CREATE TABLE person_keys (
	person_no INTEGER PRIMARY KEY AUTOINCREMENT,
	merged_into TEXT
);
-- Who is who: each Patient id seen anywhere, and with api_version '' each MBI that a claim names without a Patient id.
CREATE TABLE persons (
	api_version TEXT NOT NULL,
	patient_id TEXT NOT NULL,
	person_key TEXT NOT NULL,
	PRIMARY KEY (api_version, patient_id)
) WITHOUT ROWID;
CREATE INDEX persons_key ON persons (person_key);
-- Pairs that look like one person and disagree; reason is birth_date, sex or birth_date;sex.
CREATE TABLE person_reviews (
	api_version_a TEXT NOT NULL,
	patient_id_a TEXT NOT NULL,
	api_version_b TEXT NOT NULL,
	patient_id_b TEXT NOT NULL,
	found_by TEXT NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (api_version_a, patient_id_a, api_version_b, patient_id_b)
) WITHOUT ROWID;
-- What the next Settle has to look at again.
CREATE TABLE unsettled_patients (
	api_version TEXT NOT NULL,
	patient_id TEXT NOT NULL,
	PRIMARY KEY (api_version, patient_id)
) WITHOUT ROWID;
CREATE TABLE unsettled_people (
	person_key TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;

-- Prepared tables. Absent text is '' here, so that pages can be fetched by key.
-- The figures are of base claims of the version in use.
CREATE TABLE person_summary (
	person_key TEXT NOT NULL PRIMARY KEY,
	last_name TEXT NOT NULL DEFAULT '',
	first_name TEXT NOT NULL DEFAULT '',
	last_norm TEXT NOT NULL DEFAULT '',
	first_norm TEXT NOT NULL DEFAULT '',
	mbi TEXT NOT NULL DEFAULT '',
	birth_date TEXT NOT NULL DEFAULT '',
	death_date TEXT NOT NULL DEFAULT '',
	died INTEGER NOT NULL DEFAULT 0,
	sex_code TEXT NOT NULL DEFAULT '',
	city TEXT NOT NULL DEFAULT '',
	state TEXT NOT NULL DEFAULT '',
	zip5 TEXT NOT NULL DEFAULT '',
	on_list INTEGER NOT NULL DEFAULT 1,
	claims INTEGER NOT NULL DEFAULT 0,
	paid_cents INTEGER NOT NULL DEFAULT 0,
	last_date TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
CREATE INDEX person_summary_name ON person_summary (last_norm, first_norm, person_key);
CREATE INDEX person_summary_birth ON person_summary (birth_date, person_key);
CREATE INDEX person_summary_last_date ON person_summary (last_date, person_key);
CREATE INDEX person_summary_claims ON person_summary (claims, person_key);
CREATE INDEX person_summary_paid ON person_summary (paid_cents, person_key);
-- What a person can be found by; kinds as in search.go.
CREATE TABLE person_search (
	kind TEXT NOT NULL,
	value TEXT NOT NULL,
	person_key TEXT NOT NULL,
	PRIMARY KEY (kind, value, person_key)
) WITHOUT ROWID;
CREATE INDEX person_search_person ON person_search (person_key);
-- Base claims by service month (YYYY-MM of thru_date).
CREATE TABLE person_months (
	person_key TEXT NOT NULL,
	month TEXT NOT NULL,
	claim_type TEXT NOT NULL,
	claims INTEGER NOT NULL,
	paid_cents INTEGER NOT NULL,
	submitted_cents INTEGER NOT NULL,
	PRIMARY KEY (person_key, month, claim_type)
) WITHOUT ROWID;
CREATE TABLE month_totals (
	month TEXT NOT NULL,
	claim_type TEXT NOT NULL,
	people INTEGER NOT NULL,
	claims INTEGER NOT NULL,
	paid_cents INTEGER NOT NULL,
	submitted_cents INTEGER NOT NULL,
	PRIMARY KEY (month, claim_type)
) WITHOUT ROWID;
-- What each person's stored rows add up to, base claims (base = 1) apart from the others; person_key '' stands for
-- claims that name nobody. last_date is the latest thru_date up to the day of the last Settle.
CREATE TABLE person_tallies (
	person_key TEXT NOT NULL,
	api_version TEXT NOT NULL,
	base INTEGER NOT NULL,
	claim_type TEXT NOT NULL,
	claims INTEGER NOT NULL,
	paid_cents INTEGER NOT NULL,
	claim_lines INTEGER NOT NULL,
	diagnoses INTEGER NOT NULL,
	procedures INTEGER NOT NULL,
	care_team INTEGER NOT NULL,
	supporting_info INTEGER NOT NULL,
	line_adjudications INTEGER NOT NULL,
	last_date TEXT NOT NULL,
	PRIMARY KEY (person_key, api_version, base, claim_type)
) WITHOUT ROWID;
CREATE INDEX person_tallies_last_date ON person_tallies (api_version, base, last_date);
-- The sums of person_tallies over all people.
CREATE TABLE tally_totals (
	api_version TEXT NOT NULL,
	base INTEGER NOT NULL,
	claim_type TEXT NOT NULL,
	claims INTEGER NOT NULL,
	paid_cents INTEGER NOT NULL,
	claim_lines INTEGER NOT NULL,
	diagnoses INTEGER NOT NULL,
	procedures INTEGER NOT NULL,
	care_team INTEGER NOT NULL,
	supporting_info INTEGER NOT NULL,
	line_adjudications INTEGER NOT NULL,
	PRIMARY KEY (api_version, base, claim_type)
) WITHOUT ROWID;
-- Facts of which the prepared tables were made, such as the version in use.
CREATE TABLE facts (
	name TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) WITHOUT ROWID;

-- Refreshes and what belongs to them. Times are RFC 3339 UTC, '' where there is none.
CREATE TABLE refreshes (
	refresh_id INTEGER PRIMARY KEY,
	state TEXT NOT NULL,
	api_version TEXT NOT NULL,
	export_group TEXT NOT NULL,
	types TEXT NOT NULL,
	type_filter TEXT NOT NULL,
	is_full INTEGER NOT NULL,
	since TEXT NOT NULL,
	started_at TEXT NOT NULL,
	ended_at TEXT NOT NULL,
	transaction_time TEXT NOT NULL,
	people INTEGER NOT NULL,
	inserted INTEGER NOT NULL,
	updated INTEGER NOT NULL,
	unchanged INTEGER NOT NULL,
	quarantined INTEGER NOT NULL,
	problem TEXT NOT NULL
);
CREATE TABLE jobs (
	job_id INTEGER PRIMARY KEY,
	refresh_id INTEGER NOT NULL REFERENCES refreshes (refresh_id) ON DELETE CASCADE,
	purpose TEXT NOT NULL,
	server_id TEXT NOT NULL,
	api_version TEXT NOT NULL,
	request TEXT NOT NULL,
	state TEXT NOT NULL,
	asked_at TEXT NOT NULL,
	transaction_time TEXT NOT NULL,
	expires_at TEXT NOT NULL
);
CREATE INDEX jobs_refresh ON jobs (refresh_id);
CREATE TABLE job_files (
	job_id INTEGER NOT NULL REFERENCES jobs (job_id) ON DELETE CASCADE,
	is_error INTEGER NOT NULL,
	place INTEGER NOT NULL,
	name TEXT NOT NULL,
	resource_type TEXT NOT NULL,
	state TEXT NOT NULL,
	reason TEXT NOT NULL,
	PRIMARY KEY (job_id, is_error, place)
) WITHOUT ROWID;
CREATE TABLE rosters (
	roster_id INTEGER PRIMARY KEY,
	refresh_id INTEGER NOT NULL,
	taken_at TEXT NOT NULL,
	api_version TEXT NOT NULL,
	export_group TEXT NOT NULL,
	complete INTEGER NOT NULL
);
CREATE TABLE roster_people (
	roster_id INTEGER NOT NULL REFERENCES rosters (roster_id) ON DELETE CASCADE,
	api_version TEXT NOT NULL,
	patient_id TEXT NOT NULL,
	PRIMARY KEY (roster_id, api_version, patient_id)
) WITHOUT ROWID;

-- The one connection of this data set. Its secret is never here.
CREATE TABLE connection (
	one INTEGER PRIMARY KEY CHECK (one = 1),
	environment TEXT NOT NULL,
	origin TEXT NOT NULL,
	client_id TEXT NOT NULL,
	api TEXT NOT NULL,
	entity TEXT NOT NULL,
	issued_at TEXT NOT NULL,
	in_use TEXT NOT NULL,
	unencrypted INTEGER NOT NULL
);
CREATE TABLE settings (
	key TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) WITHOUT ROWID;
