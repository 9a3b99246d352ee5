package practice

import "net/http"

type smartConfiguration struct {
	TokenEndpoint string   `json:"token_endpoint,omitempty"`
	GrantTypes    []string `json:"grant_types_supported"`
	AuthMethods   []string `json:"token_endpoint_auth_methods_supported"`
	SigningAlgs   []string `json:"token_endpoint_auth_signing_alg_values_supported"`
	Scopes        []string `json:"scopes_supported"`
	Capabilities  []string `json:"capabilities"`
}

// configuration answers GET /fhir/.well-known/smart-configuration.
func (s *Smart) configuration(w http.ResponseWriter, r *http.Request) {
	if s.has(NoSignIn) {
		s.refuse(w, http.StatusNotFound, "not-found", "There is nothing to sign in to.")
		return
	}
	c := smartConfiguration{
		TokenEndpoint: origin(r) + signInPath,
		GrantTypes:    []string{"client_credentials"},
		AuthMethods:   []string{"private_key_jwt"},
		SigningAlgs:   []string{"RS384", "ES384"},
		Scopes:        []string{"system/*.read", "system/*.rs"},
		Capabilities:  []string{"client-confidential-asymmetric", "permission-v1", "permission-v2"},
	}
	if s.has(RSScopes) {
		c.Scopes, c.Capabilities = []string{"system/*.rs"}, []string{"client-confidential-asymmetric", "permission-v2"}
	}
	s.server.sendJSON(w, c)
}

// metadata answers GET /fhir/metadata.
func (s *Smart) metadata(w http.ResponseWriter, r *http.Request) {
	c := s.server.capabilities(origin(r), s.version)
	c.Software.Name = "Practice bulk-data server"
	c.Implementation.Description = "Practice data for bulk-data clients"
	c.Implementation.URL = origin(r) + BasePath
	rest := &c.Rest[0]
	rest.Operation = append(rest.Operation, operation{
		Name: "export", Definition: "http://hl7.org/fhir/uv/bulkdata/OperationDefinition/export",
	})
	rest.Security.Extension[0].Extension[0].ValueURI = origin(r) + signInPath
	if s.has(NoSignIn) {
		rest.Security = security{CORS: true}
	}
	s.server.sendJSON(w, c)
}
