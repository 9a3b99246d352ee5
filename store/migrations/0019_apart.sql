-- Figures of people and groups hold what is not counted, and what is counted though it is odd, by month and marks
-- (docs/reference/screens.md 1.5; measure.SetApart). What is stored already gets them from the next Settle.
DELETE FROM facts WHERE name = 'version_in_use';
