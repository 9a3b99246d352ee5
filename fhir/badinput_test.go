package fhir_test

import (
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
)

// A bad line has a clear reason, and the lines around it are read.
func TestBadLineBetweenGoodOnes(t *testing.T) {
	const good, eob = `{"resourceType":"Patient","id":"1"}`, `{"resourceType":"ExplanationOfBenefit","id":"2",`
	tests := []struct {
		name, line string
		want       claims.RejectReason // empty for lines that are read
	}{
		{"nested 10,000 deep", eob + `"x":` + strings.Repeat("[", 10000) + strings.Repeat("]", 10000) + "}", fhir.ReasonTooDeep},
		{"invalid UTF-8", eob + "\"x\":\"\xc3\x28\"}", fhir.ReasonNotUTF8},
		{"NUL", eob + "\"x\":\"\x00\"}", fhir.ReasonNUL},
		{"escaped NUL", eob + `"x":"\u0000"}`, fhir.ReasonNUL},
		{"byte-order mark in the middle", "\xef\xbb\xbf" + good, fhir.ReasonNotJSON},
		{"carriage return", good + "\r", ""},
		{"two resources", good + good, fhir.ReasonTwo},
		{"key that stands twice", eob + `"status":"a","status":"b"}`, ""},
		{"number 1E400", eob + `"payment":{"amount":{"value":1E400}}}`, ""},
		{"number 12.3456789", eob + `"payment":{"amount":{"value":12.3456789}}}`, ""},
		{"Bundle", `{"resourceType":"Bundle","entry":[{"resource":` + good + `}]}`, fhir.ReasonUnknownType},
		{"of another kind of server", `{"resourceType":"Encounter","id":"1"}`, fhir.ReasonUnknownType},
		{"gzip", "\x1f\x8b\x08\x01", fhir.ReasonNotUTF8},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			lines := fhir.NewLines(strings.NewReader("\xef\xbb\xbf" + good + "\r\n\n" + tc.line + "\n" + good)) // no last line end
			reader := fhir.NewReader(fhir.Options{Now: testDay})
			var reasons []claims.RejectReason
			for {
				line, err := lines.Next()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				_, err = reader.Parse(line.Bytes)
				var rejected *fhir.RejectError
				if err != nil && !errors.As(err, &rejected) {
					t.Fatal(err)
				}
				reason := claims.RejectReason("")
				if rejected != nil {
					reason = rejected.Reason
				}
				reasons = append(reasons, reason)
			}
			if len(reasons) != 3 || reasons[0] != "" || reasons[1] != tc.want || reasons[2] != "" {
				t.Errorf("got %q, want %q between two that are read", reasons, tc.want)
			}
		})
	}
}

func TestOddNumbersAndKeys(t *testing.T) {
	const start = `{"resourceType":"ExplanationOfBenefit","id":"2",`
	tests := []struct{ name, line, column, want string }{
		{"last of two keys", start + `"status":"a","status":"b"}`, "status", "b"},
		{"last of two objects, whole", start + `"payment":{"date":"2025-01-02"},"payment":{}}`, "payment_date", ""},
		{"1E400", start + `"payment":{"amount":{"value":1E400}}}`, "payment_amount", ""},
		{"12.3456789", start + `"payment":{"amount":{"value":12.3456789}}}`, "payment_amount", "12.3456789"},
		{"1.5E1", start + `"payment":{"amount":{"value":1.5E1}}}`, "payment_amount", "15.00"},
		{"-0.5", start + `"payment":{"amount":{"value":-0.5}}}`, "payment_amount", "-0.50"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := cellOf(t, parse(t, []byte(tc.line)), claims.Claims, 0, tc.column); got != tc.want {
				t.Errorf("%s is %q, want %q", tc.column, got, tc.want)
			}
		})
	}
}
