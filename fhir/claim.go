package fhir

import (
	"bytes"
	"cmp"
	"strings"

	"github.com/claimsdesk/claimsdesk/claims"
)

// Early claims are what BCDA v2 serves of claims that are not fully processed: a Claim, which says what was billed, and
// a ClaimResponse of the same id, which says how far it got (docs/reference/flattening.md section 3). Both become one
// claims row, and each decides its own columns of it. Institutional ones come from the system FISS, professional ones
// from MCS.
const (
	systemFISS = "FISS"
	systemMCS  = "MCS"
)

// claim is a Claim. Its elements are those of an EOB, but total is one amount.
type claim struct {
	eob
	Total money `json:"total"`
}

// claimRows reads a Claim: the claims row and its child rows. The row holds a value for the columns of the ClaimResponse
// too, which stand as long as no ClaimResponse came: an early claim is partial until one says that it is complete.
func claimRows(c *claim, in scope) content {
	if c.Total.Value != "" {
		c.eob.Total = []adjudication{{Amount: c.Total}}
	}
	f := newFlattener(&c.eob, in)
	f.claimRules, f.lineRules = earlyClaimSet, earlyLineSet
	row := f.earlyClaim()
	lines := f.earlyLines(row)
	f.diagnosisRows()
	f.procedureRows()
	f.careTeamRows()
	supportRows(c.SupportingInfo, c.Contained, f.child)
	f.claimAmountRows()
	rows := in.arena.rows([]claims.Row{row}, lines, f.children)
	set(row, claims.ColClaimsDqFlags, dataNotes(rows, in.today))
	return content{
		id: c.ID, lastUpdated: c.Meta.LastUpdated, items: len(c.Item), rows: rows, patch: claimColumns(),
	}
}

// earlyClaim builds the claims row.
func (f *flattener) earlyClaim() claims.Row {
	e := f.e
	f.claimType, f.claimID = earlyClaimType(e), f.id
	for i := range f.diagnoses {
		f.diagnoses[i].poa = cmp.Or(f.diagnoses[i].poa, firstCode(e.Diagnosis[i].OnAdmission, selector{system: variables + "fiss/diag-poa-ind"}))
	}
	row := newEarlyRow(e, f.version)
	f.header(row)
	set(row, claims.ColClaimsClaimType, f.claimType)
	set(row, claims.ColClaimsSourceSystem, earlySystem(e))
	set(row, claims.ColClaimsAdjudication, claims.AdjudicationPartial)
	f.applyToClaim(row)
	set(row, claims.ColClaimsSubmittedAmount, bareTotal(e.Total))
	set(row, claims.ColClaimsBillType, earlyBillType(e))
	f.earlyProvider(row)
	f.careTeamNPIs(row)
	set(row, claims.ColClaimsPrincipalDx, principal(f.diagnoses))
	set(row, claims.ColClaimsAdmittingDx, firstOfType(f.diagnoses, "admitting"))
	return row
}

// newEarlyRow is the claims row with what both resources of an early claim know. There is no unique claim id, so the
// resource's id stands for it; the only link to a person is the MBI of the contained Patient.
func newEarlyRow(e *eob, version string) claims.Row {
	row := claims.NewRow(claims.Claims)
	set(row, claims.ColClaimsAPIVersion, version)
	set(row, claims.ColClaimsFHIRID, e.ID)
	set(row, claims.ColClaimsClaimID, e.ID)
	set(row, claims.ColClaimsClaimControlNumber, identifierValue(e.Identifier, variables+"fiss/dcn", variables+"mcs/icn"))
	if p := containedOfType(e.Contained, claims.TypePatient); p != nil {
		set(row, claims.ColClaimsMBI, identifierValue(p.Identifier, mbiSystem))
	}
	return row
}

