package bcda

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// Assertion is what a client of SMART Backend Services signs in with.
type Assertion struct {
	ClientID string
	Key      PrivateKey
	// TokenURL is where tokens are asked for; "" asks the server (see SignIn).
	TokenURL string
	// Types are the resource types whose scopes are asked for when the server knows no scope for all; none for the three
	// that every export wants.
	Types []string
}

// AssertionTokens is the TokenSource of generic servers: client credentials with a signed JWT (SMART Backend Services,
// RFC 7523). One token is kept, shared by all callers and renewed by one of them at a time. A server that names no
// place for tokens gets none.
type AssertionTokens struct {
	*tokenKeeper
	assertion Assertion

	// Found out at the first request. Only who has the keeper's turn touches them.
	found  *SignIn
	at     address
	scopes []string // still to be tried; the first one is in use
}

const (
	assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
	// assertionLife keeps below the five minutes that an assertion may be good for, whatever the clocks say.
	assertionLife = 4 * time.Minute
	jtiBytes      = 32
)

// NewAssertionTokens makes a source for one key at the generic server cfg.Base. cfg.Tokens and cfg.Version are not used.
func NewAssertionTokens(cfg Config, a Assertion) (*AssertionTokens, error) {
	w, err := cfg.wire()
	if err != nil {
		return nil, err
	}
	if w.base == nil {
		return nil, errors.New("assertions need the base of a generic server")
	}
	a.ClientID = trimPasted(a.ClientID)
	if a.ClientID == "" || a.Key.signer == nil {
		return nil, &StatusError{Op: OpToken, Kind: ErrBadCredentialFormat, Generic: true}
	}
	if len(a.Types) == 0 {
		a.Types = []string{"Patient", "Coverage", "ExplanationOfBenefit"}
	}
	t := &AssertionTokens{assertion: a, scopes: scopesFor(a.Types)}
	t.tokenKeeper = newTokenKeeper(w, t.ask)
	return t, nil
}

// scopesFor lists the scopes to try: for everything as SMART 1 and SMART 2 write it, then type by type.
func scopesFor(types []string) []string {
	each := func(ending string) string {
		list := make([]string, len(types))
		for i, t := range types {
			list[i] = "system/" + t + ending
		}
		return strings.Join(list, " ")
	}
	return []string{"system/*.read", "system/*.rs", each(".read"), each(".rs")}
}

// ask requests a token, with the next scope where one is not known.
func (t *AssertionTokens) ask(ctx context.Context) (Token, error) {
	if err := t.find(ctx); err != nil {
		return Token{}, err
	}
	if t.found.TokenURL == "" {
		return Token{}, nil // an open server
	}
	for {
		token, err := t.askOnce(ctx, t.scopes[0])
		var failure *StatusError
		if len(t.scopes) == 1 || !errors.As(err, &failure) || !failure.aboutScope() {
			return token, err
		}
		t.scopes = t.scopes[1:]
		t.wire.log.Info("scope not known, trying another one")
	}
}

// find learns where to sign in, once.
func (t *AssertionTokens) find(ctx context.Context) error {
	if t.found != nil {
		return nil
	}
	found := SignIn{TokenURL: t.assertion.TokenURL}
	if found.TokenURL == "" {
		var err error
		if found, err = discover(ctx, t.wire); err != nil {
			return err
		}
	}
	if found.TokenURL != "" {
		at, err := tokenAddress(*t.wire.base, found.TokenURL)
		if err != nil {
			return err
		}
		t.at = at
		if !strings.Contains(found.TokenURL, "://") {
			found.TokenURL = at.String()
		}
	}
	t.found = &found
	return nil
}

func (t *AssertionTokens) askOnce(ctx context.Context, scope string) (Token, error) {
	c := call{
		op: OpToken, method: http.MethodPost, origin: t.at.origin, path: t.at.path, query: t.at.query,
		success: []int{http.StatusOK, http.StatusCreated},
		header:  map[string]string{"Accept": mediaJSON},
		form: func() (url.Values, error) {
			signed, err := t.sign()
			if err != nil {
				return nil, err
			}
			return url.Values{
				"grant_type": {"client_credentials"}, "scope": {scope},
				"client_assertion_type": {assertionType}, "client_assertion": {signed},
			}, nil
		},
	}
	var token Token
	err := t.wire.run(ctx, c, t.wire.whole(ctx, OpToken, func(_ *http.Response, body []byte) (err error) {
		token, err = parseToken(body, t.wire.now())
		return err
	}))
	return token, err
}

// sign makes a fresh assertion: each is good once.
func (t *AssertionTokens) sign() (string, error) {
	jti := make([]byte, jtiBytes)
	if _, err := rand.Read(jti); err != nil {
		return "", fmt.Errorf("make an assertion: %w", err)
	}
	// By the server's clock as far as it is known: this computer's may be minutes off.
	now := t.wire.now().Add(time.Duration(t.wire.skew.Load()))
	alg := chooseAlgorithm(t.assertion.Key.algorithms(), t.found.Algorithms)
	assertion := jwt.NewWithClaims(jwt.GetSigningMethod(alg), jwt.MapClaims{
		"iss": t.assertion.ClientID, "sub": t.assertion.ClientID, "aud": t.found.TokenURL,
		"jti": hex.EncodeToString(jti), "iat": now.Unix(), "exp": now.Add(assertionLife).Unix(),
	})
	if id := t.assertion.Key.ID(); id != "" {
		assertion.Header["kid"] = id
	}
	signed, err := assertion.SignedString(t.assertion.Key.signer)
	if err != nil {
		return "", errors.New("make an assertion: the key does not sign")
	}
	return signed, nil
}

// NoTokens is the TokenSource of open servers: requests go without a token.
type NoTokens struct{}

// Token implements TokenSource with an empty token.
func (NoTokens) Token(context.Context) (Token, error) { return Token{}, nil }

// Invalidate implements TokenSource; there is nothing to drop.
func (NoTokens) Invalidate(Token) {}
