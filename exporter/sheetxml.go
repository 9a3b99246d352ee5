package exporter

import (
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// sheetXML writes the XML of one sheet (ECMA-376 part 1, 18.3.1.99) row by row, so that a sheet takes the same memory whatever its
// length. Styles, names and everything else of a workbook stay with excelize.
type sheetXML struct {
	out     io.Writer
	line    []byte
	letters []string // of the columns
	row     int      // last row written, from 1
	bytes   int64
	cut     int64 // cells whose text was longer than a cell holds
}

// flushAt is how many bytes of a row are passed on at a time.
const flushAt = 32 << 10

// column is how a column of a sheet looks.
type column struct{ width float64 }

// begin writes what stands before the rows: the first row stays in view, pages are wide and have the sheet's name and a number.
func (s *sheetXML) begin(columns []column, first bool) error {
	s.letters = make([]string, len(columns))
	s.line = append(s.line[:0], `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>`+"\n"+
		`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`...)
	if fitsPage(columns) {
		s.line = append(s.line, `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`...)
	}
	s.line = append(s.line, `<sheetViews><sheetView `...)
	if first {
		s.line = append(s.line, `tabSelected="1" `...)
	}
	s.line = append(s.line, `workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>`+
		`<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews><cols>`...)
	for i, c := range columns {
		s.letters[i] = columnLetters(i)
		number := strconv.Itoa(i + 1)
		s.line = append(s.line, `<col min="`+number+`" max="`+number+`" width="`...)
		s.line = strconv.AppendFloat(s.line, c.width, 'f', -1, 64)
		s.line = append(s.line, `" customWidth="1"/>`...)
	}
	s.line = append(s.line, `</cols><sheetData>`...)
	return s.flush()
}

// fitsPage says that all columns can be read on one page that lies on its side.
func fitsPage(columns []column) bool {
	const most = 200 // characters
	sum := 0.0
	for _, c := range columns {
		sum += c.width
	}
	return sum <= most
}

// startRow begins the next row; cells and endRow follow.
func (s *sheetXML) startRow() {
	s.row++
	s.line = append(s.line, `<row r="`...)
	s.line = strconv.AppendInt(s.line, int64(s.row), 10)
	s.line = append(s.line, `">`...)
}

// cell begins a cell up to its style.
func (s *sheetXML) cell(column, style int) {
	s.line = append(s.line, `<c r="`...)
	s.line = append(s.line, s.letters[column]...)
	s.line = strconv.AppendInt(s.line, int64(s.row), 10)
	if style != 0 {
		s.line = append(s.line, `" s="`...)
		s.line = strconv.AppendInt(s.line, int64(style), 10)
	}
}

// number writes a number as it is printed.
func (s *sheetXML) number(column, style int, printed []byte) {
	s.cell(column, style)
	s.line = append(s.line, `"><v>`...)
	s.line = append(s.line, printed...)
	s.line = append(s.line, `</v></c>`...)
}

// truth writes yes or no.
func (s *sheetXML) truth(column int, yes bool) {
	s.cell(column, 0)
	s.line = append(s.line, `" t="b"><v>`...)
	s.line = append(s.line, map[bool]byte{true: '1', false: '0'}[yes])
	s.line = append(s.line, `</v></c>`...)
}

// text writes text into the cell itself: it is never taken for a number or a formula.
func (s *sheetXML) text(column, style int, text string) {
	fits := fitting(text)
	if len(fits) != len(text) {
		s.cut++
	}
	s.cell(column, style)
	s.line = append(s.line, `" t="inlineStr"><is><t`...)
	if trimmable(fits) {
		s.line = append(s.line, ` xml:space="preserve"`...)
	}
	s.line = append(s.line, '>')
	s.line = appendXMLText(s.line, fits)
	s.line = append(s.line, `</t></is></c>`...)
}

func (s *sheetXML) endRow() error {
	s.line = append(s.line, `</row>`...)
	if len(s.line) < flushAt {
		return nil
	}
	return s.flush()
}

// end writes what stands behind the rows: the filter on the header and the set-up of pages.
func (s *sheetXML) end(columns []column) error {
	s.line = append(s.line, `</sheetData><autoFilter ref="`+s.area()+`"/>`+
		`<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/><pageSetup orientation="landscape"`...)
	if fitsPage(columns) {
		s.line = append(s.line, ` fitToHeight="0"`...)
	}
	s.line = append(s.line, `/><headerFooter><oddFooter>&amp;L&amp;A&amp;RPage &amp;P of &amp;N</oddFooter></headerFooter></worksheet>`...)
	return s.flush()
}

// area is the range of all rows.
func (s *sheetXML) area() string {
	return "A1:" + s.letters[len(s.letters)-1] + strconv.Itoa(s.row)
}

func (s *sheetXML) flush() error {
	n, err := s.out.Write(s.line)
	s.bytes += int64(n)
	s.line = s.line[:0]
	return err
}

// columnLetters names a column, counted from 0: A to Z, AA and so on.
func columnLetters(i int) string {
	const letters = 26
	name := ""
	for i++; i > 0; i = (i - 1) / letters {
		name = string(rune('A'+(i-1)%letters)) + name
	}
	return name
}

// maxCellText is how many UTF-16 units a cell holds (Excel specifications and limits).
const maxCellText = excelize.TotalCellChars

// cutMark ends text that a cell does not hold whole.
const cutMark = " … [cut here: a cell holds no more]"

// fitting cuts text that is longer than a cell holds and says so at its end.
func fitting(text string) string {
	if len(text) <= maxCellText || utf16Units(text) <= maxCellText { // a unit takes one byte at least
		return text
	}
	room := maxCellText - utf16Units(cutMark)
	for i, r := range text {
		if room -= utf16.RuneLen(r); room < 0 {
			return text[:i] + cutMark
		}
	}
	return text
}

func utf16Units(text string) (n int) {
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// trimmable says that a reader could take white space off the text.
func trimmable(text string) bool {
	space := func(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }
	return text != "" && (space(text[0]) || space(text[len(text)-1]) || strings.ContainsAny(text, "\n\t"))
}

// appendXMLText escapes text. Control characters, which XML 1.0 does not know, are written as _xHHHH_, as Excel does (ECMA-376
// part 1, 22.9.2.19), and so is the underscore of what looks like such an escape already. What is no character at all becomes
// U+FFFD.
func appendXMLText(dst []byte, text string) []byte {
	for i := 0; i < len(text); {
		b := text[i]
		switch {
		case b >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(text[i:])
			if r == 0xfffe || r == 0xffff {
				r = utf8.RuneError
			}
			dst = utf8.AppendRune(dst, r)
			i += size
			continue
		case b == '&':
			dst = append(dst, "&amp;"...)
		case b == '<':
			dst = append(dst, "&lt;"...)
		case b == '>':
			dst = append(dst, "&gt;"...)
		case b == '_' && escaped(text[i:]):
			dst = append(dst, "_x005F_"...)
		case b < ' ' && b != '\t' && b != '\n', b == 0x7f:
			const digits = "0123456789ABCDEF"
			dst = append(dst, '_', 'x', '0', '0', digits[b>>4], digits[b&0xf], '_')
		default:
			dst = append(dst, b)
		}
		i++
	}
	return dst
}

// escaped says that text begins with an escape such as _x000D_.
func escaped(text string) bool {
	const length = 7
	if len(text) < length || text[1] != 'x' || text[6] != '_' {
		return false
	}
	for _, b := range []byte(text[2:6]) {
		if !strings.ContainsRune("0123456789ABCDEFabcdef", rune(b)) {
			return false
		}
	}
	return true
}
