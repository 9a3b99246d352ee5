package bcda_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/bcda"
)

func TestStartExport(t *testing.T) {
	since := time.Date(2026, 8, 20, 20, 44, 1, 705398000, time.FixedZone("", -5*3600))
	tests := []struct {
		name    string
		version bcda.Version
		request bcda.ExportRequest
		path    string
		query   string
	}{
		{"everything", bcda.V2, bcda.ExportRequest{}, "/api/v2/Group/all/$export", ""},
		{"runout", bcda.V3, bcda.ExportRequest{Group: bcda.GroupRunout}, "/api/v3/Group/runout/$export", ""},
		{"patient endpoint", bcda.V3, bcda.ExportRequest{PatientEndpoint: true}, "/api/v3/Patient/$export", ""},
		{"types", bcda.V2, bcda.ExportRequest{Types: []string{"Patient", "Coverage"}}, "/api/v2/Group/all/$export", "_type=Patient%2CCoverage"},
		{"since in UTC", bcda.V3, bcda.ExportRequest{Since: since}, "/api/v3/Group/all/$export", "_since=2026-08-21T01%3A44%3A01.705398Z"},
		{"type filter decoded twice", bcda.V3, bcda.ExportRequest{TypeFilter: "ExplanationOfBenefit?outcome=a b+c"}, "/api/v3/Group/all/$export", "_typeFilter=ExplanationOfBenefit%3Foutcome%3Da%2520b%252Bc"},
		{"odd group", bcda.V3, bcda.ExportRequest{Group: "a/../b"}, "/api/v3/Group/a/../b/$export", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			key := "GET " + tt.path
			f := newFixture(t, map[string][]reply{key: {started("43")}})
			f.config.Version = tt.version
			id, err := f.client(t).StartExport(t.Context(), tt.request)
			if err != nil || id != "43" {
				t.Fatalf("got %q, %v", id, err)
			}
			if got := f.server.query(key); got != tt.query {
				t.Errorf("query: got %s, want %s", got, tt.query)
			}
			header := f.server.header(key)
			for name, want := range map[string]string{
				"Accept": "application/fhir+json", "Prefer": "respond-async", "Authorization": "Bearer token-1",
			} {
				if got := header.Get(name); got != want {
					t.Errorf("%s: got %q, want %q", name, got, want)
				}
			}
		})
	}
}

func TestStartExportRefusesBeforeSending(t *testing.T) {
	tests := []struct {
		name    string
		version bcda.Version
		request bcda.ExportRequest
	}{
		{"type filter at v2", bcda.V2, bcda.ExportRequest{TypeFilter: "ExplanationOfBenefit?outcome=complete"}},
		{"type twice", bcda.V3, bcda.ExportRequest{Types: []string{"Patient", "Coverage", "Patient"}}},
		{"empty type", bcda.V3, bcda.ExportRequest{Types: []string{""}}},
		{"list in a type", bcda.V3, bcda.ExportRequest{Types: []string{"Patient,Coverage"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, nil)
			f.config.Version = tt.version
			_, err := f.client(t).StartExport(t.Context(), tt.request)
			var failure *bcda.StatusError
			if !errors.Is(err, bcda.ErrBadRequest) || !errors.As(err, &failure) || failure.Diagnostics == "" {
				t.Errorf("got %v, want a shown ErrBadRequest", err)
			}
			if n := f.server.count("GET /api/" + string(tt.version) + "/Group/all/$export"); n != 0 {
				t.Errorf("asked %d times", n)
			}
		})
	}
}

