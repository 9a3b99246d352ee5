package exporter_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// bookOf writes sheets of one text column.
func bookOf(tb testing.TB, sheets map[string][]string, names ...string) []byte {
	tb.Helper()
	var list []exporter.Sheet
	for _, name := range names {
		src := &rows{columns: []claims.Column{{Name: "name", Label: "Name"}}}
		for _, text := range sheets[name] {
			src.values = append(src.values, []claims.Value{claims.TextValue(text)})
		}
		list = append(list, exporter.Sheet{Name: name, Table: claims.Claims, Open: func(context.Context) (exporter.ClosableSource, error) { return src, nil }})
	}
	var buf bytes.Buffer
	_, err := exporter.WriteSheets(tb.Context(), &buf, list, exporter.BookOptions{Headings: claims.HeadingPlain, Made: time.Unix(0, 0), TmpDir: tb.TempDir()})
	if err != nil {
		tb.Fatal(err)
	}
	return buf.Bytes()
}

// partOf is a part of a workbook.
func partOf(tb testing.TB, book []byte, name string) string {
	tb.Helper()
	archive, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		tb.Fatal(err)
	}
	f, err := archive.Open(name)
	if err != nil {
		tb.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err := errors.Join(err, f.Close()); err != nil {
		tb.Fatal(err)
	}
	return string(text)
}

func TestTextOfCells(t *testing.T) {
	texts := []string{
		"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "0123", "a & b <c> \"d\" 'e'", " before", "after ", "two\nlines", "carriage\rreturn", "bell\a and null\x00", "del\x7f",
		"_x000D_", "_x005F_x000D_", "_x00zz_ is none", "Ünïcödé 日本 😀", "]]>", "<f>1+1</f>",
	}
	book := open(t, bookOf(t, map[string][]string{"Names": texts}, "Names"))
	for i, want := range texts {
		cell, err := excelize.CoordinatesToCellName(1, i+2)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := book.GetCellValue("Names", cell); err != nil || got != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
		if formula, err := book.GetCellFormula("Names", cell); err != nil || formula != "" {
			t.Errorf("%q became the formula %q, %v", want, formula, err)
		}
	}
}

// What is no character at all becomes U+FFFD, and the sheet can be read.
func TestTextThatIsNoText(t *testing.T) {
	book := open(t, bookOf(t, map[string][]string{"Names": {"bad \xff\xfe bytes", "not a character \ufffe \uffff"}}, "Names"))
	for cell, want := range map[string]string{"A2": "bad \ufffd\ufffd bytes", "A3": "not a character \ufffd \ufffd"} {
		if got, err := book.GetCellValue("Names", cell); err != nil || got != want {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
}

func FuzzTextOfCells(f *testing.F) {
	for _, text := range []string{"", "a", "_x000D_", "=1", "\x00", "\xff", "<&>", strings.Repeat("x", 40_000)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sheet := partOf(t, bookOf(t, map[string][]string{"Names": {text}}, "Names"), "xl/worksheets/sheet2.xml")
		if !utf8.ValidString(sheet) {
			t.Error("the sheet is no UTF-8")
		}
		decoder := xml.NewDecoder(strings.NewReader(sheet))
		for {
			token, err := decoder.Token()
			if errors.Is(err, io.EOF) {
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if start, ok := token.(xml.StartElement); ok && start.Name.Local == "f" {
				t.Error("a formula")
			}
		}
	})
}

// A sheet's name may have an apostrophe; its filter, and the header on each printed page, know it.
func TestNamesOfSheets(t *testing.T) {
	data := bookOf(t, map[string][]string{"Ruth's claims": {"a"}, "Claims": {"b"}}, "Ruth's claims", "Claims")
	book := open(t, data)
	if got := book.GetSheetList(); len(got) != 2 || got[0] != "Ruth's claims" || got[1] != "Claims" {
		t.Errorf("got sheets %q", got)
	}
	titles := map[string]string{}
	for _, name := range book.GetDefinedName() {
		if name.Name == "_xlnm.Print_Titles" {
			titles[name.Scope] = name.RefersTo
		}
	}
	if titles["Ruth's claims"] != "'Ruth''s claims'!$1:$1" || titles["Claims"] != "'Claims'!$1:$1" {
		t.Errorf("got titles %q", titles)
	}
	for _, sheet := range []string{"xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"} {
		for _, want := range []string{`<autoFilter ref="A1:A2"/>`, `state="frozen"`, `orientation="landscape"`, `fitToPage="1"`, `Page &amp;P of &amp;N`} {
			if !strings.Contains(partOf(t, data, sheet), want) {
				t.Errorf("%s has no %s", sheet, want)
			}
		}
	}
	if selected := strings.Count(partOf(t, data, "xl/worksheets/sheet2.xml")+partOf(t, data, "xl/worksheets/sheet3.xml"), "tabSelected"); selected != 1 {
		t.Errorf("%d sheets are selected, want the first", selected)
	}
}
