package practice_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/practice"
)

// TestProgress follows a job by the clock alone.
func TestProgress(t *testing.T) {
	r := newRig(t, practice.Config{Quirks: practice.AllQuirks, MinJobTime: 20 * time.Second}).signIn()
	status := r.export(exportV3)
	for _, step := range []struct {
		after time.Duration
		code  int
		want  string
	}{
		{0, 202, "Pending"},
		{1900 * time.Millisecond, 202, "Pending"},
		{2 * time.Second, 202, "In Progress (10%)"},
		{8400 * time.Millisecond, 202, "In Progress (42%)"},
		{19999 * time.Millisecond, 202, "In Progress (99%)"},
		{20 * time.Second, 200, ""},
	} {
		r.clock.pass(start().Add(step.after).Sub(r.clock.Now()))
		got := r.get(status)
		if got.status != step.code || got.header.Get("X-Progress") != step.want || got.header.Get("Retry-After") != "" {
			t.Errorf("after %v: got %d, X-Progress %q; want %d, %q", step.after, got.status, got.header.Get("X-Progress"), step.code, step.want)
		}
	}
}

// TestManifest holds a manifest against docs/reference/bcda-protocol.md 4.
func TestManifest(t *testing.T) {
	r := newRig(t, practice.Config{Quirks: practice.AllQuirks, Source: people{n: 2}}).signIn()
	status := r.export("/api/v3/Group/all/$export?_type=Patient,ExplanationOfBenefit&_since=2026-08-01T00:00:00Z")
	m := r.complete(status)
	if !m.RequiresAccessToken || m.JobID == nil || fmt.Sprintf("/api/v3/jobs/%d", *m.JobID) != status {
		t.Errorf("got %+v for %s", m, status)
	}
	prefix := fmt.Sprintf("%s/data/%d/", r.web.URL, *m.JobID)
	if len(m.Output) != 2 || len(m.Error) != 2 {
		t.Fatalf("got %d data and %d error files, want 2 and 2", len(m.Output), len(m.Error))
	}
	for _, it := range m.Output {
		name, ok := strings.CutPrefix(it.URL, prefix)
		if !ok || len(name) != len("00000000-0000-0000-0000-000000000000.ndjson") {
			t.Errorf("file: got %s", it.URL)
		}
	}
	if !strings.HasSuffix(m.Error[0].URL, "-error.ndjson") || m.Error[1].URL != prefix+"warnings-and-info.ndjson" {
		t.Errorf("error files: got %v", m.Error)
	}
	for i, want := range []string{`"severity":"error"`, `"severity":"warning"`} {
		if body := r.get(r.path(m.Error[i])).body; m.Error[i].Type != "OperationOutcome" || !strings.Contains(body, want) {
			t.Errorf("error file %d: got %s %q, want %s", i, m.Error[i].Type, body, want)
		}
	}
}

// TestNoWarning has the exports that get no note about the default System-Type.
func TestNoWarning(t *testing.T) {
	for name, path := range map[string]string{
		"v2":             "/api/v2/Group/all/$export",
		"no EOB":         "/api/v3/Group/all/$export?_type=Patient",
		"System-Type":    "/api/v3/Group/all/$export" + filter("_tag="+practice.SystemTypeURL+"|SharedSystem"),
		"both, repeated": "/api/v3/Group/all/$export" + filter("_tag="+practice.FinalActionURL+"|FinalAction&_tag="+practice.SystemTypeURL+"|DDPS"),
	} {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, practice.Config{Quirks: practice.AllQuirks}).signIn()
			for _, it := range r.complete(r.export(path)).Error {
				if strings.Contains(it.URL, "warnings-and-info") {
					t.Errorf("got %s", it.URL)
				}
			}
		})
	}
}

// TestEmptyExport exports what has not changed: no files, and still a success.
func TestEmptyExport(t *testing.T) {
	r := newRig(t, practice.Config{}).signIn()
	status := r.export("/api/v3/Group/all/$export?_since=2026-08-20T00:00:00Z")
	r.clock.pass(time.Second)
	got := r.get(status)
	if got.status != 200 || !strings.Contains(got.body, `"output":[],"error":[]`) {
		t.Errorf("got %d %q, want a manifest with empty lists", got.status, got.body)
	}
}

