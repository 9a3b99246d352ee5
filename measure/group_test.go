package measure_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

// town is a group of 40 people with Parts A and B since 2025-01, of whom each gives figures of its own.
func town(asOf string, extra ...measure.Person) *measure.Analysis {
	g := measure.NewGroup()
	for i := range 40 {
		p := measure.Person{Cover: measure.Cover{Counted: []measure.Span{{"2025-01", ""}}, Drugs: []measure.Span{{"2025-01", ""}}}}
		if i < len(extra) {
			p = extra[i]
		}
		g.AddPerson(measure.UseFigures(&p), nil)
	}
	return &measure.Analysis{Group: g, Complete: measure.CompletenessAt(asOf, nil), AsOf: asOf, People: 40}
}

func within(spans ...measure.Span) measure.Cover { return measure.Cover{Counted: spans} }

func TestSpending(t *testing.T) {
	a := town("2026-08",
		measure.Person{Cover: within(measure.Span{"2025-01", ""}), Claims: []measure.Claim{
			{Type: claims.Inpatient, Month: "2026-07", Processed: "2026-08", PaidCents: 80_00},
			{Type: claims.Carrier, Month: "2026-07", Processed: "2026-08", PaidCents: 85_00},
			{Type: claims.PDE, Month: "2026-07", PaidCents: 500_00},
		}},
		measure.Person{Cover: within(measure.Span{"2025-01", "2026-06"}), Claims: []measure.Claim{{Type: claims.Carrier, Month: "2026-07", PaidCents: 85_00}}},
		measure.Person{Cover: measure.Cover{Unknown: []measure.Span{{"2010-01", ""}}}},
	)
	got := a.Spending([]string{"2026-06", "2026-07"})
	july := got[1]
	if july.People != 38 || got[0].People != 39 {
		t.Errorf("PM %d in June, %d in July", got[0].People, july.People)
	}
	if july.Total != 250_00 {
		t.Errorf("total %d: medicines are apart", july.Total)
	}
	if want := 165_00.0 / 38; math.Abs(july.Rate-want) > 1e-9 {
		t.Errorf("rate %v, want %v: who is not in PM is not in the numerator", july.Rate, want)
	}
	if want := 250.0 / 300; math.Abs(july.In-want) > 1e-9 || !july.SayLikely || july.Likely != 300_00 {
		t.Errorf("in %v, likely %d %v", july.In, july.Likely, july.SayLikely)
	}
	if want := 1.0 / 39; math.Abs(july.Unknown-want) > 1e-9 {
		t.Errorf("unknown %v", july.Unknown)
	}
	if carrier := july.Types[2]; carrier.People != 2 || carrier.Claims != 2 || carrier.PaidCents != 170_00 || carrier.Within != 85_00 {
		t.Errorf("doctor %+v", carrier)
	}
	if got := a.FirstMonth(); got != "2026-07" {
		t.Errorf("first month %s", got)
	}
}

func TestUseIsRollingOverThreeMonths(t *testing.T) {
	visits := func(dates ...string) (list []measure.EDVisit) {
		for _, d := range dates {
			list = append(list, measure.EDVisit{Date: d, Admitted: d == "2026-05-05"})
		}
		return list
	}
	a := town("2026-08", measure.Person{
		Cover: within(measure.Span{"2025-01", ""}), EDVisits: visits("2026-03-01", "2026-04-02", "2026-05-05"),
		Episodes: []measure.Episode{{End: "2026-05-09", Days: 4}},
	})
	got := a.Use([]string{"2026-05", "2026-06"})
	may, june := got[0], got[1]
	if want := 3.0 * 12000 / 120; may.EDRate != want {
		t.Errorf("May: ED %v, want %v", may.EDRate, want)
	}
	if want := 2.0 * 12000 / 120; may.EDHomeRate != want || june.EDRate != want {
		t.Errorf("ED home in May %v, ED in June %v, want %v", may.EDHomeRate, june.EDRate, want)
	}
	if may.StayRate != 100 || may.Bed != 400 || may.Stays != 1 || may.EDVisits != 1 || may.EDHome != 0 || may.EDPeople != 1 {
		t.Errorf("May %+v", may)
	}
}

// Only episodes that can be judged are counted: those that ended long enough before the end of the last complete month, here
// 2026-05-31.
func TestReadmissionsAndFollowUps(t *testing.T) {
	episode := func(end string, readmitted bool, first int) measure.Episode {
		return measure.Episode{End: end, Days: 1, Index: true, HomeAgain: true, Readmitted: readmitted, FirstVisit: first}
	}
	a := town("2026-08", measure.Person{Cover: within(measure.Span{"2025-01", ""}), Episodes: []measure.Episode{
		episode("2026-04-03", true, 7), episode("2026-05-01", false, 8), episode("2026-05-02", true, -1), episode("2026-05-20", false, 3),
	}})
	re := a.Readmissions([]string{"2026-04", "2026-05", "2026-06"})
	if re[0].Part != 1 || re[0].Whole != 1 || re[1].Part != 0 || re[1].Whole != 1 {
		t.Errorf("%+v", re)
	}
	if re[1].Share != 0.5 || !math.IsNaN(re[2].Share) {
		t.Errorf("shares %v and %v", re[1].Share, re[2].Share)
	}
	follow := a.FollowUps([]string{"2026-04", "2026-05", "2026-06"})
	// Ends of April 3, May 1, 2 and 20: 7 days later all are over by May 31, 14 days later the first three, 30 days later two.
	want := []measure.FollowUpQuarter{{First: "2026-04", Due: [3]int{4, 3, 2}, Seen: [3]int{2, 2, 2}}}
	if diff := cmp.Diff(want, follow); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if follow[0].Name() != "Q2 2026" {
		t.Error(follow[0].Name())
	}
}

