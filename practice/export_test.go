package practice_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/practice"
)

// exportCase is one refused or accepted export. It is asked on v2 and v3 unless
// only says otherwise.
type exportCase struct {
	query   string   // after /Group/all/$export, or a whole path
	headers []string // nil: the right ones
	entity  practice.Entity
	quirks  practice.Quirks
	only    string
	status  int
	text    string // diagnostics, or a part of it
}

// TestExportAnswers has a case for each row of docs/reference/bcda-protocol.md 3
// about parameters, headers, types, entity and attribution.
func TestExportAnswers(t *testing.T) {
	prefer, accept := "Prefer: respond-async", "Accept: application/fhir+json"
	tests := map[string]exportCase{
		"no Accept":                {headers: []string{prefer}, status: 400, text: "Accept header is required"},
		"Accept anything":          {headers: []string{prefer, "Accept: */*"}, status: 400, text: "application/fhir+json is the only supported response format"},
		"Accept json":              {headers: []string{prefer, "Accept: application/json"}, status: 400, text: "application/fhir+json is the only supported response format"},
		"Accept list":              {headers: []string{prefer, "Accept: text/html, application/fhir+json;q=0.9"}, status: 202},
		"no Prefer":                {headers: []string{accept}, status: 400, text: "Prefer header is required"},
		"wrong Prefer":             {headers: []string{accept, "Prefer: respond-sync"}, status: 400, text: "Only asynchronous responses are supported"},
		"format short":             {query: "?_outputFormat=ndjson", status: 202},
		"format middle":            {query: "?_outputFormat=application/ndjson", status: 202},
		"format long":              {query: "?_outputFormat=application/fhir%2Bndjson", status: 202},
		"format with raw plus":     {query: "?_outputFormat=application/fhir+ndjson", status: 400, text: "_outputFormat parameter must be one of ["},
		"elements":                 {query: "?_elements=id", status: 400, text: "Invalid parameter: this server does not support the _elements parameter."},
		"question mark":            {query: "??_type=Patient", status: 400, text: "Invalid parameter: query parameters cannot start with ?"},
		"unknown parameter":        {query: "?patient=1&includeAssociatedData=x", status: 202},
		"since Z":                  {query: "?_since=2026-08-01T00:00:00Z", status: 202},
		"since zone":               {query: "?_since=2026-08-01T00:00:00%2B02:00", status: 202},
		"since raw plus":           {query: "?_since=2026-08-01T00:00:00+02:00", status: 400, text: "Invalid date format supplied in _since parameter.  Date must be in FHIR Instant format."},
		"since date":               {query: "?_since=2026-08-01", status: 400, text: "Date must be in FHIR Instant format."},
		"since future":             {query: "?_since=2026-08-20T07:00:01Z", status: 400, text: "Date must be a date that has already passed"},
		"since before attribution": {query: "?_since=2025-08-20T00:00:00Z", status: 404, text: "failed to start job; attribution file not found for given _since parameter."},
		"repeated type":            {query: "?_type=Patient,Patient", status: 400, text: "Repeated resource type Patient"},
		"second type parameter":    {query: "?_type=Patient&_type=Nonsense", status: 202},
		"unknown type":             {query: "?_type=Patient,Nonsense", status: 400, text: "invalid resource type Nonsense. Supported types ["},
		"type in small letters":    {query: "?_type=patient", status: 400, text: "invalid resource type patient"},
		"type in v3":               {query: "?_type=Claim", only: "v3", status: 400, text: "invalid resource type Claim"},
		"type in v2":               {query: "?_type=Claim", only: "v2", status: 202},
		"type not granted":         {query: "?_type=ClaimResponse", only: "v2", status: 400, text: "unauthorized resource type ClaimResponse"},
		"filter without question":  {query: "?_typeFilter=ExplanationOfBenefit", only: "v3", status: 400, text: "missing question mark"},
		"filter ignored in v2":     {query: "?_typeFilter=ExplanationOfBenefit", only: "v2", status: 202},
		"filter tag":               {query: filter("_tag=" + practice.SystemTypeURL + "|Nonsense"), only: "v3", status: 400, text: "invalid _tag value"},
		"filter outcome":           {query: filter("outcome=queued"), only: "v3", status: 400, text: "invalid outcome value"},
		"filter service date":      {query: filter("service-date=soon"), only: "v3", status: 400, text: "invalid service-date value"},
		"two filters":              {query: filter("outcome=complete") + "&_typeFilter=x", only: "v3", status: 400, text: "only one"},
		"good filter":              {query: filter("outcome=complete&service-date=ge2024"), only: "v3", status: 202},
		"GUIDE shared system":      {query: filter("_tag=" + practice.SystemTypeURL + "|SharedSystem"), entity: practice.Entity{Guide: true}, only: "v3", status: 400, text: "Model entities in GUIDE are not eligible to access SharedSystem data"},
		"GUIDE national":           {query: filter("_tag=" + practice.SystemTypeURL + "|DDPS"), entity: practice.Entity{Guide: true}, only: "v3", status: 202},
		"denied":                   {entity: practice.Entity{CMSID: "A1234", Denied: true}, status: 403, text: "ACO (CMS_ID: A1234) is unauthorized"},
		"unknown entity":           {entity: practice.Entity{Unknown: true}, status: 403, text: "Unauthorized Error"},
		"model off":                {entity: practice.Entity{ModelOff: true}, status: 401},
		"v3 not granted":           {entity: practice.Entity{Versions: []string{"v2"}}, only: "v3", status: 403, text: "V3 access not enabled for this ACO"},
		"v2 not granted":           {entity: practice.Entity{Versions: []string{"v3"}}, only: "v2", status: 403, text: "v1 nor v2 access not enabled for this ACO"},
		"no attribution":           {entity: practice.Entity{NoAttribution: true}, status: 404, text: "failed to start job; attribution file not found"},
		"january":                  {quirks: practice.January, status: 404, text: "unable to perform export operations for this Group. No up-to-date attribution information is available for ACOID 'A9994'"},
		"runout over":              {query: "/Group/runout/$export", quirks: practice.RunoutOver, status: 404, text: "runout data is no longer available. Runout data expires 180 days after ingestion"},
		"runout":                   {query: "/Group/runout/$export", status: 202},
		"patient endpoint":         {query: "/Patient/$export", status: 202},
		"encoded dollar":           {query: "/Group/all/%24export", status: 202},
		"early since for Patient":  {query: "/Patient/$export?_since=2025-08-20T00:00:00Z", status: 202},
		"group new":                {query: "/Group/new/$export", quirks: practice.AllQuirks, status: 400, text: "Invalid group ID"},
		"group unknown":            {query: "/Group/every/$export", status: 400, text: "Invalid group ID"},
		"group patient":            {query: "/Group/patient/$export", status: 400, text: "Invalid group ID"},
	}
	for name, tc := range tests {
		for _, version := range []string{"v2", "v3"} {
			if tc.only == "" || tc.only == version {
				t.Run(name+" "+version, func(t *testing.T) { tc.run(t, version) })
			}
		}
	}
}

