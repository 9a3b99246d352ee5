package ui

import (
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// analysisStage is Analysis in a window.
type analysisStage struct {
	*stage
	page *analysisPage
	set  *fakeCharts
}

func newAnalysisStage(t *testing.T) *analysisStage {
	t.Helper()
	a := &analysisStage{stage: newStage(t, &fakeReaders{})}
	a.set = &fakeCharts{fakeSet: &fakeSet{status: goodStatus()}}
	a.reader.analysis.people = someTown(400)
	a.reader.analysis.top = someTop()
	a.reader.lists = someLists()
	a.reader.analysis.own = []measure.Provider{{NPI: "1003000100"}, {NPI: "1003000101"}, {NPI: "1003000104"}, {CCN: "360051"}}
	a.reader.analysis.names = map[string]string{
		"1003000100": "PATEL, ASHA", "1003000101": "MIAMI VALLEY PRIMARY CARE", "1003000102": "O'NEIL, SEAN", "1800000001": "MIAMI VALLEY HOSPITAL", "1800000002": "KETTERING HEALTH MAIN CAMPUS",
	}
	return a
}

// open shows the page.
func (a *analysisStage) open(t *testing.T, width, height float32) {
	t.Helper()
	a.window = test.NewTempWindow(t, nil)
	a.page = newAnalysisPage(a.surroundings, analysisDoors{set: a.set, files: workbookDoors{
		set: a.set, window: a.window, folder: t.TempDir, keep: func(string) {}, told: func(string) {},
	}})
	a.window.SetPadded(false)
	a.window.SetContent(a.page.Content())
	a.window.Resize(fyne.NewSize(width, height))
	a.page.Show(t.Context())
	a.page.Focus()
}

// someTown is people with three years of claims; the months at the end are not all in.
func someTown(n int) []measure.Person {
	dice := rand.New(rand.NewPCG(7, 7))
	people := make([]measure.Person, n)
	in := map[int]float64{0: 0.42, 1: 0.8, 2: 0.92}
	for i := range people {
		p := &people[i]
		p.Cover = measure.Cover{Counted: []measure.Span{{From: "2023-01"}}, Drugs: []measure.Span{{From: "2023-01"}}}
		for back := range 36 {
			month := measure.AddMonths("2026-08", -back)
			share, late := in[back]
			if late && dice.Float64() > share {
				continue
			}
			someMonth(p, month, dice)
		}
	}
	return people
}

// someMonth gives a person a month of care.
func someMonth(p *measure.Person, month string, dice *rand.Rand) {
	add := func(chance float64, claimType string, cents int64) bool {
		if dice.Float64() > chance {
			return false
		}
		p.Claims = append(p.Claims, measure.Claim{Type: claimType, Month: month, PaidCents: cents/2 + dice.Int64N(cents), NPI: fmt.Sprint(1800000001 + dice.IntN(6)), CCN: fmt.Sprint(360051 + dice.IntN(6))})
		return true
	}
	if add(0.025, claims.Inpatient, 12_000_00) {
		day := month + "-14"
		p.Episodes = append(p.Episodes, measure.Episode{End: day, Days: 1 + dice.IntN(8), Index: true, Readmitted: dice.IntN(6) == 0, HomeAgain: dice.IntN(3) > 0, FirstVisit: dice.IntN(40) - 5})
	}
	if add(0.3, claims.Outpatient, 700_00) && dice.IntN(4) == 0 {
		p.EDVisits = append(p.EDVisits, measure.EDVisit{Date: month + "-10", Admitted: dice.IntN(4) == 0})
	}
	add(0.8, claims.Carrier, 220_00)
	add(0.01, claims.SNF, 9_000_00)
	add(0.03, claims.HHA, 2_200_00)
	add(0.01, claims.Hospice, 4_500_00)
	add(0.08, claims.DME, 160_00)
	if add(0.7, claims.PDE, 120_00) {
		p.Fills = append(p.Fills, measure.Fill{Month: month, NDC: fmt.Sprintf("0009301%02d01", dice.IntN(40)), BrandGeneric: []string{"G", "G", "G", "G", "B", ""}[dice.IntN(6)], CostCents: 20_00 + dice.Int64N(150_00)})
	}
	doctor := dice.IntN(14)
	npi := fmt.Sprint(1003000100 + doctor)
	p.Lines = append(p.Lines, measure.Line{Month: month, Place: "11", Specialty: []string{"08", "11", "06", "20", "18", "29", "39", "90", "65", "50", "13", "34", "07", "30"}[doctor], RenderingNPI: npi, AllowedCents: 60_00 + dice.Int64N(300_00)/int64(doctor+1)})
	p.Visits = append(p.Visits, measure.Visit{Date: month + "-03", NPI: npi})
}

func someTop() claims.TopPeople {
	top := claims.TopPeople{From: "2025-06", To: "2026-05"}
	for i := range 400 {
		top.PaidCents = append(top.PaidCents, int64(18_400_000/(i+3)))
	}
	for i, name := range [][2]string{{"RIVERA", "MARIA"}, {"ABBOTT", "JAMES"}, {"VAN DYKE", "RUTH"}, {"NGUYEN", "THI HONG NHUNG"}, {"FEATHERSTONEHAUGH-CHOLMONDELEY", "ALEXANDRINA"}, {"ADAMS", "LEROY"}} {
		top.Rows = append(top.Rows, claims.TopPerson{
			Person: claims.Person{Key: fmt.Sprint("P", i), LastName: name[0], FirstName: name[1], BirthDate: "1941-03-04", City: "DAYTON", State: "OH", ZIP5: "45402", OnList: true},
			Rank:   i + 1, YearCents: top.PaidCents[i], Stays: 3 - i/2, Days: 12 - i, EDVisits: i,
		})
	}
	return top
}

// TestShotsAnalysis draws Analysis in its states.
func TestShotsAnalysis(t *testing.T) {
	tab := func(n analysisTab) func(*analysisStage) { return func(a *analysisStage) { a.page.tabs.Choose(int(n)) } }
	pick := func(n analysisTab, set func(*analysisControls)) func(*analysisStage) {
		return func(a *analysisStage) { a.page.tabs.Choose(int(n)); set(a.page.controls) }
	}
	shots := []struct {
		name       string
		before, do func(*analysisStage)
		in         []frame // beside the usual ones
	}{
		{name: "spending", in: tightFrames()},
		{name: "spending-table", do: func(a *analysisStage) { a.page.choice.Choose(twinTable) }, in: tightFrames()},
		{name: "spending-counting", do: func(a *analysisStage) {
			a.page.switches.open()
			a.page.switches.sheet.checks[0].SetChecked(true)
		}},
		{name: "spending-changed", do: func(a *analysisStage) {
			a.page.switches.counting = claims.Counting{Early: true, NoDenied: true}
			a.page.reload()
		}},
		{name: "spending-picked", do: func(a *analysisStage) {
			a.page.picture.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
			a.page.picture.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
		}},
		{name: "spending-rate", do: pick(tabSpending, func(c *analysisControls) { c.per.SetSelected(analysisPerHead) })},
		{name: "spending-compare", do: pick(tabSpending, func(c *analysisControls) { c.compare.SetSelected(analysisYears) })},
		{name: "spending-36", do: pick(tabSpending, func(c *analysisControls) { c.months.SetSelected(analysis36) })},
		{name: "spending-dates", do: pick(tabSpending, func(c *analysisControls) { c.months.SetSelected(analysisFromTo) })},
		{name: "spending-hidden", before: func(a *analysisStage) { a.reader.analysis.people = someTown(30) }, do: pick(tabSpending, func(c *analysisControls) { c.hide.SetChecked(true) })},
		{name: "ed", do: tab(tabHospital)},
		{name: "stays", do: pick(tabHospital, func(c *analysisControls) { c.chart.SetSelected(analysisStays) })},
		{name: "readmitted", do: pick(tabHospital, func(c *analysisControls) { c.chart.SetSelected(analysisBack) })},
		{name: "use-compare", do: pick(tabHospital, func(c *analysisControls) { c.compare.SetSelected(analysisYears) })},
		{name: "follow-up", do: tab(tabFollowUp)},
		{name: "outside", do: tab(tabOutside)},
		{name: "outside-picked", do: func(a *analysisStage) { a.page.tabs.Choose(int(tabOutside)); a.page.table.Select(2) }},
		{name: "outside-more", do: func(a *analysisStage) { a.page.tabs.Choose(int(tabOutside)); test.Tap(a.page.controls.more) }},
		{name: "outside-places", do: pick(tabOutside, func(c *analysisControls) { c.chart.SetSelected(analysisPlaces) })},
		{name: "outside-doctors", do: pick(tabOutside, func(c *analysisControls) { c.chart.SetSelected(analysisBiggest) })},
		{name: "outside-no-list", before: func(a *analysisStage) { a.reader.analysis.own = nil }, do: tab(tabOutside)},
		{name: "top", do: tab(tabTop)},
		{name: "medicines", do: tab(tabMedicines)},
		{name: "how", do: func(a *analysisStage) { a.page.tellHow() }},
		{name: "excel", do: func(a *analysisStage) { a.page.toExcel() }},
		{name: "claims", before: someBehind, do: func(a *analysisStage) {
			a.page.picture.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
			a.page.showClaims()
		}},
		{name: "empty", before: func(a *analysisStage) { a.reader.analysis.people = nil }},
		{name: "loading", do: func(a *analysisStage) { a.nav.hold = true; a.page.reload(); a.ring(spinnerDelay) }},
		{name: "problem", before: func(a *analysisStage) { a.reader.err = os.ErrPermission }},
	}
	for _, shot := range shots {
		shoot(t, "analysis-"+shot.name, func(t *testing.T, dress func(), f frame) fyne.Window {
			a := newAnalysisStage(t)
			dress()
			if shot.before != nil {
				shot.before(a)
			}
			a.open(t, f.width, f.height)
			if shot.do != nil {
				shot.do(a)
			}
			settle(a.window, f)
			a.ring(chartPause)
			return a.window
		}, append(frames(), shot.in...)...)
	}
}

// tightFrames are the ones with the least room for what is shown: large text in the smallest window, and the largest text.
func tightFrames() []frame {
	usual := frames()
	small, large := usual[1], usual[0]
	small.suffix, small.scale = "-small-large", 1.5
	large.suffix, large.scale = "-largest", 1.75
	return []frame{small, large}
}

// someBehind are claims behind a month.
func someBehind(a *analysisStage) {
	a.reader.analysis.behind.Total = 1204
	for i, name := range []string{"RIVERA", "ABBOTT", "VAN DYKE"} {
		cents := int64(18_214_33 - i*4_000_00)
		a.reader.analysis.behind.Rows = append(a.reader.analysis.behind.Rows, claims.ClaimBehind{
			ClaimRow:  claims.ClaimRow{APIVersion: claims.V3, FHIRID: fmt.Sprint("in-", i), ClaimType: claims.Inpatient, FromDate: "2026-07-12", ThruDate: "2026-07-18", ProviderName: "MIAMI VALLEY HOSPITAL", PaidCents: &cents},
			PersonKey: fmt.Sprint("P", i), LastName: name, FirstName: "MARIA",
		})
	}
}
