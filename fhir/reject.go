package fhir

import (
	"errors"

	"github.com/claimsdesk/claimsdesk/claims"
)

// ErrSTU3 reports a resource of FHIR STU3, which BCDA v1 serves. Its elements have other names and meanings, so a file
// with such a resource is refused whole (docs/reference/contract.md 2).
var ErrSTU3 = errors.New("fhir: resource of FHIR STU3 (BCDA v1); BCDA v2 or v3 is needed")

// RejectError reports a line that is no resource we can store. Match it with errors.As.
type RejectError struct {
	Reason claims.RejectReason
}

// Error gives the reason, which never holds text of the line.
func (e *RejectError) Error() string { return "fhir: line refused: " + string(e.Reason) }

// Reasons why a line goes to quarantine. They hold nothing of what the line says.
const (
	ReasonNotJSON     claims.RejectReason = "not a JSON object"
	ReasonNotFHIR     claims.RejectReason = "not a FHIR resource: no resourceType"
	ReasonUnknownType claims.RejectReason = "a resource type that ClaimsDesk does not read"
	ReasonNoID        claims.RejectReason = "resource without an id"
	ReasonTwo         claims.RejectReason = "more than one resource in the line"
	ReasonTooDeep     claims.RejectReason = "nested deeper than 200 levels"
	ReasonNotUTF8     claims.RejectReason = "text that is not UTF-8"
	ReasonNUL         claims.RejectReason = "NUL character in the text"
	ReasonTooLong     claims.RejectReason = "line longer than 32 MiB"
)
