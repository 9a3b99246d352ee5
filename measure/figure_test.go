package measure_test

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/measure"
)

func TestUseFigures(t *testing.T) {
	p := measure.Person{
		Cover: measure.Cover{Counted: []measure.Span{{"2026-01", "2026-05"}}, Drugs: []measure.Span{{"2026-02", ""}}},
		Claims: []measure.Claim{
			{Type: claims.Carrier, Month: "2026-05", Processed: "2026-06", PaidCents: 100},
			{Type: claims.Carrier, Month: "2026-05", Processed: "2026-06", PaidCents: 50},
			{Type: claims.Carrier, Month: "2026-06", Processed: "2026-05", PaidCents: 7},
		},
		EDVisits: []measure.EDVisit{{Date: "2026-05-02"}, {Date: "2026-05-09", Admitted: true}},
		Episodes: []measure.Episode{{End: "2026-05-12", Days: 3, Index: true, Readmitted: true, HomeAgain: true, FirstVisit: 6}, {End: "2026-06-01", Days: 1, FirstVisit: -1}},
	}
	want := []measure.Figure{
		{measure.Paid, "2026-05", "CARRIER", 2, 150}, {measure.Paid, "2026-06", "CARRIER-", 1, 7},
		{measure.Arrived, "2026-05", "CARRIER:1", 2, 150}, {measure.Arrived, "2026-06", "CARRIER:0", 1, 7},
		{measure.Counted, "2026-01", "", 1, 0}, {measure.Counted, "2026-06", "", -1, 0}, {measure.WithDrugs, "2026-02", "", 1, 0},
		{measure.EDVisits, "2026-05", "admitted", 1, 0}, {measure.EDVisits, "2026-05", "home", 1, 0},
		{measure.Stays, "2026-05", "", 1, 3}, {measure.Stays, "2026-06", "-", 1, 1},
		{measure.Index, "2026-05", "2026-05-12", 1, 1}, {measure.FollowUp, "2026-05", "2026-05-12:6", 1, 0},
	}
	if diff := cmp.Diff(want, measure.UseFigures(&p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestProviderAndDrugFigures(t *testing.T) {
	p := measure.Person{
		Claims: []measure.Claim{
			{Type: claims.Outpatient, Month: "2026-05", CCN: "360051", NPI: "1003000126", PaidCents: 900},
			{Type: claims.Outpatient, Month: "2026-05", CCN: "360051", NPI: "1003000126", PaidCents: 800, Denied: true},
			{Type: claims.SNF, Month: "2026-05", CCN: "365001", PaidCents: 700},
		},
		Lines: []measure.Line{
			{Month: "2026-05", Place: "11", Specialty: "08", RenderingNPI: "1", TaxID: "T", AllowedCents: 100},
			{Month: "2026-05", Place: "23", Specialty: "93", RenderingNPI: "2", AllowedCents: 500},
			{Month: "2026-05", Place: "11", Specialty: "05", AllowedCents: 60},
		},
		Fills: []measure.Fill{{"2026-05", "00002143380", "B", 90000}, {"2026-05", "00002143301", "B", 80000}, {"2026-06", "99", "x", 5}},
	}
	want := []measure.Figure{
		{measure.DoctorLines, "2026-05", "1|T|08", 1, 100}, {measure.DoctorLines, "2026-05", "||05", 1, 60},
		{measure.FacilityClaims, "2026-05", "OUTPATIENT|360051|1003000126", 1, 900},
	}
	if diff := cmp.Diff(want, measure.ProviderFigures(&p)); diff != "" {
		t.Errorf("providers (-want +got):\n%s", diff)
	}
	want = []measure.Figure{{measure.Fills, "2026-05", "000021433|B", 2, 170000}, {measure.Fills, "2026-06", "99|", 1, 5}}
	if diff := cmp.Diff(want, measure.DrugFigures(&p)); diff != "" {
		t.Errorf("medicines (-want +got):\n%s", diff)
	}
}

func TestIncludedLines(t *testing.T) {
	none := measure.Switches{}
	all := measure.Switches{NoAnaesthesia: true, NoImaging: true, NoPathology: true}
	tests := []struct {
		place, specialty string
		plain, switched  bool
	}{
		{"11", "08", true, true}, {"23", "08", false, false}, {"81", "08", false, false}, {"11", "69", false, false}, {"41", "08", false, false},
		{"42", "08", false, false}, {"11", "59", false, false}, {"22", "05", true, false}, {"22", "43", true, false}, {"22", "30", true, false}, {"22", "22", true, false},
	}
	for _, tt := range tests {
		if got := none.Included(tt.place, tt.specialty); got != tt.plain {
			t.Errorf("place %s, specialty %s: included %v", tt.place, tt.specialty, got)
		}
		if got := all.Included(tt.place, tt.specialty); got != tt.switched {
			t.Errorf("place %s, specialty %s, switches on: included %v", tt.place, tt.specialty, got)
		}
	}
}

func TestOurs(t *testing.T) {
	ours := measure.OursOf([]measure.Provider{{NPI: "1"}, {TaxID: "T"}, {CCN: "360051"}})
	if !ours.Doctor("1", "x") || !ours.Doctor("9", "T") || ours.Doctor("9", "x") || ours.Doctor("", "") {
		t.Error("doctors")
	}
	if !ours.Facility("360051", "") || !ours.Facility("", "1") || ours.Facility("", "") {
		t.Error("facilities")
	}
	if ours.Empty() || !measure.OursOf(nil).Empty() {
		t.Error("empty")
	}
}

func TestRates(t *testing.T) {
	if got := measure.PerThousand(41, 12_000); got != 41 {
		t.Errorf("per thousand %v", got)
	}
	if got := measure.PerPersonMonth(1_000_00, 4); got != 250_00 {
		t.Errorf("per person month %v", got)
	}
	if !math.IsNaN(measure.PerThousand(1, 0)) || !math.IsNaN(measure.Share(1, 0)) || !math.IsNaN(measure.GenericShare(0, 0)) {
		t.Error("a rate without a base")
	}
	if got := measure.GenericShare(3, 1); got != 0.75 {
		t.Errorf("generic share %v", got)
	}
	if diff := cmp.Diff([]int{1, 3, 6, 9}, measure.Rolling([]int{1, 2, 3, 4})); diff != "" {
		t.Error(diff)
	}
}

func TestConcentration(t *testing.T) {
	paid := make([]int64, 20) // 20 people: the first has half
	for i := range paid {
		paid[i] = 100
	}
	paid[7] = 1900
	got := measure.Concentration(paid)
	for percent, want := range map[int]float64{0: 0, 5: 0.5, 10: 2000.0 / 3800, 100: 1} {
		if math.Abs(got[percent]-want) > 1e-9 {
			t.Errorf("top %d %%: %v, want %v", percent, got[percent], want)
		}
	}
	if measure.Concentration([]int64{0, -5}) != nil {
		t.Error("a curve without payments")
	}
	if measure.TopCount(11, 5) != 1 || measure.TopCount(0, 5) != 0 || measure.TopCount(100, 5) != 5 {
		t.Error("counts of the top")
	}
}

// No number of people from 1 to 10 can be read or worked out from a total and the parts that are shown.
func TestHiddenLeavesNothingToWorkOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := rapid.SliceOfN(rapid.IntRange(0, 30), 1, 6).Draw(t, "people")
		hide := measure.Hidden(people)
		hiddenSum, hidden, others := 0, 0, 0
		for i, n := range people {
			if hide[i] {
				hidden++
				hiddenSum += n
			} else if measure.Small(n) {
				t.Fatalf("%d shown in %v", n, people)
			} else if n > 0 {
				others++
			}
		}
		if hidden > 0 && hiddenSum < 11 && others > 0 {
			t.Fatalf("%d people in hidden parts of %v", hiddenSum, people)
		}
		if hidden == 1 && others > 0 {
			t.Fatalf("one part hidden in %v", people)
		}
	})
}

