package care_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/claimsdesk/claimsdesk/care"
)

func TestStays(t *testing.T) {
	for name, c := range map[string]struct {
		claims []care.Claim
		want   []string // kind facility first-last days claims status
	}{
		"one bill": {[]care.Claim{hospital(miamiValley, "2026-07-12", "2026-07-18", left("06"))}, []string{"acute 360051 2026-07-12..2026-07-18 6 1 06"}},
		"admission and discharge dates come first": {
			[]care.Claim{hospital(miamiValley, "2026-07-12", "2026-07-18", left("01"), admitted("2026-07-11"), func(c *care.Claim) { c.Discharged = "2026-07-17" })},
			[]string{"acute 360051 2026-07-11..2026-07-17 6 1 01"},
		},
		"same day": {[]care.Claim{hospital(miamiValley, "2026-07-12", "2026-07-12", left("01"))}, []string{"acute 360051 2026-07-12..2026-07-12 1 1 01"}},
		"two bills that overlap": {
			[]care.Claim{hospital(miamiValley, "2026-07-01", "2026-07-10", left("01")), hospital(miamiValley, "2026-07-08", "2026-07-12", left("03"))},
			[]string{"acute 360051 2026-07-01..2026-07-12 11 2 03"},
		},
		"interim bills: still a patient, then the rest": {
			[]care.Claim{hospital(miamiValley, "2026-07-01", "2026-07-10", left("30"), bill("112")), hospital(miamiValley, "2026-07-11", "2026-07-15", left("01"), bill("114"))},
			[]string{"acute 360051 2026-07-01..2026-07-15 14 2 01"},
		},
		"interim bill by its frequency alone": {
			[]care.Claim{hospital(miamiValley, "2026-07-01", "2026-07-10", left("01"), bill("113")), hospital(miamiValley, "2026-07-11", "2026-07-15", left("01"), bill("114"))},
			[]string{"acute 360051 2026-07-01..2026-07-15 14 2 01"},
		},
		"the next day after a discharge is another stay": {
			[]care.Claim{hospital(miamiValley, "2026-07-01", "2026-07-10", left("01")), hospital(miamiValley, "2026-07-11", "2026-07-15", left("01"))},
			[]string{"acute 360051 2026-07-01..2026-07-10 9 1 01", "acute 360051 2026-07-11..2026-07-15 4 1 01"},
		},
		"a gap of two days is another stay though the bill was an interim one": {
			[]care.Claim{hospital(miamiValley, "2026-07-01", "2026-07-10", left("30"), bill("112")), hospital(miamiValley, "2026-07-12", "2026-07-15", left("01"), bill("114"))},
			[]string{"acute 360051 2026-07-01..2026-07-10 9 1 30 open", "acute 360051 2026-07-12..2026-07-15 3 1 01"},
		},
		"another hospital is another stay": {
			[]care.Claim{hospital(miamiValley, "2026-07-01", "2026-07-10", left("02")), hospital(kettering, "2026-07-05", "2026-07-12", left("01"))},
			[]string{"acute 360051 2026-07-01..2026-07-10 9 1 02", "acute 360079 2026-07-05..2026-07-12 7 1 01"},
		},
		"of two bills to one day the whole one tells how it ended": {
			[]care.Claim{
				hospital(miamiValley, "2026-07-01", "2026-07-10", left("01"), bill("112")), hospital(miamiValley, "2026-07-01", "2026-07-10", left("03"), bill("111")),
			},
			[]string{"acute 360051 2026-07-01..2026-07-10 9 2 03"},
		},
		"denied claims and other bill types are none": {
			[]care.Claim{hospital(miamiValley, "2026-07-01", "2026-07-10", left("01"), denied), hospital(miamiValley, "2026-07-01", "2026-07-10", left("01"), bill("121"))}, nil,
		},
		"without a bill type": {[]care.Claim{hospital(critical, "2026-07-01", "2026-07-10", left("01"), bill(""))}, []string{"acute 361301 2026-07-01..2026-07-10 9 1 01"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, s := range care.Of(c.claims).Stays {
				line := fmt.Sprintf("%s %s %s..%s %d %d %s", s.Kind, s.Facility(), s.Start, s.End, s.Days(), s.Claims, s.Status)
				if s.Open {
					line += " open"
				}
				got = append(got, line)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestHospitalKinds(t *testing.T) {
	for ccn, want := range map[string]string{
		miamiValley: care.Acute, "360879": care.Acute, "360880": care.OtherHospital, critical: care.Acute, "361399": care.Acute, "361400": care.OtherHospital,
		"362010": care.LongTerm, rehab: care.Rehabilitation, "36R001": care.Rehabilitation, "36T001": care.Rehabilitation, "36S001": care.Psychiatric,
		"36M300": care.Psychiatric, "364499": care.Psychiatric, "365001": care.OtherHospital, "36U001": care.OtherHospital, "": care.OtherHospital, "36000": care.OtherHospital,
	} {
		if got := care.HospitalKind(ccn); got != want {
			t.Errorf("%q is %s, want %s", ccn, got, want)
		}
	}
}

func TestEpisodesAndReadmissions(t *testing.T) {
	for name, c := range map[string]struct {
		claims []care.Claim
		want   []string // first..last stays readmitted
	}{
		"transfer on the day": {
			[]care.Claim{hospital(miamiValley, "2026-03-01", "2026-03-04", left("02")), hospital(kettering, "2026-03-04", "2026-03-10", left("01"))}, []string{"2026-03-01..2026-03-10 2 -"},
		},
		"transfer on the next day": {
			[]care.Claim{hospital(miamiValley, "2026-03-01", "2026-03-04", left("02")), hospital(kettering, "2026-03-05", "2026-03-10", left("01"))}, []string{"2026-03-01..2026-03-10 2 -"},
		},
		"three hospitals": {
			[]care.Claim{
				hospital(miamiValley, "2026-03-01", "2026-03-04", left("02")), hospital(kettering, "2026-03-05", "2026-03-10", left("02")), hospital(critical, "2026-03-10", "2026-03-12", left("01")),
			},
			[]string{"2026-03-01..2026-03-12 3 -"},
		},
		"two days later is a readmission": {
			[]care.Claim{hospital(miamiValley, "2026-03-01", "2026-03-04", left("01")), hospital(kettering, "2026-03-06", "2026-03-10", left("01"))},
			[]string{"2026-03-01..2026-03-04 1 2026-03-06", "2026-03-06..2026-03-10 1 -"},
		},
		"the same hospital the next day is a readmission": {
			[]care.Claim{hospital(miamiValley, "2026-03-01", "2026-03-04", left("01")), hospital(miamiValley, "2026-03-05", "2026-03-10", left("01"))},
			[]string{"2026-03-01..2026-03-04 1 2026-03-05", "2026-03-05..2026-03-10 1 -"},
		},
		"30 days": {
			[]care.Claim{hospital(miamiValley, "2026-03-01", "2026-03-04", left("01")), hospital(miamiValley, "2026-04-03", "2026-04-10", left("01"))},
			[]string{"2026-03-01..2026-03-04 1 2026-04-03", "2026-04-03..2026-04-10 1 -"},
		},
		"31 days": {
			[]care.Claim{hospital(miamiValley, "2026-03-01", "2026-03-04", left("01")), hospital(miamiValley, "2026-04-04", "2026-04-10", left("01"))},
			[]string{"2026-03-01..2026-03-04 1 -", "2026-04-04..2026-04-10 1 -"},
		},
		"against advice": {
			[]care.Claim{hospital(miamiValley, "2026-03-01", "2026-03-04", left("07")), hospital(miamiValley, "2026-03-08", "2026-03-10", left("01"))},
			[]string{"2026-03-01..2026-03-04 1 -", "2026-03-08..2026-03-10 1 -"},
		},
		"died": {[]care.Claim{hospital(miamiValley, "2026-03-01", "2026-03-04", left("20"))}, []string{"2026-03-01..2026-03-04 1 -"}},
		"rehabilitation is no readmission": {
			[]care.Claim{hospital(miamiValley, "2026-03-01", "2026-03-04", left("62")), hospital(rehab, "2026-03-04", "2026-03-20", left("01"))}, []string{"2026-03-01..2026-03-04 1 -"},
		},
		"after a transfer the last stay counts": {
			[]care.Claim{
				hospital(miamiValley, "2026-03-01", "2026-03-04", left("02")), hospital(kettering, "2026-03-04", "2026-03-30", left("01")), hospital(miamiValley, "2026-04-20", "2026-04-22", left("01")),
			},
			[]string{"2026-03-01..2026-03-30 2 2026-04-20", "2026-04-20..2026-04-22 1 -"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, e := range care.Of(c.claims).Episodes {
				readmitted := "-"
				if e.Readmission != nil {
					readmitted = e.Readmission.Start
				}
				got = append(got, fmt.Sprintf("%s..%s %d %s", e.First().Start, e.Last().End, len(e.Stays), readmitted))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}
