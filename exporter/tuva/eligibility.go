package tuva

import (
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// eligibilityColumns are the 39 columns of eligibility: one row for each person and span; somebody of whom no coverage is
// known has one row without dates.
var eligibilityColumns = []column[eligibilityRow]{
	{"person_id", "varchar", "E PK", "beneficiaries.person_key, or the MBI if asked for", func(r *eligibilityRow) claims.Value { return r.people.personID(r.one.key, r.one.member()) }},
	{"member_id", "varchar", "PK", "beneficiaries.mbi, else coverage.mbi", func(r *eligibilityRow) claims.Value { return claims.TextValue(r.one.member()) }},
	{"subscriber_id", "varchar", "", "not in Medicare", empty[eligibilityRow]},
	{"gender", "varchar", "W", "beneficiaries.sex_code: male, female, unknown", func(r *eligibilityRow) claims.Value { return claims.TextValue(gender(r.patient)) }},
	{"race", "varchar", "W", "beneficiaries.race_code (race)", func(r *eligibilityRow) claims.Value { return claims.TextValue(race(r.patient)) }},
	{"birth_date", "date", "W", "beneficiaries.birth_date", func(r *eligibilityRow) claims.Value { return r.patient.day(claims.ColBeneficiariesBirthDate) }},
	{"death_date", "date", "", "beneficiaries.death_date", func(r *eligibilityRow) claims.Value { return r.patient.day(claims.ColBeneficiariesDeathDate) }},
	{"death_flag", "boolean", "", "1 where beneficiaries.death_date or death_flag says so, else 0", func(r *eligibilityRow) claims.Value { return died(r.patient) }},
	{"enrollment_start_date", "date", "PK", "start of the span of Part A or B (person.spans)", func(r *eligibilityRow) claims.Value { return claims.TextValue(r.span.start) }},
	{"enrollment_end_date", "date", "PK", "its end; open spans end with the month of the data, and none goes beyond the month of death", func(r *eligibilityRow) claims.Value { return claims.TextValue(r.span.end) }},
	{"payer", "varchar", "PK", "always medicare", always[eligibilityRow](medicare)},
	{"payer_type", "varchar", "W", "always medicare", always[eligibilityRow](medicare)},
	{"plan", "varchar", "PK", "always medicare", always[eligibilityRow](medicare)},
	{"original_reason_entitlement_code", "varchar", "", "coverage.original_entitlement_reason of the latest period, Part A first", func(r *eligibilityRow) claims.Value { return claims.TextValue(r.one.entitlement.text) }},
	{"dual_status_code", "varchar", "", "coverage_months.dual of the latest month that has one, in v3 coverage.dual_status_code of the latest period (dualStatus)", func(r *eligibilityRow) claims.Value { return r.dualStatus() }},
	{"medicare_status_code", "varchar", "", "coverage.medicare_status_code of the latest period, Part A first", func(r *eligibilityRow) claims.Value { return claims.TextValue(r.one.status.text) }},
	{"enrollment_status", "varchar", "", "left to Tuva", empty[eligibilityRow]},
	{"hospice_flag", "boolean", "", "left to Tuva", empty[eligibilityRow]},
	{"institutional_snp_flag", "boolean", "", "left to Tuva", empty[eligibilityRow]},
	{"long_term_institutional_flag", "boolean", "", "left to Tuva", empty[eligibilityRow]},
	{"group_id", "varchar", "", "not sent", empty[eligibilityRow]},
	{"group_name", "varchar", "", "not sent", empty[eligibilityRow]},
	{"name_suffix", "varchar", "", "not sent", empty[eligibilityRow]},
	{"first_name", "varchar", "", "beneficiaries.first_name", patientValue(claims.ColBeneficiariesFirstName)},
	{"middle_name", "varchar", "", "beneficiaries.middle_name", patientValue(claims.ColBeneficiariesMiddleName)},
	{"last_name", "varchar", "", "beneficiaries.last_name", patientValue(claims.ColBeneficiariesLastName)},
	{"social_security_number", "varchar", "", "not sent", empty[eligibilityRow]},
	{"subscriber_relation", "varchar", "", "not in Medicare", empty[eligibilityRow]},
	{"address", "varchar", "", "beneficiaries.address_line1 to address_line6", func(r *eligibilityRow) claims.Value { return claims.TextValue(address(r.patient)) }},
	{"city", "varchar", "", "beneficiaries.city", patientValue(claims.ColBeneficiariesCity)},
	{"state", "varchar", "", "beneficiaries.state; numbers of old test data become postal codes (postalState)", func(r *eligibilityRow) claims.Value { return postalState(r.patient.of(claims.ColBeneficiariesState)) }},
	{"zip_code", "varchar", "", "beneficiaries.zip5", patientValue(claims.ColBeneficiariesZip5)},
	{"phone", "varchar", "", "not sent", empty[eligibilityRow]},
	{"email", "varchar", "", "not sent", empty[eligibilityRow]},
	{"ethnicity", "varchar", "", "v3: beneficiaries.race where the code is Hispanic", func(r *eligibilityRow) claims.Value { return ethnicity(r.patient) }},
	{"data_source", "varchar", "PK", "always bcda", always[eligibilityRow](bcda)},
	{"file_name", "varchar", "", "beneficiaries.file_name; of people without a Patient coverage.file_name", func(r *eligibilityRow) claims.Value { return r.source.file }},
	{"file_date", "date", "", "day of the transaction time of the export", func(r *eligibilityRow) claims.Value { return r.fileDate }},
	{"ingest_datetime", "timestamp", "", "ingested_at of the same row", func(r *eligibilityRow) claims.Value { return r.source.ingested }},
}

// eligibilityRow is one row of eligibility.
type eligibilityRow struct {
	people   *people
	one      *person
	patient  record // without values for people of whom there is coverage alone
	span     span
	source   origin
	fileDate claims.Value
}

func patientValue(c claims.Col) func(*eligibilityRow) claims.Value {
	return func(r *eligibilityRow) claims.Value { return r.patient.of(c) }
}

func gender(patient record) string {
	switch patient.text(claims.ColBeneficiariesSexCode) {
	case "1":
		return "male"
	case "2":
		return "female"
	default:
		return "unknown"
	}
}

// race gives the words of Tuva's terminology. In v2 Hispanic is one of the races; in v3 it comes as ethnicity and says
// nothing of the race. CMS counts Pacific Islanders among Asians; v3 sends their own words beside the code.
func race(patient record) string {
	code, words := patient.text(claims.ColBeneficiariesRaceCode), strings.ToLower(patient.text(claims.ColBeneficiariesRace))
	switch {
	case strings.Contains(words, "pacific islander") && !strings.Contains(words, "asian"):
		return "native hawaiian or other pacific islander"
	case strings.Contains(words, "asked but unknown"):
		return "asked but unknown"
	case code == hispanic && patient.text(claims.ColBeneficiariesAPIVersion) != claims.V2:
		return "unknown"
	case strings.Contains(code, ";"): // several categories of v3
		return "other race"
	}
	if race, ok := races[code]; ok {
		return race
	}
	return "unknown"
}

// races are the codes of CCLF (BENE_RACE_CD) in Tuva's words.
var races = map[string]string{
	"1": "white", "2": "black or african american", "3": "other race", "4": "asian", hispanic: "other race", "6": "american indian or alaska native",
}

const hispanic = "5"

func ethnicity(patient record) claims.Value {
	if patient.text(claims.ColBeneficiariesRaceCode) != hispanic || patient.text(claims.ColBeneficiariesAPIVersion) == claims.V2 {
		return claims.Value{}
	}
	return patient.of(claims.ColBeneficiariesRace)
}

// died is empty for people of whom there is coverage alone.
func died(patient record) claims.Value {
	if patient.missing() {
		return claims.Value{}
	}
	return claims.BoolValue(patient.day(claims.ColBeneficiariesDeathDate).Set || patient.of(claims.ColBeneficiariesDeathFlag).Int != 0)
}

func address(patient record) string {
	var lines []string
	for i := range claims.Col(6) {
		if line := strings.TrimSpace(patient.text(claims.ColBeneficiariesAddressLine1 + i)); line != "" {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, ", ")
}

// dualStatus is the latest Medicaid status that was sent. One that ended more than a year before the year of the span's end
// is a thing of the past and says nothing of the present.
func (r *eligibilityRow) dualStatus() claims.Value {
	d := r.one.dual
	code := padded(claims.TextValue(d.text), 2)
	if !slices.Contains(dualCodes, code.Text) {
		return claims.Value{}
	}
	last := r.span.end
	if last == "" {
		last = r.people.asOf
	}
	if len(last) < 4 || len(d.rank) < 4 || d.rank[:4] < yearBefore(last[:4]) {
		return claims.Value{}
	}
	return code
}
