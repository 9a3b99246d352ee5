package practice

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
)

// manifest is the body of a completed job (docs/reference/bcda-protocol.md 4).
type manifest struct {
	TransactionTime     string         `json:"transactionTime"`
	Request             string         `json:"request"`
	RequiresAccessToken bool           `json:"requiresAccessToken"`
	Output              []manifestFile `json:"output"`
	Error               []manifestFile `json:"error"`
	JobID               uint64         `json:"JobID,omitempty"`
}

type manifestFile struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

// manifest lists the files of a completed job. s.mu is held.
func (s *Server) manifest(r *http.Request, j *job) manifest {
	m := manifest{
		TransactionTime:     instant(j.loaded),
		Request:             j.asked.url,
		RequiresAccessToken: true,
		Output:              []manifestFile{},
		Error:               []manifestFile{},
	}
	if s.quirks.Has(JobID) {
		m.JobID = j.id
	}
	for _, f := range j.files {
		file := manifestFile{Type: f.spec.Type, URL: fmt.Sprintf("%s/data/%d/%s", origin(r), j.id, f.name)}
		if f.spec.IsError {
			file.Type = typeOutcome
			m.Error = append(m.Error, file)
			continue
		}
		m.Output = append(m.Output, file)
	}
	return m
}

// warningsFile is the name of the note that v3 adds to an export which named no
// System-Type.
const warningsFile = "warnings-and-info.ndjson"

const textDefaultTypes = "No System-Type was given in _typeFilter: this export holds NationalClaimsHistory and DDPS data only. " +
	"Partially adjudicated claims need a _tag for SharedSystem."

func defaultTypesNote() *servedFile {
	note := outcome{ResourceType: typeOutcome, Issue: []issue{{
		Severity:    "warning",
		Code:        "informational",
		Details:     &concept{Text: textDefaultTypes},
		Diagnostics: textDefaultTypes,
	}}}
	return &servedFile{
		name:     warningsFile,
		onTheFly: true,
		spec: FileSpec{
			Type: typeOutcome, IsError: true, Severity: "warning",
			Write: func(w io.Writer) error { return json.NewEncoder(w).Encode(note) },
		},
	}
}
