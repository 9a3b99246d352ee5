package fhir

import (
	"bytes"
	"encoding/json"
)

// Indent lays out the JSON of a resource, two spaces a level; nothing but white space differs from what was sent. What is no JSON comes
// back as it is.
func Indent(raw []byte) []byte {
	var b bytes.Buffer
	if err := json.Indent(&b, raw, "", "  "); err != nil {
		return raw
	}
	return b.Bytes()
}
