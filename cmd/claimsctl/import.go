package main

import (
	"context"
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

type importCmd struct {
	Paths []string `arg:"" name:"path" help:"NDJSON files (.ndjson, .ndjson.gz) or folders." type:"path"`
	API   string   `name:"api" enum:"auto,v2,v3" default:"auto" help:"Version of the files: auto, v2 or v3."`
	Full  bool     `help:"These files are one full export."`
}

func (c *importCmd) run(ctx context.Context, s *session) (document, error) {
	began := s.main.Now()
	var doc *countDocument
	err := s.writing(ctx, func(set *app.Set) error {
		count, err := set.Import(ctx, c.Paths, app.ImportOptions{API: c.API, Full: c.Full}, s.progress.report)
		if err == nil {
			doc = newCountDocument(count, s.main.Now().Sub(began))
		}
		return err
	})
	if doc == nil {
		return nil, err
	}
	return doc, err
}

// countDocument is the result of import and refresh (contract.md 2).
type countDocument struct {
	Files       int                `json:"files"`
	Resources   map[string]int     `json:"resources"`
	Inserted    int                `json:"inserted"`
	Updated     int                `json:"updated"`
	Unchanged   int                `json:"unchanged"`
	Quarantined []rejectedDocument `json:"quarantined"`
	Skipped     []skippedDocument  `json:"skipped"`
	Seconds     float64            `json:"seconds"`
	Bytes       int64              `json:"bytes"`
	reportDocument
	// Recipes are those that ran after a refresh.
	Recipes []recipeRunDocument `json:"recipes,omitempty"`

	partly bool
	failed bool
	title  string
	notes  []string
}

type rejectedDocument struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Reason string `json:"reason"`
}

type skippedDocument struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

func newCountDocument(c claims.ImportCount, took time.Duration) *countDocument {
	d := &countDocument{
		Files: c.Files, Resources: c.Resources, Inserted: c.Inserted, Updated: c.Updated, Unchanged: c.Unchanged, Bytes: c.Bytes,
		reportDocument: newReportDocument(c.Report), Quarantined: []rejectedDocument{}, Skipped: []skippedDocument{}, Seconds: took.Round(time.Millisecond).Seconds(),
	}
	for _, q := range c.Quarantined {
		d.Quarantined = append(d.Quarantined, rejectedDocument{q.File, q.Line, string(q.Reason)})
	}
	for _, f := range c.Skipped {
		d.Skipped = append(d.Skipped, skippedDocument{f.File, f.Reason})
		d.partly = d.partly || f.Refused
	}
	d.failed = d.partly && c.Files == 0
	return d
}

func (d *countDocument) exit() int {
	switch {
	case d.failed:
		return app.ExitFailed
	case d.partly:
		return app.ExitPartly
	default:
		return app.ExitDone
	}
}

func (d *countDocument) text(p *printer) {
	if d.title != "" {
		p.line("%s", d.title)
	}
	total := d.Inserted + d.Updated + d.Unchanged
	p.line("Read %s in %s: %d new, %d changed, %d unchanged.", plural(total, "resource"), plural(d.Files, "file"), d.Inserted, d.Updated, d.Unchanged)
	if total > 0 && d.Inserted == 0 && d.Updated == 0 {
		p.line("Nothing changed: all of it was here already.")
	}
	for _, f := range d.Skipped {
		p.line("Left out %s. %s", f.File, f.Reason)
	}
	const shown = 20
	for i, q := range d.Quarantined {
		if i == shown {
			p.line("... and %s more.", plural(len(d.Quarantined)-shown, "line"))
			break
		}
		p.line("Set aside %s line %d: %s.", q.File, q.Line, q.Reason)
	}
	d.reportDocument.text(p)
	for _, n := range d.notes {
		p.line("%s", n)
	}
	for i := range d.Recipes {
		d.Recipes[i].text(p)
	}
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
