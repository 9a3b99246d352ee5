package bcda_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/bcda"
)

// task is one entry as the real server writes it.
func task(id, status, request, start, end string) string {
	return fmt.Sprintf(`{"resource":{"resourceType":"Task","identifier":[{"system":"https://h/api/v3/jobs","use":"official","value":%q}],
		"status":%q,"intent":"order","input":[{"type":{"text":"BULK FHIR Export"},"valueString":%q}],
		"executionPeriod":{"start":%q,"end":%q}}}`, id, status, request, start, end)
}

func bundle(tasks ...string) string {
	return fmt.Sprintf(`{"resourceType":"Bundle","type":"searchset","total":%d,"entry":[%s]}`, len(tasks), strings.Join(tasks, ","))
}

func TestJobs(t *testing.T) {
	body := bundle(
		task("1", "completed", "GET https://h/api/v2/Group/all/$export", "2026-08-01T00:00:00Z", "2026-08-01T01:00:00Z"),
		task("2", "in-progress", "GET https://h/api/v3/Group/runout/%24export?_type=Patient,Coverage&_since=2026-07-01T00%3A00%3A00Z", "2026-08-02T00:00:00Z", "2026-08-02T01:00:00+00:00"),
		task("3", "accepted", "GET https://h/api/v3/Patient/$export?_typeFilter=ExplanationOfBenefit%3Foutcome%3Dpartial", "2026-08-03T00:00:00Z", ""),
		task("", "failed", "GET https://h/api/v3/Patient/$export", "", ""),
		task("5", "cancelled", "something else", "", ""),
	)
	f := newFixture(t, map[string][]reply{jobsPath: {{status: 200, body: body}}})
	got, err := f.client(t).Jobs(t.Context(), bcda.ServerPending, bcda.ServerInProgress)
	if err != nil {
		t.Fatal(err)
	}
	day := func(d, h int) time.Time { return time.Date(2026, 8, d, h, 0, 0, 0, time.UTC) }
	want := []bcda.JobTask{
		{ID: "3", Status: bcda.TaskAccepted, Version: bcda.V3, Start: day(3, 0), URL: "https://h/api/v3/Patient/$export?_typeFilter=ExplanationOfBenefit%3Foutcome%3Dpartial", Request: bcda.ExportRequest{PatientEndpoint: true, TypeFilter: "ExplanationOfBenefit?outcome=partial"}},
		{ID: "2", Status: bcda.TaskInProgress, Version: bcda.V3, Start: day(2, 0), End: day(2, 1), URL: "https://h/api/v3/Group/runout/%24export?_type=Patient,Coverage&_since=2026-07-01T00%3A00%3A00Z", Request: bcda.ExportRequest{Group: bcda.GroupRunout, Types: []string{"Patient", "Coverage"}, Since: time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)}},
		{ID: "1", Status: bcda.TaskCompleted, Version: bcda.V2, Start: day(1, 0), End: day(1, 1), URL: "https://h/api/v2/Group/all/$export", Request: bcda.ExportRequest{Group: bcda.GroupAll}},
		{ID: "5", Status: bcda.TaskCancelled, URL: "something else"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if got, want := f.server.query(jobsPath), "_status=Pending,In%20Progress"; got != want {
		t.Errorf("query: got %s, want %s", got, want)
	}
	if got := f.server.header(jobsPath).Get("Prefer"); got != "respond-async" {
		t.Errorf("Prefer: got %q", got)
	}
	if !got[2].FilesLikely(day(2, 0)) || got[2].FilesLikely(day(2, 1)) || got[1].FilesLikely(day(2, 1)) {
		t.Error("files are there for 24 hours after completion")
	}
}

func TestJobsShapes(t *testing.T) {
	tests := []struct {
		name  string
		reply reply
		want  int
		ok    bool
	}{
		{"none: outcome and bundle", reply{status: 404, body: outcome("no Jobs found for acoID A9994") + bundle()}, 0, true},
		{"none: empty bundle", reply{status: 200, body: bundle()}, 0, true},
		{"contract's array", reply{status: 200, body: `[{"id":"9","status":"Completed","request":"GET https://h/api/v2/Patient/$export"},{"JobID":10,"status":"In Progress"}]`}, 2, true},
		{"contract's empty array", reply{status: 200, body: ` []`}, 0, true},
		{"another document", reply{status: 200, body: `{"a":1}`}, 0, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture(t, map[string][]reply{jobsPath: {tt.reply}})
			got, err := f.client(t).Jobs(t.Context())
			if (err == nil) != tt.ok || len(got) != tt.want {
				t.Errorf("got %d jobs, %v; want %d, success %v", len(got), err, tt.want, tt.ok)
			}
		})
	}
}

