package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
)

// SecretPlace says where a desk would keep secrets now.
type SecretPlace int

// Places. Without a keychain a password opens an encrypted file; the window asks for it once after each start.
const (
	PlaceReady       SecretPlace = iota // the keychain, or the file whose password is known
	PlaceNewPassword                    // no keychain: a password for a new file has to be thought up
	PlaceLocked                         // no keychain: the file is there, its password has not been given
)

// PasswordShortest is the least length of a new password for the secret file, in characters (docs/reference/screens.md 5.1).
const PasswordShortest = 12

// ErrPasswordShort says that a new password has fewer characters than PasswordShortest.
var ErrPasswordShort = errors.New("the password is too short")

// passwordKeeper is a store of secrets that a password opens while the program runs.
type passwordKeeper interface {
	holds() (bool, error)
	unlock(ctx context.Context, password string) error
	forget() error
}

// SecretPlace looks where secrets would go. It may wait for the system's keychain.
func (d *Desk) SecretPlace(ctx context.Context) (SecretPlace, error) {
	// No data set can have this name; a store that can be reached says that it does not know it.
	_, err := d.secrets.Secret(ctx, ".")
	if !errors.Is(err, ErrNoKeychain) {
		if errors.Is(err, ErrNoSecret) {
			err = nil
		}
		return PlaceReady, err
	}
	keeper, ok := d.secrets.(passwordKeeper)
	if !ok {
		return PlaceNewPassword, ErrNoKeychain
	}
	holds, err := keeper.holds()
	if holds {
		return PlaceLocked, err
	}
	return PlaceNewPassword, err
}

// UnlockSecrets gives the password of the secret file, for as long as the program runs. A file that holds secrets must
// open with it: ErrWrongPassphrase. For a new file it must be long enough: ErrPasswordShort.
func (d *Desk) UnlockSecrets(ctx context.Context, password string) error {
	keeper, ok := d.secrets.(passwordKeeper)
	if !ok {
		return ErrNoKeychain
	}
	return keeper.unlock(ctx, password)
}

// ForgetSecrets gives up the secret file whose password is lost: every secret in it has to be pasted again, under a new
// password. Data sets and the keychain are not touched.
func (d *Desk) ForgetSecrets() error {
	keeper, ok := d.secrets.(passwordKeeper)
	if !ok {
		return ErrNoKeychain
	}
	return keeper.forget()
}

// typedPassword is a password that a person typed into the window. It is never written anywhere.
type typedPassword struct {
	mu   sync.Mutex
	text string
}

func (p *typedPassword) get() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.text
}

func (p *typedPassword) set(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.text = text
}

// standardSecrets are the keychain and, where there is none, the secret file; see StandardSecrets.
type standardSecrets struct {
	FirstOf
	file  SecretFile
	typed *typedPassword
}

var _ passwordKeeper = standardSecrets{}

// holds says whether the file holds a secret already.
func (s standardSecrets) holds() (bool, error) {
	entries, err := s.file.read()
	return len(entries) > 0, err
}

// forget deletes the file; one that is not there is no error.
func (s standardSecrets) forget() error {
	s.typed.set("")
	if err := os.Remove(s.file.Path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("delete the secret file: %w", withoutPath(err))
	}
	return nil
}

func (s standardSecrets) unlock(ctx context.Context, password string) error {
	entries, err := s.file.read()
	if err != nil {
		return err
	}
	if len(entries) == 0 && len([]rune(password)) < PasswordShortest {
		return ErrPasswordShort
	}
	try := SecretFile{Path: s.file.Path, Passphrase: func() (string, error) { return password, nil }}
	for name := range entries { // one is enough: all are sealed under one password
		if _, err := try.Secret(ctx, name); err != nil {
			return err
		}
		break
	}
	s.typed.set(password)
	return nil
}
