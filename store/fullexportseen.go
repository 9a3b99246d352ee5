package store

import (
	"cmp"
	"database/sql/driver"
	"regexp"
	"slices"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// claimTypes are the resource types that claims come from, and of which a full export can lack some.
var claimTypes = [...]string{claims.TypeEOB, claims.TypeClaim, claims.TypeClaimResponse}

// scopeName is the question that an export answers for one resource type.
type scopeName struct{ version, group, filter, storedType string }

// scope finds the number of a question, or gives it one.
func scope(w *writer, n scopeName) (int64, error) {
	if err := w.exec(`INSERT INTO export_scopes (api_version, export_group, type_filter, resource_type) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		n.version, n.group, n.filter, n.storedType); err != nil {
		return 0, err
	}
	dest := make1()
	_, err := w.row(`SELECT scope_id FROM export_scopes WHERE api_version = ? AND export_group = ? AND type_filter = ? AND resource_type = ?`, dest,
		n.version, n.group, n.filter, n.storedType)
	return integer(dest[0]), err
}

// holding is what a file says beyond its contents: when it was made, whom it is about and from which days its claims
// are. People and days are only kept of files of full exports, which claims are compared with (flattening.md 4.5).
type holding struct {
	file   claims.SourceFile
	fileID int64
	seenAt int64 // as in the table claim_seen
	full   bool
	scopes map[scopeName]int64
	days   map[int64]*span     // by scope
	people map[patientRef]bool // whether the file holds claims of the person
	unread int64               // lines of which not even the id could be read
}

// span is a range of calendar days, YYYY-MM-DD, both inclusive.
type span struct{ first, last string }

func newHolding(file claims.SourceFile, fileID int64) *holding {
	return &holding{
		file: file, fileID: fileID, seenAt: seenAt(file.TransactionTime, fileID), full: file.Full && mayHoldClaims(file.Types),
		scopes: map[scopeName]int64{}, days: map[int64]*span{}, people: map[patientRef]bool{},
	}
}

// mayHoldClaims says that an export of these types is one of claims; nil stands for types that are not known.
func mayHoldClaims(types []string) bool {
	return types == nil || slices.ContainsFunc(claimTypes[:], func(t string) bool { return slices.Contains(types, t) })
}

// seenAt places an export in time: microseconds since 1970, or the number of the file where its time is unknown. So
// exports without a time are before all others, as in newness, and among themselves in the order of import.
func seenAt(transactionTime string, fileID int64) int64 {
	t, err := time.Parse(time.RFC3339Nano, transactionTime)
	if err != nil {
		return fileID
	}
	return t.UnixMicro()
}

// person notes whom a resource is about. A merged Patient is a record and nobody on a list.
func (h *holding) person(r *claims.Resource) {
	if !h.full {
		return
	}
	row := r.Rows[0]
	switch r.Type {
	case claims.TypePatient:
		if partOf(r) == partFull {
			h.about(patientRef{r.APIVersion, r.ID}, false)
		}
	case claims.TypeCoverage:
		h.about(patientRef{r.APIVersion, row.Value(claims.ColCoveragePatientID).Text}, false)
	default:
		h.about(claimant(row), true)
	}
}

func (h *holding) about(ref patientRef, withClaims bool) {
	if ref.id != "" {
		h.people[ref] = h.people[ref] || withClaims
	}
}

// scopeOf finds the question that the file answers for the resource's type.
func (h *holding) scopeOf(w *writer, r *claims.Resource) (int64, error) {
	name := scopeName{r.APIVersion, h.file.Group, h.file.TypeFilter, storedType(r.Type)}
	if id, ok := h.scopes[name]; ok {
		return id, nil
	}
	id, err := scope(w, name)
	h.scopes[name] = id
	return id, err
}

// day notes the day of service of a claim.
func (h *holding) day(scope int64, r *claims.Resource) {
	day := known(r.Rows[0].Value(claims.ColClaimsThruDate).Text)
	if !h.full || day == "" {
		return
	}
	s := h.days[scope]
	if s == nil {
		s = &span{day, day}
		h.days[scope] = s
	}
	s.first, s.last = min(s.first, day), max(s.last, day)
}

// save writes what was noted, in the transaction of the file.
func (h *holding) save(w *writer) error {
	for ref, withClaims := range h.people {
		if err := w.exec(`INSERT INTO file_people (api_version, patient_id, file_id, with_claims) VALUES (?, ?, ?, ?)`,
			ref.version, ref.id, h.fileID, flag(withClaims)); err != nil {
			return err
		}
	}
	for scope, s := range h.days {
		if err := w.exec(`INSERT INTO file_days (file_id, scope_id, first_day, last_day) VALUES (?, ?, ?, ?)`, h.fileID, scope, s.first, s.last); err != nil {
			return err
		}
	}
	if h.unread == 0 {
		return nil
	}
	return w.exec(`UPDATE files SET unread_lines = ? WHERE file_id = ?`, h.unread, h.fileID)
}

// saw moves the times at which a claim was first and last in an export.
const saw = `INSERT INTO claim_seen (claim_key, scope_id, seen_at, file_id, first_at) VALUES (?1, ?2, ?3, ?4, ?3)
	ON CONFLICT DO UPDATE SET first_at = min(first_at, excluded.first_at),
		seen_at = iif((excluded.seen_at, excluded.file_id) > (seen_at, file_id), excluded.seen_at, seen_at),
		file_id = iif((excluded.seen_at, excluded.file_id) > (seen_at, file_id), excluded.file_id, file_id)`

// seen notes that the file holds a claim whose row was just written.
func (f *FileImport) seen(r *claims.Resource, claimKey int64) error {
	scope, err := f.held.scopeOf(f.w, r)
	if err != nil {
		return err
	}
	f.held.day(scope, r)
	return f.w.exec(saw, claimKey, scope, f.held.seenAt, f.fileID)
}

// seenAgain notes that the file holds a claim that stays as it is. Its person is settled again where that can change
// whether a full export lacks the claim, or when it arrived.
func (f *FileImport) seenAgain(r *claims.Resource) error {
	scope, err := f.held.scopeOf(f.w, r)
	if err != nil {
		return err
	}
	f.held.day(scope, r)
	dest := make([]driver.Value, 6)
	if _, err := f.w.row(`SELECT c.claim_key, c.person_key, `+lackingCondition+`, s.seen_at, s.file_id, s.first_at
		FROM claims_rows c LEFT JOIN claim_seen s ON s.claim_key = c.claim_key AND s.scope_id = ?
		WHERE c.api_version = ? AND c.fhir_id = ?`, dest, scope, r.APIVersion, r.ID); err != nil {
		return err
	}
	before := dest[3] != nil
	sooner := before && f.held.seenAt < integer(dest[5])
	if before && !sooner && cmp.Or(cmp.Compare(integer(dest[3]), f.held.seenAt), cmp.Compare(integer(dest[4]), f.fileID)) >= 0 {
		return nil
	}
	if !before || sooner || integer(dest[2]) != 0 {
		f.people.touched(text(dest[1]))
	}
	return f.w.exec(saw, dest[0], scope, f.held.seenAt, f.fileID)
}

// idInLine finds what may be the id of a resource in a line that could not be read as a whole.
var idInLine = regexp.MustCompile(`"id"\s*:\s*"([^"\\]{1,64})"`)

// unreadLine notes which claims a line that is set aside may be: what could not be read is not held against a claim. A
// line without any id may be every claim.
func (h *holding) unreadLine(w *writer, raw []byte) error {
	if !h.full {
		return nil
	}
	ids := idInLine.FindAllSubmatch(raw, -1)
	if ids == nil {
		h.unread++
	}
	for _, id := range ids {
		if err := w.exec(`INSERT INTO file_unread (fhir_id, file_id) VALUES (?, ?) ON CONFLICT DO NOTHING`, string(id[1]), h.fileID); err != nil {
			return err
		}
	}
	return nil
}
