package store

import (
	"database/sql/driver"
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// conflictClause lets a row be written over; only tables whose rows are not deleted first need one.
func conflictClause(t *claims.Table) string {
	if t.ID != claims.Beneficiaries && t.ID != claims.Coverage && t.ID != claims.CoverageMonths {
		return ""
	}
	tw := newTableWriter(t, "")
	var key, sets []string
	for _, col := range t.Key {
		key = append(key, t.Columns[col].Name)
	}
	for _, name := range tw.columns(tw.everyColumn()) {
		sets = append(sets, name+" = excluded."+name)
	}
	return fmt.Sprintf("ON CONFLICT (%s) DO UPDATE SET %s", strings.Join(key, ", "), strings.Join(sets, ", "))
}

// complete copies the main row, so that the caller's stays as it is, and returns the copy.
func (f *FileImport) complete(row claims.Row) claims.Row {
	f.main = claims.Row{Table: row.Table, Values: append(f.main.Values[:0], row.Values...)}
	return f.main
}

// storePatient writes a beneficiary and its MBIs. A Patient that CMS merged into another arrives as id and link alone:
// it names its successor on the row and leaves the rest as it was (docs/reference/flattening.md 2.1). Both contents
// are weighed apart, so that either may come first.
func (f *FileImport) storePatient(r *claims.Resource, v verdict) error {
	if v.outcome == contentSame || v.outcome == contentOlder {
		return nil
	}
	_, other, hasOther, err := f.storedNewness(r.APIVersion, claims.TypePatient, r.ID, partMerged-partOf(r))
	if err != nil {
		return err
	}
	if v.outcome == contentAgain && !hasOther {
		return nil // seen in a later export it can only win over the other part
	}
	ref := patientRef{r.APIVersion, r.ID}
	key, err := f.people.keyOf(ref)
	if err != nil {
		return err
	}
	f.people.changed(ref, key)
	standing := !hasOther || v.newness.after(other, f.now)
	row := f.complete(r.Rows[0])
	row.Set(claims.ColBeneficiariesPersonKey, claims.TextValue(key))
	if partOf(r) == partMerged {
		return f.storeMerged(row, r.Patch, hasOther, standing)
	}
	if !standing {
		if err := f.keepMerged(row, ref); err != nil {
			return err
		}
	}
	tw := f.tables[claims.Beneficiaries]
	if err := tw.insert(f.w, []claims.Row{row}, provenance{fileID: f.fileID}); err != nil {
		return err
	}
	return f.replaceMBIs(r, key)
}

// storeMerged writes the successor of a merged Patient, unless a full content is newer than the merge.
func (f *FileImport) storeMerged(row claims.Row, patch []claims.Col, hasFull, standing bool) error {
	tw := f.tables[claims.Beneficiaries]
	if !hasFull {
		return tw.insert(f.w, []claims.Row{row}, provenance{fileID: f.fileID})
	}
	if !standing {
		return nil
	}
	version, id := row.Value(claims.ColBeneficiariesAPIVersion).Text, row.Value(claims.ColBeneficiariesFHIRID).Text
	return tw.update(f.w, row, patch, f.fileID, "api_version = ? AND fhir_id = ?", version, id)
}

// keepMerged takes the columns that the newer stub decides over from the stored row.
func (f *FileImport) keepMerged(row claims.Row, ref patientRef) error {
	dest := make([]driver.Value, 2)
	_, err := f.w.row(`SELECT replaced_by, last_updated FROM beneficiaries_rows WHERE api_version = ? AND fhir_id = ?`, dest, ref.version, ref.id)
	row.Set(claims.ColBeneficiariesReplacedBy, claims.TextValue(text(dest[0])))
	row.Set(claims.ColBeneficiariesLastUpdated, claims.TextValue(text(dest[1])))
	return err
}

func (f *FileImport) replaceMBIs(r *claims.Resource, personKey string) error {
	if err := f.w.exec(`DELETE FROM beneficiary_mbis_rows WHERE api_version = ? AND fhir_id = ?`, r.APIVersion, r.ID); err != nil {
		return err
	}
	rows := withPerson(r.Rows[1:], claims.ColBeneficiaryMBIsPersonKey, personKey)
	return f.tables[claims.BeneficiaryMBIs].insert(f.w, rows, provenance{fileID: f.fileID})
}

// withPerson copies child rows and names their person.
func withPerson(rows []claims.Row, col claims.Col, personKey string) []claims.Row {
	named := make([]claims.Row, len(rows))
	for i, row := range rows {
		named[i] = claims.Row{Table: row.Table, Values: append([]claims.Value(nil), row.Values...)}
		named[i].Set(col, claims.TextValue(personKey))
	}
	return named
}

// storeCoverage writes a coverage and its months. Months outlive the content they came with, because CMS serves one
// year at a time (flattening.md 2.2): each month stands for itself, so older content still adds what is missing.
func (f *FileImport) storeCoverage(r *claims.Resource, v verdict) error {
	if v.outcome == contentSame {
		return nil
	}
	ref := patientRef{r.APIVersion, r.Rows[0].Value(claims.ColCoveragePatientID).Text}
	key, err := f.people.keyOf(ref)
	if err != nil {
		return err
	}
	if v.outcome == contentNew || v.outcome == contentNewer {
		row := f.complete(r.Rows[0])
		row.Set(claims.ColCoveragePersonKey, claims.TextValue(key))
		f.people.touched(key) // the months in which somebody counts hang on the coverage
		if err := f.tables[claims.Coverage].insert(f.w, []claims.Row{row}, provenance{fileID: f.fileID}); err != nil {
			return err
		}
	}
	return f.mergeMonths(withPerson(r.Rows[1:], claims.ColCoverageMonthsPersonKey, key), key, v.newness)
}

// mergeMonths writes a person's months that are not stored yet, or stored from content that is no newer.
func (f *FileImport) mergeMonths(months []claims.Row, person string, n newness) error {
	kept := months[:0]
	for _, row := range months {
		dest := make([]driver.Value, 4)
		found, err := f.w.row(`SELECT last_updated, transaction_time, items, hash FROM coverage_months_rows
			WHERE api_version = ? AND patient_id = ? AND part = ? AND year = ? AND month = ?`, dest,
			row.Value(claims.ColCoverageMonthsAPIVersion).Text, row.Value(claims.ColCoverageMonthsPatientID).Text,
			row.Value(claims.ColCoverageMonthsPart).Text, row.Value(claims.ColCoverageMonthsYear).Int, row.Value(claims.ColCoverageMonthsMonth).Int)
		if err != nil {
			return err
		}
		if !found || !newnessOf(dest).after(n, f.now) {
			kept = append(kept, row)
		}
	}
	if len(kept) > 0 {
		f.people.touched(person)
	}
	return f.tables[claims.CoverageMonths].insert(f.w, kept, provenance{fileID: f.fileID, newness: n})
}
