package app

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// ConnectRequest is a connection to be tested and saved.
type ConnectRequest struct {
	Server   string // sandbox, production, or an origin; with Smart the FHIR base
	ClientID string
	Secret   bcda.Secret // with Smart the text of a private key: PEM, JWK or JWK Set; empty for an open server
	// Smart says that the server is a generic SMART bulk-data server.
	Smart       bool
	KeyID       string    // with Smart: kid of the key; empty for the one in the key's file
	TokenURL    string    // with Smart: where to sign in; empty to ask the server
	Label       string    // what people call the connection; may be empty
	Issued      time.Time // day the secret was made; zero when not known
	API         string    // auto, v2 or v3
	Unencrypted bool      // a person accepted that real data lie unencrypted
	Set         string    // data set; empty for practice, sandbox or the entity's id
}

// ConnectResult is a saved connection.
type ConnectResult struct {
	Set        string
	Connection claims.Connection
}

// connection turns the request into a connection and checks it.
func (r ConnectRequest) connection() (claims.Connection, error) {
	if r.Smart {
		return r.smartConnection()
	}
	c := claims.Connection{
		Label: r.Label, Auth: claims.AuthSecret, ClientID: strings.TrimSpace(r.ClientID), API: r.API, IssuedAt: r.Issued, Unencrypted: r.Unencrypted,
	}
	switch r.Server {
	case "sandbox":
		c.Origin = claims.SandboxOrigin
	case "production":
		c.Origin = claims.ProductionOrigin
	default:
		c.Origin = strings.TrimSuffix(r.Server, "/")
	}
	c.Environment = claims.EnvironmentOf(c.Origin)
	if err := c.Validate(); err != nil {
		return c, err
	}
	if r.Secret.Empty() {
		return c, &claims.ConnectionError{Field: "secret", Text: "The client secret is missing. Copy it from ACO-MS or 4i."}
	}
	return c, nil
}

// IsReal says that a connection brings data of real people.
func IsReal(c claims.Connection) bool {
	return c.Environment == claims.EnvProduction || c.Environment == claims.EnvOther
}

// Connect tests a connection and saves it with its secret in the data set of its own. Real data need the confirmation
// that they lie unencrypted for now (contract.md 2): ErrNeedsConfirmation.
func (d *Desk) Connect(ctx context.Context, req ConnectRequest) (ConnectResult, error) {
	c, err := req.connection()
	if err != nil {
		return ConnectResult{}, err
	}
	if IsReal(c) && !c.Unencrypted {
		return ConnectResult{}, ErrNeedsConfirmation
	}
	secret, err := keptSecret(c, req.Secret)
	if err != nil {
		return ConnectResult{}, err
	}
	srv, err := d.dial(c, secret, nil)
	if err != nil {
		return ConnectResult{}, err
	}
	if err := srv.isBCDA(ctx); err != nil {
		return ConnectResult{}, err
	}
	token, err := srv.tokens.Token(ctx)
	if err != nil {
		return ConnectResult{}, err
	}
	c.Entity = token.CMSID
	if c.InUse, err = srv.chooseVersion(ctx); err != nil {
		return ConnectResult{}, err
	}
	name := req.Set
	if name == "" {
		name = setNameFor(c)
	}
	if name, err = d.PickSet(name); err != nil {
		return ConnectResult{}, err
	}
	return ConnectResult{Set: name, Connection: c}, d.saveConnection(ctx, name, c, secret)
}

var notSetName = regexp.MustCompile(`[^a-z0-9._-]+`)

// setNameFor is practice, sandbox, or the entity's id in small letters (contract.md 2); the server's host where the token
// names no entity.
func setNameFor(c claims.Connection) string {
	switch {
	case c.Environment == claims.EnvPractice:
		return string(claims.EnvPractice)
	case c.Environment == claims.EnvSandbox:
		return string(claims.EnvSandbox)
	case c.Entity != "":
		return strings.Trim(notSetName.ReplaceAllString(strings.ToLower(c.Entity), "-"), "-.")
	default:
		_, host, _ := strings.Cut(c.Origin, "://")
		return strings.Trim(notSetName.ReplaceAllString(strings.ToLower(host), "-"), "-.")
	}
}

// errOtherEnvironment keeps practice, test and real data apart.
func errOtherEnvironment() error { return &UsageError{Text: otherEnvironment} }

func (d *Desk) saveConnection(ctx context.Context, name string, c claims.Connection, secret bcda.Secret) error {
	set, err := d.OpenSet(ctx, name)
	if err != nil {
		return err
	}
	return errors.Join(set.keepConnection(ctx, c, secret), set.Close())
}

func (s *Set) keepConnection(ctx context.Context, c claims.Connection, secret bcda.Secret) error {
	before, err := s.db.Connection(ctx)
	switch {
	case errors.Is(err, store.ErrNotFound):
	case err != nil:
		return err
	case before.Environment != c.Environment:
		return errOtherEnvironment()
	}
	if err := s.keepSecret(ctx, c, secret); err != nil {
		return err
	}
	if err := s.db.SaveConnection(ctx, c); err != nil {
		return err
	}
	return s.db.Settle(ctx, store.SettleOptions{}) // the version in use may be another one now
}

// ConnectPractice points the open practice data set at a practice server that has just been started. Its secret is kept
// in memory only, because the next start makes a new one.
func (s *Set) ConnectPractice(ctx context.Context, p PracticeServer) error {
	c := claims.Connection{Environment: claims.EnvPractice, Origin: p.Origin, ClientID: p.ClientID, API: "auto"}
	memory := NewMemorySecrets()
	s.desk = s.desk.with(memory)
	return s.keepConnection(ctx, c, bcda.NewSecret(p.Secret))
}

// with returns the same desk with another place for secrets.
func (d *Desk) with(secrets Secrets) *Desk {
	other := *d
	other.secrets = secrets
	return &other
}

// StartPractice starts the built-in practice server.
func (d *Desk) StartPractice(ctx context.Context) (PracticeServer, error) {
	if d.practice == nil {
		return PracticeServer{}, errors.New("app: no practice server built in")
	}
	p, err := d.practice(ctx)
	if err != nil {
		return PracticeServer{}, fmt.Errorf("start the practice server: %w", err)
	}
	return p, nil
}

// Disconnect removes the connection and its secret. With deleteData the whole data set goes; the caller has asked.
func (d *Desk) Disconnect(ctx context.Context, name string, deleteData bool) error {
	set, err := d.OpenSet(ctx, name)
	if err != nil {
		return err
	}
	err = errors.Join(d.secrets.DeleteSecret(ctx, name), set.db.DeleteConnection(ctx), set.Close())
	if errors.Is(err, ErrNoKeychain) {
		return fmt.Errorf("delete the secret: %w", err)
	}
	if err != nil || !deleteData {
		return err
	}
	if err := os.RemoveAll(filepath.Join(d.dir, name)); err != nil {
		return fmt.Errorf("delete the data set: %w", err)
	}
	return nil
}
