package claims

import (
	"errors"
	"net"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// Environment is the kind of server that a connection talks to.
type Environment string

// Environments. Each real connection has a data set of its own; practice, test and real data never meet in one
// database (contract.md 1).
const (
	EnvPractice   Environment = "practice"
	EnvSandbox    Environment = "sandbox"
	EnvProduction Environment = "production"
	EnvOther      Environment = "other" // another BCDA-like server, named by its origin
)

// Origins of the CMS servers (docs/reference/bcda-protocol.md 1).
const (
	SandboxOrigin    = "https://sandbox.bcda.cms.gov"
	ProductionOrigin = "https://api.bcda.cms.gov"
)

// CredentialLife is how long a secret of CMS works from its last rotation (bcda-protocol.md 7).
const CredentialLife = 90 * 24 * time.Hour

// Auth is how a client shows a server who it is.
type Auth string

// Ways to sign in. BCDA knows the secret only; generic SMART bulk-data servers the key, or they ask for nothing.
const (
	AuthSecret Auth = "secret" // client id and client secret by HTTP Basic
	AuthKey    Auth = "key"    // a JWT signed with a private key (SMART Backend Services)
	AuthNone   Auth = "none"   // open server
)

// Connection is what is needed to talk to one server for one ACO entity. The secret, or the private key, is never part
// of it: it lies in the keychain under the data set's name.
type Connection struct {
	Label       string // what people call the connection; empty when nobody named it
	Environment Environment
	Origin      string // scheme://host[:port]
	Base        string // FHIR base URL of a generic SMART server, without a slash at its end; empty for BCDA
	Auth        Auth   // empty means AuthSecret
	TokenURL    string // given by a person; empty when the server names it itself. Of generic servers only
	KeyID       string // kid under which the server knows the public key; empty when it knows one key only
	ClientID    string
	API         string    // auto, v2 or v3
	Entity      string    // CMS id of the ACO as the token names it, such as A9994; empty until the first token
	IssuedAt    time.Time // day the secret was made or rotated; zero when not given
	InUse       string    // v2 or v3: what auto found out; empty before
	// Unencrypted records that a person accepted that real data lies unencrypted on this disk.
	Unencrypted bool
}

// Generic says that the connection is to a SMART bulk-data server that is no BCDA: without job list, attribution status
// and versions.
func (c Connection) Generic() bool { return c.Base != "" }

// ErrConnection is the base of every complaint of Validate; the message is in plain words.
var ErrConnection = errors.New("connection not complete")

// ConnectionError names the field that is wrong and says so in plain words.
type ConnectionError struct {
	Field string // origin, client_id, api, base, token_url, secret, key
	Text  string
}

func (e *ConnectionError) Error() string { return e.Text }

// Unwrap makes errors.Is(err, ErrConnection) true.
func (e *ConnectionError) Unwrap() error { return ErrConnection }

// Validate checks that the connection can be tried. It returns a *ConnectionError.
func (c Connection) Validate() error {
	if err := ValidOrigin(c.Origin); err != nil {
		return err
	}
	if c.Auth != AuthNone && strings.TrimSpace(c.ClientID) == "" {
		return &ConnectionError{Field: "client_id", Text: "The client ID is missing. Copy it from ACO-MS or 4i."}
	}
	if c.API != "auto" && c.API != V2 && c.API != V3 {
		return &ConnectionError{Field: "api", Text: "The version must be auto, v2 or v3."}
	}
	return nil
}

// ValidOrigin accepts https origins, and http on loopback addresses (the practice server).
func ValidOrigin(origin string) error {
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" || (u.Path != "" && u.Path != "/") || u.RawQuery != "" || u.User != nil {
		return &ConnectionError{Field: "origin", Text: "The server address must look like https://host, without a path."}
	}
	if u.Scheme == "https" || (u.Scheme == "http" && IsLoopback(u.Hostname())) {
		return nil
	}
	return &ConnectionError{Field: "origin", Text: "The server address must start with https://. Unprotected connections are not used."}
}

// IsLoopback says whether a host name or address stays on this computer.
func IsLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// EnvironmentOf tells the environment from the origin.
func EnvironmentOf(origin string) Environment {
	u, err := url.Parse(origin)
	switch {
	case err != nil:
		return EnvOther
	case strings.TrimSuffix(origin, "/") == SandboxOrigin:
		return EnvSandbox
	case strings.TrimSuffix(origin, "/") == ProductionOrigin:
		return EnvProduction
	case IsLoopback(u.Hostname()):
		return EnvPractice
	default:
		return EnvOther
	}
}

var setName = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{0,63}$`)

// ValidSetName says whether a name can be a data set's folder: lower case letters, digits, dot, dash, underscore.
func ValidSetName(name string) bool {
	return setName.MatchString(name) && !strings.Contains(name, "..")
}