func TestLostExportTellsServerTime(t *testing.T) {
	f := newFixture(t, map[string][]reply{
		jobsPath: {{
			// The server's clock is an hour ahead of ours.
			status: 404, body: outcome("no Jobs found for acoID A9994"),
			header: map[string]string{"Date": "Thu, 20 Aug 2026 13:00:00 GMT"},
		}},
		exportPath: {{drop: true}},
	})
	c := f.client(t)
	if _, err := c.Jobs(t.Context()); err != nil {
		t.Fatal(err)
	}
	request := bcda.ExportRequest{Types: []string{"Patient"}}
	_, err := c.StartExport(t.Context(), request)
	var lost *bcda.LostExportError
	if !errors.As(err, &lost) {
		t.Fatalf("got %v, want a LostExportError", err)
	}
	want := time.Date(2026, 8, 20, 12, 59, 58, 0, time.UTC)
	if !lost.NotBefore.Equal(want) || lost.Version != bcda.V3 || !cmp.Equal(lost.Request, request) {
		t.Errorf("got %+v, want not before %v", lost, want)
	}
	if got := bcda.KindOf(err); got != bcda.ErrExportUnsure {
		t.Errorf("KindOf: got %v", got)
	}
	if skew, known := c.ClockSkew(); !known || skew != time.Hour {
		t.Errorf("skew: got %v, %v", skew, known)
	}
}

const manifest = `{"transactionTime":"2026-08-20T20:44:01.705398Z",
 "request":"https://sandbox.bcda.cms.gov/api/v3/Group/all/$export","requiresAccessToken":true,
 "output":[{"type":"ExplanationOfBenefit","url":"https://sandbox.bcda.cms.gov/data/42/a.ndjson"}],
 "error":[{"type":"OperationOutcome","url":"https://sandbox.bcda.cms.gov/data/42/a-error.ndjson"}],"JobID":42}`

