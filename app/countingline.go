package app

import (
	"fmt"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/words"
)

// CountingText is the counting line (docs/reference/screens.md 1.5): what figures count, and how many claims they leave out. What there
// is none of is not named.
func CountingText(l claims.LeftOut) string {
	out := countsOf([]countOf{
		{l.Early, outEarly}, {l.Advantage, outAdvantage},
		{l.Replaced, outReplaced}, {l.Credits, outCredits}, {l.PriorAuth, outPriorAuth},
		{l.Unknown, outUnknown},
	})
	sent := countsOf([]countOf{{l.Debits, sentDebits}, {l.Duplicates, sentDoubles}})
	text := countedWhat
	if out != "" {
		text += " " + fmt.Sprintf(countedOut, out)
	}
	if sent != "" {
		text += " " + fmt.Sprintf(countedSent, sent)
	}
	return text
}

type countOf struct {
	n     int
	words words.Plural
}

func countsOf(list []countOf) string {
	var parts []string
	for _, c := range list {
		if c.n > 0 {
			parts = append(parts, c.words.Of(c.n))
		}
	}
	return strings.Join(parts, " · ")
}
