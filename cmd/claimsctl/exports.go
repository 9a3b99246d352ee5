package main

import (
	"context"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

type exportsCmd struct {
	Last int `default:"0" help:"Only so many, the latest (default: all)." placeholder:"N"`
}

// run lists the register of file exports.
func (c *exportsCmd) run(ctx context.Context, s *session) (document, error) {
	doc := &exportsDocument{Exports: []registeredDocument{}}
	err := s.reading(ctx, func(set *app.Set) error {
		list, err := set.Exports(ctx, c.Last)
		for _, e := range list {
			doc.Exports = append(doc.Exports, newRegistered(e))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

type exportsDocument struct {
	Exports []registeredDocument `json:"exports"`
}

type registeredDocument struct {
	No      int64                    `json:"no"`
	At      string                   `json:"at"`
	Who     string                   `json:"who"`
	What    string                   `json:"what"`
	Filters string                   `json:"filters"`
	People  int                      `json:"people"`
	Rows    int64                    `json:"rows"`
	Privacy claims.PrivacyLevel      `json:"privacy"`
	Recipe  string                   `json:"recipe,omitempty"`
	Saved   bool                     `json:"saved"`
	Files   []registeredFileDocument `json:"files"`
}

type registeredFileDocument struct {
	Name   string `json:"name"`
	Rows   int64  `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

func newRegistered(e claims.ExportEntry) registeredDocument {
	d := registeredDocument{
		No: e.No, At: e.At.UTC().Format(time.RFC3339), Who: e.Who, What: e.What, Filters: e.Filters, People: e.People, Rows: e.Rows(),
		Privacy: e.Level, Recipe: e.Recipe, Saved: e.Saved, Files: []registeredFileDocument{},
	}
	for _, f := range e.Files {
		d.Files = append(d.Files, registeredFileDocument{f.Name, f.Rows, f.Bytes, f.SHA256})
	}
	return d
}

func (d *exportsDocument) exit() int { return app.ExitDone }

func (d *exportsDocument) text(p *printer) {
	if len(d.Exports) == 0 {
		p.line("Nothing has been exported yet.")
	}
	for _, e := range d.Exports {
		p.line("%d  %s  %s", e.No, e.At, e.Who)
		what := e.What
		if e.Recipe != "" {
			what += " (recipe " + e.Recipe + ")"
		}
		p.pair("What", what)
		p.pair("Asked for", e.Filters)
		p.pair("People", e.People)
		p.pair("Privacy", e.Privacy)
		for _, f := range e.Files {
			name := f.Name
			if name == "-" {
				name = "standard output"
			}
			if !e.Saved {
				name += " (was not saved)"
			}
			p.pair(name, plural(int(f.Rows), "row"))
			p.pair("  SHA-256", f.SHA256)
		}
	}
}
