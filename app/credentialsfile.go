package app

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/claimsdesk/claimsdesk/bcda"
)

// Credentials are what ACO-MS or 4i hand out: the id of a client and its secret. Neither is empty.
type Credentials struct {
	ClientID string // UUID with dashes, spelled as found
	Secret   bcda.Secret
}

// CredentialsReason says why no credentials were taken from a text.
type CredentialsReason int

// Reasons of a CredentialsFileError.
const (
	CredentialsNone       CredentialsReason = iota // neither id nor secret
	CredentialsNoID                                // a secret alone
	CredentialsNoSecret                            // an id alone
	CredentialsManyIDs                             // nothing says which id is meant
	CredentialsManySecret                          // nothing says which secret is meant
	CredentialsTooLarge                            // over CredentialsFileLimit
	CredentialsNotText                             // a picture or the like
)

// CredentialsFileError says that a text holds no credentials that can be used. Nothing of the text is in it.
type CredentialsFileError struct{ Reason CredentialsReason }

func (e *CredentialsFileError) Error() string { return "find the credentials: " + e.words() }

// Unwrap gives the plain words, which ProblemOf shows.
func (e *CredentialsFileError) Unwrap() error { return &UsageError{Text: e.words()} }

func (e *CredentialsFileError) words() string {
	switch e.Reason {
	case CredentialsNoID:
		return credentialsNoID
	case CredentialsNoSecret:
		return credentialsNoSecret
	case CredentialsManyIDs:
		return credentialsManyIDs
	case CredentialsManySecret:
		return credentialsManySecrets
	case CredentialsTooLarge:
		return credentialsTooLarge
	case CredentialsNotText:
		return credentialsNoText
	default:
		return credentialsNone
	}
}

// CredentialsFileLimit is the most that a credentials file may hold, in bytes. Real ones hold a few hundred.
const CredentialsFileLimit = 64 << 10

