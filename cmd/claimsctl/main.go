// Command claimsctl is ClaimsDesk without a window: the same engine, text or JSON, stable exit codes (docs/reference/
// contract.md 2). Results go to stdout, progress and messages to stderr.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
)

// version is set when a release is built.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	m := &Main{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Getenv: os.Getenv, Now: time.Now, Terminal: isTerminal(os.Stderr)}
	code := m.Run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}

// Main is the program with everything that it takes from outside, so that tests run it in-process.
type Main struct {
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Now            func() time.Time
	Terminal       bool        // stderr is a terminal: progress as a bar
	Secrets        app.Secrets // nil for the keychain, then the file under a passphrase
}
