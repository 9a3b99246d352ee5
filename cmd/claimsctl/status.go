package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

type statusCmd struct{}

func (c *statusCmd) run(ctx context.Context, s *session) (document, error) {
	names, err := s.desk.SetNames()
	if err != nil {
		return nil, err
	}
	doc := &statusDocument{Sets: names}
	if len(names) == 0 && s.flags.Set == "" {
		doc.fill(app.Status{})
		return doc, nil
	}
	err = s.reading(ctx, func(set *app.Set) error {
		status, err := set.Status(ctx)
		doc.fill(status)
		doc.Set = set.Name()
		return err
	})
	if errors.Is(err, app.ErrSeveralSets) {
		// Exit code 2 with the names; the list is printed too, because it is what was probably wanted.
		return nil, err
	}
	return doc, err
}

// figures are the counts of contract.md 2, status --json.
type figures struct {
	People            int            `json:"people"`
	Claims            map[string]int `json:"claims"`
	ClaimLines        int            `json:"claim_lines"`
	Diagnoses         int            `json:"diagnoses"`
	Procedures        int            `json:"procedures"`
	CareTeam          int            `json:"care_team"`
	SupportingInfo    int            `json:"supporting_info"`
	LineAdjudications int            `json:"line_adjudications"`
	PaymentTotal      string         `json:"payment_total"`
}

func newFigures(s claims.Summary) figures {
	byType := s.Claims
	if byType == nil {
		byType = map[string]int{}
	}
	return figures{
		People: s.People, Claims: byType, ClaimLines: s.ClaimLines, Diagnoses: s.Diagnoses, Procedures: s.Procedures, CareTeam: s.CareTeam,
		SupportingInfo: s.SupportingInfo, LineAdjudications: s.LineAdjudications, PaymentTotal: claims.FormatCents(s.PaymentCents),
	}
}

type statusDocument struct {
	figures
	Quarantined int      `json:"quarantined"`
	DataAsOf    *string  `json:"data_as_of"`
	APIVersions []string `json:"api_versions"`
	Sets        []string `json:"sets"`
	Set         string   `json:"set,omitempty"`
	Current     currents `json:"current"`
	// The last two are left out where there is no connection or no refresh yet.
	Connection  *connectionDocument `json:"connection,omitempty"`
	LastRefresh *refreshDocument    `json:"last_refresh,omitempty"`
}

type currents struct {
	figures
	Quarantined int      `json:"quarantined"`
	DataAsOf    *string  `json:"data_as_of"`
	APIVersions []string `json:"api_versions"`
}

type connectionDocument struct {
	Server         string `json:"server"`
	Entity         string `json:"entity"`
	API            string `json:"api"`
	CredentialDays *int   `json:"credential_days_left"`
}

type refreshDocument struct {
	State   string `json:"state"`
	Started string `json:"started"`
	Ended   string `json:"ended,omitempty"`
	Problem string `json:"problem,omitempty"`
	Waiting string `json:"waiting_for,omitempty"`   // why it waits, as a word of claims.WaitReason
	Until   string `json:"waiting_until,omitempty"` // RFC 3339; left out when a person must end the wait
}

// serverOf is the address of a connection as it was given.
func serverOf(c claims.Connection) string {
	if c.Base != "" {
		return c.Base
	}
	return c.Origin
}

func (d *statusDocument) fill(s app.Status) {
	d.figures = newFigures(s.All)
	d.Quarantined, d.DataAsOf, d.APIVersions = s.All.Quarantined, orNull(s.All.DataAsOf), orEmpty(s.All.APIVersions)
	d.Current = currents{newFigures(s.Current), s.Current.Quarantined, orNull(s.Current.DataAsOf), orEmpty(s.Current.APIVersions)}
	d.Sets = orEmpty(d.Sets)
	if s.Connection != nil {
		d.Connection = &connectionDocument{Server: serverOf(*s.Connection), Entity: s.Connection.Entity, API: s.Connection.API, CredentialDays: s.CredentialDays}
	}
	if r := s.LastRefresh; r != nil {
		d.LastRefresh = &refreshDocument{State: string(r.State), Started: r.StartedAt.UTC().Format(time.RFC3339), Problem: r.Problem}
		d.LastRefresh.Waiting = string(r.Reason)
		if !r.Until.IsZero() {
			d.LastRefresh.Until = r.Until.UTC().Format(time.RFC3339)
		}
		if !r.EndedAt.IsZero() {
			d.LastRefresh.Ended = r.EndedAt.UTC().Format(time.RFC3339)
		}
	}
}

func orNull(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func (d *statusDocument) exit() int { return app.ExitDone }

func (d *statusDocument) text(p *printer) {
	if d.Set == "" {
		p.line("No data yet. Start with: claimsctl demo, claimsctl import, or claimsctl connect.")
		return
	}
	p.line("Data set %s (of: %s)", d.Set, strings.Join(d.Sets, ", "))
	asOf := "not known (no manifest)"
	if d.DataAsOf != nil {
		asOf = app.DayText(*d.DataAsOf)
	}
	p.pair("Data as of", asOf)
	p.pair("People", d.People)
	p.line("Claims that count (all stored):")
	for _, t := range claims.ClaimTypes() {
		if d.Claims[t] > 0 {
			p.line("  %-22s %d (%d)", t, d.Current.Claims[t], d.Claims[t])
		}
	}
	p.line("  %-22s %d (%d)", "Claim lines", d.Current.ClaimLines, d.ClaimLines)
	p.line("  %-22s $%s ($%s)", "Paid by Medicare", d.Current.PaymentTotal, d.PaymentTotal)
	if d.Quarantined > 0 {
		p.pair("Set aside", plural(d.Quarantined, "line")+" that could not be read")
	}
	if c := d.Connection; c != nil {
		p.pair("Connection", strings.TrimSpace(c.Server+" "+c.Entity))
		if c.CredentialDays != nil {
			p.pair("Secret works for", plural(*c.CredentialDays, "day")+" more")
		}
	}
	if r := d.LastRefresh; r != nil {
		text := app.DayText(r.Started) + ", " + r.State
		if r.Problem != "" {
			text += ": " + r.Problem
		}
		p.pair("Last refresh", text)
	}
	if slices.Contains(d.APIVersions, "v2") && slices.Contains(d.APIVersions, "v3") {
		p.line("Both BCDA versions are stored; figures that count are of one of them only.")
	}
}