func TestMonths(t *testing.T) {
	if got := measure.AddMonths("2026-01", -2); got != "2025-11" {
		t.Error(got)
	}
	if diff := cmp.Diff([]string{"2025-12", "2026-01"}, measure.Months("2025-12", "2026-01")); diff != "" {
		t.Error(diff)
	}
	for _, bad := range []string{"", "2026-13", "2026-00", "20a6-01", "2026/01"} {
		if measure.MonthOf(bad+"-01") != "" && bad != "" {
			t.Errorf("%q is a month", bad)
		}
	}
	if measure.LastDay("2028-02") != "2028-02-29" || measure.Before("2026-03-01", 1) != "2026-02-28" || measure.Before("x", 1) != "" {
		t.Error("days")
	}
}

// A rate over three months shows only where none of the three is hidden.
func TestRollingHidden(t *testing.T) {
	got := measure.RollingHidden([]bool{false, true, false, false, false, true})
	want := []bool{false, true, true, true, false, true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestLeastPeople(t *testing.T) {
	for want, numbers := range map[int][]int{0: {0, 0}, 3: {0, 3, 40}, 12: {12, 0}} {
		if got := measure.LeastPeople(numbers...); got != want {
			t.Errorf("of %v: %d, want %d", numbers, got, want)
		}
	}
}
