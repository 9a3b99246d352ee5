package bcda_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/bcda"
)

// newGenericFixture is a client of a generic server with the FHIR base /eyJ.x/fhir.
func newGenericFixture(t *testing.T, script map[string][]reply) *fixture {
	t.Helper()
	f := newFixture(t, script)
	f.config.Origin, f.config.Base = "", f.server.URL+"/eyJ.x/fhir/"
	return f
}

// location is the answer of a started export.
func location(address string) reply {
	return reply{status: 202, header: map[string]string{"Content-Location": address}}
}

const (
	patientExport = "GET /eyJ.x/fhir/Patient/$export"
	systemExport  = "GET /eyJ.x/fhir/$export"
)

func TestGenericExport(t *testing.T) {
	since := time.Date(2026, 8, 1, 10, 0, 0, 0, time.FixedZone("", 7200))
	tests := map[string]struct {
		request bcda.ExportRequest
		path    string
		query   string
	}{
		"everybody": {bcda.ExportRequest{Types: []string{"Patient", "Coverage"}}, patientExport, "_type=Patient%2CCoverage"},
		"patients":  {bcda.ExportRequest{PatientEndpoint: true, Since: since}, patientExport, "_since=2026-08-01T08%3A00%3A00Z"},
		"group":     {bcda.ExportRequest{Group: "a/b"}, "GET /eyJ.x/fhir/Group/a/b/$export", ""},
		"filter":    {bcda.ExportRequest{TypeFilter: "Coverage?a=b+c"}, patientExport, "_typeFilter=Coverage%3Fa%3Db%2Bc"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := newGenericFixture(t, map[string][]reply{tt.path: {location("/any/where?job=7")}})
			got, err := f.client(t).StartExport(t.Context(), tt.request)
			if err != nil || got != "/any/where?job=7" {
				t.Errorf("got %q, %v", got, err)
			}
			if got := f.server.query(tt.path); got != tt.query {
				t.Errorf("query %q, want %q", got, tt.query)
			}
			h := f.server.header(tt.path)
			if h.Get("Prefer") != "respond-async" || h.Get("Accept") != "application/fhir+json" || h.Get("Authorization") != "Bearer token-1" {
				t.Errorf("headers: %v", h)
			}
		})
	}
}

// What a server refused has started nothing: it is asked leniently, and by the system endpoint where there is no other.
func TestGenericExportAskedAgain(t *testing.T) {
	refused := reply{status: 400, body: outcome("no Coverage here")}
	tests := map[string]struct {
		script          map[string][]reply
		want            error
		patient, system int
	}{
		"leniently":      {map[string][]reply{patientExport: {refused, location("/s")}}, nil, 2, 0},
		"without a type": {map[string][]reply{patientExport: {refused, refused, location("/s")}}, nil, 3, 0},
		"several named":  {map[string][]reply{patientExport: {{status: 400, body: outcome("Patient is here, Coverage is not")}}}, bcda.ErrBadRequest, 2, 0},
		"none left":      {map[string][]reply{patientExport: {refused, refused, {status: 422, body: outcome("no Patient here")}}}, bcda.ErrTypeNotAllowed, 3, 0},
		"not at all":     {map[string][]reply{patientExport: {{status: 400}}}, bcda.ErrBadRequest, 2, 0},
		"system":         {map[string][]reply{patientExport: {{status: 404, body: outcome("no")}}, systemExport: {location("/s")}}, nil, 1, 1},
		"not built in":   {map[string][]reply{patientExport: {{status: 501}}, systemExport: {location("/s")}}, nil, 1, 1},
		"neither":        {map[string][]reply{patientExport: {{status: 405}}, systemExport: {{status: 404, body: outcome("no")}}}, bcda.ErrBadRequest, 1, 1},
		"too much":       {map[string][]reply{patientExport: {{status: 413, body: outcome("too much")}}}, bcda.ErrTooMuch, 1, 0},
		"a web page":     {map[string][]reply{patientExport: {{status: 404, body: "<html>"}}}, bcda.ErrNotBCDA, 1, 0},
		"lost":           {map[string][]reply{patientExport: {{status: 503}}}, bcda.ErrExportUnsure, 1, 0},
		"no address":     {map[string][]reply{patientExport: {{status: 202}}}, bcda.ErrExportUnsure, 1, 0},
		"other server":   {map[string][]reply{patientExport: {location("https://elsewhere.example/status/1")}}, bcda.ErrOtherServer, 1, 0},
		"other port":     {map[string][]reply{patientExport: {location("http://127.0.0.1:1/status/1")}}, bcda.ErrOtherServer, 1, 0},
		"not secured":    {map[string][]reply{patientExport: {location("http://elsewhere.example/status/1")}}, bcda.ErrOtherServer, 1, 0},
		"no right":       {map[string][]reply{patientExport: {{status: 403, body: outcome("scope")}}}, bcda.ErrUnauthorized, 1, 0},
		"token refused":  {map[string][]reply{patientExport: {{status: 401}}}, bcda.ErrTokenRejected, 2, 0},
		"slow down":      {map[string][]reply{patientExport: {{status: 429, header: map[string]string{"Retry-After": "7"}}}}, bcda.ErrRateLimited, 1, 0},
		"token too late": {map[string][]reply{patientExport: {{status: 401}, location("/s")}}, nil, 2, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := newGenericFixture(t, tt.script)
			_, err := f.client(t).StartExport(t.Context(), bcda.ExportRequest{Types: []string{"Patient", "Coverage"}})
			if !errors.Is(err, tt.want) || (tt.want == nil && err != nil) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if p, s := f.server.count(patientExport), f.server.count(systemExport); p != tt.patient || s != tt.system {
				t.Errorf("asked %d and %d times, want %d and %d", p, s, tt.patient, tt.system)
			}
		})
	}
}

