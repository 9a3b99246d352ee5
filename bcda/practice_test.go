package bcda_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/practice"
)

// practiceRig is a client against the practice server; both share a clock that passes by sleeping.
type practiceRig struct {
	server *practice.Server
	clock  *clock
	config bcda.Config
	want   map[string]string // NDJSON by resource type
}

func newPracticeRig(t *testing.T, version bcda.Version, quirks practice.Quirks) *practiceRig {
	t.Helper()
	rig := &practiceRig{clock: newClock(), want: map[string]string{
		"Patient":              `{"resourceType":"Patient","id":"-1"}` + "\n" + `{"resourceType":"Patient","id":"-2"}` + "\n",
		"Coverage":             `{"resourceType":"Coverage","id":"part-a--1"}` + "\n",
		"ExplanationOfBenefit": `{"resourceType":"ExplanationOfBenefit","id":"carrier--1"}` + "\n",
	}}
	dir := t.TempDir()
	for name, text := range rig.want {
		if err := os.WriteFile(filepath.Join(dir, name+".ndjson"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	source, err := practice.NewFileSource(dir, string(version))
	if err != nil {
		t.Fatal(err)
	}
	if rig.server, err = practice.New(practice.Config{Source: source, Quirks: quirks, Now: rig.clock.Now}); err != nil {
		t.Fatal(err)
	}
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", rig.clock.Now().UTC().Format(http.TimeFormat))
		rig.server.ServeHTTP(w, r)
	}))
	t.Cleanup(web.Close)
	rig.config = bcda.Config{
		Origin: web.URL, Version: version, Limiter: rate.NewLimiter(rate.Inf, 0),
		Now: rig.clock.Now, Sleep: rig.clock.Sleep, Jitter: func() float64 { return 0.5 },
	}
	rig.config.Tokens, err = bcda.NewBasicTokens(rig.config, rig.server.ClientID(), bcda.NewSecret(rig.server.ClientSecret()))
	if err != nil {
		t.Fatal(err)
	}
	return rig
}

