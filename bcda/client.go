package bcda

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// Client speaks one API version of one BCDA server, or Bulk Data Access 2.0 to a generic one, with one credential. Its methods may be called from several goroutines.
type Client struct {
	wire    *wire
	version Version
	tokens  TokenSource
	limits  Limits
	generic *generic // nil for BCDA
}

// New makes a client; it sends nothing yet. An unusable cfg.Origin gives an *OriginError.
func New(cfg Config) (*Client, error) {
	w, err := cfg.wire()
	if err != nil {
		return nil, err
	}
	version, err := ParseVersion(string(cfg.Version))
	if err != nil {
		return nil, err
	}
	if cfg.Tokens == nil {
		return nil, errors.New("a client needs a token source")
	}
	c := &Client{wire: w, version: version, tokens: cfg.Tokens, limits: cfg.Limits.withDefaults()}
	if w.base != nil {
		c.generic = newGeneric()
	}
	return c, nil
}

// Generic tells whether the client speaks to a generic SMART bulk-data server: without job list, attribution status,
// release and versions.
func (c *Client) Generic() bool { return c.generic != nil }

// notOffered is the error of what only BCDA has.
func (c *Client) notOffered(op Op) error {
	return &StatusError{Op: op, Kind: ErrNotOffered, Generic: c.Generic()}
}

// Version returns the API version the client speaks.
func (c *Client) Version() Version { return c.version }

// Origin returns the server the client speaks to.
func (c *Client) Origin() Origin { return c.wire.origin }

// Wait pauses for d, shortened by the wait scale: for the pauses between polls and tries that the caller decides on.
func (c *Client) Wait(ctx context.Context, d time.Duration) error { return c.wire.wait(ctx, d) }

// ClockSkew is the server's clock minus this computer's, to about a second, from the last answer's Date header.
// It reports false while no answer had one.
func (c *Client) ClockSkew() (time.Duration, bool) {
	return time.Duration(c.wire.skew.Load()), c.wire.dated.Load()
}

// Media types of requests. Export and jobs refuse any other Accept (docs/reference/bcda-protocol.md 3).
const (
	mediaFHIR = "application/fhir+json"
	mediaJSON = "application/json"
)

// asyncHeader is what exports and the list of jobs insist on.
func asyncHeader() map[string]string {
	return map[string]string{"Accept": mediaFHIR, "Prefer": "respond-async"}
}

// get makes a GET call of the API with the client's token.
func (c *Client) get(op Op, path string, header map[string]string) call {
	return call{
		op: op, method: http.MethodGet, path: path, header: header, tokens: c.tokens, success: []int{http.StatusOK},
	}
}

// read runs a call whose answer is a JSON document.
func (c *Client) read(ctx context.Context, req call, decode func(body []byte) error) error {
	return c.wire.run(ctx, req, c.wire.whole(ctx, req.op, func(_ *http.Response, body []byte) error {
		return decode(body)
	}))
}
