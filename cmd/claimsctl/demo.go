package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

type demoCmd struct {
	People int    `default:"100" help:"How many people to make up."`
	Keep   string `help:"Keep the data in this folder; default a fresh temporary one." placeholder:"DIR" type:"path"`
}

// run does the whole job once: practice server, connection, refresh over real HTTP, database, workbook.
func (c *demoCmd) run(ctx context.Context, s *session) (document, error) {
	if err := positive(c.People); err != nil {
		return nil, err
	}
	dir := c.Keep
	if dir == "" {
		var err error
		if dir, err = os.MkdirTemp("", "claimsdesk-demo-"); err != nil {
			return nil, err
		}
	}
	began := s.main.Now()
	desk, err := s.newDesk(dir, c.People)
	if err != nil {
		return nil, err
	}
	s.say("Making up %s and starting the practice server.", people(c.People))
	server, err := desk.StartPractice(ctx)
	if err != nil {
		return nil, err
	}
	doc := &demoDocument{Data: dir, Workbook: filepath.Join(dir, "claimsdesk-demo.xlsx")}
	err = doc.fill(ctx, s, desk, server)
	if err = errors.Join(err, server.Stop()); err != nil {
		return nil, err
	}
	doc.Seconds = s.main.Now().Sub(began).Seconds()
	return doc, nil
}

func (d *demoDocument) fill(ctx context.Context, s *session, desk *app.Desk, server app.PracticeServer) error {
	set, err := desk.OpenSet(ctx, string(claims.EnvPractice))
	if err != nil {
		return err
	}
	return closing(set, func(set *app.Set) error {
		if err := set.ConnectPractice(ctx, server); err != nil {
			return err
		}
		result, err := set.Refresh(ctx, app.RefreshOptions{}, s.progress.report)
		if err != nil {
			return err
		}
		d.Refresh = newRefreshDocument(result, false, newCountDocument(result.Count, result.Refresh.EndedAt.Sub(result.Refresh.StartedAt)))
		book, err := set.Export(ctx, app.ExportRequest{Workbook: true, Format: app.FormatXLSX, Out: d.Workbook, Headings: claims.HeadingPlain}, s.progress.report)
		if err != nil {
			return err
		}
		for _, sheet := range book.Sheets {
			d.Sheets = append(d.Sheets, sheetDocument{sheet.Name, sheet.Rows})
		}
		status, err := set.Status(ctx)
		d.Current = newFigures(status.Current)
		return err
	})
}

type demoDocument struct {
	Data     string          `json:"data"`
	Workbook string          `json:"workbook"`
	Refresh  *countDocument  `json:"refresh"`
	Current  figures         `json:"current"`
	Sheets   []sheetDocument `json:"sheets"`
	Seconds  float64         `json:"seconds"`
}

func (d *demoDocument) exit() int { return d.Refresh.exit() }

func (d *demoDocument) text(p *printer) {
	p.line("The whole job, once, on made-up people:")
	d.Refresh.text(p)
	p.line("Claims that count:")
	for _, t := range claims.ClaimTypes() {
		if n := d.Current.Claims[t]; n > 0 {
			p.pair(t, n)
		}
	}
	p.pair("Paid by Medicare", "$"+d.Current.PaymentTotal)
	p.line("Workbook: %s", d.Workbook)
	for _, sheet := range d.Sheets {
		p.pair(sheet.Name, plural(int(sheet.Rows), "row"))
	}
	p.line("Data folder: %s (look at it with: claimsctl --data %s status)", d.Data, d.Data)
	p.line("%s", fmt.Sprintf("Done in %.0f s.", d.Seconds))
}