func TestGenericExportAsksLeniently(t *testing.T) {
	f := newGenericFixture(t, map[string][]reply{patientExport: {{status: 400, body: outcome("x")}, location("/s")}})
	if _, err := f.client(t).StartExport(t.Context(), bcda.ExportRequest{Types: []string{"Patient"}}); err != nil {
		t.Fatal(err)
	}
	if got := f.server.header(patientExport).Get("Prefer"); got != "respond-async, handling=lenient" {
		t.Errorf("Prefer: %q", got)
	}
}

func TestGenericJob(t *testing.T) {
	expires := map[string]string{"Expires": "Fri, 21 Aug 2026 07:00:01 GMT"}
	f := newGenericFixture(t, map[string][]reply{"GET /s": {
		{status: 202, header: map[string]string{"X-Progress": "Processed 42 of 100 patients", "Retry-After": "120"}},
		{status: 202, header: map[string]string{"X-Progress": "42% complete, almost there"}},
		{status: 200, header: expires, body: `{"transactionTime":"2026-08-20T07:00:00Z","requiresAccessToken":true,"request":"r",
			"output":[{"type":"Patient","url":"/files/1.Patient.ndjson?sig=secret"},{"type":"Patient","url":"/files/1.Patient.ndjson?sig=other"},
			{"type":"Coverage","url":"files/eyJhbGciOi.x"},{"type":"Patient","url":"/files/1.Patient.ndjson?sig=secret"}],
			"deleted":[{"type":"Bundle","url":"/files/gone.ndjson"}],"error":[{"type":"OperationOutcome","url":"/files/"}]}`},
	}})
	client := f.client(t)
	for i, want := range []int{-1, 42} {
		status, err := client.Job(t.Context(), "/s")
		if err != nil || status.State != bcda.StatePreparing || status.Progress != want {
			t.Errorf("look %d: %+v, %v; want progress %d", i, status, err, want)
		}
	}
	status, err := client.Job(t.Context(), "/s")
	if err != nil {
		t.Fatal(err)
	}
	if got := seconds(f.clock.slept()); got != "2m0s" {
		t.Errorf("waited %s, want what the server asked for once", got)
	}
	at := time.Date(2026, 8, 20, 7, 0, 0, 0, time.UTC)
	want := bcda.JobStatus{State: bcda.StateComplete, Progress: 100, Expires: time.Date(2026, 8, 21, 7, 0, 1, 0, time.UTC), Manifest: &bcda.Manifest{
		Job: "/s", TransactionTime: at, TransactionTimeText: "2026-08-20T07:00:00Z", Request: "r",
		Output:  []bcda.File{{Type: "Patient", Job: "/s", Name: "1.Patient.ndjson"}, {Type: "Patient", Job: "/s", Name: "1.Patient-2.ndjson"}, {Type: "Coverage", Job: "/s", Name: "Coverage.ndjson"}},
		Errors:  []bcda.File{{Type: "OperationOutcome", Job: "/s", Name: "OperationOutcome.ndjson"}},
		Deleted: []bcda.File{{Type: "Bundle", Job: "/s", Name: "gone.ndjson"}},
	}}
	if diff := cmp.Diff(want, status); diff != "" {
		t.Errorf("status (-want +got):\n%s", diff)
	}
}

