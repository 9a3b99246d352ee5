package practice

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// pageFiles is how many files a page of a manifest lists with PagedManifest.
const pageFiles = 2

// smartManifest is the body of a completed job (Bulk Data Access 2.0, "Response -
// Complete Status"; link is of the version after it).
type smartManifest struct {
	TransactionTime     string         `json:"transactionTime"`
	Request             string         `json:"request"`
	RequiresAccessToken bool           `json:"requiresAccessToken"`
	Output              []manifestFile `json:"output"`
	Deleted             []manifestFile `json:"deleted"`
	Error               []manifestFile `json:"error"`
	Link                []manifestLink `json:"link,omitempty"`
}

type manifestLink struct {
	Relation string `json:"relation"`
	URL      string `json:"url"`
}

// lookup finds the job behind a status address; nil where there is none any more.
// server.mu is held.
func (s *Smart) lookup(key string) *job {
	id, ok := s.jobKeys[key]
	if !ok {
		return nil
	}
	for _, j := range s.server.jobs {
		if j.id == id && !j.status(s.server.cfg.Now()).over() {
			return j
		}
	}
	return nil
}

// over says that nothing can be had of a job any more.
func (s Status) over() bool { return !s.running() && s != Completed && s != Failed }

// jobStatus answers GET /bulk/status/{key}.
func (s *Smart) jobStatus(key string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.admit(w, r) {
			return
		}
		s.server.mu.Lock()
		j, now := s.lookup(key), s.server.cfg.Now()
		status := Archived
		if j != nil {
			status = j.status(now)
		}
		s.server.mu.Unlock()
		switch {
		case status.running():
			w.Header().Set("X-Progress", fmt.Sprintf("Processed %d of 100 patients", j.percent(now)))
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusAccepted)
		case status == Completed:
			s.sendManifest(w, r, key, j)
		case status == Failed:
			s.refuse(w, http.StatusInternalServerError, "processing", "The export could not be finished.")
		default:
			s.refuse(w, http.StatusNotFound, "not-found", "There is no such export.")
		}
	}
}

func (s *Smart) sendManifest(w http.ResponseWriter, r *http.Request, key string, j *job) {
	departed, err := s.departed(j)
	if err != nil {
		s.server.log.Error("manifest not sent", "error", err)
		s.refuse(w, http.StatusServiceUnavailable, "transient", "Try again.")
		return
	}
	m := smartManifest{
		TransactionTime: instant(j.created), Request: j.asked.url, RequiresAccessToken: !s.has(OpenFiles) && !s.has(NoSignIn),
		Output: []manifestFile{}, Deleted: []manifestFile{}, Error: []manifestFile{},
	}
	files := origin(r) + "/bulk/" + key + "/"
	for i, f := range j.files {
		if f.spec.IsError {
			m.Error = append(m.Error, manifestFile{Type: typeOutcome, URL: files + smartFileName(i, f)})
			continue
		}
		m.Output = append(m.Output, manifestFile{Type: f.spec.Type, URL: files + smartFileName(i, f)})
	}
	if len(departed) > 0 {
		m.Deleted = append(m.Deleted, manifestFile{Type: typeBundle, URL: files + deletedFile})
	}
	if s.has(PagedManifest) {
		m.page(origin(r)+"/bulk/status/"+key, r.URL.Query().Get("page"))
	}
	w.Header().Set("Expires", j.ended.Add(keepFiles).UTC().Format(http.TimeFormat))
	s.server.sendJSON(w, m)
}

func smartFileName(place int, f *servedFile) string {
	return fmt.Sprintf("%d.%s.ndjson", place+1, f.spec.Type)
}

// page cuts a manifest to one of its pages; the first has the lists of other files.
func (m *smartManifest) page(address, text string) {
	page, err := strconv.Atoi(text)
	if err != nil || page < 1 {
		page = 1
	}
	from := min((page-1)*pageFiles, len(m.Output))
	to := min(from+pageFiles, len(m.Output))
	if to < len(m.Output) {
		m.Link = []manifestLink{{Relation: "next", URL: address + "?page=" + strconv.Itoa(page+1)}}
	}
	m.Output = m.Output[from:to]
	if page > 1 {
		m.Deleted, m.Error = []manifestFile{}, []manifestFile{}
	}
}

// cancelJob answers DELETE /bulk/status/{key}: a running job is stopped, the files
// of a complete one are deleted.
func (s *Smart) cancelJob(key string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.admit(w, r) {
			return
		}
		s.server.mu.Lock()
		j := s.lookup(key)
		delete(s.jobKeys, key)
		if j != nil && j.end == "" {
			j.end, j.ended = Cancelled, s.server.cfg.Now()
		}
		s.server.mu.Unlock()
		if j == nil {
			s.refuse(w, http.StatusNotFound, "not-found", "There is no such export.")
			return
		}
		w.WriteHeader(http.StatusAccepted)
	}
}

// file answers GET /bulk/{key}/{name}.
func (s *Smart) file(key, name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.has(OpenFiles) && !s.admit(w, r) {
			return
		}
		s.server.mu.Lock()
		j := s.lookup(key)
		var found *servedFile
		var modified time.Time
		if j != nil && j.end == Completed {
			found, modified = j.smartFile(name), j.ended
		}
		s.server.mu.Unlock()
		w.Header().Set("Content-Type", typeNDJSON)
		switch {
		case j != nil && j.end == Completed && name == deletedFile:
			s.sendDeleted(w, j)
		case found == nil:
			s.refuse(w, http.StatusNotFound, "not-found", "There is no such file.")
		case found.onTheFly:
			s.server.sendOnTheFly(w, r, found)
		case acceptsGzip(r.Header):
			s.server.sendStored(w, r, found, modified)
		default:
			s.server.sendPlain(w, found, modified)
		}
	}
}

func (j *job) smartFile(name string) *servedFile {
	for i, f := range j.files {
		if smartFileName(i, f) == name {
			return f
		}
	}
	return nil
}

// Of the deleted list.
const (
	deletedFile = "deleted.ndjson"
	typeBundle  = "Bundle"
)

// departures is a Source that can tell who left since a time.
type departures interface {
	// Departed lists the Patient ids of those who were there at q.Since and are not
	// any more.
	Departed(q Query) ([]string, error)
}

// departed are the Patients that a job says are deleted: none without _since.
func (s *Smart) departed(j *job) ([]string, error) {
	source, ok := s.server.cfg.Source.(departures)
	if !ok || j.query.Since.IsZero() {
		return nil, nil
	}
	return source.Departed(j.query)
}

// sendDeleted writes one transaction Bundle of deletions.
func (s *Smart) sendDeleted(w http.ResponseWriter, j *job) {
	ids, err := s.departed(j)
	if err != nil {
		s.refuse(w, http.StatusServiceUnavailable, "transient", "Try again.")
		return
	}
	s.server.stream(w, func(w io.Writer) error { return json.NewEncoder(w).Encode(deletions(ids)) })
}

type deletionBundle struct {
	ResourceType string          `json:"resourceType"`
	Type         string          `json:"type"`
	Entry        []deletionEntry `json:"entry"`
}

type deletionEntry struct {
	Request struct {
		Method string `json:"method"`
		URL    string `json:"url"`
	} `json:"request"`
}

func deletions(ids []string) deletionBundle {
	b := deletionBundle{ResourceType: typeBundle, Type: "transaction"}
	for _, id := range ids {
		var e deletionEntry
		e.Request.Method, e.Request.URL = http.MethodDelete, strings.Join([]string{typePatient, id}, "/")
		b.Entry = append(b.Entry, e)
	}
	return b
}