// TestJobAnswers has a case for each row of the table of
// docs/reference/bcda-protocol.md 4 that is not a running or fresh job.
func TestJobAnswers(t *testing.T) {
	tests := map[string]struct {
		job    func(t *testing.T, r *rig) string
		status int
		text   string
		bodies int
	}{
		"late, not swept": {func(_ *testing.T, r *rig) string { return finished(r, 24*time.Hour) }, 410, "", 1},
		"swept":           {func(_ *testing.T, r *rig) string { return finished(r, 28*time.Hour) }, 404, "", 2},
		"archived before": {func(*testing.T, *rig) string { return "/api/v3/jobs/901" }, 404, "", 2},
		"failed":          {func(*testing.T, *rig) string { return "/api/v3/jobs/902" }, 500, "Service encountered numerous errors. Job failed to complete.", 1},
		"cancelled": {func(_ *testing.T, r *rig) string {
			status := r.export(exportV3)
			r.ask(http.MethodDelete, status, r.bearer())
			return status
		}, 404, "Job has been cancelled.", 1},
		"unknown":      {func(*testing.T, *rig) string { return "/api/v3/jobs/1" }, 404, "", 1},
		"other entity": {func(*testing.T, *rig) string { return "/api/v3/jobs/903" }, 401, "", 1},
		"not a number": {func(*testing.T, *rig) string { return "/api/v3/jobs/abc" }, 400, "could not parse job id", 1},
		"negative":     {func(*testing.T, *rig) string { return "/api/v3/jobs/-1" }, 400, "could not parse job id", 1},
		"v2 shape":     {func(*testing.T, *rig) string { return "/api/v2/jobs/902" }, 500, "Job failed to complete", 1},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, practice.Config{Quirks: practice.AllQuirks}).signIn()
			path := tc.job(t, r)
			version := strings.Split(path, "/")[2]
			r.signIn() // the token may have run out meanwhile
			got := r.get(path)
			if got.status != tc.status {
				t.Fatalf("got %d %q, want %d", got.status, got.body, tc.status)
			}
			if (got.header.Get("Expires") != "") != (got.status == 410) {
				t.Errorf("Expires: got %q", got.header.Get("Expires"))
			}
			bodies := values(t, got.body)
			if len(bodies) != tc.bodies {
				t.Fatalf("got %d JSON values, want %d", len(bodies), tc.bodies)
			}
			first := got
			first.body = bodies[0]
			wantOutcome(t, version, first, tc.text)
		})
	}
}

// finished runs a job to its end and lets more time pass. It was done at 07:00:01,
// 24 hours later it is between two sweeps.
func finished(r *rig, more time.Duration) string {
	status := r.export(exportV3)
	r.complete(status)
	r.clock.pass(more)
	return status
}

// values splits JSON values that stand back to back.
func values(tb testing.TB, body string) []string {
	tb.Helper()
	var list []string
	for dec := json.NewDecoder(strings.NewReader(body)); ; {
		var raw json.RawMessage
		err := dec.Decode(&raw)
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			tb.Fatalf("%q: %v", body, err)
		}
		list = append(list, string(raw))
	}
}

// TestJobFailed lets the source fail.
func TestJobFailed(t *testing.T) {
	r := newRig(t, practice.Config{Source: people{fail: errors.New("no data")}}).signIn()
	status := r.export(exportV3)
	r.clock.pass(time.Second)
	if got := r.get(status); got.status != 500 || !strings.Contains(got.body, "Job failed to complete") {
		t.Errorf("got %d %q, want 500", got.status, got.body)
	}
}

func TestCancel(t *testing.T) {
	tests := map[string]struct {
		job    func(r *rig) string
		status int
		text   string
	}{
		"running":      {func(r *rig) string { return r.export(exportV3) }, 202, ""},
		"completed":    {func(r *rig) string { return finished(r, 0) }, 410, "job was not cancelled because it is not Pending or In Progress"},
		"failed":       {func(*rig) string { return "/api/v3/jobs/902" }, 410, "job was not cancelled"},
		"archived":     {func(*rig) string { return "/api/v3/jobs/901" }, 404, ""},
		"unknown":      {func(*rig) string { return "/api/v3/jobs/1" }, 404, ""},
		"other entity": {func(*rig) string { return "/api/v3/jobs/903" }, 401, ""},
		"not a number": {func(*rig) string { return "/api/v3/jobs/x" }, 400, "could not parse job id"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, practice.Config{Quirks: practice.AllQuirks}).signIn()
			path := tc.job(r)
			got := r.ask(http.MethodDelete, path, r.bearer())
			if got.status != tc.status || !strings.Contains(got.body, tc.text) || (got.body == "") != (got.status == 202) {
				t.Fatalf("got %d %q, want %d %q", got.status, got.body, tc.status, tc.text)
			}
			if tc.status != 202 {
				return
			}
			r.clock.pass(time.Minute)
			if again := r.ask(http.MethodDelete, path, r.bearer()); again.status != 410 {
				t.Errorf("second time: got %d, want 410", again.status)
			}
			if again := r.async(exportV3); again.status != 202 {
				t.Errorf("new export after the cancel: got %d, want 202", again.status)
			}
		})
	}
}

// TestCancelledDoesNotAdvance cancels an export: the data must not move on.
func TestCancelledDoesNotAdvance(t *testing.T) {
	r := newRig(t, practice.Config{}).signIn()
	r.ask(http.MethodDelete, r.export(exportV3), r.bearer())
	r.clock.pass(time.Minute)
	m := r.complete(r.export("/api/v3/Group/all/$export?_type=ExplanationOfBenefit"))
	if got := strings.Count(r.get(r.path(m.Output[0])).body, "\n"); got != 3 {
		t.Errorf("got %d resources, want the 3 of the first release", got)
	}
}

