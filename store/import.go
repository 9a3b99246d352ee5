package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/claimsdesk/claimsdesk/claims"
)

// AlreadyImportedError says that a file of an export is in the ledger already.
type AlreadyImportedError struct{ File claims.SourceFile }

func (e *AlreadyImportedError) Error() string { return "the file was imported before" }

// FileImport is one file on its way into the database: all its rows, its rejected lines and its ledger entry are one
// transaction. It holds the writing connection until Commit or Rollback, and belongs to one goroutine.
type FileImport struct {
	db      *DB
	w       *writer
	file    claims.SourceFile
	fileID  int64
	tables  [claims.TableCount]*tableWriter
	enc     *zstd.Encoder // of lines that are set aside
	packs   map[packing]*packer
	queue   *packQueue
	details detailWriter
	people  *personKeys
	names   map[string]string // of providers, as far as this file gives them
	held    *holding
	count   claims.ImportCount
	now     time.Time
	main    claims.Row // the main row of the resource at hand, completed
}

// BeginFile starts the import of a file. It returns an *AlreadyImportedError when a refresh has imported the file of that
// name, export id and transaction time before, as happens when it is taken up again. Files from disk are never refused:
// reading one once more changes nothing and says so in the counts.
func (db *DB) BeginFile(ctx context.Context, file claims.SourceFile) (*FileImport, error) {
	if db.write == nil {
		return nil, ErrReadOnly
	}
	enc, err := newCompressor(numbered{})
	if err != nil {
		return nil, err
	}
	w, err := newWriter(ctx, db.write)
	if err != nil {
		return nil, err
	}
	f := &FileImport{db: db, w: w, file: file, enc: enc, packs: map[packing]*packer{}, queue: newPackQueue(w), now: db.now(), people: newPersonKeys(w)}
	f.count = claims.ImportCount{Files: 1, Resources: map[string]int{}}
	for _, t := range claims.Catalogue() {
		f.tables[t.ID] = newTableWriter(t, conflictClause(t))
	}
	if err := f.enterLedger(); err != nil {
		return nil, errors.Join(err, f.Rollback())
	}
	return f, nil
}

// enterLedger refuses a file that was read before and makes its ledger entry; Commit completes it.
func (f *FileImport) enterLedger() error {
	if f.file.TransactionTime != "" && f.file.ExportID != "" {
		known, err := f.w.row(`SELECT file_id FROM files WHERE export_id = ? AND name = ? AND transaction_time = ? AND api_version IS ? AND job_id IS NOT NULL`,
			make1(), f.file.ExportID, f.file.Name, f.file.TransactionTime, nullable(f.file.APIVersion))
		if err != nil {
			return wrap(err, "look into the ledger")
		}
		if known {
			return &AlreadyImportedError{File: f.file}
		}
	}
	result, err := f.w.execResult(`INSERT INTO files (name, export_id, api_version, resource_type, export_group, type_filter, is_full, transaction_time, ingested_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		f.file.Name, nullable(f.file.ExportID), nullable(f.file.APIVersion), nullable(f.file.ResourceType), nullable(f.file.Group), f.file.TypeFilter,
		flag(f.file.Full), nullable(f.file.TransactionTime), f.now.UTC().Format(time.RFC3339))
	if err != nil {
		return wrap(err, "enter the file into the ledger")
	}
	f.fileID, err = result.LastInsertId()
	f.held = newHolding(f.file, f.fileID)
	return err
}

// Add stores one resource, if it is newer than what the database holds of it. The resource is not changed; its Raw is kept
// until Commit or Rollback, for it may be packed meanwhile, and nothing else of it. After an error the import can only be
// rolled back.
func (f *FileImport) Add(ctx context.Context, r *claims.Resource) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := wellFormed(r); err != nil {
		return err
	}
	f.count.Resources[r.Type]++
	verdict, err := f.weigh(r)
	if err != nil {
		return wrap(err, "compare with the stored resource")
	}
	switch verdict.outcome {
	case contentNew:
		f.count.Inserted++
	case contentNewer:
		f.count.Updated++
	default:
		f.count.Unchanged++
	}
	f.held.person(r)
	note(&f.count.Report, r)
	return wrap(f.store(r, verdict), "store a resource of type "+r.Type)
}

// wellFormed refuses resources whose rows do not fit the catalogue: a mistake of the reader, not of CMS.
func wellFormed(r *claims.Resource) error {
	if len(r.Rows) == 0 || r.ID == "" || r.APIVersion == "" {
		return fmt.Errorf("resource of type %s without id, version or rows", r.Type)
	}
	if want, ok := mainTable(r.Type); !ok || r.Rows[0].Table != want {
		return fmt.Errorf("resource of type %s does not start with its row", r.Type)
	}
	for _, row := range r.Rows {
		if len(row.Values) != len(claims.TableOf(row.Table).Columns) {
			return fmt.Errorf("row of %s has %d values", claims.TableOf(row.Table).Name, len(row.Values))
		}
	}
	return nil
}

func mainTable(resourceType string) (claims.TableID, bool) {
	switch resourceType {
	case claims.TypePatient:
		return claims.Beneficiaries, true
	case claims.TypeCoverage:
		return claims.Coverage, true
	case claims.TypeEOB, claims.TypeClaim, claims.TypeClaimResponse:
		return claims.Claims, true
	default:
		return 0, false
	}
}

// store writes what the verdict calls for.
func (f *FileImport) store(r *claims.Resource, v verdict) error {
	if v.outcome == contentNew || v.outcome == contentNewer {
		if err := f.keepRaw(r, v.resourceKey); err != nil {
			return err
		}
	}
	switch r.Type {
	case claims.TypePatient:
		return f.storePatient(r, v)
	case claims.TypeCoverage:
		return f.storeCoverage(r, v)
	default:
		return f.storeClaim(r, v)
	}
}

// keepRaw keeps the resource as CMS sent it.
func (f *FileImport) keepRaw(r *claims.Resource, key int64) error {
	packer, err := f.packer(resourcePacking(r.APIVersion, storedType(r.Type)))
	if err != nil {
		return err
	}
	job := f.queue.job()
	job.text, job.query, job.args = r.Raw, keepRawSQL, append(job.args, key)
	return f.queue.put(packer, job)
}

// keepRawSQL keeps a packed resource, its last argument.
const keepRawSQL = `INSERT INTO resource_raw (resource_key, raw) VALUES (?, ?) ON CONFLICT DO UPDATE SET raw = excluded.raw`

// packer finds or starts the packer of a kind of texts.
func (f *FileImport) packer(kind packing) (*packer, error) {
	if p, ok := f.packs[kind]; ok {
		return p, nil
	}
	p, err := newPacker(f.w, kind)
	if err == nil {
		f.packs[kind] = p
	}
	return p, err
}

// Reject puts a line that could not be read into quarantine. raw is nil for lines that are too long to keep. The same
// line is kept once, however often its file is read.
func (f *FileImport) Reject(ctx context.Context, r claims.Rejected, raw []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	f.count.Quarantined = append(f.count.Quarantined, r)
	if r.Type != "" {
		claims.Count(&f.count.Report.Types, r.Type, 1)
	}
	if err := f.held.unreadLine(f.w, raw); err != nil {
		return wrap(err, "note the id of a line that is set aside")
	}
	digest := sha256.Sum256(raw)
	var packed any
	if raw == nil {
		digest = sha256.Sum256(fmt.Appendf(nil, "%s\x00%d\x00%d", r.File, r.Line, r.Bytes))
	} else {
		packed = f.enc.EncodeAll(raw, nil)
	}
	return wrap(f.w.exec(`INSERT INTO quarantine (digest, file_id, line, reason, bytes, raw) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		digest[:], f.fileID, int64(r.Line), string(r.Reason), int64(r.Bytes), packed), "quarantine a line")
}

