package bcda

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// refusalMemory is how long refused credentials are not tried again: parallel downloads must not hammer the token
// service with a secret that has been rotated.
const refusalMemory = time.Minute

// tokenKeeper keeps one token, shared by all callers and renewed by one of them at a time. It is what token sources have
// in common; how a token is asked for is theirs.
type tokenKeeper struct {
	wire *wire
	ask  func(context.Context) (Token, error) // called by one at a time

	turn chan struct{} // holds one element while somebody asks for a token

	mu        sync.Mutex
	token     Token
	round     int   // requests made so far
	lastErr   error // of the last request; nil after a success
	refusedAt time.Time
}

func newTokenKeeper(w *wire, ask func(context.Context) (Token, error)) *tokenKeeper {
	return &tokenKeeper{wire: w, ask: ask, turn: make(chan struct{}, 1)}
}

// Token implements TokenSource. Server trouble and rate limits are waited out; refused credentials are repeated once.
func (k *tokenKeeper) Token(ctx context.Context) (Token, error) {
	token, round, ok := k.cached()
	if ok {
		return token, nil
	}
	select {
	case k.turn <- struct{}{}:
		defer func() { <-k.turn }()
	case <-ctx.Done():
		return Token{}, fmt.Errorf("%s: %w", OpToken, ctx.Err())
	}
	if token, done, err := k.settled(round); done {
		return token, err
	}
	token, err := k.ask(ctx)
	if err == nil && !token.Access.Empty() {
		k.wire.log.Info("token received", "lifetime", token.Lifetime)
	}
	k.keep(token, err, ctx.Err() != nil)
	return token, err
}

// cached returns the kept token while it is fresh, and the number of requests made so far.
func (k *tokenKeeper) cached() (Token, int, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.token, k.round, k.token.fresh(k.wire.now())
}

// settled looks again once it is our turn: somebody who asked while we queued has a token, or an error that holds for
// us too. Credentials refused a moment ago stay refused.
func (k *tokenKeeper) settled(round int) (Token, bool, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	now := k.wire.now()
	if k.token.fresh(now) {
		return k.token, true, nil
	}
	recent := !k.refusedAt.IsZero() && now.Sub(k.refusedAt) < refusalMemory
	if k.lastErr != nil && (recent || k.round != round) {
		return Token{}, true, k.lastErr
	}
	return Token{}, false, nil
}

// keep notes how a request ended. A request its caller gave up says nothing to the others.
func (k *tokenKeeper) keep(token Token, err error, givenUp bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err != nil && givenUp {
		return
	}
	k.round++
	k.token, k.lastErr, k.refusedAt = token, err, time.Time{}
	if KindOf(err) == ErrCredentialsRefused {
		k.refusedAt = k.wire.now()
	}
}

// Invalidate implements TokenSource.
func (k *tokenKeeper) Invalidate(rejected Token) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.token.Access.Equal(rejected.Access) {
		k.token = Token{}
	}
}
