package bcda

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// TokenSource gives the access tokens of one credential. Its methods may be called from several goroutines.
type TokenSource interface {
	// Token returns a token that is good for the next request, asking for a new one when needed.
	Token(ctx context.Context) (Token, error)
	// Invalidate drops a token the API rejected. A token that has been replaced already stays replaced.
	Invalidate(rejected Token)
}

// Token is an access token with what is known of it.
type Token struct {
	Access Secret
	// CMSID is the entity the token says it is for, such as A9994; empty when it does not say.
	// It is read without checking a signature: for display only, never proof.
	CMSID string
	// Issued is the moment the reply came, with a monotonic reading where Now has one: lifetimes do not depend on the
	// computer's clock being right. The way of the reply is far shorter than the margin of renewal.
	Issued time.Time
	// Lifetime counts from Issued.
	Lifetime time.Duration
}

const (
	// renewBefore is the rest of a lifetime at which a new token is asked for (docs/reference/bcda-protocol.md 5):
	// the check happens when a response starts, so the next file needs a token that still works then.
	renewBefore = 2 * time.Minute
	// usualLifetime is what CMS gives today, for a reply that names none. A wrong guess costs one rejected request.
	usualLifetime = 20 * time.Minute
	// longestLifetime bounds nonsense.
	longestLifetime = 24 * time.Hour
)

// fresh tells whether the token has two minutes left, or half its lifetime if that is less.
func (t Token) fresh(now time.Time) bool {
	return !t.Access.Empty() && t.Lifetime-now.Sub(t.Issued) >= min(renewBefore, t.Lifetime/2)
}

// parseToken reads the reply of /auth/token. expires_in is a string at CMS and a number elsewhere; without it the
// token's own exp and iat count (docs/reference/bcda-protocol.md 2). issued becomes Token.Issued.
func parseToken(body []byte, issued time.Time) (Token, error) {
	var reply struct {
		AccessToken string          `json:"access_token"`
		ExpiresIn   json.RawMessage `json:"expires_in"`
	}
	if err := decodeFirst(body, &reply); err != nil {
		// The decoder's error may quote the body, and that holds the token.
		return Token{}, errors.New("token reply is not JSON of the expected form")
	}
	access := NewSecret(reply.AccessToken)
	if access.Empty() || strings.ContainsFunc(access.Reveal(), notTokenRune) {
		return Token{}, errors.New("token reply has no usable access_token")
	}
	claims := parseClaims(access.Reveal())
	lifetime := parseSeconds(reply.ExpiresIn)
	if lifetime <= 0 {
		lifetime = claims.lifetime
	}
	if lifetime <= 0 {
		lifetime = usualLifetime
	}
	return Token{Access: access, CMSID: claims.cmsID, Issued: issued, Lifetime: min(lifetime, longestLifetime)}, nil
}

// notTokenRune finds what cannot stand in a bearer header (RFC 6750 2.1 allows less still).
func notTokenRune(r rune) bool { return r <= ' ' || r > '~' }

// parseSeconds reads whole or fractional seconds from a JSON number or string; 0 when there are none.
func parseSeconds(raw json.RawMessage) time.Duration {
	text := string(raw)
	var quoted string
	if err := json.Unmarshal(raw, &quoted); err == nil {
		text = quoted
	}
	seconds, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil || !(seconds > 0) {
		return 0
	}
	if seconds >= longestLifetime.Seconds() {
		return longestLifetime
	}
	return time.Duration(seconds * float64(time.Second))
}

// tokenClaims is what the client reads from a token.
type tokenClaims struct {
	cmsID    string        // "" when absent
	lifetime time.Duration // exp - iat; 0 when either is missing
}

// parseClaims reads exp, iat and dat of a JWT without verifying it; a token that is none gives no claims.
func parseClaims(token string) tokenClaims {
	var claims struct {
		jwt.RegisteredClaims
		Data json.RawMessage `json:"dat"`
	}
	if _, _, err := jwt.NewParser().ParseUnverified(token, &claims); err != nil {
		return tokenClaims{}
	}
	c := tokenClaims{cmsID: parseCMSID(claims.Data)}
	if claims.ExpiresAt != nil && claims.IssuedAt != nil {
		c.lifetime = claims.ExpiresAt.Sub(claims.IssuedAt.Time)
	}
	return c
}

// parseCMSID reads the entity from the dat claim: an object, or a string that holds its JSON, quoted once or twice.
func parseCMSID(data json.RawMessage) string {
	for range 3 {
		var inner string
		if err := json.Unmarshal(data, &inner); err != nil {
			break
		}
		data = json.RawMessage(inner)
	}
	var doc struct {
		CMSIDs []string `json:"cms_ids"`
	}
	if err := json.Unmarshal(data, &doc); err != nil || len(doc.CMSIDs) == 0 {
		return ""
	}
	return safeText(doc.CMSIDs[0])
}
