package app

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// PeopleMatch is who of a people file is in the data.
type PeopleMatch struct {
	MBIs     []string // of those found
	Possible []string // MBIs of those who are probably meant: last name, birth date and first letter of the first name fit
	Unsure   []UnmatchedRow
	Missing  []UnmatchedRow
}

// UnmatchedRow is a row of a people file that was not found for sure, and why.
type UnmatchedRow struct {
	Line  int
	Why   string
	cells []string
}

// MatchPeople looks for the people of a file: by MBI, then by name and birth date. told hears how many rows are done.
func (s *Set) MatchPeople(ctx context.Context, file PeopleFile, told func(done int)) (PeopleMatch, error) {
	var m PeopleMatch
	seen := lookedUp{}
	for i, row := range file.Rows {
		if err := ctx.Err(); err != nil {
			return m, context.Cause(ctx)
		}
		if err := s.matchRow(ctx, row, seen, &m); err != nil {
			return m, err
		}
		if told != nil && i%100 == 99 {
			told(i + 1)
		}
	}
	for _, list := range []*[]string{&m.MBIs, &m.Possible} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	m.Possible = slices.DeleteFunc(m.Possible, func(mbi string) bool { _, found := slices.BinarySearch(m.MBIs, mbi); return found })
	return m, nil
}

func (s *Set) matchRow(ctx context.Context, row PeopleRow, seen lookedUp, m *PeopleMatch) error {
	mbi := plainMBI(row.MBI)
	if looksLikeMBI(mbi) {
		found, err := s.lookUp(ctx, mbi, seen)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			m.MBIs = append(m.MBIs, mbi)
			return nil
		}
	}
	missing := UnmatchedRow{Line: row.Line, Why: whyMissing(row, mbi), cells: row.cells}
	if row.Last == "" || row.First == "" || row.Birth == "" {
		m.Missing = append(m.Missing, missing)
		return nil
	}
	found, err := s.lookUp(ctx, row.Birth, seen) // a day has few people, a name can have many
	if err != nil {
		return err
	}
	same := fitting(found, row, func(first string) bool { return strings.EqualFold(first, row.First) })
	if len(same) == 1 {
		m.MBIs = append(m.MBIs, same[0])
		return nil
	}
	if len(same) == 0 {
		same = fitting(found, row, func(first string) bool { return strings.EqualFold(initial(first), initial(row.First)) })
	}
	if len(same) > 0 {
		m.Possible = append(m.Possible, same...)
		missing.Why = rowPossible
		m.Unsure = append(m.Unsure, missing)
		return nil
	}
	m.Missing = append(m.Missing, missing)
	return nil
}

// initial is the first letter of a name, whatever its script: Đ of Đặng.
func initial(name string) string {
	_, size := utf8.DecodeRuneInString(name)
	return name[:size]
}

// lookedUp keeps what was looked up for rows before: lists name people more than once.
type lookedUp map[string][]claims.Person

// lookUp finds people as the search of the window does.
func (s *Set) lookUp(ctx context.Context, typed string, seen lookedUp) ([]claims.Person, error) {
	if found, ok := seen[typed]; ok {
		return found, nil
	}
	const enough = 200
	found, err := s.db.People(ctx, claims.PersonFilter{Search: typed}, claims.SortByName, claims.Page{Limit: enough})
	if err == nil {
		seen[typed] = found.Rows
	}
	return found.Rows, err
}

// fitting are the MBIs of people with the last name and the birth date of a row, and a first name that will do.
func fitting(people []claims.Person, row PeopleRow, first func(string) bool) []string {
	var mbis []string
	for _, p := range people {
		if p.MBI != "" && strings.EqualFold(p.LastName, row.Last) && p.BirthDate == row.Birth && first(p.FirstName) {
			mbis = append(mbis, p.MBI)
		}
	}
	return mbis
}

// whyMissing says why a row was not found, without repeating what it holds.
func whyMissing(row PeopleRow, mbi string) string {
	const length = 11
	named := row.Last != "" && row.First != "" && row.Birth != ""
	switch {
	case mbi == "" && !named:
		return rowNobody
	case mbi == "":
		return rowNoName
	case len(mbi) < length:
		return rowShort
	case len(mbi) > length:
		return rowLong
	case !looksLikeMBI(mbi) || strings.ContainsAny(mbi, "SLOIBZ"):
		return rowOdd
	default:
		return rowNoMBI
	}
}

// SaveUnmatched writes the rows of a people file that were not found for sure, with the reasons, as a CSV file for Excel. It
// holds what the file held.
func SaveUnmatched(m PeopleMatch, out string) error {
	rows := append(slices.Clone(m.Unsure), m.Missing...)
	slices.SortStableFunc(rows, func(a, b UnmatchedRow) int { return a.Line - b.Line })
	err := exporter.WriteFile(out, func(w io.Writer) error {
		if _, err := io.WriteString(w, "\ufeff"); err != nil { // tells Excel that the text is UTF-8
			return err
		}
		to := csv.NewWriter(w)
		to.UseCRLF = true
		if err := to.Write([]string{"Row", "Why", "As in the file"}); err != nil {
			return err
		}
		for _, row := range rows {
			cells := []string{strconv.Itoa(row.Line), row.Why}
			for _, cell := range row.cells {
				cells = append(cells, exporter.Guard(cell))
			}
			if err := to.Write(cells); err != nil {
				return err
			}
		}
		to.Flush()
		return to.Error()
	})
	if err != nil {
		return fmt.Errorf("save rows that were not found: %w", err)
	}
	return nil
}