// earlyProvider sets the organisation that billed. In FISS data it is the facility too.
func (f *flattener) earlyProvider(row claims.Row) {
	org := containedIn(f.e.Contained, f.e.Provider.Reference)
	if org == nil {
		org = containedOfType(f.e.Contained, "Organization")
	}
	if org == nil {
		return
	}
	npi := npiOf(org.Identifier)
	set(row, claims.ColClaimsBillingNPI, npi)
	if isInstitutional(f.claimType) {
		set(row, claims.ColClaimsFacilityNPI, npi)
	}
	set(row, claims.ColClaimsFacilityCCN, cmp.Or(
		identifierValue(org.Identifier, variables+"fiss/meda-prov-6"), identifierOfType(org.Identifier, selector{code: "PRN"})))
	set(row, claims.ColClaimsProviderTaxID, cmp.Or(
		identifierValue(org.Identifier, variables+"mcs/bill-prov-ein", variables+"fiss/fed-tax-nb"),
		identifierOfType(org.Identifier, selector{code: "TAX"})))
}

// earlyLines builds the claim_lines rows. FISS counts services in an extension and what was billed in item.quantity.
func (f *flattener) earlyLines(row claims.Row) []claims.Row {
	lines := f.lines(row)
	for i := range lines {
		set(lines[i], claims.ColClaimLinesServiceUnits, extensionText(f.e.Item[i].Extension, variables+"fiss/rev-serv-unit-cnt"))
	}
	return lines
}

// earlyClaimType takes professional claims for carrier claims, and tells institutional ones apart by the first two
// digits of their type of bill.
func earlyClaimType(e *eob) string {
	kind := firstCode(e.Type, selector{system: hl7Codes + "claim-type"})
	switch system := earlySystem(e); {
	case kind == "professional", kind == "" && system == systemMCS:
		return claims.Carrier
	case kind == "institutional", kind == "" && system == systemFISS:
		facility, service := facilityKind(e)
		return typeOfBill(facility + service)
	default:
		return claims.Unknown
	}
}

// earlySystem is the system that works on the claim, by the system of its control number or else by its id.
func earlySystem(e *eob) string {
	for i := range e.Identifier {
		switch system := e.Identifier[i].System; {
		case strings.HasPrefix(system, variables+"fiss/"):
			return systemFISS
		case strings.HasPrefix(system, variables+"mcs/"):
			return systemMCS
		}
	}
	switch {
	case strings.HasPrefix(e.ID, "f-"):
		return systemFISS
	case strings.HasPrefix(e.ID, "m-"):
		return systemMCS
	}
	return ""
}

// earlyBillType puts the type of bill together; empty when one of its three digits is missing.
func earlyBillType(e *eob) string {
	facility, service := facilityKind(e)
	frequency := sic("typeofbill").codeSystem(variables+"fiss/freq-cd").find(e, nil, claims.Text)
	if facility == "" || service == "" || frequency == "" {
		return ""
	}
	return facility + service + frequency
}

// facilityKind is the kind of facility and of service. CMS spells the url of the second in two ways.
func facilityKind(e *eob) (facility, service string) {
	return extensionText(e.Facility.Extension, variables+"fiss/lob-cd"),
		cmp.Or(extensionText(e.Extension, variables+"fiss/serv-typ-cd"), extensionText(e.Extension, variables+"fiss/serv-type-cd"))
}

func containedOfType(resources []contained, resourceType string) *contained {
	for i := range resources {
		if resources[i].ResourceType == resourceType {
			return &resources[i]
		}
	}
	return nil
}

// presentHost gives the urls of older early claims, which name another host, the present one: only the path counts
// (flattening.md section 3).
func presentHost(line []byte, resourceType string) []byte {
	old := []byte("https://dcgeo.cms.gov/resources/")
	early := resourceType == claims.TypeClaim || resourceType == claims.TypeClaimResponse
	if !early || !bytes.Contains(line, old) {
		return line
	}
	return bytes.ReplaceAll(line, old, []byte("https://bluebutton.cms.gov/resources/"))
}
