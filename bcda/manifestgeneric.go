package bcda

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// wireManifest is a page of a generic server's manifest (Bulk Data Access 2.0, "Response - Complete Status"; link is of
// the version after it). Lists that are missing are empty.
type wireManifest struct {
	TransactionTime     string         `json:"transactionTime"`
	Request             string         `json:"request"`
	RequiresAccessToken *bool          `json:"requiresAccessToken"`
	Output              []manifestFile `json:"output"`
	Deleted             []manifestFile `json:"deleted"`
	Error               []manifestFile `json:"error"`
	Link                []struct {
		Relation string `json:"relation"`
		URL      string `json:"url"`
	} `json:"link"`
}

// next is the address of the page after this one; nil on the last.
func (p statusPage) next() (*address, error) {
	for _, link := range p.doc.Link {
		if link.Relation != "next" {
			continue
		}
		at, err := p.at.resolve(link.URL)
		if err != nil {
			return nil, otherServer(OpJob, fmt.Errorf("next page: %w", err))
		}
		return &at, nil
	}
	return nil, nil
}

func badManifest(cause error) *StatusError {
	return &StatusError{Op: OpJob, Status: http.StatusOK, Kind: ErrBadReply, Generic: true, sent: true, Err: cause}
}

// manifestReader puts the pages of a manifest together.
type manifestReader struct {
	client *Client
	id     JobID
	at     time.Time
	text   string // transactionTime as the first page has it
	doc    wireManifest
	files  []listedFile
}

// listedFile is an entry of one of the lists.
type listedFile struct {
	kind  string // resource type as listed
	list  fileList
	place fileAddress
}

type fileList int

const (
	outputList fileList = iota
	errorList
	deletedList
)

// add takes a page in. All pages must stand for the same instant.
func (m *manifestReader) add(page statusPage) error {
	at, ok := parseGenericInstant(page.doc.TransactionTime)
	switch {
	case !ok:
		return badManifest(errors.New("manifest without a readable transactionTime"))
	case m.text != "" && !at.Equal(m.at):
		return badManifest(errors.New("the pages of the manifest have different transaction times"))
	case m.text == "":
		m.at, m.text, m.doc = at, page.doc.TransactionTime, page.doc
	}
	token := page.doc.RequiresAccessToken == nil || *page.doc.RequiresAccessToken
	lists := [][]manifestFile{outputList: page.doc.Output, errorList: page.doc.Error, deletedList: page.doc.Deleted}
	for list, entries := range lists {
		for i, entry := range entries {
			place, err := page.at.resolve(entry.URL)
			if err != nil {
				return otherServer(OpJob, fmt.Errorf("manifest entry %d: %w", i+1, err))
			}
			m.files = append(m.files, listedFile{kind: entry.Type, list: fileList(list), place: fileAddress{at: place, token: token}})
		}
	}
	return nil
}

// parseGenericInstant also accepts a zone without a colon.
func parseGenericInstant(text string) (time.Time, bool) {
	if at, ok := parseInstant(text); ok {
		return at, true
	}
	at, err := time.Parse("2006-01-02T15:04:05.999999999Z0700", strings.TrimSpace(text))
	return at.UTC(), err == nil
}

// manifest names the files and returns them with their addresses. A file listed twice is kept once.
func (m *manifestReader) manifest(ctx context.Context) (*Manifest, map[string]fileAddress, error) {
	result := &Manifest{
		Job: m.id, TransactionTime: m.at, TransactionTimeText: m.text, Request: m.doc.Request,
		Output: []File{}, Errors: []File{}, Deleted: []File{},
	}
	// Stored times are compared as text, and BCDA's are all of UTC.
	if _, err := time.Parse(time.RFC3339Nano, m.text); err != nil || !strings.HasSuffix(m.text, "Z") {
		result.TransactionTimeText = m.at.Format(time.RFC3339Nano)
	}
	places := map[string]fileAddress{}
	seen := map[string]bool{}
	for i, f := range m.files {
		if seen[f.place.at.String()] {
			continue
		}
		seen[f.place.at.String()] = true
		if !f.place.at.origin.same(m.client.wire.origin) {
			if err := m.foreign(ctx, &f.place); err != nil {
				return nil, nil, err
			}
			result.ForeignHosts++
		}
		name := uniqueName(plainName(f.place.at.path, f.kind+".ndjson"), i+1, places)
		places[name] = f.place
		file := File{Type: f.kind, Job: m.id, Name: name}
		switch f.list {
		case outputList:
			result.Output = append(result.Output, file)
		case errorList:
			result.Errors = append(result.Errors, file)
		case deletedList:
			result.Deleted = append(result.Deleted, file)
		}
	}
	return result, places, nil
}

// foreign decides about a file on another origin: it is fetched without a token, which a server has to say it does
// not need. Where there is no token at all, nothing can be given away.
func (m *manifestReader) foreign(ctx context.Context, place *fileAddress) error {
	if place.token {
		token, err := m.client.tokens.Token(ctx)
		if err != nil {
			return err
		}
		if !token.Access.Empty() {
			return otherServer(OpJob, errors.New("files need a token and lie on another server"))
		}
	}
	place.token = false
	return nil
}

// uniqueName adds the place in the manifest to a name that is taken.
func uniqueName(name string, place int, taken map[string]fileAddress) string {
	if _, ok := taken[name]; !ok {
		return name
	}
	stem, ending := name, ""
	if dot := strings.LastIndex(name, "."); dot > 0 {
		stem, ending = name[:dot], name[dot:]
	}
	for mark := strconv.Itoa(place); ; mark += "x" {
		unique := stem + "-" + mark + ending
		if _, ok := taken[unique]; !ok {
			return unique
		}
	}
}
