package app

import (
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Choice is what to ask CMS for, as people choose it.
type Choice struct {
	// Early adds claims that Medicare has not finished. Not every organization may have them.
	Early bool
	// EarlyOnly leaves the finished ones out.
	EarlyOnly bool
	// From and To are the first and last day of service, YYYY-MM-DD; empty for open. Version 3 only.
	From, To string
}

// Addresses of the tags that version 3 is asked for (docs/reference/bcda-protocol.md 3).
const (
	tagSystem = "https://bluebutton.cms.gov/fhir/CodeSystem/System-Type"
	early     = "SharedSystem"
	final     = "NationalClaimsHistory"
	drugs     = "DDPS"
)

// Options puts the choice into the terms of a version: types in version 2, a filter in version 3. The zero choice gives the
// zero options: what CMS sends unasked, finished claims.
func (c Choice) Options(version string) (RefreshOptions, error) {
	for _, day := range []string{c.From, c.To} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return RefreshOptions{}, &UsageError{Text: choiceDay}
		}
	}
	if c.From != "" && c.To != "" && c.To < c.From {
		return RefreshOptions{}, &UsageError{Text: choiceDays}
	}
	switch {
	case c == Choice{}:
		return RefreshOptions{}, nil
	case version == claims.V3:
		return RefreshOptions{TypeFilter: c.filter()}, nil
	case c.From != "" || c.To != "":
		return RefreshOptions{}, &UsageError{Text: choiceVersion}
	case c.EarlyOnly:
		return RefreshOptions{Types: []string{claims.TypePatient, claims.TypeCoverage, claims.TypeClaim, claims.TypeClaimResponse}}, nil
	default:
		return RefreshOptions{Types: append(RefreshOptions{}.types(), claims.TypeClaim, claims.TypeClaimResponse)}, nil
	}
}

// filter writes the _typeFilter of version 3.
func (c Choice) filter() string {
	var parts []string
	tags := []string{final, drugs}
	switch {
	case c.EarlyOnly:
		tags = []string{early}
	case c.Early:
		tags = append(tags, early)
	}
	if c.Early || c.EarlyOnly {
		for i, tag := range tags {
			tags[i] = tagSystem + "|" + tag
		}
		parts = append(parts, "_tag="+strings.Join(tags, ","))
	}
	if c.From != "" {
		parts = append(parts, "service-date=ge"+c.From)
	}
	if c.To != "" {
		parts = append(parts, "service-date=le"+c.To)
	}
	return claims.TypeEOB + "?" + strings.Join(parts, "&")
}
