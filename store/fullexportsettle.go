package store

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"time"
)

// fullExport is what Settle knows of a full export.
type fullExport struct {
	id, scope, seenAt int64
	asOf              time.Time
	days              span
	gaps, settled     bool
}

// loadFulls reads the full exports of which every file is in.
func (s *settling) loadFulls() error {
	s.fulls = map[int64]fullExport{}
	d := make([]driver.Value, 8)
	return s.w.each(`SELECT full_id, scope_id, seen_at, as_of, first_day, last_day, gaps, settled FROM full_exports`, d, func() error {
		asOf, err := time.Parse(time.DateOnly, text(d[3]))
		if err != nil {
			return fmt.Errorf("read the day of full export %d: %w", integer(d[0]), err)
		}
		f := fullExport{
			id: integer(d[0]), scope: integer(d[1]), seenAt: integer(d[2]), asOf: asOf, days: span{text(d[4]), text(d[5])},
			gaps: integer(d[6]) != 0, settled: integer(d[7]) != 0,
		}
		s.fulls[f.id] = f
		return nil
	})
}

// widenLacking adds the people who may have claims that a full export lacks which came in since the last Settle.
func (s *settling) widenLacking() error {
	for _, f := range s.fulls {
		if f.settled {
			continue
		}
		if err := s.w.exec(`INSERT INTO unsettled_people (person_key)
			SELECT DISTINCT c.person_key FROM claim_seen s JOIN claims_rows c ON c.claim_key = s.claim_key
			WHERE s.scope_id = ? AND s.seen_at < ? AND c.thru_date BETWEEN ? AND ? AND NOT `+lackingCondition+` AND (EXISTS (
				SELECT 1 FROM persons p JOIN file_people a ON a.api_version = p.api_version AND a.patient_id = p.patient_id
				JOIN full_files t ON t.file_id = a.file_id WHERE p.person_key = c.person_key AND t.full_id = ?) OR EXISTS (
				SELECT 1 FROM beneficiaries_rows b JOIN file_people a ON a.api_version = b.api_version AND a.patient_id = b.replaced_by
				JOIN full_files t ON t.file_id = a.file_id WHERE b.person_key = c.person_key AND t.full_id = ?))
			ON CONFLICT DO NOTHING`, f.scope, f.seenAt, f.days.first, f.days.last, f.id, f.id); err != nil {
			return err
		}
	}
	return s.w.exec(`UPDATE full_exports SET settled = 1 WHERE settled = 0`)
}

// sight is when a claim was last in any export, and the questions whose exports it was in.
type sight struct {
	scopes []int64
	last   int64
}

// markLacking finds the claims of a person that a full export lacks (docs/reference/flattening.md 4.5): one that came with
// exports of the same scope, all before it, and that lies in its range of days. A later sight in any export says that CMS
// has the claim.
func (s *settling) markLacking(person string, versions []claimVersion) error {
	if person == "" || len(s.fulls) == 0 || len(versions) == 0 {
		return nil
	}
	fulls, err := s.fullsOf(person)
	if err != nil || len(fulls) == 0 {
		return err
	}
	sights, err := s.sights(person)
	if err != nil {
		return err
	}
	for i := range versions {
		for _, f := range fulls {
			if !f.lacks(&versions[i], sights[versions[i].key]) {
				continue
			}
			if versions[i].lacking, err = s.readWhole(f.id, versions[i].id); err != nil {
				return err
			}
			if versions[i].lacking {
				break
			}
		}
	}
	return nil
}

// fullsOf lists the full exports that are about a person. One with gaps is about those of whom it holds claims. A Patient that
// another was merged into is the same person, also where no record and no claim of it is stored.
func (s *settling) fullsOf(person string) ([]fullExport, error) {
	var list []fullExport
	d := make([]driver.Value, 2)
	err := s.w.each(`SELECT t.full_id, max(a.with_claims) FROM (
			SELECT api_version, patient_id FROM persons WHERE person_key = ?
			UNION SELECT api_version, replaced_by FROM beneficiaries_rows WHERE person_key = ? AND replaced_by IS NOT NULL) p
		JOIN file_people a ON a.api_version = p.api_version AND a.patient_id = p.patient_id
		JOIN full_files t ON t.file_id = a.file_id GROUP BY t.full_id`, d, func() error {
		if f := s.fulls[integer(d[0])]; !f.gaps || integer(d[1]) != 0 {
			list = append(list, f)
		}
		return nil
	}, person, person)
	return list, err
}

// sights reads in which exports the claims of a person were.
func (s *settling) sights(person string) (map[int64]sight, error) {
	sights := map[int64]sight{}
	d := make([]driver.Value, 3)
	err := s.w.each(`SELECT s.claim_key, s.scope_id, s.seen_at FROM claims_rows c JOIN claim_seen s ON s.claim_key = c.claim_key
		WHERE c.person_key = ?`, d, func() error {
		at := sights[integer(d[0])]
		at.scopes, at.last = append(at.scopes, integer(d[1])), max(at.last, integer(d[2]))
		sights[integer(d[0])] = at
		return nil
	}, person)
	return sights, err
}

// lacks says that a claim is not in the export although its question and its range ask for it. Early claims that the
// server drops after a while are out of its range by then.
func (f *fullExport) lacks(v *claimVersion, at sight) bool {
	thru := known(v.thru)
	return thru != "" && f.days.first <= thru && thru <= f.days.last && at.last < f.seenAt && slices.Contains(at.scopes, f.scope) && !v.isStale(f.asOf)
}

// readWhole says that none of the lines of the export that were set aside may be the claim.
func (s *settling) readWhole(fullID int64, fhirID string) (bool, error) {
	found, err := s.w.row(`SELECT 1 FROM file_unread u JOIN full_files t ON t.file_id = u.file_id WHERE u.fhir_id = ? AND t.full_id = ?`, make1(), fhirID, fullID)
	return !found, err
}
