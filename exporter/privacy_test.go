package exporter_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/claimsdesk/claimsdesk/claims"
	"github.com/claimsdesk/claimsdesk/exporter"
)

// someone is a person with every kind of column.
func someone(id string) map[string]string {
	return map[string]string{
		"api_version": "v3", "fhir_id": id, "patient_id": id, "person_key": "P" + id, "mbi": "1EG4TE5MK73", "first_name": "MARIA", "last_name": "RIVERA",
		"birth_date": "1941-03-04", "death_date": "2026-01-05", "sex_code": "2", "address_line1": "1 ELM ST", "city": "DAYTON", "state": "OH", "zip5": "45402",
		"dual_status_01": "02", "last_updated": "2026-08-01T00:00:00Z", "file_name": "rivera.ndjson", "export_id": "12",
	}
}

// toldRows reads people as a level tells them: one map of the values that are not empty a row.
func toldRows(t *testing.T, level claims.PrivacyLevel, codes exporter.Codes, people ...map[string]string) []map[string]string {
	t.Helper()
	table := claims.TableOf(claims.Beneficiaries)
	var all []claims.Col
	for i := range table.Columns {
		all = append(all, claims.Col(i))
	}
	src, err := heldTables{claims.Beneficiaries: people}.Open(t.Context(), claims.Beneficiaries, all)
	if err != nil {
		t.Fatal(err)
	}
	src = exporter.Private(t.Context(), src, exporter.PrivacyOptions{Level: level, Year: 2026, Codes: codes})
	var rows []map[string]string
	for src.Next() {
		row := map[string]string{}
		for i, v := range src.Values() {
			c := src.Columns()[i]
			if text := v.Format(c.Kind); text != "" {
				row[c.Name] = text
			}
		}
		rows = append(rows, row)
	}
	if err := errors.Join(src.Err(), src.Close()); err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestPrivate(t *testing.T) {
	codes := exporter.NewOneOffCodes(rand.Reader)
	limited := toldRows(t, claims.PrivacyLimited, codes, someone("101"))[0]
	deidentified := toldRows(t, claims.PrivacyDeidentified, codes, someone("101"))[0]
	for _, row := range []map[string]string{limited, deidentified} {
		for _, coded := range []string{"fhir_id", "patient_id", "person_key", "mbi"} {
			if len(row[coded]) != 17 {
				t.Errorf("%s is %q, want a code", coded, row[coded])
			}
		}
		if row["patient_id"] != row["fhir_id"] || row["patient_id"] == row["person_key"] {
			t.Error("the same number must have the same code, and another kind of number another one")
		}
		for _, coded := range []string{"fhir_id", "patient_id", "person_key", "mbi"} {
			delete(row, coded)
		}
	}
	want := map[string]string{
		"api_version": "v3", "birth_date": "1941-03-04", "death_date": "2026-01-05", "sex_code": "2", "city": "DAYTON", "state": "OH", "zip5": "45402",
		"dual_status_01": "02", "last_updated": "2026-08-01T00:00:00Z", "export_id": "12",
	}
	if diff := cmp.Diff(want, limited); diff != "" {
		t.Errorf("limited: -want +got\n%s", diff)
	}
	want = map[string]string{
		"api_version": "v3", "birth_date": "1941", "death_date": "2026", "sex_code": "2", "state": "OH", "zip5": "454", "last_updated": "2026",
	}
	if diff := cmp.Diff(want, deidentified); diff != "" {
		t.Errorf("deidentified: -want +got\n%s", diff)
	}
	if full := toldRows(t, claims.PrivacyFull, nil, someone("101"))[0]; !cmp.Equal(full, someone("101")) {
		t.Error("full differs from what was sent")
	}
}

func TestPrivateDatesAndPlaces(t *testing.T) {
	tests := map[string]struct{ column, sent, want string }{
		"89 years back":                {"birth_date", "1937-12-31", "1937"},
		"90 and over are one group":    {"birth_date", "1936-01-01", "1937"},
		"far over 90":                  {"birth_date", "1915-06-30", "1937"},
		"no date":                      {"birth_date", "once", ""},
		"turned 65 at most 24 ago":     {"death_date", "2002-01-01", "2002"},
		"a year that tells a high age": {"death_date", "2001-12-31", ""},
		"open":                         {"death_date", "9999-12-31", "9999"},
		"unknown":                      {"death_date", "1000-01-01", ""},
		"sparse at HHS":                {"zip5", "06301", "000"},
		"sparse in 2020":               {"zip5", "75301", "000"},
		"leading zero":                 {"zip5", "05402", "054"},
		"nine digits":                  {"zip5", "45402-1234", "454"},
		"forces":                       {"zip5", "09012", "000"},
		"no ZIP":                       {"zip5", "DAYTON", "000"},
		"three digits":                 {"zip5", "454", "000"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			person := someone("101")
			person[tt.column] = tt.sent
			got := toldRows(t, claims.PrivacyDeidentified, exporter.NewOneOffCodes(rand.Reader), person)[0][tt.column]
			if got != tt.want {
				t.Errorf("%s of %s is %q, want %q", tt.column, tt.sent, got, tt.want)
			}
		})
	}
}

