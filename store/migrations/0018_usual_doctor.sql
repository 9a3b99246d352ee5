-- A person's usual doctor without the rest of person_care, whose rows are long: lists ask for it.
CREATE INDEX person_care_doctor ON person_care (person_key, doctor);
