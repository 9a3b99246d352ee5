-- How far a refresh is (claims.Course) and what it brought (claims.Brought).
ALTER TABLE refreshes ADD COLUMN export_no INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refreshes ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refreshes ADD COLUMN renewed INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refreshes ADD COLUMN retried INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refreshes ADD COLUMN wait_back TEXT NOT NULL DEFAULT '';
ALTER TABLE refreshes ADD COLUMN wait_then TEXT NOT NULL DEFAULT '';
ALTER TABLE refreshes ADD COLUMN wait_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE refreshes ADD COLUMN wait_until TEXT NOT NULL DEFAULT '';
ALTER TABLE refreshes ADD COLUMN files INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refreshes ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refreshes ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refreshes ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refreshes ADD COLUMN new_people INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refreshes ADD COLUMN gone_people INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refreshes ADD COLUMN new_claims INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refreshes ADD COLUMN changed_claims INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refreshes ADD COLUMN not_supplied INTEGER NOT NULL DEFAULT 0;
ALTER TABLE refreshes ADD COLUMN paid_cents INTEGER NOT NULL DEFAULT 0;

-- When an export was asked for by the clock of the server, a little early rather than late.
ALTER TABLE jobs ADD COLUMN asked_there TEXT NOT NULL DEFAULT '';

-- Base claims by month of service and claim type before a refresh and after it, for the months that either has.
CREATE TABLE refresh_months (
	refresh_id INTEGER NOT NULL REFERENCES refreshes (refresh_id) ON DELETE CASCADE,
	month TEXT NOT NULL,
	claim_type TEXT NOT NULL,
	claims_before INTEGER NOT NULL DEFAULT 0,
	paid_before INTEGER NOT NULL DEFAULT 0,
	claims_after INTEGER NOT NULL DEFAULT 0,
	paid_after INTEGER NOT NULL DEFAULT 0,
	PRIMARY KEY (refresh_id, month, claim_type)
) WITHOUT ROWID;

-- What happened in a refresh, in words without personal data.
CREATE TABLE refresh_log (
	refresh_id INTEGER NOT NULL REFERENCES refreshes (refresh_id) ON DELETE CASCADE,
	line INTEGER NOT NULL,
	at TEXT NOT NULL,
	text TEXT NOT NULL,
	PRIMARY KEY (refresh_id, line)
) WITHOUT ROWID;

-- What CMS said of people whose data it could not give (bcda-protocol.md 5). The texts name them: packed, never logged.
CREATE TABLE job_messages (
	job_id INTEGER NOT NULL REFERENCES jobs (job_id) ON DELETE CASCADE,
	place INTEGER NOT NULL,
	line INTEGER NOT NULL,
	severity TEXT NOT NULL,
	raw BLOB NOT NULL,
	PRIMARY KEY (job_id, place, line)
) WITHOUT ROWID;

CREATE INDEX files_job ON files (job_id) WHERE job_id IS NOT NULL;
CREATE INDEX rosters_refresh ON rosters (refresh_id);
