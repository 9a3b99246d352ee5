package fhir_test

import (
	"bytes"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/fhir"
)

type gotLine struct {
	Number int
	Text   string
}

func TestLines(t *testing.T) {
	tests := []struct {
		name, file string
		want       []gotLine
	}{
		{"empty", "", nil},
		{"one", "{}\n", []gotLine{{1, "{}"}}},
		{"last line end missing", "a\nb", []gotLine{{1, "a"}, {2, "b"}}},
		{"carriage returns", "a\r\nb\r\n", []gotLine{{1, "a"}, {2, "b"}}},
		{"carriage return without line feed at the end", "a\r\nb\r", []gotLine{{1, "a"}, {2, "b"}}},
		{"byte-order mark", "\xef\xbb\xbfa\nb\n", []gotLine{{1, "a"}, {2, "b"}}},
		{"only a byte-order mark", "\xef\xbb\xbf", nil},
		{"mark later in the file is content", "a\n\xef\xbb\xbfb\n", []gotLine{{1, "a"}, {2, "\xef\xbb\xbfb"}}},
		{"shorter than a mark", "\xef\n", []gotLine{{1, "\xef"}}},
		{"blank lines", "\n\r\n \t\na\n\n\nb\n\n", []gotLine{{4, "a"}, {7, "b"}}},
		{"blanks around content stay", " a \n", []gotLine{{1, " a "}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for name, r := range map[string]io.Reader{
				"whole": strings.NewReader(tt.file), "byte by byte": iotest.OneByteReader(strings.NewReader(tt.file)),
			} {
				got, err := readLines(fhir.NewLines(r))
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if diff := cmp.Diff(tt.want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
		})
	}
}

func TestLinesReadError(t *testing.T) {
	broken := errors.New("connection lost")
	for name, start := range map[string]string{"in a line": "a\nb", "between lines": "a\n", "at once": "", "in a mark": "\xef"} {
		t.Run(name, func(t *testing.T) {
			lines := fhir.NewLines(io.MultiReader(strings.NewReader(start), iotest.ErrReader(broken)))
			got, err := readLines(lines)
			if !errors.Is(err, broken) {
				t.Errorf("error %v, want that of the stream", err)
			}
			if want := strings.Count(start, "\n"); len(got) != want {
				t.Errorf("%d lines, want %d", len(got), want)
			}
			if _, err := lines.Next(); !errors.Is(err, broken) {
				t.Errorf("next call: error %v", err)
			}
		})
	}
}

func TestLinesLength(t *testing.T) {
	const limit = fhir.MaxLineBytes
	tests := []struct {
		name    string
		bytes   int
		end     string
		tooLong bool
	}{
		{"longer than a read", 3 << 20, "\n", false},
		{"at the limit", limit, "\n", false},
		{"at the limit with CRLF", limit, "\r\n", false},
		{"at the limit without line end", limit, "", false},
		{"one more", limit + 1, "\n", true},
		{"one more with CRLF", limit + 1, "\r\n", true},
		{"three more", limit + 3, "\n", true},
		{"several reads more", limit + 1<<20, "\n", true},
		{"line end cut between reads", limit + 1<<20 - 1, "\r\n", true},
		{"several reads more without line end", limit + 1<<20 - 1, "\r", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lines := fhir.NewLines(io.MultiReader(strings.NewReader("a\n"), letters(tt.bytes), strings.NewReader(tt.end+"\nb")))
			if tt.end == "" || tt.end == "\r" {
				lines = fhir.NewLines(io.MultiReader(strings.NewReader("a\n"), letters(tt.bytes), strings.NewReader(tt.end)))
			}
			if _, err := lines.Next(); err != nil {
				t.Fatal(err)
			}
			got, err := lines.Next()
			if err != nil {
				t.Fatal(err)
			}
			if got.TooLong != tt.tooLong || got.Length != tt.bytes || got.Number != 2 {
				t.Errorf("too long %v, length %d, number %d; want %v, %d, 2", got.TooLong, got.Length, got.Number, tt.tooLong, tt.bytes)
			}
			if wantBytes := !tt.tooLong; (len(got.Bytes) == tt.bytes) != wantBytes {
				t.Errorf("%d bytes of content", len(got.Bytes))
			}
			if strings.HasSuffix(tt.end, "\n") {
				if next, err := lines.Next(); err != nil || string(next.Bytes) != "b" {
					t.Errorf("line behind it: %q, %v", next.Bytes, err)
				}
			}
		})
	}
}

// A gigabyte without a line end must not be kept.
func TestLinesMemory(t *testing.T) {
	const size = 1 << 30
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	line, err := fhir.NewLines(letters(size)).Next()
	runtime.ReadMemStats(&after)
	if err != nil || !line.TooLong || line.Length != size {
		t.Fatalf("too long %v, length %d, error %v", line.TooLong, line.Length, err)
	}
	// Growing a buffer to the limit allocates a small multiple of the limit in all.
	if got, most := after.TotalAlloc-before.TotalAlloc, uint64(8*fhir.MaxLineBytes); got > most {
		t.Errorf("allocated %d bytes, want at most %d", got, most)
	}
}

func FuzzLines(f *testing.F) {
	for _, seed := range []string{"", "a\nb", "\xef\xbb\xbf{}\r\n\r\n{}\r", "\n\n \n", "\r\r\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		whole, err := readLines(fhir.NewLines(bytes.NewReader(file)))
		if err != nil {
			t.Fatal(err)
		}
		pieces, err := readLines(fhir.NewLines(iotest.HalfReader(bytes.NewReader(file))))
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(whole, pieces); diff != "" {
			t.Errorf("depends on how the file is read (-whole +pieces):\n%s", diff)
		}
		all := bytes.Split(bytes.TrimPrefix(file, []byte("\xef\xbb\xbf")), []byte("\n"))
		for _, line := range whole {
			if want := strings.TrimSuffix(string(all[line.Number-1]), "\r"); line.Text != want {
				t.Errorf("line %d is %q, want %q", line.Number, line.Text, want)
			}
		}
	})
}

func readLines(lines *fhir.Lines) ([]gotLine, error) {
	var got []gotLine
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return got, nil
		}
		if err != nil {
			return got, err
		}
		got = append(got, gotLine{line.Number, string(line.Bytes)})
	}
}

// letters is a stream of n bytes without a line end.
func letters(n int) io.Reader { return io.LimitReader(endless{}, int64(n)) }

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}
