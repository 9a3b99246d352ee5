package app

import (
	"context"
	"fmt"

	"github.com/claimsdesk/claimsdesk/bcda"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/refresh"
	"github.com/claimsdesk/claimsdesk/store"
)

// reconcile settles the figures and compares them with those of before the refresh. It may be done again.
func (r *refreshing) reconcile(ctx context.Context) (refresh.Event, error) {
	r.event(Event{Phase: PhaseSettling, Percent: -1})
	if err := r.set.adoptFoundVersion(ctx); err != nil {
		return refresh.Event{}, err
	}
	if err := r.completeFull(ctx); err != nil {
		return refresh.Event{}, err
	}
	if err := r.set.db.Settle(ctx, store.SettleOptions{}); err != nil {
		return refresh.Event{}, err
	}
	if err := r.set.db.FreezeMonthsAfter(ctx, r.result.Refresh.ID); err != nil {
		return refresh.Event{}, err
	}
	if err := r.tally(ctx); err != nil {
		return refresh.Event{}, err
	}
	report, err := r.set.db.RefreshReport(ctx, r.result.Refresh.ID)
	if err != nil {
		return refresh.Event{}, err
	}
	r.result.Warnings = WarningsOf(report)
	for _, w := range r.result.Warnings {
		if err := r.set.db.LogRefresh(ctx, r.result.Refresh.ID, r.set.desk.now(), w.Title); err != nil {
			return refresh.Event{}, err
		}
	}
	return refresh.Event{Kind: refresh.Reconciled}, nil
}

// completeFull says that a full export is in as a whole, so that claims that it lacks are marked (docs/reference/flattening.md
// 4.5).
func (r *refreshing) completeFull(ctx context.Context) error {
	if err := r.tally(ctx); err != nil {
		return err
	}
	stored := r.result.Refresh
	if !stored.Full || stored.Lacking() {
		return nil
	}
	full := store.FullExport{
		Scope: store.Scope{APIVersion: stored.APIVersion, Group: stored.Group, TypeFilter: stored.TypeFilter, Types: stored.Types},
		// CMS can leave out a batch of people without a word (bcda-protocol.md 5): only people of whom a claim came are
		// compared, so that nobody's claims stop counting because of it.
		Gaps: true,
	}
	for _, job := range r.jobs {
		if job.State == claims.JobFetched {
			full.ExportIDs = append(full.ExportIDs, exportID(job))
		}
	}
	return r.set.db.CompleteFull(ctx, full)
}

// exportID is how the ledger names a job.
func exportID(job claims.Job) string { return bcda.JobID(job.ServerID).LedgerName() }

// A drop is worth a person's look when it is large in number and in share, so that a small office is not alarmed by two
// people who moved. [our choice]
const (
	dropLeast  = 10
	dropShares = 10 // a tenth
)

func isLargeDrop(before, after int) bool {
	drop := before - after
	return drop >= dropLeast && drop*dropShares >= before
}

// WarningsOf says what a person should look at before relying on the data of a refresh: a batch that yields messages only is
// not even listed by CMS, so a short export can look clean (docs/reference/bcda-protocol.md 5).
func WarningsOf(report claims.RefreshReport) []Problem {
	var list []Problem
	r := report.Refresh
	before := r.People - r.NewPeople + r.GonePeople
	if r.People > 0 && isLargeDrop(before, r.People) {
		list = append(list, Problem{
			Title: fmt.Sprintf(fewerPeople, CountText(r.People), CountText(before-r.People)),
			Text:  fewerPeopleDo,
		})
	}
	months, fewer := 0, 0
	for _, m := range monthsOf(report.Months) {
		if isLargeDrop(m.ClaimsBefore, m.ClaimsAfter) {
			months++
			fewer += m.ClaimsBefore - m.ClaimsAfter
		}
	}
	if months > 0 {
		list = append(list, Problem{
			Title: fmt.Sprintf(fewerClaims, CountText(fewer), countMonths.Of(months)),
			Text:  fewerClaimsDo,
		})
	}
	return list
}

// monthsOf adds the claim types of each month.
func monthsOf(list []claims.MonthChange) []claims.MonthChange {
	var months []claims.MonthChange
	for _, m := range list {
		if n := len(months); n > 0 && months[n-1].Month == m.Month {
			last := &months[n-1]
			last.ClaimsBefore += m.ClaimsBefore
			last.ClaimsAfter += m.ClaimsAfter
			last.PaidBeforeCents += m.PaidBeforeCents
			last.PaidAfterCents += m.PaidAfterCents
			continue
		}
		m.ClaimType = ""
		months = append(months, m)
	}
	return months
}