func TestGenericManifests(t *testing.T) {
	const time1, time2 = `"transactionTime":"2026-08-20T07:00:00Z"`, `"transactionTime":"2026-08-20T08:00:00Z"`
	page := func(body string) reply { return reply{status: 200, body: body} }
	tests := map[string]struct {
		script map[string][]reply
		files  int // -1: still being prepared
		want   error
	}{
		"pages": {map[string][]reply{
			"GET /s": {page(`{` + time1 + `,"output":[{"type":"Patient","url":"/f/1"}],"link":[{"relation":"next","url":"/s2?p=2"}]}`)}, "GET /s2": {page(`{` + time1 + `,"output":[{"type":"Patient","url":"/f/2"}]}`)},
		}, 2, nil},
		"pages of two times": {map[string][]reply{
			"GET /s": {page(`{` + time1 + `,"link":[{"relation":"next","url":"/s2"}]}`)}, "GET /s2": {page(`{` + time2 + `}`)},
		}, 0, bcda.ErrBadReply},
		"page not ready": {map[string][]reply{
			"GET /s": {page(`{` + time1 + `,"link":[{"relation":"next","url":"/s2"}]}`)}, "GET /s2": {{status: 202}},
		}, -1, nil},
		"page elsewhere":      {map[string][]reply{"GET /s": {page(`{` + time1 + `,"link":[{"relation":"next","url":"https://elsewhere.example/2"}]}`)}}, 0, bcda.ErrOtherServer},
		"circle":              {map[string][]reply{"GET /s": {page(`{` + time1 + `,"link":[{"relation":"next","url":"/s"}]}`)}}, 0, bcda.ErrBadReply},
		"nothing new":         {map[string][]reply{"GET /s": {page(`{` + time1 + `}`)}}, 0, nil},
		"no time":             {map[string][]reply{"GET /s": {page(`{"output":[]}`)}}, 0, bcda.ErrBadReply},
		"no JSON":             {map[string][]reply{"GET /s": {page(`done`)}}, 0, bcda.ErrBadReply},
		"redirect":            {map[string][]reply{"GET /s": {{status: 303, header: map[string]string{"Location": "/m"}}}, "GET /m": {page(`{` + time1 + `,"output":[{"type":"Patient","url":"x"}]}`)}}, 1, nil},
		"redirected away":     {map[string][]reply{"GET /s": {{status: 303, header: map[string]string{"Location": "https://elsewhere.example/"}}}}, 0, bcda.ErrOtherServer},
		"redirected in rings": {map[string][]reply{"GET /s": {{status: 302, header: map[string]string{"Location": "/s"}}}}, 0, bcda.ErrBadReply},
		"open files":          {map[string][]reply{"GET /s": {page(`{` + time1 + `,"requiresAccessToken":false,"output":[{"type":"Patient","url":"https://store.example/f?sig=1"}]}`)}}, 1, nil},
		"closed files":        {map[string][]reply{"GET /s": {page(`{` + time1 + `,"requiresAccessToken":true,"output":[{"type":"Patient","url":"https://store.example/f"}]}`)}}, 0, bcda.ErrOtherServer},
		"unsaid files":        {map[string][]reply{"GET /s": {page(`{` + time1 + `,"output":[{"type":"Patient","url":"https://store.example/f"}]}`)}}, 0, bcda.ErrOtherServer},
		"plain http files":    {map[string][]reply{"GET /s": {page(`{` + time1 + `,"requiresAccessToken":false,"output":[{"type":"Patient","url":"http://store.example/f"}]}`)}}, 0, bcda.ErrOtherServer},
		"failed":              {map[string][]reply{"GET /s": {{status: 400, body: outcome("no manifest")}}}, 0, bcda.ErrJobFailed},
		"too many files":      {map[string][]reply{"GET /s": {{status: 413, body: "Too many files"}}}, 0, bcda.ErrTooMuch},
		"unknown":             {map[string][]reply{"GET /s": {{status: 404, body: outcome("no")}}}, 0, bcda.ErrJobExpired},
		"given up":            {map[string][]reply{"GET /s": {{status: 500, body: strings.Replace(outcome("no"), "exception", "processing", 1)}}}, 0, bcda.ErrJobFailed},
		"given up after all":  {map[string][]reply{"GET /s": {{status: 500, body: outcome("no")}}}, 0, bcda.ErrJobFailed},
		"trouble":             {map[string][]reply{"GET /s": {{status: 503}}}, 0, bcda.ErrServerTrouble},
		"trouble for a time":  {map[string][]reply{"GET /s": {{status: 503}, {status: 429}, page(`{` + time1 + `}`)}}, 0, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			f := newGenericFixture(t, tt.script)
			status, err := f.client(t).Job(t.Context(), "/s")
			if !errors.Is(err, tt.want) || (tt.want == nil && err != nil) {
				t.Fatalf("got %v, want %v", err, tt.want)
			}
			if err != nil {
				return
			}
			files := -1
			if status.Manifest != nil {
				files = len(status.Manifest.Output)
			}
			if files != tt.files {
				t.Errorf("%d files, want %d", files, tt.files)
			}
		})
	}
}

