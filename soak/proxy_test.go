package soak_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"
)

// proxy stands between client and server, reads one request of each connection, as CMS closes each after one, and plays
// the plan's mishaps on it.
type proxy struct {
	address *address
	listen  net.Listener
	closed  net.Conn // holds a port on which nothing listens
	ctx     context.Context
	conns   sync.WaitGroup

	mu    sync.Mutex
	plan  *plan
	visit *visit
}

func newProxy(tb testing.TB, a *address) *proxy {
	tb.Helper()
	ctx, cancel := context.WithCancel(tb.Context())
	p := &proxy{address: a, ctx: ctx}
	var config net.ListenConfig
	var err error
	if p.listen, err = config.Listen(ctx, "tcp", "127.0.0.1:0"); err != nil {
		tb.Fatal(err)
	}
	if p.closed, err = dial(ctx, p.host()); err != nil {
		tb.Fatal(err)
	}
	p.conns.Add(1)
	go p.accept()
	tb.Cleanup(func() {
		cancel()
		if err := errors.Join(p.listen.Close(), p.closed.Close()); err != nil {
			tb.Error(err)
		}
		p.conns.Wait()
	})
	return p
}

func dial(ctx context.Context, addr string) (net.Conn, error) {
	var d net.Dialer
	return d.DialContext(ctx, "tcp", addr)
}

// host is the server's, with its port.
func (p *proxy) host() string { return p.address.web.Listener.Addr().String() }

func (p *proxy) url() string { return "http://" + p.listen.Addr().String() }

// play begins a plan, against a server.
func (p *proxy) play(plan *plan, v *visit) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.plan, p.visit = plan, v
}

func (p *proxy) playing() (*plan, *visit) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.plan, p.visit
}

// transport makes connections through the plan: those that it refuses go to a port on which nothing listens.
func (p *proxy) transport() http.RoundTripper {
	return &http.Transport{DisableKeepAlives: true, DisableCompression: true, DialContext: func(ctx context.Context, _, addr string) (net.Conn, error) {
		if plan, _ := p.playing(); plan.refuses() {
			addr = p.closed.LocalAddr().String()
		}
		return dial(ctx, addr)
	}}
}

func (p *proxy) accept() {
	defer p.conns.Done()
	for {
		conn, err := p.listen.Accept()
		if err != nil {
			return // closed
		}
		p.conns.Add(1)
		go func() {
			defer p.conns.Done()
			p.serve(conn)
		}()
	}
}

// serve answers the one request of a connection.
func (p *proxy) serve(conn net.Conn) {
	// What is sent to a client that has hung up is lost with it, and so is the close.
	defer func() { _ = conn.Close() }()
	request, err := http.ReadRequest(bufio.NewReader(conn))
	if err != nil {
		return // the client hung up
	}
	plan, visit := p.playing()
	m, dice := plan.next(request)
	if m == dropped {
		reset(conn)
		return
	}
	visit.arm(m, request, dice)
	a, err := p.ask(request)
	if err != nil {
		reset(conn)
		return
	}
	if a.broken { // the server's own mishap: the end of the framing is missing here too
		whole := a.wire(len(a.body))
		_, _ = conn.Write(whole[:len(whole)-len(lastChunk)])
		reset(conn)
		return
	}
	p.answer(conn, m, a, dice)
}

