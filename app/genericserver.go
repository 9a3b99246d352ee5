package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// smartConnection is connection for a generic SMART bulk-data server.
func (r ConnectRequest) smartConnection() (claims.Connection, error) {
	c := claims.Connection{
		Label: r.Label, Auth: claims.AuthNone, ClientID: strings.TrimSpace(r.ClientID), KeyID: strings.TrimSpace(r.KeyID),
		TokenURL: strings.TrimSpace(r.TokenURL), API: r.API, IssuedAt: r.Issued, Unencrypted: r.Unencrypted,
	}
	var err error
	if c.Base, c.Origin, err = bcda.ParseBase(r.Server); err != nil {
		return c, &claims.ConnectionError{Field: "base", Text: "The server address must look like https://host/fhir. Only https:// is used."}
	}
	c.Environment = claims.EnvironmentOf(c.Origin)
	if c.TokenURL != "" {
		if _, _, err := bcda.ParseBase(c.TokenURL); err != nil {
			return c, &claims.ConnectionError{Field: "token_url", Text: "The sign-in address must look like https://host/token. Only https:// is used."}
		}
	}
	if r.Secret.Empty() {
		return c, c.Validate()
	}
	c.Auth = claims.AuthKey
	key, err := privateKey(c, r.Secret)
	if err != nil {
		return c, err
	}
	c.KeyID = key.ID()
	return c, c.Validate()
}

// privateKey reads a key and says in plain words what is wrong with it.
func privateKey(c claims.Connection, text bcda.Secret) (bcda.PrivateKey, error) {
	key, err := bcda.ParsePrivateKey(text, c.KeyID)
	var bad *bcda.KeyError
	if errors.As(err, &bad) {
		return key, &claims.ConnectionError{Field: "key", Text: "This private key cannot be used: " + bad.Reason + "."}
	}
	return key, err
}

// keptSecret is what a connection keeps: the client secret as it is, or the private key in the form that fits a keychain.
func keptSecret(c claims.Connection, given bcda.Secret) (bcda.Secret, error) {
	if c.Auth != claims.AuthKey {
		return given, nil
	}
	key, err := privateKey(c, given)
	if err != nil {
		return bcda.Secret{}, err
	}
	return key.Secret()
}

// keepSecret stores the secret of a connection; one to an open server has none, and forgets an older one.
func (s *Set) keepSecret(ctx context.Context, c claims.Connection, secret bcda.Secret) error {
	if c.Auth != claims.AuthNone {
		return s.desk.secrets.SaveSecret(ctx, s.name, secret)
	}
	if err := s.desk.secrets.DeleteSecret(ctx, s.name); !errors.Is(err, ErrNoKeychain) {
		return err
	}
	return nil
}

// storedSecret reads the secret of a connection; it is empty for an open server.
func (s *Set) storedSecret(ctx context.Context, c claims.Connection) (bcda.Secret, error) {
	if c.Auth == claims.AuthNone {
		return bcda.Secret{}, nil
	}
	return s.desk.secrets.Secret(ctx, s.name)
}

// tokenSource signs in as the connection says.
func tokenSource(config bcda.Config, c claims.Connection, secret bcda.Secret) (source bcda.TokenSource, err error) {
	switch c.Auth {
	case claims.AuthNone:
		return bcda.NoTokens{}, nil
	case claims.AuthKey:
		var key bcda.PrivateKey
		if key, err = privateKey(c, secret); err != nil {
			return nil, err
		}
		source, err = bcda.NewAssertionTokens(config, bcda.Assertion{ClientID: c.ClientID, Key: key, TokenURL: c.TokenURL})
	default:
		source, err = bcda.NewBasicTokens(config, c.ClientID, secret)
	}
	if err != nil {
		return nil, fmt.Errorf("prepare the connection: %w", err)
	}
	return source, nil
}

// isBulkServer looks whether a FHIR server answers at the base. Where a person named the place to sign in, one that shows
// nothing to strangers will do too.
func (s *server) isBulkServer(ctx context.Context) error {
	client, err := s.client(s.genericVersion())
	if err != nil {
		return err
	}
	_, err = client.SignIn(ctx)
	closed := errors.Is(err, bcda.ErrUnauthorized) || errors.Is(err, bcda.ErrNotFound)
	if s.connection.TokenURL != "" && closed {
		return nil
	}
	return err
}

// genericVersion is the form in which a generic server's data are recorded: the one the connection names, with auto the one
// that was found in them, and v2 before any are there.
func (s *server) genericVersion() string {
	switch {
	case s.connection.API != "auto":
		return s.connection.API
	case s.connection.InUse != "":
		return s.connection.InUse
	default:
		return claims.V2
	}
}

// adoptFoundVersion makes the form that a generic server's data turned out to have the version in use. It is called after
// an import and before Settle. Where both forms are stored, or a person chose one, nothing changes.
func (s *Set) adoptFoundVersion(ctx context.Context) error {
	c, err := s.db.Connection(ctx)
	if errors.Is(err, store.ErrNotFound) || (err == nil && (!c.Generic() || c.API != "auto")) {
		return nil
	}
	if err != nil {
		return err
	}
	stored, err := s.db.Summary(ctx)
	if err != nil {
		return err
	}
	found := slices.Clone(stored.APIVersions)
	if len(found) != 1 || found[0] == c.InUse {
		return nil
	}
	c.InUse = found[0]
	return s.db.SaveConnection(ctx, c)
}

// ownJobs are the jobs of the last refresh as we know them.
func (s *Set) ownJobs(ctx context.Context) ([]ServerJob, error) {
	last, err := s.db.LastRefresh(ctx)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	stored, err := s.db.Jobs(ctx, last.ID)
	if err != nil {
		return nil, err
	}
	slices.Reverse(stored)
	jobs := make([]ServerJob, 0, len(stored))
	for _, j := range stored {
		if j.ServerID == "" {
			continue
		}
		jobs = append(jobs, ServerJob{ID: j.ServerID, State: ownJobWords(j.State), Request: j.Request, Started: instantText(j.AskedAt), Progress: -1})
	}
	return jobs, nil
}

func ownJobWords(state claims.JobState) string {
	switch state {
	case claims.JobListed:
		return "ready"
	case claims.JobFetched:
		return "fetched"
	case claims.JobLost:
		return "over"
	default:
		return "being prepared"
	}
}
