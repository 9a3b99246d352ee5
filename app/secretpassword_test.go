package app_test

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/zalando/go-keyring"

	"github.com/claimsdesk/claimsdesk/app"
)

// A window without a keychain: a password is chosen once, and asked for once after each start.
func TestSecretsUnderAPassword(t *testing.T) {
	keyring.MockInitWithError(errors.New("no bus"))
	defer keyring.MockInit()
	dir, ctx := t.TempDir(), t.Context()
	start := func() (*app.Desk, app.Secrets) {
		secrets := app.StandardSecrets(dir, func(string) string { return "" })
		return newDesk(t, app.Deps{DataDir: dir, Secrets: secrets}), secrets
	}
	place := func(desk *app.Desk, want app.SecretPlace) {
		t.Helper()
		if got, err := desk.SecretPlace(ctx); err != nil || got != want {
			t.Errorf("place: got %d, %v, want %d", got, err, want)
		}
	}
	desk, secrets := start()
	place(desk, app.PlaceNewPassword)
	if err := secrets.SaveSecret(ctx, "a9994", secretOf(fileSecret)); !errors.Is(err, app.ErrNoKeychain) {
		t.Errorf("without a password: got %v, want ErrNoKeychain", err)
	}
	testProblem(t, desk.UnlockSecrets(ctx, "elevenchars"), "12 characters", app.ExitUsage)
	place(desk, app.PlaceNewPassword)
	if err := desk.UnlockSecrets(ctx, "correct horse"); err != nil {
		t.Fatal(err)
	}
	place(desk, app.PlaceReady)
	if err := secrets.SaveSecret(ctx, "a9994", secretOf(fileSecret)); err != nil {
		t.Fatal(err)
	}
	desk, secrets = start()
	place(desk, app.PlaceLocked)
	testProblem(t, desk.UnlockSecrets(ctx, "wrong horse"), "password does not open", app.ExitUsage)
	place(desk, app.PlaceLocked)
	if err := desk.UnlockSecrets(ctx, "correct horse"); err != nil {
		t.Fatal(err)
	}
	if got, err := secrets.Secret(ctx, "a9994"); err != nil || got.Reveal() != fileSecret {
		t.Errorf("after the password: got the wrong secret, error %v", err)
	}
	place(desk, app.PlaceReady)
	desk, _ = start()
	for range 2 { // the second time there is nothing to forget
		if err := desk.ForgetSecrets(); err != nil {
			t.Fatal(err)
		}
		place(desk, app.PlaceNewPassword)
	}
}

func TestSecretsWithoutAPassword(t *testing.T) {
	keyring.MockInit()
	ctx := t.Context()
	for name, secrets := range map[string]app.Secrets{
		"keychain":    app.StandardSecrets(t.TempDir(), func(string) string { return "" }),
		"environment": app.SecretFile{Path: filepath.Join(t.TempDir(), "secrets.json"), Passphrase: passphrase("open sesame")},
		"memory":      app.NewMemorySecrets(),
	} {
		desk := newDesk(t, app.Deps{DataDir: t.TempDir(), Secrets: secrets})
		if got, err := desk.SecretPlace(ctx); err != nil || got != app.PlaceReady {
			t.Errorf("%s: got %d, %v, want it ready", name, got, err)
		}
	}
	desk := newDesk(t, app.Deps{DataDir: t.TempDir(), Secrets: app.SecretFile{Path: "none", Passphrase: passphrase("")}})
	if _, err := desk.SecretPlace(ctx); !errors.Is(err, app.ErrNoKeychain) {
		t.Errorf("nothing to keep secrets in: got %v", err)
	}
	if err := desk.UnlockSecrets(ctx, "correct horse"); !errors.Is(err, app.ErrNoKeychain) {
		t.Errorf("nothing to unlock: got %v", err)
	}
	if err := desk.ForgetSecrets(); !errors.Is(err, app.ErrNoKeychain) {
		t.Errorf("nothing to forget: got %v", err)
	}
}
