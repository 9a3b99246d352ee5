package main

import (
	"context"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

type rereadCmd struct{}

func (c *rereadCmd) run(ctx context.Context, s *session) (document, error) {
	began := s.main.Now()
	var count claims.Reread
	err := s.writing(ctx, func(set *app.Set) (err error) {
		count, err = set.Reread(ctx, s.progress.report)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &rereadDocument{count.Resources, count.Changed, count.Unreadable, count.Released, s.main.Now().Sub(began).Round(time.Millisecond).Seconds()}, nil
}

// rereadDocument is the result of reread.
type rereadDocument struct {
	Resources  int     `json:"resources"`
	Changed    int     `json:"changed"`
	Unreadable int     `json:"unreadable"`
	Released   int     `json:"released"` // lines that had been set aside and came in
	Seconds    float64 `json:"seconds"`
}

func (d *rereadDocument) exit() int { return app.ExitDone }

func (d *rereadDocument) text(p *printer) {
	p.line("Read %s again: %d changed.", plural(d.Resources, "stored resource"), d.Changed)
	if d.Released > 0 {
		p.line("Brought in %s that had been set aside.", plural(d.Released, "line"))
	}
	if d.Unreadable > 0 {
		p.line("Kept %s as they were: this version does not read them.", plural(d.Unreadable, "resource"))
	}
}
