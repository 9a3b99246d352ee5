package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
)

type connectCmd struct {
	Server      string `required:"" help:"sandbox, production, or the server's address such as https://host; with --smart its FHIR base." placeholder:"SERVER"`
	ClientID    string `name:"client-id" help:"Client ID from ACO-MS or 4i, or as registered at the server." placeholder:"ID"`
	SecretFile  string `name:"secret-file" xor:"secret" help:"File that holds the client secret." placeholder:"FILE" type:"existingfile"`
	SecretStdin bool   `name:"secret-stdin" xor:"secret" help:"Read the client secret from standard input."`
	Issued      string `help:"Day the secret was made or rotated; it works for 90 days." placeholder:"DATE"`
	Smart       bool   `help:"The server is a generic SMART bulk-data server."`
	KeyFile     string `name:"key-file" xor:"secret" help:"With --smart: file that holds the private key, PEM or JSON Web Key. Leave it out for an open server." placeholder:"FILE" type:"existingfile"`
	KeyID       string `name:"key-id" help:"With --smart: ID under which the server knows the key; default from the key's file." placeholder:"K"`
	TokenURL    string `name:"token-url" help:"With --smart: address to sign in at; default from the server." placeholder:"U"`
	API         string `name:"api" enum:"auto,v2,v3" default:"auto" help:"auto, v2 or v3."`
	Unencrypted bool   `help:"I accept that real data lies unencrypted on this computer."`
}

func (c *connectCmd) run(ctx context.Context, s *session) (document, error) {
	if err := c.check(); err != nil {
		return nil, err
	}
	secret, err := c.secret(s)
	if err != nil {
		return nil, err
	}
	issued, err := dayOr(c.Issued, claims.Connection{}.IssuedAt)
	if err != nil {
		return nil, err
	}
	if !issued.IsZero() && issued.After(s.main.Now()) {
		return nil, &app.UsageError{Text: "The day the secret was made lies in the future."}
	}
	req := app.ConnectRequest{
		Server: c.Server, ClientID: c.ClientID, Secret: secret, Issued: issued, API: c.API, Unencrypted: c.Unencrypted, Set: s.flags.Set,
		Smart: c.Smart, KeyID: c.KeyID, TokenURL: c.TokenURL,
	}
	result, err := s.desk.Connect(ctx, req)
	if errors.Is(err, app.ErrNeedsConfirmation) {
		s.say("%s", app.FindDiskGuard(ctx))
	}
	if err != nil {
		return nil, err
	}
	doc := &connectDocument{Set: result.Set, Server: result.Connection.Origin, Entity: result.Connection.Entity, API: result.Connection.InUse, keyKept: c.KeyFile != ""}
	if result.Connection.Generic() {
		doc.Server, doc.generic = result.Connection.Base, true
	}
	return doc, nil
}

// check refuses flags that do not go together.
func (c *connectCmd) check() error {
	switch {
	case !c.Smart && (c.KeyFile != "" || c.KeyID != "" || c.TokenURL != ""):
		return &app.UsageError{Text: "A private key, its ID and a sign-in address need --smart."}
	case c.Smart && (c.SecretFile != "" || c.SecretStdin):
		return &app.UsageError{Text: "A generic server takes a private key: give it with --key-file."}
	case c.ClientID == "" && (!c.Smart || c.KeyFile != ""):
		return &app.UsageError{Text: "Give the client ID with --client-id."}
	}
	return nil
}

// secret is read from a file or standard input, never from an argument: arguments show in process lists.
func (c *connectCmd) secret(s *session) (bcda.Secret, error) {
	switch {
	case c.KeyFile != "":
		return secretIn(c.KeyFile)
	case c.Smart:
		return bcda.Secret{}, nil // an open server
	case c.SecretFile != "":
		return secretIn(c.SecretFile)
	case c.SecretStdin:
		text, err := s.main.readSecret()
		return bcda.NewSecret(text), err
	default:
		return bcda.Secret{}, &app.UsageError{Text: "Give the client secret with --secret-file or --secret-stdin."}
	}
}

func secretIn(file string) (bcda.Secret, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return bcda.Secret{}, err
	}
	return bcda.NewSecret(string(data)), nil
}

// readSecret reads one line, unseen where it is typed.
func (m *Main) readSecret() (string, error) {
	if f, ok := m.Stdin.(*os.File); ok && isTerminal(f) {
		data, err := term.ReadPassword(int(f.Fd()))
		return string(data), err
	}
	line, err := bufio.NewReader(m.Stdin).ReadString('\n')
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return line, err
}

