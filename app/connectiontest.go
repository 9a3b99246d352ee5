package app

import (
	"context"
	"errors"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// TestLine is one of the lines of a connection test (docs/reference/screens.md 5.1), in the order they are tried.
type TestLine int

// Lines.
const (
	LineInternet     TestLine = iota // this computer is online
	LineTestServer                   // CMS's test server answers: what the next line is compared with
	LineServer                       // the server of the connection answers: CMS's real-data server, or the one given
	LineCredentials                  // the server takes client id and secret
	LineOrganization                 // the organization has access and a patient list
	LineVersion                      // a version of the interface is turned on
	TestLines                        // how many there are
)

// States of a line that has not ended, or does not matter.
const (
	CheckRunning   CheckState = "running"
	CheckNotNeeded CheckState = "not needed" // says nothing about this connection
)

// TestStep is where one line of a connection test stands.
type TestStep struct {
	Line    TestLine
	State   CheckState
	Started time.Time     // of a line that runs
	Took    time.Duration // of a server's answer; zero for other lines
	Entity  string        // of LineOrganization: the organization as the server names it; may be empty
	List    time.Time     // of LineOrganization: the day its patient list was loaded; zero when not told
	Version string        // of LineVersion: v2 or v3, which will be used
	// FellBack says that version 3 was asked for and is not turned on.
	FellBack bool
	// Problem says what is wrong, or with its Notice set what should be known; nil otherwise.
	Problem *Problem
	// Network says that the problem lies between this computer and the server, where IT can help.
	Network bool
	// Silent says of a server that nothing came from it.
	Silent bool
}

// ConnectionTest is a test that has ended, with one step for each line.
type ConnectionTest struct {
	Steps [TestLines]TestStep
	// ClockBehind is the server's clock minus this computer's; ClockProblem says what it means.
	ClockBehind time.Duration
}

// Passed says that the connection works.
func (t ConnectionTest) Passed() bool {
	return t.Stopped() == nil && t.Steps[LineVersion].State == CheckOK
}

// Stopped is the line at which the test ended; nil when it went through.
func (t ConnectionTest) Stopped() *TestStep {
	for i := range t.Steps {
		if t.Steps[i].State == CheckFailed {
			return &t.Steps[i]
		}
	}
	return nil
}

// TestConnection tests a connection that is not saved yet, line by line, and stops at the first that does not work. told,
// which may be nil, hears of every change of a line, one at a time. The error is for what is no result: a form that is not
// complete, a test that was stopped.
func (d *Desk) TestConnection(ctx context.Context, req ConnectRequest, told func(TestStep)) (ConnectionTest, error) {
	c, err := req.connection()
	if err != nil {
		return ConnectionTest{}, err
	}
	secret, err := keptSecret(c, req.Secret)
	if err != nil {
		return ConnectionTest{}, err
	}
	return d.testConnection(ctx, c, secret, told)
}

// TestConnection tests the stored connection of the data set like Desk.TestConnection.
func (s *Set) TestConnection(ctx context.Context, told func(TestStep)) (ConnectionTest, error) {
	c, err := s.connection(ctx)
	if err != nil {
		return ConnectionTest{}, err
	}
	secret, err := s.storedSecret(ctx, c)
	if err != nil {
		return ConnectionTest{}, err
	}
	result, err := s.desk.testConnection(ctx, c, secret, told)
	if err == nil && result.Stopped() == nil {
		err = s.ResumeSchedule(ctx) // a person has seen to the connection
		if errors.Is(err, store.ErrReadOnly) {
			err = nil // another program has the data set open and will find out itself
		}
	}
	return result, err
}

func (d *Desk) testConnection(ctx context.Context, c claims.Connection, secret bcda.Secret, told func(TestStep)) (ConnectionTest, error) {
	probe, err := d.probe(c, secret)
	if err != nil {
		return ConnectionTest{}, err
	}
	t := &connectionTest{desk: d, probe: probe, connection: c, told: told, ended: ctx.Err}
	for line := range t.result.Steps {
		t.result.Steps[line] = TestStep{Line: TestLine(line), State: CheckNotTried}
	}
	t.run(ctx)
	t.result.ClockBehind = probe.srv.clockBehind()
	return t.result, ctx.Err()
}

// connectionTest is a test that runs, in one goroutine.
type connectionTest struct {
	desk       *Desk
	probe      *probe
	connection claims.Connection
	told       func(TestStep)
	ended      func() error // not nil once the test was stopped: what a line says then is no result
	result     ConnectionTest
}

func (t *connectionTest) run(ctx context.Context) {
	for _, part := range []func(context.Context){t.hearServers, t.signIn, t.lookAround} {
		if part(ctx); t.result.Stopped() != nil || t.ended() != nil {
			return
		}
	}
}

// tell keeps where a line stands and says so.
func (t *connectionTest) tell(step TestStep) {
	if t.ended() != nil {
		return
	}
	t.result.Steps[step.Line] = step
	if t.told != nil {
		t.told(step)
	}
}

func (t *connectionTest) begin(line TestLine, at time.Time) {
	t.tell(TestStep{Line: line, State: CheckRunning, Started: at})
}

// fail ends the test at a line.
func (t *connectionTest) fail(line TestLine, problem Problem) {
	t.tell(TestStep{Line: line, State: CheckFailed, Problem: &problem, Network: line <= LineServer})
}

// signIn asks for a token.
func (t *connectionTest) signIn(ctx context.Context) {
	t.begin(LineCredentials, t.desk.now())
	err := t.probe.step(ctx, func(ctx context.Context) error {
		token, err := t.probe.srv.tokens.Token(ctx)
		t.connection.Entity = token.CMSID
		return err
	})
	switch {
	case err == nil:
		t.tell(TestStep{Line: LineCredentials, State: CheckOK})
	case errors.Is(err, bcda.ErrCredentialsRefused) && WarningOf(credentialDays(t.connection, t.desk.now())) == CredentialExpired:
		t.fail(LineCredentials, secretExpired(t.connection.IssuedAt))
	default:
		t.fail(LineCredentials, ProblemOf(err))
	}
}

// lookAround finds the version to use and the patient list. The organization is told first: without access there is no
// version to speak of.
func (t *connectionTest) lookAround(ctx context.Context) {
	t.begin(LineOrganization, t.desk.now())
	version := ""
	versionErr := t.probe.step(ctx, func(ctx context.Context) (err error) {
		version, err = t.probe.srv.chooseVersion(ctx)
		return err
	})
	organization := TestStep{Line: LineOrganization, State: CheckOK, Entity: t.connection.Entity}
	switch {
	case bcda.KindOf(versionErr) == bcda.ErrVersionNotEnabled:
		t.tell(organization)
		t.fail(LineVersion, ProblemOf(versionErr))
		return
	case versionErr != nil:
		t.fail(LineOrganization, ProblemOf(versionErr))
		return
	}
	if err := t.patientList(ctx, version, &organization.List); err != nil {
		problem := ProblemOf(err)
		if !problem.Notice {
			t.fail(LineOrganization, problem)
			return
		}
		organization.Problem = &problem
	}
	t.tell(organization)
	t.tell(TestStep{Line: LineVersion, State: CheckOK, Version: version, FellBack: t.connection.API == "auto" && version == claims.V2 && !t.connection.Generic()})
}

// patientList reads the day on which the server loaded the patient list; generic servers have none to tell of.
func (t *connectionTest) patientList(ctx context.Context, version string, day *time.Time) error {
	if t.connection.Generic() {
		return nil
	}
	client, err := t.probe.srv.client(version)
	if err != nil {
		return err
	}
	return t.probe.step(ctx, func(ctx context.Context) error {
		a, err := client.Attribution(ctx)
		*day = a.Updated
		return err
	})
}
