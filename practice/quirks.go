package practice

import (
	"fmt"
	"strings"
)

// Quirks is a set of peculiarities of the real server, and of situations that
// it can be in. With a quirk left out the server behaves as the published
// contract and the standards say. The zero value is no quirk at all.
type Quirks uint32

// Quirks that an export survives; together they are AllQuirks.
const (
	// StringExpires sends expires_in of a token as a JSON string; without it a
	// number (RFC 6749 5.1; docs/reference/bcda-protocol.md 2).
	StringExpires Quirks = 1 << iota
	// RS512 signs tokens with RS512; without it with RS256.
	RS512
	// ProgressText spells X-Progress as the server's code does, "In Progress
	// (42%)"; without it as the public documentation does, "In Progress, 42%".
	ProgressText
	// JobID adds the number JobID to the manifest.
	JobID
	// OddExpires writes Expires in Go's default time text; without it as an HTTP
	// date (RFC 9110 5.6.7).
	OddExpires
	// Double404 answers for swept jobs, and for an empty list of jobs, with two
	// JSON values back to back; without it with one.
	Double404
	// Warnings lists error files in manifests: the note about the default
	// System-Type (v3) and the people without data.
	Warnings
	// NoLength sends downloads chunked, without Content-Length, and appends an
	// empty gzip member to the stored bytes; without it Content-Length is sent and
	// the bytes are one member.
	NoLength
	// Duplicate429 refuses an export that overlaps one still running; without it
	// any number of exports run side by side.
	Duplicate429
	// ManyFiles splits an export into many small files; see Batches.
	ManyFiles
	// GroupNew400 refuses Group/new; without it the group is accepted, as in the
	// published contract, and holds the same people as all.
	GroupNew400
)

// Situations. They are never part of AllQuirks and come only by name.
const (
	// January is the gap in which last year's attribution is over and this year's
	// has not arrived: all and the Patient endpoint answer 404, runout works
	// (docs/reference/bcda-protocol.md 7).
	January Quirks = 1 << (16 + iota)
	// Expired takes the files of a job away as soon as its manifest has been
	// handed out, as if 24 hours and a sweep had passed in between.
	Expired
	// RunoutOver ends the runout season: Group/runout answers 404.
	RunoutOver
)

// Situations of the generic server (see Smart); the practice BCDA does not know
// them. Like the others they come only by name.
const (
	// PagedManifest hands the manifest out in pages of two files (Bulk Data Access
	// IG, "link").
	PagedManifest Quirks = 1 << (19 + iota)
	// TooMuch answers every export that names more than one type with 413.
	TooMuch
	// OpenFiles serves files without a token and says so in the manifest.
	OpenFiles
	// RSScopes knows only the scopes of SMART 2, system/*.rs.
	RSScopes
	// NoSignIn is an open server: it names no token address and asks for no token.
	NoSignIn
)

// SmartOnly are the situations that only the generic server knows.
const SmartOnly = PagedManifest | TooMuch | OpenFiles | RSScopes | NoSignIn

const (
	// NoQuirks is a server that keeps to its published contract.
	NoQuirks Quirks = 0
	// AllQuirks is the real server: every quirk that an export survives. Expired
	// and failed old jobs are listed too.
	AllQuirks = StringExpires | RS512 | ProgressText | JobID | OddExpires | Double404 |
		Warnings | NoLength | Duplicate429 | ManyFiles | GroupNew400
)

type quirkName struct {
	name string
	bit  Quirks
}

// quirkNames is the order in which names are listed; the names are those of
// docs/reference/contract.md 2.
func quirkNames() []quirkName {
	return []quirkName{
		{"string-expires", StringExpires},
		{"rs512", RS512},
		{"progress-text", ProgressText},
		{"jobid", JobID},
		{"odd-expires", OddExpires},
		{"double-404", Double404},
		{"warnings", Warnings},
		{"no-length", NoLength},
		{"duplicate-429", Duplicate429},
		{"many-files", ManyFiles},
		{"group-new-400", GroupNew400},
		{"january", January},
		{"expired", Expired},
		{"runout-over", RunoutOver},
		{"paged-manifest", PagedManifest},
		{"too-much", TooMuch},
		{"open-files", OpenFiles},
		{"rs-scopes", RSScopes},
		{"no-sign-in", NoSignIn},
	}
}

// ParseQuirks reads a comma-separated list of names of quirks and situations.
// The words all and none stand for AllQuirks and NoQuirks and may be combined
// with other names ("all,january"). An empty text is an error, as is an unknown
// name; the error lists the known ones.
func ParseQuirks(text string) (Quirks, error) {
	var set Quirks
	for name := range strings.SplitSeq(text, ",") {
		bits, ok := quirk(strings.TrimSpace(name))
		if !ok {
			return 0, fmt.Errorf("unknown quirk %q: known are all, none, %s",
				strings.TrimSpace(name), strings.Join(names(), ", "))
		}
		set |= bits
	}
	return set, nil
}

func quirk(name string) (Quirks, bool) {
	switch name {
	case "all":
		return AllQuirks, true
	case "none":
		return NoQuirks, true
	}
	for _, q := range quirkNames() {
		if q.name == name {
			return q.bit, true
		}
	}
	return 0, false
}

func names() []string {
	known := quirkNames()
	list := make([]string, 0, len(known))
	for _, q := range known {
		list = append(list, q.name)
	}
	return list
}

// Has reports whether all of the given quirks are in the set.
func (q Quirks) Has(bits Quirks) bool { return q&bits == bits }

// String writes the set as ParseQuirks reads it.
func (q Quirks) String() string {
	if q == NoQuirks {
		return "none"
	}
	var list []string
	rest := q
	if q.Has(AllQuirks) {
		list = append(list, "all")
		rest &^= AllQuirks
	}
	for _, known := range quirkNames() {
		if rest.Has(known.bit) {
			list = append(list, known.name)
		}
	}
	return strings.Join(list, ",")
}
