package bcda_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"strings"
	"sync"
	"testing"

	"github.com/claimsdesk/claimsdesk/bcda"
)

// Keys are made once: RSA takes longer than all else in these tests.
var (
	rsaKey   = sync.OnceValue(func() *rsa.PrivateKey { return newRSA(2048) })
	shortKey = sync.OnceValue(func() *rsa.PrivateKey { return newRSA(1024) })
	ecKey    = sync.OnceValue(func() *ecdsa.PrivateKey { return newEC(elliptic.P384()) })
)

func newRSA(bits int) *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, bits)
	if err != nil {
		panic(err)
	}
	return key
}

func newEC(curve elliptic.Curve) *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(curve, rand.Reader)
	if err != nil {
		panic(err)
	}
	return key
}

func pemOf(kind string, der []byte) string {
	return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
}

func pkcs8(t *testing.T, key crypto.PrivateKey) string {
	t.Helper()
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	return pemOf("PRIVATE KEY", der)
}

func number(b []byte) string { return base64.RawURLEncoding.EncodeToString(b) }

// jwkOf writes a private key as a JSON Web Key.
func jwkOf(id string, key crypto.Signer) map[string]any {
	switch k := key.(type) {
	case *rsa.PrivateKey:
		return map[string]any{
			"kty": "RSA", "kid": id, "alg": "RS384", "key_ops": []string{"sign"}, "n": number(k.N.Bytes()), "e": number(big.NewInt(int64(k.E)).Bytes()),
			"d": number(k.D.Bytes()), "p": number(k.Primes[0].Bytes()), "q": number(k.Primes[1].Bytes()),
		}
	case *ecdsa.PrivateKey:
		point, err := k.PublicKey.Bytes()
		if err != nil {
			panic(err)
		}
		d, err := k.Bytes()
		if err != nil {
			panic(err)
		}
		half := (len(point) - 1) / 2
		return map[string]any{
			"kty": "EC", "kid": id, "crv": k.Curve.Params().Name, "x": number(point[1 : 1+half]), "y": number(point[1+half:]), "d": number(d),
		}
	}
	panic("unknown kind of key")
}

