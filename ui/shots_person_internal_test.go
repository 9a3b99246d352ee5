package ui

import (
	"context"
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
	"github.com/claimsdesk/claimsdesk/store"
)

// someStory is maria with so many claims over six years, and what comes of them.
func someStory(count int) *fakeReaders {
	reader := maria()
	first := time.Date(2020, 9, 1, 0, 0, 0, 0, time.UTC)
	doctors := []claims.Party{{NPI: "1003000134", Name: "PATEL, ANITA"}, {NPI: "1003000142", Name: "O'NEIL, SEAN"}, {NPI: "1003000159"}}
	drugs := []string{"00093015001", "00003089421", "55111015810", "68180051801"}
	var list []claims.StoryClaim
	for n := range count {
		day := first.AddDate(0, 0, n*2170/count).Format(time.DateOnly)
		c := claims.StoryClaim{ClaimRow: claims.ClaimRow{
			APIVersion: claims.V3, FHIRID: fmt.Sprintf("c%05d", n), FromDate: day, ThruDate: day, PaidCents: cents(int64(1_500 + n*7919%48_000)), Current: true, Base: true, Arrived: day,
			PrincipalDx: []string{"I509", "E119", "I10", "N183", "J449"}[n%5], DxDisplay: []string{"Heart failure, unspecified", "", "Essential (primary) hypertension", "", "Chronic obstructive pulmonary disease, unspecified"}[n%5],
		}}
		c.ClaimType = claims.Carrier
		switch n % 4 {
		case 0:
			c.Visit, c.Doctor, c.Wellness = true, doctors[n%len(doctors)], n%60 == 0
		case 1:
			c.ClaimType, c.PaidCents, c.ChargedCents = claims.PDE, nil, cents(4_510)
			c.DrugCode, c.DaysSupply, c.Doctor = drugs[n/4%len(drugs)], 30, doctors[0]
		case 2:
			c.ClaimType = claims.Outpatient
		}
		list = append([]claims.StoryClaim{c}, list...)
	}
	reader.person.story = claims.PersonStory{
		Claims: list, AsOf: "2026-08-20",
		Stays: []claims.StoryStay{
			{From: "2026-07-12", To: "2026-07-18", Acute: true, Where: claims.Party{NPI: "1003000126", Name: "MIAMI VALLEY HOSPITAL"}, Status: "06", Diagnosis: "Heart failure, unspecified (I509)", PaidCents: 921_433, Claim: claims.ClaimID{APIVersion: claims.V3, FHIRID: "in-1"}},
			{From: "2024-11-02", To: "2024-11-09", Acute: true, Where: claims.Party{Name: "KETTERING HEALTH MAIN CAMPUS"}, Status: "03", Diagnosis: "Pneumonia, unspecified organism (J189)", Claim: claims.ClaimID{APIVersion: claims.V3, FHIRID: "in-0"}},
		},
		ED: []claims.StoryED{
			{Day: "2026-07-12", Where: claims.Party{Name: "MIAMI VALLEY HOSPITAL"}, Outcome: "Admitted", Admitted: true}, {Day: "2026-06-30", Where: claims.Party{Name: "MIAMI VALLEY HOSPITAL"}, Outcome: "Went home or other", Claim: claims.ClaimID{APIVersion: claims.V3, FHIRID: "out-1"}},
			{Day: "2025-03-09", CCN: "360051", Outcome: "Went home or other"}, {Day: "2024-02-11", Where: claims.Party{Name: "SOIN MEDICAL CENTER"}, Outcome: "Observation"},
		},
		Spells: []claims.StorySpell{
			{Kind: claims.HHA, From: "2026-07-20", To: "2026-08-14", Where: claims.Party{Name: "ACME HOME CARE LLC"}, Status: "30"}, {Kind: claims.SNF, From: "2024-11-09", To: "2024-12-20", Where: claims.Party{Name: "OAKS OF DAYTON"}, Status: "01"},
		},
	}
	thirty := int64(30)
	reader.person.names = codes.Names{
		codes.KeyOf(codes.NDC, drugs[0]): "Metformin hydrochloride 500 mg, tablet", codes.KeyOf(codes.NDC, drugs[1]): "Eliquis (apixaban) 5 mg, tablet, film coated",
		codes.KeyOf(codes.ICD10CM, "E119"): "Type 2 diabetes mellitus without complications", codes.KeyOf(codes.MSDRG, "291"): "Heart failure and shock with MCC",
	}
	for i, drug := range drugs {
		reader.person.medicines = append(reader.person.medicines, claims.PersonMedicine{
			NDC: drug, LastFilled: fmt.Sprintf("2026-0%d-04", 8-i), DaysSupply: &thirty, RunsOut: fmt.Sprintf("2026-0%d-03", 9-i), Prescriber: doctors[i%3], Pharmacy: claims.Party{NPI: "1900000001", Name: "KROGER PHARMACY"},
			FillsYear: 12 - i, CostYear: int64(i*i*i)*91_250 + 4_800, Fills: 40, Last: claims.ClaimID{APIVersion: claims.V3, FHIRID: "pde-1"},
		})
	}
	for i, code := range []string{"I509", "E119", "I10", "N183", "J449", "Z0000"} {
		reader.person.diagnoses = append(reader.person.diagnoses, claims.PersonDiagnosis{
			Code: code, Words: []string{"Heart failure, unspecified", "", "Essential (primary) hypertension", "", "", ""}[i], FirstSeen: "2021-03-04", LastSeen: fmt.Sprintf("2026-08-%02d", 14-i), Claims: 120 - 19*i, SeenBy: doctors[i%3],
			Last: claims.ClaimID{APIVersion: claims.V3, FHIRID: "car-1"},
		})
	}
	for i, doctor := range doctors {
		reader.person.providers = append(reader.person.providers, claims.PersonProvider{
			Party: doctor, Specialty: []string{"11", "06", ""}[i], Ours: i == 0, First: "2021-03-04", Last: "2026-08-02", Days: 61 - 20*i, Allowed: cents(1_204_550 - 300_000*int64(i)), LastClaim: claims.ClaimID{APIVersion: claims.V3, FHIRID: "car-1"},
		})
	}
	for i := range 36 {
		m := time.Date(2023, 9+time.Month(i), 1, 0, 0, 0, 0, time.UTC)
		reader.person.months = append(reader.person.months, claims.CoverMonth{Month: m.Format("2006-01"), Known: i > 2, A: i > 2, B: i > 2 && i != 14, C: i > 10 && i < 15, D: i > 5, Medicaid: i > 27})
	}
	reader.person.events = []claims.Event{
		{List: claims.ListFollowUp, Happened: "2026-07-18", ClaimVersion: claims.V3, ClaimID: "in-1", Values: eventValues(claims.ListFollowUp, map[string]string{"hospital": "Miami Valley Hospital", "follow_up": "Seen Aug 2 (day 15)"})},
		{List: claims.ListNoWellness, Happened: "2026-01-01", Values: eventValues(claims.ListNoWellness, map[string]string{"bookable": "2026-01-01"})},
	}
	reader.person.notes = []claims.PersonNote{{ID: 1, Text: "Daughter Elena answers the phone; call after 3 pm.", Who: "ruth", At: "2026-08-21T14:05:00Z"}}
	d := reader.details["7"]
	d.KnownSince, d.KnownBefore, d.Doctor = "2026-08-03", true, doctors[0]
	reader.details["7"] = d
	long, ref := longClaim()
	reader.person.fields, reader.person.originals = long.person.fields, long.person.originals
	stay := reader.claims[ref]
	stay.Procedures, stay.Arrived = []claims.Procedure{{Code: "02HV33Z", Date: "2026-07-13", Kind: "principal"}}, "2026-08-06"
	reader.claims[ref] = stay
	return reader
}

