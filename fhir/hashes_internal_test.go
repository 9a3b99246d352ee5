package fhir

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

// Hashes are stored: what was sent before must not look new after an update of ClaimsDesk.
func TestContentHashStaysTheSame(t *testing.T) {
	tests := []struct{ name, line, want string }{
		{"escapes", `{"a":"\u00e9\n\"\\\/\ud83d\ude00 \ud83d","b":[{"z":1,"y":"\t"},{"x":[2,1]}],"given":["B","A"],"meta":{},"created":"x"}`, "f1af30490ecfbd6d63f1e86f1ce2fdad"},
		{"empty", `{}`, "99bc0be8946026632e6c19cf52ef9f89"},
		{"blanks", " { \"b\" : [ ] , \"a\" : { } , \"line\" : [ 2 , 1 ] } ", "74c4d45820765d0eae165c745bb7e599"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			hash := hashOf(t, tt.line)
			if got := hex.EncodeToString(hash[:]); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
	all := sha256.New()
	for _, line := range writtenResources(t) {
		hash := hashOf(t, string(line))
		all.Write(hash[:])
	}
	if got, want := hex.EncodeToString(all.Sum(nil)), "24b94833c8f1b63515f6a30f1cd34af4767b462d53843fe77513696e84b739b5"; got != want {
		t.Errorf("resources of the tests: got %s, want %s", got, want)
	}
}
