-- The work lists and what they are made of (docs/reference/screens.md 6, 7 and 11; package care). All but the last four tables are
-- worked out by Settle. Days are YYYY-MM-DD and '' where unknown; amounts are US cents. A facility is told by its CCN, else its NPI.

-- When each claim was first in an export, as seen_at says it.
ALTER TABLE claim_seen ADD COLUMN first_at INTEGER NOT NULL DEFAULT 0;
UPDATE claim_seen SET first_at = seen_at;

-- Hospital stays. kind: acute, long-term, rehabilitation, psychiatric, other. last_day is the day of discharge, of an open stay (still
-- a patient) the last day billed. claim_version and claim_id name the claim that tells how it ended. episode is the number of the
-- person's episode that an acute stay belongs to, else 0.
CREATE TABLE stays (
	person_key TEXT NOT NULL,
	first_day TEXT NOT NULL,
	facility TEXT NOT NULL,
	last_day TEXT NOT NULL,
	open INTEGER NOT NULL,
	kind TEXT NOT NULL,
	ccn TEXT NOT NULL,
	npi TEXT NOT NULL,
	status TEXT NOT NULL, -- discharge status
	admit_type TEXT NOT NULL,
	drg TEXT NOT NULL,
	diagnosis TEXT NOT NULL,
	days INTEGER NOT NULL,
	paid_cents INTEGER NOT NULL,
	episode INTEGER NOT NULL,
	arrived TEXT NOT NULL,
	claim_version TEXT NOT NULL,
	claim_id TEXT NOT NULL,
	PRIMARY KEY (person_key, first_day, facility, last_day)
) WITHOUT ROWID;
-- Acute stays joined by transfer, numbered from 1 by the first day. is_index: a readmission counts. home: the person went home. first_visit
-- is the day of the first visit after the end, '' where none was seen within 30 days; readmitted that of a readmission within 30 days.
CREATE TABLE episodes (
	person_key TEXT NOT NULL,
	episode INTEGER NOT NULL,
	first_day TEXT NOT NULL,
	last_day TEXT NOT NULL,
	open INTEGER NOT NULL,
	stays INTEGER NOT NULL,
	days INTEGER NOT NULL,
	alive INTEGER NOT NULL,
	home INTEGER NOT NULL,
	is_index INTEGER NOT NULL,
	readmitted TEXT NOT NULL,
	first_visit TEXT NOT NULL,
	tcm INTEGER NOT NULL, -- the first visit was care after a stay (TCM)
	PRIMARY KEY (person_key, episode)
) WITHOUT ROWID;
-- ED visits. facility is '' where only a doctor's bill was seen. urgent: urgent care alone.
CREATE TABLE ed_visits (
	person_key TEXT NOT NULL,
	day TEXT NOT NULL,
	facility TEXT NOT NULL,
	ccn TEXT NOT NULL,
	npi TEXT NOT NULL,
	outcome TEXT NOT NULL, -- in words, as package care names them
	admitted INTEGER NOT NULL,
	urgent INTEGER NOT NULL,
	diagnosis TEXT NOT NULL,
	arrived TEXT NOT NULL,
	claim_version TEXT NOT NULL,
	claim_id TEXT NOT NULL,
	PRIMARY KEY (person_key, day, facility)
) WITHOUT ROWID;
-- Runs of claims: kind SNF, HHA or HOSPICE, as claim types are named.
CREATE TABLE spells (
	person_key TEXT NOT NULL,
	kind TEXT NOT NULL,
	first_day TEXT NOT NULL,
	facility TEXT NOT NULL,
	last_day TEXT NOT NULL,
	ccn TEXT NOT NULL,
	npi TEXT NOT NULL,
	status TEXT NOT NULL,
	swing_bed INTEGER NOT NULL,
	PRIMARY KEY (person_key, kind, first_day, facility)
) WITHOUT ROWID;
-- What the standing lists need of a person: care.Standing as JSON, and the usual doctor on the day of the data ('' for none).
CREATE TABLE person_care (
	person_key TEXT NOT NULL PRIMARY KEY,
	doctor TEXT NOT NULL,
	standing TEXT NOT NULL
) WITHOUT ROWID;

-- The rows of the lists. event_key is a hash of list, person, anchor and facility. gone: no longer in claims, kept for its state.
-- arrived is a moment, 2006-01-02T15:04:05.000000Z, or a day; both compare as text. detail: the values of claims.EventColumns as a JSON array. person_key is '' for an MBI that belongs to nobody in the data.
CREATE TABLE events (
	event_key TEXT NOT NULL PRIMARY KEY,
	list TEXT NOT NULL,
	person_key TEXT NOT NULL,
	anchor TEXT NOT NULL,
	facility TEXT NOT NULL,
	happened TEXT NOT NULL,
	arrived TEXT NOT NULL,
	early INTEGER NOT NULL,
	gone INTEGER NOT NULL,
	apart INTEGER NOT NULL,
	urgent INTEGER NOT NULL,
	amount INTEGER NOT NULL,
	sort_key TEXT NOT NULL, -- the list's own order
	name_key TEXT NOT NULL, -- last and first name, folded
	claim_version TEXT NOT NULL,
	claim_id TEXT NOT NULL,
	mbi TEXT NOT NULL, -- of nobody in the data
	detail TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX events_person ON events (person_key, list);
CREATE INDEX events_order ON events (list, sort_key, event_key);
CREATE INDEX events_arrived ON events (list, arrived, event_key);
CREATE INDEX events_happened ON events (list, happened, event_key);
CREATE INDEX events_name ON events (list, name_key, event_key);
-- Most people are on the patient list: lists look up who is not.
CREATE INDEX person_summary_off ON person_summary (person_key) WHERE on_list = 0;

-- What people did about events. It stays whatever becomes of the event.
CREATE TABLE event_states (
	event_key TEXT NOT NULL PRIMARY KEY,
	state TEXT NOT NULL DEFAULT 'todo',
	note TEXT NOT NULL DEFAULT '',
	assigned_to TEXT NOT NULL DEFAULT '',
	hidden_until TEXT NOT NULL DEFAULT '',
	opened INTEGER NOT NULL DEFAULT 0,
	who TEXT NOT NULL DEFAULT '',
	changed_at TEXT NOT NULL DEFAULT ''
) WITHOUT ROWID;
-- Settings that are not at their default.
CREATE TABLE event_settings (
	name TEXT NOT NULL PRIMARY KEY,
	value INTEGER NOT NULL
) WITHOUT ROWID;
-- Patient lists that are much shorter than the one before and that somebody confirmed.
CREATE TABLE confirmed_rosters (
	roster_id INTEGER PRIMARY KEY
);

-- What is stored already gets its events from the next Settle.
DELETE FROM facts WHERE name = 'version_in_use';
