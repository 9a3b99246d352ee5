package fhir

import (
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Options says how a Reader reads.
type Options struct {
	// Version is claims.V2 or claims.V3, as the manifest or the user gave it; empty: found out from each resource.
	Version string
	// Now is the clock by which dates lie in the future; nil means time.Now.
	Now func() time.Time
}

// Reader turns lines into resources. It is not safe for concurrent use, but cheap: take one for each goroutine.
type Reader struct {
	version string
	now     func() time.Time
}

// NewReader returns a Reader.
func NewReader(opts Options) *Reader {
	r := &Reader{version: opts.Version, now: opts.Now}
	if r.now == nil {
		r.now = time.Now
	}
	return r
}

// Parse reads one line of an NDJSON file, without its line end. The resource's Raw is the line itself, not a copy. Errors
// are a *RejectError for a line that goes to quarantine, and ErrSTU3 for one whose whole file is refused.
func (r *Reader) Parse(line []byte) (claims.Resource, error) {
	found, reason := look(line)
	if reason != "" {
		return claims.Resource{}, &RejectError{Reason: reason}
	}
	read := readerOf(found.resourceType)
	if read == nil {
		return claims.Resource{}, &RejectError{Reason: ReasonUnknownType}
	}
	if isSTU3(line) {
		return claims.Resource{}, ErrSTU3
	}
	in := scope{version: r.version, now: r.now()}
	if in.version == "" {
		in.version = versionOf(line, found.resourceType)
	}
	c, err := read(line, in)
	if err != nil {
		return claims.Resource{}, &RejectError{Reason: ReasonNotJSON}
	}
	if c.id == "" {
		return claims.Resource{}, &RejectError{Reason: ReasonNoID}
	}
	hash, err := canonicalHash(line)
	if err != nil {
		return claims.Resource{}, &RejectError{Reason: ReasonNotJSON}
	}
	return claims.Resource{
		APIVersion: in.version, Type: found.resourceType, ID: c.id, LastUpdated: c.lastUpdated, Items: c.items,
		Hash: hash, Raw: line, Rows: c.rows, Patch: c.patch,
	}, nil
}

// readerOf returns what reads a resource type: its only error is that the line is not JSON. Other types give nil.
func readerOf(resourceType string) func(line []byte, in scope) (content, error) {
	switch resourceType {
	case claims.TypePatient:
		return patientRows
	case claims.TypeCoverage:
		return coverageRows
	case claims.TypeEOB:
		return eobRows
	case claims.TypeClaim:
		return claimRows
	case claims.TypeClaimResponse:
		return claimResponseRows
	}
	return nil
}
