package store

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// noteNames keeps the names that a claim gives to providers. Of several names of one provider the greatest stands, so that the order
// of imports does not matter.
func (f *FileImport) noteNames(rows []claims.Row) error {
	for _, row := range rows {
		if row.Table != claims.CareTeam {
			continue
		}
		npi, name := row.Value(claims.ColCareTeamNPI).Text, row.Value(claims.ColCareTeamName).Text
		if npi == "" || name == "" || name <= f.names[npi] {
			continue
		}
		if f.names == nil {
			f.names = map[string]string{}
		}
		f.names[strings.Clone(npi)] = strings.Clone(name) // the row's memory is used again
		if err := f.w.exec(`INSERT INTO provider_names (npi, name) VALUES (?, ?)
			ON CONFLICT DO UPDATE SET name = excluded.name WHERE excluded.name > name`, npi, name); err != nil {
			return err
		}
	}
	return nil
}

// providerNamesSQL reads the names of a list of NPIs: those of the group's own list before those of claims.
const providerNamesSQL = `SELECT j.value, coalesce((SELECT max(o.name) FROM own_providers o WHERE o.npi = j.value AND o.name <> ''), n.name)
	FROM json_each(?) j LEFT JOIN provider_names n ON n.npi = j.value`

// ProviderNames gives the names of providers by NPI, those without a name left out: from the group's own list, else from claims.
func (db *DB) ProviderNames(ctx context.Context, npis []string) (map[string]string, error) {
	return providerNames(ctx, db.read, npis)
}

func providerNames(ctx context.Context, r reader, npis []string) (names map[string]string, err error) {
	if len(npis) == 0 {
		return map[string]string{}, nil
	}
	names = map[string]string{}
	if len(npis) == 0 {
		return names, nil
	}
	list, err := json.Marshal(npis)
	if err != nil {
		return nil, wrap(err, "list providers")
	}
	rows, err := r.QueryContext(ctx, providerNamesSQL, string(list))
	if err != nil {
		return nil, wrap(err, "read names of providers")
	}
	defer func() { err = wrap(errors.Join(err, rows.Close()), "read names of providers") }()
	for rows.Next() {
		var npi string
		var name *string
		if err := rows.Scan(&npi, &name); err != nil {
			return nil, err
		}
		if name != nil {
			names[npi] = *name
		}
	}
	return names, rows.Err()
}
