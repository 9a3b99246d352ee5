package fhir

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// systemFamilies begin the systems of CMS that rules know as a whole: those of v2 name a variable of CCW each, those of
// v3 a column of the IDR.
var systemFamilies = []string{
	cmsCodes, variables, v2Codes, "https://bluebutton.cms.gov/identifiers/", "https://bluebutton.cms.gov/resources/identifier/",
	"http://bluebutton.cms.gov/fhir/", "https://dcgeo.cms.gov/resources/", carinCodes, "http://terminology.hl7.org/", "http://hl7.org/fhir/",
}

// isKnownSystem says that a rule knows a system, or that it says the same beside one that a rule knows.
func isKnownSystem(system string) bool {
	for _, family := range systemFamilies {
		if strings.HasPrefix(system, family) {
			return true
		}
	}
	switch strings.TrimSuffix(system, "/") {
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
