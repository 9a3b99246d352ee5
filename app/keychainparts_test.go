package app_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/bcda"
)

// windowsEntry is what an entry of the Windows keychain holds at most, in bytes.
const windowsEntry = 2560

// A key of 4096 bits is kept in entries that fit everywhere, and nothing of it is left when it is replaced or forgotten.
func TestKeychainKeepsLongKeys(t *testing.T) {
	keyring.MockInit()
	chain := app.Keychain{Folder: "folder"}
	key, err := rsa.GenerateKey(rand.Reader, 4096)
	if err != nil {
		t.Fatal(err)
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := bcda.ParsePrivateKey(bcda.NewSecret(string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}))), "")
	if err != nil {
		t.Fatal(err)
	}
	long, err := parsed.Secret()
	if err != nil {
		t.Fatal(err)
	}
	other := secretOf(strings.Repeat("0123456789", 700))
	for _, secret := range []bcda.Secret{long, other, long, secretOf("short"), secretOf("claimsdesk-parts:1:x")} {
		before := heads(t)
		if err := chain.SaveSecret(t.Context(), "set", secret); err != nil {
			t.Fatal(err)
		}
		got, err := chain.Secret(t.Context(), "set")
		if err != nil || !got.Equal(secret) {
			t.Fatalf("a secret of %d bytes came back otherwise: %v", len(secret.Reveal()), err)
		}
		head := heads(t)
		if len(head) > windowsEntry {
			t.Errorf("the first entry has %d bytes", len(head))
		}
		for _, part := range partsNamed(head) {
			if text, err := keyring.Get("ClaimsDesk", part); err != nil || len(text) > windowsEntry {
				t.Errorf("part %s: %d bytes, %v", part, len(text), err)
			}
		}
		if before != head {
			testGone(t, partsNamed(before))
		}
	}
	if _, err := bcda.ParsePrivateKey(long, ""); err != nil {
		t.Errorf("the kept form is no key: %v", err)
	}
	last := partsNamed(heads(t))
	if err := chain.DeleteSecret(t.Context(), "set"); err != nil {
		t.Fatal(err)
	}
	testGone(t, append(last, "folder/set"))
}

// A secret of which a part is gone or exchanged is no secret.
func TestKeychainLostPart(t *testing.T) {
	keyring.MockInit()
	chain := app.Keychain{Folder: "folder"}
	if err := chain.SaveSecret(t.Context(), "set", secretOf(strings.Repeat("x", 5000))); err != nil {
		t.Fatal(err)
	}
	parts := partsNamed(heads(t))
	if len(parts) != 3 {
		t.Fatalf("%d parts, want 3", len(parts))
	}
	if err := keyring.Set("ClaimsDesk", parts[1], "y"); err != nil {
		t.Fatal(err)
	}
	if _, err := chain.Secret(t.Context(), "set"); !errors.Is(err, app.ErrNoSecret) {
		t.Errorf("exchanged: got %v, want ErrNoSecret", err)
	}
	if err := keyring.Delete("ClaimsDesk", parts[1]); err != nil {
		t.Fatal(err)
	}
	if _, err := chain.Secret(t.Context(), "set"); !errors.Is(err, app.ErrNoSecret) {
		t.Errorf("gone: got %v, want ErrNoSecret", err)
	}
}

// heads is the first entry, "" when there is none.
func heads(t *testing.T) string {
	t.Helper()
	text, err := keyring.Get("ClaimsDesk", "folder/set")
	if err != nil && !errors.Is(err, keyring.ErrNotFound) {
		t.Fatal(err)
	}
	return text
}

// partsNamed are the entries that a first entry stands for: claimsdesk-parts:COUNT:MARK.
func partsNamed(head string) []string {
	fields := strings.Split(head, ":")
	if len(fields) != 3 || fields[0] != "claimsdesk-parts" {
		return nil
	}
	var names []string
	for i := range int(fields[1][0] - '0') {
		names = append(names, "folder/set#"+fields[2]+"-"+string(rune('1'+i)))
	}
	return names
}

func testGone(t *testing.T, entries []string) {
	t.Helper()
	for _, entry := range entries {
		if _, err := keyring.Get("ClaimsDesk", entry); !errors.Is(err, keyring.ErrNotFound) {
			t.Errorf("entry %s: got %v, want it gone", entry, err)
		}
	}
}
