package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/practice"
	"github.com/claimsdesk/claimsdesk/practice/synth"
)

type practiceCmd struct {
	Listen   string   `default:"127.0.0.1:0" help:"Address to listen on." placeholder:"HOST:PORT"`
	People   int      `default:"100" help:"How many people to make up."`
	Years    int      `default:"3" help:"Years of history."`
	Seed     uint64   `default:"1" help:"Start of all chance; the same seed makes the same people."`
	End      string   `help:"Last day of the history; default today." placeholder:"DATE"`
	API      []string `name:"api" default:"v2,v3" help:"Versions to serve." placeholder:"LIST"`
	Quirks   string   `default:"all" help:"Peculiarities of the real server: all, none or names." placeholder:"LIST"`
	Batch    int      `default:"50" help:"People in a claims file."`
	Files    string   `help:"Serve the NDJSON files of this folder instead of made-up people." placeholder:"DIR" type:"existingdir"`
	Smart    bool     `help:"Be a generic SMART bulk-data server instead; url is its FHIR base, the first of the versions counts."`
	FilesAPI string   `name:"files-api" enum:",v2,v3" default:"" help:"Version of these files; default from the files."`
}

//nolint:unparam // a command returns a document; this one has printed its line before it starts to serve
func (c *practiceCmd) run(ctx context.Context, s *session) (document, error) {
	source, versions, err := c.source(s)
	if err != nil {
		return nil, err
	}
	quirks, err := practice.ParseQuirks(c.Quirks)
	if err != nil {
		return nil, &app.UsageError{Text: sentence(err.Error())}
	}
	config := practice.Config{Source: source, Versions: versions, Quirks: quirks, Now: s.main.Now, BatchSize: c.Batch}
	if c.Smart {
		return nil, c.serveSmart(ctx, s, config)
	}
	if quirks&practice.SmartOnly != 0 {
		return nil, &app.UsageError{Text: "These quirks need --smart: " + (quirks & practice.SmartOnly).String() + "."}
	}
	server, err := practice.New(config)
	if err != nil {
		return nil, &app.UsageError{Text: sentence(err.Error())}
	}
	running, err := server.Start(ctx, c.Listen)
	if err != nil {
		return nil, err
	}
	first := map[string]string{"url": running.URL, "client_id": server.ClientID(), "client_secret": server.ClientSecret()}
	if err := json.NewEncoder(s.main.Stdout).Encode(first); err != nil {
		return nil, err
	}
	s.say("The practice server runs at %s. Stop it with Ctrl+C.", running.URL)
	<-ctx.Done()
	return nil, running.Close()
}

