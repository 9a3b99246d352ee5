package fhir

import (
	"bytes"

	"github.com/claimsdesk/claimsdesk/claims"
)

// versionOf finds out from a resource which BCDA version sent it. Everything that CMS codes itself stands under another
// path in v2 and in v3; where a resource has nothing of that, v3 profiles carry a version and v2 profiles none, and the
// v2 claims are the only resources of their types. A merged v3 Patient has only an id and a link (flattening.md 2.1), and
// what says nothing at all is taken for the newer version.
func versionOf(line []byte, resourceType string) string {
	switch {
	case resourceType == claims.TypeClaim, resourceType == claims.TypeClaimResponse:
		return claims.V2
	case bytes.Contains(line, []byte("bluebutton.cms.gov/resources/")), bytes.Contains(line, []byte("dcgeo.cms.gov/resources/")):
		return claims.V2
	case bytes.Contains(line, []byte("bluebutton.cms.gov/fhir/")):
		return claims.V3
	case bytes.Contains(line, []byte("carin-bb/StructureDefinition/")) && !hasVersionedProfile(line):
		return claims.V2
	}
	return claims.V3
}

// hasVersionedProfile finds a profile such as ".../C4BB-Patient|2.2.0".
func hasVersionedProfile(line []byte) bool {
	mark := []byte("carin-bb/StructureDefinition/")
	for {
		i := bytes.Index(line, mark)
		if i < 0 {
			return false
		}
		line = line[i+len(mark):]
		if end := bytes.IndexAny(line, `"|`); end >= 0 && line[end] == '|' {
			return true
		}
	}
}
