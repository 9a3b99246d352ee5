package app

import (
	"fmt"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Name is what a line of a connection test is called, for a connection to such a server.
func (l TestLine) Name(env claims.Environment) string {
	switch l {
	case LineInternet:
		return "Internet"
	case LineTestServer:
		return "CMS test server"
	case LineServer:
		if env == claims.EnvProduction {
			return "CMS real-data server"
		}
		return "Server"
	case LineCredentials:
		return "Credentials"
	case LineOrganization:
		return "Organization"
	default:
		return "Version"
	}
}

// Words say where a line stands, in a few words; empty for a line that runs or was not tried. What to do stands in the
// step's Problem.
func (s TestStep) Words(env claims.Environment) string {
	switch s.State {
	case CheckOK:
		return s.goodWords(env)
	case CheckFailed:
		return s.brokenWords()
	default:
		return ""
	}
}

func (s TestStep) goodWords(env claims.Environment) string {
	switch s.Line {
	case LineInternet:
		return "This computer has internet"
	case LineTestServer, LineServer:
		return fmt.Sprintf("%s answers (%s)", s.Line.Name(env), SecondsText(s.Took))
	case LineCredentials:
		return "Credentials accepted"
	case LineOrganization:
		return s.organizationWords()
	default:
		return s.versionWords()
	}
}

func (s TestStep) organizationWords() string {
	who := "Your organization has access"
	if s.Entity != "" {
		who = fmt.Sprintf("Organization %s has access", s.Entity)
	}
	if s.List.IsZero() {
		return who
	}
	return who + " · patient list of " + s.List.Format("Jan 2, 2006")
}

func (s TestStep) versionWords() string {
	switch {
	case s.FellBack:
		return "Version 3 not on yet: we will use version 2"
	case s.Version == claims.V3:
		return "Version 3 is on"
	default:
		return "Version 2 is on"
	}
}

func (s TestStep) brokenWords() string {
	switch {
	case s.Line == LineInternet:
		return "none found"
	case s.Silent && s.Took < time.Second:
		return "no answer"
	case s.Silent:
		return "no answer after " + SecondsText(s.Took)
	case s.Line == LineCredentials:
		return "not accepted"
	default:
		return "problem"
	}
}

// SecondsText prints a short time: 0.4 s, 20 s.
func SecondsText(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return fmt.Sprintf("%d s", int(d.Seconds()))
}
