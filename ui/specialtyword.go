package ui

import "github.com/claimsdesk/claimsdesk/codes"

// specialtyName says in a few words what a Medicare specialty code stands for; codes that are not known stand for themselves.
func specialtyName(code string) string {
	if name := codes.Label(codes.Specialty, code); name != "" {
		return name
	}
	if code == "" {
		return "Specialty not given"
	}
	return "Specialty " + code
}
