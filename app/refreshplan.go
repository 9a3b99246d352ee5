package app

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/store"
)

// RefreshOptions say what to ask for; the zero value asks for what is new of everything.
type RefreshOptions struct {
	Full       bool   // the whole history, whatever was fetched before
	Since      string // RFC 3339; empty for the stored one
	Group      string // all (default), runout or new
	Patient    bool   // use the Patient endpoint instead of a group
	Types      []string
	TypeFilter string // v3 _typeFilter
	API        string // v2 or v3, to load one beside the other; empty for the connection's
	// Unattended says that nobody waits for an answer: the run sits outages out instead of ending with them.
	Unattended bool
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

// check refuses options that mean nothing, before anything is asked.
func (o RefreshOptions) check() error {
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

// checkFor refuses options that CMS does not understand; other servers have groups and filters of their own.
func (o RefreshOptions) checkFor(c claims.Connection, version string) error {
	switch {
	case c.Generic():
		return nil
	case !slices.Contains([]string{"", groupAll, groupRunout, groupNew}, o.Group):
		return &UsageError{Text: "The group must be all, runout or new."}
	case o.TypeFilter != "" && version != claims.V3:
		return &UsageError{Text: "A type filter works with version 3 only."}
	default:
		return nil
	}
}

// group is the group that the server is asked for first, or groupPatient. CMS refuses the group new of its own contract; then
// all is asked for (docs/reference/bcda-protocol.md 3).
func (o RefreshOptions) group() string {
	switch {
	case o.Patient:
		return groupPatient
	case o.Group == "":
		return groupAll
	default:
		return o.Group
	}
}

func (o RefreshOptions) types() []string {
	if len(o.Types) == 0 {
		return slices.Clone(defaultTypes)
	}
	return slices.Clone(o.Types)
}

// autoVersion is the choice of a connection that takes version 3 where CMS has turned it on.
const autoVersion = "auto"

// WhyFull says why a refresh asks for the whole history.
type WhyFull string

// Reasons for a full refresh; none means that the claims since the last one are enough.
const (
	NotFull      WhyFull = ""
	FullWanted   WhyFull = "wanted"   // by a person
	FullFirst    WhyFull = "first"    // nothing of this kind was fetched before
	FullMonthly  WhyFull = "monthly"  // the last full one is a month old
	FullNewLists WhyFull = "new_year" // the last full one was with last year's patient lists
)

// whyFull decides whether to ask for everything, by the last complete refresh and the last complete full one. Times are
// zero where there was none. Only a full one shows what vanished (docs/reference/flattening.md 4.5); every is how old the
// last may be, 0 for as old as you like.
func whyFull(opts RefreshOptions, since string, lastFull, now time.Time, every time.Duration) WhyFull {
	switch {
	case opts.Full:
		return FullWanted
	case opts.Since != "":
		return NotFull
	case since == "":
		return FullFirst
	case opts.group() != groupRunout && lastFull.UTC().Year() < now.UTC().Year():
		return FullNewLists
	case every > 0 && now.Sub(lastFull) >= every:
		return FullMonthly
	default:
		return NotFull
	}
}

// Ask is what the next refresh asks for, for a person to agree to.
type Ask struct {
	Why   WhyFull
	Since string // RFC 3339; empty for everything
	Open  bool   // it takes up an open one
}

// NextAsk looks ahead: what Refresh would ask for now.
func (s *Set) NextAsk(ctx context.Context, opts RefreshOptions) (Ask, error) {
	last, err := s.db.LastRefresh(ctx)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return Ask{}, err
	}
	if err == nil && !last.State.Ended() {
		return Ask{Since: last.Since, Open: true}, nil
	}
	version := opts.API
	if version == "" {
		connection, err := s.db.Connection(ctx)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return Ask{}, err
		}
		version = cmp.Or(connection.InUse, last.APIVersion) // practice data is connected anew at each start, before anybody signs in
	}
	since, why, err := s.sinceFor(ctx, opts, version)
	return Ask{Why: why, Since: since}, err
}

// sinceFor is the start time of a new refresh and, where it has none, why.
func (s *Set) sinceFor(ctx context.Context, opts RefreshOptions, version string) (string, WhyFull, error) {
	scope := store.Scope{APIVersion: version, Group: opts.group(), TypeFilter: opts.TypeFilter, Types: opts.types()}
	if scope.Group == groupNew {
		scope.Group = groupAll
	}
	since, err := s.db.Since(ctx, scope)
	if err != nil {
		return "", NotFull, err
	}
	lastFull, err := s.db.LastFull(ctx, scope)
	if err != nil {
		return "", NotFull, err
	}
	chosen, err := s.Schedule(ctx)
	if err != nil {
		return "", NotFull, err
	}
	const day = 24 * time.Hour
	why := whyFull(opts, since, lastFull, s.desk.now(), time.Duration(chosen.FullEveryDays)*day)
	switch {
	case why != NotFull:
		since = ""
	case opts.Since != "":
		since = opts.Since
	}
	return since, why, nil
}

// plan chooses the version and stores a new refresh.
func (r *refreshing) plan(ctx context.Context) error {
	version, err := r.version(ctx)
	if err != nil {
		return err
	}
	if err := r.opts.checkFor(r.server.connection, version); err != nil {
		return err
	}
	since, why, err := r.set.sinceFor(ctx, r.opts, version)
	if err != nil {
		return err
	}
	stored, err := r.set.db.SaveRefresh(ctx, claims.Refresh{
		Course: claims.Course{State: claims.RefreshPlanned}, APIVersion: version, Group: r.opts.group(), Types: r.opts.types(),
		TypeFilter: r.opts.TypeFilter, Full: why != NotFull, Since: since, StartedAt: r.set.desk.now(),
	})
	if err != nil {
		return err
	}
	r.takeUp(stored, nil)
	if err := r.set.db.FreezeMonthsBefore(ctx, stored.ID); err != nil {
		return err
	}
	return r.connect(ctx)
}

// version signs in and finds the version to use. Default rows are of the version in use (contract.md 3), so one that was
// just turned on does not take over by itself from another that has data: a person compares the two first.
func (r *refreshing) version(ctx context.Context) (string, error) {
	var err error
	if r.server, err = r.set.server(ctx, r.waiting); err != nil {
		return "", err
	}
	if r.opts.API != "" {
		return r.opts.API, r.server.probe(ctx, r.opts.API)
	}
	c := r.server.connection
	if c.API == autoVersion && c.InUse == claims.V2 {
		has, err := r.set.hasData(ctx, claims.V2)
		if err != nil {
			return "", err
		}
		if has {
			return claims.V2, r.server.probe(ctx, claims.V2)
		}
	}
	version, err := r.server.chooseVersion(ctx)
	if err != nil || c.InUse == version {
		return version, err
	}
	c.InUse = version
	r.server.connection = c
	return version, r.set.db.SaveConnection(ctx, c)
}

// hasData says that a version has been fetched or imported.
func (s *Set) hasData(ctx context.Context, version string) (bool, error) {
	all, err := s.db.Summary(ctx)
	return slices.Contains(all.APIVersions, version), err
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
