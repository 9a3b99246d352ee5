package fhir

import (
	"bytes"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Survey notes on a resource what its line says of itself, for the import report: the figures that its rows must add up
// to, and codes by systems that no rule knows. It reads the text apart from the decoder and the rules.
func Survey(line []byte, r *claims.Resource) {
	r.Told = told(line, r.Type)
	r.Unknown = unknownSystems(line)
}

// systemKey is how a code system is named everywhere in FHIR.
var systemKey = []byte(`"system"`)

// unknownSystems counts the code systems that a line names and no rule knows; nil for nearly all lines. Their codes are
// not lost: they are in the detail tables and in the stored resource (docs/reference/flattening.md 0.9).
func unknownSystems(line []byte) map[string]int {
	var found map[string]int
	for {
		i := bytes.Index(line, systemKey)
		if i < 0 {
			return found
		}
		line = bytes.TrimLeft(line[i+len(systemKey):], " \t:")
		if len(line) == 0 || line[0] != '"' {
			continue
		}
		end := endOfText(line, 0)
		if !isKnownSystem(line[1 : end-1]) {
			claims.Count(&found, nameOfSystem(string(line[1:end-1])), 1)
		}
		line = line[end:]
	}
}

// systemFamilies begin the systems of CMS that rules know as a whole: those of v2 name a variable of CCW each, those of
// v3 a column of the IDR.
var systemFamilies = [][]byte{
	[]byte(cmsCodes), []byte(variables), []byte(v2Codes), []byte("https://bluebutton.cms.gov/identifiers/"), []byte("https://bluebutton.cms.gov/resources/identifier/"),
	[]byte("http://bluebutton.cms.gov/fhir/"), []byte("https://dcgeo.cms.gov/resources/"), []byte(carinCodes), []byte("http://terminology.hl7.org/"), []byte("http://hl7.org/fhir/"),
}

// isKnownSystem says that a rule knows a system, or that it says the same beside one that a rule knows.
func isKnownSystem(system []byte) bool {
	for _, family := range systemFamilies {
		if bytes.HasPrefix(system, family) {
			return true
		}
	}
	switch strings.TrimSuffix(string(system), "/") {
	case "", hcpcsCodes, cptCodes, hippsCodes, placeCodes, drgCodes, taxSystem, presentCodes, typeOfBillCodes, unitCodes,
		"http://www.cms.gov/Medicare/Coding/ICD10", "http://www.cms.gov/Medicare/Coding/ICD9", "https://www.nubc.org/CodeSystem/RevenueCodes",
		"https://www.nubc.org/CodeSystem/PatDischargeStatus", "https://www.nubc.org/CodeSystem/PointOfOrigin",
		"https://www.nubc.org/CodeSystem/PriorityTypeOfAdmitOrVisit", "http://nucc.org/provider-taxonomy", "urn:ietf:bcp:47",
		"urn:oid:2.16.840.1.113883.6.238", "http://snomed.info/sct", "http://loinc.org", "urn:iso:std:iso:4217", "https://x12.org/codes/claim-adjustment-reason-codes",
		"https://x12.org/codes/claim-adjustment-group-codes", "https://nahdo.org/sopt", "https://www.usps.com",
		"phone", "email", "fax", "url", "sms", "pager", "other": // ContactPoint has systems that are no code systems
		return true
	}
	return false
}

// longestSystem bounds the name of a system that a report shows.
const longestSystem = 120

// nameOfSystem is a system as a report may show it: a web address without a query or a part behind '#'.
func nameOfSystem(system string) string {
	u, err := url.Parse(system)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil || len(system) > longestSystem {
		return claims.OtherSystem
	}
	return u.Scheme + "://" + u.Host + strings.TrimSuffix(u.Path, "/")
}

// unreadTypes are resource types of FHIR that exports of other servers hold and ClaimsDesk does not read.
var unreadTypes = []string{
	"AllergyIntolerance", "Basic", "Binary", "Bundle", "CarePlan", "CareTeam", "Condition", "Device", "DiagnosticReport", "DocumentReference", "Encounter",
	"Goal", "Group", "HealthcareService", "Immunization", "InsurancePlan", "List", "Location", "Media", "Medication", "MedicationAdministration",
	"MedicationDispense", "MedicationRequest", "MedicationStatement", "Observation", "OperationOutcome", "Organization", "OrganizationAffiliation",
	"Parameters", "Person", "Practitioner", "PractitionerRole", "Procedure", "Provenance", "QuestionnaireResponse", "RelatedPerson", "ServiceRequest",
	"Specimen", "Task",
}

// UnreadType is the type of a resource that is not read, as a report may show it: claims.OtherType where FHIR has none of
// that name.
func UnreadType(line []byte) string {
	var r struct {
		ResourceType string `json:"resourceType"`
	}
	if err := json.Unmarshal(line, &r); err != nil || !slices.Contains(unreadTypes, r.ResourceType) {
		return claims.OtherType
	}
	return r.ResourceType
}