func TestJob(t *testing.T) {
	tests := []struct {
		name  string
		reply reply
		want  bcda.JobStatus
	}{
		{"pending", reply{status: 202, header: map[string]string{"X-Progress": "Pending"}}, bcda.JobStatus{State: bcda.StatePreparing, Progress: -1}},
		{"code's spelling", reply{status: 202, header: map[string]string{"X-Progress": "In Progress (42%)"}}, bcda.JobStatus{State: bcda.StatePreparing, Progress: 42}},
		{"documents' spelling", reply{status: 202, header: map[string]string{"X-Progress": "In Progress, 80%"}}, bcda.JobStatus{State: bcda.StatePreparing, Progress: 80}},
		{"100 % is not complete", reply{status: 202, header: map[string]string{"X-Progress": "In Progress (100%)"}}, bcda.JobStatus{State: bcda.StatePreparing, Progress: 100}},
		{
			"complete",
			reply{status: 200, header: map[string]string{"Expires": "2026-08-21 20:50:11.1234 +0000 UTC"}, body: manifest},
			bcda.JobStatus{
				State: bcda.StateComplete, Progress: 100,
				Expires: time.Date(2026, 8, 21, 20, 50, 11, 123400000, time.UTC),
				Manifest: &bcda.Manifest{
					Job: "42", TransactionTime: time.Date(2026, 8, 20, 20, 44, 1, 705398000, time.UTC),
					TransactionTimeText: "2026-08-20T20:44:01.705398Z",
					Request:             "https://sandbox.bcda.cms.gov/api/v3/Group/all/$export",
					Output:              []bcda.File{{Type: "ExplanationOfBenefit", Job: "42", Name: "a.ndjson"}},
					Errors:              []bcda.File{{Type: "OperationOutcome", Job: "42", Name: "a-error.ndjson"}},
				},
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, map[string][]reply{jobPath: {tt.reply}})
			got, err := f.client(t).Job(t.Context(), "42")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestJobIDsAreNumbers(t *testing.T) {
	for _, id := range []bcda.JobID{"", "x", "1/../2", "-1", "1?", "123456789012345678901"} {
		f := newFixture(t, nil)
		if _, err := f.client(t).Job(t.Context(), id); !errors.Is(err, bcda.ErrBadRequest) {
			t.Errorf("Job(%q): got %v", id, err)
		}
		if err := f.client(t).CancelJob(t.Context(), id); !errors.Is(err, bcda.ErrBadRequest) {
			t.Errorf("CancelJob(%q): got %v", id, err)
		}
	}
}

func TestCancelJob(t *testing.T) {
	for name, answer := range map[string]reply{
		"cancelled":            {status: 202},
		"complete already":     {status: 410, body: outcome("job was not cancelled because it is not Pending or In Progress")},
		"expired, double body": {status: 404, body: doubleJob},
		"cancelled before":     {status: 404, body: outcome("Job has been cancelled.")},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFixture(t, map[string][]reply{"DELETE /api/v3/jobs/42": {answer}})
			if err := f.client(t).CancelJob(t.Context(), "42"); err != nil {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestManifest(t *testing.T) {
	wrap := func(output string) string {
		return fmt.Sprintf(`{"transactionTime":"2026-08-20T20:44:01Z","request":"https://h/api/v3/Patient/$export","output":%s,"extension":{"x":[1]}}`, output)
	}
	tests := []struct {
		name, body string
		files      int
		foreign    int
		ok         bool
	}{
		{"nothing new", wrap(`[]`), 0, 0, true},
		{"twice the same", wrap(`[{"type":"Patient","url":"https://h/data/1/a.ndjson"},{"type":"Patient","url":"https://h/data/1/a.ndjson"}]`), 1, 0, true},
		{"foreign host counts", wrap(`[{"type":"Patient","url":"https://evil/data/1/a.ndjson"}]`), 1, 1, true},
		{"wrong scheme", wrap(`[{"type":"Patient","url":"http://h/data/1/a.ndjson"}]`), 1, 0, true},
		{"unknown fields", wrap(`[{"type":"Patient","url":"https://h/data/1/a.ndjson","count":3,"x":{}}]`), 1, 0, true},
		{"blank marker", wrap(`[{"type":"Patient","url":"https://h/data/1/blank.ndjson"}]`), 0, 0, true},
		{"other path", wrap(`[{"type":"Patient","url":"https://h/api/v3/jobs/1"}]`), 0, 0, false},
		{"climbing", wrap(`[{"type":"Patient","url":"https://h/data/1/../2/a.ndjson"}]`), 0, 0, false},
		{"hidden file", wrap(`[{"type":"Patient","url":"https://h/data/1/.a"}]`), 0, 0, false},
		{"escaped", wrap(`[{"type":"Patient","url":"https://h/data/1/a%2Fb.ndjson"}]`), 0, 0, false},
		{"query", wrap(`[{"type":"Patient","url":"https://h/data/1/a.ndjson?to=https://evil"}]`), 0, 0, false},
		{"user", wrap(`[{"type":"Patient","url":"https://me@h/data/1/a.ndjson"}]`), 0, 0, false},
		{"no url", wrap(`[{"type":"Patient"}]`), 0, 0, false},
		{"output missing", `{"transactionTime":"2026-08-20T20:44:01Z"}`, 0, 0, false},
		{"output null", wrap(`null`), 0, 0, false},
		{"time missing", `{"output":[]}`, 0, 0, false},
		{"not JSON", `<html>`, 0, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := bcda.ParseManifest([]byte(tt.body))
			if (err == nil) != tt.ok {
				t.Fatalf("got %v, want success %v", err, tt.ok)
			}
			if len(m.Output) != tt.files || m.ForeignHosts != tt.foreign {
				t.Errorf("got %d files, %d foreign; want %d, %d", len(m.Output), m.ForeignHosts, tt.files, tt.foreign)
			}
		})
	}
}

func FuzzParseManifest(f *testing.F) {
	f.Add([]byte(manifest))
	f.Add([]byte(`{"transactionTime":"2026-08-20T20:44:01Z","output":[{"url":"/data/1/a"}],"JobID":"7"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		m, err := bcda.ParseManifest(body)
		if err != nil {
			return
		}
		seen := map[bcda.File]bool{}
		for _, file := range append(m.Output, m.Errors...) {
			file.Type = ""
			if seen[file] || file.Name == "" || file.Job == "" {
				t.Errorf("file %+v is empty or doubled", file)
			}
			seen[file] = true
		}
	})
}

func FuzzParseContentLocation(f *testing.F) {
	for _, seed := range []string{"https://h/api/v3/jobs/42", "/api/v2/jobs/1/", "jobs/x", "%zz", ""} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if id, ok := bcda.ParseContentLocation(text); ok == (id == "") {
			t.Errorf("got %q, %v", id, ok)
		}
	})
}