// answer sends an answer, or what the mishap leaves of it. Where the client has hung up, nothing is left to do.
func (p *proxy) answer(conn net.Conn, m mishap, a *answer, dice *rand.Rand) {
	whole := a.wire(len(a.body))
	part := whole[:dice.IntN(len(whole))]
	if (m == cutCleanly || m == damaged) && !a.packed() {
		m = noMishap // a refusal instead of a file: only TLS keeps damage from it
	}
	switch m {
	case unreturned:
		reset(conn)
	case cutByReset:
		_, _ = conn.Write(part)
		reset(conn)
	case cutByClose:
		_, _ = conn.Write(part)
	case cutCleanly:
		_, _ = conn.Write(a.wire(dice.IntN(len(a.body) + 1)))
	case damaged:
		a.damage(dice)
		_, _ = conn.Write(a.wire(len(a.body)))
	case stalled:
		p.pause(stallMost, dice)
		_, _ = conn.Write(whole)
	case stalledCut:
		_, _ = conn.Write(part)
		p.pause(stallMost, dice)
		reset(conn)
	case dripped:
		p.drip(conn, whole)
	default:
		_, _ = conn.Write(whole)
	}
}

// Bounds of what is slow; the client's own patience is a minute.
const (
	stallMost = 40 * time.Millisecond
	dripEach  = time.Millisecond
	drips     = 12
)

// drip sends an answer in small pieces.
func (p *proxy) drip(conn net.Conn, whole []byte) {
	for piece := range bytesIn(whole, drips) {
		if _, err := conn.Write(piece); err != nil {
			return
		}
		p.wait(dripEach)
	}
}

// bytesIn cuts bytes into a number of pieces.
func bytesIn(whole []byte, pieces int) func(func([]byte) bool) {
	size := len(whole)/pieces + 1
	return func(yield func([]byte) bool) {
		for len(whole) > 0 {
			n := min(size, len(whole))
			if !yield(whole[:n]) {
				return
			}
			whole = whole[n:]
		}
	}
}

func (p *proxy) pause(most time.Duration, dice *rand.Rand) {
	p.wait(time.Duration(dice.Int64N(int64(most))))
}

// wait lets time pass until the proxy is closed.
func (p *proxy) wait(d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-p.ctx.Done():
	}
}

// reset ends a connection with a TCP reset.
func reset(conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0) // without it the close is an orderly one, a mishap as well
	}
}

// answer is a whole answer of the server.
type answer struct {
	status  string
	header  http.Header
	body    []byte
	chunked bool
	broken  bool // the server closed the connection within the body
}

// packed says that a body carries a checksum.
func (a *answer) packed() bool { return a.header.Get("Content-Encoding") == "gzip" }

// lastChunk ends a chunked body (RFC 9112 7.1).
const lastChunk = "0\r\n\r\n"

// ask hands a request to the server and reads its whole answer.
func (p *proxy) ask(request *http.Request) (a *answer, err error) {
	conn, err := dial(p.ctx, p.host())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	if err := request.Write(conn); err != nil {
		return nil, err
	}
	response, err := http.ReadResponse(bufio.NewReader(conn), request)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, response.Body.Close()) }()
	a = &answer{status: response.Status, header: response.Header, chunked: len(response.TransferEncoding) > 0}
	a.body, err = io.ReadAll(response.Body)
	a.broken = err != nil && a.chunked
	if a.broken {
		err = nil
	}
	return a, err
}

// wire is the answer with the first n bytes of its body, framed as if that were all of it.
func (a *answer) wire(n int) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %s\r\n", a.status)
	header := a.header.Clone()
	if a.chunked {
		header.Set("Transfer-Encoding", "chunked")
	} else {
		header.Set("Content-Length", fmt.Sprint(n))
	}
	_ = header.Write(&b) // a buffer takes everything
	b.WriteString("\r\n")
	if !a.chunked {
		b.Write(a.body[:n])
		return b.Bytes()
	}
	const chunk = 4 << 10
	for piece := range bytesIn(a.body[:n], n/chunk+1) {
		fmt.Fprintf(&b, "%x\r\n%s\r\n", len(piece), piece)
	}
	b.WriteString(lastChunk)
	return b.Bytes()
}

// damage changes one byte of the body.
func (a *answer) damage(dice *rand.Rand) {
	if len(a.body) > 0 {
		a.body[dice.IntN(len(a.body))] ^= byte(1 + dice.IntN(255))
	}
}
