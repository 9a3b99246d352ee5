package practice

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"
)

// Running is a server that listens.
type Running struct {
	// URL is the server's origin, such as http://127.0.0.1:43210.
	URL string

	stop context.CancelFunc
	done chan struct{}
	err  error // set before done is closed
}

// Time limits of connections. A download may take as long as the real server
// lets it (docs/reference/bcda-protocol.md 5).
const (
	headerTimeout = 10 * time.Second
	writeTimeout  = 900 * time.Second
	closeTimeout  = 5 * time.Second
)

// Start listens on an address such as "127.0.0.1:0" and serves until ctx ends or
// Close is called. The practice server speaks plain HTTP: an address without a
// host listens on the loopback interface only.
func (s *Server) Start(ctx context.Context, addr string) (*Running, error) {
	return listen(ctx, addr, s)
}

func listen(ctx context.Context, addr string, handler http.Handler) (*Running, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("practice server address: %w", err)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, fmt.Errorf("practice server: %w", err)
	}
	ctx, stop := context.WithCancel(ctx)
	running := &Running{URL: "http://" + listener.Addr().String(), stop: stop, done: make(chan struct{})}
	go running.serve(ctx, listener, handler)
	return running, nil
}

// serve owns the listener and the goroutine that accepts connections.
func (r *Running) serve(ctx context.Context, listener net.Listener, handler http.Handler) {
	defer close(r.done)
	srv := &http.Server{Handler: handler, ReadHeaderTimeout: headerTimeout, WriteTimeout: writeTimeout}
	served := make(chan error, 1)
	go func() { served <- srv.Serve(listener) }()
	select {
	case r.err = <-served:
		return
	case <-ctx.Done():
	}
	limit, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeTimeout)
	defer cancel()
	if err := srv.Shutdown(limit); err != nil { // downloads that do not end are cut
		r.err = srv.Close()
	}
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		r.err = errors.Join(r.err, err)
	}
}

// Wait returns when the server no longer listens, with the reason if that was not
// ctx or Close.
func (r *Running) Wait() error {
	<-r.done
	if r.err != nil {
		return fmt.Errorf("practice server: %w", r.err)
	}
	return nil
}

// Close stops the server and waits for it. It may be called more than once.
func (r *Running) Close() error {
	r.stop()
	return r.Wait()
}
