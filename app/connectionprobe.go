package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
)

// testWait is how long a server may be silent in a test (docs/reference/screens.md 5.1). Outside the allow list nothing ever
// comes, and a person waits.
const testWait = 20 * time.Second

// probe asks one server. A refresh waits long for a server in trouble; somebody who looks for what is wrong should hear
// of it at once, so a probe repeats once, and only where chance may have been at work.
type probe struct {
	srv  *server
	stop context.CancelCauseFunc // of the step that runs
}

func (d *Desk) probe(c claims.Connection, secret bcda.Secret) (*probe, error) {
	p := &probe{stop: func(error) {}}
	var err error
	p.srv, err = d.dial(c, secret, p.paused)
	return p, err
}

// paused hears that the client is about to wait, on the goroutine that runs the step.
func (p *probe) paused(w bcda.Pause) {
	switch w.Kind {
	case bcda.ErrServerTrouble, bcda.ErrDropped, bcda.ErrCredentialsRefused:
		if w.Failed == 1 && w.Wait < testWait {
			return
		}
	}
	p.stop(&bcda.StatusError{Op: w.Op, Kind: w.Kind})
}

// step runs a part of a test in its time. The error says why it took too long, where it did.
func (p *probe) step(ctx context.Context, do func(context.Context) error) error {
	ctx, p.stop = context.WithCancelCause(ctx)
	defer p.stop(nil)
	bounded, end := context.WithTimeoutCause(ctx, testWait, &bcda.StatusError{Kind: bcda.ErrTimeout})
	defer end()
	err := do(bounded)
	var cause *bcda.StatusError
	if err != nil && errors.As(context.Cause(bounded), &cause) {
		return fmt.Errorf("no answer in time: %w", cause)
	}
	return err
}

// heard is what came back from a server.
type heard struct {
	err  error
	took time.Duration
}

func (d *Desk) hear(ctx context.Context, p *probe) heard {
	from := d.now()
	err := p.step(ctx, p.srv.isBCDA)
	return heard{err: err, took: d.now().Sub(from)}
}

// hearServers finds out whether this computer is online and whether the servers answer. Real data are compared with the
// test server, which everybody may reach: only so can a missing entry in the allow list be told from a network without
// CMS. Both are asked at the same time, so that silence of both costs one wait.
func (t *connectionTest) hearServers(ctx context.Context) {
	from := t.desk.now()
	switch t.connection.Environment {
	case claims.EnvProduction:
		t.compareServers(ctx, from)
	case claims.EnvSandbox:
		t.begin(LineInternet, from)
		got := t.desk.hear(ctx, t.probe)
		if t.online(got) && t.answered(LineTestServer, got, noTestServer) {
			t.tell(TestStep{Line: LineServer, State: CheckNotNeeded})
		}
	default: // a server of one's own may be inside the house, where no internet is needed
		t.tell(TestStep{Line: LineInternet, State: CheckNotNeeded})
		t.tell(TestStep{Line: LineTestServer, State: CheckNotNeeded})
		t.begin(LineServer, from)
		t.answered(LineServer, t.desk.hear(ctx, t.probe), nil)
	}
}

func (t *connectionTest) compareServers(ctx context.Context, from time.Time) {
	t.begin(LineInternet, from)
	test, err := t.desk.testServer()
	if err != nil {
		t.fail(LineTestServer, ProblemOf(err))
		return
	}
	var both errgroup.Group
	var own heard
	both.Go(func() error { own = t.desk.hear(ctx, t.probe); return nil })
	other := t.desk.hear(ctx, test)
	if other.err == nil {
		t.online(other)
		t.answered(LineTestServer, other, nil)
		t.begin(LineServer, from)
	}
	if err := both.Wait(); err != nil {
		return // never: hear keeps what went wrong
	}
	switch {
	case other.err == nil:
		t.answered(LineServer, own, notOnAllowList)
	case own.err == nil: // a network may let the real-data server through and nothing else
		t.online(own)
		t.tell(TestStep{Line: LineTestServer, State: CheckNotNeeded})
		t.answered(LineServer, own, nil)
	case t.online(other):
		t.answered(LineTestServer, other, noCMS)
	}
}

// testServer is CMS's test server without credentials: its capability statement is open, and nothing else is asked.
func (d *Desk) testServer() (*probe, error) {
	return d.probe(claims.Connection{Environment: claims.EnvSandbox, Origin: claims.SandboxOrigin, ClientID: "none", API: "auto"}, bcda.NewSecret("none"))
}

// online tells the first line; false says that the test ends there.
func (t *connectionTest) online(got heard) bool {
	if offline(got.err) {
		t.fail(LineInternet, noInternet())
		return false
	}
	t.tell(TestStep{Line: LineInternet, State: CheckOK})
	return true
}

// offline says that not even the server's name could be looked up, or that there is no way to any network.
func offline(err error) bool {
	var lookup *net.DNSError
	kind := bcda.KindOf(err)
	return errors.As(err, &lookup) || kind == bcda.ErrHostNotFound || kind == bcda.ErrUnreachable
}

// answered tells the line of a server; false says that the test ends there. silent gives the words for a server from which
// nothing came; nil leaves the usual ones.
func (t *connectionTest) answered(line TestLine, got heard, silent func(Problem) Problem) bool {
	if got.err == nil {
		t.tell(TestStep{Line: line, State: CheckOK, Took: got.took})
		return true
	}
	problem := ProblemOf(got.err)
	if silent != nil && isSilent(got.err) {
		problem = silent(problem)
	}
	t.tell(TestStep{Line: line, State: CheckFailed, Took: got.took, Problem: &problem, Network: true, Silent: isSilent(got.err)})
	return false
}

// isSilent says that packets seem to be dropped on the way, as a firewall and CMS's allow list do. A name that is not found,
// a proxy or a certificate have causes of their own.
func isSilent(err error) bool {
	switch bcda.KindOf(err) {
	case bcda.ErrTimeout, bcda.ErrRefused, bcda.ErrUnreachable, bcda.ErrDropped, bcda.ErrBlocked:
		return true
	default:
		return false
	}
}

func noInternet() Problem {
	return Problem{
		Title: noInternetTitle,
		Text:  noInternetDo,
		Exit:  ExitUnreachable,
	}
}

// notOnAllowList stands for silence of the real-data server alone (docs/reference/bcda-protocol.md 7).
func notOnAllowList(p Problem) Problem {
	p.Title = allowList
	p.Text = allowListDo
	return p
}

// noCMS stands for silence of both servers.
func noCMS(p Problem) Problem {
	p.Title = noCMSTitle
	p.Text = noCMSDo
	return p
}

// noTestServer stands for silence of the test server, where nothing else was asked.
func noTestServer(p Problem) Problem {
	p.Title = noTestTitle
	p.Text = noTestDo
	return p
}

// secretExpired stands for credentials refused after their 90 days.
func secretExpired(issued time.Time) Problem {
	const day = "Jan 2, 2006"
	return Problem{
		Title: expiredTitle,
		Text: fmt.Sprintf(expiredDo,
			issued.Format(day), CredentialEnd(issued).Format(day)),
		Exit: ExitCredentials,
	}
}
