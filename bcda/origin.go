package bcda

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// Origin is a server's scheme, host and port. The zero Origin is none.
type Origin struct {
	scheme, host string
}

// OriginError says why a text is no usable origin. It never repeats the text, which may hold a pasted password.
type OriginError struct {
	Reason string // lower case, for example "only https is allowed"
}

// Error implements error.
func (e *OriginError) Error() string { return "server address: " + e.Reason }

// ParseOrigin reads scheme://host[:port]; a lone slash behind it is allowed, anything more is not.
// The scheme is https; http passes for loopback hosts only, where the practice server listens.
// Errors are of type *OriginError.
func ParseOrigin(text string) (Origin, error) {
	u, err := url.Parse(trimPasted(text))
	if err != nil {
		return Origin{}, &OriginError{Reason: "not a web address"}
	}
	switch {
	case u.Host == "" || u.Opaque != "":
		return Origin{}, &OriginError{Reason: "scheme and host are needed, as in https://api.bcda.cms.gov"}
	case u.User != nil:
		return Origin{}, &OriginError{Reason: "no user name or password belongs in it"}
	case u.Path != "" && u.Path != "/", u.RawQuery != "", u.ForceQuery, u.Fragment != "":
		return Origin{}, &OriginError{Reason: "nothing may follow the host, as in https://api.bcda.cms.gov"}
	case u.Hostname() == "":
		return Origin{}, &OriginError{Reason: "the host is missing"}
	}
	o := Origin{scheme: strings.ToLower(u.Scheme), host: strings.ToLower(u.Host)}
	switch {
	case o.scheme == "https", o.scheme == "http" && o.Loopback():
		return o, nil
	case o.scheme == "http":
		return Origin{}, &OriginError{Reason: "only https is allowed; http works on this computer alone"}
	}
	return Origin{}, &OriginError{Reason: "only https is allowed"}
}

// String returns the origin as text, without a slash at the end.
func (o Origin) String() string { return o.scheme + "://" + o.host }

// Loopback tells whether the host is this computer: localhost, 127.0.0.0/8 or ::1.
func (o Origin) Loopback() bool {
	host := o.host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if host == "localhost" {
		return true
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && addr.IsLoopback()
}

// port is the port as a number, also where it is the scheme's own.
func (o Origin) port() string {
	if _, port, err := net.SplitHostPort(o.host); err == nil {
		return port
	}
	if o.scheme == "https" {
		return "443"
	}
	return "80"
}

// name is the host without its port.
func (o Origin) name() string {
	if name, _, err := net.SplitHostPort(o.host); err == nil {
		return name
	}
	return strings.Trim(o.host, "[]")
}

// same tells whether two origins are one (RFC 6454 5).
func (o Origin) same(other Origin) bool {
	return o.scheme == other.scheme && o.name() == other.name() && o.port() == other.port()
}

// url joins the origin with an escaped path and a raw query.
func (o Origin) url(path, query string) string {
	if query == "" {
		return o.String() + path
	}
	return o.String() + path + "?" + query
}

// Version is an API version: its path segment below /api.
type Version string

// The versions this client speaks. CMS switches v2 off on 30 July 2027 (docs/reference/bcda-protocol.md 1).
const (
	V2 Version = "v2"
	V3 Version = "v3"
)

// ParseVersion accepts "v2" and "v3".
func ParseVersion(text string) (Version, error) {
	switch v := Version(strings.ToLower(strings.TrimSpace(text))); v {
	case V2, V3:
		return v, nil
	}
	return "", fmt.Errorf("api version must be v2 or v3")
}

// path returns the escaped path of an operation of this version.
func (v Version) path(tail string) string { return "/api/" + string(v) + tail }
