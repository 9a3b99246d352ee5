package practice

import (
	"net/http"
	"slices"
	"strings"
)

// endpoint is what one path answers, by method. Other methods, HEAD among them,
// answer 405.
type endpoint map[string]http.HandlerFunc

// ServeHTTP answers one request. Every reply closes its connection, as the real
// server's do (docs/reference/bcda-protocol.md 1).
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Connection", "close")
	w, done := s.playFault(w, r)
	if done {
		return
	}
	s.settle(r.Context())
	found := s.endpoint(r.URL.Path)
	if found == nil {
		http.NotFound(w, r)
		return
	}
	handle, ok := found[r.Method]
	if !ok {
		w.Header().Set("Allow", found.methods())
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	handle(w, r)
}

func (e endpoint) methods() string {
	list := make([]string, 0, len(e))
	for m := range e {
		list = append(list, m)
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// endpoint finds what a decoded path answers; nil where there is nothing.
func (s *Server) endpoint(path string) endpoint {
	switch path {
	case "/auth/token":
		return endpoint{http.MethodPost: s.token}
	case "/auth/welcome":
		return endpoint{http.MethodGet: s.welcome}
	case "/_version":
		return endpoint{http.MethodGet: s.version}
	case "/_health":
		return endpoint{http.MethodGet: s.health}
	case "/_auth":
		return endpoint{http.MethodGet: s.authInfo}
	}
	parts := strings.Split(strings.TrimPrefix(path, "/"), "/")
	switch {
	case len(parts) == 3 && parts[0] == "data":
		return endpoint{http.MethodGet: s.data(parts[1], parts[2])}
	case len(parts) > 2 && parts[0] == "api" && slices.Contains(s.versions, parts[1]):
		return s.versioned(parts[1], parts[2:])
	}
	return nil
}

// versioned finds the endpoints below /api/vN.
func (s *Server) versioned(version string, parts []string) endpoint {
	switch {
	case len(parts) == 2 && parts[0] == "Patient" && parts[1] == "$export":
		return endpoint{http.MethodGet: s.export(version, patientEndpoint)}
	case len(parts) == 3 && parts[0] == "Group" && parts[1] != "" && parts[2] == "$export":
		return endpoint{http.MethodGet: s.export(version, parts[1])}
	case len(parts) == 1 && parts[0] == "jobs":
		return endpoint{http.MethodGet: s.listJobs(version)}
	case len(parts) == 2 && parts[0] == "jobs":
		return endpoint{
			http.MethodGet:    s.jobStatus(version, parts[1]),
			http.MethodDelete: s.cancelJob(version, parts[1]),
		}
	case len(parts) == 1 && parts[0] == "attribution_status":
		return endpoint{http.MethodGet: s.attribution(version)}
	case len(parts) == 1 && parts[0] == "metadata":
		return endpoint{http.MethodGet: s.metadata(version)}
	}
	return nil
}

// origin is the server's origin as the client named it: the real server echoes
// the Host header (docs/reference/bcda-protocol.md 3).
func origin(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
