package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"github.com/claimsdesk/claimsdesk/app"
)

// session is one run of one command: the desk, the global flags and where to print.
type session struct {
	main     *Main
	flags    *cli
	desk     *app.Desk
	dir      string
	progress *progress
}

func (m *Main) session(c *cli) (*session, error) {
	dir := c.Data
	if dir == "" {
		var err error
		if dir, err = app.DefaultDataDir(m.Getenv); err != nil {
			return nil, err
		}
	}
	s := &session{main: m, flags: c, dir: dir, progress: newProgress(m.Stderr, m.Terminal, c.Quiet)}
	var err error
	s.desk, err = s.newDesk(dir, 0)
	return s, err
}

// newDesk opens the engine over a data folder; people is the size of the built-in practice server, 0 for its own.
func (s *session) newDesk(dir string, people int) (*app.Desk, error) {
	secrets := s.main.Secrets
	if secrets == nil {
		secrets = app.StandardSecrets(dir, s.main.Getenv)
	}
	return app.New(app.Deps{
		DataDir: dir, Secrets: secrets, Now: s.main.Now, Version: version,
		WaitScale: s.main.waitScale(), Practice: startPractice(people, s.main.Now),
	})
}

// writing opens the chosen data set for writing and runs use with it.
func (s *session) writing(ctx context.Context, use func(*app.Set) error) error {
	name, err := s.desk.PickSet(s.flags.Set)
	if err != nil {
		return err
	}
	set, err := s.desk.OpenSet(ctx, name)
	if err != nil {
		return err
	}
	return closing(set, use)
}

// reading opens the chosen data set for reading and runs use with it.
func (s *session) reading(ctx context.Context, use func(*app.Set) error) error {
	name, err := s.desk.PickSet(s.flags.Set)
	if err != nil {
		return err
	}
	set, err := s.desk.ReadSet(ctx, name)
	if err != nil {
		return err
	}
	return closing(set, use)
}

func closing(set *app.Set, use func(*app.Set) error) error {
	err := use(set)
	if closeErr := set.Close(); err == nil {
		err = closeErr
	}
	return err
}

// print writes a document to stdout as text or JSON.
func (s *session) print(doc document) error {
	s.progress.clear()
	if s.flags.JSON {
		encoder := json.NewEncoder(s.main.Stdout)
		encoder.SetEscapeHTML(false)
		return encoder.Encode(doc)
	}
	p := &printer{to: s.main.Stdout}
	doc.text(p)
	return p.err
}

// say writes a message for people to stderr; it is no result.
func (s *session) say(format string, args ...any) {
	s.progress.clear()
	// stderr that cannot be written to is no reason to stop the work.
	_, _ = fmt.Fprintf(s.main.Stderr, format+"\n", args...)
}

// printer writes lines and remembers the first failure.
type printer struct {
	to  io.Writer
	err error
}

func (p *printer) line(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.to, format+"\n", args...)
	}
}

// pair prints a label and a value in two columns.
func (p *printer) pair(label string, value any) { p.line("  %-22s %v", label, value) }

func isTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
