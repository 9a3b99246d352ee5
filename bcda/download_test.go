package bcda_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/bcda"
)

var aFile = bcda.File{Type: "Patient", Job: "42", Name: "a.ndjson"}

// packed returns text as gzip members, one for each argument.
func packed(t testing.TB, texts ...string) string {
	t.Helper()
	var b bytes.Buffer
	for _, text := range texts {
		w := gzip.NewWriter(&b)
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// zipped is a good answer with a gzip body.
func zipped(body string) reply {
	return reply{status: 200, header: map[string]string{"Content-Encoding": "gzip", "Content-Type": "application/fhir+ndjson"}, body: body}
}

// lines is NDJSON long and varied enough to be cut in the middle.
func lines(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(`{"resourceType":"Patient","id":"-1000`)
		b.WriteString(strings.Repeat(string(rune('a'+i%26)), i%37))
		b.WriteString("\"}\n")
	}
	return b.String()
}

func TestDownload(t *testing.T) {
	text := lines(500)
	tests := []struct {
		name  string
		reply reply
		want  string
		err   error
	}{
		{"with the empty member CMS appends", zipped(packed(t, text, "")), text, nil},
		{"one member", zipped(packed(t, text)), text, nil},
		{"several members", zipped(packed(t, text, text)), text + text, nil},
		{"no last line break", zipped(packed(t, strings.TrimSuffix(text, "\n"))), strings.TrimSuffix(text, "\n"), nil},
		{"CRLF, blank lines and a mark", zipped(packed(t, "\ufeff{}\r\n\r\n{}\r\n\r\n")), "\ufeff{}\r\n\r\n{}\r\n\r\n", nil},
		{"no lines", zipped(packed(t, "")), "", nil},
		{"not packed", reply{status: 200, body: text}, text, nil},
		{"cut", zipped(packed(t, text)[:300]), "", bcda.ErrTruncated},
		{"cut in the appended member", zipped(packed(t, text, "")[:len(packed(t, text))+5]), "", bcda.ErrTruncated},
		{"checksum wrong", zipped(flip(packed(t, text))), "", bcda.ErrTruncated},
		{"nothing at all", zipped(""), "", bcda.ErrTruncated},
		{"rubbish behind", zipped(packed(t, text) + "rubbish and more"), "", bcda.ErrTruncated},
		{"not gzip", zipped(text), "", bcda.ErrTruncated},
		{"whole stream, last line not", zipped(packed(t, text+`{"resourceType":"Pat`)), "", bcda.ErrTruncated},
		{"zero bytes at the end", zipped(packed(t, text+"\x00\x00\x00")), "", bcda.ErrTruncated},
		{"zero bytes alone", reply{status: 200, body: "\x00\x00"}, "", bcda.ErrTruncated},
		{"not packed, last line not whole", reply{status: 200, body: text + `{"a":`}, "", bcda.ErrTruncated},
		{"unknown packing", reply{status: 200, header: map[string]string{"Content-Encoding": "br"}, body: "x"}, "", bcda.ErrBadReply},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, map[string][]reply{filePath: {tt.reply}})
			var got bytes.Buffer
			tries := 0
			stats, err := f.client(t).Fetch(t.Context(), aFile, func(r io.Reader) error {
				tries++
				got.Reset()
				_, err := io.Copy(&got, r)
				return err
			})
			if !errors.Is(err, tt.err) {
				t.Fatalf("got %v, want %v", err, tt.err)
			}
			if tt.err == nil && got.String() != tt.want {
				t.Errorf("got %d bytes, want %d", got.Len(), len(tt.want))
			}
			if tt.err == nil && (stats.PlainBytes != int64(len(tt.want)) || stats.CompressedBytes != int64(len(tt.reply.body))) {
				t.Errorf("stats: got %+v", stats)
			}
			if asked := f.server.count(filePath); errors.Is(tt.err, bcda.ErrTruncated) && asked != 5 {
				t.Errorf("asked %d times, want 5", asked)
			}
			if header := f.server.header(filePath); header.Get("Accept-Encoding") != "gzip" || header.Get("Authorization") != "Bearer token-1" {
				t.Errorf("headers: got %v", header)
			}
		})
	}
}

// flip damages the checksum of the last member.
func flip(packed string) string {
	b := []byte(packed)
	b[len(b)-8] ^= 1
	return string(b)
}

