package bcda

import (
	"errors"
	"net/url"
	"strings"
)

// address is where something lies at a generic server: an origin, an escaped path and a raw query.
type address struct {
	origin Origin
	path   string
	query  string
}

// String returns the address as a URL.
func (a address) String() string { return a.origin.url(a.path, a.query) }

// local is the address without its origin.
func (a address) local() string { return Origin{}.url(a.path, a.query)[len("://"):] }

// below returns the address of something beneath a.
func (a address) below(tail string) address { return address{origin: a.origin, path: a.path + tail} }

// ParseBase reads the FHIR base URL of a generic server: https://host/any/path, or http on loopback hosts. It returns the
// URL as it is used, without a slash at its end, and its origin. Errors are of type *OriginError.
func ParseBase(text string) (base, origin string, err error) {
	a, err := parseBase(text)
	if err != nil {
		return "", "", err
	}
	return a.String(), a.origin.String(), nil
}

func parseBase(text string) (address, error) {
	u, err := url.Parse(trimPasted(text))
	switch {
	case err != nil:
		return address{}, &OriginError{Reason: "not a web address"}
	case u.RawQuery != "", u.ForceQuery, u.Fragment != "":
		return address{}, &OriginError{Reason: "nothing may follow the path, as in https://host/fhir"}
	}
	origin, err := originOf(u)
	if err != nil {
		return address{}, err
	}
	return address{origin: origin, path: strings.TrimRight(u.EscapedPath(), "/")}, nil
}

// originOf checks scheme and host of a URL as ParseOrigin does.
func originOf(u *url.URL) (Origin, error) {
	bare := url.URL{Scheme: u.Scheme, Host: u.Host, Opaque: u.Opaque, User: u.User}
	return ParseOrigin(bare.String())
}

// errNotSecured says that an address in an answer cannot be used: no token and no data go over plain HTTP.
var errNotSecured = errors.New("an address in the answer is not secured")

// resolve reads an address that an answer from a names, absolute or relative. Behind a proxy servers write http for
// themselves, and on this computer localhost and 127.0.0.1 for one another: both count as a's own origin, which is what
// is asked then. Anything else must be https, or on this computer.
func (a address) resolve(text string) (address, error) {
	ref, err := url.Parse(strings.TrimSpace(text))
	if err != nil || text == "" {
		return address{}, errors.New("an address in the answer is not readable")
	}
	at, err := url.Parse(a.String())
	if err != nil {
		return address{}, errors.New("the address that was asked is not readable")
	}
	u := at.ResolveReference(ref)
	found := address{path: u.EscapedPath(), query: u.RawQuery}
	if u.User == nil && a.meansOwn(Origin{scheme: strings.ToLower(u.Scheme), host: strings.ToLower(u.Host)}) {
		found.origin = a.origin
		return found, nil
	}
	if found.origin, err = originOf(u); err != nil {
		return address{}, errNotSecured
	}
	return found, nil
}

// meansOwn tells whether a server at a means itself by an origin.
func (a address) meansOwn(o Origin) bool {
	switch {
	case o.same(a.origin):
		return true
	case a.origin.Loopback() && o.Loopback():
		return o.scheme == a.origin.scheme && o.port() == a.origin.port()
	case a.origin.scheme == "https" && o.scheme == "http":
		return o.name() == a.origin.name() && (o.port() == "80" || o.port() == a.origin.port())
	}
	return false
}
