package app

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/fhir"
	"github.com/claimsdesk/claimsdesk/store"
)

// fullImport gathers what the files of an import say together: they are one full export, or one for each question that
// their manifests name (docs/reference/flattening.md 4.5).
type fullImport struct {
	after   int64 // the end of the ledger before the import
	lacking bool  // a file did not come in
	gaps    bool
	asked   []*fullQuestion
}

// fullQuestion is what some of the files are the answer to.
type fullQuestion struct {
	group, filter string
	types         []string
	exportIDs     []string
}

func newFullImport(ctx context.Context, db *store.DB) (*fullImport, error) {
	mark, err := db.LedgerMark(ctx)
	return &fullImport{after: mark}, err
}

// took notes what became of a file.
func (i *fullImport) took(f localFile, count claims.ImportCount) {
	if isServerMessages(f.file.Name) && !f.missing {
		i.gaps = i.gaps || tellsGaps(f.path)
		return
	}
	i.gaps = i.gaps || f.gaps
	for _, s := range count.Skipped {
		if s.Refused {
			i.lacking = true
		} else {
			i.after = 0 // a refresh had read this file of the same export
		}
	}
	q := i.question(f.file.Group, f.file.TypeFilter)
	add := func(list *[]string, value string) {
		if value != "" && !slices.Contains(*list, value) {
			*list = append(*list, value)
		}
	}
	add(&q.exportIDs, f.file.ExportID)
	add(&q.types, f.file.ResourceType)
	for _, t := range f.file.Types {
		add(&q.types, t)
	}
	for t := range count.Resources {
		add(&q.types, t)
	}
}

func (i *fullImport) question(group, filter string) *fullQuestion {
	for _, q := range i.asked {
		if q.group == group && q.filter == filter {
			return q
		}
	}
	q := &fullQuestion{group: group, filter: filter}
	i.asked = append(i.asked, q)
	return q
}

// complete tells the store that every file is in. A full export of which a file is missing says nothing about what it lacks.
func (i *fullImport) complete(ctx context.Context, db *store.DB) error {
	if i.lacking {
		return nil
	}
	for _, q := range i.asked {
		for _, version := range []string{claims.V2, claims.V3} { // files tell their version only when they are read
			err := db.CompleteFull(ctx, store.FullExport{
				Scope:     store.Scope{APIVersion: version, Group: q.group, TypeFilter: q.filter, Types: q.types},
				ExportIDs: q.exportIDs, After: i.after, Gaps: i.gaps,
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// tellsGaps reads a file of the server's messages and says whether CMS could not give the data of somebody. A note on the
// whole export says nothing of the kind (docs/reference/bcda-protocol.md 5). A file that is not there or cannot be read may.
func tellsGaps(name string) bool {
	plain, err := openPlain(name)
	if err != nil {
		return !strings.Contains(name, "warnings-and-info")
	}
	gaps, err := severeMessages(plain)
	return gaps || errors.Join(err, plain.Close()) != nil
}

// severeMessages says whether any of the messages reports data that could not be given.
func severeMessages(plain io.Reader) (bool, error) {
	lines := fhir.NewLines(plain)
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		var outcome struct {
			Issue []struct {
				Severity string `json:"severity"`
			} `json:"issue"`
		}
		if err := json.Unmarshal(line.Bytes, &outcome); err != nil {
			return false, err
		}
		for _, issue := range outcome.Issue {
			if issue.Severity == "error" || issue.Severity == "fatal" {
				return true, nil
			}
		}
	}
}
