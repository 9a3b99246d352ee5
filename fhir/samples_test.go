package fhir_test

import (
	"testing"

	"github.com/claimsdesk/claimsdesk/claims"
)

// The totals that the samples' README gives.
func TestSampleTotals(t *testing.T) {
	tests := []struct {
		version     string
		rows        map[claims.TableID]int
		withAmount  int
		paid        string
		claimTypes  map[string]int
		adjudicated map[string]int
	}{
		{
			version: claims.V2,
			rows: map[claims.TableID]int{
				claims.Claims: 16, claims.ClaimLines: 32, claims.Diagnoses: 49, claims.Procedures: 8, claims.CareTeam: 39,
				claims.SupportingInfo: 119, claims.LineAdjudications: 213,
			},
			withAmount: 201,
			paid:       "23271.97",
			claimTypes: map[string]int{
				claims.Carrier: 3, claims.DME: 1, claims.HHA: 1, claims.Hospice: 1, claims.Inpatient: 2, claims.Outpatient: 1,
				claims.PDE: 6, claims.SNF: 1,
			},
			adjudicated: map[string]int{claims.AdjudicationComplete: 16},
		},
		{
			version: claims.V3,
			rows: map[claims.TableID]int{
				claims.Claims: 15, claims.ClaimLines: 42, claims.Diagnoses: 43, claims.Procedures: 25, claims.CareTeam: 37,
				claims.SupportingInfo: 305, claims.LineAdjudications: 243,
			},
			withAmount: 225,
			paid:       "1698988.47",
			claimTypes: map[string]int{
				claims.Carrier: 2, claims.DME: 2, claims.HHA: 1, claims.Hospice: 1, claims.Inpatient: 1, claims.Outpatient: 3,
				claims.PDE: 2, claims.PriorAuth: 2, claims.SNF: 1,
			},
			adjudicated: map[string]int{claims.AdjudicationComplete: 11, claims.AdjudicationPartial: 4},
		},
	}
	for _, tc := range tests {
		t.Run(tc.version, func(t *testing.T) {
			rows, types, adjudicated := map[claims.TableID]int{}, map[string]int{}, map[string]int{}
			var paid int64
			withAmount := 0
			for _, resource := range samples(t, tc.version+"/ExplanationOfBenefit.ndjson") {
				if resource.APIVersion != tc.version {
					t.Errorf("%s: version %s found out, want %s", resource.ID, resource.APIVersion, tc.version)
				}
				for _, row := range resource.Rows {
					rows[row.Table]++
					switch row.Table {
					case claims.Claims:
						types[row.Value(claims.ColClaimsClaimType).Text]++
						adjudicated[row.Value(claims.ColClaimsAdjudication).Text]++
						paid += row.Value(claims.ColClaimsPaymentAmount).Int
					case claims.LineAdjudications:
						if row.Value(claims.ColLineAdjudicationsAmount).Set {
							withAmount++
						}
					}
				}
			}
			for table, want := range tc.rows {
				if rows[table] != want {
					t.Errorf("%s: %d rows, want %d", claims.TableOf(table).Name, rows[table], want)
				}
			}
			if withAmount != tc.withAmount {
				t.Errorf("line adjudications with an amount: %d, want %d", withAmount, tc.withAmount)
			}
			if got := claims.FormatCents(paid); got != tc.paid {
				t.Errorf("paid %s, want %s", got, tc.paid)
			}
			compareCounts(t, types, tc.claimTypes)
			compareCounts(t, adjudicated, tc.adjudicated)
		})
	}
}

func compareCounts(t *testing.T, got, want map[string]int) {
	t.Helper()
	for name := range got {
		if got[name] != want[name] {
			t.Errorf("%s: %d claims, want %d", name, got[name], want[name])
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