// MarkJobFile notes, in the same transaction, that a file of a job's manifest is imported.
func (f *FileImport) MarkJobFile(file claims.JobFile) error {
	if err := f.w.exec(`UPDATE files SET job_id = ? WHERE file_id = ?`, file.JobID, f.fileID); err != nil {
		return wrap(err, "name the job of a file")
	}
	return wrap(f.w.exec(`UPDATE job_files SET state = ?, reason = '' WHERE job_id = ? AND is_error = ? AND place = ?`,
		string(claims.FileImported), file.JobID, flag(file.IsError), int64(file.Place)), "mark a file as imported")
}

// Commit makes the file's rows and its ledger entry durable. sha256 and bytes are of the plain file.
func (f *FileImport) Commit(ctx context.Context, sha256 string, bytes int64) (claims.ImportCount, error) {
	if err := ctx.Err(); err != nil {
		return claims.ImportCount{}, errors.Join(err, f.Rollback())
	}
	f.count.Bytes = bytes
	read := 0
	for _, n := range f.count.Resources {
		read += n
	}
	err := errors.Join(f.queue.finish(), f.people.markUnsettled(), f.held.save(f.w))
	if err == nil {
		err = f.w.exec(`UPDATE files SET sha256 = ?, bytes = ?, resources = ?, inserted = ?, updated = ?, unchanged = ?, quarantined = ? WHERE file_id = ?`,
			nullable(sha256), bytes, int64(read), int64(f.count.Inserted), int64(f.count.Updated), int64(f.count.Unchanged), int64(len(f.count.Quarantined)), f.fileID)
	}
	if err == nil {
		err = f.saveReport()
	}
	if err != nil {
		return claims.ImportCount{}, errors.Join(wrap(err, "complete the ledger"), f.Rollback())
	}
	if err := f.w.commit(); err != nil {
		return claims.ImportCount{}, wrap(err, "commit a file")
	}
	return f.count, nil
}

// Rollback leaves nothing of the file. After Commit it does nothing.
func (f *FileImport) Rollback() error {
	f.queue.close()
	return wrap(f.w.rollback(), "roll back a file")
}

// flag stores a yes or no as SQLite keeps it.
func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
