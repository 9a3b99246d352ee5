package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// ChartTable is the table of a chart, for a workbook.
type ChartTable struct {
	Title   string // of the sheet
	Columns []ChartColumn
	Rows    [][]claims.Value // a value per column
	// ReadMe is what the second sheet says: what is counted, for whom, what is left out.
	ReadMe []ReadMeLine
	// Filters says in one line what was asked for, for the register.
	Filters string
	// People counts those whom the rows name; 0 for sums.
	People int
}

// ChartColumn is one column of it.
type ChartColumn struct {
	Label string
	Kind  claims.Kind
}

// ReadMeLine is a question that a reader has, and its answer.
type ReadMeLine struct{ Name, Text string }

// SaveChartTable writes the table of a chart as a workbook with a Read me, and enters it into the register of exports. The file
// appears whole or not at all.
func (s *Set) SaveChartTable(ctx context.Context, t ChartTable, out string) (ExportResult, error) {
	rows := int64(0)
	err := s.saveRegistered(ctx, t.what(), out, func(w io.Writer) error {
		counts, err := exporter.WriteSheets(ctx, w, t.sheets(), exporter.BookOptions{
			Headings: claims.HeadingPlain, Made: s.desk.now(), Version: s.desk.version, TmpDir: s.tempDir(), // so few rows stay in memory
		})
		if err == nil {
			rows = counts[0]
		}
		return err
	}, func() int64 { return rows })
	if err != nil {
		return ExportResult{}, err
	}
	return ExportResult{Path: out, Sheets: []SheetRows{{t.Title, rows}}, People: t.People}, nil
}

// SavePicture writes a picture that draw makes, as PNG, and enters it into the register.
func (s *Set) SavePicture(ctx context.Context, title, filters string, draw func() ([]byte, error), out string) (ExportResult, error) {
	picture, err := draw()
	if err != nil {
		return ExportResult{}, err
	}
	entry := claims.ExportEntry{What: "Picture " + title, Filters: filters, Level: claims.PrivacyDeidentified}
	err = s.saveRegistered(ctx, entry, out, func(w io.Writer) error {
		_, err := w.Write(picture)
		return err
	}, func() int64 { return 0 })
	return ExportResult{Path: out}, err
}

// saveRegistered writes a file that the register knows before it appears.
func (s *Set) saveRegistered(ctx context.Context, entry claims.ExportEntry, out string, write func(io.Writer) error, rows func() int64) error {
	number := int64(0)
	err := exporter.WriteFile(out, func(w io.Writer) error {
		sum := &summed{to: w, hash: sha256.New()}
		if err := write(sum); err != nil {
			return err
		}
		entry.At, entry.Who, entry.Saved = s.desk.now(), account(), true
		entry.Files = []claims.ExportedFile{{Name: out, Rows: rows(), Bytes: sum.bytes, SHA256: hex.EncodeToString(sum.hash.Sum(nil))}}
		var err error
		number, err = s.db.RegisterExport(ctx, entry)
		return err
	})
	if err != nil && number != 0 {
		err = errors.Join(err, s.db.ExportNotSaved(context.WithoutCancel(ctx), number))
	}
	return err
}

// what enters the table into the register. Sums name nobody.
func (t ChartTable) what() claims.ExportEntry {
	entry := claims.ExportEntry{What: "Chart " + t.Title, Filters: t.Filters, People: t.People, Level: claims.PrivacyDeidentified}
	if t.People > 0 {
		entry.Level = claims.PrivacyFull
	}
	return entry
}

func (t ChartTable) sheets() []exporter.Sheet {
	columns := make([]claims.Column, len(t.Columns))
	for i, c := range t.Columns {
		columns[i] = claims.Column{Name: c.Label, Label: c.Label, Kind: c.Kind}
	}
	return []exporter.Sheet{heldSheet(t.Title, &heldRows{columns: columns, rows: t.Rows, at: -1}), heldSheet("Read me", readMeRows(t.ReadMe))}
}

// heldRows are rows in memory.
type heldRows struct {
	columns []claims.Column
	rows    [][]claims.Value
	at      int
}

func (h *heldRows) Columns() []claims.Column { return h.columns }
func (h *heldRows) Next() bool               { h.at++; return h.at < len(h.rows) }
func (h *heldRows) Values() []claims.Value   { return h.rows[h.at] }
func (h *heldRows) Err() error               { return nil }
func (h *heldRows) Close() error             { return nil }
