-- What people decided about pairs on the review list: 1 that they are one person, 0 that they are two. A decision stays when the
-- pair comes up again, and outweighs what the records say.
CREATE TABLE person_decisions (
	api_version_a TEXT NOT NULL,
	patient_id_a TEXT NOT NULL,
	api_version_b TEXT NOT NULL,
	patient_id_b TEXT NOT NULL,
	same INTEGER NOT NULL,
	who TEXT NOT NULL,
	decided_at TEXT NOT NULL,
	PRIMARY KEY (api_version_a, patient_id_a, api_version_b, patient_id_b)
) WITHOUT ROWID;
