package bcda

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
)

// SignIn is what a generic server says about signing in.
type SignIn struct {
	// TokenURL is where tokens are asked for, as the server writes it: it is an assertion's audience, letter by letter.
	// "" says that the server names no such place, so it asks for no token.
	TokenURL string
	// Algorithms are the signatures that the server accepts of assertions; none when it does not say.
	Algorithms []string
}

// SignIn asks a generic server how to sign in: its SMART configuration, and where that names no token address, its
// capability statement. An address where neither can be read is ErrNotBCDA: no such server answers there.
func (c *Client) SignIn(ctx context.Context) (SignIn, error) {
	if c.wire.base == nil {
		return SignIn{}, c.notOffered(OpDiscover)
	}
	return discover(ctx, c.wire)
}

// discover is SignIn for the token source, which has no client.
func discover(ctx context.Context, w *wire) (SignIn, error) {
	found, configured, err := smartConfiguration(ctx, w)
	if err != nil || found.TokenURL != "" {
		return found, err
	}
	statement, err := capabilities(ctx, w)
	switch {
	case err == nil:
		found.TokenURL = statement.TokenURL
		return found, nil
	case configured && answered(err):
		return found, nil
	}
	return SignIn{}, err
}

// smartConfiguration reads /.well-known/smart-configuration; false when the server has none.
func smartConfiguration(ctx context.Context, w *wire) (SignIn, bool, error) {
	at := w.base.below("/.well-known/smart-configuration")
	req := call{
		op: OpDiscover, method: http.MethodGet, path: at.path, success: []int{http.StatusOK},
		header: map[string]string{"Accept": mediaJSON},
	}
	var doc struct {
		TokenEndpoint string   `json:"token_endpoint"`
		Algorithms    []string `json:"token_endpoint_auth_signing_alg_values_supported"`
	}
	err := w.run(ctx, req, w.whole(ctx, OpDiscover, func(_ *http.Response, body []byte) error {
		if err := decodeFirst(body, &doc); err != nil {
			return errors.New("the SMART configuration is not readable")
		}
		return nil
	}))
	if err != nil {
		if answered(err) {
			return SignIn{}, false, nil
		}
		return SignIn{}, false, err
	}
	return SignIn{TokenURL: strings.TrimSpace(doc.TokenEndpoint), Algorithms: doc.Algorithms}, true, nil
}

// answered tells whether an error is an answer that says no, and not trouble on the way.
func answered(err error) bool {
	var failure *StatusError
	return errors.As(err, &failure) && failure.Status != 0 && failure.Kind != ErrRateLimited && failure.Kind != ErrDropped
}

// capabilities reads a generic server's CapabilityStatement.
func capabilities(ctx context.Context, w *wire) (Metadata, error) {
	at := w.base.below("/metadata")
	req := call{
		op: OpMetadata, method: http.MethodGet, path: at.path, success: []int{http.StatusOK},
		header: map[string]string{"Accept": mediaFHIR + ", " + mediaJSON},
	}
	var m Metadata
	err := w.run(ctx, req, w.whole(ctx, OpMetadata, func(_ *http.Response, body []byte) (err error) {
		m, err = parseMetadata(body)
		return err
	}))
	return m, err
}

// tokenAddress reads a token URL that a person or a server names. It may lie on another origin: an assertion is made out
// to it alone, so no other place can use what it hears.
func tokenAddress(base address, text string) (address, error) {
	at, err := base.resolve(text)
	if err != nil {
		return address{}, &StatusError{Op: OpToken, Kind: ErrOtherServer, Generic: true, Err: err}
	}
	return at, nil
}

// chooseAlgorithm picks the first of a key's algorithms that the server accepts; the key's usual one when the server does
// not say, or names none that fits.
func chooseAlgorithm(own, accepted []string) string {
	for _, alg := range own {
		if slices.Contains(accepted, alg) {
			return alg
		}
	}
	return own[0]
}
