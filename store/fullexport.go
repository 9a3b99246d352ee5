package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"errors"
	"slices"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// FullExport is an export of everything that its scope holds: one without since, of which every file is in.
type FullExport struct {
	// Scope is what was asked for. Claims are only compared with a full export of their version, group and type filter that
	// was asked for their resource type.
	Scope Scope
	// ExportIDs are those of the files (claims.SourceFile): of the claims' job, and of the roster's where that was another.
	ExportIDs []string
	// After leaves files of earlier imports out of it: those up to this mark, which LedgerMark gave. 0 leaves none out.
	After int64
	// Gaps says that CMS could not give the data of some people. Then only people of whom a claim came are compared.
	Gaps bool
}

// LedgerMark is the mark that stands after the last file of the ledger.
func (db *DB) LedgerMark(ctx context.Context) (int64, error) {
	var mark int64
	err := db.read.QueryRowContext(ctx, `SELECT coalesce(max(file_id), 0) FROM files`).Scan(&mark)
	return mark, wrap(err, "read the end of the ledger")
}

// CompleteFull says that every file of a full export is in, so that the next Settle marks the claims that it lacks
// (docs/reference/flattening.md 4.5). Call it before Settle; calling it again changes nothing. It leaves out an
// export in which lines were set aside that do not even tell an id: any claim that it seems to lack may be one of them.
func (db *DB) CompleteFull(ctx context.Context, e FullExport) (err error) {
	if db.write == nil {
		return ErrReadOnly
	}
	w, err := newWriter(ctx, db.write)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.rollback()) }()
	files, err := e.files(w)
	if err != nil {
		return wrap(err, "find the files of a full export")
	}
	if len(files) == 0 || slices.ContainsFunc(files, fullFile.unsure) {
		return nil
	}
	for _, t := range claimTypes {
		if slices.Contains(e.Scope.Types, t) {
			if err := e.complete(w, storedType(t), files); err != nil {
				return wrap(err, "complete a full export")
			}
		}
	}
	return wrap(w.commit(), "complete a full export")
}

// fullFile is a file of a full export.
type fullFile struct {
	id           int64
	resourceType string // empty where unknown
	seenAt       int64
	day          string // of its export, else of its import
	unread       int64
}

// timed says that the time of the export is known.
func (f fullFile) timed() bool { return f.seenAt != f.id }

// mayHold says that resources of the type can be in the file.
func (f fullFile) mayHold(storedClaim string) bool {
	return f.resourceType == "" || storedType(f.resourceType) == storedClaim
}

// unsure says that the file may hold claims that could not be read.
func (f fullFile) unsure() bool {
	return f.unread > 0 && f.resourceType != claims.TypePatient && f.resourceType != claims.TypeCoverage
}

// files lists the files of the export in the order they came in.
func (e *FullExport) files(w *writer) ([]fullFile, error) {
	var list []fullFile
	for _, id := range e.ExportIDs {
		d := make([]driver.Value, 5)
		err := w.each(`SELECT file_id, resource_type, transaction_time, ingested_at, unread_lines FROM files
			WHERE export_id = ? AND file_id > ? AND is_full = 1 AND coalesce(api_version, ?) = ? AND coalesce(export_group, '') = ?`, d, func() error {
			f := fullFile{id: integer(d[0]), resourceType: text(d[1]), seenAt: seenAt(text(d[2]), integer(d[0])), unread: integer(d[4])}
			f.day = text(d[3])[:len(time.DateOnly)]
			if f.timed() {
				f.day = time.UnixMicro(f.seenAt).UTC().Format(time.DateOnly)
			}
			list = append(list, f)
			return nil
		}, id, e.After, e.Scope.APIVersion, e.Scope.APIVersion, e.Scope.Group)
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(list, func(a, b fullFile) int { return cmp.Compare(a.id, b.id) })
	return slices.CompactFunc(list, func(a, b fullFile) bool { return a.id == b.id }), nil
}

// earliest is the file of the earliest export among those that can hold the type; of all where none can.
func earliest(files []fullFile, storedClaim string) fullFile {
	able := slices.DeleteFunc(slices.Clone(files), func(f fullFile) bool { return !f.mayHold(storedClaim) })
	if len(able) == 0 {
		able = files
	}
	return slices.MinFunc(able, func(a, b fullFile) int { return cmp.Compare(a.seenAt, b.seenAt) })
}

// complete remembers the export for claims of one type.
func (e *FullExport) complete(w *writer, storedClaim string, files []fullFile) error {
	scopeID, err := scope(w, scopeName{e.Scope.APIVersion, e.Scope.Group, e.Scope.TypeFilter, storedClaim})
	if err != nil {
		return err
	}
	at := earliest(files, storedClaim)
	fullID, err := rememberFull(w, scopeID, at.seenAt, files[0].id)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := w.exec(`INSERT INTO full_files (file_id, full_id) SELECT ?, full_id FROM full_exports WHERE full_id = ? AND first_file <= ?
			ON CONFLICT DO NOTHING`, f.id, fullID, f.id); err != nil {
			return err
		}
	}
	held, err := heldDays(w, scopeID, fullID)
	if err != nil {
		return err
	}
	days := e.days(storedClaim, at, held)
	return w.exec(`UPDATE full_exports SET as_of = ?, first_day = ?, last_day = ?, gaps = ?, settled = 0 WHERE full_id = ?`,
		at.day, days.first, days.last, flag(e.Gaps), fullID)
}

