package fhir_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
)

const (
	usCore     = "http://hl7.org/fhir/us/core/StructureDefinition/"
	v2Variable = "https://bluebutton.cms.gov/resources/variables/"
)

// patientWith is a v3 Patient with further elements.
func patientWith(elements string) []byte {
	return []byte(`{"resourceType":"Patient","id":"1",` + elements + `}`)
}

func mbi(value, period, more string) string {
	return fmt.Sprintf(`{"system":"http://hl7.org/fhir/sid/us-mbi","value":%q,"period":{%s}%s}`, value, period, more)
}

func TestCurrentMBI(t *testing.T) {
	says := func(currency string) string {
		return fmt.Sprintf(`,"extension":[{"url":"https://bluebutton.cms.gov/resources/codesystem/identifier-currency","valueCoding":{"code":%q}}]`, currency)
	}
	tests := []struct {
		name string
		mbis []string
		want string
	}{
		{"none", nil, ""},
		{"one without a period", []string{mbi("A", ``, ``)}, "A"},
		{"one that ended", []string{mbi("A", `"start":"2030-06-27","end":"2019-12-02"`, ``)}, "A"},
		{"open before ended", []string{mbi("A", `"start":"2025-01-01","end":"2026-01-01"`, ``), mbi("B", `"start":"2020-01-01"`, ``)}, "B"},
		{"end that means open", []string{mbi("A", `"start":"2025-01-01","end":"2026-01-01"`, ``), mbi("B", `"start":"2020-01-01","end":"9999-12-31"`, ``)}, "B"},
		{"two open, the later start", []string{mbi("A", `"start":"2025-01-01"`, ``), mbi("B", `"start":"2020-01-01"`, ``)}, "A"},
		{"two ended, the later start", []string{mbi("A", `"start":"2020-01-01","end":"2026-01-01"`, ``), mbi("B", `"start":"2021-01-01","end":"2022-01-01"`, ``)}, "B"},
		{"what v2 says before periods", []string{mbi("A", `"start":"2025-01-01"`, says("historic")), mbi("B", `"start":"2020-01-01","end":"2021-01-01"`, says("current"))}, "B"},
		{"all historic", []string{mbi("A", ``, says("historic"))}, ""},
		{"value missing", []string{`{"system":"http://hl7.org/fhir/sid/us-mbi"}`, mbi("B", ``, ``)}, "B"},
		{"another system", []string{`{"system":"http://hl7.org/fhir/sid/us-medicare","value":"A"}`}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, mbis := range [][]string{tt.mbis, reversed(tt.mbis)} { // the order in the array must not matter
				r := parse(t, patientWith(`"identifier":[`+strings.Join(mbis, ",")+`]`))
				if got := cellOf(t, r, claims.Beneficiaries, 0, "mbi"); got != tt.want {
					t.Errorf("mbi %q, want %q", got, tt.want)
				}
				current := 0
				for n := range rowsOf(r, claims.BeneficiaryMBIs) {
					if cellOf(t, r, claims.BeneficiaryMBIs, n, "is_current") != "true" {
						continue
					}
					current++
					if got := cellOf(t, r, claims.BeneficiaryMBIs, n, "mbi"); got != tt.want {
						t.Errorf("row %s is marked current, want %q", got, tt.want)
					}
				}
				if want := min(1, len(tt.want)); current != want {
					t.Errorf("%d rows are marked current, want %d", current, want)
				}
			}
		})
	}
}

func reversed(list []string) []string {
	back := make([]string, len(list))
	for i, text := range list {
		back[len(list)-1-i] = text
	}
	return back
}

