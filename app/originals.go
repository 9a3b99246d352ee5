package app

import (
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
)

// OriginalLines are resources as CMS sent them, indented, one after the other with an empty line between.
func OriginalLines(originals []claims.Original) []string {
	var lines []string
	for i, o := range originals {
		if i > 0 {
			lines = append(lines, "")
		}
		lines = append(lines, strings.Split(strings.TrimRight(string(fhir.Indent(o.Text)), "\n"), "\n")...)
	}
	return lines
}
