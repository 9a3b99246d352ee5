package app

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/claimsdesk/claimsdesk/exporter"
)

// PeopleFile is a file that names people: a CSV, a workbook, or one MBI a line.
type PeopleFile struct {
	Rows []PeopleRow
	// Found are the headings that were understood, by what they stand for; empty for a file without headings.
	Found []FoundColumn
}

// FoundColumn is a column of a people file by its heading.
type FoundColumn struct{ Means, Heading string }

// PeopleRow is a row of a people file; what it does not have is empty.
type PeopleRow struct {
	Line             int // in the file, from 1
	MBI, Last, First string
	Birth            string   // YYYY-MM-DD
	cells            []string // as they stand in the file
}

// Limits of a people file.
const (
	peopleFileBytes = 64 << 20
	peopleFileRows  = 200_000
)

// ReadPeopleFile reads a file that names people. Columns are told by their headings; a file without headings has one MBI a row.
func ReadPeopleFile(path string) (PeopleFile, error) {
	cells, err := peopleCells(path)
	if err != nil {
		return PeopleFile{}, err
	}
	var file PeopleFile
	places, headed := peopleColumns(cells)
	if !places.usable() {
		return file, &UsageError{Text: fileNoHeadings}
	}
	for i, row := range cells {
		if i == 0 && headed {
			for _, c := range places.list() {
				if c.at >= 0 {
					file.Found = append(file.Found, FoundColumn{c.means, strings.TrimSpace(row[c.at])})
				}
			}
			continue
		}
		if !slices.ContainsFunc(row, func(cell string) bool { return strings.TrimSpace(cell) != "" }) {
			continue
		}
		file.Rows = append(file.Rows, PeopleRow{
			Line: i + 1, MBI: cellAt(row, places.mbi), Last: cellAt(row, places.last), First: cellAt(row, places.first),
			Birth: dayOf(cellAt(row, places.birth)), cells: row,
		})
	}
	return file, nil
}

// peopleCells reads the rows of a file as text.
func peopleCells(path string) (rows [][]string, err error) {
	if strings.EqualFold(filepath.Ext(path), ".xlsx") {
		rows, err := exporter.ReadSheet(path, peopleFileRows)
		if errors.Is(err, exporter.ErrNoSheet) {
			return nil, errors.Join(&UsageError{Text: fileBadBook}, err)
		}
		return rows, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read people: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	text, err := io.ReadAll(io.LimitReader(f, peopleFileBytes))
	if err != nil {
		return nil, fmt.Errorf("read people: %w", err)
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff"))
	if !utf8.Valid(text) || bytes.IndexByte(text, 0) >= 0 {
		return nil, &UsageError{Text: fileNoText}
	}
	first, _, _ := strings.Cut(string(text), "\n")
	in := csv.NewReader(bytes.NewReader(text))
	in.FieldsPerRecord, in.LazyQuotes, in.TrimLeadingSpace = -1, true, true
	for _, mark := range []rune{';', '\t'} {
		if strings.Count(first, string(mark)) > strings.Count(first, string(in.Comma)) {
			in.Comma = mark
		}
	}
	if rows, err = in.ReadAll(); err != nil {
		return nil, errors.Join(&UsageError{Text: fileNoRows}, err)
	}
	return rows, nil
}

// peoplePlaces are the columns of a people file; -1 for none.
type peoplePlaces struct{ mbi, last, first, birth int }

func (p peoplePlaces) usable() bool { return p.mbi >= 0 || p.last >= 0 && p.first >= 0 && p.birth >= 0 }

func (p peoplePlaces) list() []struct {
	means string
	at    int
} {
	return []struct {
		means string
		at    int
	}{{"MBI", p.mbi}, {"Last name", p.last}, {"First name", p.first}, {"Birth date", p.birth}}
}

// peopleColumns guesses the columns from the first row; headed says that it holds headings.
func peopleColumns(rows [][]string) (places peoplePlaces, headed bool) {
	places = peoplePlaces{-1, -1, -1, -1}
	if len(rows) == 0 {
		return places, false
	}
	for i, cell := range rows[0] {
		if looksLikeMBI(cell) {
			return peoplePlaces{mbi: i, last: -1, first: -1, birth: -1}, false
		}
	}
	for i, cell := range rows[0] {
		word := strings.ToLower(strings.NewReplacer(" ", "", "_", "", "-", "", ".", "").Replace(cell))
		for _, column := range []struct {
			at    *int
			words []string
		}{
			{&places.mbi, []string{"mbi", "medicarenumber", "medicareid", "medicarebeneficiary", "hic"}}, {&places.last, []string{"last", "lname", "surname"}},
			{&places.first, []string{"first", "fname", "givenname"}}, {&places.birth, []string{"dob", "birth", "dateofbirth"}},
		} {
			if *column.at < 0 && slices.ContainsFunc(column.words, func(w string) bool { return strings.Contains(word, w) }) {
				*column.at = i
				break
			}
		}
	}
	return places, true
}

// plainMBI is an MBI as it was typed, without dashes and blanks.
func plainMBI(typed string) string {
	return strings.ToUpper(strings.NewReplacer("-", "", " ", "", "\u00a0", "").Replace(typed))
}

// looksLikeMBI tells 11 letters and digits that begin with a digit and hold some of both. Made-up MBIs have letters that real ones
// have not.
func looksLikeMBI(cell string) bool {
	const length = 11
	mbi := plainMBI(cell)
	return len(mbi) == length && mbi[0] >= '1' && mbi[0] <= '9' && strings.Trim(mbi, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" &&
		strings.ContainsAny(mbi, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}

func cellAt(row []string, at int) string {
	if at < 0 || at >= len(row) {
		return ""
	}
	return strings.TrimSpace(row[at])
}

// dayOf reads a birth date as people and spreadsheets write it; empty for what is none.
func dayOf(text string) string {
	for _, layout := range []string{time.DateOnly, "1/2/2006", "1-2-2006", "01-02-06", "Jan 2, 2006", "20060102"} {
		day, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		if layout == "01-02-06" && day.Year() > 2000 { // two digits: nobody on Medicare's list is born this century, or few
			day = day.AddDate(-100, 0, 0)
		}
		return day.Format(time.DateOnly)
	}
	return ""
}
