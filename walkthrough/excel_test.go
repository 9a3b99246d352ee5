package walkthrough_test

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
)

// book is a workbook as a person opens it: its sheets in their order, read by the rules of the file's format alone.
type book struct {
	names  []string
	sheets map[string]sheet
}

// sheet is the rows of a sheet.
type sheet struct {
	rows     [][]cell
	filtered bool // there is a filter on the headings
	frozen   bool // the headings stay when the rest is scrolled
}

// cell is what a cell holds, and whether that is text to a spreadsheet.
type cell struct {
	value string
	text  bool
}

// column is the place of a heading; -1 where it is not there.
func (s sheet) column(heading string) int {
	if len(s.rows) == 0 {
		return -1
	}
	for i, c := range s.rows[0] {
		if c.value == heading {
			return i
		}
	}
	return -1
}

// says tells whether words stand somewhere in the sheet.
func (s sheet) says(words string) bool {
	for _, row := range s.rows {
		for _, c := range row {
			if strings.Contains(c.value, words) {
				return true
			}
		}
	}
	return false
}

// workbook reads the one workbook of the documents whose name has a part; there may be others.
func (w *window) workbook(t *testing.T, part string) book {
	t.Helper()
	var found []string
	for _, name := range w.files(t, ".xlsx") {
		if strings.Contains(name, part) {
			found = append(found, name)
		}
	}
	if len(found) != 1 {
		t.Fatalf("workbooks with %q in the documents: %q of %q, want one", part, found, w.files(t, ".xlsx"))
	}
	return bookAt(t, filepath.Join(w.documents(), found[0]))
}

// bookAt reads a workbook.
func bookAt(t *testing.T, path string) book {
	t.Helper()
	archive, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	return readBook(t, &archive.Reader)
}

// Parts of the format that are read.
type (
	bookPart struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			Ref  string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	linksPart struct {
		Links []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	textPart struct {
		T    string `xml:"t"`
		Runs []struct {
			T string `xml:"t"`
		} `xml:"r"`
	}
	stringsPart struct {
		Items []textPart `xml:"si"`
	}
	sheetPart struct {
		Panes []struct {
			State string `xml:"state,attr"`
		} `xml:"sheetViews>sheetView>pane"`
		Rows []struct {
			Cells []struct {
				Ref    string   `xml:"r,attr"`
				Kind   string   `xml:"t,attr"`
				Value  string   `xml:"v"`
				Inline textPart `xml:"is"`
			} `xml:"c"`
		} `xml:"sheetData>row"`
		Filter *struct{} `xml:"autoFilter"`
		Tables *struct{} `xml:"tableParts"`
	}
)

func (p textPart) text() string {
	text := p.T
	for _, r := range p.Runs {
		text += r.T
	}
	return text
}

func readBook(t *testing.T, archive *zip.Reader) book {
	t.Helper()
	var parts bookPart
	var links linksPart
	var shared stringsPart
	readPart(t, archive, "xl/workbook.xml", &parts)
	readPart(t, archive, "xl/_rels/workbook.xml.rels", &links)
	if hasPart(archive, "xl/sharedStrings.xml") {
		readPart(t, archive, "xl/sharedStrings.xml", &shared)
	}
	target := map[string]string{}
	for _, l := range links.Links {
		target[l.ID] = "xl/" + strings.TrimPrefix(strings.TrimPrefix(l.Target, "/"), "xl/")
	}
	b := book{sheets: map[string]sheet{}}
	for _, s := range parts.Sheets {
		var part sheetPart
		readPart(t, archive, target[s.Ref], &part)
		b.names = append(b.names, s.Name)
		b.sheets[s.Name] = sheetOf(part, shared)
	}
	return b
}

func sheetOf(part sheetPart, shared stringsPart) sheet {
	s := sheet{filtered: part.Filter != nil || part.Tables != nil, frozen: len(part.Panes) > 0 && part.Panes[0].State == "frozen"}
	for _, row := range part.Rows {
		var cells []cell
		for _, c := range row.Cells {
			for len(cells) < columnOf(c.Ref) {
				cells = append(cells, cell{}) // empty cells are left out
			}
			one := cell{value: c.Value}
			switch c.Kind {
			case "s":
				var at int
				if _, err := fmt.Sscan(c.Value, &at); err == nil && at < len(shared.Items) {
					one = cell{value: shared.Items[at].text(), text: true}
				}
			case "inlineStr":
				one = cell{value: c.Inline.text(), text: true}
			case "str":
				one.text = true
			}
			cells = append(cells, one)
		}
		s.rows = append(s.rows, cells)
	}
	return s
}

// columnOf counts the columns before a cell: 0 for A1, 27 for AB7.
func columnOf(ref string) int {
	n := 0
	for _, c := range ref {
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}

func hasPart(archive *zip.Reader, name string) bool {
	for _, f := range archive.File {
		if f.Name == name {
			return true
		}
	}
	return false
}

func readPart(t *testing.T, archive *zip.Reader, name string, into any) {
	t.Helper()
	file, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	text, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}
