package app_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/bcda"
)

func secretOf(text string) bcda.Secret { return bcda.NewSecret(text) }

// exempt are the columns that may differ between databases (docs/reference/contract.md 3).
var exempt = []string{"person_key", "file_name", "export_id", "ingested_at"}

// withoutColumns drops columns of a CSV by their heading.
func withoutColumns(tb testing.TB, text string, names []string) string {
	tb.Helper()
	if len(names) == 0 {
		return text
	}
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		tb.Fatal(err)
	}
	var out strings.Builder
	for _, record := range records {
		for i, value := range record {
			if !slices.Contains(names, records[0][i]) {
				out.WriteString(value + "|")
			}
		}
		out.WriteByte('\n')
	}
	return out.String()
}
