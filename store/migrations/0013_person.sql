-- What a person's list of claims, picture and timeline are made of, packed (storyformat.go): one row instead of thousands
-- (docs/reference/screens.md 5.4, Q7 and Q8). person_no is the number in the person_key. claims counts those within.
CREATE TABLE person_stories (
	person_no INTEGER PRIMARY KEY,
	claims INTEGER NOT NULL,
	packed BLOB NOT NULL
);

-- Notes about people. A person who was merged into another brings theirs along.
CREATE TABLE person_notes (
	note_no INTEGER PRIMARY KEY,
	person_no INTEGER NOT NULL,
	note TEXT NOT NULL,
	who TEXT NOT NULL,
	noted_at TEXT NOT NULL
);
CREATE INDEX person_notes_person ON person_notes (person_no);

-- Names of codes from official files, and which files they came from. code is as codes.Normal writes it.
CREATE TABLE code_names (
	system TEXT NOT NULL,
	code TEXT NOT NULL,
	words TEXT NOT NULL,
	PRIMARY KEY (system, code)
) WITHOUT ROWID;
CREATE TABLE code_files (
	system TEXT NOT NULL PRIMARY KEY,
	file TEXT NOT NULL,
	file_date TEXT NOT NULL,
	imported_at TEXT NOT NULL,
	names INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX own_providers_npi ON own_providers (npi);

-- What is stored already gets its stories from the next Settle.
DELETE FROM facts WHERE name = 'version_in_use';
