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
		{l.Unknown, outUnknown}, {l.NoDebits, sentDebits}, {l.NoDenied, outDenied},
	})
	too := countsOf([]countOf{{l.WithEarly, outEarly}, {l.WithRecords, outAdvantage}})
	shown := countsOf([]countOf{{l.Shown, shownRows}})
	sent := countsOf([]countOf{{l.Debits, sentDebits}, {l.Duplicates, sentDoubles}})
	text := countedWhat
	for _, part := range []struct{ words, kinds string }{{countedToo, too}, {countedOut, out}, {countedShown, shown}, {countedSent, sent}} {
		if part.kinds != "" {
			text += " " + fmt.Sprintf(part.words, part.kinds)
		}
	}
	return text
}

// ChangedText says what switches change of what counts; empty where nothing is changed.
func ChangedText(c claims.Counting) string {
	var parts []string
	for _, one := range []struct {
		on    bool
		words string
	}{{c.Early, changedEarly}, {c.Advantage, changedAdvantage}, {c.Replaced, changedReplaced}, {c.NoDebits, changedDebits}, {c.NoDenied, changedDenied}} {
		if one.on {
			parts = append(parts, one.words)
		}
	}
	if parts == nil {
		return ""
	}
	return fmt.Sprintf(changedCount, strings.Join(parts, " · "))
}

// CountedText is the counting line of a page with switches.
func CountedText(l claims.LeftOut, c claims.Counting) string {
	return strings.TrimSpace(ChangedText(c) + " " + CountingText(l))
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
