package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/app"
	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/codes"
)

// fieldOf is a value of a column of any table.
func fieldOf(table claims.TableID, name, text string) claims.Field {
	t := claims.TableOf(table)
	col, ok := t.Column(name)
	if !ok {
		panic("no column " + name)
	}
	return claims.Field{Column: t.Columns[col], Text: text}
}

// longClaim is a hospital claim of 450 lines.
func longClaim() (*fakeReaders, claimRef) {
	reader := maria()
	ref := claimRef{claims.V3, "in-1"}
	detail := reader.claims[ref]
	lines := claims.FieldTable{Table: claims.TableOf(claims.ClaimLines)}
	detail.Lines = nil
	for i := range 450 {
		detail.Lines = append(detail.Lines, claims.ClaimLine{Number: i + 1, Revenue: "0250", Procedure: fmt.Sprintf("J%04d", 1000+i), Units: "1", Charged: cents(int64(100 * i))})
		lines.Rows = append(lines.Rows, []claims.Field{
			fieldOf(claims.ClaimLines, "revenue_code", "0250"), fieldOf(claims.ClaimLines, "hcpcs_code", fmt.Sprintf("J%04d", 1000+i)), fieldOf(claims.ClaimLines, "place_of_service", "77"),
		})
	}
	reader.claims[ref] = detail
	reader.person.fields = map[claimRef][]claims.FieldTable{ref: {
		{Table: claims.TableOf(claims.Claims), Rows: [][]claims.Field{{field("claim_id", "9988776655"), field("mbi", "1EG4TE5MK73"), field("discharge_status", "06"), field("payment_amount", "9214.33")}}},
		lines,
	}}
	reader.person.originals = map[claimRef][]claims.Original{ref: {{Type: "EOB", Text: []byte(`{"resourceType":"ExplanationOfBenefit","id":"in-1","total":[{"amount":{"value":9214.330}}]}`)}}}
	return reader, ref
}

func openFields(t *testing.T) (*stage, *claimPanel) {
	t.Helper()
	reader, ref := longClaim()
	s := newStage(t, reader)
	p := newClaimPage(s.surroundings, ref)
	s.show(t, p, 952, 660)
	p.panel.tabs.Choose(claimTabFields)
	return s, p.panel
}

func TestFieldsAreReadWhenTheirTabOpens(t *testing.T) {
	s, p := openFields(t)
	if got := strings.Count(strings.Join(s.reader.asked, "\n"), "fields of"); got != 1 {
		t.Errorf("fields read %d times, want once, when the tab opens", got)
	}
	p.tabs.Choose(claimTabLines)
	p.tabs.Choose(claimTabFields)
	if got := strings.Count(strings.Join(s.reader.asked, "\n"), "fields of"); got != 1 {
		t.Errorf("fields read %d times after coming back", got)
	}
	if diff := cmp.Diff([]string{"0", "1"}, p.tree.children("")); diff != "" {
		t.Errorf("tables (-want +got):\n%s", diff)
	}
	if got := len(p.tree.children("1")); got != 450 {
		t.Errorf("%d rows of lines, want 450", got)
	}
	if got, want := p.tree.branchText([]int{1, 449}), "450 · J1449"; got != want {
		t.Errorf("row %q, want %q", got, want)
	}
	if p.tables[claimTabLines].table.Total() != 450 {
		t.Errorf("%d lines in the table, want 450", p.tables[claimTabLines].table.Total())
	}
}

func TestFieldSearch(t *testing.T) {
	_, p := openFields(t)
	count := func() (n int) {
		for _, rows := range p.tree.found {
			for _, fields := range rows {
				n += len(fields)
			}
		}
		return n
	}
	for letters, want := range map[string]int{"j1449": 1, "PMT_AMT": 1, "Discharge status": 1, "revenue": 450, "": 4 + 3*450} {
		p.tree.find.SetText(letters)
		if got := count(); got != want {
			t.Errorf("%q finds %d fields, want %d", letters, got, want)
		}
	}
	p.tree.find.SetText("no such thing")
	if count() != 0 || !p.tree.none.Visible() {
		t.Error("a search that finds nothing must say so")
	}
	p.tree.find.SetText("j1449")
	if !p.tree.tree.IsBranchOpen("1") || !p.tree.tree.IsBranchOpen("1.449") {
		t.Error("what was found is not open")
	}
}

