package inferno

import (
	"bufio"
	"io"
)

// file is one file while it is written.
type file struct {
	out    *bufio.Writer
	anchor path
	cells  []path
	row    []string // id, cells, filename, processed_datetime
	line   []byte
	rows   int64
}

func newFile(w io.Writer, r record, input, stamp string) *file {
	f := &file{out: bufio.NewWriterSize(w, 64<<10), anchor: newPath(r.anchor)}
	for _, text := range r.paths() {
		f.cells = append(f.cells, newPath(text))
	}
	f.row = make([]string, len(f.cells)+3)
	f.row[len(f.row)-2], f.row[len(f.row)-1] = input, stamp
	return f
}

// add writes the rows of a resource.
func (f *file) add(resource map[string]any) error {
	f.row[0] = pythonText(resource["id"])
	rows := []any{resource}
	if f.anchor != nil {
		rows = f.anchor.rows(resource)
	}
	for _, row := range rows {
		for i, cell := range f.cells {
			f.row[i+1] = pythonText(cell.in(row))
		}
		f.line = appendRow(f.line[:0], f.row)
		if _, err := f.out.Write(f.line); err != nil {
			return err
		}
		f.rows++
	}
	return nil
}
