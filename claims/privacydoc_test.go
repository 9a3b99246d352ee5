package claims_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

// docs/privacy.md names each column that a level changes in the row of its identifier, and no other.
func TestPrivacyDocNamesEachColumn(t *testing.T) {
	text, err := os.ReadFile("../docs/privacy.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(text), "\n### Columns\n")
	if !found {
		t.Fatal("docs/privacy.md has no table of columns")
	}
	table, _, _ = strings.Cut(table, "\n## ")
	documented := map[string][]string{}
	for _, row := range regexp.MustCompile(`(?m)^\| ([^|]+) \| (.*\x60) \|$`).FindAllStringSubmatch(table, -1) {
		documented[row[1]] = strings.Split(strings.ReplaceAll(row[2], "`", ""), " ")
	}
	rows := map[claims.Identifier]string{
		claims.PersonName: "Names", claims.StreetAddress: "Street", claims.PlaceBelowState: "Places", claims.ZIPCode: "ZIP code", claims.BirthDate: "Birth date",
		claims.EventDate: "Dates", claims.PartOfYear: "Months", claims.FreeText: "Text as sent", claims.DownloadNumber: "Download", claims.ProviderOrPlan: "Providers and plans",
	}
	seen := map[string]bool{}
	for _, table := range claims.Catalogue() {
		for _, c := range table.Columns {
			if c.Identifier == claims.NoIdentifier {
				continue
			}
			row, ok := rows[c.Identifier]
			if !ok {
				row = "Numbers, replaced by codes"
			}
			seen[row+" "+c.Name] = true
			if !slices.Contains(documented[row], c.Name) {
				t.Errorf("docs/privacy.md does not name %s under %q", c.Name, row)
			}
		}
	}
	for row, names := range documented {
		for _, name := range names {
			if !seen[row+" "+name] {
				t.Errorf("docs/privacy.md names %s under %q, where the catalogue does not put it", name, row)
			}
		}
	}
}