func TestMatchLostExport(t *testing.T) {
	const full = "GET https://h/api/v3/Group/all/$export"
	tests := []struct {
		name    string
		tasks   []string
		request bcda.ExportRequest
		want    bcda.JobID
	}{
		{"the only one", []string{task("1", "in-progress", full, "2026-08-20T12:00:01Z", "")}, bcda.ExportRequest{}, "1"},
		{"started before", []string{task("1", "in-progress", full, "2026-08-20T11:59:59Z", "")}, bcda.ExportRequest{}, ""},
		{"earliest of two", []string{task("2", "accepted", full, "2026-08-20T12:00:09Z", ""), task("1", "in-progress", full, "2026-08-20T12:00:01Z", "")}, bcda.ExportRequest{}, "1"},
		{"complete already", []string{task("1", "completed", full, "2026-08-20T12:00:01Z", "")}, bcda.ExportRequest{}, "1"},
		{"failed", []string{task("1", "failed", full, "2026-08-20T12:00:01Z", "")}, bcda.ExportRequest{}, ""},
		{"cancelled", []string{task("1", "cancelled", full, "2026-08-20T12:00:01Z", "")}, bcda.ExportRequest{}, ""},
		{"other version", []string{task("1", "in-progress", "GET https://h/api/v2/Group/all/$export", "2026-08-20T12:00:01Z", "")}, bcda.ExportRequest{}, ""},
		{"other group", []string{task("1", "in-progress", full, "2026-08-20T12:00:01Z", "")}, bcda.ExportRequest{Group: bcda.GroupRunout}, ""},
		{"other endpoint", []string{task("1", "in-progress", full, "2026-08-20T12:00:01Z", "")}, bcda.ExportRequest{PatientEndpoint: true}, ""},
		{"other types", []string{task("1", "in-progress", full, "2026-08-20T12:00:01Z", "")}, bcda.ExportRequest{Types: []string{"Patient"}}, ""},
		{"types in other order", []string{task("1", "in-progress", full+"?_type=A,B", "2026-08-20T12:00:01Z", "")}, bcda.ExportRequest{Types: []string{"B", "A"}}, "1"},
		{"other since", []string{task("1", "in-progress", full+"?_since=2026-01-01T00:00:00Z", "2026-08-20T12:00:01Z", "")}, bcda.ExportRequest{}, ""},
		{"no start", []string{task("1", "in-progress", full, "", "")}, bcda.ExportRequest{}, ""},
		{"request not readable", []string{task("1", "in-progress", "?", "2026-08-20T12:00:01Z", "")}, bcda.ExportRequest{}, ""},
		{"no jobs", nil, bcda.ExportRequest{}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tasks, err := bcda.ParseJobs([]byte(bundle(tt.tasks...)))
			if err != nil {
				t.Fatal(err)
			}
			got, ok := bcda.MatchLostExport(tasks, bcda.V3, tt.request, newClock().now)
			if got.ID != tt.want || ok != (tt.want != "") {
				t.Errorf("got %q, %v; want %q", got.ID, ok, tt.want)
			}
		})
	}
}

// TestSentRequestsAreRecognised: whatever is asked for is found again in the server's list, which repeats the URL.
func TestSentRequestsAreRecognised(t *testing.T) {
	type sent struct {
		version bcda.Version
		request bcda.ExportRequest
	}
	draw := func(t *rapid.T, name string) sent {
		s := sent{version: rapid.SampledFrom([]bcda.Version{bcda.V2, bcda.V3}).Draw(t, name+" version")}
		s.request.PatientEndpoint = rapid.Bool().Draw(t, name+" patient endpoint")
		if !s.request.PatientEndpoint {
			s.request.Group = rapid.SampledFrom([]bcda.Group{"", bcda.GroupAll, bcda.GroupRunout, bcda.GroupNew}).Draw(t, name+" group")
		}
		s.request.Types = rapid.SampledFrom([][]string{nil, {"Patient"}, {"Coverage", "Patient"}}).Draw(t, name+" types")
		if rapid.Bool().Draw(t, name+" has since") {
			s.request.Since = time.Unix(rapid.Int64Range(0, 2e9).Draw(t, name+" since"), 5000).UTC()
		}
		if s.version == bcda.V3 {
			s.request.TypeFilter = rapid.SampledFrom([]string{"", "ExplanationOfBenefit?outcome=partial", "ExplanationOfBenefit?_tag=https://x/y|A b+c,https://x/y|D"}).Draw(t, name+" filter")
		}
		return s
	}
	origin := newFixture(t, map[string][]reply{})
	rapid.Check(t, func(rt *rapid.T) {
		a, b := draw(rt, "a"), draw(rt, "b")
		version, request, ok := bcda.ParseRequestURL("GET " + origin.server.URL + bcda.RequestURI(a.version, a.request))
		if !ok {
			rt.Fatalf("%+v is not readable", a)
		}
		listed := bcda.JobTask{URL: "x", Version: version, Request: request}
		if !listed.Matches(a.version, a.request) {
			rt.Fatalf("%+v is not recognised as %+v", a, listed)
		}
		if listed.Matches(b.version, b.request) && bcda.RequestURI(a.version, a.request) != bcda.RequestURI(b.version, b.request) {
			rt.Fatalf("%+v is taken for %+v", a, b)
		}
	})
}

func FuzzParseJobs(f *testing.F) {
	f.Add([]byte(bundle(task("1", "completed", "GET https://h/api/v2/Group/all/$export?_type=A", "2026-08-01T00:00:00Z", ""))))
	f.Add([]byte(`[{"id":"9","status":"Completed"}]`))
	f.Add([]byte(outcome("x") + bundle()))
	f.Fuzz(func(t *testing.T, body []byte) {
		tasks, err := bcda.ParseJobs(body)
		if err != nil {
			return
		}
		for _, task := range tasks {
			if task.ID == "" {
				t.Error("a job without a number")
			}
		}
	})
}
