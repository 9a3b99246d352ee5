package practice

import (
	"slices"
	"time"
)

// Entity is the organization behind the credentials, and what CMS has granted
// to it. The zero value of each field but CMSID is an entity in good standing.
// Each field that is set makes one of the refusals of
// docs/reference/bcda-protocol.md 2 and 3 happen.
type Entity struct {
	// CMSID is the entity's id; default A9994, an id CMS uses for tests.
	CMSID string
	// SecretRefused is a secret older than 90 days, or revoked: 401 for tokens.
	SecretRefused bool
	// Denied is an entity that was terminated: it still gets tokens, then 403.
	Denied bool
	// Unknown is an entity that BCDA has never heard of: 403.
	Unknown bool
	// ModelOff is a model that is not enabled: 401 without diagnostics for exports
	// and the list of jobs.
	ModelOff bool
	// Versions are the API versions granted; nil grants all that are served.
	Versions []string
	// Guide is an entity in GUIDE: it may not ask for SharedSystem data.
	Guide bool
	// NoAttribution means that no attribution file was ever loaded: exports answer
	// 404, as does the attribution status.
	NoAttribution bool
	// FirstAttribution is when the first attribution file came. Group/all with an
	// earlier _since answers 404. Default: one year before the server was made.
	FirstAttribution time.Time
}

const defaultCMSID = "A9994"

func (e Entity) withDefaults(now time.Time) Entity {
	if e.CMSID == "" {
		e.CMSID = defaultCMSID
	}
	if e.FirstAttribution.IsZero() {
		e.FirstAttribution = now.AddDate(-1, 0, 0)
	}
	return e
}

func (e Entity) granted(version string) bool {
	return e.Versions == nil || slices.Contains(e.Versions, version)
}

// Entity is the organization as the server sees it now.
func (s *Server) Entity() Entity {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.entity
}

// SetEntity changes what CMS has granted, from the next request on.
func (s *Server) SetEntity(e Entity) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.entity = e.withDefaults(s.started)
}
