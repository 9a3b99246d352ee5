package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/claimsdesk/claimsdesk/app"
)

// cli is the grammar of contract.md 2. Global flags work before and after the command.
type cli struct {
	Data    string           `help:"Data folder (default: CLAIMSDESK_DATA, else the user's configuration folder)." placeholder:"DIR"`
	Set     string           `help:"Data set: practice, sandbox, or the entity's id in small letters." placeholder:"NAME"`
	JSON    bool             `name:"json" help:"One JSON document on stdout."`
	Quiet   bool             `help:"No progress."`
	Version kong.VersionFlag `help:"Print the version."`

	Practice   practiceCmd    `cmd:"" help:"Serve a practice BCDA with made-up people."`
	Generate   generateCmd    `cmd:"" help:"Write made-up people and claims as NDJSON files."`
	Connect    connectCmd     `cmd:"" help:"Save and test a connection."`
	Disconnect disconnectCmd  `cmd:"" help:"Remove a connection and its secret; keep or delete its data."`
	Check      checkCmd       `cmd:"" help:"Test the connection step by step."`
	Refresh    refreshCmd     `cmd:"" help:"Bring the local data up to date."`
	Jobs       jobsCmd        `cmd:"" help:"Jobs at the server."`
	Versions   versionsCmd    `cmd:"" help:"The move from version 2 to version 3."`
	Schedule   scheduleCmd    `cmd:"" help:"Fetch data by itself, at set times."`
	Import     importCmd      `cmd:"" help:"Read NDJSON files or folders into the database."`
	Reread     rereadCmd      `cmd:"" help:"Read the stored claims again, by the rules of this version."`
	Export     exportCmd      `cmd:"" help:"Write data out as a workbook or a table."`
	Recipes    recipesCmd     `cmd:"" help:"Saved exports."`
	Lists      peopleListsCmd `cmd:"" help:"Lists of people that recipes name."`
	Exports    exportsCmd     `cmd:"" help:"The register: who exported what, when."`
	Status     statusCmd      `cmd:"" help:"Counts, totals, data as of, last refresh."`
	Verify     verifyCmd      `cmd:"" help:"Check the database and the imports."`
	Demo       demoCmd        `cmd:"" help:"The whole job once, on practice data, in a fresh folder."`
}

// command is what each command implements. It returns what goes to stdout: a document for --json that also prints
// itself as text.
type command interface {
	run(ctx context.Context, s *session) (document, error)
}

// document is the result of a command.
type document interface {
	// text prints the result for people.
	text(p *printer)
	// exit is the exit code of a run that ended without an error: 0, or 3 for a part.
	exit() int
}

// Run executes one command line and returns the exit code.
func (m *Main) Run(ctx context.Context, args []string) int {
	var c cli
	exited := -1
	parser, err := kong.New(&c,
		kong.Name("claimsctl"), kong.Description("ClaimsDesk without a window: Medicare claims from CMS into a local database and out to Excel."),
		kong.Writers(m.Stdout, m.Stderr), kong.Exit(func(code int) { exited = code }), kong.Vars{"version": version, "tables": tableNames()},
		kong.UsageOnError(), kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	if err != nil {
		return m.fail(err)
	}
	parsed, err := parser.Parse(args)
	if exited >= 0 { // --help and --version have printed and are done
		return exited
	}
	if err != nil {
		return m.fail(&app.UsageError{Text: sentence(err.Error()) + " See claimsctl --help."})
	}
	selected, ok := parsed.Selected().Target.Addr().Interface().(command)
	if !ok {
		return m.fail(&app.UsageError{Text: "Name a command. See claimsctl --help."})
	}
	s, err := m.session(&c)
	if err != nil {
		return m.fail(err)
	}
	doc, err := selected.run(ctx, s)
	if doc != nil {
		if printErr := s.print(doc); err == nil {
			err = printErr
		}
	}
	if err != nil {
		return m.fail(err)
	}
	if doc == nil {
		return app.ExitDone
	}
	return doc.exit()
}

// fail prints a problem in plain words and returns its exit code.
func (m *Main) fail(err error) int {
	p := app.ProblemOf(err)
	lines := []string{p.Title}
	if p.Text != "" {
		lines = append(lines, p.Text)
	}
	if p.Detail != "" && p.Detail != p.Title && !isUsage(err) {
		lines = append(lines, "Details: "+p.Detail)
	}
	// A stderr that cannot be written to leaves nobody to tell; the exit code still says it.
	_, _ = fmt.Fprintln(m.Stderr, strings.Join(lines, "\n"))
	return p.Exit
}

func isUsage(err error) bool {
	var usage *app.UsageError
	return errors.As(err, &usage)
}

// sentence makes a parser's message readable: a capital letter and a full stop.
func sentence(text string) string {
	if text == "" {
		return text
	}
	return strings.ToUpper(text[:1]) + strings.TrimSuffix(text[1:], ".") + "."
}

// waitScale reads CLAIMSDESK_WAIT_SCALE; text that is no number counts as not set.
func (m *Main) waitScale() float64 {
	scale, err := strconv.ParseFloat(m.Getenv("CLAIMSDESK_WAIT_SCALE"), 64)
	if err != nil || scale < 0 {
		return 0
	}
	return scale
}
