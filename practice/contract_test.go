package practice_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"

	"github.com/claimsdesk/claimsdesk/practice"
)

// deviation is one way in which the real server, and so this one, differs from
// the published contract.
type deviation struct {
	// allowedBy is the first cell of the line of docs/reference/bcda-protocol.md,
	// section 10, that describes it.
	allowedBy string
	// found reports whether a problem is this deviation.
	found func(p problem) bool
}

// problem is one thing that the contract does not allow.
type problem struct {
	operation string // operationId
	status    int
	text      string
}

// deviations is the complete list: any other problem fails the test, and so does
// an entry that never occurs.
func deviations() map[string]deviation {
	is := func(text string) func(problem) bool {
		return func(p problem) bool { return p.text == text }
	}
	status := func(cancel bool) func(problem) bool {
		return func(p problem) bool {
			known := []int{400, 401, 403, 404, 410, 429, 500, 503}
			return strings.Contains(p.text, "status is not supported") && slices.Contains(known, p.status) && (p.operation == "cancelJob") == cancel
		}
	}
	refused := func(operation, diagnostics string) func(problem) bool {
		return func(p problem) bool {
			return strings.Contains(p.operation, operation) && strings.HasPrefix(p.text, "allowed request refused: "+diagnostics)
		}
	}
	return map[string]deviation{
		"errors have statuses and bodies": {"only 202 / 200 responses", status(false)},
		"a job that cannot be cancelled":  {"DELETE 202 only", status(true)},
		"the list of jobs is a Bundle":    {"`/jobs` → 200 array of objects", is("response body doesn't match schema in listJobs")},
		"metadata is plain JSON":          {"metadata `application/fhir+json`", is("content type application/json in getCapabilityStatement")},
		"job ids are numbers":             {"only 202 / 200 responses", refused("Job", "could not parse job id")},
		"v3":                              {"only v2 servers", is("no such server: v3")},
		"the group new is refused":        {"group ids `all, runout, new`", refused("exportGroup", "Invalid group ID")},
		"the manifest names the job":      {"manifest without `JobID`", is("undocumented property JobID in getJob")},
		"progress":                        {"job 202 without headers", is("undocumented header X-Progress in getJob")},
		"expiry":                          {"job 202 without headers", is("undocumented header Expires in getJob")},
		"where the job of a group is":     {"no Content-Location on Group export", is("undocumented header Content-Location in exportGroup")},
		"Accept on Group exports":         {"`Accept` required on Patient export only", refused("exportGroup", "Accept header is required")},
		"Accept on the list of jobs":      {"`Accept` required on Patient export only", refused("listJobs", "Accept header is required")},
		"Prefer on the list of jobs":      {"`Accept` required on Patient export only", refused("listJobs", "Prefer header is required")},
		"resource types":                  {"`_type` Patient, Coverage, EOB", is("undocumented type Claim")},
		"filters":                         {"no `_typeFilter`", refused("export", "invalid _tag value")},
		"formats":                         {"`_outputFormat` default; not on Group", refused("exportGroup", "_outputFormat parameter must be one of")},
		"files":                           {"no `/data` path", is("no such path: /data/")},
		"tokens":                          {"`/auth/token` only mentioned, \"SMART Backend Services\"", is("no such path: /auth/")},
		"dates of attribution":            {"`/attribution_status` free object", is("undocumented property ingestion_dates in getAttributionStatus")},
	}
}

// contract is the published contract with the problems found so far.
type contract struct {
	t        *testing.T
	doc      *openapi3.T
	problems []problem
	covered  map[string]bool // operationIds that gave the reply the contract promises
}

