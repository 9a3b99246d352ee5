package app

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/time/rate"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// server is a connection in use: one token source and one request limit for all versions.
type server struct {
	connection claims.Connection
	config     bcda.Config
	tokens     bcda.TokenSource
	clients    map[string]*bcda.Client // by version, so that what one has learnt of the server's clock is kept
}

// dial prepares a connection; nothing is sent yet.
func (d *Desk) dial(c claims.Connection, secret bcda.Secret, onWait func(bcda.Pause)) (*server, error) {
	config := bcda.Config{
		Origin: c.Origin, Base: c.Base, Transport: d.transport, Limiter: d.limiter(c), WaitScale: d.waitScale,
		Now: d.now, Log: d.log, OnWait: onWait,
	}
	tokens, err := tokenSource(config, c, secret)
	if err != nil {
		return nil, err
	}
	config.Tokens = tokens
	return &server{connection: c, config: config, tokens: tokens, clients: map[string]*bcda.Client{}}, nil
}

// limiter spaces requests to CMS; the practice server on this computer has nobody to share with.
func (d *Desk) limiter(c claims.Connection) *rate.Limiter {
	if c.Environment == claims.EnvPractice {
		return rate.NewLimiter(rate.Inf, 1)
	}
	return bcda.NewLimiter()
}

// client speaks one version to the server.
func (s *server) client(version string) (*bcda.Client, error) {
	if client, ok := s.clients[version]; ok {
		return client, nil
	}
	config := s.config
	config.Version = bcda.Version(version)
	client, err := bcda.New(config)
	if err != nil {
		return nil, fmt.Errorf("prepare the connection: %w", err)
	}
	s.clients[version] = client
	return client, nil
}

// chooseVersion finds the version to use: the one the connection names, or with auto v3 where CMS has turned it on for
// the credentials, else v2 (docs/reference/bcda-protocol.md 1 and 9).
func (s *server) chooseVersion(ctx context.Context) (string, error) {
	if s.connection.Generic() {
		version := s.genericVersion()
		return version, s.probe(ctx, version)
	}
	if s.connection.API != "auto" {
		return s.connection.API, s.probe(ctx, s.connection.API)
	}
	err := s.probe(ctx, claims.V3)
	switch {
	case err == nil:
		return claims.V3, nil
	case errors.Is(err, bcda.ErrVersionNotEnabled), errors.Is(err, bcda.ErrUnauthorized):
		return claims.V2, s.probe(ctx, claims.V2)
	default:
		return "", err
	}
}

// isBCDA looks at the open capability statement before credentials are sent anywhere: a mistyped address should hear no
// secret. Of a generic server it reads how to sign in. A server without this version's routes is told apart later.
func (s *server) isBCDA(ctx context.Context) error {
	if s.connection.Generic() {
		return s.isBulkServer(ctx)
	}
	version := s.connection.API
	if version == "auto" {
		version = claims.V2
	}
	client, err := s.client(version)
	if err != nil {
		return err
	}
	_, err = client.Metadata(ctx)
	if errors.Is(err, bcda.ErrVersionNotEnabled) {
		return nil
	}
	return err
}

func (s *server) probe(ctx context.Context, version string) error {
	client, err := s.client(version)
	if err != nil {
		return err
	}
	return client.Probe(ctx, bcda.Version(version))
}

// server opens the data set's stored connection with its secret.
func (s *Set) server(ctx context.Context, onWait func(bcda.Pause)) (*server, error) {
	connection, err := s.db.Connection(ctx)
	if errors.Is(err, store.ErrNotFound) {
		return nil, ErrNoConnection
	}
	if err != nil {
		return nil, err
	}
	secret, err := s.storedSecret(ctx, connection)
	if err != nil {
		return nil, err
	}
	return s.desk.dial(connection, secret, onWait)
}
