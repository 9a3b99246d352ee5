package store

import (
	"context"
	"database/sql"

	"github.com/claimsdesk/claimsdesk/measure"
)

// SaveOwnProviders keeps the list of the group's own providers, in place of the one before. An empty list forgets it.
func (db *DB) SaveOwnProviders(ctx context.Context, list []measure.Provider) error {
	if db.write == nil {
		return wrap(ErrReadOnly, "save the provider list")
	}
	return db.beside(ctx, "save the provider list", func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM own_providers`); err != nil {
			return err
		}
		for _, p := range list {
			if _, err := tx.ExecContext(ctx, `INSERT INTO own_providers (npi, tax_id, ccn, name, specialty, role) VALUES (?, ?, ?, ?, ?, ?)`,
				p.NPI, p.TaxID, p.CCN, p.Name, p.Specialty, p.Role); err != nil {
				return err
			}
		}
		return nil
	})
}

// OwnProviders lists the group's own providers, in the order of the list.
func (db *DB) OwnProviders(ctx context.Context) ([]measure.Provider, error) {
	return ownProviders(ctx, db.read)
}

func ownProviders(ctx context.Context, r reader) ([]measure.Provider, error) {
	return listed(ctx, r, "read the provider list", func(row scanner) (p measure.Provider, err error) {
		err = row.Scan(&p.NPI, &p.TaxID, &p.CCN, &p.Name, &p.Specialty, &p.Role)
		return p, err
	}, ownProvidersSQL)
}

const ownProvidersSQL = `SELECT npi, tax_id, ccn, name, specialty, role FROM own_providers ORDER BY provider_no`
