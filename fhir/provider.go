package fhir

import (
	"cmp"
	"slices"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

func isInstitutional(claimType string) bool { return slices.Contains(institutional, claimType) }

// provider sets who billed (flattening.md 2.3): the NPI of institutional claims is the facility's and the biller's, that
// of other claims only the biller's.
func (f *flattener) provider(row claims.Row) {
	org := containedIn(f.e.Contained, f.e.Provider.Reference)
	if org == nil && f.version == claims.V2 { // the reference is missing in some data
		org = containedIn(f.e.Contained, "#provider-org")
	}
	var npi string
	if f.version == claims.V2 {
		npi = billerV2(f.e, org)
	} else {
		npi = billerV3(f.e, org)
	}
	set(row, claims.ColClaimsBillingNPI, npi)
	if isInstitutional(f.claimType) {
		set(row, claims.ColClaimsFacilityNPI, npi)
	}
	if org == nil {
		return
	}
	if f.version == claims.V2 {
		set(row, claims.ColClaimsFacilityCCN, identifierOfType(org.Identifier, selector{code: "PRN"}))
		return
	}
	set(row, claims.ColClaimsFacilityCCN, identifierValue(org.Identifier, ccnSystem))
	set(row, claims.ColClaimsProviderTaxID, identifierValue(org.Identifier, taxSystem))
}

// billerV2 is the contained organisation of institutional claims, else the identifier of the provider; pharmacies stand
// as the facility too.
func billerV2(e *eob, org *contained) string {
	if org != nil {
		if npi := npiOf(org.Identifier); npi != "" {
			return npi
		}
	}
	return cmp.Or(digits(e.Provider.Identifier.Value), digits(e.Facility.Identifier.Value))
}

// billerV3 is the contained resource that the provider reference names. Pharmacies have a number of any kind there,
// which is an NPI only where its qualifier is 01.
func billerV3(e *eob, org *contained) string {
	if org != nil {
		if npi := npiOf(org.Identifier); npi != "" {
			return npi
		}
		return digits(identifierOfType(org.Identifier, npiQualifier))
	}
	return npiOf([]identifier{e.Provider.Identifier})
}

// npiQualifier marks a provider number as an NPI on pharmacy claims.
var npiQualifier = selector{"http://bluebutton.cms.gov/fhir/CodeSystem/PRVDR-ID-QLFYR-CD", "01"}

// npiOf returns the first identifier that is an NPI: by its system or by its type.
func npiOf(identifiers []identifier) string {
	for i := range identifiers {
		id := &identifiers[i]
		if !sameURL(id.System, npiSystem) && !hasNPIType(id.Type) {
			continue
		}
		if npi := digits(id.Value); npi != "" {
			return npi
		}
	}
	return ""
}

func hasNPIType(c codeableConcept) bool {
	return slices.ContainsFunc(c.Coding, func(one coding) bool { return strings.EqualFold(one.Code, "npi") })
}

// digits returns a provider number; a UPIN, which has letters, is none (flattening.md 2.5). Numbers of test data are too
// short or too long and pass.
func digits(value string) string {
	value = trimmed(value)
	if !allDigits(value) {
		return ""
	}
	return value
}

// lineTaxIDs are the tax numbers of the lines, for claims whose biller has none.
func (f *flattener) lineTaxIDs() string {
	url := structures + "CLM-PRVDR-TAX-NUM"
	if f.version == claims.V2 {
		url = variables + "tax_num"
	}
	var room [usualCodings]string
	numbers := room[:0]
	for i := range f.e.Item {
		if number := extensionText(f.e.Item[i].Extension, url); !slices.Contains(numbers, number) {
			numbers = append(numbers, number)
		}
	}
	return joined(numbers)
}