func loadContract(t *testing.T) *contract {
	t.Helper()
	doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join("..", "docs", "reference", "bcda-openapi-v2.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return &contract{t: t, doc: doc, covered: map[string]bool{}}
}

// promised finds the operation for a path below /api/vN.
func (c *contract) promised(method, path string) (template string, op *openapi3.Operation, params map[string]string) {
	parts := strings.Split(path, "/")
	for template, item := range c.doc.Paths.Map() {
		want := strings.Split(template, "/")
		if len(want) != len(parts) {
			continue
		}
		params = map[string]string{}
		matches := true
		for i := range want {
			if strings.HasPrefix(want[i], "{") {
				params[strings.Trim(want[i], "{}")] = parts[i]
			} else if want[i] != parts[i] {
				matches = false
			}
		}
		if matches {
			return template, item.GetOperation(method), params
		}
	}
	return "", nil, nil
}

// ask sends a request and holds the request and its reply against the contract.
func (c *contract) ask(r *rig, method, path string, headers ...string) reply {
	c.t.Helper()
	got := r.ask(method, path, headers...)
	bare, _, _ := strings.Cut(path, "?")
	rest := bare
	if after, ok := strings.CutPrefix(bare, "/api/"); ok {
		var version string
		version, rest = after[:2], after[2:]
		if !slices.ContainsFunc(c.doc.Servers, func(s *openapi3.Server) bool { return strings.HasSuffix(s.URL, "/api/"+version) }) {
			c.found("", 0, "no such server: "+version)
		}
	}
	template, op, params := c.promised(method, rest)
	if op == nil {
		c.found("", got.status, "no such path: /"+strings.Split(rest, "/")[1]+"/")
		return got
	}
	req, err := http.NewRequestWithContext(c.t.Context(), method, r.web.URL+path, nil)
	if err != nil {
		c.t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		req.Header.Set(name, value)
	}
	c.validate(op, got, &openapi3filter.RequestValidationInput{
		Request: req, PathParams: params,
		Route: &routers.Route{
			Spec: c.doc, Server: c.doc.Servers[0], Path: template,
			PathItem: c.doc.Paths.Value(template), Method: method, Operation: op,
		},
		Options: &openapi3filter.Options{AuthenticationFunc: func(_ context.Context, in *openapi3filter.AuthenticationInput) error {
			if in.RequestValidationInput.Request.Header.Get("Authorization") != strings.TrimPrefix(r.bearer(), "Authorization: ") {
				return errors.New("not the token in force")
			}
			return nil
		}},
	})
	c.undocumented(op, got)
	return got
}

// validate lets the library judge the reply, and the server's refusal of what the
// contract allows.
func (c *contract) validate(op *openapi3.Operation, got reply, in *openapi3filter.RequestValidationInput) {
	out := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: got.status, Header: got.header,
		Body:    io.NopCloser(strings.NewReader(got.body)),
		Options: &openapi3filter.Options{IncludeResponseStatus: true},
	}
	if err := openapi3filter.ValidateResponse(c.t.Context(), out); err != nil {
		text := err.Error()
		var wrong *openapi3filter.ResponseError
		if errors.As(err, &wrong) {
			text = wrong.Reason
		}
		switch {
		case strings.Contains(text, "Content-Type"):
			text = "content type " + got.header.Get("Content-Type") + " in " + op.OperationID
		case strings.Contains(text, "match schema"):
			text = "response body doesn't match schema in " + op.OperationID
		}
		c.found(op.OperationID, got.status, text)
	}
	if got.status < 300 {
		c.covered[op.OperationID] = true
		c.checkTypes(in.Request.URL.Query().Get("_type"))
	}
	if got.status == http.StatusBadRequest && openapi3filter.ValidateRequest(c.t.Context(), in) == nil {
		body := decode[struct {
			Issue []struct{ Diagnostics string }
		}](c.t, got.body)
		c.found(op.OperationID, got.status, "allowed request refused: "+body.Issue[0].Diagnostics)
	}
}

// checkTypes compares accepted types with those in the contract's description.
func (c *contract) checkTypes(list string) {
	param := c.doc.Paths.Value("/Patient/$export").Get.Parameters.GetByInAndName("query", "_type")
	_, documented, _ := strings.Cut(param.Schema.Value.Description, ": ")
	for t := range strings.SplitSeq(list, ",") {
		if t != "" && !slices.Contains(strings.Split(documented, ","), t) {
			c.found("", 0, "undocumented type "+t)
		}
	}
}

// undocumented looks for what OpenAPI lets pass silently: headers of the protocol
// and properties.
func (c *contract) undocumented(op *openapi3.Operation, got reply) {
	promised := op.Responses.Status(got.status)
	if promised == nil {
		return
	}
	for _, name := range []string{"Content-Location", "X-Progress", "Expires", "Retry-After"} {
		if got.header.Get(name) != "" && promised.Value.Headers[name] == nil {
			c.found(op.OperationID, got.status, "undocumented header "+name+" in "+op.OperationID)
		}
	}
	media := promised.Value.Content.Get(got.header.Get("Content-Type"))
	if media == nil || media.Schema.Value.Type.Is("array") {
		return
	}
	for name := range decode[map[string]any](c.t, got.body) {
		if media.Schema.Value.Properties[name] == nil {
			c.found(op.OperationID, got.status, "undocumented property "+name+" in "+op.OperationID)
		}
	}
}

func (c *contract) found(operation string, status int, text string) {
	c.problems = append(c.problems, problem{operation, status, text})
}

// TestContract asks for every operation in every way and holds all replies against
// docs/reference/bcda-openapi-v2.yaml.
func TestContract(t *testing.T) {
	c := loadContract(t)
	for _, version := range []string{"v2", "v3"} {
		c.walk(version)
	}
	c.walkCompliant()
	for name := range c.operations() {
		if !c.covered[name] {
			t.Errorf("operation %s never gave the reply that the contract promises", name)
		}
	}
	occurred := map[string]bool{}
	for _, p := range c.problems {
		listed := false
		for name, d := range deviations() {
			if d.found(p) {
				occurred[name], listed = true, true
			}
		}
		if !listed {
			t.Errorf("not allowed by the contract, and not listed: %+v", p)
		}
	}
	for name := range deviations() {
		if !occurred[name] {
			t.Errorf("listed deviation %q never occurred", name)
		}
	}
}

