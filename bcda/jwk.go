package bcda

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"slices"
	"strings"
)

// jwk is a JSON Web Key (RFC 7517 4, RFC 7518 6.2 and 6.3); numbers are base64url.
type jwk struct {
	Type   string   `json:"kty"`
	Use    string   `json:"use"`
	KeyOps []string `json:"key_ops"`
	ID     string   `json:"kid"`
	Curve  string   `json:"crv"`
	X      string   `json:"x"`
	Y      string   `json:"y"`
	D      string   `json:"d"` // private part of both kinds
	N      string   `json:"n"`
	E      string   `json:"e"`
	P      string   `json:"p"`
	Q      string   `json:"q"`
}

// parseJWK reads a key or a set of keys, of which it takes the one with the id, or without an id the first that can sign.
func parseJWK(text []byte, keyID string) (PrivateKey, error) {
	var doc struct {
		jwk
		Keys []jwk `json:"keys"`
	}
	if err := json.Unmarshal(text, &doc); err != nil {
		return PrivateKey{}, &KeyError{Reason: "the JSON Web Key is not readable"}
	}
	if doc.Type != "" {
		return doc.key()
	}
	failure := &KeyError{Reason: "the file has no private key"}
	for _, k := range doc.Keys {
		if !k.signs() || (keyID != "" && k.ID != keyID) {
			continue
		}
		return k.key()
	}
	if keyID != "" && slices.ContainsFunc(doc.Keys, jwk.signs) {
		failure.Reason = "the file has no private key with this key id"
	}
	return PrivateKey{}, failure
}

// signs tells whether a key is private and meant for signatures.
func (k jwk) signs() bool {
	return k.D != "" && k.Use != "enc" && (len(k.KeyOps) == 0 || slices.Contains(k.KeyOps, "sign"))
}

func (k jwk) key() (PrivateKey, error) {
	if k.D == "" {
		return PrivateKey{}, &KeyError{Reason: "the file has a public key only"}
	}
	var signer crypto.Signer
	var err error
	switch k.Type {
	case "RSA":
		signer, err = k.rsa()
	case "EC":
		signer, err = k.ec()
	default:
		err = &KeyError{Reason: "only RSA and EC keys can be used"}
	}
	return PrivateKey{signer: signer, id: k.ID}, err
}

var errDamagedJWK = &KeyError{Reason: "the JSON Web Key is damaged"}

// maxRSABits keeps a nonsense file from costing minutes.
const maxRSABits = 16384

// rsa reads a two-prime key. Its primes may be left out by the letter of RFC 7518 6.3.2, but no such key is in use.
func (k jwk) rsa() (crypto.Signer, error) {
	var values [5]*big.Int
	for i, text := range []string{k.N, k.E, k.D, k.P, k.Q} {
		b, err := unbase64(text)
		if err != nil || len(b) == 0 || len(b) > maxRSABits/8 {
			return nil, errDamagedJWK
		}
		values[i] = new(big.Int).SetBytes(b)
	}
	if !values[1].IsInt64() || values[1].Int64() > 1<<31-1 {
		return nil, errDamagedJWK
	}
	key := &rsa.PrivateKey{
		PublicKey: rsa.PublicKey{N: values[0], E: int(values[1].Int64())}, D: values[2], Primes: []*big.Int{values[3], values[4]},
	}
	if key.Validate() != nil {
		return nil, errDamagedJWK
	}
	key.Precompute()
	return key, nil
}

func (k jwk) ec() (crypto.Signer, error) {
	curves := map[string]elliptic.Curve{"P-256": elliptic.P256(), "P-384": elliptic.P384(), "P-521": elliptic.P521()}
	curve, ok := curves[k.Curve]
	if !ok {
		return nil, &KeyError{Reason: "only EC keys on P-256, P-384 and P-521 can be used"}
	}
	d, err := unbase64(k.D)
	size := (curve.Params().BitSize + 7) / 8
	if err != nil || len(d) > size {
		return nil, errDamagedJWK
	}
	// Some writers leave leading zeros away.
	key, err := ecdsa.ParseRawPrivateKey(curve, slices.Concat(make([]byte, size-len(d)), d))
	if err != nil {
		return nil, errDamagedJWK
	}
	return key, k.samePoint(key, size)
}

// samePoint checks that the public part, where it is there, belongs to the private one.
func (k jwk) samePoint(key *ecdsa.PrivateKey, size int) error {
	if k.X == "" && k.Y == "" {
		return nil
	}
	point, err := key.PublicKey.Bytes() // 4, x, y
	if err != nil {
		return errDamagedJWK
	}
	for i, text := range []string{k.X, k.Y} {
		b, err := unbase64(text)
		own := new(big.Int).SetBytes(point[1+i*size : 1+(i+1)*size])
		if err != nil || own.Cmp(new(big.Int).SetBytes(b)) != 0 {
			return errDamagedJWK
		}
	}
	return nil
}

// unbase64 reads base64url, with or without padding.
func unbase64(text string) ([]byte, error) {
	return base64.RawURLEncoding.DecodeString(strings.TrimRight(text, "="))
}
