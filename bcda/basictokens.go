package bcda

import (
	"context"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

// refusalMemory is how long refused credentials are not tried again: parallel downloads must not hammer the token
// service with a secret that has been rotated.
const refusalMemory = time.Minute

// BasicTokens is the TokenSource of CMS: client id and secret by HTTP Basic at /auth/token. One token is kept, shared by
// all callers and renewed by one of them at a time.
type BasicTokens struct {
	wire          *wire
	authorization Secret

	turn chan struct{} // holds one element while somebody asks for a token

	mu        sync.Mutex
	token     Token
	round     int   // requests made so far
	lastErr   error // of the last request; nil after a success
	refusedAt time.Time
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
	return &BasicTokens{wire: w, authorization: NewSecret("Basic " + pair), turn: make(chan struct{}, 1)}, nil
}

// Token implements TokenSource. Server trouble and rate limits are waited out; refused credentials are repeated once.
func (b *BasicTokens) Token(ctx context.Context) (Token, error) {
	token, round, ok := b.cached()
	if ok {
		return token, nil
	}
	select {
	case b.turn <- struct{}{}:
		defer func() { <-b.turn }()
	case <-ctx.Done():
		return Token{}, fmt.Errorf("%s: %w", OpToken, ctx.Err())
	}
	if token, done, err := b.settled(round); done {
		return token, err
	}
	token, err := b.ask(ctx)
	b.keep(token, err, ctx.Err() != nil)
	return token, err
}

// cached returns the kept token while it is fresh, and the number of requests made so far.
func (b *BasicTokens) cached() (Token, int, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.token, b.round, b.token.fresh(b.wire.now())
}

// settled looks again once it is our turn: somebody who asked while we queued has a token, or an error that holds for
// us too. Credentials refused a moment ago stay refused.
func (b *BasicTokens) settled(round int) (Token, bool, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.wire.now()
	if b.token.fresh(now) {
		return b.token, true, nil
	}
	recent := !b.refusedAt.IsZero() && now.Sub(b.refusedAt) < refusalMemory
	if b.lastErr != nil && (recent || b.round != round) {
		return Token{}, true, b.lastErr
	}
	return Token{}, false, nil
}

// keep notes how a request ended. A request its caller gave up says nothing to the others.
func (b *BasicTokens) keep(token Token, err error, givenUp bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if err != nil && givenUp {
		return
	}
	b.round++
	b.token, b.lastErr, b.refusedAt = token, err, time.Time{}
	if KindOf(err) == ErrCredentialsRefused {
		b.refusedAt = b.wire.now()
	}
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
	if err != nil {
		return Token{}, err
	}
	b.wire.log.Info("token received", "lifetime", token.Lifetime)
	return token, nil
}

// Invalidate implements TokenSource.
func (b *BasicTokens) Invalidate(rejected Token) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.token.Access.Equal(rejected.Access) {
		b.token = Token{}
	}
}
