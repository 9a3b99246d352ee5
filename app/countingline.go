package app

import (
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// CountingText is the counting line (docs/reference/screens.md 1.5): what figures count, and how many claims they leave out. What there
// is none of is not named.
func CountingText(l claims.LeftOut) string {
	out := countsOf([]countOf{
		{l.Early, "early claim", "early claims"}, {l.Advantage, "Medicare Advantage record", "Medicare Advantage records"},
		{l.Replaced, "replaced version", "replaced versions"}, {l.Credits, "credit", "credits"}, {l.PriorAuth, "prior authorization", "prior authorizations"},
		{l.Unknown, "of unknown kind", "of unknown kind"},
	})
	sent := countsOf([]countOf{{l.Debits, "debit adjustment", "debit adjustments"}, {l.Duplicates, "possible duplicate", "possible duplicates"}})
	text := "Counted: current, fully processed claims."
	if out != "" {
		text += " Left out: " + out + "."
	}
	if sent != "" {
		text += " Counted as sent: " + sent + "."
	}
	return text
}

type countOf struct {
	n         int
	one, many string
}

func countsOf(list []countOf) string {
	var parts []string
	for _, c := range list {
		if c.n > 0 {
			parts = append(parts, Counted(c.n, c.one, c.many))
		}
	}
	return strings.Join(parts, " · ")
}
