package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Connection returns the connection of the data set, or ErrNotFound before one was saved. Its secret is in the keychain.
func (db *DB) Connection(ctx context.Context) (claims.Connection, error) {
	var c claims.Connection
	var issued string
	err := db.read.QueryRowContext(ctx, `SELECT label, environment, origin, base, auth, token_url, key_id,
		client_id, api, entity, issued_at, in_use, unencrypted FROM connection`).
		Scan(&c.Label, &c.Environment, &c.Origin, &c.Base, &c.Auth, &c.TokenURL, &c.KeyID,
			&c.ClientID, &c.API, &c.Entity, &issued, &c.InUse, &c.Unencrypted)
	if err != nil {
		return claims.Connection{}, wrap(found(err), "read the connection")
	}
	c.IssuedAt, err = storedTime(issued)
	return c, wrap(err, "read the connection")
}

// SaveConnection makes c the connection of the data set. When the version in use changes by it, Settle brings the
// prepared tables in line.
func (db *DB) SaveConnection(ctx context.Context, c claims.Connection) error {
	return db.save(ctx, "save the connection", `INSERT INTO connection (one, label, environment, origin, base, auth, token_url, key_id,
			client_id, api, entity, issued_at, in_use, unencrypted)
		VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET label = excluded.label, environment = excluded.environment, origin = excluded.origin, base = excluded.base,
			auth = excluded.auth, token_url = excluded.token_url, key_id = excluded.key_id, client_id = excluded.client_id, api = excluded.api,
			entity = excluded.entity, issued_at = excluded.issued_at, in_use = excluded.in_use, unencrypted = excluded.unencrypted`,
		c.Label, string(c.Environment), c.Origin, c.Base, string(c.Auth), c.TokenURL, c.KeyID,
		c.ClientID, c.API, c.Entity, timeText(c.IssuedAt), c.InUse, c.Unencrypted)
}

// DeleteConnection removes the connection and keeps the data.
func (db *DB) DeleteConnection(ctx context.Context) error {
	return db.save(ctx, "delete the connection", `DELETE FROM connection`)
}

// Setting returns a saved setting, or ErrNotFound.
func (db *DB) Setting(ctx context.Context, key string) (string, error) {
	var value string
	err := db.read.QueryRowContext(ctx, `SELECT value FROM settings WHERE key = ?`, key).Scan(&value)
	return value, wrap(found(err), "read setting "+key)
}

// SaveSetting keeps a setting.
func (db *DB) SaveSetting(ctx context.Context, key, value string) error {
	return db.save(ctx, "save setting "+key, `INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value`, key, value)
}

// save runs one writing statement.
func (db *DB) save(ctx context.Context, doing, query string, args ...any) error {
	if db.write == nil {
		return fmt.Errorf("%s: %w", doing, ErrReadOnly)
	}
	_, err := db.write.ExecContext(ctx, query, args...)
	return wrap(err, doing)
}

// found turns the driver's word for no row into ours.
func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	return err
}

// timeText stores an instant as RFC 3339 in UTC; the zero time is empty.
func timeText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

func storedTime(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339Nano, text)
}
