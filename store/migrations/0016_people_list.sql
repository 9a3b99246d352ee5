-- What the people list shows and is narrowed by beside names and totals (docs/reference/screens.md 5.3 and 11.1, Q4). Settle works it
-- out. ed_visits, stays and year_cents are of the twelve months that end with the last complete one, which the fact last_complete_month
-- holds; stays are acute ones. last_visit, wellness, known_since and left_on are days, '' where none. advantage, part_d and medicaid say
-- what holds in the month of the data: 'yes', 'no', or '' where CMS said nothing.
ALTER TABLE person_summary ADD COLUMN race TEXT NOT NULL DEFAULT '';
ALTER TABLE person_summary ADD COLUMN ed_visits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person_summary ADD COLUMN stays INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person_summary ADD COLUMN year_cents INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person_summary ADD COLUMN last_visit TEXT NOT NULL DEFAULT '';
ALTER TABLE person_summary ADD COLUMN wellness TEXT NOT NULL DEFAULT '';
ALTER TABLE person_summary ADD COLUMN advantage TEXT NOT NULL DEFAULT '';
ALTER TABLE person_summary ADD COLUMN part_d TEXT NOT NULL DEFAULT '';
ALTER TABLE person_summary ADD COLUMN medicaid TEXT NOT NULL DEFAULT '';
ALTER TABLE person_summary ADD COLUMN hospice INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person_summary ADD COLUMN nursing INTEGER NOT NULL DEFAULT 0;
ALTER TABLE person_summary ADD COLUMN known_since TEXT NOT NULL DEFAULT '';
ALTER TABLE person_summary ADD COLUMN known_before INTEGER NOT NULL DEFAULT 0; -- known_since is the first patient list of all
ALTER TABLE person_summary ADD COLUMN left_on TEXT NOT NULL DEFAULT '';
CREATE INDEX person_summary_ed_visits ON person_summary (ed_visits, person_key);
CREATE INDEX person_summary_stays ON person_summary (stays, person_key);
CREATE INDEX person_summary_year ON person_summary (year_cents, person_key);
CREATE INDEX person_summary_last_visit ON person_summary (last_visit, person_key);

-- What is stored already gets its columns from the next Settle.
DELETE FROM facts WHERE name = 'version_in_use';
