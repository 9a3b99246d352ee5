package ui

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/ui/widgets"
)

// factLines are facts as lines of text.
func factLines(facts []widgets.Fact) []string {
	var lines []string
	for _, f := range facts {
		lines = append(lines, f.Name+": "+f.Value)
	}
	return lines
}

func TestViewOfClaimFacts(t *testing.T) {
	reader := maria()
	tests := map[string][]string{
		"in-1": {
			"Service: Jul 12 – 18, 2026 · 6 days", "Where: Miami Valley Hospital", "Main diagnosis: I50.9 Heart failure, unspecified",
			"Admission: Emergency", "Went to: Home with home health (06)", "Payment group: 291 (DRG)",
			"Paid by Medicare: $9,214.33", "Person's share: $1,676.00", "Charged: $20,000.00",
		},
		"car-1": {
			"Service: Aug 2, 2026", "Billed by: NPI 1003000134", "Main diagnosis: E11.9",
			"Paid by Medicare: $80.50", "Person's share: $20.13", "Charged: $150.00",
		},
		"pde-1": {"Service: Jul 20, 2026", "Pharmacy: NPI 1003000134", "Prescribed by: NPI 1003000134", "Total cost: $45.10"},
		"snf-1": {
			"Service: May 20 – May 2, 2026", "Where: NPI 1003000134", "Main diagnosis: E11.9",
			"Paid by Medicare: -$120.50 (refund)", "Charged: $150.00",
		},
	}
	for id, want := range tests {
		t.Run(id, func(t *testing.T) {
			got := factLines(viewOfClaim(reader.claims[claimRef{claims.V3, id}], nil).facts)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("facts (-want +got):\n%s", diff)
			}
		})
	}
}

func TestViewOfClaimLines(t *testing.T) {
	reader := maria()
	tests := map[string][][]string{
		"in-1": {
			{"0120", "Room", "", "6", "$4,110.00"}, {"0250", "Pharmacy", "", "48", "$6,120.44"},
			{"0301", "Lab test", "80053", "4", "$880.00"}, {"0001", "Claim total", "", "–", "$20,000.00"},
		},
		"car-1": {{"Aug 2, 2026", "Office visit", "99213 25", "1", "$75.00"}, {"Aug 2, 2026", "Lab test", "80053", "1", "$5.50"}},
		"pde-1": {{"NDC 00093-0150-01", "60", "30", "$45.10"}},
	}
	for id, want := range tests {
		t.Run(id, func(t *testing.T) {
			view := viewOfClaim(reader.claims[claimRef{claims.V3, id}], nil)
			var got [][]string
			for _, row := range view.rows[0] {
				var texts []string
				for _, cell := range row {
					texts = append(texts, cell.Text)
				}
				got = append(got, texts)
				if columns := claimColumns(0, view.claimType); len(columns) != len(row) {
					t.Errorf("%d cells under %d titles", len(row), len(columns))
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
		})
	}
}

// Under the titles of each tab stand as many cells, for every claim type.
func TestViewOfClaimCellsFitTheirColumns(t *testing.T) {
	for _, claimType := range claims.ClaimTypes() {
		detail := stayDetail(claims.ClaimRow{ClaimType: claimType})
		detail.Procedures = []claims.Procedure{{Code: "02HV33Z"}}
		view := viewOfClaim(detail, nil)
		for tab, rows := range view.rows {
			if columns := claimColumns(tab, claimType); len(rows) == 0 || len(rows[0]) != len(columns) {
				t.Errorf("%s, tab %d: %d rows, titles %d", claimType, tab, len(rows), len(columns))
			}
		}
	}
}

// The name on a claim is not always that of the place: a prescriber is no pharmacy.
func TestProviderFact(t *testing.T) {
	patel := func(role string) []claims.TeamMember {
		return []claims.TeamMember{{Role: "assist", Name: "OTHER"}, {Role: role, Name: "PATEL, ANITA"}}
	}
	tests := map[string]struct {
		claimType, name string
		team            []claims.TeamMember
		want            string
	}{
		"place":             {claims.Inpatient, "MIAMI VALLEY HOSPITAL", patel("attending"), "Where: Miami Valley Hospital"},
		"in charge":         {claims.Inpatient, "PATEL, ANITA", patel("attending"), "In charge: Patel, Anita"},
		"doctor":            {claims.Carrier, "PATEL, ANITA", patel("rendering"), "Treated by: Patel, Anita"},
		"doctor who billed": {claims.Carrier, "PATEL, ANITA", patel("primary"), "Billed by: Patel, Anita"},
		"prescriber":        {claims.PDE, "PATEL, ANITA", patel("prescribing"), "Prescribed by: Patel, Anita"},
		"number alone":      {claims.PDE, "", []claims.TeamMember{{Role: "prescribing"}}, "Pharmacy: NPI 1003000126"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			d := claims.ClaimDetail{ClaimRow: claims.ClaimRow{ClaimType: tt.claimType, ProviderName: tt.name, ProviderNPI: "1003000126"}, Team: tt.team}
			if got := factLines([]widgets.Fact{providerFact(d)})[0]; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// An unknown amount is never 0, and the MBI stays short among the fields.
func TestViewOfClaimHidesAndOmits(t *testing.T) {
	view := viewOfClaim(claims.ClaimDetail{ClaimRow: claims.ClaimRow{ClaimType: claims.Carrier, Current: true, Base: true}}, nil)
	want := []string{"Service: Not given", "Billed by: Not given", "Paid by Medicare: Not given"}
	if diff := cmp.Diff(want, factLines(view.facts)); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

func TestClaimNotes(t *testing.T) {
	early := claims.ClaimRow{ClaimType: claims.Carrier, Partial: true, Current: false, DataNotes: []string{claims.FlagStale, "unheard_of"}}
	got := claimNotes(early, claimFields{"adjustment_type": "3"})
	want := []string{claimEarlyNote, claimOldNote, "Credit; not counted.", dataNote(claims.FlagStale)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

func TestClaimPage(t *testing.T) {
	s := newStage(t, maria())
	p := newClaimPage(s.surroundings, claimRef{claims.V3, "in-1"})
	s.show(t, p, 952, 560)
	if got, want := p.panel.title.Text, "Hospital claim · final"; got != want {
		t.Errorf("title %q, want %q", got, want)
	}
	if p.Title() != titleClaim || p.panel.close.Visible() {
		t.Errorf("title %q, close button %t", p.Title(), p.panel.close.Visible())
	}
	p.MoveTab(claimTabDx)
	p.panel.tables[claimTabDx].table.Select(0)
	p.CopyRows()
	if want := "Code\tIn words\tKind\nI50.9\tHeart failure, unspecified\tMain\n"; s.copied != want {
		t.Errorf("copied %q, want %q", s.copied, want)
	}
}
