package bcda

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/time/rate"
)

// requestsPerSecond keeps below the 3,000 requests per 5 minutes and address that CMS allows
// (docs/reference/bcda-protocol.md 7).
const requestsPerSecond = 5

// Config is what a Client and its token source are made of. Only Origin or Base is needed for both, Tokens and Version
// for a Client.
type Config struct {
	Origin string // scheme://host[:port] of a BCDA server, see ParseOrigin
	// Base is the FHIR base URL of a generic SMART bulk-data server, see ParseBase; "" for BCDA. It comes instead of
	// Origin. A Client speaks Bulk Data Access 2.0 then and knows nothing of BCDA's own.
	Base    string
	Version Version     // V2 or V3; of a generic server the form its resources are taken to have
	Tokens  TokenSource // whose token goes with each request

	// Transport carries the requests; nil for NewTransport(nil). An *http.Transport is copied and its connections are
	// not reused: CMS closes each one anyway, and net/http would silently repeat an export on a reused one.
	Transport http.RoundTripper
	// Limiter spaces the requests; nil for 5 a second. Share one between a Client and its BasicTokens.
	Limiter *rate.Limiter
	// WaitScale shortens every wait, 0.02 to a fiftieth, for loopback origins only; 0 and 1 leave them alone.
	// The space between requests shrinks as well, by a limiter of its own.
	WaitScale float64
	Retry     RetryPolicy   // zero fields for the defaults
	StallWait time.Duration // how long nothing may come from the server; 0 for a minute
	Limits    Limits        // of downloads; zero fields for the defaults

	Now    func() time.Time                                 // nil for time.Now
	Sleep  func(ctx context.Context, d time.Duration) error // nil for a timer; returns the context's error when it ends first
	Jitter func() float64                                   // from 0 to 1; nil for a random number
	Log    *slog.Logger                                     // nil for silence
	// OnWait hears of each pause before a repeat, on the goroutine that waits; nil for nobody.
	OnWait func(Pause)
}

// Pause is a wait before an operation is repeated.
type Pause struct {
	Op     Op
	Kind   Kind          // what made it necessary
	Failed int           // attempts so far
	Wait   time.Duration // how long, before WaitScale
}

// NewLimiter returns the limiter a Config has by default: 5 requests a second, evenly spaced.
func NewLimiter() *rate.Limiter { return rate.NewLimiter(requestsPerSecond, 1) }

// dialWait is how long a connection may take to come up. Outside the allow list none ever does.
const dialWait = 30 * time.Second

// NewTransport returns the transport a Config has by default: TLS 1.2 or newer with the system's roots, no reuse of
// connections, no hidden decompression. proxy chooses the proxy of a request; nil for the system's.
func NewTransport(proxy func(*http.Request) (*url.URL, error)) *http.Transport {
	if proxy == nil {
		proxy = systemProxy()
	}
	return &http.Transport{
		Proxy:               proxy,
		DialContext:         (&net.Dialer{Timeout: dialWait}).DialContext,
		TLSHandshakeTimeout: dialWait,
		TLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12},
		DisableKeepAlives:   true,
		DisableCompression:  true,
	}
}

// httpClient makes the client that follows no redirect: a redirect is an answer like any other, and no success.
func (cfg Config) httpClient() *http.Client {
	transport := cfg.Transport
	if transport == nil {
		transport = NewTransport(nil)
	}
	if t, ok := transport.(*http.Transport); ok {
		t = t.Clone()
		t.DisableKeepAlives = true
		if t.TLSClientConfig == nil {
			t.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
		}
		t.TLSClientConfig.MinVersion = max(t.TLSClientConfig.MinVersion, tls.VersionTLS12)
		transport = t
	}
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// place returns the origin, and of a generic server the FHIR base.
func (cfg Config) place() (Origin, *address, error) {
	if cfg.Base == "" {
		origin, err := ParseOrigin(cfg.Origin)
		return origin, nil, err
	}
	base, err := parseBase(cfg.Base)
	if err != nil {
		return Origin{}, nil, err
	}
	return base.origin, &base, nil
}

// wire builds the layer that Client and its token source share.
func (cfg Config) wire() (*wire, error) {
	origin, base, err := cfg.place()
	if err != nil {
		return nil, err
	}
	if cfg.WaitScale < 0 {
		return nil, errors.New("wait scale must not be negative")
	}
	w := &wire{
		origin: origin, base: base, http: cfg.httpClient(), limiter: cfg.Limiter, scale: 1,
		retry: cfg.Retry.withDefaults(), stall: cfg.StallWait,
		now: cfg.Now, sleep: cfg.Sleep, jitter: cfg.Jitter, log: cfg.Log, onWait: cfg.OnWait,
	}
	if cfg.WaitScale > 0 && origin.Loopback() {
		w.scale = cfg.WaitScale
	}
	w.fillDefaults()
	if w.scale != 1 && w.limiter.Limit() != rate.Inf {
		w.limiter = rate.NewLimiter(w.limiter.Limit()/rate.Limit(w.scale), w.limiter.Burst())
	}
	return w, nil
}

func (w *wire) fillDefaults() {
	if w.limiter == nil {
		w.limiter = NewLimiter()
	}
	if w.stall <= 0 {
		w.stall = time.Minute
	}
	if w.now == nil {
		w.now = time.Now
	}
	if w.sleep == nil {
		w.sleep = sleep
	}
	if w.jitter == nil {
		w.jitter = rand.Float64 // spreads retries; nothing depends on it being unguessable
	}
	if w.log == nil {
		w.log = slog.New(slog.DiscardHandler)
	}
	if w.onWait == nil {
		w.onWait = func(Pause) {}
	}
}

// sleep waits for d or for the end of ctx.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
