package fhir

import (
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Options says how a Reader reads.
type Options struct {
	// Version is claims.V2 or claims.V3, as the manifest or the user gave it; empty: found out from each resource.
	Version string
	// Now is the clock by which dates lie in the future; nil means time.Now.
	Now func() time.Time
}

// Reader turns lines into resources. It is not safe for concurrent use, but cheap: take one for each goroutine.
type Reader struct {
	version string
	now     func() time.Time
	decoder decoder
	texts   texts
	day     day

	work flattener
}

// NewReader returns a Reader.
func NewReader(opts Options) *Reader {
	r := &Reader{version: opts.Version, now: opts.Now}
	if r.now == nil {
		r.now = time.Now
	}
	return r
}

// Parse reads one line of an NDJSON file, without its line end. The resource's Raw is the line itself, its rows hold
// copies: they stay as they are whatever becomes of the line. Errors are a *RejectError for a line that goes to
// quarantine, and ErrSTU3 for one whose whole file is refused.
func (r *Reader) Parse(line []byte) (claims.Resource, error) {
	return r.parse(nil, line, string(line))
}

// ParseInto reads a line as Parse does, without taking memory for each resource: the Rows live in the arena until it is
// reset, and texts are views of the line, which nobody may change as long as any of them is in use.
func (r *Reader) ParseInto(arena *Arena, line []byte) (claims.Resource, error) {
	return r.parse(arena, line, viewOf(line))
}

// parse reads a line that is given as bytes and as text. What outlives a batch is copied: a view would keep the whole
// line in memory.
func (r *Reader) parse(arena *Arena, line []byte, text string) (claims.Resource, error) {
	resourceType, reason := r.decode(line, text)
	if reason != "" || r.decoder.isOdd() { // what makes a line unfit for any reader goes before its grammar
		if unfit := marksOf(line).refused(line); unfit != "" {
			reason = unfit
		}
	}
	switch {
	case reason != "":
		return claims.Resource{}, &RejectError{Reason: reason}
	case r.decoder.isSTU3():
		return claims.Resource{}, ErrSTU3
	}
	in := scope{version: r.version, today: r.today(), arena: arena, work: &r.work, texts: &r.texts}
	if in.version == "" {
		in.version = versionOf(line, resourceType)
	}
	c := r.rows(resourceType, in)
	r.detach(&c)
	if c.id == "" {
		return claims.Resource{}, &RejectError{Reason: ReasonNoID}
	}
	return claims.Resource{
		APIVersion: in.version, Type: resourceType, ID: c.id, LastUpdated: c.lastUpdated, Items: c.items,
		Hash: r.decoder.hash(), Raw: line, Rows: c.rows, Patch: c.patch, Told: r.decoder.told(resourceType), Unknown: r.decoder.unknown,
	}, nil
}

// day is the day of a moment, and how it is written.
type day struct {
	number int64 // days since 1970
	text   string
}

// today is the present day in UTC, as dates are written.
func (r *Reader) today() string {
	const seconds = 24 * 60 * 60
	now := r.now()
	if number := now.Unix() / seconds; r.day.text == "" || r.day.number != number {
		r.day = day{number, now.UTC().Format(time.DateOnly)}
	}
	return r.day.text
}

// detach copies the names of a resource and of its person, which an import remembers for longer than the batch.
func (r *Reader) detach(c *content) {
	c.id = r.texts.copied(c.id)
	var patient *claims.Value
	switch main := c.rows[0]; main.Table {
	case claims.Claims:
		patient = &main.Values[claims.ColClaimsPatientID]
	case claims.Coverage:
		patient = &main.Values[claims.ColCoveragePatientID]
	default: // a Patient, who is the resource itself
		return
	}
	patient.Text = r.texts.copied(patient.Text)
}

// decode reads a line into the decoder's struct of its resource type, or returns the reason why the line is none that
// ClaimsDesk reads.
func (r *Reader) decode(line []byte, text string) (string, claims.RejectReason) {
	d := &r.decoder
	resourceType := startsWithType(text)
	for range 2 { // the type of the start is not that of the resource where it is named again further on
		if !isKnown(resourceType) {
			var reason claims.RejectReason
			if resourceType, reason = r.look(line, text); reason != "" {
				return "", reason
			}
		}
		if early := presentHost(line, resourceType); len(early) != len(line) {
			line, text = early, string(early)
		}
		d.start(line, text, &r.texts)
		d.resource(resourceType)
		d.end()
		if d.reason != "" || d.resourceType == resourceType {
			break
		}
		resourceType = d.resourceType
	}
	return resourceType, d.reason
}

// startsWithType is the resource type of a line that begins with it, as nearly all do; else empty.
func startsWithType(text string) string {
	rest, _ := strings.CutPrefix(text, `{"resourceType":"`)
	name, _, found := strings.Cut(rest[:min(len(rest), len(claims.TypeEOB)+1)], `"`)
	if !found || len(rest) == len(text) {
		return ""
	}
	return name
}

func isKnown(resourceType string) bool {
	switch resourceType {
	case claims.TypePatient, claims.TypeCoverage, claims.TypeEOB, claims.TypeClaim, claims.TypeClaimResponse:
		return true
	}
	return false
}

// look walks over a whole line to find its resource type.
func (r *Reader) look(line []byte, text string) (string, claims.RejectReason) {
	d := &r.decoder
	d.start(line, text, &r.texts)
	if d.blanks(); d.peek() != '{' {
		return "", ReasonNotJSON
	}
	for more := d.object(); more; more = d.next() {
		d.otherName()
	}
	d.end()
	switch {
	case d.reason != "":
		return "", d.reason
	case d.resourceType == "":
		return "", ReasonNotFHIR
	case !isKnown(d.resourceType):
		return "", ReasonUnknownType
	}
	return d.resourceType, ""
}

// resource reads the line into the struct of a resource type.
func (d *decoder) resource(resourceType string) {
	d.blanks()
	switch resourceType {
	case claims.TypePatient:
		d.patientResource(&d.patient)
	case claims.TypeCoverage:
		d.coverageResource(&d.coverage)
	case claims.TypeEOB:
		d.eob(&d.claim.eob)
	case claims.TypeClaim:
		d.isClaim, d.claim.Total = true, money{}
		d.eob(&d.claim.eob)
	case claims.TypeClaimResponse:
		d.claimResponse(&d.response)
	}
}

// rows applies the rules of a resource type to what was read.
func (r *Reader) rows(resourceType string, in scope) content {
	d := &r.decoder
	switch resourceType {
	case claims.TypePatient:
		return patientRows(&d.patient, in)
	case claims.TypeCoverage:
		return coverageRows(&d.coverage, in)
	case claims.TypeClaim:
		return claimRows(&d.claim, in)
	case claims.TypeClaimResponse:
		return claimResponseRows(&d.response, in)
	}
	return eobRows(&d.claim.eob, in)
}