// ReadCredentialsFile finds the credentials in a file. A *CredentialsFileError says what is missing or double.
func ReadCredentialsFile(path string) (creds Credentials, err error) {
	file, err := os.Open(path)
	if err != nil {
		return Credentials{}, fmt.Errorf("open the credentials file: %w", withoutPath(err))
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	text, err := io.ReadAll(io.LimitReader(file, CredentialsFileLimit+1))
	if err != nil {
		return Credentials{}, fmt.Errorf("read the credentials file: %w", withoutPath(err))
	}
	defer clear(text)
	return FindCredentials(text)
}

// DeleteCredentialsFile deletes a file that held credentials, after the person said so.
func DeleteCredentialsFile(path string) error {
	if err := os.Remove(path); err != nil {
		return fmt.Errorf("delete the credentials file: %w", withoutPath(err))
	}
	return nil
}

// withoutPath keeps a path, which may name a person, out of an error.
func withoutPath(err error) error {
	var named *os.PathError
	if errors.As(err, &named) {
		return named.Err
	}
	return err
}

// FindCredentials finds one client id and one secret in text of any layout: lines, key: value, JSON, CSV, mail. An id is
// a UUID. A secret is 40 to 128 hexadecimal digits: CMS hands out 80 today (docs/reference/screens.md 5.1). Of several the
// names before them decide, then the usual length; where that leaves several, none is taken.
func FindCredentials(text []byte) (Credentials, error) {
	if len(text) > CredentialsFileLimit {
		return Credentials{}, &CredentialsFileError{CredentialsTooLarge}
	}
	plain, ok := decodeText(text)
	if !ok {
		return Credentials{}, &CredentialsFileError{CredentialsNotText}
	}
	ids, secrets := credentialWords(plain)
	id := oneOf(ids, func(w credentialWord) bool { return w.labelled("client") && !w.labelled("secret") })
	secret := oneOf(secrets, func(w credentialWord) bool { return w.labelled("secret") }, func(w credentialWord) bool { return len(w.text) == usualSecret })
	switch {
	case len(id) == 0 && len(secret) == 0:
		return Credentials{}, &CredentialsFileError{CredentialsNone}
	case len(id) == 0:
		return Credentials{}, &CredentialsFileError{CredentialsNoID}
	case len(secret) == 0:
		return Credentials{}, &CredentialsFileError{CredentialsNoSecret}
	case len(id) > 1:
		return Credentials{}, &CredentialsFileError{CredentialsManyIDs}
	case len(secret) > 1:
		return Credentials{}, &CredentialsFileError{CredentialsManySecret}
	}
	return Credentials{ClientID: id[0].text, Secret: bcda.NewSecret(secret[0].text)}, nil
}

// decodeText turns UTF-8 or UTF-16, as its byte order mark says, into a string; false for what is no text.
func decodeText(text []byte) (string, bool) {
	const marks = 2
	switch {
	case bytes.HasPrefix(text, []byte{0xFF, 0xFE}):
		return utf16Text(text[marks:], 0), true
	case bytes.HasPrefix(text, []byte{0xFE, 0xFF}):
		return utf16Text(text[marks:], 1), true
	}
	text = bytes.TrimPrefix(text, []byte{0xEF, 0xBB, 0xBF})
	// Old Windows code pages are no UTF-8, but id and secret are ASCII in all of them; a NUL is in no text.
	return string(text), !bytes.ContainsRune(text, 0)
}

// utf16Text decodes pairs of bytes whose low byte comes first (low 0) or second (low 1).
func utf16Text(text []byte, low int) string {
	units := make([]uint16, 0, len(text)/2)
	for i := 0; i+1 < len(text); i += 2 {
		units = append(units, uint16(text[i+low])|uint16(text[i+1-low])<<8)
	}
	return string(utf16.Decode(units))
}

const (
	shortestSecret = 40
	usualSecret    = 80
	longestSecret  = 128
	labelReach     = 40 // how far before a word its name may begin, in bytes
)

var uuidWord = regexp.MustCompile(`^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$`)

// credentialWord is an id or a secret as found, with the text shortly before it in small letters.
type credentialWord struct{ text, before string }

func (w credentialWord) labelled(name string) bool { return strings.Contains(w.before, name) }

// credentialWords finds all ids and secrets of a text, each once.
func credentialWords(text string) (ids, secrets []credentialWord) {
	seen := map[string]bool{}
	last := 0 // end of the word found before: names before that one are not ours
	for at := 0; at < len(text); {
		end := len(text)
		if n := strings.IndexFunc(text[at:], noWordRune); n >= 0 {
			end = at + n
		}
		if end == at {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		word := strings.Trim(text[at:end], "-_")
		isID, isSecret := uuidWord.MatchString(word), secretWord(word)
		if isID || isSecret {
			found := credentialWord{text: word, before: strings.ToLower(text[max(last, at-labelReach):at])}
			last = end
			if key := strings.ToLower(word); !seen[key] {
				seen[key] = true
				if isID {
					ids = append(ids, found)
				} else {
					secrets = append(secrets, found)
				}
			}
		}
		at = end
	}
	return ids, secrets
}

// noWordRune finds the end of a word. Letters of all kinds belong to words, so that none begins in the middle of one; what
// is no UTF-8 counts as a letter of an old code page.
func noWordRune(r rune) bool {
	return r != '-' && r != '_' && r != utf8.RuneError && !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

func secretWord(word string) bool {
	if len(word) < shortestSecret || len(word) > longestSecret {
		return false
	}
	return strings.Trim(word, "0123456789abcdefABCDEF") == ""
}

// oneOf narrows several words down with the first rule that fits exactly one of them.
func oneOf(words []credentialWord, rules ...func(credentialWord) bool) []credentialWord {
	if len(words) < 2 {
		return words
	}
	for _, rule := range rules {
		var fit []credentialWord
		for _, w := range words {
			if rule(w) {
				fit = append(fit, w)
			}
		}
		if len(fit) == 1 {
			return fit
		}
	}
	return words
}
