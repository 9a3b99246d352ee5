package ui

import (
	"context"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// The engine is what Analysis asks for.
var _ analysisSet = (*app.Set)(nil)

// fakeAnalysis is what charts are made of, in memory.
type fakeAnalysis struct {
	people   []measure.Person
	top      claims.TopPeople
	behind   claims.Behind
	own      []measure.Provider
	names    map[string]string
	filters  []claims.AnalysisFilter
	switches []measure.Switches
	windows  []window
	spans    []claims.BehindOf
}

func (f *fakeReaders) Analysis(_ context.Context, filter claims.AnalysisFilter) (measure.Analysis, error) {
	f.analysis.filters = append(f.analysis.filters, filter)
	g := measure.NewGroup()
	for i := range f.analysis.people {
		g.AddPerson(measure.UseFigures(&f.analysis.people[i]), nil)
	}
	return measure.Analysis{Group: g, Complete: measure.CompletenessAt("2026-08", nil), AsOf: "2026-08", People: len(f.analysis.people)}, f.err
}

func (f *fakeReaders) Care(_ context.Context, _ claims.AnalysisFilter, switches measure.Switches, from, to string) (*measure.Care, error) {
	f.analysis.switches = append(f.analysis.switches, switches)
	f.analysis.windows = append(f.analysis.windows, window{from, to})
	care := measure.NewCare(measure.OursOf(f.analysis.own), switches, from, to)
	for i := range f.analysis.people {
		care.AddPerson(measure.ProviderFigures(&f.analysis.people[i]))
	}
	return care, f.err
}

func (f *fakeReaders) Medicines(_ context.Context, _ claims.AnalysisFilter, from, to string) (*measure.Medicines, error) {
	m := measure.NewMedicines(from, to)
	for i := range f.analysis.people {
		m.AddPerson(measure.DrugFigures(&f.analysis.people[i]))
	}
	return m, f.err
}

func (f *fakeReaders) TopPeople(context.Context, claims.AnalysisFilter, int) (claims.TopPeople, error) {
	return f.analysis.top, f.err
}

func (f *fakeReaders) ClaimsBehind(_ context.Context, _ claims.AnalysisFilter, of claims.BehindOf, _ int) (claims.Behind, error) {
	f.analysis.spans = append(f.analysis.spans, of)
	return f.analysis.behind, f.err
}

func (f *fakeReaders) OwnProviders(context.Context) ([]measure.Provider, error) {
	return f.analysis.own, f.err
}

func (f *fakeReaders) ProviderNames(context.Context, []string) (map[string]string, error) {
	return f.analysis.names, f.err
}

// fakeCharts is a data set that notes what it is asked to save.
type fakeCharts struct {
	*fakeSet
	tables   []app.ChartTable
	pictures []string
	drawn    [][]byte
	own      []measure.Provider
	failing  error
}

func (f *fakeCharts) SaveChartTable(_ context.Context, t app.ChartTable, out string) (app.ExportResult, error) {
	f.tables = append(f.tables, t)
	return app.ExportResult{Path: out}, f.failing
}

func (f *fakeCharts) SavePicture(_ context.Context, title, _ string, draw func() ([]byte, error), out string) (app.ExportResult, error) {
	f.pictures = append(f.pictures, title)
	data, err := draw()
	f.drawn = append(f.drawn, data)
	return app.ExportResult{Path: out}, err
}

func (f *fakeCharts) SaveOwnProviders(_ context.Context, list []measure.Provider) error {
	f.own = list
	return f.failing
}
