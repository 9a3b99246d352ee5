package practice

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"slices"
)

// clientKey is a key pair of the client, with the id and the algorithm under
// which the server knows it.
type clientKey struct {
	id     string
	alg    string
	signer crypto.Signer
}

type clientKeys []clientKey

// newClientKeys registers keys; without any it makes one.
func newClientKeys(signers []crypto.Signer) (clientKeys, error) {
	if len(signers) == 0 {
		key, err := rsa.GenerateKey(rand.Reader, keyBits)
		if err != nil {
			return nil, fmt.Errorf("make a client key: %w", err)
		}
		signers = []crypto.Signer{key}
	}
	keys := make(clientKeys, 0, len(signers))
	for i, signer := range signers {
		k := clientKey{id: fmt.Sprintf("practice-key-%d", i+1), signer: signer}
		switch key := signer.(type) {
		case *rsa.PrivateKey:
			k.alg = "RS384"
		case *ecdsa.PrivateKey:
			if key.Curve != elliptic.P384() {
				return nil, errors.New("practice server: only EC keys on P-384 can be used")
			}
			k.alg = "ES384"
		default:
			return nil, errors.New("practice server: only RSA and EC keys can be used")
		}
		keys = append(keys, k)
	}
	return keys, nil
}

// anyRSA is one of the RSA keys; nil where there is none.
func (k clientKeys) anyRSA() *rsa.PrivateKey {
	for _, key := range k {
		if r, ok := key.signer.(*rsa.PrivateKey); ok {
			return r
		}
	}
	return nil
}

// find returns the key of an id.
func (k clientKeys) find(id string) (clientKey, bool) {
	i := slices.IndexFunc(k, func(c clientKey) bool { return c.id == id })
	if i < 0 {
		return clientKey{}, false
	}
	return k[i], true
}

// KeyID is the id of the client's first key, which goes into the header kid.
func (s *Smart) KeyID() string { return s.keys[0].id }

// KeyIDs are the ids of all keys, in the order of SmartConfig.Keys.
func (s *Smart) KeyIDs() []string {
	ids := make([]string, len(s.keys))
	for i, k := range s.keys {
		ids[i] = k.id
	}
	return ids
}

// PrivateKey is the client's first private key as PEM (PKCS #8): the server made
// it so that there is a client that can sign in.
func (s *Smart) PrivateKey() ([]byte, error) {
	der, err := x509.MarshalPKCS8PrivateKey(s.keys[0].signer)
	if err != nil {
		return nil, fmt.Errorf("write the client key: %w", err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: der}), nil
}
