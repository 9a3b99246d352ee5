package store

import "database/sql/driver"

const versionColumns = `claim_key, api_version, fhir_id, claim_type, claim_type_code, claim_group_id, claim_control_number,
	original_control_number, use, status, source_system, final_action, adjudication, adjustment_type, from_date, thru_date,
	effective_date, weekly_process_date, last_updated, coalesce(billing_npi, facility_npi), submitted_amount, patient_id,
	is_current, superseded_by, dq_flags, mbi`

const versionColumnCount = 26

// settleClaims decides which claims of a person stand and gives them the person's current MBI. It returns the person's claims.
func (s *settling) settleClaims(person string, records []record) ([]claimVersion, error) {
	versions, err := s.versions(person)
	if err != nil {
		return nil, err
	}
	if err := s.markLacking(person, versions); err != nil {
		return nil, err
	}
	results := make([]standing, 0, len(versions))
	if person == "" {
		// Nobody is not a person: each claim stands for itself.
		for i := range versions {
			results = append(results, standings(versions[i:i+1], s.at)...)
		}
	} else {
		results = standings(versions, s.at)
	}
	for i, v := range versions {
		results[i].mbi = v.stored.mbi
		if v.patientID != "" {
			results[i].mbi = currentMBI(records, patientRef{v.api, v.patientID})
		}
		if results[i] == v.stored {
			continue
		}
		err := s.w.exec(`UPDATE claims_rows SET is_current = ?, superseded_by = ?, dq_flags = ?, mbi = ? WHERE claim_key = ?`,
			flag(results[i].current), nullable(results[i].supersededBy), nullable(results[i].flags), nullable(results[i].mbi), v.key)
		if err != nil {
			return nil, err
		}
	}
	return versions, nil
}

// versions reads what decides on the claims of a person.
func (s *settling) versions(person string) ([]claimVersion, error) {
	var list []claimVersion
	d := make([]driver.Value, versionColumnCount)
	query, args := `SELECT `+versionColumns+` FROM claims_rows WHERE person_key = ?`, []driver.Value{person}
	if person == "" {
		query, args = `SELECT `+versionColumns+` FROM claims_rows WHERE person_key IS NULL`, nil
	}
	err := s.w.each(query, d, func() error {
		list = append(list, claimVersion{
			key: integer(d[0]), api: text(d[1]), id: text(d[2]), claimType: text(d[3]), typeCode: text(d[4]),
			group: text(d[5]), control: text(d[6]), original: text(d[7]), use: text(d[8]), status: text(d[9]), source: text(d[10]),
			finalAction: text(d[11]), adjudication: text(d[12]), adjustment: text(d[13]), from: text(d[14]), thru: text(d[15]),
			effective: text(d[16]), weekly: text(d[17]), lastUpdated: text(d[18]), provider: text(d[19]),
			submitted: integer(d[20]), hasSubmitted: d[20] != nil, patientID: text(d[21]),
			stored: standing{current: integer(d[22]) != 0, supersededBy: text(d[23]), flags: text(d[24]), mbi: text(d[25])},
		})
		return nil
	}, args...)
	return list, err
}

// currentMBI is the MBI of a claim's Patient; where CMS merged it away, that of its successor, which is a record of the
// same person. Empty when no record is here.
func currentMBI(records []record, ref patientRef) string {
	for range records { // a chain of successors is no longer than the list, unless it runs in a circle
		r := recordOf(records, ref)
		if r == nil || r.mbi != "" || r.replacedBy == "" {
			return r.currentMBI()
		}
		ref.id = r.replacedBy
	}
	return ""
}

func (r *record) currentMBI() string {
	if r == nil {
		return ""
	}
	return r.mbi
}

func recordOf(records []record, ref patientRef) *record {
	for i := range records {
		if records[i].ref == ref {
			return &records[i]
		}
	}
	return nil
}
