package practice

import (
	"context"
	"encoding/json"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/claimsdesk/claimsdesk/practice/synth"
)

// Population serves synthetic people as a Source.
type Population struct {
	people *synth.Population
}

// NewPopulation serves a population, which may be shared.
func NewPopulation(people *synth.Population) *Population { return &Population{people: people} }

// Versions are both versions.
func (p *Population) Versions() []string { return []string{v2, v3} }

// Types are all types of a version: the entity is entitled to partially
// adjudicated claims.
func (p *Population) Types(version string) []string { return synth.Types(version) }

// Releases is how often the population moves on.
func (p *Population) Releases() int { return p.people.Releases() }

// Files emits the people of the group in batches, type by type, and the outcome of
// one person whom CMS does not find.
func (p *Population) Files(ctx context.Context, q Query, emit func(FileSpec) error) error {
	for _, t := range q.Types {
		for batch := range slices.Chunk(p.members(q, t), q.Batches.Of(t)) {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := emit(p.file(q, t, batch)); err != nil {
				return err
			}
		}
	}
	return emit(missingPerson())
}

func (p *Population) file(q Query, resourceType string, batch []int) FileSpec {
	spec := FileSpec{Type: resourceType, Write: func(w io.Writer) error {
		_, err := p.people.Write(w, q.Version, resourceType, batch, p.query(q))
		return err
	}}
	if resourceType == typeEOB && q.Since.IsZero() {
		spec.Empty = func() (bool, error) { return p.empty(q, batch) }
	}
	return spec
}

// empty looks for a first claim of a full export without rendering any: the filter
// sees the claims and lets none through.
func (p *Population) empty(q Query, batch []int) (bool, error) {
	query, found := p.query(q), false
	wanted := query.Filter
	query.Filter = func(c *synth.Claim) bool {
		found = found || wanted == nil || wanted(c)
		return false
	}
	for _, person := range batch {
		if _, err := p.people.Write(io.Discard, q.Version, typeEOB, []int{person}, query); err != nil || found {
			return false, err
		}
	}
	return true, nil
}

// members are the people whose resources of a type an export holds.
func (p *Population) members(q Query, resourceType string) []int {
	if q.Group == GroupRunout && (resourceType == typeClaim || resourceType == typeResponse) {
		return nil // of the last 60 days, and runout ends with last year
	}
	people := p.people.Members(q.Release, groupOf(q))
	if q.Group != GroupPatient || q.Since.IsZero() || resourceType == typeEOB {
		return people
	}
	// The Patient endpoint does not bring the older resources of newcomers.
	before := p.before(q)
	return slices.DeleteFunc(people, func(person int) bool {
		_, known := slices.BinarySearch(before, person)
		return !known
	})
}

func groupOf(q Query) string {
	if q.Group == GroupRunout {
		return GroupRunout
	}
	return GroupAll
}

// before are the people who were on the roster at the time of Since, in rising
// order.
func (p *Population) before(q Query) []int {
	release := 0
	for r, loaded := range q.Loaded {
		if !loaded.After(q.Since) {
			release = r
		}
	}
	return p.people.Members(release, GroupAll)
}

func (p *Population) query(q Query) synth.Query {
	return synth.Query{
		Release: q.Release,
		Stamp:   q.loadedAt,
		Since:   q.Since,
		Filter:  p.filter(q),
	}
}

// loadedAt is when a release was loaded; the latest one for those to come.
func (q Query) loadedAt(release int) time.Time { return q.Loaded[min(release, len(q.Loaded)-1)] }

// filter picks the claims of an export: those that TypeFilter lets through, in
// runout those of last year and before, and through the Patient endpoint nothing
// that was there before _since. nil picks all.
func (p *Population) filter(q Query) func(*synth.Claim) bool {
	last := ""
	if q.Group == GroupRunout {
		last = strconv.Itoa(q.Now.UTC().Year()-1) + "-12-31"
	}
	changesOnly := q.Group == GroupPatient && !q.Since.IsZero()
	if q.TypeFilter == nil && last == "" && !changesOnly {
		return nil
	}
	return func(c *synth.Claim) bool {
		thru := c.Thru.String()
		switch {
		case last != "" && thru > last:
			return false
		case changesOnly && !q.changed(c):
			return false
		}
		return q.TypeFilter.Match(q.tags(c), c.Outcome(), thru)
	}
}

// changed reports whether a claim came, or was replaced, after Since.
func (q Query) changed(c *synth.Claim) bool {
	replaced := c.Replaced <= q.Release && q.loadedAt(c.Replaced).After(q.Since)
	return replaced || q.loadedAt(c.Arrives).After(q.Since)
}

// tags are the tags of a claim version as it is known at the query's release.
func (q Query) tags(c *synth.Claim) []Tag {
	tags := []Tag{{SystemTypeURL, c.SystemType()}}
	code := c.FinalAction()
	if code == finalAction && c.Replaced <= q.Release {
		code = notFinalAction
	}
	if code != "" {
		tags = append(tags, Tag{FinalActionURL, code})
	}
	return tags
}

// missingMBI is the number of a person who is on CMS's list but not in its claims
// data. The S in second place never occurs in real numbers.
const missingMBI = "1S00E00AA00"

func missingPerson() FileSpec {
	text := "Error retrieving BlueButton ID for cclfBeneficiary MBI " + missingMBI
	lost := outcome{ResourceType: typeOutcome, Issue: []issue{{
		Severity: "error", Code: "exception", Details: &concept{Text: text}, Diagnostics: text,
	}}}
	return FileSpec{
		Type: typeOutcome, IsError: true, Severity: "error",
		Write: func(w io.Writer) error { return json.NewEncoder(w).Encode(lost) },
	}
}