// TestDownloadAnyCut: no proper beginning of a file passes for the whole.
func TestDownloadAnyCut(t *testing.T) {
	whole := packed(t, lines(20), "")
	first := len(packed(t, lines(20)))
	for n := range len(whole) {
		if n == first {
			continue // all lines with their checksum: only the appended empty member is missing
		}
		f := newFixture(t, map[string][]reply{filePath: {zipped(whole[:n])}})
		body, err := f.client(t).Download(t.Context(), aFile)
		if err == nil {
			_, err = io.Copy(io.Discard, body)
			if closeErr := body.Close(); closeErr != nil {
				t.Fatal(closeErr)
			}
		}
		if !errors.Is(err, bcda.ErrTruncated) {
			t.Fatalf("cut at %d of %d: got %v", n, len(whole), err)
		}
	}
}

func TestFetchComesBack(t *testing.T) {
	text := lines(50)
	f := newFixture(t, map[string][]reply{filePath: {
		zipped(packed(t, text)[:60]), {status: 500, body: "Internal Server Error"}, {drop: true}, zipped(packed(t, text, "")),
	}})
	var got bytes.Buffer
	if _, err := f.client(t).Fetch(t.Context(), aFile, func(r io.Reader) error {
		got.Reset()
		_, err := io.Copy(&got, r)
		return err
	}); err != nil || got.String() != text {
		t.Fatalf("got %d bytes, %v", got.Len(), err)
	}
	if got, want := seconds(f.clock.slept()), "2s 2s 4s"; got != want {
		t.Errorf("waits: got %s, want %s", got, want)
	}
}

func TestFetchConsumer(t *testing.T) {
	own := errors.New("disk full")
	text := lines(50)
	tests := []struct {
		name    string
		reply   reply
		consume func(io.Reader) error
		want    error
		asked   int
	}{
		{"its own error ends it", zipped(packed(t, text)), func(io.Reader) error { return own }, own, 1},
		{"it need not read", zipped(packed(t, text)), func(io.Reader) error { return nil }, nil, 1},
		{"unread but cut", zipped(packed(t, text)[:60]), func(io.Reader) error { return nil }, bcda.ErrTruncated, 5},
		{
			"an error of the cut is no error of its own", zipped(packed(t, text)[:60]),
			func(r io.Reader) error {
				if _, err := io.ReadAll(r); err != nil {
					return own
				}
				return nil
			},
			bcda.ErrTruncated, 5,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, map[string][]reply{filePath: {tt.reply}})
			_, err := f.client(t).Fetch(t.Context(), aFile, tt.consume)
			if !errors.Is(err, tt.want) || f.server.count(filePath) != tt.asked {
				t.Errorf("got %v after %d requests; want %v after %d", err, f.server.count(filePath), tt.want, tt.asked)
			}
		})
	}
}

func TestDownloadLimits(t *testing.T) {
	bomb := zipped(packed(t, strings.Repeat(" ", 4<<20)))
	tests := []struct {
		name   string
		limits bcda.Limits
		want   error
	}{
		{"ratio", bcda.Limits{Ratio: 100, RatioFrom: 1 << 20}, bcda.ErrTooLarge},
		{"size", bcda.Limits{PlainBytes: 1 << 20}, bcda.ErrTooLarge},
		{"short enough", bcda.Limits{}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, map[string][]reply{filePath: {bomb}})
			f.config.Limits = tt.limits
			var read int64
			_, err := f.client(t).Fetch(t.Context(), aFile, func(r io.Reader) (err error) {
				read, err = io.Copy(io.Discard, r)
				return err
			})
			if !errors.Is(err, tt.want) || f.server.count(filePath) != 1 {
				t.Errorf("got %v after %d requests, want %v after 1", err, f.server.count(filePath), tt.want)
			}
			if tt.want != nil && read > 2<<20 {
				t.Errorf("%d bytes came through", read)
			}
		})
	}
}

func TestDownloadRefusesOtherNames(t *testing.T) {
	for _, file := range []bcda.File{
		{Job: "42", Name: "../jobs"}, {Job: "x", Name: "a"}, {Job: "42"}, {Job: "42", Name: "a?b"}, {Job: "42", Name: ".hidden"}, {Job: "42/7", Name: "a"},
	} {
		f := newFixture(t, nil)
		if _, err := f.client(t).Download(t.Context(), file); !errors.Is(err, bcda.ErrBadRequest) {
			t.Errorf("%+v: got %v", file, err)
		}
	}
}

// hanging answers with some lines and then nothing more until the client goes.
func hanging(t *testing.T, first string) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if first != "" {
			w.WriteHeader(200)
			if _, err := io.WriteString(w, first); err != nil {
				return
			}
			if err := http.NewResponseController(w).Flush(); err != nil {
				return
			}
		}
		<-r.Context().Done()
	}))
	t.Cleanup(s.Close)
	return s
}

