-- How many claims of each person are not counted, and why, and how many are counted though they are odd: of the version in use
-- (docs/reference/screens.md 1.5). kind is a word of --include (docs/reference/contract.md 3), debit or duplicate. person_key '' stands for
-- claims that name nobody. left_out_totals are the sums.
CREATE TABLE person_left_out (
	person_key TEXT NOT NULL,
	kind TEXT NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY (person_key, kind)
) WITHOUT ROWID;
CREATE TABLE left_out_totals (
	kind TEXT NOT NULL PRIMARY KEY,
	n INTEGER NOT NULL
) WITHOUT ROWID;

-- What is stored already is counted by the next Settle.
DELETE FROM facts WHERE name = 'version_in_use';
