package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// originalsSQL reads the resources that a claim came from.
const originalsSQL = `SELECT o.resource_type, w.raw FROM resources o CROSS JOIN resource_raw w ON w.resource_key = o.resource_key
	WHERE o.api_version = ? AND o.resource_type IN ('EOB', 'Claim', 'ClaimResponse') AND o.fhir_id = ? ORDER BY o.resource_type, o.part`

// ClaimOriginals gives the resources of a claim as CMS sent them, byte for byte: one, or a Claim and its ClaimResponse. It returns
// ErrNotFound where none is stored.
func (db *DB) ClaimOriginals(ctx context.Context, apiVersion, fhirID string) ([]claims.Original, error) {
	return fromSnapshot(ctx, db, func(s *Snapshot) ([]claims.Original, error) {
		dec, err := unpacker(ctx, s.tx)
		if err != nil {
			return nil, err
		}
		defer dec.Close()
		list, err := listed(ctx, s.tx, "read the resources of a claim", func(row scanner) (o claims.Original, err error) {
			var packed []byte
			if err := row.Scan(&o.Type, &packed); err != nil {
				return o, err
			}
			if o.Text, err = dec.DecodeAll(packed, nil); err != nil {
				return o, fmt.Errorf("%w: unpack a resource: %w", ErrDamaged, err)
			}
			return o, nil
		}, originalsSQL, apiVersion, fhirID)
		if err == nil && len(list) == 0 {
			err = fmt.Errorf("resources of a claim: %w", ErrNotFound)
		}
		return list, err
	})
}

// ClaimFields gives every column that has a value, of the claim itself and of its rows in the other tables, in the order of the
// catalogue; tables without rows are left out. It returns ErrNotFound.
func (db *DB) ClaimFields(ctx context.Context, apiVersion, fhirID string) ([]claims.FieldTable, error) {
	return fromSnapshot(ctx, db, func(s *Snapshot) (tables []claims.FieldTable, err error) {
		for _, table := range claims.Catalogue() {
			if table.ID != claims.Claims && !table.ClaimChild {
				continue
			}
			rows, err := s.fieldRows(ctx, table, apiVersion, fhirID)
			if err != nil {
				return nil, err
			}
			if table.ID == claims.Claims && len(rows) == 0 {
				return nil, fmt.Errorf("fields of a claim: %w", ErrNotFound)
			}
			if len(rows) > 0 {
				tables = append(tables, claims.FieldTable{Table: table, Rows: rows})
			}
		}
		return tables, nil
	})
}

// fieldRows reads the rows of one table.
func (s *Snapshot) fieldRows(ctx context.Context, table *claims.Table, apiVersion, fhirID string) (list [][]claims.Field, err error) {
	query, r, err := fieldsSQL(table)
	if err != nil {
		return nil, err
	}
	if r.details != nil {
		if err := r.details.open(ctx, s.tx); err != nil {
			return nil, err
		}
	}
	if r.rows, err = s.tx.QueryContext(ctx, query, apiVersion, fhirID); err != nil { //nolint:rowserrcheck // Rows.Err asks
		r.closeDetails()
		return nil, wrap(err, "read "+table.Name+" of a claim")
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	for r.Next() {
		var row []claims.Field
		for i, v := range r.values {
			if column := r.columns[i]; v.Set && (table.ID == claims.Claims || !slices.Contains(fieldsOnce, column.Name)) {
				row = append(row, claims.Field{Column: column, Text: v.Format(column.Kind)})
			}
		}
		list = append(list, row)
	}
	return list, r.Err()
}

// fieldsOnce are columns that say in every row of a claim what the claim says.
var fieldsOnce = []string{"api_version", "fhir_id", "claim_id", "ordinal", "file_name", "export_id", "ingested_at"}

// fieldsSQL is the query of the rows of one table that belong to a claim, which its arguments name by version and id.
func fieldsSQL(table *claims.Table) (string, *Rows, error) {
	q := RowQuery{Table: table.ID, All: true}
	from, err := q.source("")
	if err != nil {
		return "", nil, err
	}
	r, list, err := newRows(q)
	if err != nil {
		return "", nil, err
	}
	return "SELECT " + list + "\nFROM " + from.from + "\nWHERE c.api_version = ? AND c.fhir_id = ?\nORDER BY " + from.order, r, nil
}