func filter(query string) string {
	return "?_typeFilter=" + url.QueryEscape("ExplanationOfBenefit?"+query)
}

func (tc exportCase) run(t *testing.T, version string) {
	r := newRig(t, practice.Config{Entity: tc.entity, Quirks: tc.quirks}).signIn()
	path := "/Group/all/$export" + tc.query
	if strings.HasPrefix(tc.query, "/") {
		path = tc.query
	}
	headers := tc.headers
	if headers == nil {
		headers = []string{"Accept: application/fhir+json", "Prefer: respond-async"}
	}
	got := r.get("/api/"+version+path, headers...)
	if got.status != tc.status {
		t.Fatalf("status: got %d %q, want %d", got.status, got.body, tc.status)
	}
	if tc.status == http.StatusAccepted {
		if got.body != "" || !strings.HasPrefix(got.header.Get("Content-Location"), r.web.URL+"/api/"+version+"/jobs/") {
			t.Errorf("accepted: got body %q, Content-Location %q", got.body, got.header.Get("Content-Location"))
		}
		return
	}
	wantOutcome(t, version, got, tc.text)
}

// wantOutcome holds an error body against the shape of its version; text is the
// beginning of the diagnostics or a part, and empty where there are none.
func wantOutcome(t *testing.T, version string, got reply, text string) {
	t.Helper()
	if ct := got.header.Get("Content-Type"); ct != "application/fhir+json" {
		t.Errorf("content type: got %q", ct)
	}
	type coding struct{ System, Code, Display string }
	body := decode[struct {
		ResourceType string
		Issue        []struct {
			Severity, Code string
			Diagnostics    *string
			Details        *struct {
				Coding []coding
				Text   *string
			}
		}
	}](t, got.body)
	if body.ResourceType != "OperationOutcome" || len(body.Issue) != 1 {
		t.Fatalf("body: got %q, want one OperationOutcome with one issue", got.body)
	}
	is := body.Issue[0]
	codes := map[int]string{400: "structure", 401: "forbidden", 403: "forbidden", 404: "not-found", 410: "not-found", 500: "exception"}
	if is.Severity != "error" || is.Code != codes[got.status] {
		t.Errorf("issue: got %s %s, want error %s", is.Severity, is.Code, codes[got.status])
	}
	if (is.Diagnostics == nil) != (text == "") || text != "" && !strings.Contains(*is.Diagnostics, text) {
		t.Errorf("diagnostics in %q: want %q", got.body, text)
	}
	switch {
	case version == "":
		if is.Details != nil {
			t.Errorf("details in %q: want none", got.body)
		}
	case version == "v2":
		if is.Details == nil || len(is.Details.Coding) != 1 || is.Details.Coding[0].Code != "Request Error" {
			t.Errorf("details in %q: want a coding", got.body)
		}
	case text != "":
		if is.Details == nil || is.Details.Coding != nil || is.Details.Text == nil {
			t.Errorf("details in %q: want a text and no coding", got.body)
		}
	}
}

