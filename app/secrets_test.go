package app_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/zalando/go-keyring"

	"github.com/claimsdesk/claimsdesk/app"
)

func passphrase(text string) func() (string, error) {
	return func() (string, error) { return text, nil }
}

// testRoundTrip expects a store to keep secrets apart by name, to replace and to forget them.
func testRoundTrip(t *testing.T, s app.Secrets) {
	t.Helper()
	ctx := t.Context()
	if _, err := s.Secret(ctx, "a9994"); !errors.Is(err, app.ErrNoSecret) {
		t.Errorf("before saving: got %v, want ErrNoSecret", err)
	}
	for _, entry := range [][2]string{{"a9994", "old"}, {"sandbox", "other"}, {"a9994", "new one"}} {
		if err := s.SaveSecret(ctx, entry[0], secretOf(entry[1])); err != nil {
			t.Fatalf("save %s: %v", entry[0], err)
		}
	}
	for name, want := range map[string]string{"a9994": "new one", "sandbox": "other"} {
		if got, err := s.Secret(ctx, name); err != nil || got.Reveal() != want {
			t.Errorf("%s: got the wrong secret, error %v", name, err)
		}
	}
	for range 2 { // the second time there is nothing to forget, which is no error
		if err := s.DeleteSecret(ctx, "a9994"); err != nil {
			t.Errorf("delete: %v", err)
		}
	}
	if _, err := s.Secret(ctx, "a9994"); !errors.Is(err, app.ErrNoSecret) {
		t.Errorf("after deleting: got %v, want ErrNoSecret", err)
	}
	if _, err := s.Secret(ctx, "sandbox"); err != nil {
		t.Errorf("the other one: %v", err)
	}
}

func TestSecretStores(t *testing.T) {
	keyring.MockInit()
	for name, s := range map[string]app.Secrets{
		"file":     app.SecretFile{Path: filepath.Join(t.TempDir(), "secrets.json"), Passphrase: passphrase("open sesame")},
		"keychain": app.Keychain{Folder: t.TempDir()},
		"memory":   app.NewMemorySecrets(),
		"first of": app.FirstOf{app.Keychain{Folder: t.TempDir()}, app.SecretFile{Path: filepath.Join(t.TempDir(), "secrets.json"), Passphrase: passphrase("")}},
	} {
		t.Run(name, func(t *testing.T) { testRoundTrip(t, s) })
	}
}

func TestSecretFileIsClosed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "secrets.json")
	mine := app.SecretFile{Path: path, Passphrase: passphrase("open sesame")}
	if err := mine.SaveSecret(t.Context(), "a9994", secretOf("s3cret-canary")); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(text, []byte("canary")) || bytes.Contains(text, []byte("sesame")) {
		t.Error("the file shows the secret or the password")
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if mode := info.Mode().Perm(); mode != 0o600 {
		t.Errorf("file mode: got %o, want 600", mode)
	}
	wrong := app.SecretFile{Path: path, Passphrase: passphrase("open barley")}
	_, err = wrong.Secret(t.Context(), "a9994")
	testProblem(t, err, "password does not open", app.ExitUsage)
	none := app.SecretFile{Path: path, Passphrase: passphrase("")}
	_, err = none.Secret(t.Context(), "a9994")
	testProblem(t, err, "no keychain", app.ExitUsage)
	// An entry of one connection does not pass for that of another.
	if err := os.WriteFile(path, bytes.Replace(text, []byte("a9994"), []byte("a9995"), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := mine.Secret(t.Context(), "a9995"); !errors.Is(err, app.ErrWrongPassphrase) {
		t.Errorf("entry under another name: got %v, want ErrWrongPassphrase", err)
	}
	if err := os.WriteFile(path, text[:len(text)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := mine.Secret(t.Context(), "a9994"); err == nil || errors.Is(err, app.ErrNoSecret) {
		t.Errorf("half a file: got %v, want an error that is not ErrNoSecret", err)
	}
}

func TestFirstOf(t *testing.T) {
	ctx := t.Context()
	first, second := app.NewMemorySecrets(), app.NewMemorySecrets()
	closed := app.SecretFile{Path: filepath.Join(t.TempDir(), "secrets.json"), Passphrase: passphrase("")}
	both := app.FirstOf{closed, first, second}
	if err := both.SaveSecret(ctx, "a", secretOf("one")); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Secret(ctx, "a"); err != nil {
		t.Errorf("the first store that can be reached did not keep it: %v", err)
	}
	if _, err := second.Secret(ctx, "a"); !errors.Is(err, app.ErrNoSecret) {
		t.Errorf("the second store: got %v, want nothing", err)
	}
	if err := second.SaveSecret(ctx, "a", secretOf("two")); err != nil {
		t.Fatal(err)
	}
	if got, err := both.Secret(ctx, "a"); err != nil || got.Reveal() != "one" {
		t.Errorf("got another secret than the first store's, error %v", err)
	}
	if err := both.DeleteSecret(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	if _, err := both.Secret(ctx, "a"); !errors.Is(err, app.ErrNoSecret) {
		t.Errorf("after deleting: got %v, want it forgotten everywhere", err)
	}
}

func TestNoPlaceForSecrets(t *testing.T) {
	keyring.MockInitWithError(errors.New("no bus"))
	defer keyring.MockInit()
	none := app.FirstOf{app.Keychain{}, app.SecretFile{Path: filepath.Join(t.TempDir(), "secrets.json"), Passphrase: passphrase("")}}
	testProblem(t, none.SaveSecret(t.Context(), "a", secretOf("s3cret-canary")), "no keychain", app.ExitUsage)
	_, err := none.Secret(t.Context(), "a")
	testProblem(t, err, "no keychain", app.ExitUsage)
	file := app.SecretFile{Path: filepath.Join(t.TempDir(), "secrets.json"), Passphrase: passphrase("open sesame")}
	testRoundTrip(t, app.FirstOf{app.Keychain{}, file})
}