// The id of a job never leads a token to another place.
func TestGenericJobIDs(t *testing.T) {
	f := newGenericFixture(t, nil)
	client := f.client(t)
	for _, id := range []bcda.JobID{"", "42", "s", "//elsewhere.example/s", "https://elsewhere.example/s", "/s#x", "/\x00"} {
		if _, err := client.Job(t.Context(), id); !errors.Is(err, bcda.ErrBadRequest) {
			t.Errorf("%q: got %v, want refused", id, err)
		}
		if err := client.CancelJob(t.Context(), id); !errors.Is(err, bcda.ErrBadRequest) {
			t.Errorf("cancel %q: got %v, want refused", id, err)
		}
	}
	for _, path := range []string{"GET /", "GET /s", "DELETE /s"} {
		if n := f.server.count(path); n != 0 {
			t.Errorf("%s was asked %d times", path, n)
		}
	}
}

func TestLedgerName(t *testing.T) {
	names := map[string]bcda.JobID{}
	for _, id := range []bcda.JobID{"42", "/fhir/$export-poll-status?_jobId=1", "/fhir/$export-poll-status?_jobId=2", "/bulk/eyJhbGciOiJI.x", "/"} {
		name := id.LedgerName()
		if other, taken := names[name]; taken {
			t.Errorf("%q and %q are both called %s", id, other, name)
		}
		if names[name] = id; strings.ContainsAny(name, "/?$=") || strings.Contains(name, "eyJ") || len(name) > 80 {
			t.Errorf("%q is called %q", id, name)
		}
	}
	if got := bcda.JobID("42").LedgerName(); got != "42" {
		t.Errorf("a number: got %q", got)
	}
}

func TestGenericCancel(t *testing.T) {
	for _, status := range []int{202, 200, 204, 404, 410} {
		f := newGenericFixture(t, map[string][]reply{"DELETE /s": {{status: status}}})
		if err := f.client(t).CancelJob(t.Context(), "/s"); err != nil {
			t.Errorf("%d: %v", status, err)
		}
	}
}

// What BCDA alone has is not asked for.
func TestGenericLacksWhatIsBCDAs(t *testing.T) {
	client := newGenericFixture(t, nil).client(t)
	if jobs, err := client.Jobs(t.Context()); err != nil || len(jobs) != 0 {
		t.Errorf("jobs: %v, %v", jobs, err)
	}
	if err := client.Probe(t.Context(), bcda.V3); err != nil {
		t.Errorf("probe: %v", err)
	}
	_, attribution := client.Attribution(t.Context())
	_, release := client.Release(t.Context())
	for _, err := range []error{attribution, release, client.Welcome(t.Context())} {
		if !errors.Is(err, bcda.ErrNotOffered) {
			t.Errorf("got %v, want ErrNotOffered", err)
		}
	}
}

func readAll(to *string) func(io.Reader) error {
	return func(r io.Reader) error {
		b, err := io.ReadAll(r)
		*to = string(b)
		return err
	}
}

// Times in other zones are kept in UTC, as they are compared as text.
func TestGenericTransactionTime(t *testing.T) {
	for text, want := range map[string]string{
		"2026-08-20T07:00:00.5Z": "2026-08-20T07:00:00.5Z", "2026-08-20T07:00:00+02:00": "2026-08-20T05:00:00Z", "2026-08-20T07:00:00.25-0400": "2026-08-20T11:00:00.25Z",
	} {
		f := newGenericFixture(t, map[string][]reply{"GET /s": {{status: 200, body: `{"transactionTime":"` + text + `"}`}}})
		status, err := f.client(t).Job(t.Context(), "/s")
		if err != nil || status.Manifest.TransactionTimeText != want {
			t.Errorf("%s: got %+v, %v; want %s", text, status.Manifest, err, want)
		}
	}
}
