package tuva

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

const asOf = "2026-06-15"

// covered is a Coverage of a part with a period and a reference year; "" and 0 for none.
func covered(part, start, end string, year int64) record {
	values := map[claims.Col]claims.Value{
		claims.ColCoveragePart: claims.TextValue(part), claims.ColCoveragePeriodStart: claims.TextValue(start), claims.ColCoveragePeriodEnd: claims.TextValue(end),
	}
	if year != 0 {
		values[claims.ColCoverageReferenceYear] = claims.IntValue(year)
	}
	return made(coverageFields, values)
}

func TestSpans(t *testing.T) {
	tests := map[string]struct {
		death    string
		coverage []record
		want     []span
	}{
		"open A and B are one":           {"", []record{covered("A", "2020-01-01", "", 0), covered("B", "2020-03-01", "9999-12-31", 0)}, []span{{"2020-01-01", "2026-06-30"}}},
		"far ends are open":              {"", []record{covered("A", "2020-01-01", "2099-12-31", 0)}, []span{{"2020-01-01", "2026-06-30"}}},
		"spans that touch are one":       {"", []record{covered("A", "2020-01-01", "2020-12-31", 0), covered("A", "2021-01-01", "2021-06-30", 0)}, []span{{"2020-01-01", "2021-06-30"}}},
		"a gap makes two":                {"", []record{covered("B", "2022-01-01", "2022-05-31", 0), covered("A", "2020-01-01", "2020-12-31", 0)}, []span{{"2020-01-01", "2020-12-31"}, {"2022-01-01", "2022-05-31"}}},
		"not beyond the month of death":  {"2025-02-03", []record{covered("A", "2020-01-01", "", 0)}, []span{{"2020-01-01", "2025-02-28"}}},
		"what starts after death is out": {"2019-02-03", []record{covered("A", "2020-01-01", "", 0)}, []span{{}}},
		"what has not begun is out":      {"", []record{covered("A", "2030-01-01", "", 0)}, []span{{}}},
		"a reversed period is out":       {"", []record{covered("A", "2022-01-01", "2021-01-01", 0)}, []span{{}}},
		"v2 without a period":            {"", []record{covered("A", "", "", 2025), covered("B", "", "", 2025)}, []span{{"2025-01-01", "2026-06-30"}}},
		"an earlier part speaks for it":  {"", []record{covered("A", "", "", 2025), covered("D", "2023-04-01", "", 0)}, []span{{"2023-04-01", "2026-06-30"}}},
		"years that are made up":         {"", []record{covered("A", "", "", 3)}, []span{{}}},
		"C alone has A or B":             {"", []record{covered("C", "2024-01-01", "2024-12-31", 0)}, []span{{"2024-01-01", "2024-12-31"}}},
		"C does not prolong A":           {"", []record{covered("A", "2020-01-01", "2020-12-31", 0), covered("C", "2019-01-01", "", 0)}, []span{{"2020-01-01", "2020-12-31"}}},
		"nothing known":                  {"", nil, []span{{}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := &person{death: tt.death}
			for _, c := range tt.coverage {
				p.addCoverage(c)
			}
			for range 2 { // asking changes nothing
				if diff := cmp.Diff(tt.want, p.spans(asOf), cmp.AllowUnexported(span{})); diff != "" {
					t.Errorf("spans differ (-want +got):\n%s", diff)
				}
			}
		})
	}
}

