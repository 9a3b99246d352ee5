package bcda

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// generic is what a client remembers of a generic server. Addresses of files may be signed and short-lived, so they are
// kept here alone: whoever asks later for a file has its manifest read again.
type generic struct {
	reading chan struct{} // holds one element while a manifest is read for a download

	mu    sync.Mutex
	files map[JobID]map[string]fileAddress
	next  map[JobID]time.Time // before which the server does not want to be asked
}

// fileAddress is where a file lies.
type fileAddress struct {
	at    address
	token bool // the file is asked for with a token
}

func newGeneric() *generic {
	return &generic{reading: make(chan struct{}, 1), files: map[JobID]map[string]fileAddress{}, next: map[JobID]time.Time{}}
}

// LedgerName is a short name of the job that may be stored beside data and shown: the number at BCDA, and of a generic
// server the last part of its status address with a mark that keeps names apart.
func (id JobID) LedgerName() string {
	if digits.MatchString(string(id)) || id == "" {
		return string(id)
	}
	const markBytes = 5
	sum := sha256.Sum256([]byte(id))
	path, _, _ := strings.Cut(string(id), "?")
	return plainName(path, "job") + "-" + hex.EncodeToString(sum[:markBytes])
}

// jobAddress turns a job's id, which at a generic server is path and query of its status, back into its address. It lies
// on the server's own origin whatever the id is.
func (c *Client) jobAddress(id JobID) (address, error) {
	u, err := url.Parse(string(id))
	if err != nil || !strings.HasPrefix(string(id), "/") || strings.HasPrefix(string(id), "//") || u.Host != "" || u.Fragment != "" {
		return address{}, errors.New("a job of this server is known by its status address")
	}
	return address{origin: c.wire.origin, path: u.EscapedPath(), query: u.RawQuery}, nil
}

// getAt is get for an address.
func (c *Client) getAt(op Op, at address, header map[string]string) call {
	req := c.get(op, at.path, header)
	req.origin, req.query = at.origin, at.query
	return req
}

// redirects is how many in a row are followed.
const redirects = 5

// redirected lists the answers that send a GET elsewhere.
func redirected(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

func withRedirects(success ...int) []int {
	return append(success, http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect)
}

// onOwn refuses an address on another origin: a token has to go there.
func (c *Client) onOwn(op Op, at address) error {
	if at.origin.same(c.wire.origin) {
		return nil
	}
	return otherServer(op, errors.New("it would have to be asked with a token"))
}

func otherServer(op Op, cause error) *StatusError {
	return &StatusError{Op: op, Kind: ErrOtherServer, Generic: true, Err: cause}
}

// plainName makes a name of the last part of an escaped path: letters, digits, dot, dash and underscore, of bounded
// length. A part that looks like a key, or has nothing of a name, gives other.
func plainName(path, other string) string {
	last := path[strings.LastIndex(path, "/")+1:]
	if text, err := url.PathUnescape(last); err == nil {
		last = text
	}
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '.', r == '-', r == '_':
			return r
		}
		return '-'
	}, last)
	name = strings.Trim(name, ".-")
	const longest = 64
	if name == "" || len(name) > longest || sensitive.MatchString(name) {
		return other
	}
	return name
}

// waitTurn waits for what is left of the server's Retry-After.
func (c *Client) waitTurn(ctx context.Context, id JobID) error {
	c.generic.mu.Lock()
	left := c.generic.next[id].Sub(c.wire.now())
	c.generic.mu.Unlock()
	if left <= 0 {
		return nil
	}
	return c.wire.sleep(ctx, left)
}

// noteTurn remembers a Retry-After, shortened by the wait scale as all waits.
func (c *Client) noteTurn(id JobID, after time.Duration) {
	c.generic.mu.Lock()
	defer c.generic.mu.Unlock()
	c.generic.next[id] = c.wire.now().Add(time.Duration(float64(after) * c.wire.scale))
}
