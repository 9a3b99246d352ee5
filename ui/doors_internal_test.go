package ui

import (
	"context"
	"time"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
)

// The engine is what the pages ask for.
var (
	_ openSet   = (*app.Set)(nil)
	_ connector = (*app.Desk)(nil)
)

// fakeOpener notes where set-up leads.
type fakeOpener struct {
	went  []string
	place app.SecretPlace
}

func (o *fakeOpener) startPractice() { o.went = append(o.went, "practice") }
func (o *fakeOpener) showSetup()     { o.went = append(o.went, "setup") }
func (o *fakeOpener) openNamed(set string, getData bool) {
	word := "open "
	if getData {
		word = "open and fetch "
	}
	o.went = append(o.went, word+set)
}

// fakeSet is a data set with a status of the test's choice.
type fakeSet struct {
	status  app.Status
	err     error
	wrote   []app.ExportRequest
	result  app.ExportResult
	failing error
}

func (s *fakeSet) Name() string                               { return "a9994" }
func (s *fakeSet) Status(context.Context) (app.Status, error) { return s.status, s.err }

func (s *fakeSet) Export(_ context.Context, req app.ExportRequest, report app.Report) (app.ExportResult, error) {
	s.wrote = append(s.wrote, req)
	report(app.Event{Phase: app.PhaseExporting, Item: "Claim lines", Rows: 31_000, Percent: -1})
	return s.result, s.failing
}

// fakeRefresh is a refresh that goes as far as the test says.
type fakeRefresh struct {
	state     refreshState
	listeners map[int]func(refreshState)
	ended     []error
	started   []app.RefreshOptions
}

func (r *fakeRefresh) Start(opts app.RefreshOptions) bool {
	r.started = append(r.started, opts)
	return true
}
func (r *fakeRefresh) Current() refreshState { return r.state }
func (r *fakeRefresh) End(how error) {
	r.ended = append(r.ended, how)
	r.state.Ending = how
	r.tell(r.state)
}

func (r *fakeRefresh) Subscribe(tell func(refreshState)) func() {
	if r.listeners == nil {
		r.listeners = map[int]func(refreshState){}
	}
	key := len(r.listeners)
	r.listeners[key] = tell
	return func() { delete(r.listeners, key) }
}

func (r *fakeRefresh) tell(s refreshState) {
	r.state = s
	for _, listener := range r.listeners {
		listener(s)
	}
}

// event tells an event of a running refresh.
func (r *fakeRefresh) event(e app.Event) { r.tell(refreshState{Running: true, Event: e}) }

// fakeHome are the readers of Home, with the months.
type fakeHome struct {
	*fakeReaders
	months []claims.MonthTotal
}

func (h *fakeHome) Months(context.Context, int) ([]claims.MonthTotal, error) { return h.months, h.err }

// year is twelve months of claims of two types.
func year() []claims.MonthTotal {
	counts := []int{1620, 1544, 1702, 1811, 1760, 1698, 1733, 1840, 1795, 1644, 1102, 312}
	var list []claims.MonthTotal
	for i, n := range counts {
		month := time.Date(2025, time.Month(9+i), 1, 0, 0, 0, 0, time.UTC).Format(monthLayout)
		list = append(list, claims.MonthTotal{Month: month, ClaimType: claims.Carrier, Claims: n - 100, PaidCents: int64(n) * 9_731},
			claims.MonthTotal{Month: month, ClaimType: claims.Inpatient, Claims: 100, PaidCents: int64(n) * 61_200})
	}
	return list
}

func number(n int) *int { return &n }

// goodStatus is a real data set in good order.
func goodStatus() app.Status {
	summary := claims.Summary{
		People: 12_420, OnList: 12_418, Claims: map[string]int{claims.Carrier: 1_700_000, claims.Inpatient: 204_233}, PaymentCents: 98_412_345_678,
		LastServiceDate: "2026-08-14", DataAsOf: "2026-08-20T04:00:00Z",
	}
	return app.Status{
		All: summary, Current: summary, CredentialDays: number(64),
		Connection:  &claims.Connection{Environment: claims.EnvProduction, Entity: "A9994", InUse: claims.V2},
		LastRefresh: &claims.Refresh{ID: 7, Course: claims.Course{State: claims.RefreshDone}, StartedAt: time.Date(2026, 8, 21, 6, 0, 0, 0, time.UTC)},
	}
}