type taskBundle struct {
	ResourceType, Type string
	Total              int
	Entry              []struct {
		Resource struct {
			ResourceType, Status, Intent string
			Identifier                   []struct{ System, Value string }
			Input                        []struct{ ValueString string }
			ExecutionPeriod              struct{ Start, End string }
		}
	}
}

func TestListJobs(t *testing.T) {
	r := newRig(t, practice.Config{Quirks: practice.AllQuirks}).signIn()
	r.complete(r.export("/api/v3/Group/all/$export?_type=Patient"))
	r.export("/api/v2/Patient/$export?_type=Patient")
	r.clock.pass(500 * time.Millisecond)
	r.ask(http.MethodDelete, r.export("/api/v3/Group/runout/$export"), r.bearer())
	r.export("/api/v3/Group/runout/$export")
	tests := map[string]struct{ query, want string }{
		"all":              {"", "901 completed,902 failed,1001 completed,1002 in-progress,1003 cancelled,1004 accepted"},
		"completed":        {"?_status=Completed", "1001 completed"},
		"running":          {"?_status=Pending,In%20Progress", "1002 in-progress,1004 accepted"},
		"archived, failed": {"?_status=Archived,FailedExpired", "901 completed,902 failed"},
		"cancelled":        {"?_status=Cancelled", "1003 cancelled"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			got := r.async("/api/v3/jobs" + tc.query)
			if got.status != 200 || got.header.Get("Content-Type") != "application/json" {
				t.Fatalf("got %d %v", got.status, got.header)
			}
			list := decode[taskBundle](t, got.body)
			var tasks []string
			for _, e := range list.Entry {
				tasks = append(tasks, e.Resource.Identifier[0].Value+" "+e.Resource.Status)
				if e.Resource.Identifier[0].System != r.web.URL+"/api/v3/jobs" || e.Resource.Intent != "order" {
					t.Errorf("task: got %+v", e.Resource)
				}
			}
			if strings.Join(tasks, ",") != tc.want || list.Total != len(tasks) || list.Type != "searchset" {
				t.Errorf("got %v (total %d), want %s", tasks, list.Total, tc.want)
			}
		})
	}
	first := decode[taskBundle](t, r.async("/api/v3/jobs?_status=Completed").body).Entry[0].Resource
	if want := "GET " + r.web.URL + "/api/v3/Group/all/$export?_type=Patient"; first.Input[0].ValueString != want {
		t.Errorf("input: got %s, want %s", first.Input[0].ValueString, want)
	}
	if first.ExecutionPeriod.Start != "2026-08-20T07:00:00.123456Z" || first.ExecutionPeriod.End != "2026-08-20T07:00:01.123456Z" {
		t.Errorf("period: got %+v", first.ExecutionPeriod)
	}
}

func TestListJobsRefused(t *testing.T) {
	tests := map[string]struct {
		path   string
		quirks practice.Quirks
		entity practice.Entity
		bare   bool
		status int
		text   string
		bodies int
	}{
		"none":           {"/api/v3/jobs", practice.Double404, practice.Entity{}, false, 404, "no Jobs found for acoID A9994", 2},
		"none, one body": {"/api/v3/jobs", practice.NoQuirks, practice.Entity{}, false, 404, "no Jobs found for acoID A9994", 1},
		"unknown status": {"/api/v3/jobs?_status=Done", practice.NoQuirks, practice.Entity{}, false, 400, "invalid status type Done", 1},
		"repeated":       {"/api/v3/jobs?_status=Failed,Failed", practice.NoQuirks, practice.Entity{}, false, 400, "Repeated status type Failed", 1},
		"no headers":     {"/api/v3/jobs", practice.NoQuirks, practice.Entity{}, true, 400, "Accept header is required", 1},
		"model off":      {"/api/v3/jobs", practice.NoQuirks, practice.Entity{ModelOff: true}, false, 401, "", 1},
		"not granted":    {"/api/v3/jobs", practice.NoQuirks, practice.Entity{Versions: []string{"v2"}}, false, 403, "V3 access not enabled", 1},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, practice.Config{Quirks: tc.quirks, Entity: tc.entity}).signIn()
			got := r.async(tc.path)
			if tc.bare {
				got = r.get(tc.path)
			}
			if got.status != tc.status || !strings.Contains(got.body, tc.text) {
				t.Errorf("got %d %q, want %d %q", got.status, got.body, tc.status, tc.text)
			}
			list := values(t, got.body)
			if len(list) != tc.bodies {
				t.Fatalf("got %d JSON values, want %d", len(list), tc.bodies)
			}
			if tc.bodies == 2 && decode[taskBundle](t, list[1]).ResourceType != "Bundle" {
				t.Errorf("second value: got %s, want an empty Bundle", list[1])
			}
		})
	}
}
