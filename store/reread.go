package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Rereader reads a stored resource by the rules of today. version is claims.V2 or claims.V3, empty where it is to be
// found out.
type Rereader func(version string, line []byte) (claims.Resource, error)

// rereadAtOnce bounds how many stored resources are in memory.
const rereadAtOnce = 100

// Reread reads every stored resource and every line in quarantine again, with rules that have changed since, and writes
// the rows that come out otherwise. It is one transaction: after an interruption nothing has changed. What CMS sent, when
// and in which file stays as it was. Call Settle with All afterwards. told is called now and then; it may be nil.
func (db *DB) Reread(ctx context.Context, read Rereader, told func(claims.Reread)) (count claims.Reread, err error) {
	if db.write == nil {
		return count, ErrReadOnly
	}
	dec, err := unpacker(ctx, db.read)
	if err != nil {
		return count, err
	}
	defer dec.Close()
	f, err := db.beginRereading(ctx)
	if err != nil {
		return count, err
	}
	defer func() { err = errors.Join(err, f.Rollback()) }()
	r := &rereading{FileImport: f, read: read, dec: dec}
	if err := r.all(ctx, told); err != nil {
		return claims.Reread{}, wrap(err, "read stored claims again")
	}
	if err := errors.Join(ctx.Err(), f.queue.finish(), f.people.markUnsettled()); err != nil {
		return claims.Reread{}, wrap(err, "read stored claims again")
	}
	return r.count, wrap(f.w.commit(), "read stored claims again")
}

// beginRereading is an import without a file of its own: each resource is written as part of the file it came with.
func (db *DB) beginRereading(ctx context.Context) (*FileImport, error) {
	enc, err := newCompressor(numbered{})
	if err != nil {
		return nil, err
	}
	w, err := newWriter(ctx, db.write)
	if err != nil {
		return nil, err
	}
	f := &FileImport{db: db, w: w, enc: enc, packs: map[packing]*packer{}, queue: newPackQueue(w), now: db.now(), people: newPersonKeys(w)}
	for _, t := range claims.Catalogue() {
		f.tables[t.ID] = newTableWriter(t, conflictClause(t))
	}
	return f, nil
}

// rereading is one run of Reread.
type rereading struct {
	*FileImport
	read  Rereader
	dec   *zstd.Decoder
	plain []byte
	count claims.Reread
}

func (r *rereading) all(ctx context.Context, told func(claims.Reread)) error {
	for last := int64(0); ; {
		list, err := r.stored(last)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return r.quarantine(ctx)
		}
		for _, s := range list {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := r.resource(s); err != nil {
				return err
			}
			last = s.key
		}
		if told != nil {
			told(r.count)
		}
	}
}

// storedResource is a row of resources with its text.
type storedResource struct {
	key     int64
	version string
	fileID  int64
	newness newness
	raw     []byte
}

func (r *rereading) stored(after int64) ([]storedResource, error) {
	var list []storedResource
	d := make([]driver.Value, 8)
	err := r.w.each(`SELECT o.resource_key, o.api_version, o.file_id, o.last_updated, o.transaction_time, o.items, o.hash, w.raw
		FROM resources o JOIN resource_raw w ON w.resource_key = o.resource_key WHERE o.resource_key > ? ORDER BY o.resource_key LIMIT ?`, d, func() error {
		s := storedResource{key: integer(d[0]), version: text(d[1]), fileID: integer(d[2]), newness: newnessOf(d[3:7])}
		packed, ok := d[7].([]byte)
		if !ok {
			return fmt.Errorf("%w: a resource is %T", ErrDamaged, d[7])
		}
		var err error
		if s.raw, err = r.dec.DecodeAll(packed, nil); err != nil {
			return fmt.Errorf("%w: unpack a resource: %w", ErrDamaged, err)
		}
		list = append(list, s)
		return nil
	}, after, int64(rereadAtOnce))
	return list, err
}

// resource reads one stored resource again. One that the rules of today refuse stays as it is.
func (r *rereading) resource(s storedResource) error {
	r.count.Resources++
	resource, err := r.read(s.version, s.raw)
	if err != nil || wellFormed(&resource) != nil {
		r.count.Unreadable++
		return nil //nolint:nilerr // the count tells it; the rows of before are better than none
	}
	r.fileID = s.fileID
	changed, err := r.differs(&resource, s.newness)
	if err != nil || !changed {
		return errors.Join(err, r.identity(&resource, s))
	}
	r.count.Changed++
	v := verdict{outcome: contentNewer, resourceKey: s.key, newness: s.newness}
	switch resource.Type {
	case claims.TypePatient:
		err = r.storePatient(&resource, v)
	case claims.TypeCoverage:
		err = r.storeCoverage(&resource, v)
	default:
		_, err = r.writeClaim(&resource, v.outcome)
	}
	return errors.Join(err, r.identity(&resource, s))
}

