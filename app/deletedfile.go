package app

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/fhir"
)

// countDeleted counts by type what a file of a manifest's deleted list says is no longer at a generic server: each line is a
// transaction Bundle whose entries are DELETE requests (Bulk Data Access 2.0, "deleted"). Nothing is erased for it: the
// stored content is what was paid for, and a full export shows what the server has. Lines that are no such Bundle count
// for nothing.
func countDeleted(plain io.Reader) (map[string]int, error) {
	counts := map[string]int{}
	lines := fhir.NewLines(plain)
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return counts, nil
		}
		if err != nil {
			return counts, fmt.Errorf("read what the server deleted: %w", err)
		}
		for _, kind := range deletedTypes(line.Bytes) {
			counts[kind]++
		}
	}
}

// deletedTypes lists the resource type of each deletion of a Bundle.
func deletedTypes(line []byte) []string {
	var bundle struct {
		ResourceType string `json:"resourceType"`
		Entry        []struct {
			Request struct {
				Method string `json:"method"`
				URL    string `json:"url"`
			} `json:"request"`
		} `json:"entry"`
	}
	if json.Unmarshal(line, &bundle) != nil || bundle.ResourceType != "Bundle" {
		return nil
	}
	var kinds []string
	for _, e := range bundle.Entry {
		path, _, _ := strings.Cut(e.Request.URL, "?")
		parts := strings.Split(strings.Trim(path, "/"), "/")
		if len(parts) < 2 || !strings.EqualFold(e.Request.Method, http.MethodDelete) {
			continue
		}
		// A version, Patient/1/_history/2, names one state and not the record.
		if kind := parts[len(parts)-2]; !slices.Contains(parts, "_history") {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}