// TestOrderOfChecks makes a request wrong in every way and mends one after the
// other: the refusals must come in the order of docs/reference/bcda-protocol.md 3.
func TestOrderOfChecks(t *testing.T) {
	r := newRig(t, practice.Config{Quirks: practice.Duplicate429 | practice.GroupNew400}).signIn()
	running := r.export("/api/v3/Group/all/$export")
	bad := practice.Entity{Denied: true, ModelOff: true, Versions: []string{"v2"}, NoAttribution: true}
	r.srv.SetEntity(bad)
	headers := []string{"Authorization: none"}
	query := "?_elements=x&_type=Nonsense"
	ask := func() reply { return r.ask(http.MethodGet, "/api/v3/Group/all/$export"+query, headers...) }
	steps := []struct {
		name   string
		mend   func()
		status int
		text   string
	}{
		{"token", func() {}, 401, "Invalid Token"},
		{"denylist", func() { headers[0] = r.bearer() }, 403, "is unauthorized"},
		{"model", func() { bad.Denied = false; r.srv.SetEntity(bad) }, 401, `"issue":[{"severity":"error","code":"forbidden"}]`},
		{"version", func() { bad.ModelOff = false; r.srv.SetEntity(bad) }, 403, "V3 access not enabled"},
		{"parameters", func() { bad.Versions = nil; r.srv.SetEntity(bad) }, 400, "_elements"},
		{"headers", func() { query = "?_type=Nonsense" }, 400, "Accept header is required"},
		{"duplicates", func() { headers = append(headers, "Accept: application/fhir+json", "Prefer: respond-async") }, 429, ""},
		{"types", func() { r.complete(running) }, 400, "invalid resource type Nonsense"},
		{"attribution", func() { query = "" }, 404, "attribution file not found"},
		{"nothing", func() { bad.NoAttribution = false; r.srv.SetEntity(bad) }, 202, ""},
	}
	for _, step := range steps {
		step.mend()
		got := ask()
		if got.status != step.status || !strings.Contains(got.body, step.text) {
			t.Errorf("%s: got %d %q, want %d %q", step.name, got.status, got.body, step.status, step.text)
		}
	}
}

