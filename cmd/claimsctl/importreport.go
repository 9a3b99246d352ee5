package main

import (
	"maps"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// reportDocument is what import and refresh tell beside their counts: additional keys of one JSON document.
type reportDocument struct {
	UnknownSystems map[string]int `json:"unknown_systems"` // codes by code system
	UnknownClaims  int            `json:"unknown_claims"`  // claims of a type that is not known
	UnknownTypes   map[string]int `json:"unknown_types"`   // resources by type
	Flags          map[string]int `json:"dq_flags"`        // claims by data note
	// Checks is nil where nothing was asked for.
	Checks *checksDocument `json:"checks,omitempty"`
}

// checksDocument holds what the files say of their claims against what became rows.
type checksDocument struct {
	OK     bool            `json:"ok"`
	Files  figuresDocument `json:"files"`
	Stored figuresDocument `json:"stored"`
}

type figuresDocument struct {
	Claims    int    `json:"claims"`
	Payment   string `json:"payment_total"`
	Lines     int    `json:"claim_lines"`
	Diagnoses int    `json:"diagnoses"`
}

func newReportDocument(r claims.ImportReport) reportDocument {
	return reportDocument{
		UnknownSystems: orNone(r.Systems), UnknownClaims: r.UnknownClaims, UnknownTypes: orNone(r.Types), Flags: orNone(r.Flags),
		Checks: &checksDocument{OK: r.Agrees(), Files: newClaimFigures(r.Told), Stored: newClaimFigures(r.Stored)},
	}
}

func newClaimFigures(f claims.ClaimFigures) figuresDocument {
	return figuresDocument{f.Claims, claims.FormatCents(f.PaymentCents), f.Lines, f.Diagnoses}
}

// orNone makes an empty list of none, so that JSON has {} and not null.
func orNone(m map[string]int) map[string]int {
	if m == nil {
		return map[string]int{}
	}
	return m
}

// flagWords are the data notes in plain words.
var flagWords = map[string]string{
	claims.FlagReversedPeriod: "a period that ends before it starts",
	claims.FlagFutureDate:     "a date in the future",
	claims.FlagDefaultDate:    "a date that stands for unknown",
}

// text tells what needs attention; a report without anything says nothing but that the money is right.
func (d *reportDocument) text(p *printer) {
	for _, name := range slices.Sorted(maps.Keys(d.UnknownTypes)) {
		p.line("Set aside %s: %s.", plural(d.UnknownTypes[name], "resource"), name)
	}
	if d.UnknownClaims > 0 {
		p.line("Kept %s of a type that ClaimsDesk does not know. They are not counted; --include unknown shows them.", plural(d.UnknownClaims, "claim"))
	}
	for _, name := range slices.Sorted(maps.Keys(d.UnknownSystems)) {
		p.line("Kept %s from a list that ClaimsDesk does not know: %s.", plural(d.UnknownSystems[name], "code"), name)
	}
	for _, name := range slices.Sorted(maps.Keys(d.Flags)) {
		words := flagWords[name]
		if words == "" {
			words = name
		}
		p.line("Noted %s with %s.", plural(d.Flags[name], "claim"), words)
	}
	switch c := d.Checks; {
	case c == nil || c.Files.Claims == 0:
	case c.OK:
		p.line("The files and the tables agree: %s, %s, $%s paid.", plural(c.Files.Claims, "claim"), plural(c.Files.Lines, "line"), c.Files.Payment)
	default:
		p.line("The tables do not hold what the files say: %s and $%s in the files, %s and $%s in the tables. Please report this.",
			plural(c.Files.Lines, "line"), c.Files.Payment, plural(c.Stored.Lines, "line"), c.Stored.Payment)
	}
}
