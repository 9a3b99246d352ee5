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

// docs/privacy.md says for each of the 18 identifiers of 45 CFR 164.514(b)(2)(i) what happens to it at both levels, in their order,
// and says of those that the catalogue knows what the catalogue does.
func TestPrivacyDocNamesEachIdentifier(t *testing.T) {
	text, err := os.ReadFile("../docs/privacy.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "\n## The 18 identifiers\n")
	table, _, _ = strings.Cut(table, "\n### ")
	told := map[string][][]string{}
	letter, letters := "", ""
	for _, row := range regexp.MustCompile(`(?m)^\| (?:\(([A-R])\) ([^|]+))?\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$`).FindAllStringSubmatch(table, -1) {
		if row[1] != "" {
			letter = row[1]
			letters += letter
		}
		told[letter] = append(told[letter], row[3:])
	}
	if want := "ABCDEFGHIJKLMNOPQR"; letters != want {
		t.Fatalf("the table has %s, want %s", letters, want)
	}
	words := map[claims.Treatment]string{claims.Keep: "kept", claims.Remove: "removed", claims.Code: "random code", claims.YearOnly: "year", claims.BirthYear: "year", claims.ZIP3: "first three digits"}
	tests := map[claims.Identifier]struct {
		letter string
		row    int
	}{
		claims.PersonName: {"A", 0}, claims.StreetAddress: {"B", 0}, claims.PlaceBelowState: {"B", 1}, claims.ZIPCode: {"B", 2}, claims.BirthDate: {"C", 0},
		claims.EventDate: {"C", 1}, claims.PartOfYear: {"C", 2}, claims.MedicareNumber: {"I", 0}, claims.ClaimNumber: {"J", 0}, claims.PersonNumber: {"R", 0},
		claims.FreeText: {"R", 1}, claims.DownloadNumber: {"R", 2},
	}
	for identifier, place := range tests {
		row := told[place.letter][place.row]
		for i, level := range []claims.PrivacyLevel{claims.PrivacyLimited, claims.PrivacyDeidentified} {
			if want := words[identifier.Treatment(level)]; !strings.HasPrefix(row[1+i], want) {
				t.Errorf("(%s) %s at %s: the table says %q, the rules %q", place.letter, row[0], level, row[1+i], want)
			}
		}
	}
}
