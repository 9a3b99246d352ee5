package fhir

import "encoding/json"

// Severities that are told of messages beside those of OperationOutcome.issue.severity.
const (
	// SeverityDeleted marks a Bundle in which a generic server says what was deleted there (Bulk Data Access IG, deleted).
	SeverityDeleted = "deleted"
)

// MessageSeverity reads how grave a message of the server is: that of the first issue of an OperationOutcome, or SeverityDeleted
// for a Bundle. It is empty for what is no message: it says nothing about a person.
func MessageSeverity(line []byte) string {
	var m struct {
		ResourceType string `json:"resourceType"`
		Issue        []struct {
			Severity string `json:"severity"`
		} `json:"issue"`
	}
	switch err := json.Unmarshal(line, &m); {
	case err != nil:
		return ""
	case m.ResourceType == "Bundle":
		return SeverityDeleted
	case len(m.Issue) > 0:
		return m.Issue[0].Severity
	default:
		return ""
	}
}
