package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"github.com/claimsdesk/claimsdesk/claims"
)

// RawRows streams the stored resources behind the rows of a query, byte for byte as CMS sent them and in the order of
// the rows (docs/reference/contract.md 3). A row that two resources made gives both: a v2 Claim and its ClaimResponse,
// a merged Patient and what was sent of it before. It holds one reading connection until it is closed.
type RawRows struct {
	rows    *sql.Rows
	dec     *zstd.Decoder
	packed  sql.RawBytes
	raw     []byte
	err     error
	release func() error
}

// Raw answers a query of beneficiaries, coverage or claims with their resources, from the state of this moment. It
// returns ErrQuery for other tables. The caller closes the RawRows.
func (db *DB) Raw(ctx context.Context, q RowQuery) (*RawRows, error) {
	snapshot, err := db.Snapshot(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := snapshot.Raw(ctx, q)
	if err != nil {
		return nil, errors.Join(err, snapshot.Close())
	}
	rows.release = snapshot.Close
	return rows, nil
}

// Raw answers as DB.Raw does, from the snapshot's state. The caller closes the RawRows before the snapshot.
func (s *Snapshot) Raw(ctx context.Context, q RowQuery) (*RawRows, error) {
	query, args, err := q.rawSQL(s.versionFor(q))
	if err != nil {
		return nil, err
	}
	dec, err := unpacker(ctx, s.tx)
	if err != nil {
		return nil, err
	}
	rows, err := s.tx.QueryContext(ctx, query, args...) //nolint:rowserrcheck // RawRows.Err asks
	if err != nil {
		dec.Close()
		return nil, wrap(err, "read stored resources")
	}
	return &RawRows{rows: rows, dec: dec}, nil
}

// rawSQL is the query of the packed resources.
func (q RowQuery) rawSQL(version string) (string, []any, error) {
	var types, row string
	switch q.Table {
	case claims.Beneficiaries:
		types, row = "'Patient'", "t"
	case claims.Coverage:
		types, row = "'Coverage'", "t"
	case claims.Claims:
		types, row = "'EOB', 'Claim', 'ClaimResponse'", "c"
	default:
		return "", nil, fmt.Errorf("%w: only people, coverage and claims have resources of their own", ErrQuery)
	}
	s, err := q.source(version)
	if err != nil {
		return "", nil, err
	}
	return "SELECT w.raw FROM " + s.from +
		" CROSS JOIN resources o ON o.api_version = " + row + ".api_version AND o.fhir_id = " + row + ".fhir_id" +
		" AND o.resource_type IN (" + types + ")" +
		" CROSS JOIN resource_raw w ON w.resource_key = o.resource_key" +
		s.clause() + "\nORDER BY " + s.order + ", o.resource_type, o.part", s.args, nil
}

// Next unpacks the next resource; it is false at the end and after a failure, which Err tells apart.
func (r *RawRows) Next() bool {
	if r.err != nil || !r.rows.Next() {
		return false
	}
	if r.err = r.rows.Scan(&r.packed); r.err != nil {
		return false
	}
	if r.raw, r.err = r.dec.DecodeAll(r.packed, r.raw[:0]); r.err != nil {
		r.err = fmt.Errorf("%w: unpack a resource: %w", ErrDamaged, r.err)
		return false
	}
	return true
}

// Bytes is the present resource without a line end. It is overwritten by Next.
func (r *RawRows) Bytes() []byte { return r.raw }

// Err is what ended the resources before their end; nil when all were read.
func (r *RawRows) Err() error { return wrap(errors.Join(r.err, r.rows.Err()), "read stored resources") }

// Close frees the connection. It may be called more than once.
func (r *RawRows) Close() error {
	err := r.rows.Close()
	if r.release != nil {
		err = errors.Join(err, r.release())
		r.release = nil
		r.dec.Close()
	}
	return err
}
