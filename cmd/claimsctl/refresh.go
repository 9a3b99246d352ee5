package main

import (
	"context"
	"fmt"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/schedule"
)

type refreshCmd struct {
	Full            bool     `help:"The whole history, whatever was fetched before."`
	Since           string   `help:"Only what changed after this time, such as 2026-08-20T00:00:00Z." placeholder:"TIME"`
	Group           string   `default:"all" help:"all, runout (last year's people) or new (people new since); other servers have their own."`
	PatientEndpoint bool     `name:"patient-endpoint" help:"Use the Patient endpoint instead of the group."`
	Types           []string `help:"Kinds of data: Patient, Coverage, ExplanationOfBenefit, Claim, ClaimResponse." placeholder:"LIST"`
	API             string   `name:"api" enum:",v2,v3" default:"" help:"Load this version beside the one in use, to compare them." placeholder:"V"`
	Scheduled       bool     `help:"What the schedule of the data set asks for, as the computer's own scheduler runs it."`
	TypeFilter      string   `name:"type-filter" help:"Narrow the claims, version 3 only." placeholder:"F"`
}

func (c *refreshCmd) run(ctx context.Context, s *session) (document, error) {
	began := s.main.Now()
	var doc document
	err := s.writing(ctx, func(set *app.Set) error {
		list := []app.RefreshOptions{c.options()}
		if c.Scheduled {
			var why schedule.Decision
			var err error
			if list, why, err = set.ScheduledOptions(ctx); err != nil || len(list) == 0 {
				doc = &countDocument{title: app.ScheduleText(why, s.main.Now())}
				return err
			}
		}
		result, err := s.refreshAll(ctx, set, list)
		if err != nil {
			return err
		}
		status, err := set.Status(ctx)
		generic := status.Connection != nil && status.Connection.Generic()
		count := newRefreshDocument(result, generic, newCountDocument(result.Count, s.main.Now().Sub(began)))
		doc = count
		if err != nil {
			return err
		}
		return s.runRecipes(ctx, set, count)
	})
	return doc, err
}

// refreshAll runs one refresh after the other. The result is that of the first, with what all of them brought.
func (s *session) refreshAll(ctx context.Context, set *app.Set, list []app.RefreshOptions) (first app.RefreshResult, err error) {
	for i, opts := range list {
		opts.Unattended = false // the scheduler starts the next try
		result, err := set.Refresh(ctx, opts, s.progress.report)
		if err != nil {
			return first, err
		}
		if i == 0 {
			first = result
			continue
		}
		first.Count.Add(result.Count)
	}
	return first, nil
}

func (c *refreshCmd) options() app.RefreshOptions {
	return app.RefreshOptions{
		Full: c.Full, Since: c.Since, Group: c.Group, Patient: c.PatientEndpoint, Types: c.Types, TypeFilter: c.TypeFilter, API: c.API,
	}
}

// newRefreshDocument is the count of an import with what only a refresh knows.
func newRefreshDocument(r app.RefreshResult, generic bool, d *countDocument) *countDocument {
	d.partly, d.failed = r.Partly(), false
	switch {
	case r.Partly():
		d.title = "Partly done: some files are missing. The next refresh asks for them again."
	case r.Count.Inserted+r.Count.Updated+r.Count.Unchanged == 0:
		d.title = "You are up to date. Nothing new."
	default:
		d.title = "Your data is up to date."
	}
	if r.Resumed {
		d.notes = append(d.notes, "An interrupted refresh was taken up again.")
	}
	if n := r.Refresh.People; n > 0 {
		d.notes = append(d.notes, fmt.Sprintf("The patient list has %s: %d new, %d gone.", people(n), r.Refresh.NewPeople, r.Refresh.GonePeople))
	}
	for _, w := range r.Warnings {
		d.notes = append(d.notes, w.Title+" "+w.Text)
	}
	if r.Refresh.NotSupplied > 0 {
		d.notes = append(d.notes, fmt.Sprintf("CMS had no data for %s. This is usually normal.", people(r.Refresh.NotSupplied)))
	}
	if t := r.Refresh.TransactionTime; t != "" {
		d.notes = append(d.notes, "Data as of "+app.DayText(t)+", version "+r.Refresh.APIVersion[1:]+".")
	}
	if r.Refresh.APIVersion == claims.V2 && !generic {
		d.notes = append(d.notes, "CMS switches version 2 off on Jul 30, 2027.")
	}
	return d
}

func people(n int) string {
	if n == 1 {
		return "1 person"
	}
	return fmt.Sprintf("%d people", n)
}

type jobsCmd struct {
	List   jobsListCmd   `cmd:"" help:"List the jobs at the server."`
	Show   jobsShowCmd   `cmd:"" help:"Look at one job."`
	Cancel jobsCancelCmd `cmd:"" help:"Stop a job at the server."`
}

type jobsListCmd struct{}

func (c *jobsListCmd) run(ctx context.Context, s *session) (document, error) {
	doc := &jobsDocument{Jobs: []jobDocument{}}
	err := s.reading(ctx, func(set *app.Set) error {
		jobs, err := set.Jobs(ctx)
		for _, j := range jobs {
			doc.Jobs = append(doc.Jobs, newJobDocument(j))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

type jobsShowCmd struct {
	ID string `arg:"" help:"Number of the job."`
}

func (c *jobsShowCmd) run(ctx context.Context, s *session) (document, error) {
	doc := &jobsDocument{}
	err := s.reading(ctx, func(set *app.Set) error {
		job, err := set.Job(ctx, c.ID)
		doc.Jobs = []jobDocument{newJobDocument(job)}
		return err
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

type jobsCancelCmd struct {
	ID string `arg:"" help:"Number of the job."`
}

func (c *jobsCancelCmd) run(ctx context.Context, s *session) (document, error) {
	err := s.reading(ctx, func(set *app.Set) error { return set.CancelJob(ctx, c.ID) })
	if err != nil {
		return nil, err
	}
	return &jobsDocument{Jobs: []jobDocument{{ID: c.ID, State: "cancelled"}}}, nil
}

type jobsDocument struct {
	Jobs []jobDocument `json:"jobs"`
}

type jobDocument struct {
	ID       string `json:"id"`
	State    string `json:"state"`
	Request  string `json:"request,omitempty"`
	Started  string `json:"started,omitempty"`
	Updated  string `json:"updated,omitempty"`
	Progress *int   `json:"progress,omitempty"`
}

func newJobDocument(j app.ServerJob) jobDocument {
	d := jobDocument{ID: j.ID, State: j.State, Request: j.Request, Started: j.Started, Updated: j.Updated}
	if j.Progress >= 0 {
		d.Progress = &j.Progress
	}
	return d
}

func (d *jobsDocument) exit() int { return app.ExitDone }

func (d *jobsDocument) text(p *printer) {
	if len(d.Jobs) == 0 {
		p.line("There are no jobs at the server.")
	}
	for _, j := range d.Jobs {
		state := j.State
		if j.Progress != nil {
			state = fmt.Sprintf("%s (%d%%)", state, *j.Progress)
		}
		p.line("%-8s %-20s %-20s %s", j.ID, state, j.Started, j.Request)
	}
}
