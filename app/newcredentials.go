package app

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// NewCredentials take the place of those of a stored connection; nothing else of it changes.
type NewCredentials struct {
	ClientID string // empty keeps the one that is stored: rotating does not change it
	Secret   bcda.Secret
	Issued   time.Time // day the secret was made; zero when not known
}

// connection is the stored connection of the data set, or ErrNoConnection.
func (s *Set) connection(ctx context.Context) (claims.Connection, error) {
	c, err := s.db.Connection(ctx)
	if errors.Is(err, store.ErrNotFound) {
		return c, ErrNoConnection
	}
	return c, err
}

// with puts the credentials into a connection and checks them.
func (n NewCredentials) with(c claims.Connection) (claims.Connection, error) {
	if id := strings.TrimSpace(n.ClientID); id != "" {
		c.ClientID = id
	}
	c.IssuedAt = n.Issued
	if n.Secret.Empty() {
		return c, &claims.ConnectionError{Field: "secret", Text: "The client secret is missing. Copy it from ACO-MS or 4i."}
	}
	return c, c.Validate()
}

// TestCredentials tests new credentials for the stored connection like Desk.TestConnection; nothing is kept.
func (s *Set) TestCredentials(ctx context.Context, n NewCredentials, told func(TestStep)) (ConnectionTest, error) {
	c, err := s.connection(ctx)
	if err != nil {
		return ConnectionTest{}, err
	}
	if c, err = n.with(c); err != nil {
		return ConnectionTest{}, err
	}
	secret, err := keptSecret(c, n.Secret)
	if err != nil {
		return ConnectionTest{}, err
	}
	return s.desk.testConnection(ctx, c, secret, told)
}

// RenewCredentials signs in with new credentials and keeps them. Credentials of another organization are refused: their data
// belong into a data set of their own.
func (s *Set) RenewCredentials(ctx context.Context, n NewCredentials) error {
	c, err := s.connection(ctx)
	if err != nil {
		return err
	}
	if c, err = n.with(c); err != nil {
		return err
	}
	secret, err := keptSecret(c, n.Secret)
	if err != nil {
		return err
	}
	srv, err := s.desk.dial(c, secret, nil)
	if err != nil {
		return err
	}
	token, err := srv.tokens.Token(ctx)
	if err != nil {
		return err
	}
	switch {
	case c.Entity == "":
		c.Entity = token.CMSID
	case token.CMSID != "" && token.CMSID != c.Entity:
		return &UsageError{Text: fmt.Sprintf(credentialsOther, token.CMSID, c.Entity)}
	}
	if err := s.desk.secrets.SaveSecret(ctx, s.name, secret); err != nil {
		return err
	}
	if err := s.db.SaveConnection(ctx, c); err != nil {
		return err
	}
	return s.ResumeSchedule(ctx)
}

// longestLabel is how long the name of a connection may be, in characters.
const longestLabel = 60

// RenameConnection changes what people call the stored connection. An empty name takes the name away.
func (s *Set) RenameConnection(ctx context.Context, label string) error {
	c, err := s.connection(ctx)
	if err != nil {
		return err
	}
	label = strings.Join(strings.Fields(label), " ")
	if len([]rune(label)) > longestLabel || strings.ContainsFunc(label, unicode.IsControl) {
		return &UsageError{Text: fmt.Sprintf(connectionNameLong, longestLabel)}
	}
	c.Label = label
	return s.db.SaveConnection(ctx, c)
}

// RenameConnection changes what people call the connection of a data set that is not open.
func (d *Desk) RenameConnection(ctx context.Context, name, label string) error {
	there, err := exists(filepath.Join(d.dir, name, databaseName))
	if err != nil {
		return fmt.Errorf("rename the connection of %s: %w", name, err)
	}
	if !there {
		return ErrNoSet
	}
	set, err := d.OpenSet(ctx, name)
	if err != nil {
		return err
	}
	return errors.Join(set.RenameConnection(ctx, label), set.Close())
}
