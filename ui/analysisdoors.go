package ui

import (
	"context"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// analysisReader reads what charts are made of.
type analysisReader interface {
	// Analysis is spending and use of a group of people.
	Analysis(ctx context.Context, filter claims.AnalysisFilter) (measure.Analysis, error)
	// Care is which providers they went to, Medicines their medicines, in a window of months.
	Care(ctx context.Context, filter claims.AnalysisFilter, switches measure.Switches, from, to string) (*measure.Care, error)
	Medicines(ctx context.Context, filter claims.AnalysisFilter, from, to string) (*measure.Medicines, error)
	// TopPeople is those with the highest payments of the twelve complete months.
	TopPeople(ctx context.Context, filter claims.AnalysisFilter, most int) (claims.TopPeople, error)
	// ClaimsBehind lists the claims that a part of a chart is made of.
	ClaimsBehind(ctx context.Context, filter claims.AnalysisFilter, of claims.BehindOf, most int) (claims.Behind, error)
	// OwnProviders is the group's own list; ProviderNames what providers are called, by NPI.
	OwnProviders(ctx context.Context) ([]measure.Provider, error)
	ProviderNames(ctx context.Context, npis []string) (map[string]string, error)
}

// analysisSet is what Analysis asks of the open data set; *app.Set satisfies it. All methods wait for the disk.
type analysisSet interface {
	openSet
	SaveChartTable(ctx context.Context, t app.ChartTable, out string) (app.ExportResult, error)
	SavePicture(ctx context.Context, title, filters string, draw func() ([]byte, error), out string) (app.ExportResult, error)
	SaveOwnProviders(ctx context.Context, list []measure.Provider) error
}

// analysisDoors is what Analysis needs.
type analysisDoors struct {
	set   analysisSet
	files workbookDoors // how files are saved
}

// analysisTab is a tab of Analysis.
type analysisTab int

const (
	tabSpending analysisTab = iota
	tabHospital
	tabFollowUp
	tabOutside
	tabTop
	tabMedicines
)

func analysisTabs() []string {
	return []string{analysisSpending, analysisHospital, analysisFollowUp, analysisOutside, analysisTop, analysisMedicines}
}

// analysisAsk is what one chart was asked for: what the controls say, without the controls.
type analysisAsk struct {
	tab      analysisTab
	filter   claims.AnalysisFilter
	months   string  // one of the choices
	dates    window  // for From … to …
	perHead  bool    // of spending
	compare  bool    // of spending, and of hospital and ED
	chart    string  // of tabs with several
	leave    string  // of doctors
	now      string  // the present month
	hide     bool    // counts of 1 to 10
	measured answers // what the store gave
}

// answers is what the store gave for a chart.
type answers struct {
	analysis measure.Analysis
	care     *measure.Care
	drugs    *measure.Medicines
	top      claims.TopPeople
	names    map[string]string
	ours     int // providers in the own list
}

// leftOut counts what the chart leaves out: of its months, people and types of claims. Denied claims are no care: only sums of what was
// paid hold them.
func (a *analysisAsk) leftOut() claims.LeftOut {
	if a.measured.analysis.Group == nil {
		return claims.LeftOut{}
	}
	from, to := a.counted()
	counting := a.filter.Counting
	var types []string
	switch a.tab {
	case tabHospital, tabFollowUp:
		types, counting.NoDenied = []string{claims.Inpatient, claims.Outpatient, claims.Carrier}, true
		if a.tab == tabHospital && !a.compare && a.chart != analysisED {
			types = types[:1]
		}
	case tabOutside:
		types, counting.NoDenied = []string{claims.Carrier}, true
		if a.chart == analysisPlaces {
			types = []string{claims.Inpatient, claims.Outpatient}
		}
	case tabMedicines:
		types = []string{claims.PDE}
	case tabSpending, tabTop:
	}
	return a.measured.analysis.LeftOut(from, to, types, counting)
}

// counted is the first and the last month that the chart counts.
func (a *analysisAsk) counted() (from, to string) {
	switch {
	case a.compare:
		now, before := periods(&a.measured.analysis)
		return before.from, now.to
	case a.tab == tabOutside:
		w := a.complete()
		return w.from, w.to
	case a.tab == tabTop:
		return a.measured.top.From, a.measured.top.To
	}
	if months := a.span(); len(months) > 0 {
		return months[0], months[len(months)-1]
	}
	return "", ""
}

// switches are the kinds of lines that are left out.
func (a *analysisAsk) switches() measure.Switches {
	all := a.leave == analysisNoThree
	return measure.Switches{
		NoAnaesthesia: all || a.leave == analysisNoAnaes, NoImaging: all || a.leave == analysisNoImage, NoPathology: all || a.leave == analysisNoPath,
	}
}

// span is the months that the controls ask for: those up to the month of the data, and no month before the first claim.
func (a *analysisAsk) span() []string {
	last := a.measured.analysis.AsOf
	if last == "" {
		last = a.now
	}
	from := measure.AddMonths(last, -23)
	switch a.months {
	case analysis12:
		from = measure.AddMonths(last, -11)
	case analysis36:
		from = measure.AddMonths(last, -35)
	case analysisThisYear:
		from = last[:min(4, len(last))] + "-01"
	case analysisFromTo:
		from, last = a.dates.from, a.dates.to
	}
	if first := a.measured.analysis.FirstMonth(); first != "" {
		from = max(from, first)
	}
	const most = 120
	months := measure.Months(from, last)
	return months[max(0, len(months)-most):]
}

// complete is the months that figures of no single month are about: those asked for up to the last complete one.
func (a *analysisAsk) complete() window {
	months := a.span()
	last := a.measured.analysis.Complete.LastComplete()
	w := window{to: last}
	for _, m := range months {
		if m <= last {
			w.from = m
			break
		}
	}
	if n := len(months); n > 0 && months[n-1] < last {
		w.to = months[n-1]
	}
	if w.from == "" {
		w.from = w.to
	}
	return w
}

// view is the chart.
func (a *analysisAsk) view() chartView {
	m := &a.measured
	months := a.span()
	var v chartView
	switch a.tab {
	case tabSpending:
		if a.compare {
			v = compareSpending(&m.analysis, a.perHead, a.hide)
		} else {
			v = spendingView(&m.analysis, months, a.perHead, a.hide)
		}
	case tabHospital:
		v = a.hospitalView(months)
	case tabFollowUp:
		v = followUpView(&m.analysis, months, a.hide)
	case tabOutside:
		v = a.outsideView()
	case tabTop:
		v = topPeopleView(m.top, a.hide)
	case tabMedicines:
		v = medicinesView(m.drugs, &m.analysis, months, a.hide)
	}
	v.how = append(v.how, groupHow(a.filter))
	if a.tab != tabSpending {
		v.how = append(v.how, howLine{countingTitle, countingUseFixed})
	}
	v.how = append(v.how, howLine{howDiffers, analysisDiffers})
	v.picture.Title = v.title
	if v.picture.Empty == "" {
		v.picture.Empty = v.none
	}
	return v
}

func (a *analysisAsk) hospitalView(months []string) chartView {
	m := &a.measured
	switch {
	case a.compare:
		return compareUse(&m.analysis, a.hide)
	case a.chart == analysisStays:
		return staysView(&m.analysis, months, a.hide)
	case a.chart == analysisBack:
		return readmittedView(&m.analysis, months, a.hide)
	}
	return edView(&m.analysis, months, a.hide)
}

func (a *analysisAsk) outsideView() chartView {
	m := &a.measured
	switch a.chart {
	case analysisPlaces:
		return facilitiesView(m.care, m.names, a.complete(), a.hide)
	case analysisBiggest:
		return doctorsView(m.care, m.names, a.complete(), m.ours > 0, a.hide)
	}
	return specialtiesView(m.care, a.complete(), a.switches(), a.hide)
}

// read reads what a chart needs; it runs in the background.
func (a *analysisAsk) read(ctx context.Context, r analysisReader) (err error) {
	m := &a.measured
	if m.analysis, err = r.Analysis(ctx, a.filter); err != nil {
		return err
	}
	w := a.complete()
	switch a.tab {
	case tabOutside:
		return a.readCare(ctx, r, w)
	case tabTop:
		m.top, err = r.TopPeople(ctx, a.filter, topMost)
	case tabMedicines:
		months := a.span()
		if len(months) > 0 {
			w = window{months[0], months[len(months)-1]}
		}
		m.drugs, err = r.Medicines(ctx, a.filter, w.from, w.to)
	default:
	}
	return err
}

func (a *analysisAsk) readCare(ctx context.Context, r analysisReader, w window) error {
	m := &a.measured
	own, err := r.OwnProviders(ctx)
	if err != nil {
		return err
	}
	m.ours = len(own)
	if m.care, err = r.Care(ctx, a.filter, a.switches(), w.from, w.to); err != nil {
		return err
	}
	var npis []string
	for _, d := range m.care.Doctors(doctorsMost) {
		npis = append(npis, d.NPI)
	}
	facilities, _, _ := m.care.Facilities(doctorsMost)
	for _, f := range facilities {
		npis = append(npis, f.NPI)
	}
	m.names, err = r.ProviderNames(ctx, npis)
	return err
}
