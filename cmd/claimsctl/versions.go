package main

import (
	"context"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

type versionsCmd struct {
	Compare versionsCompareCmd `cmd:"" help:"Hold version 2 and version 3 side by side: people, claims and money by month and type."`
	Use     versionsUseCmd     `cmd:"" help:"Show one version everywhere, and fetch it from now on. The other stays readable."`
}

type versionsCompareCmd struct{}

func (c *versionsCompareCmd) run(ctx context.Context, s *session) (document, error) {
	doc := &versionsDocument{People: map[string]int{}, Months: []versionMonthDocument{}}
	err := s.reading(ctx, func(set *app.Set) error {
		compared, err := set.CompareVersions(ctx)
		doc.People = compared.People
		for _, m := range compared.Months {
			doc.Months = append(doc.Months, versionMonthDocument{
				Month: m.Month, Type: m.ClaimType, Claims: m.Claims, Paid: map[string]string{
					claims.V2: claims.FormatCents(m.PaidCents[claims.V2]), claims.V3: claims.FormatCents(m.PaidCents[claims.V3]),
				}, Differs: m.Differs(),
			})
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return doc, nil
}

type versionsUseCmd struct {
	Version string `arg:"" enum:"v2,v3" help:"v2 or v3."`
}

func (c *versionsUseCmd) run(ctx context.Context, s *session) (document, error) {
	err := s.writing(ctx, func(set *app.Set) error { return set.UseVersion(ctx, c.Version) })
	if err != nil {
		return nil, err
	}
	return &versionsDocument{InUse: c.Version}, nil
}

type versionsDocument struct {
	InUse  string                 `json:"in_use,omitempty"`
	People map[string]int         `json:"people,omitempty"`
	Months []versionMonthDocument `json:"months,omitempty"`
}

type versionMonthDocument struct {
	Month   string            `json:"month"`
	Type    string            `json:"claim_type"`
	Claims  map[string]int    `json:"claims"`
	Paid    map[string]string `json:"paid"`
	Differs bool              `json:"differs"`
}

func (d *versionsDocument) exit() int { return app.ExitDone }

func (d *versionsDocument) text(p *printer) {
	if d.InUse != "" {
		p.line("Version %s is shown from now on. The other stays readable.", d.InUse[1:])
		return
	}
	p.line("People: %d in version 2, %d in version 3.", d.People[claims.V2], d.People[claims.V3])
	p.line("%-8s %-12s %10s %10s %16s %16s", "Month", "Type", "Claims v2", "Claims v3", "Paid v2", "Paid v3")
	for _, m := range d.Months {
		mark := ""
		if m.Differs {
			mark = "  differs"
		}
		p.line("%-8s %-12s %10d %10d %16s %16s%s", m.Month, m.Type, m.Claims[claims.V2], m.Claims[claims.V3], m.Paid[claims.V2], m.Paid[claims.V3], mark)
	}
}