// rememberFull finds the export of a scope and time, or makes a place for it. Where it was imported before, the last
// import says what it holds: claims that only the import before held are lacking from now on.
func rememberFull(w *writer, scopeID, at, firstFile int64) (int64, error) {
	d := make([]driver.Value, 2)
	found, err := w.row(`SELECT full_id, first_file FROM full_exports WHERE scope_id = ? AND seen_at = ?`, d, scopeID, at)
	if err != nil {
		return 0, err
	}
	fullID, before := integer(d[0]), integer(d[1])
	if !found {
		result, err := w.execResult(`INSERT INTO full_exports (scope_id, seen_at, first_file, as_of, first_day, last_day, gaps, settled)
			VALUES (?, ?, ?, '', '', '', 0, 0)`, scopeID, at, firstFile)
		if err != nil {
			return 0, err
		}
		return result.LastInsertId()
	}
	if firstFile <= before {
		return fullID, nil
	}
	if err := w.exec(`UPDATE claim_seen SET seen_at = seen_at - 1 WHERE scope_id = ? AND seen_at = ? AND file_id < ?
		AND file_id IN (SELECT file_id FROM full_files WHERE full_id = ?)`, scopeID, at, firstFile, fullID); err != nil {
		return 0, err
	}
	if err := w.exec(`DELETE FROM full_files WHERE full_id = ? AND file_id < ?`, fullID, firstFile); err != nil {
		return 0, err
	}
	return fullID, w.exec(`UPDATE full_exports SET first_file = ? WHERE full_id = ?`, firstFile, fullID)
}

// heldDays is the range of service days that the files of a full export hold; empty where they hold no claim with one.
func heldDays(w *writer, scopeID, fullID int64) (span, error) {
	d := make([]driver.Value, 2)
	_, err := w.row(`SELECT min(t.first_day), max(t.last_day) FROM full_files f JOIN file_days t ON t.file_id = f.file_id
		WHERE f.full_id = ? AND t.scope_id = ?`, d, fullID, scopeID)
	return span{text(d[0]), text(d[1])}, err
}

// earlyClaimDays is how far back Claim and ClaimResponse reach (docs/reference/flattening.md section 3).
const earlyClaimDays = 60

// days is the range of service days that the export speaks about. How far back the server reaches differs from entity to
// entity and is not told, so the first day held stands for it. The last is the day of the export, for runout the last day
// of the year before it; without a time of the export the last day held.
func (e *FullExport) days(storedClaim string, at fullFile, held span) span {
	day, err := time.Parse(time.DateOnly, at.day)
	if err != nil {
		return span{} // no day at all: nothing lies in the range
	}
	days := held
	if storedClaim != storedType(claims.TypeEOB) {
		days.first = day.AddDate(0, 0, -earlyClaimDays).Format(time.DateOnly)
	}
	if at.timed() {
		days.last = at.day
	}
	if e.Scope.Group == groupRunout {
		days.last = min(days.last, time.Date(day.Year()-1, time.December, 31, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
	}
	if days.first == "" {
		return span{}
	}
	return days
}

// groupRunout is the group of those who were on the list last year (docs/reference/bcda-protocol.md 3).
const groupRunout = "runout"
