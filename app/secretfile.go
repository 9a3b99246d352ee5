package app

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/chacha20poly1305"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// SecretFile keeps secrets in a file that is encrypted under a passphrase, for computers without a keychain
// (contract.md 2). Each entry has a salt and a nonce of its own.
type SecretFile struct {
	Path string
	// Passphrase is asked when it is needed; an empty one means that none was given.
	Passphrase func() (string, error)
}

// sealedSecret is one entry of the file: argon2id turns the passphrase and Salt into a key, XChaCha20-Poly1305 seals the
// secret with the connection's name as additional data, so entries cannot be swapped.
type sealedSecret struct {
	Salt   []byte `json:"salt"`
	Nonce  []byte `json:"nonce"`
	Sealed []byte `json:"sealed"`
}

// argon2id cost, the second recommended choice of RFC 9106 4: 64 MiB, three passes, four lanes.
const (
	argonPasses = 3
	argonKiB    = 64 << 10
	argonLanes  = 4
	saltBytes   = 16
)

// Secret implements Secrets.
func (f SecretFile) Secret(_ context.Context, name string) (bcda.Secret, error) {
	passphrase, err := f.passphrase()
	if err != nil {
		return bcda.Secret{}, err
	}
	entries, err := f.read()
	if err != nil {
		return bcda.Secret{}, err
	}
	entry, ok := entries[name]
	if !ok {
		return bcda.Secret{}, ErrNoSecret
	}
	aead, err := chacha20poly1305.NewX(deriveKey(passphrase, entry.Salt))
	if err != nil {
		return bcda.Secret{}, fmt.Errorf("open the secret file: %w", err)
	}
	if len(entry.Nonce) != aead.NonceSize() {
		return bcda.Secret{}, ErrWrongPassphrase
	}
	plain, err := aead.Open(nil, entry.Nonce, entry.Sealed, []byte(name))
	if err != nil {
		return bcda.Secret{}, ErrWrongPassphrase
	}
	return bcda.NewSecret(string(plain)), nil
}

// SaveSecret implements Secrets.
func (f SecretFile) SaveSecret(_ context.Context, name string, secret bcda.Secret) error {
	passphrase, err := f.passphrase()
	if err != nil {
		return err
	}
	entries, err := f.read()
	if err != nil {
		return err
	}
	entry := sealedSecret{Salt: make([]byte, saltBytes), Nonce: make([]byte, chacha20poly1305.NonceSizeX)}
	for _, b := range [][]byte{entry.Salt, entry.Nonce} {
		if _, err := rand.Read(b); err != nil {
			return fmt.Errorf("seal the secret: %w", err)
		}
	}
	aead, err := chacha20poly1305.NewX(deriveKey(passphrase, entry.Salt))
	if err != nil {
		return fmt.Errorf("seal the secret: %w", err)
	}
	entry.Sealed = aead.Seal(nil, entry.Nonce, []byte(secret.Reveal()), []byte(name))
	entries[name] = entry
	return f.write(entries)
}

// DeleteSecret implements Secrets; it needs no passphrase.
func (f SecretFile) DeleteSecret(_ context.Context, name string) error {
	entries, err := f.read()
	if err != nil {
		return err
	}
	if _, ok := entries[name]; !ok {
		return nil
	}
	delete(entries, name)
	return f.write(entries)
}

func (f SecretFile) passphrase() (string, error) {
	p, err := f.Passphrase()
	if err != nil {
		return "", fmt.Errorf("read the passphrase: %w", err)
	}
	if p == "" {
		return "", ErrNoKeychain
	}
	return p, nil
}

func (f SecretFile) read() (map[string]sealedSecret, error) {
	entries := map[string]sealedSecret{}
	data, err := os.ReadFile(f.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return entries, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the secret file: %w", err)
	}
	if err := json.Unmarshal(data, &entries); err != nil {
		return nil, fmt.Errorf("read the secret file: %w", err)
	}
	return entries, nil
}

func (f SecretFile) write(entries map[string]sealedSecret) error {
	data, err := json.MarshalIndent(entries, "", "  ")
	if err != nil {
		return fmt.Errorf("write the secret file: %w", err)
	}
	return exporter.WriteFile(f.Path, func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	})
}

func deriveKey(passphrase string, salt []byte) []byte {
	key := argon2.IDKey([]byte(passphrase), salt, argonPasses, argonKiB, argonLanes, chacha20poly1305.KeySize)
	debug.FreeOSMemory() // else the 64 MB just used let the heap grow to twice as much in the refresh that follows
	return key
}

// StandardSecrets is where secrets go: the operating system's keychain, and where there is none the file secrets.json of
// the data folder, sealed under a password: the one given to Desk.UnlockSecrets, else the one in CLAIMSDESK_PASSPHRASE, else
// the one in the file that CLAIMSDESK_PASSPHRASE_FILE names (contract.md 2).
func StandardSecrets(dataDir string, getenv func(string) string) Secrets {
	if whole, err := filepath.Abs(dataDir); err == nil {
		dataDir = whole // the keychain's entries are named by it, however it was typed
	}
	typed := &typedPassword{}
	file := SecretFile{Path: filepath.Join(dataDir, "secrets.json"), Passphrase: func() (string, error) {
		if p := typed.get(); p != "" {
			return p, nil
		}
		return passphraseFrom(getenv)
	}}
	return standardSecrets{FirstOf: FirstOf{Keychain{Folder: dataDir}, file}, file: file, typed: typed}
}

// passphraseFrom is empty when neither variable is set.
func passphraseFrom(getenv func(string) string) (string, error) {
	if p := getenv("CLAIMSDESK_PASSPHRASE"); p != "" {
		return p, nil
	}
	name := getenv("CLAIMSDESK_PASSPHRASE_FILE")
	if name == "" {
		return "", nil
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	return strings.TrimRight(string(data), "\r\n"), nil
}
