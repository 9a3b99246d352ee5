package main

import (
	"context"

	"github.com/claimsdesk/claimsdesk/app"
)

type verifyCmd struct{}

func (c *verifyCmd) run(ctx context.Context, s *session) (document, error) {
	doc := &verifyDocument{Damage: []string{}, Checks: []verifyCheckDocument{}}
	err := s.reading(ctx, func(set *app.Set) error {
		report, err := set.DB().Integrity(ctx)
		doc.OK = err == nil && report.OK()
		doc.Damage = append(doc.Damage, report.Damage...)
		for _, check := range report.Checks {
			doc.Checks = append(doc.Checks, verifyCheckDocument{check.Rule, check.Wrong})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

type verifyDocument struct {
	OK     bool                  `json:"ok"`
	Damage []string              `json:"damage"`
	Checks []verifyCheckDocument `json:"checks"`
}

type verifyCheckDocument struct {
	Rule  string `json:"rule"`
	Wrong int    `json:"wrong"`
}

func (d *verifyDocument) exit() int {
	if d.OK {
		return app.ExitDone
	}
	return app.ExitFailed
}

func (d *verifyDocument) text(p *printer) {
	if len(d.Damage) == 0 {
		p.line("ok       the database file is whole")
	}
	for _, text := range d.Damage {
		p.line("problem  %s", text)
	}
	for _, c := range d.Checks {
		state := "ok"
		if c.Wrong > 0 {
			state = "problem"
		}
		p.line("%-8s %s", state, c.Rule)
	}
	if d.OK {
		p.line("All is well.")
		return
	}
	p.line("Something is wrong. Nothing was changed; download the data again into a new folder.")
}
