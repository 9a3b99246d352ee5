package bcda

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"strings"
)

// PrivateKey signs assertions. No print shows it.
type PrivateKey struct {
	signer crypto.Signer
	id     string
}

// KeyError says why a text is no key that can be used. It never repeats the text.
type KeyError struct {
	Reason string // lower case, for example "the key is protected by a password"
}

// Error implements error.
func (e *KeyError) Error() string { return "private key: " + e.Reason }

// minRSABits is the least that RS384 may be used with (RFC 7518 3.3).
const minRSABits = 2048

// keptPrefix marks the form that PrivateKey.Secret gives: PKCS #8 in base64 behind it.
const keptPrefix = "pkcs8:"

// ParsePrivateKey reads a private key: PEM (PKCS #8, PKCS #1, SEC 1), a JWK or a JWK Set (RFC 7517), or what Secret gave.
// keyID chooses from several keys; "" takes the first that can sign. Errors are of type *KeyError.
func ParsePrivateKey(text Secret, keyID string) (PrivateKey, error) {
	plain := text.Reveal()
	var key PrivateKey
	var err error
	switch {
	case plain == "":
		err = &KeyError{Reason: "the file is empty"}
	case strings.HasPrefix(plain, keptPrefix):
		key, err = parseKept(strings.TrimPrefix(plain, keptPrefix))
	case strings.HasPrefix(plain, "{"):
		key, err = parseJWK([]byte(plain), keyID)
	default:
		key, err = parsePEM([]byte(plain))
	}
	if err != nil {
		return PrivateKey{}, err
	}
	if keyID != "" {
		key.id = keyID
	}
	return key, key.check()
}

func parseKept(text string) (PrivateKey, error) {
	der, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return PrivateKey{}, &KeyError{Reason: "the stored key is damaged"}
	}
	return parseDER(der)
}

// parsePEM takes the first private key of a PEM file; certificates and public keys beside it are passed over.
func parsePEM(text []byte) (PrivateKey, error) {
	found := false
	for {
		var block *pem.Block
		if block, text = pem.Decode(text); block == nil {
			break
		}
		found = true
		switch {
		case strings.Contains(block.Type, "ENCRYPTED"), strings.Contains(block.Headers["Proc-Type"], "ENCRYPTED"):
			return PrivateKey{}, &KeyError{Reason: "the key is protected by a password"}
		case strings.HasSuffix(block.Type, "PRIVATE KEY"):
			return parseDER(block.Bytes)
		}
	}
	if found {
		return PrivateKey{}, &KeyError{Reason: "the file has no private key"}
	}
	return PrivateKey{}, &KeyError{Reason: "the file is neither PEM nor a JSON Web Key"}
}

// parseDER reads a key of any of the three encodings.
func parseDER(der []byte) (PrivateKey, error) {
	if key, err := x509.ParsePKCS8PrivateKey(der); err == nil {
		signer, ok := key.(crypto.Signer)
		if !ok {
			return PrivateKey{}, &KeyError{Reason: "a key of this kind cannot sign"}
		}
		return PrivateKey{signer: signer}, nil
	}
	if key, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return PrivateKey{signer: key}, nil
	}
	if key, err := x509.ParseECPrivateKey(der); err == nil {
		return PrivateKey{signer: key}, nil
	}
	return PrivateKey{}, &KeyError{Reason: "the key is damaged or of an unknown kind"}
}

// algorithms are the signatures a key can make, the preferred one first (SMART Backend Services: RS384, ES384).
func (k PrivateKey) algorithms() []string {
	switch key := k.signer.(type) {
	case *rsa.PrivateKey:
		return []string{"RS384", "RS256", "RS512"}
	case *ecdsa.PrivateKey:
		switch key.Curve {
		case elliptic.P384():
			return []string{"ES384"}
		case elliptic.P256():
			return []string{"ES256"}
		case elliptic.P521():
			return []string{"ES512"}
		}
	}
	return nil
}

func (k PrivateKey) check() error {
	if key, ok := k.signer.(*rsa.PrivateKey); ok && key.N.BitLen() < minRSABits {
		return &KeyError{Reason: "the key is too short: 2048 bits are the least"}
	}
	if k.algorithms() == nil {
		return &KeyError{Reason: "only RSA and EC keys can be used"}
	}
	return nil
}

// ID is the kid under which the server knows the public key; "" when neither the file nor a person named one.
func (k PrivateKey) ID() string { return k.id }

// Algorithm is the signature the key makes where the server does not ask for another one, such as RS384.
func (k PrivateKey) Algorithm() string { return k.algorithms()[0] }

// Secret is the key as a text for a keychain: shorter than PEM, on one line, without the id. ParsePrivateKey reads it.
func (k PrivateKey) Secret() (Secret, error) {
	der, err := x509.MarshalPKCS8PrivateKey(k.signer)
	if err != nil {
		return Secret{}, &KeyError{Reason: "the key cannot be written"}
	}
	return NewSecret(keptPrefix + base64.StdEncoding.EncodeToString(der)), nil
}

// String implements fmt.Stringer.
func (k PrivateKey) String() string { return redacted }

// GoString implements fmt.GoStringer.
func (k PrivateKey) GoString() string { return redacted }
