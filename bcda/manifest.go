package bcda

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// Manifest lists the files of a complete job.
type Manifest struct {
	Job JobID // "" when the server names none
	// TransactionTime is the instant the data stands for, and the next since once every file is stored safely.
	// TransactionTimeText is the server's own text of it; of a generic server's that is not of UTC, the same in UTC.
	TransactionTime     time.Time
	TransactionTimeText string
	Request             string // the export's URL as the server repeats it; see ParseRequestURL
	Output              []File // in the server's order, which means nothing; none on success: nothing is new
	Errors              []File // OperationOutcome files; they may name people
	// Deleted lists files of Bundles that name what is no longer at a generic server: entry.request is DELETE of
	// "Patient/123". BCDA has none.
	Deleted []File
	// ForeignHosts counts file URLs that name a host besides the request's own. They are fetched from the configured
	// origin like all others.
	ForeignHosts int
}

// File is one file of a job. The client builds its URL; nothing else of the manifest's URL is used.
type File struct {
	Type string // resource type, such as ExplanationOfBenefit
	Job  JobID
	// Name is the last part of its URL: letters, digits, dot, dash and underscore. At a generic server it is made of that
	// and stands for the URL, which may be signed and is read anew from the manifest when it is needed.
	Name string
}

// path returns the file's path from the origin.
func (f File) path() string { return "/data/" + string(f.Job) + "/" + f.Name }

// ParseManifest reads a manifest as Job does: for one that was stored beside its files.
// A file URL that is not .../data/{job}/{file} makes the whole manifest unusable, as files would be missed silently.
func ParseManifest(body []byte) (Manifest, error) { return parseManifest(body) }

// manifestFile is an entry of output or error on the wire.
type manifestFile struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

// parseManifest reads a job's manifest (docs/reference/bcda-protocol.md 4). Unknown fields are ignored, files named twice
// are kept once and the server's marker for an empty batch is left out.
func parseManifest(body []byte) (Manifest, error) {
	var doc struct {
		TransactionTime string          `json:"transactionTime"`
		Request         string          `json:"request"`
		Output          *[]manifestFile `json:"output"`
		Error           []manifestFile  `json:"error"`
		JobID           json.RawMessage `json:"JobID"`
	}
	if err := decodeFirst(body, &doc); err != nil {
		return Manifest{}, fmt.Errorf("read the manifest: %w", err)
	}
	at, ok := parseInstant(doc.TransactionTime)
	switch {
	case !ok:
		return Manifest{}, errors.New("manifest without a readable transactionTime")
	case doc.Output == nil:
		return Manifest{}, errors.New("manifest without output")
	}
	m := Manifest{
		TransactionTime: at, TransactionTimeText: doc.TransactionTime, Request: doc.Request, Job: parseJobID(doc.JobID),
	}
	own := hostOf(doc.Request)
	seen := map[string]bool{}
	var err error
	if m.Output, err = m.files(*doc.Output, own, seen); err != nil {
		return Manifest{}, err
	}
	if m.Errors, err = m.files(doc.Error, own, seen); err != nil {
		return Manifest{}, err
	}
	return m, nil
}

// blankFile marks a batch without data.
const blankFile = "blank.ndjson"

func (m *Manifest) files(entries []manifestFile, own string, seen map[string]bool) ([]File, error) {
	files := make([]File, 0, len(entries))
	for i, entry := range entries {
		f, host, err := parseFileURL(entry.URL)
		if err != nil {
			return nil, fmt.Errorf("manifest entry %d: %w", i+1, err)
		}
		f.Type = entry.Type
		if seen[f.path()] || f.Name == blankFile {
			continue
		}
		seen[f.path()] = true
		if own != "" && host != "" && host != own {
			m.ForeignHosts++
		}
		files = append(files, f)
	}
	return files, nil
}

// dataPath is the only form of file path that is fetched.
var dataPath = regexp.MustCompile(`^/data/([0-9]{1,20})/([A-Za-z0-9_-][A-Za-z0-9._-]{0,200})$`)

// parseFileURL reads job and file name from a file's URL, and its host in lower case ("" for a relative URL).
func parseFileURL(text string) (File, string, error) {
	u, err := url.Parse(text)
	if err != nil || u.RawQuery != "" || u.Fragment != "" || u.User != nil || u.Opaque != "" {
		return File{}, "", errors.New("file address is not of the form /data/{job}/{file}")
	}
	part := dataPath.FindStringSubmatch(u.EscapedPath())
	if part == nil {
		return File{}, "", errors.New("file address is not of the form /data/{job}/{file}")
	}
	return File{Job: JobID(part[1]), Name: part[2]}, strings.ToLower(u.Host), nil
}

// hostOf returns a URL's host in lower case; "" for none.
func hostOf(text string) string {
	u, err := url.Parse(text)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// parseJobID reads a JSON number or string of digits; "" for anything else.
func parseJobID(raw json.RawMessage) JobID {
	id := JobID(strings.Trim(string(raw), `"`))
	if id.check() != nil {
		return ""
	}
	return id
}
