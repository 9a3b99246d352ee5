package app

import (
	"context"
	"errors"
	"fmt"

	"github.com/zalando/go-keyring"

	"github.com/claimsdesk/claimsdesk/bcda"
)

// Errors of secret stores.
var (
	// ErrNoSecret says that no secret is kept under this name.
	ErrNoSecret = errors.New("no secret kept for this connection")
	// ErrNoKeychain says that the computer has no keychain that can be used, and no passphrase was given either.
	ErrNoKeychain = errors.New("no keychain and no passphrase")
	// ErrWrongPassphrase says that the secret file does not open with the passphrase.
	ErrWrongPassphrase = errors.New("secret file does not open with this passphrase")
)

// Secrets keeps the client secret of each connection, under the data set's name.
type Secrets interface {
	// Secret returns the secret kept under a name, or ErrNoSecret.
	Secret(ctx context.Context, name string) (bcda.Secret, error)
	// SaveSecret keeps a secret, replacing an older one.
	SaveSecret(ctx context.Context, name string, secret bcda.Secret) error
	// DeleteSecret forgets a secret; one that is not there is no error.
	DeleteSecret(ctx context.Context, name string) error
}

// keychainService is the name under which the operating system's keychain lists our entries.
const keychainService = "ClaimsDesk"

// Keychain keeps secrets in the operating system's keychain: Credential Manager, Keychain, Secret Service.
type Keychain struct {
	// Folder tells apart connections of the same name in two data folders.
	Folder string
}

// Secret implements Secrets.
func (k Keychain) Secret(_ context.Context, name string) (bcda.Secret, error) {
	text, err := keyring.Get(keychainService, k.entry(name))
	if err == nil {
		text, err = k.joined(name, text)
	}
	if err != nil {
		return bcda.Secret{}, k.explain("read the keychain", err)
	}
	return bcda.NewSecret(text), nil
}

// SaveSecret implements Secrets. A long secret is split, see keychainparts.go. Its parts are there before the entry that
// names them, and an older secret's go after it, so that a stop in between loses neither.
func (k Keychain) SaveSecret(_ context.Context, name string, secret bcda.Secret) error {
	before := k.partsOf(name)
	head, parts := split(secret.Reveal())
	if len(parts) > maxParts {
		return errors.New("write to the keychain: the secret is too long")
	}
	for i, part := range parts {
		if err := keyring.Set(keychainService, k.part(name, head, i), part); err != nil {
			return k.explain("write to the keychain", err)
		}
	}
	if err := keyring.Set(keychainService, k.entry(name), head); err != nil {
		return k.explain("write to the keychain", err)
	}
	if before != head {
		return k.deleteParts(name, before)
	}
	return nil
}

// DeleteSecret implements Secrets.
func (k Keychain) DeleteSecret(_ context.Context, name string) error {
	parts := k.partsOf(name)
	if err := k.deleteEntry(k.entry(name)); err != nil {
		return err
	}
	return k.deleteParts(name, parts)
}

// deleteEntry removes one entry; one that is not there is no error.
func (k Keychain) deleteEntry(entry string) error {
	err := keyring.Delete(keychainService, entry)
	if errors.Is(err, keyring.ErrNotFound) {
		return nil
	}
	return k.explain("delete from the keychain", err)
}

func (k Keychain) entry(name string) string { return k.Folder + "/" + name }

// explain tells a missing entry from a keychain that cannot be reached; the keychain's own text is kept, it holds no
// secret.
func (k Keychain) explain(what string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNoSecret
	default:
		return fmt.Errorf("%s: %w", what, errors.Join(ErrNoKeychain, err))
	}
}

// MemorySecrets keeps secrets for as long as the program runs: the practice server's, and tests'.
type MemorySecrets struct{ byName map[string]bcda.Secret }

// NewMemorySecrets returns an empty store; it is not safe for concurrent use.
func NewMemorySecrets() *MemorySecrets { return &MemorySecrets{byName: map[string]bcda.Secret{}} }

// Secret implements Secrets.
func (m *MemorySecrets) Secret(_ context.Context, name string) (bcda.Secret, error) {
	s, ok := m.byName[name]
	if !ok {
		return bcda.Secret{}, ErrNoSecret
	}
	return s, nil
}

// SaveSecret implements Secrets.
func (m *MemorySecrets) SaveSecret(_ context.Context, name string, secret bcda.Secret) error {
	m.byName[name] = secret
	return nil
}

// DeleteSecret implements Secrets.
func (m *MemorySecrets) DeleteSecret(_ context.Context, name string) error {
	delete(m.byName, name)
	return nil
}

// FirstOf asks several stores in order: the keychain first, then the file under a passphrase. A store that cannot be
// reached (ErrNoKeychain) is passed over; when none can be reached the error says so.
type FirstOf []Secrets

// Secret implements Secrets.
func (f FirstOf) Secret(ctx context.Context, name string) (bcda.Secret, error) {
	missing := ErrNoKeychain
	for _, s := range f {
		secret, err := s.Secret(ctx, name)
		switch {
		case err == nil:
			return secret, nil
		case errors.Is(err, ErrNoSecret):
			missing = ErrNoSecret
		case !errors.Is(err, ErrNoKeychain):
			return bcda.Secret{}, err
		}
	}
	return bcda.Secret{}, missing
}

// SaveSecret implements Secrets: the first store that can be reached keeps it.
func (f FirstOf) SaveSecret(ctx context.Context, name string, secret bcda.Secret) error {
	for _, s := range f {
		err := s.SaveSecret(ctx, name, secret)
		if err == nil || !errors.Is(err, ErrNoKeychain) {
			return err
		}
	}
	return ErrNoKeychain
}

// DeleteSecret implements Secrets: every store that can be reached forgets it.
func (f FirstOf) DeleteSecret(ctx context.Context, name string) error {
	for _, s := range f {
		if err := s.DeleteSecret(ctx, name); err != nil && !errors.Is(err, ErrNoKeychain) {
			return err
		}
	}
	return nil
}