// TestDuplicates has a case for each rule of docs/reference/bcda-protocol.md 3,
// Duplicate jobs.
func TestDuplicates(t *testing.T) {
	tests := map[string]struct {
		running, next string
		want          int
	}{
		"same URL":                   {"/api/v3/Group/all/$export?_type=Patient,Coverage", "/api/v3/Group/all/$export?_type=Patient,Coverage", 429},
		"next names no type":         {"/api/v3/Group/all/$export?_type=Patient", "/api/v3/Group/all/$export", 429},
		"running names no type":      {"/api/v3/Group/all/$export", "/api/v3/Group/all/$export?_type=Patient", 429},
		"running type in list":       {"/api/v3/Group/all/$export?_type=Patient", "/api/v3/Group/all/$export?_type=Coverage,Patient", 429},
		"other types":                {"/api/v3/Group/all/$export?_type=Patient", "/api/v3/Group/all/$export?_type=Coverage", 202},
		"other group":                {"/api/v3/Group/all/$export", "/api/v3/Group/runout/$export", 429},
		"since makes no difference":  {"/api/v3/Group/all/$export?_type=Patient", "/api/v3/Group/all/$export?_type=Patient&_since=2026-08-01T00:00:00Z", 429},
		"filter makes no difference": {"/api/v3/Group/all/$export?_type=ExplanationOfBenefit", "/api/v3/Group/all/$export" + filter("outcome=partial"), 429},
		"other version":              {"/api/v2/Group/all/$export", "/api/v3/Group/all/$export", 202},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			r := newRig(t, practice.Config{Quirks: practice.AllQuirks}).signIn()
			r.export(tc.running)
			if got := r.async(tc.next); got.status != tc.want {
				t.Errorf("while running: got %d %q, want %d", got.status, got.body, tc.want)
			}
			r.clock.pass(time.Second)
			if got := r.async(tc.next); got.status != 202 && tc.want == 429 {
				t.Errorf("after the end: got %d, want 202", got.status)
			}
		})
	}
}

// TestReleases follows one version through incremental exports: each completed EOB
// export of all people moves it on, nothing else does.
func TestReleases(t *testing.T) {
	for _, version := range []string{"v2", "v3"} {
		t.Run(version, func(t *testing.T) {
			r := newRig(t, practice.Config{}).signIn()
			base := "/api/" + version
			lines := func(path string) (int, string) {
				m := r.complete(r.export(base + path))
				n := 0
				for _, it := range m.Output {
					n += strings.Count(r.get(r.path(it)).body, "\n")
				}
				return n, m.TransactionTime
			}
			if n, _ := lines("/Group/all/$export?_type=Patient"); n != 3 {
				t.Errorf("people: got %d, want 3", n)
			}
			if n, _ := lines("/Group/runout/$export?_type=ExplanationOfBenefit"); n != 3 {
				t.Errorf("runout: got %d, want 3", n)
			}
			eob := "/Group/all/$export?_type=ExplanationOfBenefit"
			n, since := lines(eob)
			if n != 3 {
				t.Errorf("first export: got %d, want 3", n)
			}
			for range 2 { // two follow-up releases
				if n, since = lines(eob + "&_since=" + since); n != 3 {
					t.Errorf("follow-up: got %d, want 3", n)
				}
			}
			m := r.complete(r.export(base + eob + "&_since=" + since))
			if len(m.Output) != 0 {
				t.Errorf("nothing new: got %d files, want none", len(m.Output))
			}
			if n, _ := lines(eob); n != 9 {
				t.Errorf("full export at the end: got %d, want 9", n)
			}
		})
	}
}

// TestReleasesByVersion exports through v2 first: v3 must still start at the
// first release.
func TestReleasesByVersion(t *testing.T) {
	r := newRig(t, practice.Config{}).signIn()
	r.complete(r.export("/api/v2/Group/all/$export"))
	m := r.complete(r.export("/api/v3/Group/all/$export?_type=ExplanationOfBenefit"))
	if got := strings.Count(r.get(r.path(m.Output[0])).body, "\n"); got != 3 {
		t.Errorf("got %d resources, want the 3 of the first release", got)
	}
}

// TestTransactionTime tells the meanings of v2 and v3 apart
// (docs/reference/bcda-protocol.md 4).
func TestTransactionTime(t *testing.T) {
	r := newRig(t, practice.Config{}).signIn()
	want := map[string]string{"v2": "2026-08-17T07:00:00.123Z", "v3": "2026-08-20T07:00:01.123456Z"}
	for _, version := range []string{"v2", "v3"} {
		m := r.complete(r.export("/api/" + version + "/Group/all/$export"))
		if m.TransactionTime != want[version] {
			t.Errorf("%s: got %s, want %s", version, m.TransactionTime, want[version])
		}
	}
}