// serveSmart runs the generic server. Its client's private key is made anew at each start and lies in a temporary folder
// of its own, which goes when the server stops.
func (c *practiceCmd) serveSmart(ctx context.Context, s *session, config practice.Config) (err error) {
	server, err := practice.NewSmart(practice.SmartConfig{Config: config})
	if err != nil {
		return &app.UsageError{Text: sentence(err.Error())}
	}
	dir, err := os.MkdirTemp("", "claimsdesk-practice-") // mode 0700
	if err != nil {
		return fmt.Errorf("make a folder for the key: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	keyFile := filepath.Join(dir, "private-key.pem")
	pem, err := server.PrivateKey()
	if err != nil {
		return err
	}
	if err := os.WriteFile(keyFile, pem, 0o600); err != nil {
		return fmt.Errorf("write the key: %w", err)
	}
	running, err := server.Start(ctx, c.Listen)
	if err != nil {
		return err
	}
	base := running.URL + practice.BasePath
	first := map[string]string{"url": base, "client_id": server.ClientID(), "key_file": keyFile, "key_id": server.KeyID()}
	if err := json.NewEncoder(s.main.Stdout).Encode(first); err != nil {
		return errors.Join(err, running.Close())
	}
	s.say("The practice server runs at %s. Stop it with Ctrl+C.", base)
	<-ctx.Done()
	return running.Close()
}

// source is what the server serves, and the versions of it.
func (c *practiceCmd) source(s *session) (practice.Source, []string, error) {
	if c.Files != "" {
		source, err := practice.NewFileSource(c.Files, c.FilesAPI)
		if err != nil {
			return nil, nil, &app.UsageError{Text: sentence(err.Error())}
		}
		return source, nil, nil
	}
	end, err := dayOr(c.End, s.main.Now())
	if err != nil {
		return nil, nil, err
	}
	if err := positive(c.People, c.Years, c.Batch); err != nil {
		return nil, nil, err
	}
	var versions []string
	for _, v := range c.API {
		versions = append(versions, strings.TrimSpace(v))
	}
	return practice.NewPopulation(synth.New(synth.Config{People: c.People, Years: c.Years, Seed: c.Seed, End: end})), versions, nil
}

func positive(numbers ...int) error {
	for _, n := range numbers {
		if n < 1 {
			return &app.UsageError{Text: "Numbers of people, years and files must be 1 or more."}
		}
	}
	return nil
}

// dayOr parses a day such as 2026-06-30; empty text gives the other day.
func dayOr(text string, other time.Time) (time.Time, error) {
	if text == "" {
		return other, nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return time.Time{}, &app.UsageError{Text: "Dates are written as 2026-06-30."}
	}
	return day, nil
}

// startPractice starts the built-in practice server for the engine.
func startPractice(people int, now func() time.Time) func(context.Context) (app.PracticeServer, error) {
	return func(ctx context.Context) (app.PracticeServer, error) {
		server, running, err := practice.BuiltIn{People: people, Now: now}.Start(ctx)
		if err != nil {
			return app.PracticeServer{}, err
		}
		return app.PracticeServer{Origin: running.URL, ClientID: server.ClientID(), Secret: server.ClientSecret(), Stop: running.Close}, nil
	}
}

// generateEnd is the last day of a generated history when nobody says (contract.md 2), so that files can be compared.
const generateEnd = "2026-06-30"

type generateCmd struct {
	People int    `required:"" help:"How many people to make up."`
	Years  int    `required:"" help:"Years of history."`
	Seed   uint64 `required:"" help:"Start of all chance; the same seed makes the same bytes."`
	API    string `name:"api" required:"" enum:"v2,v3" help:"Version of the files: v2 or v3."`
	Out    string `required:"" help:"Folder for the files." placeholder:"DIR" type:"path"`
	End    string `help:"Last day of the history; default 2026-06-30." placeholder:"DATE"`
	Batch  int    `default:"50" help:"People in a claims file."`
	Gzip   bool   `help:"Compress the files."`
	Delta  int    `help:"Also write K follow-up exports, to delta-1 and so on." placeholder:"K"`
}

func (c *generateCmd) run(ctx context.Context, _ *session) (document, error) {
	if err := positive(c.People, c.Years, c.Batch); err != nil {
		return nil, err
	}
	text := c.End
	if text == "" {
		text = generateEnd
	}
	end, err := dayOr(text, time.Time{})
	if err != nil {
		return nil, err
	}
	written, err := practice.WriteFiles(ctx, practice.Generate{
		Population: synth.Config{People: c.People, Years: c.Years, Seed: c.Seed, End: end},
		Version:    c.API, Dir: c.Out, Deltas: c.Delta, Batch: c.Batch, Gzip: c.Gzip,
	})
	if err != nil {
		return nil, err
	}
	doc := &generateDocument{}
	for _, w := range written {
		doc.Exports = append(doc.Exports, generatedDocument(w))
	}
	return doc, nil
}

type generateDocument struct {
	Exports []generatedDocument `json:"exports"`
}

type generatedDocument struct {
	Dir       string         `json:"dir"`
	Files     int            `json:"files"`
	Resources map[string]int `json:"resources"`
	Bytes     int64          `json:"bytes"`
}

func (d *generateDocument) exit() int { return app.ExitDone }

func (d *generateDocument) text(p *printer) {
	for _, e := range d.Exports {
		total := 0
		for _, n := range e.Resources {
			total += n
		}
		p.line("%s: %s in %s, %s.", e.Dir, plural(total, "resource"), plural(e.Files, "file"), megabytes(e.Bytes))
	}
}

func megabytes(bytes int64) string {
	const mega = 1_000_000
	return fmt.Sprintf("%.1f MB", float64(bytes)/mega)
}
