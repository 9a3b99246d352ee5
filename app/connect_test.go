package app_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

func TestPickSet(t *testing.T) {
	desk := newDesk(t, app.Deps{DataDir: filepath.Join(t.TempDir(), "not yet"), Secrets: app.NewMemorySecrets()})
	pick := func(name, want string) {
		t.Helper()
		if got, err := desk.PickSet(name); err != nil || got != want {
			t.Errorf("pick %q: got %q, %v, want %q", name, got, err, want)
		}
	}
	pick("", app.DefaultSet)
	openSet(t, desk, "a9994")
	pick("", "a9994")
	if err := os.MkdirAll(filepath.Join(desk.Dir(), "logs"), 0o700); err != nil {
		t.Fatal(err)
	}
	pick("", "a9994") // a folder without a database is no data set
	openSet(t, desk, "sandbox")
	pick("sandbox", "sandbox")
	_, err := desk.PickSet("")
	if !errors.Is(err, app.ErrSeveralSets) || !strings.Contains(app.ProblemOf(err).Title, "a9994, sandbox") {
		t.Errorf("several: got %v, want both named", err)
	}
	for _, name := range []string{"../a", "A B", ".", "a/b"} {
		_, err := desk.PickSet(name)
		testProblem(t, err, "data set's name", app.ExitUsage)
	}
	_, err = desk.ReadSet(t.Context(), "none")
	testProblem(t, err, "no such data set", app.ExitUsage)
}

func TestCheck(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), "auto")
	test, err := r.set.TestConnection(t.Context(), nil)
	if err != nil || !test.Passed() {
		t.Fatalf("got %+v, %v", test, err)
	}
	for _, step := range test.Steps {
		if words := step.Words(claims.EnvPractice); (step.State == app.CheckOK) != (words != "") {
			t.Errorf("%s is %s: %q", step.Line.Name(claims.EnvPractice), step.State, words)
		}
	}
	r.server.SetEntity(practice.Entity{SecretRefused: true})
	if test, err = r.set.TestConnection(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	stopped := test.Stopped()
	if stopped == nil || stopped.Line != app.LineCredentials || stopped.Problem.Exit != app.ExitCredentials || stopped.Words(claims.EnvPractice) != "not accepted" {
		t.Errorf("wrong secret: got %+v", stopped)
	}
}

func TestDisconnect(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
	r.refresh(app.RefreshOptions{})
	want := statusOf(t, r.set).All
	if err := r.set.Close(); err != nil {
		t.Fatal(err)
	}
	if err := r.desk.Disconnect(t.Context(), "practice", false); err != nil {
		t.Fatal(err)
	}
	if _, err := r.secrets.Secret(t.Context(), "practice"); !errors.Is(err, app.ErrNoSecret) {
		t.Errorf("secret: got %v, want it forgotten", err)
	}
	set, err := r.desk.ReadSet(t.Context(), "practice")
	if err != nil {
		t.Fatal(err)
	}
	if got := statusOf(t, set); got.Connection != nil || got.All.PaymentCents != want.PaymentCents {
		t.Errorf("got %+v, want the data without a connection", got)
	}
	if err := set.Close(); err != nil {
		t.Fatal(err)
	}
	if err := r.desk.Disconnect(t.Context(), "practice", true); err != nil {
		t.Fatal(err)
	}
	if names, err := r.desk.SetNames(); err != nil || len(names) != 0 {
		t.Errorf("got data sets %v, %v, want none", names, err)
	}
}

// TestReconnect expects new credentials to take the old ones' place, in the same data set.
func TestReconnect(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
	first := r.refresh(app.RefreshOptions{}).Refresh
	if err := r.set.Close(); err != nil {
		t.Fatal(err)
	}
	request := r.connectRequest("auto")
	request.Secret = secretOf("mistyped")
	_, err := r.desk.Connect(t.Context(), request)
	testProblem(t, err, "did not accept", app.ExitCredentials)
	if got, err := r.secrets.Secret(t.Context(), "practice"); err != nil || got.Reveal() != r.server.ClientSecret() {
		t.Error("a refused secret took the place of the one that works")
	}
	if _, err := r.desk.Connect(t.Context(), r.connectRequest(claims.V2)); err != nil {
		t.Fatal(err)
	}
	r.set = openSet(t, r.desk, "practice")
	if got := r.refresh(app.RefreshOptions{}).Refresh.Since; got != first.TransactionTime {
		t.Errorf("got since %q, want %q", got, first.TransactionTime)
	}
}

func TestJobsAtTheServer(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.AllQuirks), claims.V2)
	r.refresh(app.RefreshOptions{})
	jobs, err := r.set.Jobs(t.Context())
	if err != nil || len(jobs) < 2 {
		t.Fatalf("got %d jobs, %v", len(jobs), err)
	}
	if !strings.Contains(jobs[0].Request, "$export") || jobs[0].State != "ready" {
		t.Errorf("latest job: got %+v", jobs[0])
	}
	job, err := r.set.Job(t.Context(), jobs[0].ID)
	if err != nil || !strings.HasPrefix(job.State, "ready:") {
		t.Errorf("got %+v, %v", job, err)
	}
	_, err = r.set.Job(t.Context(), "999999")
	testProblem(t, err, "24 hours", app.ExitPartly)
}
