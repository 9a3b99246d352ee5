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
		return lineInternet
	case LineTestServer:
		return lineTest
	case LineServer:
		if env == claims.EnvProduction {
			return lineReal
		}
		return lineOther
	case LineCredentials:
		return lineCredentials
	case LineOrganization:
		return lineOrganization
	default:
		return lineVersion
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
		return goodInternet
	case LineTestServer, LineServer:
		return fmt.Sprintf(goodServer, s.Line.Name(env), SecondsText(s.Took))
	case LineCredentials:
		return goodCredentials
	case LineOrganization:
		return s.organizationWords()
	default:
		return s.versionWords()
	}
}

func (s TestStep) organizationWords() string {
	who := goodAccess
	if s.Entity != "" {
		who = fmt.Sprintf(goodEntity, s.Entity)
	}
	if s.List.IsZero() {
		return who
	}
	return fmt.Sprintf(goodList, who, s.List.Format("Jan 2, 2006"))
}

func (s TestStep) versionWords() string {
	switch {
	case s.FellBack:
		return version3Not
	case s.Version == claims.V3:
		return version3
	default:
		return version2
	}
}

func (s TestStep) brokenWords() string {
	switch {
	case s.Line == LineInternet:
		return badInternet
	case s.Silent && s.Took < time.Second:
		return badSilent
	case s.Silent:
		return fmt.Sprintf(badSilentFor, SecondsText(s.Took))
	case s.Line == LineCredentials:
		return badCredentials
	default:
		return badOther
	}
}

// SecondsText prints a short time: 0.4 s, 20 s.
func SecondsText(d time.Duration) string {
	if d < 10*time.Second {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	return fmt.Sprintf("%d s", int(d.Seconds()))
}