func jsonText(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func without(m map[string]any, fields ...string) map[string]any {
	for _, f := range fields {
		delete(m, f)
	}
	return m
}

func with(m map[string]any, field string, value any) map[string]any {
	m[field] = value
	return m
}

func TestParsePrivateKey(t *testing.T) {
	ec := must(x509.MarshalECPrivateKey(ecKey()))
	tests := map[string]struct {
		text, keyID string
		alg, id     string
	}{
		"PKCS #8 of RSA":         {pkcs8(t, rsaKey()), "k", "RS384", "k"},
		"PKCS #8 of EC":          {"some words before\n" + pkcs8(t, ecKey()), "", "ES384", ""},
		"PKCS #1":                {pemOf("RSA PRIVATE KEY", x509.MarshalPKCS1PrivateKey(rsaKey())), "", "RS384", ""},
		"SEC 1":                  {pemOf("EC PRIVATE KEY", ec), "", "ES384", ""},
		"SEC 1 with parameters":  {pemOf("EC PARAMETERS", []byte{6, 5}) + pemOf("EC PRIVATE KEY", ec), "", "ES384", ""},
		"Windows line ends":      {strings.ReplaceAll(pkcs8(t, ecKey()), "\n", "\r\n"), "", "ES384", ""},
		"another curve":          {pkcs8(t, newEC(elliptic.P256())), "", "ES256", ""},
		"JWK of RSA":             {jsonText(jwkOf("r", rsaKey())), "", "RS384", "r"},
		"JWK of EC":              {"\ufeff" + jsonText(jwkOf("e", ecKey())), "", "ES384", "e"},
		"JWK called otherwise":   {jsonText(jwkOf("e", ecKey())), "mine", "ES384", "mine"},
		"JWK without its public": {jsonText(without(jwkOf("e", ecKey()), "x", "y")), "", "ES384", "e"},
		"JWK set":                {jsonText(map[string]any{"keys": []any{without(jwkOf("p", ecKey()), "d"), jwkOf("r", rsaKey()), jwkOf("e", ecKey())}}), "", "RS384", "r"},
		"JWK set by id":          {jsonText(map[string]any{"keys": []any{jwkOf("r", rsaKey()), jwkOf("e", ecKey())}}), "e", "ES384", "e"},
		"JWK set, not to sign":   {jsonText(map[string]any{"keys": []any{with(jwkOf("r", rsaKey()), "key_ops", []string{"verify"}), jwkOf("e", ecKey())}}), "", "ES384", "e"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			key, err := bcda.ParsePrivateKey(bcda.NewSecret(tt.text), tt.keyID)
			if err != nil || key.Algorithm() != tt.alg || key.ID() != tt.id {
				t.Fatalf("got %v, %v", key, err)
			}
			kept, err := key.Secret()
			if err != nil {
				t.Fatal(err)
			}
			again, err := bcda.ParsePrivateKey(kept, "x")
			if err != nil || again.Algorithm() != tt.alg || again.ID() != "x" {
				t.Errorf("kept and read again: %v, %v", again, err)
			}
			if text := fmt.Sprintf("%v %+v %#v %s", key, key, key, key); strings.Contains(text, "D:") || strings.Contains(text, "{") {
				t.Errorf("printed: %s", text)
			}
		})
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestParsePrivateKeyRefusals(t *testing.T) {
	_, edwards, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	public := pemOf("PUBLIC KEY", must(x509.MarshalPKIXPublicKey(ecKey().Public())))
	tests := map[string]struct{ text, keyID, want string }{
		"nothing":           {" ", "", "empty"},
		"words":             {"not a key", "", "neither PEM"},
		"a public key":      {public, "", "no private key"},
		"a password":        {pemOf("ENCRYPTED PRIVATE KEY", []byte("x")), "", "password"},
		"an old password":   {"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n", "", "password"},
		"damaged":           {pemOf("PRIVATE KEY", []byte("x")), "", "damaged"},
		"too short":         {pkcs8(t, shortKey()), "", "2048"},
		"Edwards":           {pkcs8(t, edwards), "", "RSA and EC"},
		"broken JSON":       {`{"kty":`, "", "not readable"},
		"public JWK":        {jsonText(without(jwkOf("e", ecKey()), "d")), "", "public key only"},
		"set of public":     {jsonText(map[string]any{"keys": []any{without(jwkOf("e", ecKey()), "d")}}), "", "no private key"},
		"set without it":    {jsonText(map[string]any{"keys": []any{jwkOf("e", ecKey())}}), "other", "this key id"},
		"wrong point":       {jsonText(with(jwkOf("e", ecKey()), "x", "AAAA")), "", "damaged"},
		"wrong curve":       {jsonText(with(jwkOf("e", ecKey()), "crv", "secp256k1")), "", "P-384"},
		"wrong number":      {jsonText(with(jwkOf("r", rsaKey()), "d", "AAAA")), "", "damaged"},
		"missing number":    {jsonText(without(jwkOf("r", rsaKey()), "p")), "", "damaged"},
		"another kind":      {`{"kty":"oct","d":"AAAA"}`, "", "RSA and EC"},
		"a damaged keeping": {"pkcs8:%", "", "damaged"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := bcda.ParsePrivateKey(bcda.NewSecret(tt.text), tt.keyID)
			var bad *bcda.KeyError
			if !errors.As(err, &bad) || !strings.Contains(bad.Reason, tt.want) {
				t.Errorf("got %v, want a reason with %q", err, tt.want)
			}
		})
	}
}

func FuzzParsePrivateKey(f *testing.F) {
	f.Add("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "")
	f.Add(`{"keys":[{"kty":"EC","crv":"P-384","d":"AAAA","kid":"a"}]}`, "a")
	f.Add(jsonText(jwkOf("e", ecKey())), "")
	f.Add("pkcs8:AAAA", "x")
	f.Fuzz(func(t *testing.T, text, id string) {
		key, err := bcda.ParsePrivateKey(bcda.NewSecret(text), id)
		if err != nil {
			if text := strings.TrimSpace(text); len(text) > 20 && strings.Contains(err.Error(), text) {
				t.Error("the error repeats the text")
			}
			return
		}
		kept, err := key.Secret()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := bcda.ParsePrivateKey(kept, id); err != nil || again.Algorithm() != key.Algorithm() {
			t.Errorf("kept and read again: %v", err)
		}
	})
}