func TestDualStatus(t *testing.T) {
	dual := func(start, end, code string) record {
		r := covered("DUAL", start, end, 0)
		r.values[coverageFields.place[claims.ColCoverageDualStatusCode]] = claims.TextValue(code)
		return r
	}
	tests := map[string]struct {
		months   map[string]string // v2, by YYYY-MM
		coverage []record          // v3
		want     string
	}{
		"the latest month":             {map[string]string{"2026-01": "02", "2026-03": "2", "2026-02": "NA"}, nil, "02"},
		"no longer":                    {map[string]string{"2026-01": "02", "2026-03": "NA"}, nil, ""},
		"not enrolled":                 {map[string]string{"2026-01": "02", "2026-03": "00"}, nil, "00"},
		"months to come do not count":  {map[string]string{"2026-01": "02", "2026-11": "00"}, nil, "02"},
		"nothing since years":          {map[string]string{"2023-01": "02"}, nil, ""},
		"the year before still speaks": {map[string]string{"2025-01": "02"}, nil, "02"},
		"the latest period":            {nil, []record{dual("2020-01-01", "2024-12-31", "02"), dual("2025-01-01", "", "08")}, "08"},
		"a period that ended long ago": {nil, []record{dual("2020-01-01", "2021-12-31", "02")}, ""},
		"a code Tuva does not know":    {nil, []record{dual("2020-01-01", "", "99")}, ""},
		"nothing sent":                 {nil, nil, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			p := &person{}
			for month, code := range tt.months {
				var year, number int64
				if _, err := fmt.Sscanf(month, "%d-%d", &year, &number); err != nil {
					t.Fatal(err)
				}
				p.addMonth(year, number, code, asOf)
			}
			for _, c := range tt.coverage {
				p.addCoverage(c)
			}
			row := &eligibilityRow{people: &people{asOf: asOf}, one: p, span: span{"2020-01-01", "2026-06-30"}}
			if got := row.dualStatus().Text; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// held are rows in memory by table.
type held map[claims.TableID][]map[claims.Col]claims.Value

func (h held) Open(_ context.Context, id claims.TableID, columns []claims.Col) (exporter.ClosableSource, error) {
	return &heldRows{columns: columns, rows: h[id]}, nil
}

type heldRows struct {
	columns []claims.Col
	rows    []map[claims.Col]claims.Value
	now     []claims.Value
}

func (r *heldRows) Columns() []claims.Column { return nil }
func (r *heldRows) Values() []claims.Value   { return r.now }
func (r *heldRows) Err() error               { return nil }
func (r *heldRows) Close() error             { return nil }

func (r *heldRows) Next() bool {
	if len(r.rows) == 0 {
		return false
	}
	r.now = r.now[:0]
	for _, c := range r.columns {
		r.now = append(r.now, r.rows[0][c])
	}
	r.rows = r.rows[1:]
	return true
}

func patient(id, person, mbi, updated string, merged bool) map[claims.Col]claims.Value {
	row := map[claims.Col]claims.Value{
		claims.ColBeneficiariesAPIVersion: claims.TextValue(claims.V3), claims.ColBeneficiariesFHIRID: claims.TextValue(id), claims.ColBeneficiariesPersonKey: claims.TextValue(person),
		claims.ColBeneficiariesMBI: claims.TextValue(mbi), claims.ColBeneficiariesLastUpdated: claims.TextValue(updated),
	}
	if merged {
		row[claims.ColBeneficiariesReplacedBy] = claims.TextValue("other")
	}
	return row
}

func TestPeople(t *testing.T) {
	tables := held{claims.Beneficiaries: {
		patient("1", "P1", "1S00A00AA01", "2026-01-01", false),
		patient("2", "P1", "1S00A00AA02", "2026-02-01", true),
		patient("3", "P1", "1S00A00AA03", "9999-12-31", false),
		patient("4", "P2", "1S00A00AA01", "2026-01-01", false), // shares the MBI, is somebody else
		patient("5", "P3", "1S00A00AA05", "", false),
		patient("6", "P3", "", "", false),
		patient("7", "P4", "1S00A00AA07", "", false),
	}}
	p, err := readPeople(t.Context(), tables, Options{AsOf: asOf, PersonID: PersonIDMBI})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for key, one := range p.byKey {
		got[key] = one.speaker.id + " " + p.personID(key, one.member()).Text
	}
	want := map[string]string{"P1": "1 P1", "P2": "4 P2", "P3": "6 P3", "P4": "7 1S00A00AA07"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("who speaks for a person, and its id, differ (-want +got):\n%s", diff)
	}
	p.usesID = false
	if got := p.personID("P4", "1S00A00AA07").Text; got != "P4" {
		t.Errorf("person_id = %s, want the key", got)
	}
}

func TestClaimIDs(t *testing.T) {
	claim := func(version, id, claimID, claimType string) map[claims.Col]claims.Value {
		return map[claims.Col]claims.Value{
			claims.ColClaimsAPIVersion: claims.TextValue(version), claims.ColClaimsFHIRID: claims.TextValue(id),
			claims.ColClaimsClaimID: claims.TextValue(claimID), claims.ColClaimsClaimType: claims.TextValue(claimType),
		}
	}
	rows := []map[claims.Col]claims.Value{
		claim(claims.V3, "f1", "77", claims.Carrier), claim(claims.V3, "f2", "77", claims.Inpatient), claim(claims.V3, "f3", "77", claims.PDE),
		claim(claims.V3, "f4", "78", claims.Carrier), claim(claims.V2, "carrier-78", "78", claims.Carrier), claim(claims.V3, "f5", "", claims.Carrier),
	}
	ids, err := readClaimIDs(t.Context(), held{claims.Claims: rows})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"f1", "f2", "77", "78", "carrier-78", "f5"}
	for i, row := range rows {
		if got := ids.of(made(claimFields, row)).Text; got != want[i] {
			t.Errorf("claim %d has the id %s, want %s", i, got, want[i])
		}
	}
}
