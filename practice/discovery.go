package practice

import (
	"net/http"
	"time"
)

// release is the release name that the practice server gives itself.
const release = "r292"

// welcome answers GET /auth/welcome, a free test of a token.
func (s *Server) welcome(w http.ResponseWriter, r *http.Request) {
	if no := s.identify(r); no != nil {
		s.send(w, shapePlain, no)
		return
	}
	s.sendJSON(w, map[string]string{"success": "Welcome to the Beneficiary Claims Data API!"})
}

func (s *Server) version(w http.ResponseWriter, _ *http.Request) {
	s.sendJSON(w, map[string]string{"version": release})
}

func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	s.sendJSON(w, map[string]string{"database": "ok", "ssas": "ok", "ssas_introspect": "ok"})
}

func (s *Server) authInfo(w http.ResponseWriter, _ *http.Request) {
	s.sendJSON(w, map[string]string{"auth_provider": "ssas", "version": release})
}

type ingestion struct {
	Timestamp string `json:"timestamp"`
	Type      string `json:"type"`
}

// attribution answers GET /attribution_status: when people were last assigned.
func (s *Server) attribution(version string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if no := s.admit(r, version, false); no != nil {
			s.send(w, shapeOf(version), no)
			return
		}
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.entity.NoAttribution {
			s.send(w, shapeOf(version), refuse(http.StatusNotFound, ""))
			return
		}
		all, runout := s.ingested(version)
		s.sendJSON(w, map[string][]ingestion{"ingestion_dates": {
			{Timestamp: instant(all), Type: "last_attribution_update"},
			{Timestamp: instant(runout), Type: "last_runout_update"},
		}})
	}
}

// runoutDays is how long runout data is offered after it was loaded.
const runoutDays = 180

// ingested is when the attribution and the runout lists were loaded. s.mu is held.
func (s *Server) ingested(version string) (all, runout time.Time) {
	now, line := s.cfg.Now(), s.timelines[version]
	all, runout = line.latest(), line.loaded[0]
	if s.quirks.Has(January) { // last year's list is the newest
		if end := time.Date(now.UTC().Year()-1, time.December, 20, 0, 0, 0, 0, time.UTC); end.Before(all) {
			all = end
		}
	}
	if s.quirks.Has(RunoutOver) {
		runout = now.AddDate(0, 0, -runoutDays-1)
	}
	return all, runout
}

type capability struct {
	ResourceType   string         `json:"resourceType"`
	Status         string         `json:"status"`
	Date           string         `json:"date"`
	Publisher      string         `json:"publisher"`
	Kind           string         `json:"kind"`
	Software       software       `json:"software"`
	Implementation implementation `json:"implementation"`
	FHIRVersion    string         `json:"fhirVersion"`
	Format         []string       `json:"format"`
	Rest           []rest         `json:"rest"`
}

type software struct {
	Name        string `json:"name"`
	Version     string `json:"version"`
	ReleaseDate string `json:"releaseDate"`
}

type implementation struct {
	Description string `json:"description"`
	URL         string `json:"url"`
}

type rest struct {
	Mode      string         `json:"mode"`
	Security  security       `json:"security"`
	Resource  []restResource `json:"resource"`
	Operation []operation    `json:"operation"`
}

type security struct {
	CORS      bool        `json:"cors"`
	Service   []concept   `json:"service"`
	Extension []extension `json:"extension"`
}

type extension struct {
	URL       string      `json:"url"`
	ValueURI  string      `json:"valueUri,omitempty"`
	Extension []extension `json:"extension,omitempty"`
}

type restResource struct {
	Type        string        `json:"type"`
	Interaction []interaction `json:"interaction"`
	SearchParam []searchParam `json:"searchParam,omitempty"`
}

type interaction struct {
	Code string `json:"code"`
}

type searchParam struct {
	Name string `json:"name"`
	Type string `json:"type"`
}

type operation struct {
	Name       string `json:"name"`
	Definition string `json:"definition"`
}

// metadata answers GET /metadata, which needs no token but rejects a bad one.
func (s *Server) metadata(version string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			if no := s.identify(r); no != nil {
				s.send(w, shapeOf(version), no)
				return
			}
		}
		s.sendJSON(w, s.capabilities(origin(r), version))
	}
}

func (s *Server) capabilities(origin, version string) capability {
	oauth := extension{
		URL:       "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
		Extension: []extension{{URL: "token", ValueURI: origin + "/auth/token"}},
	}
	return capability{
		ResourceType:   "CapabilityStatement",
		Status:         "active",
		Date:           day(s.started.UTC()),
		Publisher:      "Practice server with synthetic people",
		Kind:           "instance",
		Software:       software{Name: "Beneficiary Claims Data API", Version: release, ReleaseDate: day(s.started.UTC())},
		Implementation: implementation{Description: "Practice data for Beneficiary Claims Data API clients", URL: origin + "/api/" + version},
		FHIRVersion:    "4.0.1",
		Format:         []string{typeJSON, typeFHIRJSON},
		Rest: []rest{{
			Mode: "server",
			Security: security{
				CORS:      true,
				Service:   []concept{{Text: "OAuth"}},
				Extension: []extension{oauth},
			},
			Resource: s.restResources(version),
			Operation: []operation{
				{Name: "patient-export", Definition: "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/patient-export"},
				{Name: "group-export", Definition: "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/group-export"},
			},
		}},
	}
}

// restResources lists the types, in v3 with what _typeFilter can ask for.
func (s *Server) restResources(version string) []restResource {
	var list []restResource
	for _, t := range s.cfg.Source.Types(version) {
		res := restResource{Type: t, Interaction: []interaction{{Code: "search-type"}}}
		if version == v3 && t == typeEOB {
			res.SearchParam = []searchParam{
				{Name: "_tag", Type: "token"}, {Name: "outcome", Type: "token"}, {Name: "service-date", Type: "date"},
			}
		}
		list = append(list, res)
	}
	return list
}
