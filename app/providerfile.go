package app

import (
	"context"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/measure"
)

// ProviderFile is a file that lists the group's own providers.
type ProviderFile struct {
	Providers []measure.Provider
	// Found are the headings that were understood.
	Found []FoundColumn
	// Skipped are rows without a number that identifies anybody.
	Skipped int
}

// Lengths of the numbers of a provider list.
const (
	npiDigits   = 10
	taxIDDigits = 9
	ccnSigns    = 6
)

// ReadProviderFile reads a list of providers: a CSV or a workbook whose first row has headings such as NPI, TIN, CCN, Name,
// Specialty and Role, in any order. Rows need one of the three numbers.
func ReadProviderFile(path string) (ProviderFile, error) {
	cells, err := peopleCells(path)
	if err != nil {
		return ProviderFile{}, err
	}
	var file ProviderFile
	places := providerColumns(cells)
	if places["NPI"] < 0 && places["TIN"] < 0 && places["CCN"] < 0 {
		return file, &UsageError{Text: fileNoProviders}
	}
	for _, means := range providerHeadings {
		if at := places[means.name]; at >= 0 {
			file.Found = append(file.Found, FoundColumn{means.name, strings.TrimSpace(cells[0][at])})
		}
	}
	for _, row := range cells[1:] {
		if !slices.ContainsFunc(row, func(cell string) bool { return strings.TrimSpace(cell) != "" }) {
			continue
		}
		p := measure.Provider{
			NPI: numberOf(cellAt(row, places["NPI"]), npiDigits), TaxID: numberOf(cellAt(row, places["TIN"]), taxIDDigits), CCN: ccnOf(cellAt(row, places["CCN"])),
			Name: cellAt(row, places["Name"]), Specialty: cellAt(row, places["Specialty"]), Role: cellAt(row, places["Role"]),
		}
		if p.NPI == "" && p.TaxID == "" && p.CCN == "" {
			file.Skipped++
			continue
		}
		file.Providers = append(file.Providers, p)
	}
	if len(file.Providers) == 0 {
		return file, &UsageError{Text: fileNoNumbers}
	}
	return file, nil
}

// providerHeadings are words by which columns of a provider list are told, the more particular first.
var providerHeadings = []struct {
	name  string
	words []string
}{
	{"NPI", []string{"npi", "nationalprovider"}}, {"TIN", []string{"tin", "taxid", "taxnumber", "ein"}}, {"CCN", []string{"ccn", "oscar", "certification"}},
	{"Specialty", []string{"specialty", "speciality"}}, {"Role", []string{"role"}}, {"Name", []string{"name", "provider"}},
}

// providerColumns guesses columns from the headings; -1 for none.
func providerColumns(cells [][]string) map[string]int {
	places := map[string]int{}
	for _, means := range providerHeadings {
		places[means.name] = -1
	}
	if len(cells) == 0 {
		return places
	}
	for i, cell := range cells[0] {
		word := strings.ToLower(strings.NewReplacer(" ", "", "_", "", "-", "", ".", "").Replace(cell))
		for _, means := range providerHeadings {
			if places[means.name] < 0 && slices.ContainsFunc(means.words, func(w string) bool { return strings.Contains(word, w) }) {
				places[means.name] = i
				break
			}
		}
	}
	return places
}

// numberOf is a number of so many digits as it was typed, without dashes and blanks; spreadsheets lose zeros in front, which come
// back. Empty for what is none.
func numberOf(typed string, digits int) string {
	number := strings.NewReplacer("-", "", " ", "", "\u00a0", "").Replace(typed)
	if strings.Trim(number, "0123456789") != "" || number == "" || len(number) > digits {
		return ""
	}
	if number = strings.Repeat("0", digits-len(number)) + number; strings.Trim(number, "0") == "" || digits == npiDigits && number[0] == '0' {
		return ""
	}
	return number
}

// ccnOf is a CMS Certification Number: six signs, digits but for a letter in the middle.
func ccnOf(typed string) string {
	ccn := strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(typed))
	if ccn == "" || len(ccn) > ccnSigns || strings.Trim(ccn, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" {
		return ""
	}
	return strings.Repeat("0", ccnSigns-len(ccn)) + ccn
}

// SaveOwnProviders keeps the group's own providers, in place of the list before; none forgets it. The work lists that ask whose providers
// somebody saw are made anew.
func (s *Set) SaveOwnProviders(ctx context.Context, list []measure.Provider) error {
	if err := s.db.SaveOwnProviders(ctx, list); err != nil {
		return err
	}
	return s.db.RenewEvents(ctx)
}
