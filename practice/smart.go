package practice

import (
	"context"
	"crypto"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// SmartConfig says what a Smart serves.
type SmartConfig struct {
	// Config is that of the practice BCDA. Of Versions only the first counts: the
	// form of the resources, v2 by default. Of the quirks those of files count,
	// and the situations named in SmartOnly.
	Config
	// Keys are the client's private keys, RSA or EC P-384, of which the server
	// knows the public halves; nil makes one RSA key.
	Keys []crypto.Signer
}

// Smart is a generic SMART bulk-data server: FHIR Bulk Data Access 2.0 with
// SMART Backend Services, and nothing of BCDA's own (docs/reference/bcda-protocol.md 10,
// last lines). It has system, Patient and Group exports below /fhir, one group
// with the id GroupAll, and serves jobs and files below /bulk. It is an
// http.Handler like Server and is safe for use by several goroutines.
type Smart struct {
	server  *Server // jobs, files, faults
	version string
	keys    clientKeys

	// Guarded by server.mu.
	tokens     map[string]time.Time // access tokens in force, with their expiry
	assertions map[string]time.Time // jti of assertions seen, with their expiry
	jobKeys    map[string]uint64    // the job behind each status address
}

// NewSmart makes a generic server with fresh credentials.
func NewSmart(cfg SmartConfig) (*Smart, error) {
	if cfg.Source == nil {
		return nil, errors.New("practice server needs a source")
	}
	if cfg.Versions == nil {
		cfg.Versions = cfg.Source.Versions()
	}
	if len(cfg.Versions) == 0 {
		return nil, errors.New("practice server needs a version")
	}
	keys, err := newClientKeys(cfg.Keys)
	if err != nil {
		return nil, err
	}
	if cfg.SigningKey == nil {
		// Nothing is signed here; this spares making a key.
		cfg.SigningKey = keys.anyRSA()
	}
	server, err := New(cfg.Config)
	if err != nil {
		return nil, err
	}
	return &Smart{
		server: server, version: cfg.Versions[0], keys: keys,
		tokens: map[string]time.Time{}, assertions: map[string]time.Time{}, jobKeys: map[string]uint64{},
	}, nil
}

// BasePath is where the FHIR base lies below the origin.
const BasePath = "/fhir"

// ClientID is the client id that the server knows.
func (s *Smart) ClientID() string { return s.server.ClientID() }

// Inject adds a fault, as for Server.
func (s *Smart) Inject(f Fault) { s.server.Inject(f) }

// SetQuirks changes the quirks from the next request on.
func (s *Smart) SetQuirks(q Quirks) { s.server.SetQuirks(q) }

// ExpireJobs takes the files of all completed jobs away.
func (s *Smart) ExpireJobs() { s.server.ExpireJobs() }

// Start listens as Server.Start does. The FHIR base is the URL of what runs
// followed by BasePath.
func (s *Smart) Start(ctx context.Context, addr string) (*Running, error) {
	return listen(ctx, addr, s)
}

// ServeHTTP answers one request.
func (s *Smart) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w, done := s.server.playFault(w, r)
	if done {
		return
	}
	s.server.settle(r.Context())
	found := s.endpoint(r.URL.Path)
	if found == nil {
		s.refuse(w, http.StatusNotFound, "not-found", "There is nothing at this address.")
		return
	}
	handle, ok := found[r.Method]
	if !ok {
		w.Header().Set("Allow", found.methods())
		s.refuse(w, http.StatusMethodNotAllowed, "not-supported", "This method is not supported here.")
		return
	}
	handle(w, r)
}

func (s *Smart) endpoint(path string) endpoint {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	switch {
	case path == signInPath:
		return endpoint{http.MethodPost: s.token}
	case parts[0] == "bulk" && len(parts) == 3 && parts[1] == "status":
		return endpoint{http.MethodGet: s.jobStatus(parts[2]), http.MethodDelete: s.cancelJob(parts[2])}
	case parts[0] == "bulk" && len(parts) == 3:
		return endpoint{http.MethodGet: s.file(parts[1], parts[2])}
	case parts[0] == strings.Trim(BasePath, "/"):
		return s.fhirEndpoint(parts[1:])
	}
	return nil
}

func (s *Smart) fhirEndpoint(parts []string) endpoint {
	switch {
	case slices.Equal(parts, []string{".well-known", "smart-configuration"}):
		return endpoint{http.MethodGet: s.configuration}
	case slices.Equal(parts, []string{"metadata"}):
		return endpoint{http.MethodGet: s.metadata}
	case slices.Equal(parts, []string{"$export"}), slices.Equal(parts, []string{"Patient", "$export"}):
		return endpoint{http.MethodGet: s.export(GroupAll)}
	case len(parts) == 3 && parts[0] == "Group" && parts[2] == "$export":
		return endpoint{http.MethodGet: s.export(parts[1])}
	}
	return nil
}

// refuse answers with an OperationOutcome.
func (s *Smart) refuse(w http.ResponseWriter, status int, code, text string) {
	w.Header().Set("Content-Type", typeFHIRJSON)
	w.WriteHeader(status)
	s.server.encode(w, outcome{ResourceType: typeOutcome, Issue: []issue{{Severity: "error", Code: code, Diagnostics: text}}})
}

func (s *Smart) has(q Quirks) bool { return s.server.Quirks().Has(q) }

// randomKey is an address part that nobody can guess.
func (s *Smart) randomKey() (string, error) {
	key, err := s.server.uuid()
	if err != nil {
		return "", fmt.Errorf("make an address: %w", err)
	}
	return key, nil
}