func (c *contract) operations() map[string]bool {
	ids := map[string]bool{}
	for _, item := range c.doc.Paths.Map() {
		for _, op := range item.Operations() {
			ids[op.OperationID] = true
		}
	}
	return ids
}

// walk asks a server with all quirks for every operation of one version.
func (c *contract) walk(version string) {
	r := newRig(c.t, practice.Config{Quirks: practice.AllQuirks}).signIn()
	api := "/api/" + version
	bearer, accept, prefer := r.bearer(), "Accept: application/fhir+json", "Prefer: respond-async"
	ask := func(method, path string, headers ...string) reply {
		return c.ask(r, method, api+path, append([]string{bearer}, headers...)...)
	}
	c.ask(r, http.MethodPost, "/auth/token", right(r))
	ask(http.MethodGet, "/metadata")
	ask(http.MethodGet, "/attribution_status")
	if version == "v2" {
		ask(http.MethodGet, "/Patient/$export?_type=Claim", accept, prefer)
		r.clock.pass(time.Second)
	}
	got := ask(http.MethodGet, "/Patient/$export?_type=Patient&_since=2026-08-01T00:00:00Z", accept, prefer)
	job := strings.TrimPrefix(got.header.Get("Content-Location"), r.web.URL+api)
	ask(http.MethodGet, job)
	r.clock.pass(500 * time.Millisecond)
	ask(http.MethodGet, job)
	r.clock.pass(500 * time.Millisecond)
	m := decode[manifest](c.t, ask(http.MethodGet, job).body)
	c.ask(r, http.MethodGet, r.path(m.Output[0]), bearer)
	got = ask(http.MethodGet, "/Group/all/$export", accept, prefer)
	ask(http.MethodGet, "/Group/runout/$export", accept, prefer) // 429
	job2 := strings.TrimPrefix(got.header.Get("Content-Location"), r.web.URL+api)
	ask(http.MethodDelete, job2)
	ask(http.MethodDelete, job2)
	ask(http.MethodGet, job2)
	ask(http.MethodGet, "/jobs", accept, prefer)
	c.walkRefusals(ask, accept, prefer)
	r.clock.pass(25 * time.Hour)
	bearer = r.signIn().bearer()
	ask(http.MethodGet, job) // swept at 11:00 next day, which has not come
	ask(http.MethodGet, "/jobs/901")
	ask(http.MethodGet, "/jobs/902")
	ask(http.MethodGet, "/jobs/903")
	bearer = "Authorization: Bearer x"
	ask(http.MethodGet, "/attribution_status")
}

// walkRefusals asks for what the server refuses.
func (c *contract) walkRefusals(ask func(method, path string, headers ...string) reply, accept, prefer string) {
	tag := filter("_tag=x")
	ask(http.MethodGet, "/Group/new/$export", accept, prefer)
	ask(http.MethodGet, "/Group/all/$export", prefer)
	ask(http.MethodGet, "/Patient/$export", prefer)
	ask(http.MethodGet, "/jobs")
	ask(http.MethodGet, "/jobs", accept)
	ask(http.MethodGet, "/Group/all/$export?_outputFormat=csv", accept, prefer)
	ask(http.MethodDelete, "/jobs/1")
	if got := ask(http.MethodGet, "/Group/all/$export"+tag, accept, prefer); got.status == http.StatusAccepted {
		ask(http.MethodDelete, "/jobs/x") // v2 ignores the filter
	}
}

// walkCompliant asks a server without quirks: what the quirks named in the list
// explain must be gone.
func (c *contract) walkCompliant() {
	plain := &contract{t: c.t, doc: c.doc, covered: c.covered}
	r := newRig(c.t, practice.Config{Quirks: practice.NoQuirks}).signIn()
	headers := []string{r.bearer(), "Accept: application/fhir+json", "Prefer: respond-async"}
	got := plain.ask(r, http.MethodGet, "/api/v2/Group/new/$export", headers...)
	r.clock.pass(time.Second)
	plain.ask(r, http.MethodGet, strings.TrimPrefix(got.header.Get("Content-Location"), r.web.URL), headers...)
	list := deviations()
	for _, p := range plain.problems {
		for _, quirk := range []string{"the group new is refused", "the manifest names the job", "errors have statuses and bodies"} {
			if list[quirk].found(p) {
				c.t.Errorf("without quirks: got %+v", p)
			}
		}
	}
	c.problems = append(c.problems, plain.problems...)
}

// TestDeviationsAreDescribed finds the line of section 10 that allows each listed
// deviation.
func TestDeviationsAreDescribed(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "docs", "reference", "bcda-protocol.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(text), "\n## 10. ")
	if !ok {
		t.Fatal("docs/reference/bcda-protocol.md has no section 10")
	}
	for name, d := range deviations() {
		if !strings.Contains(section, "\n| "+d.allowedBy+" |") {
			t.Errorf("%s: section 10 has no line %q", name, d.allowedBy)
		}
	}
}
