package exporter

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"github.com/claimsdesk/claimsdesk/claims"
)

// CSVOptions decide how a CSV file looks.
type CSVOptions struct {
	Headings claims.HeadingStyle
	// Guard puts an apostrophe before text that starts like a formula (contract.md 3).
	Guard bool
	// BOM puts a byte order mark in front: Excel takes the file for UTF-8 then.
	BOM      bool
	Table    string // name told to Progress
	Progress Progress
}

// WriteCSV writes a header and all rows as RFC 4180 CSV in UTF-8 with '\n' line ends: dates YYYY-MM-DD, money with two
// decimals or more where the source has more, null as an empty field (contract.md 3). It returns the number of rows
// without the header.
func WriteCSV(ctx context.Context, w io.Writer, src RowSource, opts CSVOptions) (int64, error) {
	out := bufio.NewWriterSize(w, 64<<10)
	columns := src.Columns()
	line := appendHeader(nil, columns, opts)
	var rows int64
	for {
		if _, err := out.Write(line); err != nil {
			return rows, fmt.Errorf("write csv: %w", err)
		}
		if rows%cancelEvery == 0 {
			if err := ctx.Err(); err != nil {
				return rows, err
			}
			opts.Progress.report(opts.Table, rows)
		}
		if !src.Next() {
			break
		}
		rows++
		line = appendRow(line[:0], columns, src.Values(), opts.Guard)
	}
	if err := src.Err(); err != nil {
		return rows, fmt.Errorf("read rows: %w", err)
	}
	if err := out.Flush(); err != nil {
		return rows, fmt.Errorf("write csv: %w", err)
	}
	opts.Progress.report(opts.Table, rows)
	return rows, nil
}

func appendHeader(line []byte, columns []claims.Column, opts CSVOptions) []byte {
	if opts.BOM {
		line = append(line, "\ufeff"...)
	}
	for i, c := range columns {
		if i > 0 {
			line = append(line, ',')
		}
		line = appendField(line, c.Heading(opts.Headings))
	}
	return append(line, '\n')
}

func appendRow(line []byte, columns []claims.Column, values []claims.Value, guard bool) []byte {
	for i, v := range values {
		if i > 0 {
			line = append(line, ',')
		}
		if !v.Set {
			continue
		}
		switch kind := columns[i].Kind; kind {
		case claims.Int, claims.Bool, claims.Money: // nothing in them asks for quotes
			line = v.AppendTo(line, kind)
		case claims.Text:
			text := v.Text
			if guard {
				text = Guard(text)
			}
			line = appendField(line, text)
		default:
			line = appendField(line, v.Text)
		}
	}
	return append(line, '\n')
}

// appendField quotes a field where RFC 4180 asks for it, and where a reader would trim it.
func appendField(line []byte, field string) []byte {
	if !needsQuotes(field) {
		return append(line, field...)
	}
	line = append(line, '"')
	for i := range len(field) {
		if field[i] == '"' {
			line = append(line, '"')
		}
		line = append(line, field[i])
	}
	return append(line, '"')
}

func needsQuotes(field string) bool {
	if field == "" {
		return false
	}
	if field[0] == ' ' || field[len(field)-1] == ' ' {
		return true
	}
	for i := range len(field) {
		if asksForQuotes[field[i]] {
			return true
		}
	}
	return false
}

// asksForQuotes are the bytes that end a field or a line. A table is faster than four comparisons for each byte of a file.
var asksForQuotes = [256]bool{',': true, '"': true, '\r': true, '\n': true}

// Guard returns text with an apostrophe in front when a spreadsheet program could take it for a formula: it starts
// with = + - @, tab or CR, and does not read as a plain number such as -20140000008325.
func Guard(text string) string {
	if text == "" {
		return text
	}
	switch text[0] {
	case '=', '+', '-', '@', '\t', '\r':
	default:
		return text
	}
	if _, err := claims.CanonicalDecimal(text); err == nil {
		return text
	}
	return "'" + text
}
