package fhir

import (
	"bytes"
	"encoding/json"
)

// stu3 holds the elements of STU3 that R4 gave another name (hl7.org/fhir/STU3/explanationofbenefit.html, coverage.html)
// and the R4 elements that took their place.
type stu3 struct {
	Information  json.RawMessage `json:"information"`
	TotalCost    json.RawMessage `json:"totalCost"`
	TotalBenefit json.RawMessage `json:"totalBenefit"`
	Organization json.RawMessage `json:"organization"`
	Grouping     json.RawMessage `json:"grouping"`
	Item         []struct {
		SequenceLinkID    json.RawMessage `json:"sequenceLinkId"`
		CareTeamLinkID    json.RawMessage `json:"careTeamLinkId"`
		DiagnosisLinkID   json.RawMessage `json:"diagnosisLinkId"`
		ProcedureLinkID   json.RawMessage `json:"procedureLinkId"`
		InformationLinkID json.RawMessage `json:"informationLinkId"`
		ProductOrService  json.RawMessage `json:"productOrService"`
	} `json:"item"`

	SupportingInfo json.RawMessage `json:"supportingInfo"`
	Total          json.RawMessage `json:"total"`
	Class          json.RawMessage `json:"class"`
}

// isSTU3 reports whether a claim or a coverage is written in STU3. It takes an element that only STU3 has and the
// absence of those that only R4 has, so that one stray element does not make a file be refused. An STU3 Patient cannot
// be told from an R4 one; the rules for R4 apply to it.
func isSTU3(line []byte) bool {
	if !hasSTU3Name(line) {
		return false
	}
	var s stu3
	if decode(line, &s) != nil {
		return false
	}
	old := s.Information != nil || s.TotalCost != nil || s.TotalBenefit != nil || s.Organization != nil || s.Grouping != nil
	for i := range s.Item {
		item := &s.Item[i]
		old = old || item.SequenceLinkID != nil || item.CareTeamLinkID != nil || item.DiagnosisLinkID != nil ||
			item.ProcedureLinkID != nil || item.InformationLinkID != nil
		if item.ProductOrService != nil {
			return false
		}
	}
	return old && s.SupportingInfo == nil && s.Total == nil && s.Class == nil
}

// hasSTU3Name looks for the names in the text, to spare nearly all lines a second decoding.
func hasSTU3Name(line []byte) bool {
	for _, name := range []string{`LinkId"`, `"information"`, `"totalCost"`, `"totalBenefit"`, `"organization"`, `"grouping"`} {
		if bytes.Contains(line, []byte(name)) {
			return true
		}
	}
	return false
}
