package app_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/practice"
)

func TestRenewCredentials(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.NoQuirks), claims.V2)
	r.refresh(app.RefreshOptions{})
	if err := r.set.RenameConnection(t.Context(), "Dayton"); err != nil {
		t.Fatal(err)
	}
	before := statusOf(t, r.set)
	issued := time.Date(2026, 8, 19, 0, 0, 0, 0, time.UTC)
	wrong := app.NewCredentials{Secret: secretOf(strings.Repeat("ab", 40)), Issued: issued}
	if test, err := r.set.TestCredentials(t.Context(), wrong, nil); err != nil || states(test) != "nnox--" {
		t.Errorf("wrong secret: got %s, %v", states(test), err)
	}
	testProblem(t, r.set.RenewCredentials(t.Context(), wrong), "did not accept", app.ExitCredentials)
	if after := statusOf(t, r.set); *after.Connection != *before.Connection {
		t.Errorf("a refused secret changed the connection: %+v", after.Connection)
	}
	if err := r.secrets.DeleteSecret(t.Context(), "practice"); err != nil {
		t.Fatal(err)
	}
	right := app.NewCredentials{Secret: secretOf(r.server.ClientSecret()), Issued: issued}
	if test, err := r.set.TestCredentials(t.Context(), right, nil); err != nil || !test.Passed() {
		t.Errorf("right secret: got %s, %v", states(test), err)
	}
	if err := r.set.RenewCredentials(t.Context(), right); err != nil {
		t.Fatal(err)
	}
	after := statusOf(t, r.set)
	if after.CredentialDays == nil || *after.CredentialDays != 89 {
		t.Errorf("days left: got %v, want 89", after.CredentialDays)
	}
	want := *before.Connection
	want.IssuedAt = issued
	if *after.Connection != want || after.All.PaymentCents != before.All.PaymentCents || want.Label != "Dayton" {
		t.Errorf("got %+v, want %+v with its data", after.Connection, want)
	}
	if got, err := r.secrets.Secret(t.Context(), "practice"); err != nil || got.Reveal() != r.server.ClientSecret() {
		t.Errorf("the new secret is not kept: %v", err)
	}
	testProblem(t, r.set.RenewCredentials(t.Context(), app.NewCredentials{}), "secret is missing", app.ExitUsage)
	r.server.SetEntity(practice.Entity{CMSID: "A1234"})
	testProblem(t, r.set.RenewCredentials(t.Context(), right), "belong to A1234, this data to A9994", app.ExitUsage)
}

func TestExpiredSecretIsNamed(t *testing.T) {
	r := newRig(t, serverConfig(people(), practice.NoQuirks), claims.V2)
	r.server.SetEntity(practice.Entity{SecretRefused: true})
	old := app.NewCredentials{Secret: secretOf(r.server.ClientSecret()), Issued: r.clock.Now().Add(-claims.CredentialLife)}
	test, err := r.set.TestCredentials(t.Context(), old, nil)
	if err != nil || test.Stopped() == nil || test.Stopped().Problem.Title != "This secret has expired." {
		t.Errorf("got %s, %v, %+v", states(test), err, test.Stopped())
	}
}

func TestRenameConnection(t *testing.T) {
	desk, name := connected(t, claims.Connection{}, nil)
	if err := desk.RenameConnection(t.Context(), name, "  Dayton \t Health "); err != nil {
		t.Fatal(err)
	}
	if got := statusOf(t, openSet(t, desk, name)).Connection.Label; got != "Dayton Health" {
		t.Errorf("got %q", got)
	}
	if err := desk.RenameConnection(t.Context(), "sandbox", "Test"); !errors.Is(err, app.ErrNoSet) {
		t.Errorf("no such data set: got %v", err)
	}
	if names, err := desk.SetNames(); err != nil || len(names) != 1 {
		t.Errorf("data sets %v, %v: one was made by renaming", names, err)
	}
	set := openSet(t, desk, "files")
	if err := set.RenameConnection(t.Context(), "Files"); !errors.Is(err, app.ErrNoConnection) {
		t.Errorf("no connection: got %v", err)
	}
	if _, err := set.TestConnection(t.Context(), nil); !errors.Is(err, app.ErrNoConnection) {
		t.Errorf("test without a connection: got %v", err)
	}
	other, name := connected(t, claims.Connection{}, nil)
	testProblem(t, other.RenameConnection(t.Context(), name, strings.Repeat("a", 61)), "up to 60 characters", app.ExitUsage)
}