func TestFieldValues(t *testing.T) {
	tests := []struct {
		field   claims.Field
		want    string
		unknown bool
	}{
		{field("mbi", "1EG4TE5MK73"), "…MK73", false},
		{field("discharge_status", "06"), "06 · Home with home health", false},
		{fieldOf(claims.ClaimLines, "place_of_service", "77"), "77 · not known yet", true},
		{fieldOf(claims.ClaimLines, "hcpcs_code", "XXXXX"), "XXXXX", false},
		{field("payment_amount", "9214.33"), "9214.33", false},
	}
	for _, tt := range tests {
		if got, unknown := fieldValue(tt.field); got != tt.want || unknown != tt.unknown {
			t.Errorf("%s: got %q, %t, want %q, %t", tt.field.Column.Name, got, unknown, tt.want, tt.unknown)
		}
	}
}

func TestFieldNamesInThreeStyles(t *testing.T) {
	_, p := openFields(t)
	column := field("payment_amount", "").Column
	want := []string{column.Label, column.CCLF, column.V3}
	for i := range want {
		p.tree.names.Choose(i)
		if got := p.tree.fieldName(column); got != want[i] {
			t.Errorf("style %d: %q, want %q", i, got, want[i])
		}
	}
	p.tree.ref.APIVersion = claims.V2
	if got := p.tree.fieldName(column); got != column.V2 {
		t.Errorf("path in version 2: %q, want %q", got, column.V2)
	}
}

func TestFieldsCopied(t *testing.T) {
	s, p := openFields(t)
	p.tree.find.SetText("9988776655")
	p.copyRows()
	if want := "Claims\t1\t" + field("claim_id", "").Column.Label + "\t9988776655\n"; s.copied != want {
		t.Errorf("copied %q, want %q", s.copied, want)
	}
	p.tree.find.SetText("1eg4")
	p.copyRows()
	if strings.Contains(s.copied, "1EG4TE5MK73") {
		t.Errorf("copied a whole MBI: %q", s.copied)
	}
}

// The original stands as it was sent: digits stay, white space alone is added.
func TestOriginalOfAClaim(t *testing.T) {
	s, p := openFields(t)
	p.tree.showOriginal()
	popup, ok := s.window.Canvas().Overlays().Top().(*widget.PopUp)
	if !ok {
		t.Fatal("no sheet with the original")
	}
	if !escapeLayer(s.window.Canvas()) || popup.Visible() {
		t.Error("Esc must close the original")
	}
	reader, ref := longClaim()
	got := strings.Join(app.OriginalLines(append(reader.person.originals[ref], claims.Original{Text: []byte("no JSON")})), "\n")
	if !strings.Contains(got, `"value": 9214.330`) || !strings.HasSuffix(got, "\n\nno JSON") {
		t.Errorf("printed\n%s", got)
	}
}

func TestOpenNewerVersion(t *testing.T) {
	reader := maria()
	old := reader.claims[claimRef{claims.V3, "car-0"}]
	old.Fields = []claims.Field{field("superseded_by", "car-1")}
	reader.claims[claimRef{claims.V3, "car-0"}] = old
	s := newStage(t, reader)
	p := newClaimPage(s.surroundings, claimRef{claims.V3, "car-0"})
	s.show(t, p, 952, 560)
	if !p.panel.newer.Visible() {
		t.Fatal("a replaced claim must lead to the newer one")
	}
	test.Tap(p.panel.newer)
	if got, want := p.panel.title.Text, "Doctor claim · final"; got != want || p.panel.newer.Visible() {
		t.Errorf("title %q, want %q; button %t", got, want, p.panel.newer.Visible())
	}
}

// Imported names go before our own groups, the words of the claim before both.
func TestViewOfClaimWithImportedNames(t *testing.T) {
	names := codes.Names{
		codes.KeyOf(codes.MSDRG, "291"): "Heart failure and shock with MCC", codes.KeyOf(codes.ICD10CM, "R0602"): "Shortness of breath", codes.KeyOf(codes.ICD10CM, "I509"): "Other words",
		codes.KeyOf(codes.NDC, "00093015001"): "Metformin 500 mg, tablet",
	}
	reader := maria()
	stay := viewOfClaim(reader.claims[claimRef{claims.V3, "in-1"}], names)
	facts := strings.Join(factLines(stay.facts), "\n")
	if !strings.Contains(facts, "Payment group: 291 (DRG): Heart failure and shock with MCC") || !strings.Contains(facts, "I50.9 Heart failure, unspecified") {
		t.Errorf("facts\n%s", facts)
	}
	if got, want := stay.rows[claimTabDx][1][1].Text, "Shortness of breath"; got != want {
		t.Errorf("diagnosis %q, want %q", got, want)
	}
	if got, want := viewOfClaim(reader.claims[claimRef{claims.V3, "pde-1"}], names).rows[claimTabLines][0][0].Text, "Metformin 500 mg, tablet"; got != want {
		t.Errorf("medicine %q, want %q", got, want)
	}
}
