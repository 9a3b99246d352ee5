package app

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
	"github.com/claimsdesk/claimsdesk/recipe"
)

// facts are the lines of the Read me sheet: which data, which filters, what is left out.
func (e *fileExport) facts(ctx context.Context) ([]exporter.Fact, error) {
	summary, err := e.snapshot.CurrentSummary(ctx)
	if err != nil {
		return nil, err
	}
	version := e.req.API
	if version == "" {
		version = e.snapshot.VersionInUse()
	}
	facts := []exporter.Fact{
		{Name: "Data set", Text: e.set.name},
		{Name: "Data as of", Text: dataAsOf(summary.DataAsOf)},
		{Name: "BCDA version", Text: version},
	}
	facts = append(facts, e.req.filterFacts()...)
	facts = append(facts,
		exporter.Fact{Name: "Counted", Text: countedText(e.req.Include)},
		exporter.Fact{Name: "Paid by Medicare", Text: "Sum over all counted claims of the data set: $" + claims.FormatCents(summary.PaymentCents)},
		exporter.Fact{Name: "Privacy", Text: privacyText(e.req.Privacy)},
	)
	return facts, nil
}

// purposeFact begins what the register keeps of a purpose.
const purposeFact = "Purpose"

// checkPurpose refuses words that the register, which names nobody, must not keep.
func (r ExportRequest) checkPurpose() error {
	const longest = 120
	switch {
	case utf8.RuneCountInString(r.Purpose) > longest || strings.ContainsFunc(r.Purpose, unicode.IsControl):
		return &UsageError{Text: purposeLong}
	case recipe.HoldsMBI(r.Purpose):
		return &UsageError{Text: purposeMBI}
	}
	return nil
}

// filterFacts say which rows were asked for. They name no person.
func (r ExportRequest) filterFacts() []exporter.Fact {
	facts := []exporter.Fact{
		{Name: "Service dates", Text: dateRange(r.From, r.To)},
		{Name: "Claim types", Text: orAll(strings.Join(r.Types, ", "))},
		{Name: "People", Text: r.peopleText()},
	}
	if r.Recipe != "" {
		facts = append([]exporter.Fact{{Name: "Recipe", Text: r.Recipe}}, facts...)
	}
	if r.Purpose != "" {
		facts = append([]exporter.Fact{{Name: purposeFact, Text: r.Purpose}}, facts...)
	}
	if text := narrowText(r.Narrow); text != "" {
		facts = append(facts, exporter.Fact{Name: "Only", Text: text})
	}
	for _, sheet := range r.Sheets {
		if text := narrowText(sheet.Narrow); text != "" {
			facts = append(facts, exporter.Fact{Name: "Only, sheet " + sheet.Name, Text: text})
		}
	}
	return facts
}

// narrowText says what a narrowing keeps; empty for everything.
func narrowText(n claims.Narrowing) string {
	var parts []string
	for _, list := range []struct {
		name   string
		values []string
	}{
		{"claim types", n.Types}, {"diagnoses", n.Diagnoses}, {"hospital procedures", n.Procedures}, {"services", n.HCPCS}, {"drugs", n.NDC},
		{"revenue codes", n.Revenue}, {"places of service", n.Places}, {"providers", n.Providers},
	} {
		if len(list.values) > 0 {
			parts = append(parts, list.name+" "+strings.Join(list.values, ", "))
		}
	}
	switch n.Roster {
	case claims.RosterNew:
		parts = append(parts, "people new on the patient list")
	case claims.RosterGone:
		parts = append(parts, "people gone from the patient list")
	case claims.RosterOn:
		parts = append(parts, "people on the patient list")
	}
	if n.WithClaims {
		parts = append(parts, "people with such claims")
	}
	if n.PaidAtLeast > 0 {
		parts = append(parts, "people for whom Medicare paid $"+claims.FormatCents(n.PaidAtLeast)+" or more")
	}
	return strings.Join(parts, "; ")
}

func dataAsOf(instant string) string {
	t, err := time.Parse(time.RFC3339Nano, instant)
	if err != nil {
		return "Not known: the files came without a manifest."
	}
	return t.Format("Jan 2, 2006")
}

func dateRange(from, to string) string {
	switch {
	case from == "" && to == "":
		return "All"
	case from == "":
		return "Up to " + to
	case to == "":
		return "From " + from
	default:
		return from + " to " + to
	}
}

func orAll(text string) string {
	if text == "" {
		return "All"
	}
	return text
}

func (r ExportRequest) peopleText() string {
	switch {
	case r.People != nil:
		return fmt.Sprintf("Only people ticked, %d", len(r.People))
	case r.MBIs == nil:
		return "All"
	case r.List != "":
		return fmt.Sprintf("People list %s, %d MBIs", r.List, len(r.MBIs))
	default:
		return fmt.Sprintf("A list of %d MBIs", len(r.MBIs))
	}
}

// privacyText tells the reader of a file how to keep it.
func privacyText(level claims.PrivacyLevel) string {
	switch level {
	case claims.PrivacyLimited:
		return "Limited data set: no names, street addresses, MBIs or account numbers; codes stand for people and claims. It is still " +
			"health information: share it under a data use agreement only."
	case claims.PrivacyDeidentified:
		return "De-identified by the HIPAA list (Safe Harbor): years instead of dates, three digits of the ZIP code, random codes for people and claims. " +
			"Your privacy officer decides whether that is enough."
	default:
		return "This file names people. Keep it where only your team can open it."
	}
}

// countedText is the counting line of docs/reference/screens.md 1.5 in the words of a file.
func countedText(include []claims.Include) string {
	text := "Current, fully processed claims."
	words := map[claims.Include]string{
		claims.IncludePartial: "early claims", claims.IncludeSuperseded: "replaced versions", claims.IncludePriorAuth: "prior authorizations",
		claims.IncludeEncounter: "Medicare Advantage records", claims.IncludeUnknown: "claims of unknown kind", claims.IncludeCredit: "voids and credits",
	}
	var added, left []string
	for _, kind := range claims.Includes() {
		if slices.Contains(include, kind) {
			added = append(added, words[kind])
		} else {
			left = append(left, words[kind])
		}
	}
	if len(added) > 0 {
		text += " Added: " + strings.Join(added, ", ") + "."
	}
	if len(left) > 0 {
		text += " Left out: " + strings.Join(left, ", ") + "."
	}
	return text + " Debit adjustments count as sent."
}