// identity keeps what decides which content is newer, should the rules for it have changed.
func (r *rereading) identity(resource *claims.Resource, s storedResource) error {
	n := s.newness
	n.LastUpdated, n.Items, n.Hash = resource.LastUpdated, int64(resource.Items), resource.Hash[:]
	if n.same(s.newness) && n.Items == s.newness.Items {
		return nil
	}
	return r.w.exec(`UPDATE resources SET last_updated = ?, items = ?, hash = ? WHERE resource_key = ?`, nullable(n.LastUpdated), n.Items, n.Hash, s.key)
}

// quarantine reads the lines that were set aside again. Those that are readable now are stored as if the file they came
// with had been read today, and leave quarantine.
func (r *rereading) quarantine(ctx context.Context) error {
	type setAside struct {
		digest []byte
		fileID int64
		raw    []byte
	}
	var list []setAside
	d := make([]driver.Value, 3)
	err := r.w.each(`SELECT digest, file_id, raw FROM quarantine WHERE raw IS NOT NULL ORDER BY file_id, line`, d, func() error {
		digest, isBlob := d[0].([]byte)
		raw, areBlobs := d[2].([]byte)
		if !isBlob || !areBlobs {
			return fmt.Errorf("%w: a line that was set aside is no blob", ErrDamaged)
		}
		list = append(list, setAside{append([]byte(nil), digest...), integer(d[1]), append([]byte(nil), raw...)})
		return nil
	})
	if err != nil {
		return err
	}
	for _, q := range list {
		if r.plain, err = r.dec.DecodeAll(q.raw, r.plain[:0]); err != nil {
			return fmt.Errorf("%w: unpack a line that was set aside: %w", ErrDamaged, err)
		}
		if err := r.file(q.fileID); err != nil {
			return err
		}
		resource, err := r.read(r.FileImport.file.APIVersion, r.plain)
		if err != nil || wellFormed(&resource) != nil {
			continue
		}
		if err := r.release(ctx, &resource, q.digest); err != nil {
			return err
		}
	}
	return nil
}

// file takes the ledger entry of the file that a line came with.
func (r *rereading) file(id int64) error {
	d := make([]driver.Value, 5)
	if _, err := r.w.row(`SELECT name, api_version, export_group, type_filter, transaction_time FROM files WHERE file_id = ?`, d, id); err != nil {
		return err
	}
	r.FileImport.file = claims.SourceFile{Name: text(d[0]), APIVersion: text(d[1]), Group: text(d[2]), TypeFilter: text(d[3]), TransactionTime: text(d[4])}
	r.fileID = id
	r.held = newHolding(r.FileImport.file, id)
	return nil
}

// release stores a line that is readable now and corrects the ledger.
func (r *rereading) release(ctx context.Context, resource *claims.Resource, digest []byte) error {
	r.FileImport.count = claims.ImportCount{Resources: map[string]int{}}
	if err := r.Add(ctx, resource); err != nil {
		return err
	}
	r.count.Released++
	c := r.FileImport.count
	if err := r.w.exec(`DELETE FROM quarantine WHERE digest = ?`, digest); err != nil {
		return err
	}
	told, read := c.Report.Told, c.Report.Stored
	return r.w.exec(`UPDATE files SET resources = resources + 1, inserted = inserted + ?, updated = updated + ?, unchanged = unchanged + ?,
			quarantined = max(quarantined - 1, 0), told_claims = told_claims + ?, told_paid_cents = told_paid_cents + ?, told_lines = told_lines + ?,
			told_diagnoses = told_diagnoses + ?, read_claims = read_claims + ?, read_paid_cents = read_paid_cents + ?, read_lines = read_lines + ?,
			read_diagnoses = read_diagnoses + ? WHERE file_id = ?`,
		int64(c.Inserted), int64(c.Updated), int64(c.Unchanged), int64(told.Claims), told.PaymentCents, int64(told.Lines), int64(told.Diagnoses),
		int64(read.Claims), read.PaymentCents, int64(read.Lines), int64(read.Diagnoses), r.fileID)
}