func TestSilentServer(t *testing.T) {
	f := newFixture(t, nil)
	f.config.StallWait = 20 * time.Millisecond
	f.config.Retry = bcda.RetryPolicy{Tries: 2}

	f.config.Origin = hanging(t, "").URL
	if _, err := f.client(t).Job(t.Context(), "42"); !errors.Is(err, bcda.ErrTimeout) || !errors.Is(err, bcda.ErrUnreachable) {
		t.Errorf("no answer: got %v, want ErrTimeout", err)
	}
	_, err := f.client(t).StartExport(t.Context(), bcda.ExportRequest{})
	if !errors.Is(err, bcda.ErrExportUnsure) {
		t.Errorf("no answer to an export: got %v, want ErrExportUnsure", err)
	}
	f.config.Origin = hanging(t, "{}\n").URL
	if _, err := f.client(t).Fetch(t.Context(), aFile, func(r io.Reader) error {
		_, err := io.Copy(io.Discard, r)
		return err
	}); !errors.Is(err, bcda.ErrTruncated) {
		t.Errorf("half an answer: got %v, want ErrTruncated", err)
	}
}

func TestStoppedDownload(t *testing.T) {
	f := newFixture(t, nil)
	f.config.Origin = hanging(t, "{}\n").URL
	ctx, cancel := context.WithCancel(t.Context())
	body, err := f.client(t).Download(ctx, aFile)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(body, make([]byte, 3)); err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := body.Read(make([]byte, 1)); !errors.Is(err, context.Canceled) || errors.Is(err, bcda.ErrTruncated) {
		t.Errorf("got %v, want the context's error alone", err)
	}
	if err := body.Close(); err != nil {
		t.Error(err)
	}
}

// TestUnmarkedEnd: an answer without length, chunks or checksum is whole only with its last line break.
func TestUnmarkedEnd(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		want       error
	}{
		{"with line break", "{}\n", nil}, {"without", "{}\n{}", bcda.ErrTruncated}, {"nothing", "", bcda.ErrTruncated},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, nil)
			f.config.Origin = "http://" + rawServer(t, "HTTP/1.0 200 OK\r\nContent-Type: application/fhir+ndjson\r\n\r\n"+tt.body)
			_, err := f.client(t).Fetch(t.Context(), aFile, func(io.Reader) error { return nil })
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

// rawServer answers every connection with the same bytes and returns its address.
func rawServer(t *testing.T, answer string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	var stopping atomic.Bool
	go func() {
		defer close(done)
		for {
			conn, err := l.Accept()
			if err != nil {
				if !stopping.Load() {
					t.Errorf("accept: %v", err)
				}
				return
			}
			// A client that goes away early is what some cases are about.
			_, _ = conn.Read(make([]byte, 4096))
			_, _ = io.WriteString(conn, answer)
			_ = conn.Close()
		}
	}()
	t.Cleanup(func() {
		stopping.Store(true)
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		<-done
	})
	return l.Addr().String()
}

func FuzzBody(f *testing.F) {
	f.Add([]byte(packed(f, lines(3), "")), true)
	f.Add([]byte(lines(3)), false)
	f.Add([]byte("\x1f\x8b"), true)
	f.Add([]byte("\x00"), false)
	f.Fuzz(func(t *testing.T, content []byte, isGzip bool) {
		config := bcda.Config{
			Origin: "http://127.0.0.1:1", Version: bcda.V2, Tokens: &tokens{}, Limiter: bcda.NewLimiter(),
			Sleep: newClock().Sleep, Transport: canned{content, isGzip}, Limits: bcda.Limits{PlainBytes: 1 << 20},
		}
		client, err := bcda.New(config)
		if err != nil {
			t.Fatal(err)
		}
		body, err := client.Download(t.Context(), aFile)
		if err != nil {
			return
		}
		plain, err := io.ReadAll(body)
		if trimmed := bytes.TrimRight(plain, " \t\r\n"); err == nil && len(trimmed) > 0 && trimmed[len(trimmed)-1] != '}' {
			t.Errorf("a file that ends in %q passes for whole", trimmed[len(trimmed)-1:])
		}
		if err := body.Close(); err != nil {
			t.Error(err)
		}
	})
}

// canned answers every request with one body.
type canned struct {
	content []byte
	gzip    bool
}

func (c canned) RoundTrip(r *http.Request) (*http.Response, error) {
	header := http.Header{}
	if c.gzip {
		header.Set("Content-Encoding", "gzip")
	}
	return &http.Response{
		StatusCode: 200, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: header, Request: r,
		ContentLength: int64(len(c.content)), Body: io.NopCloser(bytes.NewReader(c.content)),
	}, nil
}
