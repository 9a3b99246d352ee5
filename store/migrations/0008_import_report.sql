-- What each file says of its claims, counted from its text, and what became rows (docs/reference/flattening.md 5). Files that
-- were read before this migration have 0 in all of them.
ALTER TABLE files ADD COLUMN told_claims INTEGER NOT NULL DEFAULT 0;
ALTER TABLE files ADD COLUMN told_paid_cents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE files ADD COLUMN told_lines INTEGER NOT NULL DEFAULT 0;
ALTER TABLE files ADD COLUMN told_diagnoses INTEGER NOT NULL DEFAULT 0;
ALTER TABLE files ADD COLUMN read_claims INTEGER NOT NULL DEFAULT 0;
ALTER TABLE files ADD COLUMN read_paid_cents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE files ADD COLUMN read_lines INTEGER NOT NULL DEFAULT 0;
ALTER TABLE files ADD COLUMN read_diagnoses INTEGER NOT NULL DEFAULT 0;

-- What the import report tells of a file beside its counts. kind is system, type or flag; name comes out of code lists and
-- holds nothing of a resource.
CREATE TABLE file_findings (
	file_id INTEGER NOT NULL REFERENCES files (file_id) ON DELETE CASCADE,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	found INTEGER NOT NULL,
	PRIMARY KEY (file_id, kind, name)
) WITHOUT ROWID;
