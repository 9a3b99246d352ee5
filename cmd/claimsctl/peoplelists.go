package main

import (
	"context"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
)

// peopleListsCmd keeps the lists of people that recipes name: recipes never hold MBIs, so that they can be shared.
type peopleListsCmd struct {
	Show   peopleListsShowCmd   `cmd:"" default:"1" help:"The lists and how many MBIs each has."`
	Save   peopleListsSaveCmd   `cmd:"" help:"Keep a list under a name, in place of what it held before."`
	Delete peopleListsDeleteCmd `cmd:"" help:"Delete a list."`
}

type peopleListsShowCmd struct{}

func (c *peopleListsShowCmd) run(ctx context.Context, s *session) (document, error) {
	doc := &peopleListsDocument{Lists: []peopleListDocument{}}
	err := s.reading(ctx, func(set *app.Set) error {
		lists, err := set.DB().PeopleLists(ctx)
		for _, l := range lists {
			doc.Lists = append(doc.Lists, peopleListDocument{Name: l.Name, MBIs: l.People, Saved: l.SavedAt.UTC().Format(time.RFC3339)})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

type peopleListsSaveCmd struct {
	Name   string `arg:"" help:"Name of the list, as recipes call it."`
	People string `required:"" type:"existingfile" help:"File with one MBI a line, or a CSV with a column mbi." placeholder:"FILE"`
}

func (c *peopleListsSaveCmd) run(ctx context.Context, s *session) (document, error) {
	mbis, err := readMBIs(c.People)
	if err != nil {
		return nil, err
	}
	doc := &savedListDocument{Name: c.Name}
	err = s.writing(ctx, func(set *app.Set) error {
		saved, err := set.SavePeopleList(ctx, c.Name, mbis)
		doc.MBIs, doc.Unknown = saved.People, saved.Unknown
		return err
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

type peopleListsDeleteCmd struct {
	Name string `arg:"" help:"Name of the list."`
}

func (c *peopleListsDeleteCmd) run(ctx context.Context, s *session) (document, error) {
	if err := s.writing(ctx, func(set *app.Set) error { return set.DeletePeopleList(ctx, c.Name) }); err != nil {
		return nil, err
	}
	return &doneDocument{Done: "Deleted the people list", Name: c.Name}, nil
}

type peopleListsDocument struct {
	Lists []peopleListDocument `json:"lists"`
}

type peopleListDocument struct {
	Name  string `json:"name"`
	MBIs  int    `json:"mbis"`
	Saved string `json:"saved"`
}

func (d *peopleListsDocument) exit() int { return app.ExitDone }

func (d *peopleListsDocument) text(p *printer) {
	if len(d.Lists) == 0 {
		p.line("There are no people lists.")
	}
	for _, l := range d.Lists {
		p.pair(l.Name, plural(l.MBIs, "MBI"))
	}
}

type savedListDocument struct {
	Name    string `json:"name"`
	MBIs    int    `json:"mbis"`
	Unknown int    `json:"unknown_mbis"`
}

func (d *savedListDocument) exit() int { return app.ExitDone }

func (d *savedListDocument) text(p *printer) {
	p.line("Saved the people list %s with %s.", d.Name, plural(d.MBIs, "MBI"))
	if d.Unknown > 0 {
		p.line("%s of the file: nobody in this data has them.", plural(d.Unknown, "MBI"))
	}
}