func TestPatientCells(t *testing.T) {
	omb := func(extension, code, display string) string {
		return fmt.Sprintf(`{"url":%q,"extension":[{"url":"ombCategory","valueCoding":{"code":%q,"display":%q}},{"url":"text","valueString":%q}]}`, usCore+extension, code, display, display)
	}
	unknown := omb("us-core-race", "UNK", "Unknown")
	tests := []struct{ name, elements, column, want string }{
		{"gender", `"gender":"male"`, "sex_code", "1"},
		{"gender unknown", `"gender":"unknown"`, "sex_code", "0"},
		{"sex where gender says nothing", `"gender":"unknown","extension":[{"url":"` + usCore + `us-core-sex","valueCode":"248152002"}]`, "sex_code", "2"},
		{"neither", `"birthDate":"1940-01-01"`, "sex_code", ""},
		{"death date", `"deceasedDateTime":"2024-07-02T00:00:00+00:00"`, "death_date", "2024-07-02"},
		{"died on an unknown day", `"deceasedBoolean":true`, "death_flag", "true"},
		{"not died", `"deceasedBoolean":false`, "death_flag", "false"},
		{"code that says there are no data", `"extension":[{"url":"` + v2Variable + `dual_07","valueCoding":{"code":"NULL"}}]`, "dual_status_07", ""},
		{"half a date of death", `"deceasedDateTime":"2024"`, "death_flag", "true"},
		{"half a date is no day", `"deceasedDateTime":"2024"`, "death_date", ""},
		{"default date of death", `"deceasedDateTime":"9999-12-31"`, "death_flag", ""},
		{"nothing about death", `"gender":"male"`, "death_flag", ""},
		{"race", `"extension":[` + omb("us-core-race", "2028-9", "Asian") + `]`, "race_code", "4"},
		{"race in words", `"extension":[` + omb("us-core-race", "2028-9", "Asian") + `]`, "race", "Asian"},
		{"race unknown", `"extension":[` + unknown + `]`, "race_code", "0"},
		{"Hispanic is an ethnicity", `"extension":[` + omb("us-core-ethnicity", "2135-2", "Hispanic or Latino") + `]`, "race_code", "5"},
		{"Hispanic with unknown race", `"extension":[` + unknown + `,` + omb("us-core-ethnicity", "2135-2", "Hispanic or Latino") + `]`, "race_code", "5"},
		{"not Hispanic is no race", `"extension":[` + unknown + `,` + omb("us-core-ethnicity", "2186-5", "Not Hispanic or Latino") + `]`, "race_code", "0"},
		{"v2 code before the category", `"extension":[` + unknown + `,{"url":"` + v2Variable + `race","valueCoding":{"code":"1","display":"White"}}]`, "race_code", "1"},
		{"ZIP", `"address":[{"postalCode":"02134"}]`, "zip5", "02134"},
		{"ZIP+4", `"address":[{"postalCode":"02134-0001"}]`, "zip5", "02134"},
		{"foreign postal code", `"address":[{"postalCode":"SW1A 1AA"}]`, "zip5", "SW1A 1AA"},
		{"language", `"communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"es"}]}}]`, "language", "es"},
		{"language of another system", `"communication":[{"language":{"coding":[{"system":"http://x","code":"es"}]}}]`, "language", ""},
		{"year with a day", `"extension":[{"url":"` + v2Variable + `rfrnc_yr","valueDate":"2018-01-01"}]`, "reference_year", "2018"},
		{"year of test data", `"extension":[{"url":"` + v2Variable + `rfrnc_yr","valueDate":"0003"}]`, "reference_year", "3"},
		{"wrong type of an element", `"name":"Muster","gender":"male"`, "sex_code", "1"},
		{"replaced with a whole reference", `"link":[{"type":"replaced-by","other":{"reference":"https://host/fhir/Patient/9"}}]`, "replaced_by", "9"},
		{"replaces another", `"link":[{"type":"replaces","other":{"reference":"Patient/9"}}]`, "replaced_by", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := cellOf(t, parse(t, patientWith(tt.elements)), claims.Beneficiaries, 0, tt.column); got != tt.want {
				t.Errorf("%s %q, want %q", tt.column, got, tt.want)
			}
		})
	}
}

// A link alone must not blank what is known about a person; a whole record with a link replaces it.
func TestMergedPatient(t *testing.T) {
	link := `"link":[{"type":"replaced-by","other":{"reference":"Patient/9"}}]`
	want := []claims.Col{claims.ColBeneficiariesPatientID, claims.ColBeneficiariesReplacedBy, claims.ColBeneficiariesLastUpdated}
	if diff := cmp.Diff(want, parse(t, patientWith(link)).Patch); diff != "" {
		t.Errorf("columns that a link decides (-want +got):\n%s", diff)
	}
	whole := parse(t, patientWith(link+`,"birthDate":"1950-01-01"`))
	if whole.Patch != nil {
		t.Errorf("a whole record decides only columns %v", whole.Patch)
	}
	if got := cellOf(t, whole, claims.Beneficiaries, 0, "replaced_by"); got != "9" {
		t.Errorf("replaced_by %q", got)
	}
}

func TestSamplePatients(t *testing.T) {
	v2, v3 := samples(t, "v2/Patient.ndjson"), samples(t, "v3/Patient.ndjson")
	if len(v2) != 2 || len(v3) != 5 {
		t.Fatalf("%d and %d people, want 2 and 5", len(v2), len(v3))
	}
	tests := []struct {
		name         string
		of           claims.Resource
		version      string
		mbis         int
		merged       bool
		column, want string
	}{
		{"v2 current MBI among historic ones", v2[0], claims.V2, 4, false, "mbi", "3456789"},
		{"v2 race", v2[0], claims.V2, 4, false, "race", "White"},
		{"v2 months", v2[0], claims.V2, 4, false, "dual_status_12", "**"},
		{"v2 without an MBI", v2[1], claims.V2, 0, false, "mbi", ""},
		{"v2 state of old test data", v2[1], claims.V2, 0, false, "state", "15"},
		{"v3 MBI without an end", v3[0], claims.V3, 2, false, "mbi", "ABB2BB0BB22"},
		{"v3 Hispanic", v3[0], claims.V3, 2, false, "race_code", "5"},
		{"v3 second line", v3[0], claims.V3, 2, false, "address_line2", "TEST for line 2"},
		{"v3 language", v3[1], claims.V3, 1, false, "language", "es"},
		{"v3 merged", v3[2], claims.V3, 0, true, "replaced_by", "517782585"},
		{"v3 survivor", v3[3], claims.V3, 2, false, "mbi", "2B19C89AA35"},
		{"v3 reversed period", v3[4], claims.V3, 1, false, "mbi", "9OJ2CG2UC85"},
		{"v3 native", v3[4], claims.V3, 1, false, "race_code", "6"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := cellOf(t, tt.of, claims.Beneficiaries, 0, tt.column); got != tt.want {
				t.Errorf("%s %q, want %q", tt.column, got, tt.want)
			}
			if got := len(rowsOf(tt.of, claims.BeneficiaryMBIs)); got != tt.mbis {
				t.Errorf("%d MBIs, want %d", got, tt.mbis)
			}
			if merged := tt.of.Patch != nil; merged != tt.merged || tt.of.APIVersion != tt.version {
				t.Errorf("merged %v, version %s; want %v, %s", merged, tt.of.APIVersion, tt.merged, tt.version)
			}
		})
	}
}