// eventValues are the values of a list by the names of its columns.
func eventValues(list claims.EventList, texts map[string]string) []claims.Value {
	columns := claims.EventColumns(list)
	values := make([]claims.Value, len(columns))
	for i, c := range columns {
		if text, ok := texts[c.Name]; ok {
			values[i] = claims.TextValue(text)
		}
	}
	return values
}

// named gives a person another name.
func named(reader *fakeReaders, last, first string) *fakeReaders {
	d := reader.details["7"]
	d.LastName, d.FirstName = last, first
	reader.details["7"] = d
	return reader
}

// openedClaim opens the hospital claim: beside the list, or as a page where there is no room for that.
func openedClaim(s *stage, p *personPage) *claimPanel {
	p.tabs.Choose(tabClaims)
	p.claims.table.Select(2)
	ref := claimRef{claims.V3, "in-1"}
	p.claims.beside.openRef(ref)
	if p.claims.beside.isOpen() {
		return p.claims.beside.panel
	}
	page := newClaimPage(s.surroundings, ref)
	size := s.window.Canvas().Size()
	s.window.SetContent(page.Content())
	s.window.Resize(size)
	page.Show(context.Background())
	return page.panel
}

// TestShotsPerson draws a person's page in its states.
func TestShotsPerson(t *testing.T) {
	const busy = 320
	shots := []struct {
		name   string
		reader func() *fakeReaders
		hold   bool
		do     func(*stage, *personPage)
	}{
		{name: "summary"},
		{name: "summary-year", do: func(_ *stage, p *personPage) { p.summary.span.Choose(rangeYear); p.summary.picture.Pick(0, 0) }},
		{name: "summary-medicines", do: func(_ *stage, p *personPage) { p.summary.kinds.SetSelectedIndex(pictureMedicines) }},
		{name: "summary-heavy", reader: func() *fakeReaders { return someStory(3297) }, do: func(_ *stage, p *personPage) { p.summary.span.Choose(rangeAll) }},
		{name: "timeline", do: func(_ *stage, p *personPage) { p.tabs.Choose(tabTimeline) }},
		{name: "timeline-claim", do: func(_ *stage, p *personPage) { p.openItem(p.summary.drawn.behind[0][1]) }},
		{name: "claims-behind", do: func(_ *stage, p *personPage) {
			p.tabs.Choose(tabDx)
			p.diagnoses.table.Select(0)
			p.diagnoses.showClaims(0)
		}},
		{name: "claims", do: func(_ *stage, p *personPage) { p.tabs.Choose(tabClaims) }},
		{name: "claim", do: func(s *stage, p *personPage) { openedClaim(s, p) }},
		{name: "claim-fields", do: func(s *stage, p *personPage) { openedClaim(s, p).tabs.Choose(claimTabFields) }},
		{name: "claim-original", do: func(s *stage, p *personPage) {
			panel := openedClaim(s, p)
			panel.tabs.Choose(claimTabFields)
			panel.tree.showOriginal()
		}},
		{name: "medicines", do: func(_ *stage, p *personPage) { p.tabs.Choose(tabPersonMedicines) }},
		{name: "diagnoses", do: func(_ *stage, p *personPage) { p.tabs.Choose(tabDx) }},
		{name: "providers", do: func(_ *stage, p *personPage) { p.tabs.Choose(tabProviders) }},
		{name: "coverage", do: func(_ *stage, p *personPage) { p.tabs.Choose(tabCoverage) }},
		{name: "note", do: func(_ *stage, p *personPage) { p.askNote() }},
		{name: "empty", reader: func() *fakeReaders {
			reader := maria()
			reader.rows = nil
			reader.person.story.AsOf = "2026-08-20"
			return reader
		}},
		{name: "loading", hold: true},
		{name: "problem", reader: func() *fakeReaders {
			reader := maria()
			reader.err = store.ErrNotFound
			return reader
		}},
		{name: "long-name", reader: func() *fakeReaders {
			return named(someStory(busy), "VAN DER BERG-WOLFESCHLEGELSTEINHAUSENBERGERDORFF-MONTGOMERY", "MAXIMILIANA ALEXANDRINA")
		}},
		{name: "arabic", reader: func() *fakeReaders { return named(someStory(busy), "الحسيني", "فاطمة") }},
		{name: "vietnamese", reader: func() *fakeReaders { return named(someStory(busy), "Nguyễn", "Thị Ánh Tuyết") }},
		{name: "left", reader: func() *fakeReaders {
			reader := someStory(busy)
			d := reader.details["7"]
			d.OnList, d.LeftOn = false, "2026-08-20"
			reader.details["7"] = d
			return reader
		}},
		{name: "review", reader: func() *fakeReaders {
			reader := someStory(busy)
			d := reader.details["7"]
			d.Review = true
			reader.details["7"] = d
			return reader
		}},
	}
	for _, shot := range shots {
		shoot(t, "person-"+shot.name, func(t *testing.T, dress func(), f frame) fyne.Window {
			reader := shot.reader
			if reader == nil {
				reader = func() *fakeReaders { return someStory(busy) }
			}
			s := newStage(t, reader())
			dress()
			s.nav.hold = shot.hold
			_, p := openPersonAt(t, s, "7", f.width)
			if shot.hold {
				s.ring(spinnerDelay)
			}
			s.window.Resize(fyne.NewSize(f.width, f.height))
			if shot.do != nil {
				shot.do(s, p)
			}
			return settle(s.window, f)
		})
	}
	test.NewTempApp(t)
}
