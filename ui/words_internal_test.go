package ui

import (
	"testing"

	"github.com/claimsdesk/claimsdesk/words/wordtest"
)

func TestWords(t *testing.T) { wordtest.Check(t, "ui") }

// All that people read comes from the catalogue.
func TestNoWordsOutsideTheCatalogue(t *testing.T) {
	wordtest.NoLiterals(t,
		"Ctrl", "Cmd", "Cmd+[, Cmd+]", "Ctrl+Tab", "Esc", // names of keys, as they are printed on them
		"DELETE",                                                                     // what is typed before data are deleted
		"DUAL", "SharedSystem", "From a claim", "Yes", "No ", "Not ", "NPI ", "CCN ", // values of the data
		"last 90 days", "last 12 months", "last 12 complete months", "this month", "last month", "this quarter", "last quarter", "this year", "last year", // of recipes
		"Export",                                                                             // what has no name, in files
		"LLC", "LLP", "MD", "PA", "PC", "PLLC", "USA", "AND", "OF", "THE", "FOR", "AT", "IN", // parts of names
		"System: ", "Data: ", "People: %s, claims: %s", "Last refresh: %s, version %s, %d of %d files", // for support, which reads English
		"Documents",      // a folder of the system
		"MB", "GB", "TB", // units
	)
}
