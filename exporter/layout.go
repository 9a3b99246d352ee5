package exporter

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/claimsdesk/claimsdesk/claims"
)

// WrittenFile is one file of a layout: the folder of files that another program reads as they are.
type WrittenFile struct {
	Name string // below the layout's folder, with '/' between folders
	Rows int64  // without the header
}

// MakeFolder makes the folder of a layout where it is missing, for its owner only; what lies in it is left alone. The
// folder above must be there, so that a drive that is gone is not taken for a new folder: ErrNoFolder then, and where the
// name belongs to something else.
func MakeFolder(dir string) error {
	err := os.Mkdir(dir, 0o700)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, fs.ErrExist):
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return nil
		}
		return fmt.Errorf("make folder: %w", ErrNoFolder)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("make folder: %w", ErrNoFolder)
	default:
		return fmt.Errorf("make folder: %w", classify(err))
	}
}

// WriteFiles writes several files of one folder side by side, each whole or not at all: write gets a writer for each name, in
// the same order. As long as write fails, no file changes. A rename that fails leaves the names after it renamed, and those
// before it as they were.
func WriteFiles(dir string, names []string, write func([]io.Writer) error) error {
	return writeFiles(dir, names, make([]io.Writer, 0, len(names)), write)
}

func writeFiles(dir string, names []string, open []io.Writer, write func([]io.Writer) error) error {
	if len(names) == 0 {
		return write(open)
	}
	return WriteFile(filepath.Join(dir, filepath.FromSlash(names[0])), func(w io.Writer) error {
		return writeFiles(dir, names[1:], append(open, w), write)
	})
}

// CSVRows writes the same CSV as WriteCSV for rows that are made one by one rather than read from a RowSource.
type CSVRows struct {
	out     *bufio.Writer
	columns []claims.Column
	opts    CSVOptions
	line    []byte
	rows    int64
}

// NewCSVRows writes the header.
func NewCSVRows(w io.Writer, columns []claims.Column, opts CSVOptions) (*CSVRows, error) {
	c := &CSVRows{out: bufio.NewWriterSize(w, 64<<10), columns: columns, opts: opts}
	c.line = appendHeader(c.line, columns, opts)
	return c, c.flushLine()
}

// Write adds a row with one value per column.
func (c *CSVRows) Write(values []claims.Value) error {
	if len(values) != len(c.columns) {
		return fmt.Errorf("write csv: %d values for %d columns", len(values), len(c.columns))
	}
	if c.rows%cancelEvery == 0 {
		c.opts.Progress.report(c.opts.Table, c.rows)
	}
	c.rows++
	c.line = appendRow(c.line[:0], c.columns, values, c.opts.Guard)
	return c.flushLine()
}

// Rows is how many rows were written, without the header.
func (c *CSVRows) Rows() int64 { return c.rows }

// Finish writes out what is buffered. The writer below stays open.
func (c *CSVRows) Finish() error {
	c.opts.Progress.report(c.opts.Table, c.rows)
	if err := c.out.Flush(); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}

func (c *CSVRows) flushLine() error {
	if _, err := c.out.Write(c.line); err != nil {
		return fmt.Errorf("write csv: %w", err)
	}
	return nil
}
