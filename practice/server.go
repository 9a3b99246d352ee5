package practice

import (
	"crypto/rand"
	"crypto/rsa"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Config says what a Server serves and how it behaves. Only Source is required.
type Config struct {
	// Source supplies the resources.
	Source Source
	// Versions are the API versions to offer; nil offers all that Source has.
	Versions []string
	// Quirks is the set of peculiarities; the zero value is NoQuirks.
	Quirks Quirks
	// Entity is the organization behind the credentials.
	Entity Entity
	// Now is the clock; nil is time.Now.
	Now func() time.Time
	// Rand makes ids and secrets; nil is crypto/rand.
	Rand io.Reader
	// SigningKey signs tokens; nil makes a new key of 2048 bits.
	SigningKey *rsa.PrivateKey
	// MinJobTime is how long a job takes; zero is one second, and less than a
	// millisecond is a millisecond.
	MinJobTime time.Duration
	// BatchSize is the number of people per EOB file; zero is 50.
	BatchSize int
	// CacheBytes bounds the compressed files kept in memory; zero is 64 MiB. Files
	// that fell out are made again when asked for.
	CacheBytes int64
	// Log gets refusals and job changes, without credentials and resource text;
	// nil logs nothing.
	Log *slog.Logger
}

// defaultJobTime is the shortest time for which a client sees a job running.
const defaultJobTime = time.Second

const keyBits = 2048

// Server is a practice BCDA. It is an http.Handler that answers for any host
// name, and is safe for use by several goroutines.
type Server struct {
	cfg      Config
	versions []string
	log      *slog.Logger
	key      *rsa.PrivateKey
	id       string
	secret   string
	started  time.Time
	cache    *cache

	mu        sync.Mutex // guards all that follows, and cfg.Rand
	quirks    Quirks
	entity    Entity
	jobs      []*job // in the order of their ids
	nextJob   uint64
	timelines map[string]*timeline // by version
	window    tokenWindow
	tokens    map[string]time.Time // expiry of each token in force, by its jti
	faults    []*fault
}

// New makes a server with fresh credentials. It fails without a Source, and
// where Versions names one that Source does not have.
func New(cfg Config) (*Server, error) {
	if cfg.Source == nil {
		return nil, errors.New("practice server needs a source")
	}
	cfg = cfg.withDefaults()
	for _, v := range cfg.Versions {
		if !slices.Contains(cfg.Source.Versions(), v) {
			return nil, fmt.Errorf("practice server: the source has no version %q, only %v", v, cfg.Source.Versions())
		}
	}
	s := &Server{
		cfg: cfg, versions: cfg.Versions, log: cfg.Log, key: cfg.SigningKey,
		started: cfg.Now(), quirks: cfg.Quirks, nextJob: firstJob,
		tokens: make(map[string]time.Time), cache: &cache{budget: cfg.CacheBytes},
	}
	s.entity = cfg.Entity.withDefaults(s.started)
	s.timelines = newTimelines(s.versions, s.started)
	if err := s.makeCredentials(); err != nil {
		return nil, fmt.Errorf("make practice credentials: %w", err)
	}
	s.jobs = pastJobs(s.started, s.entity.CMSID, s.versions[0])
	return s, nil
}

func (c Config) withDefaults() Config {
	if c.Versions == nil {
		c.Versions = c.Source.Versions()
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Rand == nil {
		c.Rand = rand.Reader
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.MinJobTime == 0 {
		c.MinJobTime = defaultJobTime
	}
	c.MinJobTime = max(c.MinJobTime, time.Millisecond)
	if c.CacheBytes == 0 {
		c.CacheBytes = defaultCacheBytes
	}
	return c
}

func (s *Server) makeCredentials() error {
	var err error
	if s.id, err = s.uuid(); err != nil {
		return err
	}
	secret := make([]byte, 40) // CMS's secrets are 80 hexadecimal digits
	if _, err = io.ReadFull(s.cfg.Rand, secret); err != nil {
		return err
	}
	s.secret = hex.EncodeToString(secret)
	if s.key == nil {
		s.key, err = rsa.GenerateKey(rand.Reader, keyBits)
	}
	return err
}

// ClientID is the client id that the token endpoint accepts.
func (s *Server) ClientID() string { return s.id }

// ClientSecret is the secret that goes with ClientID.
func (s *Server) ClientSecret() string { return s.secret }

// Versions are the API versions offered.
func (s *Server) Versions() []string { return slices.Clone(s.versions) }

// Quirks is the set in force.
func (s *Server) Quirks() Quirks {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.quirks
}

// SetQuirks changes the set from the next request on.
func (s *Server) SetQuirks(q Quirks) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.quirks = q
}

// uuid makes a random identifier (RFC 9562 5.4) from the configured randomness.
func (s *Server) uuid() (string, error) {
	var b [16]byte
	if _, err := io.ReadFull(s.cfg.Rand, b[:]); err != nil {
		return "", err
	}
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:]), nil
}
