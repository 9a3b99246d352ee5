package app

import (
	"context"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// CheckVersion asks CMS whether a version is turned on for this connection: the first step of the move to version 3. The
// second is a Refresh with that API, which loads it beside the other.
func (s *Set) CheckVersion(ctx context.Context, version string) error {
	srv, err := s.server(ctx, nil)
	if err != nil {
		return err
	}
	return srv.probe(ctx, version)
}

// CompareVersions holds both versions side by side. It may take seconds.
func (s *Set) CompareVersions(ctx context.Context) (claims.VersionComparison, error) {
	return s.db.CompareVersions(ctx)
}

// UseVersion makes a version that has been loaded the one of all screens and exports, and of the next refreshes. The other
// stays readable.
func (s *Set) UseVersion(ctx context.Context, version string) error {
	has, err := s.hasData(ctx, version)
	if err != nil {
		return err
	}
	if !has {
		return &UsageError{Text: versionNotThere}
	}
	c, err := s.db.Connection(ctx)
	if err != nil {
		return err
	}
	c.InUse = version
	if c.API != autoVersion {
		c.API = version
	}
	if err := s.db.SaveConnection(ctx, c); err != nil {
		return err
	}
	return s.db.Settle(ctx, store.SettleOptions{})
}