// The order of rows tells nothing of the order of their numbers: the same people in another order give the same rows.
func TestPrivateRowsHaveAnOrderOfTheirOwn(t *testing.T) {
	var people, backwards []map[string]string
	for i := range 100 {
		person := someone(fmt.Sprint(100 + i))
		people, backwards = append(people, person), append([]map[string]string{person}, backwards...)
	}
	codes := exporter.NewOneOffCodes(rand.Reader)
	got := toldRows(t, claims.PrivacyDeidentified, codes, people...)
	if diff := cmp.Diff(got, toldRows(t, claims.PrivacyDeidentified, codes, backwards...)); diff != "" {
		t.Errorf("the order shows:\n%s", diff)
	}
	if again := toldRows(t, claims.PrivacyDeidentified, exporter.NewOneOffCodes(rand.Reader), people...); cmp.Equal(got, again) {
		t.Error("another one-off export has the same codes")
	}
}

func TestPrivateGoesOnOverBatches(t *testing.T) {
	const many = 10_000
	people := make([]map[string]string, many)
	for i := range people {
		people[i] = someone(fmt.Sprint(i))
	}
	for _, level := range []claims.PrivacyLevel{claims.PrivacyLimited, claims.PrivacyDeidentified} {
		seen := map[string]bool{}
		for _, row := range toldRows(t, level, exporter.NewOneOffCodes(rand.Reader), people...) {
			seen[row["patient_id"]] = true
		}
		if len(seen) != many {
			t.Errorf("%s: %d codes for %d people", level, len(seen), many)
		}
	}
}

func TestPrivateKeepsProvidersOnRequest(t *testing.T) {
	claim := map[string]string{"fhir_id": "x", "billing_npi": "1003000126", "contract_number": "S1234"}
	for keep, want := range map[bool]string{true: "1003000126 S1234", false: ""} {
		src, err := heldTables{claims.Claims: {claim}}.Open(t.Context(), claims.Claims, []claims.Col{claims.ColClaimsBillingNPI, claims.ColClaimsContractNumber})
		if err != nil {
			t.Fatal(err)
		}
		src = exporter.Private(t.Context(), src, exporter.PrivacyOptions{Level: claims.PrivacyDeidentified, Year: 2026, Providers: keep})
		var got []string
		for src.Next() {
			for _, v := range src.Values() {
				got = append(got, v.Text)
			}
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("providers kept %t: got %q, want %q", keep, text, want)
		}
	}
}

type brokenCodes struct{}

var errCodes = errors.New("no codes")

func (brokenCodes) Fill(context.Context, []claims.Number) error { return errCodes }

// Without a code nothing is told, least of all the number itself.
func TestPrivateStopsWithoutCodes(t *testing.T) {
	src, err := heldTables{claims.Claims: {{"fhir_id": "x"}}}.Open(t.Context(), claims.Claims, []claims.Col{claims.ColClaimsFHIRID})
	if err != nil {
		t.Fatal(err)
	}
	src = exporter.Private(t.Context(), src, exporter.PrivacyOptions{Level: claims.PrivacyLimited, Year: 2026, Codes: brokenCodes{}})
	if src.Next() || !errors.Is(src.Err(), errCodes) {
		t.Errorf("a row came, or no error: %v", src.Err())
	}
	if src.Next() {
		t.Error("rows go on after an error")
	}
}
