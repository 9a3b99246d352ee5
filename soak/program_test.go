package soak_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/practice"
)

// Names in a data folder that was connected to a practice server.
const (
	setName    = "practice"
	secretFile = "secrets.json"
	passphrase = "a made-up passphrase"
)

// connection is what a data folder is connected to.
type connection struct {
	origin  string
	server  *practice.Server
	version string
	now     func() time.Time
}

// connected makes a data folder that is connected to a server, with the secret in a file: tests leave the keychain alone.
func connected(tb testing.TB, c connection) string {
	tb.Helper()
	dir := tb.TempDir()
	desk, err := app.New(app.Deps{DataDir: dir, WaitScale: 1e-4, Now: c.now, Secrets: app.SecretFile{
		Path: filepath.Join(dir, secretFile), Passphrase: func() (string, error) { return passphrase, nil },
	}})
	if err != nil {
		tb.Fatal(err)
	}
	result, err := desk.Connect(tb.Context(), app.ConnectRequest{
		Server: c.origin, ClientID: c.server.ClientID(), Secret: bcda.NewSecret(c.server.ClientSecret()), API: c.version,
	})
	if err != nil {
		tb.Fatalf("connect: %v", err)
	}
	if result.Set != setName {
		tb.Fatalf("connect: got data set %q, want %q", result.Set, setName)
	}
	return dir
}

// run is claimsctl while it runs.
type run struct {
	cmd  *exec.Cmd
	out  bytes.Buffer
	done chan struct{} // closed when it has ended
	err  error         // set before done is closed
}

// startRefresh starts claimsctl refresh on a data folder.
func startRefresh(tb testing.TB, dir string) *run {
	tb.Helper()
	r := &run{done: make(chan struct{})}
	r.cmd = exec.CommandContext(tb.Context(), claimsctl(tb), "--data", dir, "--set", setName, "refresh")
	r.cmd.Env = []string{
		"HOME=" + dir, "CLAIMSDESK_PASSPHRASE=" + passphrase, "CLAIMSDESK_WAIT_SCALE=0.0005",
		"DBUS_SESSION_BUS_ADDRESS=unix:path=" + filepath.Join(dir, "no-keychain-here"),
	}
	r.cmd.Stdout, r.cmd.Stderr = &r.out, &r.out
	if err := r.cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	go func() { // ends with the program; whoever started it waits for done
		defer close(r.done)
		r.err = r.cmd.Wait()
	}()
	return r
}

// kill ends the program as a power cut would, unless it has come to its own end, and waits for it.
func (r *run) kill(tb testing.TB) {
	tb.Helper()
	if err := r.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		tb.Errorf("kill claimsctl: %v", err)
	}
	<-r.done
}

// ended tells whether the program came to its own end before it was killed; another end than a good one is a failure.
func (r *run) ended(tb testing.TB) bool {
	tb.Helper()
	<-r.done
	var exit *exec.ExitError
	switch {
	case r.err == nil:
		return true
	case errors.As(r.err, &exit) && exit.ExitCode() == -1: // by a signal
		return false
	}
	tb.Fatalf("claimsctl refresh: %v\n%s", r.err, r.out.String())
	return false
}

// await returns when the program has ended, when strike is closed or when the time is over.
func (r *run) await(strike <-chan struct{}, limit time.Duration) {
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case <-r.done:
	case <-strike:
	case <-timer.C:
	}
}