type connectDocument struct {
	Set    string `json:"set"`
	Server string `json:"server"`
	Entity string `json:"entity"`
	API    string `json:"api"`

	generic bool // the version is a guess until data are there
	keyKept bool
}

func (d *connectDocument) exit() int { return app.ExitDone }

func (d *connectDocument) text(p *printer) {
	who := ""
	if d.Entity != "" {
		who = " as " + d.Entity
	}
	if d.generic {
		p.line("Connected to %s.", d.Server)
	} else {
		p.line("Connected to %s%s, version %s.", d.Server, who, strings.TrimPrefix(d.API, "v"))
	}
	if d.keyKept {
		p.line("The private key is kept safely now: you can delete its file.")
	}
	p.line("Data set %s. Next: claimsctl refresh", d.Set)
}

type disconnectCmd struct {
	KeepData   bool `name:"keep-data" xor:"data" help:"Keep the data set."`
	DeleteData bool `name:"delete-data" xor:"data" help:"Delete the data set too."`
	Yes        bool `help:"Do not ask for the typed word."`
}

// deleteWord is what a person types to delete a data set.
const deleteWord = "DELETE"

func (c *disconnectCmd) run(ctx context.Context, s *session) (document, error) {
	if c.KeepData == c.DeleteData {
		return nil, &app.UsageError{Text: "Say whether to keep the data (--keep-data) or to delete it (--delete-data)."}
	}
	name, err := s.desk.PickSet(s.flags.Set)
	if err != nil {
		return nil, err
	}
	if c.DeleteData && !c.Yes {
		if err := s.confirmDelete(name); err != nil {
			return nil, err
		}
	}
	if err := s.desk.Disconnect(ctx, name, c.DeleteData); err != nil {
		return nil, err
	}
	return &disconnectDocument{Set: name, Deleted: c.DeleteData}, nil
}

func (s *session) confirmDelete(name string) error {
	f, ok := s.main.Stdin.(*os.File)
	if !ok || !isTerminal(f) {
		return &app.UsageError{Text: "Deleting a data set needs a typed word; without a terminal, give --yes."}
	}
	s.say("This deletes the data set %s from this computer. Type %s to go on.", name, deleteWord)
	line, err := bufio.NewReader(f).ReadString('\n')
	if err != nil || strings.TrimSpace(line) != deleteWord {
		return &app.UsageError{Text: "Nothing was deleted."}
	}
	return nil
}

type disconnectDocument struct {
	Set     string `json:"set"`
	Deleted bool   `json:"deleted"`
}

func (d *disconnectDocument) exit() int { return app.ExitDone }

func (d *disconnectDocument) text(p *printer) {
	p.line("The connection of %s and its secret are removed.", d.Set)
	if d.Deleted {
		p.line("Its data is deleted.")
		return
	}
	p.line("Its data is kept.")
}

type checkCmd struct{}

func (c *checkCmd) run(ctx context.Context, s *session) (document, error) {
	doc := &checkDocument{}
	err := s.reading(ctx, func(set *app.Set) error {
		status, err := set.Status(ctx)
		if err != nil {
			return err
		}
		env := claims.Environment("")
		if status.Connection != nil {
			env = status.Connection.Environment
		}
		test, err := set.TestConnection(ctx, nil)
		for _, step := range test.Steps {
			doc.add(step, env)
		}
		doc.OK = err == nil && test.Passed()
		return err
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

type checkDocument struct {
	Steps []checkStepDocument `json:"steps"`
	OK    bool                `json:"ok"`

	problem *app.Problem
}

type checkStepDocument struct {
	Name   string `json:"name"`
	State  string `json:"state"`
	Detail string `json:"detail"`
}

func (d *checkDocument) add(step app.TestStep, env claims.Environment) {
	d.Steps = append(d.Steps, checkStepDocument{step.Line.Name(env), string(step.State), step.Words(env)})
	if step.State == app.CheckFailed {
		d.problem = step.Problem
	}
}

func (d *checkDocument) exit() int {
	if d.problem == nil {
		return app.ExitDone
	}
	return d.problem.Exit
}

func (d *checkDocument) text(p *printer) {
	for _, s := range d.Steps {
		p.line("%-10s %-20s %s", s.State, s.Name, s.Detail)
	}
	if d.problem != nil {
		p.line("%s %s", d.problem.Title, d.problem.Text)
	}
}
