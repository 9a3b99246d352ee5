package ui

import (
	"fmt"

	"github.com/claimsdesk/claimsdesk/codes"
)

// specialtyName says in a few words what a Medicare specialty code stands for; codes that are not known stand for themselves.
func specialtyName(code string) string {
	if name := codes.Label(codes.Specialty, code); name != "" {
		return name
	}
	if code == "" {
		return specialtyNone
	}
	return fmt.Sprintf(specialtyOther, code)
}
