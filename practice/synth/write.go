package synth

import (
	"fmt"
	"io"
	"time"
)

// Query says which state of the data Write gives out.
type Query struct {
	// Release is the state of knowledge: 0 the base, up to Population.Releases.
	Release int
	// Stamp is the lastUpdated time of a release; nil: 03:00 UTC on the day of the release.
	Stamp func(release int) time.Time
	// Since leaves out what was last updated at or before it. People who joined the roster after it
	// come whole. Zero: everything.
	Since time.Time
	// Filter drops claims; it is asked for ExplanationOfBenefit only. Nil: everything.
	Filter func(*Claim) bool
}

// Types returns the resource types of an API version, nil for an unknown one.
func Types(version string) []string {
	switch version {
	case "v2":
		return []string{"Patient", "Coverage", "ExplanationOfBenefit", "Claim", "ClaimResponse"}
	case "v3":
		return []string{"Patient", "Coverage", "ExplanationOfBenefit"}
	}
	return nil
}

// SystemType returns the v3 System-Type tag of a version: NationalClaimsHistory, DDPS or SharedSystem.
func (c *Claim) SystemType() string { return v3SystemType(c) }

// Outcome returns the v3 outcome of a version: complete or partial.
func (c *Claim) Outcome() string { return v3Outcome(c) }

// FinalAction returns the v3 Final-Action tag of a version that is the latest of its bill: FinalAction,
// NotFinalAction, or "" for kinds without the tag.
func (c *Claim) FinalAction() string { return v3FinalAction(c, true) }

// chunk is how much is gathered before it is handed to the writer.
const chunk = 1 << 18

// Write writes the resources of one type for the given people, one JSON line each, as known at a
// release, and returns how many. Errors are those of w, and of a version or type that is not served.
func (p *Population) Write(w io.Writer, version, resourceType string, people []int, q Query) (int, error) {
	out, err := newOutput(p, w, version, resourceType, q)
	if err != nil {
		return 0, err
	}
	for _, i := range people {
		if i < 0 || i >= len(p.people) {
			return out.n, fmt.Errorf("writing %s: no person %d", resourceType, i)
		}
		out.person(i)
		if err := out.flush(chunk); err != nil {
			return out.n, err
		}
	}
	return out.n, out.flush(1)
}

// output is one run of Write.
type output struct {
	p     *Population
	w     io.Writer
	e     enc
	q     Query
	kind  string
	r     renderer
	n     int
	whole bool // the person joined after Since
	v     view
}

func newOutput(p *Population, w io.Writer, version, resourceType string, q Query) (*output, error) {
	o := &output{p: p, w: w, q: q, kind: resourceType}
	served := false
	for _, t := range Types(version) {
		served = served || t == resourceType
	}
	if !served {
		return nil, fmt.Errorf("writing %s: not served by %s", resourceType, version)
	}
	o.r = v2{}
	if version == "v3" {
		o.r = v3{}
	}
	if o.q.Stamp == nil {
		o.q.Stamp = func(r int) time.Time { return time.Unix(int64(p.releaseDay(r))*86400+3*3600, 0).UTC() }
	}
	o.v = view{release: q.Release, created: o.q.Stamp(q.Release), end: p.end, drugs: p.pool.drugs}
	return o, nil
}

// flush hands the buffer over once it holds at least n bytes.
func (o *output) flush(n int) error {
	if len(o.e.buf) < n {
		return nil
	}
	_, err := o.w.Write(o.e.buf)
	o.e.buf = o.e.buf[:0]
	if err != nil {
		return fmt.Errorf("writing %s: %w", o.kind, err)
	}
	return nil
}

func (o *output) person(i int) {
	pr := &o.p.people[i]
	o.v.person = pr
	joined := pr.Joined
	o.whole = joined != Never && joined > 0 && o.q.Stamp(joined).After(o.q.Since)
	switch o.kind {
	case "Patient":
		o.patients(pr)
	case "Coverage":
		o.coverages(pr)
	default:
		life := o.p.Life(i)
		for n := range life.Claims {
			o.claim(life, n)
		}
	}
}

// due says whether something last changed at a release is asked for, and sets its lastUpdated.
func (o *output) due(changed int) bool {
	o.v.updated = o.q.Stamp(changed)
	return o.whole || o.q.Since.IsZero() || o.v.updated.After(o.q.Since)
}

func (o *output) line(write func()) {
	write()
	o.e.buf = append(o.e.buf, '\n')
	o.n++
}

// changed returns the release at which what is known of a person last changed.
func (o *output) changed(pr *Person) int {
	last := 0
	note := func(r int) {
		if r <= o.q.Release {
			last = max(last, r)
		}
	}
	for _, m := range pr.MBIs {
		note(m.Known)
	}
	note(pr.DeathKnown)
	note(pr.MergedKnown)
	return last
}

func (o *output) patients(pr *Person) {
	if o.due(o.changed(pr)) {
		o.line(func() { o.r.patient(&o.e, &o.v) })
	}
	m, ok := o.r.(interface{ merged(e *enc, v *view) })
	if ok && pr.MergedV3 != "" && pr.MergedKnown <= o.q.Release && o.due(pr.MergedKnown) {
		o.line(func() { m.merged(&o.e, &o.v) })
	}
}

func (o *output) coverages(pr *Person) {
	if !o.due(o.changed(pr)) {
		return
	}
	for n := 0; ; n++ {
		before := len(o.e.buf)
		if !o.r.coverage(&o.e, &o.v, n) {
			o.e.buf = o.e.buf[:before]
			return
		}
		o.e.buf = append(o.e.buf, '\n')
		o.n++
	}
}
