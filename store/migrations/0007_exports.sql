-- The register of file exports: who wrote what, when. Rows are added and never taken away. saved = 0: nothing appeared in the end.
CREATE TABLE exports (
	export_no INTEGER PRIMARY KEY AUTOINCREMENT,
	made_at TEXT NOT NULL,
	who TEXT NOT NULL,
	what TEXT NOT NULL,
	filters TEXT NOT NULL,
	people INTEGER NOT NULL,
	level TEXT NOT NULL,
	recipe TEXT NOT NULL,
	saved INTEGER NOT NULL
);
CREATE TABLE export_files (
	export_no INTEGER NOT NULL REFERENCES exports (export_no),
	place INTEGER NOT NULL,
	name TEXT NOT NULL,
	row_count INTEGER NOT NULL,
	bytes INTEGER NOT NULL,
	sha256 TEXT NOT NULL,
	PRIMARY KEY (export_no, place)
) WITHOUT ROWID;

-- The random codes of each recipe and privacy level: they stay the same from one run to the next (docs/privacy.md).
CREATE TABLE code_books (
	book_no INTEGER PRIMARY KEY,
	recipe TEXT NOT NULL COLLATE NOCASE,
	level TEXT NOT NULL,
	UNIQUE (recipe, level)
);
-- kind is the first letter of its codes; api_version is '' for numbers that mean the same in both.
CREATE TABLE codes (
	book_no INTEGER NOT NULL REFERENCES code_books (book_no) ON DELETE CASCADE,
	kind TEXT NOT NULL,
	api_version TEXT NOT NULL,
	number TEXT NOT NULL,
	code TEXT NOT NULL,
	PRIMARY KEY (book_no, kind, api_version, number)
) WITHOUT ROWID;

-- Lists of people that recipes name; recipes themselves never hold an MBI.
CREATE TABLE people_lists (
	list_no INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE COLLATE NOCASE,
	saved_at TEXT NOT NULL
);
CREATE TABLE people_list_members (
	list_no INTEGER NOT NULL REFERENCES people_lists (list_no) ON DELETE CASCADE,
	mbi TEXT NOT NULL,
	PRIMARY KEY (list_no, mbi)
) WITHOUT ROWID;
