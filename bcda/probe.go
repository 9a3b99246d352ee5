package bcda

import (
	"context"
	"errors"
	"fmt"
)

// Probe tells whether this credential may use an API version, by listing jobs: nil when it may, ErrVersionNotEnabled when
// CMS has not turned the version on for the entity or the server does not have it (docs/reference/bcda-protocol.md 1). A generic
// server has no versions: nil when it gives a token.
func (c *Client) Probe(ctx context.Context, v Version) error {
	if c.Generic() {
		_, err := c.tokens.Token(ctx)
		return err
	}
	if _, err := c.jobs(ctx, v, nil); err != nil {
		return fmt.Errorf("probe api version %s: %w", v, err)
	}
	return nil
}

// BestVersion returns v3 where it is enabled, else v2; v2 ends on 30 July 2027. With neither it is ErrVersionNotEnabled.
func (c *Client) BestVersion(ctx context.Context) (Version, error) {
	err := c.Probe(ctx, V3)
	if err == nil {
		return V3, nil
	}
	if !errors.Is(err, ErrVersionNotEnabled) {
		return "", err
	}
	if err := c.Probe(ctx, V2); err != nil {
		return "", err
	}
	return V2, nil
}
