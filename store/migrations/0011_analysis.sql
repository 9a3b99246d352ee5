-- What Analysis is made of (docs/reference/screens.md 8 and 11.1, Q17 to Q21; package measure).

-- Each person's figures, packed (figureformat.go). domain: 1 spending and use, 2 providers, 3 medicines.
CREATE TABLE person_figures (
	domain INTEGER NOT NULL,
	person_key TEXT NOT NULL,
	packed BLOB NOT NULL,
	PRIMARY KEY (domain, person_key)
) WITHOUT ROWID;
-- The sums of the figures of domain 1 over the people of a group: listed = 1 for those on the latest patient list. kind and key are
-- those of measure.Figure; people counts those who have the figure.
CREATE TABLE group_figures (
	listed INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	month TEXT NOT NULL,
	key TEXT NOT NULL,
	people INTEGER NOT NULL,
	n INTEGER NOT NULL,
	amount INTEGER NOT NULL,
	PRIMARY KEY (listed, kind, month, key)
) WITHOUT ROWID;
-- In which group a person's figures are counted.
CREATE TABLE person_groups (
	person_key TEXT NOT NULL PRIMARY KEY,
	listed INTEGER NOT NULL
) WITHOUT ROWID;
-- What was paid for a person in the twelve months that end with the last complete one, which the fact last_complete_month holds.
CREATE TABLE person_years (
	person_key TEXT NOT NULL PRIMARY KEY,
	paid_cents INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX person_years_paid ON person_years (paid_cents, person_key);

-- Names of providers as claims give them.
CREATE TABLE provider_names (
	npi TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL
) WITHOUT ROWID;
-- The group's own providers, as imported. What the list does not say is ''.
CREATE TABLE own_providers (
	provider_no INTEGER PRIMARY KEY,
	npi TEXT NOT NULL,
	tax_id TEXT NOT NULL,
	ccn TEXT NOT NULL,
	name TEXT NOT NULL,
	specialty TEXT NOT NULL,
	role TEXT NOT NULL
);

-- What is stored already gets its figures from the next Settle.
DELETE FROM facts WHERE name = 'version_in_use';
