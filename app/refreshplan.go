package app

import (
	"slices"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
)

// RefreshOptions say what to ask for; the zero value asks for what is new of everything.
type RefreshOptions struct {
	Full       bool   // the whole history, whatever was fetched before
	Since      string // RFC 3339; empty for the stored one
	Group      string // all (default), runout or new
	Patient    bool   // use the Patient endpoint instead of a group
	Types      []string
	TypeFilter string // v3 _typeFilter
}

// defaultTypes are what a refresh asks for when nobody says (contract.md 2).
var defaultTypes = []string{claims.TypePatient, claims.TypeCoverage, claims.TypeEOB}

// Groups of people at the server, and the name under which the Patient endpoint is remembered.
const (
	groupAll     = "all"
	groupRunout  = "runout"
	groupNew     = "new"
	groupPatient = "patient"
)

// check refuses options that no server understands, before anything is asked.
func (o RefreshOptions) check() error {
	switch o.Group {
	case "", groupAll, groupRunout, groupNew:
	default:
		return &UsageError{Text: "The group must be all, runout or new."}
	}
	for _, t := range o.Types {
		if !slices.Contains(typeOrder, t) {
			return &UsageError{Text: "There is no type " + t + ". The types are " + strings.Join(typeOrder, ", ") + "."}
		}
	}
	if o.Since == "" {
		return nil
	}
	if o.Full {
		return &UsageError{Text: "Choose --full or --since, not both."}
	}
	if _, err := time.Parse(time.RFC3339, o.Since); err != nil {
		return &UsageError{Text: "The start time is written as 2026-08-20T00:00:00Z."}
	}
	return nil
}

// group is the group that the server is asked for, or groupPatient. There is no group new at the real server: the people
// new since a date come with all and a start date, with their full history (docs/reference/bcda-protocol.md 3).
func (o RefreshOptions) group() string {
	switch {
	case o.Patient:
		return groupPatient
	case o.Group == groupRunout:
		return groupRunout
	default:
		return groupAll
	}
}

func (o RefreshOptions) types() []string {
	if len(o.Types) == 0 {
		return slices.Clone(defaultTypes)
	}
	return slices.Clone(o.Types)
}

// v3Overlap is how far a v3 refresh asks back behind the last one: its transaction time is the time of the job, not of
// the data, so what was loaded meanwhile could be missed. Upserts remove the doubles (bcda-protocol.md 4).
const v3Overlap = 48 * time.Hour

// askSince is the _since to send for a stored one.
func askSince(version, since string) string {
	if version != claims.V3 || since == "" {
		return since
	}
	t, err := time.Parse(time.RFC3339Nano, since)
	if err != nil {
		return since
	}
	return t.Add(-v3Overlap).UTC().Format(time.RFC3339)
}

// jobPlan is one export of a refresh.
type jobPlan struct {
	purpose claims.JobPurpose
	types   []string
	since   string
	filter  string
}

// jobPlans splits a refresh into its exports: the roster snapshot without since, then everything else since the last
// one. Two small exports instead of one, because a roster with since would not show who left.
func jobPlans(r claims.Refresh) []jobPlan {
	var plans []jobPlan
	others := slices.DeleteFunc(slices.Clone(r.Types), func(t string) bool { return t == claims.TypePatient })
	if len(others) < len(r.Types) {
		plans = append(plans, jobPlan{purpose: claims.JobRoster, types: []string{claims.TypePatient}})
	}
	if len(others) > 0 {
		plans = append(plans, jobPlan{purpose: claims.JobClaims, types: others, since: askSince(r.APIVersion, r.Since), filter: r.TypeFilter})
	}
	return plans
}
