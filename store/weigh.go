package store

import (
	"database/sql/driver"
	"fmt"

	"github.com/claimsdesk/claimsdesk/claims"
)

// outcome says what a resource's content is to the database.
type outcome uint8

const (
	contentNew   outcome = iota // nothing was known of the resource
	contentNewer                // it replaces what was stored
	contentSame                 // it is what was stored, and its export is no later
	contentAgain                // it is what was stored, seen again in a later export
	contentOlder                // what is stored is newer
)

// verdict is the outcome with what later steps need of it.
type verdict struct {
	outcome     outcome
	resourceKey int64
	newness     newness
}

// Parts of a Patient resource: its content, and the stub that CMS sends once it was merged into another.
const (
	partFull   = 0
	partMerged = 1
)

func partOf(r *claims.Resource) int64 {
	if r.Type == claims.TypePatient && r.Patch != nil {
		return partMerged
	}
	return partFull
}

// storedType is the resource type as the database names it; it is also the source_type of a claim's children.
func storedType(resourceType string) string {
	if resourceType == claims.TypeEOB {
		return "EOB"
	}
	return resourceType
}

// weigh enters the resource into the table resources, if it is newer than what stands there.
func (f *FileImport) weigh(r *claims.Resource) (verdict, error) {
	n := newness{LastUpdated: r.LastUpdated, TransactionTime: f.file.TransactionTime, Items: int64(r.Items), Hash: r.Hash[:]}
	result, err := f.w.execResult(`INSERT INTO resources (api_version, resource_type, fhir_id, part, last_updated, transaction_time, items, hash, file_id)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		r.APIVersion, storedType(r.Type), r.ID, partOf(r), nullable(n.LastUpdated), nullable(n.TransactionTime), n.Items, n.Hash, f.fileID)
	if err != nil {
		return verdict{}, err
	}
	if inserted, err := result.RowsAffected(); err != nil || inserted == 1 {
		key, keyErr := result.LastInsertId()
		if err == nil {
			err = keyErr
		}
		return verdict{outcome: contentNew, resourceKey: key, newness: n}, err
	}
	return f.compare(r, n)
}

// compare weighs a resource against the stored content of it.
func (f *FileImport) compare(r *claims.Resource, n newness) (verdict, error) {
	key, stored, found, err := f.storedNewness(r.APIVersion, storedType(r.Type), r.ID, partOf(r))
	if err != nil {
		return verdict{}, err
	}
	if !found {
		return verdict{}, fmt.Errorf("a resource is neither new nor stored")
	}
	v := verdict{outcome: contentOlder, resourceKey: key, newness: n}
	switch {
	case n.same(stored) && compareTimes(n.TransactionTime, stored.TransactionTime) <= 0:
		v.outcome = contentSame
	case n.same(stored):
		v.outcome = contentAgain
		err = f.w.exec(`UPDATE resources SET transaction_time = ? WHERE resource_key = ?`, n.TransactionTime, key)
	case n.after(stored, f.now):
		v.outcome = contentNewer
		err = f.w.exec(`UPDATE resources SET last_updated = ?, transaction_time = ?, items = ?, hash = ?, file_id = ? WHERE resource_key = ?`,
			nullable(n.LastUpdated), nullable(n.TransactionTime), n.Items, n.Hash, f.fileID, key)
	}
	return v, err
}

// storedNewness reads what is known of a resource.
func (f *FileImport) storedNewness(version, storedType, id string, part int64) (key int64, n newness, found bool, err error) {
	dest := make([]driver.Value, 5)
	found, err = f.w.row(`SELECT resource_key, last_updated, transaction_time, items, hash FROM resources
		WHERE api_version = ? AND resource_type = ? AND fhir_id = ? AND part = ?`, dest, version, storedType, id, part)
	if err != nil || !found {
		return 0, newness{}, false, err
	}
	return integer(dest[0]), newnessOf(dest[1:]), true, nil
}

// newnessOf reads last_updated, transaction_time, items and hash.
func newnessOf(cells []driver.Value) newness {
	n := newness{LastUpdated: text(cells[0]), TransactionTime: text(cells[1]), Items: integer(cells[2])}
	if hash, ok := cells[3].([]byte); ok {
		n.Hash = append([]byte(nil), hash...)
	}
	return n
}

// make1 is room for one value of a row.
func make1() []driver.Value { return make([]driver.Value, 1) }

// text reads a cell as text; null is empty.
func text(v driver.Value) string {
	s, ok := v.(string)
	if !ok {
		return ""
	}
	return s
}

// integer reads a cell as a number; null is 0.
func integer(v driver.Value) int64 {
	n, ok := v.(int64)
	if !ok {
		return 0
	}
	return n
}
