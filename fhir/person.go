package fhir

import (
	"cmp"
	"slices"

	"github.com/claimsdesk/claimsdesk/claims"
)

// What a Patient says about the person in codes that CMS spells differently from FHIR: sex, race, death, Medicaid.

const (
	usCoreSex       = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex"
	usCoreRace      = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-race"
	usCoreEthnicity = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-ethnicity"
)

// setLife sets birth, death and sex.
func (p *patient) setLife(row claims.Row) {
	set(row, claims.ColBeneficiariesBirthDate, p.BirthDate)
	set(row, claims.ColBeneficiariesDeathDate, p.DeceasedDateTime)
	row.Set(claims.ColBeneficiariesDeathFlag, p.died())
	set(row, claims.ColBeneficiariesSexCode, p.sexCode())
}

// died is true with a date of death, else what deceasedBoolean says, else null. A default date says nothing.
func (p *patient) died() claims.Value {
	day, ok := claims.DateText(p.DeceasedDateTime)
	switch {
	case p.DeceasedDateTime != "" && (!ok || !claims.IsDefaultDate(day)):
		return claims.BoolValue(true)
	case p.DeceasedBoolean != unsaid:
		return claims.BoolValue(p.DeceasedBoolean == yes)
	default:
		return claims.Value{}
	}
}

// sexCode is the sex as CCLF codes it: 1 male, 2 female, 0 unknown; empty where neither gender nor us-core-sex is sent.
func (p *patient) sexCode() string {
	sex := extensionText(p.Extension, usCoreSex)
	for _, said := range []string{p.Gender, sex} {
		switch said {
		case "male", "248153007":
			return "1"
		case "female", "248152002":
			return "2"
		}
	}
	if p.Gender != "" || sex != "" {
		return "0"
	}
	return ""
}

const raceUnknown = "0"

// ombRaceCodes translates the race and ethnicity categories of the OMB (urn:oid:2.16.840.1.113883.6.238) to BENE_RACE_CD
// of CCLF. CMS has one code for Asians and Pacific Islanders.
var ombRaceCodes = []struct{ omb, cclf string }{
	{"UNK", raceUnknown},  // unknown (v3-NullFlavor)
	{"ASKU", raceUnknown}, // asked but unknown
	{"2106-3", "1"},       // White
	{"2054-5", "2"},       // Black or African American
	{"2131-1", "3"},       // other race
	{"2028-9", "4"},       // Asian
	{"2076-8", "4"},       // Native Hawaiian or other Pacific Islander
	{"2135-2", "5"},       // Hispanic or Latino
	{"1002-5", "6"},       // American Indian or Alaska Native
}

// setRace sets the race in the code of CCLF and in words. v2 sends the code of CMS; v3 sends OMB categories, with
// Hispanics under ethnicity and without a race (flattening.md 2.1).
func (p *patient) setRace(row claims.Row) {
	code, words := "", ""
	if e := extensionOf(p.Extension, variables+"race"); e != nil && e.ValueCoding != nil {
		code, words = e.text(), e.ValueCoding.Display
	}
	if code == "" {
		code, words = ombRace(p.partsOf(usCoreRace))
	}
	if code == "" || code == raceUnknown {
		if ethnicity, ethnicityWords := ombRace(p.partsOf(usCoreEthnicity)); ethnicity != "" {
			code, words = ethnicity, ethnicityWords
		}
	}
	set(row, claims.ColBeneficiariesRaceCode, code)
	set(row, claims.ColBeneficiariesRace, words)
}

// partsOf are the extensions inside the extension with the url.
func (p *patient) partsOf(url string) []extension {
	for i := range p.Extension {
		if sameURL(p.Extension[i].URL, url) {
			return p.Extension[i].Extension
		}
	}
	return nil
}

// ombRace reads the parts of us-core-race or us-core-ethnicity; several categories are joined by ';'. Its code is
// empty where no category has one, such as "not Hispanic".
func ombRace(parts []extension) (code, words string) {
	var codes, displays []string
	for _, e := range parts {
		if e.URL != "ombCategory" || e.ValueCoding == nil {
			continue
		}
		i := slices.IndexFunc(ombRaceCodes, func(c struct{ omb, cclf string }) bool { return c.omb == e.text() })
		if i >= 0 {
			codes = append(codes, ombRaceCodes[i].cclf)
		}
		displays = append(displays, e.ValueCoding.Display)
	}
	return joined(codes), cmp.Or(extensionText(parts, "text"), joined(displays))
}

// setDualStatus sets the Medicaid status of the twelve months of the reference year (v2 only), as sent: ** and NA mean
// that there are no data.
func (p *patient) setDualStatus(row claims.Row) {
	for i := range p.Extension {
		name, month := monthOf(p.Extension[i].URL)
		if col := claims.ColBeneficiariesDualStatus01 + claims.Col(month-1); name == "dual_" && !row.Value(col).Set {
			set(row, col, p.Extension[i].text())
		}
	}
	set(row, claims.ColBeneficiariesReferenceYear, referenceYear(p.Extension))
}
