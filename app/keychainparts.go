package app

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/zalando/go-keyring"
)

// A keychain's entry holds little: 2,560 bytes at Windows. A private key of RSA with 4096 bits has more than 3,000, so a
// long secret is split over several entries. The first one, under the data set's name, says then how many parts there are
// and under which mark; the mark is of the secret, so that parts of an older one are never taken for its own.
const (
	keychainPart = 2000
	partsPrefix  = "claimsdesk-parts:" // followed by the number of parts, a colon and the mark
	markBytes    = 8
	maxParts     = 16
)

// split returns what goes into the first entry, and the parts of a secret that is too long for it.
func split(secret string) (head string, parts []string) {
	if len(secret) <= keychainPart && !strings.HasPrefix(secret, partsPrefix) {
		return secret, nil
	}
	for rest := secret; rest != ""; {
		n := min(keychainPart, len(rest))
		parts, rest = append(parts, rest[:n]), rest[n:]
	}
	return partsPrefix + strconv.Itoa(len(parts)) + ":" + markOf(secret), parts
}

func markOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:markBytes])
}

// parseHead reads the first entry of a secret that was split; false for one that was not.
func parseHead(head string) (count int, mark string, ok bool) {
	rest, ok := strings.CutPrefix(head, partsPrefix)
	if !ok {
		return 0, "", false
	}
	number, mark, _ := strings.Cut(rest, ":")
	count, err := strconv.Atoi(number)
	return count, mark, err == nil && count > 0 && count <= maxParts
}

// part is the entry of one part.
func (k Keychain) part(name, head string, place int) string {
	_, mark, _ := parseHead(head)
	return fmt.Sprintf("%s#%s-%d", k.entry(name), mark, place+1)
}

// joined puts a secret together from its first entry.
func (k Keychain) joined(name, head string) (string, error) {
	count, mark, ok := parseHead(head)
	if !ok {
		return head, nil
	}
	var secret strings.Builder
	for i := range count {
		text, err := keyring.Get(keychainService, k.part(name, head, i))
		if err != nil {
			return "", err
		}
		secret.WriteString(text)
	}
	if markOf(secret.String()) != mark {
		return "", keyring.ErrNotFound // as good as none: it has to be given again
	}
	return secret.String(), nil
}

// partsOf is the first entry of a stored secret that was split; "" for any other.
func (k Keychain) partsOf(name string) string {
	head, err := keyring.Get(keychainService, k.entry(name))
	if _, _, ok := parseHead(head); err != nil || !ok {
		return ""
	}
	return head
}

// deleteParts removes the parts that a first entry names.
func (k Keychain) deleteParts(name, head string) error {
	count, _, ok := parseHead(head)
	if !ok {
		return nil
	}
	var errs []error
	for i := range count {
		errs = append(errs, k.deleteEntry(k.part(name, head, i)))
	}
	return errors.Join(errs...)
}