func (r *practiceRig) client(t *testing.T) *bcda.Client {
	t.Helper()
	c, err := bcda.New(r.config)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// complete polls a job until it is done.
func complete(t *testing.T, c *bcda.Client, id bcda.JobID) bcda.JobStatus {
	t.Helper()
	for polls := 1; polls < 50; polls++ {
		status, err := c.Job(t.Context(), id)
		if err != nil {
			t.Fatalf("poll %d: %v", polls, err)
		}
		if status.State == bcda.StateComplete {
			return status
		}
		if err := c.Wait(t.Context(), bcda.PollDelay(polls, 0)); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatalf("job %s is not complete after 50 polls", id)
	return bcda.JobStatus{}
}

// fetchAll downloads all files and returns their lines by type, sorted.
func fetchAll(t *testing.T, c *bcda.Client, files []bcda.File) map[string]string {
	t.Helper()
	lines := map[string][]string{}
	for _, f := range files {
		var text bytes.Buffer
		if _, err := c.Fetch(t.Context(), f, func(r io.Reader) error {
			text.Reset()
			_, err := io.Copy(&text, r)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		lines[f.Type] = append(lines[f.Type], strings.Split(strings.TrimSpace(text.String()), "\n")...)
	}
	got := map[string]string{}
	for name, all := range lines {
		sort.Strings(all)
		got[name] = strings.Join(all, "\n") + "\n"
	}
	return got
}

// eachServer runs a test at both versions, against the real server's ways and against the published contract.
func eachServer(t *testing.T, test func(*testing.T, *practiceRig)) {
	for _, version := range []bcda.Version{bcda.V2, bcda.V3} {
		for name, quirks := range map[string]practice.Quirks{"all quirks": practice.AllQuirks, "no quirks": practice.NoQuirks} {
			t.Run(string(version)+" "+name, func(t *testing.T) { test(t, newPracticeRig(t, version, quirks)) })
		}
	}
}

func TestPracticeExport(t *testing.T) {
	eachServer(t, func(t *testing.T, rig *practiceRig) {
		c := rig.client(t)
		token, err := rig.config.Tokens.Token(t.Context())
		if err != nil || token.CMSID != "A9994" || token.Lifetime != 20*time.Minute {
			t.Fatalf("token: got id %q, lifetime %v, %v", token.CMSID, token.Lifetime, err)
		}
		if err := c.Welcome(t.Context()); err != nil {
			t.Errorf("welcome: %v", err)
		}
		if m, err := c.Metadata(t.Context()); err != nil || m.FHIRVersion != "4.0.1" {
			t.Errorf("metadata: got %+v, %v", m, err)
		}
		if a, err := c.Attribution(t.Context()); err != nil || a.Updated.IsZero() {
			t.Errorf("attribution: got %+v, %v", a, err)
		}
		if best, err := c.BestVersion(t.Context()); err != nil || best != c.Version() {
			t.Errorf("best version: got %q, %v; want %q", best, err, c.Version())
		}
		request := bcda.ExportRequest{Types: []string{"Patient", "Coverage", "ExplanationOfBenefit"}}
		id, err := c.StartExport(t.Context(), request)
		if err != nil {
			t.Fatal(err)
		}
		status := complete(t, c, id)
		if status.Expires.Before(rig.clock.Now()) || status.Manifest.TransactionTime.IsZero() {
			t.Errorf("got expiry %v, transaction time %v", status.Expires, status.Manifest.TransactionTime)
		}
		if got := fetchAll(t, c, status.Manifest.Output); len(got) != 3 || got["Patient"] != rig.want["Patient"] ||
			got["Coverage"] != rig.want["Coverage"] || got["ExplanationOfBenefit"] != rig.want["ExplanationOfBenefit"] {
			t.Errorf("got %v, want %v", got, rig.want)
		}
		fetchAll(t, c, status.Manifest.Errors)
		tasks, err := c.Jobs(t.Context(), bcda.ServerCompleted)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, task := range tasks {
			found = found || task.ID == id && task.Status == bcda.TaskCompleted && task.Matches(c.Version(), request) && task.FilesLikely(rig.clock.Now())
		}
		if !found {
			t.Errorf("job %s is not in %+v", id, tasks)
		}
	})
}

func TestPracticeCancelAndExpiry(t *testing.T) {
	eachServer(t, func(t *testing.T, rig *practiceRig) {
		c := rig.client(t)
		id, err := c.StartExport(t.Context(), bcda.ExportRequest{})
		if err != nil {
			t.Fatal(err)
		}
		for range 2 { // the second one is for nothing, and a success
			if err := c.CancelJob(t.Context(), id); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := c.Job(t.Context(), id); !errors.Is(err, bcda.ErrJobCancelled) {
			t.Errorf("after cancelling: got %v", err)
		}
		if id, err = c.StartExport(t.Context(), bcda.ExportRequest{}); err != nil {
			t.Fatal(err)
		}
		status := complete(t, c, id)
		if err := rig.clock.Sleep(t.Context(), 25*time.Hour); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Job(t.Context(), id); !errors.Is(err, bcda.ErrJobExpired) {
			t.Errorf("after 25 hours: got %v", err)
		}
		if err := rig.clock.Sleep(t.Context(), 24*time.Hour); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Job(t.Context(), id); !errors.Is(err, bcda.ErrJobExpired) {
			t.Errorf("after the sweep: got %v", err)
		}
		if _, err := c.Download(t.Context(), status.Manifest.Output[0]); !errors.Is(err, bcda.ErrFileGone) {
			t.Errorf("file after the sweep: got %v", err)
		}
	})
}

// losing lets an export through and loses its answer.
type losing struct{ next http.RoundTripper }

func (l losing) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := l.next.RoundTrip(r)
	if err == nil && strings.HasSuffix(r.URL.Path, "/$export") {
		if err := resp.Body.Close(); err != nil {
			return nil, err
		}
		return nil, io.ErrUnexpectedEOF
	}
	return resp, err
}

func TestPracticeLostExportIsAdopted(t *testing.T) {
	eachServer(t, func(t *testing.T, rig *practiceRig) {
		rig.config.Transport = losing{bcda.NewTransport(nil)}
		c := rig.client(t)
		if err := c.Welcome(t.Context()); err != nil { // from here on the server's clock is known
			t.Fatal(err)
		}
		request := bcda.ExportRequest{Types: []string{"Patient"}}
		_, err := c.StartExport(t.Context(), request)
		var lost *bcda.LostExportError
		if !errors.As(err, &lost) {
			t.Fatalf("got %v, want a LostExportError", err)
		}
		tasks, err := c.Jobs(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		task, ok := bcda.MatchLostExport(tasks, lost.Version, lost.Request, lost.NotBefore)
		if !ok {
			t.Fatalf("not found in %+v", tasks)
		}
		if got := fetchAll(t, c, complete(t, c, task.ID).Manifest.Output); got["Patient"] != rig.want["Patient"] {
			t.Errorf("got %v", got)
		}
	})
}

func TestPracticeTrouble(t *testing.T) {
	eachServer(t, func(t *testing.T, rig *practiceRig) {
		c := rig.client(t)
		id, err := c.StartExport(t.Context(), bcda.ExportRequest{Types: []string{"Patient"}})
		if err != nil {
			t.Fatal(err)
		}
		rig.server.Inject(practice.Fault{Path: "/api/", Status: 502, Header: http.Header{"Content-Type": {"text/html"}}, Body: "<html>", Times: 2})
		rig.server.RevokeTokens()
		rig.server.Inject(practice.Fault{Path: "/auth/token", Drop: true})
		status := complete(t, c, id)
		rig.server.Inject(practice.Fault{Path: "/data/", CutAfter: 20})
		rig.server.Inject(practice.Fault{Path: "/data/", Drop: true})
		rig.server.RevokeTokens()
		if got := fetchAll(t, c, status.Manifest.Output); got["Patient"] != rig.want["Patient"] {
			t.Errorf("got %v", got)
		}
	})
}

func TestPracticeRefusals(t *testing.T) {
	tests := []struct {
		name    string
		entity  practice.Entity
		quirks  practice.Quirks
		request bcda.ExportRequest
		want    bcda.Kind
	}{
		{"secret refused", practice.Entity{SecretRefused: true}, practice.AllQuirks, bcda.ExportRequest{}, bcda.ErrCredentialsRefused},
		{"denied", practice.Entity{Denied: true}, practice.AllQuirks, bcda.ExportRequest{}, bcda.ErrAccessEnded},
		{"unknown", practice.Entity{Unknown: true}, practice.AllQuirks, bcda.ExportRequest{}, bcda.ErrAccessEnded},
		{"model off", practice.Entity{ModelOff: true}, practice.AllQuirks, bcda.ExportRequest{}, bcda.ErrUnauthorized},
		{"version not granted", practice.Entity{Versions: []string{}}, practice.AllQuirks, bcda.ExportRequest{}, bcda.ErrVersionNotEnabled},
		{"no attribution", practice.Entity{NoAttribution: true}, practice.AllQuirks, bcda.ExportRequest{}, bcda.ErrNoAttribution},
		{"since too early", practice.Entity{}, practice.AllQuirks, bcda.ExportRequest{Since: time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC)}, bcda.ErrSinceTooEarly},
		{"since ahead", practice.Entity{}, practice.AllQuirks, bcda.ExportRequest{Since: time.Date(2036, 1, 1, 0, 0, 0, 0, time.UTC)}, bcda.ErrSinceInFuture},
		{"type unknown", practice.Entity{}, practice.AllQuirks, bcda.ExportRequest{Types: []string{"Observation"}}, bcda.ErrBadRequest},
		{"group new", practice.Entity{}, practice.AllQuirks, bcda.ExportRequest{Group: bcda.GroupNew}, bcda.ErrGroupUnknown},
		{"January", practice.Entity{}, practice.AllQuirks | practice.January, bcda.ExportRequest{}, bcda.ErrJanuary},
		{"runout over", practice.Entity{}, practice.AllQuirks | practice.RunoutOver, bcda.ExportRequest{Group: bcda.GroupRunout}, bcda.ErrRunoutOver},
	}
	for _, tt := range tests {
		for _, version := range []bcda.Version{bcda.V2, bcda.V3} {
			t.Run(string(version)+" "+tt.name, func(t *testing.T) {
				rig := newPracticeRig(t, version, tt.quirks)
				rig.server.SetEntity(tt.entity)
				if _, err := rig.client(t).StartExport(t.Context(), tt.request); !errors.Is(err, tt.want) {
					t.Errorf("got %v, want %v", err, tt.want)
				}
			})
		}
	}
	t.Run("duplicate", func(t *testing.T) {
		c := newPracticeRig(t, bcda.V3, practice.AllQuirks).client(t)
		if _, err := c.StartExport(t.Context(), bcda.ExportRequest{}); err != nil {
			t.Fatal(err)
		}
		if _, err := c.StartExport(t.Context(), bcda.ExportRequest{}); !errors.Is(err, bcda.ErrDuplicateJob) {
			t.Errorf("got %v, want ErrDuplicateJob", err)
		}
	})
}
