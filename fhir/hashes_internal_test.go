package fhir

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

// Hashes are stored: what was sent before must not look new after an update of ClaimsDesk.
func TestCanonicalHashStaysTheSame(t *testing.T) {
	tests := []struct{ name, line, want string }{
		{"escapes", `{"a":"\u00e9\n\"\\\/\ud83d\ude00 \ud83d","b":[{"z":1,"y":"\t"},{"x":[2,1]}],"given":["B","A"],"meta":{},"created":"x"}`, "27bb722e2eb1595bdf98740b779895ff32fa8ae13c7ccc9f1c95728e37389a1c"},
		{"empty", `{}`, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"},
		{"blanks", " { \"b\" : [ ] , \"a\" : { } , \"line\" : [ 2 , 1 ] } ", "5fa4fdee3996ec4116c6833fef0e00a7c4ebdfa9287ce765ce0f5f92ce6822d5"},
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
	if got, want := hex.EncodeToString(all.Sum(nil)), "1599a96e5af316187dbd68d4f1ac1c999cfb92294cc69085f40c6c3ef78caabe"; got != want {
		t.Errorf("resources of the tests: got %s, want %s", got, want)
	}
}
