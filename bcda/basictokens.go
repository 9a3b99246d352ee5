package bcda

import (
	"context"
	"encoding/base64"
	"net/http"
	"strings"
)

// BasicTokens is the TokenSource of CMS: client id and secret by HTTP Basic at /auth/token. One token is kept, shared by
// all callers and renewed by one of them at a time.
type BasicTokens struct {
	*tokenKeeper
	authorization Secret
}

// NewBasicTokens makes a source for one credential. cfg.Tokens and cfg.Version are not used.
// An id or secret that cannot be sent gives ErrBadCredentialFormat.
func NewBasicTokens(cfg Config, clientID string, secret Secret) (*BasicTokens, error) {
	w, err := cfg.wire()
	if err != nil {
		return nil, err
	}
	clientID = trimPasted(clientID)
	// A colon would end the id early (RFC 7617 2).
	if clientID == "" || secret.Empty() || strings.Contains(clientID, ":") {
		return nil, &StatusError{Op: OpToken, Kind: ErrBadCredentialFormat}
	}
	pair := base64.StdEncoding.EncodeToString([]byte(clientID + ":" + secret.Reveal()))
	b := &BasicTokens{authorization: NewSecret("Basic " + pair)}
	b.tokenKeeper = newTokenKeeper(w, b.ask)
	return b, nil
}

// ask requests a token.
func (b *BasicTokens) ask(ctx context.Context) (Token, error) {
	var token Token
	c := call{
		op: OpToken, method: http.MethodPost, path: "/auth/token", success: []int{http.StatusOK},
		header: map[string]string{"Accept": "application/json", "Authorization": b.authorization.Reveal()},
	}
	err := b.wire.run(ctx, c, b.wire.whole(ctx, OpToken, func(_ *http.Response, body []byte) (err error) {
		token, err = parseToken(body, b.wire.now())
		return err
	}))
	return token, err
}
