package app

import (
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// ExportsBetween keeps the entries of the register that were made from one day to another, both YYYY-MM-DD, inclusive, in the
// time zone of a place; empty for open.
func ExportsBetween(list []claims.ExportEntry, from, to string, place *time.Location) []claims.ExportEntry {
	return slices.DeleteFunc(slices.Clone(list), func(e claims.ExportEntry) bool {
		day := e.At.In(place).Format(time.DateOnly)
		return from != "" && day < from || to != "" && day > to
	})
}

// SaveRegister writes the register of file exports between two days as a CSV file for Excel, one line a file. It holds no names
// of people, so that it enters no export itself.
func (s *Set) SaveRegister(ctx context.Context, from, to, out string) (ExportResult, error) {
	list, err := s.Exports(ctx, 0)
	if err != nil {
		return ExportResult{}, err
	}
	place := s.desk.now().Location()
	list = ExportsBetween(list, from, to, place)
	rows := registerRows(list, place)
	err = exporter.WriteFile(out, func(w io.Writer) error { return writeRegister(w, rows) })
	if err != nil {
		return ExportResult{}, fmt.Errorf("save the register: %w", err)
	}
	return ExportResult{Path: out, Sheets: []SheetRows{{"Export register", int64(len(rows))}}}, nil
}

func registerRows(list []claims.ExportEntry, place *time.Location) [][]string {
	var rows [][]string
	for _, e := range list {
		saved := "yes"
		if !e.Saved {
			saved = "no"
		}
		for _, f := range e.Files {
			rows = append(rows, []string{
				e.At.In(place).Format("2006-01-02 15:04"), e.Who, e.What, e.Filters, strconv.Itoa(e.People), string(e.Level), e.Recipe, f.Name,
				strconv.FormatInt(f.Rows, 10), strconv.FormatInt(f.Bytes, 10), f.SHA256, saved,
			})
		}
	}
	return rows
}

func writeRegister(w io.Writer, rows [][]string) error {
	const mark = "\ufeff" // tells Excel that the text is UTF-8
	if _, err := io.WriteString(w, mark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	heads := []string{"When", "Who", "What", "Filters", "People", "Privacy", "Recipe", "File", "Rows", "Bytes", "SHA-256", "Saved"}
	if err := out.Write(heads); err != nil {
		return err
	}
	for _, row := range rows {
		for i := range row {
			row[i] = exporter.Guard(row[i])
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
