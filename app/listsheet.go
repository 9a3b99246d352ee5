package app

import (
	"context"
	"io"
	"strconv"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// saveList writes the rows of a list and a Read me to a workbook, and enters it into the register of exports. The file appears whole
// or not at all.
func (s *Set) saveList(ctx context.Context, entry claims.ExportEntry, title string, rows *heldRows, facts []ReadMeLine, out string) (ExportResult, error) {
	sheets := []exporter.Sheet{heldSheet(title, rows), heldSheet("Read me", readMeRows(facts))}
	count := int64(len(rows.rows))
	err := s.saveRegistered(ctx, entry, out, func(w io.Writer) error {
		_, err := exporter.WriteSheets(ctx, w, sheets, exporter.BookOptions{
			Headings: claims.HeadingPlain, Made: s.desk.now(), Version: s.desk.version, TmpDir: s.tempDir(),
		})
		return err
	}, func() int64 { return count })
	if err != nil {
		return ExportResult{}, err
	}
	return ExportResult{Path: out, Sheets: []SheetRows{{title, count}}, People: entry.People}, nil
}

// wantedOf says which keys go into a file: those ticked, or all where none is named.
func wantedOf(ticked []string) func(key string) bool {
	if ticked == nil {
		return func(string) bool { return true }
	}
	set := map[string]bool{}
	for _, key := range ticked {
		set[key] = true
	}
	return func(key string) bool { return set[key] }
}

// tickedText says in the filters that only ticked rows were asked for.
func tickedText(ticked []string) string {
	if ticked == nil {
		return ""
	}
	return " · Only rows ticked: " + strconv.Itoa(len(ticked))
}