// With a filter by month only the months that it allows count, persons and all.
func TestAddPersonByMonth(t *testing.T) {
	p := measure.Person{Cover: within(measure.Span{"2026-01", "2026-04"}, measure.Span{"2026-06", ""}), Claims: []measure.Claim{
		{Type: claims.Carrier, Month: "2026-02", PaidCents: 1}, {Type: claims.Carrier, Month: "2026-03", PaidCents: 10}, {Type: claims.Carrier, Month: "2026-07", PaidCents: 100},
	}}
	g := measure.NewGroup()
	g.AddPerson(measure.UseFigures(&p), func(month string) bool { return month >= "2026-03" && month <= "2026-06" })
	a := measure.Analysis{Group: g, Complete: measure.CompletenessAt("2026-08", nil)}
	var people []int
	total := int64(0)
	for _, m := range a.Spending(measure.Months("2026-01", "2026-08")) {
		people = append(people, m.People)
		total += m.Total
	}
	if diff := cmp.Diff([]int{0, 0, 1, 1, 0, 1, 0, 0}, people); diff != "" || total != 10 {
		t.Errorf("total %d, people (-want +got):\n%s", total, diff)
	}
}

func TestCare(t *testing.T) {
	ours := measure.OursOf([]measure.Provider{{NPI: "1"}, {TaxID: "T"}, {CCN: "360051"}})
	c := measure.NewCare(ours, measure.Switches{NoImaging: true}, "2026-01", "2026-12")
	line := func(npi, tax, specialty string, cents int64) measure.Figure {
		return measure.Figure{Kind: measure.DoctorLines, Month: "2026-05", Key: measure.LineKey(npi, tax, specialty), N: 1, Amount: cents}
	}
	facility := func(ccn, npi string, cents int64) measure.Figure {
		return measure.Figure{Kind: measure.FacilityClaims, Month: "2026-05", Key: measure.LineKey(claims.Outpatient, ccn, npi), N: 1, Amount: cents}
	}
	c.AddPerson([]measure.Figure{
		line("1", "x", "08", 100), line("2", "x", "08", 300), line("3", "T", "11", 50), line("", "x", "08", 9), line("4", "x", "30", 1000),
		{Kind: measure.DoctorLines, Month: "2025-12", Key: measure.LineKey("1", "x", "08"), N: 1, Amount: 7777},
		facility("360051", "", 500), facility("360010", "77", 200), facility("", "", 5), {Kind: measure.DoctorVisits, Month: "2026-05", Key: "2", N: 3},
	})
	c.AddPerson([]measure.Figure{line("2", "x", "08", 100), line("2", "x", "11", 5)})
	want := []measure.Side{{"08", 100, 400, 1, 2}, {"11", 50, 5, 1, 1}}
	if diff := cmp.Diff(want, c.Specialties()); diff != "" {
		t.Errorf("specialties (-want +got):\n%s", diff)
	}
	doctors := c.Doctors(2)
	if len(doctors) != 2 || doctors[0].NPI != "2" || doctors[0].AllowedCents != 405 || doctors[0].People != 2 || doctors[0].Visits != 3 || doctors[0].Specialty != "08" || doctors[0].Ours {
		t.Errorf("doctors %+v", doctors)
	}
	if !doctors[1].Ours || doctors[1].NPI != "1" {
		t.Errorf("second doctor %+v", doctors[1])
	}
	if unknown := c.Unknown(); unknown.Amount != 9 || unknown.People != 1 {
		t.Errorf("unknown %+v", unknown)
	}
	list, inside, outside := c.Facilities(10)
	if len(list) != 2 || inside != 500 || outside != 200 || !list[0].Ours {
		t.Errorf("facilities %+v, %d inside, %d outside", list, inside, outside)
	}
}

func TestMedicines(t *testing.T) {
	m := measure.NewMedicines("2026-05", "2026-06")
	fill := func(month, ndc, kind string, cents int64) measure.Figure {
		return measure.Figure{Kind: measure.Fills, Month: month, Key: measure.LineKey(ndc, kind), N: 1, Amount: cents}
	}
	m.AddPerson([]measure.Figure{fill("2026-05", "A", "G", 10), fill("2026-05", "B", "B", 500), fill("2026-06", "A", "G", 10), fill("2026-07", "A", "G", 9999)})
	m.AddPerson([]measure.Figure{fill("2026-05", "A", "", 20)})
	months := m.Months([]string{"2026-05", "2026-06"}, town("2026-08").Group)
	want := []measure.DrugMonth{
		{Month: "2026-05", CostCents: 530, Fills: 3, Generic: 1, Brand: 1, People: 2, Members: 40}, {Month: "2026-06", CostCents: 10, Fills: 1, Generic: 1, People: 1, Members: 40},
	}
	if diff := cmp.Diff(want, months); diff != "" {
		t.Errorf("months (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]measure.Drug{{"B", 500, 1, 0, 1, 1}, {"A", 40, 3, 2, 0, 2}}, m.Top(5)); diff != "" {
		t.Errorf("medicines (-want +got):\n%s", diff)
	}
}
