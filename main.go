// Command claimsdesk is the window of ClaimsDesk: Medicare claims of an ACO from CMS, on this computer, in tables that
// people can read and save as Excel workbooks.
//
//	claimsdesk [--practice] [--data DIR] [--version]
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/practice"
)

// version is set when a release is built.
var version = "dev"

func main() {
	opts, err := parseOptions(os.Args[1:], os.Getenv, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return
	case err != nil:
		fmt.Fprintln(os.Stderr, "claimsdesk:", err)
		os.Exit(app.ExitUsage)
	case opts.version:
		fmt.Println("ClaimsDesk", version)
		return
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err = run(ctx, opts)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "claimsdesk:", err)
		os.Exit(app.ExitFailed)
	}
}

// options are what the command line says.
type options struct {
	practice bool
	version  bool
	dataDir  string
	// waitScale shortens waits on servers of this computer (docs/reference/contract.md 2).
	waitScale float64
}

func parseOptions(args []string, getenv func(string) string, out io.Writer) (options, error) {
	var opts options
	flags := flag.NewFlagSet("claimsdesk", flag.ContinueOnError)
	flags.SetOutput(out)
	flags.BoolVar(&opts.practice, "practice", false, "open the practice data: made-up people, no account needed")
	flags.BoolVar(&opts.version, "version", false, "print the version")
	flags.StringVar(&opts.dataDir, "data", "", "data folder (default: CLAIMSDESK_DATA, else the user's configuration folder)")
	if err := flags.Parse(args); err != nil {
		return opts, err
	}
	if flags.NArg() > 0 {
		return opts, fmt.Errorf("there is no command %q: claimsdesk opens a window, claimsctl has commands", flags.Arg(0))
	}
	if _, err := fmt.Sscan(getenv("CLAIMSDESK_WAIT_SCALE"), &opts.waitScale); err != nil || opts.waitScale < 0 {
		opts.waitScale = 0 // text that is no number counts as not set
	}
	if opts.dataDir != "" {
		return opts, nil
	}
	var err error
	opts.dataDir, err = app.DefaultDataDir(getenv)
	return opts, err
}

// run opens the window and returns when it is closed.
func run(ctx context.Context, opts options) error {
	log, closeLog := openLog(opts.dataDir)
	log.Info("start", "version", version)
	desk, err := app.New(app.Deps{
		DataDir: opts.dataDir, Log: log, Version: version, WaitScale: opts.waitScale, Practice: startPractice,
		Secrets: app.StandardSecrets(opts.dataDir, os.Getenv),
	})
	if err == nil {
		runWindow(ctx, desk, opts, log)
	}
	log.Info("end")
	return errors.Join(err, closeLog())
}

// startPractice starts the practice server that is built in.
func startPractice(ctx context.Context) (app.PracticeServer, error) {
	server, running, err := practice.BuiltIn{Now: time.Now}.Start(ctx)
	if err != nil {
		return app.PracticeServer{}, err
	}
	return app.PracticeServer{Origin: running.URL, ClientID: server.ClientID(), Secret: server.ClientSecret(), Stop: running.Close}, nil
}

// openLog opens the log of the data folder and has crashes written beside it. Where the folder cannot be written to, the
// window opens without a log and says itself what is wrong with the folder.
func openLog(dataDir string) (log *slog.Logger, closeLog func() error) {
	file, crash, err := logFiles(dataDir)
	if err != nil {
		fmt.Fprintln(os.Stderr, "claimsdesk: no log:", err)
		return slog.New(slog.DiscardHandler), func() error { return nil }
	}
	return slog.New(slog.NewJSONHandler(file, nil)), func() error { return errors.Join(file.Close(), crash.Close()) }
}
