package practice

import (
	"context"
	"io"
	"time"
)

// Source supplies the resources that an export returns, as NDJSON, already
// split into files. It must be safe for use by several goroutines.
type Source interface {
	// Versions lists the API versions that can be served: "v2", "v3".
	Versions() []string
	// Types lists the resource types that the entity may have in a version.
	Types(version string) []string
	// Releases is how many follow-up releases there are after release 0.
	Releases() int
	// Files calls emit once for each file of an export, always in the same order
	// for the same query. It stops at the first error and returns it; an error
	// makes the job fail.
	Files(ctx context.Context, q Query, emit func(FileSpec) error) error
}

// Groups of people an export can be about.
const (
	// GroupAll is everyone attributed now. With Query.Since: changes, and the full
	// history of people who came since.
	GroupAll = "all"
	// GroupRunout is the people of last year who are not attributed any more.
	GroupRunout = "runout"
	// GroupPatient is the people of GroupAll as the Patient endpoint sees them:
	// with Query.Since newly attributed people too bring only their changes.
	GroupPatient = "patient"
)

// Query says what an export is about.
type Query struct {
	// Version is the API version: "v2" or "v3".
	Version string
	// Group is GroupAll, GroupRunout or GroupPatient.
	Group string
	// Types are the resource types asked for, in the order asked; never empty.
	Types []string
	// Since asks for resources updated strictly later; zero asks for everything.
	Since time.Time
	// TypeFilter narrows ExplanationOfBenefit resources; nil means no filter (v2).
	TypeFilter *TypeFilter
	// Release is the state of the data the job was started on.
	Release int
	// Loaded holds the time at which each release up to Release was loaded: what
	// Since is compared with. Its length is Release + 1.
	Loaded []time.Time
	// Now is the time at which the job was started.
	Now time.Time
	// Batches says how many people go into one file.
	Batches Batches
}

// Batches are numbers of people per file. BCDA counts beneficiaries, not
// resources (docs/reference/bcda-protocol.md 5).
type Batches struct {
	ExplanationOfBenefit int
	Patient              int
	Other                int
}

// Of is the number of people per file of a resource type.
func (b Batches) Of(resourceType string) int {
	switch resourceType {
	case typeEOB:
		return b.ExplanationOfBenefit
	case typePatient:
		return b.Patient
	}
	return b.Other
}

// Batch sizes of the real server (docs/reference/bcda-protocol.md 5).
const (
	defaultEOBBatch     = 50
	defaultPatientBatch = 5000
	defaultOtherBatch   = 4000
)

// manyFilesSplit is how much smaller the EOB batches are with the quirk
// ManyFiles: 100 people make 20 EOB files and, at 50 a file, 2 of every other
// type, which is what docs/reference/screens.md 10 shows.
const manyFilesSplit = 10

// batches works out the batch sizes for a configured EOB batch.
func batches(eob int, quirks Quirks) Batches {
	if eob <= 0 {
		eob = defaultEOBBatch
	}
	if !quirks.Has(ManyFiles) {
		return Batches{ExplanationOfBenefit: eob, Patient: defaultPatientBatch, Other: defaultOtherBatch}
	}
	return Batches{ExplanationOfBenefit: max(1, eob/manyFilesSplit), Patient: eob, Other: eob}
}

// FileSpec is one file of an export.
type FileSpec struct {
	// Type is the resource type of all lines; OperationOutcome for error files.
	Type string
	// IsError puts the file into the manifest's error list.
	IsError bool
	// Severity is the severity of the outcomes of an error file: "error",
	// "warning" or "information". Empty for data.
	Severity string
	// Write writes all lines, each ended by a newline. It may be called more than
	// once, also at the same time, and must write the same bytes each time. It
	// returns the writer's error as it is, or wrapped.
	Write func(io.Writer) error
	// Empty reports whether there is no line at all, if that can be told with less
	// work than by Write; nil where it cannot.
	Empty func() (bool, error)
	// Stored opens the same lines as a gzip file; nil where there is none.
	Stored func() (io.ReadSeekCloser, error)
}

// Resource types.
const (
	typePatient  = "Patient"
	typeCoverage = "Coverage"
	typeEOB      = "ExplanationOfBenefit"
	typeClaim    = "Claim"
	typeResponse = "ClaimResponse"
	typeOutcome  = "OperationOutcome"
)

// knownTypes are the types that a version knows at all, in the order in which
// the server names them.
func knownTypes(version string) []string {
	if version == v3 {
		return []string{typePatient, typeCoverage, typeEOB}
	}
	return []string{typePatient, typeCoverage, typeEOB, typeClaim, typeResponse}
}

// API versions.
const (
	v2 = "v2"
	v3 = "v3"
)
